//! What a report says before anything is assessed, and the fingerprints of what all its verdicts hang on.
//!
//! Not here: assessments ([`super`]).

use std::collections::{BTreeMap, BTreeSet};

use super::Setup;
use crate::model::report::{Named, RuleNote};
use crate::model::rule::About;
use crate::model::{Digest, Level, Report, Rule, Ruleset, Terms};

impl Setup<'_> {
    /// The report before anything is assessed; notes on rules come when it is known which fired.
    #[must_use]
    pub fn head(&self) -> Report {
        let set = |set: &Ruleset| (set.id.clone(), set.version.clone());
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
            rules: BTreeMap::new(),
            notices: self.notices.clone(),
            basis: self.basis.clone(),
            loosened: self.loosened.clone(),
            allowed_gaps: self.allowed_gaps.clone(),
            terms: None,
            shows_text: self.show_text,
        }
    }

    /// Notes on the rules with these ids, for a report in which they fired.
    #[must_use]
    pub fn notes(&self, fired: &BTreeSet<&str>) -> BTreeMap<String, RuleNote> {
        let note = |rule: &Rule| {
            let About { title, why, source, verified, .. } = &*rule.about;
            let note = RuleNote {
                title: title.clone().into(),
                why: why.clone().into(),
                source: source.clone().into(),
                verified: *verified,
            };
            (rule.id.to_string(), note)
        };
        let rules = self.rulesets.iter().flat_map(|set| &set.rules);
        rules.filter(|rule| fired.contains(&*rule.id)).map(note).collect()
    }

    /// What verdicts hang on beside the documents. `inputs` is what was asked to be checked, in the words of the call.
    #[must_use]
    pub fn terms<'a>(&self, inputs: impl IntoIterator<Item = &'a [u8]>) -> Terms {
        let of = |value: &dyn std::fmt::Debug| Digest::of(format!("{value:?}").as_bytes());
        // Everything that a setup has counts, and what it will have cannot be forgotten here.
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
        // Roles decide nothing: whoever may not read them shall not be able to guess them either.
        let mut plan = plan.clone();
        plan.participants.iter_mut().for_each(|who| who.role = None);
        // What files say is known by their fingerprints, and what they take from the program by its own.
        let build = env!("CLEAREDFOR_BUILD");
        let sets: Vec<_> = rulesets
            .iter()
            .map(|set| (&set.id, &set.origin, set.digest, &set.left_out, set.rules.len()))
            .collect();
        let rules = of(&(build, sets));
        let (origin, digest, people) = (&policy.origin, policy.digest, &policy.people);
        let policy = of(&(build, origin, digest, people, &home.id, in_force));
        // A key shows nothing of itself; what waivers cover hangs on it.
        let key = key.as_ref().map(|key| Digest::keyed(key, [&b"terms"[..]]));
        let judged = of(&(today, plan, allowed_gaps, loosened, notices, waivers));
        let shown = of(&(show_text, show_mentions, pseudonyms));
        let keyed = key.as_ref().map_or(&[][..], Digest::as_bytes);
        Terms {
            today: (*today).to_owned(),
            rules,
            policy,
            options: Digest::of_all([
                rules.as_bytes(),
                policy.as_bytes(),
                judged.as_bytes(),
                shown.as_bytes(),
                keyed,
            ]),
            inputs: Digest::of_all(inputs),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;
    use crate::judge::Waivers;
    use crate::load::builtin;
    use crate::model::report::Loosening;
    use crate::model::{GapKind, Key, Notice, Participant, Said, Waiver, Words};

    /// Whatever is set otherwise is told by another fingerprint, and what decides nothing is not.
    #[test]
    fn other_settings_are_other_terms() {
        let schemes = builtin::schemes().unwrap();
        let policy = builtin::policy().unwrap();
        let mut own = policy.clone();
        own.people.add("amt.example").unwrap();
        let other = crate::model::Policy { digest: Digest::of(b"other"), ..policy.clone() };
        let rulesets = builtin::rulesets().unwrap();
        let mut fewer = rulesets.clone();
        let first = fewer[0].rules[0].id.clone();
        fewer[0].leave_out(&first);
        let mut fewer_still = rulesets.clone();
        let second = fewer_still[0].rules[1].id.clone();
        fewer_still[0].leave_out(&second);
        let mut edited = rulesets.clone();
        edited[0].digest = Digest::of(b"edited");
        let waivers = Waivers::new(vec![Waiver {
            rule: first.to_string(),
            level: Level::HIGHEST,
            identity: Digest::of(b""),
            source: None,
            reason: "x".to_owned(),
            owner: "y".to_owned(),
            until: "2026-12-31".to_owned(),
            from: "z".to_owned(),
        }]);
        let home = schemes.get("DE").unwrap();
        let plain = || Setup::new(&policy, home, &rulesets);
        let channel = Said { value: "webex".to_owned(), from: Words::default() };
        let mut held = plain();
        held.plan.channels.push(channel);
        let loosened = Loosening { what: Words::default(), from: "x".to_owned() };
        let setups = [
            plain(),
            held,
            Setup { policy: &own, ..plain() },
            Setup { policy: &other, ..plain() },
            Setup { home: schemes.get("AT").unwrap(), ..plain() },
            Setup { in_force: vec!["DE".to_owned()], ..plain() },
            Setup { rulesets: &rulesets[1..], ..plain() },
            Setup { rulesets: &fewer, ..plain() },
            Setup { rulesets: &fewer_still, ..plain() },
            Setup { rulesets: &edited, ..plain() },
            Setup { today: "2026-01-01", ..plain() },
            Setup { allowed_gaps: vec![GapKind::Empty], ..plain() },
            Setup { show_text: true, ..plain() },
            Setup { show_mentions: true, ..plain() },
            Setup { pseudonyms: true, ..plain() },
            Setup { loosened: vec![loosened], ..plain() },
            Setup { notices: vec![Notice::new(Words::default())], ..plain() },
            Setup { key: Key::new(vec![1; 16]), ..plain() },
            Setup { key: Key::new(vec![2; 16]), ..plain() },
            Setup { waivers: Some(&waivers), ..plain() },
        ];
        let terms = |setup: &Setup<'_>| setup.terms([]).options.to_string();
        let different: BTreeSet<String> = setups.iter().map(terms).collect();
        assert_eq!(different.len(), setups.len());
        let mut with_role = plain();
        with_role.plan.participants.push(Participant::default());
        let without = terms(&with_role);
        with_role.plan.participants[0].role = Some("Leitung".to_owned());
        assert_eq!(terms(&with_role), without);
    }
}
