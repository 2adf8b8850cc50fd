//! The hall: read, scan and judge every source, in order.
//!
//! Not here: arguments and terminals ([`crate::cli`]).

mod blank;
mod changed;
mod directives;
mod exposures;
mod head;
mod mask;
mod meter;
mod order;
mod own;
mod setup;

pub use meter::Meter;
pub use setup::Setup;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use rayon::prelude::*;

use crate::judge::{self, Bench, Case};
use crate::load::builtin;
use crate::model::cost::Stage;
use crate::model::{
    Assessment, ChangedLines, Document, Gap, GapKind, Kind, Month, Notice, Outcome, Plan, Report,
    Rule, Ruleset, Say, SegmentKind, Source,
};
use crate::read::walk::{self, Found};
use crate::scan::{self, Scanner, Stopwatch};

/// Something to lint.
#[derive(Debug)]
pub enum Input {
    /// What a walk found on disk; it is read when its turn comes.
    Found(Found),
    /// A document that is read already.
    Document(Source, Box<Document>),
}

/// Something to lint, held in a way of its own.
#[derive(Debug)]
pub struct Job {
    /// What to lint.
    pub input: Input,
    /// How its meeting is held, beside [`Setup::plan`]; for most there is nothing to say.
    pub plan: Option<Box<Plan>>,
}

impl From<Input> for Job {
    fn from(input: Input) -> Self {
        Job { input, plan: None }
    }
}

/// Reads, scans and judges every job, on all threads of the pool, and reports in the order of the jobs.
/// Each member of an archive is a document of its own.
#[must_use]
pub fn run(jobs: Vec<Job>, setup: &Setup<'_>) -> Report {
    let mut report = setup.head();
    let watch = Watch { stop: &AtomicBool::new(false), meter: None };
    run_each(jobs.into_iter(), setup, watch, &|done| done, &mut |done| {
        report.assessments.extend(done.assessments);
    });
    report.rules = setup.notes(&report.fired());
    report.notices.extend(setup.told_after());
    report
}

/// Who looks after a run while it goes on.
#[derive(Debug, Clone, Copy)]
pub struct Watch<'w> {
    /// Once it is set no job is begun any more; those that were are finished.
    pub stop: &'w AtomicBool,
    /// What counts the costs, where they are wanted.
    pub meter: Option<&'w Meter>,
}

/// The same without a report: what comes of each job is handed over as soon as everything before it was, in the order of
/// the jobs, and is kept nowhere. What `form` makes of it is made by whoever did the job, beside the others; `each` is
/// given one at a time.
pub fn run_each<D: Send>(
    jobs: impl Iterator<Item = Job> + Send,
    setup: &Setup<'_>,
    watch: Watch<'_>,
    form: &(dyn Fn(Outcome) -> D + Sync),
    each: &mut (dyn FnMut(D) + Send),
) {
    let since = Instant::now();
    let run = Run::new(setup);
    if let Some(meter) = watch.meter {
        meter.note(&run.scanner);
        meter.book(Stage::Ready, since.elapsed());
    }
    let work = |job| {
        let mut cost = watch.meter.map(Meter::borrow);
        let mut clock = Stopwatch::new(cost.as_mut());
        let formed = form(run.assess_each(job, &mut clock));
        clock.stage(Stage::Report);
        if let (Some(meter), Some(cost)) = (watch.meter, cost) {
            meter.give_back(cost);
        }
        formed
    };
    let Some(meter) = watch.meter else { return order::each(jobs, watch.stop, work, each) };
    order::each(jobs, watch.stop, work, &mut |formed| {
        let since = Instant::now();
        each(formed);
        meter.book(Stage::Report, since.elapsed());
    });
}

/// The same where an archive is one document with all its members.
///
/// With `blanked`, every line that a marking rule of the setup or of this ruleset hits is blanked first, so
/// that what is left is judged on its substance alone. Front matter is blanked as text and still heard as a plan.
#[must_use]
pub fn run_whole(jobs: Vec<Job>, setup: &Setup<'_>, blanked: Option<&Ruleset>) -> Report {
    let run = Run::new(setup);
    let blank = blanked.map(|ruleset| Scanner::new(std::slice::from_ref(ruleset), options(setup)));
    let assess = |job| run.assess_job(job, blank.as_ref());
    let mut report = setup.head();
    report.assessments = jobs.into_par_iter().map(assess).collect();
    report.rules = setup.notes(&report.fired());
    report.notices.extend(setup.told_after());
    report
}

/// Runs `work` on a pool of so many threads; 0 is one for each core.
///
/// # Errors
/// Where the threads cannot be started.
pub fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T, String> {
    let pool = || rayon::ThreadPoolBuilder::new().num_threads(threads);
    // One thread is there already, unless another run has it.
    let pool = match threads {
        1 => pool().use_current_thread().build().or_else(|_| pool().build()),
        _ => pool().build(),
    };
    pool.map(|pool| pool.install(work)).map_err(|error| error.to_string())
}

/// Books what it cost to read a document.
fn was_read(document: &Document, clock: &mut Stopwatch<'_>) {
    let time = clock.stage(Stage::Read);
    clock.count(|cost| {
        let format = cost.formats.entry(document.format).or_default();
        format.documents += 1;
        format.text = format.text.saturating_add(document.text.len() as u64);
        format.read += time;
    });
}

/// What was not looked for in a document is unknown.
fn search_failed() -> Gap {
    let why = Say("the search for rules failed", "die Suche nach Regeln ist gescheitert");
    Gap::whole(GapKind::Failed, why)
}

fn options(setup: &Setup<'_>) -> scan::Options {
    scan::Options {
        home: setup.home.id.clone(),
        in_force: setup.in_force.clone(),
        evidence: setup.show_text,
        mosaic: setup.home.mosaic,
        key: setup.key.clone(),
        catalogue: setup.rulesets.iter().any(Ruleset::is_packed).then(builtin::catalogue).flatten(),
    }
}

/// A run with its rules made ready.
struct Run<'s> {
    setup: &'s Setup<'s>,
    bench: Bench<'s>,
    scanner: Scanner<'s>,
    rules: OnceLock<BTreeMap<&'s str, &'s Rule>>,
}

impl<'s> Run<'s> {
    fn new(setup: &'s Setup<'s>) -> Self {
        Run {
            setup,
            bench: Bench {
                policy: setup.policy,
                home: setup.home,
                today: setup.today,
                allowed_gaps: &setup.allowed_gaps,
                waivers: setup.waivers,
            },
            scanner: Scanner::new(setup.rulesets, options(setup)),
            rules: OnceLock::new(),
        }
    }

    /// All rules by id; few documents need to look one up.
    fn rules(&self) -> &BTreeMap<&'s str, &'s Rule> {
        let rules = self.setup.rulesets.iter().flat_map(|set| &set.rules);
        self.rules.get_or_init(|| rules.map(|rule| (&*rule.id, rule)).collect())
    }

    fn assess_each(&self, job: Job, clock: &mut Stopwatch<'_>) -> Outcome {
        let mut assessments = Vec::new();
        let new = changed::lines(&job.input).cloned();
        let mut each = |source: Source, document: Document| {
            was_read(&document, clock);
            assessments.push(self.assess(
                &source,
                &document,
                job.plan.as_deref(),
                new.as_ref(),
                clock,
            ));
        };
        let digests = self.setup.basis.is_some();
        let (source, bytes) = match job.input {
            Input::Found(found) => {
                walk::load_each(&found, digests, &mut each);
                (found.source.name.clone(), walk::size(&found))
            }
            Input::Document(source, document) => {
                each(source.clone(), *document);
                (source.name, None)
            }
        };
        clock.stage(Stage::Read);
        clock.count(|cost| {
            cost.files += 1;
            cost.bytes = cost.bytes.saturating_add(bytes.unwrap_or_default());
        });
        Outcome { source, bytes, assessments }
    }

    fn assess_job(&self, job: Job, blank: Option<&Scanner<'_>>) -> Assessment {
        let (source, mut document) = match job.input {
            Input::Found(found) => (found.source.clone(), walk::load(&found)),
            Input::Document(source, document) => (source, *document),
        };
        if let Some(blank) = blank {
            blank::markings(&mut document, &self.scanner, blank);
        }
        self.assess(&source, &document, job.plan.as_deref(), None, &mut Stopwatch::default())
    }

    /// A panic in here is one document's gap, whoever caused it.
    fn assess(
        &self,
        source: &Source,
        document: &Document,
        more: Option<&Plan>,
        new: Option<&ChangedLines>,
        clock: &mut Stopwatch<'_>,
    ) -> Assessment {
        let judge = || self.judge(source, document, more, new, clock);
        let judged = catch_unwind(AssertUnwindSafe(judge));
        judged.unwrap_or_else(|_| {
            let gaps = document.gaps.iter().cloned().chain([search_failed()]).collect();
            let unread = Document { gaps, ..Document::default() };
            self.judge(source, &unread, more, None, &mut Stopwatch::default())
        })
    }

    fn judge(
        &self,
        source: &Source,
        document: &Document,
        more: Option<&Plan>,
        new: Option<&ChangedLines>,
        clock: &mut Stopwatch<'_>,
    ) -> Assessment {
        let mut plan = self.setup.plan.clone();
        plan.extend(more.cloned().unwrap_or_default());
        let mut gaps = document.gaps.clone();
        let mut notices = document.notices.clone();
        let (mut own, bad) = self.own_plan(source, document);
        gaps.extend(bad);
        notices.extend(self.invited(source, document, &plan, &mut own));
        if plan.channels.is_empty() && !own.channels.is_empty() {
            notices.push(Notice(
                Say(
                    "the channel is what the document itself says",
                    "der Kanal ist der, den das Dokument selbst nennt",
                )
                .into(),
            ));
        }
        plan.extend(own);
        let directives = self.directives(source, document);
        gaps.extend(directives.gaps);
        notices.extend(directives.notices);
        let document = directives.document.as_ref().unwrap_or(document);
        let whole = new.is_none();
        clock.stage(Stage::Judge);
        let mut findings = self.scanner.scan_watched(document, clock);
        if builtin::is_whole().is_err() {
            gaps.push(search_failed());
        }
        if let Some(new) = new {
            notices.extend(changed::keep(&mut findings, document, new));
        }
        let mut assessment = self.bench.judge(Case {
            source: source.name.clone(),
            format: document.format,
            plan,
            findings,
            whole,
            directives: directives.heard,
            items: scan::item_heads(document),
            spoken: document.segments.iter().any(|segment| segment.kind == SegmentKind::Speech),
            gaps,
            notices,
        });
        assessment.digest = document.digest;
        let said = document.invitations.iter().find_map(|invitation| invitation.month);
        assessment.month = said.or_else(|| Month::in_path(&source.name));
        self.title_exposures(&mut assessment);
        self.told_once(&mut assessment);
        if self.setup.pseudonyms {
            judge::name_by_number(&mut assessment, &document.speakers);
        }
        if !self.setup.show_text {
            let hits = mask::hits(document, &assessment);
            judge::redact(&mut assessment, &hits, &document.speakers);
        }
        if !self.setup.show_mentions {
            assessment.findings.retain(|finding| finding.kind != Kind::Mention);
        }
        clock.stage(Stage::Judge);
        assessment
    }
}
