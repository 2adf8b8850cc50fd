//! What all verdicts of a run hang on beside its documents: runs of the same terms may share a report.
//!
//! Not here: the fingerprints of single files, and how a report is verified.

use super::Digest;

/// The terms of a run. They hold for one version of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The date that was judged by, `YYYY-MM-DD`.
    pub today: String,
    /// The fingerprint of the rules.
    pub rules: Digest,
    /// The fingerprint of the policy and the schemes in force.
    pub policy: Digest,
    /// The fingerprint of everything that was set, rules and policy among it.
    pub options: Digest,
    /// The fingerprint of what was to be checked, as it was called.
    pub inputs: Digest,
}
