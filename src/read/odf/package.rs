//! A package of OpenDocument: its documents in order, then everything else that lies in it.
//!
//! Not here: what becomes of members that no document has ([`super::ledger`]).

use super::content::Content;
use super::manifest::{self, Manifest};
use super::members::Members;
use crate::model::{GapKind, Say, Step};
use crate::read::draft::Draft;
use crate::read::reading::Reading;
use crate::read::reasons;
use crate::read::zip::Parts;

/// The parts of a document in the order in which they are read: styles are known before they are used, and nothing
/// stands behind the text that would belong to its last agenda item.
const PARTS: [&str; 3] = ["meta.xml", "styles.xml", "content.xml"];

/// Reads a package.
pub(super) fn read(draft: &mut Draft<'_>, bytes: &[u8], reading: &Reading<'_>) {
    let parts = match Parts::open(bytes) {
        Ok(parts) => parts,
        Err(gap) => return draft.gap(gap.kind, gap.reason),
    };
    let names: Vec<String> = (0..parts.len()).map(|at| parts.name(at)).collect();
    let done = (0..parts.len()).map(|at| parts.is_folder(at)).collect();
    let members = Members::new(names.iter().cloned());
    let manifest = Manifest::default();
    let mut package = Package { parts, reading, names, done, members, manifest };
    package.manifest(draft);
    package.document(draft, "");
    // Documents in it: charts, formulas, tables.
    for at in 0..package.names.len() {
        let folder = package.names[at].strip_suffix("content.xml").unwrap_or_default().to_owned();
        if !package.done[at] && folder.ends_with('/') {
            package.document(draft, &folder);
        }
    }
    package.rest(draft);
}

/// A package that is open.
pub(super) struct Package<'b, 'r> {
    pub(super) parts: Parts<'b>,
    pub(super) reading: &'r Reading<'r>,
    /// The names of the members.
    pub(super) names: Vec<String>,
    /// Which members were read, or are known not to be readable.
    pub(super) done: Vec<bool>,
    pub(super) members: Members,
    manifest: Manifest,
}

impl Package<'_, '_> {
    /// Reads the manifest. Members that it says to be encrypted are gaps, the document as a whole if it is one.
    fn manifest(&mut self, draft: &mut Draft<'_>) {
        if let Some(bytes) = self.part(draft, manifest::NAME) {
            self.manifest = Manifest::read(&bytes);
            if !self.manifest.is_whole {
                draft.enter(Step::Part(manifest::NAME.to_owned()));
                draft.gap(
                    GapKind::Malformed,
                    Say(
                        "the list of members cannot be read to its end",
                        "die Liste der Bestandteile ist nicht bis zum Ende lesbar",
                    ),
                );
                draft.leave();
            }
        }
        let mut encrypted = Vec::new();
        for (at, name) in self.names.iter().enumerate() {
            if self.manifest.encrypted.contains(name) || name == "encrypted-package" {
                self.done[at] = true;
                encrypted.push(name.clone());
            }
        }
        let main = |name: &String| name == "content.xml" || name == "encrypted-package";
        if encrypted.iter().any(main) {
            return draft.gap(GapKind::Encrypted, reasons::PASSWORD);
        }
        for name in encrypted {
            draft.enter(Step::Part(name));
            draft.gap(GapKind::Encrypted, reasons::PASSWORD);
            draft.leave();
        }
    }

    /// Reads the document in a folder.
    fn document(&mut self, draft: &mut Draft<'_>, folder: &str) {
        let steps = self.place(folder);
        steps.iter().for_each(|step| draft.enter(step.clone()));
        let main = format!("{folder}content.xml");
        if self.number(&main).is_none() {
            draft.gap(GapKind::Malformed, Say("content.xml is missing", "content.xml fehlt"));
        }
        // Gaps of members that do not unpack are told here, before the text.
        let parts = PARTS.map(|part| format!("{folder}{part}"));
        let parts = parts.map(|name| (self.part(draft, &name), name));
        folder.clone_into(&mut self.members.folder);
        let mut content = Content::new(draft, &mut self.members);
        for (bytes, name) in &parts {
            if let Some(bytes) = bytes {
                content.part(name, bytes);
            }
        }
        content.finish();
        steps.iter().for_each(|_| draft.leave());
    }

    /// The way to a document or member in the package: where it is shown, and its name.
    pub(super) fn place(&self, name: &str) -> Vec<Step> {
        let name = name.trim_end_matches('/');
        if name.is_empty() {
            return Vec::new();
        }
        let shown = self.members.places.get(name).into_iter().flatten().cloned();
        shown.chain([Step::Part(name.to_owned())]).collect()
    }

    /// The number of the member of this name.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.parts.find(name)
    }

    /// The bytes of a member that was not read yet.
    pub(super) fn part(&mut self, draft: &mut Draft<'_>, name: &str) -> Option<Vec<u8>> {
        let at = self.number(name).filter(|&at| !self.done[at])?;
        Some(self.take(draft, at))
    }

    /// The bytes of a member; what of it does not unpack is a gap.
    pub(super) fn take(&mut self, draft: &mut Draft<'_>, at: usize) -> Vec<u8> {
        self.done[at] = true;
        let (bytes, gap) = self.parts.take(at, self.reading);
        if let Some(gap) = gap {
            draft.enter(Step::Part(self.names[at].clone()));
            draft.gap(gap.kind, gap.reason);
            draft.leave();
        }
        bytes
    }
}
