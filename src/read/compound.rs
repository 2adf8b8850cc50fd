//! Compound files (OLE): the storages and streams in which Outlook and old Office programs keep their documents, and
//! the files of this kind that no reader reads.
//!
//! Not here: what a stream holds ([`super::msg`]).

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::draft::compose;
use super::reading::Reading;
use super::{Package, codepage};
use crate::model::{Document, Gap, GapKind, Say};
use crate::read::reasons;

/// First bytes of a compound file.
const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Reads compound files of no other reader: as a gap that says what they are.
pub(super) struct Reader;

/// What a compound file is, by the name of a stream in it.
const KINDS: [(&str, GapKind, Say); 6] = [
    ("EncryptedPackage", GapKind::Encrypted, reasons::PASSWORD),
    (
        "\u{9}DRMContent",
        GapKind::Encrypted,
        Say("protected by rights management", "durch eine Rechteverwaltung geschützt"),
    ),
    (
        "Book",
        GapKind::Unsupported,
        Say(
            "old Excel format, which is not read; save it as .xlsx",
            "altes Excel-Format, das nicht gelesen wird; als .xlsx speichern",
        ),
    ),
    (
        "VisioDocument",
        GapKind::Unsupported,
        Say("Visio drawing, which is not read", "Visio-Zeichnung, die nicht gelesen wird"),
    ),
    (
        "Contents",
        GapKind::Unsupported,
        Say(
            "Publisher or Works document, which is not read",
            "Dokument von Publisher oder Works, das nicht gelesen wird",
        ),
    ),
    (
        "Props12",
        GapKind::Unsupported,
        Say("project file, which is not read", "Projektdatei, die nicht gelesen wird"),
    ),
];

impl Package for Reader {
    fn name(&self) -> &'static str {
        "compound"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(MAGIC)
    }

    fn read(&self, bytes: &[u8], _reading: &Reading<'_>) -> Document {
        compose(self.name(), |draft| match Compound::open(bytes) {
            Ok(file) => {
                let known = KINDS.iter().find(|(name, ..)| file.has(name));
                let other = (
                    GapKind::Unsupported,
                    Say(
                        "a compound file of a kind that is not read",
                        "eine Verbunddatei von einer Art, die nicht gelesen wird",
                    ),
                );
                let (kind, reason) = known.map_or(other, |(_, kind, reason)| (*kind, *reason));
                draft.gap(kind, reason);
            }
            Err(gap) => draft.gap(gap.kind, gap.reason),
        })
    }
}

/// Whether bytes are a compound file with a stream or storage of this name in its root.
pub(super) fn holds(bytes: &[u8], name: &str) -> bool {
    bytes.starts_with(MAGIC) && Compound::open(bytes).is_ok_and(|file| file.has(name))
}

/// An open compound file.
pub(super) struct Compound<'b> {
    file: CompoundFile<Cursor<&'b [u8]>>,
    /// No stream is longer than its file, whatever it says.
    length: u64,
}

impl<'b> Compound<'b> {
    /// Opens a compound file.
    ///
    /// # Errors
    /// The gap of the whole file where its directory cannot be read.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Gap> {
        match CompoundFile::open(Cursor::new(bytes)) {
            Ok(file) => Ok(Compound { file, length: bytes.len() as u64 }),
            Err(_) => Err(Gap::whole(
                GapKind::Malformed,
                Say("its directory cannot be read", "das Verzeichnis ist nicht lesbar"),
            )),
        }
    }

    /// Whether there is such a stream or storage.
    pub(super) fn has(&self, path: &str) -> bool {
        self.file.exists(path)
    }

    /// The bytes of a stream, with the gap where they are not all; none where there is no such stream.
    pub(super) fn stream(
        &mut self,
        path: &str,
        reading: &Reading<'_>,
    ) -> Option<(Vec<u8>, Option<Gap>)> {
        if !self.file.is_stream(path) {
            return None;
        }
        if let Err(reason) = reading.member() {
            return Some((Vec::new(), Some(Gap::whole(GapKind::Limit, reason))));
        }
        let Ok(stream) = self.file.open_stream(path) else {
            let gap = Gap::whole(
                GapKind::Malformed,
                Say("a part of it cannot be read", "ein Teil ist nicht lesbar"),
            );
            return Some((Vec::new(), Some(gap)));
        };
        Some(reading.unpack(stream.take(self.length), u64::MAX))
    }

    /// The names of the streams and storages in a storage, in order.
    pub(super) fn names(&self, path: &str) -> Vec<String> {
        let Ok(entries) = self.file.read_storage(path) else { return Vec::new() };
        entries.map(|entry| entry.name().to_owned()).collect()
    }
}

/// Little-endian numbers at an offset; none behind the end.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

/// The same of four bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// The text of UTF-16 bytes, up to a NUL.
pub(super) fn wide(bytes: &[u8]) -> String {
    codepage::text(codepage::WIDE, bytes)
}
