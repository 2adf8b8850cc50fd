//! The settings of a document, as far as they hold words: variables, and where a mail merge has its data from.
//!
//! Not here: templates and data sources that lie elsewhere, which are relations.

use crate::model::{SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::ooxml::Office;
use crate::read::xml::Node;

/// Reads the settings.
pub(super) fn read(office: &mut Office<'_, '_>, draft: &mut Draft<'_>, name: &str) {
    draft.enter(Step::Part(name.to_owned()));
    office.walk(draft, name, |_, draft, node| match node {
        Node::Open(tag) => {
            let value = tag.get("val").unwrap_or_default();
            match tag.name() {
                "docVar" => {
                    let name = tag.get("name").unwrap_or_default();
                    draft.tell(SegmentKind::Hidden, &format!("{name}: {value}"));
                }
                "query" | "connectString" | "mailSubject" | "addressFieldName" | "udl"
                | "saveThroughXslt" => draft.tell(SegmentKind::Hidden, &value),
                _ => {}
            }
        }
        Node::Text(words) | Node::Comment(words) => draft.tell(SegmentKind::Hidden, words),
        Node::Close(_) => {}
    });
    draft.leave();
}
