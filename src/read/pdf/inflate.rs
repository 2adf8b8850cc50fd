//! How large the streams of a file become, before any library unpacks one.
//!
//! The parser unpacks object streams and fonts without a bound. So everything that it could unpack is measured
//! first, byte by byte into nothing. Pictures are never unpacked: in the copy that the parser gets, their filters
//! have names that it does not know.
//!
//! Not here: objects. Whatever looks like a stream is measured, whether something refers to it or not.

use std::io::Read;

use flate2::bufread::DeflateDecoder;

use super::packing::{Packing, base85, filters, hex, lzw, names};

/// How much a byte can become at most: deflate, LZW, run lengths.
const WORST: u64 = 1400;
/// Most bytes of all streams that are packed twice, which must be unpacked to be measured.
const TWICE: u64 = 64 * 1024 * 1024;
/// Most bytes that may be packed in an encrypted file: its streams cannot be measured before they are decrypted.
const ENCRYPTED: u64 = 2 * 1024 * 1024;
/// Streams that may lack their end. The parser searches the rest of the file for each.
const ENDLESS: usize = 256;

/// What there is to know of the streams of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measured {
    /// How many bytes they become.
    pub(super) large: u64,
    /// Whether one does not unpack to its end.
    pub(super) is_damaged: bool,
    /// Whether they are encrypted.
    pub(super) is_sealed: bool,
}

/// Why a file is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Its streams unpack to more than may be.
    Large,
    /// It is encrypted, and more is packed in it than may be opened unmeasured.
    Sealed,
    /// Its streams have no ends.
    Endless,
}

/// Measures the streams of `file` and takes the filters of pictures away.
///
/// # Errors
/// Where they become more than `most` bytes, or cannot be measured.
pub(super) fn measure(file: &mut [u8], most: u64) -> Result<Measured, Refusal> {
    let sealed = names(file).any(|(_, name)| name == b"Encrypt");
    let mut work = Work { most, large: 0, work: 0, twice: 0, is_damaged: false };
    // The end of the stream before, and where the objects behind it start.
    let (mut end, mut gap) = (0, 0);
    let (mut from, mut endless) = (0, 0);
    while let Some(found) = find(file, b"stream", from) {
        from = found + b"stream".len();
        if !is_keyword(file, found, from) {
            continue;
        }
        if end <= found {
            gap = end;
            end = find(file, b"endstream", from).unwrap_or(file.len());
        } else {
            endless += 1;
        }
        if endless > ENDLESS {
            return Err(Refusal::Endless);
        }
        let own = own_dictionary(&file[gap..found]) + gap;
        let filters = filters(&file[gap..found]);
        if is_picture(&file[own..found]) {
            let own = filters.iter().map(|(at, _)| at + gap).filter(|at| *at > own);
            own.for_each(|at| file[at] = b'X');
            continue;
        }
        let kinds: Vec<Packing> = filters.into_iter().map(|(_, kind)| kind).collect();
        if sealed {
            work.seal(&kinds, (end - from) as u64)?;
        } else {
            let body = from + usize::from(file[from..].starts_with(b"\r\n")) + 1;
            work.stream(&kinds, file.get(body..).unwrap_or_default(), end.saturating_sub(body))?;
        }
    }
    Ok(Measured { large: work.large, is_damaged: work.is_damaged, is_sealed: sealed })
}

/// Whether the word from `at` to `end` is the keyword that a stream's bytes follow.
fn is_keyword(file: &[u8], at: usize, end: usize) -> bool {
    let behind = matches!(file.get(end), Some(b'\r' | b'\n'));
    behind && !at.checked_sub(1).is_some_and(|before| file[before].is_ascii_alphanumeric())
}

struct Work {
    most: u64,
    /// Bytes that came out.
    large: u64,
    /// Bytes that went in; streams that overlap are unpacked again and again.
    work: u64,
    twice: u64,
    is_damaged: bool,
}

impl Work {
    fn add(&mut self, large: u64) -> Result<(), Refusal> {
        self.large = self.large.saturating_add(large);
        if self.large > self.most { Err(Refusal::Large) } else { Ok(()) }
    }

    fn seal(&mut self, kinds: &[Packing], length: u64) -> Result<(), Refusal> {
        let packed = |kind: &&Packing| !matches!(kind, Packing::Hex | Packing::Base85);
        match kinds.iter().filter(packed).count() {
            0 => Ok(()),
            1 => {
                self.large = self.large.saturating_add(length);
                if self.large > ENCRYPTED { Err(Refusal::Sealed) } else { Ok(()) }
            }
            _ => Err(Refusal::Sealed),
        }
    }

    /// Adds what a stream becomes that starts where `rest` starts and goes on for `length` bytes or more: the
    /// length that its dictionary claims may be larger, so a decoder gets all there is.
    fn stream(&mut self, kinds: &[Packing], rest: &[u8], length: usize) -> Result<(), Refusal> {
        let mut unpacked: Option<Vec<u8>> = None;
        for (at, kind) in kinds.iter().enumerate() {
            let last = at + 1 == kinds.len();
            let data = unpacked.as_deref().unwrap_or(rest);
            let length = if unpacked.is_some() { data.len() } else { length };
            let near = &data[..length.min(data.len())];
            match kind {
                Packing::Hex => unpacked = Some(hex(near)),
                Packing::Base85 => unpacked = Some(base85(near)),
                Packing::Flate if last => return self.flate(data, length),
                Packing::Flate => {
                    let mut bytes = Vec::new();
                    let most = TWICE.saturating_sub(self.twice);
                    let decoder = DeflateDecoder::new(headless(data));
                    let read = decoder.take(most + 1).read_to_end(&mut bytes);
                    self.twice += bytes.len() as u64;
                    if read.is_err() || self.twice > TWICE {
                        return Err(Refusal::Large);
                    }
                    unpacked = Some(bytes);
                }
                Packing::Lzw if last => return self.add(lzw(near)),
                Packing::Lzw | Packing::Runs | Packing::Unknown => {
                    let worst = if *kind == Packing::Runs { 64 } else { WORST };
                    let many = kinds.len() - at;
                    let large =
                        (0..many).fold(length as u64, |large, _| large.saturating_mul(worst));
                    return self.add(large);
                }
            }
        }
        Ok(())
    }

    /// Adds what deflated bytes become. A lenient decoder goes on where the strict one stops, so from there on
    /// the worst is taken.
    fn flate(&mut self, data: &[u8], length: usize) -> Result<(), Refusal> {
        let mut decoder = DeflateDecoder::new(headless(data));
        let mut block = [0; 32 * 1024];
        loop {
            match decoder.read(&mut block) {
                Ok(0) => break,
                Ok(count) => self.add(count as u64)?,
                Err(_) => {
                    self.is_damaged = true;
                    let left = (length as u64).saturating_sub(decoder.total_in());
                    self.add(left.saturating_mul(WORST))?;
                    break;
                }
            }
        }
        self.work = self.work.saturating_add(decoder.total_in());
        if self.work > self.most { Err(Refusal::Large) } else { Ok(()) }
    }
}

/// Deflated bytes without the header that most have.
fn headless(data: &[u8]) -> &[u8] {
    match data {
        [kind, flags, rest @ ..]
            if kind & 0x0F == 8
                && (u16::from(*kind) << 8 | u16::from(*flags)).is_multiple_of(31)
                && flags & 0x20 == 0 =>
        {
            rest
        }
        _ => data,
    }
}

/// Where the dictionary of a stream starts, of which these bytes are the end. A text in it may look like the start of
/// another object: then too little of it is seen, and no picture is recognised.
fn own_dictionary(before: &[u8]) -> usize {
    before.windows(3).rposition(|window| window == b"obj").unwrap_or(before.len())
}

/// Whether a stream with this dictionary can be nothing but a picture.
fn is_picture(dictionary: &[u8]) -> bool {
    let names: Vec<Vec<u8>> = names(dictionary).map(|(_, name)| name).collect();
    let has = |wanted: &[u8]| names.iter().any(|name| name == wanted);
    let is_image = names.windows(2).any(|pair| pair[0] == b"Subtype" && pair[1] == b"Image");
    is_image && has(b"Width") && has(b"Height") && !has(b"ObjStm") && !has(b"XRef")
}

/// Where `what` stands in `bytes` at or behind `from`.
fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let first = *what.first()?;
    let mut at = from;
    while let Some(next) = bytes.get(at..)?.iter().position(|&byte| byte == first) {
        if bytes[at + next..].starts_with(what) {
            return Some(at + next);
        }
        at += next + 1;
    }
    None
}
