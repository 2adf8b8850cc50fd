//! Where bytes of a kind stand, for whoever asks from the start of a text to its end.
//!
//! Many bytes are looked at together and every find is a bit, so that asking costs hardly more where finds lie close.
//! Not here: what a find means.

use std::marker::PhantomData;

use super::marks::{WIDTH, gathered};

/// What kind of byte is looked for.
pub trait Kind {
    /// Whether `byte` is one: arithmetic without a way out, so that it is done for many bytes at once.
    fn is(byte: u8) -> bool;
}

/// Finds the bytes of a kind in a text.
#[derive(Debug)]
pub struct Stops<'t, K> {
    bytes: &'t [u8],
    kind: PhantomData<K>,
    /// Where the block starts that was looked at last; past any text before the first.
    base: usize,
    /// A bit for each find in it.
    finds: u64,
}

impl<'t, K: Kind> Stops<'t, K> {
    /// The bytes of `text` that are of the kind.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        Stops { bytes: text.as_bytes(), kind: PhantomData, base: usize::MAX, finds: 0 }
    }

    /// The first find at `at` or behind it; the length of the text where there is none.
    #[inline]
    pub fn from(&mut self, at: usize) -> usize {
        let (mut base, mut wanted) = (at & !(WIDTH - 1), u64::MAX << (at % WIDTH));
        while base < self.bytes.len() {
            if self.base != base {
                self.look(base);
            }
            let finds = self.finds & wanted;
            if finds != 0 {
                return base + finds.trailing_zeros() as usize;
            }
            (base, wanted) = (base + WIDTH, u64::MAX);
        }
        self.bytes.len()
    }

    /// Looks at the block that starts at `base`.
    #[inline]
    fn look(&mut self, base: usize) {
        let rest = &self.bytes[base..];
        self.base = base;
        self.finds = match rest.first_chunk() {
            Some(block) => marked::<K>(block),
            None => {
                let mut block = [0; WIDTH];
                block[..rest.len()].copy_from_slice(rest);
                // What stands behind the text is no find, whatever its kind.
                marked::<K>(&block) & !(u64::MAX << rest.len())
            }
        };
    }
}

/// A bit for each find in a block.
#[inline]
#[allow(clippy::needless_range_loop, reason = "only of this form the compiler makes vectors")]
fn marked<K: Kind>(block: &[u8; WIDTH]) -> u64 {
    let mut marks = [0; WIDTH];
    for at in 0..WIDTH {
        marks[at] = if K::is(block[at]) { 0xff } else { 0 };
    }
    gathered(&marks)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Kind, Stops};

    struct Odd;

    impl Kind for Odd {
        fn is(byte: u8) -> bool {
            (byte == b'\n') | (byte == b'<') | (byte == 0)
        }
    }

    proptest! {
        #[test]
        fn every_stop_is_found(text in "([a-d]{0,40}|[\n<\u{0}ä]){0,12}", asked in proptest::collection::vec(0usize..300, 0..20)) {
            let mut stops = Stops::<Odd>::of(&text);
            for at in asked {
                let rest = text.as_bytes().get(at..).unwrap_or_default();
                let first = rest.iter().position(|&byte| Odd::is(byte));
                let expected = first.map_or(text.len(), |first| at + first);
                prop_assert_eq!(stops.from(at), expected);
            }
        }
    }
}
