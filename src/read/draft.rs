//! A document being written: text copied or put piece by piece, each with its way home.
//!
//! Not here: what a format means by its pieces.

mod composed;
mod include;
mod said;

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::document::{Origin, Raw};
use crate::model::{Document, Gap, GapKind, Notice, Segment, SegmentKind, Step, Words};
use crate::text::Span;

use super::items::{Candidate, assign, numbered};
use super::rows::trimmed;

/// How long a usual caption is at least with all that belongs to it, in bytes, and hence a segment in the source.
const SEGMENT: usize = 100;
/// How far origins are apart at least, as a rule.
const ORIGIN: usize = 50;

/// Writes a document of `source`, which becomes its `raw`.
pub(super) fn draft(
    format: &'static str,
    source: String,
    write: impl FnOnce(&mut Draft<'_>),
) -> Document {
    let mut draft = Draft::new(format, &source);
    // What is left of a source is hardly ever more; what is not used takes no memory, and what grows leaves holes.
    draft.document.text.reserve(source.len());
    draft.document.segments.reserve(source.len() / SEGMENT);
    draft.document.origins.reserve(source.len() / ORIGIN);
    write(&mut draft);
    let mut document = draft.finish();
    document.raw = Some(Raw::Whole(source));
    document
}

/// Writes a document whose places are told in steps rather than lines, as of anything that is no text itself.
pub(super) fn compose(format: &'static str, write: impl FnOnce(&mut Draft<'_>)) -> Document {
    let mut draft = Draft::new(format, "");
    draft.document.composed = true;
    write(&mut draft);
    draft.finish()
}

/// What stands between what was written and what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gulf {
    None,
    Line,
    Wall,
}

/// A document being written.
pub(super) struct Draft<'s> {
    source: &'s str,
    document: Document,
    /// The end in the source of what was last written.
    home: usize,
    /// Whether what was last written stands so in the source.
    verbatim: bool,
    /// How far the source is ahead of the text since the last origin.
    ahead: usize,
    gulf: Gulf,
    /// The segment being written; its span starts with its first text.
    open: Option<Segment>,
    started: bool,
    speakers: HashMap<String, u32>,
    last_speaker: Option<u32>,
    /// Where each speaker's name stands first.
    names: Vec<Span>,
    asides: Vec<Span>,
    /// The gaps told so far.
    gaps: BTreeSet<Gap>,
    /// The spot in which what comes next stands.
    spot: Option<u32>,
    /// Lines of the text that could be the title of an agenda item.
    titles: Vec<Candidate>,
}

impl<'s> Draft<'s> {
    fn new(format: &'static str, source: &'s str) -> Self {
        Draft {
            source,
            document: Document { format, ..Document::default() },
            home: 0,
            verbatim: false,
            ahead: 0,
            gulf: Gulf::None,
            open: None,
            started: false,
            speakers: HashMap::new(),
            last_speaker: None,
            names: Vec::new(),
            asides: Vec::new(),
            gaps: BTreeSet::new(),
            spot: None,
            titles: Vec::new(),
        }
    }

    /// The source.
    pub(super) fn source(&self) -> &'s str {
        self.source
    }

    /// Something about the file that is odd.
    pub(super) fn notice(&mut self, words: impl Into<Words>) {
        self.document.notices.push(Notice::new(words));
    }

    /// Something on a line that does not follow the format and may hide content.
    pub(super) fn malformed(&mut self, place: Step, reason: impl Into<Words>) {
        let (place, reason) = (vec![place], reason.into());
        self.document.gaps.push(Gap { kind: GapKind::Malformed, place, reason });
    }

    /// Nothing matches from what was written to what comes next.
    pub(super) fn wall(&mut self) {
        self.gulf = Gulf::Wall;
    }

    /// What comes next starts a new line.
    pub(super) fn line(&mut self) {
        self.gulf = self.gulf.max(Gulf::Line);
    }

    /// Starts a segment; it is kept only if text is written before the next one.
    pub(super) fn begin(&mut self, kind: SegmentKind) {
        self.begin_speech(kind, None, None);
    }

    /// Starts a segment with a speaker and a time.
    pub(super) fn begin_speech(
        &mut self,
        kind: SegmentKind,
        speaker: Option<u32>,
        time: Option<u64>,
    ) {
        self.end();
        let spot = self.spot;
        self.open = Some(Segment::new(Span::default(), kind).said(speaker, time).at(spot));
        self.started = false;
    }

    /// Ends the segment. White space at its end stays outside.
    pub(super) fn end(&mut self) {
        let Some(mut segment) = self.open.take() else { return };
        if !self.started {
            return;
        }
        let whole = Span::new(segment.span.start, self.document.text.len());
        segment.span = trimmed(&self.document.text, whole);
        if !segment.span.is_empty() {
            self.document.segments.push(segment);
        }
    }

    /// Whether a segment is open, and whether anything stands in it.
    pub(super) fn open(&self) -> Option<bool> {
        self.open.as_ref().map(|_| self.started)
    }

    /// The index that the next finished segment will have.
    pub(super) fn next_segment(&self) -> usize {
        self.document.segments.len()
    }

    /// Writes a part of the source as it stands.
    pub(super) fn copy(&mut self, span: Span) {
        let text = span.of(self.source);
        self.write_as(text, span.start, span.end, true);
    }

    /// Writes `text` for the stretch `span` of the source.
    pub(super) fn put(&mut self, text: &str, span: Span) {
        self.write(text, span.start, span.end);
    }

    fn write(&mut self, text: &str, home: usize, end: usize) {
        let stands = self.stands(text, home);
        self.write_as(text, home, end, stands);
    }

    /// Whether `text` stands so in the source at `home`.
    fn stands(&self, text: &str, home: usize) -> bool {
        let there = self.source.as_bytes().get(home..).unwrap_or_default();
        there.starts_with(text.as_bytes())
    }

    fn write_as(&mut self, text: &str, home: usize, end: usize, stands: bool) {
        if text.is_empty() {
            return;
        }
        self.cross();
        if !self.started {
            self.started = true;
            if let Some(open) = &mut self.open {
                open.span = Span::new(self.document.text.len(), self.document.text.len());
            }
        }
        self.come_from(home, stands);
        self.document.text.push_str(text);
        self.home = end;
    }

    /// Writes the line feed or blank line that is due.
    #[inline]
    fn cross(&mut self) {
        let gulf = std::mem::replace(&mut self.gulf, Gulf::None);
        let feeds = match gulf {
            Gulf::None => return,
            _ if self.document.text.is_empty() => return,
            Gulf::Line => "\n",
            Gulf::Wall => "\n\n",
        };
        let there = self.source.as_bytes().get(self.home..).unwrap_or_default();
        let stands = there.starts_with(feeds.as_bytes());
        self.come_from(self.home, stands);
        self.document.text.push_str(feeds);
    }

    /// What is written next came from `home` and perhaps stands so there. It needs an origin of its own where it does
    /// not go on from the text before, or where it or the text before differs from its source.
    #[inline]
    fn come_from(&mut self, home: usize, stands: bool) {
        if self.source.is_empty() {
            return;
        }
        let at = self.document.text.len();
        // Nothing was verbatim before the first.
        let goes_on = self.verbatim && stands && home.wrapping_sub(at) == self.ahead;
        if !goes_on {
            self.document.origins.push(Origin::new(at, home));
            self.ahead = home.wrapping_sub(at);
        }
        self.verbatim = stands;
    }

    /// Keeps a part of the source that a reader of the rendered text does not see, to be written
    /// as a note once the block that it stands in is over, so that it cuts no sentence.
    pub(super) fn aside(&mut self, span: Span) {
        let span = trimmed(self.source, span);
        if span.of(self.source).contains(char::is_alphanumeric) {
            self.asides.push(span);
        }
    }

    /// Writes the parts kept so far, each a block of its own.
    pub(super) fn flush_asides(&mut self) {
        if self.asides.is_empty() {
            return;
        }
        self.end();
        for span in std::mem::take(&mut self.asides) {
            self.block(SegmentKind::Note, span);
        }
        self.wall();
    }

    /// Writes a part of the source as a segment between walls.
    pub(super) fn block(&mut self, kind: SegmentKind, span: Span) {
        self.begin(kind);
        self.wall();
        self.copy(span);
        self.end();
        self.wall();
    }

    /// Ends the text: what was kept aside, and each speaker's name as a segment of its own, because a name
    /// may say how somebody takes part ("Call-in User", "Notetaker") and stands in no segment.
    fn finish(mut self) -> Document {
        self.end();
        self.flush_asides();
        for (index, span) in std::mem::take(&mut self.names).into_iter().enumerate() {
            let name = self.document.speakers[index].clone();
            self.begin(SegmentKind::Speaker);
            self.wall();
            self.put(&name, span);
            self.end();
        }
        let titles = numbered(&self.document.text, &self.titles);
        if !titles.is_empty() {
            // A heading below the items is part of one.
            let rank = titles.first().map_or(0, |title| title.rank);
            let deeper = self.titles.iter().filter(|title| title.rank > rank);
            let deeper: HashSet<usize> = deeper.map(|title| title.title.start).collect();
            let headings = self.document.segments.iter().filter(|s| s.kind == SegmentKind::Heading);
            let starts = headings.map(|segment| segment.span.start);
            let ends: Vec<usize> = starts.filter(|start| !deeper.contains(start)).collect();
            assign(&mut self.document, &titles, &ends);
        }
        self.document
    }
}
