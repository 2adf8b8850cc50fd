//! Earlier versions of a file: whoever saves "over" a PDF leaves the old one in it, whole, with everything that was
//! deleted or replaced since.
//!
//! Each ends where its end mark stands, so the file up to there is the version. What it says and the file does not say
//! any more is told as hidden. Not here: how a version is read.

use std::collections::HashSet;

use super::EDGE;
use crate::model::{Document, GapKind, Say, SegmentKind, Step};
use crate::read::draft::Draft;

/// The mark at the end of every version.
const END: &[u8] = b"%%EOF";
/// Most earlier versions that are read: every one is a whole file.
const VERSIONS: usize = 8;

/// Tells what earlier versions say beside the document that `draft` holds; `read` reads one.
pub(super) fn tell(bytes: &[u8], draft: &mut Draft<'_>, read: impl Fn(&[u8]) -> Document) {
    let mut ends = ends(bytes);
    ends.pop();
    // Of a file that is laid out for the web the first end is that of a part, not of a version.
    let for_web = super::has(&bytes[..bytes.len().min(EDGE)], b"/Linearized");
    let first = usize::from(for_web).min(ends.len());
    let earlier = &ends[first..];
    if earlier.is_empty() {
        return;
    }
    draft.notice(Say(
        "it was saved over earlier versions of itself, whose words are read as hidden",
        "über frühere Fassungen gespeichert, deren Worte als ausgeblendet gelesen werden",
    ));
    if earlier.len() > VERSIONS {
        draft.gap(
            GapKind::Limit,
            Say(
                "it holds more earlier versions than are read",
                "enthält mehr frühere Fassungen, als gelesen werden",
            ),
        );
    }
    let mut told: HashSet<String> = draft.words();
    for (number, end) in (1..).zip(earlier.iter().rev().take(VERSIONS)) {
        let version = read(&bytes[..*end]);
        draft.enter(Step::Part(format!("earlier version {number}")));
        for segment in &version.segments {
            let words = segment.span.of(&version.text).trim();
            if told.insert(words.to_owned()) {
                draft.tell(SegmentKind::Hidden, words);
            }
        }
        for gap in version.gaps.iter().filter(|gap| gap.kind != GapKind::Picture) {
            draft.gap(gap.kind, &gap.reason);
        }
        draft.leave();
    }
}

/// Where each version ends.
fn ends(bytes: &[u8]) -> Vec<usize> {
    let marks = bytes.windows(END.len()).enumerate().filter(|(_, window)| *window == END);
    marks.map(|(at, _)| at + END.len()).collect()
}
