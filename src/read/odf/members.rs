//! The members of a package as the reading of its documents asks for them: what is there, what was met.
//!
//! Not here: their bytes ([`super::package`]).

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::Step;

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A place in the same document, or nothing at all.
    Inside,
    /// A member, or a document in a folder of the package.
    Member(String),
    /// A member that is not there.
    Missing,
    /// Something outside.
    Outside,
}

impl Target {
    /// The name of the member, where it is one.
    pub(super) fn member(self) -> Option<String> {
        if let Target::Member(name) = self { Some(name) } else { None }
    }
}

/// The members of a package.
#[derive(Debug, Default)]
pub(super) struct Members {
    names: BTreeSet<String>,
    /// The folder of the document that is read, with a slash; empty for the outermost.
    pub(super) folder: String,
    /// Pictures that a document shows, with the place where it does so first.
    pub(super) pictures: HashMap<String, Vec<Step>>,
    /// Pictures of tables and objects that are read themselves.
    pub(super) views: HashSet<String>,
    /// Everything else that a document leads to.
    pub(super) places: HashMap<String, Vec<Step>>,
}

impl Members {
    pub(super) fn new(names: impl Iterator<Item = String>) -> Self {
        Members { names: names.collect(), ..Members::default() }
    }

    /// What a reference leads to.
    pub(super) fn target(&self, reference: &str) -> Target {
        let path = reference.trim();
        if matches!(path, "" | "." | "./") || path.starts_with('#') {
            return Target::Inside;
        }
        let plain = path.trim_start_matches("./").trim_end_matches('/');
        // An object may lie beside the document that shows it, or at the root of the package.
        let names = [format!("{}{plain}", self.folder), plain.to_owned()];
        if let Some(name) = names.into_iter().find(|name| self.has(name)) {
            return Target::Member(name);
        }
        // In a package, what lies beside its file starts with two dots.
        let leads_out =
            path.contains(':') || path.starts_with(['/', '\\']) || path.starts_with("..");
        let is_within = !self.names.is_empty() && !leads_out;
        if is_within { Target::Missing } else { Target::Outside }
    }

    fn has(&self, name: &str) -> bool {
        let folder = format!("{name}/");
        let first_in = |folder: &str| self.names.range(folder.to_owned()..).next();
        self.names.contains(name) || first_in(&folder).is_some_and(|next| next.starts_with(&folder))
    }
}
