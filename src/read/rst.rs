//! reStructuredText: headings with a line below, directives, comments, field lists, tables.
//!
//! Not here: how lines become segments ([`super::marked`]).

use super::Format;
use super::marked::{self, Line, Marks, indented, is_numbered, rule};
use super::rows::Row;
use crate::model::{Document, SegmentKind};
use crate::read::reasons;
use crate::text::Span;

/// Reads reStructuredText.
pub(super) struct Reader;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "rst"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rst", "rest"]
    }

    fn recognises(&self, head: &str) -> bool {
        let directive = |line: &str| {
            let rest = line.strip_prefix(".. ")?;
            let (name, _) = rest.split_once("::")?;
            let name = name.rsplit("| ").next().unwrap_or(name);
            (!name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
                .then_some(())
        };
        head.lines().filter_map(directive).take(2).count() == 2
    }

    fn read(&self, text: String) -> Document {
        marked::read(self.name(), text, &mut Rst::default())
    }
}

#[derive(Debug, Default)]
struct Rst {
    /// The kind of an indented block, where one may follow.
    block: Option<SegmentKind>,
    /// Marks below headings in the order in which they came, which is that of their levels.
    levels: Vec<char>,
}

impl Marks for Rst {
    fn line(&mut self, source: &str, row: Row, next: Option<Row>) -> Line {
        let (depth, span) = indented(source, row);
        let text = span.of(source);
        if text.is_empty() {
            return Line::Blank;
        }
        if !row.of(source).starts_with([' ', '\t']) {
            self.block = None;
        }
        if let Some(kind) = self.block {
            return if text.starts_with(":alt:") {
                Line::Alone(SegmentKind::AltText, Span::new(span.start + 5, span.end))
            } else {
                Line::Block(kind)
            };
        }
        if let Some(rest) = text.strip_prefix(".. ").or((text == "..").then_some("")) {
            return self.explicit(span, rest);
        }
        if rule(text, 3).is_some() || is_table_rule(text) {
            return Line::Blank;
        }
        let below = next.map(|next| next.of(source).trim_end());
        let below = below.filter(|below| below.chars().count() >= text.chars().count().min(3));
        if let Some(mark) = below.and_then(|below| rule(below, 3)).filter(|_| depth == 0) {
            let known = self.levels.iter().position(|level| *level == mark);
            let level = known.unwrap_or(self.levels.len());
            if known.is_none() {
                self.levels.push(mark);
            }
            return Line::Heading(level, span);
        }
        match text.as_bytes() {
            [b'|', ..] if text.ends_with('|') && text.len() > 1 => Line::Cells('|'),
            [b'-' | b'*' | b'+', b' ', ..] => {
                Line::Entry(depth, None, Span::new(span.start + 2, span.end))
            }
            [b'#', b'.', b' ', ..] => {
                let mark = Span::new(span.start, span.start + 2);
                Line::Entry(depth, Some(mark), Span::new(span.start + 3, span.end))
            }
            _ if is_numbered(text) => Line::Entry(depth, None, span),
            [b':', rest @ ..] if rest.contains(&b':') && !rest.contains(&b'`') => {
                Line::Alone(SegmentKind::Property, Span::new(span.start + 1, span.end))
            }
            _ => Line::More,
        }
    }
}

impl Rst {
    /// What starts with two dots: a directive, a footnote, a target, a comment.
    fn explicit(&mut self, span: Span, rest: &str) -> Line {
        let all = Span::new(span.start + 2, span.end);
        if let Some((name, _)) = rest.split_once("::") {
            let name = name.rsplit("| ").next().unwrap_or(name);
            self.block = match name {
                "code" | "code-block" | "sourcecode" | "literalinclude" | "math" | "raw" => {
                    Some(SegmentKind::Code)
                }
                "image" | "figure" | "include" | "csv-table" | "meta" => {
                    Some(SegmentKind::Property)
                }
                _ => None,
            };
            return match name {
                "include" | "literalinclude" => Line::Elsewhere(reasons::INCLUDED_ELSEWHERE),
                "image" | "figure" => Line::Elsewhere(reasons::PICTURE_ELSEWHERE),
                _ => Line::Alone(SegmentKind::Paragraph, all),
            };
        }
        if rest.starts_with('[') {
            self.block = Some(SegmentKind::Footnote);
            return Line::Alone(SegmentKind::Footnote, all);
        }
        if rest.starts_with('_') {
            return Line::Alone(SegmentKind::Link, all);
        }
        self.block = Some(SegmentKind::Note);
        Line::Alone(SegmentKind::Note, all)
    }
}

fn is_table_rule(text: &str) -> bool {
    let grid = text.starts_with('+') && text.ends_with('+');
    (grid || text.starts_with("==")) && text.chars().all(|c| matches!(c, '+' | '-' | '=' | ' '))
}
