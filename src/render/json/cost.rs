//! What a run or its rules cost, for programs: one JSON object, versioned, described in docs/json.md.
//!
//! Times are nanoseconds. Not here: the same for a person ([`crate::render::cost`]).

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::Serialize;

use crate::model::cost::{OfRule, Profile, Spent, Stage};

/// Counts up when a field goes away or changes its meaning; a new field does not count.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct SpentJson<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    format: &'static str,
    version: u32,
    threads: usize,
    wall_ns: u64,
    files: u64,
    bytes: u64,
    documents: u64,
    text: u64,
    stages_ns: BTreeMap<&'static str, u64>,
    formats: Vec<FormatJson<'a>>,
    rules: Vec<RuleJson<'a>>,
}

#[derive(Serialize)]
struct FormatJson<'a> {
    format: &'a str,
    documents: u64,
    text: u64,
    read_ns: u64,
}

#[derive(Serialize)]
struct ProfileJson<'a> {
    format: &'static str,
    version: u32,
    documents: u64,
    text: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    passes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    all_rules_ns: Option<u64>,
    rules: Vec<RuleJson<'a>>,
}

#[derive(Serialize)]
struct RuleJson<'a> {
    rule: &'a str,
    candidates: u64,
    hits: u64,
    findings: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    search_ns: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conditions_ns: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    once_ns: Option<u64>,
    slow: bool,
}

/// Writes what a check cost, on one line.
///
/// # Errors
/// Only what `out` returns.
pub fn spent(spent: &Spent, out: &mut dyn fmt::Write) -> fmt::Result {
    let cost = &spent.cost;
    let formats = cost.formats.iter().map(|(format, cost)| FormatJson {
        format,
        documents: cost.documents,
        text: cost.text,
        read_ns: nanoseconds(cost.read),
    });
    let stage = |(stage, name): (Stage, &'static str)| (name, nanoseconds(cost.stage(stage)));
    let json = serde_json::to_string(&SpentJson {
        kind: "stats",
        format: "clearedfor-stats",
        version: VERSION,
        threads: spent.threads,
        wall_ns: nanoseconds(spent.wall),
        files: cost.files,
        bytes: cost.bytes,
        documents: cost.documents(),
        text: cost.text(),
        stages_ns: Stage::NAMES.into_iter().map(stage).collect(),
        formats: formats.collect(),
        rules: spent.rules.iter().map(|rule| RuleJson::of(rule, true, false)).collect(),
    });
    super::write_visible(&json.map_err(|_| fmt::Error)?, out)?;
    out.write_char('\n')
}

/// Writes what rules cost.
///
/// # Errors
/// Only what `out` returns.
pub fn profile(profile: &Profile, out: &mut dyn fmt::Write) -> fmt::Result {
    let times = profile.times;
    let json = serde_json::to_string_pretty(&ProfileJson {
        format: "clearedfor-profile",
        version: VERSION,
        documents: profile.documents,
        text: profile.text,
        passes: times.then_some(profile.passes),
        all_rules_ns: times.then(|| nanoseconds(profile.whole)),
        rules: profile.rules.iter().map(|rule| RuleJson::of(rule, times, times)).collect(),
    });
    super::write_visible(&json.map_err(|_| fmt::Error)?, out)?;
    out.write_char('\n')
}

impl<'a> RuleJson<'a> {
    fn of(of: &'a OfRule, times: bool, of_once: bool) -> Self {
        let OfRule { rule, cost, once, slow } = of;
        RuleJson {
            rule,
            candidates: cost.candidates,
            hits: cost.hits,
            findings: cost.findings,
            search_ns: times.then(|| nanoseconds(cost.search)),
            conditions_ns: times.then(|| nanoseconds(cost.conditions)),
            once_ns: of_once.then(|| nanoseconds(*once)),
            slow: !slow.is_empty(),
        }
    }
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
