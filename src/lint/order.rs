//! Jobs are taken in order by whichever thread is free, and what came of them is handed over in the same order.
//!
//! What is done before its turn waits, and nobody runs further ahead than [`AHEAD`] jobs: a slow file holds the
//! others up instead of letting thousands of results pile up. Not here: what the work is ([`super`]).

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many jobs may be taken beyond the last one that was handed over.
const AHEAD: usize = 1000;

/// Does `work` on every job, on all threads of the pool, and gives each result to `hand`, one at a time and in the
/// order of the jobs. Once `stop` is set no job is taken any more; those that were are finished and handed over.
///
/// A panic in `work` or `hand` ends the run and goes on to the caller.
pub(super) fn each<J: Send, D: Send>(
    jobs: impl Iterator<Item = J> + Send,
    stop: &AtomicBool,
    work: impl Fn(J) -> D + Sync,
    hand: &mut (dyn FnMut(D) + Send),
) {
    let early = BTreeMap::new();
    let queue = Queue { jobs, hand, taken: 0, handed: 0, waiting: 0, early, broken: false };
    let order = Order { queue: Mutex::new(queue), moved: Condvar::new(), stop };
    rayon::broadcast(|_| {
        let worked = catch_unwind(AssertUnwindSafe(|| {
            while let Some((number, job)) = order.take() {
                order.hand_over(number, work(job));
            }
        }));
        if let Err(panic) = worked {
            order.give_up();
            resume_unwind(panic);
        }
    });
}

/// What the threads share.
struct Order<'o, I, D> {
    queue: Mutex<Queue<'o, I, D>>,
    /// Told whenever more jobs may be taken.
    moved: Condvar,
    stop: &'o AtomicBool,
}

struct Queue<'o, I, D> {
    jobs: I,
    hand: &'o mut (dyn FnMut(D) + Send),
    taken: usize,
    handed: usize,
    /// How many threads wait until more jobs may be taken; waking nobody costs a call to the system all the same.
    waiting: usize,
    /// What is done before its turn, by the number of its job.
    early: BTreeMap<usize, D>,
    /// Whether a thread panicked, so that some number never comes.
    broken: bool,
}

impl<'o, J, I: Iterator<Item = J>, D> Order<'o, I, D> {
    fn lock(&self) -> MutexGuard<'_, Queue<'o, I, D>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job and its number, as soon as it may be begun.
    fn take(&self) -> Option<(usize, J)> {
        let waiting = |queue: &mut Queue<'_, I, D>| {
            !queue.broken && queue.taken >= queue.handed.saturating_add(AHEAD)
        };
        let mut queue = self.lock();
        queue.waiting += 1;
        let waited = self.moved.wait_while(queue, waiting);
        let mut queue = waited.unwrap_or_else(PoisonError::into_inner);
        queue.waiting -= 1;
        if queue.broken || self.stop.load(Ordering::Relaxed) {
            return None;
        }
        let job = queue.jobs.next()?;
        let number = queue.taken;
        queue.taken += 1;
        Some((number, job))
    }

    fn hand_over(&self, number: usize, done: D) {
        let mut queue = self.lock();
        let Queue { hand, handed, waiting, early, broken, .. } = &mut *queue;
        early.insert(number, done);
        while let Some(next) = early.remove(handed).filter(|_| !*broken) {
            hand(next);
            *handed += 1;
        }
        if *waiting > 0 {
            self.moved.notify_all();
        }
    }

    fn give_up(&self) {
        self.lock().broken = true;
        self.moved.notify_all();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    use super::*;
    use crate::lint::on_threads;

    fn handed(
        threads: usize,
        stop: &AtomicBool,
        work: impl Fn(usize) -> usize + Sync,
    ) -> Vec<usize> {
        let mut all = Vec::new();
        on_threads(threads, || each(0..5000, stop, &work, &mut |done| all.push(done))).unwrap();
        all
    }

    #[test]
    fn whoever_is_done_first_waits_for_its_turn() {
        let go = AtomicBool::new(false);
        let uneven = |job: usize| {
            std::thread::sleep(Duration::from_micros(if job.is_multiple_of(97) { 500 } else { 0 }));
            job
        };
        let expected: Vec<usize> = (0..5000).collect();
        for threads in [1, 2, 7] {
            assert_eq!(handed(threads, &go, uneven), expected);
        }
    }

    #[test]
    fn nobody_runs_far_ahead_of_a_slow_job() {
        let (begun, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let slow_first = |job: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            if job == 0 {
                std::thread::sleep(Duration::from_millis(200));
                most.store(begun.load(Ordering::SeqCst), Ordering::SeqCst);
            }
            job
        };
        assert_eq!(handed(4, &AtomicBool::new(false), slow_first).len(), 5000);
        assert_eq!(most.load(Ordering::SeqCst), AHEAD);
    }

    #[test]
    fn what_is_handed_over_before_a_stop_is_a_beginning() {
        let stop = AtomicBool::new(false);
        let stopping = |job: usize| {
            stop.fetch_or(job == 300, Ordering::SeqCst);
            job
        };
        let all = handed(3, &stop, stopping);
        assert!(all.len() > 300 && all.len() < 5000, "{}", all.len());
        assert!(all.iter().copied().eq(0..all.len()));
    }

    #[test]
    fn a_panic_reaches_the_caller_and_hangs_nobody() {
        let go = AtomicBool::new(false);
        let panics = |job: usize| if job == 3 { panic!("as the test wants it") } else { job };
        let worked = catch_unwind(AssertUnwindSafe(|| handed(4, &go, panics)));
        assert!(worked.is_err());
        let hand = &mut |job: usize| assert_ne!(job, 2000, "as the test wants it");
        let handing = AssertUnwindSafe(|| each(0..5000, &go, |job| job, hand));
        assert!(catch_unwind(handing).is_err());
    }
}
