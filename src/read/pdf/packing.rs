//! Simple packings of streams, unpacked or only measured, and the names of filters in raw bytes.
//!
//! Not here: deflate, which a library does, and what pictures are packed with.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Flate,
    Lzw,
    Runs,
    Hex,
    Base85,
    /// Named elsewhere, so it may be anything.
    Unknown,
}

/// What LZW codes become, by either way of counting when codes grow.
pub(super) fn lzw(data: &[u8]) -> u64 {
    lzw_length(data, 0).max(lzw_length(data, 1))
}

fn lzw_length(data: &[u8], early: usize) -> u64 {
    let mut lengths: Vec<u32> = vec![1; 258];
    let (mut bits, mut held, mut width) = (0_u32, 0_u32, 9_u32);
    let mut previous: Option<u32> = None;
    let mut total = 0_u64;
    for &byte in data {
        bits = (bits << 8) | u32::from(byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        bits &= (1 << held) - 1;
        if code == 256 {
            lengths.truncate(258);
            (width, previous) = (9, None);
            continue;
        }
        // A code that is not known yet is the last one and a byte; the parser may stop here, we go on.
        let known = lengths.get(code).copied();
        let length = known.unwrap_or_else(|| previous.unwrap_or(1).saturating_add(1));
        total = total.saturating_add(u64::from(length));
        if let Some(previous) = previous.filter(|_| lengths.len() < 4096) {
            lengths.push(previous.saturating_add(1));
        }
        previous = Some(length);
        width = match lengths.len() + early {
            0..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
    }
    total
}

pub(super) fn hex(data: &[u8]) -> Vec<u8> {
    let digits = data.iter().take_while(|&&byte| byte != b'>');
    let digits: Vec<u8> = digits.filter_map(|&byte| nibble(byte)).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn nibble(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

pub(super) fn base85(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len());
    let mut group: Vec<u8> = Vec::with_capacity(5);
    for &byte in data.iter().take_while(|&&byte| byte != b'~') {
        match byte {
            b'!'..=b'u' => group.push(byte - b'!'),
            b'z' => {
                flush85(&mut group, &mut bytes);
                bytes.extend([0; 4]);
            }
            _ => {}
        }
        if group.len() == 5 {
            flush85(&mut group, &mut bytes);
        }
    }
    flush85(&mut group, &mut bytes);
    bytes
}

fn flush85(group: &mut Vec<u8>, bytes: &mut Vec<u8>) {
    let count = group.len();
    if count > 1 {
        group.resize(5, 84);
        let value = group.iter().fold(0_u64, |value, &digit| value * 85 + u64::from(digit));
        let value = u32::try_from(value).unwrap_or(u32::MAX);
        bytes.extend(&value.to_be_bytes()[..count - 1]);
    }
    group.clear();
}

/// The filters that a dictionary names in order, each with where the first letter of its name stands.
pub(super) fn filters(dict: &[u8]) -> Vec<(usize, Packing)> {
    let mut found: Vec<(usize, Packing)> = Vec::new();
    for (at, name) in names(dict) {
        let kind = match name.as_slice() {
            b"FlateDecode" | b"Fl" => Packing::Flate,
            b"LZWDecode" | b"LZW" => Packing::Lzw,
            b"RunLengthDecode" | b"RL" => Packing::Runs,
            b"ASCIIHexDecode" | b"AHx" => Packing::Hex,
            b"ASCII85Decode" | b"A85" => Packing::Base85,
            // The pictures' own filters are not unpacked, nor what would follow them.
            b"Filter" | b"F" if refers(&dict[at..]) => Packing::Unknown,
            _ => continue,
        };
        found.push((at, kind));
    }
    found
}

/// Whether the value behind a name is a reference: two numbers and an `R`.
fn refers(from_name: &[u8]) -> bool {
    let value = from_name.iter().skip_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#');
    let value = value.skip_while(|byte| byte.is_ascii_whitespace() || **byte == b'[');
    let mut value = value.copied().take(32).skip_while(u8::is_ascii_digit).peekable();
    let mut blanks = 0;
    while value.next_if(|byte| byte.is_ascii_whitespace() || byte.is_ascii_digit()).is_some() {
        blanks += 1;
    }
    blanks >= 3 && value.next() == Some(b'R')
}

/// Every short name in order, with where its first letter stands. In binary data there may be more.
pub(super) fn names(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> + '_ {
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    starts.map(|(at, _)| (at + 1, name(&bytes[at + 1..])))
}

/// The name that starts `bytes`, with its escapes resolved; what is longer than any that we know is cut.
fn name(bytes: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut rest = bytes;
    while let (Some((&byte, tail)), true) = (rest.split_first(), name.len() < 20) {
        let escaped = || Some((nibble(*tail.first()?)? << 4) | nibble(*tail.get(1)?)?);
        match byte {
            b'#' if escaped().is_some() => {
                name.extend(escaped());
                rest = &tail[2..];
            }
            byte if byte.is_ascii_whitespace() || b"\0()<>[]{}/%".contains(&byte) => break,
            byte => {
                name.push(byte);
                rest = tail;
            }
        }
    }
    name
}
