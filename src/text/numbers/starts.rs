//! Where words of small letters start, many bytes at a time.
//!
//! Not here: what the words are.

use crate::text::marks::{WIDTH, gathered};

/// Hands over the starts of runs of at least three small letters of ASCII whose first two letters are one of `first`
/// and whose second and third are one of `second`, in order. A run at the end of a block may be any.
pub(super) fn each(bytes: &[u8], [first, second]: [&Pairs; 2], mut take: impl FnMut(usize)) {
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
            let at = starts.trailing_zeros() as usize % WIDTH;
            let letter = |more: usize| block[(at + more) % WIDTH];
            let may = first.hold(letter(0), letter(1)) && second.hold(letter(1), letter(2));
            if may || at >= WIDTH - 2 {
                take(begin + at);
            }
            starts &= starts - 1;
        }
    }
}

/// Pairs of small letters.
pub(super) struct Pairs {
    /// For each first letter the second ones, a bit each.
    second: [u32; 32],
}

impl Pairs {
    /// The pairs that stand one after the other in `letters`.
    pub(super) const fn of(letters: &[u8]) -> Self {
        let mut second = [0; 32];
        let mut at = 0;
        while at < letters.len() {
            second[(letters[at] & 0x1f) as usize] |= 1 << (letters[at + 1] & 0x1f);
            at += 2;
        }
        Pairs { second }
    }

    /// Whether two small letters are one of the pairs.
    #[inline]
    fn hold(&self, first: u8, second: u8) -> bool {
        self.second[usize::from(first & 0x1f)] >> (second & 0x1f) & 1 == 1
    }
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
