//! Addresses: files that are written out in one (`data:`), and addresses as a person reads them.
//!
//! Not here: fetching anything.

use super::draft::Draft;
use super::mail::transfer;
use super::picture;
use super::reading::Reading;
use crate::model::{Document, GapKind};
use crate::read::reasons;

/// The file in a `data:` address: its type in small letters, and its bytes.
pub(super) fn parse(address: &str) -> Option<(String, Vec<u8>)> {
    let address = address.trim_start();
    let scheme = address.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:"))?;
    let (head, content) = address[scheme.len()..].split_once(',')?;
    let head = head.trim().to_ascii_lowercase();
    let bytes = unescaped(content);
    let (kind, packed) = match head.strip_suffix("base64") {
        Some(kind) => (kind.trim_end_matches([';', ' ']), true),
        None => (head.as_str(), false),
    };
    let bytes = if packed { transfer::base64(&bytes).0 } else { bytes };
    Some((kind.split(';').next().unwrap_or_default().trim().to_owned(), bytes))
}

/// Reads the file in a `data:` address; none where it is a picture too small for words.
pub(super) fn read(kind: &str, bytes: &[u8], reading: &Reading<'_>) -> Option<Document> {
    if kind.starts_with("font/") || kind.contains("font-") {
        return None;
    }
    if kind.starts_with("image/") && !kind.contains("svg") {
        return picture::may_show_words(bytes).then(|| {
            super::draft::compose("picture", |draft: &mut Draft<'_>| {
                draft.gap(GapKind::Picture, reasons::PICTURE);
            })
        });
    }
    let ending = match kind {
        "text/html" | "application/xhtml+xml" => "html",
        "image/svg+xml" => "svg",
        "" | "text/plain" => "txt",
        _ => kind.rsplit(['/', '+']).next().unwrap_or_default(),
    };
    Some(reading.nested(&format!("data.{ending}"), bytes))
}

/// An address as a person reads it, with its escapes resolved where that gives a text.
pub(super) fn readable(address: &str) -> String {
    let address = address.trim();
    String::from_utf8(unescaped(address)).unwrap_or_else(|_| address.to_owned())
}

/// Bytes with `%41` resolved.
fn unescaped(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = (byte == b'%').then(|| Some(digit(at + 1)? * 16 + digit(at + 2)?)).flatten();
        out.push(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{parse, readable};

    #[test]
    fn files_in_addresses() {
        assert_eq!(
            parse("data:text/plain;base64,R3LDvMOfZQ=="),
            Some(("text/plain".to_owned(), "Grüße".as_bytes().to_vec()))
        );
        assert_eq!(parse("DATA:,a%20b"), Some((String::new(), b"a b".to_vec())));
        assert_eq!(parse("https://example.org/,"), None);
    }

    #[test]
    fn addresses_as_a_person_reads_them() {
        assert_eq!(readable(" mailto:a@b?subject=%C3%9Cbung%201 "), "mailto:a@b?subject=Übung 1");
        assert_eq!(readable("a%fcb%2"), "a%fcb%2");
    }
}
