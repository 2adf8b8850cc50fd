//! From paths to sources, and from sources to documents.
//!
//! Directories are read whole: hidden files and those that git ignores too, because a file that
//! is skipped is a file called clean. Only the `.git` directory itself is left out, which holds
//! no text of anybody. What cannot be opened is found as a gap.
//!
//! Not here: what is in the files ([`super::read`]).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use super::git::Blob;
use super::{read, read_each};
use crate::model::{Digest, Document, Gap, GapKind, Say, Source, Words};

/// The largest file that is read, in bytes.
pub const LIMIT: u64 = 512 * 1024 * 1024;

/// Something that was named on the command line or lies in a directory that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its name in reports.
    pub source: Source,
    /// The file, or why there is none.
    pub what: FoundWhat,
}

/// A file to read, or why nothing can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundWhat {
    /// The file whose path is its name in reports; of a million files most are, and no path is held twice.
    Named,
    /// A file that has another name in reports.
    File(PathBuf),
    /// An object of a git repository.
    Blob(Box<Blob>),
    /// A path that leads to no file. Few do, and there is one of these for each of a million files.
    Gap(Box<Gap>),
}

impl Found {
    /// The path of the file, where it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.what {
            FoundWhat::Named => Some(Path::new(&self.source.name)),
            FoundWhat::File(path) => Some(path),
            FoundWhat::Blob(_) | FoundWhat::Gap(_) => None,
        }
    }

    /// Whether it is this file, by whichever way one gets there.
    #[must_use]
    pub fn is_file(&self, file: &Path) -> bool {
        let Some(path) = self.path() else { return false };
        let real = |path: &Path| std::fs::canonicalize(path).ok();
        path.file_name() == file.file_name() && real(path).is_some_and(|is| Some(is) == real(file))
    }
}

/// All files under `paths`, ordered by name and each once.
#[must_use]
pub fn walk(paths: &[PathBuf]) -> Vec<Found> {
    let mut found = BTreeMap::new();
    for path in paths {
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk_directory(path, &mut found),
            // A pipe that was named by hand is meant; in a directory it would only block.
            Ok(_) => add(&mut found, path, FoundWhat::File(path.clone())),
            Err(error) => add(&mut found, path, unreadable(&error)),
        }
    }
    found.into_iter().map(|(source, what)| Found { source, what }).collect()
}

fn walk_directory(root: &Path, found: &mut BTreeMap<Source, FoundWhat>) {
    let mut builder = WalkBuilder::new(root);
    builder.standard_filters(false).follow_links(true);
    builder.filter_entry(|entry| {
        let git = entry.depth() > 0 && entry.file_name() == ".git";
        !(git && entry.file_type().is_some_and(|kind| kind.is_dir()))
    });
    for entry in builder.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                add(found, entry.path(), FoundWhat::File(entry.path().to_owned()));
            }
            Ok(entry) => {
                let what = gap(
                    GapKind::Unreadable,
                    Say("neither a file nor a directory", "weder Datei noch Verzeichnis"),
                );
                add(found, entry.path(), what);
            }
            Err(error) => add_error(found, root, &error),
        }
    }
}

/// An entry that could not be visited: a dangling link, a loop, a directory without permission.
fn add_error(found: &mut BTreeMap<Source, FoundWhat>, root: &Path, error: &ignore::Error) {
    let path = path_of(error).unwrap_or(root);
    let what = match error.io_error() {
        Some(error) => unreadable(error),
        None if is_loop(error) => gap(
            GapKind::Unreadable,
            Say(
                "a link that leads back to its parent",
                "ein Verweis, der auf ein übergeordnetes Verzeichnis zurückführt",
            ),
        ),
        None => gap(
            GapKind::Unreadable,
            Say("the entry cannot be visited", "der Eintrag ist nicht erreichbar"),
        ),
    };
    add(found, path, what);
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => is_loop(err),
        _ => false,
    }
}

/// Adds what was found, unless it is there already. Two paths that look the same in print (their
/// names are no valid text) are told apart by a number, because none may be dropped.
pub(super) fn add(found: &mut BTreeMap<Source, FoundWhat>, path: &Path, what: FoundWhat) {
    let plain = name(path);
    let mut source = Source { name: plain.clone() };
    for copy in 2_u64.. {
        match found.get(&source) {
            None => {
                let is_name =
                    matches!(&what, FoundWhat::File(path) if path.as_os_str() == &*source.name);
                found.insert(source, if is_name { FoundWhat::Named } else { what });
                return;
            }
            Some(FoundWhat::Named) if same(&FoundWhat::File(source.name.clone().into()), &what) => {
                return;
            }
            Some(known) if same(known, &what) => return,
            Some(_) => source.name = format!("{plain} ({copy})"),
        }
    }
}

/// Whether two are one: the same gap, or paths that differ only in how they are written.
fn same(one: &FoundWhat, other: &FoundWhat) -> bool {
    let plain = |path: &Path| -> PathBuf {
        path.components().filter(|part| !matches!(part, Component::CurDir)).collect()
    };
    match (one, other) {
        (FoundWhat::File(one), FoundWhat::File(other)) => plain(one) == plain(other),
        (one, other) => one == other,
    }
}

/// A path as a report names it: forward slashes, no `./` before it.
fn name(path: &Path) -> String {
    let shown = path.to_string_lossy();
    let shown = if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() };
    let mut short = shown.as_str();
    while let Some(rest) = short.strip_prefix("./") {
        short = rest.trim_start_matches('/');
    }
    if short.is_empty() { shown.clone() } else { short.to_owned() }
}

fn unreadable(error: &io::Error) -> FoundWhat {
    FoundWhat::Gap(Box::new(refused(error)))
}

fn gap(kind: GapKind, reason: impl Into<Words>) -> FoundWhat {
    FoundWhat::Gap(Box::new(whole(kind, reason)))
}

fn whole(kind: GapKind, reason: impl Into<Words>) -> Gap {
    Gap::whole(kind, reason)
}

/// What the system says of a file that it does not open, in its own words behind ours.
fn refused(error: &io::Error) -> Gap {
    let reason = Words::new(format!("cannot be read: {error}"), format!("nicht lesbar: {error}"));
    whole(GapKind::Unreadable, reason)
}

/// Reads what was found.
#[must_use]
pub fn load(found: &Found) -> Document {
    let path = match &found.what {
        FoundWhat::Named => Path::new(&found.source.name),
        FoundWhat::File(path) => path,
        FoundWhat::Blob(blob) => return blob.load(&found.source).unwrap_or_else(nothing),
        FoundWhat::Gap(gap) => return nothing(Gap::clone(gap)),
    };
    let file = File::open(path).map_err(|error| refused(&error));
    match file.and_then(|file| whole_file(file, LIMIT)) {
        Ok(bytes) => read(&found.source, &bytes),
        Err(gap) => nothing(gap),
    }
}

/// How long the file that was found is, where it is a file that has a length and not a pipe.
#[must_use]
pub fn size(found: &Found) -> Option<u64> {
    let metadata = std::fs::metadata(found.path()?).ok()?;
    metadata.is_file().then_some(metadata.len())
}

/// Reads what was found and hands on each document in it; an archive has one for each member. With `digests`,
/// each has the fingerprint of the whole file.
pub fn load_each(found: &Found, digests: bool, each: &mut dyn FnMut(Source, Document)) {
    let file = |path: &Path| {
        let file = File::open(path).map_err(|error| refused(&error));
        file.and_then(|file| whole_file(file, LIMIT))
    };
    let read = match &found.what {
        FoundWhat::Named => file(Path::new(&found.source.name))
            .map(|bytes| split(&found.source, bytes, digests, each)),
        FoundWhat::File(path) => file(path).map(|bytes| split(&found.source, bytes, digests, each)),
        FoundWhat::Blob(blob) => blob.load_each(&found.source, digests, each),
        FoundWhat::Gap(gap) => Err(Gap::clone(gap)),
    };
    if let Err(gap) = read {
        each(found.source.clone(), nothing(gap));
    }
}

/// Reads everything that `reader` gives and hands on each document in it, as [`load_each`] does.
pub fn each_from(
    source: &Source,
    reader: impl Read,
    digests: bool,
    each: &mut dyn FnMut(Source, Document),
) {
    match bytes(reader, LIMIT) {
        Ok(bytes) => split(source, bytes, digests, each),
        Err(gap) => each(source.clone(), nothing(gap)),
    }
}

/// Hands on each document in the bytes of a file.
pub(super) fn split(
    source: &Source,
    bytes: Vec<u8>,
    digests: bool,
    each: &mut dyn FnMut(Source, Document),
) {
    let digest = digests.then(|| Digest::of(&bytes));
    read_each(source, bytes, &mut |source, document| {
        each(source, Document { digest, ..document });
    });
}

/// Reads everything that `reader` gives, as standard input does, under the name of `source`.
#[must_use]
pub fn from_reader(source: &Source, reader: impl Read) -> Document {
    match bytes(reader, LIMIT) {
        Ok(bytes) => read(source, &bytes),
        Err(gap) => nothing(gap),
    }
}

/// All bytes of a file, unless there are more than `limit`. Its length is asked for, so that it is read at once into
/// a buffer that need not grow; it may say anything, as a pipe or a file that is being written does.
fn whole_file(file: File, limit: u64) -> Result<Vec<u8>, Gap> {
    let length = file.metadata().map_or(0, |metadata| metadata.len()).min(limit);
    let buffer = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    fill(buffer, file, limit)
}

/// All bytes of `reader`, unless there are more than `limit`.
fn bytes(reader: impl Read, limit: u64) -> Result<Vec<u8>, Gap> {
    fill(Vec::new(), reader, limit)
}

fn fill(mut bytes: Vec<u8>, reader: impl Read, limit: u64) -> Result<Vec<u8>, Gap> {
    let read = reader.take(limit + 1).read_to_end(&mut bytes);
    match read {
        Err(error) => Err(refused(&error)),
        Ok(_) if bytes.len() as u64 > limit => Err(too_large()),
        Ok(_) => Ok(bytes),
    }
}

/// The gap of a file that is larger than any that is read.
pub(super) fn too_large() -> Gap {
    let most = LIMIT / 1024 / 1024;
    let reason = Words::new(format!("larger than {most} MiB"), format!("größer als {most} MiB"));
    whole(GapKind::Limit, reason)
}

fn nothing(gap: Gap) -> Document {
    Document { gaps: vec![gap], ..Document::default() }
}

#[cfg(test)]
mod tests;
