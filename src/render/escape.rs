//! What must not reach a terminal as it is becomes visible: `\u{1b}`.
//!
//! Not here: the escaping of other formats, which each know their own.

use super::width;

/// How many combining marks may stand on one letter; more are a picture, not a word.
const MARKS_PER_LETTER: usize = 3;

/// `text` on one line and safe to print: line ends and tabs are blanks; every other control
/// character, and every character that has no width or turns the reading order, is written as
/// `\u{...}` with its number.
#[must_use]
pub fn line(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut marks = 0;
    for character in text.chars() {
        marks = if width::is_mark(character) { marks + 1 } else { 0 };
        if is_line_end(character) || character == '\t' {
            safe.push(' ');
        } else if is_deceptive(character) || marks > MARKS_PER_LETTER {
            safe.extend(character.escape_unicode());
        } else {
            safe.push(character);
        }
    }
    safe
}

/// Whether a reader of plain text would act on `character`, or not see it.
pub(super) fn is_deceptive(character: char) -> bool {
    character.is_control() || is_line_end(character) || is_unseen(character)
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Without width, without ink, or turning the reading order.
fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_acts_on_becomes_visible() {
        assert_eq!(line("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(line("\u{9b}31m\u{7f}\0\u{7}"), "\\u{9b}31m\\u{7f}\\u{0}\\u{7}");
        assert_eq!(line("fdp.\u{202e}md"), "fdp.\\u{202e}md");
        assert_eq!(line("ge\u{200b}heim\u{feff}"), "ge\\u{200b}heim\\u{feff}");
    }

    #[test]
    fn line_ends_become_blanks() {
        assert_eq!(line("a\r\nb\tc\u{2028}d\u{85}e"), "a  b c d e");
    }

    #[test]
    fn words_stay_as_they_are() {
        let text = "Über die Straße, \u{201e}geheim\u{201c} · Ünïcödé 会議 u\u{308}ber";
        assert_eq!(line(text), text);
    }

    #[test]
    fn a_tower_of_marks_is_cut_down() {
        let tower = format!("e{}", "\u{301}".repeat(5));
        assert_eq!(line(&tower), "e\u{301}\u{301}\u{301}\\u{301}\\u{301}");
    }
}
