//! The verb `read`: bytes to a [`Document`].
//!
//! `walk` finds the sources, `decode` makes text of bytes, the table below finds the format by
//! content first and by extension second, and the format cuts the text into segments. Reading
//! never fails: what could not be read is a [`Gap`], and everything else is in the text.
//!
//! Not here: rules and levels. A reader does not know what is classified.

mod adoc;
mod captions;
mod codepage;
mod compound;
mod conference;
mod counting;
mod csv;
mod data_uri;
pub mod decode;
mod doc;
mod docx;
mod draft;
mod drawing;
mod epub;
mod foreign;
pub mod git;
pub mod guard;
mod gzip;
mod html;
mod ics;
mod items;
mod json;
mod label;
mod mail;
mod markdown;
mod marked;
mod mbox;
mod msg;
mod names;
mod odf;
mod odp;
mod ods;
mod odt;
mod ooxml;
mod org;
mod pdf;
mod picture;
mod plain;
mod ppt;
mod pptx;
mod reading;
mod reasons;
mod references;
mod rows;
mod rst;
mod rtf;
mod sbv;
mod spoken;
mod srt;
mod ssa;
mod stamps;
mod summary;
mod tar;
mod transcript;
mod ttml;
mod usual;
pub mod walk;
mod webvtt;
mod xls;
mod xlsb;
mod xlsx;
mod xml;
mod xml_text;
mod zip;

use std::borrow::Cow;
use std::collections::HashSet;

use reading::{Allowance, Reading};

use crate::model::{Document, Gap, GapKind, Notice, Say, SegmentKind, Source, Step, Words};
use crate::text::fold::is_invisible;

/// How a kind of text is recognised and read.
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
    /// Whether and by which reader such a text is surely read: a format of many layouts that has found the one of
    /// this text gives a reader of that layout, so that nobody need look twice.
    fn sure(&self, head: &str) -> Sure {
        if self.recognises(head) { Sure::Yes } else { Sure::No }
    }
    /// Reads a whole text. Never fails; what does not follow the format is a gap or a notice.
    fn read(&self, text: String) -> Document;
}

/// Whether a text is of a format.
#[derive(Clone, Copy)]
pub enum Sure {
    /// Nobody knows.
    No,
    /// Surely.
    Yes,
    /// Surely, and this reader of the format reads it best.
    By(&'static dyn Format),
}

/// How a kind of file is recognised and read that is more than its text: a package, a mail with its own
/// encodings, markup with its own character set.
trait Package: Sync {
    /// The name in reports, and the name of its folder of fixtures.
    fn name(&self) -> &'static str;
    /// Extensions in small letters without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Whether these are the bytes of such a file; its name may not decide.
    fn recognises(&self, bytes: &[u8]) -> bool;
    /// Whether these can be the bytes of such a file where the ending of its name says so: markup without a head.
    fn may_be(&self, _bytes: &[u8]) -> bool {
        false
    }
    /// Whether the files in it are sources of their own, with verdicts of their own.
    fn is_archive(&self) -> bool {
        false
    }
    /// Reads a file. Never fails. Of an archive, everything that is not in a member.
    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document;
    /// Hands on each member of an archive with its name.
    fn members(&self, _bytes: &[u8], _reading: &Reading<'_>, _each: &mut Members<'_>) {}
}

/// Takes a member of an archive: its name, and what was read of it.
type Members<'m> = dyn FnMut(String, Document) + 'm;

/// Makes the one table of formats, in the order in which they are asked.
macro_rules! formats {
    (packages: $($package:ident),*; texts: $($module:ident),+ $(,)?) => {
        /// Every package that is read.
        static PACKAGES: &[&dyn Package] = &[$(&$package::Reader),*];
        /// Every text format that is read; the last one reads any text.
        pub static FORMATS: &[&dyn Format] = &[$(&$module::Reader),+];
    };
}

formats! {
    packages: tar, gzip, mbox, mail, ics, msg, doc, xls, ppt, compound, docx, xlsx, xlsb, pptx, odt, ods, odp, epub, pdf, rtf, html, ttml, xml_text, zip;
    texts: webvtt, srt, sbv, ssa, json, csv, transcript, org, rst, adoc, markdown, plain
}

/// How much of a text a format may look at to recognise it, in bytes.
const HEAD: usize = 64 * 1024;

/// How long a source is of which no more is kept than it takes to say where something stands, in bytes.
const LONG: usize = 1024 * 1024;

/// Names and extensions of every format, for help and docs.
#[must_use]
pub fn formats() -> Vec<(&'static str, &'static [&'static str])> {
    let packages = PACKAGES.iter().map(|format| (format.name(), format.extensions()));
    packages.chain(FORMATS.iter().map(|format| (format.name(), format.extensions()))).collect()
}

/// Reads `bytes` into one document, whatever lies in them. Never fails and never panics.
#[must_use]
pub fn read(source: &Source, bytes: &[u8]) -> Document {
    guard::here(|| {
        let allowance = Allowance::new();
        read_whole(&source.name, bytes, &Reading::new(&allowance))
    })
}

/// Reads `bytes` and hands on each document in them: the file itself, or the members of an archive, each with a
/// verdict of its own. Never fails, never panics, and ends in bounded time.
pub fn read_each(source: &Source, bytes: Vec<u8>, each: &mut dyn FnMut(Source, Document)) {
    let Some(package) = package(&source.name, &bytes) else {
        // Readers of text are our own, and linear.
        let name = &source.name;
        let mut document = guard::here(|| finished(read_text(name, bytes), name));
        if may_let_go(&document) {
            document.let_go_of_source();
        }
        return each(source.clone(), document);
    };
    let name = source.name.clone();
    guard::run(source, each, move |each| {
        let allowance = Allowance::new();
        let reading = Reading::new(&allowance);
        let mut own = |document| each(Source { name: name.clone() }, document);
        if !package.is_archive() {
            return own(read_package(package, &name, &bytes, &reading));
        }
        let rest = package.read(&bytes, &reading);
        let mut alone = true;
        let mut names = HashSet::new();
        package.members(&bytes, &reading, &mut |member, document| {
            alone = false;
            each(Source { name: member_name(&mut names, &name, &member) }, document);
        });
        // An archive that has words or gaps of its own, or no member at all, is a source as well.
        if alone || !rest.gaps.is_empty() || has_words(&rest.text) {
            each(Source { name: name.clone() }, finished(rest, &name));
        }
    });
}

/// Whether the source of a document is long, and no longer needed where its places are known. A directive in a
/// comment is blanked in the text, which then has other columns than its source.
fn may_let_go(document: &Document) -> bool {
    let mut notes = document.segments.iter().filter(|segment| segment.kind == SegmentKind::Note);
    document.raw.is_some()
        && document.source().is_some_and(|source| source.len() >= LONG)
        && !notes.any(|note| note.span.of(&document.text).to_ascii_lowercase().contains("cleared"))
}

/// A member's name behind its archive's; a second one of the same name has a number.
fn member_name(names: &mut HashSet<String>, archive: &str, member: &str) -> String {
    let member = member.replace('\\', "/");
    let plain = format!("{archive}/{}", member.trim_start_matches('/'));
    let numbered = (2_u64..).map(|copy| format!("{plain} ({copy})"));
    let mut free = std::iter::once(plain.clone()).chain(numbered);
    free.find(|name| names.insert(name.clone())).unwrap_or(plain)
}

/// Reads a file that may lie in another one into one document.
fn read_whole(name: &str, bytes: &[u8], reading: &Reading<'_>) -> Document {
    match package(name, bytes) {
        Some(package) => read_package(package, name, bytes, reading),
        None => finished(read_text(name, bytes), name),
    }
}

/// The package whose bytes these are, or can be by the ending of the name.
fn package(name: &str, bytes: &[u8]) -> Option<&'static dyn Package> {
    let packages = || PACKAGES.iter().copied();
    let ending = extension(name);
    let named = |package: &&dyn Package| package.extensions().contains(&ending.as_str());
    let by_name = || packages().filter(named).find(|package| package.may_be(bytes));
    packages().find(|package| package.recognises(bytes)).or_else(by_name)
}

fn read_package(
    package: &dyn Package,
    name: &str,
    bytes: &[u8],
    reading: &Reading<'_>,
) -> Document {
    let mut document = package.read(bytes, reading);
    if package.is_archive() {
        document = draft::compose(package.name(), |draft| {
            draft.absorb(document);
            let mut number = 0;
            package.members(bytes, reading, &mut |member, inner| {
                number += 1;
                let step = Step::Attachment(number, member.clone());
                draft.tell_at(step, SegmentKind::Name, &member);
                draft.include(Step::Attachment(number, member), inner);
            });
        });
    }
    // What a password wraps is what its ending says.
    if document.gaps.iter().all(|gap| gap.kind != GapKind::Encrypted) {
        document.notices.extend(odd_name(name, package.name(), package.extensions()));
    }
    finished(document, name)
}

fn read_text<'b>(name: &str, bytes: impl Into<Cow<'b, [u8]>>) -> Document {
    let decoded = match decode::decode(bytes) {
        Ok(decoded) => decoded,
        Err(gap) => return Document { gaps: vec![gap], ..Document::default() },
    };
    let foreign = foreign::gap(head(&decoded.text));
    let format = detect(name, &decoded.text);
    let mut document = format.read(decoded.text);
    document.gaps.extend(foreign);
    document.gaps.splice(0..0, decoded.gaps);
    document.notices.splice(0..0, decoded.notices);
    document.notices.extend(odd_name(name, format.name(), format.extensions()));
    document
}

/// What holds for every document: its file's name, and that no words at all are a gap.
fn finished(mut document: Document, name: &str) -> Document {
    document.file_name = name.rsplit('/').next().map(str::to_owned);
    if document.gaps.is_empty() && !has_words(&document.text) {
        document.gaps.push(Gap::whole(
            GapKind::Empty,
            Say("there are no words in it", "es stehen keine Worte darin"),
        ));
    }
    document
}

/// A notice where the ending of a name promises another format than the content has. Endings that promise
/// nothing (`.txt`, `.md`, any that is not known) are never odd.
fn odd_name(name: &str, format: &str, extensions: &[&str]) -> Option<Notice> {
    let own = extension(name);
    if extensions.contains(&own.as_str()) || ["txt", "text", "log", "md"].contains(&own.as_str()) {
        return None;
    }
    let known = formats().into_iter().find(|(_, known)| known.contains(&own.as_str()))?;
    let (promised, _) = known;
    Some(Notice::new(Words::new(
        format!("the ending of its name says {promised}, its content is {format}"),
        format!("die Endung des Namens verspricht {promised}, der Inhalt ist {format}"),
    )))
}

/// The format of a text: of those that recognise it the one whose extension the name has, else
/// the first; where none does, the one with that extension; else the last, plain text.
fn detect(name: &str, text: &str) -> &'static dyn Format {
    let head = rows::start_of(text, HEAD);
    let extension = extension(name);
    let named = |format: &&&'static dyn Format| format.extensions().contains(&extension.as_str());
    let sure = |format: &&'static dyn Format| match format.sure(head) {
        Sure::No => None,
        Sure::Yes => Some(*format),
        Sure::By(reader) => Some(reader),
    };
    // The name is asked first, because most names are right and the others need not look then.
    let found = FORMATS.iter().filter(named).find_map(sure);
    let found = found.or_else(|| FORMATS.iter().filter(|format| !named(format)).find_map(sure));
    found.or_else(|| FORMATS.iter().find(named).copied()).unwrap_or(&plain::Reader)
}

fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEAD)]
}

fn extension(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase())
}

fn has_words(text: &str) -> bool {
    let is_word = |c: char| !c.is_whitespace() && !c.is_control() && !is_invisible(c);
    text.chars().any(is_word)
}

#[cfg(test)]
pub(crate) mod tests;
