//! Figures of a handful of documents, counted by hand.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use super::*;
use crate::model::report::{Advice, Ceiling, Link, Named};
use crate::model::{Effect, Finding, Gap, GapKind, Kind, Place, Say, Strength, Words};
use crate::text::Span;

fn level(ordinal: u8) -> Level {
    Level::new(ordinal).unwrap()
}

fn named(ordinal: u8) -> Named {
    Named { level: level(ordinal), name: format!("L{ordinal}") }
}

/// A document with this content, on a channel cleared for `channel` and lowered to `ceiling`.
fn found(content: u8, channel: u8, ceiling: u8) -> Assessment {
    let link = |what, ordinal| Link {
        what,
        name: what.to_owned(),
        title: Words::default(),
        why: Words::default(),
        role: None,
        participant: None,
        ceiling: named(ordinal),
        from: Words::default(),
        at: None,
    };
    let mut links = vec![link("channel", channel)];
    if ceiling < channel {
        links.insert(0, link("exposure", ceiling));
    }
    Assessment {
        source: String::new(),
        format: "text",
        digest: None,
        month: None,
        verdict: if content > ceiling { Verdict::Exceeds } else { Verdict::Within },
        content: named(content),
        ceiling: Ceiling { level: named(ceiling), weakest: links[0].clone(), links },
        findings: Vec::new(),
        mentions: 0,
        items: Vec::new(),
        advice: Advice::default(),
        gaps: Vec::new(),
        notices: Vec::new(),
    }
}

fn unread() -> Assessment {
    let gap = Gap::whole(GapKind::Unreadable, Say("not there", "nicht da"));
    Assessment { verdict: Verdict::Undetermined, gaps: vec![gap], ..found(0, 0, 0) }
}

fn finding(rule: &str, kind: Kind, effect: Effect, strength: Strength) -> Finding {
    Finding {
        rule: rule.to_owned(),
        kind,
        effect,
        strength,
        span: Span::default(),
        place: Place::default(),
        length: 1,
        evidence: None,
        parts: Vec::new(),
        holds: None,
        identity: None,
        waived: None,
    }
}

fn truth(low: u8, high: u8) -> Truth {
    Truth { content: Some((level(low), level(high))), ..Truth::default() }
}

fn measured(rows: Vec<(Truth, Assessment)>) -> Measurement {
    measured_with(rows, &[])
}

fn measured_with(rows: Vec<(Truth, Assessment)>, rulesets: &[Ruleset]) -> Measurement {
    let (truths, assessments): (Vec<Truth>, Vec<Assessment>) = rows.into_iter().unzip();
    let report = Report {
        version: "0",
        policy: (String::new(), String::new()),
        rulesets: Vec::new(),
        home: "DE".to_owned(),
        in_force: vec!["DE".to_owned()],
        levels: Vec::new(),
        scope: None,
        assessments,
        rules: BTreeMap::new(),
        notices: Vec::new(),
        basis: None,
        loosened: Vec::new(),
        allowed_gaps: Vec::new(),
        terms: None,
        shows_text: false,
    };
    measure(&truths, &report, rulesets, Wanted { rules: true, errors: 9, ..Wanted::default() })
}

fn counts(share: &crate::model::measurement::Share) -> (usize, usize) {
    (share.count, share.of)
}

#[test]
fn levels_are_counted_at_or_above_and_exact() {
    let total = measured(vec![
        (truth(3, 3), found(3, 0, 0)),
        (truth(3, 3), found(4, 0, 0)),
        (truth(3, 3), found(0, 0, 0)),
        (truth(2, 3), found(3, 0, 0)),
        (truth(0, 0), found(2, 0, 0)),
        (truth(0, 0), found(0, 0, 0)),
        (Truth::default(), found(4, 0, 0)),
    ])
    .total;
    assert_eq!((total.documents, total.with_level), (7, 6));
    assert_eq!(counts(&total.content), (3, 6));
    assert_eq!(counts(&total.found), (3, 4));
    assert_eq!(counts(&total.exact), (2, 4));
    let two = &total.levels[1];
    assert_eq!(counts(&two.at_least.recall), (3, 4));
    assert_eq!(counts(&two.at_least.precision), (3, 4));
    assert_eq!(counts(&two.exact), (1, 1));
    let three = &total.levels[2];
    assert_eq!(counts(&three.at_least.recall), (2, 3), "2 to 3 lies across the rung");
    assert_eq!(counts(&three.at_least.precision), (2, 2));
    assert_eq!(counts(&three.exact), (1, 3));
    assert_eq!(total.matrix[3], [1, 0, 0, 1, 1]);
    assert_eq!(total.matrix.iter().flatten().sum::<usize>(), 6);
}

#[test]
fn a_verdict_is_said_or_follows_from_level_and_ceiling() {
    let said = Truth { verdict: Some(Verdict::Exceeds), ..Truth::default() };
    let ceiling = |ordinal| Truth { ceiling: Some(level(ordinal)), ..truth(1, 1) };
    let total = measured(vec![
        (said, found(1, 0, 0)),
        (truth(2, 3), found(2, 1, 1)),
        (truth(1, 2), found(1, 1, 1)),
        (ceiling(0), found(1, 1, 1)),
        (ceiling(1), found(1, 1, 0)),
        (truth(0, 0), unread()),
    ])
    .total;
    assert_eq!(counts(&total.verdicts.right), (2, 5), "1 to 2 on a 1 may be either");
    assert_eq!(counts(&total.verdicts.exceeds.recall), (2, 3));
    assert_eq!(counts(&total.verdicts.exceeds.precision), (2, 3));
    assert_eq!((total.verdicts.undetermined, total.not_read), (1, 1));
    assert_eq!(counts(&total.ceiling), (0, 2));
}

#[test]
fn alarms_are_counted_in_hours_of_what_was_read() {
    let hours = |hours: f64, low| Truth { seconds: Some(hours * 3600.0), ..truth(low, low) };
    let alarms = measured(vec![
        (hours(30.0, 0), found(0, 0, 0)),
        (hours(20.0, 0), found(3, 0, 0)),
        (truth(0, 0), found(3, 0, 0)),
        (hours(70.0, 0), unread()),
        (hours(70.0, 3), found(3, 0, 0)),
    ])
    .total
    .alarms;
    assert_eq!(counts(&alarms.documents), (2, 4));
    assert!((alarms.hours - 50.0).abs() < 1e-9, "{}", alarms.hours);
    assert_eq!(alarms.in_hours, 1);
    let rate = alarms.per_100_hours.unwrap();
    assert!((rate.value - 2.0).abs() < 1e-9 && (rate.interval.high - 11.143).abs() < 0.01);
}

#[test]
fn errors_come_worst_first_with_what_decided() {
    let named = |path: &str, truth: Truth| Truth { path: path.to_owned(), ..truth };
    let marking =
        |rule, raises| finding(rule, Kind::Marking, Effect::Raises(raises), Strength::Strong);
    let mut alarm = found(3, 1, 0);
    alarm.findings = vec![
        marking("three", level(3)),
        marking("one", level(1)),
        finding("weak", Kind::Substance, Effect::Raises(level(3)), Strength::Weak),
        finding("hotel", Kind::Exposure, Effect::Lowers(level(0)), Strength::Strong),
    ];
    let measurement = measured(vec![
        (named("low", truth(3, 3)), found(2, 1, 1)),
        (named("right", truth(1, 1)), found(1, 1, 1)),
        (named("missed", truth(3, 3)), found(1, 1, 1)),
        (named("alarm", truth(0, 1)), alarm),
        (named("gone", truth(0, 0)), unread()),
    ]);
    let faults: Vec<(Fault, &str)> =
        measurement.misses.iter().map(|miss| (miss.fault, miss.path.as_str())).collect();
    let expected = [
        (Fault::NotRead, "gone"),
        (Fault::FalseAlarm, "alarm"),
        (Fault::Missed, "missed"),
        (Fault::TooLow, "low"),
    ];
    assert_eq!(faults, expected);
    assert_eq!(measurement.faults, expected.map(|(fault, _)| (fault, 1)));
    let deciding: Vec<&str> =
        measurement.misses[1].deciding.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(deciding, ["three", "hotel"]);
    assert_eq!(measurement.misses[0].gaps, unread().gaps);
}

#[test]
fn rules_are_right_wrong_or_never_found() {
    let rulesets = [ruleset(&["three", "weak", "hotel", "idle"])];
    let three = || finding("three", Kind::Marking, Effect::Raises(level(3)), Strength::Strong);
    let mention = || Finding { kind: Kind::Mention, effect: Effect::Warns, ..three() };
    let hotel = || finding("hotel", Kind::Exposure, Effect::Lowers(level(0)), Strength::Strong);
    let weak = || finding("weak", Kind::Substance, Effect::Raises(level(3)), Strength::Weak);
    let with = |findings, found| Assessment { findings, ..found };
    let ceiling = |ordinal| Truth { ceiling: Some(level(ordinal)), ..truth(3, 3) };
    let measurement = measured_with(
        vec![
            (truth(3, 4), with(vec![three(), three(), mention()], found(3, 0, 0))),
            (truth(0, 2), with(vec![three(), weak()], found(3, 0, 0))),
            (Truth::default(), with(vec![three()], found(3, 0, 0))),
            (ceiling(0), with(vec![hotel()], found(3, 1, 0))),
            (ceiling(1), with(vec![hotel()], found(3, 1, 0))),
            (ceiling(0), with(vec![hotel()], found(3, 0, 0))),
        ],
        &rulesets,
    );
    let figures: Vec<(&str, [usize; 5])> = measurement
        .rules
        .iter()
        .map(|r| (r.rule.as_str(), [r.hits, r.mentions, r.documents, r.right, r.wrong]))
        .collect();
    let expected =
        [("hotel", [3, 0, 3, 1, 1]), ("three", [4, 1, 3, 1, 1]), ("weak", [1, 0, 1, 0, 0])];
    assert_eq!(figures, expected);
    assert_eq!(measurement.never, ["idle"]);
}

fn ruleset(ids: &[&str]) -> Ruleset {
    let rule = |id: &&str| crate::model::Rule {
        id: (*id).to_owned().into(),
        about: Default::default(),
        kind: Kind::Marking,
        effect: Effect::Warns,
        strength: Strength::Strong,
        scheme: None,
        table: None,
        tags: Default::default(),
        search: crate::model::rule::Search::Words,
        patterns: crate::model::rule::Patterns::default(),
        at_least: None,
        holds_until: Vec::new(),
        within: Vec::new(),
        at: Vec::new(),
        near: Vec::new().into(),
        enough: None,
        unless: Vec::new().into(),
    };
    Ruleset {
        id: "own".to_owned(),
        title: Words::default(),
        version: "1".to_owned(),
        origin: String::new(),
        digest: crate::model::Digest::of(b""),
        rules: ids.iter().map(rule).collect(),
        left_out: Vec::new(),
    }
}
