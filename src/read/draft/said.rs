//! What is said, and by whom: captions that stand in the source as they are read, and names of speakers.
//!
//! Not here: which captions are one turn ([`crate::read::captions`]).

use super::{Draft, Gulf};
use crate::model::{Segment, SegmentKind};
use crate::read::rows::{rows, trimmed};
use crate::read::usual::Lines;
use crate::text::Span;

impl Draft<'_> {
    /// Writes a part of the source as a segment of speech of its own, whose lines part as told.
    pub(in crate::read) fn caption(
        &mut self,
        speaker: Option<u32>,
        time: Option<u64>,
        text: Span,
        lines: Lines,
    ) {
        self.cross();
        let from = self.document.text.len();
        match lines {
            Lines::Feeds => self.stretch(text),
            Lines::Ends => {
                for row in rows(&self.source[..text.end], text.start) {
                    self.cross();
                    self.stretch(row.span);
                    self.line();
                }
                self.gulf = Gulf::None;
            }
        }
        let span = trimmed(&self.document.text, Span::new(from, self.document.text.len()));
        if !span.is_empty() {
            self.document
                .segments
                .push(Segment::new(span, SegmentKind::Speech).said(speaker, time).at(self.spot));
        }
    }

    /// Writes a part of the source that is not empty.
    #[inline]
    fn stretch(&mut self, span: Span) {
        self.come_from(span.start, true);
        self.document.text.push_str(span.of(self.source));
        self.home = span.end;
    }

    /// The index of the speaker whose name stands at `span`, read as `name`.
    pub(in crate::read) fn speaker(&mut self, name: &str, span: Span) -> u32 {
        // Mostly it is whoever spoke last.
        if let Some(index) = self.last_speaker
            && self.document.speakers.get(index as usize).is_some_and(|last| last == name)
        {
            return index;
        }
        if let Some(&index) = self.speakers.get(name) {
            self.last_speaker = Some(index);
            return index;
        }
        let index = u32::try_from(self.document.speakers.len()).unwrap_or(u32::MAX);
        self.speakers.insert(name.to_owned(), index);
        self.document.speakers.push(name.to_owned());
        self.names.push(span);
        self.last_speaker = Some(index);
        index
    }
}
