//! The mutations on their own, and the segments of a mutant.

use super::captions;
use super::mutate::{Mutation, Part};
use crate::model::SegmentKind;
use crate::text::Span;

fn part(span: Span) -> Part {
    Part { span, exact: false, on_line: false, marking: true }
}

fn mutant(mutation: Mutation, text: &str) -> Option<String> {
    mutation.apply(text, &[part(Span::new(0, text.len()))]).map(|mutant| mutant.text)
}

#[test]
fn each_mutation_writes_as_people_and_programs_do() {
    for (mutation, text, expected) in [
        (Mutation::Capitals, "streng geheim", Some("STRENG GEHEIM")),
        (Mutation::SmallLetters, "Geheim", Some("geheim")),
        (Mutation::WrittenOut, "Flugkörper, Spaß", Some("Flugkoerper, Spass")),
        (Mutation::WrittenOut, "Rakete", None),
        (Mutation::Umlauts, "Flugkoerper", Some("Flugkörper")),
        (Mutation::Decomposed, "für", Some("fu\u{308}r")),
        (Mutation::Hyphenated, "der Flugkörper", Some("der Flugk-\nörper")),
        (Mutation::Hyphenated, "der GEHEIMSCHUTZ", None),
        (Mutation::Hyphenated, "Leopoder", None),
        (Mutation::SoftHyphens, "GEHEIM", Some("GEH\u{ad}EIM")),
        (Mutation::WrittenOut, "FÜR", Some("FUER")),
        (Mutation::Wrapped, "nur für  den Dienst", Some("nur\nfür  den\nDienst")),
        (Mutation::Wrapped, "VS – Nur", Some("VS –\nNur")),
        (Mutation::Wrapped, "G E H E I M", None),
        (Mutation::LetterSpaced, "STRENG GEHEIM", Some("S T R E N G   G E H E I M")),
        (Mutation::LetterSpaced, "TOP SECRET//SI", None),
        (Mutation::LetterSpaced, "Geheim", None),
        (Mutation::Captions, "nur für den Dienst", Some("nur für\nden Dienst")),
        (Mutation::Invisible, "nur geheim", Some("nur geh\u{2060}eim")),
        (Mutation::LookAlikes, "GEHEIM", Some("\u{50c}EHEIM")),
        (Mutation::LookAlikes, "Секретно", None),
        (Mutation::NoBreakSpaces, "top secret", Some("top\u{a0}secret")),
        (Mutation::NoBreakHyphens, "VS-NfD", Some("VS\u{2011}NfD")),
        (Mutation::Dashes, "VS-NfD - x", Some("VS \u{2013} NfD - x")),
    ] {
        assert_eq!(mutant(mutation, text).as_deref(), expected, "{mutation:?} of {text:?}");
    }
}

#[test]
fn a_mutation_changes_only_the_parts_that_it_applies_to() {
    let text = "Das ist STRENG GEHEIM im Haus";
    let hit = part(Span::new(8, 21));
    let spaced = Mutation::LetterSpaced.apply(text, &[hit]).map(|mutant| mutant.text);
    assert_eq!(spaced.as_deref(), Some("Das ist S T R E N G   G E H E I M im Haus"));
    let exact = Part { exact: true, ..hit };
    assert_eq!(Mutation::SmallLetters.apply(text, &[exact]), None);
    let on_line = Part { on_line: true, ..hit };
    assert_eq!(Mutation::Wrapped.apply(text, &[on_line]), None);
    let beside_a_letter = Part { span: Span::new(2, 8), ..hit };
    assert_eq!(Mutation::LetterSpaced.apply("A GEHEIM", &[beside_a_letter]), None);
}

#[test]
fn captions_are_cut_where_the_mutation_cut() {
    let text = "eins zwei\n\ndrei vier fünf";
    let parts = [part(Span::new(0, 9)), part(Span::new(11, 20))];
    let mutant = Mutation::Captions.apply(text, &parts).expect("there are blanks");
    let document = captions(&mutant.text, &mutant.cuts);
    let words: Vec<&str> =
        document.segments.iter().map(|segment| segment.span.of(&document.text)).collect();
    assert_eq!(words, ["eins", "zwei", "drei", "vier fünf"]);
    assert!(document.segments.iter().all(|segment| segment.kind == SegmentKind::Speech));
}
