//! RTF: text with headers, notes, comments, boxes, properties, fields, and everything hidden in it; and the HTML that
//! Outlook wraps in RTF.
//!
//! Groups are a list and no recursion, so that no depth is too deep. A destination that nobody knows is read as hidden
//! words, because a program that does not know it shows nothing of it.
//!
//! Not here: the layout. Where pages break by themselves is not known, so that places are paragraphs.

mod charset;
mod control;
mod flow;
mod group;
mod parts;
mod tokens;
mod words;

use std::collections::HashSet;

use super::Package;
use super::draft::compose;
use super::reading::Reading;
use crate::model::{Document, SegmentKind};

/// Reads RTF.
pub(super) struct Reader;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "rtf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        bytes.trim_ascii_start().starts_with(b"{\\rtf")
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        let mut html = None;
        let own = compose(self.name(), |draft| html = group::read(draft, reading, bytes));
        let Some(html) = html else { return own };
        // The page is what everybody sees; its twin in RTF is read as well where it says more.
        let page = reading.nested("body.html", html.as_bytes());
        compose(self.name(), |draft| {
            let known: HashSet<&str> = words(&page.text).collect();
            let more = own.text.as_str();
            let says_more = words(more).any(|word| !known.contains(word));
            draft.absorb(page);
            if says_more {
                let mut own = own;
                own.items.clear();
                own.segments.iter_mut().for_each(|segment| {
                    segment.belong(None);
                    if segment.kind == SegmentKind::Paragraph {
                        segment.kind = SegmentKind::Hidden;
                    }
                });
                draft.absorb(own);
            }
        })
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
