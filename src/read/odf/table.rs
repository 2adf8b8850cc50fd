//! Tables of texts and sheets of workbooks. What is repeated is told once, where it stands first.
//!
//! Not here: named ranges and filters, whose words are attributes ([`super::attributes`]).

use super::block::Block;
use super::content::{Body, Content, End};
use super::element::Element;
use super::told::{Told, What};
use crate::model::{GapKind, Say, SegmentKind, Step};

/// A table that is open.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The row that is open, from 1, and how many rows it stands for.
    row: u64,
    rows: u64,
    /// The cell that is open, from 1, and how many cells it stands for.
    column: u64,
    columns: u64,
    row_hidden: bool,
    /// How many columns were declared.
    declared: u64,
    /// First and last of the columns that are hidden, in order.
    hidden_columns: Vec<(u64, u64)>,
    /// Whether the open cell has a paragraph.
    pub(super) has_words: bool,
    /// The value of the open cell, which its paragraph says better.
    value: Option<String>,
    /// Texts in the formula of the open cell.
    literals: Vec<String>,
}

impl Table {
    fn hides_column(&self, column: u64) -> bool {
        let at = self.hidden_columns.partition_point(|(_, last)| *last < column);
        self.hidden_columns.get(at).is_some_and(|(first, _)| *first <= column)
    }
}

impl Content<'_, '_, '_> {
    pub(super) fn start_table(&mut self, element: &Element<'_>) -> End {
        match element.name {
            "table" => return self.start_one_table(element),
            "table-column" => {
                let Some(table) = self.tables.last_mut() else { return End::Nothing };
                let first = table.declared.saturating_add(1);
                let count = element.count("number-columns-repeated");
                table.declared = table.declared.saturating_add(count);
                if is_hidden(element) {
                    table.hidden_columns.push((first, table.declared));
                }
            }
            "table-row" => return self.start_row(element),
            "table-cell" | "covered-table-cell" => return self.start_cell(element),
            // What a change took out of a sheet, and what stood in a cell before.
            "tracked-changes" => self.context(SegmentKind::Deletion, true, false),
            "help-message" | "error-message" => self.context(SegmentKind::FormField, true, false),
            _ => {}
        }
        End::Nothing
    }

    fn start_one_table(&mut self, element: &Element<'_>) -> End {
        let name = element.text("name").to_owned();
        self.break_page("table", element);
        self.hide_if(self.styles.puts_away("table", element.text("style-name")));
        if self.body == Body::Sheets && self.tables.is_empty() && self.contexts.is_empty() {
            self.counts.sheets += 1;
            self.counts.shapes = 0;
            self.path.push(Step::Sheet(self.counts.sheets, name.clone()));
        } else {
            self.counts.tables += 1;
            self.path.push(Step::Table(self.counts.tables));
        }
        self.say(SegmentKind::Name, &name);
        self.tables.push(Table::default());
        End::Table
    }

    fn is_sheet(&self) -> bool {
        matches!(self.path.last(), Some(Step::Sheet(..)))
    }

    fn start_row(&mut self, element: &Element<'_>) -> End {
        let is_sheet = self.is_sheet();
        let Some(table) = self.tables.last_mut() else { return End::Nothing };
        table.row = table.row.saturating_add(table.rows.max(1));
        if table.rows == 0 {
            table.row = 1;
        }
        table.rows = element.count("number-rows-repeated");
        (table.column, table.columns) = (0, 1);
        table.row_hidden = is_hidden(element);
        let row = u32::try_from(table.row).unwrap_or(u32::MAX);
        if !is_sheet {
            self.path.push(Step::Row(row));
        }
        self.context(SegmentKind::Cell, false, true);
        self.blocks.push(Block::Row(Vec::new()));
        End::Row
    }

    fn start_cell(&mut self, element: &Element<'_>) -> End {
        let Some(table) = self.tables.last_mut() else { return End::Nothing };
        table.column = table.column.saturating_add(table.columns.max(1));
        table.columns = element.count("number-columns-repeated");
        table.has_words = false;
        let values = ["string-value", "value", "date-value", "time-value", "boolean-value"];
        table.value = values.iter().find_map(|name| element.get(name)).map(str::to_owned);
        table.literals = literals(element.text("formula"));
        let is_covered = element.name == "covered-table-cell";
        let hides = is_covered || table.row_hidden || table.hides_column(table.column);
        let cell = cell_name(table.column, table.row);
        self.path.push(Step::Cell(cell));
        self.hide_if(hides);
        self.lists.enter();
        End::Cell
    }

    /// The end of a cell: its value where no paragraph says it, and the texts in its formula.
    pub(super) fn end_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let literals = std::mem::take(&mut table.literals);
        let value = table.value.take().filter(|_| !table.has_words);
        if let Some(words) = value {
            let (kind, run) = (self.kind(SegmentKind::Cell), self.run());
            let what = What::Words { kind, words, run, title: None };
            let told = Told { path: self.way(), what, aside: false };
            if let Some(Block::Row(row)) = self.blocks.last_mut() {
                row.push(told);
            }
        }
        for literal in literals {
            self.say_once(self.kind_beside(SegmentKind::Note), &literal);
        }
    }

    /// The kind of words that stand beside a cell.
    pub(super) fn kind_beside(&self, own: SegmentKind) -> SegmentKind {
        if self.hidden > 0 { SegmentKind::Hidden } else { own }
    }

    /// A source of cells that lies elsewhere.
    pub(super) fn elsewhere(&mut self) {
        self.gap(
            GapKind::Linked,
            Say(
                "words that lie in another file, which was not read",
                "Worte, die in einer anderen Datei liegen, die nicht gelesen wurde",
            ),
        );
    }
}

/// Whether a row or column is hidden or filtered away.
fn is_hidden(element: &Element<'_>) -> bool {
    element.get("visibility").is_some_and(|visibility| visibility != "visible")
}

/// The name of a cell as its program gives it.
fn cell_name(column: u64, row: u64) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{row}")
}

/// The texts in a formula.
pub(super) fn literals(formula: &str) -> Vec<String> {
    let mut literals = Vec::new();
    let mut rest = formula;
    while let Some((_, behind)) = rest.split_once('"') {
        let mut literal = String::new();
        rest = behind;
        while let Some((part, behind)) = rest.split_once('"') {
            literal.push_str(part);
            rest = behind;
            // Two quotation marks are one in the text.
            let Some(behind) = rest.strip_prefix('"') else { break };
            literal.push('"');
            rest = behind;
        }
        if literal.chars().any(char::is_alphanumeric) {
            literals.push(literal);
        }
    }
    literals
}

#[cfg(test)]
mod tests {
    use super::{cell_name, literals};

    #[test]
    fn cells_have_the_names_of_their_program() {
        assert_eq!(cell_name(1, 1), "A1");
        assert_eq!(cell_name(28, 12), "AB12");
        assert_eq!(cell_name(16_384, 1_048_576), "XFD1048576");
    }

    #[test]
    fn texts_in_formulas() {
        assert_eq!(literals(r#"of:=IF([.A1]="x";"Er sagt ""ja""";"")"#), ["x", "Er sagt \"ja\""]);
        assert_eq!(literals("of:=SUM([.A1:.A3])"), [""; 0]);
        assert_eq!(literals("of:=\"offen"), [""; 0]);
    }
}
