//! Fingerprints of bytes, plain and keyed, so that a report says what it rests on without telling it.
//!
//! Not here: what is fingerprinted, and where keys come from.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

/// A SHA-256 fingerprint; it is written as 64 hexadecimal digits, as `sha256sum` writes it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The fingerprint of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Digest(Sha256::digest(bytes).into())
    }

    /// The fingerprint of several parts in order; how they are cut counts.
    #[must_use]
    pub fn of_all<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut all = Sha256::new();
        for part in parts {
            all.update((part.len() as u64).to_le_bytes());
            all.update(part);
        }
        Digest(all.finalize().into())
    }

    /// The fingerprint that is written as these 64 hexadecimal digits, in either case; none for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        bytes(text)?.try_into().ok().map(Digest)
    }

    /// The same bytes, for whoever makes fingerprints of fingerprints.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The fingerprint of several parts that nobody can guess or check who does not have the key (HMAC).
    #[must_use]
    pub fn keyed<'a>(key: &Key, parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        // HMAC takes a key of any length.
        let Ok(mut all) = Hmac::<Sha256>::new_from_slice(&key.0) else { return Digest([0; 32]) };
        for part in parts {
            all.update(&(part.len() as u64).to_le_bytes());
            all.update(part);
        }
        Digest(all.finalize().into_bytes().into())
    }

    /// Its bytes, for who writes them otherwise than as digits.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The fingerprint of these bytes of its own.
impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Digest(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Many are told in each run.
        let digit = |half: u8| b"0123456789abcdef"[usize::from(half & 0xf)];
        let digits = self.0.map(|byte| [digit(byte >> 4), digit(byte)]);
        f.write_str(std::str::from_utf8(digits.as_flattened()).unwrap_or_default())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A secret under which fingerprints are made. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Vec<u8>);

impl Key {
    /// The fewest bytes of a key.
    pub const SHORTEST: usize = 16;

    /// A key of these bytes; none where they are fewer than [`Key::SHORTEST`].
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        (bytes.len() >= Self::SHORTEST).then_some(Key(bytes))
    }
}

impl Key {
    /// The key that is written in hexadecimal digits, blanks around it left out; none where it is anything else or too
    /// short.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Key::new(bytes(text.trim())?)
    }
}

/// The bytes that are written as two hexadecimal digits each.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let digit = |digit: u8| -> Option<u8> {
        char::from(digit).to_digit(16).and_then(|digit| digit.try_into().ok())
    };
    let pair = |pair: &[u8]| -> Option<u8> {
        let [high, low] = pair else { return None };
        Some((digit(*high)? << 4) | digit(*low)?)
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_everybody() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Digest::of(b"").to_string(), empty);
        assert_ne!(Digest::of_all([&b"a"[..], b"bc"]), Digest::of_all([&b"ab"[..], b"c"]));
    }

    #[test]
    fn without_the_key_nothing_is_alike() {
        let key = |byte: u8| Key::new(vec![byte; 32]).unwrap();
        let one = Digest::keyed(&key(1), [&b"GEHEIM"[..]]);
        assert_eq!(one, Digest::keyed(&key(1), [&b"GEHEIM"[..]]));
        assert_ne!(one, Digest::keyed(&key(2), [&b"GEHEIM"[..]]));
        assert!(Key::new(vec![1; 15]).is_none());
        assert_eq!(format!("{:?}", key(1)), "Key(..)");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let one = Digest::of(b"one");
        assert_eq!(Digest::read(&one.to_string()), Some(one));
        assert_eq!(Digest::read(&one.to_string().to_uppercase()), Some(one));
        let odd = &one.to_string()[1..];
        for slip in ["", "00", odd, &format!("{odd}g"), &format!("{one}00")] {
            assert_eq!(Digest::read(slip), None, "{slip}");
        }
        assert_eq!(Key::read(&format!("{}\n", "01".repeat(32))), Key::new(vec![1; 32]));
        for slip in ["", "01", &"01".repeat(15), &"0x".repeat(32), &"0".repeat(63)] {
            assert_eq!(Key::read(slip), None, "{slip}");
        }
    }
}
