//! A paragraph being read: its words as they are, as they were before changes, and those that are hidden.
//!
//! Not here: which elements stand in it.

use super::told::{Told, What};
use crate::model::{SegmentKind, Step};

/// A paragraph, and what stands beside it.
#[derive(Debug)]
pub(super) struct Paragraph {
    path: Vec<Step>,
    kind: SegmentKind,
    run: u64,
    title: Option<usize>,
    now: String,
    /// As it was before the tracked changes, where they took words away.
    before: String,
    changed: bool,
    concealed: String,
    /// How much was hidden where it starts.
    hidden: usize,
    /// What stands beside it, in order.
    pub(super) beside: Vec<Told>,
}

impl Paragraph {
    pub(super) fn new(path: Vec<Step>, kind: SegmentKind, run: u64, hidden: usize) -> Self {
        Paragraph {
            path,
            kind,
            run,
            title: None,
            now: String::new(),
            before: String::new(),
            changed: false,
            concealed: String::new(),
            hidden,
            beside: Vec::new(),
        }
    }

    /// It could be the title of an agenda item, and starts with a number that the program makes.
    pub(super) fn title(&mut self, rank: usize, label: &str) {
        self.title = Some(rank);
        self.label(label);
    }

    /// It starts with a number that the program makes.
    pub(super) fn label(&mut self, label: &str) {
        self.now.push_str(label);
        self.before.push_str(label);
    }

    /// All of it is hidden.
    pub(super) fn hide(&mut self) {
        self.kind = SegmentKind::Hidden;
    }

    /// Words with the white space of XML, of which much is one blank.
    pub(super) fn text(&mut self, words: &str, hidden: usize, is_inserted: bool) {
        if hidden > self.hidden {
            return collapsed(&mut self.concealed, words);
        }
        collapsed(&mut self.now, words);
        if !is_inserted {
            collapsed(&mut self.before, words);
        }
    }

    /// White space that counts.
    pub(super) fn space(&mut self, space: &str, hidden: usize, is_inserted: bool) {
        if hidden > self.hidden {
            return self.concealed.push_str(space);
        }
        // Two line ends would be a wall in the middle of a paragraph.
        let is_second = space == "\n" && self.now.trim_end_matches([' ', '\t']).ends_with('\n');
        if !is_second {
            self.now.push_str(space);
        }
        if !is_inserted {
            self.before.push_str(space);
        }
    }

    /// Words that stood here before a change took them away.
    pub(super) fn deleted(&mut self, words: &str) {
        self.before.push_str(words);
        self.changed |= !words.trim().is_empty();
    }

    /// Everything that is told of it.
    pub(super) fn told(self) -> Vec<Told> {
        let words = |kind, words, run, title, aside| Told {
            path: self.path.clone(),
            what: What::Words { kind, words, run, title },
            aside,
        };
        let mut told = Vec::with_capacity(1 + self.beside.len());
        // Words taken out of a sentence begin and end with the blanks that they had there.
        let is_part = self.kind == SegmentKind::Deletion;
        let now = if is_part { self.now.clone() } else { self.now.trim().to_owned() };
        if !now.is_empty() {
            told.push(words(self.kind, now, self.run, self.title, false));
        }
        let concealed = self.concealed.trim().to_owned();
        if !concealed.is_empty() {
            told.push(words(SegmentKind::Hidden, concealed, 0, None, true));
        }
        if self.changed {
            let before = self.before.trim().to_owned();
            told.push(words(SegmentKind::Deletion, before, 0, None, true));
        }
        told.extend(self.beside);
        told
    }
}

/// Adds words to a text, with one blank for each stretch of white space.
fn collapsed(text: &mut String, words: &str) {
    for character in words.chars() {
        match character {
            ' ' | '\t' | '\r' | '\n' if text.ends_with([' ', '\n', '\t']) => {}
            ' ' | '\t' | '\r' | '\n' => text.push(' '),
            _ => text.push(character),
        }
    }
}
