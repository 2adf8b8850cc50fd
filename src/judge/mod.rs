//! Findings, policy and plan to a verdict.
//!
//! `content` is the highest level that a counted finding raises to; `ceiling` is the weakest link of how the
//! meeting is held; a document with a gap is never within. Not here: text. Nothing in this room reads any.

mod advise;
mod aggregate;
mod ceiling;
mod redact;
mod waive;

pub use redact::{name_by_number, redact};
pub use waive::Waivers;

use crate::model::report::{ItemAssessment, Named};
use crate::model::{
    Assessment, Directive, Effect, Finding, Gap, GapKind, Kind, Level, Notice, Plan, Policy,
    Scheme, Verdict, Where,
};

/// Everything that verdicts are judged by and that is the same for all documents of a run.
#[derive(Debug, Clone, Copy)]
pub struct Bench<'p> {
    /// The policy.
    pub policy: &'p Policy,
    /// The scheme whose names reports use.
    pub home: &'p Scheme,
    /// The date of the run, `YYYY-MM-DD`: rows of the policy expire.
    pub today: &'p str,
    /// Kinds of gaps that leave no document undetermined.
    pub allowed_gaps: &'p [GapKind],
    /// What was accepted beforehand.
    pub waivers: Option<&'p Waivers>,
}

/// What is known of one document.
#[derive(Debug, Clone)]
pub struct Case {
    /// The name of its source.
    pub source: String,
    /// The format that it was read as.
    pub format: &'static str,
    /// How the meeting is held, from all sources that said so.
    pub plan: Plan,
    /// Everything found, mentions among it.
    pub findings: Vec<Finding>,
    /// Whether that is all there is, so that what covers none of it is of no use.
    pub whole: bool,
    /// What its own comments accept, where that is allowed.
    pub directives: Vec<Directive>,
    /// Agenda items: label, title and place.
    pub items: Vec<(Option<String>, String, Where)>,
    /// Whether the document records what was said, rather than planning it.
    pub spoken: bool,
    /// What was not read.
    pub gaps: Vec<Gap>,
    /// What is odd.
    pub notices: Vec<Notice>,
}

impl Bench<'_> {
    /// The verdict on one document, with everything that led to it.
    #[must_use]
    pub fn judge(&self, mut case: Case) -> Assessment {
        if let Some(waivers) = self.waivers {
            waivers.apply(&mut case, self.today);
        }
        waive::by_directives(&mut case, self.today);
        let ceiling = ceiling::of(self, &case.plan, &case.findings);
        let content = aggregate::content(&case.findings);
        let limit = ceiling.level.level;
        let verdict = |level: Level| match () {
            () if level > limit => Verdict::Exceeds,
            () if case.gaps.iter().any(|gap| !self.allowed_gaps.contains(&gap.kind)) => {
                Verdict::Undetermined
            }
            () => Verdict::Within,
        };
        let levels = aggregate::items(&case.findings, &case.items);
        let items = levels.into_iter().zip(case.items).zip(1..);
        let items = items.map(|((level, (label, title, at)), number)| ItemAssessment {
            label: label.unwrap_or_else(|| number.to_string()),
            title: Some(title),
            at,
            content: self.named(level),
            verdict: verdict(level),
            channels: advise::channel_names(self, &case.plan, level, verdict(level)),
        });
        let items: Vec<ItemAssessment> = items.collect();
        let verdict = verdict(content);
        let advice = advise::advise(self, &case.plan, content, verdict, case.spoken);
        let mut notices = case.notices;
        notices.extend(ceiling::notices(self, &case.plan));
        Assessment {
            source: case.source,
            format: case.format,
            digest: None,
            month: None,
            verdict,
            content: self.named(content),
            ceiling,
            mentions: case.findings.iter().filter(|finding| finding.kind == Kind::Mention).count(),
            findings: case.findings,
            items,
            advice,
            gaps: case.gaps,
            notices,
        }
    }

    /// A level with its name in the home scheme.
    #[must_use]
    pub fn named(&self, level: Level) -> Named {
        Named { level, name: self.home.display_name(level) }
    }
}

/// Whether a finding may decide a verdict: it weighs enough, and nobody accepted it.
fn counts(finding: &Finding) -> bool {
    finding.strength.counts() && finding.waived.is_none()
}

/// The level that a finding raises the content to, if it may decide a verdict.
fn raised(finding: &Finding) -> Option<Level> {
    match finding.effect {
        Effect::Raises(level) if counts(finding) => Some(level),
        _ => None,
    }
}
