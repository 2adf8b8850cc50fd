//! Selectors made ready: which findings they mean.
//!
//! Not here: what is done with them ([`super::over`]).

use std::ops::Range;
use std::sync::OnceLock;

use super::conditions::Prepared;
use super::{Candidate, Scanner, View};
use crate::model::rule::{Selector, Term};
use crate::model::{Effect, Kind, Level, Rule};

/// Selectors that stand together, by their places in the desk.
#[derive(Debug)]
pub(super) struct Query(Range<usize>);

/// Under which a finding counts: names of one query are in order of the selectors and rules that they come from.
pub(super) type Key = u64;

/// All selectors of a scanner. Which of them mean a rule is only worked out once the rule is found.
#[derive(Debug, Default)]
pub(super) struct Selectors<'r> {
    all: Vec<&'r Selector>,
    /// Selectors that ask for a name, by a short sum of the first that they ask for; in order once all are there.
    by_name: Vec<(u32, usize)>,
    /// All others.
    nameless: Vec<usize>,
    /// For each rule the selectors that mean it, in order.
    meant: Vec<OnceLock<Vec<Meant>>>,
    /// Of each name of each rule a short sum, in order, and where the sums of each rule begin.
    sums: OnceLock<(Vec<u32>, Vec<usize>)>,
}

/// A selector that means a rule.
#[derive(Debug)]
struct Meant {
    at: usize,
    /// The keys under which findings of the rule count there.
    keys: OnceLock<Vec<Key>>,
}

impl<'r> Selectors<'r> {
    /// A desk for the selectors of so many rules.
    pub(super) fn new(rules: usize) -> Self {
        let meant = (0..rules).map(|_| OnceLock::new()).collect();
        Selectors { meant, ..Selectors::default() }
    }

    /// Takes selectors that stand together.
    pub(super) fn query(&mut self, selectors: &'r [Selector]) -> Query {
        let first = self.all.len();
        for (at, selector) in (first..).zip(selectors) {
            let name = selector.terms.iter().find_map(|term| match term {
                Term::Named(name) => Some(&**name),
                _ => None,
            });
            match name {
                Some(name) => self.by_name.push((sum(name), at)),
                None => self.nameless.push(at),
            }
        }
        self.all.extend(selectors);
        Query(first..self.all.len())
    }

    /// The same when all are there.
    pub(super) fn in_order(mut self) -> Self {
        self.by_name.sort_unstable();
        self
    }

    /// Selectors that may ask for a name with this sum.
    fn asking_for(&self, sum: u32) -> impl Iterator<Item = usize> + '_ {
        let first = self.by_name.partition_point(|(own, _)| *own < sum);
        let those = self.by_name[first..].iter().take_while(move |(own, _)| *own == sum);
        those.map(|(_, at)| *at)
    }

    /// The selectors that mean a rule, in order.
    fn of_rule(&self, at: usize, rule: &Rule) -> &[Meant] {
        self.meant[at].get_or_init(|| {
            let named = names(rule).flat_map(|name| self.asking_for(sum(name)));
            let asked = named.chain(self.nameless.iter().copied());
            let mut meant: Vec<usize> = asked.filter(|&at| means(self.all[at], rule)).collect();
            meant.sort_unstable();
            meant.dedup();
            meant.into_iter().map(|at| Meant { at, keys: OnceLock::new() }).collect()
        })
    }
}

impl Selectors<'_> {
    /// The rules that have a name, and which of their names it is, in order.
    fn places<'s>(
        &'s self,
        rules: &'s [Prepared<'_>],
        name: &'s str,
    ) -> impl Iterator<Item = (usize, usize)> + 's {
        let (sums, begins) = self.sums.get_or_init(|| {
            let (mut sums, mut begins) = (Vec::new(), Vec::new());
            for prepared in rules {
                begins.push(sums.len());
                sums.extend(names(prepared.rule).map(sum));
            }
            (sums, begins)
        });
        let wanted = sum(name);
        let alike = sums.iter().enumerate().filter(move |(_, own)| **own == wanted);
        alike.filter_map(move |(at, _)| {
            let rule = begins.partition_point(|begin| *begin <= at).checked_sub(1)?;
            let place = at - begins[rule];
            let same = names(rules[rule].rule).nth(place) == Some(name);
            same.then_some((rule, place))
        })
    }
}

/// A short sum of a name; few names have the same.
fn sum(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

impl Query {
    /// The selectors that may mean findings of a rule.
    fn of_rule<'s>(&self, scanner: &'s Scanner<'_>, rule: usize) -> &'s [Meant] {
        let of_rule = scanner.selectors.of_rule(rule, scanner.rules[rule].rule);
        let first = of_rule.partition_point(|meant| meant.at < self.0.start);
        let behind = &of_rule[first..];
        &behind[..behind.partition_point(|meant| meant.at < self.0.end)]
    }

    /// Whether it may mean findings of a rule.
    pub(super) fn asks_for(&self, scanner: &Scanner<'_>, rule: usize) -> bool {
        !self.0.is_empty() && !self.of_rule(scanner, rule).is_empty()
    }

    /// The selectors that mean a finding.
    fn meaning<'s, 'r, 'v>(
        &'s self,
        view: &'s View<'v>,
        scanner: &'s Scanner<'r>,
        candidate: &'s Candidate,
    ) -> impl Iterator<Item = &'s Meant> + use<'s, 'r, 'v> {
        let (desk, rules) = (&scanner.selectors, &scanner.rules);
        self.of_rule(scanner, candidate.rule).iter().filter(move |meant| {
            let terms = &desk.all[meant.at].terms;
            let mentions = terms.contains(&Term::Kind(Kind::Mention));
            mentions == candidate.mention
                && terms.iter().all(|fact| holds(fact, view, rules, candidate))
        })
    }

    /// The keys under which a finding counts; empty where it is not meant. Each selector is a key of its own, one with a
    /// star a key for each id or tag that it stands for.
    pub(super) fn keys(
        &self,
        view: &View<'_>,
        scanner: &Scanner<'_>,
        candidate: &Candidate,
    ) -> Vec<Key> {
        let rule = scanner.rules[candidate.rule].rule;
        let mut keys = Vec::new();
        for meant in self.meaning(view, scanner, candidate) {
            let selector = scanner.selectors.all[meant.at];
            let made = || match starred(selector) {
                None => vec![self.key(scanner, &selector.source)],
                Some(start) => {
                    let names = names(rule).filter(|name| name.starts_with(start));
                    names.map(|name| self.key(scanner, name)).collect()
                }
            };
            keys.extend(meant.keys.get_or_init(made));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The key of a name: by the first selector that stands for it, and the first rule whose name it is there.
    fn key(&self, scanner: &Scanner<'_>, name: &str) -> Key {
        let (mut number, selectors) = (0, &scanner.selectors.all[self.0.clone()]);
        for selector in selectors {
            match starred(selector) {
                None if selector.source == name => return number << 32,
                Some(start) if name.starts_with(start) => {
                    let rule = |at: usize| scanner.rules[at].rule;
                    let places = scanner.selectors.places(&scanner.rules, name);
                    let mut meant = places.filter(|&(at, _)| means(selector, rule(at)));
                    if let Some((at, place)) = meant.next() {
                        return number << 32 | (at as u64) << 8 | (place as u64).min(0xff);
                    }
                }
                _ => {}
            }
            number += 1;
        }
        number << 32
    }

    /// Whether a finding is meant.
    pub(super) fn means(
        &self,
        view: &View<'_>,
        scanner: &Scanner<'_>,
        candidate: &Candidate,
    ) -> bool {
        self.meaning(view, scanner, candidate).next().is_some()
    }
}

/// The names that selectors know a rule by.
fn names(rule: &Rule) -> impl Iterator<Item = &str> {
    let table = rule.table.as_deref().into_iter();
    rule.tags.iter().chain([&*rule.id]).chain(table)
}

/// The beginning of the names that a selector stands for, each for itself.
fn starred(selector: &Selector) -> Option<&str> {
    selector.terms.iter().find_map(|term| match term {
        Term::Prefix(start) => Some(&**start),
        _ => None,
    })
}

/// Whether a selector can mean a finding of a rule.
fn means(selector: &Selector, rule: &Rule) -> bool {
    selector.terms.iter().all(|term| match term {
        Term::Named(name) => names(rule).any(|other| other == name),
        Term::Prefix(start) => names(rule).any(|other| other.starts_with(&**start)),
        _ => true,
    })
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
