//! What Word keeps beside the text: names of bookmarks, of authors, of files under which the document was saved.

use super::Pieces;
use crate::model::{SegmentKind, Step};
use crate::read::compound::{u16_at, wide};
use crate::read::draft::Draft;

/// Tables of strings by their place in the head.
const TABLES: [(usize, SegmentKind, &str); 4] = [
    (21, SegmentKind::Name, "Bookmark"),
    (32, SegmentKind::Property, "Document"),
    (51, SegmentKind::Property, "Changed by"),
    (71, SegmentKind::Property, "Saved by"),
];

/// The place of the authors of comments.
const COMMENTS: usize = 36;

/// Writes each string once.
pub(super) fn tell(draft: &mut Draft<'_>, pieces: &Pieces<'_>) {
    for (at, kind, name) in TABLES {
        let mut said: Vec<String> = Vec::new();
        for text in table(pieces.entry(at).unwrap_or_default()) {
            // Names of bookmarks that Word makes itself start so.
            if !said.contains(&text) && !text.starts_with('_') && said.len() < 1_000 {
                draft.tell_at(Step::Field(name.to_owned()), kind, &text);
                said.push(text);
            }
        }
    }
    let mut rest = pieces.entry(COMMENTS).unwrap_or_default();
    while let Some((text, behind)) = string(rest) {
        draft.tell_at(Step::Field("Comment by".to_owned()), SegmentKind::Property, &text);
        rest = behind;
    }
}

/// The strings of a table that says that they are UTF-16.
fn table(bytes: &[u8]) -> Vec<String> {
    let mut texts = Vec::new();
    if u16_at(bytes, 0) != Some(0xffff) {
        return texts;
    }
    let extra = usize::from(u16_at(bytes, 4).unwrap_or_default());
    let mut rest = bytes.get(6..).unwrap_or_default();
    while let Some((text, behind)) = string(rest) {
        texts.push(text);
        rest = behind.get(extra..).unwrap_or_default();
    }
    texts
}

/// A string with the number of its characters before it, and what stands behind it.
fn string(bytes: &[u8]) -> Option<(String, &[u8])> {
    let length = usize::from(u16_at(bytes, 0)?) * 2;
    let text = bytes.get(2..)?.get(..length)?;
    Some((wide(text), &bytes[2 + length..]))
}
