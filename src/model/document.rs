//! One transcript, agenda or invitation as read: its words in order, cut into segments.
//!
//! Not here: formats ([`crate::read`]) and what is found in it ([`super::finding`]).

use std::collections::BTreeMap;

use super::Notice;
use crate::text::Span;

/// Where bytes came from, as a person would name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// A path with forward slashes, or the name given to stdin.
    pub name: String,
}

/// What a segment is. Rules may ask for kinds with `where:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SegmentKind {
    /// A heading, or the title line of a text.
    Heading,
    /// Running text.
    Paragraph,
    /// An entry of a list, bulleted or numbered.
    ListItem,
    /// A cell of a table.
    Cell,
    /// Words that somebody said.
    Speech,
    /// A comment, NOTE block or aside that a reader of the rendered text would not see.
    Note,
    /// A subject or title property.
    Subject,
    /// Any other property (front matter beside the plan).
    Property,
    /// The meeting plan in front matter; exposures are judged from the plan itself, not from its words.
    Plan,
    /// Code or preformatted text.
    Code,
    /// The name of the file. Only rules that ask for it look here.
    FileName,
    /// The name that a speaker goes by ("Oberst Kern"), once for each, behind the words.
    Speaker,
}

impl SegmentKind {
    /// All kinds with the word that rules and reports use.
    pub const NAMES: [(SegmentKind, &'static str); 12] = [
        (SegmentKind::Heading, "heading"),
        (SegmentKind::Paragraph, "paragraph"),
        (SegmentKind::ListItem, "list-item"),
        (SegmentKind::Cell, "cell"),
        (SegmentKind::Speech, "speech"),
        (SegmentKind::Note, "note"),
        (SegmentKind::Subject, "subject"),
        (SegmentKind::Property, "property"),
        (SegmentKind::Plan, "plan"),
        (SegmentKind::Code, "code"),
        (SegmentKind::FileName, "file-name"),
        (SegmentKind::Speaker, "speaker"),
    ];

    /// The word for this kind.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// A run of the text with one kind, one speaker and one time.
///
/// Segments lie in order and do not overlap. Between two segments stands white space: a single
/// line feed where the words run on (captions of one turn), a blank line where they do not.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Where in [`Document::text`].
    pub span: Span,
    /// What it is.
    pub kind: SegmentKind,
    /// Who speaks: an index into [`Document::speakers`].
    pub speaker: Option<u32>,
    /// When it starts, in milliseconds from the start of the recording, or from midnight where the transcript gives the
    /// time of day.
    pub time: Option<u64>,
    /// The agenda item that it belongs to: an index into [`Document::items`].
    pub item: Option<u32>,
}

/// One item of an agenda.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its number as written ("4", "TOP 4", "3.1"), or none where it is an unnumbered heading.
    pub label: Option<String>,
    /// Where its first line stands in [`Document::text`].
    pub title: Span,
    /// From its title to the next item.
    pub span: Span,
}

/// A part of a document that could not be read, and why. A document with a gap is never within.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// What kind.
    pub kind: GapKind,
    /// Where, in words of the format ("whole file", "line 12", "front matter"); never content.
    pub place: String,
    /// Why, for a person; never content.
    pub reason: String,
}

/// Why something was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapKind {
    /// The file could not be opened or read.
    Unreadable,
    /// Not a text, or of a format that is not read.
    Unsupported,
    /// The bytes are no valid text in any encoding that is read.
    Undecodable,
    /// Text of a known format that does not follow it.
    Malformed,
    /// A size or depth limit was reached.
    Limit,
    /// No words at all.
    Empty,
    /// The meeting's plan could not be understood.
    Plan,
}

impl GapKind {
    /// The word for this kind in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            GapKind::Unreadable => "unreadable",
            GapKind::Unsupported => "unsupported",
            GapKind::Undecodable => "undecodable",
            GapKind::Malformed => "malformed",
            GapKind::Limit => "limit",
            GapKind::Empty => "empty",
            GapKind::Plan => "plan",
        }
    }
}

/// From `text` on, [`Document::text`] stands byte for byte as in the source from `source` on, up to the next
/// origin; where the two differ (an unescaped entity), each differing stretch has an origin of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Offset in [`Document::text`].
    pub text: usize,
    /// Offset in the decoded source.
    pub source: usize,
}

/// The YAML block at the head of a Markdown file, unparsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The YAML between the fences.
    pub yaml: String,
    /// The line of the source on which `yaml` starts, counted from 1.
    pub line: u32,
}

/// A document as read: its words in order, cut into segments, with its gaps.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The name of the format that read it ("markdown", "webvtt").
    pub format: &'static str,
    /// The name of its file without folders; none where there is no file.
    pub file_name: Option<String>,
    /// The words in order. Blank lines separate what must not be matched across.
    pub text: String,
    /// The decoded source where it differs from `text`; none where `text` is the source itself.
    pub raw: Option<String>,
    /// The way from `text` to the decoded source, in order; empty where `raw` is none.
    pub origins: Vec<Origin>,
    /// Kind, speaker, time and item of each part, in order.
    pub segments: Vec<Segment>,
    /// Names of speakers, in order of first appearance.
    pub speakers: Vec<String>,
    /// Agenda items in order, without overlap.
    pub items: Vec<Item>,
    /// The front matter, for whoever reads plans.
    pub front_matter: Option<FrontMatter>,
    /// What was not read.
    pub gaps: Vec<Gap>,
    /// What is odd about the file.
    pub notices: Vec<Notice>,
}

impl Document {
    /// The offset in the decoded source of an offset in the text.
    #[must_use]
    pub fn source_offset(&self, offset: usize) -> usize {
        if self.raw.is_none() {
            return offset;
        }
        let next = self.origins.partition_point(|origin| origin.text <= offset);
        let Some(origin) = next.checked_sub(1).map(|at| self.origins[at]) else { return 0 };
        origin.source + (offset - origin.text)
    }

    /// The decoded source.
    #[must_use]
    pub fn source_text(&self) -> &str {
        self.raw.as_deref().unwrap_or(&self.text)
    }

    /// The index of the segment that holds `offset`, or of the nearest one before it.
    #[must_use]
    pub fn segment_at(&self, offset: usize) -> Option<usize> {
        self.segments.partition_point(|segment| segment.span.start <= offset).checked_sub(1)
    }

    /// How many segments of each kind there are.
    #[must_use]
    pub fn kinds(&self) -> BTreeMap<SegmentKind, usize> {
        let mut kinds = BTreeMap::new();
        for segment in &self.segments {
            *kinds.entry(segment.kind).or_insert(0) += 1;
        }
        kinds
    }
}
