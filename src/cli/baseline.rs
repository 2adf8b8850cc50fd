//! `clearedfor baseline`: accept what is found now, look after what was accepted, and throw out what is not needed.
//!
//! Not here: which findings a waiver covers ([`crate::judge`]) and how its file is written ([`load::waivers`]).

mod tell;
mod write;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::accepted;
use super::args::{Baseline, Check};
use super::check;
use super::exit::{self, Status};
use super::output::Target;
use crate::model::{Digest, Kind, Report, Say, Verdict, Waiver, date, waiver};
use crate::render::Lang;
use crate::{Error, load};

/// The file that is meant where none is named.
const FILE: &str = ".clearedfor-waivers.yaml";
/// An expiry that is as near as this is told, in days.
const SOON: u32 = 30;

pub(super) fn run(baseline: &Baseline, lang: Lang) -> Result<Status, Error> {
    match baseline {
        Baseline::Write(write) => write::run(write, lang),
        Baseline::Check(check) => tend(check, false, lang),
        Baseline::Prune(check) => tend(check, true, lang),
    }
}

/// How things stand with a waiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Needed,
    /// Needed, and soon to expire.
    Soon,
    Expired,
    /// Its finding is gone from the document that it was granted for, or the document is.
    Unused,
    /// Its document was not among those that were read, so nobody knows.
    NotSeen,
}

/// Looks over all waivers, and removes those that are of no use where that is asked for.
fn tend(check: &Check, prune: bool, lang: Lang) -> Result<Status, Error> {
    let today = check::day(check);
    refuse_what_a_report_needs(check)?;
    let named = accepted::Files::of(check)?;
    let files = match named.waivers.as_slice() {
        [] => vec![PathBuf::from(FILE)],
        files => files.to_vec(),
    };
    let waivers: Vec<Vec<Waiver>> = files
        .iter()
        .map(|file| accepted::waivers(std::slice::from_ref(file), &today))
        .collect::<Result<_, Error>>()?;
    let key = match accepted::named_key(named.key.as_deref())? {
        Some(key) => key,
        None => accepted::key_beside(&files[0])?,
    };
    // Whatever waivers cover; what documents accept by themselves is marked.
    let report = check::report(check, &today, key, lang)?;
    let unread = unread(&report);
    if prune && !unread.is_empty() {
        tell::unread(lang, &unread)?;
        return Ok(exit::UNDETERMINED);
    }
    let seen = Seen::of(&report);
    let mut states: Vec<(State, &Waiver)> = Vec::new();
    for (file, waivers) in files.iter().zip(&waivers) {
        let stated = waivers.iter().map(|waiver| (seen.state(waiver, &today), waiver));
        let stated: Vec<(State, &Waiver)> = stated.collect();
        let kept =
            stated.iter().filter(|(state, _)| !is_over(*state)).map(|(_, one)| (*one).clone());
        let kept: Vec<Waiver> = kept.collect();
        if prune && kept.len() < waivers.len() {
            save(file, &kept)?;
        }
        states.extend(stated);
    }
    tell::states(lang, &states, prune)?;
    let over = |wanted: State| states.iter().any(|(state, _)| *state == wanted);
    if !unread.is_empty() {
        // What was not read may hold what a waiver seems to have lost.
        tell::unread(lang, &unread)?;
        return Ok(if over(State::Expired) { exit::EXCEEDS } else { exit::UNDETERMINED });
    }
    let wanting = !prune && (over(State::Expired) || over(State::Unused));
    Ok(if wanting { exit::EXCEEDS } else { exit::WITHIN })
}

fn is_over(state: State) -> bool {
    matches!(state, State::Expired | State::Unused)
}

/// What a run found, to compare waivers with.
struct Seen<'r> {
    identities: BTreeSet<Digest>,
    sources: BTreeSet<&'r str>,
}

impl<'r> Seen<'r> {
    fn of(report: &'r Report) -> Self {
        let found = report.assessments.iter().flat_map(|document| &document.findings);
        let found = found.filter(|finding| finding.kind != Kind::Mention);
        let identities = found.filter_map(|finding| finding.identity).collect();
        let sources = report.assessments.iter().map(|document| document.source.as_str()).collect();
        Seen { identities, sources }
    }

    fn state(&self, waiver: &Waiver, today: &str) -> State {
        if !waiver::holds(&waiver.until, today) {
            return State::Expired;
        }
        let soon = date::days_after(today, SOON).is_some_and(|soon| waiver.until < soon);
        match self.identities.contains(&waiver.identity) {
            true if soon => State::Soon,
            true => State::Needed,
            false if self.is_missed(waiver) => State::Unused,
            false => State::NotSeen,
        }
    }

    /// Whether its document was read, or is no more: a member of an archive is there as long as the archive is.
    fn is_missed(&self, waiver: &Waiver) -> bool {
        let Some(source) = waiver.source.as_deref() else { return true };
        let there = |path: &Path| path.is_file();
        self.sources.contains(source) || !Path::new(source).ancestors().any(there)
    }
}

/// The documents of which something was not read that is not allowed to be unread.
fn unread(report: &Report) -> Vec<&str> {
    let unread = report.assessments.iter().filter(|document| {
        let mut gaps = document.gaps.iter();
        gaps.any(|gap| !report.allowed_gaps.contains(&gap.kind))
            || document.verdict == Verdict::Undetermined
    });
    unread.map(|document| document.source.as_str()).collect()
}

fn save(file: &Path, waivers: &[Waiver]) -> Result<(), Error> {
    Target::new(Some(file), super::args::When::Never, Lang::En)
        .write(&load::waivers::write(waivers))
}

/// A baseline prints no report, so what only a report needs was meant for another command.
fn refuse_what_a_report_needs(check: &Check) -> Result<(), Error> {
    let no_report = check.report.is_empty() && check.resume.is_none() && check.format == "human";
    match no_report && !check.lines.changed_lines {
        true => Ok(()),
        false => Err(Error::usage(Say(
            "a baseline is no report and of whole documents: --format, --report, --resume and --changed-lines are of \
             `clearedfor check`",
            "eine Grundlinie ist kein Bericht und gilt für ganze Dokumente: --format, --report, --resume und \
             --changed-lines gehören zu `clearedfor check`",
        ))),
    }
}
