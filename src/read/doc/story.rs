//! One part of the text of a Word document: paragraphs, cells, fields.
//!
//! Not here: where the part lies ([`super`]).

use crate::model::{GapKind, Say, SegmentKind, Step};
use crate::read::draft::Draft;
use crate::text::numbering::label;

/// Writes a part; its own paragraphs are numbered from 1.
pub(super) fn tell(draft: &mut Draft<'_>, kind: SegmentKind, text: &[u16]) {
    let mut story = Story {
        draft,
        kind,
        number: 0,
        words: String::new(),
        fields: Vec::new(),
        asides: Vec::new(),
    };
    for character in char::decode_utf16(text.iter().copied()) {
        story.character(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    story.end(kind);
}

struct Story<'d, 's> {
    draft: &'d mut Draft<'s>,
    kind: SegmentKind,
    number: u32,
    words: String,
    /// Open fields: the instruction so far, and whether what comes now is the result.
    fields: Vec<(String, bool)>,
    /// Instructions of finished fields.
    asides: Vec<String>,
}

/// Most fields within each other that are told apart.
const DEEPEST: usize = 64;

impl Story<'_, '_> {
    fn character(&mut self, character: char) {
        match character {
            '\r' | '\u{c}' | '\u{e}' => self.end(self.kind),
            '\u{7}' if self.kind == SegmentKind::Paragraph => self.end(SegmentKind::Cell),
            '\u{7}' => self.end(self.kind),
            '\u{13}' if self.fields.len() < DEEPEST => self.fields.push((String::new(), false)),
            '\u{14}' => self.fields.iter_mut().last().into_iter().for_each(|field| field.1 = true),
            '\u{15}' => self.asides.extend(self.fields.pop().map(|(instruction, _)| instruction)),
            '\u{1}' => {
                // Within an instruction it stands for data of the field.
                if self.fields.last().is_none_or(|field| field.1) {
                    self.picture();
                }
            }
            '\u{b}' => self.push('\n'),
            '\u{1e}' => self.push('-'),
            '\t' => self.push('\t'),
            // References to notes and comments, anchors of drawings, optional hyphens.
            _ if character < ' ' => {}
            _ => self.push(character),
        }
    }

    fn push(&mut self, character: char) {
        match self.fields.last_mut() {
            Some((instruction, false)) => instruction.push(character),
            _ => self.words.push(character),
        }
    }

    fn picture(&mut self) {
        self.draft.enter(Step::Paragraph(self.number + 1));
        self.draft.gap(
            GapKind::Picture,
            Say(
                "a picture or object, which may show words",
                "ein Bild oder Objekt, das Worte zeigen kann",
            ),
        );
        self.draft.leave();
    }

    /// Writes the paragraph or cell that ends here, and what its fields do.
    fn end(&mut self, kind: SegmentKind) {
        self.number += 1;
        let words = std::mem::take(&mut self.words);
        let asides = std::mem::take(&mut self.asides);
        if words.trim().is_empty() && asides.is_empty() {
            return;
        }
        let numbered = kind == SegmentKind::Paragraph && label(words.trim_start()).is_some();
        let kind = if numbered { SegmentKind::ListItem } else { kind };
        self.draft.enter(Step::Paragraph(self.number));
        self.draft.tell(kind, &words);
        if numbered {
            self.draft.title(0);
        }
        for instruction in asides {
            self.instruction(&instruction);
        }
        self.draft.leave();
    }

    fn instruction(&mut self, instruction: &str) {
        let command = instruction.split_whitespace().next().unwrap_or_default();
        match command.to_ascii_uppercase().as_str() {
            "INCLUDETEXT" | "INCLUDEPICTURE" | "LINK" | "DDE" | "DDEAUTO" | "DATABASE" | "RD" => {
                self.draft.tell(SegmentKind::Link, instruction);
                self.draft.gap(
                    GapKind::Linked,
                    Say(
                        "content that lies elsewhere and was not fetched",
                        "Inhalt, der anderswo liegt und nicht geholt wurde",
                    ),
                );
            }
            "HYPERLINK" => {
                let target = instruction.split('"').skip(1).step_by(2).next();
                self.draft.tell(SegmentKind::Link, target.unwrap_or(instruction));
            }
            // Words that an instruction holds stand in quotes.
            _ if instruction.contains(['"', '“', '„']) => {
                self.draft.tell(SegmentKind::Hidden, instruction);
            }
            _ => {}
        }
    }
}
