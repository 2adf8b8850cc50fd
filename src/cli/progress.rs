//! How far a run is, on a terminal: files done, how many a second, how long the rest will take.
//!
//! Never a name or a word of a file. Not here: the report, and whether standard output is one's own.

use std::fmt;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::render::Lang;

/// A run that is over sooner shows no bar.
const SOON: Duration = Duration::from_millis(500);

/// A progress bar on standard error.
pub(super) struct Progress {
    bar: ProgressBar,
    since: Instant,
    shown: bool,
}

impl Progress {
    /// A bar for so many files; it is never drawn where it is not `wanted` or standard error is no terminal.
    pub(super) fn new(files: usize, wanted: bool, lang: Lang) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        let template = match lang {
            Lang::En => "[{bar:30}] {pos} of {len} files, {rate} a second, {eta} left",
            Lang::De => "[{bar:30}] {pos} von {len} Dateien, {rate} je Sekunde, noch {eta}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            let whole = |state: &ProgressState, out: &mut dyn fmt::Write| {
                // Where it cannot be drawn, nothing is lost.
                let _ = write!(out, "{:.0}", state.per_sec());
            };
            bar.set_style(style.with_key("rate", whole).progress_chars("=> "));
        }
        let shown = !wanted || !std::io::stderr().is_terminal();
        Progress { bar, since: Instant::now(), shown }
    }

    /// One more file is done.
    pub(super) fn step(&mut self) {
        if !self.shown && self.since.elapsed() > SOON {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.shown = true;
        }
        self.bar.inc(1);
    }

    /// Clears the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
