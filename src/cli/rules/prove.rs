//! `clearedfor rules test`: what failed, what is odd, and how much was tried.
//!
//! Not here: the trying ([`crate::scan`]).

use std::fmt::Write as _;

use super::one_line;
use crate::Error;
use crate::cli::exit::{self, Status};
use crate::cli::output;
use crate::model::{Ruleset, Say, Words, words};
use crate::render::Lang;
use crate::scan::{self, Expected, Failure, Mutation, Notice, Oddity};

/// Most signs that one line names.
const MOST_SIGNS: usize = 5;

pub(super) fn run(rulesets: &[Ruleset], tested: usize, lang: Lang) -> Result<Status, Error> {
    let proof = scan::selftest(rulesets, tested);
    let mut text = String::new();
    for failure in &proof.failures {
        let _ = writeln!(text, "{}", told(failure, lang));
    }
    let (idle, notices): (Vec<Notice>, Vec<Notice>) =
        scan::audit(rulesets, tested).into_iter().partition(|notice| notice.oddity == Oddity::Idle);
    for notice in &notices {
        let _ = writeln!(text, "{}", noticed(notice, lang));
    }
    for signs in idle.chunk_by(|one, other| one.origin == other.origin) {
        let _ = writeln!(text, "{}", idle_signs(signs, lang));
    }
    let rules: usize = rulesets[..tested].iter().map(|set| set.rules.len()).sum();
    let (examples, variants, failed) = (proof.examples, proof.variants, proof.failures.len());
    let outcome = match (failed, lang) {
        (0, _) => lang.pick("all passed", "alle bestanden").to_owned(),
        (failed, Lang::En) => format!("{failed} failed"),
        (failed, Lang::De) => format!("{failed} gescheitert"),
    };
    let _ = match lang {
        Lang::En => {
            writeln!(text, "{rules} rules, {examples} examples, {variants} variants: {outcome}")
        }
        Lang::De => {
            writeln!(
                text,
                "{rules} Regeln, {examples} Beispiele, {variants} Abwandlungen: {outcome}"
            )
        }
    };
    output::print(&text)?;
    Ok(if proof.failures.is_empty() { exit::WITHIN } else { exit::USAGE })
}

/// A failure in one line.
fn told(failure: &Failure, lang: Lang) -> String {
    let Failure { rule, origin, number, .. } = failure;
    let found = match failure.found.as_slice() {
        [] => String::new(),
        found => format!(" ({} {})", lang.pick("found by", "gefunden von"), found.join(", ")),
    };
    let (sort, did) = match (failure.expected, failure.mutation) {
        (Expected::Hit, None) => ("hit", lang.pick("does not hit", "trifft nicht").to_owned()),
        (Expected::Hit, Some(mutation)) => match lang {
            Lang::En => ("hit", format!("does not hit when {}", mutation.name())),
            Lang::De => ("hit", format!("trifft nicht {}", otherwise(mutation))),
        },
        (Expected::Miss, _) => ("miss", lang.pick("hits", "trifft").to_owned()),
    };
    // A line end is what the example is about where it was wrapped.
    let example = one_line(&failure.example.trim_end().replace('\n', "\u{23ce}"));
    match lang {
        Lang::En => {
            format!("{origin}: rule `{rule}`: {sort} example {number} {did}{found}: {example}")
        }
        Lang::De => {
            format!(
                "{origin}: Regel `{rule}`: `{sort}`, Beispiel {number}, {did}{found}: {example}"
            )
        }
    }
}

/// Signs of a ruleset that nobody asks for, in one line.
fn idle_signs(signs: &[Notice], lang: Lang) -> String {
    let shown = if signs.len() > MOST_SIGNS { MOST_SIGNS - 1 } else { signs.len() };
    let names: Vec<String> = signs[..shown].iter().map(|sign| format!("`{}`", sign.rule)).collect();
    let rest = match (signs.len() - shown, lang) {
        (0, _) => String::new(),
        (rest, Lang::En) => format!(" and {rest} more"),
        (rest, Lang::De) => format!(" und {rest} weiteren"),
    };
    let origin = signs.first().map_or("", |sign| &sign.origin);
    let names = names.join(", ");
    one_line(&match lang {
        Lang::En => format!(
            "{origin}: dead: a sign is never told alone, and no rule asks for {names}{rest}"
        ),
        Lang::De => format!(
            "{origin}: wirkungslos: ein Zeichen wird nie allein gemeldet, und keine Regel fragt nach {names}{rest}"
        ),
    })
}

/// Something odd in one line.
fn noticed(notice: &Notice, lang: Lang) -> String {
    let Notice { rule, origin, oddity } = notice;
    let what = odd(oddity);
    let what = lang.of(&what);
    one_line(&format!("{origin}: {} `{rule}`: {what}", lang.pick("rule", "Regel")))
}

fn odd(oddity: &Oddity) -> Words {
    let listed = |patterns: &[String]| {
        patterns.iter().map(|pattern| format!("`{pattern}`")).collect::<Vec<_>>().join(", ")
    };
    match oddity {
        Oddity::Duplicate { patterns, other: None } => words!(
            "duplicate: {}: another of its patterns finds this already",
            "doppelt: {}: ein anderes ihrer Muster findet dies schon",
            listed(patterns)
        ),
        Oddity::Duplicate { patterns, other: Some(other) } => words!(
            "duplicate: {}: under the same conditions in `{other}`",
            "doppelt: {}: unter denselben Bedingungen in `{other}`",
            listed(patterns)
        ),
        Oddity::Shadowed { by } => words!(
            "shadowed: `{by}` finds all that it finds",
            "verdeckt: `{by}` findet alles, was sie findet"
        ),
        Oddity::Idle => Say(
            "dead: a sign is never told alone, and no rule over other findings asks for it",
            "wirkungslos: ein Zeichen wird nie allein gemeldet, und keine Regel über andere Funde \
             fragt danach",
        )
        .into(),
        Oddity::Dead { pattern } => words!(
            "dead: `{pattern}`: folding leaves no such text, so this is never found",
            "wirkungslos: `{pattern}`: die Angleichung lässt keinen solchen Text übrig, also wird dies nie gefunden"
        ),
        Oddity::Undone { pattern } => words!(
            "dead: `{pattern}`: its own words fulfil `unless`, so it never counts",
            "wirkungslos: `{pattern}`: die eigenen Worte erfüllen `unless`, also zählt es nie"
        ),
        Oddity::Slow { pattern } => words!(
            "slow: `{pattern}`: no required text, so it runs over every text",
            "langsam: `{pattern}`: kein verlangter Text, also läuft es über jeden Text"
        ),
    }
}

/// What was done to an example, after "trifft nicht".
fn otherwise(mutation: Mutation) -> &'static str {
    match mutation {
        Mutation::Capitals => "in Großbuchstaben",
        Mutation::SmallLetters => "in Kleinbuchstaben",
        Mutation::WrittenOut => "mit ausgeschriebenen Umlauten",
        Mutation::Umlauts => "mit Umlauten geschrieben",
        Mutation::Decomposed => "mit zerlegten Umlauten",
        Mutation::Hyphenated => "am Zeilenende getrennt",
        Mutation::SoftHyphens => "mit weichen Trennstrichen",
        Mutation::Wrapped => "umbrochen",
        Mutation::LetterSpaced => "gesperrt geschrieben",
        Mutation::Captions => "auf zwei Untertitel verteilt",
        Mutation::Invisible => "mit unsichtbaren Zeichen",
        Mutation::LookAlikes => "mit ähnlich aussehenden Buchstaben",
        Mutation::NoBreakSpaces => "mit geschützten Leerzeichen",
        Mutation::NoBreakHyphens => "mit geschützten Bindestrichen",
        Mutation::Dashes => "mit Gedankenstrichen für Bindestriche",
    }
}
