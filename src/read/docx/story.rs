//! One part of running text, as its elements come: the body, a header, the notes, a building block.
//!
//! Word cuts words into runs as it likes; a run is nothing here. A paragraph is said when it ends, and what stands in
//! it (boxes, notes, pictures) behind it.
//!
//! Not here: which elements mean what ([`elements`]), and parts that are no text.

mod alternate;
mod controls;
mod elements;
mod note;
mod symbol;
mod table;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::fields;
use super::numbering::Numbering;
use super::paragraph::{Frame, Paragraph};
use super::said::Said;
use super::styles::Styles;
use crate::model::SegmentKind;
use crate::read::ooxml::{Relation, Relations};
use alternate::Alternate;
use table::Table;

/// What all parts of a document share.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// Headers and footers: the section, what pages they are for, and their part.
    pub(super) margins: Vec<Margin>,
    /// How many sections, tables and shapes there were.
    sections: u32,
    tables: u32,
    shapes: u32,
    /// Numbers of notes by the kind of their part and their ids, in the order in which the text names them.
    numbers: HashMap<(&'static str, String), u32>,
    counts: HashMap<&'static str, u32>,
    /// Texts that stand for pictures, said once.
    alternatives: HashSet<String>,
}

/// A header or footer.
#[derive(Debug, Clone)]
pub(super) struct Margin {
    pub(super) section: u32,
    /// The pages that it is for: "first", "even" or "default".
    pub(super) pages: String,
    pub(super) kind: SegmentKind,
    pub(super) relation: Relation,
}

/// Notes with their kind and number, and what each says.
type Notes = Vec<((&'static str, String), Vec<Said>)>;

/// A part being read.
pub(super) struct Story<'w> {
    book: &'w mut Book,
    relations: Rc<Relations>,
    /// The kind of its paragraphs.
    kind: SegmentKind,
    out: Vec<Said>,
    /// Notes of a part of notes.
    notes: Notes,
    /// The id of the note that is open.
    note: String,
    /// Names of the elements that are open.
    names: Vec<String>,
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    fields: Vec<Field>,
    alternates: Vec<Alternate>,
    frames: Vec<Frame>,
    tables: Vec<Table>,
    /// How many of these are open: insertions, deletions, records of how something looked, small text over text.
    inserted: usize,
    deleted: usize,
    records: usize,
    small: usize,
    /// The small text that is read.
    ruby: String,
    /// How many branches are open that another branch has said already.
    muted: usize,
    /// The page, where the file says.
    page: Option<u32>,
    count: u32,
}

/// A stretch of text with one look.
#[derive(Debug, Default)]
struct Run {
    hidden: Option<bool>,
    style: Option<String>,
}

/// A field being read.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    in_result: bool,
}

impl<'w> Story<'w> {
    /// A part whose paragraphs are of a kind; `page` is the first page where the file says on which page things are.
    pub(super) fn new(
        book: &'w mut Book,
        relations: Rc<Relations>,
        kind: SegmentKind,
        page: Option<u32>,
    ) -> Self {
        Story {
            book,
            relations,
            kind,
            out: Vec::new(),
            notes: Vec::new(),
            note: String::new(),
            names: Vec::new(),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
            alternates: Vec::new(),
            frames: Vec::new(),
            tables: Vec::new(),
            inserted: 0,
            deleted: 0,
            records: 0,
            small: 0,
            ruby: String::new(),
            muted: 0,
            page,
            count: 0,
        }
    }

    /// What the part says, and its notes where it is a part of notes.
    pub(super) fn end(mut self) -> (Vec<Said>, Notes) {
        // A field that never ends has swallowed what was to be its instruction.
        for field in std::mem::take(&mut self.fields) {
            if !field.in_result {
                self.say(Said::Tell(SegmentKind::Hidden, field.instruction));
            }
        }
        (self.out, self.notes)
    }

    /// Says something behind the paragraph that is open, or at once.
    fn say(&mut self, said: Said) {
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.after.push(said),
            None => self.out.push(said),
        }
    }

    /// Says words that are no part of the text around them.
    fn tell(&mut self, kind: SegmentKind, words: Option<String>) {
        if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
            self.say(Said::Tell(kind, words));
        }
    }

    /// Says a text that stands for a picture, once.
    fn alternative(&mut self, words: Option<String>) {
        let words = words.filter(|words| self.book.alternatives.insert(words.clone()));
        self.tell(SegmentKind::AltText, words);
    }

    /// Words of the text where the reading stands.
    fn write(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| !field.in_result) {
            if self.muted == 0 {
                field.instruction.push_str(text);
            }
            return;
        }
        if self.small > 0 {
            return self.ruby.push_str(text);
        }
        if self.hear(text) {
            return;
        }
        let hidden = self.is_hidden();
        let (inserted, deleted) = (self.inserted > 0, self.deleted > 0);
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return self.tell(self.kind, Some(text.to_owned()));
        };
        if hidden {
            paragraph.hidden.push_str(text);
        } else if deleted {
            paragraph.deleted |= !text.trim().is_empty();
            paragraph.before.push_str(text);
        } else {
            // A hidden stretch ends here; the next one is another.
            if !paragraph.hidden.is_empty() && !paragraph.hidden.ends_with(char::is_whitespace) {
                paragraph.hidden.push(' ');
            }
            paragraph.now.push_str(text);
            if !inserted {
                paragraph.before.push_str(text);
            }
        }
    }

    /// Whether the run that is open is one that the program does not show.
    fn is_hidden(&mut self) -> bool {
        let Some(run) = self.runs.last_mut() else { return false };
        if let Some(hidden) = run.hidden {
            return hidden;
        }
        let styles = &self.book.styles;
        let own = run.style.as_deref().is_some_and(|style| styles.is_hidden(style));
        let around = self.paragraphs.last().and_then(|paragraph| paragraph.style.as_deref());
        let hidden = own || styles.is_hidden(styles.id(around));
        run.hidden = Some(hidden);
        hidden
    }

    fn open_paragraph(&mut self) {
        let frame = self.frames.last().copied();
        if frame != Some(Frame::Box) {
            self.count += 1;
        }
        let contents = |field: &Field| field.instruction.trim_start().starts_with("TOC");
        self.paragraphs.push(Paragraph {
            number: frame.is_none().then_some(self.count),
            page: self.page,
            frame,
            contents: self.fields.iter().any(contents),
            ..Paragraph::default()
        });
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        // In a branch that was said already nothing is counted.
        let silent = self.muted > 0 && paragraph.is_empty();
        let said = if silent { paragraph.after } else { paragraph.said(self.book, self.kind) };
        for said in said {
            self.say(said);
        }
    }

    /// The field that is open ends.
    fn close_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        fields::tell(&field.instruction, &mut |said| self.say(said));
    }

    /// The layout program set a page break here.
    fn next_page(&mut self) {
        let Some(page) = &mut self.page else { return };
        *page = page.saturating_add(1);
        let page = *page;
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| paragraph.is_empty())
        {
            paragraph.page = Some(page);
        }
        self.turn_row(page);
    }
}
