//! The lines of a source with their places. LF, CRLF and a lone CR each end a line.
//!
//! Not here: line numbers for persons ([`crate::text::Lines`]).

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
    pub(super) fn is_blank(self, source: &str) -> bool {
        self.of(source).trim().is_empty()
    }
}

/// The line that starts at `start`; one past the end is empty and the last.
pub(super) fn row_at(source: &str, start: usize) -> Row {
    let rest = source.as_bytes().get(start..).unwrap_or_default();
    let length = rest.iter().position(|&byte| byte == b'\n' || byte == b'\r');
    let end = start + length.unwrap_or(rest.len());
    let next = match length.map(|length| &rest[length..]) {
        Some([b'\r', b'\n', ..]) => end + 2,
        Some(_) => end + 1,
        None => end,
    };
    Row { span: Span::new(start, end), next }
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

/// `span` without white space at its ends.
pub(super) fn trimmed(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}
