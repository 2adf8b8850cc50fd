//! AsciiDoc: headings with equals signs, attributes, blocks between rules, tables.
//!
//! Not here: how lines become segments ([`super::marked`]).

use super::Format;
use super::marked::{self, Line, Marks, indented, is_numbered, rule};
use super::rows::Row;
use crate::model::{Document, Say, SegmentKind};
use crate::read::reasons;
use crate::text::Span;

/// Reads AsciiDoc.
pub(super) struct Reader;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "adoc"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["adoc", "asciidoc", "asc"]
    }

    fn recognises(&self, head: &str) -> bool {
        let mut lines = head.lines();
        let titled = lines.next().is_some_and(|line| line.starts_with("= "));
        let attribute = |line: &str| line.starts_with(':') && line[1..].contains(": ");
        titled && lines.take(8).any(attribute)
    }

    fn read(&self, text: String) -> Document {
        marked::read(self.name(), text, &mut Adoc::default())
    }
}

#[derive(Debug, Default)]
struct Adoc {
    /// The rule that ends the block that is open, and what stands in it.
    block: Option<(String, SegmentKind)>,
    table: bool,
}

impl Marks for Adoc {
    fn line(&mut self, source: &str, row: Row, _next: Option<Row>) -> Line {
        let (_, span) = indented(source, row);
        let text = span.of(source);
        if let Some((end, kind)) = &self.block {
            if text == end {
                self.block = None;
                return Line::Blank;
            }
            return if text.is_empty() { Line::More } else { Line::Block(*kind) };
        }
        if text.is_empty() {
            return Line::Blank;
        }
        if matches!(text, "|===" | "!===" | ",===") {
            self.table = !self.table;
            return Line::Blank;
        }
        if let Some(mark) = rule(text, 4) {
            let kind = match mark {
                '/' => Some(SegmentKind::Note),
                '-' | '.' => Some(SegmentKind::Code),
                '+' => Some(SegmentKind::Paragraph),
                _ => None,
            };
            self.block = kind.map(|kind| (text.to_owned(), kind));
            return Line::Blank;
        }
        self.marked(span, text)
    }
}

impl Adoc {
    fn marked(&self, span: Span, text: &str) -> Line {
        let behind = |length: usize| Span::new(span.start + length, span.end);
        let run = |mark: char| text.len() - text.trim_start_matches(mark).len();
        let entry = |mark: char| {
            let length = run(mark);
            let is =
                (1..6).contains(&length) && text.get(length..).is_some_and(|r| r.starts_with(' '));
            is.then_some(length)
        };
        if text.starts_with("//") {
            return Line::Block(SegmentKind::Note);
        }
        if text.starts_with("include::") {
            return Line::Elsewhere(reasons::INCLUDED_ELSEWHERE);
        }
        if ["image::", "video::", "audio::"].iter().any(|name| text.starts_with(name)) {
            return Line::Elsewhere(Say(
                "a picture, sound or video that lies elsewhere",
                "ein Bild, Ton oder Video, das anderswo liegt",
            ));
        }
        if self.table && text.contains('|') {
            return Line::Cells('|');
        }
        if let Some(level) = entry('=') {
            return Line::Heading(level - 1, behind(level));
        }
        if let Some(depth) = entry('.') {
            return Line::Entry(depth, Some(Span::new(span.start, span.start + 1)), behind(depth));
        }
        if let Some(depth) = entry('*').or_else(|| entry('-')) {
            return Line::Entry(depth, None, behind(depth));
        }
        if is_numbered(text) {
            return Line::Entry(1, None, span);
        }
        let attribute = text.starts_with(':') && text[1..].contains(':');
        if attribute || text.starts_with('[') && text.ends_with(']') {
            return Line::Alone(SegmentKind::Property, Span::new(span.start + 1, span.end));
        }
        Line::More
    }
}
