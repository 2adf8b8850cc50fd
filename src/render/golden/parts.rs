//! What golden reports are made of.
//!
//! Not here: the reports.

use std::collections::BTreeMap;

use crate::model::report::{Advice, Ceiling, Link, Named, RuleNote};
use crate::model::{
    Assessment, Digest, Effect, Evidence, Finding, Kind, Level, Month, Place, Report, Strength,
    Terms, Verdict, Where, Words,
};
use crate::text::Span;

/// Names of the home scheme, open first.
const LEVELS: [&str; 5] =
    ["offen", "VS-NUR FÜR DEN DIENSTGEBRAUCH", "VS-VERTRAULICH", "GEHEIM", "STRENG GEHEIM"];

pub(super) fn words(en: &str, de: &str) -> Words {
    Words { en: en.to_owned(), de: de.to_owned() }
}

pub(super) fn level(ordinal: u8) -> Level {
    Level::new(ordinal).unwrap()
}

pub(super) fn named(ordinal: u8) -> Named {
    Named { level: level(ordinal), name: LEVELS[usize::from(ordinal)].to_owned() }
}

/// `^` raises, `v` lowers.
pub(super) fn effect(direction: char, ordinal: u8) -> Effect {
    if direction == '^' { Effect::Raises(level(ordinal)) } else { Effect::Lowers(level(ordinal)) }
}

pub(super) fn link(what: &'static str, name: &str, title: &str, at: u8, from: &str) -> Link {
    Link {
        what,
        name: name.to_owned(),
        title: words(title, ""),
        why: Words::default(),
        role: None,
        participant: None,
        ceiling: named(at),
        from: from.to_owned().into(),
        at: None,
    }
}

/// The ceiling of these links, weakest first.
pub(super) fn ceiling(links: Vec<Link>) -> Ceiling {
    Ceiling { level: links[0].ceiling.clone(), weakest: links[0].clone(), links }
}

pub(super) fn said(line: u32, column: u32, item: Option<u32>, part: &'static str) -> Place {
    Place { at: Where::Text { line, column }, item, part, ..Place::default() }
}

/// A finding without evidence whose hit is as long as `hit`; its kind follows from the rule's id.
pub(super) fn finding(rule: &str, effect: Effect, place: Place, hit: &str) -> Finding {
    let kind = match rule {
        "de-banner" => Kind::Marking,
        "dial-in" | "assistant-on" => Kind::Exposure,
        "not-on-this-line" => Kind::Cue,
        "invitation-unmarked" => Kind::Duty,
        _ => Kind::Substance,
    };
    let strength = if kind == Kind::Substance { Strength::Medium } else { Strength::Strong };
    Finding {
        rule: rule.to_owned(),
        kind,
        effect,
        strength,
        span: Span::new(0, hit.len()),
        place,
        length: hit.chars().count(),
        evidence: None,
        parts: Vec::new(),
        holds: None,
        identity: None,
        waived: None,
    }
}

/// The finding with the words that it rests on.
pub(super) fn evidence(mut finding: Finding, before: &str, hit: &str, after: &str) -> Finding {
    finding.length = hit.chars().count();
    finding.evidence = Some(Evidence {
        text: format!("{before}{hit}{after}"),
        hit: Span::new(before.len(), before.len() + hit.len()),
        groups: vec![("words".to_owned(), hit.to_owned())],
    });
    finding
}

pub(super) fn assessment(
    source: &str,
    format: &'static str,
    verdict: Verdict,
    content: u8,
    ceiling: Ceiling,
) -> Assessment {
    Assessment {
        source: source.to_owned(),
        format,
        digest: None,
        month: Month::in_path(source),
        verdict,
        content: named(content),
        ceiling,
        findings: Vec::new(),
        mentions: 0,
        items: Vec::new(),
        advice: Advice::default(),
        gaps: Vec::new(),
        notices: Vec::new(),
    }
}

/// A report of these documents with a note on each rule that fired.
pub(super) fn report(assessments: Vec<Assessment>, shows_text: bool) -> Report {
    let fired = assessments.iter().flat_map(|document| &document.findings);
    let rules: BTreeMap<String, RuleNote> =
        fired.map(|finding| (finding.rule.clone(), note(&finding.rule))).collect();
    Report {
        version: "1.2.3",
        policy: ("default".to_owned(), "1".to_owned()),
        rulesets: vec![
            ("de-markings".to_owned(), "1".to_owned()),
            ("topics".to_owned(), "4".to_owned()),
        ],
        home: "DE".to_owned(),
        in_force: vec!["DE".to_owned(), "NATO".to_owned(), "EU".to_owned()],
        levels: (0..5).map(named).collect(),
        scope: None,
        assessments,
        rules,
        notices: Vec::new(),
        basis: None,
        loosened: Vec::new(),
        allowed_gaps: Vec::new(),
        terms: Some(Terms {
            today: "2026-01-01".to_owned(),
            rules: Digest::of(b"rules"),
            policy: Digest::of(b"policy"),
            options: Digest::of(b"options"),
            inputs: Digest::of(b"inputs"),
        }),
        shows_text,
    }
}

fn note(rule: &str) -> RuleNote {
    let (title, titel) = match rule {
        "de-banner" => ("Marking of the whole page", "Kennzeichnung der ganzen Seite"),
        "weapon-range" => ("Range of a weapon", "Reichweite einer Waffe"),
        "storage-site" => ("Where something is stored", "Lagerort"),
        "travel-date" => ("Date of a journey", "Datum einer Reise"),
        "dial-in" => ("Number for dialling in", "Einwahlnummer"),
        "assistant-on" => ("An assistant listens in", "Ein Assistent hört mit"),
        "not-on-this-line" => ("Somebody says: not on this line", "Nicht auf dieser Leitung"),
        "invitation-unmarked" => ("Invitation without its level", "Einladung ohne Stufe"),
        _ => ("Something else", "Etwas anderes"),
    };
    RuleNote {
        title: words(title, titel).into(),
        why: words(
            "It tells an opponent what he could not know otherwise, and it stays true for years.",
            "Es sagt dem Gegner, was er sonst nicht wissen könnte, und gilt über Jahre.",
        )
        .into(),
        source: vec!["D".to_owned()].into(),
        verified: rule != "storage-site",
    }
}
