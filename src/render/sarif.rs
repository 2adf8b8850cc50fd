//! SARIF 2.1.0: for code scanning, and for whoever reads the results of many tools.
//!
//! Not here: the shape of a log ([`shape`]). What SARIF has no place for stands in property bags.

mod outcome;
mod rules;
mod shape;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;

use serde_json::json;

use super::telling::Teller;
use super::{Lang, Look, Renderer, json};
use crate::model::report::{Ceiling, Named};
use crate::model::{Assessment, Notice, Report, Verdict};
use outcome::Place;
use shape::{
    Artifact, ArtifactLocation, Automation, Bag, Driver, Invocation, Log, Message, Notification,
    Reference, Run, Tool,
};

/// The SARIF log.
pub(super) struct Format;

impl Renderer for Format {
    fn is_evidence(&self) -> bool {
        true
    }

    fn name(&self) -> &'static str {
        "sarif"
    }

    fn title(&self) -> &'static str {
        "SARIF 2.1.0, for code scanning"
    }

    fn render(&self, report: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
        let log = Log {
            schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            version: "2.1.0",
            runs: [Maker::new(report, look.lang).run()],
        };
        let json = serde_json::to_string_pretty(&log).map_err(|_| fmt::Error)?;
        json::write_visible(&json, out)?;
        out.write_char('\n')
    }
}

/// What every part needs.
struct Maker<'a> {
    report: &'a Report,
    teller: Teller<'a>,
    /// The kinds of notifications that occur.
    kinds: BTreeSet<usize>,
}

/// A message in which nothing is a link or a placeholder to a viewer.
fn message(text: &str) -> Message {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '[' | ']' => safe.extend(['\\', character]),
            '{' | '}' => safe.extend([character, character]),
            _ => safe.push(character),
        }
    }
    Message::plain(safe)
}

/// The URI of a source: relative names stay relative to where the run was started.
fn uri(source: &str) -> String {
    let drive = source.as_bytes().get(1) == Some(&b':') && source.as_bytes().get(2) == Some(&b'/');
    let (start, path) = match source.strip_prefix('/') {
        Some(path) => ("file:///", path),
        None if drive => ("file:///", source),
        None => ("", source),
    };
    let (drive, path) = if drive { path.split_at(2) } else { ("", path) };
    let mut uri = format!("{start}{drive}");
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn level(named: &Named) -> serde_json::Value {
    json!({ "level": named.level.ordinal(), "name": named.name })
}

impl<'a> Maker<'a> {
    fn new(report: &'a Report, lang: Lang) -> Self {
        Maker { report, teller: Teller::new(report, lang), kinds: Self::kinds(report) }
    }

    fn run(&self) -> Run {
        let report = self.report;
        let results = (0..).zip(&report.assessments).flat_map(|(at, a)| self.outcomes(at, a));
        Run {
            tool: Tool {
                driver: Driver {
                    name: "clearedfor",
                    version: report.version.to_owned(),
                    semantic_version: report.version.to_owned(),
                    language: self.teller.lang.name(),
                    rules: self.rules(),
                    notifications: self.notification_kinds(),
                },
            },
            automation_details: Automation { id: "clearedfor/" },
            language: self.teller.lang.name(),
            column_kind: "unicodeCodePoints",
            invocations: [self.invocation()],
            artifacts: (0..).zip(&report.assessments).map(|(at, a)| self.artifact(at, a)).collect(),
            results: results.collect(),
            properties: self.properties(),
        }
    }

    fn invocation(&self) -> Invocation {
        let report = self.report;
        let mut gaps = Vec::new();
        for (at, assessment) in report.assessments.iter().enumerate() {
            for gap in &assessment.gaps {
                let grade = if self.teller.is_allowed(gap) { "note" } else { "error" };
                let text = self.teller.gap(gap);
                let place = Place::gap(gap);
                let number = rules::gap_kind(gap.kind);
                gaps.push(self.notification(number, grade, &text, Some((at, assessment, place))));
            }
        }
        if report.assessments.is_empty() {
            let nothing = self.teller.lang.nothing_checked();
            let grade = rules::word(self.teller.grade_of_nothing());
            gaps.push(self.notification(rules::NOTHING, grade, nothing, None));
        }
        let unread = gaps.iter().any(|gap| gap.level == "error");
        Invocation {
            execution_successful: !unread,
            arguments: report.basis.as_ref().map_or_else(Vec::new, |basis| basis.call.clone()),
            tool_execution_notifications: gaps,
            tool_configuration_notifications: self.configuration(),
        }
    }

    /// What the run says of itself: its own level, what was loosened, and what is odd.
    fn configuration(&self) -> Vec<Notification> {
        let (report, teller) = (self.report, self.teller);
        let mut told = Vec::new();
        if let Some(excerpts) = teller.excerpts() {
            told.push(self.notification(rules::EXCERPTS, "warning", &excerpts, None));
        }
        for loosening in &report.loosened {
            let text = teller.loosened(loosening);
            told.push(self.notification(rules::LOOSENED, "warning", &text, None));
        }
        let odd = |notice: &Notice, at| {
            self.notification(rules::NOTICE, "note", &teller.notice(notice), at)
        };
        told.extend(report.notices.iter().map(|notice| odd(notice, None)));
        for (at, assessment) in report.assessments.iter().enumerate() {
            let place = || Some((at, assessment, Place::default()));
            told.extend(assessment.notices.iter().map(|notice| odd(notice, place())));
        }
        told
    }

    fn notification(
        &self,
        kind: usize,
        level: &'static str,
        text: &str,
        place: Option<(usize, &Assessment, Place<'_>)>,
    ) -> Notification {
        let locations = place.map(|(at, assessment, place)| self.location(at, assessment, &place));
        Notification {
            descriptor: Reference {
                id: rules::notification_id(kind),
                index: self.kinds.range(..kind).count(),
            },
            level,
            message: message(text),
            locations: locations.into_iter().collect(),
        }
    }

    fn artifact(&self, index: usize, assessment: &Assessment) -> Artifact {
        let Ceiling { level: cleared_for, weakest, .. } = &assessment.ceiling;
        let digest = assessment.digest.map(|digest| ("sha-256", digest.to_string()));
        Artifact {
            location: ArtifactLocation { uri: uri(&assessment.source), index },
            roles: ["analysisTarget"],
            hashes: digest.into_iter().collect(),
            properties: Bag::from([
                ("verdict", json!(assessment.verdict.name())),
                ("format", json!(assessment.format)),
                ("content", level(&assessment.content)),
                ("clearedFor", level(cleared_for)),
                ("weakestLink", json!(self.teller.link(weakest))),
            ]),
        }
    }

    /// What the whole report says and rests on.
    fn properties(&self) -> Bag {
        let report = self.report;
        let set = |(id, version): &(String, String)| json!({ "id": id, "version": version });
        let counts = [Verdict::Within, Verdict::Exceeds, Verdict::Undetermined];
        let counts = counts.map(|verdict| (verdict.name(), report.count(verdict)));
        let loosened = report.loosened.iter();
        let loosened =
            loosened.map(|l| json!({ "what": self.teller.lang.of(&l.what), "from": l.from }));
        let gaps = report.allowed_gaps.iter().map(|kind| kind.name());
        let basis = report.basis.as_ref().map(|basis| {
            json!({
                "build": basis.build,
                "rules": basis.rules.to_string(),
                "policy": basis.policy.to_string(),
            })
        });
        Bag::from([
            ("verdict", json!(report.verdict().name())),
            ("documents", json!(std::collections::BTreeMap::from(counts))),
            ("disclaimer", json!(self.teller.disclaimer())),
            ("policy", set(&report.policy)),
            ("rulesets", report.rulesets.iter().map(set).collect()),
            ("schemes", json!({ "home": report.home, "inForce": report.in_force })),
            ("showsText", json!(report.shows_text)),
            ("excerpts", report.excerpts().map_or(serde_json::Value::Null, level)),
            ("loosened", loosened.collect()),
            ("allowedGaps", gaps.collect()),
            ("basis", basis.unwrap_or_default()),
        ])
    }
}
