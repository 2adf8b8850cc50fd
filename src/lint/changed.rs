//! Of the findings of a document, those that a change reaches into.
//!
//! What lowers the ceiling of the meeting stays: who listens in does so whether or not the line is new. So do duties,
//! because what is missing may have been taken out, and gaps, which are no findings. Where a format has no lines, all of the file is new.
//!
//! Not here: which lines changed ([`crate::read::git`]).

use std::collections::HashMap;

use super::Input;
use crate::model::{
    ChangedLines, Document, Effect, Finding, Kind, Notice, Place, Say, SegmentKind, Where, Words,
};
use crate::read::walk::FoundWhat;

/// The new lines of what is to be linted, where only those count.
pub(super) fn lines(input: &Input) -> Option<&ChangedLines> {
    match input {
        Input::Found(found) => match &found.what {
            FoundWhat::Blob(blob) => blob.changed.as_ref(),
            _ => None,
        },
        Input::Document(..) => None,
    }
}

/// Drops findings that no change reaches into, and says how many.
pub(super) fn keep(
    findings: &mut Vec<Finding>,
    document: &Document,
    new: &ChangedLines,
) -> Option<Notice> {
    let ends = Ends::of(document);
    let last: HashMap<(String, Where), u32> = findings
        .iter()
        .map(|finding| ((finding.rule.clone(), finding.place.at.clone()), ends.last(finding)))
        .collect();
    let mut dropped = 0;
    findings.retain(|finding| {
        let kept = of_the_whole(finding) || is_new(finding, &last, new);
        dropped += usize::from(!kept && finding.kind != Kind::Mention);
        kept
    });
    match dropped {
        0 => None,
        1 => Some(Notice::new(Say(
            "1 finding in lines that did not change is not counted",
            "1 Fund in unveränderten Zeilen zählt nicht",
        ))),
        n => Some(Notice::new(Words::new(
            format!("{n} findings in lines that did not change are not counted"),
            format!("{n} Funde in unveränderten Zeilen zählen nicht"),
        ))),
    }
}

/// Whether it is about the meeting or the document as a whole, so that a change anywhere may have brought it about.
fn of_the_whole(finding: &Finding) -> bool {
    matches!(finding.effect, Effect::Lowers(_)) || finding.kind == Kind::Duty
}

fn is_new(finding: &Finding, last: &HashMap<(String, Where), u32>, new: &ChangedLines) -> bool {
    // The name of a file that was there before is not in any line of it.
    if finding.place.part == SegmentKind::FileName.name() {
        return false;
    }
    let touched = |rule: &String, place: &Place| {
        let Some(first) = place.at.line() else { return true };
        let last = last.get(&(rule.clone(), place.at.clone()));
        new.touches(first, last.copied().unwrap_or(first))
    };
    match finding.parts.as_slice() {
        [] => touched(&finding.rule, &finding.place),
        parts => parts.iter().any(|part| touched(&part.rule, &part.place)),
    }
}

/// Where lines of the decoded source end, as git counts them.
struct Ends<'d> {
    document: &'d Document,
    feeds: Vec<usize>,
}

impl<'d> Ends<'d> {
    fn of(document: &'d Document) -> Self {
        Ends { document, feeds: document.feeds() }
    }

    /// The last line that a finding reaches: that of its last word, or where what was marked ends.
    fn last(&self, finding: &Finding) -> u32 {
        let end = self.document.source_offset(finding.span.end.max(1) - 1);
        let line = self.feeds.partition_point(|&feed| feed < end) + 1;
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let held = finding.holds.as_ref().and_then(|extent| extent.until.line());
        line.max(held.unwrap_or(0))
    }
}
