//! Which headings, entries or paragraphs of a Markdown document are the items of its agenda.
//!
//! Not here: what a run of numbers is ([`crate::read::items`]).

use crate::model::{Document, SegmentKind};
use crate::read::items::{Candidate, assign, numbered};
use crate::read::rows::{row_at, trimmed};
use crate::text::Span;

/// What could be an agenda item: indices of segments.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) headings: Vec<(usize, usize)>,
    pub(super) entries: Vec<usize>,
    pub(super) paragraphs: Vec<usize>,
}

impl Outline {
    /// Numbered headings are items; else headings of the most common level; else the entries of
    /// a numbered list; else numbered paragraphs ("**1. Title.** ...").
    pub(super) fn find_items(&self, document: &mut Document) {
        let headings = candidates(document, &self.headings, SegmentKind::Heading);
        let mut titles = numbered(&document.text, &headings);
        if titles.is_empty() {
            titles = common_level(&headings);
        }
        if let Some(rank) = titles.first().map(|title| title.rank) {
            // A heading of the same or a higher level that is no item ends the item above it.
            let ends: Vec<usize> = headings
                .iter()
                .filter(|heading| heading.rank <= rank)
                .map(|heading| heading.title.start)
                .collect();
            assign(document, &titles, &ends);
            return;
        }
        let lists =
            [(&self.entries, SegmentKind::ListItem), (&self.paragraphs, SegmentKind::Paragraph)];
        for (list, kind) in lists {
            let flat: Vec<_> = list.iter().map(|&segment| (segment, 0)).collect();
            let titles = numbered(&document.text, &candidates(document, &flat, kind));
            if !titles.is_empty() {
                assign(document, &titles, &[]);
                return;
            }
        }
    }
}

/// The first lines of the segments of a kind that `list` names with their ranks. An empty
/// heading leaves no segment, and its index is that of the next one.
fn candidates(document: &Document, list: &[(usize, usize)], kind: SegmentKind) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for &(at, rank) in list {
        let Some(segment) = document.segments.get(at).filter(|segment| segment.kind == kind) else {
            continue;
        };
        let line = row_at(&document.text, segment.span.start).span;
        let title = trimmed(&document.text, Span::new(line.start, line.end.min(segment.span.end)));
        if found.last().is_none_or(|last| last.title != title) {
            found.push(Candidate { title, rank });
        }
    }
    found
}

/// The headings of the level that most headings have, if there are two of it; a title that
/// stands alone on the first level is no item.
fn common_level(headings: &[Candidate]) -> Vec<Candidate> {
    let mut counts = [0_usize; 8];
    for heading in headings {
        counts[heading.rank.min(7)] += 1;
    }
    // Of two levels with as many headings the outer one wins.
    let best = (1..8).rev().max_by_key(|&rank| counts[rank]);
    let level = best.filter(|&rank| counts[rank] >= 2);
    headings.iter().filter(|heading| Some(heading.rank) == level).copied().collect()
}
