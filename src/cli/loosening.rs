//! What a configuration file loosens, as every report tells it, and whether the policy lets it.
//!
//! Each way to loosen has one function here, which asks the policy and writes the sentence, so that nothing is loosened
//! without being told. Not here: what then happens ([`super::setup`], [`super::settings`]).

use crate::Error;
use crate::load::config::{Config, Excused, Placed};
use crate::model::policy::Freedom;
use crate::model::report::Loosening;
use crate::model::{GapKind, Notice, Policy, Ruleset, Scheme, Words, words};

/// What is told of a configuration.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) loosened: Vec<Loosening>,
    pub(super) notices: Vec<Notice>,
}

/// An error where the policy does not allow the file at `placed` this.
pub(super) fn ask<T>(
    freedom: Freedom,
    policy: &Policy,
    config: &Config,
    placed: &Placed<T>,
) -> Result<(), Error> {
    if policy.allows(freedom) {
        return Ok(());
    }
    let may: Vec<&str> = policy.may.iter().map(|freedom| freedom.name()).collect();
    let message = words!(
        "the policy {0} ({1}) does not let a repository do this: `{2}` is not in its `repository: {{may: [{3}]}}`",
        "die Richtlinie {0} ({1}) erlaubt das keinem Repository: `{2}` ist nicht in ihrem `repository: {{may: [{3}]}}`",
        policy.id,
        policy.origin,
        freedom.name(),
        may.join(", ")
    );
    Err(config.error(placed, message))
}

impl Told {
    fn tell<T>(&mut self, config: &Config, placed: &Placed<T>, what: Words) {
        self.loosened.push(Loosening { what, from: config.at(placed) });
    }

    /// The repository chose the policy. None can forbid it: one from the command line is never replaced.
    pub(super) fn policy(&mut self, config: &Config, placed: &Placed<String>, policy: &Policy) {
        let (id, version) = (&policy.id, &policy.version);
        let what = Words::new(
            format!("the policy is the repository's own, {id} {version}, and not the built-in one"),
            format!(
                "es gilt die eigene Richtlinie des Repositorys, {id} {version}, nicht die eingebaute"
            ),
        );
        self.tell(config, placed, what);
    }

    /// Schemes of the policy are not in force, or another one is home.
    pub(super) fn schemes(
        &mut self,
        config: &Config,
        first: &Placed<String>,
        policy: &Policy,
        home: &Scheme,
        in_force: &[String],
    ) -> Result<(), Error> {
        let missing = policy.in_force.iter().filter(|id| !in_force.contains(id));
        let missing: Vec<&str> = missing.map(String::as_str).collect();
        if !missing.is_empty() {
            ask(Freedom::Scheme, policy, config, first)?;
            let missing = missing.join(", ");
            let what = Words::new(
                format!("markings of schemes of the policy do not count: {missing}"),
                format!("Kennzeichen von Schemata der Richtlinie zählen nicht: {missing}"),
            );
            self.tell(config, first, what);
        }
        if home.id != policy.home {
            ask(Freedom::Scheme, policy, config, first)?;
            let (now, before) = (&home.id, &policy.home);
            let what = Words::new(
                format!("the home scheme is {now}, and not {before}"),
                format!("das eigene Schema ist {now}, nicht {before}"),
            );
            self.tell(config, first, what);
        }
        Ok(())
    }

    /// Rules of its own, which judge beside the built-in ones.
    pub(super) fn rulesets<'r>(
        &mut self,
        config: &Config,
        own: impl Iterator<Item = (&'r Ruleset, &'r String)>,
        policy: &Policy,
    ) -> Result<(), Error> {
        for (ruleset, from) in own {
            let named = config.rulesets.iter().find(|placed| config.at(placed) == *from);
            let Some(placed) = named else { continue };
            ask(Freedom::Rulesets, policy, config, placed)?;
            let (id, version, file) = (&ruleset.id, &ruleset.version, &ruleset.origin);
            let what = Words::new(
                format!("rules of its own judge beside the others: {id} {version} ({file})"),
                format!("eigene Regeln urteilen neben den übrigen: {id} {version} ({file})"),
            );
            self.tell(config, placed, what);
        }
        Ok(())
    }

    /// A rule that is left out.
    pub(super) fn ignored(
        &mut self,
        config: &Config,
        ignored: &Excused<String>,
        policy: &Policy,
    ) -> Result<(), Error> {
        ask(Freedom::IgnoreRules, policy, config, &ignored.what)?;
        let (rule, reason) = (&ignored.what.value, &ignored.reason);
        let what = Words::new(
            format!("the rule {rule} is left out: {reason}"),
            format!("die Regel {rule} bleibt außer Acht: {reason}"),
        );
        self.tell(config, &ignored.what, what);
        Ok(())
    }

    /// A kind of gap that leaves no document undetermined.
    pub(super) fn gap(
        &mut self,
        config: &Config,
        gap: &Excused<GapKind>,
        policy: &Policy,
    ) -> Result<(), Error> {
        ask(Freedom::AllowGaps, policy, config, &gap.what)?;
        let (kind, reason) = (gap.what.value.name(), &gap.reason);
        let what = Words::new(
            format!("gaps of the kind {kind} are accepted: {reason}"),
            format!("Lücken der Art {kind} sind hingenommen: {reason}"),
        );
        self.tell(config, &gap.what, what);
        Ok(())
    }

    /// A domain whose addresses are from inside.
    pub(super) fn domain(
        &mut self,
        config: &Config,
        domain: &Placed<String>,
        policy: &Policy,
    ) -> Result<(), Error> {
        ask(Freedom::Domains, policy, config, domain)?;
        let name = &domain.value;
        let what = Words::new(
            format!("people with an address at {name} count as from inside"),
            format!("wer eine Adresse bei {name} hat, gilt als von innen"),
        );
        self.tell(config, domain, what);
        Ok(())
    }

    /// A file of waivers.
    pub(super) fn waivers(
        &mut self,
        config: &Config,
        file: &Placed<String>,
        policy: &Policy,
    ) -> Result<(), Error> {
        ask(Freedom::Waivers, policy, config, file)?;
        let name = &file.value;
        let what = Words::new(
            format!("findings are accepted by {name}"),
            format!("Funde sind hingenommen durch {name}"),
        );
        self.tell(config, file, what);
        Ok(())
    }

    /// A channel that carries more than nothing, for so many files where they are known. Whether it may was asked before.
    pub(super) fn channel(&mut self, from: &str, name: &str, level: &str, files: Option<usize>) {
        let mut what = Words::new(
            format!("the channel {name} is named, cleared for {level}"),
            format!("als Kanal ist {name} genannt, freigegeben bis {level}"),
        );
        if let Some(files) = files {
            what.en.push_str(&format!(", for {}", en(files)));
            what.de.push_str(&format!(", für {}", de(files)));
        }
        self.loosened.push(Loosening { what, from: from.to_owned() });
    }

    /// Files that are not read, so many where they are known. Whether that may be was asked before.
    pub(super) fn excluded(
        &mut self,
        config: &Config,
        glob: &Placed<String>,
        reason: &str,
        files: Option<usize>,
    ) {
        let pattern = &glob.value;
        let what = match files {
            Some(files) => Words::new(
                format!("{} that {pattern} stands for were not read: {reason}", en(files)),
                format!("{}, für die {pattern} steht, nicht gelesen: {reason}", de(files)),
            ),
            None => Words::new(
                format!("files that {pattern} stands for are not read: {reason}"),
                format!("Dateien, für die {pattern} steht, werden nicht gelesen: {reason}"),
            ),
        };
        self.tell(config, glob, what);
    }
}

fn en(files: usize) -> String {
    format!("{files} {}", if files == 1 { "file" } else { "files" })
}

fn de(files: usize) -> String {
    format!("{files} {}", if files == 1 { "Datei" } else { "Dateien" })
}
