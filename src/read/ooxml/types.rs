//! The content types of a package: which kind each part is of.
//!
//! Not here: what is done with a part of a kind ([`super::rest`]).

use std::collections::HashMap;

use super::Kind;
use crate::read::xml::{Node, walk};

/// The part that holds them.
pub(super) const PART: &str = "[Content_Types].xml";

/// What the type of a main part contains, and the kind of package that this makes. Types of strict files, templates
/// and files with macros have other words around these.
const MAIN_TYPES: [(&str, Kind); 12] = [
    ("wordprocessingml.document.main+xml", Kind::Word),
    ("wordprocessingml.template.main+xml", Kind::Word),
    ("ms-word.document.macroenabled.main+xml", Kind::Word),
    ("ms-word.template.macroenabledtemplate.main+xml", Kind::Word),
    ("spreadsheetml.sheet.main+xml", Kind::Sheets),
    ("spreadsheetml.template.main+xml", Kind::Sheets),
    ("ms-excel.sheet.macroenabled.main+xml", Kind::Sheets),
    ("ms-excel.template.macroenabled.main+xml", Kind::Sheets),
    ("ms-excel.addin.macroenabled.main+xml", Kind::Sheets),
    ("presentationml.", Kind::Slides),
    ("ms-powerpoint.", Kind::Slides),
    ("ms-word.template.macroenabled.main+xml", Kind::Word),
];

/// Where programs put the main part, for a package whose types are lost.
pub(super) const MAIN_PARTS: [(&str, Kind); 3] = [
    ("word/document.xml", Kind::Word),
    ("xl/workbook.xml", Kind::Sheets),
    ("ppt/presentation.xml", Kind::Slides),
];

/// The kind of a package by the name of its main part.
pub(super) fn kind_by_name(main: &str) -> Option<Kind> {
    MAIN_PARTS.iter().find(|(name, _)| main.eq_ignore_ascii_case(name)).map(|(_, kind)| *kind)
}

/// Types by name and by ending.
#[derive(Debug, Default)]
pub(super) struct Types {
    names: HashMap<String, String>,
    endings: HashMap<String, String>,
}

impl Types {
    /// Reads the part that holds them, as far as it goes.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut types = Types::default();
        let each = |node: Node<'_>| {
            let Node::Open(tag) = node else { return };
            let small = |name| tag.get(name).unwrap_or_default().to_lowercase();
            match tag.name() {
                "Override" => {
                    let name = small("PartName").trim_start_matches('/').to_owned();
                    types.names.entry(name).or_insert(small("ContentType"));
                }
                "Default" => {
                    types.endings.entry(small("Extension")).or_insert(small("ContentType"));
                }
                _ => {}
            }
        };
        // One that breaks off says nothing of the parts behind, which are then read for what they are.
        let _ = walk(bytes, each);
        types
    }

    /// The type of a part in small letters; empty where there is none.
    pub(super) fn of(&self, name: &str) -> &str {
        let name = name.trim_start_matches('/').to_lowercase();
        let ending = || self.endings.get(name.rsplit_once('.').map_or("", |(_, ending)| ending));
        self.names.get(&name).or_else(ending).map_or("", String::as_str)
    }

    /// The kind of package that this part would be the main part of.
    pub(super) fn kind(&self, name: &str) -> Option<Kind> {
        let own = self.of(name);
        let fits = |(part, _): &&(&str, Kind)| own.contains(part) && own.ends_with(".main+xml");
        MAIN_TYPES.iter().find(fits).map(|(_, kind)| *kind)
    }
}
