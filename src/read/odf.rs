//! OpenDocument: texts, workbooks, presentations and drawings of LibreOffice and others, as packages and as flat XML.
//!
//! `package` opens the members in order and accounts for each, `content` walks the XML, `told` writes. The files
//! between them say what the elements mean.
//!
//! Not here: the formats by their names in reports ([`super::odt`], [`super::ods`], [`super::odp`]).

mod attributes;
mod block;
mod changes;
mod content;
mod element;
mod ledger;
mod lists;
mod manifest;
mod members;
mod numbers;
mod package;
mod paragraph;
mod parts;
mod shapes;
mod styles;
mod table;
mod text;
mod told;
mod words;

#[cfg(test)]
mod tests;

use content::Content;
use members::Members;
use memchr::memmem;

use super::decode;
use super::draft::compose;
use super::reading::Reading;
use super::xml::{self, Node};
use super::zip::Parts;
use crate::model::Document;

/// What a document is mainly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text, or a chart or formula of its own.
    Text,
    /// A workbook.
    Sheets,
    /// A presentation or drawing.
    Slides,
}

/// How the types of the standard start.
const TYPE: &str = "application/vnd.oasis.opendocument.";
/// Where the type stands in a package whose first member it is.
const TYPE_AT: usize = 38;
/// How much of a file is looked at for its type.
const HEAD: usize = 64 * 1024;

/// What kind of document these bytes are; none where they are none of the standard.
pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(bytes);
    }
    flat(bytes)
}

fn packed(bytes: &[u8]) -> Option<Kind> {
    let head = bytes.get(TYPE_AT..bytes.len().min(TYPE_AT + 100))?;
    if let Some(kind) = head.strip_prefix(TYPE.as_bytes()) {
        return Some(by_type(kind));
    }
    // The type should be the first member, as it is; a package is one without it, too.
    let parts = Parts::open(bytes).ok()?;
    let has = |name| parts.find(name).is_some();
    let is_package = has("META-INF/manifest.xml") && has("content.xml");
    is_package.then(|| manifest::kind(bytes))
}

/// The kind of a document by the rest of its type.
fn by_type(kind: &[u8]) -> Kind {
    match kind {
        _ if kind.starts_with(b"spreadsheet") => Kind::Sheets,
        _ if kind.starts_with(b"presentation") || kind.starts_with(b"graphics") => Kind::Slides,
        _ => Kind::Text,
    }
}

/// What every root of OpenDocument names.
const NAMESPACE: &str = "urn:oasis:names:tc:opendocument:xmlns:office";

/// The kind of a document in one XML file, by its root.
fn flat(bytes: &[u8]) -> Option<Kind> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let first = head.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0)?;
    if !matches!(first, b'<' | 0xef | 0xfe | 0xff) {
        return None;
    }
    // Only in wide characters it does not stand as it is.
    let narrow = !matches!(head, [0xfe | 0xff, ..]) && !head.contains(&0);
    if narrow && memmem::find(head, NAMESPACE.as_bytes()).is_none() {
        return None;
    }
    let text = decode::decode(head).ok()?.text;
    if !text.contains(NAMESPACE) {
        return None;
    }
    let mut root = None;
    // The head ends in the middle; what came before is enough.
    let _ = xml::walk_text(&text, |node| {
        if let (Node::Open(tag), None) = (&node, &root) {
            let kind = tag.get("mimetype").unwrap_or_default();
            let kind = kind.strip_prefix(TYPE).unwrap_or_default();
            root = Some((tag.name() == "document").then(|| by_type(kind.as_bytes())));
        }
    });
    root.flatten()
}

/// Reads a document.
pub(super) fn read(format: &'static str, bytes: &[u8], reading: &Reading<'_>) -> Document {
    compose(format, |draft| {
        if bytes.starts_with(b"PK") {
            return package::read(draft, bytes, reading);
        }
        let mut members = Members::default();
        let mut content = Content::new(draft, &mut members);
        content.part("office:document", bytes);
        content.finish();
    })
}
