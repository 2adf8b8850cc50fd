//! Drawings in the older markup (VML): text boxes, controls with their labels, lettering, alternative texts.
//!
//! Not here: what a control does, and where a shape stands.

use crate::model::SegmentKind;
use crate::read::draft::Draft;
use crate::read::ooxml::Office;
use crate::read::xml::{Node, Tag};

/// Elements whose paragraphs are texts of a box.
const BLOCKS: [&str; 4] = ["div", "p", "textbox", "shape"];
/// Elements that hold settings of a control: anchors, numbers, names of macros.
const SETTINGS: &str = "ClientData";
/// Texts among them that somebody wrote.
const LABELS: [&str; 3] = ["FmlaTxbx", "Help", "Accel"];

/// Writes the drawing in the part `part`, and follows what it shows.
pub(in crate::read) fn write(
    draft: &mut Draft<'_>,
    office: &mut Office<'_, '_>,
    part: &str,
    hidden: bool,
) {
    let mut drawing = Vml { hidden, ..Vml::default() };
    office.walk(draft, part, |_, draft, node| drawing.node(draft, &node));
    drawing.flush(draft);
    for relation in office.relations(part).all() {
        office.follow(draft, relation);
    }
}

/// A drawing being read.
#[derive(Debug, Default)]
struct Vml {
    hidden: bool,
    settings: usize,
    element: String,
    text: String,
}

impl Vml {
    fn node(&mut self, draft: &mut Draft<'_>, node: &Node<'_>) {
        match node {
            Node::Open(tag) => self.open(draft, tag),
            Node::Text(text) => {
                let text: &str = text;
                if self.settings == 0 || LABELS.contains(&self.element.as_str()) {
                    self.text.push_str(text);
                }
            }
            Node::Close(name) => {
                if BLOCKS.contains(name) || self.settings > 0 {
                    self.flush(draft);
                }
                if *name == SETTINGS {
                    self.settings = self.settings.saturating_sub(1);
                }
            }
            Node::Comment(comment) => draft.tell(SegmentKind::Note, comment),
        }
    }

    fn open(&mut self, draft: &mut Draft<'_>, tag: &Tag<'_>) {
        tag.name().clone_into(&mut self.element);
        match tag.name() {
            "br" => self.text.push('\n'),
            SETTINGS => {
                self.flush(draft);
                self.settings += 1;
            }
            name if BLOCKS.contains(&name) => self.flush(draft),
            _ => {}
        }
        for (name, value) in tag.all() {
            match name.as_str() {
                "alt" | "title" => draft.tell(SegmentKind::AltText, &value),
                // Lettering drawn along a line, as watermarks are.
                "string" => draft.tell(self.kind(), &value),
                "href" => draft.tell(SegmentKind::Link, &value),
                _ => {}
            }
        }
    }

    fn kind(&self) -> SegmentKind {
        if self.hidden { SegmentKind::Hidden } else { SegmentKind::TextBox }
    }

    fn flush(&mut self, draft: &mut Draft<'_>) {
        let text = std::mem::take(&mut self.text);
        // Markup in these parts is broken into lines where the text is not.
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        draft.tell(self.kind(), &words);
    }
}
