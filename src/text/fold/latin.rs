//! Letters of Latin-1, which are two bytes each in the text and fold without regard to what is around them.
//!
//! Not here: what follows from their neighbours ([`super::blocks`]); any other letter ([`super::chars`]).

/// The first byte of U+00C0 to U+00FF.
pub(super) const LEAD: u8 = 0xc3;

/// What each of U+00C0 to U+00FF folds to, capitals kept; a test holds this against [`super::fold_char`].
const FOLDED: [&str; 64] = [
    "A", "A", "A", "A", "AE", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I", "I", //
    "D", "N", "O", "O", "O", "O", "OE", "×", "O", "U", "U", "U", "UE", "Y", "TH", "ss", //
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", //
    "d", "n", "o", "o", "o", "o", "oe", "÷", "o", "u", "u", "u", "ue", "y", "th", "y",
];

/// The fold of the character whose second byte this is. `small` is the bit that makes letters small, or zero.
#[inline]
pub(super) fn folded(second: u8, small: u8) -> &'static [u8] {
    // The sign of multiplication and "ß" are no capitals of what stands 32 places behind them.
    let small = if matches!(second, 0x97 | 0x9f) { 0 } else { small };
    FOLDED[usize::from((second | small) & 0x3f)].as_bytes()
}
