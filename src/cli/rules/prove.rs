//! `clearedfor rules test`: what failed, what is odd, and how much was tried.
//!
//! Not here: the trying ([`crate::scan`]).

use std::fmt::Write as _;

use super::one_line;
use crate::Error;
use crate::cli::exit::{self, Status};
use crate::cli::output;
use crate::model::Ruleset;
use crate::scan::{self, Expected, Failure, Notice, Oddity};

/// Most signs that one line names.
const MOST_SIGNS: usize = 5;

pub(super) fn run(rulesets: &[Ruleset], tested: usize) -> Result<Status, Error> {
    let proof = scan::selftest(rulesets, tested);
    let mut text = String::new();
    for failure in &proof.failures {
        let _ = writeln!(text, "{}", told(failure));
    }
    let (idle, notices): (Vec<Notice>, Vec<Notice>) =
        scan::audit(rulesets, tested).into_iter().partition(|notice| notice.oddity == Oddity::Idle);
    for notice in &notices {
        let _ = writeln!(text, "{}", noticed(notice));
    }
    for signs in idle.chunk_by(|one, other| one.origin == other.origin) {
        let _ = writeln!(text, "{}", idle_signs(signs));
    }
    let rules: usize = rulesets[..tested].iter().map(|set| set.rules.len()).sum();
    let outcome = match proof.failures.len() {
        0 => "all passed".to_owned(),
        failed => format!("{failed} failed"),
    };
    let (examples, variants) = (proof.examples, proof.variants);
    let _ = writeln!(text, "{rules} rules, {examples} examples, {variants} variants: {outcome}");
    output::print(&text)?;
    Ok(if proof.failures.is_empty() { exit::WITHIN } else { exit::USAGE })
}

/// A failure in one line.
fn told(failure: &Failure) -> String {
    let Failure { rule, origin, number, .. } = failure;
    let found = match failure.found.as_slice() {
        [] => String::new(),
        found => format!(" (found by {})", found.join(", ")),
    };
    let (sort, did) = match (failure.expected, failure.mutation) {
        (Expected::Hit, None) => ("hit", "does not hit".to_owned()),
        (Expected::Hit, Some(mutation)) => {
            ("hit", format!("does not hit when {}", mutation.name()))
        }
        (Expected::Miss, _) => ("miss", "hits".to_owned()),
    };
    // A line end is what the example is about where it was wrapped.
    let example = one_line(&failure.example.trim_end().replace('\n', "\u{23ce}"));
    format!("{origin}: rule `{rule}`: {sort} example {number} {did}{found}: {example}")
}

/// Signs of a ruleset that nobody asks for, in one line.
fn idle_signs(signs: &[Notice]) -> String {
    let shown = if signs.len() > MOST_SIGNS { MOST_SIGNS - 1 } else { signs.len() };
    let names: Vec<String> = signs[..shown].iter().map(|sign| format!("`{}`", sign.rule)).collect();
    let rest = match signs.len() - shown {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    };
    let origin = signs.first().map_or("", |sign| &sign.origin);
    let names = names.join(", ");
    one_line(&format!(
        "{origin}: dead: a sign is never told alone, and no rule asks for {names}{rest}"
    ))
}

/// Something odd in one line.
fn noticed(notice: &Notice) -> String {
    let Notice { rule, origin, oddity } = notice;
    let listed = |patterns: &[String]| {
        patterns.iter().map(|pattern| format!("`{pattern}`")).collect::<Vec<_>>().join(", ")
    };
    let what = match oddity {
        Oddity::Duplicate { patterns, other: None } => {
            format!("duplicate: {}: another of its patterns finds this already", listed(patterns))
        }
        Oddity::Duplicate { patterns, other: Some(other) } => {
            format!("duplicate: {}: under the same conditions in `{other}`", listed(patterns))
        }
        Oddity::Shadowed { by } => format!("shadowed: `{by}` finds all that it finds"),
        Oddity::Idle => {
            "dead: a sign is never told alone, and no rule over other findings asks for it"
                .to_owned()
        }
        Oddity::Dead { pattern } => {
            format!("dead: `{pattern}`: folding leaves no such text, so this is never found")
        }
        Oddity::Undone { pattern } => {
            format!("dead: `{pattern}`: its own words fulfil `unless`, so it never counts")
        }
        Oddity::Slow { pattern } => {
            format!("slow: `{pattern}`: no required text, so it runs over every text")
        }
    };
    one_line(&format!("{origin}: rule `{rule}`: {what}"))
}
