//! What a report says before anything is assessed, and the fingerprints of what all its verdicts hang on.
//!
//! Not here: assessments ([`super`]).

use super::Setup;
use crate::model::report::{Named, RuleNote};
use crate::model::{Digest, Level, Report, Rule, Ruleset, Terms};

impl Setup<'_> {
    /// The report before anything is assessed, with notes on all rules.
    #[must_use]
    pub fn head(&self) -> Report {
        let set = |set: &Ruleset| (set.id.clone(), set.version.clone());
        let note = |rule: &Rule| {
            let (title, why, source) = (rule.title.clone(), rule.why.clone(), rule.source.clone());
            (rule.id.clone(), RuleNote { title, why, source, verified: rule.verified })
        };
        let named = |level| Named { level, name: self.home.display_name(level) };
        Report {
            version: env!("CARGO_PKG_VERSION"),
            policy: (self.policy.id.clone(), self.policy.version.clone()),
            rulesets: self.rulesets.iter().map(set).collect(),
            home: self.home.id.clone(),
            in_force: self.in_force.clone(),
            levels: Level::all().map(named).collect(),
            scope: None,
            assessments: Vec::new(),
            rules: self.rulesets.iter().flat_map(|set| &set.rules).map(note).collect(),
            notices: self.notices.clone(),
            basis: self.basis.clone(),
            loosened: self.loosened.clone(),
            allowed_gaps: self.allowed_gaps.clone(),
            terms: None,
            shows_text: self.show_text,
        }
    }

    /// What verdicts hang on beside the documents. `inputs` is what was asked to be checked, in the words of the call.
    #[must_use]
    pub fn terms<'a>(&self, inputs: impl IntoIterator<Item = &'a [u8]>) -> Terms {
        let of = |value: &dyn std::fmt::Debug| Digest::of(format!("{value:?}").as_bytes());
        // Everything that a setup has or will have counts, but for roles, which decide nothing: whoever may not read
        // them shall not be able to guess them either.
        let mut all = self.clone();
        all.basis = None;
        // A key shows nothing of itself; what waivers cover hangs on it.
        let key = self.key.as_ref().map(|key| Digest::keyed(key, [&b"terms"[..]]));
        all.plan.participants.iter_mut().for_each(|who| who.role = None);
        Terms {
            today: self.today.to_owned(),
            rules: of(&self.rulesets),
            policy: of(&(self.policy, self.home, &self.in_force)),
            options: Digest::of_all([
                of(&all).as_bytes(),
                key.as_ref().map_or(&[][..], Digest::as_bytes),
            ]),
            inputs: Digest::of_all(inputs),
        }
    }
}
