//! The YAML block at the head of a Markdown file.
//!
//! It is handed on unparsed for whoever reads plans, and its lines stand in the text as well: a
//! subject may carry a marking, and any property may.
//!
//! Not here: what YAML means. The lines are cut by their indentation only.

use crate::model::SegmentKind;
use crate::model::document::FrontMatter;
use crate::read::draft::Draft;
use crate::read::rows::{Row, row_at, rows};
use crate::text::{Locator, Span};

/// What stands at the head of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Head {
    /// Nothing; the body starts at once.
    None,
    /// A block that starts like front matter and never ends.
    Unclosed,
    /// Front matter: where its YAML stands, and where the body starts.
    Closed(Span, usize),
}

/// Looks for front matter at the head of `source`. Blank lines before it are allowed.
pub(super) fn find(source: &str) -> Head {
    let Some(first) = rows(source, 0).find(|row| !row.is_blank(source)) else { return Head::None };
    if first.of(source).trim_end() != "---" {
        return Head::None;
    }
    let yaml = first.next;
    let close = rows(source, yaml).find(|row| matches!(row.of(source).trim_end(), "---" | "..."));
    let first_line = rows(source, yaml).find(|row| {
        let line = row.of(source).trim();
        !line.is_empty() && !line.starts_with('#')
    });
    // A mapping may be indented as a whole, or written in braces.
    let starts = first_line.is_some_and(|row| {
        let line = row.of(source).trim_start();
        line.starts_with('{') || key(line).is_some()
    });
    match close {
        Some(close) if starts || is_empty(source, yaml, close) => {
            Head::Closed(Span::new(yaml, close.span.start), close.next)
        }
        None if starts => Head::Unclosed,
        _ => Head::None,
    }
}

fn is_empty(source: &str, yaml: usize, close: Row) -> bool {
    source[yaml..close.span.start].trim().is_empty()
}

/// The front matter as a value.
pub(super) fn value(source: &str, yaml: Span) -> FrontMatter {
    let line = Locator::new(&source[..yaml.start]).locate(yaml.start).0;
    FrontMatter { yaml: yaml.of(source).to_owned(), line }
}

/// The key that a line starts with, in small letters, and where its value starts.
fn key(line: &str) -> Option<(String, usize)> {
    let colon = line.find(':').filter(|&colon| colon <= 60)?;
    let key = line[..colon].trim().trim_matches(['"', '\'']);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
    let rest = &line[colon + 1..];
    let fits = !key.is_empty() && key.chars().all(plain) && !line.starts_with([' ', '\t', '-']);
    let ends = rest.is_empty() || rest.starts_with([' ', '\t', '\r']);
    let value = line.len() - rest.trim_start().len();
    (fits && ends).then(|| (key.to_lowercase(), value))
}

/// Writes the lines of the front matter: one block for every key with what is indented under it.
pub(super) fn write(draft: &mut Draft<'_>, yaml: Span) {
    let source = draft.source();
    let mut at = yaml.start;
    while at < yaml.end {
        let row = row_at(source, at);
        at = row.next;
        if row.is_blank(source) {
            continue;
        }
        let mut end = row.span.end;
        while at < yaml.end && belongs_above(row_at(source, at).of(source)) {
            end = row_at(source, at).span.end;
            at = row_at(source, at).next;
        }
        entry(draft, row, end);
    }
}

/// Whether a line goes on with the entry above it: it is indented, a list entry, or blank.
fn belongs_above(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with([' ', '\t', '-', '}', ']'])
}

fn entry(draft: &mut Draft<'_>, row: Row, end: usize) {
    let source = draft.source();
    let line = row.of(source);
    let whole = Span::new(row.span.start, end);
    match key(line) {
        Some((key, value)) => match key.as_str() {
            "title" | "subject" | "betreff" | "titel" => {
                let value = Span::new(row.span.start + value, end);
                draft.block(SegmentKind::Subject, unquoted(source, value));
            }
            "meeting" | "besprechung" => draft.block(SegmentKind::Plan, whole),
            _ => draft.block(SegmentKind::Property, whole),
        },
        None if line.trim_start().starts_with('#') => draft.block(SegmentKind::Note, whole),
        None => draft.block(SegmentKind::Property, whole),
    }
}

/// A value without its quotes, and without the sign of a folded one.
fn unquoted(source: &str, value: Span) -> Span {
    let text = value.of(source);
    let open = text.len()
        - text.trim_start_matches(['"', '\'', '>', '|', '-', ' ', '\t', '\r', '\n']).len();
    let rest = text[open..].trim_end();
    let rest = rest.strip_suffix(['"', '\'']).unwrap_or(rest);
    Span::new(value.start + open, value.start + open + rest.len())
}
