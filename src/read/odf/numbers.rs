//! How the numbers of a list look, level by level.
//!
//! Not here: counting ([`super::lists`]).

use super::element::Element;
use crate::read::counting::{letters, roman};

/// How many levels lists have.
pub(super) const LEVELS: usize = 10;

/// Numbers of a level and of those above it; none where nothing was counted yet.
pub(super) type Counters = [Option<u32>; LEVELS];

/// How a level is numbered.
#[derive(Debug, Default, Clone)]
pub(super) struct Level {
    /// "1", "a", "A", "i", "I"; empty where there is no number.
    format: String,
    prefix: String,
    suffix: String,
    /// How many levels stand in the number, this one included.
    shown: usize,
    /// The first number.
    pub(super) start: u32,
}

impl Level {
    /// Reads a level. Bullets and pictures are no numbers.
    pub(super) fn read(element: &Element<'_>) -> Self {
        let own = |name: &str| element.text(name).to_owned();
        let is_number =
            !matches!(element.name, "list-level-style-bullet" | "list-level-style-image");
        Level {
            format: if is_number { own("num-format") } else { String::new() },
            prefix: own("num-prefix"),
            suffix: own("num-suffix"),
            shown: element.text("display-levels").parse().unwrap_or(1),
            start: element.text("start-value").parse().unwrap_or(1),
        }
    }
}

/// The levels of a list style.
#[derive(Debug, Default, Clone)]
pub(super) struct Levels([Level; LEVELS]);

impl Levels {
    /// Sets a level, counted from 1.
    pub(super) fn set(&mut self, level: usize, to: Level) {
        if let Some(own) = level.checked_sub(1).and_then(|at| self.0.get_mut(at)) {
            *own = to;
        }
    }

    /// A level, counted from 0.
    pub(super) fn get(&self, at: usize) -> Option<&Level> {
        self.0.get(at)
    }

    /// The number of an entry with the blank behind it ("2.1 ", "a) "); nothing where the level has none.
    pub(super) fn label(&self, at: usize, counters: &Counters) -> String {
        let Some(level) = self.0.get(at).filter(|level| !level.format.is_empty()) else {
            return String::new();
        };
        let first = (at + 1).saturating_sub(level.shown.max(1));
        let numbers: Vec<String> = (first..=at)
            .filter(|&at| !self.0[at].format.is_empty())
            .map(|at| written(&self.0[at].format, counters[at].unwrap_or(self.0[at].start)))
            .collect();
        format!("{}{}{} ", level.prefix, numbers.join("."), level.suffix)
    }
}

/// A number as a format writes it; a format that is not known writes digits.
fn written(format: &str, number: u32) -> String {
    match format {
        "a" => letters(number).to_ascii_lowercase(),
        "A" => letters(number),
        "i" => roman(number).to_ascii_lowercase(),
        "I" => roman(number),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn numbers_as_lists_write_them() {
        for (format, number, expected) in [
            ("1", 12, "12"),
            ("a", 1, "a"),
            ("A", 28, "AB"),
            ("a", 0, "0"),
            ("i", 14, "xiv"),
            ("I", 1999, "MCMXCIX"),
            ("I", u32::MAX, "4294967295"),
            ("一", 3, "3"),
        ] {
            assert_eq!(written(format, number), expected, "{format} {number}");
        }
    }
}
