//! Pictures: whether one is large enough to show words.
//!
//! Not here: what it shows. Nothing is decoded but the size in its head.

/// Width and height from which on a picture may show words, in pixels. What is smaller is an icon or a spacer.
const SMALLEST: u32 = 32;

/// Whether a picture may show words. Only one whose own head says that it is too small may not.
pub(super) fn may_show_words(bytes: &[u8]) -> bool {
    size(bytes).is_none_or(|(width, height)| width >= SMALLEST && height >= SMALLEST)
}

/// Width and height in pixels, where the head says them.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some((big(bytes, 16, 4)?, big(bytes, 20, 4)?));
    }
    if bytes.starts_with(b"GIF8") {
        return Some((little(bytes, 6, 2)?, little(bytes, 8, 2)?));
    }
    if bytes.starts_with(b"BM") && little(bytes, 14, 4)? >= 40 {
        // A height below nothing says that the rows run from the top.
        let height = little(bytes, 22, 4)?.cast_signed().unsigned_abs();
        return Some((little(bytes, 18, 4)?, height));
    }
    if bytes.starts_with(b"\xff\xd8") { jpeg(bytes) } else { None }
}

/// The size in the first frame header of a JPEG.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?));
            }
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::try_from(big(bytes, at + 2, 2)?.max(2)).ok()?,
        }
    }
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().fold(0, |number, &byte| (number << 8) | u32::from(byte)))
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().rev().fold(0, |number, &byte| (number << 8) | u32::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::{may_show_words, size};

    #[test]
    fn sizes_in_heads() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x10";
        assert_eq!(size(png), Some((256, 16)));
        assert_eq!(size(b"GIF89a\x10\0\x40\x01"), Some((16, 320)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x20\0\x40";
        assert_eq!(size(jpeg), Some((64, 32)));
        let mut bitmap = b"BM............\x28\0\0\0\x40\0\0\0".to_vec();
        bitmap.extend((-48_i32).to_le_bytes());
        assert_eq!(size(&bitmap), Some((64, 48)));
    }

    #[test]
    fn only_a_known_small_size_shows_no_words() {
        assert!(!may_show_words(b"GIF89a\x10\0\x40\x01"));
        assert!(may_show_words(b"GIF89a\x40\0\x40\x01"));
        for unknown in
            [&b""[..], b"GIF89a\x01", b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xd8\xff\xda", b"EMF"]
        {
            assert!(may_show_words(unknown));
        }
    }
}
