//! Relations: what a part leads to, inside of its package and outside.
//!
//! Not here: what is told of it ([`super::Office::follow`]).

use std::collections::HashMap;

use crate::model::Say;
use crate::read::xml::{Node, walk};

/// One relation of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Relation {
    /// Its id, by which the part names it.
    pub(in crate::read) id: String,
    /// The last word of its type ("hyperlink", "image"), the same for strict files.
    pub(in crate::read) kind: String,
    /// The name of a part, or where it is external, the target as given.
    pub(in crate::read) target: String,
    /// Whether the target lies outside of the package.
    pub(in crate::read) external: bool,
}

/// All relations of a part, in order.
#[derive(Debug, Default)]
pub(in crate::read) struct Relations {
    all: Vec<Relation>,
    ids: HashMap<String, usize>,
}

impl Relations {
    /// Reads the relations of the part `name`, as far as they go.
    pub(super) fn read(name: &str, bytes: &[u8]) -> Self {
        let mut all: Vec<Relation> = Vec::new();
        let mut ids = HashMap::new();
        let each = |node: Node<'_>| {
            let Node::Open(tag) = node else { return };
            if tag.name() != "Relationship" {
                return;
            }
            let get = |name| tag.get(name).unwrap_or_default();
            let target = get("Target");
            let external = get("TargetMode").eq_ignore_ascii_case("external");
            ids.entry(get("Id")).or_insert(all.len());
            all.push(Relation {
                id: get("Id"),
                kind: get("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                target: if external { target } else { resolved(name, &target) },
                external,
            });
        };
        // What follows a fault is not known; the parts that it names are read all the same, as the rest.
        let _ = walk(bytes, each);
        Relations { all, ids }
    }

    /// The relation with this id.
    pub(in crate::read) fn get(&self, id: &str) -> Option<&Relation> {
        self.ids.get(id).and_then(|&at| self.all.get(at))
    }

    /// All relations of a kind.
    pub(in crate::read) fn of<'s>(&'s self, kind: &'s str) -> impl Iterator<Item = &'s Relation> {
        self.all.iter().filter(move |relation| relation.kind == kind)
    }

    /// All relations.
    pub(in crate::read) fn all(&self) -> &[Relation] {
        &self.all
    }
}

/// The name of the part that holds the relations of the part `name`.
pub(super) fn part(name: &str) -> String {
    match name.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{name}.rels"),
    }
}

/// The name of the part whose relations the part `name` holds.
pub(super) fn owner(name: &str) -> Option<String> {
    let (folder, file) = name.rsplit_once('/')?;
    let file = file.strip_suffix(".rels")?;
    match folder.strip_suffix("_rels")? {
        "" => Some(file.to_owned()),
        folder => Some(format!("{folder}{file}")),
    }
}

/// A target as the name of a part: seen from the folder of the part that names it. A link to a place in the file
/// ("#Mark") stays as it is.
fn resolved(from: &str, target: &str) -> String {
    if target.starts_with('#') || target.contains("://") {
        return target.to_owned();
    }
    let target = target.split('#').next().unwrap_or(target).replace('\\', "/");
    let folder =
        if target.starts_with('/') { "" } else { from.rsplit_once('/').map_or("", |f| f.0) };
    let mut way: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                way.pop();
            }
            step => way.push(step),
        }
    }
    way.join("/")
}

/// A name with its `%20` resolved.
pub(super) fn unescaped(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| byte == b'%');
        let code = hex.and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a template is the one that its program takes where nobody chose one.
pub(super) fn is_default_template(target: &str) -> bool {
    let file = target.rsplit(['/', '\\']).next().unwrap_or(target).to_lowercase();
    matches!(file.as_str(), "normal.dotm" | "normal.dotx" | "normal.dot" | "normal")
}

/// What lies elsewhere, by the kind of the relation that leads there.
pub(super) fn elsewhere(kind: &str) -> Say {
    match kind {
        "image" | "picture" => Say("a picture lies elsewhere", "ein Bild liegt anderswo"),
        "oleObject" | "package" => {
            Say("a linked object lies elsewhere", "ein verknüpftes Objekt liegt anderswo")
        }
        "audio" | "video" | "media" => {
            Say("sound or video lies elsewhere", "Ton oder Video liegt anderswo")
        }
        "mailMergeSource" | "mailMergeHeaderSource" => Say(
            "the data of a mail merge lie elsewhere",
            "die Daten eines Serienbriefs liegen anderswo",
        ),
        "subDocument" => {
            Say("a part of the document lies elsewhere", "ein Teil des Dokuments liegt anderswo")
        }
        "frame" => Say("a frame lies elsewhere", "ein Rahmen liegt anderswo"),
        _ => Say("content lies elsewhere", "Inhalt liegt anderswo"),
    }
}

#[cfg(test)]
mod tests {
    use super::{owner, part, resolved, unescaped};

    #[test]
    fn targets_are_names_of_parts() {
        for (from, target, expected) in [
            ("", "word/document.xml", "word/document.xml"),
            ("word/document.xml", "media/a.png", "word/media/a.png"),
            ("word/document.xml", "/customXml/item1.xml", "customXml/item1.xml"),
            ("word/a/b.xml", "../media/a.png", "word/media/a.png"),
            ("word/document.xml", "../../../../etc/passwd", "etc/passwd"),
            ("word/document.xml", "#Mark", "#Mark"),
        ] {
            assert_eq!(resolved(from, target), expected, "{from} {target}");
        }
        assert_eq!(part("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(owner("word/_rels/document.xml.rels").as_deref(), Some("word/document.xml"));
        assert_eq!(owner("_rels/.rels").as_deref(), Some(""));
        assert_eq!(unescaped("a%20b%zz%2"), "a b%zz%2");
    }
}
