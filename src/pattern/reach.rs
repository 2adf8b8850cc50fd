//! How far a match can reach from a place that it holds: in bytes, in blanks, and up to what it cannot hold.
//!
//! `(?:\S+ ){0,3}` has no longest match, but one of three blanks, and around a candidate that is a line and not the whole
//! speech; `(?:an |auf )*` holds no full stop, so it ends with its sentence. Not here: who looks there
//! ([`super::regular`]).

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::text::Span;

/// Bounds of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// Most bytes, where there is a most.
    pub(super) bytes: Option<usize>,
    /// Most blanks, where there is a most.
    pub(super) blanks: Option<usize>,
    /// The characters of ASCII that it can hold, a bit each.
    pub(super) ascii: u128,
}

/// About as many bytes as a word has with what stands before it.
const WORD: usize = 8;

impl Reach {
    /// The bounds of the matches of a folded expression.
    pub(super) fn of(hir: &Hir) -> Self {
        Reach { bytes: hir.properties().maximum_len(), blanks: blanks(hir), ascii: ascii(hir) }
    }

    /// About how many bytes are looked at around a place, where there is a bound.
    pub(super) fn about(self) -> Option<usize> {
        let words = self.blanks.map(|blanks| blanks.saturating_add(1).saturating_mul(WORD));
        self.bytes.into_iter().chain(words).min()
    }

    /// The part of a block around a place that a match can lie in that holds the place.
    pub(super) fn narrowed(self, text: &str, block: Span, place: usize) -> Span {
        let wall = |byte: &u8| byte.is_ascii() && self.ascii >> byte & 1 == 0;
        let bytes = text.as_bytes();
        let parts = (bytes.get(block.start..place), bytes.get(place..block.end));
        let (Some(before), Some(behind)) = parts else { return block };
        if self.ascii == u128::MAX {
            return block;
        }
        let before = before.iter().rposition(wall);
        let behind = behind.iter().position(wall);
        Span::new(
            before.map_or(block.start, |at| block.start + at + 1),
            behind.map_or(block.end, |at| place + at),
        )
    }

    /// The end of the longest match that begins at `start` or behind it and holds it, at most `end`.
    pub(super) fn forth(self, text: &str, start: usize, end: usize) -> usize {
        let end = self.bytes.map_or(end, |bytes| end.min(start.saturating_add(bytes)));
        let Some(blanks) = self.blanks else { return end };
        let mut ends = (start..end).filter(|&at| text.as_bytes()[at] == BLANK);
        ends.nth(blanks).unwrap_or(end)
    }

    /// The first place, not before `start`, where a match can begin that ends at `end` or behind it.
    pub(super) fn back(self, text: &str, start: usize, end: usize) -> usize {
        let start = self.bytes.map_or(start, |bytes| start.max(end.saturating_sub(bytes)));
        let Some(blanks) = self.blanks else { return start };
        let mut ends = (start..end).rev().filter(|&at| text.as_bytes()[at] == BLANK);
        ends.nth(blanks).map_or(start, |at| at + 1)
    }
}

/// A folded text has no other within a block.
const BLANK: u8 = b' ';

/// The characters of ASCII that a match can hold.
fn ascii(hir: &Hir) -> u128 {
    let bits = |from: u32, to: u32| (from..=to.min(0x7f)).fold(0, |all, c| all | 1 << c);
    let all = |parts: &[Hir]| parts.iter().fold(0, |all, part| all | ascii(part));
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => {
            literal.0.iter().fold(0, |all, byte| all | bits((*byte).into(), (*byte).into()))
        }
        HirKind::Class(Class::Unicode(class)) => {
            class.iter().fold(0, |all, r| all | bits(r.start().into(), r.end().into()))
        }
        HirKind::Class(Class::Bytes(class)) => {
            class.iter().fold(0, |all, r| all | bits(r.start().into(), r.end().into()))
        }
        HirKind::Capture(capture) => ascii(&capture.sub),
        HirKind::Repetition(repetition) => ascii(&repetition.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => all(parts),
    }
}

/// Most blanks in a match, where there is a most.
fn blanks(hir: &Hir) -> Option<usize> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(0),
        HirKind::Literal(literal) => Some(literal.0.iter().filter(|&&byte| byte == BLANK).count()),
        HirKind::Class(class) => Some(usize::from(may_be_blank(class))),
        HirKind::Capture(capture) => blanks(&capture.sub),
        HirKind::Repetition(repetition) => match (blanks(&repetition.sub)?, repetition.max) {
            (0, _) => Some(0),
            (some, Some(max)) => some.checked_mul(max as usize),
            (_, None) => None,
        },
        HirKind::Concat(parts) => {
            parts.iter().map(blanks).try_fold(0_usize, |all, one| all.checked_add(one?))
        }
        HirKind::Alternation(parts) => {
            parts.iter().map(blanks).try_fold(0, |most, one| Some(one?.max(most)))
        }
    }
}

fn may_be_blank(class: &Class) -> bool {
    match class {
        Class::Unicode(class) => class.iter().any(|r| (r.start()..=r.end()).contains(&' ')),
        Class::Bytes(class) => class.iter().any(|r| (r.start()..=r.end()).contains(&BLANK)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(expression: &str) -> Reach {
        Reach::of(&regex_syntax::parse(expression).unwrap())
    }

    #[test]
    fn words_without_bounds_have_some() {
        assert_eq!(reach(r"ab(?:\w+ ){0,3}c,?").blanks, Some(3));
        assert_eq!(reach(r"(?:\S+ ){0,3}\d[\d.,]*").blanks, Some(3));
        assert_eq!(reach(r"[a-z]+\s(?:x|y z)").blanks, Some(2));
        for unbounded in [r"a.*b", r"(?:\w+ )+", "[^,]+"] {
            assert_eq!(reach(unbounded).blanks, None, "{unbounded}");
        }
        assert_eq!((reach("[a-z]+").blanks, reach("a{2,4} ").bytes), (Some(0), Some(5)));
    }

    #[test]
    fn a_window_ends_at_the_blank_that_is_one_too_many() {
        let text = "eins zwei drei äü fünf sechs";
        let two = Reach { bytes: None, blanks: Some(1), ascii: u128::MAX };
        let drei = text.find("drei").unwrap();
        assert_eq!(&text[drei..two.forth(text, drei, text.len())], "drei äü");
        assert_eq!(&text[two.back(text, 0, drei + 4)..drei + 4], "zwei drei");
        let bytes = Reach { bytes: Some(6), blanks: Some(1), ascii: u128::MAX };
        assert_eq!((bytes.forth(text, 0, 28), bytes.back(text, 2, 9)), (6, 3));
        assert_eq!((bytes.about(), two.about()), (Some(6), Some(16)));
    }
    #[test]
    fn a_match_ends_before_what_it_cannot_hold() {
        let text = "nur so. wir sind an der stelle, ja. und";
        let place = text.find("der").unwrap();
        let block = Span::new(2, text.len() - 2);
        let within = |expression| reach(expression).narrowed(text, block, place).of(text);
        assert_eq!(within("(?:[a-z]+ )*der"), " wir sind an der stelle");
        assert_eq!(within("[a-z ,ü]+"), " wir sind an der stelle, ja");
        assert_eq!(within("[a-z]+"), "der");
        assert_eq!(within(r"\w+ .*"), block.of(text));
        assert_eq!(within("der|x{2}|."), block.of(text));
    }
}
