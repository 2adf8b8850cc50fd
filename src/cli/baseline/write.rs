//! `clearedfor baseline write`: accepts what exceeds now, so that only what is new is told from then on.
//!
//! It accepts what is said, not how the meeting is held: what lowers the ceiling stays, unless its rule is named. Nothing
//! is accepted where something was not read.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{FILE, refuse_what_a_report_needs, save, tell, unread};
use crate::cli::accepted::{self, KEY_FILE};
use crate::cli::args::BaselineWrite;
use crate::cli::check;
use crate::cli::exit::{self, Status};
use crate::model::waiver::{holds, is_covered, level_of};
use crate::model::{Digest, Effect, Finding, Key, Kind, Level, Report, Say, Waiver, Words, words};
use crate::render::Lang;
use crate::{Error, load};

/// Bytes of a new key.
const KEY: usize = 32;

/// What was done.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Count {
    pub(super) added: usize,
    pub(super) renewed: usize,
    pub(super) kept: usize,
}

pub(super) fn run(write: &BaselineWrite, lang: Lang) -> Result<Status, Error> {
    let check = &write.check;
    let today = check::day(check);
    refuse_what_a_report_needs(check)?;
    granted(write, &today)?;
    let named = accepted::Files::of(check)?;
    let file = check.output.clone().or(named.own).unwrap_or_else(|| PathBuf::from(FILE));
    let there = match file.exists() {
        true => accepted::waivers(std::slice::from_ref(&file), &today)?,
        false => Vec::new(),
    };
    let elsewhere: Vec<PathBuf> =
        named.waivers.into_iter().filter(|other| *other != file).collect();
    let elsewhere = accepted::waivers(&elsewhere, &today)?;
    let old = !there.is_empty() || !elsewhere.is_empty();
    let (key, new_key) = key(named.key.as_deref(), &file, old)?;
    let report = check::report(check, &today, key, lang)?;
    let unread = unread(&report);
    if !unread.is_empty() {
        tell::unread(lang, &unread)?;
        return Ok(exit::UNDETERMINED);
    }
    let wanted = exceeding(write, &report)?;
    let (waivers, count) = merged(there, &elsewhere, wanted, write, &today);
    if let Some((path, hex)) = new_key {
        write_key(&path, &hex)?;
        tell::new_key(lang, &path)?;
    }
    save(&file, &waivers)?;
    tell::written(lang, &file, count)?;
    Ok(exit::WITHIN)
}

/// Whether what is to be granted is one: a reason, somebody who answers for it, and a day to come.
fn granted(write: &BaselineWrite, today: &str) -> Result<(), Error> {
    let usage = |flag: &str| {
        let flag = flag.to_owned();
        move |why: Words| {
            let Words { en, de } = why;
            Error::usage(Words::new(format!("{flag}: {en}"), format!("{flag}: {de}")))
        }
    };
    load::waivers::said("reason", &write.reason).map_err(usage("--reason"))?;
    load::waivers::said("owner", &write.owner).map_err(usage("--owner"))?;
    let until = load::waivers::until(&write.until, today);
    until.map_err(|why| usage("--until")(why.into()))?;
    match holds(&write.until, today) {
        true => Ok(()),
        false => {
            Err(usage("--until")(Say("the day is over already", "der Tag ist schon vorbei").into()))
        }
    }
}

/// The key that was named or lies there; a new one, with where it is to lie, where there is none.
fn key(
    named: Option<&Path>,
    file: &Path,
    old: bool,
) -> Result<(Key, Option<(PathBuf, String)>), Error> {
    if named.is_none_or(Path::exists)
        && let Some(key) = accepted::named_key(named)?
    {
        return Ok((key, None));
    }
    let beside = file.with_file_name(KEY_FILE);
    let path = named.map_or(beside, Path::to_owned);
    if named.is_none() && (old || path.exists() || Path::new(KEY_FILE).exists()) {
        return Ok((accepted::key_beside(file)?, None));
    }
    if old {
        let path = path.display();
        return Err(Error::usage(words!(
            "{path}: a new key would cover none of the old waivers; name the one that they were made with",
            "{path}: ein neuer Schlüssel deckt keine der alten Ausnahmen; bitte den nennen, mit dem sie gemacht sind",
        )));
    }
    let mut bytes = [0; KEY];
    let failed = |error: getrandom::Error| Error::Io {
        path: "the system's random numbers".to_owned(),
        source: io::Error::other(error.to_string()),
    };
    getrandom::fill(&mut bytes).map_err(failed)?;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let key = load::waivers::key(&path.display().to_string(), &hex)?;
    Ok((key, Some((path, hex))))
}

/// Writes a key for its owner only, and never over another one.
fn write_key(path: &Path, hex: &str) -> Result<(), Error> {
    let fail = |source| Error::Io { path: path.display().to_string(), source };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(fail)?;
    writeln!(file, "{hex}").and_then(|()| file.sync_all()).map_err(fail)
}

/// The findings that make a verdict exceed, or those of the rules that were named, each with its document.
fn exceeding<'r>(
    write: &BaselineWrite,
    report: &'r Report,
) -> Result<Vec<(&'r str, &'r Finding)>, Error> {
    let known = check::rule_ids(&write.check)?;
    for rule in &write.rule {
        if !known.contains(rule) {
            return Err(Error::unknown(
                Say("rule", "Regel"),
                rule,
                known.iter().map(String::as_str),
            ));
        }
    }
    let asked = |finding: &Finding, ceiling: Level| match finding.effect {
        _ if finding.kind == Kind::Mention || finding.waived.is_some() => false,
        _ if !finding.strength.counts() => false,
        _ if !write.rule.is_empty() => write.rule.contains(&finding.rule),
        Effect::Raises(level) => level > ceiling,
        Effect::Lowers(_) | Effect::Lifts(_) | Effect::Warns => false,
    };
    let of_document = |document: &'r crate::model::Assessment| {
        let ceiling = document.ceiling.level.level;
        let asked = document.findings.iter().filter(move |finding| asked(finding, ceiling));
        asked.map(|finding| (document.source.as_str(), finding))
    };
    Ok(report.assessments.iter().flat_map(of_document).collect())
}

/// What the file is to hold: what it held, with those that expired granted anew where they are needed, and what is
/// neither there nor granted elsewhere.
fn merged(
    there: Vec<Waiver>,
    elsewhere: &[Waiver],
    wanted: Vec<(&str, &Finding)>,
    write: &BaselineWrite,
    today: &str,
) -> (Vec<Waiver>, Count) {
    let covers = |waiver: &Waiver, finding: &Finding| {
        holds(&waiver.until, today) && is_covered(finding.effect, waiver.level)
    };
    let mut all: BTreeMap<Digest, Waiver> =
        there.into_iter().map(|waiver| (waiver.identity, waiver)).collect();
    let mut count = Count { kept: all.len(), ..Count::default() };
    for (source, finding) in wanted {
        let Some(identity) = finding.identity else { continue };
        let same = |waiver: &&Waiver| waiver.identity == identity && covers(waiver, finding);
        if elsewhere.iter().any(|waiver| same(&waiver)) || all.values().any(|one| same(&one)) {
            continue;
        }
        let granted = Waiver {
            rule: finding.rule.clone(),
            level: level_of(finding.effect),
            identity,
            source: Some(source.to_owned()),
            reason: write.reason.trim().to_owned(),
            owner: write.owner.trim().to_owned(),
            until: write.until.clone(),
            from: String::new(),
        };
        match all.insert(identity, granted) {
            Some(_) => (count.renewed, count.kept) = (count.renewed + 1, count.kept - 1),
            None => count.added += 1,
        }
    }
    (all.into_values().collect(), count)
}
