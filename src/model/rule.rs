//! Rules: one thing to look for each, what it raises or lowers, why, and examples.
//!
//! Not here: the YAML that rules are written in ([`crate::load`]) and the search ([`crate::scan`]).

use std::borrow::Cow;

use super::{Digest, Level, SegmentKind, Words};
use crate::packed::Lazy;

pub use crate::packed::Shared;
pub use crate::pattern::{Pattern, Patterns};

mod search;
mod tags;

pub use search::{
    After, AtLeast, Combine, Compare, Contradiction, Missing, Reach, Search, Selector, Term,
};
pub use tags::Tags;

/// What a finding of a rule can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The page, portion, item or speaker marks the content with a level.
    Marking,
    /// The content itself indicates a level.
    Substance,
    /// The text talks about levels. Never counts; no rule has this kind, a marking rule turns into it.
    Mention,
    /// Something about the meeting lowers its ceiling.
    Exposure,
    /// People show that they know it is sensitive.
    Cue,
    /// Something that the rules prescribe is missing, or papers contradict themselves.
    Duty,
    /// Somebody sensed the risk and acted: the talk moved to a proper channel in time.
    GoodCatch,
    /// A sign that means nothing alone and is never reported alone; it feeds combinations.
    Sign,
}

impl Kind {
    /// The kinds that a rule may have, with their words.
    pub const NAMES: [(Kind, &'static str); 7] = [
        (Kind::Marking, "marking"),
        (Kind::Substance, "substance"),
        (Kind::Exposure, "exposure"),
        (Kind::Cue, "cue"),
        (Kind::Duty, "duty"),
        (Kind::GoodCatch, "good-catch"),
        (Kind::Sign, "sign"),
    ];

    /// The word for this kind.
    #[must_use]
    pub fn name(self) -> &'static str {
        let named = Self::NAMES.iter().find(|(kind, _)| *kind == self);
        named.map_or("mention", |(_, name)| name)
    }
}

/// How much a finding weighs. Weak findings never decide a verdict alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Feeds combinations only.
    Weak,
    /// Counts.
    Medium,
    /// Counts; hardly ever wrong.
    Strong,
}

impl Strength {
    /// All strengths with their words.
    pub const NAMES: [(Strength, &'static str); 3] =
        [(Strength::Strong, "strong"), (Strength::Medium, "medium"), (Strength::Weak, "weak")];

    /// The word for this strength.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(strength, _)| *strength == self).map_or("", |(_, name)| name)
    }

    /// Whether a finding of this strength may decide a verdict.
    #[must_use]
    pub fn counts(self) -> bool {
        self > Strength::Weak
    }
}

/// What a finding does to the two ladders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The content is at least at this level.
    Raises(Level),
    /// The content is so many rungs above the highest of the findings that are combined, but never above GEHEIM (3)
    /// without a marking. Only rules have this; a finding says what it raises to.
    Lifts(u8),
    /// The meeting is cleared for this level at most.
    Lowers(Level),
    /// A warning; neither ladder moves.
    Warns,
}

/// Where on its line a hit must stand. Decoration (`*`, `#`, `|`, quotes) and agenda numbers do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// The hit is all there is on the line.
    Line,
    /// Nothing but a number or decoration before it on the line.
    LineStart,
    /// Nothing but punctuation after it on the line.
    LineEnd,
    /// First words of its segment (a turn, a list item, a paragraph).
    SegmentStart,
}

impl Position {
    /// All positions with their words.
    pub const NAMES: [(Position, &'static str); 4] = [
        (Position::Line, "line"),
        (Position::LineStart, "line-start"),
        (Position::LineEnd, "line-end"),
        (Position::SegmentStart, "segment-start"),
    ];
}

/// How far around a hit a condition looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// So many words to the left and to the right, not across blank lines.
    Words {
        /// Words before the hit.
        before: u32,
        /// Words after the hit.
        after: u32,
    },
    /// So many words to the left and to the right, whoever says them.
    WordsOverTurns(u32),
    /// The line of the hit, as written.
    Line,
    /// The turn, paragraph or list block of the hit: up to the blank lines around it.
    Turn,
    /// So many turns before and after as well.
    Turns(u32),
    /// So many minutes before and after, by the segments' times; the turn where there are none.
    Minutes(u32),
    /// The agenda item of the hit; the document where there are none.
    Item,
    /// The whole document.
    Document,
}

/// Patterns that must, or must not, stand near a hit.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Any of these fulfils the condition.
    pub patterns: Patterns,
    /// Within this reach around the hit; the hit itself does not count.
    pub reach: Reach,
}

/// Texts that a rule must find and must not find.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    /// Each must produce a finding of the rule.
    pub hit: Vec<String>,
    /// None may.
    pub miss: Vec<String>,
}

/// One thing to look for.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Unique id, lower case with hyphens ("de-geheim-banner").
    pub id: Cow<'static, str>,
    /// What is said of it.
    pub about: Lazy<About>,
    /// What a finding is.
    pub kind: Kind,
    /// What it does.
    pub effect: Effect,
    /// How much it weighs.
    pub strength: Strength,
    /// Only when this scheme is in force; always where none.
    pub scheme: Option<Cow<'static, str>>,
    /// The table that it was made from; its examples are those of the table.
    pub table: Option<Cow<'static, str>>,
    /// Free words for grouping ("topic:t04", "rung:c").
    pub tags: Tags,
    /// What it looks for.
    pub search: Search,
    /// Any of these is a hit.
    pub patterns: Patterns,
    /// So many different hits must lie together; one is enough where none.
    pub at_least: Option<AtLeast>,
    /// A marking that holds for what follows does so until one of these is found; see [`crate::model::finding::Extent`].
    pub holds_until: Vec<Selector>,
    /// The segment kinds that it looks in; all where empty.
    pub within: Vec<SegmentKind>,
    /// Any of these positions will do; any place where empty.
    pub at: Vec<Position>,
    /// So many of these must hold: see `enough`.
    pub near: Shared<Vec<Condition>>,
    /// How many of `near` must hold; all where none.
    pub enough: Option<usize>,
    /// None of these may hold. For a marking, one that does makes the hit a mention.
    pub unless: Shared<Vec<Condition>>,
}

/// What is said of a rule for people, which a run needs only where it finds something.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// One line for reports.
    pub title: Words,
    /// Why it matters, for the person who gets the finding.
    pub why: Words,
    /// Where the fact comes from, as tags of docs/sources.md.
    pub source: Vec<String>,
    /// Whether the fact was checked against its source.
    pub verified: bool,
    /// What it must hit and miss.
    pub examples: Lazy<Examples>,
}

/// Rules named and versioned together.
#[derive(Debug, Clone)]
pub struct Ruleset {
    /// Its id, equal to the file name without `.yaml`.
    pub id: String,
    /// One line on what it holds.
    pub title: Words,
    /// A version for reports, "1" and up.
    pub version: String,
    /// Where it was read from, for messages.
    pub origin: String,
    /// The fingerprint of its file.
    pub digest: Digest,
    /// The rules in file order.
    pub rules: Vec<Rule>,
    /// The ids of rules of the file that are not among them, because a configuration left them out.
    pub left_out: Vec<String>,
}

impl Ruleset {
    /// Whether any of its rules comes from the pack of the built-in rules.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        self.rules.iter().any(|rule| rule.patterns.is_packed())
    }

    /// Takes out the rule with this id, where it has one.
    pub fn leave_out(&mut self, id: &str) {
        let before = self.rules.len();
        self.rules.retain(|rule| rule.id != id);
        if self.rules.len() < before {
            self.left_out.push(id.to_owned());
        }
    }
}
