//! One sheet: its cells row by row, its headers and footers, and the words beside them.
//!
//! The cells of a row run on, line by line; nothing matches from one row to the next.
//!
//! Not here: what lies in other parts of the package (comments, drawings, tables).

use std::collections::HashMap;

use super::Book;
use super::address::{name, parse};
use super::formula::literals;
use super::page;
use super::strings::Runs;
use super::words::Words;
use crate::model::{GapKind, Say, SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::ooxml::{Office, Relation};
use crate::read::reading::Reading;
use crate::read::xml::{Node, Tag};

/// Writes the sheet in the part `part`. `hidden` says that the program does not show it.
pub(super) fn write(
    draft: &mut Draft<'_>,
    office: &mut Office<'_, '_>,
    book: &mut Book,
    part: &str,
    (sheet, hidden): (&str, bool),
) {
    let relations = office.relations(part);
    let links = relations.of("hyperlink").map(|link| (link.id.clone(), link.clone()));
    let mut cells = Sheet {
        book,
        reading: office.reading(),
        name: sheet,
        hidden,
        hidden_columns: Vec::new(),
        row: 0,
        column: 0,
        row_hidden: false,
        in_data: false,
        cell: Cell::default(),
        into: Into::Nothing,
        runs: Runs::default(),
        later: Vec::new(),
        page: None,
        links: links.collect(),
        words: Words::of_sheet(hidden),
        unstored: false,
    };
    office.walk(draft, part, |office, draft, node| cells.node(office, draft, &node));
    cells.end_row(draft);
    if cells.unstored {
        draft.notice(Say(
            "results of formulas are not stored in the file; their parts were read",
            "Ergebnisse von Formeln sind nicht in der Datei gespeichert; ihre Teile wurden gelesen",
        ));
    }
}

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Into {
    Nothing,
    Value,
    Formula,
    Inline,
}

/// A cell being read.
#[derive(Debug, Default)]
struct Cell {
    name: String,
    kind: String,
    style: Option<usize>,
    value: String,
    formula: String,
    has_formula: bool,
}

/// A sheet being written.
struct Sheet<'s, 'r> {
    book: &'s mut Book,
    reading: Reading<'r>,
    name: &'s str,
    hidden: bool,
    /// Ranges of columns that are not shown; in order and apart once the rows start.
    hidden_columns: Vec<(u32, u32)>,
    row: u32,
    column: u32,
    row_hidden: bool,
    in_data: bool,
    cell: Cell,
    into: Into,
    runs: Runs,
    /// What is said once the row is over, so that it does not cut it.
    later: Vec<(String, SegmentKind, String)>,
    /// The header or footer being read, and its codes.
    page: Option<(SegmentKind, String)>,
    /// Links that cells refer to by id.
    links: HashMap<String, Relation>,
    words: Words,
    /// Whether there are formulas without results.
    unstored: bool,
}

impl Sheet<'_, '_> {
    fn node(&mut self, office: &mut Office<'_, '_>, draft: &mut Draft<'_>, node: &Node<'_>) {
        if self.in_data {
            return self.data(draft, node);
        }
        match node {
            Node::Open(tag) if tag.name() == "hyperlink" => {
                let relation = tag.get("id").and_then(|id| self.links.get(&id));
                if let Some(relation) = relation {
                    draft.enter(Step::Cell(tag.get("ref").unwrap_or_default()));
                    office.follow(draft, relation);
                    draft.leave();
                }
                self.words.node(draft, node);
            }
            Node::Open(tag) if tag.name() == "sheetData" => {
                self.in_data = true;
                self.hidden_columns = apart(std::mem::take(&mut self.hidden_columns));
            }
            Node::Open(tag) if tag.name() == "col" && is_hidden(tag, "width") => {
                let number = |name| tag.get(name).and_then(|n| n.parse::<u32>().ok());
                if let (Some(min), Some(max)) = (number("min"), number("max")) {
                    self.hidden_columns.push((min, max));
                }
            }
            Node::Open(tag) if tag.name().ends_with("Header") && tag.get("val").is_none() => {
                self.page = Some((SegmentKind::Header, String::new()));
            }
            Node::Open(tag) if tag.name().ends_with("Footer") && tag.name() != "headerFooter" => {
                self.page = Some((SegmentKind::Footer, String::new()));
            }
            Node::Text(text) => match &mut self.page {
                Some((_, codes)) => codes.push_str(text),
                None => self.words.node(draft, node),
            },
            Node::Close(_) if self.page.is_some() => {
                if let Some((kind, codes)) = self.page.take() {
                    for words in page::words(&codes, self.name) {
                        self.words.tell(draft, kind, &words);
                    }
                }
            }
            _ => self.words.node(draft, node),
        }
    }

    fn data(&mut self, draft: &mut Draft<'_>, node: &Node<'_>) {
        match node {
            Node::Open(tag) => match tag.name() {
                "row" => self.start_row(draft, tag),
                "c" => self.start_cell(tag),
                "f" => {
                    self.cell.has_formula = true;
                    self.into = Into::Formula;
                }
                "v" => self.into = Into::Value,
                "is" => self.into = Into::Inline,
                _ => {}
            },
            Node::Close("f" | "v" | "is") => self.into = Into::Nothing,
            Node::Close("c") => self.end_cell(draft),
            Node::Close("row") => self.end_row(draft),
            Node::Close("sheetData") => self.in_data = false,
            Node::Close(_) => {}
            Node::Text(text) => match self.into {
                Into::Value => self.cell.value.push_str(text),
                Into::Formula => self.cell.formula.push_str(text),
                Into::Inline => {}
                Into::Nothing if text.contains(char::is_alphanumeric) => {
                    let at = self.cell.name.clone();
                    self.later.push((at, SegmentKind::Note, text.to_string()));
                }
                Into::Nothing => {}
            },
            Node::Comment(comment) => {
                let at = self.cell.name.clone();
                self.later.push((at, SegmentKind::Note, comment.to_string()));
            }
        }
        if self.into == Into::Inline {
            self.runs.node(node);
        }
    }

    fn start_row(&mut self, draft: &mut Draft<'_>, tag: &Tag<'_>) {
        self.end_row(draft);
        draft.wall();
        let given = tag.get("r").and_then(|row| row.parse().ok());
        self.row = given.unwrap_or_else(|| self.row.saturating_add(1));
        self.column = 0;
        self.row_hidden = is_hidden(tag, "ht");
    }

    fn start_cell(&mut self, tag: &Tag<'_>) {
        let mut cell = Cell::default();
        let mut column = self.column.saturating_add(1);
        for (attribute, value) in tag.all() {
            match attribute.as_str() {
                "t" => cell.kind = value,
                "s" => cell.style = value.parse().ok(),
                "r" if let Some((_, given)) = parse(&value) => {
                    column = given;
                    cell.name = value;
                }
                _ => {}
            }
        }
        // A cell without a name, or with one that no sheet has, stands behind the one before.
        if cell.name.is_empty() {
            cell.name = name(self.row, column);
        }
        self.column = column;
        self.cell = cell;
    }

    fn end_cell(&mut self, draft: &mut Draft<'_>) {
        let cell = std::mem::take(&mut self.cell);
        let at = cell.name.as_str();
        let inline = self.runs.take();
        let mut later = Vec::new();
        let words = match cell.kind.as_str() {
            "s" => self.shared(draft, &cell, &mut later),
            "inlineStr" => {
                later.push((SegmentKind::Note, inline.spoken));
                if inline.words.is_empty() { cell.value } else { inline.words }
            }
            "b" => match cell.value.trim() {
                "1" => "TRUE".to_owned(),
                "0" => "FALSE".to_owned(),
                _ => cell.value,
            },
            "str" | "e" | "d" => super::strings::unescaped(&cell.value).into_owned(),
            _ => match cell.style.and_then(|style| self.book.styles.format(style)) {
                Some(format) => format.number(&cell.value, self.book.from_1904),
                None => super::number::Format::default().number(&cell.value, false),
            },
        };
        self.unstored |= cell.has_formula && words.is_empty() && cell.kind != "str";
        for literal in literals(&cell.formula) {
            if !words.contains(&literal) {
                later.push((SegmentKind::Note, literal));
            }
        }
        let kind = self.kind();
        if !words.trim().is_empty() {
            draft.enter(Step::Cell(at.to_owned()));
            draft.begin(kind);
            draft.line();
            draft.say(&words);
            draft.leave();
        }
        let kind_of = |other| if kind == SegmentKind::Hidden { kind } else { other };
        let later = later.into_iter().filter(|(_, words)| !words.trim().is_empty());
        self.later.extend(later.map(|(other, words)| (at.to_owned(), kind_of(other), words)));
    }

    /// The words of a cell that shares its text with others. A text that many cells have makes a large document of a
    /// small file.
    fn shared(
        &mut self,
        draft: &mut Draft<'_>,
        cell: &Cell,
        later: &mut Vec<(SegmentKind, String)>,
    ) -> String {
        let at = cell.value.trim().parse().ok();
        let Some(text) = at.and_then(|at: usize| self.book.strings.take(at)) else {
            draft.gap(
                GapKind::Malformed,
                Say(
                    "a cell asks for a text that is not there",
                    "eine Zelle verlangt einen Text, der nicht da ist",
                ),
            );
            return String::new();
        };
        if let Err(reason) = self.reading.bytes(text.words.len() + text.spoken.len()) {
            draft.gap(GapKind::Limit, reason);
            return String::new();
        }
        later.push((SegmentKind::Note, text.spoken.clone()));
        let format = cell.style.and_then(|style| self.book.styles.format(style));
        format.map_or_else(|| text.words.clone(), |format| format.text(&text.words))
    }

    fn kind(&self) -> SegmentKind {
        let at = self.hidden_columns.partition_point(|(_, max)| *max < self.column);
        let column = self.hidden_columns.get(at).is_some_and(|(min, _)| *min <= self.column);
        let hidden = self.hidden || self.row_hidden || column;
        if hidden { SegmentKind::Hidden } else { SegmentKind::Cell }
    }

    fn end_row(&mut self, draft: &mut Draft<'_>) {
        for (cell, kind, words) in std::mem::take(&mut self.later) {
            match cell.as_str() {
                "" => draft.tell(kind, &words),
                _ => draft.tell_at(Step::Cell(cell), kind, &words),
            }
        }
        draft.wall();
    }
}

/// Whether a row or column is hidden or has no size.
fn is_hidden(tag: &Tag<'_>, size: &str) -> bool {
    let yes = tag.get("hidden").is_some_and(|hidden| hidden == "1" || hidden == "true");
    yes || tag.get(size).and_then(|size| size.parse::<f64>().ok()) == Some(0.0)
}

/// Ranges in order, those that meet made one.
fn apart(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut apart: Vec<(u32, u32)> = Vec::new();
    for (min, max) in ranges {
        match apart.last_mut() {
            Some((_, end)) if min <= *end => *end = max.max(*end),
            _ => apart.push((min, max)),
        }
    }
    apart
}
