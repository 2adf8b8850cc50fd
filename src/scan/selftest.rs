//! Rules against their own examples.

use std::collections::{BTreeMap, BTreeSet};

use super::{Options, Scanner, View};
use crate::model::document::Segment;
use crate::model::rule::{Examples, Search};
use crate::model::{Document, Rule, Ruleset, SegmentKind};
use crate::text::Span;

/// What an example demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A finding of the rule.
    Hit,
    /// None, or a mention only.
    Miss,
}

/// An example that its rule does not live up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The rule.
    pub rule: String,
    /// Where the ruleset was read from.
    pub origin: String,
    /// The example.
    pub example: String,
    /// What it demands.
    pub expected: Expected,
    /// The rules that did find something in it.
    pub found: Vec<String>,
}

/// Runs every rule of the first `tested` rulesets over its examples: how many there were, and those that failed. The
/// other rulesets are there for what rules refer to.
///
/// A rule of a scheme runs with that scheme alone in force, among all rules of the rulesets; one of no scheme that
/// looks for other findings with all of them, for those are of schemes. The rules of a table share its
/// examples: each must be found by any of them.
#[must_use]
pub fn selftest(rulesets: &[Ruleset], tested: usize) -> (usize, Vec<Failure>) {
    let mut scanners: BTreeMap<Vec<String>, Scanner> = BTreeMap::new();
    let mut count = 0;
    let mut failures = Vec::new();
    for subject in subjects(&rulesets[..tested.min(rulesets.len())]) {
        let scanner = scanners.entry(subject.schemes.clone()).or_insert_with(|| {
            let home = subject.schemes.first().cloned().unwrap_or_default();
            let in_force = subject.schemes.clone();
            Scanner::new(rulesets, Options { home, in_force, evidence: false, mosaic: true })
        });
        let Examples { hit, miss } = &subject.rule.examples;
        let hits = hit.iter().map(|example| (example, Expected::Hit));
        let misses = miss.iter().map(|example| (example, Expected::Miss));
        for (example, expected) in hits.chain(misses) {
            count += 1;
            failures.extend(subject.check(scanner, example, expected));
        }
    }
    (count, failures)
}

/// A rule, or all rules of a table.
struct Subject<'r> {
    name: &'r str,
    origin: &'r str,
    rule: &'r Rule,
    schemes: Vec<String>,
    ids: BTreeSet<&'r str>,
}

fn subjects(rulesets: &[Ruleset]) -> Vec<Subject<'_>> {
    let rules = || rulesets.iter().flat_map(|ruleset| &ruleset.rules);
    let all: BTreeSet<String> = rules().filter_map(|rule| rule.scheme.clone()).collect();
    let mut subjects: Vec<Subject<'_>> = Vec::new();
    for ruleset in rulesets {
        for rule in &ruleset.rules {
            let name = rule.table.as_deref().unwrap_or(&rule.id);
            let (origin, schemes) = (ruleset.origin.as_str(), Vec::new());
            if subjects.last().is_none_or(|last| last.name != name) {
                subjects.push(Subject { name, origin, rule, schemes, ids: BTreeSet::new() });
            }
            if let Some(subject) = subjects.last_mut() {
                subject.ids.insert(&rule.id);
                subject.schemes.extend(rule.scheme.clone());
                subject.schemes.dedup();
            }
        }
    }
    for subject in &mut subjects {
        if subject.schemes.is_empty() && !matches!(subject.rule.search, Search::Words) {
            subject.schemes.extend(all.iter().cloned());
        }
    }
    subjects
}

impl Subject<'_> {
    fn check(&self, scanner: &Scanner<'_>, example: &str, expected: Expected) -> Option<Failure> {
        let document = document(self.rule, example);
        let found = scanner.found(&View::new(&document)).into_iter();
        let counted = found.filter(|one| !one.mention && !scanner.fulfils(one));
        let found: Vec<String> =
            counted.map(|one| scanner.rules[one.rule].rule.id.clone()).collect();
        let hit = found.iter().any(|id| self.ids.contains(id.as_str()));
        (hit != (expected == Expected::Hit)).then(|| Failure {
            rule: self.name.to_owned(),
            origin: self.origin.to_owned(),
            example: example.to_owned(),
            expected,
            found,
        })
    }
}

/// An example as a document: each block a segment of a kind that the rule looks in; the whole a name where the rule
/// looks at names; each line a turn where it looks for findings in their order.
fn document(rule: &Rule, example: &str) -> Document {
    match rule.within.first() {
        _ if !matches!(rule.search, Search::Words) => {
            return turns(example, !matches!(rule.search, Search::Compare(_)));
        }
        Some(SegmentKind::FileName) => {
            return Document { file_name: Some(example.to_owned()), ..Document::default() };
        }
        Some(SegmentKind::Speaker) => {
            return Document { speakers: vec![example.to_owned()], ..Document::default() };
        }
        _ => {}
    }
    let kind = match rule.within.first() {
        Some(_) if rule.within.contains(&SegmentKind::Speech) => SegmentKind::Speech,
        Some(&first) => first,
        None => SegmentKind::Paragraph,
    };
    let mut segments = Vec::new();
    let mut at = 0;
    for block in example.split_inclusive("\n\n") {
        let span = Span::new(at, at + block.trim_end_matches('\n').len());
        segments.push(Segment { span, kind, speaker: None, time: None, item: None });
        at += block.len();
    }
    Document { format: "example", text: example.to_owned(), segments, ..Document::default() }
}

/// Longest name before a colon that is a speaker's.
const LONGEST_NAME: usize = 40;

/// One segment a line: the name of the file ("file name: ..."), what somebody says ("Kern: ...") where there is
/// `speech`, or a paragraph.
fn turns(example: &str, speech: bool) -> Document {
    let mut document = Document { format: "example", ..Document::default() };
    for line in example.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(name) = line.strip_prefix("file name: ") {
            document.file_name = Some(name.to_owned());
            continue;
        }
        let speaker = line.split_once(": ");
        let speaker = speaker.filter(|(name, _)| speech && name.len() <= LONGEST_NAME);
        let (kind, speaker, words) = match speaker {
            Some((name, words)) => (SegmentKind::Speech, Some(name), words),
            None => (SegmentKind::Paragraph, None, line),
        };
        if !document.text.is_empty() {
            document.text.push_str("\n\n");
        }
        let speaker = speaker.map(|name| {
            let known = document.speakers.iter().position(|other| other == name);
            let index = known.unwrap_or_else(|| {
                document.speakers.push(name.to_owned());
                document.speakers.len() - 1
            });
            u32::try_from(index).unwrap_or(u32::MAX)
        });
        let start = document.text.len();
        document.text.push_str(words);
        let span = Span::new(start, document.text.len());
        document.segments.push(Segment { span, kind, speaker, time: None, item: None });
    }
    document
}
