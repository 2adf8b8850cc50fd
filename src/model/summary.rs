//! What came of any number of documents, added up one by one: its size depends on rules and months, not on documents.
//!
//! Not here: the documents themselves ([`super::report`]).

use std::borrow::Borrow;
use std::collections::BTreeMap;

use super::month::Month;
use super::{Assessment, GapKind, Kind, Level, Outcome, Verdict};

/// How many documents have each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Nothing found above the ceiling, and everything was read.
    pub within: u64,
    /// Something was not read.
    pub undetermined: u64,
    /// Above the ceiling.
    pub exceeds: u64,
}

impl Counts {
    fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Within => self.within += 1,
            Verdict::Undetermined => self.undetermined += 1,
            Verdict::Exceeds => self.exceeds += 1,
        }
    }

    /// All documents.
    #[must_use]
    pub fn all(self) -> u64 {
        self.within + self.undetermined + self.exceeds
    }
}

/// How often something was found or not read, and in how many documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// Places.
    pub times: u64,
    /// Documents.
    pub documents: u64,
}

/// What a summary counts of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally<'a> {
    /// Its verdict.
    pub verdict: Verdict,
    /// What its content carries or indicates.
    pub content: Level,
    /// What its meeting is cleared for.
    pub ceiling: Level,
    /// The channel that its meeting is judged by.
    pub channel: &'a str,
    /// When the meeting is or was.
    pub month: Option<Month>,
    /// The rule of each finding; mentions and accepted findings are none.
    pub findings: Vec<&'a str>,
    /// The kind of each gap.
    pub gaps: Vec<GapKind>,
    /// The level up to which the report quotes it.
    pub quoted: Option<Level>,
}

impl<'a> Tally<'a> {
    /// What counts of an assessment.
    #[must_use]
    pub fn of(assessment: &'a Assessment) -> Self {
        let channel = assessment.ceiling.links.iter().find(|link| link.what == "channel");
        let counted = assessment.findings.iter().filter(|f| f.kind != Kind::Mention);
        let counted = counted.filter(|finding| finding.waived.is_none());
        Tally {
            verdict: assessment.verdict,
            content: assessment.content.level,
            ceiling: assessment.ceiling.level.level,
            channel: channel.map_or("open", |link| &link.name),
            month: assessment.month,
            findings: counted.map(|finding| finding.rule.as_str()).collect(),
            gaps: assessment.gaps.iter().map(|gap| gap.kind).collect(),
            quoted: assessment.excerpts(),
        }
    }
}

/// What came of a run so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Whether the run was not cut short.
    pub complete: bool,
    /// Whether it is about a part of a repository, in which there may be nothing to check.
    pub part: bool,
    /// Files, or whatever else was given by name.
    pub files: u64,
    /// Their bytes, where they have a length.
    pub bytes: u64,
    /// Documents by verdict.
    pub documents: Counts,
    /// Documents by what their content carries or indicates.
    pub contents: BTreeMap<Level, Counts>,
    /// Documents by what their meetings are cleared for.
    pub ceilings: BTreeMap<Level, Counts>,
    /// Documents by the channel that they are judged by.
    pub channels: BTreeMap<String, Counts>,
    /// Documents by month; none where nothing says when.
    pub months: BTreeMap<Option<Month>, Counts>,
    /// Findings by rule.
    pub rules: BTreeMap<String, Seen>,
    /// Parts that were not read, by kind.
    pub gaps: BTreeMap<GapKind, Seen>,
    /// The highest level up to which the report quotes a document.
    pub quoted: Option<Level>,
}

impl Summary {
    /// Adds what came of a file.
    pub fn add_outcome(&mut self, outcome: &Outcome) {
        self.add_file(outcome.bytes);
        outcome.assessments.iter().for_each(|assessment| self.add(Tally::of(assessment)));
    }

    /// Adds a file, whose documents are added one by one.
    pub fn add_file(&mut self, bytes: Option<u64>) {
        self.files += 1;
        self.bytes = self.bytes.saturating_add(bytes.unwrap_or_default());
    }

    /// Adds a document.
    pub fn add(&mut self, tally: Tally<'_>) {
        let verdict = tally.verdict;
        self.documents.add(verdict);
        self.contents.entry(tally.content).or_default().add(verdict);
        self.ceilings.entry(tally.ceiling).or_default().add(verdict);
        at(&mut self.channels, tally.channel, |counts| counts.add(verdict));
        self.months.entry(tally.month).or_default().add(verdict);
        count(&mut self.rules, tally.findings);
        count(&mut self.gaps, tally.gaps.iter().collect());
        self.quoted = self.quoted.max(tally.quoted);
    }

    /// The verdict of the run. What was cut short is never within, nor what checked nothing,
    /// unless it is a change with nothing in it.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.documents {
            Counts { exceeds: 1.., .. } => Verdict::Exceeds,
            Counts { undetermined: 0, within: 1.., .. } if self.complete => Verdict::Within,
            _ if self.complete && self.part && self.documents.all() == 0 => Verdict::Within,
            _ => Verdict::Undetermined,
        }
    }

    /// What the highest content of all documents is.
    #[must_use]
    pub fn highest_content(&self) -> Option<Level> {
        self.contents.keys().next_back().copied()
    }
}

/// Counts what one document has: `places` are all its places.
fn count<K, Q>(counts: &mut BTreeMap<K, Seen>, mut places: Vec<&Q>)
where
    K: Ord + Borrow<Q>,
    Q: Ord + ToOwned<Owned = K> + ?Sized,
{
    places.sort_unstable();
    for alike in places.chunk_by(|one, other| one == other) {
        at(counts, alike[0], |seen| {
            seen.times += alike.len() as u64;
            seen.documents += 1;
        });
    }
}

/// Changes the entry of `key`; there are millions of documents and few keys, so it is copied only where it is new.
fn at<K, Q, V>(counts: &mut BTreeMap<K, V>, key: &Q, change: impl FnOnce(&mut V))
where
    K: Ord + Borrow<Q>,
    Q: Ord + ToOwned<Owned = K> + ?Sized,
    V: Default,
{
    match counts.get_mut(key) {
        Some(value) => change(value),
        None => change(counts.entry(key.to_owned()).or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(verdict: Verdict) -> Tally<'static> {
        Tally {
            verdict,
            content: Level::OPEN,
            ceiling: Level::OPEN,
            channel: "webex",
            month: None,
            findings: vec!["a", "b", "a"],
            gaps: vec![GapKind::Picture; 2],
            quoted: None,
        }
    }

    fn summed(verdicts: &[Verdict], complete: bool) -> Summary {
        let mut summary = Summary { complete, ..Summary::default() };
        verdicts.iter().for_each(|verdict| summary.add(tally(*verdict)));
        summary
    }

    #[test]
    fn places_and_documents_are_counted() {
        let summary = summed(&[Verdict::Within, Verdict::Exceeds], true);
        assert_eq!(summary.rules["a"], Seen { times: 4, documents: 2 });
        assert_eq!(summary.rules["b"], Seen { times: 2, documents: 2 });
        assert_eq!(summary.gaps[&GapKind::Picture], Seen { times: 4, documents: 2 });
        assert_eq!(summary.channels["webex"], Counts { within: 1, undetermined: 0, exceeds: 1 });
        assert_eq!(summary.months[&None].all(), 2);
    }

    #[test]
    fn only_a_whole_run_is_within() {
        use Verdict::{Exceeds, Undetermined, Within};
        assert_eq!(summed(&[Within], true).verdict(), Within);
        assert_eq!(summed(&[Within], false).verdict(), Undetermined);
        assert_eq!(summed(&[], true).verdict(), Undetermined);
        assert_eq!(summed(&[Within, Undetermined], true).verdict(), Undetermined);
        assert_eq!(summed(&[Within, Undetermined, Exceeds], false).verdict(), Exceeds);
    }
}
