//! A policy that starts from the built-in one and says only what is different.
//!
//! Not here: what a complete policy is ([`super::written`]).

use serde::Deserialize;

use super::written::{
    CapFile, ChannelFile, FeatureFile, PeopleFile, PolicyFile, RepositoryFile, SuggestionFile,
};
use crate::Error;
use crate::load::builtin;
use crate::load::yaml::{File, WordsFile};
use crate::model::Say;

/// What a policy starts from, among other keys that are looked at later.
#[derive(Debug, Deserialize)]
struct StartFile {
    extends: Option<String>,
}

/// A policy that says only what is different. It has a name and a title of its own, because it is another policy.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartFile {
    extends: String,
    policy: String,
    version: String,
    title: WordsFile,
    home: Option<String>,
    schemes: Option<Vec<String>>,
    country: Option<String>,
    #[serde(default)]
    channels: Vec<ChannelFile>,
    #[serde(default)]
    lines: Vec<CapFile>,
    #[serde(default)]
    places: Vec<CapFile>,
    #[serde(default)]
    features: Vec<FeatureFile>,
    #[serde(default)]
    clearances: Vec<CapFile>,
    people: Option<PeopleFile>,
    repository: Option<RepositoryFile>,
    suggestions: Option<Vec<SuggestionFile>>,
    already_said: Option<WordsFile>,
    stop_here: Option<WordsFile>,
}

/// The one policy that another may start from.
const BASE: &str = "default";

/// Reads a policy, completed by the one that it starts from.
pub(super) fn read(file: &File<'_>) -> Result<PolicyFile, Error> {
    // Whatever else is wrong with the file is told by the reading of the whole.
    if file.read::<StartFile>().ok().and_then(|start| start.extends).is_none() {
        return file.read();
    }
    let part: PartFile = file.read()?;
    if part.extends != BASE {
        let place = file.find(file.find(1, "extends:").0, &part.extends);
        let error = Error::unknown(
            Say("policy to start from", "Richtlinie, von der ausgegangen wird"),
            &part.extends,
            [BASE].into_iter(),
        );
        return Err(file.error(place, error.in_words()));
    }
    let (name, text) = builtin::POLICY;
    Ok(part.over(File::new(name, text).read()?))
}

impl PartFile {
    fn over(self, base: PolicyFile) -> PolicyFile {
        let cap = |cap: &CapFile| cap.name.clone();
        PolicyFile {
            policy: self.policy,
            version: self.version,
            title: self.title,
            home: self.home.unwrap_or(base.home),
            schemes: self.schemes.unwrap_or(base.schemes),
            country: self.country.unwrap_or(base.country),
            channels: rows(self.channels, base.channels, |row| row.name.clone()),
            lines: rows(self.lines, base.lines, cap),
            places: rows(self.places, base.places, cap),
            features: rows(self.features, base.features, |row| row.name.clone()),
            clearances: rows(self.clearances, base.clearances, cap),
            people: people(self.people, base.people),
            repository: self.repository.unwrap_or(base.repository),
            suggestions: self.suggestions.unwrap_or(base.suggestions),
            already_said: self.already_said.unwrap_or(base.already_said),
            stop_here: self.stop_here.unwrap_or(base.stop_here),
        }
    }
}

/// The rows of the base that no own row stands for, and the own ones.
fn rows<T>(own: Vec<T>, base: Vec<T>, name: impl Fn(&T) -> String) -> Vec<T> {
    let mut rows = base;
    rows.retain(|row| own.iter().all(|other| name(other) != name(row)));
    rows.extend(own);
    rows
}

/// Domains where anybody can have an address stay what they are, whoever else is named.
fn people(own: Option<PeopleFile>, base: PeopleFile) -> PeopleFile {
    match own {
        None => base,
        Some(mut own) => {
            own.free_mail.extend(base.free_mail);
            own
        }
    }
}
