//! Plain text: paragraphs, lists and numbered lines, as people type them.
//!
//! The text of the document is the source itself, without a copy.
//!
//! Not here: transcripts written as text ([`super::transcript`]).

use crate::model::{Document, Notice, Say, Segment, SegmentKind};
use crate::text::Span;
use crate::text::numbering::label;

use super::Format;
use super::items::{Candidate, assign, numbered};
use super::rows::{Row, rows, trimmed};

/// Reads any text.
pub(super) struct Reader;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", "log"]
    }

    fn recognises(&self, _head: &str) -> bool {
        false
    }

    fn read(&self, text: String) -> Document {
        let mut document = Document { format: self.name(), text, ..Document::default() };
        let cut = cut(&document.text);
        document.segments = cut.segments;
        let titles = numbered(&document.text, &cut.candidates);
        // A heading that is no item ends the item above it ("Anlagen").
        let headings = document.segments.iter().filter(|s| s.kind == SegmentKind::Heading);
        let ends: Vec<usize> = headings.map(|segment| segment.span.start).collect();
        assign(&mut document, &titles, &ends);
        document
    }
}

/// Reads a text that is called a file of captions and holds none.
pub(super) fn without_captions(text: String) -> Document {
    let mut document = Reader.read(text);
    document.notices.push(Notice(
        Say(
            "there are no captions in it; read as plain text",
            "es stehen keine Untertitel darin; als einfacher Text gelesen",
        )
        .into(),
    ));
    document
}

/// The longest first line that is taken for a title, in characters.
const TITLE: usize = 90;

/// Longest line whose beginning can be an item of an agenda, in bytes: a title, not a book.
const LINE: usize = 4096;

#[derive(Default)]
struct Cut {
    segments: Vec<Segment>,
    candidates: Vec<Candidate>,
    /// Lines of the block so far.
    lines: usize,
}

/// Cuts a text at blank lines, form feeds, list marks and labels.
fn cut(source: &str) -> Cut {
    let mut cut = Cut::default();
    let mut open: Option<(SegmentKind, Span)> = None;
    for row in rows(source, 0) {
        let line = row.of(source);
        if row.is_blank(source) {
            cut.close(source, &mut open);
            cut.lines = 0;
            continue;
        }
        if line.starts_with('\u{c}') {
            cut.close(source, &mut open);
            cut.lines = 0;
        }
        cut.lines += 1;
        if cut.lines == 2 && is_underline(line) {
            // The line above is a heading; the line itself says nothing.
            if let Some((kind, _)) = &mut open {
                *kind = SegmentKind::Heading;
            }
            cut.close(source, &mut open);
            continue;
        }
        let numbered = line.len() <= LINE && label(line).is_some();
        if numbered {
            cut.candidates.push(candidate(source, row));
        }
        match &mut open {
            Some((_, span)) if !numbered && !is_listed(line) => span.end = row.span.end,
            _ => {
                cut.close(source, &mut open);
                let listed = numbered || is_listed(line);
                let kind = if listed { SegmentKind::ListItem } else { SegmentKind::Paragraph };
                open = Some((kind, row.span));
            }
        }
    }
    cut.close(source, &mut open);
    cut.title(source);
    cut
}

impl Cut {
    fn close(&mut self, source: &str, open: &mut Option<(SegmentKind, Span)>) {
        let Some((kind, span)) = open.take() else { return };
        let span = trimmed(source, span);
        if !span.is_empty() {
            self.segments.push(Segment::new(span, kind));
        }
    }

    /// A short first line with a blank line under it is a title.
    fn title(&mut self, source: &str) {
        let next = self.segments.get(1).map_or(source.len(), |next| next.span.start);
        let Some(first) = self.segments.first_mut() else { return };
        let text = first.span.of(source);
        let between = source.get(first.span.end..next).unwrap_or_default();
        let alone = rows(between, 0).nth(1).is_some_and(|row| row.is_blank(between));
        let short = text.len() <= TITLE * 4 && text.chars().count() <= TITLE;
        let one_line = !text.contains(['\n', '\r']);
        if first.kind == SegmentKind::Paragraph && alone && short && one_line {
            first.kind = SegmentKind::Heading;
        }
    }
}

/// Numbers set flush right stand a column apart, so three columns make a level.
fn candidate(source: &str, row: Row) -> Candidate {
    let title = trimmed(source, row.span);
    let columns: usize = source[row.span.start..title.start]
        .bytes()
        .map(|byte| if byte == b'\t' { 4 } else { 1 })
        .sum();
    Candidate { title, rank: columns / 3 }
}

/// Whether the line starts with the mark of an unnumbered list.
fn is_listed(line: &str) -> bool {
    let line = line.trim_start();
    let rest = line.strip_prefix(['-', '*', '•', '+', '–', '◦', '▪', '·', 'o']);
    rest.is_some_and(|rest| rest.starts_with([' ', '\t', '\u{a0}']))
}

fn is_underline(line: &str) -> bool {
    if !line.starts_with(['=', '-']) {
        return false;
    }
    let line = line.trim_end();
    line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}
