//! What a run judges by.
//!
//! Not here: what a report says of it beforehand ([`super::head`]).

use crate::judge::Waivers;
use crate::model::report::{Basis, Loosening};
use crate::model::{GapKind, Key, Notice, Plan, Policy, Ruleset, Scheme};

/// Everything that a run needs beside its sources. [`Setup::new`] has the usual of what is not named.
#[derive(Debug, Clone)]
pub struct Setup<'s> {
    /// What channels and the rest are cleared for.
    pub policy: &'s Policy,
    /// The scheme whose names reports use.
    pub home: &'s Scheme,
    /// Ids of the schemes whose markings count.
    pub in_force: Vec<String>,
    /// The rules.
    pub rulesets: &'s [Ruleset],
    /// The date of the run, `YYYY-MM-DD`.
    pub today: &'s str,
    /// How the meeting is held, as told from outside. What a document says of itself only tightens it.
    pub plan: Plan,
    /// Kinds of gaps that leave no document undetermined.
    pub allowed_gaps: Vec<GapKind>,
    /// Whether quotations, titles and roles go into the report.
    pub show_text: bool,
    /// Whether mentions of levels go into the report.
    pub show_mentions: bool,
    /// Whether speakers go by a number instead of their name.
    pub pseudonyms: bool,
    /// What the report rests on, where it is to say so.
    pub basis: Option<Basis>,
    /// By what the configuration of the scanned repository asks for less than the policy.
    pub loosened: Vec<Loosening>,
    /// What is odd about the run as a whole.
    pub notices: Vec<Notice>,
    /// Under which findings get identities; without one no waiver covers any.
    pub key: Option<Key>,
    /// Findings that were accepted beforehand.
    pub waivers: Option<&'s Waivers>,
}

impl<'s> Setup<'s> {
    /// By this policy and these rules, without a plan; nothing is accepted unread, and no text is shown.
    #[must_use]
    pub fn new(policy: &'s Policy, home: &'s Scheme, rulesets: &'s [Ruleset]) -> Self {
        Setup {
            policy,
            home,
            in_force: policy.in_force.clone(),
            rulesets,
            today: "",
            plan: Plan::default(),
            allowed_gaps: Vec::new(),
            show_text: false,
            show_mentions: false,
            pseudonyms: false,
            basis: None,
            loosened: Vec::new(),
            notices: Vec::new(),
            key: None,
            waivers: None,
        }
    }

    /// Notices that only the end of a run can tell: waivers that expired or cover nothing any more.
    #[must_use]
    pub fn told_after(&self) -> Vec<Notice> {
        self.waivers.map(|waivers| waivers.notices(self.today)).unwrap_or_default()
    }
}
