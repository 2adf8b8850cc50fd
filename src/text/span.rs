//! A half-open range of bytes, the only coordinate in the house.
//!
//! Not here: lines and columns, which are for persons ([`crate::text::lines`]).

use std::ops::Range;

/// A half-open range of bytes in a text: `start` is inside, `end` is not.
///
/// A span that the house makes always lies on character boundaries of its text, and
/// `start <= end`. Both are byte offsets from the start of the text, at most 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte inside.
    pub start: usize,
    /// First byte after.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`. A reversed pair gives an empty span at `start`.
    #[inline]
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// Length in bytes.
    #[inline]
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    #[inline]
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[inline]
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The part of `text` that the span covers; empty where it does not lie inside `text`.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// As a standard range.
    #[inline]
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}
