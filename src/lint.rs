//! The hall: read, scan and judge every source, in order.
//!
//! Not here: arguments and terminals ([`crate::cli`]).

mod blank;
mod changed;
mod directives;
mod head;
mod mask;
mod order;
mod setup;

pub use setup::Setup;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use crate::judge::{self, Bench, Case};
use crate::load;
use crate::model::document::FrontMatter;
use crate::model::report::Link;
use crate::model::{
    Assessment, ChangedLines, Document, Gap, GapKind, Kind, Level, Month, Notice, Outcome, Plan,
    Report, Rule, Ruleset, Say, SegmentKind, Source, Step, Words,
};
use crate::read::walk::{self, Found};
use crate::scan::{self, Scanner};

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
    /// How its meeting is held, beside [`Setup::plan`].
    pub plan: Plan,
}

impl From<Input> for Job {
    fn from(input: Input) -> Self {
        Job { input, plan: Plan::default() }
    }
}

/// Reads, scans and judges every job, on all threads of the pool, and reports in the order of the jobs.
/// Each member of an archive is a document of its own.
#[must_use]
pub fn run(jobs: Vec<Job>, setup: &Setup<'_>) -> Report {
    let mut report = setup.head();
    let go_on = AtomicBool::new(false);
    run_each(jobs.into_iter(), setup, &go_on, &mut |done| {
        report.assessments.extend(done.assessments);
    });
    report.rules = setup.notes(&report.fired());
    report.notices.extend(setup.told_after());
    report
}

/// The same without a report: what comes of each job is handed over as soon as everything before it was, in the order of
/// the jobs, and is kept nowhere. Once `stop` is set no job is begun any more; those that were are finished.
pub fn run_each(
    jobs: impl Iterator<Item = Job> + Send,
    setup: &Setup<'_>,
    stop: &AtomicBool,
    each: &mut (dyn FnMut(Outcome) + Send),
) {
    let run = Run::new(setup);
    order::each(jobs, stop, |job| run.assess_each(job), each);
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

fn options(setup: &Setup<'_>) -> scan::Options {
    scan::Options {
        home: setup.home.id.clone(),
        in_force: setup.in_force.clone(),
        evidence: setup.show_text,
        mosaic: setup.home.mosaic,
        key: setup.key.clone(),
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
        self.rules.get_or_init(|| rules.map(|rule| (rule.id.as_str(), rule)).collect())
    }

    fn assess_each(&self, job: Job) -> Outcome {
        let mut assessments = Vec::new();
        let new = changed::lines(&job.input).cloned();
        let mut each = |source: Source, document: Document| {
            assessments.push(self.assess(&source, &document, job.plan.clone(), new.as_ref()));
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
        self.assess(&source, &document, job.plan, None)
    }

    /// A panic in here is one document's gap, whoever caused it.
    fn assess(
        &self,
        source: &Source,
        document: &Document,
        more: Plan,
        new: Option<&ChangedLines>,
    ) -> Assessment {
        let judge = || self.judge(source, document, more.clone(), new);
        let judged = catch_unwind(AssertUnwindSafe(judge));
        judged.unwrap_or_else(|_| {
            let gap = Gap::whole(
                GapKind::Failed,
                Say("the search for rules failed", "die Suche nach Regeln ist gescheitert"),
            );
            let gaps = document.gaps.iter().cloned().chain([gap]).collect();
            self.judge(source, &Document { gaps, ..Document::default() }, more, None)
        })
    }

    fn judge(
        &self,
        source: &Source,
        document: &Document,
        more: Plan,
        new: Option<&ChangedLines>,
    ) -> Assessment {
        let mut plan = self.setup.plan.clone();
        plan.extend(more);
        let mut gaps = document.gaps.clone();
        let mut notices = document.notices.clone();
        let (mut own, bad) = self.own_plan(source, document);
        gaps.extend(bad);
        let invitations = &document.invitations;
        let (invited, odd) =
            load::invitation::read(&source.name, invitations, self.setup.policy, &plan);
        own.extend(invited);
        notices.extend(odd);
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
        let mut findings = self.scanner.scan(document);
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
        assessment
    }

    /// What the document itself says of how the meeting is held; front matter that cannot be understood is a gap.
    fn own_plan(&self, source: &Source, document: &Document) -> (Plan, Vec<Gap>) {
        let (mut plan, mut gaps) = (Plan::default(), Vec::new());
        for front in &document.front_matter {
            match self.front_matter(source, front) {
                Ok(said) => plan.extend(said),
                Err(gap) => gaps.push(gap),
            }
        }
        (plan, gaps)
    }

    fn front_matter(&self, source: &Source, front: &FrontMatter) -> Result<Plan, Gap> {
        let policy = self.setup.policy;
        let plan = load::plan::front_matter(&source.name, &front.yaml, front.line, policy);
        let gap = |error: crate::Error| {
            // The message quotes the front matter, which is text of the input.
            let shown = self.setup.show_text.then(|| {
                let Words { en, de } = error.in_words();
                Words::new(en.replace('\n', "; "), de.replace('\n', "; "))
            });
            let hidden = || {
                let Words { en, de } = error.place();
                Words::new(
                    format!("{en} is not understood; --show-text always says why"),
                    format!("{de} ist nicht verständlich; --show-text always sagt, warum"),
                )
            };
            let reason = shown.unwrap_or_else(hidden);
            Gap { kind: GapKind::Plan, place: vec![Step::FrontMatter], reason }
        };
        plan.map(Option::unwrap_or_default).map_err(gap)
    }

    /// Gives links that come from exposure rules the titles of their rules.
    fn title_exposures(&self, assessment: &mut Assessment) {
        let ceiling = &mut assessment.ceiling;
        let links = ceiling.links.iter_mut().chain([&mut ceiling.weakest]);
        for link in links.filter(|link| link.what == "exposure") {
            if let Some(rule) = self.rules().get(link.name.as_str()) {
                link.title.clone_from(&rule.title);
                link.why.clone_from(&rule.why);
            }
        }
    }

    /// Takes out links of exposure rules that say what a link of the plan says: rules are tagged with the name
    /// that they stand for (`line:phone`). What was found stays among the findings.
    fn told_once(&self, assessment: &mut Assessment) {
        let links = &mut assessment.ceiling.links;
        let told = |link: &Link| (format!("{}:{}", link.what, link.name), link.ceiling.level);
        let plan: Vec<(String, Level)> = links.iter().map(told).collect();
        links.retain(|link| {
            let tags = self.rules().get(link.name.as_str()).map(|rule| &rule.tags);
            let mut tags = tags.into_iter().flatten();
            let level = link.ceiling.level;
            link.what != "exposure"
                || !tags.any(|tag| plan.iter().any(|(name, at)| name == tag && *at <= level))
        });
    }
}
