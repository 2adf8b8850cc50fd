//! Records of old PowerPoint files: a head of eight bytes and a body, which may be records in turn.

use crate::read::compound::{u16_at, u32_at};

/// Length of the head of a record.
const HEAD: usize = 8;

/// A record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'b> {
    /// Where it starts in what it lies in.
    pub(super) place: usize,
    /// Its type.
    pub(super) kind: u16,
    /// What tells records of one type apart.
    pub(super) instance: u16,
    /// Whether its body is records.
    pub(super) is_container: bool,
    /// What is in it; cut where its length goes over the end.
    pub(super) body: &'b [u8],
}

impl Record<'_> {
    /// Where it ends.
    pub(super) fn end(&self) -> usize {
        self.place + HEAD + self.body.len()
    }
}

/// The record that starts at a place.
pub(super) fn at(bytes: &[u8], place: usize) -> Option<Record<'_>> {
    let head = u16_at(bytes, place)?;
    let kind = u16_at(bytes, place.checked_add(2)?)?;
    let length = u32_at(bytes, place.checked_add(4)?)? as usize;
    let rest = bytes.get(place.checked_add(HEAD)?..)?;
    let body = &rest[..length.min(rest.len())];
    Some(Record { place, kind, instance: head >> 4, is_container: head & 0xf == 0xf, body })
}

/// The records in `bytes`, one behind the other.
pub(super) fn records(bytes: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let record = at(bytes, next)?;
        next = record.end();
        // A record of nothing, with no type: zeros behind the last one.
        (record.kind != 0 || !record.body.is_empty()).then_some(record)
    })
}
