//! Records of old Excel files, and the strings in them.

use crate::model::Say;
use crate::read::compound::{u16_at, u32_at, wide};
use crate::read::reading::Reading;

/// Why not all of a workbook was read.
pub(super) const CUT: Say = Say("its records end too early", "die Datensätze enden zu früh");
/// Why not all of a sheet was read.
pub(super) const CUT_SHEET: Say =
    Say("the records of the sheet end too early", "die Datensätze des Blatts enden zu früh");
/// Why a cell was not read.
pub(super) const NO_TEXT: Say = Say("the text of a cell is missing", "der Text einer Zelle fehlt");

/// A record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'b> {
    /// Where it starts.
    pub(super) place: usize,
    /// Its type.
    pub(super) kind: u16,
    /// What is in it.
    pub(super) body: &'b [u8],
}

/// Records one behind the other.
pub(super) struct Records<'b> {
    bytes: &'b [u8],
    next: usize,
}

impl<'b> Records<'b> {
    /// From a place on.
    pub(super) fn new(bytes: &'b [u8], next: usize) -> Self {
        Records { bytes, next }
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = Record<'b>;

    fn next(&mut self) -> Option<Record<'b>> {
        let place = self.next;
        let kind = u16_at(self.bytes, place)?;
        let length = usize::from(u16_at(self.bytes, place + 2)?);
        let body = self.bytes.get(place + 4..)?.get(..length)?;
        self.next = place + 4 + length;
        Some(Record { place, kind, body })
    }
}

/// So many characters behind a byte that says whether they are wide.
pub(super) fn characters(bytes: &[u8], count: usize) -> Option<String> {
    let (flags, rest) = bytes.split_first()?;
    let length = if flags & 1 == 1 { count * 2 } else { count };
    Some(spelled(*flags, rest.get(..length)?))
}

/// All characters behind a byte that says whether they are wide.
pub(super) fn all_characters(bytes: &[u8]) -> String {
    bytes.split_first().map_or(String::new(), |(flags, rest)| spelled(*flags, rest))
}

fn spelled(flags: u8, bytes: &[u8]) -> String {
    if flags & 1 == 1 {
        return wide(bytes);
    }
    // Each byte is the lower half of a character.
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// A string with the number of its characters in two bytes before it.
pub(super) fn string(bytes: &[u8], at: usize) -> Option<String> {
    let count = usize::from(u16_at(bytes, at)?);
    characters(bytes.get(at + 2..)?, count)
}

/// A string with the number of its characters in one byte before it.
pub(super) fn short(bytes: &[u8], at: usize) -> Option<String> {
    let count = usize::from(*bytes.get(at)?);
    characters(bytes.get(at + 1..)?, count)
}

/// The words in the tokens of a formula: behind a byte of their own, with their number of characters.
pub(super) fn quoted(tokens: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&byte) = tokens.get(at) {
        at += 1;
        let text = if byte == 0x17 { string_of(tokens, at) } else { None };
        if let Some((text, end)) = text {
            found.push(text);
            at = end;
        }
    }
    found
}

fn string_of(tokens: &[u8], at: usize) -> Option<(String, usize)> {
    let count = usize::from(*tokens.get(at)?);
    let flags = *tokens.get(at + 1)?;
    let text = characters(tokens.get(at + 1..)?, count)?;
    let whole = flags <= 1 && !text.is_empty() && !text.contains(char::is_control);
    let width = if flags & 1 == 1 { 2 } else { 1 };
    whole.then_some((text, at + 2 + count * width))
}

/// The table of strings, which runs over several records; a string cut by one goes on behind a new byte that says
/// whether it is wide.
pub(super) struct Strings<'b> {
    parts: Vec<&'b [u8]>,
    part: usize,
    at: usize,
}

impl<'b> Strings<'b> {
    /// The table whose first record starts at a place.
    pub(super) fn new(bytes: &'b [u8], place: usize) -> Self {
        let records = Records::new(bytes, place);
        let of_it = |(at, record): &(usize, Record<'_>)| *at == 0 || record.kind == 0x003c;
        let parts = records.enumerate().take_while(of_it).map(|(_, record)| record.body).collect();
        Strings { parts, part: 0, at: 8 }
    }

    /// All strings, as far as they can be read.
    pub(super) fn all(mut self, reading: &Reading<'_>) -> Vec<String> {
        let count = self.parts.first().and_then(|part| u32_at(part, 4)).unwrap_or_default();
        let mut strings = Vec::new();
        for _ in 0..count {
            let Some(text) = self.string() else { break };
            if reading.bytes(text.len()).is_err() {
                break;
            }
            strings.push(text);
        }
        strings
    }

    fn string(&mut self) -> Option<String> {
        let head = self.take(3)?;
        let (mut left, mut flags) = (usize::from(u16_at(&head, 0)?), head[2]);
        let runs = if flags & 8 != 0 { usize::from(u16_at(&self.take(2)?, 0)?) } else { 0 };
        let more = if flags & 4 != 0 { u32_at(&self.take(4)?, 0)? as usize } else { 0 };
        let mut text = String::new();
        while left > 0 {
            let part = self.parts.get(self.part)?;
            let width = if flags & 1 == 1 { 2 } else { 1 };
            let here = (part.len().saturating_sub(self.at) / width).min(left);
            text.push_str(&spelled(flags, part.get(self.at..self.at + here * width)?));
            self.at += here * width;
            left -= here;
            if left > 0 {
                (self.part, self.at) = (self.part + 1, 1);
                flags = *self.parts.get(self.part)?.first()?;
            }
        }
        self.skip(runs * 4 + more)?;
        Some(text)
    }

    /// So many bytes, over the end of a record where need be.
    fn take(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut taken = Vec::with_capacity(count);
        while taken.len() < count {
            let part = self.parts.get(self.part)?;
            match part.get(self.at) {
                Some(&byte) => {
                    taken.push(byte);
                    self.at += 1;
                }
                None => (self.part, self.at) = (self.part + 1, 0),
            }
        }
        Some(taken)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let left = self.parts.get(self.part)?.len().saturating_sub(self.at);
            if left >= count {
                self.at += count;
                return Some(());
            }
            count -= left;
            (self.part, self.at) = (self.part + 1, 0);
        }
        Some(())
    }
}
