//! Everything that a check is judged by, merged from flags, the configuration file and the policy before the run, each
//! value with where it comes from.
//!
//! A flag that names the channel stands above every channel of the file; lists add up. Not here: what counts for which
//! file ([`super::ways`]), and policy, schemes and rules ([`super::setup`]).

use std::path::PathBuf;

use super::args::{Judging, Meeting};
use super::loosening::{Told, ask};
use super::setup::{self, Loaded};
use super::ways::Ways;
use crate::lint::{Input, Job};
use crate::load::config::{Config, Placed};
use crate::model::policy::{Freedom, Term};
use crate::model::{GapKind, Level, Plan, Policy, Ruleset, Said, Say, Words, words};
use crate::{Error, load};

/// What a check is judged by.
pub(super) struct Settings {
    pub(super) loaded: Loaded,
    pub(super) rulesets: Vec<Ruleset>,
    /// Where each ruleset comes from.
    pub(super) rulesets_from: Vec<String>,
    /// How every meeting of the run is held: what flags say, and the lines, places and features of the file.
    pub(super) plan: Plan,
    pub(super) allowed_gaps: Vec<Said<GapKind>>,
    /// Domains of own mail addresses beside those of the policy.
    pub(super) domains: Vec<Said<String>>,
    /// Files of waivers that the configuration names, and the file of their key.
    pub(super) waivers: Vec<Said<PathBuf>>,
    pub(super) key: Option<Said<PathBuf>>,
    /// What counts for which file, where there is a configuration.
    pub(super) ways: Option<Ways>,
}

impl Settings {
    pub(super) fn new(meeting: &Meeting, judging: &Judging) -> Result<Self, Error> {
        let mut loaded = setup::judging(judging)?;
        let (rulesets, rulesets_from) = setup::rulesets(&mut loaded, judging)?;
        let mut plan = by_flags(meeting, &loaded.policy)?;
        let by_flag = |word: &String| {
            let from = "--allow-gap".to_owned();
            Ok(Said { value: gap_kind(word)?, from: from.into() })
        };
        let gaps = meeting.allow_gap.iter().map(by_flag);
        let mut allowed_gaps: Vec<Said<GapKind>> = gaps.collect::<Result<_, Error>>()?;
        let mut domains = Vec::new();
        for domain in &meeting.domain {
            let added = loaded.policy.people.add(domain);
            added.map_err(|Words { en, de }| {
                Error::usage(words!("--domain: {en}", "--domain: {de}"))
            })?;
            domains.push(Said { value: domain.clone(), from: "--domain".to_owned().into() });
        }
        let (mut waivers, mut key, mut ways) = (Vec::new(), None, None);
        if let Some(config) = &loaded.config {
            let (policy, told) = (&mut loaded.policy, &mut loaded.told);
            domains.extend(own_domains(config, policy, told)?);
            for gap in &config.allow_gaps {
                told.gap(config, gap, policy)?;
                allowed_gaps.push(config.said(&gap.what));
            }
            for file in &config.waivers {
                told.waivers(config, file, policy)?;
                waivers.push(Said {
                    value: config.file(file)?.1.into(),
                    from: config.at(file).into(),
                });
            }
            key = config.key.as_ref().map(|key| outside(config, key));
            ways = Some(Ways::new(config, policy, &plan, told)?);
            plan.extend(by_file(config, policy)?);
        }
        let settings = Settings {
            loaded,
            rulesets,
            rulesets_from,
            plan,
            allowed_gaps,
            domains,
            waivers,
            key,
            ways,
        };
        Ok(settings)
    }

    /// Tells what the file would loosen, before any input is known.
    pub(super) fn promise(&mut self) {
        let Loaded { config, policy, home, told, .. } = &mut self.loaded;
        if let (Some(config), Some(ways)) = (config, &self.ways) {
            ways.promise(config, policy, home, told);
        }
    }

    /// Each input with how its meeting is held, without what is left out.
    ///
    /// # Errors
    /// Where everything is left out; of a part of a repository (`of_git`) that can be, because a hook must pass.
    pub(super) fn jobs(&mut self, inputs: Vec<Input>, of_git: bool) -> Result<Vec<Job>, Error> {
        let Loaded { config, policy, home, told, .. } = &mut self.loaded;
        let (Some(config), Some(ways)) = (config, &self.ways) else {
            return Ok(inputs.into_iter().map(Job::from).collect());
        };
        let any = !inputs.is_empty();
        let jobs = ways.jobs(config, policy, home, (inputs, of_git), told);
        if any && jobs.is_empty() && !of_git {
            return Err(Error::usage(words!(
                "nothing to check: {0} leaves out every file",
                "nichts zu prüfen: {0} nimmt jede Datei aus",
                config.name
            )));
        }
        Ok(jobs)
    }
}

/// The plan as told on the command line: flags and `--plan`.
fn by_flags(meeting: &Meeting, policy: &Policy) -> Result<Plan, Error> {
    let name = |term, name: &String, flag| load::plan::name(policy, term, name, flag);
    let names = |term, values: &[String], flag| {
        values.iter().map(|value| name(term, value, flag)).collect::<Result<Vec<_>, Error>>()
    };
    let channels: Vec<String> = meeting.channel.iter().cloned().collect();
    let mut plan = Plan {
        channels: names(Term::Channel, &channels, "--channel")?,
        participants: Vec::new(),
        lines: names(Term::Line, &meeting.line, "--line")?,
        places: names(Term::Place, &meeting.place, "--place")?,
        features: names(Term::Feature, &meeting.feature, "--feature")?,
    };
    if let Some(path) = &meeting.plan {
        plan.extend(load::plan::read(&path.display().to_string(), &load::text(path)?, policy)?);
    }
    Ok(plan)
}

/// What the file says of every meeting, wherever its document lies: this only lowers the ceiling.
fn by_file(config: &Config, policy: &Policy) -> Result<Plan, Error> {
    let names = |term, values: &[Placed<String>]| {
        values.iter().map(|value| name(config, policy, term, value)).collect::<Result<_, Error>>()
    };
    Ok(Plan {
        lines: names(Term::Line, &config.lines)?,
        places: names(Term::Place, &config.places)?,
        features: names(Term::Feature, &config.features)?,
        ..Plan::default()
    })
}

/// A name of the file, as the policy knows it.
pub(super) fn name(
    config: &Config,
    policy: &Policy,
    term: Term,
    placed: &Placed<String>,
) -> Result<Said<String>, Error> {
    let said = load::plan::name(policy, term, &placed.value, &config.at(placed));
    said.map_err(|error| config.error(placed, error.in_words()))
}

/// What a channel is cleared for; nothing where the policy does not know it.
pub(super) fn ceiling(policy: &Policy, channel: &str) -> Level {
    policy.channel(channel).map_or(Level::OPEN, |channel| channel.cap.ceiling)
}

/// An error where a channel of the file carries more than nothing and the policy does not let the file name one.
pub(super) fn ask_channel(
    config: &Config,
    policy: &Policy,
    placed: &Placed<String>,
    channels: &[Said<String>],
) -> Result<(), Error> {
    let loosens = channels.iter().any(|channel| ceiling(policy, &channel.value) > Level::OPEN);
    if loosens { ask(Freedom::Channel, policy, config, placed) } else { Ok(()) }
}

fn own_domains(
    config: &Config,
    policy: &mut Policy,
    told: &mut Told,
) -> Result<Vec<Said<String>>, Error> {
    for domain in &config.domains {
        told.domain(config, domain, policy)?;
        policy.people.add(&domain.value).map_err(|why| config.error(domain, why))?;
    }
    Ok(config.domains.iter().map(|domain| config.said(domain)).collect())
}

/// A key may lie anywhere: beside what it protects it would protect nothing.
fn outside(config: &Config, key: &Placed<String>) -> Said<PathBuf> {
    Said { value: config.folder.join(&key.value), from: config.at(key).into() }
}

fn gap_kind(word: &str) -> Result<GapKind, Error> {
    let known = GapKind::NAMES.iter().find(|(_, name)| *name == word).map(|(kind, _)| *kind);
    let names = GapKind::NAMES.iter().map(|(_, name)| *name);
    known.ok_or_else(|| Error::unknown(Say("kind of gap", "Art der Lücke"), word, names))
}
