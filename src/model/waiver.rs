//! A finding accepted by name, reason, person, level and expiry, in a file or in the document itself.
//!
//! Not here: which findings are covered ([`crate::judge`]).

use super::{Digest, Effect, Level};
use crate::text::Span;

/// The longest time that something is accepted for, in years: what has no end is no exception but a rule.
pub const MOST_YEARS: u32 = 3;

/// A finding that somebody accepted, so that it does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The rule's id.
    pub rule: String,
    /// The level at which it was granted: a finding that weighs more is not covered. For a finding that lowers the
    /// ceiling it is the ceiling that is left, and one that leaves less is not covered.
    pub level: Level,
    /// Which finding of the rule it is ([`super::Finding::identity`]).
    pub identity: Digest,
    /// The document that it was granted for, as its report named it. A hint for people: it covers wherever its
    /// identity is found, and is only missed where this document was read.
    pub source: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it holds, `YYYY-MM-DD`.
    pub until: String,
    /// Where it is written: file and line.
    pub from: String,
}

/// A rule that a directive allows, and up to which level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The rule's id.
    pub rule: String,
    /// What the directive says, or else the rule's own level; as in [`Waiver::level`].
    pub level: Level,
}

/// A comment in a document that accepts findings of the part that follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// The rules that it names.
    pub allowed: Vec<Allowed>,
    /// The last day on which it holds, `YYYY-MM-DD`.
    pub until: String,
    /// Why; text of the input.
    pub reason: String,
    /// Where in the document's text it stands, from its first word to the comma before the reason.
    pub head: Span,
    /// The segment that it speaks of; none where nothing follows.
    pub covers: Option<Span>,
    /// Whether that segment is the document's first, so that it also speaks of what is found in no words at all.
    pub opens: bool,
    /// Where it is written: document and line.
    pub from: String,
}

/// By what a finding was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Why; none where it stands in the scanned document and text must not be shown.
    pub reason: Option<String>,
    /// Who answers for it; a document's own directive names nobody.
    pub owner: Option<String>,
    /// The last day on which it holds, `YYYY-MM-DD`.
    pub until: String,
    /// Where it is written: file and line.
    pub from: String,
}

/// Whether something granted at `level` covers a finding that does this.
#[must_use]
pub fn is_covered(effect: Effect, level: Level) -> bool {
    match effect {
        Effect::Raises(to) => to <= level,
        Effect::Lowers(to) => to >= level,
        Effect::Warns | Effect::Lifts(_) => true,
    }
}

/// The level at which a finding that does this is granted.
#[must_use]
pub fn level_of(effect: Effect) -> Level {
    match effect {
        Effect::Raises(level) | Effect::Lowers(level) => level,
        Effect::Warns | Effect::Lifts(_) => Level::OPEN,
    }
}

/// Whether something that holds until a day still holds on `today`; nothing holds where nobody knows the day.
#[must_use]
pub fn holds(until: &str, today: &str) -> bool {
    !today.is_empty() && today <= until
}
