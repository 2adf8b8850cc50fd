//! Formats that are written as documents are assessed, so that a report of any size needs no more memory.
//!
//! Not here: formats that need the whole report ([`super::Renderer`]).

use std::fmt;

use super::Look;
use crate::model::{Outcome, Report, Summary};

/// A format that is written piece by piece. `head` is the report without its documents; at the end it
/// has notes on the rules that fired.
pub trait Stream: Sync {
    /// Whether what is written so far is worth keeping, and can be gone on with; else only the whole is.
    fn grows(&self) -> bool;

    /// What stands before the documents.
    ///
    /// # Errors
    ///
    /// Only what `out` returns.
    fn begin(&self, head: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result;

    /// The documents of one file.
    ///
    /// # Errors
    ///
    /// Only what `out` returns.
    fn file(
        &self,
        head: &Report,
        outcome: &Outcome,
        look: &Look,
        out: &mut dyn fmt::Write,
    ) -> fmt::Result;

    /// What stands behind the documents.
    ///
    /// # Errors
    ///
    /// Only what `out` returns.
    fn end(
        &self,
        head: &Report,
        summary: &Summary,
        look: &Look,
        out: &mut dyn fmt::Write,
    ) -> fmt::Result;
}

/// Writes a whole report as a stream would have: each document as a file of its own.
pub(super) fn whole(
    stream: &dyn Stream,
    report: &Report,
    look: &Look,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    stream.begin(report, look, out)?;
    let mut summary =
        Summary { complete: true, part: report.scope.is_some(), ..Summary::default() };
    for assessment in &report.assessments {
        let source = assessment.source.clone();
        let outcome = Outcome { source, bytes: None, assessments: vec![assessment.clone()] };
        summary.add_outcome(&outcome);
        stream.file(report, &outcome, look, out)?;
    }
    stream.end(report, &summary, look, out)
}
