//! `clearedfor check`: the main job.

use std::path::{Path, PathBuf};

use super::args::Check;
use super::exit::{self, Status};
use super::settings::Settings;
use super::sinks::Sinks;
use crate::lint::{self, Input};
use crate::model::Source;
use crate::{Error, read};

pub(super) fn run(check: &Check) -> Result<Status, Error> {
    let mut settings = Settings::new(&check.meeting, &check.judging)?;
    let jobs = settings.jobs(inputs(check)?)?;
    let sinks = Sinks::new(check)?;
    let loaded = settings.loaded;
    let setup = lint::Setup {
        in_force: loaded.in_force,
        today: &check.today.clone().unwrap_or_else(today),
        plan: settings.plan,
        show_text: sinks.show_text(check.show_text),
        show_mentions: check.mentions,
        allowed_gaps: settings.allowed_gaps.into_iter().map(|said| said.value).collect(),
        loosened: loaded.told.loosened,
        notices: loaded.told.notices,
        ..lint::Setup::new(&loaded.policy, &loaded.home, &settings.rulesets)
    };
    let report = on_threads(check.threads, || lint::run(jobs, &setup))?;
    sinks.write(&report)?;
    Ok(exit::of(report.verdict()))
}

/// Everything to read, in order; nothing at all is an error, because nothing checked must not look like all well.
fn inputs(check: &Check) -> Result<Vec<Input>, Error> {
    let (stdin, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
        check.paths.iter().partition(|path| path.as_path() == Path::new("-"));
    let paths: Vec<PathBuf> = paths.into_iter().cloned().collect();
    let mut inputs: Vec<Input> = read::walk::walk(&paths).into_iter().map(Input::Found).collect();
    if !stdin.is_empty() {
        let source = Source { name: check.stdin_name.clone() };
        let mut read = Vec::new();
        read::walk::each_from(&source, std::io::stdin().lock(), &mut |source, document| {
            read.push(Input::Document(source, Box::new(document)));
        });
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
