//! Letter-spaced words: `G E H E I M`, `V S - N f D`, `v. s. n. f. d.`
//!
//! Not here: two single letters side by side, which are too often just two letters.

use crate::text::fold::is_dash;
use unicode_normalization::char::is_combining_mark;

/// Fewest letters of a run.
const FEWEST: usize = 3;
/// Fewest letters of a run in capitals whose first is an `I`, which may be the English word.
const FEWEST_AFTER_I: usize = 5;

/// The end of the letter-spaced run that starts at `at`, just behind its last letter.
///
/// Letters stand alone, with the same kind of gap between all of them: one blank, a full stop (with
/// or without a blank), or a dash (with or without blanks). A wider gap ends the run, so the words
/// of `S T R E N G   G E H E I M` stay two.
pub(super) fn run_end(text: &str, at: usize) -> Option<usize> {
    let mut letters = Letters { text, at };
    let first = letters.next()?;
    let mut end = letters.at;
    let mut count = 1;
    let mut fewest = FEWEST;
    while let Some(letter) = letters.next_plain().or_else(|| letters.next_over_gap()) {
        match first {
            'a' | 'i' if count == 1 && letter.is_uppercase() => return None,
            'I' if letter.is_uppercase() => fewest = FEWEST_AFTER_I,
            _ => {}
        }
        end = letters.at;
        count += 1;
    }
    (count >= fewest).then_some(end)
}

struct Letters<'t> {
    text: &'t str,
    at: usize,
}

impl Letters<'_> {
    /// The next letter where it and its gap are a byte each, as in most runs.
    fn next_plain(&mut self) -> Option<char> {
        let [b' ' | b'.' | b'-' | b'_', letter, after @ ..] = &self.text.as_bytes()[self.at..]
        else {
            return None;
        };
        let follower = after.first().copied().unwrap_or_default();
        let alone = follower.is_ascii() && !follower.is_ascii_alphanumeric();
        let letter = char::from(*letter);
        (letter.is_ascii_alphabetic() && alone).then(|| {
            self.at += 2;
            letter
        })
    }

    fn next_over_gap(&mut self) -> Option<char> {
        self.at += gap(&self.text[self.at..])?;
        self.next()
    }

    /// A letter that no other letter or digit follows.
    fn next(&mut self) -> Option<char> {
        let mut rest = self.text[self.at..].chars();
        let letter = rest.next().filter(|c| c.is_alphabetic())?;
        let mut end = self.at + letter.len_utf8();
        let mut follower = rest.next();
        while let Some(mark) = follower.filter(|&c| is_combining_mark(c)) {
            end += mark.len_utf8();
            follower = rest.next();
        }
        if follower.is_some_and(char::is_alphanumeric) {
            return None;
        }
        self.at = end;
        Some(letter)
    }
}

/// Bytes of the gap between two spaced letters: at most one blank on each side of a stop or dash.
fn gap(text: &str) -> Option<usize> {
    let blank = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r' | '\t');
    let mut rest = text.chars().peekable();
    let mut length = 0;
    let mut seen = false;
    if let Some(c) = rest.next_if(|&c| blank(c)) {
        length += c.len_utf8();
        seen = true;
    }
    if let Some(c) = rest.next_if(|&c| is_dash(c) || (c == '.' && !seen)) {
        length += c.len_utf8();
        seen = true;
        if let Some(c) = rest.next_if(|&c| blank(c)) {
            length += c.len_utf8();
        }
    }
    (seen && rest.peek().is_some_and(|c| c.is_alphabetic())).then_some(length)
}
