//! A configuration file as written.
//!
//! Strict: every key is known, and a key without a value is a mistake. Not here: what values mean ([`super`]).

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfigFile {
    #[serde(default, deserialize_with = "said")]
    pub(super) policy: Option<String>,
    #[serde(default)]
    pub(super) scheme: Vec<String>,
    #[serde(default)]
    pub(super) rulesets: Vec<String>,
    #[serde(default, deserialize_with = "said")]
    pub(super) channel: Option<String>,
    #[serde(default, deserialize_with = "said")]
    pub(super) plan: Option<String>,
    #[serde(default)]
    pub(super) lines: Vec<String>,
    #[serde(default)]
    pub(super) places: Vec<String>,
    #[serde(default)]
    pub(super) features: Vec<String>,
    #[serde(default)]
    pub(super) domains: Vec<String>,
    #[serde(default)]
    pub(super) allow_gaps: Vec<GapFile>,
    #[serde(default)]
    pub(super) ignore_rules: Vec<IgnoreFile>,
    #[serde(default)]
    pub(super) paths: Vec<PathFile>,
    #[serde(default)]
    pub(super) waivers: Vec<String>,
    #[serde(default, deserialize_with = "said")]
    pub(super) key: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GapFile {
    pub(super) kind: String,
    pub(super) reason: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IgnoreFile {
    pub(super) rule: String,
    pub(super) reason: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PathFile {
    pub(super) glob: String,
    #[serde(default, deserialize_with = "said")]
    pub(super) channel: Option<String>,
    #[serde(default, deserialize_with = "said")]
    pub(super) plan: Option<String>,
    #[serde(default)]
    pub(super) exclude: bool,
    #[serde(default, deserialize_with = "said")]
    pub(super) reason: Option<String>,
}

/// A key without a value is read as an empty one, which is then refused, and not as no such key.
fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    String::deserialize(deserializer).map(Some)
}
