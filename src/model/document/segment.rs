//! A run of the text with one kind, one speaker and one time.
//!
//! Not here: who speaks, and what an item is ([`super::Document`]).

use super::SegmentKind;
use crate::text::Span;

/// Stands for an index or a time that is none.
const NONE: u32 = u32::MAX;

/// A run of the text with one kind, one speaker and one time.
///
/// Segments lie in order and do not overlap. Between two segments stands white space: a single
/// line feed where the words run on (captions of one turn), a blank line where they do not.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Where in [`super::Document::text`].
    pub span: Span,
    /// What it is.
    pub kind: SegmentKind,
    // A long recording has a hundred thousand of these, so what may be none takes no byte more for that.
    speaker: u32,
    item: u32,
    spot: u32,
    time: u64,
}

impl Segment {
    /// A run that nobody speaks, at no time, in no item.
    #[must_use]
    pub fn new(span: Span, kind: SegmentKind) -> Self {
        Segment { span, kind, speaker: NONE, item: NONE, spot: NONE, time: u64::MAX }
    }

    /// The same said by somebody at some time.
    #[inline]
    #[must_use]
    pub fn said(self, speaker: Option<u32>, time: Option<u64>) -> Self {
        let time = time.unwrap_or(u64::MAX);
        Segment { speaker: speaker.unwrap_or(NONE), time, ..self }
    }

    /// The same at a spot.
    #[inline]
    #[must_use]
    pub fn at(self, spot: Option<u32>) -> Self {
        Segment { spot: spot.unwrap_or(NONE), ..self }
    }

    /// The same in an agenda item.
    #[inline]
    #[must_use]
    pub fn of(self, item: Option<u32>) -> Self {
        Segment { item: item.unwrap_or(NONE), ..self }
    }

    /// Who speaks: an index into [`super::Document::speakers`].
    #[inline]
    #[must_use]
    pub fn speaker(&self) -> Option<u32> {
        some(self.speaker)
    }

    /// When it starts, in milliseconds from the start of the recording, or from midnight where the transcript gives the
    /// time of day.
    #[inline]
    #[must_use]
    pub fn time(&self) -> Option<u64> {
        (self.time != u64::MAX).then_some(self.time)
    }

    /// The agenda item that it belongs to: an index into [`super::Document::items`].
    #[inline]
    #[must_use]
    pub fn item(&self) -> Option<u32> {
        some(self.item)
    }

    /// Where it stands, an index into [`super::Document::spots`]; none where its line and column say it.
    #[inline]
    #[must_use]
    pub fn spot(&self) -> Option<u32> {
        some(self.spot)
    }

    /// Puts it into an agenda item, or in none.
    pub fn belong(&mut self, item: Option<u32>) {
        self.item = item.unwrap_or(NONE);
    }
}

#[inline]
fn some(index: u32) -> Option<u32> {
    (index != NONE).then_some(index)
}
