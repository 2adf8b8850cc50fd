//! Which finding of its rule a finding is: what may change around it, and what may not.

use std::collections::BTreeSet;

use clearedfor::load;
use clearedfor::model::{Digest, Finding, Key, Schemes, Source};
use clearedfor::scan::{Options, Scanner};
use proptest::prelude::*;

pub(crate) const RULES: &str = "\
ruleset: own
version: \"1\"
title: {en: a, de: b}
defaults: {source: [D]}
rules:
  - id: apple
    title: {en: a, de: b}
    why: {en: a, de: b}
    kind: substance
    raises: 2
    patterns: ['apfel \\d+']
    examples: {hit: [Apfel 1, APFEL 22, Apfel 333], miss: [Apfel, Birne 1, '1']}
  - id: pear
    title: {en: a, de: b}
    why: {en: a, de: b}
    kind: substance
    raises: 3
    keywords: [Birne]
    examples: {hit: [Birne, BIRNE, eine Birne], miss: [Apfel, Beere, Bier]}
  - id: fruit
    title: {en: a, de: b}
    why: {en: a, de: b}
    kind: substance
    lifts: 1
    combine: {of: [apple, pear], at_least: 2, within: turn}
    examples: {hit: [Apfel 1 und Birne, Birne und Apfel 2, 'Birne, Apfel 3'], miss: [Apfel 1, Birne, Apfel]}
  - id: not-greeted
    title: {en: a, de: b}
    why: {en: a, de: b}
    kind: duty
    missing: {of: [apple], when: [pear]}
    examples: {hit: [Birne, eine Birne, BIRNE], miss: [Apfel 1, Apfel 2, Quitte]}
  - id: hotel
    title: {en: a, de: b}
    why: {en: a, de: b}
    kind: exposure
    lowers: 0
    keywords: [im Hotel]
    examples: {hit: [im Hotel, IM HOTEL, er ist im Hotel], miss: [Apfel, Motel, Haus]}
";

fn found(key: u8, rules: &str, name: &str, text: &str) -> Vec<Finding> {
    let rulesets = [load::ruleset::read("own.yaml", rules, &Schemes::default()).unwrap()];
    let key = Key::new(vec![key; 32]);
    let scanner = Scanner::new(&rulesets, Options { key, mosaic: true, ..Options::default() });
    let document = clearedfor::read::read(&Source { name: name.to_owned() }, text.as_bytes());
    scanner.scan(&document)
}

fn identities(name: &str, text: &str) -> BTreeSet<Digest> {
    let found = found(1, RULES, name, text);
    let all: BTreeSet<Digest> = found.iter().filter_map(|finding| finding.identity).collect();
    assert_eq!(all.len(), found.len(), "each finding has an identity of its own");
    assert!(!all.is_empty(), "{text}");
    all
}

const TEXT: &str =
    "# Obst\n\nDer neue Apfel 12 liegt neben einer Birne im großen Keller der Mühle.\n";

#[test]
fn moving_and_rewriting_keeps_what_it_is() {
    let before = identities("a.md", TEXT);
    for (name, text) in [
        ("b.md", TEXT.to_owned()),
        ("a.md", format!("Vorwort.\n\n{TEXT}\nNachwort.\n")),
        ("a.md", TEXT.replace("einer ", "einer\n")),
        ("a.md", TEXT.replace(' ', "\n").replace("#\n", "# ")),
        ("a.md", TEXT.replace('\n', "\r\n")),
        ("a.md", TEXT.to_uppercase()),
        ("a.md", TEXT.replace("ß", "ss").replace("ü", "ue")),
        ("a.md", TEXT.replace("Apfel 12", "Apfel\u{2013}12")),
        ("a.md", TEXT.replace("Birne", "Bir\u{ad}ne").replace("Keller", "Kel-\nler")),
        ("a.md", TEXT.replace("Mühle.", "\"Mühle\"!")),
        ("a.md", TEXT.replace("Der neue", "3. Der neue")),
        ("a.txt", TEXT.replace("# ", "")),
    ] {
        assert_eq!(identities(name, &text), before, "{name}: {text}");
    }
}

#[test]
fn captions_may_be_cut_anew() {
    let cue = |at: u32, text: &str| format!("00:0{at}.000 --> 00:0{}.000\n<v A>{text}\n\n", at + 1);
    let one = format!("WEBVTT\n\n{}", cue(1, "Der neue Apfel 12 liegt neben einer Birne."));
    let two = format!(
        "WEBVTT\n\n{}NOTE recut\n\n{}",
        cue(1, "Der neue Apfel"),
        cue(2, "12 liegt neben einer Birne.")
    );
    assert_eq!(identities("a.vtt", &one), identities("a.vtt", &two));
}

#[test]
fn another_secret_on_the_same_line_is_new() {
    let before = found(1, RULES, "a.md", TEXT);
    let apple = |found: &[Finding]| {
        found.iter().find(|one| one.rule == "apple").and_then(|one| one.identity)
    };
    let other = found(1, RULES, "a.md", &TEXT.replace("Apfel 12", "Apfel 13"));
    assert_ne!(apple(&before), apple(&other));
    // The hit is the same, but what stands beside it is not.
    let beside = found(1, RULES, "a.md", &TEXT.replace("im großen", "im kleinen"));
    assert_ne!(apple(&before), apple(&beside));
    // A combination is another one when one of its parts is.
    let fruit = |found: &[Finding]| {
        found.iter().find(|one| one.rule == "fruit").and_then(|one| one.identity)
    };
    assert!(fruit(&before).is_some());
    assert_ne!(fruit(&before), fruit(&other));
}

#[test]
fn words_beyond_the_wall_are_not_context() {
    let before = identities("a.md", "Apfel 12\n");
    assert_eq!(identities("a.md", "Quitte davor.\n\nApfel 12\n\nQuitte danach.\n"), before);
    let items = identities("a.md", "- Quitte\n- Apfel 12\n- Mispel\n");
    assert_eq!(identities("a.md", "- Schlehe\n- Apfel 12\n- Traube\n"), items);
}

#[test]
fn the_same_sentence_twice_is_two_findings() {
    let once = identities("a.md", "Apfel 12\n");
    let twice = identities("a.md", "Apfel 12\n\nApfel 12\n");
    assert_eq!((once.len(), twice.len()), (1, 2));
    assert!(twice.is_superset(&once), "the first stays what it was");
}

#[test]
fn without_words_the_rule_alone_counts() {
    let missing = |text: &str| {
        let found = found(1, RULES, "a.md", text);
        found.iter().find(|one| one.rule == "not-greeted").and_then(|one| one.identity)
    };
    assert!(missing("Birne\n").is_some());
    assert_eq!(missing("Birne\n"), missing("Quitte.\n\nBirne\n"));
}

#[test]
fn another_key_and_another_level_are_another_identity() {
    let one = |key: u8, rules: &str| found(key, rules, "a.md", "Apfel 12\n")[0].identity;
    let raised = RULES.replacen("raises: 2", "raises: 3", 1);
    let renamed = RULES.replace("apple", "apples");
    assert_eq!(one(1, RULES), one(1, RULES));
    let all = [one(1, RULES), one(2, RULES), one(1, &raised), one(1, &renamed)];
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 4);
}

#[test]
fn without_a_key_there_is_no_identity() {
    let rulesets = [load::ruleset::read("own.yaml", RULES, &Schemes::default()).unwrap()];
    let scanner = Scanner::new(&rulesets, Options::default());
    let document = clearedfor::read::read(&Source { name: "a.md".to_owned() }, TEXT.as_bytes());
    assert!(scanner.scan(&document).iter().all(|finding| finding.identity.is_none()));
}

fn apple(text: &str) -> Option<Digest> {
    let found = found(1, RULES, "a.md", text);
    found.into_iter().find(|one| one.rule == "apple").and_then(|one| one.identity)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// However a paragraph is wrapped, written large or moved, what it says is the same finding; another word near the
    /// hit makes another one, and one further away than the context does not.
    #[test]
    fn only_words_near_the_hit_make_it_another(
        blanks in prop::collection::vec(prop::sample::select(vec![" ", "\n", "  ", "\u{a0}", "-", " \u{2013} "]), 40),
        large in prop::collection::vec(any::<bool>(), 40),
        moved in prop::sample::select(vec!["", "Quitte.\n\n", "# Vorwort\n\nQuitte.\n\n- Mispel\n\n"]),
        at in 0..40usize,
    ) {
        let plain: Vec<String> = (0..40)
            .map(|at| if at == 20 { "Apfel 12".to_owned() } else { format!("Wort{}", "x".repeat(at)) })
            .collect();
        let text = |words: &[String]| format!("{}\n", words.join(" "));
        let before = apple(&text(&plain));
        prop_assert!(before.is_some());
        let written = plain.iter().zip(&large).zip(&blanks);
        let written: String = written
            .map(|((word, large), blank)| format!("{}{blank}", if *large { word.to_uppercase() } else { word.clone() }))
            .collect();
        let written = format!("{moved}{}\n", written.trim_end_matches(['-', '\u{2013}', ' ', '\n', '\u{a0}']));
        prop_assert_eq!(apple(&written), before, "{}", written);
        let mut other = plain.clone();
        other[at] = if at == 20 { "Apfel 13".to_owned() } else { "Neu".to_owned() };
        let near = at.abs_diff(20) <= 12;
        prop_assert_eq!(apple(&text(&other)) != before, near, "word {}", at);
    }
}
