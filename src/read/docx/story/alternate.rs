//! Content in several forms, of which a program shows the first that it understands.
//!
//! The forms say the same words as a rule, so the first one with words is read; what another one says beside them
//! nobody who sees the document sees, and it is read as hidden.

use super::Story;
use crate::model::SegmentKind;

/// One choice between forms.
#[derive(Debug, Default)]
pub(super) struct Alternate {
    /// Words of the forms that were read.
    words: String,
    /// Words of the form that is not said.
    other: String,
    /// Whether such a form is open.
    muting: bool,
}

impl Story<'_> {
    /// Takes note of words; true where they stand in a form that is not said.
    pub(super) fn hear(&mut self, text: &str) -> bool {
        if self.muted > 0 {
            if let Some(alternate) = self.alternates.iter_mut().rev().find(|form| form.muting) {
                alternate.other.push_str(text);
            }
            return true;
        }
        if let Some(alternate) = self.alternates.last_mut() {
            alternate.words.push_str(text);
        }
        false
    }

    pub(super) fn open_alternate(&mut self) {
        self.alternates.push(Alternate::default());
    }

    /// A form begins.
    pub(super) fn open_form(&mut self) {
        let Some(alternate) = self.alternates.last_mut() else { return };
        if !alternate.muting && has_words(&alternate.words) {
            alternate.muting = true;
            self.muted += 1;
        }
    }

    /// A form ends.
    pub(super) fn close_form(&mut self) {
        let Some(alternate) = self.alternates.last_mut().filter(|form| form.muting) else { return };
        alternate.muting = false;
        self.muted = self.muted.saturating_sub(1);
        let other = std::mem::take(&mut alternate.other);
        if !squeezed(&alternate.words).contains(&squeezed(&other)) {
            self.tell(SegmentKind::Hidden, Some(other));
        }
    }

    pub(super) fn close_alternate(&mut self) {
        let Some(alternate) = self.alternates.pop() else { return };
        if let Some(outer) = self.alternates.last_mut() {
            outer.words.push_str(&alternate.words);
        }
    }
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Letters and digits alone: forms differ in blanks.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
