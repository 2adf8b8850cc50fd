//! Texts with marks at the start of lines (Org, reStructuredText, AsciiDoc): lines to headings, entries, cells, notes.
//!
//! Words stay as they stand in the source, with their emphasis and links, so that line and column are those of the file.
//!
//! Not here: what the marks of each format are.

use super::draft::{Draft, draft};
use super::rows::{Row, rows, trimmed};
use crate::model::{Document, GapKind, Say, SegmentKind, Step};
use crate::text::Span;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing, or a rule that says nothing: it ends a paragraph.
    Blank,
    /// A line of a paragraph, or one more line of what stands above.
    More,
    /// A heading at a level, from 0.
    Heading(usize, Span),
    /// An entry of a list, at a depth; whether a program numbers it, and the mark that it then puts a number for.
    Entry(usize, Option<Span>, Span),
    /// A row of a table whose cells are parted by this mark.
    Cells(char),
    /// A line of one kind that stands alone.
    Alone(SegmentKind, Span),
    /// A line of one kind that goes on with the next such line.
    Block(SegmentKind),
    /// Content that lies elsewhere.
    Elsewhere(Say),
}

/// A format that knows its lines.
pub(super) trait Marks {
    /// What a line is, given the one behind it.
    fn line(&mut self, source: &str, row: Row, next: Option<Row>) -> Line;
}

/// Reads a text by the marks of its format.
pub(super) fn read(format: &'static str, text: String, marks: &mut impl Marks) -> Document {
    draft(format, text, |draft| {
        let source = draft.source();
        let mut writer = Writer { draft, open: None, numbers: Vec::new() };
        let mut coming = rows(source, 0).peekable();
        let mut number = 0;
        while let Some(row) = coming.next() {
            number += 1;
            let line = marks.line(source, row, coming.peek().copied());
            writer.line(number, row, line);
        }
        writer.draft.end();
    })
}

struct Writer<'d, 's> {
    draft: &'d mut Draft<'s>,
    /// The kind of the segment that the next line may go on with.
    open: Option<SegmentKind>,
    /// The numbers of entries that a program numbers, by depth.
    numbers: Vec<u32>,
}

impl Writer<'_, '_> {
    fn start(&mut self, kind: SegmentKind) {
        self.draft.begin(kind);
        self.draft.wall();
        self.open = Some(kind);
    }

    fn end(&mut self) {
        self.draft.end();
        self.draft.wall();
        self.open = None;
    }

    fn goes_on(&mut self, kind: SegmentKind, row: Row) {
        if self.open == Some(kind) {
            self.draft.line();
        } else {
            self.end();
            self.start(kind);
        }
        let span = trimmed(self.draft.source(), row.span);
        self.draft.copy(span);
    }

    fn line(&mut self, number: u32, row: Row, line: Line) {
        if !matches!(line, Line::Entry(..) | Line::More | Line::Blank) {
            self.numbers.clear();
        }
        match line {
            Line::Blank => self.end(),
            Line::More => self.goes_on(self.open.unwrap_or(SegmentKind::Paragraph), row),
            Line::Block(kind) => self.goes_on(kind, row),
            Line::Heading(level, span) => {
                self.alone(SegmentKind::Heading, span);
                self.draft.title(level);
            }
            Line::Entry(depth, mark, span) => self.entry(depth, mark, span),
            Line::Cells(mark) => self.cells(row, mark),
            Line::Alone(kind, span) => self.alone(kind, span),
            Line::Elsewhere(reason) => {
                self.alone(SegmentKind::Link, row.span);
                self.draft.enter(Step::Line(number));
                self.draft.gap(GapKind::Linked, reason);
                self.draft.leave();
            }
        }
    }

    fn alone(&mut self, kind: SegmentKind, span: Span) {
        self.end();
        let span = trimmed(self.draft.source(), span);
        if !span.is_empty() {
            self.draft.block(kind, span);
        }
    }

    fn entry(&mut self, depth: usize, mark: Option<Span>, span: Span) {
        self.end();
        self.start(SegmentKind::ListItem);
        let span = trimmed(self.draft.source(), span);
        if let Some(mark) = mark {
            self.numbers.resize(depth.min(16) + 1, 0);
            let number = self.numbers.last_mut().map_or(1, |number| {
                *number = number.saturating_add(1);
                *number
            });
            // More than 99 entries stand without their number, because what is put for a mark is short.
            if number < 100 {
                self.draft.put(&format!("{number}. "), mark);
            }
        }
        self.draft.copy(span);
        self.draft.end();
        self.draft.title(20 + depth);
        // One more line of the entry is a segment of its own, so that its title is its first line.
        self.draft.line();
        self.draft.begin(SegmentKind::ListItem);
        self.open = Some(SegmentKind::ListItem);
    }

    fn cells(&mut self, row: Row, mark: char) {
        let source = self.draft.source();
        let mut start = row.span.start;
        for (at, _) in row.of(source).match_indices(mark).chain([(row.span.len(), "")]) {
            let end = row.span.start + at;
            self.alone(SegmentKind::Cell, Span::new(start, end));
            start = (end + mark.len_utf8()).min(row.span.end);
        }
    }
}

/// The depth of a line by its blanks, and what stands behind them.
pub(super) fn indented(source: &str, row: Row) -> (usize, Span) {
    let line = row.of(source);
    let blanks = line.len() - line.trim_start().len();
    (blanks / 2, trimmed(source, row.span))
}

/// The mark and the words of a line that starts with the number of an entry: `1.`, `2)`, `a.`, `(3)`.
pub(super) fn is_numbered(text: &str) -> bool {
    let text = text.strip_prefix('(').unwrap_or(text);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let length = if digits > 0 {
        digits
    } else {
        usize::from(text.starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    let rest = text.get(length..).unwrap_or_default();
    length > 0 && length < 6 && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// Whether a line is nothing but one mark, at least `least` times, and which one.
pub(super) fn rule(text: &str, least: usize) -> Option<char> {
    let first = text.chars().next().filter(|c| c.is_ascii_punctuation())?;
    (text.len() >= least && text.chars().all(|c| c == first)).then_some(first)
}
