//! YAML to Ruleset, Scheme, Policy and Plan: as written to as meant.
//!
//! Every file is strict: an unknown key, a bad value or a bad pattern is an error that names file, line and
//! column and says what is allowed. Not here: what the values do.

pub mod builtin;
pub mod plan;
pub mod policy;
pub mod ruleset;
pub mod scheme;
mod yaml;

use std::path::Path;

use crate::Error;

/// Reads a configuration file as UTF-8 text.
///
/// # Errors
/// Where it cannot be read, or is no UTF-8.
pub fn text(path: &Path) -> Result<String, Error> {
    let name = path.display().to_string();
    std::fs::read_to_string(path).map_err(|source| Error::Io { path: name, source })
}
