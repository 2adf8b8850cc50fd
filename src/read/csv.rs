//! Tables of cells with commas, semicolons, tabs or bars between them.
//!
//! The columns of a transcript (a text, and who says it or when) are read as speech, and what stands in other columns as
//! notes; any other table as its cells, row by row. A cell is never more than its text: a formula is read, not worked out.
//!
//! Not here: how cells are found ([`cells`]), and what columns are called ([`columns`]).

mod cells;
mod columns;

use std::collections::HashSet;

use memchr::memchr_iter;

use crate::model::{Document, SegmentKind};
use crate::text::Span;

use super::Format;
use super::captions::{Caption, Times, Turns};
use super::draft::{Draft, draft};
use super::names::Names;
use super::rows::{rows, trimmed};
use super::spoken::Words;
use cells::{DELIMITERS, delimiter, each_row, inside, pieces, value};
use columns::{Columns, millis, unit};

/// Reads tables.
pub(super) struct Reader;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab", "psv"]
    }

    fn recognises(&self, head: &str) -> bool {
        // Any text may have commas; only the columns of a transcript are sure.
        if !may_name_columns(head) {
            return false;
        }
        let Some(delimiter) = delimiter(head) else { return false };
        let mut rows = 0;
        let mut known = false;
        each_row(head, delimiter, |row| {
            known |= rows == 0 && Columns::of(head, row).is_some_and(|columns| columns.is_sure());
            rows += 1;
            known && rows < 2
        });
        known && rows == 2
    }

    fn read(&self, text: String) -> Document {
        draft(self.name(), text, |draft| {
            let source = draft.source();
            let delimiter = delimiter(source).unwrap_or(b',');
            let mut columns = None;
            each_row(source, delimiter, |row| {
                columns = Columns::of(source, row);
                false
            });
            match columns {
                Some(columns) => write_speech(draft, delimiter, &columns),
                None => each_row(source, delimiter, |row| {
                    write_row(draft, row);
                    true
                }),
            }
        })
    }
}

/// Whether the first row can name the columns of a transcript, whatever stands between its cells. To ask here is far
/// cheaper than to find out what does.
fn may_name_columns(head: &str) -> bool {
    let Some(row) = rows(head, 0).find(|row| !row.span.is_empty()) else { return false };
    let line = row.of(head);
    if line.contains('"') || line.starts_with('\u{feff}') {
        return true;
    }
    DELIMITERS.iter().any(|&delimiter| {
        let ends = memchr_iter(delimiter, line.as_bytes()).chain([line.len()]);
        let mut start = row.span.start;
        let cells: Vec<Span> = ends
            .map(|end| {
                Span::new(
                    std::mem::replace(&mut start, row.span.start + end + 1),
                    row.span.start + end,
                )
            })
            .collect();
        // A text, a time, and somebody who speaks or another time.
        cells.len() > 2 && Columns::of(head, &cells).is_some_and(|columns| columns.is_sure())
    })
}

/// Writes a row as cells that run on.
fn write_row(draft: &mut Draft<'_>, row: &[Span]) {
    draft.wall();
    for cell in row {
        let span = trimmed(draft.source(), inside(draft.source(), *cell));
        if !span.is_empty() {
            draft.begin(SegmentKind::Cell);
            draft.line();
            write_cell(draft, *cell, span);
            draft.end();
        }
    }
    draft.wall();
}

/// Writes a cell whose text without quotes and white space around it is `text`.
fn write_cell(draft: &mut Draft<'_>, cell: Span, text: Span) {
    let source = draft.source();
    pieces(source, cell, |piece, c| match c {
        Some(c) => draft.put(c.encode_utf8(&mut [0; 4]), piece),
        None => {
            let (start, end) = (piece.start.max(text.start), piece.end.min(text.end));
            if start < end {
                draft.copy(Span::new(start, end));
            }
        }
    });
}

/// Writes the rows of a transcript below its header.
fn write_speech(draft: &mut Draft<'_>, delimiter: u8, columns: &Columns) {
    let source = draft.source();
    let unit = unit(source, delimiter, columns);
    let (mut turns, mut words) = (Turns::default(), Words::new(false));
    let mut seen = HashSet::new();
    let mut is_header = true;
    each_row(source, delimiter, |row| {
        if std::mem::take(&mut is_header) {
            write_row(draft, row);
            return true;
        }
        let Some(&text) = row.get(columns.text) else {
            write_row(draft, row);
            turns.close();
            return true;
        };
        for (at, &cell) in row.iter().enumerate() {
            let span = trimmed(source, inside(source, cell));
            if !columns.is_read(at) && !is_number(span.of(source)) && seen.insert(span.of(source)) {
                draft.aside(span);
            }
        }
        let speaker =
            columns.speaker.and_then(|at| row.get(at)).map(|&cell| (value(source, cell), cell));
        let speaker = speaker.filter(|(name, _)| !name.is_empty());
        let time = |at: Option<usize>| millis(&value(source, *row.get(at?)?), unit);
        let times = Times { start: time(columns.start), end: time(columns.end) };
        if columns.has_words {
            let speaker = speaker.map(|(name, cell)| draft.speaker(&name, inside(source, cell)));
            let mark = columns.mark.and_then(|at| row.get(at)).copied();
            for cell in [Some(text), mark].into_iter().flatten() {
                let word = value(source, cell);
                words.push(draft, &word, cell.start, speaker, times, |draft| {
                    write_cell(draft, cell, trimmed(draft.source(), inside(draft.source(), cell)));
                });
            }
            return true;
        }
        write_line(draft, &mut turns, text, times, speaker);
        true
    });
    words.finish(draft);
}

fn write_line(
    draft: &mut Draft<'_>,
    turns: &mut Turns,
    text: Span,
    times: Times,
    speaker: Option<(String, Span)>,
) {
    let source = draft.source();
    let names = Names::default();
    let mut caption = Caption::new(draft, turns, &names, times, text.end);
    if let Some((name, cell)) = &speaker {
        caption.voice(Some((name, inside(source, *cell))));
    }
    pieces(source, text, |piece, c| match c {
        Some(c) => caption.character(c, piece),
        None => caption.text(piece),
    });
    caption.finish();
}

/// Whether a cell is a short number, as a counter or a confidence is.
fn is_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = text.bytes().all(|byte| b"0123456789.,-%".contains(&byte));
    plain && (digits < 6 || text.contains('.'))
}
