//! The results of a log: findings, and the verdicts of documents that are not within.
//!
//! Not here: gaps, which are notifications of the run ([`super`]).

use std::collections::BTreeMap;

use serde_json::json;

use super::shape::{
    ArtifactLocation, Bag, Location, LogicalLocation, Outcome, PhysicalLocation, Region,
    Suppression,
};
use super::{Maker, message, rules, uri};
use crate::model::finding::Part;
use crate::model::{Assessment, Finding, Gap, Step, Verdict, Waived, Where};
use crate::render::escape;
use crate::render::fingerprint::Places;
use crate::render::group::Group;
use crate::render::places::brief;

/// A place in a document, as far as it is known.
#[derive(Default)]
pub(super) struct Place<'a> {
    text: Option<(u32, u32)>,
    way: &'a [Step],
    item: Option<u32>,
    speaker: Option<&'a str>,
}

impl<'a> Place<'a> {
    pub(super) fn gap(gap: &'a Gap) -> Self {
        let text = match gap.place.as_slice() {
            [Step::Line(line)] => Some((*line, 1)),
            _ => None,
        };
        Place { text, way: &gap.place, ..Place::default() }
    }

    fn of(place: &'a crate::model::Place) -> Self {
        let (text, way): (_, &[Step]) = match &place.at {
            Where::Text { line, column } => (Some((*line, *column)), &[]),
            Where::Way(way) => (None, way),
        };
        Place { text, way, item: place.item, speaker: place.speaker.as_deref() }
    }
}

impl Maker<'_> {
    /// The verdict where it is not within, and all findings.
    pub(super) fn outcomes(&self, at: usize, assessment: &Assessment) -> Vec<Outcome> {
        let mut places = Places::new(assessment);
        let mut outcomes = Vec::new();
        outcomes.extend(self.verdict(at, assessment, &mut places));
        for finding in &assessment.findings {
            outcomes.push(self.finding(at, assessment, finding, &mut places));
        }
        outcomes
    }

    /// A result that tells the verdict: content and ceiling show even where no single finding exceeds.
    fn verdict(
        &self,
        at: usize,
        assessment: &Assessment,
        places: &mut Places<'_>,
    ) -> Option<Outcome> {
        let number = rules::VERDICTS.iter().position(|known| *known == assessment.verdict)?;
        let exceeds = assessment.verdict == Verdict::Exceeds;
        let lang = self.teller.lang;
        let head = if exceeds { lang.document_exceeds() } else { lang.document_undetermined() };
        let text = format!("{head}: {}", self.teller.document(assessment));
        let place = places.other(assessment.verdict.name()).to_string();
        Some(Outcome {
            rule_id: rules::verdict_id(assessment.verdict),
            rule_index: number,
            kind: if exceeds { "fail" } else { "open" },
            // What is open has no level, says the standard.
            level: if exceeds { "error" } else { "none" },
            message: message(&text),
            locations: [self.location(at, assessment, &Place::default())],
            related_locations: Vec::new(),
            partial_fingerprints: BTreeMap::from([("clearedforPlace/v1", place)]),
            suppressions: Vec::new(),
            properties: Bag::from([("verdict", json!(assessment.verdict.name()))]),
        })
    }

    fn finding<'a>(
        &self,
        at: usize,
        assessment: &'a Assessment,
        finding: &'a Finding,
        places: &mut Places<'a>,
    ) -> Outcome {
        let ceiling = assessment.ceiling.level.level;
        let group = Group::had_nobody_waived(finding, ceiling);
        let identity = finding.identity.map(|id| ("clearedforIdentity/v1", id.to_string()));
        let place = ("clearedforPlace/v1", places.next(finding).to_string());
        let part = |(number, part): (usize, &Part)| {
            let mut location = self.location(at, assessment, &Place::of(&part.place));
            location.id = Some(number);
            location.message = Some(message(&self.teller.title(&part.rule)));
            location
        };
        Outcome {
            rule_id: finding.rule.clone(),
            rule_index: self.rule_index(&finding.rule),
            kind: "fail",
            level: rules::word(group.grade()),
            message: message(&self.teller.finding(assessment, finding, false)),
            locations: [self.location(at, assessment, &Place::of(&finding.place))],
            related_locations: (1..).zip(&finding.parts).map(part).collect(),
            partial_fingerprints: identity.into_iter().chain([place]).collect(),
            suppressions: finding.waived.iter().map(|waived| self.suppression(waived)).collect(),
            properties: properties(assessment, finding),
        }
    }

    /// An accepted finding. A document's own directive names nobody; everything else is written elsewhere.
    fn suppression(&self, waived: &Waived) -> Suppression {
        let reason = self.teller.reason(waived);
        Suppression {
            kind: if waived.owner.is_some() { "external" } else { "inSource" },
            status: "accepted",
            justification: reason.unwrap_or_else(|| self.teller.lang.reason_hidden().to_owned()),
            properties: Bag::from([
                ("owner", json!(waived.owner)),
                ("until", json!(waived.until)),
                ("from", json!(waived.from)),
            ]),
        }
    }

    pub(super) fn location(
        &self,
        index: usize,
        assessment: &Assessment,
        place: &Place<'_>,
    ) -> Location {
        let region = place.text.map(|(line, column)| Region {
            start_line: line.max(1),
            start_column: column.max(1),
        });
        let mut logical: Vec<LogicalLocation> = way(place.way).into_iter().collect();
        let item = place.item.and_then(|at| assessment.items.get(at as usize));
        logical.extend(item.map(|item| LogicalLocation {
            name: brief(&item.label),
            fully_qualified_name: None,
            kind: "agenda-item",
        }));
        logical.extend(place.speaker.map(|name| LogicalLocation {
            name: brief(name),
            fully_qualified_name: None,
            kind: "speaker",
        }));
        Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: uri(&assessment.source), index },
                region,
            },
            logical_locations: logical,
            message: None,
        }
    }
}

/// "sheet 2/cell B14", in the words that the JSON report uses, whatever the language.
fn way(steps: &[Step]) -> Option<LogicalLocation> {
    let words: Vec<String> = steps.iter().map(step).collect();
    let last = steps.last()?;
    Some(LogicalLocation {
        name: words.last().cloned().unwrap_or_default(),
        fully_qualified_name: Some(words.join("/")),
        kind: last.name(),
    })
}

fn step(step: &Step) -> String {
    let name = step.label().map(|name| brief(name).replace('/', "%2F"));
    match (step.number(), name) {
        (Some(number), Some(name)) => format!("{} {number} ({name})", step.name()),
        (Some(number), None) => format!("{} {number}", step.name()),
        (None, Some(name)) => format!("{} {name}", step.name()),
        (None, None) => step.name().to_owned(),
    }
}

fn properties(assessment: &Assessment, finding: &Finding) -> Bag {
    let mut bag = Bag::from([
        ("verdict", json!(assessment.verdict.name())),
        ("kind", json!(finding.kind.name())),
        ("strength", json!(finding.strength.name())),
        ("length", json!(finding.length)),
        ("part", json!(escape::line(finding.place.part))),
    ]);
    if let Some(time) = finding.place.time {
        bag.insert("milliseconds", json!(time));
    }
    bag
}
