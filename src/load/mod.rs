//! YAML to Ruleset, Scheme, Policy and Plan, and tables to Truths: as written to as meant.
//!
//! Every file is strict: an unknown key, a bad value or a bad pattern is an error that names file, line and
//! column and says what is allowed. Not here: what the values do.

pub mod builtin;
pub mod config;
pub mod directive;
pub mod event;
pub mod evidence;
pub mod invitation;
pub mod manifest;
mod packed;
pub mod plan;
pub mod policy;
pub mod resume;
pub mod ruleset;
mod schema;
pub mod scheme;
pub mod waivers;
mod yaml;

use std::path::{Path, PathBuf};

use crate::Error;
use crate::model::words;

/// Reads a configuration file as UTF-8 text.
///
/// # Errors
/// Where it cannot be read, or is no UTF-8.
pub fn text(path: &Path) -> Result<String, Error> {
    let name = path.display().to_string();
    std::fs::read_to_string(path).map_err(|source| Error::Io { path: name, source })
}

/// The ruleset files that a path stands for: itself, or the `.yaml` files of a folder in order of name.
///
/// # Errors
/// Where the folder cannot be read, or holds none.
pub fn ruleset_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let name = path.display().to_string();
    let entries = std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.map_err(|source| Error::Io { path: name.clone(), source })?;
    let files = entries.into_iter().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|end| end == "yaml")).collect();
    files.sort();
    match files.is_empty() {
        false => Ok(files),
        true => Err(Error::Usage(words!(
            "{name}: no ruleset (*.yaml) in this folder",
            "{name}: kein Regelwerk (*.yaml) in diesem Ordner"
        ))),
    }
}
