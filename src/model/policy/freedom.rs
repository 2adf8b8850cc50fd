//! What a repository's own configuration, and what lies in it, may ask for less of.
//!
//! Every use of a freedom is told in the report; a policy given on the command line can take it away. Not here: what a
//! configuration file asks for ([`crate::load`]).

use super::Policy;

/// A way in which the files of a repository can loosen what the policy and the built-in rules ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Freedom {
    /// Name a channel that is cleared for more than nothing.
    Channel,
    /// Put fewer schemes in force than the policy.
    Scheme,
    /// Bring rules of its own: a longer marking stands for a shorter one, and other rules can wait for a tag.
    Rulesets,
    /// Name domains of own mail addresses.
    Domains,
    /// Leave rules out.
    IgnoreRules,
    /// Accept that something was not read.
    AllowGaps,
    /// Leave files out.
    Exclude,
    /// Bring files of waivers.
    Waivers,
    /// Waive a finding inside the scanned document itself.
    InlineWaivers,
}

impl Freedom {
    /// All of them, with the words of policy files.
    pub const NAMES: [(Freedom, &'static str); 9] = [
        (Freedom::Channel, "channel"),
        (Freedom::Scheme, "scheme"),
        (Freedom::Rulesets, "rulesets"),
        (Freedom::Domains, "domains"),
        (Freedom::IgnoreRules, "ignore-rules"),
        (Freedom::AllowGaps, "allow-gaps"),
        (Freedom::Exclude, "exclude"),
        (Freedom::Waivers, "waivers"),
        (Freedom::InlineWaivers, "inline-waivers"),
    ];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(freedom, _)| *freedom == self).map_or("", |(_, name)| name)
    }
}

impl Policy {
    /// Whether the files of a repository may loosen this.
    #[must_use]
    pub fn allows(&self, freedom: Freedom) -> bool {
        self.may.contains(&freedom)
    }
}
