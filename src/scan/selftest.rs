//! Rules against their own examples.

use std::collections::{BTreeMap, BTreeSet};

use super::{Options, Scanner};
use crate::model::document::Segment;
use crate::model::rule::Examples;
use crate::model::{Document, Kind, Rule, Ruleset, SegmentKind};
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

/// Runs every rule of `rulesets` over its examples: how many there were, and those that failed.
///
/// A rule of a scheme runs with that scheme alone in force, among all rules of the rulesets. The rules of a
/// table share its examples: each must be found by any of them.
#[must_use]
pub fn selftest(rulesets: &[Ruleset]) -> (usize, Vec<Failure>) {
    let mut scanners: BTreeMap<Vec<String>, Scanner> = BTreeMap::new();
    let mut count = 0;
    let mut failures = Vec::new();
    for subject in subjects(rulesets) {
        let scanner = scanners.entry(subject.schemes.clone()).or_insert_with(|| {
            let home = subject.schemes.first().cloned().unwrap_or_default();
            let in_force = subject.schemes.clone();
            Scanner::new(rulesets, Options { home, in_force, evidence: false })
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
    subjects
}

impl Subject<'_> {
    fn check(&self, scanner: &Scanner<'_>, example: &str, expected: Expected) -> Option<Failure> {
        let findings = scanner.scan(&document(self.rule, example));
        let counted = findings.iter().filter(|finding| finding.kind != Kind::Mention);
        let found: Vec<String> = counted.map(|finding| finding.rule.clone()).collect();
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

/// An example as a document: each block a segment of a kind that the rule looks in.
fn document(rule: &Rule, example: &str) -> Document {
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
