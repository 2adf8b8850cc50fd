//! `clearedfor rules`: list, explain, test.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::args::{Rules, RulesAction};
use super::exit::{self, Status};
use super::{output, setup};
use crate::model::rule::{Condition, Position, Window};
use crate::model::{Effect, Rule, Ruleset, Schemes};
use crate::scan::{self, Expected};
use crate::{Error, load};

pub(super) fn run(rules: &Rules) -> Result<Status, Error> {
    let schemes = load::builtin::schemes()?;
    match &rules.action {
        RulesAction::List { files } => {
            output::print(&list(&chosen(&schemes, files)?))?;
            Ok(exit::WITHIN)
        }
        RulesAction::Explain { id, judging } => {
            let rulesets = setup::rulesets(&schemes, judging)?;
            output::print(&explain(&rulesets, id)?)?;
            Ok(exit::WITHIN)
        }
        RulesAction::Test { files } => {
            let mut rulesets = chosen(&schemes, files)?;
            let tested = rulesets.len();
            beside(&schemes, &mut rulesets)?;
            test(&rulesets, tested)
        }
    }
}

/// The rulesets of the files, or the built-in ones.
fn chosen(schemes: &Schemes, files: &[PathBuf]) -> Result<Vec<Ruleset>, Error> {
    match files {
        [] => load::builtin::rulesets(schemes),
        files => setup::own_rulesets(schemes, files),
    }
}

/// Adds the built-in rulesets that are not there: own rules may refer to their rules and tags. A ruleset under test
/// that bears the name of a built-in one is a new edition of it and stands in its place.
fn beside(schemes: &Schemes, rulesets: &mut Vec<Ruleset>) -> Result<(), Error> {
    let mut others = load::builtin::rulesets(schemes)?;
    others.retain(|other| rulesets.iter().all(|ruleset| ruleset.id != other.id));
    rulesets.extend(others);
    load::ruleset::check_together(rulesets)
}

fn list(rulesets: &[Ruleset]) -> String {
    let mut text = String::new();
    for ruleset in rulesets {
        let _ =
            writeln!(text, "{}: {} ({} rules)", ruleset.id, ruleset.title.en, ruleset.rules.len());
        for rule in &ruleset.rules {
            let (kind, strength) = (rule.kind.name(), rule.strength.name());
            let _ = writeln!(
                text,
                "  {:36} {kind:9} {:9} {strength:6}  {}",
                rule.id,
                effect(rule.effect),
                rule.title.en
            );
        }
    }
    text
}

fn effect(effect: Effect) -> String {
    match effect {
        Effect::Raises(level) => format!("raises {level}"),
        Effect::Lifts(rungs) => format!("lifts {rungs}"),
        Effect::Lowers(level) => format!("lowers {level}"),
        Effect::Warns => "warns".to_owned(),
    }
}

fn explain(rulesets: &[Ruleset], id: &str) -> Result<String, Error> {
    let rules = || rulesets.iter().flat_map(|set| set.rules.iter().map(move |rule| (set, rule)));
    let found = rules().find(|(_, rule)| rule.id == id);
    let unknown = || Error::unknown("rule", id, rules().map(|(_, rule)| rule.id.as_str()));
    let (ruleset, rule) = found.ok_or_else(unknown)?;
    let mut text = format!("{}: {}\n", rule.id, rule.title.en);
    let _ = writeln!(text, "  {}\n", rule.title.de);
    let _ = writeln!(text, "  {}\n  {}\n", rule.why.en, rule.why.de);
    let _ = writeln!(
        text,
        "kind        {}, {}, {}",
        rule.kind.name(),
        effect(rule.effect),
        rule.strength.name()
    );
    if let Some(scheme) = &rule.scheme {
        let _ = writeln!(text, "scheme      only when {scheme} is in force");
    }
    describe_search(&mut text, rule);
    for example in &rule.examples.hit {
        let _ = writeln!(text, "hits        {}", one_line(example));
    }
    for example in &rule.examples.miss {
        let _ = writeln!(text, "misses      {}", one_line(example));
    }
    if !rule.tags.is_empty() {
        let _ = writeln!(text, "tags        {}", rule.tags.join(", "));
    }
    let checked = if rule.verified { "" } else { " (not verified)" };
    let _ = writeln!(text, "source      {}{checked}; see docs/sources.md", rule.source.join(", "));
    let _ = writeln!(text, "ruleset     {} {} ({})", ruleset.id, ruleset.version, ruleset.origin);
    Ok(text)
}

fn describe_search(text: &mut String, rule: &Rule) {
    for pattern in &rule.patterns {
        let _ = writeln!(text, "looks for   {}", pattern.source());
    }
    if !rule.within.is_empty() {
        let kinds: Vec<&str> = rule.within.iter().map(|kind| kind.name()).collect();
        let _ = writeln!(text, "where       {}", kinds.join(", "));
    }
    if !rule.at.is_empty() {
        let word =
            |at: &Position| Position::NAMES.iter().find(|(p, _)| p == at).map_or("", |(_, n)| n);
        let positions: Vec<&str> = rule.at.iter().map(word).collect();
        let _ = writeln!(text, "at          {}", positions.join(" or "));
    }
    if let Some(enough) = rule.enough {
        let _ =
            writeln!(text, "enough      {enough} of the {} conditions `and near`", rule.near.len());
    }
    for (word, conditions) in [("and near", &rule.near), ("unless", &rule.unless)] {
        for condition in conditions {
            let _ = writeln!(text, "{word:11} {}", describe(condition));
        }
    }
}

fn describe(condition: &Condition) -> String {
    let window = match condition.reach.window {
        Window::Words { before, after: 0 } => format!("within {before} words before"),
        Window::Words { before: 0, after } => format!("within {after} words after"),
        Window::Words { before, .. } => format!("within {before} words"),
        Window::WordsOverTurns(n) => format!("within {n} words over turns"),
        Window::Line => "on the line".to_owned(),
        Window::Turn => "in the turn".to_owned(),
        Window::Turns(n) => format!("within {n} turns"),
        Window::Minutes(n) => format!("within {n} minutes"),
        Window::Item => "in the agenda item".to_owned(),
        Window::Document => "in the document".to_owned(),
    };
    let patterns: Vec<&str> = condition.patterns.iter().map(|pattern| pattern.source()).collect();
    format!("{window}: {}", patterns.join(" | "))
}

fn test(rulesets: &[Ruleset], tested: usize) -> Result<Status, Error> {
    let (examples, failures) = scan::selftest(rulesets, tested);
    let mut text = String::new();
    for failure in &failures {
        let (should, did) = match failure.expected {
            Expected::Hit => ("should hit", "does not"),
            Expected::Miss => ("should miss", "hits"),
        };
        let found = match failure.found.as_slice() {
            [] => String::new(),
            found => format!(" (found by {})", found.join(", ")),
        };
        let example = one_line(&failure.example);
        let _ = writeln!(
            text,
            "{}: rule `{}` {should} and {did}{found}: {example}",
            failure.origin, failure.rule
        );
    }
    let rules: usize = rulesets[..tested].iter().map(|set| set.rules.len()).sum();
    let failed = failures.len();
    let _ = writeln!(
        text,
        "{rules} rules, {examples} examples: {} passed, {failed} failed",
        examples - failed
    );
    output::print(&text)?;
    Ok(if failures.is_empty() { exit::WITHIN } else { exit::USAGE })
}

fn one_line(example: &str) -> String {
    crate::render::escape::line(example.trim_end())
}
