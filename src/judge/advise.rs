//! What to do instead: channels that would do, and the first steps.

use std::collections::BTreeSet;

use super::Bench;
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

/// What to do about content of a level that exceeds: first steps, then per place of the plan.
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
    let mut steps: Vec<Words> = Vec::new();
    let first = if spoken { [&policy.already_said, &policy.stop_here] } else { [&policy.stop_here, &policy.already_said] };
    steps.extend(first.into_iter().cloned());
    steps.splice(1..1, suggestions(policy, plan, content));
    let channels = channels(policy, content);
    let named = channels.into_iter().map(|c| (c.cap.name.clone(), c.cap.title.clone()));
    Advice { steps, channels: named.collect() }
}

/// The policy's advice for the places of the plan, and for one's own site where no place is known.
fn suggestions(policy: &Policy, plan: &Plan, content: Level) -> Vec<Words> {
    let of_people = plan.participants.iter().filter_map(|who| who.place.as_ref());
    let mut places: BTreeSet<&str> =
        of_people.chain(&plan.places).map(|said| said.value.as_str()).collect();
    places.insert("own-site");
    let wanted = policy.suggestions.iter().filter(|suggestion| suggestion.level == content);
    let here = wanted.filter(|suggestion| places.contains(suggestion.place.as_str()));
    here.map(|suggestion| suggestion.advice.clone()).collect()
}
