//! What a run costs, counted by each thread for itself and added up at the end.
//!
//! Not here: what is counted ([`crate::model::cost`]) and the clock ([`crate::scan::Stopwatch`]).

use std::sync::{Mutex, PoisonError};

use crate::model::Cost;

/// The costs of a run. Threads borrow one for each job, so that there are only as many as threads.
#[derive(Debug, Default)]
pub struct Meter(Mutex<Vec<Cost>>);

impl Meter {
    pub(super) fn borrow(&self) -> Cost {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    pub(super) fn give_back(&self, cost: Cost) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(cost);
    }

    /// All that was counted.
    #[must_use]
    pub fn total(self) -> Cost {
        let costs = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut total = Cost::default();
        costs.iter().for_each(|cost| total += cost);
        total
    }
}
