//! Charts and diagrams, which are parts of their own: titles, series, categories, values, and the words of shapes.
//!
//! Not here: the workbook that lies in a chart, which is read as an embedded file.

use super::words::{Words, paragraphs};
use super::{Office, broken_gap};
use crate::model::{SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::xml::Node;

/// Elements that hold the values of a series, each in an element of its own.
const CACHES: [&str; 6] = ["strCache", "numCache", "strLit", "numLit", "lvl", "multiLvlStrCache"];

impl Office<'_, '_> {
    /// A chart at this spot, and what lies in it.
    pub(in crate::read) fn chart(&mut self, draft: &mut Draft<'_>, name: &str) {
        if self.was_read(name) {
            return;
        }
        self.charts += 1;
        draft.enter(Step::Chart(self.charts));
        let mut words = ChartWords::default();
        self.walk(draft, name, |_, draft, node| words.node(draft, &node));
        for relation in self.relations(name).all() {
            match relation.kind.as_str() {
                "chartUserShapes" => self.shapes(draft, &relation.target),
                _ => self.follow(draft, relation),
            }
        }
        draft.leave();
    }

    /// A diagram at this spot: the words in its shapes. How it was drawn last is another part, which [`Office::rest`]
    /// reads for words that are not in this one.
    pub(in crate::read) fn diagram(&mut self, draft: &mut Draft<'_>, data: &str) {
        if self.was_read(data) {
            return;
        }
        self.charts += 1;
        draft.enter(Step::Chart(self.charts));
        self.shapes(draft, data);
        for relation in self.relations(data).all() {
            self.follow(draft, relation);
        }
        draft.leave();
    }

    /// A part of shapes: the words in them that no such part told before.
    pub(super) fn shapes(&mut self, draft: &mut Draft<'_>, name: &str) {
        if self.was_read(name) {
            return;
        }
        let Some(bytes) = self.take(draft, name) else { return };
        let (found, broken) = paragraphs(&bytes, Words::Text);
        for words in found {
            if self.told_shapes.insert(words.clone()) {
                draft.tell(SegmentKind::TextBox, &words);
            }
        }
        if let Some(broken) = broken {
            broken_gap(draft, name, broken);
        }
    }
}

/// The words of a chart as they come.
#[derive(Default)]
struct ChartWords {
    text: String,
    caches: usize,
    paragraphs: usize,
    formula: bool,
}

impl ChartWords {
    fn node(&mut self, draft: &mut Draft<'_>, node: &Node<'_>) {
        match node {
            Node::Open(tag) => match tag.name() {
                "p" => self.paragraphs += 1,
                "f" | "formatCode" | "fmt" => self.formula = true,
                "br" => self.text.push(' '),
                name if CACHES.contains(&name) => {
                    self.flush(draft);
                    self.caches += 1;
                }
                "pt" if self.caches > 0 && !self.text.is_empty() => self.text.push_str("; "),
                "docPr" | "cNvPr" => {
                    for name in ["title", "descr"] {
                        draft.tell(SegmentKind::AltText, &tag.get(name).unwrap_or_default());
                    }
                }
                _ => {}
            },
            // Where the values came from and how they are written are no words of the chart.
            Node::Text(_) if self.formula => {}
            Node::Text(words) => self.text.push_str(words),
            Node::Close("f" | "formatCode" | "fmt") => self.formula = false,
            Node::Close("p") => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.flush(draft);
            }
            Node::Close(name) if CACHES.contains(name) => {
                self.caches = self.caches.saturating_sub(1);
                self.flush(draft);
            }
            Node::Close(_) if self.caches == 0 && self.paragraphs == 0 => self.flush(draft),
            Node::Close(_) => {}
            Node::Comment(words) => draft.tell(SegmentKind::Hidden, words),
        }
    }

    fn flush(&mut self, draft: &mut Draft<'_>) {
        draft.tell(SegmentKind::TextBox, &std::mem::take(&mut self.text));
    }
}
