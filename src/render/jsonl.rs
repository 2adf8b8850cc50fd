//! The report line by line: a JSON object for the run, one for each document as it is done, one that adds them up.
//!
//! Not here: the shape of a document, which is that of the JSON report ([`super::json`]). The shape of the lines is a
//! promise and changes only with `version`; docs/json.md describes it.

mod shape;

use std::fmt;

use serde::Serialize;
use shape::{
    ChannelLine, CountsJson, DocumentLine, GapLine, LevelLine, MonthLine, RuleLine, RunLine,
    SeenJson, SummaryLine, TermsJson,
};

use super::json::shape::{
    BasisJson, LevelJson, LooseningJson, SchemesJson, SetJson, ToolJson,
};
use super::json::{Maker, write_visible};
use super::stream::{self, Stream};
use super::{Look, Renderer};
use crate::model::summary::{Counts, Seen};
use crate::model::{Level, Outcome, Report, Summary};

/// The report in lines.
pub(super) struct Format;

/// Counts up when a field goes away or changes its meaning; a new field does not count.
const VERSION: u32 = 1;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn title(&self) -> &'static str {
        "one JSON object for each document as it is done, for archives"
    }

    fn render(&self, report: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
        stream::whole(self, report, look, out)
    }

    fn stream(&self) -> Option<&dyn Stream> {
        Some(self)
    }

    fn is_evidence(&self) -> bool {
        true
    }
}

impl Stream for Format {
    fn grows(&self) -> bool {
        true
    }

    fn begin(&self, head: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
        write(&RunLine::of(head, look), out)
    }

    fn file(
        &self,
        head: &Report,
        outcome: &Outcome,
        look: &Look,
        out: &mut dyn fmt::Write,
    ) -> fmt::Result {
        let maker = Maker { report: head, lang: look.lang };
        let more = (0..outcome.assessments.len()).rev();
        outcome.assessments.iter().zip(more).try_for_each(|(assessment, more)| {
            let line = DocumentLine {
                kind: "document",
                file: &outcome.source,
                bytes: outcome.bytes,
                more,
                document: maker.document(assessment),
            };
            write(&line, out)
        })
    }

    fn end(
        &self,
        head: &Report,
        summary: &Summary,
        look: &Look,
        out: &mut dyn fmt::Write,
    ) -> fmt::Result {
        write(&SummaryLine::of(head, summary, look), out)
    }
}

fn write(line: &impl Serialize, out: &mut dyn fmt::Write) -> fmt::Result {
    let json = serde_json::to_string(line).map_err(|_| fmt::Error)?;
    write_visible(&json, out)?;
    out.write_char('\n')
}

impl<'a> RunLine<'a> {
    fn of(head: &'a Report, look: &Look) -> Self {
        let lang = look.lang;
        let set = |set: &'a (String, String)| SetJson { id: &set.0, version: &set.1 };
        RunLine {
            kind: "run",
            format: "clearedfor-report-lines",
            version: VERSION,
            tool: ToolJson { name: "clearedfor", version: head.version },
            language: lang.name(),
            policy: set(&head.policy),
            rulesets: head.rulesets.iter().map(set).collect(),
            schemes: SchemesJson { home: &head.home, in_force: &head.in_force },
            disclaimer: format!("{} {}", lang.disclaimer(), lang.caution()),
            allowed_gaps: head.allowed_gaps.iter().map(|kind| kind.name()).collect(),
            loosened: head.loosened.iter().map(|by| LooseningJson::of(by, lang)).collect(),
            shows_text: head.shows_text,
            basis: head.basis.as_ref().map(BasisJson::of),
            levels: head.levels.iter().map(LevelJson::of).collect(),
            terms: head.terms.as_ref().map(|terms| TermsJson {
                today: &terms.today,
                rules: terms.rules.to_string(),
                policy: terms.policy.to_string(),
                options: terms.options.to_string(),
                inputs: terms.inputs.to_string(),
            }),
        }
    }
}

impl<'a> SummaryLine<'a> {
    fn of(head: &'a Report, summary: &'a Summary, look: &Look) -> Self {
        let lang = look.lang;
        let level = |level: Level| LevelJson::in_words(head, level);
        let by_level = |(at, counts): (&Level, &Counts)| LevelLine {
            level: level(*at),
            counts: CountsJson::of(*counts),
        };
        let rule = |(id, seen): (&'a String, &Seen)| {
            let note = head.rules.get(id);
            RuleLine {
                rule: id,
                title: note.map(|note| lang.of(&note.title)),
                source: note.map(|note| note.source.as_slice()).unwrap_or_default(),
                verified: note.is_some_and(|note| note.verified),
                seen: SeenJson::of(*seen),
            }
        };
        let excerpts = summary.quoted.filter(|level| head.shows_text && *level > Level::OPEN);
        SummaryLine {
            kind: "summary",
            complete: summary.complete,
            verdict: summary.verdict().name(),
            files: summary.files,
            bytes: summary.bytes,
            documents: summary.documents.all(),
            counts: CountsJson::of(summary.documents),
            highest_content: summary.highest_content().map(level),
            excerpts: excerpts.map(level),
            contents: summary.contents.iter().map(by_level).collect(),
            ceilings: summary.ceilings.iter().map(by_level).collect(),
            channels: summary
                .channels
                .iter()
                .map(|(channel, counts)| ChannelLine { channel, counts: CountsJson::of(*counts) })
                .collect(),
            months: summary
                .months
                .iter()
                .map(|(month, counts)| MonthLine {
                    month: month.map(|month| month.to_string()),
                    counts: CountsJson::of(*counts),
                })
                .collect(),
            rules: summary.rules.iter().map(rule).collect(),
            gaps: summary
                .gaps
                .iter()
                .map(|(kind, seen)| GapLine {
                    gap: kind.name(),
                    allowed: head.allowed_gaps.contains(kind),
                    seen: SeenJson::of(*seen),
                })
                .collect(),
            notices: head.notices.iter().map(|notice| lang.notice(notice)).collect(),
        }
    }
}

impl CountsJson {
    fn of(counts: Counts) -> Self {
        let Counts { within, undetermined, exceeds } = counts;
        CountsJson { within, exceeds, undetermined }
    }
}

impl SeenJson {
    fn of(seen: Seen) -> Self {
        SeenJson { times: seen.times, documents: seen.documents }
    }
}

#[cfg(test)]
mod tests;
