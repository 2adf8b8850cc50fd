//! Patterns on their own, against the text as a person wrote it, and against each other.

use proptest::prelude::*;

use super::{Hit, List, Pattern, PatternError, PatternSet, Patterns};
use crate::text::{Case, Span, fold};

fn texts(pattern: &Pattern, text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut hits = Vec::new();
    let whole = Span::new(0, folded.as_str(Case::Any).len());
    pattern.find(&folded, whole, &mut hits);
    hits.iter().map(|hit| folded.home(hit.span).of(text).to_owned()).collect()
}

fn keyword(source: &str) -> Pattern {
    Pattern::keyword(source, Case::Any).unwrap()
}

#[test]
fn keywords_find_whole_words_however_written() {
    for (source, text, expected) in [
        ("VS-NfD", "Das ist VS – NfD.", vec!["VS – NfD"]),
        ("VS-NfD", "VSNfD und v s n f d", vec!["VSNfD", "v s n f d"]),
        ("VS-NfD", "VSNfDs", vec![]),
        ("streng geheim", "streng\n  geheim", vec!["streng\n  geheim"]),
        ("streng geheim", "streng\n\ngeheim", vec![]),
        ("flugkörper*", "Flugkoerpern, Lenkflugkörper", vec!["Flugkoerpern"]),
        ("*flugkörper", "Lenkflugkörper", vec!["Lenkflugkörper"]),
        ("*flug*", "Lenkflugkörper", vec!["Lenkflugkörper"]),
        (
            "geheim* eingestuft*",
            "geheim eingestufte und geheimes eingestuft",
            vec!["geheim eingestufte", "geheimes eingestuft"],
        ),
        ("Ü3", "eine Ü3 und Ü33", vec!["Ü3"]),
        ("C#", "C# und C", vec!["C#"]),
    ] {
        assert_eq!(texts(&keyword(source), text), expected, "{source} in {text}");
    }
}

#[test]
fn exact_case_heeds_capitals() {
    let geheim = Pattern::keyword("GEHEIM", Case::Exact).unwrap();
    assert_eq!(texts(&geheim, "GEHEIM, geheim, Geheim, G E H E I M"), ["GEHEIM", "G E H E I M"]);
    let unit = Pattern::regular("[A-Z]{2,4}Btl \\d+", Case::Exact).unwrap();
    assert_eq!(texts(&unit, "XYBtl 7, xybtl 7"), ["XYBtl 7"]);
    let fuer = Pattern::keyword("FÜR", Case::Exact).unwrap();
    assert_eq!(texts(&fuer, "FÜR FUER für"), ["FÜR", "FUER"]);
}

#[test]
fn patterns_are_folded_as_trees() {
    for (source, text, expected) in [
        (r"\S+ geheim", "Streng Geheim", vec!["Streng Geheim"]),
        (r"f[üu]r", "Für fur", vec!["Für", "fur"]),
        (r"VS-NfD", "vs nfd VSNFD", vec!["vs nfd", "VSNFD"]),
        (r"\d{1,4} ?km", "900 km, 12km, 5 kmh", vec!["900 km", "12km"]),
        (r"\d ?abc", "☒ abc, 5 abc, é abc", vec!["5 abc"]),
        (r"(?P<n>\d+) Boote", "sechs, 6 Boote", vec!["6 Boote"]),
        (r"reichweite .{0,20}?km", "Reichweite\n\n5 km", vec![]),
        (r"(?:acht|achtzehn)", "achtzehn, acht, achtung", vec!["achtzehn", "acht"]),
        (r"(?:acht|acht\w*)", "achtzehn", vec!["achtzehn"]),
        (r"(?:zehn|\w*zehn) uhr", "achtzehn Uhr", vec!["achtzehn Uhr"]),
        (r"[a-z]{4}\d{4}(?:\d{4})?", "nkhc3245, nkhc32451678", vec!["nkhc3245", "nkhc32451678"]),
        (r"xy(?:\d{1,3})? b", "xy b, xy12 b", vec!["xy b", "xy12 b"]),
        (r"xy(?:-)? ?b", "xyb, xy-b, xy b", vec!["xyb", "xy-b", "xy b"]),
        (r"\w+straße", "Hauptstraße, Hauptstrasse", vec!["Hauptstraße", "Hauptstrasse"]),
    ] {
        let pattern = Pattern::regular(source, Case::Any).unwrap();
        assert_eq!(texts(&pattern, text), expected, "{source} in {text}");
    }
}

#[test]
fn what_cannot_work_is_refused() {
    assert_eq!(Pattern::keyword("*", Case::Any).unwrap_err(), PatternError::Empty);
    assert_eq!(Pattern::regular("a*", Case::Any).unwrap_err(), PatternError::MatchesEmpty);
    for source in ["^a", "a$", "(?i)a", "(?m)^a$"] {
        let error = Pattern::regular(source, Case::Any).unwrap_err();
        assert!(matches!(error, PatternError::Unsupported { .. }), "{source}: {error}");
    }
    let error = Pattern::regular("(a", Case::Any).unwrap_err();
    assert_eq!(error.to_string(), "the pattern does not compile: unclosed group");
    assert!(Pattern::regular("(?:(?:a{1000}){1000}){10}", Case::Any).unwrap().check().is_err());
}

#[test]
fn what_has_no_stretch_to_look_for_is_slow() {
    for (source, slow) in [
        (r"reichweite .*km", false),
        (r"(?:ja|nein) \d", false),
        (r"\d{4} \d{4}", false),
        (r"\d{3}-\d{2}-\d{4}", false),
        (r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}", false),
        (r"[cfghj][cfghjk0-9]{8}\d", false),
        (r"\w+ \w+", true),
        (r"\d", false),
    ] {
        let pattern = Pattern::regular(source, Case::Any).unwrap();
        assert_eq!(pattern.is_slow(), slow, "{source}");
    }
}

#[test]
fn a_long_stretch_may_end_inside_a_letter() {
    for (case, source) in [(Case::Any, "строго секретно"), (Case::Exact, "Ἀκρῶς Ἀπόρρητο, Ἀκρῶς")]
    {
        let list = Patterns::from(vec![Pattern::keyword(source, case).unwrap()]);
        let text = format!("x {source}. {source}");
        let folded = fold(&text);
        let set = PatternSet::new(vec![&list], 1, None);
        let mut found = Vec::new();
        let whole = Span::new(0, folded.as_str(Case::Any).len());
        set.find(List::Own(0), &folded, &set.search(&folded), whole, &mut found);
        assert_eq!(found.len(), 2, "{source}");
    }
}

/// Parts of expressions, over few letters so that they often match.
pub(super) const PARTS: [&str; 36] = [
    "a",
    "b",
    "ü",
    "ab",
    "[ab]",
    "[^a]",
    "[a-c1-3]{5,7}",
    r"\w",
    r"\w+",
    r"\w{0,2}?",
    r"\d",
    r"\d{1,3}",
    "[^,]{0,4}",
    "(ab|ba|1)",
    "(ab|ba){0,2}",
    "(ab ?){1,4}",
    "(a|b?c){2,3}?",
    "(ab)+?",
    "b{1,2}",
    r"(\w+ ){0,2}",
    r"(\w+,? ){0,2}?",
    r"( \w+){1,2}",
    " ",
    "-",
    ".",
    ".?",
    ".*",
    ".*?",
    ".{0,3}?",
    r"\b",
    r"\B",
    r"\(",
    "/",
    ",",
    r"[.,]",
    r"\W",
];

/// Patterns as authors write them.
fn patterns() -> impl Strategy<Value = Vec<(bool, bool, String)>> {
    let keyword = "[*]?[abü1]{1,6}([ -][abü1]{1,6}){0,2}[*]?";
    let regular = proptest::collection::vec(proptest::sample::select(&PARTS[..]), 1..7);
    let one = prop_oneof![
        keyword.prop_map(|text| (false, text)),
        regular.prop_map(|parts| (true, parts.concat()))
    ];
    let one =
        (proptest::bool::ANY, one).prop_map(|(exact, (regular, text))| (exact, regular, text));
    proptest::collection::vec(one, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The oracle: the set finds what each pattern finds on its own, in the whole text and in any part of it.
    #[test]
    fn the_set_finds_what_its_patterns_find(
        sources in patterns(),
        text in "([abcüAB123]|[abcüAB123]{4,9}|ue|Ж|…| |-|[(.,/]|\n|\n\n|\u{ad}){0,60}",
        part in (0.0..1.0_f64, 0.0..1.0_f64),
    ) {
        let made = sources.iter().filter_map(|(exact, regular, source)| {
            let case = if *exact { Case::Exact } else { Case::Any };
            match regular {
                true => Pattern::regular(source, case).ok(),
                false => Pattern::keyword(source, case).ok(),
            }
        });
        let patterns: Vec<Pattern> = made.collect();
        let folded = fold(&text);
        let words = folded.as_str(Case::Any);
        let at = |share: f64| words.floor_char_boundary((share * words.len() as f64) as usize);
        let first = Patterns::from(patterns[..1.min(patterns.len())].to_vec());
        let all = Patterns::from(patterns.clone());
        let set = PatternSet::new(vec![&all, &first], 2, None);
        let candidates = set.search(&folded);
        for window in [Span::new(0, words.len()), Span::new(at(part.0), at(part.1))] {
            let mut naive: Vec<(usize, Hit)> = Vec::new();
            for (index, pattern) in patterns.iter().enumerate() {
                let mut hits = Vec::new();
                pattern.find(&folded, window, &mut hits);
                naive.extend(hits.into_iter().map(|hit| (index, hit)));
            }
            let mut found = Vec::new();
            set.find(List::Own(0), &folded, &candidates, window, &mut found);
            prop_assert_eq!(&found, &naive);
            let mut first = Vec::new();
            set.find(List::Own(1), &folded, &candidates, window, &mut first);
            naive.retain(|(index, _)| *index == 0);
            prop_assert_eq!(first, naive);
        }
        let lists = set.sought_in(&set.present(&[&candidates]));
        let mut any = Vec::new();
        set.find(List::Own(0), &folded, &candidates, Span::new(0, words.len()), &mut any);
        prop_assert!(any.is_empty() || lists.contains(&0));
    }
}
