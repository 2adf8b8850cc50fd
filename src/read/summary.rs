//! The property sets of compound files: title, author, keywords, and what somebody or a program added.
//!
//! Numbers and meanings are those of the open specification MS-OLEPS.

use std::collections::BTreeMap;

use super::codepage;
use super::compound::{Compound, u16_at, u32_at};
use super::draft::Draft;
use super::label;
use super::reading::Reading;
use crate::model::{GapKind, Say, SegmentKind, Step};

/// The streams in which they lie.
const STREAMS: [&str; 2] = ["/\u{5}SummaryInformation", "/\u{5}DocumentSummaryInformation"];

/// The first bytes of the set whose properties have names of their own.
const CUSTOM: &[u8] = b"\x05\xd5\xcd\xd5\x9c\x2e\x1b\x10";

/// Most properties of a set that are read.
const MOST: usize = 10_000;

/// Properties by stream and number.
const NAMES: [(usize, u32, &str); 16] = [
    (0, 2, "Title"),
    (0, 3, "Subject"),
    (0, 4, "Author"),
    (0, 5, "Keywords"),
    (0, 6, "Comments"),
    (0, 7, "Template"),
    (0, 8, "Last saved by"),
    (0, 9, "Revision"),
    (0, 18, "Program"),
    (1, 2, "Category"),
    (1, 13, "Parts"),
    (1, 14, "Manager"),
    (1, 15, "Company"),
    (1, 26, "Content type"),
    (1, 27, "Status"),
    (1, 28, "Language"),
];

/// Writes all properties that hold text.
pub(super) fn tell(draft: &mut Draft<'_>, file: &mut Compound<'_>, reading: &Reading<'_>) {
    for (at, stream) in STREAMS.iter().enumerate() {
        let Some((bytes, gap)) = file.stream(stream, reading) else { continue };
        let told = sets(draft, at, &bytes);
        if told.is_none() || gap.is_some() {
            draft.gap(
                GapKind::Malformed,
                Say("its properties are damaged", "die Eigenschaften sind beschädigt"),
            );
        }
    }
}

fn sets(draft: &mut Draft<'_>, stream: usize, bytes: &[u8]) -> Option<()> {
    let count = u32_at(bytes, 24)?.min(2) as usize;
    for at in 0..count {
        let head = 28 + at * 20;
        let custom = bytes.get(head..head + 16)?.starts_with(CUSTOM);
        let set = bytes.get(u32_at(bytes, head + 16)? as usize..)?;
        tell_set(draft, stream, set, custom)?;
    }
    Some(())
}

fn tell_set(draft: &mut Draft<'_>, stream: usize, set: &[u8], custom: bool) -> Option<()> {
    let count = u32_at(set, 4)? as usize;
    let entry = |at: usize| Some((u32_at(set, 8 + at * 8)?, u32_at(set, 12 + at * 8)? as usize));
    let entries: Vec<(u32, usize)> = (0..count.min(MOST)).map_while(entry).collect();
    let find = |id: u32| entries.iter().find(|(known, _)| *known == id).map(|(_, at)| *at);
    let page = find(1).and_then(|at| u16_at(set, at.checked_add(4)?)).map_or(1252, u32::from);
    let names = match find(0) {
        Some(at) if custom => dictionary(set.get(at..)?, page),
        _ => BTreeMap::new(),
    };
    for (id, at) in &entries {
        // The second property is the code page, the highest ones say how the set is kept.
        if matches!(id, 0 | 1) || *id >= 0x8000_0000 {
            continue;
        }
        let known = NAMES.iter().find(|(of, number, _)| (*of, *number) == (stream, *id) && !custom);
        let name = match (known, names.get(id)) {
            (Some((.., name)), _) => (*name).to_owned(),
            (_, Some(name)) => name.clone(),
            _ => format!("property {id}"),
        };
        for text in texts(set.get(*at..)?, page) {
            let small = name.to_ascii_lowercase();
            let (kind, words) = match () {
                () if label::is_name(&small) => (SegmentKind::Label, text),
                () if custom => (SegmentKind::Property, format!("{name}: {text}")),
                () if matches!(&*name, "Title" | "Subject") => (SegmentKind::Subject, text),
                () => (SegmentKind::Property, text),
            };
            draft.tell_at(Step::Field(name.clone()), kind, &words);
        }
    }
    Some(())
}

/// The names of properties by number.
fn dictionary(bytes: &[u8], page: u32) -> BTreeMap<u32, String> {
    let mut names = BTreeMap::new();
    let mut at = 4_usize;
    for _ in 0..u32_at(bytes, 0).unwrap_or(0).min(10_000) {
        let (Some(id), Some(length)) = (u32_at(bytes, at), u32_at(bytes, at + 4)) else { break };
        let wide = page == codepage::WIDE;
        let length = length as usize * if wide { 2 } else { 1 };
        let Some(name) = bytes.get(at + 8..).and_then(|rest| rest.get(..length)) else { break };
        names.insert(id, codepage::text(page, name));
        at += 8 + if wide { length.next_multiple_of(4) } else { length };
    }
    names
}

/// The texts of a value: one, or a list of them.
fn texts(value: &[u8], page: u32) -> Vec<String> {
    let Some(kind) = u32_at(value, 0) else { return Vec::new() };
    let mut texts = Vec::new();
    match kind & 0xffff {
        0x1e | 0x1f => texts.extend(text(value, 4, kind, page).map(|(text, _)| text)),
        0x101e | 0x101f => {
            let mut at = 8;
            for _ in 0..u32_at(value, 4).unwrap_or(0).min(10_000) {
                let Some((text, next)) = text(value, at, kind, page) else { break };
                texts.push(text);
                at = next;
            }
        }
        _ => {}
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// The text at an offset with its length before it, and where the next one starts.
fn text(value: &[u8], at: usize, kind: u32, page: u32) -> Option<(String, usize)> {
    let wide = kind & 1 == 1 || page == codepage::WIDE;
    let length = u32_at(value, at)? as usize * if kind & 1 == 1 { 2 } else { 1 };
    let bytes = value.get(at.checked_add(4)?..)?.get(..length)?;
    let end = at + 4 + if kind & 1 == 1 { length.next_multiple_of(4) } else { length };
    Some((codepage::text(if wide { codepage::WIDE } else { page }, bytes), end))
}
