//! The shape of the JSON report: every field in its order, as docs/json.md describes it.
//!
//! Not here: how it is filled ([`super`]). All fields are always written; what is not known, or
//! must not be shown, is null.

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct ReportJson<'a> {
    pub(super) format: &'static str,
    pub(super) version: u32,
    pub(super) tool: ToolJson<'a>,
    pub(super) language: &'static str,
    pub(super) policy: SetJson<'a>,
    pub(super) rulesets: Vec<SetJson<'a>>,
    pub(super) schemes: SchemesJson<'a>,
    pub(super) verdict: &'static str,
    pub(super) disclaimer: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) allowed_gaps: Vec<&'static str>,
    pub(super) shows_text: bool,
    pub(super) excerpts: Option<LevelJson<'a>>,
    pub(super) loosened: Vec<LooseningJson<'a>>,
    pub(super) basis: Option<BasisJson<'a>>,
    pub(super) summary: SummaryJson<'a>,
    pub(super) levels: Vec<LevelJson<'a>>,
    pub(super) documents: Vec<DocumentJson<'a>>,
    pub(super) rules: BTreeMap<&'a str, RuleJson<'a>>,
    pub(super) notices: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct ToolJson<'a> {
    pub(super) name: &'static str,
    pub(super) version: &'a str,
}

#[derive(Serialize)]
pub(super) struct SetJson<'a> {
    pub(super) id: &'a str,
    pub(super) version: &'a str,
}

#[derive(Serialize)]
pub(super) struct LooseningJson<'a> {
    pub(super) what: &'a str,
    pub(super) from: &'a str,
}

#[derive(Serialize)]
pub(super) struct BasisJson<'a> {
    pub(super) build: &'a str,
    pub(super) rules: String,
    pub(super) policy: String,
    pub(super) call: &'a [String],
}

#[derive(Serialize)]
pub(super) struct SchemesJson<'a> {
    pub(super) home: &'a str,
    pub(super) in_force: &'a [String],
}

#[derive(Serialize)]
pub(super) struct SummaryJson<'a> {
    pub(super) documents: usize,
    pub(super) within: usize,
    pub(super) exceeds: usize,
    pub(super) undetermined: usize,
    pub(super) highest_content: Option<LevelJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct LevelJson<'a> {
    pub(super) level: u8,
    pub(super) name: &'a str,
}

#[derive(Serialize)]
pub(super) struct DocumentJson<'a> {
    pub(super) source: &'a str,
    pub(super) format: &'a str,
    pub(super) digest: Option<String>,
    pub(super) verdict: &'static str,
    pub(super) content: LevelJson<'a>,
    pub(super) ceiling: CeilingJson<'a>,
    pub(super) findings: Vec<FindingJson<'a>>,
    pub(super) mentions: usize,
    pub(super) items: Vec<ItemJson<'a>>,
    pub(super) advice: AdviceJson<'a>,
    pub(super) gaps: Vec<GapJson<'a>>,
    pub(super) notices: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct CeilingJson<'a> {
    pub(super) level: u8,
    pub(super) name: &'a str,
    pub(super) weakest_link: LinkJson<'a>,
    pub(super) links: Vec<LinkJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct LinkJson<'a> {
    pub(super) what: &'static str,
    pub(super) name: &'a str,
    pub(super) title: &'a str,
    pub(super) why: &'a str,
    pub(super) ceiling: LevelJson<'a>,
    pub(super) from: String,
    pub(super) participant: Option<u32>,
    pub(super) role: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct FindingJson<'a> {
    pub(super) rule: &'a str,
    pub(super) kind: &'static str,
    pub(super) strength: &'static str,
    pub(super) raises: Option<LevelJson<'a>>,
    pub(super) lowers: Option<LevelJson<'a>>,
    pub(super) title: Option<&'a str>,
    pub(super) why: Option<&'a str>,
    pub(super) place: PlaceJson<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<PartJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) holds: Option<ExtentJson<'a>>,
    pub(super) length: usize,
    pub(super) identity: Option<String>,
    pub(super) waived: Option<WaivedJson<'a>>,
    pub(super) evidence: Option<EvidenceJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct WaivedJson<'a> {
    pub(super) reason: Option<&'a str>,
    pub(super) owner: Option<&'a str>,
    pub(super) until: &'a str,
    pub(super) from: &'a str,
}

#[derive(Serialize)]
pub(super) struct PartJson<'a> {
    pub(super) rule: &'a str,
    pub(super) place: PlaceJson<'a>,
}

#[derive(Serialize)]
pub(super) struct ExtentJson<'a> {
    #[serde(flatten)]
    pub(super) at: AtJson<'a>,
    pub(super) time: Option<f64>,
    pub(super) end: &'static str,
}

#[derive(Serialize)]
pub(super) struct PlaceJson<'a> {
    #[serde(flatten)]
    pub(super) at: AtJson<'a>,
    pub(super) time: Option<f64>,
    pub(super) speaker: Option<&'a str>,
    pub(super) item: Option<&'a str>,
    pub(super) part: &'static str,
}

/// Line and column of a text, or the way to a part of anything else.
#[derive(Serialize)]
pub(super) struct AtJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) column: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) way: Vec<StepJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct StepJson<'a> {
    pub(super) step: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct EvidenceJson<'a> {
    pub(super) text: &'a str,
    pub(super) hit: [usize; 2],
    pub(super) groups: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
pub(super) struct ItemJson<'a> {
    pub(super) label: &'a str,
    pub(super) title: Option<&'a str>,
    #[serde(flatten)]
    pub(super) at: AtJson<'a>,
    pub(super) content: LevelJson<'a>,
    pub(super) verdict: &'static str,
    pub(super) channels: &'a [String],
}

#[derive(Serialize)]
pub(super) struct AdviceJson<'a> {
    pub(super) steps: Vec<&'a str>,
    pub(super) channels: Vec<ChannelJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct ChannelJson<'a> {
    pub(super) name: &'a str,
    pub(super) title: &'a str,
}

#[derive(Serialize)]
pub(super) struct GapJson<'a> {
    pub(super) kind: &'static str,
    pub(super) place: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) way: Vec<StepJson<'a>>,
    pub(super) reason: &'a str,
    pub(super) allowed: bool,
}

#[derive(Serialize)]
pub(super) struct RuleJson<'a> {
    pub(super) title: &'a str,
    pub(super) why: &'a str,
    pub(super) source: &'a [String],
    pub(super) verified: bool,
}
