//! `clearedfor check`: the main job.

use std::path::{Path, PathBuf};

use super::args::Check;
use super::exit::{self, Status};
use super::progress::Progress;
use super::settings::Settings;
use super::sinks::Sinks;
use super::telling::Telling;
use super::{interrupt, output, resume};
use crate::lint::{self, Input, Job};
use crate::load::resume::Begun;
use crate::model::{Report, Source};
use crate::{Error, load, read};

pub(super) fn run(check: &Check) -> Result<Status, Error> {
    let mut settings = Settings::new(&check.meeting, &check.judging)?;
    let sinks = Sinks::new(check)?;
    let begun = check.resume.as_deref().map(load::resume::read).transpose()?;
    let jobs = settings.jobs(inputs(check, &sinks)?)?;
    let today = check.today.clone();
    let today = today.or_else(|| begun.as_ref().map(|begun| begun.terms.today.clone()));
    let loaded = settings.loaded;
    let setup = lint::Setup {
        in_force: loaded.in_force,
        today: &today.unwrap_or_else(self::today),
        plan: settings.plan,
        show_text: sinks.show_text(check.show_text),
        show_mentions: check.mentions,
        allowed_gaps: settings.allowed_gaps.into_iter().map(|said| said.value).collect(),
        loosened: loaded.told.loosened,
        notices: loaded.told.notices,
        ..lint::Setup::new(&loaded.policy, &loaded.home, &settings.rulesets)
    };
    let mut head = setup.head();
    let words = resume::inputs(check, loaded.config.as_ref());
    head.terms = sinks.grows().then(|| setup.terms(words.iter().map(Vec::as_slice)));
    let jobs = match &begun {
        Some(begun) => resume::rest(begun, &head, sinks.lang(), jobs)?,
        None => jobs,
    };
    tell(check, &sinks, head, begun.as_ref(), jobs, &setup)
}

/// Runs and tells what comes of it, as it comes or at the end.
fn tell(
    check: &Check,
    sinks: &Sinks<'_>,
    head: Report,
    begun: Option<&Begun>,
    jobs: Vec<Job>,
    setup: &lint::Setup<'_>,
) -> Result<Status, Error> {
    let lang = sinks.lang();
    // A report that is only written at the end is lost with an interruption, and no other is kept for it.
    let stop = if sinks.all_stream() { interrupt::watch(lang) } else { interrupt::never() };
    let mut telling = Telling::begin(sinks, head, begun, stop)?;
    let all = telling.files() + jobs.len() as u64;
    let wanted = !check.no_progress && !sinks.fills_terminal();
    let mut progress = Progress::new(jobs.len(), wanted, lang);
    on_threads(check.threads, || {
        lint::run_each(jobs.into_iter(), setup, stop, &mut |outcome| {
            telling.file(outcome);
            progress.step();
        });
    })?;
    progress.end();
    let (done, unheard) = (telling.files(), telling.is_unheard());
    let verdict = telling.end(done == all)?;
    if done < all && !unheard {
        output::notice(&resume::how(done, all, sinks.growing_file(), lang));
    }
    Ok(exit::of(verdict))
}

/// Everything to read, in order; nothing at all is an error, because nothing checked must not look like all well.
fn inputs(check: &Check, sinks: &Sinks<'_>) -> Result<Vec<Input>, Error> {
    let (stdin, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
        check.paths.iter().partition(|path| path.as_path() == Path::new("-"));
    let paths: Vec<PathBuf> = paths.into_iter().cloned().collect();
    let mut found = read::walk::walk(&paths);
    // A report that lies among the files is what this run writes, and nothing that it reads.
    sinks.files().for_each(|file| found.retain(|found| !found.is_file(file)));
    let mut inputs: Vec<Input> = found.into_iter().map(Input::Found).collect();
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
