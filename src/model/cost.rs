//! What a run costs: how often each stage and each rule had something to do, and how long it took.
//!
//! Durations are wall time added up over threads. None of this is part of a report, which is the same for the same
//! input. Not here: clocks, which whoever does the work reads.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::time::Duration;

/// A part of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Policy, schemes and rules are read and made ready.
    Ready,
    /// Files are found.
    Find,
    /// A file is opened, decoded and cut into segments; its fingerprint is made.
    Read,
    /// Capitals, umlauts, dashes and spacing are evened out.
    Fold,
    /// It is looked for all patterns.
    Search,
    /// Where something was found, positions, segments, `near` and `unless` are looked at.
    Conditions,
    /// Findings are settled, rules over other findings run, and places are told.
    Settle,
    /// Findings and plan become a verdict.
    Judge,
    /// The report is made and written.
    Report,
}

impl Stage {
    /// All stages in their order, with the words of programs.
    pub const NAMES: [(Stage, &'static str); 9] = [
        (Stage::Ready, "ready"),
        (Stage::Find, "find"),
        (Stage::Read, "read"),
        (Stage::Fold, "fold"),
        (Stage::Search, "search"),
        (Stage::Conditions, "conditions"),
        (Stage::Settle, "settle"),
        (Stage::Judge, "judge"),
        (Stage::Report, "report"),
    ];
}

/// What one rule costs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RuleCost {
    /// Places that were looked at, because a part of what it asks for stood there.
    pub candidates: u64,
    /// Places where one of its patterns was found.
    pub hits: u64,
    /// Findings, signs and what fulfils a duty among them.
    pub findings: u64,
    /// How long its patterns were looked at.
    pub search: Duration,
    /// How long its conditions were looked at.
    pub conditions: Duration,
}

impl RuleCost {
    /// All of its time.
    #[must_use]
    pub fn time(&self) -> Duration {
        self.search + self.conditions
    }
}

impl AddAssign for RuleCost {
    fn add_assign(&mut self, other: RuleCost) {
        self.candidates += other.candidates;
        self.hits += other.hits;
        self.findings += other.findings;
        self.search += other.search;
        self.conditions += other.conditions;
    }
}

/// What reading the documents of one format costs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FormatCost {
    /// Documents.
    pub documents: u64,
    /// Bytes of their text, which is what is searched.
    pub text: u64,
    /// How long it took to read them.
    pub read: Duration,
}

/// What a run, or a part of it, costs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cost {
    /// Files, or whatever else was given by name.
    pub files: u64,
    /// Their bytes, where they have a length.
    pub bytes: u64,
    /// How long each stage took.
    pub stages: BTreeMap<Stage, Duration>,
    /// What reading costs, by format; a file that could not be read has none.
    pub formats: BTreeMap<&'static str, FormatCost>,
    /// What each rule costs, by its number among the rules that run.
    pub rules: Vec<RuleCost>,
}

impl Cost {
    /// Adds the time of a stage.
    pub fn spend(&mut self, stage: Stage, time: Duration) {
        *self.stages.entry(stage).or_default() += time;
    }

    /// Changes what a rule costs.
    pub fn rule(&mut self, number: usize) -> &mut RuleCost {
        if self.rules.len() <= number {
            self.rules.resize(number + 1, RuleCost::default());
        }
        &mut self.rules[number]
    }

    /// How long a stage took.
    #[must_use]
    pub fn stage(&self, stage: Stage) -> Duration {
        self.stages.get(&stage).copied().unwrap_or_default()
    }

    /// All documents.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.formats.values().map(|format| format.documents).sum()
    }

    /// The bytes of the text of all documents.
    #[must_use]
    pub fn text(&self) -> u64 {
        self.formats.values().map(|format| format.text).sum()
    }
}

impl AddAssign<&Cost> for Cost {
    fn add_assign(&mut self, other: &Cost) {
        self.files += other.files;
        self.bytes = self.bytes.saturating_add(other.bytes);
        other.stages.iter().for_each(|(stage, time)| self.spend(*stage, *time));
        for (format, cost) in &other.formats {
            let own = self.formats.entry(format).or_default();
            own.documents += cost.documents;
            own.text += cost.text;
            own.read += cost.read;
        }
        other.rules.iter().enumerate().for_each(|(number, cost)| *self.rule(number) += *cost);
    }
}

/// A rule with what it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfRule {
    /// Its id.
    pub rule: String,
    /// What it costs.
    pub cost: RuleCost,
    /// How much longer its first search took than any other: its expressions are made ready then.
    pub once: Duration,
    /// Patterns without required text, which run over every text.
    pub slow: Vec<String>,
}

impl OfRule {
    /// The order in which rules are listed: by time, then by how much there was to look at, then by name.
    #[must_use]
    pub fn dearer(&self, other: &OfRule) -> Ordering {
        let key = |of: &OfRule| Reverse((of.cost.time(), of.cost.candidates, of.cost.hits));
        key(self).cmp(&key(other)).then_with(|| self.rule.cmp(&other.rule))
    }
}

/// What a check cost, for whoever asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spent {
    /// All of it.
    pub cost: Cost,
    /// From the start to the end.
    pub wall: Duration,
    /// How many threads worked.
    pub threads: usize,
    /// The rules that had anything to do, the dearest first.
    pub rules: Vec<OfRule>,
}

/// What rules cost over some documents, for their author.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Documents that were searched.
    pub documents: u64,
    /// Bytes of their text.
    pub text: u64,
    /// How often each was searched; times are those of one pass.
    pub passes: u32,
    /// Whether times are told; counts are the same on every machine.
    pub times: bool,
    /// The time of all rules that ran, those among them that are not listed.
    pub whole: Duration,
    /// The rules, the dearest first.
    pub rules: Vec<OfRule>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_whole() {
        let mut one = Cost { files: 1, bytes: 10, ..Cost::default() };
        one.spend(Stage::Read, Duration::from_millis(3));
        one.formats.insert("plain", FormatCost { documents: 2, text: 8, read: Duration::ZERO });
        one.rule(2).hits = 4;
        let mut all = Cost::default();
        all += &one;
        all += &one;
        assert_eq!((all.files, all.bytes, all.documents(), all.text()), (2, 20, 4, 16));
        assert_eq!(all.stage(Stage::Read), Duration::from_millis(6));
        assert_eq!(all.stage(Stage::Fold), Duration::ZERO);
        assert_eq!((all.rules.len(), all.rules[2].hits), (3, 8));
    }
}
