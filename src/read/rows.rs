//! The lines of a source with their places. LF, CRLF and a lone CR each end a line.
//!
//! Not here: line numbers for persons ([`crate::text::Lines`]).

use memchr::{memchr2, memrchr2};

use crate::text::Span;

/// A line of a source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// The line without its end.
    pub(super) span: Span,
    /// Where the next line starts.
    pub(super) next: usize,
}

impl Row {
    /// The text of the line.
    pub(super) fn of(self, source: &str) -> &str {
        self.span.of(source)
    }

    /// Whether nothing but white space stands on the line.
    #[inline]
    pub(super) fn is_blank(self, source: &str) -> bool {
        if self.span.is_empty()
            || source.as_bytes().get(self.span.start).is_some_and(u8::is_ascii_graphic)
        {
            return self.span.is_empty();
        }
        self.of(source).trim_start().is_empty()
    }
}

/// The line that starts at `start`; one past the end is empty and the last.
#[inline]
pub(super) fn row_at(source: &str, start: usize) -> Row {
    let rest = source.as_bytes().get(start..).unwrap_or_default();
    // A blank line and the number of a caption are too short for a search.
    if let Some(b'\n') = rest.first() {
        return Row { span: Span::new(start, start), next: start + 1 };
    }
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let length = match rest.get(digits) {
        Some(b'\n' | b'\r') => Some(digits),
        _ => memchr2(b'\n', b'\r', &rest[digits..]).map(|more| digits + more),
    };
    row_of(rest, start, length)
}

/// The line at the start of `rest`, which stands at `start` and has this length; without one it goes to the end.
#[inline]
pub(super) fn row_of(rest: &[u8], start: usize, length: Option<usize>) -> Row {
    let end = start + length.unwrap_or(rest.len());
    let next = match length.map(|length| &rest[length..]) {
        Some([b'\r', b'\n', ..]) => end + 2,
        Some(_) => end + 1,
        None => end,
    };
    Row { span: Span::new(start, end), next }
}

/// The line that ends where a line starts at `next`; none before the first.
pub(super) fn row_before(source: &str, next: usize) -> Option<Row> {
    let bytes = &source.as_bytes()[..next];
    let line = match bytes {
        [line @ .., b'\r', b'\n'] | [line @ .., b'\r' | b'\n'] => line,
        _ => return None,
    };
    // The same from this side.
    let digits = line.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = &line[..line.len() - digits];
    let start = match rest.last() {
        None | Some(b'\n' | b'\r') => rest.len(),
        Some(_) => memrchr2(b'\n', b'\r', rest).map_or(0, |end| end + 1),
    };
    Some(Row { span: Span::new(start, line.len()), next })
}

/// All lines of `source` from `start` on. A line end at the very end starts no further line.
pub(super) fn rows(source: &str, start: usize) -> impl Iterator<Item = Row> + '_ {
    let mut at = start;
    std::iter::from_fn(move || {
        if at >= source.len() {
            return None;
        }
        let row = row_at(source, at);
        at = row.next;
        Some(row)
    })
}

/// The start of `text`, of at most `length` bytes and no half character.
pub(super) fn start_of(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// How many bytes of white space a text starts with.
#[inline]
pub(super) fn blanks(text: &str) -> usize {
    let blanks = text.bytes().take_while(|&byte| byte == b' ').count();
    match text.as_bytes().get(blanks) {
        Some(byte) if byte.is_ascii_graphic() => blanks,
        _ => text.len() - text.trim_start().len(),
    }
}

/// `span` without white space at its ends.
#[inline]
pub(super) fn trimmed(source: &str, span: Span) -> Span {
    let text = span.of(source);
    // Most stretches start with a letter and end with one or a mark; white space beyond ASCII is rare.
    if let (Some(first), Some(last)) = (text.as_bytes().first(), text.as_bytes().last())
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return span;
    }
    trim(text, span)
}

fn trim(text: &str, span: Span) -> Span {
    let rest = text.trim_start();
    let start = span.start + (text.len() - rest.len());
    Span::new(start, start + rest.trim_end().len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{blanks, row_before, rows, trimmed};
    use crate::text::Span;

    proptest! {
        #[test]
        fn lines_are_the_same_from_both_sides(source in "(a|\\n|\\r|\\r\\n|ä){0,20}") {
            for row in rows(&source, 0).filter(|row| row.next > row.span.end) {
                let before = row_before(&source, row.next).map(|row| (row.span, row.next));
                prop_assert_eq!(before, Some((row.span, row.next)));
            }
        }

        #[test]
        fn trimming_is_trimming(source in "[ a\u{a0}ä\n.]{0,8}") {
            prop_assert_eq!(&source[blanks(&source)..], source.trim_start());
            let span = trimmed(&source, Span::new(0, source.len()));
            prop_assert_eq!(span.of(&source), source.trim());
        }
    }
}
