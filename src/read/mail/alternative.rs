//! The same words in two forms: which of the parts of a `multipart/alternative` have to be read.
//!
//! A mail program shows one of them and another program the other, so a part is left out only where every segment
//! of it stands, in its order, in another part that is read.

use crate::model::Document;

/// The documents without those whose words another one has.
pub(in crate::read) fn needed(parts: Vec<Document>) -> Vec<Document> {
    let mut kept: Vec<Document> = Vec::new();
    // The last part is the richest.
    for part in parts.into_iter().rev() {
        if !kept.iter().any(|other| holds(other, &part)) {
            kept.push(part);
        }
    }
    kept.reverse();
    kept
}

/// Whether all that `inner` says is said by `outer`. No match may go over a wall, so no segment may either.
fn holds(outer: &Document, inner: &Document) -> bool {
    if !inner.gaps.is_empty() || !inner.invitations.is_empty() || !inner.notices.is_empty() {
        return false;
    }
    let outer = squeezed(&outer.text);
    let mut rest = outer.as_str();
    inner.segments.iter().all(|segment| {
        let words = squeezed(segment.span.of(&inner.text));
        let Some(at) = rest.find(&words) else { return false };
        rest = &rest[at + words.len()..];
        true
    })
}

/// Letters and digits, with a bar for each wall.
fn squeezed(text: &str) -> String {
    let runs = text.split("\n\n");
    let letters = |run: &str| run.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    runs.map(letters).collect::<Vec<_>>().join("|")
}
