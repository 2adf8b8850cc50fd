//! How many columns of a terminal a text fills.
//!
//! Not here: what may be printed at all ([`super::escape`]).

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The columns of `text`.
pub(super) fn of(text: &str) -> usize {
    text.width()
}

/// The columns of one character: none for a combining mark, two for a wide one.
pub(super) fn of_char(character: char) -> usize {
    character.width().unwrap_or(1)
}

/// Whether it sits on the character before it.
pub(super) fn is_mark(character: char) -> bool {
    character.width() == Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_not_characters() {
        assert_eq!(of("Übung"), 5);
        assert_eq!(of("U\u{308}bung"), 5);
        assert_eq!(of("会議"), 4);
        assert_eq!(of(""), 0);
    }
}
