//! The cells of a table with their places, and what stands between them.
//!
//! Where a cell ends is csv's business; this keeps count of the bytes, which csv does not hand on.
//!
//! Not here: what the columns mean ([`super::columns`]).

use csv_core::{ReadFieldResult, ReaderBuilder};

use crate::read::rows::start_of;
use crate::text::Span;

/// What may stand between cells, the likeliest first where all else is equal.
pub(super) const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];
/// Rows by which the delimiter is chosen.
const ROWS: usize = 50;
/// Bytes by which the delimiter is chosen.
const HEAD: usize = 64 * 1024;

/// Hands on the cells of every row, each with its quotes, until `each` says that it is enough.
pub(super) fn each_row(source: &str, delimiter: u8, mut each: impl FnMut(&[Span]) -> bool) {
    let bytes = source.as_bytes();
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut value = [0; 4096];
    let mut row = Vec::new();
    let (mut at, mut start) = (0, 0);
    loop {
        let rest = &bytes[at..];
        let (result, read, _) = reader.read_field(rest, &mut value);
        at += read;
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::End => break,
            ReadFieldResult::Field { record_end } => {
                row.push(cell(bytes, start, at, rest.is_empty()));
                start = at;
                if record_end {
                    if !each(&row) {
                        break;
                    }
                    row.clear();
                }
            }
        }
    }
}

/// The cell between two places, without line ends before it and what ended it.
fn cell(bytes: &[u8], start: usize, end: usize, is_last: bool) -> Span {
    let is_feed = |byte: &&u8| matches!(byte, b'\r' | b'\n');
    let feeds = bytes[start..end].iter().take_while(is_feed).count();
    let end = if is_last { end } else { end - 1 };
    Span::new((start + feeds).min(end), end)
}

/// The inside of a cell, without the quotes around it.
pub(super) fn inside(source: &str, cell: Span) -> Span {
    let text = cell.of(source);
    let quoted = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match quoted {
        Some(_) => Span::new(cell.start + 1, cell.end - 1),
        None => cell,
    }
}

/// Cuts a cell into stretches that stand as they are and doubled quotes: `piece(stretch, none)` or
/// `piece(stretch, character)`.
pub(super) fn pieces(source: &str, cell: Span, mut piece: impl FnMut(Span, Option<char>)) {
    let text = cell.of(source);
    let Some(mut rest) = text.strip_prefix('"') else { return piece(cell, None) };
    let mut stretch = |start: usize, end: usize| {
        if start < end {
            piece(Span::new(start, end), None);
        }
    };
    loop {
        let at = cell.end - rest.len();
        let Some(quote) = rest.find('"') else { return stretch(at, cell.end) };
        let behind = &rest[quote + 1..];
        // Of a doubled quote the first is the text, and the second only says so.
        stretch(at, at + quote);
        match behind.strip_prefix('"') {
            Some(next) => {
                stretch(at + quote, at + quote + 1);
                rest = next;
            }
            None => return stretch(at + quote + 1, cell.end),
        }
    }
}

/// The text of a cell without white space around it.
pub(super) fn value(source: &str, cell: Span) -> String {
    let mut text = String::new();
    pieces(source, cell, |piece, _| text.push_str(piece.of(source)));
    text.trim().to_owned()
}

/// What stands between the cells of `source`: of those that cut most rows into the same number of cells, the one that
/// makes most cells. None where nothing cuts.
pub(super) fn delimiter(source: &str) -> Option<u8> {
    let head = start_of(source, HEAD);
    let is_whole = head.len() == source.len();
    let mut best: Option<(usize, usize, u8)> = None;
    for delimiter in DELIMITERS {
        let mut counts = Vec::new();
        each_row(head, delimiter, |row| {
            counts.push(row.len());
            counts.len() < ROWS
        });
        if counts.len() > 1 && counts.len() < ROWS && !is_whole {
            // The last row may be cut.
            counts.pop();
        }
        let Some((cells, rows)) = most(&counts).filter(|(cells, _)| *cells > 1) else { continue };
        let share = rows * 1000 / counts.len();
        if best.is_none_or(|(known, most, _)| (share, cells) > (known, most)) {
            best = Some((share, cells, delimiter));
        }
    }
    best.map(|(_, _, delimiter)| delimiter)
}

/// The number of cells that most rows have, and how many rows have it.
fn most(counts: &[usize]) -> Option<(usize, usize)> {
    let rows = |cells: usize| counts.iter().filter(|&&count| count == cells).count();
    counts.iter().map(|&cells| (cells, rows(cells))).max_by_key(|&(cells, rows)| (rows, cells))
}

#[cfg(test)]
mod tests {
    use super::{delimiter, each_row, value};

    fn read(source: &str) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        each_row(source, delimiter(source).unwrap_or(b','), |row| {
            rows.push(row.iter().map(|cell| value(source, *cell)).collect());
            true
        });
        rows
    }

    #[test]
    fn cells_are_what_csv_says() {
        for source in [
            "a,b\nc,d\n",
            "a;b\r\nc;d",
            "a\tb\n\n\nc\td\n",
            "a|\"b|\"\"c\"\"\"\n|\n,,|x",
            "\"a\nb\",c\nd,\"\"\n",
            "\"a\"b,c\n,\n\"open, \nend",
            "a,b\rc,d\r",
            "ä;ö\n\"ü;\";ß",
            "\"\"\"\",x\n\"a\"\"\",y",
            "a,\nb,\n",
            ",",
        ] {
            let mut reader = csv::ReaderBuilder::new();
            reader.has_headers(false).flexible(true).trim(csv::Trim::All);
            reader.delimiter(delimiter(source).unwrap_or(b','));
            let theirs: Vec<Vec<String>> = reader
                .from_reader(source.as_bytes())
                .records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                .collect();
            assert_eq!(read(source), theirs, "{source:?}");
        }
    }

    #[test]
    fn delimiters() {
        assert_eq!(delimiter("a;1,5;b\nc;2,5;d\n"), Some(b';'));
        assert_eq!(delimiter("name,text\nKai,\"a; b; c\"\nIda,\"d; e\"\n"), Some(b','));
        assert_eq!(delimiter("a\tb, c\nd\te\n"), Some(b'\t'));
        assert_eq!(delimiter("nur ein Wort\n"), None);
    }
}
