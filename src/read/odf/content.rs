//! The parts of a document that are XML, read from start to end: what is open, where it stands, what is told.
//!
//! Everything is told unless it is known to hold no words: an element that is not known here lets its text through.
//!
//! Not here: what single elements mean (the files beside this one), and packages ([`super::package`]).

use std::collections::HashSet;

use super::block::{Block, Context};
use super::changes::Changes;
use super::element::{Element, Prefixes};
use super::lists::Lists;
use super::members::Members;
use super::styles::Styles;
use super::table::Table;
use super::told::{Teller, Told, What};
use crate::model::{GapKind, SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::xml::{self, Node};

/// What kind of document a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    Text,
    Sheets,
    Slides,
    Pages,
}

/// What is to be done when an element ends, beside going back to how things stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Nothing,
    Style,
    List,
    ListAlone,
    Table,
    Row,
    Cell,
    Paragraph,
    Token,
    Meta,
}

/// How things stood when an element started.
#[derive(Debug)]
struct Frame {
    end: End,
    path: usize,
    contexts: usize,
    blocks: usize,
    lists: usize,
    hidden: usize,
    silent: usize,
}

/// How many there were of what is counted.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) paragraphs: u32,
    pub(super) tables: u32,
    pub(super) sections: u32,
    pub(super) shapes: u32,
    pub(super) comments: u32,
    pub(super) footnotes: u32,
    pub(super) masters: u32,
    pub(super) slides: u32,
    pub(super) sheets: u32,
    pub(super) entries: u32,
    pub(super) runs: u64,
}

/// The reading of one document.
pub(super) struct Content<'m, 'd, 's> {
    pub(super) teller: Teller<'d, 's>,
    pub(super) members: &'m mut Members,
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    pub(super) changes: Changes,
    pub(super) tables: Vec<Table>,
    pub(super) counts: Counts,
    pub(super) body: Body,
    pub(super) in_meta: bool,
    /// The page as last laid out, where that is known.
    pub(super) page: Option<u32>,
    pub(super) breaks_next: bool,
    pub(super) path: Vec<Step>,
    pub(super) contexts: Vec<Context>,
    pub(super) blocks: Vec<Block>,
    pub(super) hidden: usize,
    pub(super) silent: usize,
    /// Layers that are not shown.
    pub(super) hidden_layers: HashSet<String>,
    /// Names and links that were told.
    pub(super) told: HashSet<(SegmentKind, String)>,
    /// The way to the document in the file.
    base: Vec<Step>,
    prefixes: Prefixes,
    frames: Vec<Frame>,
    stray: String,
}

impl<'m, 'd, 's> Content<'m, 'd, 's> {
    pub(super) fn new(draft: &'d mut Draft<'s>, members: &'m mut Members) -> Self {
        let base = draft.way();
        Content {
            base,
            teller: Teller::new(draft),
            members,
            styles: Styles::default(),
            lists: Lists::default(),
            changes: Changes::default(),
            tables: Vec::new(),
            counts: Counts::default(),
            body: Body::Text,
            in_meta: false,
            page: None,
            breaks_next: false,
            path: Vec::new(),
            contexts: Vec::new(),
            blocks: Vec::new(),
            hidden: 0,
            silent: 0,
            hidden_layers: HashSet::new(),
            told: HashSet::new(),
            prefixes: Prefixes::default(),
            frames: Vec::new(),
            stray: String::new(),
        }
    }

    /// Reads a part. What is not read of it is a gap with the name of the part.
    pub(super) fn part(&mut self, name: &str, bytes: &[u8]) {
        self.lists = Lists::default();
        let read = xml::walk(bytes, |node| self.node(&node));
        if let Err(broken) = read {
            let kind = if broken.limit { GapKind::Limit } else { GapKind::Malformed };
            let path = vec![Step::Part(name.to_owned())];
            let what = What::Gap(kind, broken.reason);
            self.teller.tell(Told { path, what, aside: false });
        }
        self.dangling_deletions();
    }

    /// Ends the document.
    pub(super) fn finish(self) {
        self.teller.finish();
    }

    fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Open(tag) => {
                self.flush_stray();
                if self.frames.is_empty() {
                    self.prefixes = Prefixes::of(tag);
                }
                let mut frame = self.frame();
                if self.silent == 0 {
                    let element = self.prefixes.element(tag);
                    frame.end = self.start(&element);
                } else {
                    self.silent += 1;
                }
                self.frames.push(frame);
            }
            Node::Close(name) => {
                self.flush_stray();
                if let Some(frame) = self.frames.pop() {
                    self.end(&frame, name);
                }
            }
            Node::Text(words) => self.text(words),
            Node::Comment(words) => self.say(SegmentKind::Hidden, words),
        }
    }

    fn frame(&self) -> Frame {
        Frame {
            end: End::Nothing,
            path: self.path.len(),
            contexts: self.contexts.len(),
            blocks: self.blocks.len(),
            lists: self.lists.depth(),
            hidden: self.hidden,
            silent: self.silent,
        }
    }

    fn start(&mut self, element: &Element<'_>) -> End {
        self.attributes(element);
        match element.prefix.as_str() {
            "text" => self.start_text(element),
            "table" => self.start_table(element),
            "draw" | "dr3d" => self.start_shape(element),
            "presentation" => self.start_presentation(element),
            "office" => self.start_office(element),
            "style" | "number" => self.start_style(element),
            "meta" | "dc" => self.start_meta(element),
            "form" => self.start_form(element),
            "math" => self.start_math(element),
            _ => self.start_other(element),
        }
    }

    fn end(&mut self, frame: &Frame, name: &str) {
        while self.blocks.len() > frame.blocks {
            self.end_block();
        }
        match frame.end {
            End::Nothing | End::Paragraph | End::Row => {}
            End::Style => self.styles.end(name),
            End::List => self.lists.end(),
            End::ListAlone => self.lists.end_alone(),
            End::Table => drop(self.tables.pop()),
            End::Cell => self.end_cell(),
            End::Token => self.text(" "),
            End::Meta => self.in_meta = false,
        }
        self.path.truncate(frame.path);
        self.contexts.truncate(frame.contexts);
        self.hidden = frame.hidden;
        self.silent = frame.silent;
        if frame.end != End::ListAlone {
            self.lists.leave_to(frame.lists);
        }
    }

    /// The way to what is open.
    pub(super) fn way(&self) -> Vec<Step> {
        let page = self.page.filter(|_| self.body == Body::Text).map(Step::Page);
        page.into_iter().chain(self.path.iter().cloned()).collect()
    }

    /// The way in the file to what is open.
    pub(super) fn whole_way(&self) -> Vec<Step> {
        self.base.iter().cloned().chain(self.way()).collect()
    }

    fn text(&mut self, words: &str) {
        if self.silent > 0 {
            return;
        }
        match self.blocks.last_mut() {
            Some(Block::Paragraph(paragraph)) => {
                paragraph.text(words, self.hidden, self.changes.is_inserting());
            }
            Some(Block::Capture { words: own, .. }) => own.push_str(words),
            _ => self.stray.push_str(words),
        }
    }

    /// Text that stands where none was thought of.
    fn flush_stray(&mut self) {
        if !self.stray.is_empty() {
            let stray = std::mem::take(&mut self.stray);
            if stray.contains(char::is_alphanumeric) {
                self.say_once(self.kind(SegmentKind::Note), stray.trim());
            }
        }
    }
}
