//! Encoded words in header fields (RFC 2047): `=?utf-8?Q?Gr=C3=BC=C3=9Fe?=`.
//!
//! Words that follow each other are joined before they are decoded, because many programs cut a character in
//! two. Not here: parameters (RFC 2231), which mail-parser reads.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::transfer::{base64, charset, quoted_printable};

/// One encoded word: its character set, its bytes, and how long it is in the text.
struct Word {
    charset: String,
    bytes: Vec<u8>,
    length: usize,
}

/// Decodes every encoded word in a value. What is none stays as it is.
pub(super) fn decoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find("=?") {
        let Some(mut word) = word(&rest[at..]) else {
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        out.push_str(&rest[..at]);
        rest = &rest[at + word.length..];
        // White space between two encoded words is none.
        while let Some(next) = follows(rest) {
            rest = &rest[rest.len() - rest.trim_start().len() + next.length..];
            if next.charset.eq_ignore_ascii_case(&word.charset) {
                word.bytes.extend(next.bytes);
            } else {
                out.push_str(&charset(&word.charset, &word.bytes).text);
                word = next;
            }
        }
        out.push_str(&charset(&word.charset, &word.bytes).text);
    }
    out.push_str(rest);
    out
}

fn follows(rest: &str) -> Option<Word> {
    word(rest.trim_start())
}

/// The encoded word that `text` starts with.
fn word(text: &str) -> Option<Word> {
    let inner = text.strip_prefix("=?")?;
    // A character set has a short name, so that nothing is searched far for its end.
    let end = inner.bytes().take(64).position(|byte| byte == b'?')?;
    let charset = inner[..end].split('*').next()?;
    let inner = &inner[end + 1..];
    let encoding = inner.bytes().next()?.to_ascii_uppercase();
    let inner = inner.get(1..)?.strip_prefix('?')?;
    let end = ends(inner)?;
    let encoded = &inner[..end];
    let bytes = match encoding {
        b'B' => base64(encoded.as_bytes()).0,
        b'Q' => quoted_printable(&raw(charset, &encoded.replace('_', " ")), true).0,
        _ => return None,
    };
    let length = text.len() - inner.len() + end + 2;
    Some(Word { charset: charset.to_owned(), bytes, length })
}

/// The text of an encoded word as it stood in the mail: letters that should have been encoded are bytes of its
/// character set again.
fn raw<'t>(charset: &str, text: &'t str) -> Cow<'t, [u8]> {
    let set = Encoding::for_label(charset.as_bytes()).filter(|_| !text.is_ascii());
    set.map_or(Cow::Borrowed(text.as_bytes()), |set| set.encode(text).0)
}

/// How far the end of an encoded word is looked for behind a question mark that should be encoded, in bytes.
const FAR: usize = 1024;

/// Where the text of an encoded word ends: at its `?=`.
fn ends(text: &str) -> Option<usize> {
    let mark = text.find('?')?;
    let near = &text[mark..text.floor_char_boundary(mark + FAR)];
    near.find("?=").map(|end| mark + end)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn encoded_words_of_many_programs() {
        for (value, expected) in [
            ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
            ("=?ISO-8859-1?q?Gr=FC=DFe_an_alle?=", "Grüße an alle"),
            ("=?utf-8*de?B?w5xidW5n?= am Montag", "Übung am Montag"),
            ("Re: =?utf-8?B?w5xi?=\t=?utf-8?B?dW5n?=", "Re: Übung"),
            // A letter cut in two.
            ("=?utf-8?Q?Gr=C3?= =?UTF-8?Q?=BC=C3=9Fe?=", "Grüße"),
            ("=?utf-8?Q?Wer_kommt??=", "Wer kommt?"),
            ("=?iso-8859-1?Q?=FC?= =?utf-8?Q?=C3=BC?=", "üü"),
            // Blanks within are not allowed and common.
            ("=?utf-8?Q?Lage am Morgen?=", "Lage am Morgen"),
            ("\"=?utf-8?Q?M=C3=BCller?=\" <a@example.org>", "\"Müller\" <a@example.org>"),
            ("=?iso-8859-1?Q?Fr\u{f6}sche=FC?=", "Fröscheü"),
            ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
            ("=?utf-8?Q?abc", "=?utf-8?Q?abc"),
            ("a =? b", "a =? b"),
            ("=?utf-7?Q?+ANw-bung?=", "Übung"),
        ] {
            assert_eq!(decoded(value), expected, "{value}");
        }
    }

    #[test]
    fn many_beginnings_are_no_burden() {
        for bit in ["=?", "=?utf-8?Q?", "=?a?b?", "=?utf-8?Q?a?= "] {
            decoded(&bit.repeat(300_000));
        }
    }
}
