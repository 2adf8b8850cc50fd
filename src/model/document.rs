//! One transcript, agenda or invitation as read: its words in order, cut into segments.
//!
//! Not here: formats ([`crate::read`]) and what is found in it ([`super::finding`]).

use std::collections::BTreeMap;

use super::place::Step;
use super::{Digest, Invitation, Notice, Words};
use crate::text::Span;

mod origin;
mod places;
mod segment;
mod starts;

pub use origin::Origin;
pub use places::{Kept, Places, Raw};
pub use segment::Segment;

/// Where bytes came from, as a person would name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// A path with forward slashes, or the name given to stdin; a member of an archive follows the archive's name
    /// and a slash.
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
    /// The header of a page, slide or section.
    Header,
    /// The footer of a page, slide or section.
    Footer,
    /// A footnote or endnote.
    Footnote,
    /// A comment or annotation that somebody put beside the text.
    Comment,
    /// A paragraph as it stood before a tracked change took words out of it.
    Deletion,
    /// Words in a text box or shape.
    TextBox,
    /// Words that the program does not show: hidden text, sheets, slides and layers.
    Hidden,
    /// What stands for a picture where it is not seen.
    AltText,
    /// What a speaker is to say beside a slide.
    SpeakerNotes,
    /// A sensitivity label of an office program.
    Label,
    /// The name of a field, sheet, range, bookmark or attached file.
    Name,
    /// The content of a form field.
    FormField,
    /// Who sent a mail or invites, and to whom.
    Address,
    /// Where a meeting is held.
    Location,
    /// The target of a link.
    Link,
}

impl SegmentKind {
    /// All kinds with the word that rules and reports use.
    pub const NAMES: [(SegmentKind, &'static str); 27] = [
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
        (SegmentKind::Header, "header"),
        (SegmentKind::Footer, "footer"),
        (SegmentKind::Footnote, "footnote"),
        (SegmentKind::Comment, "comment"),
        (SegmentKind::Deletion, "deletion"),
        (SegmentKind::TextBox, "text-box"),
        (SegmentKind::Hidden, "hidden"),
        (SegmentKind::AltText, "alt-text"),
        (SegmentKind::SpeakerNotes, "speaker-notes"),
        (SegmentKind::Label, "label"),
        (SegmentKind::Name, "name"),
        (SegmentKind::FormField, "form-field"),
        (SegmentKind::Address, "address"),
        (SegmentKind::Location, "location"),
        (SegmentKind::Link, "link"),
    ];

    /// The word for this kind.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// A step on the way to segments, and the way up from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The spot that it lies in, an index into [`Document::spots`]; always a lower one.
    pub above: Option<u32>,
    /// The step from there.
    pub step: Step,
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
    /// Where, from the outside in; nothing where it is the whole file.
    pub place: Vec<Step>,
    /// Why, for a person; never content.
    pub reason: Words,
}

impl Gap {
    /// A gap that is the whole file.
    #[must_use]
    pub fn whole(kind: GapKind, reason: impl Into<Words>) -> Self {
        Gap { kind, place: Vec::new(), reason: reason.into() }
    }
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
    /// A limit was reached: size, depth, number of members, ratio, pages, time.
    Limit,
    /// Encrypted or protected by a password.
    Encrypted,
    /// A picture, or a page that holds nothing else: there may be words in it.
    Picture,
    /// An embedded object that could not be opened.
    Embedded,
    /// Content that lies elsewhere and was not fetched.
    Linked,
    /// The reader itself failed.
    Failed,
    /// No words at all.
    Empty,
    /// The meeting's plan could not be understood.
    Plan,
    /// A comment that was meant to accept findings could not be understood, and accepts none.
    Directive,
}

impl GapKind {
    /// All kinds with the word that reports and `--allow-gap` use.
    pub const NAMES: [(GapKind, &'static str); 13] = [
        (GapKind::Unreadable, "unreadable"),
        (GapKind::Unsupported, "unsupported"),
        (GapKind::Undecodable, "undecodable"),
        (GapKind::Malformed, "malformed"),
        (GapKind::Limit, "limit"),
        (GapKind::Encrypted, "encrypted"),
        (GapKind::Picture, "picture"),
        (GapKind::Embedded, "embedded"),
        (GapKind::Linked, "linked"),
        (GapKind::Failed, "failed"),
        (GapKind::Empty, "empty"),
        (GapKind::Plan, "plan"),
        (GapKind::Directive, "directive"),
    ];

    /// The word for this kind.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
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
    /// The fingerprint of the file that it was read from, where one was asked for.
    pub digest: Option<Digest>,
    /// Whether it is composed of parts that are no lines of a text, so that only spots say where something stands.
    pub composed: bool,
    /// The words in order. Blank lines separate what must not be matched across.
    pub text: String,
    /// What is known of the decoded source where it differs from `text`; none where `text` is the source itself.
    pub raw: Option<Raw>,
    /// The way from `text` to the decoded source, in order; empty where `raw` is none.
    pub origins: Vec<Origin>,
    /// Kind, speaker, time and item of each part, in order.
    pub segments: Vec<Segment>,
    /// Names of speakers, in order of first appearance.
    pub speakers: Vec<String>,
    /// Agenda items in order, without overlap.
    pub items: Vec<Item>,
    /// Where segments stand that have no line.
    pub spots: Vec<Spot>,
    /// The front matter, its own and that of files in it, for whoever reads plans.
    pub front_matter: Vec<FrontMatter>,
    /// What calendar entries and mails in it say of how a meeting is held.
    pub invitations: Vec<Invitation>,
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
        let next = self.origins.partition_point(|origin| origin.text() <= offset);
        let Some(origin) = next.checked_sub(1).map(|at| self.origins[at]) else { return 0 };
        origin.source() + (offset - origin.text())
    }

    /// The index of the segment that holds `offset`, or of the nearest one before it.
    #[must_use]
    pub fn segment_at(&self, offset: usize) -> Option<usize> {
        self.segments.partition_point(|segment| segment.span.start <= offset).checked_sub(1)
    }

    /// The way to a spot, from the outside in.
    #[must_use]
    pub fn way(&self, spot: u32) -> Vec<Step> {
        let mut way = Vec::new();
        let mut at = Some(spot);
        // A spot lies above its own in the list, so this ends.
        while let Some(spot) = at.and_then(|at| self.spots.get(at as usize)) {
            way.push(spot.step.clone());
            at = spot.above;
        }
        way.reverse();
        way
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
