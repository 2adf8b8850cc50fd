//! The shape of the lines: every field in its order, as docs/json.md describes it.
//!
//! Not here: how they are filled ([`super`]), and the shape of a document ([`crate::render::json`]).

use serde::Serialize;

use crate::render::json::shape::{
    BasisJson, DocumentJson, LevelJson, LooseningJson, SchemesJson, SetJson, ToolJson,
};

#[derive(Serialize)]
pub(super) struct RunLine<'a> {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) format: &'static str,
    pub(super) version: u32,
    pub(super) tool: ToolJson<'a>,
    pub(super) language: &'static str,
    pub(super) policy: SetJson<'a>,
    pub(super) rulesets: Vec<SetJson<'a>>,
    pub(super) schemes: SchemesJson<'a>,
    pub(super) disclaimer: String,
    pub(super) allowed_gaps: Vec<&'static str>,
    pub(super) loosened: Vec<LooseningJson<'a>>,
    pub(super) shows_text: bool,
    pub(super) basis: Option<BasisJson<'a>>,
    pub(super) levels: Vec<LevelJson<'a>>,
    pub(super) terms: Option<TermsJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct TermsJson<'a> {
    pub(super) today: &'a str,
    pub(super) rules: String,
    pub(super) policy: String,
    pub(super) options: String,
    pub(super) inputs: String,
}

#[derive(Serialize)]
pub(super) struct DocumentLine<'a> {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) file: &'a str,
    pub(super) bytes: Option<u64>,
    pub(super) more: usize,
    #[serde(flatten)]
    pub(super) document: DocumentJson<'a>,
}

#[derive(Serialize)]
pub(super) struct SummaryLine<'a> {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) complete: bool,
    pub(super) verdict: &'static str,
    pub(super) files: u64,
    pub(super) bytes: u64,
    pub(super) documents: u64,
    #[serde(flatten)]
    pub(super) counts: CountsJson,
    pub(super) highest_content: Option<LevelJson<'a>>,
    pub(super) excerpts: Option<LevelJson<'a>>,
    pub(super) contents: Vec<LevelLine<'a>>,
    pub(super) ceilings: Vec<LevelLine<'a>>,
    pub(super) channels: Vec<ChannelLine<'a>>,
    pub(super) months: Vec<MonthLine>,
    pub(super) rules: Vec<RuleLine<'a>>,
    pub(super) gaps: Vec<GapLine>,
    pub(super) notices: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct CountsJson {
    pub(super) within: u64,
    pub(super) exceeds: u64,
    pub(super) undetermined: u64,
}

#[derive(Serialize)]
pub(super) struct SeenJson {
    pub(super) times: u64,
    pub(super) documents: u64,
}

#[derive(Serialize)]
pub(super) struct LevelLine<'a> {
    #[serde(flatten)]
    pub(super) level: LevelJson<'a>,
    #[serde(flatten)]
    pub(super) counts: CountsJson,
}

#[derive(Serialize)]
pub(super) struct ChannelLine<'a> {
    pub(super) channel: &'a str,
    #[serde(flatten)]
    pub(super) counts: CountsJson,
}

#[derive(Serialize)]
pub(super) struct MonthLine {
    pub(super) month: Option<String>,
    #[serde(flatten)]
    pub(super) counts: CountsJson,
}

#[derive(Serialize)]
pub(super) struct RuleLine<'a> {
    pub(super) rule: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) source: &'a [String],
    pub(super) verified: bool,
    #[serde(flatten)]
    pub(super) seen: SeenJson,
}

#[derive(Serialize)]
pub(super) struct GapLine {
    pub(super) gap: &'static str,
    pub(super) allowed: bool,
    #[serde(flatten)]
    pub(super) seen: SeenJson,
}
