//! How many columns of a terminal a text fills.
//!
//! Not here: what may be printed at all ([`super::escape`]).

/// The columns of `text`, by character: none for a combining mark, two for a wide one.
pub(super) fn of(text: &str) -> usize {
    text.chars().map(of_char).sum()
}

/// The columns of one character.
pub(super) fn of_char(character: char) -> usize {
    if is_mark(character) {
        0
    } else if is_wide(character) {
        2
    } else {
        1
    }
}

/// Whether it sits on the character before it (the marks of Latin, Greek and Cyrillic letters).
pub(super) fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

/// The wide blocks of East Asian scripts and pictures.
fn is_wide(character: char) -> bool {
    matches!(
        character,
        '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{303e}'
            | '\u{3041}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{1f300}'..='\u{1f64f}'
            | '\u{1f680}'..='\u{1f6ff}'
            | '\u{1f900}'..='\u{1f9ff}'
            | '\u{20000}'..='\u{3fffd}'
    )
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
