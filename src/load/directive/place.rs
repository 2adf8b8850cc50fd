//! Where a directive stands, and of which part of the document it speaks.
//!
//! In a text that has lines it is the order of the file that counts, not the order in which its reader hands
//! things over: captions of one turn come before the NOTE between them. Not here: what it says.

use crate::model::{Document, Say, Segment, SegmentKind, Step, Words};

/// Kinds that a directive never speaks of: other comments, and what stands beside the words.
const ASIDE: [SegmentKind; 5] = [
    SegmentKind::Note,
    SegmentKind::Comment,
    SegmentKind::Hidden,
    SegmentKind::FileName,
    SegmentKind::Speaker,
];

/// A document with what stands where in it.
pub(super) struct Places<'d> {
    document: &'d Document,
    /// Start and end in the file, and the index, of each segment that a directive may speak of, in order.
    parts: Vec<(usize, usize, usize)>,
    /// Where lines end in the file.
    ends: Vec<usize>,
}

impl<'d> Places<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let spoken_of = |(_, segment): &(usize, &Segment)| {
            !ASIDE.contains(&segment.kind) && !segment.span.is_empty()
        };
        let by_lines = !document.composed;
        let part = |(at, segment): (usize, &Segment)| match by_lines {
            true => (
                document.source_offset(segment.span.start),
                document.source_offset(segment.span.end - 1) + 1,
                at,
            ),
            false => (segment.span.start, segment.span.end, at),
        };
        let mut parts: Vec<(usize, usize, usize)> =
            document.segments.iter().enumerate().filter(spoken_of).map(part).collect();
        parts.sort_unstable();
        Places { document, parts, ends: document.feeds() }
    }

    /// The way to a segment: its line where the document has lines.
    pub(super) fn way(&self, at: usize) -> Vec<Step> {
        let segment = &self.document.segments[at];
        match segment.spot() {
            Some(spot) => self.document.way(spot),
            None if self.document.composed => Vec::new(),
            None => {
                let start = self.document.source_offset(segment.span.start);
                let line = self.ends.partition_point(|&end| end < start) + 1;
                vec![Step::Line(u32::try_from(line).unwrap_or(u32::MAX))]
            }
        }
    }

    /// Whether directives are heard there: in texts and in the page itself, not in what an office program or a mail
    /// carries along, where nobody sees what they speak of.
    pub(super) fn heard(&self, at: usize) -> Result<(), Words> {
        let on_a_line = matches!(self.way(at).as_slice(), [Step::Line(_)]);
        let page = self.document.format == "html" && on_a_line;
        let comment = self.document.segments[at].kind == SegmentKind::Note;
        match page || (comment && !self.document.composed) {
            true => Ok(()),
            false => Err(Say(
                "it stands where none are heard: they are comments of text formats and of web pages",
                "sie steht, wo keine gelten: sie sind Kommentare in Textformaten und Webseiten",
            )
            .into()),
        }
    }

    /// The segment that a directive speaks of: the one that it stands in or behind on the same line, otherwise the
    /// next; and whether it is the first of all.
    pub(super) fn spoken_of(&self, at: usize) -> Option<(usize, bool)> {
        let start = self.document.segments[at].span.start;
        let (start, by_lines) = match self.document.composed {
            true => (start, false),
            false => (self.document.source_offset(start), true),
        };
        let next = self.parts.partition_point(|part| part.0 < start);
        let before = next.checked_sub(1).filter(|&before| by_lines && self.holds(before, start));
        let found = before.unwrap_or(next);
        self.parts.get(found).map(|part| (part.2, found == 0))
    }

    /// Whether a part reaches to `offset`, or ends on its line.
    fn holds(&self, part: usize, offset: usize) -> bool {
        let (_, end, _) = self.parts[part];
        let line_end = self.ends.get(self.ends.partition_point(|&line_end| line_end < end));
        offset < end || line_end.is_none_or(|&line_end| offset <= line_end)
    }
}
