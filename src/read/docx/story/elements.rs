//! Which elements of a part mean what.
//!
//! Not here: what is done about them.

use super::symbol::symbol;
use super::{Field, Margin, Run, Story};
use crate::model::SegmentKind;
use crate::read::docx::paragraph::Frame;
use crate::read::docx::said::Said;
use crate::read::docx::styles::is_switched_on;
use crate::read::xml::{Node, Tag};

/// Elements whose text is the text of the document.
const TEXTS: [&str; 5] = ["t", "delText", "instrText", "delInstrText", "newLine"];
/// Elements whose text is a measure or bytes.
const MEASURES: [&str; 10] = [
    "posOffset",
    "align",
    "pctWidth",
    "pctHeight",
    "pctPosHOffset",
    "pctPosVOffset",
    "binData",
    "LinkType",
    "LockedField",
    "fld",
];
/// Attributes by which elements name relations.
const RELATIONS: [&str; 7] = ["id", "embed", "link", "dm", "href", "pict", "relid"];
/// Elements of Word itself that name a relation which is to be followed.
const FOLLOWED: [&str; 5] = ["hyperlink", "altChunk", "subDoc", "control", "movie"];

impl Story<'_> {
    /// Takes what comes next in the part.
    pub(in crate::read::docx) fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Open(tag) => {
                if tag.name().ends_with("Change") {
                    self.records += 1;
                } else if self.records == 0 {
                    self.open(tag);
                }
                self.names.push(tag.name().to_owned());
            }
            Node::Close(name) => {
                self.names.pop();
                if name.ends_with("Change") {
                    self.records = self.records.saturating_sub(1);
                } else if self.records == 0 {
                    self.close(name);
                }
            }
            Node::Text(text) => self.text(text),
            Node::Comment(words) => self.tell(SegmentKind::Hidden, Some((*words).to_owned())),
        }
    }

    fn text(&mut self, text: &str) {
        let name = self.names.last().map(String::as_str).unwrap_or_default();
        if TEXTS.contains(&name) {
            self.write(text);
        } else if !MEASURES.contains(&name) && !text.trim().is_empty() {
            // Nothing that a program would show, but somebody's words all the same.
            self.tell(SegmentKind::Hidden, Some(text.to_owned()));
        }
    }

    /// The name of the element around the one that starts, so many steps out.
    pub(super) fn around(&self, steps: usize) -> &str {
        let at = self.names.len().checked_sub(steps + 1);
        at.and_then(|at| self.names.get(at)).map(String::as_str).unwrap_or_default()
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "p" => self.open_paragraph(),
            "r" => self.runs.push(Run::default()),
            "tbl" => self.open_table(),
            "tr" => self.open_row(),
            "tc" => self.open_cell(),
            "txbxContent" | "txBody" => self.open_box(),
            "ins" | "moveTo" => {
                self.inserted += 1;
                self.changed_by(tag);
            }
            "del" | "moveFrom" => {
                self.deleted += 1;
                self.changed_by(tag);
            }
            "rt" => self.small += 1,
            "AlternateContent" => self.open_alternate(),
            "Choice" | "Fallback" => self.open_form(),
            "fldSimple" => {
                let instruction = tag.get("instr").unwrap_or_default();
                self.fields.push(Field { instruction, in_result: true });
            }
            "fldChar" => self.field_mark(&tag.get("fldCharType").unwrap_or_default()),
            "footnote" | "endnote" | "comment" => self.open_note(tag),
            "footnoteReference" | "endnoteReference" | "commentReference" => self.name_note(tag),
            "sectPr" => self.book.sections += 1,
            "headerReference" => self.margin(tag, SegmentKind::Header),
            "footerReference" => self.margin(tag, SegmentKind::Footer),
            _ => self.open_in_paragraph(tag),
        }
    }

    fn open_in_paragraph(&mut self, tag: &Tag<'_>) {
        let in_run = self.around(0) == "r";
        match tag.name() {
            "tab" | "ptab" if in_run => self.write("\t"),
            "br" | "cr" if in_run || tag.prefix() == "a" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "softHyphen" => self.write("\u{ad}"),
            "sym" => {
                let get = |name| tag.get(name).unwrap_or_default();
                let sign = symbol(&get("font"), &get("char"));
                self.write(sign.encode_utf8(&mut [0; 4]));
            }
            "lastRenderedPageBreak" => self.next_page(),
            "pStyle" | "numId" | "ilvl" | "outlineLvl" => self.look_of_paragraph(tag),
            "vanish" if self.around(0) == "rPr" && self.around(1) == "r" => {
                if let Some(run) = self.runs.last_mut() {
                    run.hidden = Some(is_switched_on(tag));
                }
            }
            "rStyle" if self.around(1) == "r" => {
                if let Some(run) = self.runs.last_mut() {
                    run.style = tag.get("val");
                }
            }
            _ => self.open_other(tag),
        }
    }

    fn look_of_paragraph(&mut self, tag: &Tag<'_>) {
        let (around, outer) = (self.around(0) == "pPr", self.around(0) == "numPr");
        let value = tag.get("val");
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match tag.name() {
            "pStyle" if around => paragraph.style = value,
            "outlineLvl" if around => {
                paragraph.outline = value.and_then(|value| value.parse().ok());
            }
            "numId" if outer => paragraph.list = value,
            "ilvl" if outer => paragraph.level = value.and_then(|value| value.parse().ok()),
            _ => {}
        }
    }

    /// Elements that are neither text nor its look: drawings, objects, links, marks, controls.
    fn open_other(&mut self, tag: &Tag<'_>) {
        let own = tag.prefix() == "w" || tag.prefix().is_empty();
        if !own || FOLLOWED.contains(&tag.name()) {
            let all = tag.all();
            let named = all.iter().filter(|(name, _)| RELATIONS.contains(&name.as_str()));
            for (_, id) in named {
                if let Some(relation) = self.relations.get(id).cloned() {
                    self.say(Said::Follow(relation));
                }
            }
            if !own {
                return self.open_drawing(tag, &all);
            }
        }
        self.open_control(tag);
    }

    /// Drawings and shapes: what stands for them, and words that are drawn.
    fn open_drawing(&mut self, tag: &Tag<'_>, all: &[(String, String)]) {
        let is_picture = matches!(tag.name(), "docPr" | "cNvPr" | "imagedata");
        for (name, value) in all {
            match name.as_str() {
                "descr" | "alt" => self.alternative(Some(value.clone())),
                "title" if is_picture => self.alternative(Some(value.clone())),
                "name" if is_picture && !is_automatic(value) => {
                    self.tell(SegmentKind::Name, Some(value.clone()));
                }
                // Words drawn as a shape, as watermarks are.
                "string" if tag.name() == "textpath" => {
                    let kind = match self.kind {
                        SegmentKind::Paragraph => SegmentKind::TextBox,
                        kind => kind,
                    };
                    self.tell(kind, Some(value.clone()));
                }
                _ => {}
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "r" => {
                self.runs.pop();
            }
            "tbl" => self.close_table(),
            "tr" => self.close_row(),
            "tc" => self.close_cell(),
            "txbxContent" | "txBody" => self.close_box(),
            "ins" | "moveTo" => self.inserted = self.inserted.saturating_sub(1),
            "del" | "moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            "rt" => self.small = self.small.saturating_sub(1),
            "ruby" => {
                let small = std::mem::take(&mut self.ruby);
                if !small.trim().is_empty() {
                    self.write(&format!(" ({small}) "));
                }
            }
            "AlternateContent" => self.close_alternate(),
            "Choice" | "Fallback" => self.close_form(),
            // A fraction, and where a formula ends.
            "num" => self.write("/"),
            "oMath" => self.write(" "),
            "fldSimple" => self.close_field(),
            "footnote" | "endnote" | "comment" => self.close_note(name),
            _ => {}
        }
    }

    fn field_mark(&mut self, mark: &str) {
        match mark {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                }
            }
            _ => self.close_field(),
        }
    }

    fn open_box(&mut self) {
        // The same box in a form that is not said has no number of its own.
        self.book.shapes += u32::from(self.muted == 0);
        let step = crate::model::Step::Shape(self.book.shapes);
        self.say(Said::Enter(step));
        self.frames.push(Frame::Box);
    }

    fn close_box(&mut self) {
        self.frames.pop();
        self.say(Said::Leave);
    }

    fn changed_by(&mut self, tag: &Tag<'_>) {
        if let Some(name) = tag.get("author").filter(|name| !name.trim().is_empty()) {
            self.say(Said::Author(name));
        }
    }

    fn margin(&mut self, tag: &Tag<'_>, kind: SegmentKind) {
        let id = tag.get("id").unwrap_or_default();
        let Some(relation) = self.relations.get(&id).cloned() else { return };
        let pages = tag.get("type").unwrap_or_default();
        self.book.margins.push(Margin { section: self.book.sections, pages, kind, relation });
    }
}

/// Whether a drawing has a name that its program made: words and a number ("Picture 6", "Grafik 2").
fn is_automatic(name: &str) -> bool {
    let words = name.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    words.len() < name.len() && words.split_whitespace().count() <= 3
        || !name.contains(' ') && {
            let stem = name.split('.').next().unwrap_or(name);
            stem.trim_end_matches(|c: char| c.is_ascii_digit()).eq_ignore_ascii_case("image")
        }
}
