//! JSON in which nothing is hidden from whoever reads it as text.
//!
//! Not here: what a terminal acts on, of which there is no more than this in JSON ([`crate::render::escape`]).

use std::fmt;

use crate::render::escape;

/// Copies `json`, with characters that a reader would not see or would act on as `\uXXXX`. Outside
/// of strings JSON is ASCII, and inside the escape means the same character.
pub(in crate::render) fn write_visible(json: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut rest = json;
    // Such characters are rare, and so are characters beyond ASCII: what lies between is copied as it is.
    while let Some((at, character)) = first_deceptive(rest) {
        out.write_str(&rest[..at])?;
        for unit in character.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = &rest[at + character.len_utf8()..];
    }
    out.write_str(rest)
}

/// The first character that must become visible, and where it stands.
fn first_deceptive(json: &str) -> Option<(usize, char)> {
    let mut from = 0;
    loop {
        let at = from + plain(&json.as_bytes()[from..]);
        let character = json.get(at..)?.chars().next()?;
        if character != '\n' && escape::is_deceptive(character) {
            return Some((at, character));
        }
        from = at + character.len_utf8();
    }
}

/// How many bytes at the start are printable ASCII. A block is looked at in one go, because hardly any holds anything
/// else.
fn plain(bytes: &[u8]) -> usize {
    const BLOCK: usize = 32;
    let is_plain = |byte: &u8| (b' '..=b'~').contains(byte);
    let all = |block: &[u8]| block.iter().fold(true, |all, byte| all & is_plain(byte));
    let blocks = bytes.chunks_exact(BLOCK).take_while(|block| all(block)).count() * BLOCK;
    let tail = &bytes[blocks..];
    blocks + tail.iter().position(|byte| !is_plain(byte)).unwrap_or(tail.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Character by character, as it is meant.
    fn slowly(json: &str) -> String {
        let mut out = String::new();
        for character in json.chars() {
            if character != '\n' && escape::is_deceptive(character) {
                let mut units = [0; 2];
                let units = character.encode_utf16(&mut units).iter();
                out.extend(units.map(|unit| format!("\\u{unit:04x}")));
            } else {
                out.push(character);
            }
        }
        out
    }

    proptest::proptest! {
        #[test]
        fn what_is_copied_in_blocks_is_what_is_copied_by_character(
            text in proptest::collection::vec(
                proptest::sample::select(vec![
                    "a", "Lage in der Übung am Dienstag, Raum 12", "\u{7f}", "\n", "ß", "\u{200b}", "\u{ad}",
                    "\u{e0041}", "\u{1d173}", "漢", "\u{85}", "~", " ", "\u{202e}", "\u{9b}", "😀",
                ]),
                0..60,
            )
        ) {
            let text = text.concat();
            let mut out = String::new();
            proptest::prop_assert!(write_visible(&text, &mut out).is_ok());
            proptest::prop_assert_eq!(out, slowly(&text));
        }
    }
}
