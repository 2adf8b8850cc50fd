//! A table as written: rows of cells under named columns, each with its place for messages.
//!
//! Not here: what a column means ([`super`]).

use std::path::Path;

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::Error;
use crate::model::{Say, Words, words};

/// A table with a line of names above it.
pub(super) struct Table<'t> {
    file: &'t str,
    text: &'t str,
    names: Vec<String>,
    rows: Vec<StringRecord>,
}

/// A cell that is not empty.
pub(super) struct Cell<'t> {
    pub(super) value: &'t str,
    file: &'t str,
    name: &'t str,
    place: (u64, usize),
}

impl Cell<'_> {
    /// An error at the cell.
    pub(super) fn refuse(&self, why: impl Into<Words>) -> Error {
        let Words { en, de } = why.into();
        let (name, value) = (self.name, self.value);
        let message =
            words!("column `{name}`: `{value}`: {en}", "Spalte `{name}`: `{value}`: {de}");
        config(self.file, self.place, message)
    }
}

impl<'t> Table<'t> {
    /// Reads a table. Its ending says how cells are parted, or else its first line.
    pub(super) fn read(file: &'t str, text: &'t str) -> Result<Self, Error> {
        let text = text.trim_start_matches('\u{feff}');
        let delimiter = delimiter(file, text.lines().next().unwrap_or_default());
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter).trim(Trim::All).from_reader(text.as_bytes());
        let fail = |error: csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            let message = match error.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    words!(
                        "{len} cells in this row, {expected_len} columns in the first line",
                        "{len} Zellen in dieser Zeile, {expected_len} Spalten in der ersten"
                    )
                }
                _ => Say("this is no table of cells", "das ist keine Tabelle aus Zellen").into(),
            };
            config(file, (line, 1), message)
        };
        let names: Vec<String> =
            reader.headers().map_err(fail)?.iter().map(str::to_owned).collect();
        let rows = reader.into_records().collect::<Result<Vec<_>, _>>().map_err(fail)?;
        let table = Table { file, text, names, rows };
        for (at, name) in table.names.iter().enumerate() {
            if table.names[..at].contains(name) {
                return Err(table.error(
                    1,
                    words!(
                        "the column `{name}` is there twice",
                        "die Spalte `{name}` ist zweimal da"
                    ),
                ));
            }
        }
        Ok(table)
    }

    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The column with this name.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The column with this name, which was asked for.
    pub(super) fn known_column(&self, name: &str) -> Result<usize, Error> {
        let known = self.names.iter().map(String::as_str);
        self.column(name).ok_or_else(|| Error::unknown(Say("column", "Spalte"), name, known))
    }

    /// Line of the file on which a row starts, from 1.
    pub(super) fn line(&self, row: usize) -> u64 {
        self.rows[row].position().map_or(1, csv::Position::line)
    }

    /// The cell of a row under this name, if there is one and it is not empty.
    pub(super) fn cell<'s>(&'s self, row: usize, name: &str) -> Option<Cell<'s>> {
        let cell = self.at(row, self.column(name)?);
        (!cell.value.is_empty()).then_some(cell)
    }

    /// The cell of a row in a column.
    pub(super) fn at(&self, row: usize, column: usize) -> Cell<'_> {
        let value = self.rows[row].get(column).unwrap_or_default();
        let place = (self.line(row), self.place(row, column));
        Cell { value, file: self.file, name: &self.names[column], place }
    }

    /// Where on its line a cell stands, in characters from 1: the first place where it can be.
    fn place(&self, row: usize, column: usize) -> usize {
        let cells = self.rows[row].iter().take(column);
        let before: usize = cells.map(|cell| cell.len() + 1).sum();
        let line = usize::try_from(self.line(row)).unwrap_or(1);
        let text = self.text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        let value = self.rows[row].get(column).unwrap_or_default();
        let found = text.get(before..).and_then(|rest| rest.find(value));
        found.map_or(1, |at| text[..before + at].chars().count() + 1)
    }

    pub(super) fn error(&self, line: u64, message: impl Into<Words>) -> Error {
        config(self.file, (line, 1), message.into())
    }
}

fn config(file: &str, place: (u64, usize), message: Words) -> Error {
    let line = usize::try_from(place.0).unwrap_or(usize::MAX);
    Error::Config { file: file.to_owned(), line, column: place.1, message }
}

/// What parts the cells: a tab in a `.tsv`, else whichever of tab, semicolon and comma the first line has most of.
fn delimiter(file: &str, first: &str) -> u8 {
    let ending = Path::new(file).extension().map(|ending| ending.to_ascii_lowercase());
    if ending.is_some_and(|ending| ending == "tsv" || ending == "tab") {
        return b'\t';
    }
    let count = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    [b';', b'\t', b','].into_iter().max_by_key(count).unwrap_or(b',')
}
