//! The shape of a measurement as JSON: every field in its order, as docs/json.md describes it.
//!
//! Not here: how it is filled ([`super`]). All fields are always written; what is not known is null.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::render::json::shape::{AtJson, SetJson, ToolJson};

#[derive(Serialize)]
pub(super) struct MeasurementJson<'a> {
    pub(super) format: &'static str,
    pub(super) version: u32,
    pub(super) tool: ToolJson<'a>,
    pub(super) policy: SetJson<'a>,
    pub(super) rulesets: Vec<SetJson<'a>>,
    pub(super) in_force: &'a [String],
    pub(super) manifest: &'a str,
    pub(super) conditions: &'a [String],
    pub(super) without_markings: bool,
    pub(super) shows_text: bool,
    pub(super) all: FiguresJson,
    pub(super) sets: BTreeMap<&'a str, FiguresJson>,
    pub(super) rules: Option<Vec<RuleJson<'a>>>,
    pub(super) rules_never_found: Option<&'a Vec<String>>,
    pub(super) faults: BTreeMap<&'static str, usize>,
    pub(super) errors: Vec<ErrorJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct FiguresJson {
    pub(super) documents: usize,
    pub(super) not_read: usize,
    pub(super) with_level: usize,
    pub(super) verdicts: VerdictsJson,
    pub(super) content: ShareJson,
    pub(super) found: ShareJson,
    pub(super) exact: ShareJson,
    pub(super) ceiling: ShareJson,
    pub(super) levels: Vec<LevelJson>,
    pub(super) matrix: [[usize; 5]; 5],
    pub(super) false_alarms: AlarmsJson,
}

#[derive(Serialize)]
pub(super) struct VerdictsJson {
    pub(super) right: ShareJson,
    pub(super) exceeds: DetectionJson,
    pub(super) undetermined: usize,
}

#[derive(Serialize)]
pub(super) struct LevelJson {
    pub(super) level: u8,
    pub(super) at_least: DetectionJson,
    pub(super) exact: ShareJson,
}

#[derive(Serialize)]
pub(super) struct DetectionJson {
    pub(super) recall: ShareJson,
    pub(super) precision: ShareJson,
    pub(super) false_alarms: ShareJson,
    pub(super) f1: Option<FigureJson>,
    pub(super) f2: Option<FigureJson>,
}

#[derive(Serialize)]
pub(super) struct ShareJson {
    pub(super) count: usize,
    pub(super) of: usize,
    pub(super) value: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
}

#[derive(Serialize)]
pub(super) struct FigureJson {
    pub(super) value: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

#[derive(Serialize)]
pub(super) struct AlarmsJson {
    pub(super) documents: ShareJson,
    pub(super) hours: f64,
    pub(super) in_hours: usize,
    pub(super) per_100_hours: Option<FigureJson>,
}

#[derive(Serialize)]
pub(super) struct RuleJson<'a> {
    pub(super) rule: &'a str,
    pub(super) kind: &'static str,
    pub(super) strength: &'static str,
    pub(super) raises: Option<u8>,
    pub(super) lowers: Option<u8>,
    pub(super) hits: usize,
    pub(super) mentions: usize,
    pub(super) documents: usize,
    pub(super) right: usize,
    pub(super) wrong: usize,
}

#[derive(Serialize)]
pub(super) struct ErrorJson<'a> {
    pub(super) fault: &'static str,
    pub(super) path: &'a str,
    pub(super) manifest_line: u64,
    pub(super) expected: ExpectedJson,
    pub(super) found: FoundJson,
    pub(super) deciding: Vec<FindingJson<'a>>,
    pub(super) gaps: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct ExpectedJson {
    pub(super) content_min: Option<u8>,
    pub(super) content_max: Option<u8>,
    pub(super) ceiling: Option<u8>,
    pub(super) verdict: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct FoundJson {
    pub(super) content: u8,
    pub(super) ceiling: u8,
    pub(super) verdict: &'static str,
}

#[derive(Serialize)]
pub(super) struct FindingJson<'a> {
    pub(super) rule: &'a str,
    #[serde(flatten)]
    pub(super) at: AtJson<'a>,
    pub(super) raises: Option<u8>,
    pub(super) lowers: Option<u8>,
    pub(super) hit: Option<&'a str>,
}
