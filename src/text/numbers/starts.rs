//! Where words of small letters start, many bytes at a time.
//!
//! Not here: what the words are.

use crate::text::marks::{WIDTH, gathered};

/// Hands over the starts of runs of at least three small letters of ASCII, in order. A run that goes over the end
/// of a block may be shorter.
pub(super) fn each(bytes: &[u8], mut take: impl FnMut(usize)) {
    let mut in_word = 0;
    for block in (0..bytes.len()).step_by(WIDTH) {
        let letters = match bytes[block..].first_chunk() {
            Some(whole) => letters(whole),
            None => {
                let mut last = [0; WIDTH];
                last[..bytes.len() - block].copy_from_slice(&bytes[block..]);
                letters(&last)
            }
        };
        let first = letters & !(letters << 1 | in_word);
        in_word = letters >> 63;
        // What the next block holds is not known here.
        let mut starts = first & (letters >> 1 | 1 << 63) & (letters >> 2 | 3 << 62);
        while starts != 0 {
            take(block + starts.trailing_zeros() as usize);
            starts &= starts - 1;
        }
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
