//! Names and what is none, and that the short ways to see them are right.

use proptest::prelude::*;

use super::{LONGEST_NO_NAME, NO_NAMES, Names, is_shaped, is_shaped_at_all, may_stand_in, prefix};

proptest! {
    #[test]
    fn the_short_way_to_see_a_name_is_right(
        name in "[A-Za-zÄßéıİŸſ ×÷.(,1-]{0,24}|[a-zA-Z]{2,4}|( ?[A-Z][a-z]{0,9}){1,14}"
    ) {
        prop_assert_eq!(is_shaped(&name), is_shaped_at_all(&name));
    }

    #[test]
    fn a_source_without_names_has_none(source in "[ab:\\n\\t \u{a0}\u{3000}é1-]{0,40}") {
        let mut lines = source.split('\n');
        prop_assert!(may_stand_in(&source) || lines.all(|line| prefix(line).is_none()));
    }
}

#[test]
fn words_that_are_no_names_are_in_order() {
    assert!(NO_NAMES.is_sorted());
    assert_eq!(NO_NAMES.iter().map(|word| word.len()).max(), Some(LONGEST_NO_NAME));
    for word in NO_NAMES {
        let capital = format!("{}{}", word[..1].to_uppercase(), &word[1..]);
        assert!(!is_shaped(word) && !is_shaped(&capital), "{word}");
    }
}

#[test]
fn names_and_other_words_before_a_colon() {
    for name in [
        "Teilnehmer 1",
        "Frau Dr. Ansorge",
        "spencer",
        "CEO",
        "Otter Notetaker (Fr. Lamm)",
        "+49 ****123",
        "Lamm, Sonja",
        "Call-in User_1",
        "O'Neill",
        "Hauptmann von der Heide",
    ] {
        let line = format!("{name}: guten Morgen");
        assert_eq!(prefix(&line).map(|prefix| prefix.name), Some(name));
    }
    for line in [
        "also: wir fangen an",
        "um 15:30 geht es los",
        "https://example.org",
        "Das ist klar. Und jetzt: los",
        "ja, das heißt: nein",
        "und dann hat er mir dort gesagt: nein",
        "\"Zitat\": so",
        "12: zwölf",
        "ohne Doppelpunkt",
        "",
    ] {
        assert_eq!(prefix(line), None, "{line}");
    }
}

#[test]
fn a_name_is_believed_where_the_file_is_labelled() {
    let unlabelled = ["Reichweite: weit", "wir reden", "über vieles", "und mehr", "Reichweite: so"];
    assert!(Names::learn(unlabelled.into_iter()).prefix("Reichweite: 900").is_none());
    let labelled = ["werner: ja", "elfriede: nein", "werner: doch"];
    assert!(Names::learn(labelled.into_iter()).prefix("elfriede: gut").is_some());
    let partly = ["Werner: ja", "und so weiter", "Elfriede: nein", "Werner: doch", "Elfriede: ach"];
    let names = Names::learn(partly.into_iter());
    assert!(names.prefix("Werner: gut").is_some());
    assert!(names.prefix("Reichweite: 900").is_none());
}
