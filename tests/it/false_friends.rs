//! Every row of the false friends: the same string means different levels to different countries.

use std::sync::LazyLock;

use clearedfor::lint::{self, Input, Setup};
use clearedfor::load::builtin;
use clearedfor::model::{Policy, Ruleset, Schemes, Source};

static BUILTIN: LazyLock<(Schemes, Policy, Vec<Ruleset>)> = LazyLock::new(|| {
    let schemes = builtin::schemes().expect("schemes load");
    let policy = builtin::policy().expect("the policy loads");
    let rulesets = builtin::rulesets().expect("rulesets load");
    (schemes, policy, rulesets)
});

/// The levels of texts when the first scheme is home and just these are in force.
fn levels(texts: &[String], schemes: &[&str]) -> Vec<u8> {
    let (known, policy, rulesets) = &*BUILTIN;
    let home = known.get(schemes[0]).expect("known");
    let in_force = schemes.iter().map(|id| (*id).to_owned()).collect();
    let setup = Setup { in_force, ..Setup::new(policy, home, rulesets) };
    let input = |text: &String| {
        let source = Source { name: "text.txt".to_owned() };
        let document = clearedfor::read::read(&source, text.as_bytes());
        Input::Document(source, Box::new(document)).into()
    };
    let report = lint::run(texts.iter().map(input).collect(), &setup);
    report.assessments.iter().map(|assessment| assessment.content.level.ordinal()).collect()
}

fn level(text: &str, schemes: &[&str]) -> u8 {
    levels(&[text.to_owned()], schemes)[0]
}

/// A page with the marking on a line of its own.
fn page(marking: &str) -> String {
    format!("{marking}\n\nAgenda for Thursday\n\n1. Opening\n2. Any other business\n")
}

#[test]
fn a_banner_means_what_its_own_country_says() {
    for (marking, scheme, expected) in [
        ("RESERVADO", "ES", 3),
        ("RESERVADO", "PT", 1),
        ("RISERVATO", "IT", 1),
        ("SECRETO", "ES", 4),
        ("SECRETO", "PT", 3),
        ("SECRET", "RO", 2),
        ("SECRET", "FR", 3),
        ("SECRET", "UK", 3),
        ("SECRET", "US", 3),
        ("SECRET", "CA", 3),
        ("SECRET", "AU", 3),
        ("STRICT SECRET", "RO", 3),
        ("VERTRAULICH", "AT", 2),
        ("VERTRAULICH", "CH", 2),
        ("VERTRAULICH", "DE", 0),
        ("GEHEIM", "DE", 3),
        ("GEHEIM", "AT", 3),
        ("GEHEIM", "CH", 3),
        ("GEHEIM", "BE", 3),
        ("Stg. GEHEIM", "NL", 3),
        ("CONFIDENTIAL", "US", 2),
        ("PROTECTED", "AU", 2),
        ("PROTECTED B", "CA", 1),
        ("NATO RESTRICTED", "NATO", 1),
        ("RESTREINT UE/EU RESTRICTED", "EU", 1),
        ("RESTRICTED", "UK", 1),
        ("HEMLIG", "SE", 3),
        ("HEMMELIGT", "DK", 3),
        ("HEMMELIG", "NO", 3),
        ("KONFIDENTIELL", "SE", 2),
        ("INTERN", "CH", 1),
        ("INTERNO", "SI", 1),
        ("OFFICIAL", "UK", 0),
        ("HİZMETE ÖZEL", "TR", 1),
        ("VERTROUWELIJK", "BE", 2),
        ("GEHEIM", "BE", 3),
    ] {
        assert_eq!(level(&page(marking), &[scheme]), expected, "{marking} in {scheme}");
    }
}

#[test]
fn ordinary_words_in_prose_mean_nothing() {
    for (prose, scheme) in [
        ("The official results were protected by internal rules and kept confidential.", "UK"),
        ("Our PROTECTED branch needs a review.", "AU"),
        ("Das ist intern und vertraulich, sagte er.", "CH"),
        ("Das Gespräch war vertraulich.", "AT"),
        ("Det var konfidentiell information, sade hon.", "SE"),
        ("Ein konfidentielles Gespräch.", "SE"),
        ("reservado para el grupo", "ES"),
        ("riservato alla stampa", "IT"),
        ("The NC machine and the NR of parts, S and C, TS.", "NATO"),
        ("It remains a secret to most of us.", "US"),
        ("(C) 2020 Example Ltd.", "US"),
        ("This e-mail is confidential and intended for the addressee only.", "UK"),
    ] {
        assert_eq!(level(prose, &[scheme]), 0, "{prose} in {scheme}");
    }
}

#[test]
fn restricted_data_is_nuclear_and_no_restricted() {
    assert!(level(&page("SECRET//RESTRICTED DATA"), &["US"]) >= 2);
}

#[test]
fn abbreviations_count_only_in_their_place() {
    for (text, expected) in [
        ("(S//NF) The unit moves at dawn.", 3),
        ("(TS//SI//NF) The source reports.", 4),
        ("(//NS) The annex lists the depots.", 3),
        ("(//NR) The annex lists the depots.", 1),
        ("S and TS are sizes of shirts.", 0),
        ("CTS and NS are stations of the bus, NC is another.", 0),
    ] {
        assert_eq!(level(text, &["US", "NATO"]), expected, "{text}");
    }
}

#[test]
fn the_longest_marking_is_meant_then_the_highest_then_home() {
    for (marking, schemes, expected) in [
        ("TRÈS SECRET UE/EU TOP SECRET", &["DE", "EU", "US", "FR"][..], 4),
        ("SECRET UE/EU SECRET", &["DE", "EU", "US", "FR"], 3),
        ("STRENG GEHEIM", &["DE"], 4),
        ("RESERVADO", &["PT", "ES"], 3),
        ("SECRET", &["RO", "UK"], 3),
    ] {
        assert_eq!(level(&page(marking), schemes), expected, "{marking} in {schemes:?}");
    }
}

#[test]
fn every_name_of_every_scheme_is_found_as_a_banner() {
    let (schemes, ..) = &*BUILTIN;
    let mut wrong = Vec::new();
    for scheme in &schemes.0 {
        let pages: Vec<String> = scheme.names.iter().map(|name| page(&name.name)).collect();
        for (name, found) in scheme.names.iter().zip(levels(&pages, &[&scheme.id])) {
            // The same spelling may stand for several rungs over time; the highest counts.
            let same = scheme.names.iter().filter(|other| other.name == name.name);
            let expected = same.map(|other| other.level).max().expect("itself").ordinal();
            if found != expected {
                wrong.push(format!("{} {}: {found} instead of {expected}", scheme.id, name.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
