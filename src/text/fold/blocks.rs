//! The fold of ordinary text: many bytes at once, and a short way for what is common in between.
//!
//! A block of text is folded as if nothing in it had to be looked at more closely, by arithmetic alone, which the
//! compiler turns into operations on many bytes. The same arithmetic marks where something has to: another character than
//! one of ASCII, two blanks side by side, a letter that stands alone. What is in between is copied, what is marked
//! takes the short way if it is common, and the steps if not ([`super::steps`]).
//!
//! A mark may be wrong, a missing mark may not: it hangs only on a byte and its two neighbours.

use super::steps::Folder;
use super::{is_dash, is_invisible, latin};

/// Bytes that are looked at together: a block and the byte on either side of it.
const WIDTH: usize = 64;
/// Bytes of a block.
const BLOCK: usize = WIDTH - 2;
/// Stands for what is before and after the text: a byte that needs no look and is no part of a word.
const OUTSIDE: u8 = b'.';

/// A block and the byte on either side, folded byte for byte.
struct Block {
    /// Small letters if asked for, and blanks.
    folded: [u8; WIDTH],
    /// A bit for each byte that must be looked at.
    marks: u64,
}

impl Block {
    /// `small` is the bit that makes letters small, or zero.
    fn of(window: &[u8; WIDTH], small: u8) -> Self {
        // What a byte is by itself: one that may begin a run (1), a blank (2), anything to look at (4).
        let mut own = [0u8; WIDTH];
        // What it is to its neighbours: no part of a word (1), perhaps a part of a run of blanks (2), perhaps an
        // umlaut's dots (4).
        let mut near = [0u8; WIDTH + 2];
        let mut folded = [0u8; WIDTH];
        let places = own.iter_mut().zip(&mut near[1..=WIDTH]).zip(&mut folded);
        for (((own, near), folded), &byte) in places.zip(window) {
            let low = byte | 0x20;
            let letter = low.wrapping_sub(b'a') < 26;
            let digit = byte.wrapping_sub(b'0') < 10;
            let blank = (byte <= b' ') | (low == b'-') | (low == 0x7f);
            let wide = (byte >= 0x80) & (byte != latin::LEAD);
            let word = letter | digit | (byte == latin::LEAD);
            let odd = (byte >= 0x80) | (byte == b'`') | (byte == 0x0c);
            *own = bit(letter, 1) | bit(blank, 2) | bit(odd, 4);
            *near = bit(!word, 1) | bit(blank | wide, 2) | bit(byte == 0xcc, 4);
            *folded = (byte | bit(letter, small)) & !bit(blank, 0xdf) | bit(blank, b' ');
        }
        let mut marks = [0u8; WIDTH];
        let places = marks.iter_mut().zip(&own).zip(&near[..WIDTH]).zip(&near[2..]);
        for (((mark, own), before), after) in places {
            let found = (own & after & (before & 1 | 2)) | ((own | after) & 4);
            *mark = bit(found != 0, 1);
        }
        Block { folded, marks: bits(&marks) }
    }
}

/// `bits` if it is so.
fn bit(so: bool, bits: u8) -> u8 {
    if so { bits } else { 0 }
}

/// The lowest bits of all bytes, the first byte's first.
fn bits(bytes: &[u8; WIDTH]) -> u64 {
    let mut bits = 0;
    for (at, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
        // The product has the eight lowest bits side by side in its highest byte.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= gathered << (8 * at);
    }
    bits
}

impl Folder<'_> {
    /// Folds the whole text.
    pub(super) fn run(mut self) -> Self {
        while self.at < self.text.len() {
            self.block();
        }
        self
    }

    fn block(&mut self) {
        let start = self.at;
        let end = self.text.len().min(start + BLOCK);
        let block = Block::of(&self.window(), self.small());
        let mut marks = block.marks >> 1;
        loop {
            let done = self.at - start;
            marks &= u64::MAX << done;
            let next = (marks.trailing_zeros() as usize).min(end - start);
            self.copy(&block.folded[1 + done..1 + next]);
            if self.at == end {
                return;
            }
            self.look();
            if self.at >= end {
                return;
            }
        }
    }

    /// The bytes of the block that begins here, and one on either side.
    fn window(&self) -> [u8; WIDTH] {
        let bytes = self.text.as_bytes();
        let before = self.at.checked_sub(1);
        let whole = before.and_then(|from| bytes[from..].first_chunk());
        whole.copied().unwrap_or_else(|| {
            let mut window = [OUTSIDE; WIDTH];
            let from = before.unwrap_or(0);
            let skip = usize::from(before.is_none());
            let rest = &bytes[from..bytes.len().min(from + WIDTH - skip)];
            window[skip..skip + rest.len()].copy_from_slice(rest);
            window
        })
    }

    /// Bytes of a block that stand one for one.
    fn copy(&mut self, folded: &[u8]) {
        if !folded.is_empty() {
            self.one_for_one();
            self.out.extend_from_slice(folded);
            self.at += folded.len();
        }
    }

    /// Folds what begins at a marked byte.
    fn look(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let common = match *rest {
            [b'a'..=b'z' | b'A'..=b'Z', ..] => self.letter(rest),
            [latin::LEAD, second, ..] => self.latin(second, &rest[2..]),
            [0..=b' ' | b'_' | 0x7f, ..] => self.blanks(),
            _ => false,
        };
        if !common {
            self.step();
        }
    }

    /// A letter of ASCII, unless it may begin a letter-spaced run or takes marks along.
    fn letter(&mut self, rest: &[u8]) -> bool {
        let in_word = self.after_ascii_word();
        match rest {
            [b'a' | b'o' | b'u' | b'A' | b'O' | b'U', 0xcc, 0x88, after @ ..]
                if in_word || !may_be_spaced(after) =>
            {
                self.piece(self.at, 3);
                self.write(&[rest[0], b'E' | (rest[0] & 0x20)]);
                self.at += 3;
            }
            [_, 0xcc, 0x88, ..] => return false,
            [letter, after @ ..] if in_word || !may_be_spaced(after) => {
                self.one_for_one();
                self.write(&[*letter]);
                self.at += 1;
            }
            _ => return false,
        }
        true
    }

    /// A letter of Latin-1, unless it may begin a letter-spaced run.
    fn latin(&mut self, second: u8, after: &[u8]) -> bool {
        if may_be_spaced(after) && !self.after_ascii_word() {
            return false;
        }
        self.piece(self.at, 2);
        self.write(latin::folded(second).as_bytes());
        self.at += 2;
        true
    }

    /// A run of blanks that does not begin with a hyphen.
    fn blanks(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let (mut breaks, mut end, mut after_return) = (0, self.at, false);
        while let Some(&byte) = bytes.get(end) {
            let mut length = 1;
            match byte {
                b'\n' if after_return => {}
                b'\n' | b'\r' => breaks += 1,
                0x0c => breaks += 2,
                0..=b' ' | b'-' | b'_' | 0x7f => {}
                0x80.. => {
                    let Some(c) = self.text[end..].chars().next() else { break };
                    match c {
                        'À'..='ÿ' => break,
                        '\u{85}' | '\u{2028}' => breaks += 1,
                        '\u{2029}' => breaks += 2,
                        c if c.is_whitespace() || is_dash(c) || is_invisible(c) => {}
                        c if c.is_control() => {}
                        _ => break,
                    }
                    length = c.len_utf8();
                }
                _ => break,
            }
            after_return = byte == b'\r';
            end += length;
        }
        self.blank_run(end, breaks >= 2);
        true
    }

    /// Whether an ASCII letter or digit stands before.
    fn after_ascii_word(&self) -> bool {
        let before = self.at.checked_sub(1).map(|at| self.text.as_bytes()[at]);
        before.is_some_and(|byte| byte.is_ascii_alphanumeric())
    }
}

/// Whether a letter-spaced run may go on behind its first letter: not if no gap follows, nor if a longer word does.
fn may_be_spaced(after: &[u8]) -> bool {
    match *after {
        [] | [latin::LEAD, ..] => false,
        [b' ' | b'.' | b'-' | b'_' | 0x0b | 0x0c, first, second, ..] => {
            !(first.is_ascii_alphanumeric() && second.is_ascii_alphanumeric())
        }
        [b' ' | b'.' | b'-' | b'_' | 0x0b | 0x0c | 0x80.., ..] => true,
        _ => false,
    }
}
