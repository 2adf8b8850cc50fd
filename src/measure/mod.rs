//! What should come out and what did, to figures.
//!
//! Pure reckoning: truths and assessments in, a number of figures out. Not here: the manifest ([`crate::load`]) and
//! the run ([`crate::lint`]).

mod figures;
mod misses;
mod rules;
mod stats;

use std::collections::BTreeMap;

use crate::model::measurement::{Fault, Measurement};
use crate::model::{Assessment, Level, Report, Ruleset, Truth, Verdict};

/// What a measurement is about, and how much of it is wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The manifest, as named in the call.
    pub manifest: String,
    /// Conditions that rows had to meet, as written.
    pub conditions: Vec<String>,
    /// Whether marking lines were blanked.
    pub without_markings: bool,
    /// Whether rules are counted.
    pub rules: bool,
    /// How many documents that are not as expected are listed.
    pub errors: usize,
}

/// Counts a report against what it should say; `truths` are in the order of the report's documents.
#[must_use]
pub fn measure(
    truths: &[Truth],
    report: &Report,
    rulesets: &[Ruleset],
    wanted: Wanted,
) -> Measurement {
    let rows: Vec<Row<'_>> = truths.iter().zip(&report.assessments).map(Row::from).collect();
    let mut sets: BTreeMap<&str, Vec<Row<'_>>> = BTreeMap::new();
    for row in &rows {
        sets.entry(row.truth.set.as_str()).or_default().push(*row);
    }
    let sets = sets.into_iter().map(|(set, rows)| (set.to_owned(), figures::of(&rows)));
    let mut misses = misses::of(&rows);
    let count = |fault: Fault| misses.iter().filter(|miss| miss.fault == fault).count();
    let faults = Fault::NAMES.map(|(fault, _)| (fault, count(fault)));
    let faults = faults.into_iter().filter(|(_, count)| *count > 0).collect();
    misses.truncate(wanted.errors);
    let (rules, never) = match wanted.rules {
        true => rules::of(&rows, rulesets, &report.in_force),
        false => (Vec::new(), Vec::new()),
    };
    Measurement {
        version: report.version,
        policy: report.policy.clone(),
        rulesets: report.rulesets.clone(),
        in_force: report.in_force.clone(),
        manifest: wanted.manifest,
        conditions: wanted.conditions,
        without_markings: wanted.without_markings,
        total: figures::of(&rows),
        sets: sets.collect(),
        rules,
        never,
        shows_rules: wanted.rules,
        misses,
        faults,
        shows_text: report.shows_text,
    }
}

/// One document: what it should be and what it came out as.
#[derive(Debug, Clone, Copy)]
struct Row<'r> {
    truth: &'r Truth,
    found: &'r Assessment,
}

impl<'r> From<(&'r Truth, &'r Assessment)> for Row<'r> {
    fn from((truth, found): (&'r Truth, &'r Assessment)) -> Self {
        Row { truth, found }
    }
}

impl Row<'_> {
    /// The right verdict: as the row says, or as follows from its level and its ceiling. Where the row names no
    /// ceiling, that of the channel counts, because nothing is known that would lower it.
    fn verdict(&self) -> Option<Verdict> {
        let follows = || {
            let (lowest, highest) = self.truth.content?;
            let ceiling = self.truth.ceiling.unwrap_or_else(|| self.channel());
            match () {
                () if lowest > ceiling => Some(Verdict::Exceeds),
                () if highest <= ceiling => Some(Verdict::Within),
                // Either would be accepted.
                () => None,
            }
        };
        self.truth.verdict.or_else(follows)
    }

    /// What the channel alone is cleared for.
    fn channel(&self) -> Level {
        let links = self.found.ceiling.links.iter().filter(|link| link.what == "channel");
        links.map(|link| link.ceiling.level).min().unwrap_or(Level::OPEN)
    }

    fn content(&self) -> Level {
        self.found.content.level
    }

    fn ceiling(&self) -> Level {
        self.found.ceiling.level.level
    }

    /// Whether the content lies in the expected range; unknown where the row names none.
    fn in_range(&self) -> Option<bool> {
        let (lowest, highest) = self.truth.content?;
        Some((lowest..=highest).contains(&self.content()))
    }
}

#[cfg(test)]
mod tests;
