//! Books what a run costs while it goes on, where somebody wants to know; else it looks at no clock.
//!
//! Not here: what is counted ([`crate::model::cost`]) and how it is told.

use std::time::{Duration, Instant};

use crate::model::Cost;
use crate::model::cost::Stage;

/// A stopwatch for what one thread does: every time is booked from the last booking on.
#[derive(Debug, Default)]
pub struct Stopwatch<'c>(Option<(&'c mut Cost, Instant)>);

impl<'c> Stopwatch<'c> {
    /// A stopwatch that books into `cost`, from now on; without one it does nothing.
    #[must_use]
    pub fn new(cost: Option<&'c mut Cost>) -> Self {
        Stopwatch(cost.map(|cost| (cost, Instant::now())))
    }

    /// Books the time on a stage, and gives it.
    pub fn stage(&mut self, stage: Stage) -> Duration {
        let time = self.lap();
        self.count(|cost| cost.spend(stage, time));
        time
    }

    /// Counts, where somebody wants to know.
    pub fn count(&mut self, count: impl FnOnce(&mut Cost)) {
        if let Some((cost, _)) = &mut self.0 {
            count(cost);
        }
    }

    /// The patterns of a rule were looked at where they can match.
    pub(super) fn searched(&mut self, rule: usize, candidates: impl FnOnce() -> usize) {
        let time = self.stage(Stage::Search);
        self.count(|cost| {
            let rule = cost.rule(rule);
            rule.candidates += candidates() as u64;
            rule.search += time;
        });
    }

    /// A pattern of a rule was found, and its conditions were looked at.
    pub(super) fn hit(&mut self, rule: usize) {
        let time = self.lap();
        self.count(|cost| {
            cost.spend(Stage::Conditions, time);
            let rule = cost.rule(rule);
            rule.hits += 1;
            rule.conditions += time;
        });
    }

    fn lap(&mut self) -> Duration {
        let Some((_, since)) = &mut self.0 else { return Duration::ZERO };
        let before = std::mem::replace(since, Instant::now());
        since.duration_since(before)
    }
}
