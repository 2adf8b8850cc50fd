//! From paths as a user names them to paths as git does, which are bytes below the top of the work tree.
//!
//! Not here: patterns. A path is a file or a folder, whatever characters it has.

use std::path::{Component, Path, PathBuf};

use super::call;
use crate::Error;
use crate::model::Words;

/// A file or folder that was named.
pub(super) struct Named {
    /// As written.
    pub(super) written: String,
    /// Its name as git writes it, without a slash at the end; empty for the top itself.
    name: Vec<u8>,
}

impl Named {
    /// Whether an entry of git's lists is this file, or lies in this folder.
    pub(super) fn holds(&self, entry: &[u8]) -> bool {
        match entry.strip_prefix(self.name.as_slice()) {
            Some(rest) => self.name.is_empty() || rest.is_empty() || rest[0] == b'/',
            None => false,
        }
    }
}

/// What is meant by `paths` in the current folder.
pub(super) fn named(paths: &[PathBuf]) -> Result<Vec<Named>, Error> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let prefix = call::answer(&["rev-parse", "--show-prefix"])?.unwrap_or_default();
    let prefix = prefix.strip_suffix(b"\n").unwrap_or(&prefix);
    let top = paths.iter().any(|path| path.is_absolute()).then(top).transpose()?.flatten();
    let named = |path: &PathBuf| {
        let written = path.display().to_string();
        let below = match path.is_absolute() {
            true => top.as_deref().and_then(|top| below(top, path)),
            false => Some(path.clone()),
        };
        let start = if path.is_absolute() { b"" } else { prefix };
        let name = below.and_then(|below| join(start, &below));
        let outside = || {
            Error::usage(Words::new(
                format!("`{written}` lies outside of the repository"),
                format!("`{written}` liegt außerhalb des Repositorys"),
            ))
        };
        name.ok_or_else(outside).map(|name| Named { written: written.clone(), name })
    };
    paths.iter().map(named).collect()
}

/// The top of the work tree; none in a repository without one.
pub(super) fn top() -> Result<Option<PathBuf>, Error> {
    Ok(call::line(&["rev-parse", "--show-toplevel"])?.map(PathBuf::from))
}

/// `path` below `top`, whether or not links lead to it.
fn below(top: &Path, path: &Path) -> Option<PathBuf> {
    let plain = path.strip_prefix(top).map(Path::to_owned).ok();
    plain.or_else(|| {
        let (path, top) = (path.canonicalize().ok()?, top.canonicalize().ok()?);
        path.strip_prefix(top).map(Path::to_owned).ok()
    })
}

/// `start` and `path` as one name, without dots; none where it leads out.
fn join(start: &[u8], path: &Path) -> Option<Vec<u8>> {
    let steps = start.split(|&byte| byte == b'/').filter(|step| !step.is_empty());
    let mut steps: Vec<Vec<u8>> = steps.map(<[u8]>::to_vec).collect();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(steps.pop()?),
            Component::Normal(step) => steps.push(bytes(step)),
            Component::Prefix(_) | Component::RootDir => return None,
        }
    }
    Some(steps.join(&b'/'))
}

#[cfg(unix)]
fn bytes(step: &std::ffi::OsStr) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(step).to_vec()
}

/// Elsewhere git writes names in UTF-8.
#[cfg(not(unix))]
fn bytes(step: &std::ffi::OsStr) -> Vec<u8> {
    step.to_string_lossy().into_owned().into_bytes()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;

    #[test]
    fn names_below_the_top() {
        for (start, path, expected) in [
            ("", "a/b", Some("a/b")),
            ("", "./a//b/", Some("a/b")),
            ("sub/", "../a", Some("a")),
            ("sub/deep/", ".", Some("sub/deep")),
            ("sub/", "..", Some("")),
            ("", "..", None),
            ("", ":(top)a*", Some(":(top)a*")),
        ] {
            let joined = join(start.as_bytes(), Path::new(path));
            assert_eq!(joined.as_deref(), expected.map(str::as_bytes), "{start} {path}");
        }
    }

    #[test]
    fn a_folder_holds_what_lies_in_it() {
        let named = |name: &str| Named { written: String::new(), name: name.into() };
        let entry = b"minutes/may.md";
        for (name, holds) in [
            ("", true),
            ("minutes", true),
            ("minutes/may.md", true),
            ("minute", false),
            ("minutes/may", false),
            ("minutes/may.md/x", false),
        ] {
            assert_eq!(named(name).holds(entry), holds, "{name}");
        }
    }
}
