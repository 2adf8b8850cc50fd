//! Rules over other findings at work: what lies together, what follows, what is missing, what contradicts; signs,
//! names beside the text, spoken markings, and what a ruleset with such a rule may not say.

use clearedfor::load::ruleset;
use clearedfor::model::finding::End;
use clearedfor::model::{Effect, Finding, Level, Ruleset, Schemes, Source};
use clearedfor::scan::{Options, Scanner};

/// Rules that the others look for: three signs, weak and counted substance, a marking, a cue and a change.
const GROUND: &str = r#"
ruleset: r
version: "1"
title: {en: a, de: b}
defaults: {source: [D]}
rules:
  - {id: apple, kind: sign, keywords: [Apfel], tags: ["fruit:apple"], REST}
  - {id: pear, kind: sign, keywords: [Birne], tags: ["fruit:pear"], REST}
  - {id: quince, kind: sign, keywords: [Quitte], tags: ["fruit:quince"], REST}
  - {id: rank, kind: sign, where: [speaker], keywords: [Oberst], tags: ["fruit:rank"], REST}
  - {id: in-name, kind: marking, raises: 3, strength: weak, where: [file-name], keywords: [GEHEIM], REST}
  - {id: secret, kind: marking, raises: 3, at: [line], keywords: [GEHEIM], tags: ["form:banner"], REST}
  - {id: low, kind: marking, raises: 1, at: [line], keywords: [NIEDRIG], tags: ["form:banner"], REST}
  - {id: spoken, kind: marking, raises: 2, keywords: ["ab hier vertraulich"], tags: ["marking:spoken"], holds_until: ["marking:revoked"], REST}
  - {id: open-again, kind: marking, raises: 0, keywords: ["wieder offen"], tags: ["marking:revoked"], REST}
  - {id: weak, kind: substance, raises: 2, strength: weak, keywords: [Brücke], tags: ["topic:t01"], REST}
  - {id: warning, kind: cue, keywords: ["nicht am Telefon"], tags: ["cue:line"], REST}
  - {id: change, kind: cue, keywords: ["ich lege auf"], tags: ["cue:change"], REST}
"#;

const REST: &str =
    "title: {en: a, de: b}, why: {en: a, de: b}, examples: {hit: [a, b, c], miss: [d, e, f]}";

fn read(rule: &str) -> Result<Ruleset, clearedfor::Error> {
    let yaml = format!("{}  - {{id: rule, {rule}, {REST}}}\n", GROUND.replace("REST", REST));
    let ruleset = ruleset::read("test.yaml", &yaml, &Schemes::default())?;
    ruleset::check_together(std::slice::from_ref(&ruleset))?;
    Ok(ruleset)
}

/// With a time before everything that somebody says, as transcripts have it.
fn stamped(text: &str) -> String {
    let line = |(at, line): (usize, &str)| match line.contains(": ") {
        true => format!("[00:00:{at:02}] {line}\n"),
        false => format!("{line}\n"),
    };
    text.lines().enumerate().map(line).collect()
}

/// The findings of all rules in a text of that name.
fn scan_named(name: &str, rule: &str, text: &str, mosaic: bool) -> Vec<Finding> {
    let rulesets = [read(rule).unwrap_or_else(|error| panic!("{error}"))];
    let options = Options { evidence: true, mosaic, ..Options::default() };
    let text = stamped(text);
    let document = clearedfor::read::read(&Source { name: name.to_owned() }, text.as_bytes());
    Scanner::new(&rulesets, options).scan(&document)
}

/// The findings of `rule` in a transcript.
fn found(rule: &str, text: &str) -> Vec<Finding> {
    let mut all = scan_named("call.txt", rule, text, true);
    all.retain(|finding| finding.rule == "rule");
    all
}

fn level(finding: &Finding) -> Option<u8> {
    match finding.effect {
        Effect::Raises(level) => Some(Level::ordinal(level)),
        _ => None,
    }
}

const FRUIT: &str =
    "kind: substance, raises: 2, combine: {of: [\"fruit:*\"], at_least: 3, within: 2 turns}";

#[test]
fn signs_make_a_finding_only_together() {
    let together = "Kern: Apfel\nWolf: ja\nKern: Birne und Quitte\n";
    let finding = &found(FRUIT, together)[0];
    let parts: Vec<(&str, u32)> = finding
        .parts
        .iter()
        .map(|part| (part.rule.as_str(), part.place.at.line().unwrap_or(0)))
        .collect();
    assert_eq!(parts, [("apple", 1), ("pear", 3), ("quince", 3)]);
    for apart in [
        "Kern: Apfel\nWolf: Birne\n",
        "Kern: Apfel, Apfel und Birne\n",
        "Kern: Apfel\nWolf: a\nKern: b\nWolf: c\nKern: d\nWolf: Birne und Quitte\n",
    ] {
        assert!(found(FRUIT, apart).is_empty(), "{apart}");
    }
}

#[test]
fn signs_are_never_told() {
    let all = scan_named("call.txt", FRUIT, "Kern: Apfel\nWolf: Birne\n", true);
    assert!(all.is_empty(), "{all:?}");
}

#[test]
fn groups_do_not_share_their_parts() {
    let twice = "Kern: Apfel Birne Quitte\nWolf: Apfel Birne\nKern: Quitte\n";
    assert_eq!(found(FRUIT, twice).len(), 2);
}

#[test]
fn a_window_of_the_same_speaker_hears_no_other() {
    let rule = FRUIT.replace("2 turns", "\"9 turns, same speaker\"");
    assert_eq!(found(&rule, "Kern: Apfel\nWolf: ja\nKern: Birne Quitte\n").len(), 1);
    assert!(found(&rule, "Kern: Apfel\nWolf: Birne\nKern: Quitte\n").is_empty());
    let near = "kind: substance, raises: 2, combine: {of: [apple, pear], within: 9 turns}, \
                near: [{keywords: [Pflaume], within: same speaker}]";
    assert_eq!(found(near, "Kern: Apfel Birne\nWolf: ja\nKern: Pflaume\n").len(), 1);
    assert!(found(near, "Kern: Apfel Birne\nWolf: Pflaume\n").is_empty());
}

#[test]
fn names_of_speakers_are_near_to_everything() {
    let rule = FRUIT.replace("2 turns", "turn");
    let text = "Oberst Kern: ja\nWolf: eins\nLind: zwei\nWolf: Apfel und Birne\n";
    let finding = &found(&rule, text)[0];
    assert_eq!(finding.place.at.line(), Some(4));
    let rank = finding.parts.iter().find(|part| part.rule == "rank").expect("the rank");
    assert_eq!(rank.place.part, "speaker");
    assert!(found(&rule, &text.replace("Oberst ", "")).is_empty());
}

#[test]
fn what_must_not_be_there_undoes_a_combination() {
    let rule = "kind: substance, raises: 2, combine: {of: [apple, pear], within: 2 turns, without: [quince]}";
    assert_eq!(found(rule, "Kern: Apfel Birne\n").len(), 1);
    assert!(found(rule, "Kern: Quitte\nWolf: Apfel Birne\n").is_empty());
    let far = "Kern: Quitte\nWolf: a\nKern: b\nWolf: c\nKern: Apfel Birne\n";
    assert_eq!(found(rule, far).len(), 1);
    let wide = rule.replace("within: 2 turns", "within: 2 turns, without_within: document");
    assert!(found(&wide, far).is_empty());
}

#[test]
fn a_combination_that_another_one_holds_is_told_once() {
    let two = format!(
        "  - {{id: two, kind: substance, raises: 2, combine: {{of: [apple, pear], within: turn}}, {REST}}}"
    );
    let yaml =
        format!("{}{two}\n  - {{id: rule, {FRUIT}, {REST}}}\n", GROUND.replace("REST", REST));
    let rulesets = [ruleset::read("test.yaml", &yaml, &Schemes::default()).expect("reads")];
    let scanner = Scanner::new(&rulesets, Options::default());
    let told = |text: &str| {
        let document =
            clearedfor::read::read(&Source { name: "a.txt".to_owned() }, text.as_bytes());
        let found = scanner.scan(&document);
        found.into_iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!(told("Apfel, Birne, Quitte"), ["rule"]);
    assert_eq!(told("Apfel, Birne"), ["two"]);
}

#[test]
fn a_group_is_found_where_an_earlier_one_is_in_its_way() {
    let rules = "kind: substance, raises: 2, combine: {of: [long, pear, quince], within: document}";
    let yaml = format!(
        "{}  - {{id: long, kind: sign, keywords: [\"Quitte Birne\"], {REST}}}\n  - {{id: rule, {rules}, {REST}}}\n",
        GROUND.replace("REST", REST)
    );
    let ruleset = ruleset::read("test.yaml", &yaml, &Schemes::default()).expect("reads");
    let rulesets = [ruleset];
    let scanner = Scanner::new(&rulesets, Options::default());
    let scan = |text: &str| {
        let document =
            clearedfor::read::read(&Source { name: "a.txt".to_owned() }, text.as_bytes());
        scanner.scan(&document).iter().filter(|finding| finding.rule == "rule").count()
    };
    // The group that begins with "Quitte" has no room for "Quitte Birne" behind it.
    assert_eq!(scan("Quitte Birne dort, Birne, Quitte"), 1);
    assert_eq!(scan("Quitte Birne dort, Birne"), 0);
}

#[test]
fn words_over_turns_count_words_and_not_turns() {
    let rule = FRUIT.replace("2 turns", "6 words over turns");
    assert_eq!(found(&rule, "Kern: Apfel\nWolf: a\nKern: Birne\nWolf: b\nKern: Quitte\n").len(), 1);
    assert!(
        found(&rule, "Kern: Apfel\nWolf: so viele Worte um gar nichts\nKern: Birne Quitte\n")
            .is_empty()
    );
}

#[test]
fn a_mosaic_lifts_but_not_above_three_and_not_where_the_scheme_forbids_it() {
    let rule = |lifts: u8| {
        format!("kind: substance, lifts: {lifts}, combine: {{of: [weak, apple], within: turn}}")
    };
    let text = "Kern: Brücke und Apfel\n";
    let levels = |lifts| found(&rule(lifts), text).iter().map(level).collect::<Vec<_>>();
    assert_eq!(levels(0), [Some(2)]);
    assert_eq!(levels(1), [Some(3)]);
    assert_eq!(levels(2), [Some(3)]);
    let forbidden = |lifts| {
        let all = scan_named("call.txt", &rule(lifts), text, false);
        all.iter().filter(|finding| finding.rule == "rule").count()
    };
    assert_eq!((forbidden(0), forbidden(1)), (1, 0));
    // Signs alone have no level to lift.
    let signs = "kind: substance, lifts: 1, combine: {of: [apple, pear], within: turn}";
    assert!(found(signs, "Kern: Apfel Birne\n").is_empty());
}

#[test]
fn a_warning_that_nobody_heeds() {
    let rule = "kind: substance, lifts: 0, strength: strong, after: {first: [\"cue:line\"], \
                then: [\"topic:*\"], within: 3 turns, without: [\"cue:change\"]}";
    let heeded = "Kern: nicht am Telefon\nWolf: gut, ich lege auf\nKern: die Brücke\n";
    let unheeded = "Kern: nicht am Telefon\nWolf: na gut\nKern: die Brücke\n";
    assert!(found(rule, heeded).is_empty());
    assert!(found(rule, "Kern: die Brücke\nWolf: nicht am Telefon\n").is_empty());
    let findings = found(rule, unheeded);
    assert_eq!(findings.iter().map(level).collect::<Vec<_>>(), [Some(2)]);
    assert_eq!(findings[0].place.at.line(), Some(3));
    assert_eq!(findings[0].parts[0].rule, "warning");
}

#[test]
fn a_duty_is_missed_only_where_there_is_reason() {
    let rule = "kind: duty, keywords: [alle sind ermächtigt], \
                missing: {when: [\"level:2+ & counted\"], in: speech, opening: 10}";
    assert_eq!(found(rule, "Kern: hallo\nWolf: ab hier vertraulich\n").len(), 1);
    assert!(found(rule, "Kern: alle sind ermächtigt\nWolf: ab hier vertraulich\n").is_empty());
    assert!(found(rule, "Kern: hallo\nWolf: die Brücke\n").is_empty(), "weak is no reason");
    assert!(found(rule, "GEHEIM\n\nein Papier\n").is_empty(), "a paper is no speech");
    let late = format!(
        "{}Kern: ab hier vertraulich, alle sind ermächtigt\n",
        "Wolf: a\nKern: b\n".repeat(20)
    );
    assert_eq!(found(rule, &late).len(), 1, "too late is missing too");
    // So many hits of its own words together fulfil it like one, and are no finding.
    let twice = rule
        .replace("keywords: [alle sind ermächtigt]", "patterns: ['\\w+ ist ermächtigt']")
        + ", at_least: {hits: 2, within: 3 turns}";
    let both = "Kern: Wolf ist ermächtigt, Lind ist ermächtigt\nWolf: ab hier vertraulich\n";
    assert!(found(&twice, both).is_empty());
    assert_eq!(found(&twice, "Kern: Wolf ist ermächtigt\nWolf: ab hier vertraulich\n").len(), 1);
    let always = "kind: duty, missing: {of: [\"form:banner\"]}";
    let missed = found(always, "Kern: hallo\nWolf: ja\n");
    assert_eq!((missed.len(), missed[0].place.at.line()), (1, Some(1)));
    assert!(missed[0].evidence.is_none(), "there are no words to quote");
}

#[test]
fn declared_against_found() {
    let lower = "kind: duty, compare: {these: [low], those: [secret], are: lower}";
    assert_eq!(found(lower, "NIEDRIG\n\nText\n\nGEHEIM\n")[0].place.at.line(), Some(5));
    assert!(found(lower, "NIEDRIG\n\nText\n").is_empty());
    let uneven = "kind: duty, compare: {these: [\"form:banner\"], are: uneven}";
    assert_eq!(found(uneven, "NIEDRIG\n\nText\n\nGEHEIM\n").len(), 1);
    assert!(found(uneven, "GEHEIM\n\nText\n\nGEHEIM\n").is_empty());
    let name =
        "kind: duty, compare: {these: [\"in:file-name\"], those: [\"form:banner\"], are: higher}";
    let named = |file: &str| {
        let all = scan_named(file, name, "NIEDRIG\n\nText\n", true);
        all.into_iter().filter(|finding| finding.rule == "rule").collect::<Vec<_>>()
    };
    assert_eq!(named("ordner/Lage_GEHEIM.txt")[0].place.part, "file-name");
    assert!(named("geheimtipp.txt").is_empty() && named("GEHEIM/lage.txt").is_empty());
}

#[test]
fn enough_hits_of_one_rule_with_different_words() {
    let rule = "kind: substance, raises: 2, patterns: ['Pumpe \\w+'], at_least: {hits: 3, within: 2 turns}";
    assert_eq!(found(rule, "Kern: Pumpe Nord, Pumpe Süd\nWolf: Pumpe West\n").len(), 1);
    assert!(found(rule, "Kern: Pumpe Nord, Pumpe Nord\nWolf: Pumpe Nord, Pumpe Süd\n").is_empty());
}

#[test]
fn a_spoken_marking_holds_until_it_is_revoked() {
    let holds = |text: &str| {
        let all = scan_named("call.txt", FRUIT, text, true);
        let spoken = all.into_iter().find(|finding| finding.rule == "spoken");
        spoken
            .and_then(|finding| finding.holds)
            .map(|extent| (extent.until.line().unwrap_or(0), extent.end))
    };
    let revoked = "Kern: ab hier vertraulich\nWolf: eins\nKern: wieder offen\nWolf: zwei\n";
    assert_eq!(holds(revoked), Some((2, End::Revoked)));
    assert_eq!(
        holds("Kern: ab hier vertraulich\nWolf: eins\nKern: zwei\n"),
        Some((3, End::Document))
    );
    assert_eq!(holds("Das gilt ab hier vertraulich.\n\nText\n"), None, "nobody says it");
}

#[test]
fn number_words_are_digits_to_patterns_and_conditions() {
    let rule = "kind: substance, raises: 2, keywords: [Reichweite], \
                near: [{patterns: ['\\d{3} kilometer'], within: turn}]";
    for text in ["Kern: Reichweite fünfhundert Kilometer\n", "Kern: Reichweite 500 Kilometer\n"] {
        assert_eq!(found(rule, text).len(), 1, "{text}");
    }
    assert!(found(rule, "Kern: Reichweite viele Kilometer\n").is_empty());
    let clock = "kind: substance, raises: 2, patterns: ['um (?P<time>\\d{4})']";
    let evidence = found(clock, "Kern: los um null vier drei null\n")[0].evidence.clone();
    let evidence = evidence.expect("shown");
    assert_eq!(evidence.hit.of(&evidence.text), "um null vier drei null");
    assert_eq!(evidence.groups, [("time".to_owned(), "null vier drei null".to_owned())]);
}

#[test]
fn mistakes_are_told() {
    for (rule, message) in [
        (
            "kind: substance, raises: 2, combine: {of: [aple, pear], within: turn}",
            "unknown id or tag `aple`",
        ),
        (
            "kind: substance, raises: 2, combine: {of: [\"fuit:*\"], at_least: 2, within: turn}",
            "`fuit:`",
        ),
        (
            "kind: substance, raises: 2, combine: {of: [\"fruit:*\"], within: turn}",
            "needs `at_least`",
        ),
        (
            "kind: substance, raises: 2, combine: {of: [apple], at_least: 2, within: turn}",
            "`at_least` is 1",
        ),
        (
            "kind: substance, raises: 2, combine: {of: [apple, pear], within: far}",
            "unknown window `far`",
        ),
        (
            "kind: substance, raises: 2, keywords: [x], combine: {of: [apple, pear], within: turn}",
            "of its own",
        ),
        (
            "kind: substance, raises: 2, where: [speech], combine: {of: [apple, pear], within: turn}",
            "`where`",
        ),
        (
            "kind: substance, raises: 2, lifts: 1, combine: {of: [apple, pear], within: turn}",
            "instead of `raises`",
        ),
        (
            "kind: substance, lifts: 3, combine: {of: [apple, pear], within: turn}",
            "`lifts` is 0, 1 or 2",
        ),
        ("kind: cue, lifts: 1, keywords: [x]", "`lifts`"),
        ("kind: sign, raises: 2, keywords: [x]", "neither `raises` nor `lowers`"),
        ("kind: duty, missing: {in: song}", "song"),
        ("kind: duty, missing: {when: [\"level:7\"]}", "a level is 0 to 4"),
        ("kind: duty, missing: {when: [\"kind:moon\"], of: [apple]}", "unknown kind `moon`"),
        ("kind: duty, missing: {opening: 0, of: [apple]}", "`opening` is 1 to 99"),
        ("kind: duty, missing: {when: [apple]}", "needs at least one of"),
        ("kind: duty, compare: {these: [apple], are: lower}", "`those`"),
        (
            "kind: duty, compare: {these: [apple], those: [pear], are: worse}",
            "unknown contradiction `worse`",
        ),
        ("kind: duty, compare: {these: [\"in:garden\"], are: uneven}", "garden"),
        (
            "kind: cue, keywords: [x], after: {first: [apple], then: [pear], within: turn}",
            "of its own",
        ),
        ("kind: cue, keywords: [x], tags: [\"kind:x\"]", "the tag `kind:x` cannot be"),
        ("kind: cue, keywords: [x], holds_until: [apple]", "only a marking holds"),
        ("kind: cue, keywords: [x], at_least: {hits: 1, within: turn}", "`hits` is 2 or more"),
        ("kind: cue, keywords: [\"@words/publik\"]", "unknown list `publik`"),
        ("kind: cue, keywords: [\"@wods/public\"]", "unknown ruleset `wods`"),
    ] {
        let error = read(rule).expect_err(rule).to_string();
        assert!(error.contains(message), "{rule}\n{error}\nhas no {message:?}");
    }
}

#[test]
fn lists_of_other_rulesets_are_shared() {
    let rule = "kind: substance, raises: 2, keywords: [Turm], unless: [{keywords: [\"@words/public\"], within: turn}]";
    assert_eq!(found(rule, "Kern: der Turm\n").len(), 1);
    assert!(found(rule, "Kern: der Turm steht in der Zeitung\n").is_empty());
}
