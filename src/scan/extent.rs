//! How far a spoken marking holds: until it is revoked, until the item ends, or to the end.
//!
//! Not here: which markings are spoken and what revokes them, which rules say (`holds_until`).

use super::conditions::Prepared;
use super::locate::Locate;
use super::select::{Query, Selectors};
use super::{Candidate, Scanner, View};
use crate::model::SegmentKind;
use crate::model::document::Segment;
use crate::model::finding::{End, Extent};

/// For each rule what ends its markings, where they hold at all.
pub(super) fn ends<'r>(
    rules: &[Prepared<'r>],
    selectors: &mut Selectors<'r>,
) -> Vec<Option<Query>> {
    let end = |prepared: &Prepared<'r>| {
        let until = &prepared.rule.holds_until;
        (!until.is_empty()).then(|| selectors.query(until))
    };
    rules.iter().map(end).collect()
}

/// How far the finding at `at` holds; none for one that does not hold for what follows.
pub(super) fn of(
    view: &View<'_>,
    scanner: &Scanner<'_>,
    found: &[Candidate],
    at: usize,
    locate: &mut Locate<'_>,
) -> Option<Extent> {
    let marking = &found[at];
    let until = scanner.ends[marking.rule].as_ref().filter(|_| !marking.mention)?;
    if marking.segment(view) != Some(SegmentKind::Speech) {
        return None;
    }
    let document = view.document;
    let later = found[at + 1..].iter().filter(|other| other.home.start >= marking.home.end);
    let revoked = later.into_iter().find(|other| until.means(view, scanner, other));
    let segment = &document.segments[document.segment_at(marking.home.start)?];
    let item = segment.item().and_then(|item| document.items.get(item as usize));
    let ends = [
        revoked.map(|other| (other.home.start, End::Revoked)),
        item.map(|item| (item.span.end, End::Item)),
        Some((document.text.len(), End::Document)),
    ];
    let (offset, end) = ends.into_iter().flatten().min_by_key(|(offset, _)| *offset)?;
    // The last thing said before the end, or the marking itself.
    let last = document.segment_at(offset.saturating_sub(1).max(marking.home.start))?;
    let said = |segment: &&Segment| segment.kind == SegmentKind::Speech;
    let last = document.segments[..=last].iter().rev().find(said)?;
    let last = last.span.start.max(marking.home.start);
    let place = locate.place_of(last);
    Some(Extent { until: place.at, time: place.time, end })
}
