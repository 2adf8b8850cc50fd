//! Where a finding is, for a person, and the words that it rests on.

use super::{Candidate, View};
use crate::model::document::Places;
use crate::model::{Document, Evidence, Item, Place, SegmentKind, Where};
use crate::text::{Span, numbering};

/// Most bytes of a quotation before and after its hit.
const AROUND: usize = 160;
/// Most bytes of a hit that are quoted.
const MOST_HIT: usize = 400;

/// Finds places of findings; fast when they come in order.
pub(super) struct Locate<'v> {
    view: &'v View<'v>,
    places: Places<'v>,
    evidence: bool,
}

impl<'v> Locate<'v> {
    pub(super) fn new(view: &'v View<'v>, evidence: bool) -> Self {
        Locate { view, places: view.document.places(), evidence }
    }

    pub(super) fn place(&mut self, candidate: &Candidate) -> Place {
        if !candidate.aside {
            return self.place_of(candidate.home.start);
        }
        let at = Where::Text { line: 1, column: 1 };
        Place { at, part: SegmentKind::FileName.name(), ..Place::default() }
    }

    /// The place of an offset in the text.
    pub(super) fn place_of(&mut self, offset: usize) -> Place {
        let document = self.view.document;
        let segment = document.segment_at(offset).map(|index| &document.segments[index]);
        let speaker = segment.and_then(|segment| segment.speaker());
        Place {
            at: where_is(document, &mut self.places, offset),
            time: segment.and_then(|segment| segment.time()),
            speaker: speaker.and_then(|index| document.speakers.get(index as usize).cloned()),
            item: segment.and_then(|segment| segment.item()),
            part: segment.map_or("", |segment| segment.kind.name()),
        }
    }

    /// The turn around the hit, cut to a readable length.
    pub(super) fn evidence(&self, candidate: &Candidate) -> Option<Evidence> {
        if !self.evidence || (candidate.home.is_empty() && candidate.made) {
            return None;
        }
        if let Some(name) = self.view.document.file_name.as_ref().filter(|_| candidate.aside) {
            let (text, hit) = (one_line(name), candidate.home);
            return Some(Evidence { text, hit, groups: Vec::new() });
        }
        let text = self.view.document.text.as_str();
        let block = self.view.folded.home(self.view.folded.blocks(candidate.hit.span.start, 0));
        let home = Span::new(
            candidate.home.start,
            candidate.home.end.min(candidate.home.start + MOST_HIT),
        );
        let start =
            boundary(text, home.start.saturating_sub(AROUND).max(block.start).min(home.start));
        let hit_end = boundary(text, home.end);
        let end = boundary(text, (hit_end + AROUND).min(block.end).max(hit_end));
        let quote = Span::new(start, end);
        let group = |(name, span): &(String, Span)| {
            (name.clone(), one_line(self.view.folded.home(*span).of(text)))
        };
        Some(Evidence {
            text: one_line(quote.of(text)),
            hit: Span::new(home.start - start, hit_end - start),
            groups: candidate.hit.groups.iter().map(group).collect(),
        })
    }
}

/// Where an offset in the text stands: at a spot, or on a line of the source.
pub(super) fn where_is(document: &Document, places: &mut Places<'_>, offset: usize) -> Where {
    let segment = document.segment_at(offset).map(|index| &document.segments[index]);
    let spot = segment.and_then(|segment| segment.spot());
    if document.composed || spot.is_some() {
        return Where::Way(spot.map_or(Vec::new(), |spot| document.way(spot)));
    }
    let (line, column) = places.locate(offset);
    Where::Text { line, column }
}

/// The titles of a document's agenda items: label, title and line.
#[must_use]
pub fn item_heads(document: &Document) -> Vec<(Option<String>, String, Where)> {
    let mut places = document.places();
    let head = |item: &Item| {
        let at = where_is(document, &mut places, item.title.start);
        let title = one_line(item.title.of(&document.text));
        let bare = match &item.label {
            Some(_) => numbering::label(&title).map(|(_, rest)| rest.to_owned()),
            None => None,
        };
        (item.label.clone(), bare.unwrap_or(title), at)
    };
    document.items.iter().map(head).collect()
}

/// The nearest character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// `text` with every line end and tab as a blank, byte for byte.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect()
}
