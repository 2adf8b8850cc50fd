//! The character set of an HTML file: by its mark, by what it declares, by its bytes.
//!
//! A declaration is often wrong, because files are saved and mails are passed on in another encoding: bytes that are
//! UTF-8 with letters beyond ASCII are read as such whatever is declared.
//!
//! Not here: files that declare nothing ([`crate::read::decode`]).

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};

use crate::model::{Gap, GapKind, Notice, Say};
use crate::read::decode::{Decoded, decode};

/// How far a declaration is looked for, in bytes.
const HEAD: usize = 16 * 1024;

/// Makes text of the bytes of an HTML or XHTML file.
///
/// # Errors
/// The gap of the whole file where its bytes are no text.
pub(in crate::read) fn text(bytes: &[u8]) -> Result<Decoded, Gap> {
    let marked = [&b"\xff\xfe"[..], b"\xfe\xff", b"\xef\xbb\xbf"];
    let declared = declared(bytes).filter(|_| !marked.iter().any(|mark| bytes.starts_with(mark)));
    let Some(label) = declared else { return decode(bytes) };
    let is_utf_8 = std::str::from_utf8(bytes).is_ok();
    let encoding = Encoding::for_label(label.as_bytes());
    let wide = encoding.is_some_and(|encoding| [UTF_16BE, UTF_16LE, UTF_8].contains(&encoding));
    if wide || is_utf_8 && !bytes.is_ascii() {
        let mut decoded = decode(bytes)?;
        if !wide {
            let said = Say(
                "it declares another encoding than it is in; read as UTF-8",
                "gibt eine andere Zeichenkodierung an, als vorliegt; als UTF-8 gelesen",
            );
            decoded.notices.push(Notice::new(said));
        }
        return Ok(decoded);
    }
    let unknown = [REPLACEMENT, X_USER_DEFINED];
    let Some(encoding) = encoding.filter(|encoding| !unknown.contains(encoding)) else {
        let mut decoded = decode(bytes)?;
        let reason = Say(
            "the encoding that it declares is not read",
            "die angegebene Zeichenkodierung wird nicht gelesen",
        );
        decoded.gaps.push(Gap::whole(GapKind::Undecodable, reason));
        return Ok(decoded);
    };
    // Whether they are a text at all.
    decode(bytes)?;
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut decoded = Decoded { text: text.into_owned(), ..Decoded::default() };
    if damaged {
        let reason = Say(
            "it holds bytes that its encoding does not have",
            "enthält Bytes, die es in der Zeichenkodierung nicht gibt",
        );
        decoded.gaps.push(Gap::whole(GapKind::Undecodable, reason));
    }
    Ok(decoded)
}

/// The label that a declaration at the head gives: of XML, or of the first `meta` that has one.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let head: String = head.iter().map(|&byte| char::from(byte.to_ascii_lowercase())).collect();
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml") {
        let declaration = &declaration[..declaration.find("?>").unwrap_or(0)];
        if let Some(label) = label(declaration, "encoding") {
            return Some(label);
        }
    }
    let mut rest = head.as_str();
    while let Some(at) = rest.find("<meta") {
        rest = &rest[at + "<meta".len()..];
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        if let Some(label) = label(tag, "charset") {
            return Some(label);
        }
    }
    None
}

/// What stands behind `name` and an equals sign.
fn label(tag: &str, name: &str) -> Option<String> {
    let behind = tag[tag.find(name)? + name.len()..].trim_start().strip_prefix('=')?;
    let behind = behind.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
    let end = behind.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'));
    let label = &behind[..end.unwrap_or(behind.len())];
    (!label.is_empty()).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{declared, text};

    fn read(bytes: &[u8]) -> (String, usize, usize) {
        let decoded = text(bytes).unwrap();
        (decoded.text, decoded.notices.len(), decoded.gaps.len())
    }

    #[test]
    fn declarations() {
        for (head, expected) in [
            ("<meta charset=utf-8>", Some("utf-8")),
            ("<meta name=x><META Charset = 'Windows-1251' >", Some("windows-1251")),
            (
                "<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-2\">",
                Some("iso-8859-2"),
            ),
            ("<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>", Some("koi8-r")),
            ("<p>charset=x</p>", None),
        ] {
            assert_eq!(declared(head.as_bytes()).as_deref(), expected, "{head}");
        }
    }

    #[test]
    fn what_is_declared_is_believed_unless_the_bytes_know_better() {
        assert_eq!(
            read(b"<meta charset=windows-1251>\xcf\xee"),
            ("<meta charset=windows-1251>По".to_owned(), 0, 0)
        );
        let utf_8 = "<meta charset=iso-8859-1>Übung";
        assert_eq!(read(utf_8.as_bytes()), (utf_8.to_owned(), 1, 0));
        let western = b"<meta charset=utf-8>\xdcbung";
        assert_eq!(read(western), ("<meta charset=utf-8>Übung".to_owned(), 1, 0));
        let japanese = b"<meta charset=iso-2022-jp>\x1b$B5!L)\x1b(B";
        assert_eq!(read(japanese).0, "<meta charset=iso-2022-jp>機密");
        assert_eq!(read(b"<meta charset=utf-7>+AOk-").2, 1);
        assert_eq!(read(b"<meta charset=shift_jis>\x81").2, 1);
        assert_eq!(read(b"\xef\xbb\xbf<meta charset=koi8-r>\xc3\x9c").0, "<meta charset=koi8-r>Ü");
    }
}
