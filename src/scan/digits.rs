//! Which number words of a document are read as digits: all of a short one, and of a long one those in whose block a
//! pattern that asks for digits can match, so that it is not held a second time as a whole.
//!
//! Not here: what a number word is ([`crate::text::numbers`]).

use crate::pattern::PatternSet;
use crate::text::{Folded, Span, numbers};

/// What a text is read in, in bytes; whatever is no longer is read as a whole.
const PART: usize = 256 * 1024;

/// The number words to read as digits, as [`Folded::with`] takes them.
pub(super) fn edits(folded: &Folded<'_>, set: &PatternSet<'_>) -> Vec<(Span, String)> {
    edits_by(folded, set, PART)
}

fn edits_by(folded: &Folded<'_>, set: &PatternSet<'_>, part: usize) -> Vec<(Span, String)> {
    let mut kept = Vec::new();
    let mut parts = folded.parts(part).peekable();
    let Some(first) = parts.next() else { return kept };
    if parts.peek().is_none() {
        return numbers::edits_in(folded, first);
    }
    let everywhere = set.asks_everywhere_for_digits();
    for part in [first].into_iter().chain(parts) {
        let edits = numbers::edits_in(folded, part);
        if everywhere {
            kept.extend(edits);
        } else {
            keep(folded, set, edits, &mut kept);
        }
    }
    kept
}

/// Keeps those in whose block something can match.
fn keep(
    folded: &Folded<'_>,
    set: &PatternSet<'_>,
    edits: Vec<(Span, String)>,
    kept: &mut Vec<(Span, String)>,
) {
    if edits.is_empty() {
        return;
    }
    let digits = folded.with(&edits);
    let mut blocks: Vec<usize> =
        set.search_numbers(&digits).starts().map(|start| digits.block_at(start)).collect();
    blocks.sort_unstable();
    blocks.dedup();
    // The blocks there are those here that have edits, in the same order.
    let (mut number, mut last) = (0, None);
    for edit in edits {
        let block = folded.block_at(edit.0.start);
        number += usize::from(last.is_some_and(|last| last != block));
        last = Some(block);
        if blocks.binary_search(&number).is_ok() {
            kept.push(edit);
        }
    }
}
