//! The shape of the JSON report: every field in its order, as docs/json.md describes it.
//!
//! Not here: how it is filled ([`super`]). All fields are always written; what is not known, or
//! must not be shown, is null.

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Serialize)]
pub(in crate::render) struct ReportJson<'a> {
    pub(in crate::render) format: &'static str,
    pub(in crate::render) version: u32,
    pub(in crate::render) tool: ToolJson<'a>,
    pub(in crate::render) language: &'static str,
    pub(in crate::render) policy: SetJson<'a>,
    pub(in crate::render) rulesets: Vec<SetJson<'a>>,
    pub(in crate::render) schemes: SchemesJson<'a>,
    pub(in crate::render) verdict: &'static str,
    pub(in crate::render) disclaimer: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::render) allowed_gaps: Vec<&'static str>,
    pub(in crate::render) shows_text: bool,
    pub(in crate::render) excerpts: Option<LevelJson<'a>>,
    pub(in crate::render) loosened: Vec<LooseningJson<'a>>,
    pub(in crate::render) basis: Option<BasisJson<'a>>,
    pub(in crate::render) summary: SummaryJson<'a>,
    pub(in crate::render) levels: Vec<LevelJson<'a>>,
    pub(in crate::render) documents: Vec<DocumentJson<'a>>,
    pub(in crate::render) rules: BTreeMap<&'a str, RuleJson<'a>>,
    pub(in crate::render) notices: Vec<&'a str>,
}

#[derive(Serialize)]
pub(in crate::render) struct ToolJson<'a> {
    pub(in crate::render) name: &'static str,
    pub(in crate::render) version: &'a str,
}

#[derive(Serialize)]
pub(in crate::render) struct SetJson<'a> {
    pub(in crate::render) id: &'a str,
    pub(in crate::render) version: &'a str,
}

#[derive(Serialize)]
pub(in crate::render) struct LooseningJson<'a> {
    pub(in crate::render) what: &'a str,
    pub(in crate::render) from: &'a str,
}

#[derive(Serialize)]
pub(in crate::render) struct BasisJson<'a> {
    pub(in crate::render) build: &'a str,
    pub(in crate::render) rules: String,
    pub(in crate::render) policy: String,
    pub(in crate::render) call: &'a [String],
}

#[derive(Serialize)]
pub(in crate::render) struct SchemesJson<'a> {
    pub(in crate::render) home: &'a str,
    pub(in crate::render) in_force: &'a [String],
}

#[derive(Serialize)]
pub(in crate::render) struct SummaryJson<'a> {
    pub(in crate::render) documents: usize,
    pub(in crate::render) within: usize,
    pub(in crate::render) exceeds: usize,
    pub(in crate::render) undetermined: usize,
    pub(in crate::render) highest_content: Option<LevelJson<'a>>,
}

#[derive(Serialize)]
pub(in crate::render) struct LevelJson<'a> {
    pub(in crate::render) level: u8,
    pub(in crate::render) name: &'a str,
}

#[derive(Serialize)]
pub(in crate::render) struct DocumentJson<'a> {
    pub(in crate::render) source: &'a str,
    pub(in crate::render) format: &'a str,
    pub(in crate::render) month: Option<String>,
    pub(in crate::render) digest: Option<String>,
    pub(in crate::render) verdict: &'static str,
    pub(in crate::render) content: LevelJson<'a>,
    pub(in crate::render) ceiling: CeilingJson<'a>,
    pub(in crate::render) findings: Vec<FindingJson<'a>>,
    pub(in crate::render) mentions: usize,
    pub(in crate::render) items: Vec<ItemJson<'a>>,
    pub(in crate::render) advice: AdviceJson<'a>,
    pub(in crate::render) gaps: Vec<GapJson<'a>>,
    pub(in crate::render) notices: Vec<&'a str>,
}

#[derive(Serialize)]
pub(in crate::render) struct CeilingJson<'a> {
    pub(in crate::render) level: u8,
    pub(in crate::render) name: &'a str,
    pub(in crate::render) weakest_link: LinkJson<'a>,
    pub(in crate::render) links: Vec<LinkJson<'a>>,
}

#[derive(Serialize)]
pub(in crate::render) struct LinkJson<'a> {
    pub(in crate::render) what: &'static str,
    pub(in crate::render) name: &'a str,
    pub(in crate::render) title: &'a str,
    pub(in crate::render) why: &'a str,
    pub(in crate::render) ceiling: LevelJson<'a>,
    pub(in crate::render) from: String,
    pub(in crate::render) participant: Option<u32>,
    pub(in crate::render) role: Option<&'a str>,
}

#[derive(Serialize)]
pub(in crate::render) struct FindingJson<'a> {
    pub(in crate::render) rule: &'a str,
    pub(in crate::render) kind: &'static str,
    pub(in crate::render) strength: &'static str,
    pub(in crate::render) raises: Option<LevelJson<'a>>,
    pub(in crate::render) lowers: Option<LevelJson<'a>>,
    pub(in crate::render) title: Option<&'a str>,
    pub(in crate::render) why: Option<&'a str>,
    pub(in crate::render) place: PlaceJson<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::render) parts: Vec<PartJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::render) holds: Option<ExtentJson<'a>>,
    pub(in crate::render) length: usize,
    pub(in crate::render) identity: Option<String>,
    pub(in crate::render) waived: Option<WaivedJson<'a>>,
    pub(in crate::render) evidence: Option<EvidenceJson<'a>>,
}

#[derive(Serialize)]
pub(in crate::render) struct WaivedJson<'a> {
    pub(in crate::render) reason: Option<&'a str>,
    pub(in crate::render) owner: Option<&'a str>,
    pub(in crate::render) until: &'a str,
    pub(in crate::render) from: &'a str,
}

#[derive(Serialize)]
pub(in crate::render) struct PartJson<'a> {
    pub(in crate::render) rule: &'a str,
    pub(in crate::render) place: PlaceJson<'a>,
}

#[derive(Serialize)]
pub(in crate::render) struct ExtentJson<'a> {
    #[serde(flatten)]
    pub(in crate::render) at: AtJson<'a>,
    pub(in crate::render) time: Option<f64>,
    pub(in crate::render) end: &'static str,
}

#[derive(Serialize)]
pub(in crate::render) struct PlaceJson<'a> {
    #[serde(flatten)]
    pub(in crate::render) at: AtJson<'a>,
    pub(in crate::render) time: Option<f64>,
    pub(in crate::render) speaker: Option<&'a str>,
    pub(in crate::render) item: Option<&'a str>,
    pub(in crate::render) part: &'static str,
}

/// Line and column of a text, or the way to a part of anything else.
#[derive(Serialize)]
pub(in crate::render) struct AtJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::render) line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::render) column: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::render) way: Vec<StepJson<'a>>,
}

#[derive(Serialize)]
pub(in crate::render) struct StepJson<'a> {
    pub(in crate::render) step: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::render) number: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::render) name: Option<&'a str>,
}

#[derive(Serialize)]
pub(in crate::render) struct EvidenceJson<'a> {
    pub(in crate::render) text: &'a str,
    pub(in crate::render) hit: [usize; 2],
    pub(in crate::render) groups: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
pub(in crate::render) struct ItemJson<'a> {
    pub(in crate::render) label: &'a str,
    pub(in crate::render) title: Option<&'a str>,
    #[serde(flatten)]
    pub(in crate::render) at: AtJson<'a>,
    pub(in crate::render) content: LevelJson<'a>,
    pub(in crate::render) verdict: &'static str,
    pub(in crate::render) channels: &'a [String],
}

#[derive(Serialize)]
pub(in crate::render) struct AdviceJson<'a> {
    pub(in crate::render) steps: Vec<&'a str>,
    pub(in crate::render) channels: Vec<ChannelJson<'a>>,
}

#[derive(Serialize)]
pub(in crate::render) struct ChannelJson<'a> {
    pub(in crate::render) name: &'a str,
    pub(in crate::render) title: &'a str,
}

#[derive(Serialize)]
pub(in crate::render) struct GapJson<'a> {
    pub(in crate::render) kind: &'static str,
    pub(in crate::render) place: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::render) way: Vec<StepJson<'a>>,
    pub(in crate::render) reason: &'a str,
    pub(in crate::render) allowed: bool,
}

#[derive(Serialize)]
pub(in crate::render) struct RuleJson<'a> {
    pub(in crate::render) title: &'a str,
    pub(in crate::render) why: &'a str,
    pub(in crate::render) source: &'a [String],
    pub(in crate::render) verified: bool,
}
