//! Org files of Emacs: headings with stars, drawers, blocks, tables.
//!
//! Not here: how lines become segments ([`super::marked`]).

use super::Format;
use super::marked::{self, Line, Marks, indented, is_numbered};
use super::rows::Row;
use crate::model::{Document, Say, SegmentKind};
use crate::read::reasons;
use crate::text::Span;

/// Reads Org.
pub(super) struct Reader;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "org"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["org"]
    }

    fn recognises(&self, head: &str) -> bool {
        head.lines().take(5).any(|line| {
            let line = line.to_ascii_lowercase();
            ["#+title:", "#+author:", "#+options:", "#+startup:"]
                .iter()
                .any(|key| line.starts_with(key))
        })
    }

    fn read(&self, text: String) -> Document {
        marked::read(self.name(), text, &mut Org::default())
    }
}

#[derive(Debug, Default)]
struct Org {
    /// The kind of the block or drawer that is open.
    block: Option<SegmentKind>,
}

impl Marks for Org {
    fn line(&mut self, source: &str, row: Row, _next: Option<Row>) -> Line {
        let (depth, span) = indented(source, row);
        let text = span.of(source);
        let small =
            text.get(..text.floor_char_boundary(20)).unwrap_or_default().to_ascii_lowercase();
        if text.is_empty() {
            return if self.block.is_some() { Line::More } else { Line::Blank };
        }
        if small.starts_with("#+end") || small == ":end:" {
            self.block = None;
            return Line::Blank;
        }
        if let Some(kind) = self.block {
            return Line::Block(kind);
        }
        if let Some(name) = small.strip_prefix("#+begin") {
            let kind = name.trim_start_matches(['_', ':']);
            self.block = match kind.split(' ').next() {
                Some("src" | "example" | "export") => Some(SegmentKind::Code),
                Some("comment") => Some(SegmentKind::Note),
                _ => None,
            };
            return Line::Alone(SegmentKind::Note, Span::new(span.start + 2, span.end));
        }
        if small == ":properties:" || small == ":logbook:" {
            self.block = Some(SegmentKind::Property);
            return Line::Blank;
        }
        match text.as_bytes() {
            [b'#', b'+', ..] => keyword(source, span, &small),
            [b'#', b' ', ..] => Line::Block(SegmentKind::Note),
            [b'|', b'-' | b'+', ..] => Line::Blank,
            [b'|', ..] => Line::Cells('|'),
            [b'*', ..] if row.of(source).starts_with('*') && is_heading(text) => {
                let stars = text.len() - text.trim_start_matches('*').len();
                Line::Heading(stars - 1, Span::new(span.start + stars, span.end))
            }
            [b'-' | b'+' | b'*', b' ', ..] => {
                Line::Entry(depth, None, Span::new(span.start + 2, span.end))
            }
            _ if is_numbered(text) => Line::Entry(depth, None, span),
            _ if small.starts_with("[[file:") && text.ends_with("]]") => Line::Elsewhere(Say(
                "a picture or file that lies elsewhere",
                "ein Bild oder eine Datei, die anderswo liegt",
            )),
            _ if small.starts_with("[fn:") => Line::Block(SegmentKind::Footnote),
            _ => Line::More,
        }
    }
}

fn is_heading(text: &str) -> bool {
    text.trim_start_matches('*').starts_with(' ')
}

fn keyword(source: &str, span: Span, small: &str) -> Line {
    let colon = span.of(source).find(':').map_or(span.start + 2, |at| span.start + at + 1);
    let value = Span::new(colon, span.end);
    match small {
        _ if small.starts_with("#+title:") || small.starts_with("#+subtitle:") => {
            Line::Alone(SegmentKind::Subject, value)
        }
        _ if small.starts_with("#+include") || small.starts_with("#+setupfile") => {
            Line::Elsewhere(reasons::INCLUDED_ELSEWHERE)
        }
        _ => Line::Alone(SegmentKind::Property, Span::new(span.start + 2, span.end)),
    }
}
