//! `clearedfor check`: the main job.

use std::path::{Path, PathBuf};

use super::args::Check;
use super::exit::{self, Status};
use super::sinks::Sinks;
use super::{call, setup};
use crate::lint::{self, Input, Job};
use crate::model::report::Basis;
use crate::model::{Digest, GapKind, Policy, Ruleset, Source};
use crate::{Error, read};

pub(super) fn run(check: &Check) -> Result<Status, Error> {
    let mut loaded = setup::judging(&check.judging)?;
    for domain in &check.domain {
        let people = &mut loaded.policy.people;
        people.add(domain).map_err(|why| Error::Usage(format!("--domain: {why}")))?;
    }
    let rulesets = setup::rulesets(&loaded.schemes, &check.judging)?;
    let plan = setup::plan(check, &loaded.policy)?;
    let sinks = Sinks::new(check)?;
    let jobs = inputs(check, sinks.are_evidence())?.into_iter().map(Job::from).collect();
    let show_text = sinks.show_text(check.show_text)?;
    let today = check.today.clone().unwrap_or_else(today);
    let call = call::of(check, &today, show_text);
    let setup = lint::Setup {
        in_force: loaded.in_force,
        basis: sinks.are_evidence().then(|| basis(&loaded.policy, &rulesets, call)),
        today: &today,
        plan,
        show_text,
        show_mentions: check.mentions,
        pseudonyms: check.pseudonyms,
        allowed_gaps: allowed_gaps(&check.allow_gap)?,
        ..lint::Setup::new(&loaded.policy, &loaded.home, &rulesets)
    };
    let report = on_threads(check.threads, || lint::run(jobs, &setup))?;
    sinks.write(&report)?;
    Ok(exit::of(report.verdict()))
}

/// What the report rests on.
fn basis(policy: &Policy, rulesets: &[Ruleset], call: Vec<String>) -> Basis {
    let rules: Vec<String> = rulesets.iter().map(|set| set.digest.to_string()).collect();
    Basis {
        build: env!("CLEAREDFOR_BUILD"),
        rules: Digest::of_all(rules.iter().map(String::as_bytes)),
        policy: policy.digest,
        call,
    }
}

fn allowed_gaps(words: &[String]) -> Result<Vec<GapKind>, Error> {
    let kind = |word: &String| {
        let known = GapKind::NAMES.iter().find(|(_, name)| name == word).map(|(kind, _)| *kind);
        let names = GapKind::NAMES.iter().map(|(_, name)| *name);
        known.ok_or_else(|| Error::unknown("kind of gap", word, names))
    };
    words.iter().map(kind).collect()
}

/// Everything to read, in order; nothing at all is an error, because nothing checked must not look like all well.
fn inputs(check: &Check, digests: bool) -> Result<Vec<Input>, Error> {
    let (stdin, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
        check.paths.iter().partition(|path| path.as_path() == Path::new("-"));
    let paths: Vec<PathBuf> = paths.into_iter().cloned().collect();
    let mut inputs: Vec<Input> = read::walk::walk(&paths).into_iter().map(Input::Found).collect();
    if !stdin.is_empty() {
        let source = Source { name: check.stdin_name.clone() };
        let mut read = Vec::new();
        read::walk::each_from(
            &source,
            std::io::stdin().lock(),
            digests,
            &mut |source, document| {
                read.push(Input::Document(source, Box::new(document)));
            },
        );
        inputs.splice(0..0, read);
    }
    if inputs.is_empty() {
        return Err(Error::Usage("nothing to check: no file was found there".to_owned()));
    }
    Ok(inputs)
}

pub(super) fn on_threads<T: Send>(
    threads: usize,
    work: impl FnOnce() -> T + Send,
) -> Result<T, Error> {
    let run = lint::on_threads(threads, work);
    run.map_err(|error| Error::Usage(format!("cannot start threads: {error}")))
}

/// Today's date in UTC.
fn today() -> String {
    let date = time::OffsetDateTime::now_utc().date();
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}
