//! What the configuration file says of single files: the channel and the plan of their meetings, and what is left out.
//!
//! The file governs what lies in its folder. Of the entries of `paths` that fit, the last counts, and a channel that it
//! names stands for the file's own one. Not here: what is said of every meeting ([`super::settings`]).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::loosening::{Told, ask};
use super::settings::{ask_channel, ceiling, name};
use super::setup;
use crate::lint::{Input, Job};
use crate::load::config::{self, Config, Placed};
use crate::model::policy::{Freedom, Term};
use crate::model::{Level, Notice, Plan, Policy, Said, Scheme, Words};
use crate::read::walk::FoundWhat;
use crate::{Error, load};

/// The plans of the file, ready for each input.
pub(super) struct Ways {
    /// The working directory, which the names of files are relative to.
    here: PathBuf,
    /// How meetings in the folder are held where no entry says otherwise.
    usual: Plan,
    /// The same for each entry.
    entries: Vec<Plan>,
    /// The channel of the command line that counts; it stands above those of the file.
    given: Option<Said<String>>,
}

/// How often something of the file counted.
#[derive(Default)]
struct Counts {
    entries: BTreeMap<usize, usize>,
    /// By name and place of a channel.
    channels: BTreeMap<(String, String), usize>,
    outside: usize,
}

impl Ways {
    /// Reads the plans that the file names, and asks the policy whether the file may do what it does; `told` is what
    /// the command line says.
    pub(super) fn new(
        config: &Config,
        policy: &Policy,
        flags: &Plan,
        told: &mut Told,
    ) -> Result<Self, Error> {
        // The lowest counts of those that the command line names, so that is the one to compare with.
        let given = flags.channels.iter().min_by_key(|said| ceiling(policy, &said.value)).cloned();
        let plan = |channel: Option<&Placed<String>>, file: Option<&Placed<String>>| {
            let mut plan = Plan::default();
            if let Some(placed) = channel {
                let said = name(config, policy, Term::Channel, placed)?;
                plan.channels.push(said);
            }
            if let Some(placed) = file {
                let (path, name) = config.file(placed)?;
                plan.extend(load::plan::read(&name, &setup::text(&path, &name)?, policy)?);
            }
            if let (Some(placed), None) = (channel.or(file), &given) {
                ask_channel(config, policy, placed, &plan.channels)?;
            }
            Ok::<Plan, Error>(plan)
        };
        let usual = plan(config.channel.as_ref(), config.plan.as_ref())?;
        let mut entries = Vec::new();
        for entry in &config.paths {
            if entry.excluded.is_some() {
                ask(Freedom::Exclude, policy, config, &entry.glob)?;
            }
            let mut plan = plan(entry.channel.as_ref(), entry.plan.as_ref())?;
            if plan.channels.is_empty() {
                plan.channels.clone_from(&usual.channels);
            }
            entries.push(plan);
        }
        let ways = Ways { here: setup::here()?, usual, entries, given };
        ways.compare(policy, told);
        Ok(ways)
    }

    /// Says which channels of the file the command line stands above, where that raises the ceiling.
    fn compare(&self, policy: &Policy, told: &mut Told) {
        let Some(given) = &self.given else { return };
        let by_file = self.entries.iter().chain([&self.usual]).flat_map(|plan| &plan.channels);
        let lower = by_file
            .filter(|said| ceiling(policy, &said.value) < ceiling(policy, &given.value))
            .map(|said| format!("{} ({})", said.value, said.from.en));
        let mut lower: Vec<String> = lower.collect();
        lower.sort();
        lower.dedup();
        if !lower.is_empty() {
            let (name, from, lower) = (&given.value, &given.from.en, lower.join(", "));
            told.notices.push(Notice(Words {
                en: format!("{name} ({from}) stands above lower channels of the file: {lower}"),
                de: format!("{name} ({from}) geht niedrigeren Kanälen der Datei vor: {lower}"),
            }));
        }
    }

    /// How meetings are held where no entry of `paths` says otherwise.
    pub(super) fn usual(&self) -> &Plan {
        &self.usual
    }

    /// What the file would loosen, before any input is known.
    pub(super) fn promise(&self, config: &Config, policy: &Policy, home: &Scheme, told: &mut Told) {
        let plans = self.entries.iter().chain([&self.usual]).filter(|_| self.given.is_none());
        let named = plans.flat_map(|plan| &plan.channels);
        let named: BTreeSet<(&str, &str)> =
            named.map(|said| (said.value.as_str(), said.from.en.as_str())).collect();
        for (name, from) in named {
            let level = ceiling(policy, name);
            if level > Level::OPEN {
                told.channel(from, name, &home.display_name(level), None);
            }
        }
        for entry in &config.paths {
            if let Some(reason) = &entry.excluded {
                told.excluded(config, &entry.glob, reason, None);
            }
        }
    }

    /// Each input with its plan, without what is left out, and what is to be told of it.
    pub(super) fn jobs(
        &self,
        config: &Config,
        policy: &Policy,
        home: &Scheme,
        (inputs, of_git): (Vec<Input>, bool),
        told: &mut Told,
    ) -> Vec<Job> {
        // Git names files from the top of its work tree.
        let top = if of_git { config::find::work_tree(&self.here) } else { None };
        let base = top.unwrap_or_else(|| self.here.clone());
        let mut counts = Counts::default();
        let mut jobs = Vec::new();
        for input in inputs {
            let path = path(config, &base, &input);
            let counting = path.as_deref().and_then(|path| config.entry(path));
            if let Some((at, _)) = counting {
                *counts.entries.entry(at).or_default() += 1;
            }
            let plan = match (&path, counting) {
                (_, Some((_, entry))) if entry.excluded.is_some() => continue,
                (_, Some((at, _))) => self.entries.get(at).cloned().unwrap_or_default(),
                (Some(_), None) => self.usual.clone(),
                (None, None) => {
                    counts.outside += 1;
                    Plan::default()
                }
            };
            let plan = self.below_flags(plan, &mut counts);
            jobs.push(Job { input, plan: Some(Box::new(plan)) });
        }
        self.tell(config, policy, home, &counts, told);
        jobs
    }

    /// Takes the channels out of a plan where the command line names one.
    fn below_flags(&self, mut plan: Plan, counts: &mut Counts) -> Plan {
        if self.given.is_some() {
            plan.channels.clear();
        }
        for said in &plan.channels {
            let key = (said.value.clone(), said.from.en.clone());
            *counts.channels.entry(key).or_default() += 1;
        }
        plan
    }

    fn tell(
        &self,
        config: &Config,
        policy: &Policy,
        home: &Scheme,
        counts: &Counts,
        told: &mut Told,
    ) {
        for ((name, from), files) in &counts.channels {
            let level = ceiling(policy, name);
            if level > Level::OPEN {
                told.channel(from, name, &home.display_name(level), Some(*files));
            }
        }
        let entries = config.paths.iter().enumerate();
        let entries = entries.map(|(at, entry)| (entry, counts.entries.get(&at).copied()));
        let mut unused = Vec::new();
        for (entry, files) in entries {
            match (files, &entry.excluded) {
                (None, _) => {
                    unused.push(format!("{} ({})", entry.glob.value, config.at(&entry.glob)));
                }
                (Some(files), Some(reason)) => {
                    told.excluded(config, &entry.glob, reason, Some(files))
                }
                (Some(_), None) => {}
            }
        }
        if !unused.is_empty() {
            let globs = unused.join(", ");
            told.notices.push(Notice(Words {
                en: format!("these globs count for no file of this run: {globs}"),
                de: format!("diese Muster gelten für keine Datei dieses Laufs: {globs}"),
            }));
        }
        let says =
            [&self.usual].into_iter().chain(&self.entries).any(|plan| *plan != Plan::default());
        if counts.outside > 0 && (says || !config.paths.is_empty()) {
            let (files, name) = (counts.outside, &config.name);
            told.notices.push(Notice(Words {
                en: format!(
                    "files outside of the folder of {name}, to which its channel, plan and paths do not \
                     apply: {files}"
                ),
                de: format!(
                    "Dateien außerhalb des Ordners von {name}, für die dessen Kanal, Plan und Pfade nicht \
                     gelten: {files}"
                ),
            }));
        }
    }
}

/// The path of an input relative to the folder of the file, with `/` between folders; none where it lies outside. A
/// member of an archive follows its archive, a text without a file its name.
fn path(config: &Config, base: &Path, input: &Input) -> Option<String> {
    let path = match input {
        Input::Found(found) => match &found.what {
            FoundWhat::File(path) => path.as_path(),
            FoundWhat::Blob(blob) => blob.place.as_path(),
            FoundWhat::Named | FoundWhat::Gap(_) => Path::new(&found.source.name),
        },
        Input::Document(source, _) => Path::new(&source.name),
    };
    let path = base.join(path);
    let climbs = path.components().any(|part| part == Component::ParentDir);
    let plainly = if climbs { None } else { below(&path, &config.folder) };
    let below = plainly.or_else(|| {
        // Up and down, or the same folder under another name: where a link leads only the system knows.
        let folder = path.parent()?.canonicalize().ok()?;
        below(&folder.join(path.file_name()?), &config.folder.canonicalize().ok()?)
    })?;
    let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
    Some(parts.collect::<Vec<_>>().join("/"))
}

fn below(path: &Path, folder: &Path) -> Option<PathBuf> {
    path.strip_prefix(folder).ok().map(Path::to_owned)
}
