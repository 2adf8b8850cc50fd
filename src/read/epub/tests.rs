//! Books that want to break the reader, and where links lead.
//!
//! Not here: what a well-formed book reads as (the fixtures).

use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::resolved;
use crate::model::{Document, GapKind, Source};
use crate::read::read;

fn book(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file("mimetype", stored).unwrap();
    writer.write_all(b"application/epub+zip").unwrap();
    for (name, text) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(bytes: &[u8]) -> Document {
    read(&Source { name: "a.epub".to_owned() }, bytes)
}

const CONTAINER: (&str, &str) =
    ("META-INF/container.xml", "<container><rootfile full-path=\"a/b.opf\"/></container>");

#[test]
fn links_lead_to_members() {
    for (folder, href, expected) in [
        ("OEBPS", "text/a.xhtml#teil", "OEBPS/text/a.xhtml"),
        ("OEBPS/text", "../bild%20a.png", "OEBPS/bild a.png"),
        ("", "../../../etc/passwd", "etc/passwd"),
        ("a", "/b.xhtml", "b.xhtml"),
        ("a", "100%.xhtml", "a/100%.xhtml"),
        ("a", "%C3%BCber.xhtml", "a/über.xhtml"),
    ] {
        assert_eq!(resolved(folder, href), expected, "{href}");
    }
}

#[test]
fn what_is_missing_is_a_gap() {
    let gaps = |bytes: &[u8]| document(bytes).gaps.into_iter().map(|gap| gap.kind);
    assert!(gaps(&book(&[])).any(|kind| kind == GapKind::Malformed));
    assert!(gaps(&book(&[CONTAINER])).any(|kind| kind == GapKind::Malformed));
    let opf = "<package><manifest><item id=\"x\" href=\"fort.xhtml\"/></manifest>\
               <spine><itemref idref=\"x\"/></spine></package>";
    let missing = book(&[CONTAINER, ("a/b.opf", opf)]);
    assert!(gaps(&missing).any(|kind| kind == GapKind::Malformed));
}

#[test]
fn a_chapter_that_comes_often_is_read_once() {
    let items = "<itemref idref=\"x\"/>".repeat(100_000);
    let opf = format!(
        "<package><manifest><item id=\"x\" href=\"x.txt\"/></manifest><spine>{items}</spine>\
         </package>"
    );
    let read = document(&book(&[CONTAINER, ("a/b.opf", &opf), ("a/x.txt", "Am Ufer.")]));
    assert_eq!(read.text.matches("Am Ufer.").count(), 1);
    assert!(read.gaps.is_empty(), "{:?}", read.gaps);
}

#[test]
fn a_book_cut_anywhere_is_never_whole() {
    let opf = "<package><manifest><item id=\"x\" href=\"x.txt\"/></manifest>\
               <spine><itemref idref=\"x\"/></spine></package>";
    let whole = book(&[CONTAINER, ("a/b.opf", opf), ("a/x.txt", "Am Ufer.")]);
    assert!(document(&whole).gaps.is_empty());
    for end in (0..whole.len() - 1).step_by(50) {
        assert!(!document(&whole[..end]).gaps.is_empty(), "cut at {end}");
    }
}
