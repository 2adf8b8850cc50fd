//! Drawings of slides and sheets: shapes, their texts, tables, alternative texts and links.
//!
//! One walker serves slides, notes, masters and the drawings of sheets; where it stands says what its texts are. What
//! a shape shows from another part (picture, chart, diagram, object) is told by the package.
//!
//! Not here: charts and diagrams ([`super::ooxml`]), the text boxes of Word.

mod lists;
mod paragraph;
mod twins;
pub(super) mod vml;

use std::collections::{HashMap, HashSet};

use super::draft::Draft;
use super::ooxml::{Office, Relation};
use super::xml::{Node, Tag};
use crate::model::{SegmentKind, Step};
use lists::Numbering;
use paragraph::{Bullet, Paragraph};
use twins::Twins;

/// Where a drawing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// On a slide.
    Slide,
    /// On the notes page of a slide.
    Notes,
    /// On a master or layout, where placeholders hold prompts that no slide shows.
    Master,
    /// On a sheet.
    Sheet,
}

/// A shape being read.
#[derive(Debug, Default)]
struct Shape {
    element: String,
    placeholder: Option<String>,
    hidden: bool,
    /// Whether a step was made for it.
    entered: bool,
}

/// A drawing being written.
pub(super) struct Drawing<'m> {
    stage: Stage,
    hidden: bool,
    relations: HashMap<String, Relation>,
    shapes: Vec<Shape>,
    count: u32,
    paragraph: Option<Paragraph>,
    numbering: Numbering,
    /// The tables that are open.
    tables: Vec<Table>,
    stray: String,
    skip: usize,
    twins: Twins,
    /// What is said once the paragraph is over.
    links: Vec<Relation>,
    asides: Vec<(SegmentKind, String)>,
    /// What masters and layouts said already.
    told: Option<&'m mut HashSet<String>>,
}

/// A table being read: the row, whether it is open, and the paragraphs of the open cell.
#[derive(Debug, Default)]
struct Table {
    row: u32,
    in_row: bool,
    cell: Vec<String>,
}

impl<'m> Drawing<'m> {
    /// A drawing of the part `name`. What is `told` already is not said again.
    pub(super) fn new(
        office: &mut Office<'_, '_>,
        name: &str,
        stage: Stage,
        told: Option<&'m mut HashSet<String>>,
    ) -> Self {
        let relations = office.relations(name);
        let by_id = relations.all().iter().map(|relation| (relation.id.clone(), relation.clone()));
        Drawing {
            stage,
            hidden: false,
            relations: by_id.collect(),
            shapes: Vec::new(),
            count: 0,
            paragraph: None,
            numbering: Numbering::default(),
            tables: Vec::new(),
            stray: String::new(),
            skip: 0,
            twins: Twins::default(),
            links: Vec::new(),
            asides: Vec::new(),
            told,
        }
    }

    /// The program does not show it.
    pub(super) fn hide(&mut self) {
        self.hidden = true;
    }

    /// Takes in what comes next.
    pub(super) fn node(
        &mut self,
        office: &mut Office<'_, '_>,
        draft: &mut Draft<'_>,
        node: &Node<'_>,
    ) {
        match node {
            Node::Open(tag) => {
                self.flush_stray(draft);
                self.open(office, draft, tag);
            }
            Node::Text(_) if self.skip > 0 => {}
            Node::Text(text) => match &mut self.paragraph {
                Some(paragraph) => paragraph.words.push_str(text),
                None => self.stray.push_str(text),
            },
            Node::Close(name) => {
                self.flush_stray(draft);
                self.close(office, draft, name);
            }
            Node::Comment(comment) => self.tell(draft, SegmentKind::Note, comment),
        }
    }

    fn open(&mut self, office: &mut Office<'_, '_>, draft: &mut Draft<'_>, tag: &Tag<'_>) {
        match tag.name() {
            "sp" | "cxnSp" | "pic" | "graphicFrame" | "contentPart" => {
                self.count = self.count.saturating_add(1);
                draft.enter(Step::Shape(self.count));
                self.push(tag.name(), true);
                self.numbering = Numbering::default();
            }
            "grpSp" => self.push("grpSp", false),
            "cNvPr" => self.properties(draft, tag),
            "ph" => {
                if let Some(shape) = self.shapes.last_mut() {
                    shape.placeholder = Some(tag.get("type").unwrap_or_default());
                }
            }
            "p" if tag.prefix() != "p" => {
                self.end_paragraph(draft);
                self.paragraph = Some(Paragraph::default());
            }
            "tbl" => self.tables.push(Table::default()),
            "tr" => {
                draft.wall();
                if let Some(table) = self.tables.last_mut().filter(|table| !table.in_row) {
                    table.row = table.row.saturating_add(1);
                    table.in_row = true;
                    draft.enter(Step::Row(table.row));
                }
            }
            // Names of what an animation moves and numbers of styles are no words.
            "attrName" | "tableStyleId" => self.skip += 1,
            "Fallback" => self.twins.fallback(),
            "AlternateContent" => self.twins.start(),
            _ => self.paragraph.iter_mut().for_each(|paragraph| paragraph.format(tag)),
        }
        self.refer(office, draft, tag);
    }

    fn push(&mut self, element: &str, entered: bool) {
        let hidden = self.shapes.last().is_some_and(|shape| shape.hidden);
        let element = element.to_owned();
        self.shapes.push(Shape { element, entered, hidden, ..Shape::default() });
    }

    /// Alternative text, and a name that is not the one that the program gives ("Textfeld 4").
    fn properties(&mut self, draft: &mut Draft<'_>, tag: &Tag<'_>) {
        let hidden = tag.get("hidden").is_some_and(|hidden| hidden == "1" || hidden == "true");
        if let Some(shape) = self.shapes.last_mut() {
            shape.hidden |= hidden;
        }
        for words in ["title", "descr"].iter().filter_map(|name| tag.get(name)) {
            self.tell(draft, SegmentKind::AltText, &words);
        }
        let chosen = |name: &String| {
            let (rest, number) = name.trim().rsplit_once([' ', ';']).unwrap_or((name, ""));
            let automatic = number.bytes().all(|byte| byte.is_ascii_digit());
            !rest.is_empty() && !automatic && !name.starts_with("Google Shape;")
        };
        if let Some(name) = tag.get("name").filter(chosen) {
            self.tell(draft, SegmentKind::Name, &name);
        }
    }

    /// Follows what an element refers to: now, or after the paragraph that it stands in.
    fn refer(&mut self, office: &mut Office<'_, '_>, draft: &mut Draft<'_>, tag: &Tag<'_>) {
        let link = tag.name().starts_with("hlink");
        for (name, value) in tag.all() {
            match name.as_str() {
                "id" | "embed" | "link" | "dm" | "pict" | "href" => {
                    if let Some(relation) = self.relations.get(&value) {
                        self.links.push(relation.clone());
                    }
                }
                "tooltip" => self.asides.push((SegmentKind::Note, value)),
                "action" if link && value.contains("?") && !value.contains("hlinkshowjump") => {
                    self.asides.push((SegmentKind::Link, value));
                }
                "name" if matches!(tag.name(), "snd" | "oleObj" | "control" | "cSld") => {
                    self.asides.push((SegmentKind::Name, value));
                }
                _ => {}
            }
        }
        self.settle(office, draft);
    }

    /// Says links and asides, unless a paragraph or cell is open that they would cut.
    fn settle(&mut self, office: &mut Office<'_, '_>, draft: &mut Draft<'_>) {
        if self.paragraph.is_some() || !self.tables.is_empty() {
            return;
        }
        for relation in std::mem::take(&mut self.links) {
            draft.wall();
            office.follow(draft, &relation);
        }
        for (kind, words) in std::mem::take(&mut self.asides) {
            self.tell(draft, kind, &words);
        }
    }

    fn close(&mut self, office: &mut Office<'_, '_>, draft: &mut Draft<'_>, name: &str) {
        match name {
            "p" => self.end_paragraph(draft),
            "tc" => self.end_cell(draft),
            "tr" => {
                let table = self.tables.last_mut();
                if table.is_some_and(|table| std::mem::take(&mut table.in_row)) {
                    draft.leave();
                }
                draft.wall();
            }
            "tbl" => drop(self.tables.pop()),
            "attrName" | "tableStyleId" => self.skip = self.skip.saturating_sub(1),
            "AlternateContent" => self.twins.end(),
            "Fallback" => self.twins.leave_fallback(),
            _ if self.shapes.last().is_some_and(|shape| shape.element == name) => {
                self.settle(office, draft);
                if self.shapes.pop().is_some_and(|shape| shape.entered) {
                    draft.leave();
                }
                draft.wall();
            }
            _ => {}
        }
        self.settle(office, draft);
    }

    fn end_cell(&mut self, draft: &mut Draft<'_>) {
        let Some(table) = self.tables.last_mut() else { return };
        let words = std::mem::take(&mut table.cell).join("\n");
        let kind = self.shown(SegmentKind::Cell);
        if !words.trim().is_empty() && self.is_new(&words) {
            draft.begin(kind);
            draft.line();
            draft.say(&words);
            draft.end();
        }
    }

    fn end_paragraph(&mut self, draft: &mut Draft<'_>) {
        let Some(paragraph) = self.paragraph.take() else { return };
        if paragraph.words.trim().is_empty() {
            return;
        }
        let number = match &paragraph.bullet {
            Bullet::Number(style, start) => self.numbering.next(paragraph.level, style, *start),
            _ => {
                self.numbering.cut(paragraph.level);
                String::new()
            }
        };
        let words = format!("{number}{}", paragraph.words);
        if let Some(table) = self.tables.last_mut() {
            table.cell.push(words);
            return;
        }
        let placeholder = self.shapes.last().and_then(|shape| shape.placeholder.as_deref());
        let kind = self.shown(paragraph.kind(self.stage, placeholder));
        if !self.is_new(&words) {
            return;
        }
        let runs_on =
            matches!(kind, SegmentKind::TextBox | SegmentKind::Footer | SegmentKind::Header);
        if runs_on {
            // A box is narrow, and what it says goes on in the next paragraph.
            draft.begin(kind);
            draft.line();
            draft.say(&words);
            draft.end();
        } else {
            draft.tell(kind, &words);
        }
        match kind {
            SegmentKind::Heading => draft.title(0),
            SegmentKind::ListItem if !number.is_empty() => draft.title(1 + paragraph.level),
            _ => {}
        }
    }

    /// The kind of words that are hidden where their shape or the whole drawing is.
    fn shown(&self, kind: SegmentKind) -> SegmentKind {
        let hidden = self.hidden || self.shapes.last().is_some_and(|shape| shape.hidden);
        if hidden { SegmentKind::Hidden } else { kind }
    }

    /// Whether words were not said yet by what they stand in for, or by another master.
    fn is_new(&mut self, words: &str) -> bool {
        let new = self.twins.is_new(words);
        new && self.told.as_mut().is_none_or(|told| told.insert(words.to_owned()))
    }

    fn tell(&mut self, draft: &mut Draft<'_>, kind: SegmentKind, words: &str) {
        if !words.trim().is_empty() && self.is_new(words) {
            draft.tell(kind, words);
        }
    }

    /// Text that stands in no paragraph, as extensions have it.
    fn flush_stray(&mut self, draft: &mut Draft<'_>) {
        let stray = std::mem::take(&mut self.stray);
        if stray.contains(char::is_alphabetic) {
            self.tell(draft, self.shown(SegmentKind::Note), &stray);
        }
    }
}
