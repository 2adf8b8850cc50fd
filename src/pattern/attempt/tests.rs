//! Programs against engines: the same matches with the same groups, in any part of any text, wherever a search is
//! when its steps are spent.

use proptest::prelude::*;

use super::super::{Hit, List, Matcher as _, PatternSet, Patterns, Regular};
use crate::pattern::Pattern;
use crate::pattern::tests::PARTS;
use crate::text::{Case, Span, fold};

/// Every match in a part of a text.
fn hits(regular: &Regular, text: &str, share: (f64, f64)) -> Vec<Hit> {
    let folded = fold(text);
    let words = folded.as_str(regular.case());
    let at = |share: f64| words.floor_char_boundary((share * words.len() as f64) as usize);
    let mut hits = Vec::new();
    regular.find(&folded, Span::new(at(share.0), at(share.1)), &mut hits);
    hits
}

fn groups(source: &str, text: &str) -> Vec<(String, String)> {
    let regular = Regular::new(source, Case::Any).unwrap();
    assert!(regular.has_program(), "{source}");
    let found = hits(&regular, text, (0.0, 1.0));
    assert_eq!(found, hits(&regular.compiled(), text, (0.0, 1.0)), "{source} in {text}");
    let groups = found.into_iter().flat_map(|hit| hit.groups);
    groups.map(|(name, span)| (name, span.of(text).to_owned())).collect()
}

#[test]
fn groups_are_those_of_the_match_that_is_preferred() {
    let named = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    for (source, text, expected) in [
        (r"(?P<n>\d+) boote", "sechs, 66 boote", vec![named("n", "66")]),
        (r"a(?:(?P<n>b)|(?P<m>bc))d?", "abd", vec![named("n", "b")]),
        (r"a(?:(?P<n>b)c|(?P<m>b))d", "abd", vec![named("m", "b")]),
        (r"(?:(?P<n>[ab])){2,3}c", "abac", vec![named("n", "a")]),
        (r"x(?:(?P<n>a)|b)*c", "xabc", vec![named("n", "a")]),
    ] {
        assert_eq!(groups(source, text), expected, "{source} in {text}");
    }
}

#[test]
fn what_might_not_end_is_left_to_the_engine() {
    let regular = |source: &str| Regular::new(source, Case::Any).unwrap();
    assert!(!regular("x(?:a*)*b").has_program());
    assert!(!regular("(?:[ab]c){2000,9000}").has_program());
    // Nothing is remembered of what was tried; the engine goes on when that takes too long.
    let slow = regular("(?:a|aa|a[a])+b");
    assert!(slow.has_program());
    assert!(hits(&slow, &"a".repeat(200), (0.0, 1.0)).is_empty());
    assert_eq!(hits(&slow, &format!("{}b", "a".repeat(200)), (0.0, 1.0)).len(), 1);
}

/// Expressions with everything that a program has.
fn expressions() -> impl Strategy<Value = String> {
    let parts = proptest::collection::vec(proptest::sample::select(&PARTS[..]), 1..7);
    (parts, 0..7_usize).prop_map(|(parts, named)| {
        let mut parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
        if let Some(part) = parts.get_mut(named) {
            *part = format!("(?P<n>{part})");
        }
        parts.concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    /// The oracle.
    #[test]
    fn programs_find_what_engines_find(
        source in expressions(),
        exact in proptest::bool::ANY,
        text in "([abcüAB123]|[abcüAB123]{4,9}|ue|Ж|…| |-|[(.,/]|\n|\n\n|\u{ad}){0,60}",
        part in (0.0..1.0_f64, 0.0..1.0_f64),
        steps in 1..300_u32,
    ) {
        let case = if exact { Case::Exact } else { Case::Any };
        let Ok(program) = Regular::new(&source, case) else { return Ok(()) };
        let engine = program.compiled();
        for part in [(0.0, 1.0), (part.0.min(part.1), part.0.max(part.1))] {
            let expected = hits(&engine, &text, part);
            prop_assert_eq!(&hits(&program, &text, part), &expected);
            prop_assert_eq!(&hits(&program.with_steps(steps), &text, part), &expected);
        }
        // The same from candidates.
        let folded = fold(&text);
        let whole = Span::new(0, folded.as_str(Case::Any).len());
        let found = |regular: Regular| {
            let list = Patterns::from(vec![Pattern::Regular(regular)]);
            let set = PatternSet::new(vec![&list], 1, None);
            let mut found = Vec::new();
            set.find(List::Own(0), &folded, &set.search(&folded), whole, &mut found);
            found
        };
        let expected = found(engine);
        prop_assert_eq!(&found(program.with_steps(steps)), &expected);
        prop_assert_eq!(&found(program), &expected);
    }
}
