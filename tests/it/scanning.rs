//! The rule language at work: positions, windows, conditions, and which reading of overlapping markings is meant.

use clearedfor::load;
use clearedfor::model::{Finding, Kind, Schemes, Source, Where};
use clearedfor::scan::{Options, Scanner};

/// A ruleset around the given rules; what rules always need is filled in.
fn ruleset(rules: &[(&str, &str)]) -> clearedfor::model::Ruleset {
    let mut yaml =
        "ruleset: r\nversion: \"1\"\ntitle: {en: a, de: b}\ndefaults: {source: [D]}\nrules:\n"
            .to_owned();
    for (id, body) in rules {
        yaml.push_str(&format!(
            "  - id: {id}\n    title: {{en: a, de: b}}\n    why: {{en: a, de: b}}\n"
        ));
        body.split(';').for_each(|key| yaml.push_str(&format!("    {}\n", key.trim())));
        yaml.push_str("    examples: {hit: [a, b, c], miss: [d, e, f]}\n");
    }
    load::ruleset::read("test.yaml", &yaml, &Schemes::default())
        .unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

fn scan(rules: &[(&str, &str)], name: &str, text: &str) -> Vec<Finding> {
    let rulesets = [ruleset(rules)];
    let scanner = Scanner::new(&rulesets, Options { evidence: true, ..Options::default() });
    let document = clearedfor::read::read(&Source { name: name.to_owned() }, text.as_bytes());
    scanner.scan(&document)
}

/// How many findings the one rule has in a plain text.
fn hits(rule: &str, text: &str) -> usize {
    scan(&[("rule", rule)], "a.txt", text)
        .iter()
        .filter(|finding| finding.kind != Kind::Mention)
        .count()
}

const WORD: &str = "kind: substance; raises: 2; keywords: [Apfel]";

#[test]
fn positions_on_the_line() {
    let at = |position: &str| format!("{WORD}; at: [{position}]");
    for (position, text, expected) in [
        ("line", "Apfel", 1),
        ("line", "Birne\n** Apfel **\nQuitte", 1),
        ("line", "Birne\n- \"Apfel\" -\nQuitte", 1),
        ("line", "der Apfel", 0),
        ("line", "[x] Apfel", 0),
        ("line", "[ ] Apfel", 0),
        ("line", "☐ Apfel", 0),
        ("line-start", "Apfel und Birne", 1),
        ("line-start", "3. Apfel und Birne", 1),
        ("line-start", "TOP 3: (Apfel) und Birne", 1),
        ("line-start", "## 2.1 Apfel", 1),
        ("line-start", "Im Jahr 3 Apfel", 0),
        ("line-start", "ein Apfel", 0),
        ("line-start", "[ ] Apfel und Birne", 0),
        ("line-end", "Birne und Apfel.", 1),
        ("line-end", "Apfel und Birne", 0),
        ("segment-start", "Birne\n\nApfel und Quitte", 1),
        ("segment-start", "Birne\nApfel und Quitte", 0),
        ("line-start, line-end", "Birne und Apfel", 1),
    ] {
        assert_eq!(hits(&at(position), text), expected, "{position}: {text:?}");
    }
}

#[test]
fn windows_of_conditions() {
    let near = |window: &str| format!("{WORD}; near: [{{keywords: [Kern], within: {window}}}]");
    let words = |n: usize| "wort ".repeat(n);
    for (window, text, expected) in [
        ("3 words", "Kern eins zwei Apfel".to_owned(), 1),
        ("3 words", "Kern eins zwei drei Apfel".to_owned(), 0),
        ("3 words", "Apfel eins zwei Kern".to_owned(), 1),
        ("3 words before", "Apfel Kern".to_owned(), 0),
        ("3 words before", "Kern Apfel".to_owned(), 1),
        ("3 words after", "Apfel Kern".to_owned(), 1),
        ("3 words", "Apfel\n\nKern".to_owned(), 0),
        ("line", "Apfel und Kern".to_owned(), 1),
        ("line", "Apfel und\nKern".to_owned(), 0),
        ("turn", format!("Apfel {} Kern", words(3000)), 1),
        ("turn", "Apfel\n\nKern".to_owned(), 0),
        ("turn", "1. Apfel\n2. Kern".to_owned(), 0),
        ("1 turn", "Apfel\n\nKern".to_owned(), 1),
        ("1 turn", "Apfel\n\nBirne\n\nKern".to_owned(), 0),
        ("document", format!("Apfel\n\n{}\n\nKern", words(3000)), 1),
        ("document", "Apfel".to_owned(), 0),
    ] {
        assert_eq!(hits(&near(window), &text), expected, "{window}: {text:.60?}");
    }
}

#[test]
fn some_of_several_signs_are_enough() {
    let signs = "near: [{keywords: [Kern], within: turn}, {keywords: [Stiel], within: turn}, {keywords: [Blatt], within: turn}]";
    let rule = |enough: &str| format!("{WORD}; {signs}{enough}");
    for (enough, text, expected) in [
        ("", "Apfel Kern Stiel Blatt", 1),
        ("", "Apfel Kern Stiel", 0),
        ("; enough: 2", "Apfel Kern Stiel", 1),
        ("; enough: 2", "Apfel Kern Blatt", 1),
        ("; enough: 2", "Apfel Kern Kern", 0),
        ("; enough: 1", "Apfel Blatt", 1),
        ("; enough: 1", "Apfel", 0),
    ] {
        assert_eq!(hits(&rule(enough), text), expected, "{enough}: {text}");
    }
}

#[test]
fn windows_of_items_and_minutes() {
    let rule = |window: &str| format!("{WORD}; near: [{{keywords: [Kern], within: {window}}}]");
    let agenda = "# Plan\n\n## 1. Obst\n\nApfel.\n\n## 2. Rest\n\nKern.\n";
    assert_eq!(scan(&[("rule", &rule("item"))], "a.md", agenda).len(), 0);
    assert_eq!(
        scan(&[("rule", &rule("item"))], "a.md", &agenda.replace("Apfel.", "Apfel.\n\nKern."))
            .len(),
        1
    );
    let call = |second: &str| {
        format!(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Apfel\n\n{second} --> 59:00.000\n<v B>Kern\n"
        )
    };
    assert_eq!(scan(&[("rule", &rule("5 minutes"))], "a.vtt", &call("04:00.000")).len(), 1);
    assert_eq!(scan(&[("rule", &rule("5 minutes"))], "a.vtt", &call("07:00.000")).len(), 0);
}

#[test]
fn unless_drops_substance_and_makes_a_marking_a_mention() {
    let unless = "unless: [{keywords: [Schulung], within: line}]";
    assert!(scan(&[("rule", &format!("{WORD}; {unless}"))], "a.txt", "Apfel Schulung").is_empty());
    let marking = format!("kind: marking; raises: 3; keywords: [Apfel]; {unless}");
    let found = scan(&[("rule", &marking)], "a.txt", "Apfel Schulung\n\nApfel");
    let kinds: Vec<Kind> = found.iter().map(|finding| finding.kind).collect();
    assert_eq!(kinds, [Kind::Mention, Kind::Marking]);
}

#[test]
fn words_inside_the_hit_are_neighbours_the_hit_itself_is_not() {
    let rule = |keyword: &str| {
        format!(
            "kind: substance; raises: 2; patterns: ['apfel.{{0,20}}birne']; near: [{{keywords: [{keyword}], within: line}}]"
        )
    };
    assert_eq!(hits(&rule("Kern"), "Apfel Kern Birne"), 1);
    let own = format!("{WORD}; near: [{{keywords: [Apfel], within: line}}]");
    assert_eq!((hits(&own, "Apfel"), hits(&own, "Apfel Apfel")), (0, 2));
}

#[test]
fn kinds_of_segment() {
    let rule = format!("{WORD}; where: [heading, speech]");
    for (name, text, expected) in [
        ("a.md", "# Apfel\n\nApfel\n\n- Apfel\n", 1),
        ("a.vtt", "WEBVTT\n\nNOTE Apfel\n\n00:01.000 --> 00:02.000\nApfel\n", 1),
        ("a.md", "| Apfel |\n| --- |\n| Apfel |\n", 0),
    ] {
        assert_eq!(scan(&[("rule", &rule)], name, text).len(), expected, "{text:?}");
    }
}

#[test]
fn of_overlapping_markings_the_longest_is_meant_and_a_crossing_mention_hides_none() {
    let long = ("long", "kind: marking; raises: 4; keywords: [streng geheim]");
    let short = ("short", "kind: marking; raises: 3; keywords: [geheim]");
    let ids = |rules: &[(&str, &str)], text: &str| -> Vec<(String, Kind)> {
        scan(rules, "a.txt", text).into_iter().map(|finding| (finding.rule, finding.kind)).collect()
    };
    assert_eq!(ids(&[long, short], "streng geheim"), [("long".to_owned(), Kind::Marking)]);
    let up_to = (
        "up-to",
        "kind: marking; raises: 0; patterns: ['bis geheim( zugelassen)?']; unless: [{keywords: [bis], within: turn}]",
    );
    assert_eq!(
        ids(&[up_to, short], "bis geheim zugelassen"),
        [("up-to".to_owned(), Kind::Mention)]
    );
    assert_eq!(ids(&[up_to, short], "bis\ngeheim"), [("short".to_owned(), Kind::Marking)]);
}

#[test]
fn a_greedy_banner_is_found_on_its_own_line() {
    let rule = "kind: marking; raises: 3; patterns: ['top secret( [a-z]+)*']; at: [line]";
    let places = |text: &str| -> Vec<(u32, usize)> {
        let found = scan(&[("rule", rule)], "a.txt", text);
        found.iter().map(|finding| (finding.place.at.line().unwrap_or(0), finding.length)).collect()
    };
    assert_eq!(places("TOP SECRET\npersonal and official, 7 copies\n"), [(1, 10)]);
    assert_eq!(places("TOP SECRET\npersonal and official\n"), [(1, 32)]);
}

#[test]
fn places_evidence_and_groups() {
    let rule = r"kind: substance; raises: 2; patterns: ['(?P<number>\d+) Boote']";
    let found = scan(&[("rule", rule)], "a.txt", "Es gibt Öl\nund 12\nBoote, sagt er.\n");
    let evidence = found[0].evidence.as_ref().expect("asked for");
    assert_eq!((&found[0].place.at, found[0].length), (&Where::Text { line: 2, column: 5 }, 8));
    assert_eq!(evidence.hit.of(&evidence.text), "12 Boote");
    assert_eq!(evidence.groups, [("number".to_owned(), "12".to_owned())]);
}
