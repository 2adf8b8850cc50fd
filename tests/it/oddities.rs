//! What is odd about the built-in rules is known and has a reason.

use clearedfor::load::builtin;
use clearedfor::scan::{self, Oddity};

/// Rules with a pattern that runs over every text, and why.
const SLOW: [(&str, &str); 1] =
    [("sign-addressed", "an address holds nothing but its sign that is always the same")];
/// Keywords that never count, and why they stay.
const DEAD: [(&str, &str, &str); 6] = [
    (
        "topic-cover-team",
        "als journalist*",
        "journalists are among the harmless affairs of its conditions",
    ),
    ("topic-cover-team", "as farmers", "farmers are among the harmless affairs of its conditions"),
    (
        "topic-cover-team",
        "as a journalist",
        "journalists are among the harmless affairs of its conditions",
    ),
    (
        "topic-dark-flight",
        "als vermessungsflug",
        "a survey is among the harmless affairs of its conditions",
    ),
    (
        "topic-concealed-action",
        "wird nicht angekündigt",
        "the list is also used by conditions, where the phrase counts",
    ),
    (
        "topic-claim-and-truth",
        "öffentlich heißt",
        "what is said in public is no secret, so its conditions undo it",
    ),
];
/// Signs that no built-in rule asks for begin so: they are there for rules of other packs.
const PARTS: &str = "us-part-";

#[test]
fn the_built_in_rules_have_no_oddity_without_a_reason() {
    let rulesets = builtin::rulesets().expect("rulesets load");
    let mut unknown = Vec::new();
    let mut slow: Vec<String> = Vec::new();
    for notice in scan::audit(&rulesets, rulesets.len()) {
        match &notice.oddity {
            Oddity::Slow { .. } => slow.push(notice.rule),
            Oddity::Undone { pattern } if is_known(&notice.rule, pattern) => {}
            Oddity::Idle if notice.rule.starts_with(PARTS) => {}
            other => unknown.push(format!("{}: {other:?}", notice.rule)),
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
    slow.dedup();
    let known: Vec<&str> = SLOW.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(slow, known);
}

fn is_known(rule: &str, pattern: &str) -> bool {
    DEAD.iter().any(|(known, keyword, _)| *known == rule && *keyword == pattern)
}
