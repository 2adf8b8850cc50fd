//! JSON with the place of every string, which a parser into values does not tell.
//!
//! Not here: whether the text is valid JSON, which its caller has proved before; on anything
//! else the scan goes on somehow and ends.

use crate::text::Span;

/// What the scan meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// `{`, or `[`, which opens a list.
    Open {
        /// Whether it is a list.
        list: bool,
    },
    /// `}` or `]`.
    Close,
    /// The name of a member, between its quotes.
    Key(Span),
    /// A string, between its quotes.
    String(Span),
    /// A number, `true`, `false` or `null`.
    Scalar(Span),
}

/// Hands on every key, value and bracket of `source`.
pub(super) fn scan(source: &str, mut each: impl FnMut(Event)) {
    let bytes = source.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => {
                each(Event::Open { list: byte == b'[' });
                at += 1;
            }
            b'}' | b']' => {
                each(Event::Close);
                at += 1;
            }
            b'"' => {
                let end = string_end(bytes, at + 1);
                let span = Span::new(at + 1, end);
                at = (end + 1).min(bytes.len());
                let next = bytes[at..].iter().find(|byte| !byte.is_ascii_whitespace());
                each(if next == Some(&b':') { Event::Key(span) } else { Event::String(span) });
            }
            b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' => at += 1,
            _ => {
                let ends = |byte: &u8| b",:{}[]\" \t\r\n".contains(byte);
                let length = bytes[at..].iter().position(ends).unwrap_or(bytes.len() - at);
                each(Event::Scalar(Span::new(at, at + length)));
                at += length;
            }
        }
    }
}

/// Where the string that starts at `at` ends: its closing quote, or the end of everything.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The inside of a string with its escapes resolved.
pub(super) fn unescaped(source: &str, span: Span) -> String {
    let mut text = String::new();
    unescape(source, span, |piece, c| match c {
        Some(c) => text.push(c),
        None => text.push_str(piece.of(source)),
    });
    text
}

/// Cuts the inside of a string into stretches that stand as they are and escapes:
/// `piece(stretch, none)` or `piece(stretch, character)`.
pub(super) fn unescape(source: &str, span: Span, mut piece: impl FnMut(Span, Option<char>)) {
    let mut at = span.start;
    while at < span.end {
        let rest = &source[at..span.end];
        let plain = rest.find('\\').unwrap_or(rest.len());
        if plain > 0 {
            piece(Span::new(at, at + plain), None);
            at += plain;
            continue;
        }
        let (c, length) = escape(rest);
        let length = length.min(rest.len());
        piece(Span::new(at, at + length), Some(c));
        at += length;
    }
}

/// The character of the escape that `text` starts with, and its length.
fn escape(text: &str) -> (char, usize) {
    let Some(c) = text[1..].chars().next() else { return ('\\', 1) };
    let simple = match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' | 'f' => ' ',
        'u' => return unicode(text),
        c => c,
    };
    (simple, 1 + c.len_utf8())
}

/// `\u00fc`, or a pair of surrogates.
fn unicode(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(0) else { return ('\u{fffd}', 2) };
    let units = [first, unit(6).unwrap_or(0)];
    match char::decode_utf16(units).next() {
        Some(Ok(c)) => (c, 6 * c.len_utf16()),
        _ => ('\u{fffd}', 6),
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, scan, unescaped};
    use crate::text::Span;

    fn read(inside: &str) -> String {
        unescaped(inside, Span::new(0, inside.len()))
    }

    #[test]
    fn escapes() {
        assert_eq!(read(r#"f\u00fcr \"uns\"\n\ud83d\ude00 \\ \/"#), "für \"uns\"\n😀 \\ /");
        assert_eq!(read(r"\ud83d!"), "\u{fffd}!");
        assert_eq!(read(r"\u12"), "\u{fffd}12");
        assert_eq!(read("\\"), "\\");
    }

    #[test]
    fn events() {
        let source = r#"{"a": ["b\"", 12, true], "c": {}}"#;
        let mut told = Vec::new();
        scan(source, |event| {
            told.push(match event {
                Event::Open { .. } => "(".to_owned(),
                Event::Close => ")".to_owned(),
                Event::Key(span) => format!("{}:", span.of(source)),
                Event::String(span) | Event::Scalar(span) => span.of(source).to_owned(),
            });
        });
        assert_eq!(told, ["(", "a:", "(", "b\\\"", "12", "true", ")", "c:", "(", ")", ")"]);
    }
}
