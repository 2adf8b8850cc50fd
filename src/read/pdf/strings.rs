//! Text strings as the objects of a file hold them.
//!
//! Not here: strings that a page shows, whose bytes mean what their font says.

/// What the bytes from 0x18 and from 0x80 mean where they are not Latin-1.
const LOW: &str = "˘ˇˆ˙˝˛˚˜";
const HIGH: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u{fffd}€";

/// The characters of a text string: UTF-16 or UTF-8 with a mark, else the encoding that PDF made for itself.
pub(super) fn text(bytes: &[u8]) -> String {
    let decoded = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => own(bytes),
    };
    clean(&decoded)
}

/// Text of a whole stream, which is UTF-8 where it says nothing else.
pub(super) fn stream(bytes: &[u8]) -> String {
    match (bytes, std::str::from_utf8(bytes)) {
        ([0xFE, 0xFF, ..] | [0xFF, 0xFE, ..], _) | (_, Err(_)) => text(bytes),
        (_, Ok(text)) => clean(text),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn own(bytes: &[u8]) -> String {
    let other = |table: &str, at: u8| table.chars().nth(usize::from(at)).unwrap_or('\u{fffd}');
    let char = |&byte: &u8| match byte {
        0x18..=0x1F => other(LOW, byte - 0x18),
        0x80..=0xA0 => other(HIGH, byte - 0x80),
        _ => char::from(byte),
    };
    bytes.iter().map(char).collect()
}

/// Every end of a line is a line feed; blank lines and what controls something else are gone, because a blank
/// line would cut a text that belongs together. The short name of a language between two escapes is no text.
fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' => {
                let language = rest.clone().take_while(char::is_ascii_alphabetic).count();
                if language <= 4 && rest.clone().nth(language) == Some('\u{1b}') {
                    rest.nth(language);
                }
            }
            '\r' | '\n' if clean.ends_with('\n') => {}
            '\r' | '\n' => clean.push('\n'),
            '\t' => clean.push(' '),
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn encodings() {
        for (bytes, expected) in [
            (&b"Pr\xfcfung \x8cx\x8e\xa0"[..], "Prüfung „x”€"),
            (b"\xfe\xff\0P\0r\0\xfc", "Prü"),
            (b"\xff\xfeP\0r\0\xfc\0", "Prü"),
            (b"\xef\xbb\xbfPr\xc3\xbc", "Prü"),
            (b"\xfe\xff\0\x1b\0d\0e\0\x1b\0a", "a"),
            (b"\x1b a", "a"),
            (b"a\r\n\r\nb\rc\0", "a\nb\nc"),
            (b"\x18\x1f", "˘˜"),
        ] {
            assert_eq!(text(bytes), expected);
        }
    }
}
