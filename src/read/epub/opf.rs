//! The package of a book: its properties, its files and their order.
//!
//! Not here: the files.

use std::collections::HashMap;

use crate::read::xml::{self, Broken, Node};

/// Properties that are numbers and dates of the program that made the book.
const COUNTED: [&str; 4] = ["date", "language", "identifier", "format"];
/// Properties by the name of a `meta` element that say nothing.
const TECHNICAL: [&str; 8] = [
    "cover",
    "dcterms:modified",
    "rendition:",
    "ibooks:",
    "calibre:timestamp",
    "display-seq",
    "identifier-type",
    "role",
];

/// What a package says.
#[derive(Debug, Default)]
pub(super) struct Opf {
    /// Properties by name, in order.
    pub(super) metadata: Vec<(String, String)>,
    /// Names that somebody gave to places.
    pub(super) names: Vec<String>,
    /// Where the files are, by their identifiers.
    pub(super) items: HashMap<String, String>,
    /// The same, in order.
    pub(super) elsewhere: Vec<String>,
    /// Identifiers in reading order.
    pub(super) spine: Vec<String>,
}

impl Opf {
    /// Reads a package; what could be read of it is given where it breaks off, too.
    pub(super) fn read(bytes: &[u8]) -> (Self, Result<(), Broken>) {
        let mut opf = Opf::default();
        let mut in_metadata = false;
        let mut field: Option<String> = None;
        let mut words = String::new();
        let read = xml::walk(bytes, |node| match node {
            Node::Open(tag) => match tag.name() {
                "metadata" | "dc-metadata" | "x-metadata" => in_metadata = true,
                "item" => {
                    let href = tag.get("href").unwrap_or_default();
                    opf.elsewhere.push(href.clone());
                    opf.items.insert(tag.get("id").unwrap_or_default(), href);
                }
                "itemref" => opf.spine.extend(tag.get("idref")),
                "reference" => opf.names.extend(tag.get("title")),
                name if in_metadata => {
                    let own = tag.get("name").or_else(|| tag.get("property"));
                    let name =
                        if name == "meta" { own.unwrap_or_default() } else { name.to_owned() };
                    if let Some(content) = tag.get("content") {
                        opf.add(name.clone(), &content);
                    }
                    words.clear();
                    field = Some(name);
                }
                _ => {}
            },
            Node::Text(text) if field.is_some() => words.push_str(text),
            Node::Close("metadata" | "dc-metadata" | "x-metadata") => in_metadata = false,
            Node::Close(_) => {
                if let Some(name) = field.take() {
                    opf.add(name, &std::mem::take(&mut words));
                }
            }
            Node::Comment(comment) => opf.metadata.push(("comment".to_owned(), comment.to_owned())),
            Node::Text(_) => {}
        });
        (opf, read)
    }

    fn add(&mut self, name: String, words: &str) {
        let technical = TECHNICAL.iter().any(|known| name.starts_with(known));
        let counted = COUNTED.contains(&name.as_str());
        if !technical && !counted && !words.trim().is_empty() {
            self.metadata.push((name, words.trim().to_owned()));
        }
    }
}
