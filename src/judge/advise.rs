//! What to do instead: channels that would do, and the first steps.

use std::collections::BTreeSet;

use super::Bench;
use crate::model::policy::Suggestion;
use crate::model::report::Advice;
use crate::model::{Channel, Level, Plan, Policy, Verdict, Words};

/// The channels of the lowest ceiling that is enough for `level`.
fn channels(policy: &Policy, level: Level) -> Vec<&Channel> {
    let enough = policy.channels.iter().filter(|channel| channel.cap.ceiling >= level);
    let lowest = enough.clone().map(|channel| channel.cap.ceiling).min();
    enough.filter(|channel| Some(channel.cap.ceiling) == lowest).collect()
}

pub(super) fn channel_names(policy: &Policy, level: Level) -> Vec<String> {
    channels(policy, level).into_iter().map(|channel| channel.cap.name.clone()).collect()
}

/// What to do about content of a level that exceeds: first steps, what to do where people are, and channels
/// that would do, those that the policy suggests first.
pub(super) fn advise(
    bench: &Bench<'_>,
    plan: &Plan,
    content: Level,
    verdict: Verdict,
    spoken: bool,
) -> Advice {
    if verdict != Verdict::Exceeds {
        return Advice::default();
    }
    let policy = bench.policy;
    let suggestions = suggestions(policy, plan, content);
    let (first, last) = match spoken {
        true => (&policy.already_said, &policy.stop_here),
        false => (&policy.stop_here, &policy.already_said),
    };
    let advice = suggestions.iter().map(|suggestion| &suggestion.advice);
    let steps: Vec<Words> = [first].into_iter().chain(advice).chain([last]).cloned().collect();
    let suggested = suggestions.iter().flat_map(|suggestion| &suggestion.channels);
    let suggested = suggested.filter_map(|name| policy.channel(name));
    let enough = suggested.filter(|channel| channel.cap.ceiling >= content);
    let mut named: Vec<(String, Words)> = Vec::new();
    for channel in enough.chain(channels(policy, content)) {
        if named.iter().all(|(name, _)| *name != channel.cap.name) {
            named.push((channel.cap.name.clone(), channel.cap.title.clone()));
        }
    }
    Advice { steps, channels: named }
}

/// The policy's suggestions for one's own site, and for the places where people of the plan are.
fn suggestions<'p>(policy: &'p Policy, plan: &Plan, content: Level) -> Vec<&'p Suggestion> {
    let of_people = plan.participants.iter().filter_map(|who| who.place.as_ref());
    let mut places: BTreeSet<&str> =
        of_people.chain(&plan.places).map(|said| said.value.as_str()).collect();
    let abroad = |code: &str| !code.eq_ignore_ascii_case(&policy.country);
    let mut countries = plan.participants.iter().filter_map(|who| who.country.as_ref());
    if countries.any(|country| abroad(&country.value)) {
        places.insert("abroad");
    }
    places.insert("own-site");
    let wanted = policy.suggestions.iter().filter(|suggestion| suggestion.level == content);
    wanted.filter(|s| s.places.iter().any(|place| places.contains(place.as_str()))).collect()
}
