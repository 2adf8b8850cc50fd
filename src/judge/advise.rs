//! What to do instead: channels that would do, and the first steps.

use std::collections::BTreeSet;

use super::Bench;
use crate::model::policy::Suggestion;
use crate::model::report::Advice;
use crate::model::{Channel, Level, Plan, Policy, Verdict, Words};

/// What to do about content of a level that exceeds: first steps, what to do where people are, and channels
/// that would do.
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
    let (first, last) = match spoken {
        true => (&policy.already_said, &policy.stop_here),
        false => (&policy.stop_here, &policy.already_said),
    };
    let suggestions = suggestions(policy, plan, content);
    let advice = suggestions.iter().map(|suggestion| &suggestion.advice);
    let steps: Vec<Words> = [first].into_iter().chain(advice).chain([last]).cloned().collect();
    let channels = channels(policy, plan, content);
    let named = channels.into_iter().map(|c| (c.cap.name.clone(), c.cap.title.clone()));
    Advice { steps, channels: named.collect() }
}

/// Names of the channels that would do for an item that must move; none for any other.
pub(super) fn channel_names(
    bench: &Bench<'_>,
    plan: &Plan,
    level: Level,
    verdict: Verdict,
) -> Vec<String> {
    if verdict != Verdict::Exceeds {
        return Vec::new();
    }
    let channels = channels(bench.policy, plan, level);
    channels.into_iter().map(|channel| channel.cap.name.clone()).collect()
}

/// The channels that would do: those that the policy suggests, best first, then the others of the lowest
/// ceiling that is enough.
fn channels<'p>(policy: &'p Policy, plan: &Plan, level: Level) -> Vec<&'p Channel> {
    let suggestions = suggestions(policy, plan, level);
    let suggested = suggestions.iter().flat_map(|suggestion| &suggestion.channels);
    let suggested = suggested.filter_map(|name| policy.channel(name));
    let enough = |channel: &&Channel| channel.cap.ceiling >= level;
    let lowest = policy.channels.iter().filter(enough).map(|channel| channel.cap.ceiling).min();
    let others = policy.channels.iter().filter(|channel| Some(channel.cap.ceiling) == lowest);
    let mut channels: Vec<&Channel> = Vec::new();
    for channel in suggested.filter(enough).chain(others) {
        if channels.iter().all(|known| known.cap.name != channel.cap.name) {
            channels.push(channel);
        }
    }
    channels
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
