//! A measurement for programs: one JSON object, versioned, described in docs/json.md.
//!
//! Not here: the report of a check, which has a shape and a version of its own ([`super`]).

mod shape;

use std::fmt;

use shape::{
    AlarmsJson, DetectionJson, ErrorJson, ExpectedJson, FigureJson, FiguresJson, FindingJson,
    FoundJson, LevelJson, MeasurementJson, RuleJson, ShareJson, VerdictsJson,
};

use super::super::{Lang, Look};
use super::shape::{AtJson, SetJson, ToolJson};
use crate::model::measurement::{
    Detection, Figure, Figures, LevelFigures, Miss, RuleFigures, Share,
};
use crate::model::{Effect, Finding, Measurement, Verdict};

/// Counts up when a field goes away or changes its meaning; a new field does not count.
const VERSION: u32 = 1;

/// Writes the measurement.
pub(in crate::render) fn write(m: &Measurement, _: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
    let json = serde_json::to_string_pretty(&MeasurementJson::of(m));
    super::write_visible(&json.map_err(|_| fmt::Error)?, out)?;
    out.write_char('\n')
}

impl<'a> MeasurementJson<'a> {
    fn of(m: &'a Measurement) -> Self {
        let set = |set: &'a (String, String)| SetJson { id: &set.0, version: &set.1 };
        let sets = m.sets.iter().map(|(name, figures)| (name.as_str(), FiguresJson::of(figures)));
        let faults = m.faults.iter().map(|(fault, count)| (fault.name(), *count));
        MeasurementJson {
            format: "clearedfor-measurement",
            version: VERSION,
            tool: ToolJson { name: "clearedfor", version: m.version },
            policy: set(&m.policy),
            rulesets: m.rulesets.iter().map(set).collect(),
            in_force: &m.in_force,
            manifest: &m.manifest,
            conditions: &m.conditions,
            without_markings: m.without_markings,
            shows_text: m.shows_text,
            all: FiguresJson::of(&m.total),
            sets: sets.collect(),
            rules: m.shows_rules.then(|| m.rules.iter().map(RuleJson::of).collect()),
            rules_never_found: m.shows_rules.then_some(&m.never),
            faults: faults.collect(),
            errors: m.misses.iter().map(|miss| ErrorJson::of(miss, m.shows_text)).collect(),
        }
    }
}

/// To six digits: the last ones differ from one mathematical library to another, and no count bears them out.
fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

impl FigureJson {
    fn of(figure: Figure) -> Self {
        let Figure { value, interval } = figure;
        FigureJson {
            value: rounded(value),
            low: rounded(interval.low),
            high: rounded(interval.high),
        }
    }
}

impl ShareJson {
    fn of(share: &Share) -> Self {
        let figure = share.figure.map(FigureJson::of);
        ShareJson {
            count: share.count,
            of: share.of,
            value: figure.as_ref().map(|figure| figure.value),
            low: figure.as_ref().map(|figure| figure.low),
            high: figure.as_ref().map(|figure| figure.high),
        }
    }
}

impl DetectionJson {
    fn of(detection: &Detection) -> Self {
        DetectionJson {
            recall: ShareJson::of(&detection.recall),
            precision: ShareJson::of(&detection.precision),
            false_alarms: ShareJson::of(&detection.false_alarms),
            f1: detection.f1.map(FigureJson::of),
            f2: detection.f2.map(FigureJson::of),
        }
    }
}

impl FiguresJson {
    fn of(figures: &Figures) -> Self {
        let level = |level: &LevelFigures| LevelJson {
            level: level.level.ordinal(),
            at_least: DetectionJson::of(&level.at_least),
            exact: ShareJson::of(&level.exact),
        };
        let alarms = &figures.alarms;
        FiguresJson {
            documents: figures.documents,
            not_read: figures.not_read,
            with_level: figures.with_level,
            verdicts: VerdictsJson {
                right: ShareJson::of(&figures.verdicts.right),
                exceeds: DetectionJson::of(&figures.verdicts.exceeds),
                undetermined: figures.verdicts.undetermined,
            },
            content: ShareJson::of(&figures.content),
            found: ShareJson::of(&figures.found),
            exact: ShareJson::of(&figures.exact),
            ceiling: ShareJson::of(&figures.ceiling),
            levels: figures.levels.iter().map(level).collect(),
            matrix: figures.matrix,
            false_alarms: AlarmsJson {
                documents: ShareJson::of(&alarms.documents),
                hours: rounded(alarms.hours),
                in_hours: alarms.in_hours,
                per_100_hours: alarms.per_100_hours.map(FigureJson::of),
            },
        }
    }
}

fn effect(effect: Effect) -> (Option<u8>, Option<u8>) {
    match effect {
        Effect::Raises(level) => (Some(level.ordinal()), None),
        Effect::Lowers(level) => (None, Some(level.ordinal())),
        Effect::Lifts(_) | Effect::Warns => (None, None),
    }
}

impl<'a> RuleJson<'a> {
    fn of(rule: &'a RuleFigures) -> Self {
        let (raises, lowers) = effect(rule.effect);
        RuleJson {
            rule: &rule.rule,
            kind: rule.kind.name(),
            strength: rule.strength.name(),
            raises,
            lowers,
            hits: rule.hits,
            mentions: rule.mentions,
            documents: rule.documents,
            right: rule.right,
            wrong: rule.wrong,
        }
    }
}

impl<'a> ErrorJson<'a> {
    fn of(miss: &'a Miss, shows_text: bool) -> Self {
        let finding = |finding: &'a Finding| {
            let (raises, lowers) = effect(finding.effect);
            let words = finding.evidence.as_ref().filter(|_| shows_text);
            FindingJson {
                rule: &finding.rule,
                at: AtJson::of(&finding.place.at),
                raises,
                lowers,
                hit: words.and_then(|words| words.text.get(words.hit.range())),
            }
        };
        let expected = miss.expected_content;
        ErrorJson {
            fault: miss.fault.name(),
            path: &miss.path,
            manifest_line: miss.line,
            expected: ExpectedJson {
                content_min: expected.map(|(lowest, _)| lowest.ordinal()),
                content_max: expected.map(|(_, highest)| highest.ordinal()),
                ceiling: miss.expected_ceiling.map(|level| level.ordinal()),
                verdict: miss.expected_verdict.map(Verdict::name),
            },
            found: FoundJson {
                content: miss.content.ordinal(),
                ceiling: miss.ceiling.ordinal(),
                verdict: miss.verdict.name(),
            },
            deciding: miss.deciding.iter().map(finding).collect(),
            gaps: miss.gaps.iter().map(|gap| Lang::En.gap_at(gap)).collect(),
        }
    }
}
