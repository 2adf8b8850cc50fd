//! From a git repository to sources: what is staged, what is tracked, what changed since a revision.
//!
//! Everything is read from objects, never from the work tree: what is checked is what is committed, byte for byte,
//! whatever a filter or an editor made of it since. Blobs are fetched when their turn comes, so memory stays flat.
//!
//! Not here: files on disk ([`super::walk`]), and what is in them ([`super::read`]).

mod blobs;
mod call;
mod hunks;
pub(super) mod lfs;
mod paths;
mod raw;

use std::collections::{BTreeMap, HashMap};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

use super::read;
use super::walk::{self, Found, FoundWhat};
use crate::Error;
use crate::model::change::{ChangedLines, Scope};
use crate::model::{Document, Gap, GapKind, Notice, Say, Source, Words};
use blobs::Blobs;
use hunks::Pair;
use raw::{Change, Type};

/// A file as an object of a repository.
#[derive(Debug, Clone)]
pub struct Blob {
    objects: Arc<Blobs>,
    id: String,
    /// Its name as git writes it, which is no valid text always.
    path: Vec<u8>,
    /// Where its file lies in the work tree, or would.
    pub place: PathBuf,
    /// Whether it is a symbolic link, whose content is where it leads.
    link: bool,
    /// Its new lines, where they were asked for and can be told; all of it counts as new where they are not known.
    pub changed: Option<ChangedLines>,
}

impl PartialEq for Blob {
    fn eq(&self, other: &Self) -> bool {
        (&self.id, &self.path, self.link, &self.changed)
            == (&other.id, &other.path, other.link, &other.changed)
    }
}

impl Eq for Blob {}

/// What was found in a repository.
#[derive(Debug)]
pub struct Selection {
    /// What is to be read, by name.
    pub found: Vec<Found>,
    /// How many files were taken away, which leaves nothing to read.
    pub deleted: usize,
}

/// Finds what `scope` says in the repository of the current folder, below `paths` where there are any, and with
/// `lines` also which lines of it are new.
///
/// # Errors
/// Where there is no git, no repository or no such revision, where nothing is known at one of the paths, and where git
/// fails.
pub fn find(scope: &Scope, paths: &[PathBuf], lines: bool) -> Result<Selection, Error> {
    let folder = repository()?;
    // A bare repository has no work tree.
    let top = paths::top()?.unwrap_or_default();
    let ends = Ends::of(scope)?;
    let all = ends.changes()?;
    let named = paths::named(paths)?;
    known(&ends, &named, &all)?;
    let wanted = |path: &[u8]| named.is_empty() || named.iter().any(|named| named.holds(path));
    let changes: Vec<_> = all.into_iter().filter(|(path, _)| wanted(path)).collect();
    let mut hunks = match lines {
        true => ends.lines()?,
        false => HashMap::new(),
    };
    let lfs = folder.join("lfs").join("objects");
    let objects = Arc::new(Blobs::open(Some(lfs))?);
    let mut selection = Selection { found: Vec::new(), deleted: 0 };
    let mut found = BTreeMap::new();
    for (path, change) in changes {
        let what = match change {
            Change::Deleted => {
                selection.deleted += 1;
                continue;
            }
            Change::Unmerged => gap(
                GapKind::Unreadable,
                Say(
                    "it is not merged yet: the index holds several versions",
                    "noch nicht zusammengeführt: der Index enthält mehrere Fassungen",
                ),
            ),
            Change::There { what: Type::Submodule, .. } => gap(
                GapKind::Linked,
                Say(
                    "a submodule: its files lie in another repository",
                    "ein Submodul: seine Dateien liegen in einem anderen Repository",
                ),
            ),
            Change::There { what: Type::Unknown, .. } => gap(
                GapKind::Unsupported,
                Say("an entry of a kind that is not known", "ein Eintrag unbekannter Art"),
            ),
            Change::There { what, id, before } => {
                let changed = before.and_then(|before| hunks.remove(&(before, id.clone())));
                let changed = changed.filter(|_| comparable(&objects, &id));
                let (objects, link) = (Arc::clone(&objects), what == Type::Link);
                let place = top.join(&*String::from_utf8_lossy(&path));
                let path = path.clone();
                FoundWhat::Blob(Box::new(Blob { objects, id, path, place, link, changed }))
            }
        };
        walk::add(&mut found, Path::new(&*String::from_utf8_lossy(&path)), what);
    }
    selection.found = found.into_iter().map(|(source, what)| Found { source, what }).collect();
    Ok(selection)
}

fn gap(kind: GapKind, reason: Say) -> FoundWhat {
    FoundWhat::Gap(Box::new(Gap::whole(kind, reason)))
}

/// The folder that holds the repository's own files.
fn repository() -> Result<PathBuf, Error> {
    let output = call::ask(&["rev-parse", "--git-common-dir"])?;
    if output.status.success() {
        let folder = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
        return Ok(PathBuf::from(folder));
    }
    let why = String::from_utf8_lossy(&output.stderr);
    Err(Error::usage(match why.contains("safe.directory") {
        true => Say(
            "git does not trust this repository, because it belongs to somebody else\n\
             if you do: git config --global --add safe.directory FOLDER",
            "git vertraut diesem Repository nicht, weil es jemand anderem gehört\n\
             wenn Sie es tun: git config --global --add safe.directory ORDNER",
        ),
        false => Say(
            "this folder is in no git repository",
            "dieser Ordner liegt in keinem git-Repository",
        ),
    }))
}

/// What is compared: a tree with the index, or with another tree. All by their object ids.
enum Ends {
    Index { from: String },
    Trees { from: String, to: String },
}

impl Ends {
    fn of(scope: &Scope) -> Result<Self, Error> {
        Ok(match scope {
            Scope::Tracked => Ends::Index { from: empty_tree()? },
            Scope::Staged => match commit("HEAD")? {
                Some(from) => Ends::Index { from },
                // Before the first commit everything is new.
                None => Ends::Index { from: empty_tree()? },
            },
            Scope::Since { rev, to } => {
                let (rev_id, to_id) = (revision(rev)?, revision(to)?);
                let base = call::line(&["merge-base", &rev_id, &to_id])?;
                let base = base.ok_or_else(|| unrelated(rev, to))?;
                Ends::Trees { from: base, to: to_id }
            }
        })
    }

    fn call<'a>(&'a self, options: &[&'a str]) -> Vec<&'a str> {
        let (command, ends): (&[&str], Vec<&str>) = match self {
            Ends::Index { from } => {
                (&["diff-index", "--cached", "--ita-invisible-in-index"], vec![from])
            }
            Ends::Trees { from, to } => (&["diff-tree"], vec![from, to]),
        };
        [command, &call::DIFF, options, &ends, &["--"]].concat()
    }

    fn changes(&self) -> Result<BTreeMap<Vec<u8>, Change>, Error> {
        let list = call::answer(&self.call(&["--raw", "-z"]))?;
        list.and_then(|list| raw::parse(&list)).ok_or_else(|| {
            call::failed(Say("list what differs", "nicht auflisten, was sich unterscheidet"))
        })
    }

    /// The new lines of everything that differs.
    fn lines(&self) -> Result<HashMap<Pair, ChangedLines>, Error> {
        let options = ["--patch", "--unified=0", "--inter-hunk-context=0", "--text"];
        let fail = || call::failed(Say("compare lines", "keine Zeilen vergleichen"));
        let mut command = call::command(&self.call(&options));
        let started = command.stderr(Stdio::null()).spawn();
        let mut child = started.map_err(|error| call::not_started(&error))?;
        let patch = child.stdout.take().ok_or_else(fail)?;
        let lines = hunks::parse(BufReader::new(patch));
        let ended = child.wait().is_ok_and(|status| status.success());
        lines.ok().filter(|_| ended).ok_or_else(fail)
    }

    /// Every path that is there at the second end.
    fn paths(&self) -> Result<Vec<u8>, Error> {
        let paths = match self {
            Ends::Index { .. } => {
                let all = Ends::Index { from: empty_tree()? };
                call::answer(&all.call(&["--name-only", "-z"]))?
            }
            Ends::Trees { to, .. } => {
                call::answer(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", to])?
            }
        };
        paths.ok_or_else(|| call::failed(Say("list files", "keine Dateien auflisten")))
    }
}

/// A path at which nothing is known is a slip of the pen: it must not pass for a path where nothing changed.
fn known(
    ends: &Ends,
    named: &[paths::Named],
    changes: &BTreeMap<Vec<u8>, Change>,
) -> Result<(), Error> {
    let strange = |named: &&paths::Named| !changes.keys().any(|path| named.holds(path));
    let strange: Vec<_> = named.iter().filter(strange).collect();
    if strange.is_empty() {
        return Ok(());
    }
    let all = ends.paths()?;
    let unknown =
        |named: &&&paths::Named| !all.split(|&byte| byte == 0).any(|path| named.holds(path));
    match strange.iter().find(unknown) {
        Some(named) => Err(Error::usage(Words::new(
            format!("git knows no file at `{}`", named.written),
            format!("git kennt keine Datei unter `{}`", named.written),
        ))),
        None => Ok(()),
    }
}

fn empty_tree() -> Result<String, Error> {
    let id = call::line(&["hash-object", "-t", "tree", "--stdin"])?;
    id.ok_or_else(|| call::failed(Say("name the empty tree", "den leeren Baum nicht benennen")))
}

/// The id of a commit, if there is one of that name.
fn commit(name: &str) -> Result<Option<String>, Error> {
    call::line(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")])
}

fn revision(name: &str) -> Result<String, Error> {
    // What starts with a dash would be an option.
    let id = if name.starts_with('-') { None } else { commit(name)? };
    id.ok_or_else(|| {
        let Say(en, de) = if_shallow();
        Error::usage(Words::new(
            format!("git knows no revision `{name}`{en}"),
            format!("git kennt keine Revision `{name}`{de}"),
        ))
    })
}

fn unrelated(rev: &str, to: &str) -> Error {
    let Say(en, de) = if_shallow();
    Error::usage(Words::new(
        format!("`{rev}` and `{to}` have no commit in common{en}"),
        format!("`{rev}` und `{to}` haben keinen gemeinsamen Commit{de}"),
    ))
}

/// A hint where the clone is cut off.
fn if_shallow() -> Say {
    match call::line(&["rev-parse", "--is-shallow-repository"]) {
        Ok(Some(answer)) if answer == "true" => Say(
            "\nthis clone is cut off: `git fetch --unshallow`, or `fetch-depth: 0` in CI, gets the rest",
            "\ndieser Klon ist abgeschnitten: `git fetch --unshallow`, oder `fetch-depth: 0` in CI, holt den Rest",
        ),
        _ => Say("", ""),
    }
}

/// Whether the lines of a blob, as git counts them, are the lines of the text that is read from it: not in UTF-16, not
/// where a carriage return alone ends lines, and not where Git LFS keeps the text.
fn comparable(objects: &Blobs, id: &str) -> bool {
    let Ok(bytes) = objects.stored(id) else { return false };
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let lone = |pair: &[u8]| pair[0] == b'\r' && pair[1] != b'\n';
    !utf16 && !bytes.contains(&0) && !bytes.windows(2).any(lone) && lfs::pointer(&bytes).is_none()
}

impl Blob {
    /// Reads it as one document, whatever lies in it.
    pub(super) fn load(&self, source: &Source) -> Result<Document, Gap> {
        if self.link {
            return Ok(link(source, &self.objects.stored(&self.id)?));
        }
        Ok(read(source, &self.objects.file(&self.id)?))
    }

    /// Reads it and hands on each document in it.
    pub(super) fn load_each(
        &self,
        source: &Source,
        digests: bool,
        each: &mut dyn FnMut(Source, Document),
    ) -> Result<(), Gap> {
        if self.link {
            each(source.clone(), link(source, &self.objects.stored(&self.id)?));
        } else {
            walk::split(source, self.objects.file(&self.id)?, digests, each);
        }
        Ok(())
    }
}

/// A symbolic link is the text of where it leads; what lies there is a file of its own or none of the repository's.
fn link(source: &Source, target: &[u8]) -> Document {
    let mut document = read(source, target);
    document.gaps.retain(|gap| gap.kind != GapKind::Empty);
    document.notices = vec![Notice::new(Say(
        "a symbolic link: the path in it was read, not what lies there",
        "eine symbolische Verknüpfung: gelesen wurde der Pfad darin, nicht was dort liegt",
    ))];
    document
}
