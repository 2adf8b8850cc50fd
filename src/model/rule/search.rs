//! What a rule looks for beside words: other findings that lie together, follow, are missing, or contradict.
//!
//! Not here: patterns and the conditions around them ([`super`]), and how any of it is evaluated ([`crate::scan`]).

use std::borrow::Cow;

use super::{Kind, Window};
use crate::model::{Level, SegmentKind};

/// A window, and whose words count in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// How far.
    pub window: Window,
    /// Only what the speaker of the hit says.
    pub same_speaker: bool,
}

/// Findings by name: an id, a tag, or what a finding is (`kind:marking`, `level:2`, `level:2+`, `in:subject`, `counted`).
///
/// Joined by `&`, all must fit. One that ends in `*` stands for all ids and tags that begin so, each for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// As its author wrote it.
    pub source: Cow<'static, str>,
    /// What must fit, all of them.
    pub terms: Vec<Term>,
}

/// One condition of a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// The id or a tag of the rule.
    Named(Cow<'static, str>),
    /// An id or a tag of the rule that begins so; each that does is counted for itself.
    Prefix(Cow<'static, str>),
    /// What the finding is.
    Kind(Kind),
    /// It raises the content to this level, or to this level or more.
    Level {
        /// The level.
        level: Level,
        /// Or more.
        or_more: bool,
    },
    /// It stands in a segment of this kind.
    In(SegmentKind),
    /// It may decide a verdict: not weak, and no mention.
    Counted,
}

/// What a rule looks for.
#[derive(Debug, Clone)]
pub enum Search {
    /// Its own patterns.
    Words,
    /// Other findings that lie together.
    Combine(Box<Combine>),
    /// Other findings one after the other.
    After(Box<After>),
    /// Something that should be there and is not: its own patterns, or other findings.
    Missing(Box<Missing>),
    /// Other findings whose levels do not agree.
    Compare(Box<Compare>),
}

impl Search {
    /// All selectors of findings that the rule asks for or must not meet.
    #[must_use]
    pub fn selectors(&self) -> Vec<&Selector> {
        let lists: [&[Selector]; 3] = match self {
            Search::Words => [&[], &[], &[]],
            Search::Combine(combine) => [&combine.of, &combine.without, &[]],
            Search::After(after) => [&after.first, &after.then, &after.without],
            Search::Missing(missing) => [&missing.of, &missing.when, &[]],
            Search::Compare(compare) => [&compare.these, &compare.those, &compare.without],
        };
        lists.into_iter().flatten().collect()
    }
}

/// Different findings that lie together: the mosaic.
#[derive(Debug, Clone)]
pub struct Combine {
    /// Findings to combine. Each selector counts once; one with a star once for each id or tag that it stands for.
    pub of: Vec<Selector>,
    /// So many different ones.
    pub at_least: usize,
    /// Counted from the first of them on.
    pub reach: Reach,
    /// None of these may lie within `guard` of them all, before or behind.
    pub without: Vec<Selector>,
    /// How far `without` looks.
    pub guard: Window,
}

/// A finding and, later, another.
#[derive(Debug, Clone)]
pub struct After {
    /// What comes first.
    pub first: Vec<Selector>,
    /// What follows.
    pub then: Vec<Selector>,
    /// How far behind it may follow.
    pub reach: Reach,
    /// None of these may lie between the two, or within `guard` of them.
    pub without: Vec<Selector>,
    /// How far `without` looks beyond the two; only between them where none.
    pub guard: Option<Window>,
}

/// Something that should be there.
#[derive(Debug, Clone)]
pub struct Missing {
    /// Findings that would do, beside the rule's own patterns.
    pub of: Vec<Selector>,
    /// It is missed only where one of these was found; always where empty.
    pub when: Vec<Selector>,
    /// It is missed only in a record of speech, or only in papers; in both where none.
    pub spoken: Option<bool>,
    /// It must be there in the first so many hundredths of the segments, at least ten; anywhere where none.
    pub opening: Option<u8>,
}

/// How the levels of findings contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contradiction {
    /// The highest of `these` is below the highest of `those`.
    Lower,
    /// The highest of `these` is above the highest of `those`.
    Higher,
    /// `these` have different levels among themselves.
    Uneven,
}

impl Contradiction {
    /// All contradictions with their words.
    pub const NAMES: [(Contradiction, &'static str); 3] = [
        (Contradiction::Lower, "lower"),
        (Contradiction::Higher, "higher"),
        (Contradiction::Uneven, "uneven"),
    ];
}

/// Findings whose levels do not agree: what is declared against what is found.
#[derive(Debug, Clone)]
pub struct Compare {
    /// The levels that are questioned.
    pub these: Vec<Selector>,
    /// The levels that they are held against.
    pub those: Vec<Selector>,
    /// What is wrong.
    pub are: Contradiction,
    /// None of these may be found in the document.
    pub without: Vec<Selector>,
}

/// So many different hits of one rule together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtLeast {
    /// How many hits with different words.
    pub hits: usize,
    /// Counted from the first of them on.
    pub reach: Reach,
}
