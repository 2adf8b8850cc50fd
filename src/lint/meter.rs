//! What a run costs, counted by each thread for itself and added up at the end.
//!
//! Not here: what is counted ([`crate::model::cost`]) and the clock ([`crate::scan::Stopwatch`]).

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use crate::model::Cost;
use crate::model::cost::{OfRule, RuleCost, Stage};
use crate::scan::Scanner;

/// The costs of a run. Threads borrow one for each job, so that there are only as many as threads.
#[derive(Debug, Default)]
pub struct Meter {
    costs: Mutex<Vec<Cost>>,
    /// The rules that run, in the order in which they are counted.
    rules: OnceLock<Vec<OfRule>>,
    threads: AtomicUsize,
}

impl Meter {
    /// Notes which rules run, and on how many threads.
    pub(super) fn note(&self, scanner: &Scanner<'_>) {
        self.threads.store(rayon::current_num_threads(), Ordering::Relaxed);
        self.rules.get_or_init(|| scanner.listed());
    }

    pub(super) fn borrow(&self) -> Cost {
        self.costs.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    pub(super) fn give_back(&self, cost: Cost) {
        self.costs.lock().unwrap_or_else(PoisonError::into_inner).push(cost);
    }

    /// Adds time that no stopwatch of a thread books.
    pub(super) fn book(&self, stage: Stage, time: Duration) {
        let mut cost = self.borrow();
        cost.spend(stage, time);
        self.give_back(cost);
    }

    /// All that was counted, the rules that had anything to do, the dearest first, and how many threads there were.
    #[must_use]
    pub fn total(self) -> (Cost, Vec<OfRule>, usize) {
        let costs = self.costs.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut total = Cost::default();
        costs.iter().for_each(|cost| total += cost);
        let mut rules = self.rules.into_inner().unwrap_or_default();
        rules.iter_mut().zip(&total.rules).for_each(|(rule, cost)| rule.cost = *cost);
        rules.retain(|rule| rule.cost != RuleCost::default());
        rules.sort_by(OfRule::dearer);
        (total, rules, self.threads.load(Ordering::Relaxed))
    }
}
