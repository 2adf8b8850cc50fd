//! Marks that were found by arithmetic on many bytes, as the bits of one number.
//!
//! Not here: what is marked.

/// Bytes that are looked at together.
pub(super) const WIDTH: usize = 64;

/// The lowest bits of all bytes, that of the first byte lowest.
#[inline]
pub(super) fn gathered(bytes: &[u8; WIDTH]) -> u64 {
    let mut bits = 0;
    for (at, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
        // The product has the eight lowest bits side by side in its highest byte.
        let lowest = u64::from_le_bytes(*eight) & 0x0101_0101_0101_0101;
        bits |= (lowest.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at);
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, gathered};

    #[test]
    fn each_byte_has_its_bit() {
        for at in 0..WIDTH {
            let mut bytes = [0x10; WIDTH];
            bytes[at] = 0xff;
            bytes[(at + 5) % WIDTH] = 1;
            assert_eq!(gathered(&bytes), 1 << at | 1 << ((at + 5) % WIDTH));
        }
    }
}
