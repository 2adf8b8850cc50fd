//! An element with its attributes, under the names that the standard uses.
//!
//! Prefixes are free in XML: a file may write `t:p` for `text:p`. What the root declares is heeded.
//!
//! Not here: what the elements mean.

use std::collections::HashMap;

use crate::read::xml::Tag;

/// The start of the names of nearly all name spaces of the standard.
const STANDARD: &str = "urn:oasis:names:tc:opendocument:xmlns:";

/// Name spaces whose usual prefix is not the part of their name that stands behind [`STANDARD`].
const OTHERS: [(&str, &str); 7] = [
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", "number"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://www.w3.org/1998/Math/MathML", "math"),
    ("http://www.w3.org/1999/xlink", "xlink"),
];

/// The usual prefixes of the prefixes that a document declares.
#[derive(Debug, Default)]
pub(super) struct Prefixes(HashMap<String, String>);

impl Prefixes {
    /// Reads what the root declares.
    pub(super) fn of(root: &Tag<'_>) -> Self {
        let mut prefixes = HashMap::new();
        for (name, value) in root.all() {
            let other = OTHERS.iter().find(|(space, _)| *space == value).map(|(_, usual)| *usual);
            let own = value.strip_prefix(STANDARD).and_then(|rest| rest.split(':').next());
            if let Some(usual) = other.or(own) {
                let declared = if name == "xmlns" { String::new() } else { name };
                prefixes.insert(declared, usual.to_owned());
            }
        }
        Prefixes(prefixes)
    }

    /// An element under its usual name.
    pub(super) fn element<'t>(&self, tag: &'t Tag<'_>) -> Element<'t> {
        let prefix = self.0.get(tag.prefix()).cloned();
        Element {
            prefix: prefix.unwrap_or_else(|| tag.prefix().to_owned()),
            name: tag.name(),
            attributes: tag.all(),
        }
    }
}

/// An element that starts.
#[derive(Debug)]
pub(super) struct Element<'t> {
    /// Its prefix as it is usual ("text").
    pub(super) prefix: String,
    /// Its name without prefix.
    pub(super) name: &'t str,
    /// Names without prefix, and values.
    pub(super) attributes: Vec<(String, String)>,
}

impl Element<'_> {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The value of an attribute, empty where there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// Whether an attribute has this value.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }

    /// The value of an attribute that counts something; 1 where there is none.
    pub(super) fn count(&self, name: &str) -> u64 {
        self.get(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
    }
}
