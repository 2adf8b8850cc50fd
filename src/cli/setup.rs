//! From arguments to policy, schemes, rules and plan.

use std::path::PathBuf;

use super::args::{Check, Judging};
use crate::model::policy::Term;
use crate::model::{Plan, Policy, Ruleset, Say, Scheme, Schemes};
use crate::{Error, load};

/// What a run is judged by.
pub(super) struct Loaded {
    pub(super) schemes: Schemes,
    pub(super) policy: Policy,
    pub(super) home: Scheme,
    pub(super) in_force: Vec<String>,
}

pub(super) fn judging(judging: &Judging) -> Result<Loaded, Error> {
    let schemes = load::builtin::schemes()?;
    let policy = match &judging.policy {
        Some(path) => {
            load::policy::read(&path.display().to_string(), &load::text(path)?, &schemes)?
        }
        None => load::builtin::policy(&schemes)?,
    };
    let known = |id: &String| {
        let ids = schemes.0.iter().map(|scheme| scheme.id.as_str());
        schemes.get(id).cloned().ok_or_else(|| Error::unknown(Say("scheme", "Schema"), id, ids))
    };
    let named: Vec<Scheme> = judging.scheme.iter().map(known).collect::<Result<_, _>>()?;
    let home = match named.first() {
        Some(home) => home.clone(),
        None => known(&policy.home)?,
    };
    let ids =
        |schemes: &[Scheme]| schemes.iter().map(|scheme| scheme.id.clone()).collect::<Vec<_>>();
    let mut in_force = if named.len() > 1 { ids(&named) } else { policy.in_force.clone() };
    if !in_force.contains(&home.id) {
        in_force.insert(0, home.id.clone());
    }
    Ok(Loaded { schemes, policy, home, in_force })
}

/// The rulesets to judge by: the built-in ones unless they are not wanted, and those of the files. Ids are unique
/// over all of them, and no rules at all is an error, because nothing would ever be found.
pub(super) fn rulesets(schemes: &Schemes, judging: &Judging) -> Result<Vec<Ruleset>, Error> {
    let mut rulesets = match judging.no_builtin_rules {
        false => load::builtin::rulesets(schemes)?,
        true => Vec::new(),
    };
    rulesets.extend(own_rulesets(schemes, &judging.ruleset)?);
    load::ruleset::check_together(&rulesets)?;
    if rulesets.is_empty() {
        return Err(Error::usage(Say(
            "no rules to judge by: --no-builtin-rules needs --ruleset",
            "keine Regeln, nach denen geurteilt wird: --no-builtin-rules braucht --ruleset",
        )));
    }
    Ok(rulesets)
}

/// The rulesets of the files and of the folders' `.yaml` files only.
pub(super) fn own_rulesets(schemes: &Schemes, paths: &[PathBuf]) -> Result<Vec<Ruleset>, Error> {
    let files = paths.iter().map(|path| load::ruleset_files(path));
    let files: Vec<Vec<PathBuf>> = files.collect::<Result<_, Error>>()?;
    let read = |path: &PathBuf| Ok((path.display().to_string(), load::text(path)?));
    let files: Vec<(String, String)> =
        files.iter().flatten().map(read).collect::<Result<_, Error>>()?;
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let rulesets = load::ruleset::read_all(&files, schemes)?;
    rulesets.iter().try_for_each(load::ruleset::check_patterns)?;
    Ok(rulesets)
}

/// The plan as told from outside: flags and `--plan`.
pub(super) fn plan(check: &Check, policy: &Policy) -> Result<Plan, Error> {
    let name = |term, name: &String, flag| load::plan::name(policy, term, name, flag);
    let names = |term, values: &[String], flag| {
        values.iter().map(|value| name(term, value, flag)).collect::<Result<Vec<_>, Error>>()
    };
    let mut plan = Plan {
        channels: check
            .channel
            .iter()
            .map(|c| name(Term::Channel, c, "--channel"))
            .collect::<Result<_, _>>()?,
        participants: Vec::new(),
        lines: names(Term::Line, &check.line, "--line")?,
        places: names(Term::Place, &check.place, "--place")?,
        features: names(Term::Feature, &check.feature, "--feature")?,
    };
    if let Some(path) = &check.plan {
        plan.extend(load::plan::read(&path.display().to_string(), &load::text(path)?, policy)?);
    }
    Ok(plan)
}
