//! Packages and flat files that want to break the reader, and what must not be silent.
//!
//! Not here: what a well-formed file reads as (the fixtures).

use std::io::{Cursor, Write as _};
use std::time::Instant;

use zip::write::{SimpleFileOptions, ZipWriter};

use super::{Kind, kind};
use crate::model::{Document, GapKind, SegmentKind, Source};
use crate::read::read;

const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"";

fn package(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file("mimetype", stored).unwrap();
    writer.write_all(b"application/vnd.oasis.opendocument.text").unwrap();
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn content(body: &str) -> String {
    format!(
        "<office:document-content {SPACES}><office:body>{body}</office:body>\
         </office:document-content>"
    )
}

fn text(body: &str) -> Document {
    let content = content(&format!("<office:text>{body}</office:text>"));
    document(&package(&[("content.xml", content.as_bytes())]))
}

fn sheets(body: &str) -> Document {
    let content = content(&format!("<office:spreadsheet>{body}</office:spreadsheet>"));
    document(&package(&[("content.xml", content.as_bytes())]))
}

fn document(bytes: &[u8]) -> Document {
    read(&Source { name: "a.odt".to_owned() }, bytes)
}

fn kinds(document: &Document) -> Vec<GapKind> {
    document.gaps.iter().map(|gap| gap.kind).collect()
}

#[test]
fn a_flat_file_is_known_by_its_root() {
    let flat = |kind: &str| {
        format!(
            "\u{feff}<?xml version=\"1.0\"?><!-- a --><office:document {SPACES} \
             office:mimetype=\"application/vnd.oasis.opendocument.{kind}\">"
        )
    };
    assert_eq!(kind(flat("spreadsheet").as_bytes()), Some(Kind::Sheets));
    assert_eq!(kind(flat("graphics").as_bytes()), Some(Kind::Slides));
    assert_eq!(kind(flat("text").as_bytes()), Some(Kind::Text));
    let wide: Vec<u8> = flat("text").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(kind(&wide), Some(Kind::Text));
    for other in ["<office:document>", "<html>opendocument</html>", "", "PK\u{3}\u{4}"] {
        assert_eq!(kind(other.as_bytes()), None, "{other}");
    }
}

#[test]
fn counts_of_a_file_are_not_believed() {
    let cell = "<table:table-cell table:number-columns-repeated=\"18446744073709551615\">\
                <text:p>Hafen<text:s text:c=\"4294967295\"/>Ost</text:p></table:table-cell>";
    let row = format!(
        "<table:table-row table:number-rows-repeated=\"18446744073709551615\">{cell}{cell}\
         </table:table-row>"
    );
    let column = "<table:table-column table:number-columns-repeated=\"2147483648\" \
                  table:visibility=\"collapse\"/>";
    let started = Instant::now();
    let read = sheets(&format!("<table:table>{column}{column}{row}{row}</table:table>"));
    assert!(started.elapsed().as_secs() < 5);
    assert!(read.text.len() < 1000, "{}", read.text.len());
    assert_eq!(read.text.matches("Hafen").count(), 4);
    let list = "<text:list><text:list-item text:start-value=\"4294967295\"><text:p>Ende</text:p>\
                </text:list-item><text:list-item><text:p>Danach</text:p></text:list-item>\
                </text:list>";
    assert!(text(list).text.contains("Danach"));
}

#[test]
fn depth_has_an_end() {
    for element in ["text:span", "text:p", "text:list", "table:table", "text:note", "text:section"]
    {
        let deep = format!("<text:p>Oben</text:p>{}tief", format!("<{element}>").repeat(100_000));
        let read = text(&deep);
        assert!(kinds(&read).contains(&GapKind::Limit), "{element}: {:?}", read.gaps);
        assert!(read.text.contains("Oben"), "{element}");
    }
}

#[test]
fn what_is_missing_or_broken_is_a_gap() {
    assert!(kinds(&document(&package(&[]))).contains(&GapKind::Malformed));
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>";
    let bomb = format!("{bomb}{}", content("<office:text><text:p>&b;</text:p></office:text>"));
    let read = document(&package(&[("content.xml", bomb.as_bytes())]));
    assert_eq!(kinds(&read), [GapKind::Malformed]);
    let zeros = vec![b' '; 64 * 1024 * 1024];
    let read = document(&package(&[("content.xml", &zeros)]));
    assert!(kinds(&read).contains(&GapKind::Limit), "{:?}", read.gaps);
    let member = ("encrypted-package", &b"\x01\x02"[..]);
    assert_eq!(kinds(&document(&package(&[member]))).first(), Some(&GapKind::Encrypted));
}

#[test]
fn a_file_cut_anywhere_is_never_whole() {
    let body = "<office:text><text:p>Die Brücke ist offen.</text:p></office:text>";
    let whole = package(&[("content.xml", content(body).as_bytes()), ("a.txt", b"Zettel")]);
    assert!(document(&whole).gaps.is_empty());
    for end in (0..whole.len() - 1).step_by(50) {
        assert!(!document(&whole[..end]).gaps.is_empty(), "cut at {end}");
    }
    let flat = format!(
        "<?xml version=\"1.0\"?><office:document {SPACES}><office:body>{body}</office:body>"
    );
    for end in (0..flat.len()).filter(|&end| flat.is_char_boundary(end)).step_by(50) {
        assert!(!document(&flat.as_bytes()[..end]).gaps.is_empty(), "cut at {end}");
    }
}

#[test]
fn a_deletion_that_is_often_asked_for_is_told_once() {
    let deleted = "lange Worte ".repeat(10_000);
    let changes = format!(
        "<text:tracked-changes><text:changed-region text:id=\"a\"><text:deletion>\
         <text:p>{deleted}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    );
    let asked = "<text:change text:change-id=\"a\"/>".repeat(10_000);
    let read = text(&format!("{changes}<text:p>Vorn{asked}hinten</text:p>"));
    let deletions = read.segments.iter().filter(|segment| segment.kind == SegmentKind::Deletion);
    assert_eq!(deletions.count(), 1);
    assert!(read.text.len() < 2 * deleted.len());
}

#[test]
fn many_gaps_are_not_told_one_by_one() {
    let mut body = String::new();
    for number in 0..50_000 {
        let link = format!("https://example.org/{number}");
        let section = format!("<text:section><text:section-source href=\"{link}\"/>");
        body.push_str(&section);
        body.push_str("</text:section>");
    }
    let started = Instant::now();
    let read = text(&body);
    assert!(started.elapsed().as_secs() < 20);
    assert_eq!(read.gaps.len(), 1001);
    assert_eq!(read.gaps.last().map(|gap| gap.kind), Some(GapKind::Limit));
}
