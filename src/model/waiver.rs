//! A finding accepted by name, reason, person, level and expiry.
//!
//! Not here: which findings it covers ([`crate::judge`]).

use super::{Digest, Level};

/// A finding that somebody accepted, so that it does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The rule's id.
    pub rule: String,
    /// The level at which it was granted: a finding that weighs more is not covered.
    pub level: Level,
    /// Which finding of the rule it is ([`super::Finding::identity`]).
    pub identity: Digest,
    /// Why it is accepted.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it holds, `YYYY-MM-DD`.
    pub until: String,
    /// Where it is written: file and line.
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
