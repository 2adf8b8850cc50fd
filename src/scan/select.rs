//! Selectors made ready: which findings they mean.
//!
//! Not here: what is done with them ([`super::over`]).

use std::collections::BTreeMap;

use super::conditions::Prepared;
use super::{Candidate, View};
use crate::model::rule::{Selector, Term};
use crate::model::{Effect, Kind, Level, Rule};

/// Selectors over the rules of a scanner.
#[derive(Debug)]
pub(super) struct Query {
    alternatives: Vec<Alternative>,
    /// Whether any alternative can mean a finding of the rule.
    rules: Vec<bool>,
}

/// One selector: what it says of rules is decided once, what it says of findings for each.
#[derive(Debug)]
struct Alternative {
    /// For each rule the keys under which its findings count; none where it is not meant.
    keys: Vec<Vec<u32>>,
    facts: Vec<Term>,
    mentions: bool,
}

impl Query {
    /// Makes `selectors` ready for `rules`. Each selector is a key of its own, one with a star a key for each id or
    /// tag that it stands for.
    pub(super) fn new(selectors: &[Selector], rules: &[Prepared<'_>]) -> Self {
        let mut names: BTreeMap<String, u32> = BTreeMap::new();
        let mut key = |name: &str| {
            let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
            *names.entry(name.to_owned()).or_insert(next)
        };
        let mut alternatives = Vec::new();
        for selector in selectors {
            let of_rule = |prepared: &Prepared<'_>| {
                let mut keys = Vec::new();
                for name in meant(selector, prepared.rule) {
                    keys.push(key(name.unwrap_or(&selector.source)));
                }
                keys
            };
            let is_fact = |term: &&Term| !matches!(term, Term::Named(_) | Term::Prefix(_));
            let facts: Vec<Term> = selector.terms.iter().filter(is_fact).cloned().collect();
            let mentions = facts.contains(&Term::Kind(Kind::Mention));
            let keys = rules.iter().map(of_rule).collect();
            alternatives.push(Alternative { keys, facts, mentions });
        }
        let any = |rule: usize| alternatives.iter().any(|one| !one.keys[rule].is_empty());
        let rules = (0..rules.len()).map(any).collect();
        Query { alternatives, rules }
    }

    /// The keys under which a finding counts; empty where it is not meant.
    pub(super) fn keys(
        &self,
        view: &View<'_>,
        rules: &[Prepared<'_>],
        candidate: &Candidate,
    ) -> Vec<u32> {
        let mut keys = Vec::new();
        if !self.rules[candidate.rule] {
            return keys;
        }
        for one in &self.alternatives {
            let fits = |fact: &Term| holds(fact, view, rules, candidate);
            if one.mentions == candidate.mention && one.facts.iter().all(fits) {
                keys.extend(&one.keys[candidate.rule]);
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Whether a finding is meant.
    pub(super) fn means(
        &self,
        view: &View<'_>,
        rules: &[Prepared<'_>],
        candidate: &Candidate,
    ) -> bool {
        !self.keys(view, rules, candidate).is_empty()
    }
}

/// The names under which a selector means a rule: those that its star stands for, or just that it does.
fn meant<'r>(selector: &Selector, rule: &'r Rule) -> Vec<Option<&'r str>> {
    let names = || {
        let table = rule.table.as_deref().into_iter();
        rule.tags.iter().map(String::as_str).chain([rule.id.as_str()]).chain(table)
    };
    let mut starred = Vec::new();
    for term in &selector.terms {
        match term {
            Term::Named(name) if !names().any(|other| other == name) => return Vec::new(),
            Term::Prefix(start) => {
                let found: Vec<&str> =
                    names().filter(|other| other.starts_with(start.as_str())).collect();
                if found.is_empty() {
                    return Vec::new();
                }
                starred = if starred.is_empty() { found } else { starred };
            }
            _ => {}
        }
    }
    match starred.is_empty() {
        true => vec![None],
        false => starred.into_iter().map(Some).collect(),
    }
}

fn holds(fact: &Term, view: &View<'_>, rules: &[Prepared<'_>], candidate: &Candidate) -> bool {
    let rule = rules[candidate.rule].rule;
    match fact {
        Term::Kind(kind) => *kind == candidate.kind(rule),
        Term::Level { level, or_more } => {
            let found = candidate.level();
            found.is_some_and(|found| found == *level || (*or_more && found > *level))
        }
        Term::In(kind) => candidate.segment(view) == Some(*kind),
        Term::Counted => rule.strength.counts() && !candidate.mention,
        Term::Named(_) | Term::Prefix(_) => true,
    }
}

impl Candidate {
    /// What the finding is.
    pub(super) fn kind(&self, rule: &Rule) -> Kind {
        if self.mention { Kind::Mention } else { rule.kind }
    }

    /// The level that it raises the content to.
    pub(super) fn level(&self) -> Option<Level> {
        match self.effect {
            Effect::Raises(level) => Some(level),
            Effect::Lifts(_) | Effect::Lowers(_) | Effect::Warns => None,
        }
    }
}
