//! Conditions on rows: `lang=de`, `set!=formats`, `path^=benign-en/`, `path!^=formats/`.

use std::str::FromStr;

use crate::Error;
use crate::model::Say;

/// A condition that a row of a manifest must meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    column: String,
    test: Test,
    value: String,
    written: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Test {
    Is,
    IsNot,
    Starts,
    StartsNot,
}

impl Condition {
    /// The column that it looks at.
    #[must_use]
    pub fn column(&self) -> &str {
        &self.column
    }

    /// As it was written.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether it holds for a value of its column.
    #[must_use]
    pub fn holds(&self, value: &str) -> bool {
        match self.test {
            Test::Is => value == self.value,
            Test::IsNot => value != self.value,
            Test::Starts => value.starts_with(&self.value),
            Test::StartsNot => !value.starts_with(&self.value),
        }
    }
}

impl FromStr for Condition {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let usual = Say(
            "a condition is COLUMN=VALUE, COLUMN^=START, or with ! before the sign (!=, !^=) its opposite",
            "eine Bedingung ist SPALTE=WERT, SPALTE^=ANFANG oder mit ! vor dem Zeichen (!=, !^=) das Gegenteil",
        );
        let (left, value) = text.split_once('=').ok_or_else(|| Error::usage(usual))?;
        let ends = [("!^", Test::StartsNot), ("^", Test::Starts), ("!", Test::IsNot)];
        let found = ends.iter().find_map(|(end, test)| Some((left.strip_suffix(end)?, *test)));
        let (column, test) = found.unwrap_or((left, Test::Is));
        if column.trim().is_empty() {
            return Err(Error::usage(usual));
        }
        let (column, value) = (column.trim().to_owned(), value.trim().to_owned());
        Ok(Condition { column, test, value, written: text.to_owned() })
    }
}
