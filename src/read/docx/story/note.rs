//! Footnotes, endnotes and comments: where the text names them, and what they say.

use super::Story;
use crate::model::Step;
use crate::read::docx::said::Said;
use crate::read::xml::Tag;

/// Elements that name a note, and the elements that hold one.
const NOTES: [(&str, &str); 3] = [
    ("footnoteReference", "footnote"),
    ("endnoteReference", "endnote"),
    ("commentReference", "comment"),
];

impl Story<'_> {
    /// The text names a note.
    pub(super) fn name_note(&mut self, tag: &Tag<'_>) {
        let Some((_, part)) = NOTES.iter().find(|(name, _)| *name == tag.name()) else { return };
        let id = tag.get("id").unwrap_or_default();
        self.number_of(part, &id);
        self.say(Said::Note(part, id));
    }

    /// The number of a note: in the order in which the text names them, then in that of their part.
    fn number_of(&mut self, part: &'static str, id: &str) -> u32 {
        let numbers = &mut self.book.numbers;
        let key = (part, id.to_owned());
        if let Some(number) = numbers.get(&key) {
            return *number;
        }
        let last = self.book.counts.entry(part).or_insert(0);
        *last = last.saturating_add(1);
        numbers.insert(key, *last);
        *last
    }

    /// A note begins.
    pub(super) fn open_note(&mut self, tag: &Tag<'_>) {
        self.count = 0;
        self.note = tag.get("id").unwrap_or_default();
        if let Some(name) = tag.get("author").filter(|name| !name.trim().is_empty()) {
            self.say(Said::Author(name));
        }
    }

    /// A note ends.
    pub(super) fn close_note(&mut self, name: &str) {
        let Some((_, part)) = NOTES.iter().find(|(_, part)| *part == name) else { return };
        let said = std::mem::take(&mut self.out);
        let id = std::mem::take(&mut self.note);
        // The line over the notes is a note as well.
        if said.is_empty() {
            return;
        }
        let number = self.number_of(part, &id);
        let step = if *part == "comment" { Step::Comment(number) } else { Step::Footnote(number) };
        let whole = std::iter::once(Said::Enter(step)).chain(said).chain([Said::Leave]).collect();
        self.notes.push(((part, id), whole));
    }
}
