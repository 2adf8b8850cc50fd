//! ZIP archives: each member is a source of its own. Also the opening of packages that are such archives.
//!
//! Nothing is written to disk, so a member's name can lead nowhere. Not here: Office files and books, whose parts
//! belong together.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::draft::compose;
use super::reading::Reading;
use super::{Members, Package};
use crate::model::{Document, Gap, GapKind, Say, SegmentKind, Step};
use crate::read::reasons;

/// Reads ZIP archives.
pub(super) struct Reader;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
    }

    fn is_archive(&self) -> bool {
        true
    }

    fn read(&self, bytes: &[u8], _reading: &Reading<'_>) -> Document {
        compose(self.name(), |draft| match Parts::open(bytes) {
            Ok(parts) => {
                let comment = String::from_utf8_lossy(parts.archive.comment()).into_owned();
                draft.tell_at(Step::Field("comment".to_owned()), SegmentKind::Comment, &comment);
            }
            Err(gap) => draft.gap(gap.kind, gap.reason),
        })
    }

    fn members(&self, bytes: &[u8], reading: &Reading<'_>, each: &mut Members<'_>) {
        let Ok(mut parts) = Parts::open(bytes) else { return };
        for at in 0..parts.archive.len() {
            if parts.is_folder(at) {
                continue;
            }
            let name = parts.name(at);
            let document = match parts.take(at, reading) {
                (bytes, None) => reading.nested(&name, &bytes),
                (bytes, Some(gap)) if bytes.is_empty() => {
                    Document { gaps: vec![gap], ..Document::default() }
                }
                (bytes, Some(gap)) => {
                    let mut document = reading.nested(&name, &bytes);
                    document.gaps.push(gap);
                    document
                }
            };
            let limited = document.gaps.iter().any(|gap| gap.kind == GapKind::Limit);
            each(name, document);
            // Whatever was used up will not come back; the members that are left are one gap.
            if limited && reading.member().is_err() {
                let rest = Gap::whole(
                    GapKind::Limit,
                    Say(
                        "no member from here on was read",
                        "von hier an wurde kein Bestandteil gelesen",
                    ),
                );
                return each(
                    "...".to_owned(),
                    Document { gaps: vec![rest], ..Document::default() },
                );
            }
        }
    }
}

/// The parts of an archive, by number and by name.
pub(super) struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Parts<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    /// The gap of the whole file where its directory cannot be read.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Gap> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Parts { archive }),
            Err(_) => Err(Gap::whole(
                GapKind::Malformed,
                Say(
                    "the archive has no readable directory",
                    "das Archiv hat kein lesbares Verzeichnis",
                ),
            )),
        }
    }

    /// How many entries there are, folders among them.
    pub(super) fn len(&self) -> usize {
        self.archive.len()
    }

    /// The name of an entry as given, with forward slashes.
    pub(super) fn name(&self, at: usize) -> String {
        let name = self.archive.name_for_index(at).and_then(Result::ok);
        name.unwrap_or_default().replace('\\', "/")
    }

    /// Whether an entry is a folder, which holds no text.
    pub(super) fn is_folder(&self, at: usize) -> bool {
        self.name(at).ends_with('/')
    }

    /// The number of the part with this name; packages are read without regard to case.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.archive
            .index_for_name(name)
            .or_else(|| (0..self.len()).find(|&at| self.name(at).eq_ignore_ascii_case(name)))
    }

    /// The bytes of an entry, with the gap where they are not all.
    pub(super) fn take(&mut self, at: usize, reading: &Reading<'_>) -> (Vec<u8>, Option<Gap>) {
        self.start(at, u64::MAX, reading)
    }

    /// At most the first `most` bytes of an entry, with the gap where even they cannot be had.
    pub(super) fn start(
        &mut self,
        at: usize,
        most: u64,
        reading: &Reading<'_>,
    ) -> (Vec<u8>, Option<Gap>) {
        if let Err(reason) = reading.member() {
            return (Vec::new(), Some(Gap::whole(GapKind::Limit, reason)));
        }
        match self.archive.by_index(at) {
            Ok(entry) => {
                let packed = entry.compressed_size();
                reading.unpack(entry.take(most), packed)
            }
            Err(error) => (Vec::new(), Some(refused(&error))),
        }
    }
}

fn refused(error: &ZipError) -> Gap {
    match error {
        ZipError::UnsupportedArchive(what) if what.to_lowercase().contains("password") => {
            Gap::whole(GapKind::Encrypted, reasons::PASSWORD)
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => Gap::whole(
            GapKind::Unsupported,
            Say("packed in a way that is not read", "auf eine Art gepackt, die nicht gelesen wird"),
        ),
        _ => Gap::whole(
            GapKind::Malformed,
            Say("the entry is damaged", "der Eintrag ist beschädigt"),
        ),
    }
}
