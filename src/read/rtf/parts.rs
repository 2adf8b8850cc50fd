//! What whole strings of an RTF file mean, and its pictures and embedded objects.
//!
//! Not here: groups ([`super::group`]).

use std::collections::HashSet;

use super::flow::Pages;
use super::words::{Store, is_plain_field};
use crate::model::{GapKind, Say, SegmentKind, Step};
use crate::read::reading::Reading;
use crate::read::reasons;
use crate::read::{data_uri, picture};

/// Why signs were not read.
pub(super) const UNDECODED: Say = Say(
    "bytes that the character set does not have, or one that is not read",
    "Bytes, die es im Zeichensatz nicht gibt, oder ein Zeichensatz, der nicht gelesen wird",
);
/// Why binary content ends before it should.
pub(super) const SHORT: Say =
    Say("binary content is shorter than it says", "binärer Inhalt ist kürzer als angegeben");
/// Width and height below which a picture shows no words, in twips.
const ICON: i32 = 32 * 15;
/// Most gaps that are told: a file of which so much was not read is not read.
const GAPS: usize = 1000;
/// The longest name in an embedded object, in bytes.
const NAME: usize = 4096;

/// Strings, pictures and objects of a file.
pub(super) struct Parts<'d, 's> {
    /// Where words are written.
    pub(super) pages: Pages<'d, 's>,
    reading: &'d Reading<'d>,
    /// Whether pictures have a second version for old programs.
    pub(super) has_twin: bool,
    property: String,
    shape: String,
    bookmarks: u32,
    objects: u32,
    gaps: usize,
    data: Vec<u8>,
    digit: Option<u8>,
    known: bool,
    goal: (Option<i32>, Option<i32>),
    seen: HashSet<Vec<u8>>,
    links: HashSet<String>,
}

impl<'d, 's> Parts<'d, 's> {
    /// The parts of a file.
    pub(super) fn new(pages: Pages<'d, 's>, reading: &'d Reading<'d>) -> Self {
        Parts {
            pages,
            reading,
            has_twin: false,
            property: String::new(),
            shape: String::new(),
            bookmarks: 0,
            objects: 0,
            gaps: 0,
            data: Vec::new(),
            digit: None,
            known: false,
            goal: (None, None),
            seen: HashSet::new(),
            links: HashSet::new(),
        }
    }

    /// Something that was not read.
    pub(super) fn gap(&mut self, kind: GapKind, reason: Say) {
        self.gaps += 1;
        if self.gaps <= GAPS {
            self.pages.gap(kind, reason);
        }
    }

    /// A string is whole.
    pub(super) fn store(&mut self, store: Store, text: &str) {
        let text = text.trim();
        let field = |name: &str| Some(Step::Field(name.to_owned()));
        match store {
            Store::Info(name) => self.pages.later(field(name), SegmentKind::Property, text),
            Store::Subject(name) => self.pages.later(field(name), SegmentKind::Subject, text),
            Store::PropertyName => text.clone_into(&mut self.property),
            Store::PropertyValue => {
                let label = self.property.to_ascii_lowercase().starts_with("msip_label");
                let kind = if label { SegmentKind::Label } else { SegmentKind::Property };
                let words = format!("{}: {text}", self.property);
                self.pages.later(field(&self.property), kind, &words);
            }
            Store::Instruction => self.instruction(text),
            Store::Bookmark => {
                self.bookmarks += 1;
                if !text.starts_with('_') {
                    let step = Some(Step::Entry(self.bookmarks));
                    self.pages.later(step, SegmentKind::Name, text);
                }
            }
            Store::FormName => self.pages.later(None, SegmentKind::Name, text),
            Store::FormText => self.pages.later(None, SegmentKind::FormField, text),
            Store::Help => self.pages.later(None, SegmentKind::AltText, text),
            Store::Link => self.link(text),
            Store::ShapeName => text.clone_into(&mut self.shape),
            Store::ShapeValue => self.shape(text),
            // Nothing of a template is shown but what is in the document already.
            Store::Template => self.pages.later(field("Template"), SegmentKind::Property, text),
            Store::ListText | Store::HtmlTag => {}
        }
    }

    fn link(&mut self, target: &str) {
        let target = data_uri::readable(target.trim_matches('"'));
        if !target.is_empty() && self.links.insert(target.clone()) {
            self.pages.later(None, SegmentKind::Link, &target);
        }
    }

    fn shape(&mut self, value: &str) {
        match self.shape.as_str() {
            "gtextUNICODE" => self.pages.later(None, SegmentKind::TextBox, value),
            "wzDescription" | "wzTooltip" => self.pages.later(None, SegmentKind::AltText, value),
            "wzName" => self.pages.later(None, SegmentKind::Name, value),
            "pibName" | "pibPrintName" if !value.is_empty() => {
                self.link(value);
                self.gap(GapKind::Linked, reasons::PICTURE_ELSEWHERE);
            }
            _ => {}
        }
    }

    /// What a field is to show: a link, something that lies elsewhere, or words.
    fn instruction(&mut self, text: &str) {
        let (keyword, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let upper = keyword.to_ascii_uppercase();
        let quoted: Vec<&str> = rest.split('"').skip(1).step_by(2).collect();
        let first = || rest.split_whitespace().find(|word| !word.starts_with('\\'));
        match upper.as_str() {
            "HYPERLINK" => {
                let target = quoted.first().copied().or_else(first).unwrap_or_default();
                self.link(target);
                for tip in quoted.iter().skip(1).filter(|tip| !tip.starts_with('_')) {
                    self.pages.later(None, SegmentKind::AltText, tip);
                }
            }
            "INCLUDEPICTURE" | "INCLUDETEXT" | "INCLUDE" | "IMPORT" | "LINK" | "DDE"
            | "DDEAUTO" | "RD" | "DATABASE" => {
                self.link(quoted.first().copied().or_else(first).unwrap_or_default());
                self.gap(
                    GapKind::Linked,
                    Say(
                        "a field that shows what lies elsewhere",
                        "ein Feld, das zeigt, was anderswo liegt",
                    ),
                );
            }
            _ if is_plain_field(&upper) => {
                // Formats of dates stand in quotes; sentences do as well.
                for words in quoted.iter().filter(|words| words.len() > 16) {
                    self.pages.later(None, SegmentKind::Hidden, words);
                }
            }
            _ => self.pages.later(None, SegmentKind::Hidden, text),
        }
    }

    /// A picture or object starts.
    pub(super) fn start(&mut self) {
        self.data.clear();
        (self.digit, self.known, self.goal) = (None, false, (None, None));
    }

    /// Bytes written as digits.
    pub(super) fn hex(&mut self, text: &[u8]) {
        for &byte in text {
            let Some(digit) = char::from(byte).to_digit(16).and_then(|d| u8::try_from(d).ok())
            else {
                continue;
            };
            match self.digit.take() {
                Some(high) => self.data.push((high << 4) | digit),
                None => self.digit = Some(digit),
            }
        }
    }

    /// Bytes as they stand.
    pub(super) fn binary(&mut self, bytes: &[u8]) {
        self.data.extend_from_slice(bytes);
    }

    /// How large a picture is shown, and how it is written.
    pub(super) fn size(&mut self, word: &str, value: i32) {
        match word {
            "picwgoal" => self.goal.0 = Some(value),
            "pichgoal" => self.goal.1 = Some(value),
            "pngblip" | "jpegblip" => self.known = true,
            _ => {}
        }
    }

    /// A picture is whole.
    pub(super) fn picture(&mut self) {
        let data = std::mem::take(&mut self.data);
        let small = |goal: Option<i32>| goal.is_some_and(|goal| (1..ICON).contains(&goal));
        let (width, height) = self.goal;
        let is_icon = if self.known {
            !picture::may_show_words(&data)
        } else {
            small(width) || small(height)
        };
        // Old programs are given the picture once more as a metafile.
        let is_twin = self.has_twin && !self.known;
        if data.is_empty() || is_icon || (is_twin && !self.seen.is_empty()) {
            return;
        }
        if self.seen.insert(data) {
            self.gap(GapKind::Picture, reasons::PICTURE);
        }
    }

    /// An embedded object is whole.
    pub(super) fn object(&mut self) {
        let data = std::mem::take(&mut self.data);
        self.objects += 1;
        let Some((class, native)) = native(&data) else {
            return self.gap(
                GapKind::Embedded,
                Say(
                    "an embedded object that could not be opened",
                    "ein eingebettetes Objekt, das sich nicht öffnen ließ",
                ),
            );
        };
        let name = format!("object.{}", if class.starts_with("Package") { "bin" } else { "ole" });
        let document = self.reading.nested(&name, native);
        self.pages.draft.include(Step::Attachment(self.objects, class), document);
    }
}

/// The class of an embedded object, and what the program behind it wrote.
fn native(data: &[u8]) -> Option<(String, &[u8])> {
    let number = |at: usize| {
        let bytes = data.get(at..at.checked_add(4)?)?;
        Some(bytes.iter().rev().fold(0_usize, |number, &byte| (number << 8) | usize::from(byte)))
    };
    (number(4)? == 2).then_some(())?;
    let mut at = 8;
    let mut class = String::new();
    for part in 0..3 {
        let length = number(at).filter(|&length| length <= NAME)?;
        let name = data.get(at + 4..at + 4 + length)?;
        if part == 0 {
            class = String::from_utf8_lossy(name).trim_end_matches('\0').to_owned();
        }
        at += 4 + length;
    }
    let length = number(at)?;
    let rest = data.get(at + 4..)?;
    Some((class, rest.get(..length).unwrap_or(rest)))
}
