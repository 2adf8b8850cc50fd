//! Where the configuration of a run lies: upwards from the working directory, as far as it can be trusted.
//!
//! Whoever may write into a folder above could otherwise decide how everybody below is judged. So the search ends at
//! the top of the git work tree; outside of one it goes up to the home folder and no further, and outside of that
//! it stays in the working directory. It never looks into the root of a file system that is not the working
//! directory itself, and on Unix a file that belongs to somebody else is refused.
//!
//! Not here: what is in the file ([`super`]).

use std::path::{Path, PathBuf};

use super::{Config, NAME};
use crate::Error;
#[cfg(unix)]
use crate::model::words;

/// The configuration that lies nearest to the folder `from`, which is absolute; `home` is the home folder of
/// whoever calls. None where there is none up to the last folder that is looked into.
///
/// # Errors
/// Where there is one that belongs to somebody else, or cannot be read.
pub fn nearest(from: &Path, home: Option<&Path>) -> Result<Option<Config>, Error> {
    let last = last(from, home);
    let mut name = NAME.to_owned();
    for folder in from.ancestors() {
        let path = folder.join(NAME);
        match path.symlink_metadata() {
            Ok(_) => {
                trusted(&path, &name)?;
                return Config::load(&path, &name, true).map(Some);
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(Error::Io { path: name, source }),
        }
        if folder == last {
            break;
        }
        name.insert_str(0, "../");
    }
    Ok(None)
}

/// The top of the git work tree that a folder is in.
#[must_use]
pub fn work_tree(from: &Path) -> Option<PathBuf> {
    from.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}

/// The last folder that a search from `from` looks into.
#[must_use]
pub fn last(from: &Path, home: Option<&Path>) -> PathBuf {
    let is_root = |folder: &Path| folder.parent().is_none() && folder != from;
    let is_top = |folder: &&Path| !is_root(folder) && folder.join(".git").exists();
    let is_home = |folder: &&Path| !is_root(folder) && home == Some(*folder);
    let top = from.ancestors().find(is_top).or_else(|| from.ancestors().find(is_home));
    top.unwrap_or(from).to_owned()
}

/// Whether a file belongs to whoever calls, or to the system: the file itself and, of a link, where it leads.
#[cfg(unix)]
fn trusted(path: &Path, name: &str) -> Result<(), Error> {
    let me = rustix::process::geteuid().as_raw();
    belongs(path, name, me)
}

#[cfg(unix)]
fn belongs(path: &Path, name: &str, me: u32) -> Result<(), Error> {
    use std::os::unix::fs::MetadataExt;

    let owner = |metadata: std::io::Result<std::fs::Metadata>| match metadata {
        Ok(metadata) => Ok(metadata.uid()),
        Err(source) => Err(Error::Io { path: name.to_owned(), source }),
    };
    for owner in [owner(path.symlink_metadata())?, owner(path.metadata())?] {
        if owner != me && owner != 0 {
            return Err(Error::usage(words!(
                "{name} belongs to somebody else and is not used\n\
                 --config {name} uses it all the same, --no-config judges without any",
                "{name} gehört jemand anderem und gilt nicht\n\
                 --config {name} benutzt sie trotzdem, --no-config urteilt ohne eine"
            )));
        }
    }
    Ok(())
}

/// Elsewhere the search itself is all the care that is taken.
#[cfg(not(unix))]
fn trusted(_: &Path, _: &str) -> Result<(), Error> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// `a/b/c` with a file in `a`.
    fn tree() -> tempfile::TempDir {
        let tree = tempfile::tempdir().unwrap();
        fs::create_dir_all(tree.path().join("a/b/c")).unwrap();
        fs::write(tree.path().join("a").join(NAME), "channel: webex\n").unwrap();
        tree
    }

    fn name(from: &Path, home: Option<&Path>) -> Option<String> {
        nearest(from, home).unwrap().map(|config| config.name)
    }

    #[test]
    fn outside_of_a_work_tree_and_of_home_only_the_working_directory_counts() {
        let tree = tree();
        let a = tree.path().join("a");
        assert_eq!(name(&a, None).as_deref(), Some(NAME));
        assert_eq!(name(&a.join("b"), None), None);
        assert_eq!(name(&a.join("b"), Some(Path::new("/home/somebody"))), None);
    }

    #[test]
    fn below_home_the_search_ends_there() {
        let tree = tree();
        let a = tree.path().join("a");
        let above = "../../.clearedfor.yaml";
        assert_eq!(name(&a.join("b/c"), Some(&a)).as_deref(), Some(above));
        assert_eq!(name(&a.join("b/c"), Some(tree.path())).as_deref(), Some(above));
        assert_eq!(name(&a.join("b/c"), Some(&a.join("b"))), None);
    }

    #[test]
    fn in_a_work_tree_the_search_ends_at_its_top() {
        let tree = tree();
        let a = tree.path().join("a");
        fs::create_dir(a.join(".git")).unwrap();
        assert_eq!(name(&a.join("b/c"), None).as_deref(), Some("../../.clearedfor.yaml"));
        // A work tree of its own, as of a submodule, whose `.git` is a file.
        fs::write(a.join("b/.git"), "gitdir: elsewhere\n").unwrap();
        assert_eq!(name(&a.join("b/c"), Some(&a)), None);
        fs::write(a.join("b").join(NAME), "").unwrap();
        assert_eq!(name(&a.join("b/c"), None).as_deref(), Some("../.clearedfor.yaml"));
    }

    #[test]
    fn the_root_is_nobodys_folder() {
        assert_eq!(last(Path::new("/tmp/x"), Some(Path::new("/"))), Path::new("/tmp/x"));
        assert_eq!(last(Path::new("/"), None), Path::new("/"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_somebody_else_is_refused() {
        use std::os::unix::fs::MetadataExt;

        let tree = tree();
        let path = tree.path().join("a").join(NAME);
        let owner = path.metadata().unwrap().uid();
        assert!(belongs(&path, NAME, owner).is_ok());
        if owner == 0 {
            // Only the superuser may give a file away, and what is the system's own is trusted.
            std::os::unix::fs::chown(&path, Some(4321), None).unwrap();
        }
        let error = belongs(&path, NAME, 1234).unwrap_err().to_string();
        assert!(error.contains("--no-config"), "{error}");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_an_error() {
        let tree = tree();
        let folder = tree.path().join("a/b");
        fs::create_dir(folder.join(NAME)).unwrap();
        assert!(matches!(nearest(&folder, None), Err(Error::Io { .. })));
    }
}
