//! Rulesets as an author writes them; docs/writing-rules.md describes every key.
//!
//! Not here: what the keys mean together, which [`super`] checks.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::table::NamesFile;
use crate::load::yaml::{KeywordFile, LevelFile, PatternFile, WindowFile, WordsFile};
use crate::model::rule::Position;
use crate::model::{Kind, SegmentKind, Strength};
use crate::pattern::Case;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesetFile {
    pub(super) ruleset: String,
    pub(super) version: String,
    pub(super) title: WordsFile,
    #[serde(default)]
    pub(super) lists: BTreeMap<String, Vec<KeywordFile>>,
    #[serde(default)]
    pub(super) defaults: Defaults,
    #[serde(default)]
    pub(super) rules: Vec<RuleFile>,
    #[serde(default)]
    pub(super) tables: Vec<RuleFile>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Defaults {
    pub(super) kind: Option<KindFile>,
    pub(super) strength: Option<StrengthFile>,
    pub(super) scheme: Option<String>,
    #[serde(rename = "where")]
    pub(super) within: Option<Vec<SegmentKindFile>>,
    pub(super) tags: Vec<String>,
    pub(super) source: Vec<String>,
    pub(super) verified: Option<bool>,
}

/// A rule as written. Required keys are checked with the defaults in mind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub(super) id: String,
    pub(super) title: WordsFile,
    pub(super) why: WordsFile,
    pub(super) kind: Option<KindFile>,
    pub(super) raises: Option<LevelFile>,
    pub(super) lowers: Option<LevelFile>,
    pub(super) strength: Option<StrengthFile>,
    pub(super) scheme: Option<String>,
    #[serde(default)]
    pub(super) keywords: Vec<KeywordFile>,
    #[serde(default)]
    pub(super) patterns: Vec<PatternFile>,
    #[serde(default)]
    pub(super) case: CaseFile,
    #[serde(rename = "where")]
    pub(super) within: Option<Vec<SegmentKindFile>>,
    #[serde(default)]
    pub(super) at: Vec<PositionFile>,
    #[serde(default)]
    pub(super) near: Vec<ConditionFile>,
    pub(super) enough: Option<usize>,
    #[serde(default)]
    pub(super) unless: Vec<ConditionFile>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) source: Vec<String>,
    pub(super) verified: Option<bool>,
    pub(super) examples: ExamplesFile,
    /// Tables only.
    pub(super) names_of: Option<Vec<String>>,
    pub(super) names: Option<NamesFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionFile {
    #[serde(default)]
    pub(super) keywords: Vec<KeywordFile>,
    #[serde(default)]
    pub(super) patterns: Vec<PatternFile>,
    #[serde(default)]
    pub(super) case: CaseFile,
    pub(super) within: WindowFile,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExamplesFile {
    pub(super) hit: Vec<String>,
    pub(super) miss: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CaseFile {
    #[default]
    Any,
    Exact,
}

/// An enum of the file format whose words are those of a table of the model.
macro_rules! words_of {
    ($name:ident($of:ty), $what:literal, $table:expr) => {
        #[derive(Debug, Clone, Copy)]
        pub(super) struct $name(pub(super) $of);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                let found = $table.iter().find(|(_, name)| *name == word);
                found.map(|(value, _)| $name(*value)).ok_or_else(|| {
                    let known: Vec<&str> = $table.iter().map(|(_, name)| *name).collect();
                    let known = known.join(", ");
                    serde::de::Error::custom(format!("unknown {} `{word}`; known: {known}", $what))
                })
            }
        }
    };
}

words_of!(KindFile(Kind), "kind", Kind::NAMES);
words_of!(StrengthFile(Strength), "strength", Strength::NAMES);
words_of!(SegmentKindFile(SegmentKind), "kind of segment", SegmentKind::NAMES);
words_of!(PositionFile(Position), "position", Position::NAMES);

impl From<CaseFile> for Case {
    fn from(file: CaseFile) -> Self {
        match file {
            CaseFile::Any => Case::Any,
            CaseFile::Exact => Case::Exact,
        }
    }
}
