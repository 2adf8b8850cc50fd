//! What a meeting is cleared for: the minimum over channel, lines, places, clearances, features and exposures.

use std::collections::BTreeSet;

use super::{Bench, counts};
use crate::model::policy::Term;
use crate::model::report::{Ceiling, Link};
use crate::model::{Effect, Finding, Kind, Level, Notice, Participant, Plan, Said, Say, Words};

/// The ceiling of a meeting, with the weakest link.
pub(super) fn of(bench: &Bench<'_>, plan: &Plan, findings: &[Finding]) -> Ceiling {
    let links = channel_links(bench, plan)
        .into_iter()
        .chain(
            plan.participants.iter().zip(1..).flat_map(|(who, n)| participant_links(bench, who, n)),
        )
        .chain(said(bench, Term::Line, &plan.lines))
        .chain(said(bench, Term::Place, &plan.places))
        .chain(said(bench, Term::Feature, &plan.features))
        .chain(exposure_links(bench, findings));
    let mut links: Vec<Link> = links.collect();
    let channel =
        links.iter().filter(|link| link.what == "channel").map(|link| link.ceiling.level).min();
    // People from outside are told where the channel carries no more than they do: whoever names a better one
    // should know of them.
    let is_group = |link: &Link| link.what == "clearance" && link.participant.is_none();
    links.retain(|link| {
        let level = Some(link.ceiling.level);
        link.what == "channel" || level < channel || (is_group(link) && level == channel)
    });
    links.sort_by_key(|link| link.ceiling.level);
    let weakest = links.first().cloned().unwrap_or_else(|| no_channel(bench));
    Ceiling { level: weakest.ceiling.clone(), weakest, links }
}

/// What to tell about the plan itself, and about rows of the policy that are out of date.
pub(super) fn notices(bench: &Bench<'_>, plan: &Plan) -> Vec<Notice> {
    let mut notices = about_channels(plan);
    let named: BTreeSet<&str> = plan.channels.iter().map(|said| said.value.as_str()).collect();
    let expired = |name: &str| {
        let date = bench.policy.channel(name)?.expires.as_deref()?;
        (date <= bench.today).then(|| {
            Notice::new(Words::new(
                format!("the policy's row for channel {name} expired on {date}; have it checked"),
                format!(
                    "die Zeile der Richtlinie für den Kanal {name} ist seit {date} abgelaufen; \
                     bitte prüfen lassen"
                ),
            ))
        })
    };
    notices.extend(named.into_iter().filter_map(expired));
    notices
}

fn about_channels(plan: &Plan) -> Vec<Notice> {
    let names: BTreeSet<&str> = plan.channels.iter().map(|said| said.value.as_str()).collect();
    if plan.channels.is_empty() {
        return vec![Notice::new(Say(
            "no channel was named, so the meeting is judged as open; name one with --channel",
            "es wurde kein Kanal genannt, daher gilt die Besprechung als offen; \
             mit --channel einen nennen",
        ))];
    }
    if names.len() > 1 {
        let told = |of: fn(&Words) -> &str| {
            let said =
                plan.channels.iter().map(|said| format!("{} ({})", said.value, of(&said.from)));
            said.collect::<Vec<_>>().join(", ")
        };
        let (en, de) = (told(|words| &words.en), told(|words| &words.de));
        return vec![Notice::new(Words::new(
            format!("different channels were named, the lowest counts: {en}"),
            format!("es wurden verschiedene Kanäle genannt, der niedrigste zählt: {de}"),
        ))];
    }
    Vec::new()
}

fn channel_links(bench: &Bench<'_>, plan: &Plan) -> Vec<Link> {
    if plan.channels.is_empty() {
        return vec![no_channel(bench)];
    }
    said(bench, Term::Channel, &plan.channels)
}

fn no_channel(bench: &Bench<'_>) -> Link {
    link(bench, Term::Channel, "open", Say("no channel was named", "kein Kanal genannt").into())
}

fn said(bench: &Bench<'_>, term: Term, values: &[Said<String>]) -> Vec<Link> {
    values.iter().map(|said| link(bench, term, &said.value, said.from.clone())).collect()
}

/// The link that a name of the policy stands for. A name that the policy does not know is cleared for nothing.
fn link(bench: &Bench<'_>, term: Term, name: &str, from: Words) -> Link {
    let cap = bench.policy.find(term, name);
    Link {
        what: term.name(),
        name: cap.map_or_else(|| name.to_owned(), |cap| cap.name.clone()),
        title: cap.map(|cap| cap.title.clone()).unwrap_or_default(),
        why: cap.map(|cap| cap.why.clone()).unwrap_or_default(),
        role: None,
        participant: None,
        ceiling: bench.named(cap.map_or(Level::OPEN, |cap| cap.ceiling)),
        from,
        at: None,
    }
}

fn participant_links(bench: &Bench<'_>, who: &Participant, number: u32) -> Vec<Link> {
    let mut links = Vec::new();
    for (term, value) in
        [(Term::Line, &who.line), (Term::Place, &who.place), (Term::Clearance, &who.clearance)]
    {
        links.extend(said(bench, term, value.as_slice()));
    }
    let at_mission = who.place.as_ref().is_some_and(|place| place.value == "mission");
    let abroad = who.country.as_ref().filter(|country| {
        !at_mission && !country.value.eq_ignore_ascii_case(&bench.policy.country)
    });
    if let Some(country) = abroad {
        let abroad = link(bench, Term::Place, "abroad", country.from.clone());
        links.push(Link { what: "country", ..abroad });
    }
    for link in &mut links {
        link.role.clone_from(&who.role);
        link.participant = (!who.group).then_some(number);
    }
    links
}

/// One link for each exposure rule that was found, at its first place.
fn exposure_links(bench: &Bench<'_>, findings: &[Finding]) -> Vec<Link> {
    let mut seen = BTreeSet::new();
    let exposures = findings.iter().filter(|f| f.kind == Kind::Exposure && counts(f));
    let links = exposures.filter_map(|finding| {
        let Effect::Lowers(level) = finding.effect else { return None };
        seen.insert(finding.rule.as_str()).then(|| Link {
            what: "exposure",
            name: finding.rule.clone(),
            title: Words::default(),
            why: Words::default(),
            role: None,
            participant: None,
            ceiling: bench.named(level),
            from: Words::default(),
            at: Some(finding.place.at.clone()),
        })
    });
    links.collect()
}
