//! `clearedfor rules`: list, explain, test, profile, schema.
//!
//! Not here: how a rule is explained ([`explain`]), proved ([`prove`]) and measured ([`profile`]).

mod explain;
mod profile;
mod prove;

use std::fmt::Write as _;
use std::path::PathBuf;

use super::args::{Rules, RulesAction, When};
use super::exit::{self, Status};
use super::{output, setup};
use crate::model::{Ruleset, Schemes};
use crate::render::{Lang, escape};
use crate::{Error, load};

pub(super) fn run(rules: &Rules, lang: Lang) -> Result<Status, Error> {
    let schemes = load::builtin::schemes()?;
    match &rules.action {
        RulesAction::List { files } => {
            output::print(&list(&chosen(&schemes, files)?, lang))?;
            Ok(exit::WITHIN)
        }
        RulesAction::Explain { id, all, judging } => {
            let mut loaded = setup::judging(judging)?;
            let (rulesets, _) = setup::rulesets(&mut loaded, judging)?;
            let home = loaded.home;
            let width = output::Target::new(None, When::Never, lang).look().width;
            let manner = explain::Manner { width, all: *all, home: &home, schemes: &schemes, lang };
            output::print(&explain::rule(&rulesets, id, &manner)?)?;
            Ok(exit::WITHIN)
        }
        RulesAction::Test { files } => {
            let mut rulesets = chosen(&schemes, files)?;
            let tested = rulesets.len();
            beside(&mut rulesets)?;
            prove::run(&rulesets, tested, lang)
        }
        RulesAction::Profile(asked) => profile::run(asked, lang),
        RulesAction::Schema => {
            output::print(&load::ruleset::schema())?;
            Ok(exit::WITHIN)
        }
    }
}

/// The rulesets of the files, or the built-in ones.
fn chosen(schemes: &Schemes, files: &[PathBuf]) -> Result<Vec<Ruleset>, Error> {
    match files {
        [] => load::builtin::rulesets(),
        files => setup::own_rulesets(schemes, files),
    }
}

/// Adds the built-in rulesets that are not there: own rules may refer to their rules and tags. A ruleset under test
/// that bears the name of a built-in one is a new edition of it and stands in its place.
fn beside(rulesets: &mut Vec<Ruleset>) -> Result<(), Error> {
    let mut others = load::builtin::rulesets()?;
    others.retain(|other| rulesets.iter().all(|ruleset| ruleset.id != other.id));
    rulesets.extend(others);
    load::ruleset::check_together(rulesets)
}

fn list(rulesets: &[Ruleset], lang: Lang) -> String {
    let mut text = String::new();
    // The widest words of each language, so that columns line up.
    let (kinds, effects) = if lang == Lang::De { (20, 11) } else { (9, 9) };
    for ruleset in rulesets {
        let (id, title, count) = (&ruleset.id, lang.of(&ruleset.title), ruleset.rules.len());
        let _ = writeln!(text, "{id}: {title} ({count} {})", lang.pick("rules", "Regeln"));
        for rule in &ruleset.rules {
            let (kind, strength) = (lang.kind(rule.kind), lang.strength(rule.strength));
            let (effect, title) = (lang.effect(rule.effect), lang.of(&rule.about.title));
            let id = &rule.id;
            let _ =
                writeln!(text, "  {id:36} {kind:kinds$} {effect:effects$} {strength:7} {title}");
        }
    }
    text
}

/// Text of a rule on one line, safe to print.
fn one_line(text: &str) -> String {
    escape::line(text.trim_end())
}
