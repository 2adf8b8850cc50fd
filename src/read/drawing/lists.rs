//! Numbers that a program writes before paragraphs.
//!
//! Not here: which paragraphs have one.

use crate::read::counting::{repeated_letters, roman};

/// How deep numbered paragraphs may lie in each other.
const LEVELS: usize = 9;

/// The running numbers of a shape, by level.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    levels: [Option<(String, u32)>; LEVELS],
}

impl Numbering {
    /// The next number at a level, as it is written.
    pub(super) fn next(&mut self, level: usize, style: &str, start: u32) -> String {
        self.below(level);
        let Some(slot) = self.levels.get_mut(level) else { return String::new() };
        let value = match slot {
            Some((known, value)) if known == style => value.saturating_add(1),
            _ => start,
        };
        *slot = Some((style.to_owned(), value));
        written(style, value)
    }

    /// A paragraph without a number ends the numbering at its level.
    pub(super) fn cut(&mut self, level: usize) {
        self.below(level);
        if let Some(slot) = self.levels.get_mut(level) {
            *slot = None;
        }
    }

    fn below(&mut self, level: usize) {
        self.levels.iter_mut().skip(level + 1).for_each(|slot| *slot = None);
    }
}

fn written(style: &str, value: u32) -> String {
    let number = if style.starts_with("alpha") {
        repeated_letters(value)
    } else if style.starts_with("roman") {
        roman(value)
    } else {
        value.to_string()
    };
    let number = if style.contains("Lc") { number.to_lowercase() } else { number };
    if style.ends_with("ParenBoth") {
        format!("({number}) ")
    } else if style.ends_with("ParenR") {
        format!("{number}) ")
    } else if style.ends_with("Plain") {
        format!("{number} ")
    } else {
        format!("{number}. ")
    }
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    #[test]
    fn numbers_run_by_level() {
        let mut numbering = Numbering::default();
        assert_eq!(numbering.next(0, "arabicPeriod", 1), "1. ");
        assert_eq!(numbering.next(1, "alphaLcParenR", 2), "b) ");
        assert_eq!(numbering.next(1, "alphaLcParenR", 2), "c) ");
        assert_eq!(numbering.next(0, "arabicPeriod", 1), "2. ");
        assert_eq!(numbering.next(1, "alphaLcParenR", 1), "a) ");
        assert_eq!(numbering.next(0, "romanUcPeriod", 4), "IV. ");
        numbering.cut(0);
        assert_eq!(numbering.next(0, "romanUcPeriod", 1), "I. ");
        assert_eq!(numbering.next(0, "alphaUcParenBoth", 28), "(BB) ");
        assert_eq!(numbering.next(0, "alphaUcPlain", u32::MAX), "4294967295 ");
        assert_eq!(numbering.next(0, "alphaUcPlain", 1), "4294967295 ");
        assert_eq!(numbering.next(40, "arabicPeriod", 1), "");
    }
}
