//! Archives and what guards reading: members as sources, bombs, depth, panics, readers that never end.
//!
//! Not here: what is in the members.

use std::io::{Cursor, Write};
use std::time::Duration;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::source;
use crate::model::{Document, GapKind};
use crate::read::{guard, read, read_each};

/// An archive of these members, packed or as they are.
fn archive(members: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn each(name: &str, bytes: Vec<u8>) -> Vec<(String, Document)> {
    let mut found = Vec::new();
    read_each(&source(name), bytes, &mut |source, document| found.push((source.name, document)));
    found
}

fn kinds(document: &Document) -> Vec<GapKind> {
    document.gaps.iter().map(|gap| gap.kind).collect()
}

#[test]
fn members_are_sources_of_their_own() {
    let members: &[(&str, &[u8])] =
        &[("a.txt", b"eins"), ("b/../../a.txt", b"zwei"), ("leer.txt", b""), ("ordner/", b"")];
    let found = each("x.zip", archive(members, CompressionMethod::Stored));
    let told: Vec<(&str, &str)> =
        found.iter().map(|(name, document)| (name.as_str(), document.text.as_str())).collect();
    // A name leads nowhere: nothing is written, so it is only said.
    let expected =
        [("x.zip/a.txt", "eins"), ("x.zip/b/../../a.txt", "zwei"), ("x.zip/leer.txt", "")];
    assert_eq!(told, expected);
    assert_eq!(kinds(&found[2].1), [GapKind::Empty]);
}

#[test]
fn nothing_in_an_archive_is_a_gap() {
    let found = each("x.zip", archive(&[], CompressionMethod::Stored));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0.as_str(), kinds(&found[0].1)), ("x.zip", vec![GapKind::Empty]));
}

#[test]
fn a_bomb_is_unpacked_only_so_far() {
    let zeros = vec![b' '; 64 * 1024 * 1024];
    let bomb = archive(&[("a.txt", &zeros)], CompressionMethod::Deflated);
    assert!(bomb.len() < 200_000);
    let document = read(&source("x.zip"), &bomb);
    assert!(kinds(&document).contains(&GapKind::Limit), "{:?}", document.gaps);
    assert!(document.text.len() < zeros.len() / 2);
}

#[test]
fn archives_in_archives_end() {
    let mut inner = archive(&[("tief.txt", b"unten")], CompressionMethod::Stored);
    for _ in 0..20 {
        inner = archive(&[("mehr.zip", &inner)], CompressionMethod::Stored);
    }
    let document = read(&source("x.zip"), &inner);
    assert_eq!(kinds(&document), [GapKind::Limit]);
}

#[test]
fn a_reader_that_fails_is_a_gap_behind_what_it_read() {
    let mut found = Vec::new();
    let read = |each: &mut dyn FnMut(crate::model::Source, Document)| {
        each(source("eins"), Document::default());
        panic!("as a library might");
    };
    let mut each = |source: crate::model::Source, document: Document| {
        found.push((source.name, kinds(&document)));
    };
    guard::run_for(Duration::from_secs(60), &source("datei"), &mut each, read);
    let expected = [("eins".to_owned(), vec![]), ("datei".to_owned(), vec![GapKind::Failed])];
    assert_eq!(found, expected);
}

#[test]
fn a_reader_that_never_ends_is_given_up() {
    let mut found = Vec::new();
    let mut each = |source: crate::model::Source, document: Document| {
        found.push((source.name, kinds(&document)));
    };
    let read = |_: &mut dyn FnMut(crate::model::Source, Document)| loop {
        std::thread::park();
    };
    guard::run_for(Duration::from_millis(50), &source("datei"), &mut each, read);
    assert_eq!(found, [("datei".to_owned(), vec![GapKind::Limit])]);
}
