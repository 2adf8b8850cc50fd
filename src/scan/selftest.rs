//! Rules against their own examples, as written and written otherwise.
//!
//! Not here: the other writings themselves ([`mutate`]), and rules against each other
//! ([`mod@super::audit`]).

use std::collections::{BTreeMap, BTreeSet};

use super::{Candidate, Options, Scanner, Stopwatch, View};
use crate::model::rule::{Examples, Search, Window};
use crate::model::{Document, Effect, Kind, Rule, Ruleset, SegmentKind};
use crate::pattern::Patterns;
use crate::text::{Case, Span, fold};

mod example;
mod mutate;
#[cfg(test)]
mod tests;

use example::{captions, document};
use mutate::{Mutant, Part};

pub use mutate::Mutation;

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
    /// The example's number among those that demand the same, from 1.
    pub number: usize,
    /// The example, written as it was tried.
    pub example: String,
    /// What it demands.
    pub expected: Expected,
    /// How the example was written otherwise; none where it failed as it stands.
    pub mutation: Option<Mutation>,
    /// The rules that did find something in it.
    pub found: Vec<String>,
}

/// What a run of all rules over their examples gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// Examples that were tried.
    pub examples: usize,
    /// Other writings of examples that were tried.
    pub variants: usize,
    /// What failed, in the order of the rules.
    pub failures: Vec<Failure>,
}

/// Runs every rule of the first `tested` rulesets over its examples, and over each hit written otherwise. The other
/// rulesets are there for what rules refer to.
///
/// A rule of a scheme runs with that scheme alone in force, among all rules of the rulesets; one of no scheme that
/// looks for other findings with all of them, for those are of schemes. The rules of a table share its
/// examples: each must be found by any of them.
#[must_use]
pub fn selftest(rulesets: &[Ruleset], tested: usize) -> Proof {
    let mut scanners: BTreeMap<Vec<String>, Scanner> = BTreeMap::new();
    let mut proof = Proof::default();
    for subject in subjects(rulesets, tested) {
        let scanner = scanners.entry(subject.schemes.clone()).or_insert_with(|| {
            let home = subject.schemes.first().cloned().unwrap_or_default();
            let in_force = subject.schemes.clone();
            Scanner::new(rulesets, Options { home, in_force, mosaic: true, ..Options::default() })
        });
        let Examples { hit, miss } = &*subject.rule.about.examples;
        for (index, example) in hit.iter().enumerate() {
            subject.must_hit(scanner, index + 1, example, &mut proof);
        }
        for (index, example) in miss.iter().enumerate() {
            subject.must_miss(scanner, index + 1, example, &mut proof);
        }
    }
    proof
}

/// The examples of rules as documents, those of a table's rules once.
#[must_use]
pub fn examples<'r>(rules: impl IntoIterator<Item = &'r Rule>) -> Vec<Document> {
    let mut documents = Vec::new();
    let mut table = None;
    for rule in rules {
        let seen = rule.table.is_some() && table == rule.table.as_deref();
        table = rule.table.as_deref();
        if !seen {
            let Examples { hit, miss } = &*rule.about.examples;
            documents.extend(hit.iter().chain(miss).map(|example| document(rule, example)));
        }
    }
    documents
}

/// A rule, or all rules of a table.
struct Subject<'r> {
    name: &'r str,
    origin: &'r str,
    rule: &'r Rule,
    schemes: Vec<String>,
    ids: BTreeSet<&'r str>,
}

fn subjects(rulesets: &[Ruleset], tested: usize) -> Vec<Subject<'_>> {
    let rules = || rulesets.iter().flat_map(|ruleset| &ruleset.rules);
    let all: BTreeSet<String> =
        rules().filter_map(|rule| rule.scheme.as_deref().map(str::to_owned)).collect();
    let mut subjects: Vec<Subject<'_>> = Vec::new();
    for ruleset in rulesets.iter().take(tested) {
        for rule in &ruleset.rules {
            let name = rule.table.as_deref().unwrap_or(&rule.id);
            let (origin, schemes) = (ruleset.origin.as_str(), Vec::new());
            if subjects.last().is_none_or(|last| last.name != name) {
                subjects.push(Subject { name, origin, rule, schemes, ids: BTreeSet::new() });
            }
            if let Some(subject) = subjects.last_mut() {
                subject.ids.insert(&rule.id);
                subject.schemes.extend(rule.scheme.as_deref().map(str::to_owned));
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
    fn must_hit(&self, scanner: &Scanner<'_>, number: usize, example: &str, proof: &mut Proof) {
        proof.examples += 1;
        let found = counted(scanner, &document(self.rule, example));
        let own: Vec<&Found<'_>> = found.iter().filter(|one| self.is_own(one)).collect();
        if own.is_empty() {
            proof.failures.push(self.failure(number, example, Expected::Hit, &found));
            return;
        }
        let parts = parts(self.rule, example, &own);
        for &mutation in Mutation::ALL {
            let Some(mutant) = mutation.apply(example, &parts) else { continue };
            let Some(document) = self.document(mutation, &mutant) else { continue };
            proof.variants += 1;
            let found = counted(scanner, &document);
            if !found.iter().any(|one| self.is_own(one) || stands_in(one, &own)) {
                let failure = self.failure(number, &mutant.text, Expected::Hit, &found);
                proof.failures.push(Failure { mutation: Some(mutation), ..failure });
            }
        }
    }

    fn must_miss(&self, scanner: &Scanner<'_>, number: usize, example: &str, proof: &mut Proof) {
        proof.examples += 1;
        let found = counted(scanner, &document(self.rule, example));
        if found.iter().any(|one| self.is_own(one)) {
            proof.failures.push(self.failure(number, example, Expected::Miss, &found));
        }
    }

    fn is_own(&self, found: &Found<'_>) -> bool {
        self.ids.contains(&*found.rule.id)
    }

    /// The mutant as a document; none where the rule would not look into such a one.
    fn document(&self, mutation: Mutation, mutant: &Mutant) -> Option<Document> {
        if mutation != Mutation::Captions {
            return Some(document(self.rule, &mutant.text));
        }
        let speech = SegmentKind::Speech;
        let hears = self.rule.within.is_empty() || self.rule.within.contains(&speech);
        hears.then(|| captions(&mutant.text, &mutant.cuts))
    }

    fn failure(
        &self,
        number: usize,
        example: &str,
        expected: Expected,
        found: &[Found<'_>],
    ) -> Failure {
        Failure {
            rule: self.name.to_owned(),
            origin: self.origin.to_owned(),
            number,
            example: example.to_owned(),
            expected,
            mutation: None,
            found: found.iter().map(|one| one.rule.id.to_string()).collect(),
        }
    }
}

/// Something found that is no mention.
struct Found<'r> {
    rule: &'r Rule,
    effect: Effect,
    /// The hit, or the hits where a rule needs several.
    homes: Vec<Span>,
}

/// What counts of what is found, signs among it.
fn counted<'r>(scanner: &Scanner<'r>, document: &Document) -> Vec<Found<'r>> {
    let mut unwatched = Stopwatch::default();
    let view = View::new(document, &scanner.set, &mut unwatched);
    let found = scanner.found(&view, &mut unwatched).into_iter();
    let found = found.filter(|one| !one.mention && !scanner.fulfils(one));
    let homes = |one: &Candidate| match one.parts.as_slice() {
        [] => vec![one.home],
        parts => parts.iter().map(|(_, home)| *home).collect(),
    };
    let counted = |one: Candidate| Found {
        rule: scanner.rules[one.rule].rule,
        effect: one.effect,
        homes: homes(&one),
    };
    found.map(counted).collect()
}

/// Whether a marking of at least the same level was found instead: written otherwise, the same words may be
/// another rule's, and nothing is lost.
fn stands_in(found: &Found<'_>, own: &[&Found<'_>]) -> bool {
    let level = |effect: Effect| match effect {
        Effect::Raises(level) => Some(level),
        Effect::Lifts(_) | Effect::Lowers(_) | Effect::Warns => None,
    };
    let as_much = |own: &&Found<'_>| {
        own.rule.kind == Kind::Marking
            && found.rule.strength >= own.rule.strength
            && level(own.effect).is_some()
            && level(found.effect) >= level(own.effect)
    };
    found.rule.kind == Kind::Marking && own.iter().all(as_much)
}

/// What the findings rest on, in order and without overlap: their hits, and what `near` asks for.
///
/// A rule over other findings has none: they are of rules that are tried themselves.
fn parts(rule: &Rule, example: &str, own: &[&Found<'_>]) -> Vec<Part> {
    if !matches!(rule.search, Search::Words) {
        return Vec::new();
    }
    let exact = |patterns: &Patterns| patterns.iter().any(|p| p.case() == Case::Exact);
    // A name stands on one line.
    let named = |kind: &SegmentKind| matches!(kind, SegmentKind::FileName | SegmentKind::Speaker);
    let hit = |home: &Span| Part {
        span: *home,
        exact: exact(&rule.patterns),
        on_line: rule.within.first().is_some_and(named),
        marking: rule.kind == Kind::Marking,
    };
    let homes = own.iter().flat_map(|one| &one.homes);
    let mut parts: Vec<Part> = homes.map(hit).collect();
    let folded = fold(example);
    let whole = Span::new(0, folded.as_str(Case::Any).len());
    let mut hits = Vec::new();
    for condition in rule.near.iter() {
        condition.patterns.iter().for_each(|pattern| pattern.find(&folded, whole, &mut hits));
        let on_line = condition.reach.window == Window::Line;
        let part = |span: Span| Part {
            span: folded.home(span),
            exact: exact(&condition.patterns),
            on_line,
            marking: false,
        };
        parts.extend(hits.drain(..).map(|hit| part(hit.span)));
    }
    joined(parts)
}

/// Overlapping parts as one, which heeds all that any of them heeds.
fn joined(mut parts: Vec<Part>) -> Vec<Part> {
    parts.retain(|part| !part.span.is_empty());
    parts.sort_by_key(|part| (part.span.start, part.span.end));
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        match joined.last_mut().filter(|last| part.span.start < last.span.end) {
            Some(last) => {
                last.span.end = last.span.end.max(part.span.end);
                last.exact |= part.exact;
                last.on_line |= part.on_line;
                last.marking |= part.marking;
            }
            None => joined.push(part),
        }
    }
    joined
}
