//! `clearedfor rules`: list, explain, test, schema.
//!
//! Not here: how a rule is explained ([`explain`]) and proved ([`prove`]).

mod explain;
mod prove;

use std::fmt::Write as _;
use std::path::PathBuf;

use super::args::{Rules, RulesAction, When};
use super::exit::{self, Status};
use super::{output, setup};
use crate::model::{Effect, Ruleset, Schemes};
use crate::render::{Lang, escape};
use crate::{Error, load};

pub(super) fn run(rules: &Rules, lang: Lang) -> Result<Status, Error> {
    let schemes = load::builtin::schemes()?;
    match &rules.action {
        RulesAction::List { files } => {
            output::print(&list(&chosen(&schemes, files)?))?;
            Ok(exit::WITHIN)
        }
        RulesAction::Explain { id, all, judging } => {
            let mut loaded = setup::judging(judging)?;
            let (rulesets, _) = setup::rulesets(&mut loaded, judging)?;
            let home = loaded.home;
            let width = output::Target::new(None, When::Never, lang).look().width;
            let manner = explain::Manner { width, all: *all, home: &home, schemes: &schemes };
            output::print(&explain::rule(&rulesets, id, &manner)?)?;
            Ok(exit::WITHIN)
        }
        RulesAction::Test { files } => {
            let mut rulesets = chosen(&schemes, files)?;
            let tested = rulesets.len();
            beside(&schemes, &mut rulesets)?;
            prove::run(&rulesets, tested)
        }
        RulesAction::Schema => {
            output::print(&load::ruleset::schema())?;
            Ok(exit::WITHIN)
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

/// Text of a rule on one line, safe to print.
fn one_line(text: &str) -> String {
    escape::line(text.trim_end())
}
