//! Scheme files: one ladder of named levels each.

use serde::Deserialize;

use super::yaml::{File, LevelFile, WordsFile};
use crate::Error;
use crate::model::scheme::{LevelName, Standing};
use crate::model::{Say, Scheme};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemeFile {
    scheme: String,
    title: WordsFile,
    authority: String,
    source: Vec<String>,
    #[serde(default = "yes")]
    verified: bool,
    #[serde(default)]
    historic: bool,
    /// Whether many findings together may indicate a higher level than each of them.
    #[serde(default = "yes")]
    mosaic: bool,
    levels: Vec<LevelNameFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelNameFile {
    level: LevelFile,
    name: String,
    #[serde(default)]
    short: Vec<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    standing: StandingFile,
    #[serde(default)]
    historic: bool,
    #[serde(default)]
    ordinary: bool,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum StandingFile {
    #[default]
    Legal,
    Mark,
}

fn yes() -> bool {
    true
}

/// Reads one scheme; `name` is the file's name, for messages.
///
/// # Errors
/// Where the file is not a scheme, or its levels are not in ascending order.
pub fn read(name: &str, text: &str) -> Result<Scheme, Error> {
    let file = File::new(name, text);
    let written: SchemeFile = file.read()?;
    let names: Vec<LevelName> = written.levels.into_iter().map(LevelName::from).collect();
    if names.is_empty() {
        return Err(file.error(
            file.find(1, "levels:"),
            Say("a scheme needs at least one level", "ein Schema braucht mindestens eine Stufe"),
        ));
    }
    let present = names.iter().filter(|name| !name.historic);
    if !present.map(|name| name.level).is_sorted() {
        let message = Say(
            "levels must stand in ascending order",
            "Stufen müssen in aufsteigender Ordnung stehen",
        );
        return Err(file.error(file.find(1, "levels:"), message));
    }
    Ok(Scheme {
        id: written.scheme,
        title: written.title.into(),
        authority: written.authority,
        source: written.source,
        verified: written.verified,
        historic: written.historic,
        mosaic: written.mosaic,
        names: names.into(),
    })
}

impl From<LevelNameFile> for LevelName {
    fn from(file: LevelNameFile) -> Self {
        LevelName {
            level: file.level.0,
            name: file.name,
            short: file.short,
            also: file.also,
            standing: match file.standing {
                StandingFile::Legal => Standing::Legal,
                StandingFile::Mark => Standing::Mark,
            },
            historic: file.historic,
            ordinary: file.ordinary,
        }
    }
}
