//! Signatures of a package: what the signer wrote beside the signature.
//!
//! Not here: whether a signature holds.

use super::Office;
use crate::model::{SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::xml::Node;

/// Elements of a signature in which a person's words stand; the others are keys and sums.
const WORDS: [&str; 7] = [
    "SignatureText",
    "SignatureComments",
    "X509IssuerName",
    "SignatureProviderDetails",
    "ClaimedRole",
    "City",
    "CommitmentTypeQualifier",
];

/// Reads a signature.
pub(super) fn read(office: &mut Office<'_, '_>, draft: &mut Draft<'_>, name: &str) {
    draft.enter(Step::Part(name.to_owned()));
    let mut wanted = false;
    office.walk(draft, name, |_, draft, node| match node {
        Node::Open(tag) => wanted = WORDS.contains(&tag.name()),
        Node::Text(words) if wanted => draft.tell(SegmentKind::Property, words),
        Node::Close(_) => wanted = false,
        _ => {}
    });
    draft.leave();
}
