//! The report for programs: one JSON object, versioned, described in docs/json.md.
//!
//! Not here: the report as the house knows it ([`crate::model::report`]). The shape of the JSON is
//! a promise and changes only with `version`.

pub(super) mod cost;
pub(super) mod measurement;
#[cfg(test)]
mod promised;
pub(super) mod shape;
mod visible;

use std::fmt;

use shape::{
    AdviceJson, AtJson, BasisJson, CeilingJson, ChannelJson, DocumentJson, EvidenceJson,
    ExtentJson, FindingJson, GapJson, ItemJson, LevelJson, LinkJson, LooseningJson, PartJson,
    PlaceJson, ReportJson, RuleJson, SchemesJson, SetJson, StepJson, SummaryJson, ToolJson,
    WaivedJson,
};

pub(super) use visible::write_visible;

use super::{Lang, Look, Renderer};
use crate::model::finding::{Part, Place};
use crate::model::report::{Basis, Ceiling, Link, Loosening, Named};
use crate::model::{
    Assessment, Effect, Finding, Kind, Level, Report, Step, Verdict, Waived, Where,
};

/// The JSON report.
pub(super) struct Format;

/// Counts up when a field goes away or changes its meaning; a new field does not count.
const VERSION: u32 = 1;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "json"
    }

    fn title(&self) -> &'static str {
        "one JSON object, for programs"
    }

    fn is_evidence(&self) -> bool {
        true
    }

    fn render(&self, report: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
        let json = serde_json::to_string_pretty(&ReportJson::of(report, look.lang));
        write_visible(&json.map_err(|_| fmt::Error)?, out)?;
        out.write_char('\n')
    }
}

impl<'a> LevelJson<'a> {
    pub(super) fn of(named: &'a Named) -> Self {
        LevelJson { level: named.level.ordinal(), name: &named.name }
    }

    /// The level by the name that the report has for it.
    pub(super) fn in_words(report: &'a Report, level: Level) -> Self {
        let named = report.levels.iter().find(|named| named.level == level);
        LevelJson { level: level.ordinal(), name: named.map_or("", |named| &named.name) }
    }
}

impl<'a> ReportJson<'a> {
    fn of(report: &'a Report, lang: Lang) -> Self {
        let set = |set: &'a (String, String)| SetJson { id: &set.0, version: &set.1 };
        let rule = |note: &'a crate::model::report::RuleNote| RuleJson {
            title: lang.of(&note.title),
            why: lang.of(&note.why),
            source: &note.source,
            verified: note.verified,
        };
        let maker = Maker { report, lang };
        ReportJson {
            format: "clearedfor-report",
            version: VERSION,
            tool: ToolJson { name: "clearedfor", version: report.version },
            language: lang.name(),
            policy: set(&report.policy),
            rulesets: report.rulesets.iter().map(set).collect(),
            schemes: SchemesJson { home: &report.home, in_force: &report.in_force },
            verdict: report.verdict().name(),
            disclaimer: format!("{} {}", lang.disclaimer(), lang.caution()),
            allowed_gaps: report.allowed_gaps.iter().map(|kind| kind.name()).collect(),
            shows_text: report.shows_text,
            excerpts: report.excerpts().map(LevelJson::of),
            loosened: report.loosened.iter().map(|l| LooseningJson::of(l, lang)).collect(),
            basis: report.basis.as_ref().map(BasisJson::of),
            summary: SummaryJson::of(report),
            levels: report.levels.iter().map(LevelJson::of).collect(),
            documents: report.assessments.iter().map(|a| maker.document(a)).collect(),
            rules: report.rules.iter().map(|(id, note)| (id.as_str(), rule(note))).collect(),
            notices: report.notices.iter().map(|notice| lang.notice(notice)).collect(),
        }
    }
}

impl<'a> LooseningJson<'a> {
    pub(super) fn of(loosening: &'a Loosening, lang: Lang) -> Self {
        LooseningJson { what: lang.of(&loosening.what), from: &loosening.from }
    }
}

impl<'a> BasisJson<'a> {
    pub(super) fn of(basis: &'a Basis) -> Self {
        BasisJson {
            build: basis.build,
            rules: basis.rules.to_string(),
            policy: basis.policy.to_string(),
            call: &basis.call,
        }
    }
}

impl<'a> SummaryJson<'a> {
    fn of(report: &'a Report) -> Self {
        let contents = report.assessments.iter().map(|assessment| &assessment.content);
        SummaryJson {
            documents: report.assessments.len(),
            within: report.count(Verdict::Within),
            exceeds: report.count(Verdict::Exceeds),
            undetermined: report.count(Verdict::Undetermined),
            highest_content: contents.max_by_key(|named| named.level).map(LevelJson::of),
        }
    }
}

/// What every part needs: the language, the names of levels, and whether text may be shown.
pub(super) struct Maker<'a> {
    pub(super) report: &'a Report,
    pub(super) lang: Lang,
}

impl<'a> Maker<'a> {
    /// Text of the input, where the report may show it.
    fn shown<T>(&self, text: Option<T>) -> Option<T> {
        text.filter(|_| self.report.shows_text)
    }

    pub(super) fn document(&self, assessment: &'a Assessment) -> DocumentJson<'a> {
        let item = |item: &'a crate::model::report::ItemAssessment| ItemJson {
            label: &item.label,
            title: self.shown(item.title.as_deref()),
            at: AtJson::of(&item.at),
            content: LevelJson::of(&item.content),
            verdict: item.verdict.name(),
            channels: &item.channels,
        };
        let gap = |gap: &'a crate::model::Gap| GapJson {
            kind: gap.kind.name(),
            place: self.lang.way(&gap.place),
            way: gap.place.iter().map(StepJson::of).collect(),
            reason: self.lang.reason(gap),
            allowed: self.report.allowed_gaps.contains(&gap.kind),
        };
        let advice = &assessment.advice;
        let channels = advice.channels.iter();
        let channels =
            channels.map(|(name, title)| ChannelJson { name, title: self.lang.of(title) });
        DocumentJson {
            source: &assessment.source,
            format: assessment.format,
            month: assessment.month.map(|month| month.to_string()),
            digest: assessment.digest.map(|digest| digest.to_string()),
            verdict: assessment.verdict.name(),
            content: LevelJson::of(&assessment.content),
            ceiling: self.ceiling(&assessment.ceiling),
            findings: assessment.findings.iter().map(|f| self.finding(assessment, f)).collect(),
            mentions: assessment.mentions,
            items: assessment.items.iter().map(item).collect(),
            advice: AdviceJson {
                steps: advice.steps.iter().map(|step| self.lang.of(step)).collect(),
                channels: channels.collect(),
            },
            gaps: assessment.gaps.iter().map(gap).collect(),
            notices: assessment.notices.iter().map(|notice| self.lang.notice(notice)).collect(),
        }
    }

    fn ceiling(&self, ceiling: &'a Ceiling) -> CeilingJson<'a> {
        CeilingJson {
            level: ceiling.level.level.ordinal(),
            name: &ceiling.level.name,
            weakest_link: self.link(&ceiling.weakest),
            links: ceiling.links.iter().map(|link| self.link(link)).collect(),
        }
    }

    fn link(&self, link: &'a Link) -> LinkJson<'a> {
        LinkJson {
            what: link.what,
            name: &link.name,
            title: self.lang.of(&link.title),
            why: self.lang.of(&link.why),
            ceiling: LevelJson::of(&link.ceiling),
            from: self.lang.said_at(link),
            participant: link.participant,
            role: self.shown(link.role.as_deref()),
        }
    }

    fn finding(&self, assessment: &'a Assessment, finding: &'a Finding) -> FindingJson<'a> {
        let note = self.report.rules.get(&finding.rule);
        let (raises, lowers) = match finding.effect {
            _ if finding.kind == Kind::Mention => (None, None),
            Effect::Raises(level) => (Some(self.level(level)), None),
            Effect::Lowers(level) => (None, Some(self.level(level))),
            Effect::Warns | Effect::Lifts(_) => (None, None),
        };
        let part = |part: &'a Part| PartJson {
            rule: &part.rule,
            place: self.place(assessment, &part.place),
        };
        FindingJson {
            rule: &finding.rule,
            kind: finding.kind.name(),
            strength: finding.strength.name(),
            raises,
            lowers,
            title: note.map(|note| self.lang.of(&note.title)),
            why: note.map(|note| self.lang.of(&note.why)),
            place: self.place(assessment, &finding.place),
            parts: finding.parts.iter().map(part).collect(),
            holds: finding.holds.as_ref().map(|extent| ExtentJson {
                at: AtJson::of(&extent.until),
                time: extent.time.map(seconds),
                end: extent.end.name(),
            }),
            length: finding.length,
            identity: finding.identity.map(|identity| identity.to_string()),
            waived: finding.waived.as_ref().map(|waived| self.waived(waived)),
            evidence: self.shown(finding.evidence.as_ref()).map(EvidenceJson::of),
        }
    }

    /// What a document says of itself, without a person who answers for it, is text of the input.
    fn waived(&self, waived: &'a Waived) -> WaivedJson<'a> {
        let reason = waived.reason.as_deref();
        WaivedJson {
            reason: if waived.owner.is_some() { reason } else { self.shown(reason) },
            owner: waived.owner.as_deref(),
            until: &waived.until,
            from: &waived.from,
        }
    }

    fn place(&self, assessment: &'a Assessment, place: &'a Place) -> PlaceJson<'a> {
        let item = place.item.and_then(|at| assessment.items.get(at as usize));
        PlaceJson {
            at: AtJson::of(&place.at),
            time: place.time.map(seconds),
            speaker: place.speaker.as_deref(),
            item: item.map(|item| item.label.as_str()),
            part: place.part,
        }
    }

    fn level(&self, level: Level) -> LevelJson<'a> {
        LevelJson::in_words(self.report, level)
    }
}

impl<'a> AtJson<'a> {
    fn of(at: &'a Where) -> Self {
        match at {
            Where::Text { line, column } => {
                AtJson { line: Some(*line), column: Some(*column), way: Vec::new() }
            }
            Where::Way(way) => {
                AtJson { line: None, column: None, way: way.iter().map(StepJson::of).collect() }
            }
        }
    }
}

impl<'a> StepJson<'a> {
    fn of(step: &'a Step) -> Self {
        StepJson { step: step.name(), number: step.number(), name: step.label() }
    }
}

impl<'a> EvidenceJson<'a> {
    fn of(evidence: &'a crate::model::Evidence) -> Self {
        let characters = |end: usize| evidence.text.get(..end).map_or(0, |t| t.chars().count());
        EvidenceJson {
            text: &evidence.text,
            hit: [characters(evidence.hit.start), characters(evidence.hit.end)],
            groups: evidence.groups.iter().map(|(n, text)| (n.as_str(), text.as_str())).collect(),
        }
    }
}

/// Seconds with thousandths.
#[allow(clippy::cast_precision_loss, reason = "2^53 milliseconds are 285,000 years")]
fn seconds(milliseconds: u64) -> f64 {
    milliseconds as f64 / 1000.0
}
