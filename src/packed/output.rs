//! Writing: values one after the other, what is kept apart before whatever holds it.

use std::any::TypeId;
use std::collections::HashMap;

use super::{APART, BLOCK, HEAD, Pack, SUM, checksum, sum_of_head};

/// What is written so far.
#[derive(Debug, Default)]
pub struct Output {
    /// The value that is being written.
    own: Vec<u8>,
    /// What is kept apart, each once.
    apart: Vec<u8>,
    /// Where in `apart` each of them begins.
    known: HashMap<Vec<u8>, u32>,
    /// What many hold: beside each other, because a run reads most of it.
    shared: Vec<u8>,
    /// The number of each, by what is written of it and what it is, and where they begin in order.
    numbers: HashMap<(Vec<u8>, TypeId), u64>,
    places: Vec<u32>,
}

/// The pack of a value. It is the same for the same value, however often it is made.
#[must_use]
pub fn write(root: &impl Pack) -> Vec<u8> {
    let mut out = Output::default();
    let root = out.apart(|out| root.pack(out));
    let shared = u32::try_from(out.places.len()).unwrap_or(u32::MAX);
    let mut pack = vec![0; HEAD];
    pack.extend(out.apart);
    let begin = u32::try_from(pack.len()).unwrap_or(u32::MAX);
    pack.extend(out.shared);
    pack.extend(out.places.iter().flat_map(|place| place.saturating_add(begin).to_le_bytes()));
    let end = u32::try_from(pack.len()).unwrap_or(u32::MAX);
    pack[SUM..HEAD].copy_from_slice([root, shared, end].map(u32::to_le_bytes).as_flattened());
    let blocks = pack[HEAD..].chunks(BLOCK);
    let sums: Vec<u8> = blocks.flat_map(|block| checksum(block).to_le_bytes()).collect();
    let head = sum_of_head(&pack[SUM..HEAD], &sums);
    pack[..SUM].copy_from_slice(&head);
    pack.extend(sums);
    pack
}

impl Output {
    /// Writes a byte.
    pub fn byte(&mut self, byte: u8) {
        self.own.push(byte);
    }

    /// Writes bytes whose number the reader knows.
    pub fn put(&mut self, bytes: &[u8]) {
        self.own.extend_from_slice(bytes);
    }

    /// Writes a number; small ones take one byte.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.own.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.own.push(number.to_le_bytes()[0]);
    }

    /// Writes how many of something follow.
    pub fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// Writes bytes with their number before them.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.put(bytes);
    }

    /// Writes what `value` writes apart from all else, once however often it is written, and says where it begins.
    pub(super) fn apart(&mut self, value: impl FnOnce(&mut Output)) -> u32 {
        let holder = std::mem::take(&mut self.own);
        value(self);
        let bytes = std::mem::replace(&mut self.own, holder);
        if let Some(&place) = self.known.get(&bytes) {
            return place;
        }
        // A pack of four gigabytes would be no part of any program; its places would read as damage.
        let place = u32::try_from(HEAD + self.apart.len()).unwrap_or(u32::MAX);
        self.apart.extend_from_slice(&bytes);
        self.known.insert(bytes, place);
        place
    }

    /// The same with a number instead of a place, by which all who hold it find the same thing.
    pub(super) fn shared<T: Pack + 'static>(&mut self, value: impl FnOnce(&mut Output)) -> u64 {
        let holder = std::mem::take(&mut self.own);
        value(self);
        let bytes = std::mem::replace(&mut self.own, holder);
        let next = self.places.len() as u64;
        let number = *self.numbers.entry((bytes.clone(), TypeId::of::<T>())).or_insert(next);
        if number == next {
            let place = u32::try_from(self.shared.len()).unwrap_or(u32::MAX);
            self.places.push(if T::APART { place | APART as u32 } else { place });
            self.shared.extend(bytes);
        }
        number
    }
}
