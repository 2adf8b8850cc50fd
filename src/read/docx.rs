//! Documents and templates of Word: body, headers, footers, notes, comments, boxes, building blocks, settings.
//!
//! The parts are walked as they lie, because a reader that gives a document's text leaves out what this one is for:
//! headers, what was deleted, what is hidden, what fields fetch.
//!
//! Not here: what is the same for workbooks and presentations ([`super::ooxml`]).

mod fields;
mod numbering;
mod paragraph;
mod said;
mod settings;
mod story;
mod styles;
mod turns;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::Package;
use super::draft::{Draft, compose};
use super::ooxml::{Kind, Office, kind};
use super::reading::Reading;
use crate::model::{Document, GapKind, Say, SegmentKind, Step};
use numbering::Numbering;
use said::{Said, Teller};
use story::{Book, Margin, Story};
use styles::Styles;

/// Reads documents of Word.
pub(super) struct Reader;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx", "dotm"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        kind(bytes) == Some(Kind::Word)
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        compose(self.name(), |draft| match Office::open(bytes, reading) {
            Ok(mut office) => {
                match office.main() {
                    Some(main) => read(&mut office, draft, &main),
                    None => draft.gap(
                        GapKind::Malformed,
                        Say("the package has no main part", "das Paket hat keinen Hauptteil"),
                    ),
                }
                office.rest(draft);
            }
            Err(gap) => draft.gap(gap.kind, gap.reason),
        })
    }
}

/// Reads everything that hangs on the main part.
fn read(office: &mut Office<'_, '_>, draft: &mut Draft<'_>, main: &str) {
    let relations = office.relations(main);
    let part = |kind| relations.of(kind).map(|relation| relation.target.clone()).next();
    let mut book = Book::default();
    if let Some(bytes) = part("styles").and_then(|name| office.take(draft, &name)) {
        book.styles = Styles::read(&bytes);
    }
    if let Some(bytes) = part("numbering").and_then(|name| office.take(draft, &name)) {
        book.numbering = Numbering::read(&bytes);
    }
    let (mut body, _) = story(office, draft, &mut book, main, SegmentKind::Paragraph);
    turns::find(&mut body);
    let mut teller = Teller::new();
    let notes = [
        ("footnotes", SegmentKind::Footnote),
        ("endnotes", SegmentKind::Footnote),
        ("comments", SegmentKind::Comment),
    ];
    for (kind, of) in notes {
        if let Some(name) = part(kind) {
            let (left, notes) = story(office, draft, &mut book, &name, of);
            teller.notes.extend(notes);
            teller.tell(office, draft, left);
        }
    }
    margins(office, draft, &mut book, &mut teller);
    teller.tell(office, draft, body);
    teller.rest(office, draft);
    if let Some(name) = part("glossaryDocument") {
        let (said, _) = story(office, draft, &mut book, &name, SegmentKind::Hidden);
        draft.enter(Step::Part(name.clone()));
        teller.tell(office, draft, said);
        draft.leave();
    }
    if let Some(name) = part("settings") {
        settings::read(office, draft, &name);
    }
}

type Notes = Vec<((&'static str, String), Vec<Said>)>;

/// Reads a part of running text.
fn story(
    office: &mut Office<'_, '_>,
    draft: &mut Draft<'_>,
    book: &mut Book,
    name: &str,
    kind: SegmentKind,
) -> (Vec<Said>, Notes) {
    if office.was_read(name) {
        return (Vec::new(), Vec::new());
    }
    let relations = office.relations(name);
    let Some(bytes) = office.take(draft, name) else { return (Vec::new(), Vec::new()) };
    // A program that lays out pages leaves a mark where each began; without marks nobody knows.
    let mark = b"lastRenderedPageBreak";
    let laid_out = bytes.windows(mark.len()).any(|window| window == mark);
    let page = (kind == SegmentKind::Paragraph && laid_out).then_some(1);
    let mut story = Story::new(book, Rc::clone(&relations), kind, page);
    office.walk_bytes(draft, name, &bytes, |node| story.node(&node));
    story.end()
}

/// Tells headers and footers, before the body, each at the first section that has it.
fn margins(
    office: &mut Office<'_, '_>,
    draft: &mut Draft<'_>,
    book: &mut Book,
    teller: &mut Teller,
) {
    let margins = std::mem::take(&mut book.margins);
    for Margin { section, pages, kind, relation } in margins {
        let name = relation.target;
        let (said, _) = story(office, draft, book, &name, kind);
        draft.enter(Step::Section(section));
        let special = matches!(pages.as_str(), "first" | "even");
        if special {
            draft.enter(Step::Field(format!("{pages} page")));
        }
        teller.tell(office, draft, said);
        if special {
            draft.leave();
        }
        draft.leave();
    }
}
