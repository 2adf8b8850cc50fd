//! The words of XML of which no more is known than that there may be some.
//!
//! Not here: the XML of documents ([`super::content`]).

use crate::model::{GapKind, SegmentKind};
use crate::read::draft::Draft;
use crate::read::xml::{self, Node};

/// Tells all text in `bytes`, and what somebody may have written in attributes. Gives whether it is XML at all.
pub(super) fn xml(
    draft: &mut Draft<'_>,
    bytes: &[u8],
    kind: SegmentKind,
    attributes: bool,
) -> bool {
    let start = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0);
    if !matches!(start, Some(b'<' | 0xef | 0xfe | 0xff)) {
        return false;
    }
    let mut text = String::new();
    let read = xml::walk(bytes, |node| match node {
        Node::Text(words) => text.push_str(words),
        Node::Open(tag) => {
            flush(draft, kind, &mut text);
            let all = if attributes { tag.all() } else { Vec::new() };
            let written = all.iter().filter(|(_, value)| is_written(value));
            written.for_each(|(_, value)| draft.tell(kind, value));
        }
        Node::Close(_) => flush(draft, kind, &mut text),
        Node::Comment(words) => draft.tell(SegmentKind::Hidden, words),
    });
    if let Err(broken) = read {
        let limit = if broken.limit { GapKind::Limit } else { GapKind::Malformed };
        draft.gap(limit, broken.reason);
    }
    true
}

/// Whether somebody may have written the value of an attribute: no number, no switch, no name of a namespace.
fn is_written(value: &str) -> bool {
    let is_space = ["http://", "urn:", "com.sun.star", "vnd."].iter().any(|s| value.starts_with(s));
    value.contains(char::is_alphabetic) && !is_space && !matches!(value, "true" | "false")
}

/// Keys and sums, which signatures are full of, are no words.
const LONGEST: usize = 60;

fn flush(draft: &mut Draft<'_>, kind: SegmentKind, text: &mut String) {
    let words = std::mem::take(text);
    let is_key = kind == SegmentKind::Property
        && words.len() > LONGEST
        && !words.trim().contains([' ', ',']);
    if !is_key && words.contains(char::is_alphabetic) {
        draft.tell(kind, &words);
    }
}
