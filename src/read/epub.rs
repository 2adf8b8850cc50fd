//! Books (EPUB 2 and 3): what the package says of itself, its documents in the order of the spine, and what else lies
//! in it.
//!
//! Not here: the documents themselves, which are XHTML and read as any such file, and what becomes of members that no
//! document is ([`ledger`]).

mod ledger;
mod opf;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use super::draft::{Draft, compose};
use super::reading::Reading;
use super::xml::{self, Node};
use super::zip::Parts;
use super::{Package, decode};
use crate::model::{Document, GapKind, Say, SegmentKind, Step, Words};
use opf::Opf;

/// Reads books.
pub(super) struct Reader;

/// The type of the package, which is its first member, unpacked.
const TYPE: &[u8] = b"application/epub+zip";
/// Where the type stands.
const TYPE_AT: usize = 38;
const CONTAINER: &str = "META-INF/container.xml";
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// What hides the shapes of letters from those who would copy them; no words are hidden.
const FONTS_HIDDEN: [&str; 2] =
    ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

impl Package for Reader {
    fn name(&self) -> &'static str {
        "epub"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["epub"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        if !bytes.starts_with(b"PK\x03\x04") {
            return false;
        }
        let typed = bytes.get(TYPE_AT..).is_some_and(|rest| rest.starts_with(TYPE));
        typed || Parts::open(bytes).is_ok_and(|parts| parts.find(CONTAINER).is_some())
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        compose(self.name(), |draft| {
            let parts = match Parts::open(bytes) {
                Ok(parts) => parts,
                Err(gap) => return draft.gap(gap.kind, gap.reason),
            };
            let names: Vec<String> = (0..parts.len()).map(|at| parts.name(at)).collect();
            let done = (0..parts.len()).map(|at| parts.is_folder(at)).collect();
            let encrypted = HashSet::new();
            let mut book = Book { parts, reading, names, done, encrypted };
            book.encryption(draft);
            book.packages(draft);
            book.rest(draft);
        })
    }
}

/// A book that is open.
struct Book<'b, 'r> {
    parts: Parts<'b>,
    reading: &'r Reading<'r>,
    names: Vec<String>,
    /// Which members were read.
    done: Vec<bool>,
    /// Members that nobody can read without a key.
    encrypted: HashSet<String>,
}

impl Book<'_, '_> {
    /// Learns which members are encrypted.
    fn encryption(&mut self, draft: &mut Draft<'_>) {
        let Some(bytes) = self.part(draft, ENCRYPTION) else { return };
        let mut method = String::new();
        let mut encrypted = HashSet::new();
        let read = xml::walk(&bytes, |node| {
            let Node::Open(tag) = node else { return };
            match tag.name() {
                "EncryptedData" => method.clear(),
                "EncryptionMethod" => method = tag.get("Algorithm").unwrap_or_default(),
                "CipherReference" if !FONTS_HIDDEN.contains(&method.as_str()) => {
                    encrypted.insert(resolved("", &tag.get("URI").unwrap_or_default()));
                }
                _ => {}
            }
        });
        self.encrypted = encrypted;
        tell_broken(draft, ENCRYPTION, read);
    }

    /// Reads the packages that the container names: most books have one.
    fn packages(&mut self, draft: &mut Draft<'_>) {
        let mut roots: Vec<String> = Vec::new();
        match self.part(draft, CONTAINER) {
            Some(bytes) => {
                let read = xml::walk(&bytes, |node| {
                    let Node::Open(tag) = node else { return };
                    if tag.name() == "rootfile" {
                        roots.extend(tag.get("full-path").map(|path| resolved("", &path)));
                    }
                });
                tell_broken(draft, CONTAINER, read);
            }
            None => draft.gap(
                GapKind::Malformed,
                Say("the list of its packages is missing", "die Liste der Pakete fehlt"),
            ),
        }
        if roots.is_empty() {
            // Whatever is called like a package will be one.
            roots.extend(self.names.iter().find(|name| name.ends_with(".opf")).cloned());
        }
        for root in roots {
            match self.part(draft, &root) {
                Some(bytes) => self.package(draft, &root, &bytes),
                None => {
                    draft.gap(GapKind::Malformed, Say("its package is missing", "das Paket fehlt"))
                }
            }
        }
    }

    fn package(&mut self, draft: &mut Draft<'_>, name: &str, bytes: &[u8]) {
        let (opf, read) = Opf::read(bytes);
        draft.enter(Step::Part(name.to_owned()));
        for (field, words) in &opf.metadata {
            let is_title = field == "title" || field == "subject";
            let kind = if is_title { SegmentKind::Subject } else { SegmentKind::Property };
            draft.tell_at(Step::Field(field.clone()), kind, words);
        }
        opf.names.iter().for_each(|name| draft.tell(SegmentKind::Name, name));
        draft.leave();
        tell_broken(draft, name, read);
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        for item in &opf.spine {
            let Some(href) = opf.items.get(item) else {
                draft.gap(
                    GapKind::Malformed,
                    Say(
                        "a chapter in its order is not among its files",
                        "ein Kapitel der Reihenfolge ist nicht unter den Dateien",
                    ),
                );
                continue;
            };
            if is_elsewhere(href) {
                draft.tell(SegmentKind::Link, href);
                draft.gap(
                    GapKind::Linked,
                    Say(
                        "a chapter that lies elsewhere and was not fetched",
                        "ein Kapitel, das anderswo liegt und nicht geholt wurde",
                    ),
                );
                continue;
            }
            let chapter = resolved(folder, href);
            match self.parts.find(&chapter) {
                // A chapter may come twice; it is read once.
                Some(at) if self.done[at] => {}
                Some(at) => self.file(draft, at),
                None => {
                    draft.enter(Step::Part(chapter));
                    draft.gap(GapKind::Malformed, Say("a chapter is missing", "ein Kapitel fehlt"));
                    draft.leave();
                }
            }
        }
        for href in opf.elsewhere.iter().filter(|href| is_elsewhere(href)) {
            draft.tell(SegmentKind::Link, href);
            draft.gap(
                GapKind::Linked,
                Say(
                    "a file of it lies elsewhere and was not fetched",
                    "eine zugehörige Datei liegt anderswo und wurde nicht geholt",
                ),
            );
        }
    }

    /// The bytes of a member that was not read yet.
    fn part(&mut self, draft: &mut Draft<'_>, name: &str) -> Option<Vec<u8>> {
        let at = self.parts.find(name).filter(|&at| !self.done[at])?;
        Some(self.take(draft, at))
    }

    /// The bytes of a member; what of it does not unpack is a gap.
    fn take(&mut self, draft: &mut Draft<'_>, at: usize) -> Vec<u8> {
        self.done[at] = true;
        let name = &self.names[at];
        let gap = if self.encrypted.contains(name) {
            Some((GapKind::Encrypted, Say("protected by a key", "durch einen Schlüssel geschützt")))
        } else {
            let (bytes, gap) = self.parts.take(at, self.reading);
            match gap {
                None => return bytes,
                Some(gap) => {
                    tell_gap(draft, name, gap.kind, gap.reason);
                    return bytes;
                }
            }
        };
        if let Some((kind, reason)) = gap {
            tell_gap(draft, name, kind, reason);
        }
        Vec::new()
    }

    /// Reads a member as the file that it is.
    fn file(&mut self, draft: &mut Draft<'_>, at: usize) {
        let bytes = self.take(draft, at);
        if self.encrypted.contains(&self.names[at]) || bytes.is_empty() {
            return;
        }
        let name = self.names[at].clone();
        let inner = self.reading.nested(&name, &bytes);
        draft.include(Step::Part(name), inner);
    }
}

fn tell_gap(draft: &mut Draft<'_>, name: &str, kind: GapKind, reason: impl Into<Words>) {
    draft.enter(Step::Part(name.to_owned()));
    draft.gap(kind, reason);
    draft.leave();
}

fn tell_broken(draft: &mut Draft<'_>, name: &str, read: Result<(), xml::Broken>) {
    if let Err(broken) = read {
        let kind = if broken.limit { GapKind::Limit } else { GapKind::Malformed };
        tell_gap(draft, name, kind, broken.reason);
    }
}

fn is_elsewhere(href: &str) -> bool {
    href.contains("://")
}

/// The name of the member that a link in a folder leads to.
fn resolved(folder: &str, href: &str) -> String {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    let path = unescaped(path);
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    if path.starts_with('/') {
        steps.clear();
    }
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

/// A link with its escapes resolved.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| first == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    decode::decode(&bytes).map_or_else(|_| path.to_owned(), |decoded| decoded.text)
}
