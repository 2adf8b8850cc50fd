//! How far a match can reach from a place that it holds: in bytes, and in parts of words and what is between them.
//!
//! `(?:\w+ ){0,3}` has no longest match, but one of three words, and around a candidate that is a line and not the whole
//! speech. Not here: who looks there ([`super::regular`]).

use regex_syntax::hir::{Class, Hir, HirKind};

/// Bounds of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// Most bytes, where there is a most.
    pub(super) bytes: Option<usize>,
    /// Most bytes of ASCII that are no part of a word, where there is a most.
    pub(super) gaps: Option<usize>,
}

/// About as many bytes as a word has with what stands before it.
const WORD: usize = 8;

impl Reach {
    /// The bounds of the matches of a folded expression.
    pub(super) fn of(hir: &Hir) -> Self {
        Reach { bytes: hir.properties().maximum_len(), gaps: gaps(hir) }
    }

    /// About how many bytes are looked at around a place, where there is a bound.
    pub(super) fn about(self) -> Option<usize> {
        let words = self.gaps.map(|gaps| gaps.saturating_add(1).saturating_mul(WORD));
        self.bytes.into_iter().chain(words).min()
    }

    /// The end of the longest match that begins at `start` or behind it and holds it, at most `end`.
    pub(super) fn forth(self, text: &str, start: usize, end: usize) -> usize {
        let end = self.bytes.map_or(end, |bytes| end.min(start.saturating_add(bytes)));
        let Some(gaps) = self.gaps else { return end };
        let mut ends = (start..end).filter(|&at| is_gap(text.as_bytes()[at]));
        ends.nth(gaps).unwrap_or(end)
    }

    /// The first place, not before `start`, where a match can begin that ends at `end` or behind it.
    pub(super) fn back(self, text: &str, start: usize, end: usize) -> usize {
        let start = self.bytes.map_or(start, |bytes| start.max(end.saturating_sub(bytes)));
        let Some(gaps) = self.gaps else { return start };
        let mut ends = (start..end).rev().filter(|&at| is_gap(text.as_bytes()[at]));
        ends.nth(gaps).map_or(start, |at| at + 1)
    }
}

/// Whether a byte is no part of a word. One beyond ASCII counts as one, so that it need not be known which it is; there is
/// no underscore in a folded text.
fn is_gap(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric() && byte != b'_'
}

/// Most gaps in a match, where there is a most.
fn gaps(hir: &Hir) -> Option<usize> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(0),
        HirKind::Literal(literal) => Some(literal.0.iter().filter(|&&byte| is_gap(byte)).count()),
        HirKind::Class(class) => Some(usize::from(may_be_gap(class))),
        HirKind::Capture(capture) => gaps(&capture.sub),
        HirKind::Repetition(repetition) => match (gaps(&repetition.sub)?, repetition.max) {
            (0, _) => Some(0),
            (some, Some(max)) => some.checked_mul(max as usize),
            (_, None) => None,
        },
        HirKind::Concat(parts) => {
            parts.iter().map(gaps).try_fold(0_usize, |all, one| all.checked_add(one?))
        }
        HirKind::Alternation(parts) => {
            parts.iter().map(gaps).try_fold(0, |most, one| Some(one?.max(most)))
        }
    }
}

fn may_be_gap(class: &Class) -> bool {
    let gap = |from: u32, to: u32| (from..=to.min(0x7f)).any(|c| is_gap(c as u8));
    match class {
        Class::Unicode(class) => class.iter().any(|r| gap(r.start().into(), r.end().into())),
        Class::Bytes(class) => class.iter().any(|r| gap(r.start().into(), r.end().into())),
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
        assert_eq!(reach(r"ab(?:\w+ ){0,3}c,?").gaps, Some(3 + 1));
        assert_eq!(reach(r"[a-z]+ (?:x|y z)").gaps, Some(2));
        for unbounded in [r"a.*b", r"(?:\w+ )+", "[^,]+"] {
            assert_eq!(reach(unbounded).gaps, None, "{unbounded}");
        }
        assert_eq!((reach("[a-z]+").gaps, reach("a{2,4} ").bytes), (Some(0), Some(5)));
    }

    #[test]
    fn a_window_ends_at_the_gap_that_is_one_too_many() {
        let text = "eins zwei drei äü fünf sechs";
        let two = Reach { bytes: None, gaps: Some(1) };
        let drei = text.find("drei").unwrap();
        assert_eq!(&text[drei..two.forth(text, drei, text.len())], "drei äü");
        assert_eq!(&text[two.back(text, 0, drei + 4)..drei + 4], "zwei drei");
        let bytes = Reach { bytes: Some(6), gaps: Some(1) };
        assert_eq!((bytes.forth(text, 0, 28), bytes.back(text, 2, 9)), (6, 3));
        assert_eq!((bytes.about(), two.about()), (Some(6), Some(16)));
    }
}
