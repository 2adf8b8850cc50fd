//! A document that becomes part of another one: an attachment, an embedded object, a part of a mail.
//!
//! Not here: how it was read.

use super::Draft;
use crate::model::document::{Item, Spot};
use crate::model::{Document, Notice, Segment, Step};
use crate::text::Span;

/// Writes `inner` behind what `draft` holds, at the draft's spot.
pub(super) fn into(draft: &mut Draft<'_>, inner: Document) {
    let way = draft.way();
    draft.wall();
    draft.write(&inner.text, 0, 0);
    draft.wall();
    let from = draft.document.text.len() - inner.text.len();
    let shifted = |span: Span| Span::new(span.start + from, span.end + from);
    let first_item = u32::try_from(draft.document.items.len()).unwrap_or(u32::MAX);
    let speakers: Vec<u32> = inner.speakers.iter().map(|name| speaker(draft, name)).collect();
    let spots = spots(draft, &inner);
    for (segment, spot) in inner.segments.iter().zip(spots) {
        let speaker = segment.speaker().and_then(|at| speakers.get(at as usize).copied());
        let item = segment.item().map(|item| item.saturating_add(first_item));
        let segment = Segment::new(shifted(segment.span), segment.kind)
            .said(speaker, segment.time())
            .of(item)
            .at(spot);
        draft.document.segments.push(segment);
    }
    let item = |item: Item| Item { title: shifted(item.title), span: shifted(item.span), ..item };
    let document = &mut draft.document;
    document.items.extend(inner.items.into_iter().map(item));
    document.front_matter.extend(inner.front_matter);
    let outer = |place: Vec<Step>| way.iter().cloned().chain(place).collect::<Vec<_>>();
    for mut gap in inner.gaps {
        gap.place = outer(gap.place);
        document.gaps.push(gap);
    }
    for mut invitation in inner.invitations {
        invitation.place = outer(invitation.place);
        for told in invitation.told_mut() {
            told.place = outer(std::mem::take(&mut told.place));
        }
        document.invitations.push(invitation);
    }
    for notice in inner.notices {
        if !document.notices.contains(&notice) {
            document.notices.push(Notice(notice.0));
        }
    }
}

/// Who speaks in a part speaks in the whole; a name that is new has its own segment in the part already.
fn speaker(draft: &mut Draft<'_>, name: &str) -> u32 {
    if let Some(&index) = draft.speakers.get(name) {
        return index;
    }
    let index = u32::try_from(draft.document.speakers.len()).unwrap_or(u32::MAX);
    draft.speakers.insert(name.to_owned(), index);
    draft.document.speakers.push(name.to_owned());
    index
}

/// The spot of each segment: its own below the draft's, or its line.
fn spots(draft: &mut Draft<'_>, inner: &Document) -> Vec<Option<u32>> {
    let base = u32::try_from(draft.document.spots.len()).unwrap_or(u32::MAX);
    let here = draft.spot;
    let below = |spot: &Spot| Spot {
        above: spot.above.map_or(here, |above| Some(above.saturating_add(base))),
        step: spot.step.clone(),
    };
    draft.document.spots.extend(inner.spots.iter().map(below));
    let mut places = inner.places();
    let mut spots = Vec::with_capacity(inner.segments.len());
    for segment in &inner.segments {
        let spot = match segment.spot() {
            Some(spot) => Some(spot.saturating_add(base)),
            None if !inner.composed => {
                let (line, _) = places.locate(segment.span.start);
                draft.document.spots.push(Spot { above: here, step: Step::Line(line) });
                u32::try_from(draft.document.spots.len() - 1).ok()
            }
            None => here,
        };
        spots.push(spot);
    }
    spots
}
