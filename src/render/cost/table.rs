//! A table for a person: a line of names, a line for each row, columns as wide as they must be.
//!
//! Not here: what stands in the cells.

use std::fmt;

use crate::render::{escape, width};

/// A column with its name.
pub(super) struct Column {
    name: String,
    /// Whether it holds figures, which end alike.
    figures: bool,
}

impl Column {
    pub(super) fn name(name: &str) -> Self {
        Column { name: name.to_owned(), figures: false }
    }

    pub(super) fn figure(name: &str) -> Self {
        Column { name: name.to_owned(), figures: true }
    }
}

/// Rows under their columns.
pub(super) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(columns: impl Into<Vec<Column>>) -> Self {
        Table { columns: columns.into(), rows: Vec::new() }
    }

    /// Adds a row with a cell for each column.
    pub(super) fn row(&mut self, cells: impl Into<Vec<String>>) {
        self.rows.push(cells.into());
    }

    /// Writes the table.
    pub(super) fn write(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        let names: Vec<String> = self.columns.iter().map(|column| column.name.clone()).collect();
        let rows = self.rows.iter().map(|cells| safe(cells));
        let lines: Vec<Vec<String>> = [safe(&names)].into_iter().chain(rows).collect();
        let widest = |at: usize| {
            lines.iter().filter_map(|cells| cells.get(at)).map(|cell| width::of(cell)).max()
        };
        let widths: Vec<usize> =
            (0..self.columns.len()).map(|at| widest(at).unwrap_or(0)).collect();
        for cells in &lines {
            let mut line = String::new();
            for ((cell, column), columns) in cells.iter().zip(&self.columns).zip(&widths) {
                let gap = " ".repeat(columns.saturating_sub(width::of(cell)));
                match column.figures {
                    true => line.extend(["  ", &gap, cell]),
                    false if line.is_empty() => line.extend([cell, gap.as_str()]),
                    false => line.extend(["  ", cell, &gap]),
                }
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// Cells that are safe to print.
fn safe(cells: &[String]) -> Vec<String> {
    cells.iter().map(|cell| escape::line(cell)).collect()
}
