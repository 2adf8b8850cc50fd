//! Transfer encodings and character sets: base64, quoted-printable, uuencode; lenient, so that what a mail program
//! would show is shown here, and telling where something was bad.
//!
//! Not here: where encoded text starts and ends.

use mail_parser::decoders::charsets::map::charset_decoder;

use crate::read::decode::{self, Decoded};

/// Decodes base64. What is no base64 is passed over; whether there was any such thing is told.
pub(in crate::read) fn base64(encoded: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(encoded.len() / 4 * 3);
    let (mut bits, mut count, mut bad) = (0_u32, 0, false);
    for &byte in encoded {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            // Programs that glue encoded texts together leave the padding of the first one.
            b'=' => {
                (bits, count) = (0, 0);
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            _ => {
                bad = true;
                continue;
            }
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    (bytes, bad)
}

/// Decodes quoted-printable. An equals sign that quotes nothing stands for itself, which is told. In the words of a
/// header field blanks at the end of a line count.
pub(in crate::read) fn quoted_printable(encoded: &[u8], is_word: bool) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut bad = false;
    for line in encoded.split_inclusive(|&byte| byte == b'\n') {
        let words = if is_word { line } else { line.trim_ascii_end() };
        let end = &line[words.len()..];
        let (words, soft) = match words.strip_suffix(b"=") {
            Some(words) if !is_word => (words, true),
            _ => (words, false),
        };
        let mut rest = words;
        while let Some(at) = rest.iter().position(|&byte| byte == b'=') {
            bytes.extend_from_slice(&rest[..at]);
            let hex = |at: usize| rest.get(at).and_then(|&byte| char::from(byte).to_digit(16));
            if let (Some(high), Some(low)) = (hex(at + 1), hex(at + 2)) {
                bytes.push((high << 4 | low) as u8);
                rest = &rest[at + 3..];
            } else {
                bad = true;
                bytes.push(b'=');
                rest = &rest[at + 1..];
            }
        }
        bytes.extend_from_slice(rest);
        if !soft {
            let feed = end.iter().position(|&byte| byte == b'\r' || byte == b'\n');
            bytes.extend_from_slice(feed.map_or(&b""[..], |feed| &end[feed..]));
        }
    }
    (bytes, bad)
}

/// Decodes the lines between `begin` and `end`.
pub(super) fn uuencode<'l>(lines: impl Iterator<Item = &'l [u8]>) -> Vec<u8> {
    let value = |line: &[u8], at: usize| {
        line.get(at).map_or(0, |&byte| u32::from(byte.wrapping_sub(b' ') & 63))
    };
    let mut bytes = Vec::new();
    for line in lines {
        let line = line.trim_ascii_end();
        let length = value(line, 0) as usize;
        // A line gives no more bytes than it has letters for, whatever it says.
        let length = length.min(line.len().saturating_sub(1) * 3 / 4 + 1);
        let from = bytes.len();
        for at in (1..line.len()).step_by(4) {
            let group = (0..4).fold(0, |group, next| group << 6 | value(line, at + next));
            bytes.extend_from_slice(&group.to_be_bytes()[1..]);
        }
        bytes.truncate(from + length);
    }
    bytes
}

/// The text of bytes in the character set that a mail names, with what was odd about it.
pub(in crate::read) fn charset(name: &str, bytes: &[u8]) -> Decoded {
    let name = unquoted(name);
    if !is_usual(name)
        && let Some(decoder) = charset_decoder(name.as_bytes())
    {
        return decode::without_nul(Decoded { text: decoder(bytes), ..Decoded::default() });
    }
    // Bytes that are not what they are called are Windows-1252 more often than not.
    decode::without_nul(decode::narrow(bytes))
}

/// Whether texts in the character set of this name can be read.
pub(in crate::read) fn is_known(name: &str) -> bool {
    let name = unquoted(name);
    is_usual(name) || charset_decoder(name.as_bytes()).is_some()
}

fn unquoted(name: &str) -> &str {
    name.trim().trim_matches(['"', '\''])
}

/// Whether the set of this name is UTF-8 or a part of it.
fn is_usual(name: &str) -> bool {
    let usual = ["", "utf-8", "utf8", "us-ascii", "ascii"];
    usual.contains(&&*name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{base64, charset, quoted_printable, uuencode};

    #[test]
    fn base64_with_all_that_mails_do_to_it() {
        let decode = |text: &str| {
            let (bytes, bad) = base64(text.as_bytes());
            (String::from_utf8(bytes).unwrap(), bad)
        };
        assert_eq!(decode("R3LD\r\nvMOf\r\nZQ=="), ("Grüße".to_owned(), false));
        assert_eq!(decode("R3LDvMOfZQ"), ("Grüße".to_owned(), false));
        assert_eq!(decode("R3LD!vMOf*ZQ=="), ("Grüße".to_owned(), true));
        assert_eq!(decode("R3LDvMOfZQ==R3LDvMOfZQ=="), ("GrüßeGrüße".to_owned(), false));
    }

    #[test]
    fn quoted_printable_with_all_that_mails_do_to_it() {
        let decode = |text: &str| {
            let (bytes, bad) = quoted_printable(text.as_bytes(), false);
            (String::from_utf8(bytes).unwrap(), bad)
        };
        assert_eq!(decode("Gr=C3=BC=\r\n=c3=9Fe  \r\nda"), ("Grüße\r\nda".to_owned(), false));
        assert_eq!(decode("a=b = c=\n"), ("a=b = c".to_owned(), true));
        assert_eq!(decode("a=  \nb"), ("ab".to_owned(), false));
    }

    #[test]
    fn uuencode_as_it_was() {
        let lines = [&b"%1W)UP[P`"[..], b"`"];
        assert_eq!(uuencode(lines.into_iter()).len(), 5);
        let cat = [&b"#0V%T"[..], b"`"];
        assert_eq!(uuencode(cat.into_iter()), b"Cat");
    }

    #[test]
    fn character_sets_by_the_names_that_mails_use() {
        for (name, bytes) in [
            ("iso-8859-1", &b"\xdcbung"[..]),
            ("ISO-8859-15", b"\xdcbung"),
            ("windows-1252", b"\xdcbung"),
            ("utf-8", b"\xc3\x9cbung"),
            ("us-ascii", b"\xc3\x9cbung"),
            ("utf-8", b"\xdcbung"),
            ("unknown-8bit", b"\xdcbung"),
            ("\"UTF-8\"", b"\xc3\x9cbung"),
            ("utf-7", b"+ANw-bung"),
            ("cp850", b"\x9abung"),
        ] {
            assert_eq!(charset(name, bytes).text, "Übung", "{name}");
        }
    }
}
