//! Where words of small letters start, many bytes at a time.
//!
//! Not here: what the words are.

use crate::text::marks::{WIDTH, gathered};

/// Hands over the starts of runs of small letters of ASCII that begin with one of these, in order.
pub(super) fn each(bytes: &[u8], beginnings: &Beginnings, mut take: impl FnMut(usize)) {
    let mut in_word = 0;
    let mut last = [0; WIDTH];
    for begin in (0..bytes.len()).step_by(WIDTH) {
        let block = bytes[begin..].first_chunk().unwrap_or_else(|| {
            last[..bytes.len() - begin].copy_from_slice(&bytes[begin..]);
            &last
        });
        let letters = letters(block);
        let begins = letters & !(letters << 1 | in_word);
        in_word = letters >> 63;
        // What the next block holds is not known here.
        let mut starts = begins & (letters >> 1 | 1 << 63) & (letters >> 2 | 3 << 62);
        while starts != 0 {
            let start = begin + starts.trailing_zeros() as usize;
            if let Some(&three) = bytes.get(start..).and_then(<[u8]>::first_chunk)
                && beginnings.hold(three)
            {
                take(start);
            }
            starts &= starts - 1;
        }
    }
}

/// Beginnings of three small letters.
pub(super) struct Beginnings {
    /// For each first and second letter the third ones, a bit each.
    third: [u32; 1 << 10],
}

impl Beginnings {
    /// Those whose first two letters are one of the pairs that stand one after the other in `first`, and whose second
    /// and third are one of those in `second`.
    pub(super) const fn of(first: &[u8], second: &[u8]) -> Self {
        let mut third = [0; 1 << 10];
        let mut at = 0;
        while at < first.len() {
            let mut next = 0;
            while next < second.len() {
                if first[at + 1] == second[next] {
                    third[place(first[at], second[next])] |= 1 << (second[next + 1] & 0x1f);
                }
                next += 2;
            }
            at += 2;
        }
        Beginnings { third }
    }

    /// Whether three bytes are one of them, if they are small letters.
    #[inline]
    fn hold(&self, [first, second, third]: [u8; 3]) -> bool {
        self.third[place(first, second)] >> (third & 0x1f) & 1 == 1
    }
}

const fn place(first: u8, second: u8) -> usize {
    (first as usize & 0x1f) << 5 | second as usize & 0x1f
}

/// A bit for each small letter.
#[allow(clippy::needless_range_loop, reason = "only of this form the compiler makes vectors")]
fn letters(block: &[u8; WIDTH]) -> u64 {
    let mut letters = [0; WIDTH];
    for at in 0..WIDTH {
        letters[at] = if block[at].wrapping_sub(b'a') < 26 { 0xff } else { 0 };
    }
    gathered(&letters)
}
