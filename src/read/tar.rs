//! tar archives: each file in them is a source of its own.
//!
//! Nothing is written to disk. Not here: the packing around them ([`super::gzip`]).

use std::io::Read;

use tar::{Archive, EntryType};

use super::draft::compose;
use super::reading::Reading;
use super::{Members, Package};
use crate::model::{Document, Gap, GapKind, Say};

/// Reads tar archives.
pub(super) struct Reader;

/// Length of a header block, in bytes.
const BLOCK: usize = 512;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "tar"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tar"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.len() >= BLOCK && bytes.get(257..262) == Some(b"ustar")
    }

    fn is_archive(&self) -> bool {
        true
    }

    fn read(&self, _bytes: &[u8], _reading: &Reading<'_>) -> Document {
        compose(self.name(), |_| {})
    }

    fn members(&self, bytes: &[u8], reading: &Reading<'_>, each: &mut Members<'_>) {
        let gap =
            |kind, reason| Document { gaps: vec![Gap::whole(kind, reason)], ..Document::default() };
        let mut archive = Archive::new(bytes);
        let Ok(entries) = archive.entries() else {
            return each(
                "...".to_owned(),
                gap(GapKind::Malformed, Say("the archive is damaged", "das Archiv ist beschädigt")),
            );
        };
        for entry in entries {
            let Ok(mut entry) = entry else {
                let reason = Say(
                    "the archive is damaged from here on",
                    "das Archiv ist von hier an beschädigt",
                );
                return each("...".to_owned(), gap(GapKind::Malformed, reason));
            };
            if let Err(reason) = reading.member() {
                return each("...".to_owned(), gap(GapKind::Limit, reason));
            }
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            match entry.header().entry_type() {
                EntryType::Directory | EntryType::XGlobalHeader => {}
                EntryType::Symlink | EntryType::Link => {
                    each(
                        name,
                        gap(
                            GapKind::Linked,
                            Say(
                                "a link to another member or file",
                                "ein Verweis auf einen anderen Bestandteil oder eine andere Datei",
                            ),
                        ),
                    );
                }
                EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => {
                    each(name.clone(), file(&mut entry, &name, reading));
                }
                _ => each(
                    name,
                    gap(
                        GapKind::Unsupported,
                        Say("no file and no folder", "weder Datei noch Ordner"),
                    ),
                ),
            }
        }
    }
}

fn file(entry: &mut impl Read, name: &str, reading: &Reading<'_>) -> Document {
    // What a tar holds is not packed; a length that lies ends at the end of the archive.
    let (bytes, gap) = reading.unpack(entry, u64::MAX);
    let mut document = reading.nested(name, &bytes);
    document.gaps.extend(gap);
    document
}
