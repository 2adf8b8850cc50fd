//! What a document should come out as: a row of the manifest that a measurement runs over.
//!
//! Not here: the table that it was written in ([`crate::load::manifest`]) and what came out
//! ([`super::report`]).

use super::{Level, Verdict};

/// What is known of one document before it is read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Truth {
    /// Its path as the manifest writes it.
    pub path: String,
    /// Line of the manifest, from 1.
    pub line: u64,
    /// The set that its figures are counted in; empty where the row names none.
    pub set: String,
    /// Lowest and highest level that a careful officer would accept for its content.
    pub content: Option<(Level, Level)>,
    /// What the meeting is really cleared for, exposures and all.
    pub ceiling: Option<Level>,
    /// The right verdict.
    pub verdict: Option<Verdict>,
    /// How long the meeting took, in seconds.
    pub seconds: Option<f64>,
    /// The channel that it is judged against; names are as written.
    pub channel: Option<String>,
}
