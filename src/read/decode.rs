//! Bytes to text: byte order marks, UTF-16, UTF-8, Windows-1252, and what is no text at all.
//!
//! Not here: line ends, which stay as they are; every reader takes LF, CRLF and CR.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::model::{Gap, GapKind, Notice, Say, Step, Words};

/// A text with what was odd about its bytes.
#[derive(Debug, Clone, Default)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// What could not be decoded.
    pub gaps: Vec<Gap>,
    /// What is odd.
    pub notices: Vec<Notice>,
}

/// First bytes of files that are no text, and what they are.
const MAGIC: [(&[u8], Say); 22] = [
    (b"%PDF-", Say("PDF", "PDF")),
    (b"\x89PNG\r\n", Say("PNG image", "PNG-Bild")),
    (b"\xff\xd8\xff", Say("JPEG image", "JPEG-Bild")),
    (b"GIF87a", Say("GIF image", "GIF-Bild")),
    (b"GIF89a", Say("GIF image", "GIF-Bild")),
    (b"II*\0", Say("TIFF image", "TIFF-Bild")),
    (b"MM\0*", Say("TIFF image", "TIFF-Bild")),
    (b"BZh91AY&SY", Say("bzip2", "bzip2")),
    (b"\xfd7zXZ\0", Say("xz", "xz")),
    (b"\x28\xb5\x2f\xfd", Say("zstd", "zstd")),
    (b"7z\xbc\xaf\x27\x1c", Say("7-Zip", "7-Zip")),
    (b"Rar!\x1a\x07", Say("RAR", "RAR")),
    (b"ID3\x02", Say("MP3 audio", "MP3-Ton")),
    (b"ID3\x03", Say("MP3 audio", "MP3-Ton")),
    (b"ID3\x04", Say("MP3 audio", "MP3-Ton")),
    (b"OggS", Say("Ogg audio or video", "Ogg-Ton oder -Video")),
    (b"fLaC", Say("FLAC audio", "FLAC-Ton")),
    (b"\x1aE\xdf\xa3", Say("Matroska or WebM video", "Matroska- oder WebM-Video")),
    (b"\x7fELF", Say("program", "Programm")),
    (b"SQLite format 3\0", Say("SQLite database", "SQLite-Datenbank")),
    (b"-----BEGIN PGP MESSAGE-----", Say("encrypted PGP message", "verschlüsselte PGP-Nachricht")),
    (b"Salted__", Say("encrypted OpenSSL file", "verschlüsselte OpenSSL-Datei")),
];

/// How much of the bytes is looked at to guess UTF-16 without a mark.
const SAMPLE: usize = 4096;

/// Decodes `bytes`, or says why they are no text. Bytes that are owned and UTF-8 become the text as they are.
///
/// # Errors
///
/// The gap of the whole file where the bytes are binary or in an encoding that is not read.
pub fn decode<'b>(bytes: impl Into<Cow<'b, [u8]>>) -> Result<Decoded, Gap> {
    let bytes = bytes.into();
    match marked(&bytes) {
        Some(decoded) => decoded,
        None => plain(without_mark(bytes)),
    }
}

/// The text of bytes that say themselves that they are no UTF-8, or why they are no text.
fn marked(bytes: &[u8]) -> Option<Result<Decoded, Gap>> {
    if let Some(Say(en, de)) = magic(bytes) {
        let reason = Words::new(format!("binary ({en})"), format!("binär ({de})"));
        return Some(Err(whole(GapKind::Unsupported, reason)));
    }
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Some(Err(whole(
            GapKind::Undecodable,
            Say("UTF-32 is not read", "UTF-32 wird nicht gelesen"),
        )));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Some(Ok(wide(rest, UTF_16LE)));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Some(Ok(wide(rest, UTF_16BE)));
    }
    let encoding = utf_16_without_mark(bytes)?;
    let mut decoded = wide(bytes, encoding);
    decoded.notices.push(Notice(
        Say(
            "read as UTF-16 without a byte order mark",
            "als UTF-16 ohne Bytereihenfolge-Marke gelesen",
        )
        .into(),
    ));
    Some(Ok(decoded))
}

/// The bytes without the mark of UTF-8.
fn without_mark(bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    match bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(bytes.strip_prefix(MARK).unwrap_or(bytes)),
        Cow::Owned(mut bytes) => {
            if bytes.starts_with(MARK) {
                bytes.drain(..MARK.len());
            }
            Cow::Owned(bytes)
        }
    }
}

/// The text of bytes of one byte or more for a character.
fn plain(bytes: Cow<'_, [u8]>) -> Result<Decoded, Gap> {
    let controls = controls(&bytes);
    if is_binary(controls, bytes.len()) {
        return Err(whole(
            GapKind::Unsupported,
            Say("binary (control characters, no text)", "binär (Steuerzeichen, kein Text)"),
        ));
    }
    let decoded = narrow(bytes);
    Ok(if controls == 0 { decoded } else { without_nul(decoded) })
}

fn whole(kind: GapKind, reason: impl Into<Words>) -> Gap {
    Gap::whole(kind, reason)
}

fn magic(bytes: &[u8]) -> Option<Say> {
    let audio = matches!(bytes, [0xff, 0xfb | 0xf3 | 0xf2 | 0xf1 | 0xf9, ..]);
    let video = bytes.get(4..8) == Some(b"ftyp");
    let captions = matches!(bytes.get(3..8), Some(b"STL24" | b"STL25" | b"STL30"));
    let riff = matches!(bytes.get(8..12), Some(b"WAVE" | b"AVI " | b"WEBP"));
    let known = MAGIC.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind);
    known
        .or(audio.then_some(Say("MP3 or AAC audio", "MP3- oder AAC-Ton")))
        .or(video.then_some(Say("MP4 audio or video", "MP4-Ton oder -Video")))
        .or(captions.then_some(Say("EBU STL subtitles", "EBU-STL-Untertitel")))
        .or((riff && bytes.starts_with(b"RIFF"))
            .then_some(Say("WAV, AVI or WebP", "WAV, AVI oder WebP")))
}

/// UTF-16 of the given byte order.
fn wide(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut decoded = Decoded { text: text.into_owned(), ..Decoded::default() };
    if damaged {
        let line = line_of(&decoded.text, '\u{fffd}');
        decoded.gaps.push(undecodable(line, Say("invalid UTF-16", "ungültiges UTF-16")));
    }
    without_nul(decoded)
}

/// The byte order of a text whose every other byte is NUL, as in UTF-16 of Western languages.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 4 || !bytes.len().is_multiple_of(2) || !sample.contains(&0) {
        return None;
    }
    let nul = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (nul(0), nul(1), sample.len() / 2);
    let encoding = match (even, odd) {
        (0, odd) if odd * 5 >= half * 2 => UTF_16LE,
        (even, 0) if even * 5 >= half * 2 => UTF_16BE,
        _ => return None,
    };
    Some(encoding)
}

/// How many control characters there are that no text has.
fn controls(bytes: &[u8]) -> usize {
    let white = |byte: u8| (b'\t'..=b'\r').contains(&byte);
    // Without a way out inside of a chunk many bytes are looked at a time; chunks without any are the rule.
    let suspicious = |chunk: &&[u8]| {
        chunk.iter().fold(false, |found, &byte| found | ((byte < 0x20) & !white(byte)))
    };
    let is_odd = |byte: &&u8| **byte < 0x20 && !white(**byte) && **byte != 0x1b;
    bytes.chunks(1024).filter(suspicious).flatten().filter(is_odd).count()
}

/// Whether there are too many control characters for a text of this length.
fn is_binary(controls: usize, length: usize) -> bool {
    // A few of them in a short text are damage, not a program.
    controls * 5 > length || (controls > 8 && controls * 50 > length)
}

/// UTF-8, or Windows-1252 where it is none, or both where they are mixed.
pub(super) fn narrow<'b>(bytes: impl Into<Cow<'b, [u8]>>) -> Decoded {
    match utf_8(bytes.into()) {
        Ok(text) => Decoded { text, ..Decoded::default() },
        Err((bytes, first_bad)) => western(&bytes, first_bad),
    }
}

/// The bytes as they are where they are UTF-8; else where the first bad one stands.
fn utf_8(bytes: Cow<'_, [u8]>) -> Result<String, (Cow<'_, [u8]>, usize)> {
    match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err((Cow::Borrowed(bytes), error.valid_up_to())),
        },
        Cow::Owned(bytes) => String::from_utf8(bytes).map_err(|error| {
            let first_bad = error.utf8_error().valid_up_to();
            (Cow::Owned(error.into_bytes()), first_bad)
        }),
    }
}

/// Windows-1252, or UTF-8 with bad bytes in it.
fn western(bytes: &[u8], first_bad: usize) -> Decoded {
    let (mut sequences, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        // In Windows-1252 a capital umlaut or ß and a closing quote happen to look like one of
        // these Eastern letters; they prove nothing.
        let by_chance = |c: char| matches!(c, '\u{500}'..='\u{7ff}');
        sequences += chunk.valid().chars().filter(|&c| !c.is_ascii() && !by_chance(c)).count();
        bad += chunk.invalid().len();
    }
    if sequences * 8 > bad {
        return mixed(bytes, first_bad);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let mut decoded = Decoded { text: text.into_owned(), ..Decoded::default() };
    decoded.notices.push(Notice(Say("read as Windows-1252", "als Windows-1252 gelesen").into()));
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    if high * 3 > bytes.len() {
        decoded.gaps.push(whole(
            GapKind::Undecodable,
            Say("the encoding is not known", "die Zeichenkodierung ist unbekannt"),
        ));
    }
    decoded
}

/// UTF-8 with bad bytes in it. They are read as Windows-1252, because a file that was glued
/// together from two encodings is the usual cause, but nobody can know.
fn mixed(bytes: &[u8], first_bad: usize) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    let before = String::from_utf8_lossy(&bytes[..first_bad]);
    let line = crate::text::Locator::new(&before).locate(before.len()).0;
    let gaps = vec![undecodable(
        line,
        Say(
            "damaged UTF-8; bad bytes were read as Windows-1252",
            "beschädigtes UTF-8; fehlerhafte Bytes wurden als Windows-1252 gelesen",
        ),
    )];
    Decoded { text, gaps, notices: Vec::new() }
}

/// NUL is no character of a text: a replacement character stands for it, and a gap says so.
pub(super) fn without_nul(mut decoded: Decoded) -> Decoded {
    if decoded.text.contains('\0') {
        let line = line_of(&decoded.text, '\0');
        decoded
            .gaps
            .push(undecodable(line, Say("NUL characters in the text", "NUL-Zeichen im Text")));
        decoded.text = decoded.text.replace('\0', "\u{fffd}");
    }
    decoded
}

fn line_of(text: &str, c: char) -> u32 {
    let offset = text.find(c).unwrap_or(0);
    crate::text::Locator::new(&text[..offset]).locate(offset).0
}

fn undecodable(line: u32, reason: impl Into<Words>) -> Gap {
    let place = vec![Step::Line(line)];
    Gap { kind: GapKind::Undecodable, place, reason: reason.into() }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::model::{GapKind, Step};

    fn text(bytes: &[u8]) -> String {
        let decoded = decode(bytes).unwrap();
        assert_eq!(decoded.gaps, []);
        decoded.text
    }

    fn utf_16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = mark.then_some('\u{feff}');
        let units: Vec<u16> =
            mark.into_iter().chain(text.chars()).collect::<String>().encode_utf16().collect();
        units.into_iter().flat_map(bytes).collect()
    }

    #[test]
    fn the_usual_encodings() {
        let words = "Grüße aus der Übung, 5 € für den Spaß";
        assert_eq!(text(words.as_bytes()), words);
        assert_eq!(text(format!("\u{feff}{words}").as_bytes()), words);
        for mark in [true, false] {
            assert_eq!(text(&utf_16(words, mark, u16::to_le_bytes)), words);
            assert_eq!(text(&utf_16(words, mark, u16::to_be_bytes)), words);
        }
        let western = b"Gr\xfc\xdfe, 5 \x80, \x84Spa\xdf\x93";
        assert_eq!(text(western), "Grüße, 5 €, „Spaß“");
        assert_eq!(decode(western).unwrap().notices[0].0.en, "read as Windows-1252");
    }

    #[test]
    fn no_text_is_a_gap_of_the_whole_file() {
        for (bytes, reason) in [
            (&b"%PDF-1.7\n%\xe2\xe3"[..], "binary (PDF)"),
            (b"\0\0\0\x20ftypisom", "binary (MP4 audio or video)"),
            (b"850STL25.011\0", "binary (EBU STL subtitles)"),
            (b"a\0\x01\x02\x03b\0\x07\x08c", "binary (control characters, no text)"),
            (b"\xff\xfe\0\0a\0\0\0", "UTF-32 is not read"),
        ] {
            let gap = decode(bytes).unwrap_err();
            assert_eq!((gap.place.len(), gap.reason.en.as_str()), (0, reason));
        }
    }

    #[test]
    fn damage_is_read_and_is_a_gap() {
        let mut bytes = "Erste Zeile für alle\nzweite über uns\n".as_bytes().to_vec();
        bytes.extend(b"dritte f\xfcr uns");
        let decoded = decode(&bytes).unwrap();
        assert!(decoded.text.ends_with("dritte für uns"));
        assert_eq!(
            (decoded.gaps[0].kind, decoded.gaps[0].place.as_slice()),
            (GapKind::Undecodable, &[Step::Line(3)][..])
        );

        let stray = format!("{}\nein\0Wort", "Text ohne Sorgen. ".repeat(20));
        let decoded = decode(stray.as_bytes()).unwrap();
        assert!(decoded.text.ends_with("ein\u{fffd}Wort"));
        assert_eq!(decoded.gaps[0].place, [Step::Line(2)]);

        let odd =
            decode(&[&utf_16("Lage", true, u16::to_le_bytes)[..], &[0x00, 0xd8]].concat()).unwrap();
        assert_eq!(odd.gaps.len(), 1);
    }

    #[test]
    fn a_foreign_code_page_is_no_western_text() {
        let cyrillic: Vec<u8> = (0..200).map(|n| 0xc0 + (n % 60)).collect();
        assert_eq!(decode(&cyrillic).unwrap().gaps.len(), 1);
    }
}
