//! JSON and JSON Lines: what a speech service heard as turns of speech, any other layout as its strings.
//!
//! Every string is read with its escapes resolved, because most programs write `f\u00fcr`.
//! Of a layout that is not known, every string value is a paragraph, every name of a member and
//! every long number (it may be a dial-in) a property; a notice says so.
//!
//! Not here: which layouts are known ([`layouts`]), and how they are read ([`entries`], [`speech`]).

mod entries;
mod layouts;
mod said;
mod scan;
mod speech;
mod time;
mod way;

use std::collections::HashSet;

use serde::de::IgnoredAny;

use crate::model::{Document, Gap, GapKind, Say, SegmentKind, Step};
use crate::text::Span;

use super::draft::{Draft, draft};
use super::{Format, plain};
use scan::{Event, scan, unescape};

/// Reads JSON.
pub(super) struct Reader;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "jsonl", "ndjson"]
    }

    fn recognises(&self, head: &str) -> bool {
        let mut start = head.chars().filter(|c| !c.is_whitespace());
        matches!(
            (start.next(), start.next()),
            (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '"' | '['))
        )
    }

    fn read(&self, text: String) -> Document {
        // One value, or one on each line; where it stops being JSON, it is none.
        let values = serde_json::Deserializer::from_str(&text).into_iter::<IgnoredAny>();
        if let Some(error) = values.filter_map(Result::err).next() {
            let mut document = plain::Reader.read(text);
            document.gaps.push(Gap {
                kind: GapKind::Malformed,
                place: vec![Step::Line(u32::try_from(error.line()).unwrap_or(u32::MAX))],
                reason: Say(
                    "looks like JSON and is none; read as plain text",
                    "sieht wie JSON aus und ist keines; als einfacher Text gelesen",
                )
                .into(),
            });
            return document;
        }
        draft(self.name(), text, |draft| {
            let known = entries::layout(draft.source());
            let known = known.map(|layout| (layout, entries::collect(draft.source(), layout)));
            match known {
                Some((layout, found)) if !found.entries.is_empty() => {
                    speech::write(draft, layout, &found);
                }
                _ => write_strings(draft),
            }
        })
    }
}

/// Every string of a layout that is not known.
fn write_strings(draft: &mut Draft<'_>) {
    draft.notice(Say(
        "JSON of a layout that is not known; its strings are read one by one",
        "JSON von unbekanntem Aufbau; die Zeichenketten werden einzeln gelesen",
    ));
    let source = draft.source();
    let mut keys = HashSet::new();
    let mut rest = Vec::new();
    scan(source, |event| match event {
        Event::String(span) => write_string(draft, SegmentKind::Paragraph, span),
        Event::Key(span) if keys.insert(span.of(source)) => rest.push(span),
        Event::Scalar(span) if is_long_number(span.of(source)) => rest.push(span),
        _ => {}
    });
    for span in rest {
        write_string(draft, SegmentKind::Property, span);
    }
}

fn is_long_number(text: &str) -> bool {
    text.len() >= 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn write_string(draft: &mut Draft<'_>, kind: SegmentKind, span: Span) {
    let source = draft.source();
    draft.begin(kind);
    draft.wall();
    unescape(source, span, |piece, c| match c {
        Some(c) => draft.put(c.encode_utf8(&mut [0; 4]), piece),
        None => draft.copy(piece),
    });
    draft.end();
    draft.wall();
}
