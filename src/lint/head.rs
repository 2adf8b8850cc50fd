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
        // Rules and policy stand for their files, whose fingerprints are known; what a call can change of them beside
        // is named. All parts of a setup are named here, so that none can be forgotten: what has no say in a verdict
        // is left out by name. Roles decide nothing, and whoever may not read them shall not be able to guess them.
        let Setup {
            policy,
            home,
            in_force,
            rulesets,
            today,
            plan,
            allowed_gaps,
            show_text,
            show_mentions,
            pseudonyms,
            basis: _,
            loosened,
            notices,
            key,
            waivers,
        } = self;
        let rules = rulesets.iter().map(|set| {
            let ids: Vec<&str> = set.rules.iter().map(|rule| rule.id.as_str()).collect();
            (&set.id, &set.version, &set.origin, set.digest, ids)
        });
        let rules = of(&rules.collect::<Vec<_>>());
        let named = (&policy.id, &policy.version, &policy.origin, policy.digest, &policy.people);
        let policy = of(&(named, &home.id, in_force));
        let mut plan = plan.clone();
        plan.participants.iter_mut().for_each(|who| who.role = None);
        // A key shows nothing of itself; what waivers cover hangs on it.
        let key = key.as_ref().map(|key| Digest::keyed(key, [&b"terms"[..]]));
        let told = (show_text, show_mentions, pseudonyms, loosened, notices);
        let options = of(&(rules, policy, plan, allowed_gaps, told, waivers));
        let key = key.as_ref().map_or(&[][..], Digest::as_bytes);
        Terms {
            today: (*today).to_owned(),
            rules,
            policy,
            options: Digest::of_all([options.as_bytes(), today.as_bytes(), key]),
            inputs: Digest::of_all(inputs),
        }
    }
}
