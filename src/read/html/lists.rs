//! The numbers that a browser puts before the entries of an ordered list.
//!
//! Not here: where lists start and end ([`super::tree`]).

use super::style;
use super::tokens::Tag;

/// How the entries of a list are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    Decimal,
    Small,
    Capital,
    SmallRoman,
    Roman,
    None,
}

/// An ordered list being read.
#[derive(Debug, Clone)]
pub(super) struct List {
    next: i64,
    step: i64,
    count: Count,
}

impl List {
    /// The list that a tag starts, with so many entries.
    pub(super) fn new(tag: &Tag, entries: usize) -> Self {
        let reversed = tag.get("reversed").is_some();
        let last = i64::try_from(entries).unwrap_or(i64::MAX);
        let first = tag.number("start").unwrap_or(if reversed { last } else { 1 });
        List { next: first, step: if reversed { -1 } else { 1 }, count: count(tag) }
    }

    /// The number of an entry as a browser shows it, with its full stop and a blank; nothing where it shows none.
    pub(super) fn number(&mut self, entry: &Tag) -> String {
        let number = entry.number("value").unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        let told = match self.count {
            Count::None => return String::new(),
            Count::Small => letters(number),
            Count::Capital => letters(number).map(|letters| letters.to_ascii_uppercase()),
            Count::SmallRoman => roman(number).map(|roman| roman.to_ascii_lowercase()),
            Count::Roman => roman(number),
            Count::Decimal => None,
        };
        format!("{}. ", told.unwrap_or_else(|| number.to_string()))
    }
}

fn count(tag: &Tag) -> Count {
    let style = tag.get("style").and_then(|style| {
        style::value(style, "list-style-type").or_else(|| style::value(style, "list-style"))
    });
    match (style.as_deref(), tag.get("type")) {
        (Some("lower-alpha" | "lower-latin"), _) | (None, Some("a")) => Count::Small,
        (Some("upper-alpha" | "upper-latin"), _) | (None, Some("A")) => Count::Capital,
        (Some("lower-roman"), _) | (None, Some("i")) => Count::SmallRoman,
        (Some("upper-roman"), _) | (None, Some("I")) => Count::Roman,
        (Some("none" | "disc" | "circle" | "square"), _) => Count::None,
        _ => Count::Decimal,
    }
}

/// a to z, then aa.
fn letters(number: i64) -> Option<String> {
    let mut left = u32::try_from(number).ok().filter(|&number| number > 0)?;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from_u32(u32::from(b'a') + left % 26)?);
        left /= 26;
    }
    Some(letters.into_iter().rev().collect())
}

fn roman(number: i64) -> Option<String> {
    const DIGITS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut left = number;
    let mut roman = String::new();
    for (value, digit) in DIGITS {
        while left >= value {
            roman.push_str(digit);
            left -= value;
        }
    }
    Some(roman)
}

#[cfg(test)]
mod tests {
    use super::{letters, roman};

    #[test]
    fn numbers_that_are_none() {
        assert_eq!(letters(28).as_deref(), Some("ab"));
        assert_eq!(letters(0), None);
        assert_eq!(roman(1994).as_deref(), Some("MCMXCIV"));
        assert_eq!(roman(5000), None);
    }
}
