//! The verb `read`: bytes to a [`Document`].
//!
//! `walk` finds the sources, `decode` makes text of bytes, the table below finds the format by
//! content first and by extension second, and the format cuts the text into segments. Reading
//! never fails: what could not be read is a [`Gap`], and everything else is in the text.
//!
//! Not here: rules and levels. A reader does not know what is classified.

mod captions;
pub mod decode;
mod draft;
mod foreign;
mod items;
mod json;
mod markdown;
mod names;
mod plain;
mod references;
mod rows;
mod sbv;
mod srt;
mod stamps;
mod transcript;
pub mod walk;
mod webvtt;

use crate::model::{Document, Gap, GapKind, Source};
use crate::text::fold::is_invisible;

/// How a kind of file is recognised and read.
///
/// A new format is a file with a unit struct `Reader`, its `mod` line above and its word in the
/// table below; its fixtures stand in `tests/formats/NAME/`.
pub trait Format: Sync {
    /// The name in reports, and the name of its folder of fixtures.
    fn name(&self) -> &'static str;
    /// Extensions in small letters without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Whether a text that starts with `head` is surely of this format.
    fn recognises(&self, head: &str) -> bool;
    /// Reads a whole text. Never fails; what does not follow the format is a gap or a notice.
    fn read(&self, text: String) -> Document;
}

/// Makes the one table of formats, in the order in which they are asked.
macro_rules! formats {
    ($($module:ident),+ $(,)?) => {
        /// Every format that is read; the last one reads any text.
        pub static FORMATS: &[&dyn Format] = &[$(&$module::Reader),+];
    };
}

formats![webvtt, srt, sbv, json, transcript, markdown, plain];

/// How much of a text a format may look at to recognise it, in bytes.
const HEAD: usize = 64 * 1024;

/// Reads `bytes` into a document. Never fails and never panics.
#[must_use]
pub fn read(source: &Source, bytes: &[u8]) -> Document {
    let decoded = match decode::decode(bytes) {
        Ok(decoded) => decoded,
        Err(gap) => return Document { gaps: vec![gap], ..Document::default() },
    };
    let foreign = foreign::gap(head(&decoded.text));
    let mut document = detect(&source.name, &decoded.text).read(decoded.text);
    document.file_name = source.name.rsplit('/').next().map(str::to_owned);
    document.gaps.extend(foreign);
    document.gaps.splice(0..0, decoded.gaps);
    document.notices.splice(0..0, decoded.notices);
    if !has_words(&document.text) {
        document.gaps.push(Gap {
            kind: GapKind::Empty,
            place: "whole file".to_owned(),
            reason: "there are no words in it".to_owned(),
        });
    }
    document
}

/// The format of a text: of those that recognise it the one whose extension the name has, else
/// the first; where none does, the one with that extension; else the last, plain text.
fn detect(name: &str, text: &str) -> &'static dyn Format {
    let head = rows::start_of(text, HEAD);
    let extension = extension(name);
    let named = |format: &&&dyn Format| format.extensions().contains(&extension.as_str());
    let sure: Vec<_> = FORMATS.iter().filter(|format| format.recognises(head)).collect();
    let found = sure.iter().copied().find(named).or_else(|| sure.first().copied());
    *found.or_else(|| FORMATS.iter().find(named)).unwrap_or(&(&plain::Reader as &dyn Format))
}

fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEAD)]
}

fn extension(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase())
}

fn has_words(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(c))
}

#[cfg(test)]
pub(crate) mod tests;
