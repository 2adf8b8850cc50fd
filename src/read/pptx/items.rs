//! How far agenda items of a presentation reach: a list of them ends with its slide, and none reaches into notes of
//! masters or properties.
//!
//! Not here: which titles are items ([`crate::read::items`]).

use crate::model::{Document, Segment, SegmentKind, Step};

/// Ends each item where its slide or the last slide ends.
pub(super) fn keep_on_slides(document: &mut Document) {
    let slides: Vec<Option<u32>> =
        document.segments.iter().map(|segment| slide(document, segment)).collect();
    for item in 0..document.items.len() {
        let (title, end) = (document.items[item].title, document.items[item].span.end);
        let Some(first) = document.segment_at(title.start) else { continue };
        let listed = document.segments[first].kind != SegmentKind::Heading;
        let inside = |at: &usize| {
            let before = document.segments[*at].span.start < end;
            before && slides[*at].is_some() && (!listed || slides[*at] == slides[first])
        };
        let Some(last) = (first..slides.len()).take_while(inside).last() else { continue };
        let end = document.segments[last].span.end;
        let span = &mut document.items[item].span;
        span.end = span.end.min(end);
    }
    for segment in &mut document.segments {
        let item = segment.item().and_then(|item| document.items.get(item as usize));
        if item.is_some_and(|item| !item.span.contains(segment.span)) {
            segment.belong(None);
        }
    }
}

/// The slide on which a segment stands.
fn slide(document: &Document, segment: &Segment) -> Option<u32> {
    match document.way(segment.spot()?).first()? {
        Step::Slide(number) => Some(*number),
        _ => None,
    }
}
