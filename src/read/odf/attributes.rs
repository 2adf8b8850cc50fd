//! Words that stand in attributes, formulas in them, and where links lead.
//!
//! Not here: the text between the elements.

use super::content::Content;
use super::element::Element;
use super::members::Target;
use super::table::literals;
use crate::model::{GapKind, Say, SegmentKind};

use SegmentKind::{Comment, FormField, Hidden, Link, Name, Note, Property};

/// Elements, the attributes of theirs that somebody wrote, and what these are. An element may stand here more than
/// once.
const WORDS: [(&str, &[&str], SegmentKind); 56] = [
    ("bookmark", &["name"], Name),
    ("bookmark-start", &["name"], Name),
    ("reference-mark", &["name"], Name),
    ("reference-mark-start", &["name"], Name),
    ("section", &["name"], Name),
    ("variable-decl", &["name"], Name),
    ("variable-set", &["string-value", "description"], FormField),
    ("variable-input", &["string-value", "description"], FormField),
    ("user-field-decl", &["name"], Name),
    ("user-field-decl", &["string-value"], FormField),
    ("user-field-input", &["description"], FormField),
    ("text-input", &["description"], FormField),
    ("placeholder", &["description"], FormField),
    ("drop-down", &["name", "help", "hint"], FormField),
    ("label", &["value"], FormField),
    ("hidden-text", &["string-value"], Hidden),
    ("conditional-text", &["string-value-if-true", "string-value-if-false"], Hidden),
    ("database-display", &["database-name", "table-name", "column-name"], Name),
    ("database-name", &["database-name", "table-name"], Name),
    ("database-next", &["database-name", "table-name"], Name),
    ("database-row-select", &["database-name", "table-name"], Name),
    ("database-row-number", &["database-name", "table-name"], Name),
    ("alphabetical-index-mark", &["string-value", "key1", "key2"], Note),
    ("alphabetical-index-mark-start", &["key1", "key2"], Note),
    ("toc-mark", &["string-value"], Note),
    ("user-index-mark", &["string-value", "index-name"], Note),
    ("user-index-mark-start", &["index-name"], Note),
    ("execute-macro", &["name"], Name),
    ("note-citation", &["label"], Note),
    ("a", &["name"], Name),
    ("a", &["title"], Note),
    ("show", &["name"], Name),
    ("named-range", &["name"], Name),
    ("named-expression", &["name"], Name),
    ("database-range", &["name"], Name),
    ("data-pilot-table", &["name", "grand-total"], Name),
    ("data-pilot-field", &["source-field-name", "selected-page", "display-name"], Name),
    ("data-pilot-groups", &["source-field-name"], Name),
    ("data-pilot-group", &["name"], Name),
    ("data-pilot-group-member", &["name"], Hidden),
    ("data-pilot-member", &["name", "display-name"], Hidden),
    ("filter-condition", &["value"], Note),
    ("filter-set-item", &["value"], Note),
    ("help-message", &["title"], FormField),
    ("error-message", &["title"], FormField),
    ("scenario", &["comment"], Comment),
    ("dde-source", &["dde-application", "dde-topic", "dde-item"], Link),
    ("dde-connection-decl", &["name", "dde-application", "dde-topic", "dde-item"], Link),
    ("database-source-sql", &["database-name", "sql-statement"], Property),
    ("database-source-table", &["database-name", "database-table-name"], Property),
    ("database-source-query", &["database-name", "query-name"], Property),
    ("source-service", &["name", "source-name", "object-name"], Property),
    ("content-control", &["alias", "tag", "current-value"], FormField),
    ("list-item", &["display-text", "value"], FormField),
    ("param", &["name", "value"], FormField),
    ("fieldmark-start", &["name"], Name),
];

/// Attributes of the controls of forms that somebody wrote.
const CONTROLS: [&str; 7] =
    ["label", "value", "current-value", "title", "string-value", "text", "command"];

/// Attributes that hold formulas and conditions, in which texts may stand.
const FORMULAS: [&str; 4] = ["formula", "condition", "expression", "apply-style-condition"];

/// Elements that show what lies elsewhere.
const SHOWN: [&str; 15] = [
    "image",
    "fill-image",
    "background-image",
    "list-level-style-image",
    "object",
    "object-ole",
    "plugin",
    "applet",
    "floating-frame",
    "section-source",
    "table-source",
    "cell-range-source",
    "image-data",
    "sound",
    "audio",
];

/// Elements that need somebody else's words to be complete.
const ELSEWHERE: [&str; 5] = [
    "dde-connection-decl",
    "database-source-sql",
    "database-source-table",
    "database-source-query",
    "source-service",
];

/// Elements whose link is a picture.
const PICTURES: [&str; 5] =
    ["image", "fill-image", "background-image", "list-level-style-image", "image-data"];

/// How names start that a program gives.
const GIVEN: [&str; 5] = ["__", "_Toc", "_Ref", "_Hlk", "_GoBack"];

impl Content<'_, '_, '_> {
    /// Tells the words in the attributes of an element, and follows its link.
    pub(super) fn attributes(&mut self, element: &Element<'_>) {
        if element.attributes.is_empty() {
            return;
        }
        for (_, names, kind) in WORDS.iter().filter(|(name, ..)| *name == element.name) {
            names.iter().for_each(|name| self.attribute(*kind, element.text(name)));
        }
        if element.prefix == "form" {
            CONTROLS.iter().for_each(|name| self.attribute(FormField, element.text(name)));
            self.attribute(Name, element.text("name"));
        }
        if element.name == "bibliography-mark" {
            element.attributes.iter().for_each(|(_, value)| self.attribute(Note, value));
        }
        // The texts in the formula of a cell come behind the cell.
        if !element.name.ends_with("table-cell") {
            let formulas = FORMULAS.iter().filter_map(|name| element.get(name));
            let found: Vec<String> = formulas.flat_map(literals).collect();
            found.iter().for_each(|literal| self.say_once(Note, literal));
        }
        if element.prefix == "calcext" && element.name == "condition" {
            literals(element.text("value")).iter().for_each(|words| self.say_once(Note, words));
        }
        if ELSEWHERE.contains(&element.name) {
            self.elsewhere();
        }
        if let Some(reference) = element.get("href") {
            self.reference(element.name, reference);
        }
    }

    fn attribute(&mut self, kind: SegmentKind, words: &str) {
        let is_given = kind == Name && GIVEN.iter().any(|given| words.starts_with(given));
        // Names of classes and addresses of the program's own parts.
        let is_own = words.starts_with("com.sun.star") || words.starts_with("vnd.sun.star");
        if !is_given && !is_own {
            self.say_once(self.kind_beside(kind), words);
        }
    }

    fn reference(&mut self, element: &str, reference: &str) {
        match self.members.target(reference) {
            Target::Inside => {}
            Target::Member(name) => {
                let place = self.whole_way();
                let is_picture = PICTURES.contains(&element);
                let places = &mut self.members.places;
                let known = if is_picture { &mut self.members.pictures } else { places };
                known.entry(name).or_insert(place);
            }
            // What stands for an object is no more than the object.
            Target::Missing if reference.contains("ObjectReplacements/") => {}
            Target::Missing if SHOWN.contains(&element) => {
                self.gap(
                    GapKind::Malformed,
                    Say(
                        "something shown is missing in the package",
                        "etwas Gezeigtes fehlt im Paket",
                    ),
                );
            }
            Target::Missing => self.say_once(Link, reference),
            Target::Outside => {
                let is_new = !self.told.contains(&(Link, reference.to_owned()));
                self.say_once(Link, reference);
                if is_new && SHOWN.contains(&element) {
                    let picture = Say(
                        "a picture that lies elsewhere and was not fetched",
                        "ein Bild, das anderswo liegt und nicht geholt wurde",
                    );
                    let other = Say(
                        "something shown that lies elsewhere and was not fetched",
                        "etwas Gezeigtes, das anderswo liegt und nicht geholt wurde",
                    );
                    let is_picture = PICTURES.contains(&element);
                    self.gap(GapKind::Linked, if is_picture { picture } else { other });
                }
            }
        }
    }
}
