//! The names of properties that a file numbers itself, from 0x8000 on.

use std::collections::BTreeMap;

use crate::read::compound::{Compound, u16_at, u32_at, wide};
use crate::read::reading::Reading;

/// The storage of the names.
const STORAGE: &str = "/__nameid_version1.0";

/// Reads the names: words, or a number as "0x8208".
pub(super) fn read(file: &mut Compound<'_>, reading: &Reading<'_>) -> BTreeMap<u16, String> {
    let mut stream = |id: &str| {
        let path = format!("{STORAGE}/__substg1.0_{id}0102");
        file.stream(&path, reading).map_or(Vec::new(), |(bytes, _)| bytes)
    };
    let (entries, strings) = (stream("0003"), stream("0004"));
    let mut names = BTreeMap::new();
    for at in (0..entries.len()).step_by(8) {
        let Some(name) = u32_at(&entries, at) else { break };
        let (Some(kind), Some(index)) = (u16_at(&entries, at + 4), u16_at(&entries, at + 6)) else {
            break;
        };
        let Some(id) = index.checked_add(0x8000) else { continue };
        let name = if kind & 1 == 0 { Some(format!("0x{name:04X}")) } else { text(&strings, name) };
        names.extend(name.map(|name| (id, name)));
    }
    names
}

/// A string with its length in bytes before it.
fn text(strings: &[u8], at: u32) -> Option<String> {
    let at = at as usize;
    let length = u32_at(strings, at)? as usize;
    let from = at.checked_add(4)?;
    Some(wide(strings.get(from..from.checked_add(length)?)?))
}
