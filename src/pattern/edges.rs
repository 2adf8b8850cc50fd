//! Word edges in folded text.

use crate::text::Span;
use crate::text::fold::is_word;

/// Whether no word is cut at the start of `span`.
pub(super) fn start(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let first = text[span.start..].chars().next();
    !(before.is_some_and(is_word) && first.is_some_and(is_word))
}

/// Whether no word is cut at the end of `span`.
pub(super) fn end(text: &str, span: Span) -> bool {
    let last = text[..span.end].chars().next_back();
    let after = text[span.end..].chars().next();
    !(last.is_some_and(is_word) && after.is_some_and(is_word))
}

/// `span` widened to whole words on the sides asked for.
pub(super) fn whole_words(text: &str, span: Span, left: bool, right: bool) -> Span {
    let mut wide = span;
    if left {
        let word = text[..span.start].chars().rev().take_while(|&c| is_word(c));
        wide.start -= word.map(char::len_utf8).sum::<usize>();
    }
    if right {
        let word = text[span.end..].chars().take_while(|&c| is_word(c));
        wide.end += word.map(char::len_utf8).sum::<usize>();
    }
    wide
}
