//! A policy file as written, and each row as meant.
//!
//! Not here: what rows mean together ([`super`]).

use serde::Deserialize;

use crate::Error;
use crate::load::yaml::{LevelFile, WordsFile, from_string};
use crate::model::policy::{Freedom, Suggestion};
use crate::model::{Cap, Channel, Feature, Say};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyFile {
    pub(super) policy: String,
    pub(super) version: String,
    pub(super) title: WordsFile,
    pub(super) home: String,
    pub(super) schemes: Vec<String>,
    pub(super) country: String,
    pub(super) channels: Vec<ChannelFile>,
    pub(super) lines: Vec<CapFile>,
    pub(super) places: Vec<CapFile>,
    pub(super) features: Vec<FeatureFile>,
    pub(super) clearances: Vec<CapFile>,
    #[serde(default)]
    pub(super) people: PeopleFile,
    #[serde(default)]
    pub(super) repository: RepositoryFile,
    pub(super) suggestions: Vec<SuggestionFile>,
    pub(super) already_said: WordsFile,
    pub(super) stop_here: WordsFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CapFile {
    pub(super) name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) title: WordsFile,
    pub(super) ceiling: LevelFile,
    pub(super) why: WordsFile,
    pub(super) source: Vec<String>,
    #[serde(default = "yes")]
    pub(super) verified: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChannelFile {
    pub(super) name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) title: WordsFile,
    pub(super) ceiling: LevelFile,
    #[serde(default)]
    pub(super) in_person: bool,
    pub(super) why: WordsFile,
    #[serde(default)]
    pub(super) conditions: Vec<WordsFile>,
    pub(super) source: Vec<String>,
    #[serde(default = "yes")]
    pub(super) verified: bool,
    pub(super) verified_on: Option<String>,
    pub(super) expires: Option<String>,
    #[serde(default)]
    pub(super) hosts: Vec<String>,
    #[serde(default)]
    pub(super) own_hosts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FeatureFile {
    pub(super) name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) title: WordsFile,
    pub(super) ceiling: LevelFile,
    pub(super) why: WordsFile,
    pub(super) source: Vec<String>,
    #[serde(default = "yes")]
    pub(super) verified: bool,
    #[serde(default)]
    pub(super) domains: Vec<String>,
    #[serde(default)]
    pub(super) names: Vec<String>,
}

/// Who is from inside; without it, nobody is known to be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeopleFile {
    #[serde(default)]
    pub(super) internal: InternalFile,
    #[serde(default = "none")]
    pub(super) others: String,
    #[serde(default)]
    pub(super) free_mail: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InternalFile {
    #[serde(default)]
    pub(super) domains: Vec<String>,
}

impl Default for PeopleFile {
    fn default() -> Self {
        PeopleFile { internal: InternalFile::default(), others: none(), free_mail: Vec::new() }
    }
}

/// What the files of a scanned repository may loosen; everything where nothing is said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RepositoryFile {
    pub(super) may: Vec<FreedomFile>,
}

impl Default for RepositoryFile {
    fn default() -> Self {
        RepositoryFile { may: Freedom::NAMES.map(|(freedom, _)| FreedomFile(freedom)).into() }
    }
}

#[derive(Debug)]
pub(super) struct FreedomFile(pub(super) Freedom);

from_string!(FreedomFile, "what a repository may loosen", |text| {
    let known = Freedom::NAMES.iter().find(|(_, name)| *name == text);
    let names = || Freedom::NAMES.iter().map(|(_, name)| *name);
    let unknown = || {
        let what = Say("freedom of a repository", "Freiheit eines Repositorys");
        Error::unknown(what, text, names()).in_words()
    };
    known.map(|(freedom, _)| FreedomFile(*freedom)).ok_or_else(unknown)
});

fn none() -> String {
    "none".to_owned()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SuggestionFile {
    pub(super) level: LevelFile,
    pub(super) places: Vec<String>,
    pub(super) advice: WordsFile,
    pub(super) channels: Vec<String>,
}

fn yes() -> bool {
    true
}

impl From<CapFile> for Cap {
    fn from(file: CapFile) -> Self {
        Cap {
            name: file.name,
            aliases: file.aliases,
            title: file.title.into(),
            ceiling: file.ceiling.0,
            why: file.why.into(),
            source: file.source,
            verified: file.verified,
        }
    }
}

impl From<ChannelFile> for Channel {
    fn from(file: ChannelFile) -> Self {
        let ChannelFile { name, aliases, title, ceiling, why, source, verified, .. } = file;
        Channel {
            cap: CapFile { name, aliases, title, ceiling, why, source, verified }.into(),
            conditions: file.conditions.into_iter().map(Into::into).collect(),
            in_person: file.in_person,
            hosts: file.hosts,
            own_hosts: file.own_hosts,
            verified_on: file.verified_on,
            expires: file.expires,
        }
    }
}

impl From<FeatureFile> for Feature {
    fn from(file: FeatureFile) -> Self {
        let FeatureFile { name, aliases, title, ceiling, why, source, verified, .. } = file;
        Feature {
            cap: CapFile { name, aliases, title, ceiling, why, source, verified }.into(),
            domains: file.domains,
            names: file.names,
        }
    }
}

impl From<SuggestionFile> for Suggestion {
    fn from(file: SuggestionFile) -> Self {
        Suggestion {
            level: file.level.0,
            places: file.places,
            advice: file.advice.into(),
            channels: file.channels,
        }
    }
}
