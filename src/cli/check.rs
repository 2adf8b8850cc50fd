//! `clearedfor check`: the main job.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::args::Check;
use super::exit::{self, Status};
use super::progress::Progress;
use super::settings::Settings;
use super::sinks::Sinks;
use super::stats::Stats;
use super::telling::{Forms, Telling};
use super::{accepted, call, changed, interrupt, output, resume, setup};
use crate::lint::{self, Input, Job, Meter, Watch};
use crate::load::config::Config;
use crate::load::resume::Begun;
use crate::model::report::Basis;
use crate::model::{Digest, Key, Policy, Report, Ruleset, Say, Source, words};
use crate::render::Lang;
use crate::{Error, load, read};

pub(super) fn run(check: &Check, lang: Lang) -> Result<Status, Error> {
    let mut stats = Stats::new(check.stats);
    let sinks = Sinks::new(check, lang)?;
    let begun = check.resume.as_deref().map(load::resume::read).transpose()?;
    let today = check.today.clone();
    let today = today.or_else(|| begun.as_ref().map(|begun| begun.terms.today.clone()));
    let today = today.unwrap_or_else(self::today);
    judged(check, &sinks, &today, None, |ready, setup| {
        let mut head = setup.head();
        ready.chosen.into_iter().for_each(|chosen| chosen.tell(&mut head));
        let words = resume::inputs(check, ready.config);
        head.terms = sinks.grows().then(|| setup.terms(words.iter().map(Vec::as_slice)));
        let jobs = match &begun {
            Some(begun) => resume::rest(begun, &head, sinks.lang(), ready.jobs)?,
            None => ready.jobs,
        };
        stats.ready(ready.found_in);
        let told = tell(check, &sinks, head, begun.as_ref(), jobs, setup, stats.meter())?;
        stats.tell(sinks.lang())?;
        Ok(told)
    })
}

/// The report of a check with all that it accepts, for whoever compares it with an earlier one.
pub(super) fn again(check: &Check, lang: Lang) -> Result<Report, Error> {
    judged(check, &Sinks::new(check, lang)?, &day(check), None, |ready, setup| {
        on_threads(check.threads, || lint::run(ready.jobs, setup))
    })
}

/// The report of the same run for whoever prints none, with what waivers cover and no waiver.
pub(super) fn report(check: &Check, today: &str, key: Key, lang: Lang) -> Result<Report, Error> {
    judged(check, &Sinks::new(check, lang)?, today, Some(key), |ready, setup| {
        on_threads(check.threads, || lint::run(ready.jobs, setup))
    })
}

/// What there is to do, beside what it is judged by.
struct Ready<'c> {
    jobs: Vec<Job>,
    /// How long it took to find them.
    found_in: Duration,
    /// What of a repository was chosen.
    chosen: Option<changed::Chosen>,
    config: Option<&'c Config>,
}

/// Makes everything ready that a run judges by, with the key under which findings are known again and what was
/// accepted beforehand, and goes on with it. With a key of its own, nothing was accepted.
fn judged<T>(
    check: &Check,
    sinks: &Sinks<'_>,
    today: &str,
    own_key: Option<Key>,
    go_on: impl FnOnce(Ready<'_>, &lint::Setup<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    sinks.spare(&check.paths)?;
    let mut settings = Settings::new(&check.meeting, &check.judging)?;
    let since = Instant::now();
    let (inputs, chosen) = match changed::inputs(&check.part, &check.lines, &check.paths)? {
        Some((inputs, chosen)) => (inputs, Some(chosen)),
        None => (inputs(check, sinks)?, None),
    };
    let found_in = since.elapsed();
    let jobs = settings.jobs(inputs, chosen.is_some())?;
    let (waivers, key) = match own_key {
        Some(key) => (None, Some(key)),
        None => accepted::of(check, &settings, today)?,
    };
    let show_text = sinks.show_text(check.show_text)?;
    let loaded = &settings.loaded;
    let call = call::of(check, loaded.config.as_ref(), today, show_text);
    let setup = lint::Setup {
        in_force: loaded.in_force.clone(),
        basis: sinks.are_evidence().then(|| basis(&loaded.policy, &settings.rulesets, call)),
        today,
        plan: settings.plan.clone(),
        show_text,
        pseudonyms: check.pseudonyms,
        show_mentions: check.mentions,
        allowed_gaps: settings.allowed_gaps.iter().map(|said| said.value).collect(),
        loosened: loaded.told.loosened.clone(),
        notices: loaded.told.notices.clone(),
        key,
        waivers: waivers.as_ref(),
        ..lint::Setup::new(&loaded.policy, &loaded.home, &settings.rulesets)
    };
    let done = go_on(Ready { jobs, found_in, chosen, config: loaded.config.as_ref() }, &setup);
    // The run is over: to give back a thousand rules piece by piece would be work for nothing.
    drop(setup);
    std::mem::forget(settings);
    done
}

/// The ids of all rules that a check would judge by.
pub(super) fn rule_ids(check: &Check) -> Result<Vec<String>, Error> {
    let mut loaded = setup::judging(&check.judging)?;
    let (rulesets, _) = setup::rulesets(&mut loaded, &check.judging)?;
    Ok(rulesets.iter().flat_map(|set| &set.rules).map(|rule| rule.id.to_string()).collect())
}

/// The day to judge by.
pub(super) fn day(check: &Check) -> String {
    check.today.clone().unwrap_or_else(today)
}

/// Runs and tells what comes of it, as it comes or at the end.
fn tell(
    check: &Check,
    sinks: &Sinks<'_>,
    head: Report,
    begun: Option<&Begun>,
    jobs: Vec<Job>,
    setup: &lint::Setup<'_>,
    meter: Option<&Meter>,
) -> Result<Status, Error> {
    let lang = sinks.lang();
    // A report that is only written at the end is lost with an interruption, and no other is kept for it.
    let watched = sinks.all_stream() && lasts(&jobs);
    let stop = if watched { interrupt::watch(lang) } else { interrupt::never() };
    let forms = Forms::new(sinks, head);
    let mut telling = Telling::begin(sinks, &forms, begun, stop)?;
    let all = telling.files() + jobs.len() as u64;
    let wanted = !check.no_progress && !sinks.fills_terminal();
    let mut progress = Progress::new(jobs.len(), wanted, lang);
    let watch = Watch { stop, meter };
    // More threads than files would have nothing to do.
    let threads = if jobs.len() <= 1 { 1 } else { check.threads };
    on_threads(threads, || {
        let form = |outcome| forms.page(outcome);
        lint::run_each(jobs.into_iter(), setup, watch, &form, &mut |page| {
            telling.file(page);
            progress.step();
        });
    })?;
    progress.end();
    let (done, unheard) = (telling.files(), telling.is_unheard());
    let verdict = telling.end(done == all, setup)?;
    if done < all && !unheard {
        output::notice(&resume::how(done, all, sinks.growing_file(), lang));
    }
    Ok(exit::of(verdict))
}

/// Whether a run lasts so long that somebody may ask it to stop: one short file is done before a key is up again.
fn lasts(jobs: &[Job]) -> bool {
    let [Job { input: Input::Found(found), .. }] = jobs else { return true };
    read::walk::size(found).is_none_or(|size| size > SHORT)
}

/// Bytes of a file that is read and judged in a blink.
const SHORT: u64 = 1 << 16;

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
        read::walk::each_from(
            &source,
            std::io::stdin().lock(),
            sinks.are_evidence(),
            &mut |source, document| {
                read.push(Input::Document(source, Box::new(document)));
            },
        );
        inputs.splice(0..0, read);
    }
    if inputs.is_empty() {
        return Err(Error::usage(Say(
            "nothing to check: no file was found there",
            "nichts zu prüfen: dort war keine Datei zu finden",
        )));
    }
    Ok(inputs)
}

pub(super) fn on_threads<T: Send>(
    threads: usize,
    work: impl FnOnce() -> T + Send,
) -> Result<T, Error> {
    let run = lint::on_threads(threads, work);
    run.map_err(|error| {
        Error::usage(words!(
            "cannot start threads: {error}",
            "Threads lassen sich nicht starten: {error}"
        ))
    })
}

/// Today's date in UTC.
fn today() -> String {
    let date = time::OffsetDateTime::now_utc().date();
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}
