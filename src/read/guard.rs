//! A reader under guard: a panic in a library, and a reader that never ends, are a gap of one file.
//!
//! The reader works on a thread of its own with a deep stack, because the libraries that it calls recurse; what it
//! reads comes over one document at a time. A reader that takes too long is left alone: threads cannot be stopped,
//! but the run goes on, and the file is undetermined.
//!
//! Not here: limits that a reader heeds itself.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use super::reading::TIME;
use crate::model::{Document, Gap, GapKind, Say, Source, Words};
use crate::read::reasons;

/// The name of threads that read; a panic there is told as a gap and needs no message of its own.
pub const THREAD: &str = "clearedfor-reading";

/// Stack of a reading thread, in bytes. Only what is used takes memory.
const STACK: usize = 256 * 1024 * 1024;
/// How much later than its own limit a reader is given up.
const GRACE: Duration = Duration::from_secs(30);

/// Hands every document that `work` reads to `each`, in order. Where `work` panics or does not end, one more
/// document under the name of `source` has the gap.
pub(super) fn run(
    source: &Source,
    each: &mut dyn FnMut(Source, Document),
    work: impl FnOnce(&mut dyn FnMut(Source, Document)) + Send + 'static,
) {
    run_for(TIME + GRACE, source, each, work);
}

/// The same with another limit.
pub(super) fn run_for(
    limit: Duration,
    source: &Source,
    each: &mut dyn FnMut(Source, Document),
    work: impl FnOnce(&mut dyn FnMut(Source, Document)) + Send + 'static,
) {
    let (sender, receiver) = sync_channel(1);
    let reading = move || {
        let mut send = |source, document| {
            // Whoever gave up waiting needs no more documents.
            let _ = sender.send(Some((source, document)));
        };
        let done = catch_unwind(AssertUnwindSafe(|| work(&mut send)));
        if done.is_ok() {
            let _ = sender.send(None);
        }
    };
    let thread = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK);
    if thread.spawn(reading).is_err() {
        return each(
            source.clone(),
            failed(
                GapKind::Failed,
                Say("no thread could be started", "es ließ sich kein Thread starten"),
            ),
        );
    }
    let until = Instant::now() + limit;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        match receiver.recv_timeout(left) {
            Ok(Some((source, document))) => each(source, document),
            Ok(None) => return,
            Err(RecvTimeoutError::Disconnected) => {
                return each(
                    source.clone(),
                    failed(GapKind::Failed, Say("the reader failed", "der Leser ist gescheitert")),
                );
            }
            Err(RecvTimeoutError::Timeout) => {
                return each(source.clone(), failed(GapKind::Limit, reasons::TOO_LONG));
            }
        }
    }
}

/// Runs `work` on this thread; a panic is a gap.
pub(super) fn here(work: impl FnOnce() -> Document) -> Document {
    let done = catch_unwind(AssertUnwindSafe(work));
    done.unwrap_or_else(|_| {
        failed(GapKind::Failed, Say("the reader failed", "der Leser ist gescheitert"))
    })
}

fn failed(kind: GapKind, reason: impl Into<Words>) -> Document {
    Document { gaps: vec![Gap::whole(kind, reason)], ..Document::default() }
}
