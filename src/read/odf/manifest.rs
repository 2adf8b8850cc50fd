//! The manifest of a package: which members are encrypted, and what the whole is.
//!
//! Not here: the members.

use std::collections::HashSet;

use super::{Kind, TYPE, by_type};
use crate::read::reading::{Allowance, Reading};
use crate::read::xml::{self, Node};
use crate::read::zip::Parts;

/// Where the manifest lies.
pub(super) const NAME: &str = "META-INF/manifest.xml";

/// What a manifest says.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// Members that are encrypted.
    pub(super) encrypted: HashSet<String>,
    /// The type of the whole.
    kind: Option<String>,
    /// Whether it could be read to its end.
    pub(super) is_whole: bool,
}

impl Manifest {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut manifest = Manifest::default();
        let mut path = String::new();
        let read = xml::walk(bytes, |node| {
            let Node::Open(tag) = node else { return };
            match tag.name() {
                "file-entry" => {
                    path = tag.get("full-path").unwrap_or_default();
                    if path == "/" {
                        manifest.kind = tag.get("media-type");
                    }
                }
                "encryption-data" => {
                    manifest.encrypted.insert(path.clone());
                }
                _ => {}
            }
        });
        manifest.is_whole = read.is_ok();
        manifest
    }
}

/// The kind of a package that does not start with its type.
pub(super) fn kind(bytes: &[u8]) -> Kind {
    let allowance = Allowance::new();
    let reading = Reading::new(&allowance);
    let manifest = Parts::open(bytes).ok().and_then(|mut parts| {
        let at = parts.find(NAME)?;
        Some(Manifest::read(&parts.take(at, &reading).0))
    });
    let kind = manifest.and_then(|manifest| manifest.kind).unwrap_or_default();
    by_type(kind.strip_prefix(TYPE).unwrap_or_default().as_bytes())
}
