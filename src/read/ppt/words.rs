//! The words in a tree of records, and what each is.

use super::records::{Record, records};
use crate::model::{GapKind, SegmentKind};
use crate::read::codepage;
use crate::read::compound::{u16_at, u32_at, wide};
use crate::read::draft::Draft;
use crate::read::reasons;
use crate::text::numbering::label;

/// Types of records.
const CHARACTERS: u16 = 4000;
const BYTES: u16 = 4008;
const STRING: u16 = 4026;
const HYPERLINK: u16 = 4055;
const HEADERS: u16 = 4057;
const MACROS: u16 = 1024;
const COMMENT: u16 = 12_000;
const SHAPE: u16 = 0xf00b;

/// How deep records may lie in records.
const DEPTH: u32 = 32;

/// Properties of shapes that are text.
const WORD_ART: u16 = 0x00c0;
const DESCRIPTION: u16 = 0x0381;

/// Writes the words of records; `kind` is what running text in them is.
pub(super) fn tell<'b>(
    draft: &mut Draft<'_>,
    kind: SegmentKind,
    records: impl Iterator<Item = Record<'b>>,
) {
    for record in records {
        if holds(record, &|record| record.kind == MACROS && u32_at(record.body, 4) != Some(0), 0) {
            draft.gap(GapKind::Embedded, reasons::MACROS);
        }
        for (kind, text) in texts(kind, record) {
            let numbered = kind == SegmentKind::Paragraph && label(text.trim_start()).is_some();
            draft.tell(if numbered { SegmentKind::ListItem } else { kind }, &text);
            if numbered {
                draft.title(0);
            }
        }
    }
}

fn holds(record: Record<'_>, is: &dyn Fn(Record<'_>) -> bool, depth: u32) -> bool {
    is(record)
        || record.is_container
            && depth < DEPTH
            && records(record.body).any(|inner| holds(inner, is, depth + 1))
}

/// The texts in a record, in order, paragraph by paragraph.
pub(super) fn texts(kind: SegmentKind, record: Record<'_>) -> Vec<(SegmentKind, String)> {
    let mut found = Vec::new();
    collect(kind, record, 0, &mut found);
    found
}

fn collect(
    kind: SegmentKind,
    record: Record<'_>,
    depth: u32,
    found: &mut Vec<(SegmentKind, String)>,
) {
    match record.kind {
        CHARACTERS => add(kind, &wide(record.body), found),
        BYTES => {
            // Each byte is the lower half of a character.
            let units: Vec<u8> = record.body.iter().flat_map(|&byte| [byte, 0]).collect();
            add(kind, &codepage::text(codepage::WIDE, &units), found);
        }
        STRING => add(kind, &wide(record.body), found),
        SHAPE => shape(record, found),
        _ if record.is_container && depth < DEPTH => {
            for inner in records(record.body) {
                let kind = match (record.kind, inner.kind, inner.instance) {
                    (COMMENT, STRING, _) => SegmentKind::Comment,
                    (HYPERLINK, STRING, _) => SegmentKind::Link,
                    (HEADERS, STRING, 2) => SegmentKind::Footer,
                    (HEADERS, STRING, _) => SegmentKind::Header,
                    (_, STRING, _) if kind == SegmentKind::Paragraph => SegmentKind::Name,
                    _ => kind,
                };
                collect(kind, inner, depth + 1, found);
            }
        }
        _ => {}
    }
}

fn add(kind: SegmentKind, text: &str, found: &mut Vec<(SegmentKind, String)>) {
    // Tags under which PowerPoint keeps what newer versions added; the place of a number or date.
    if text.starts_with("___PPT") || text == "*" {
        return;
    }
    for paragraph in text.split('\r').filter(|paragraph| !paragraph.trim().is_empty()) {
        found.push((kind, paragraph.replace('\u{b}', "\n")));
    }
}

/// The texts among the properties of a shape: a table of them, and behind it what did not fit in.
fn shape(record: Record<'_>, found: &mut Vec<(SegmentKind, String)>) {
    let count = usize::from(record.instance);
    let mut rest = record.body.get(count * 6..).unwrap_or_default();
    for at in 0..count {
        let (Some(id), Some(length)) =
            (u16_at(record.body, at * 6), u32_at(record.body, at * 6 + 2))
        else {
            return;
        };
        if id & 0x8000 == 0 {
            continue;
        }
        let Some((text, behind)) = rest.split_at_checked(length as usize) else { return };
        rest = behind;
        match id & 0x3fff {
            WORD_ART => add(SegmentKind::TextBox, &wide(text), found),
            DESCRIPTION => add(SegmentKind::AltText, &wide(text), found),
            _ => {}
        }
    }
}
