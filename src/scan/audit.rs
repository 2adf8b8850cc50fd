//! Rules against each other and against themselves: what is written twice, what can never count, what is slow.
//!
//! Nothing here is wrong enough to fail: a verdict is the same with and without it. It is found from the rules as
//! written, without any text, and only what is certain is told. Not here: examples ([`mod@super::selftest`]).

use std::collections::{BTreeMap, BTreeSet};

use crate::model::rule::{Condition, Search, Selector, Term};
use crate::model::{Effect, Kind, Rule, Ruleset};
use crate::pattern::{Hit, Pattern, Patterns};
use crate::text::{Case, Span, fold};

/// What is odd about a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Oddity {
    /// Two of its patterns, or one of them and one of the other rule, find the same under the same conditions.
    Duplicate {
        /// The patterns as written, one of each pair.
        patterns: Vec<String>,
        /// The other rule; none where both patterns are the rule's own.
        other: Option<String>,
    },
    /// Whatever it finds, another rule finds as well, with at least the same effect and strength.
    Shadowed {
        /// The other rule.
        by: String,
    },
    /// A sign that no rule over other findings asks for.
    Idle,
    /// No text can hold the pattern, because folding leaves nothing like it.
    Dead {
        /// The pattern as written.
        pattern: String,
    },
    /// The keyword's own words fulfil a condition of `unless`, so it never counts.
    Undone {
        /// The keyword as written.
        pattern: String,
    },
    /// A pattern without fixed text runs over every text.
    Slow {
        /// The pattern as written.
        pattern: String,
    },
}

/// An [`Oddity`] and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The rule.
    pub rule: String,
    /// Where its ruleset was read from.
    pub origin: String,
    /// What is odd.
    pub oddity: Oddity,
}

/// What is odd about the rules of the first `tested` rulesets, in their order. The others are there to be compared
/// with; of two rules that are the same, theirs stays.
#[must_use]
pub fn audit(rulesets: &[Ruleset], tested: usize) -> Vec<Notice> {
    let (tested, others) = rulesets.split_at(tested.min(rulesets.len()));
    let rules =
        others.iter().chain(tested).flat_map(|set| set.rules.iter().map(move |rule| (set, rule)));
    let entries: Vec<Entry<'_>> = rules
        .enumerate()
        .map(|(at, (set, rule))| Entry { at, set, rule, terms: Terms::of(rule) })
        .collect();
    let holders = holders(&entries);
    let mut notices = Vec::new();
    let untested: usize = others.iter().map(|set| set.rules.len()).sum();
    for entry in &entries[untested..] {
        let oddities = [
            entry.idle(&entries),
            entry.twice(),
            entry.against_others(&entries, &holders),
            entry.dead(),
            entry.undone(),
            entry.slow(),
        ];
        let notice = |oddity| Notice {
            rule: entry.rule.id.to_string(),
            origin: entry.set.origin.clone(),
            oddity,
        };
        notices.extend(oddities.into_iter().flatten().map(notice));
    }
    notices
}

/// The patterns of a rule that have no text that must stand there, as written: they run over every text.
#[must_use]
pub fn slow(rule: &Rule) -> Vec<String> {
    let slow = rule.patterns.iter().filter(|pattern| pattern.is_slow());
    slow.map(|pattern| pattern.source().to_owned()).collect()
}

/// A rule with its place among all rules.
struct Entry<'r> {
    at: usize,
    set: &'r Ruleset,
    rule: &'r Rule,
    terms: Terms,
}

/// A rule reduced to what can be compared.
#[derive(Debug, PartialEq, Eq)]
struct Terms {
    patterns: BTreeSet<String>,
    near: BTreeSet<String>,
    unless: BTreeSet<String>,
}

impl Terms {
    fn of(rule: &Rule) -> Self {
        let condition = |condition: &Condition| {
            let mut meanings: Vec<String> =
                condition.patterns.iter().map(Pattern::meaning).collect();
            meanings.sort();
            // Every key of a condition but its patterns, whatever keys there are.
            let rest = Condition { patterns: Patterns::default(), ..condition.clone() };
            format!("{rest:?} {}", meanings.join(" "))
        };
        Terms {
            patterns: rule.patterns.iter().map(Pattern::meaning).collect(),
            near: rule.near.iter().map(condition).collect(),
            unless: rule.unless.iter().map(condition).collect(),
        }
    }
}

/// The rules that have a pattern, by its meaning.
fn holders<'e>(entries: &'e [Entry<'_>]) -> BTreeMap<&'e str, Vec<usize>> {
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for entry in entries {
        for meaning in &entry.terms.patterns {
            holders.entry(meaning.as_str()).or_default().push(entry.at);
        }
    }
    holders
}

impl Entry<'_> {
    /// A sign for nobody.
    fn idle(&self, entries: &[Entry<'_>]) -> Vec<Oddity> {
        let asked = |other: &Entry<'_>| {
            let selectors = other.rule.search.selectors().into_iter();
            selectors.chain(&other.rule.holds_until).any(|selector| means(selector, self.rule))
        };
        match self.rule.kind == Kind::Sign && !entries.iter().any(asked) {
            true => vec![Oddity::Idle],
            false => Vec::new(),
        }
    }

    /// Keywords that the rule has twice, or that another of its keywords covers. A table's come from a scheme,
    /// which lists every spelling for people.
    fn twice(&self) -> Vec<Oddity> {
        if self.rule.table.is_some() {
            return Vec::new();
        }
        let patterns = &self.rule.patterns;
        let redundant = |&(at, pattern): &(usize, &Pattern)| {
            patterns.iter().enumerate().any(|(other, covering)| {
                let same = covering.meaning() == pattern.meaning();
                other != at && covering.covers(pattern) && (!same || other < at)
            })
        };
        let found = patterns.iter().enumerate().filter(redundant);
        let patterns: Vec<String> = found.map(|(_, p)| p.source().to_owned()).collect();
        match patterns.is_empty() {
            true => Vec::new(),
            false => vec![Oddity::Duplicate { patterns, other: None }],
        }
    }

    /// Rules that find all that this one finds, and rules under the same conditions that share a pattern.
    fn against_others(
        &self,
        entries: &[Entry<'_>],
        holders: &BTreeMap<&str, Vec<usize>>,
    ) -> Vec<Oddity> {
        let shared = self.terms.patterns.iter().flat_map(|meaning| &holders[meaning.as_str()]);
        let others: BTreeSet<usize> = shared.copied().filter(|&at| at != self.at).collect();
        let others: Vec<&Entry<'_>> = others.iter().map(|&at| &entries[at]).collect();
        let shadows = others.iter().find(|other| other.shadows(self));
        if let Some(other) = shadows {
            return vec![Oddity::Shadowed { by: other.rule.id.to_string() }];
        }
        let twins = others.iter().filter(|other| other.at < self.at && other.is_twin(self));
        let duplicate = |other: &&Entry<'_>| {
            let has = |p: &&Pattern| other.terms.patterns.contains(&p.meaning());
            let patterns = self.rule.patterns.iter().filter(has);
            Oddity::Duplicate {
                patterns: patterns.map(|p| p.source().to_owned()).collect(),
                other: Some(other.rule.id.to_string()),
            }
        };
        twins.map(duplicate).collect()
    }

    /// Whether this rule finds all that `other` finds, and does at least as much with it. Of two that are
    /// equal the first shadows the second.
    fn shadows(&self, other: &Entry<'_>) -> bool {
        let (a, b) = (self.rule, other.rule);
        let finds = speaks_for_itself(a)
            && speaks_for_itself(b)
            && (a.at_least, &a.holds_until) == (b.at_least, &b.holds_until)
            && b.tags.iter().all(|tag| a.tags.contains(tag))
            && other.terms.patterns.is_subset(&self.terms.patterns)
            && self.terms.unless.is_subset(&other.terms.unless)
            && (a.within.is_empty()
                || (!b.within.is_empty() && b.within.iter().all(|kind| a.within.contains(kind))))
            && (a.at.is_empty() || (!b.at.is_empty() && b.at.iter().all(|at| a.at.contains(at))))
            && self.asks_no_more_than(other)
            && (a.scheme.is_none() || a.scheme == b.scheme);
        let equal = a.effect == b.effect && a.strength == b.strength && other.asks_the_same(self);
        let as_much = a.kind == b.kind && a.strength >= b.strength && at_least(a.effect, b.effect);
        finds && as_much && (!equal || self.at < other.at)
    }

    fn asks_no_more_than(&self, other: &Entry<'_>) -> bool {
        let all = |entry: &Entry<'_>| entry.rule.enough.is_none();
        match all(self) && all(other) {
            true => self.terms.near.is_subset(&other.terms.near),
            false => self.terms.near == other.terms.near && self.rule.enough == other.rule.enough,
        }
    }

    fn asks_the_same(&self, other: &Entry<'_>) -> bool {
        let (a, b) = (self.rule, other.rule);
        self.terms == other.terms
            && (&a.within, &a.at, a.enough, &a.scheme) == (&b.within, &b.at, b.enough, &b.scheme)
    }

    /// Whether the two differ in nothing but id, patterns and words for people.
    fn is_twin(&self, other: &Entry<'_>) -> bool {
        let (a, b) = (self.rule, other.rule);
        speaks_for_itself(a)
            && speaks_for_itself(b)
            && (a.at_least, &a.holds_until) == (b.at_least, &b.holds_until)
            && (a.kind, a.effect, a.strength, &a.scheme)
                == (b.kind, b.effect, b.strength, &b.scheme)
            && (&a.within, &a.at, a.enough) == (&b.within, &b.at, b.enough)
            && (&self.terms.near, &self.terms.unless) == (&other.terms.near, &other.terms.unless)
    }

    fn dead(&self) -> Vec<Oddity> {
        let conditions = self.rule.near.iter().chain(self.rule.unless.iter());
        let patterns = self.rule.patterns.iter().chain(conditions.flat_map(|c| &c.patterns));
        let dead = patterns.filter(|pattern| pattern.is_dead());
        dead.map(|pattern| Oddity::Dead { pattern: pattern.source().to_owned() }).collect()
    }

    /// Keywords that hold what `unless` looks for. For expressions nothing is certain.
    fn undone(&self) -> Vec<Oddity> {
        if !matches!(self.rule.search, Search::Words) {
            return Vec::new();
        }
        let conditions = self.rule.unless.iter().flat_map(|condition| &condition.patterns);
        let conditions: Vec<&Pattern> = conditions.collect();
        let fulfils = |pattern: &Pattern, text: &str| {
            let folded = fold(text);
            let whole = Span::new(0, folded.as_str(Case::Any).len());
            let mut own: Vec<Hit> = Vec::new();
            pattern.find(&folded, whole, &mut own);
            let mut others: Vec<Hit> = Vec::new();
            conditions.iter().for_each(|other| other.find(&folded, whole, &mut others));
            own.first().is_some_and(|hit| others.iter().any(|other| other.span != hit.span))
        };
        let undone = |pattern: &&Pattern| {
            let Pattern::Keyword(keyword) = pattern else { return false };
            // With its hyphens as dashes, and as nothing: "co-pilot" holds a pilot, "copilot" does not.
            let bare = keyword.source().replace('*', "");
            fulfils(pattern, &bare) && fulfils(pattern, &bare.replace('-', ""))
        };
        let found = self.rule.patterns.iter().filter(undone);
        found.map(|pattern| Oddity::Undone { pattern: pattern.source().to_owned() }).collect()
    }

    fn slow(&self) -> Vec<Oddity> {
        slow(self.rule).into_iter().map(|pattern| Oddity::Slow { pattern }).collect()
    }
}

/// Whether `a` moves its ladder at least as far as `b`.
fn at_least(a: Effect, b: Effect) -> bool {
    match (a, b) {
        (Effect::Raises(a), Effect::Raises(b)) => a >= b,
        (Effect::Lifts(a), Effect::Lifts(b)) => a >= b,
        (Effect::Lowers(a), Effect::Lowers(b)) => a <= b,
        (Effect::Warns, Effect::Warns) => true,
        _ => false,
    }
}

/// Whether the rule is about words, and a finding of it is told. A word may be a sign of several things.
fn speaks_for_itself(rule: &Rule) -> bool {
    matches!(rule.search, Search::Words) && rule.kind != Kind::Sign
}

/// Whether a finding of the rule can be what the selector means.
fn means(selector: &Selector, rule: &Rule) -> bool {
    let names = || rule.tags.iter().chain([&*rule.id]).chain(rule.table.as_deref());
    selector.terms.iter().all(|term| match term {
        Term::Named(name) => names().any(|own| own == name),
        Term::Prefix(start) => names().any(|own| own.starts_with(&**start)),
        Term::Kind(kind) => *kind == rule.kind,
        Term::Level { .. } => matches!(rule.effect, Effect::Raises(_) | Effect::Lifts(_)),
        Term::In(_) => true,
        Term::Counted => rule.strength.counts(),
    })
}
