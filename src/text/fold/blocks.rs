//! The fold of ordinary text: many bytes at once, and a short way for what is common in between.
//!
//! A block of text is folded as if nothing in it had to be looked at more closely, by arithmetic alone, which the
//! compiler turns into operations on many bytes. The same arithmetic marks where something has to: another character than
//! one of ASCII, two blanks side by side, a letter that stands alone. What is in between is copied, what is marked
//! takes the short way if it is common, and the steps if not ([`super::steps`]).
//!
//! A mark may be wrong, a missing mark may not: it hangs only on a byte and its two neighbours.

use wide::{i8x16, u8x16};

use super::steps::Folder;
use super::{is_dash, is_invisible, latin};
use crate::text::marks::{LANES, WIDTH, highest};

/// Bytes of a block, which is looked at with the byte on either side.
const BLOCK: usize = WIDTH - 2;
/// Stands for what is before and after the text: a byte that needs no look and is no part of a word.
const OUTSIDE: u8 = b'.';

/// A block and the byte on either side, folded byte for byte: small letters if asked for, and blanks. Behind them is
/// nothing, so that any part can be copied as [`WIDTH`] bytes.
type Buffer = [u8; 2 * WIDTH];

/// Folds a block and the byte on either side. The bits of the answer are the bytes that must be looked at. `small` is
/// the bit that makes letters small, or zero.
fn marked(window: &[u8; WIDTH], small: u8, folded: &mut Buffer) -> u64 {
    let each = |byte: u8| u8x16::splat(byte);
    let (mut letters, mut blanks, mut gaps, mut odd) = (0, 0, 0, 0);
    let out = folded.as_chunks_mut::<LANES>().0.iter_mut();
    for (n, (part, out)) in window.as_chunks::<LANES>().0.iter().zip(out).enumerate() {
        let bytes = u8x16::new(*part);
        let low = bytes | each(0x20);
        // The letters of ASCII, and nothing else, lie in the upper end of the numbers below 0x80.
        let letter = (low + each(5)).cast_signed().simd_gt(i8x16::splat(0x65)).cast_unsigned();
        // What is no ASCII is read as a blank, which makes no difference where it is marked anyway.
        let control = bytes.cast_signed().simd_lt(i8x16::splat(0x21)).cast_unsigned();
        let blank = control | low.simd_eq(each(b'-')) | low.simd_eq(each(0x7f));
        let text = (bytes | letter & each(small)) & !blank | blank & each(b' ');
        *out = text.to_array();
        let at = LANES * n;
        letters |= highest(letter) << at;
        blanks |= highest(blank) << at;
        gaps |= highest(blank | bytes.simd_eq(each(b'.'))) << at;
        odd |= highest(bytes | bytes.simd_eq(each(b'`')) | bytes.simd_eq(each(0x0c))) << at;
    }
    let starts = blanks | letters & !(letters << 1);
    starts & gaps >> 1 | odd
}

impl Folder<'_> {
    /// Folds the whole text.
    pub(super) fn run(mut self) -> Self {
        let mut folded = [0; 2 * WIDTH];
        while self.at < self.text.len() {
            self.block(&mut folded);
        }
        self
    }

    fn block(&mut self, folded: &mut Buffer) {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let length = BLOCK.min(bytes.len() - start);
        let marks = self.marks(folded) >> 1;
        // Whatever is marked behind the text ends the block.
        let mut marks = marks | 1 << length;
        let mut done = 0;
        loop {
            let next = marks.trailing_zeros() as usize;
            if next < length && is_plain(&bytes[start + next..]) {
                marks &= marks - 1;
                continue;
            }
            if next > done
                && let Some(part) = folded[1 + done..].first_chunk()
            {
                self.copy(part, next - done);
            }
            if next == length {
                return;
            }
            self.look();
            done = self.at - start;
            if done >= length {
                return;
            }
            marks &= u64::MAX << done;
        }
    }

    /// Folds the block that begins here, and one byte on either side.
    fn marks(&self, folded: &mut Buffer) -> u64 {
        let bytes = self.text.as_bytes();
        let before = self.at.checked_sub(1);
        if let Some(whole) = before.and_then(|from| bytes[from..].first_chunk()) {
            return marked(whole, self.small(), folded);
        }
        let mut window = [OUTSIDE; WIDTH];
        let from = before.unwrap_or(0);
        let skip = usize::from(before.is_none());
        let rest = &bytes[from..bytes.len().min(from + WIDTH - skip)];
        window[skip..skip + rest.len()].copy_from_slice(rest);
        marked(&window, self.small(), folded)
    }

    /// The first `length` bytes of a part of a block, which stand one for one.
    fn copy(&mut self, folded: &[u8; WIDTH], length: usize) {
        self.one_for_one();
        self.out.first(length, folded);
        self.at += length;
    }

    /// Folds what begins at a marked byte.
    fn look(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let common = match *rest {
            [latin::LEAD, second, ..] => self.latin(second, &rest[2..]),
            [b'a'..=b'z' | b'A'..=b'Z', ..] => self.letter(rest),
            [b'-', ..] => self.hyphenation('-') || self.blanks(),
            [0xcc, 0x88, ..] if self.dots() => true,
            // U+0300 to U+0362, but for one that counts as a letter
            [0xcc, _, ..] | [0xcd, 0x80..=0x84 | 0x86..=0xa2, ..] => self.leave_out(2),
            [0xc2, 0xad, ..] => {
                self.skip_invisible('\u{ad}');
                true
            }
            [0xc2, 0xa0, ..] | [0xe2, 0x80, 0x92..=0x94, ..] => self.blanks(),
            [0xe2, 0x80, third, ..] => self.punctuation(third),
            [0..=b' ' | b'_' | 0x7f, ..] => self.blanks(),
            [0xc4..=0xf4, ..] => self.letter_beyond(),
            _ => false,
        };
        if !common {
            self.step();
        }
    }

    /// A letter of ASCII with its umlaut's dots, or the letter-spaced run that it begins.
    fn letter(&mut self, rest: &[u8]) -> bool {
        let alone = !self.after_ascii_word();
        match *rest {
            [letter @ (b'a' | b'o' | b'u' | b'A' | b'O' | b'U'), 0xcc, 0x88, ref after @ ..] => {
                if alone && may_be_spaced(after) && self.spaced_run() {
                    return true;
                }
                self.piece(self.at, 3);
                self.write(&[letter, b'E' | (letter & 0x20)]);
                self.at += 3;
            }
            [letter, ref after @ ..] => {
                if alone && may_be_spaced(after) && self.spaced_run() {
                    return true;
                }
                self.one_for_one();
                self.write(&[letter]);
                self.at += 1;
            }
            [] => return false,
        }
        true
    }

    /// What shows nowhere.
    fn leave_out(&mut self, length: usize) -> bool {
        self.at += length;
        true
    }

    /// The dots of an umlaut, whose letter may have been copied already as the end of a word.
    fn dots(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let before = self.at.checked_sub(1).map(|at| bytes[at]);
        if !matches!(before, Some(b'a' | b'o' | b'u' | b'A' | b'O' | b'U')) {
            return false;
        }
        self.take_back();
        self.letter(&bytes[self.at..])
    }

    /// A letter of Latin-1, unless it may begin a letter-spaced run.
    fn latin(&mut self, second: u8, after: &[u8]) -> bool {
        if !self.after_ascii_word() && may_be_spaced(after) {
            return false;
        }
        self.piece(self.at, 2);
        match *latin::folded(second, self.small()) {
            [one] => self.out.push(one),
            [one, two] => {
                self.out.push(one);
                self.out.push(two);
            }
            _ => return false,
        }
        self.at += 2;
        true
    }

    /// Quotation marks and dots of U+2000 to U+203F.
    fn punctuation(&mut self, third: u8) -> bool {
        let folded: &[u8] = match third {
            0x98..=0x9b | 0xb2 | 0xb9 | 0xba => b"'",
            0x9c..=0x9f | 0xb3 => b"\"",
            0xa6 => b"...",
            _ => return false,
        };
        self.piece(self.at, 3);
        self.write(folded);
        self.at += 3;
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

/// Whether what is marked is nothing but a letter or a blank.
#[inline]
fn is_plain(rest: &[u8]) -> bool {
    match *rest {
        [0x80..=0xff, ..] => false,
        [b'a'..=b'z' | b'A'..=b'Z', ..] => !may_be_spaced(&rest[1..]),
        [0x0c, ..] => false,
        [0..=b' ' | b'-' | b'_' | 0x7f, latin::LEAD, ..] => true,
        _ => false,
    }
}

/// Whether a letter-spaced run may go on behind its first letter: not if no gap follows, nor if a longer word does.
#[inline]
fn may_be_spaced(after: &[u8]) -> bool {
    match *after {
        [] | [latin::LEAD, ..] => false,
        [b' ' | b'.' | b'-' | b'_' | 0x0b | 0x0c, first, second, ..]
            if first.is_ascii_alphanumeric() =>
        {
            // A run has three letters at least, so that another single one comes behind the second.
            let third = match after[3..] {
                [digit, ..] if digit.is_ascii_digit() => false,
                [letter, next, ..] => {
                    !(letter.is_ascii_alphabetic() && next.is_ascii_alphanumeric())
                }
                _ => true,
            };
            let gap = matches!(second, b' ' | b'.' | b'-' | b'_' | 0x0b | 0x0c | 0x80..);
            first.is_ascii_alphabetic() && gap && third
        }
        [b' ' | b'.' | b'-' | b'_' | 0x0b | 0x0c | 0x80.., ..] => true,
        _ => false,
    }
}
