//! Rulesets as an author writes them; docs/writing-rules.md describes every key.
//!
//! Not here: what the keys mean together, which [`super`] checks.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::table::NamesFile;
use crate::load::yaml::{
    KeywordFile, LevelFile, PatternFile, ReachFile, SelectorFile, WordsFile, one_of, said,
};
use crate::model::rule::{Contradiction, Position};
use crate::model::{Kind, Say, SegmentKind, Strength, words};
use crate::pattern::Case;

#[derive(Debug, Deserialize, JsonSchema)]
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

#[derive(Debug, Default, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub(super) id: String,
    pub(super) title: WordsFile,
    pub(super) why: WordsFile,
    pub(super) kind: Option<KindFile>,
    pub(super) raises: Option<LevelFile>,
    pub(super) lowers: Option<LevelFile>,
    /// So many rungs above the highest of what is combined.
    pub(super) lifts: Option<u8>,
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
    pub(super) where_not: Option<Vec<SegmentKindFile>>,
    #[serde(default)]
    pub(super) at: Vec<PositionFile>,
    #[serde(default)]
    pub(super) near: Vec<ConditionFile>,
    pub(super) enough: Option<usize>,
    pub(super) at_least: Option<AtLeastFile>,
    pub(super) combine: Option<CombineFile>,
    pub(super) after: Option<AfterFile>,
    pub(super) missing: Option<MissingFile>,
    pub(super) compare: Option<CompareFile>,
    #[serde(default)]
    pub(super) holds_until: Vec<SelectorFile>,
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

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionFile {
    #[serde(default)]
    pub(super) keywords: Vec<KeywordFile>,
    #[serde(default)]
    pub(super) patterns: Vec<PatternFile>,
    #[serde(default)]
    pub(super) case: CaseFile,
    pub(super) within: ReachFile,
}

/// So many different hits of the rule within a window.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AtLeastFile {
    pub(super) hits: usize,
    pub(super) within: ReachFile,
}

/// Different findings within a window.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CombineFile {
    pub(super) of: Vec<SelectorFile>,
    /// All of `of` where it is left out.
    pub(super) at_least: Option<usize>,
    pub(super) within: ReachFile,
    #[serde(default)]
    pub(super) without: Vec<SelectorFile>,
    /// How far `without` looks.
    pub(super) without_within: Option<ReachFile>,
}

/// A finding and, within a window behind it, another.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AfterFile {
    pub(super) first: Vec<SelectorFile>,
    pub(super) then: Vec<SelectorFile>,
    pub(super) within: ReachFile,
    #[serde(default)]
    pub(super) without: Vec<SelectorFile>,
    /// How far `without` looks.
    pub(super) without_within: Option<ReachFile>,
}

/// Something that should be there.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MissingFile {
    #[serde(default)]
    pub(super) of: Vec<SelectorFile>,
    #[serde(default)]
    pub(super) when: Vec<SelectorFile>,
    #[serde(rename = "in")]
    pub(super) papers: Option<PapersFile>,
    /// In the first so many hundredths of the document.
    pub(super) opening: Option<u8>,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PapersFile {
    Speech,
    Papers,
}

/// Findings whose levels contradict each other.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CompareFile {
    pub(super) these: Vec<SelectorFile>,
    #[serde(default)]
    pub(super) those: Vec<SelectorFile>,
    pub(super) are: ContradictionFile,
    #[serde(default)]
    pub(super) without: Vec<SelectorFile>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExamplesFile {
    pub(super) hit: Vec<String>,
    pub(super) miss: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CaseFile {
    #[default]
    Any,
    Exact,
}

/// An enum of the file format whose words are those of a table of the model.
macro_rules! words_of {
    ($name:ident($of:ty), $what:expr, $table:expr) => {
        #[derive(Debug, Clone, Copy)]
        pub(super) struct $name(pub(super) $of);

        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                one_of($table.iter().map(|(_, name)| *name))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                let found = $table.iter().find(|(_, name)| *name == word);
                found.map(|(value, _)| $name(*value)).ok_or_else(|| {
                    let known: Vec<&str> = $table.iter().map(|(_, name)| *name).collect();
                    let known = known.join(", ");
                    let Say(en, de) = $what;
                    serde::de::Error::custom(said::both(&words!(
                        "unknown {en} `{word}`; known: {known}",
                        "unbekannt: {de} `{word}`; bekannt: {known}"
                    )))
                })
            }
        }
    };
}

words_of!(KindFile(Kind), Say("kind", "Art"), Kind::NAMES);
words_of!(StrengthFile(Strength), Say("strength", "Stärke"), Strength::NAMES);
words_of!(
    SegmentKindFile(SegmentKind),
    Say("kind of segment", "Art des Abschnitts"),
    SegmentKind::NAMES
);
words_of!(PositionFile(Position), Say("position", "Stelle"), Position::NAMES);
words_of!(
    ContradictionFile(Contradiction),
    Say("contradiction", "Widerspruch"),
    Contradiction::NAMES
);

impl From<CaseFile> for Case {
    fn from(file: CaseFile) -> Self {
        match file {
            CaseFile::Any => Case::Any,
            CaseFile::Exact => Case::Exact,
        }
    }
}
