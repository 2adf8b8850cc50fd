//! Marks that were found by arithmetic on many bytes, as the bits of one number.
//!
//! Not here: what is marked.

use wide::u8x16;

/// Bytes that are looked at together.
pub(super) const WIDTH: usize = 64;

/// Bytes that one operation is done on.
pub(super) const LANES: usize = 16;

/// The highest bits of all bytes, that of the first byte lowest.
#[inline]
pub(super) fn gathered(bytes: &[u8; WIDTH]) -> u64 {
    let parts = bytes.as_chunks::<LANES>().0.iter().enumerate();
    parts.map(|(n, part)| highest(u8x16::new(*part)) << (LANES * n)).sum()
}

/// The same of the bytes of one operation.
#[inline]
pub(super) fn highest(bytes: u8x16) -> u64 {
    u64::from(bytes.to_bitmask())
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, gathered};

    #[test]
    fn each_byte_has_its_bit() {
        for at in 0..WIDTH {
            let mut bytes = [0x7f; WIDTH];
            bytes[at] = 0xff;
            bytes[(at + 5) % WIDTH] = 0x80;
            assert_eq!(gathered(&bytes), 1 << at | 1 << ((at + 5) % WIDTH));
        }
    }
}
