//! The text inside of a cue: tags, references and time marks, token by token, as the W3C
//! tokenizer has them.
//!
//! Not here: which of them become text. The specification drops every tag; the reader keeps
//! what is no markup ([`super`]).

use memchr::{memchr, memchr2};

use crate::text::Span;

use super::parse::timestamp;
use crate::read::references::pieces;

/// A token of a cue's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token {
    /// Text as it stands.
    Text(Span),
    /// A character that a reference stands for.
    Character(char, Span),
    /// A start tag: all of it, its name, and its annotation.
    Start {
        /// With its brackets.
        span: Span,
        /// `v`, `c`, `i`; empty in `<>`.
        name: Span,
        /// What stands behind name and classes, trimmed.
        annotation: Span,
    },
    /// An end tag: all of it, and its name.
    End {
        /// With its brackets.
        span: Span,
        /// `v`, `c`, `i`; empty in `</>`.
        name: Span,
    },
    /// A time mark, and its time in milliseconds where it is valid.
    Time {
        /// With its brackets.
        span: Span,
        /// Milliseconds.
        millis: Option<u64>,
    },
}

/// Whether tags or references may stand in a text.
pub(crate) fn is_marked(text: &str) -> bool {
    memchr2(b'<', b'&', text.as_bytes()).is_some()
}

/// Cuts the text of a cue into tokens. A tag that is not closed runs to the end.
pub(crate) fn tokens(source: &str, text: Span, mut each: impl FnMut(Token)) {
    let mut at = text.start;
    while at < text.end {
        let rest = &source.as_bytes()[at..text.end];
        // Most stretches between tags have no reference in them.
        let open = match memchr2(b'<', b'&', rest) {
            Some(open) if rest[open] == b'<' => {
                if open > 0 {
                    each(Token::Text(Span::new(at, at + open)));
                }
                open
            }
            Some(reference) => {
                let Some(open) = memchr(b'<', &rest[reference..]) else { break };
                string(source, Span::new(at, at + reference + open), &mut each);
                reference + open
            }
            None => break,
        };
        at += open;
        let inner = &rest[open + 1..];
        let close = memchr(b'>', inner);
        let end = at + 1 + close.unwrap_or(inner.len());
        let span = Span::new(at, end + usize::from(close.is_some()));
        each(tag(source, span, Span::new(at + 1, end)));
        at = span.end;
    }
    string(source, Span::new(at, text.end), &mut each);
}

fn string(source: &str, span: Span, each: &mut impl FnMut(Token)) {
    pieces(source, span, |piece, c| {
        each(match c {
            Some(c) => Token::Character(c, piece),
            None => Token::Text(piece),
        });
    });
}

fn tag(source: &str, span: Span, inner: Span) -> Token {
    let text = inner.of(source);
    if let Some(name) = text.strip_prefix('/') {
        return Token::End { span, name: Span::new(inner.end - name.len(), inner.end) };
    }
    if text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        let millis = timestamp(text).and_then(|(millis, rest)| rest.is_empty().then_some(millis));
        return Token::Time { span, millis };
    }
    let is_space = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0xc | b' ');
    let head = text.bytes().position(is_space).unwrap_or(text.len());
    let name = text[..head].bytes().position(|byte| byte == b'.').unwrap_or(head);
    let annotation = super::trimmed(source, Span::new(inner.start + head, inner.end));
    Token::Start { span, name: Span::new(inner.start, inner.start + name), annotation }
}

/// Whether the specification knows a tag of this name.
pub(crate) fn is_known(name: &str) -> bool {
    matches!(name, "c" | "i" | "b" | "u" | "ruby" | "rt" | "v" | "lang")
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};
    use crate::text::Span;

    fn told(source: &str) -> Vec<String> {
        let mut told = Vec::new();
        tokens(source, Span::new(0, source.len()), |token| {
            told.push(match token {
                Token::Text(span) => span.of(source).to_owned(),
                Token::Character(c, _) => format!("&{c}"),
                Token::Start { name, annotation, .. } => {
                    format!("<{}|{}>", name.of(source), annotation.of(source))
                }
                Token::End { name, .. } => format!("</{}>", name.of(source)),
                Token::Time { millis, .. } => format!("{millis:?}"),
            });
        });
        told
    }

    #[test]
    fn tokens_of_a_cue() {
        assert_eq!(
            told("<v.laut  Frau Kern >F&uuml;r <c.rot>alle</c><00:01.500> &x</v>"),
            ["<v|Frau Kern>", "F", "&ü", "r ", "<c|>", "alle", "</c>", "Some(1500)", " &x", "</v>"]
        );
        assert_eq!(told("unter <5 km"), ["unter ", "None"]);
        assert_eq!(told("a < b"), ["a ", "<|b>"]);
        assert_eq!(told("<>"), ["<|>"]);
        assert_eq!(told("</"), ["</>"]);
    }
}
