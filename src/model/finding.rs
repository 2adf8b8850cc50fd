//! A finding: one rule seen at one place.
//!
//! Not here: what it means for the meeting ([`super::report`]).

use super::{Digest, Effect, Kind, Strength, Waived, Where};
use crate::text::Span;

/// Where a finding is, for a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Where in the document.
    pub at: Where,
    /// Milliseconds from the start of the recording.
    pub time: Option<u64>,
    /// Who said it.
    pub speaker: Option<String>,
    /// The agenda item: an index into the assessment's items.
    pub item: Option<u32>,
    /// The part of the document: the kind of its segment ("heading", "speech").
    pub part: &'static str,
}

/// The words that a finding rests on, where they may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The line or turn with its line breaks as blanks, cut to a readable length.
    pub text: String,
    /// The hit inside `text`.
    pub hit: Span,
    /// Named groups of the pattern with what they matched.
    pub groups: Vec<(String, String)>,
}

/// A finding that another one is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its rule's id.
    pub rule: String,
    /// Where it is.
    pub place: Place,
}

/// How far a spoken marking holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// Where the last segment that it holds for ends, or stands.
    pub until: Where,
    /// When its last segment starts, in milliseconds as in [`Place::time`].
    pub time: Option<u64>,
    /// What ended it.
    pub end: End,
}

/// What ends a spoken marking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Somebody revoked it, or marked what follows otherwise.
    Revoked,
    /// The agenda item.
    Item,
    /// The document.
    Document,
}

impl End {
    /// The word for this end.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            End::Revoked => "revoked",
            End::Item => "item",
            End::Document => "document",
        }
    }
}

/// One rule seen at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// What it is; a marking that only talks about a level is a mention.
    pub kind: Kind,
    /// What it does.
    pub effect: Effect,
    /// How much it weighs.
    pub strength: Strength,
    /// Where in the document's text.
    pub span: Span,
    /// Where, for a person.
    pub place: Place,
    /// Length of the hit in characters.
    pub length: usize,
    /// The words; none where they must not be shown.
    pub evidence: Option<Evidence>,
    /// The findings that it combines, in order of place; empty for a finding that stands for itself.
    pub parts: Vec<Part>,
    /// How far it holds, for a marking that was said of what follows.
    pub holds: Option<Extent>,
    /// Which finding of its rule it is, wherever the text moves: a keyed fingerprint of the folded hit, the folded words
    /// around it, and its number among equals. None where no key was given.
    pub identity: Option<Digest>,
    /// By what it was accepted; a finding that was does not count.
    pub waived: Option<Waived>,
}
