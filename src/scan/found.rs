//! What was found so far, in order of place and by its rule.
//!
//! A rule over other findings asks about few rules, so it does not look at all that a long document has. Not here:
//! which rules it asks about ([`super::select`]), and what it makes of them ([`super::over`]).

use std::collections::BTreeMap;

use super::Candidate;

/// What was found: what stands beside the text first, then in order of place.
pub(super) struct Found {
    all: Vec<Candidate>,
    /// For each rule its findings, by their places in `all`.
    of_rule: BTreeMap<usize, Vec<u32>>,
}

impl Found {
    /// Findings in order.
    pub(super) fn new(all: Vec<Candidate>) -> Self {
        let mut of_rule: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (at, one) in (0..).zip(&all) {
            of_rule.entry(one.rule).or_default().push(at);
        }
        Found { all, of_rule }
    }

    /// Adds what was made of others.
    pub(super) fn add(&mut self, made: Vec<Candidate>) {
        let mut all = std::mem::take(&mut self.all);
        all.extend(made);
        all.sort_by_key(|one| (!one.aside, one.home, one.rule));
        *self = Found::new(all);
    }

    /// The findings of those rules, in order.
    pub(super) fn of_rules(&self, those: impl Fn(usize) -> bool) -> Vec<&Candidate> {
        let mut places: Vec<u32> = Vec::new();
        let mut rules = 0;
        for (_, of_rule) in self.of_rule.iter().filter(|(rule, _)| those(**rule)) {
            places.extend(of_rule);
            rules += 1;
        }
        if rules > 1 {
            places.sort_unstable();
        }
        places.into_iter().filter_map(|at| self.all.get(at as usize)).collect()
    }

    /// All of them, in order.
    pub(super) fn into_all(self) -> Vec<Candidate> {
        self.all
    }
}
