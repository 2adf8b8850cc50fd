//! What is odd about the built-in rules is known and has a reason.

use clearedfor::load::builtin;
use clearedfor::scan::{self, Oddity};

/// Rules with a pattern that runs over every text, one entry each, and why.
const SLOW: [(&str, &str); 7] = [
    ("exposure-phone-caller", "a masked number is digits and stars; there is no word in it"),
    ("exposure-phone-caller", "the same, without a country code"),
    ("de-nfd-spoken", "letters as a recogniser spells them: every one may be a single letter"),
    ("us-conf-portion-plain", "one letter in brackets is shorter than any anchor"),
    ("us-secret-portion-plain", "one letter in brackets is shorter than any anchor"),
    ("us-u-portion", "one letter in brackets is shorter than any anchor"),
    ("topic-position-grid", "a grid reference is digits and letters; there is no word in it"),
];
/// Keywords that never count, and why they stay.
const DEAD: [(&str, &str); 1] = [
    // "angekündigt" means that the public knows; the list is also used by conditions, where the phrase counts.
    ("topic-concealed-action", "wird nicht angekündigt"),
];

#[test]
fn the_built_in_rules_have_no_oddity_without_a_reason() {
    let schemes = builtin::schemes().expect("schemes load");
    let rulesets = builtin::rulesets(&schemes).expect("rulesets load");
    let mut unknown = Vec::new();
    let mut slow: Vec<String> = Vec::new();
    for notice in scan::audit(&rulesets, rulesets.len()) {
        match &notice.oddity {
            Oddity::Slow { .. } => slow.push(notice.rule),
            Oddity::Undone { pattern } if DEAD.contains(&(&notice.rule, pattern)) => {}
            other => unknown.push(format!("{}: {other:?}", notice.rule)),
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
    let known: Vec<&str> = SLOW.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(slow, known);
}
