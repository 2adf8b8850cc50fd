//! The numbers that a browser puts before the entries of an ordered list.
//!
//! Not here: where lists start and end ([`super::tree`]).

use super::style;
use super::tokens::Tag;
use crate::read::counting::{letters, roman};

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
        let told = match (self.count, u32::try_from(number)) {
            (Count::None, _) => return String::new(),
            (Count::Small, Ok(number)) => letters(number).to_ascii_lowercase(),
            (Count::Capital, Ok(number)) => letters(number),
            (Count::SmallRoman, Ok(number)) => roman(number).to_ascii_lowercase(),
            (Count::Roman, Ok(number)) => roman(number),
            _ => number.to_string(),
        };
        format!("{told}. ")
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
