//! gzip: one packed file, which is read in turn; a packed tar archive gives its members.
//!
//! Not here: tar ([`super::tar`]).

use flate2::read::MultiGzDecoder;

use super::draft::compose;
use super::reading::Reading;
use super::{Members, Package};
use crate::model::{Document, Gap};

/// Reads gzip files.
pub(super) struct Reader;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "gzip"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["gz", "tgz"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"\x1f\x8b\x08")
    }

    fn is_archive(&self) -> bool {
        true
    }

    fn read(&self, _bytes: &[u8], _reading: &Reading<'_>) -> Document {
        compose(self.name(), |_| {})
    }

    fn members(&self, bytes: &[u8], reading: &Reading<'_>, each: &mut Members<'_>) {
        let (inner, gap) = unpack(bytes, reading);
        if super::tar::Reader.recognises(&inner) {
            super::tar::Reader.members(&inner, reading, each);
            if let Some(gap) = gap {
                each("...".to_owned(), Document { gaps: vec![gap], ..Document::default() });
            }
            return;
        }
        let name = inner_name(bytes);
        let mut document = reading.nested(&name, &inner);
        document.gaps.extend(gap);
        each(name, document);
    }
}

fn unpack(bytes: &[u8], reading: &Reading<'_>) -> (Vec<u8>, Option<Gap>) {
    reading.unpack(MultiGzDecoder::new(bytes), bytes.len() as u64)
}

/// The name that the file had before it was packed, where it is said.
fn inner_name(bytes: &[u8]) -> String {
    let header = MultiGzDecoder::new(bytes);
    let name = header.header().and_then(|header| header.filename());
    name.map_or_else(|| "content".to_owned(), |name| String::from_utf8_lossy(name).into_owned())
}
