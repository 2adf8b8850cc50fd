//! Workbooks of Excel in XML (.xlsx .xlsm .xltx), with everything in them that no sheet shows.
//!
//! Sheets come in their order, each with its cells, headers, comments, drawings; behind them what the workbook keeps
//! beside them: names, tables, the rows that pivot tables were made of, cells of other workbooks, connections.
//!
//! Not here: binary workbooks ([`super::xlsb`]), and what all Office packages share ([`super::ooxml`]).

mod address;
mod comments;
mod formula;
mod number;
pub(super) mod page;
mod sheet;
mod strings;
mod styles;
mod words;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Package;
use super::draft::{Draft, compose};
use super::drawing::{Drawing, Stage, vml};
use super::ooxml::{Kind, Office, kind};
use super::reading::Reading;
use super::xml::{Node, Tag};
use crate::model::{Document, GapKind, Say, SegmentKind, Step};
use comments::Authors;
use formula::literals;
use strings::Strings;
use styles::Styles;
use words::Words;

/// Reads workbooks.
pub(super) struct Reader;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "xltx", "xltm", "xlam"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        kind(bytes) == Some(Kind::Sheets)
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        compose(self.name(), |draft| match Office::open(bytes, reading) {
            Ok(mut office) => workbook(draft, &mut office),
            Err(gap) => draft.gap(gap.kind, gap.reason),
        })
    }
}

/// What the sheets of a workbook share.
#[derive(Debug, Default)]
struct Book {
    strings: Strings,
    styles: Styles,
    from_1904: bool,
    sheets: Vec<Listed>,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
struct Listed {
    name: String,
    hidden: bool,
    part: String,
}

fn workbook(draft: &mut Draft<'_>, office: &mut Office<'_, '_>) {
    let Some(main) = office.main() else { return };
    let relations = office.relations(&main);
    let mut book = Book::default();
    draft.enter(Step::Part(main.clone()));
    names(draft, office, &mut book, &main);
    draft.leave();
    for relation in relations.of("sharedStrings") {
        let strings = &mut book.strings;
        office.walk(draft, &relation.target, |_, _, node| strings.node(&node));
    }
    for relation in relations.of("styles") {
        let styles = &mut book.styles;
        office.walk(draft, &relation.target, |_, _, node| styles.node(&node));
    }
    let mut authors = Authors::default();
    for relation in relations.of("person") {
        draft.enter(Step::Part(relation.target.clone()));
        authors.persons(draft, office, &relation.target);
        draft.leave();
    }
    sheets(draft, office, &mut book, &mut authors);
    let known = Rc::new(book.strings.used());
    for (number, sheet) in book.sheets.iter().enumerate() {
        draft.enter(step(number, &sheet.name));
        beside(draft, office, &sheet.part, &known);
        draft.leave();
    }
    beside(draft, office, &main, &known);
    leftovers(draft, &book);
    office.rest(draft);
}

fn step(number: usize, name: &str) -> Step {
    Step::Sheet(u32::try_from(number + 1).unwrap_or(u32::MAX), name.to_owned())
}

/// The workbook's own part: its sheets, and the names of ranges.
fn names(draft: &mut Draft<'_>, office: &mut Office<'_, '_>, book: &mut Book, main: &str) {
    let relations = office.relations(main);
    let targets = relations.all().iter();
    let parts: HashMap<String, String> =
        targets.map(|relation| (relation.id.clone(), relation.target.clone())).collect();
    let mut words = Words::default();
    let mut name: Option<String> = None;
    let (mut refers, mut number) = (String::new(), 0);
    office.walk(draft, main, |_, draft, node| match &node {
        Node::Open(tag) if tag.name() == "sheet" => {
            let part = tag.get("id").and_then(|id| parts.get(&id).cloned());
            book.sheets.push(Listed {
                name: tag.get("name").unwrap_or_default(),
                hidden: tag.get("state").is_some_and(|state| state != "visible"),
                part: part.unwrap_or_default(),
            });
        }
        Node::Open(tag) if tag.name() == "workbookPr" => {
            book.from_1904 = is_true(tag, "date1904");
            words.node(draft, &node);
        }
        Node::Open(tag) if tag.name() == "definedName" => {
            name = Some(tag.get("name").unwrap_or_default());
            number += 1;
            draft.enter(Step::Entry(number));
            for aside in ["comment", "description", "help", "statusBar", "customMenu"] {
                draft.tell(SegmentKind::Note, &tag.get(aside).unwrap_or_default());
            }
            draft.leave();
        }
        Node::Text(text) if name.is_some() => refers.push_str(text),
        Node::Close("definedName") => {
            let name = name.take().unwrap_or_default();
            let refers = std::mem::take(&mut refers);
            // What the program names for itself (areas to print, filters) is of interest where it holds words.
            if !name.starts_with("_xlnm.") || !literals(&refers).is_empty() {
                let words = format!("{name}: {refers}");
                draft.tell_at(Step::Entry(number), SegmentKind::Name, &words);
            }
        }
        node => words.node(draft, node),
    });
}

/// All sheets in order; those in the package that the workbook does not list are hidden ones behind.
fn sheets(
    draft: &mut Draft<'_>,
    office: &mut Office<'_, '_>,
    book: &mut Book,
    authors: &mut Authors,
) {
    let listed: HashSet<String> =
        book.sheets.iter().map(|sheet| sheet.part.to_lowercase()).collect();
    for end in ["worksheet+xml", "chartsheet+xml", "dialogsheet+xml", "macrosheet+xml"] {
        let parts = office.of_type(end).into_iter();
        let stray = parts.filter(|part| !listed.contains(&part.to_lowercase()));
        let hidden = |part| Listed { name: String::new(), hidden: true, part };
        book.sheets.extend(stray.map(hidden));
    }
    let listed = std::mem::take(&mut book.sheets);
    for (number, sheet) in listed.iter().enumerate() {
        draft.enter(step(number, &sheet.name));
        draft.tell(SegmentKind::Name, &sheet.name);
        // The same part twice is one sheet.
        if !office.was_read(&sheet.part) {
            self::sheet::write(draft, office, book, &sheet.part, (&sheet.name, sheet.hidden));
            shown(draft, office, authors, sheet);
        }
        draft.leave();
    }
    book.sheets = listed;
}

/// What a sheet shows from other parts: comments, drawings, pictures, objects.
fn shown(
    draft: &mut Draft<'_>,
    office: &mut Office<'_, '_>,
    authors: &mut Authors,
    sheet: &Listed,
) {
    let relations = office.relations(&sheet.part);
    // Threads first: they say what the old comments hold once more.
    for relation in relations.of("threadedComment") {
        authors.threads(draft, office, &relation.target);
    }
    for relation in relations.all() {
        match relation.kind.as_str() {
            _ if relation.external || office.was_read(&relation.target) => {}
            "comments" => authors.comments(draft, office, &relation.target),
            "drawing" => drawing(draft, office, &relation.target, sheet.hidden),
            "vmlDrawing" => vml::write(draft, office, &relation.target, sheet.hidden),
            _ => {}
        }
        if relation.kind != "hyperlink" {
            office.follow(draft, relation);
        }
    }
}

fn drawing(draft: &mut Draft<'_>, office: &mut Office<'_, '_>, part: &str, hidden: bool) {
    let mut drawing = Drawing::new(office, part, Stage::Sheet, None);
    if hidden {
        drawing.hide();
    }
    office.walk(draft, part, |office, draft, node| drawing.node(office, draft, &node));
    for relation in office.relations(part).all() {
        office.follow(draft, relation);
    }
}

/// Kinds of parts beside the cells.
const BESIDE: [&str; 13] = [
    "table",
    "tableSingleCells",
    "pivotTable",
    "pivotCacheDefinition",
    "pivotCacheRecords",
    "queryTable",
    "connections",
    "externalLink",
    "slicer",
    "slicerCache",
    "timeline",
    "timelineCache",
    "xmlMaps",
];

/// What a part leads to beside the cells: tables, pivot tables with what they were made of, queries, connections.
fn beside(
    draft: &mut Draft<'_>,
    office: &mut Office<'_, '_>,
    from: &str,
    known: &Rc<HashSet<String>>,
) {
    let mut waiting = vec![from.to_owned()];
    while let Some(from) = waiting.pop() {
        for relation in office.relations(&from).all() {
            let part = &relation.target;
            let kind = relation.kind.as_str();
            if !BESIDE.contains(&kind) || !office.has(part) || office.was_read(part) {
                continue;
            }
            draft.enter(Step::Part(part.clone()));
            if kind == "connections" {
                draft.gap(
                    GapKind::Linked,
                    Say(
                        "data come from outside of the file",
                        "Daten kommen von außerhalb der Datei",
                    ),
                );
            }
            let mut words = Words::beside(known);
            office.walk(draft, part, |_, draft, node| words.node(draft, &node));
            for relation in office.relations(part).all() {
                office.follow(draft, relation);
            }
            draft.leave();
            // A part that was read is not read again, so circles end.
            waiting.push(part.clone());
        }
    }
}

/// Texts that no cell has any more, and words in styles.
fn leftovers(draft: &mut Draft<'_>, book: &Book) {
    draft.enter(Step::Part("xl/sharedStrings.xml".to_owned()));
    for text in book.strings.unused() {
        draft.tell(SegmentKind::Hidden, &text.words);
        draft.tell(SegmentKind::Hidden, &text.spoken);
    }
    draft.leave();
    draft.enter(Step::Part("xl/styles.xml".to_owned()));
    for name in &book.styles.names {
        draft.tell(SegmentKind::Name, name);
    }
    for code in &book.styles.conditional {
        literals(code).iter().for_each(|words| draft.tell(SegmentKind::Note, words));
    }
    draft.leave();
}

fn is_true(tag: &Tag<'_>, attribute: &str) -> bool {
    tag.get(attribute).is_some_and(|value| value == "1" || value == "true")
}

#[cfg(test)]
pub(super) mod tests;
