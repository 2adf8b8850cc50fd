//! Ctrl-C: the first one lets a run end where its report is valid, the second one ends the program at once.
//!
//! Not here: what a report says of a run that was cut short ([`super::telling`]).

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::exit;
use crate::render::Lang;

/// Set once somebody asks the run to stop, by Ctrl-C or otherwise.
static STOP: AtomicBool = AtomicBool::new(false);

/// From now on the first interruption (Ctrl-C, or the system's request to end) only sets the flag that this gives.
pub(super) fn watch(lang: Lang) -> &'static AtomicBool {
    STOP.store(false, Ordering::SeqCst);
    if hangup_is_ignored() {
        return &STOP;
    }
    let stopping = match lang {
        Lang::En => "stopping once the files in work are done; once more ends at once",
        Lang::De => "endet, sobald die begonnenen Dateien fertig sind; noch einmal endet sofort",
    };
    // Where no handler can be set, or one is set already, interruptions end the program as they always do.
    let _ = ctrlc::set_handler(move || {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(exit::INTERRUPTED));
        }
        let mut stderr = std::io::stderr().lock();
        // What the terminal shows of the key, or a progress bar, stands on a line of its own.
        let start = if stderr.is_terminal() { "\n" } else { "" };
        let _ = writeln!(stderr, "{start}clearedfor: {stopping}");
    });
    &STOP
}

/// Whether the run shall outlive its terminal, as under `nohup`: a handler would end it with the terminal. Linux
/// tells; elsewhere nobody knows.
fn hangup_is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    // The first bit is SIGHUP.
    ignored.is_some_and(|mask| mask & 1 == 1)
}

/// A flag that nobody sets: interruptions end the program as they always do.
pub(super) fn never() -> &'static AtomicBool {
    STOP.store(false, Ordering::SeqCst);
    &STOP
}
