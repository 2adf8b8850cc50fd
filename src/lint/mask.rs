//! The words that a masked report must not hold: those of every hit in the document.
//!
//! Not here: taking them out ([`crate::judge::redact`]).

use std::collections::BTreeSet;

use crate::model::{Assessment, Document};

/// The words of all hits, in small letters.
pub(super) fn hits(document: &Document, assessment: &Assessment) -> BTreeSet<String> {
    let hit = |finding: &crate::model::Finding| match finding.place.part {
        "file-name" => document.file_name.as_deref().unwrap_or_default(),
        _ => document.text.get(finding.span.range()).unwrap_or_default(),
    };
    let texts = assessment.findings.iter().filter(|finding| finding.parts.is_empty()).map(hit);
    // The same words are hit again and again.
    let words: BTreeSet<&str> = texts.flat_map(words).collect();
    words.into_iter().map(str::to_lowercase).collect()
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
