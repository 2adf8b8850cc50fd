//! Documents made to hurt, and documents whose parts are not where they should be.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::model::{Document, GapKind, SegmentKind, Source};
use crate::read::read;

const TYPES: &str = "<Types><Default Extension='xml' ContentType='application/xml'/>\
    <Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.\
    wordprocessingml.document.main+xml'/></Types>";
const MAIN: &str = "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='word/document.xml'/></Relationships>";

/// A package of these parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, packed).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document with this body and these other parts, as read.
fn document(body: &str, more: &[(&str, &[u8])]) -> Document {
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", MAIN.as_bytes()),
        ("word/document.xml", body.as_bytes()),
    ];
    parts.extend(more);
    whole(&package(&parts))
}

fn whole(bytes: &[u8]) -> Document {
    read(&Source { name: "a.docx".to_owned() }, bytes)
}

fn kinds(document: &Document) -> Vec<GapKind> {
    document.gaps.iter().map(|gap| gap.kind).collect()
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn a_part_that_unpacks_to_far_more_is_a_limit() {
    let bomb = vec![b' '; 64 << 20];
    let read = document(&paragraph("Wort"), &[("word/media/bild.xml", &bomb)]);
    assert!(kinds(&read).contains(&GapKind::Limit));
    assert!(read.text.contains("Wort"));
}

#[test]
fn elements_a_hundred_thousand_deep_are_a_limit() {
    for element in ["w:tbl", "w:p", "w:txbxContent", "mc:AlternateContent", "w:x"] {
        let body = format!("{}<{element}>", paragraph("Wort")).repeat(100_000);
        let read = document(&body, &[]);
        assert!(kinds(&read).contains(&GapKind::Limit), "{element}");
        assert!(read.text.contains("Wort"));
    }
}

#[test]
fn names_lead_nowhere_and_their_parts_are_read() {
    let words = b"<x>fremdes Wort</x>";
    for name in ["../../../../etc/passwd.xml", "/word/a.xml", "C:\\a.xml", "word/../../b.xml"] {
        let read = document(&paragraph("Wort"), &[(name, words)]);
        assert!(read.text.contains("fremdes Wort"), "{name}");
    }
}

#[test]
fn a_bomb_of_entities_is_a_gap() {
    let bomb = "<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><w:document>&b;</w:document>";
    let parts: [(&str, &[u8]); 2] =
        [("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", bomb.as_bytes())];
    let read = whole(&package(&parts));
    assert_eq!((read.format, kinds(&read)), ("docx", vec![GapKind::Malformed]));
}

#[test]
fn parts_that_are_missing_are_gaps() {
    let relations = "<Relationships><Relationship Id='a' Type='x/styles' Target='styles.xml'/>\
        <Relationship Id='b' Type='x/footnotes' Target='fuss.xml'/></Relationships>";
    let read =
        document(&paragraph("Wort"), &[("word/_rels/document.xml.rels", relations.as_bytes())]);
    assert_eq!(kinds(&read), [GapKind::Malformed, GapKind::Malformed]);
    assert!(read.text.contains("Wort"));
}

#[test]
fn circles_of_styles_relations_and_notes_end() {
    let relations = "<Relationships><Relationship Id='a' Type='x/styles' Target='styles.xml'/>\
        <Relationship Id='b' Type='x/footnotes' Target='notes.xml'/>\
        <Relationship Id='c' Type='x/header' Target='document.xml'/>\
        <Relationship Id='d' Type='x/chart' Target='chart.xml'/></Relationships>";
    let styles = "<w:styles><w:style w:styleId='a'><w:basedOn w:val='b'/></w:style>\
        <w:style w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>";
    let notes = "<w:footnotes><w:footnote w:id='1'><w:p><w:r><w:t>eins</w:t>\
        <w:footnoteReference w:id='2'/></w:r></w:p></w:footnote><w:footnote w:id='2'><w:p><w:r>\
        <w:t>zwei</w:t><w:footnoteReference w:id='1'/></w:r></w:p></w:footnote></w:footnotes>";
    let chart = "<c:chart><c:v>Reihe</c:v></c:chart>";
    let circle =
        "<Relationships><Relationship Id='a' Type='x/chart' Target='chart.xml'/></Relationships>";
    let body = "<w:p><w:pPr><w:pStyle w:val='a'/><w:sectPr><w:headerReference r:id='c'/></w:sectPr>\
        </w:pPr><w:r><w:t>Wort</w:t><w:footnoteReference w:id='1'/><c:chart r:id='d'/></w:r></w:p>";
    let read = document(
        body,
        &[
            ("word/_rels/document.xml.rels", relations.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
            ("word/notes.xml", notes.as_bytes()),
            ("word/chart.xml", chart.as_bytes()),
            ("word/_rels/chart.xml.rels", circle.as_bytes()),
        ],
    );
    for word in ["Wort", "eins", "zwei", "Reihe"] {
        assert_eq!(read.text.matches(word).count(), 1, "{word}");
    }
    assert_eq!(kinds(&read), []);
}

#[test]
fn a_hundred_thousand_notes_on_notes_end() {
    let note = |id: usize| {
        format!(
            "<w:footnote w:id='{id}'><w:p><w:r><w:t>x</w:t><w:footnoteReference w:id='{}'/></w:r></w:p></w:footnote>",
            id + 1
        )
    };
    let notes: String = (0..100_000).map(note).collect();
    let notes = format!("<w:footnotes>{notes}</w:footnotes>");
    let relations =
        "<Relationships><Relationship Id='b' Type='x/footnotes' Target='n.xml'/></Relationships>";
    let read = document(
        "<w:p><w:r><w:footnoteReference w:id='0'/></w:r></w:p>",
        &[("word/_rels/document.xml.rels", relations.as_bytes()), ("word/n.xml", notes.as_bytes())],
    );
    assert_eq!(read.segments.len(), 100_000);
}

#[test]
fn a_field_that_never_ends_swallows_no_word() {
    let body = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t>Wort</w:t></w:r></w:p>";
    let read = document(&format!("{body}{}", paragraph("danach")), &[]);
    let hidden = read.segments.iter().find(|segment| segment.kind == SegmentKind::Hidden);
    assert_eq!(hidden.map(|segment| segment.span.of(&read.text)), Some("Wortdanach"));
}

/// Whatever is cut off, nothing panics, and what is not whole is not called whole.
#[test]
fn a_cut_package_is_never_whole() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats/docx");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "expected") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for length in (0..bytes.len()).step_by(50) {
            assert!(!whole(&bytes[..length]).gaps.is_empty(), "{} at {length}", path.display());
        }
    }
}

/// A part that breaks off is a gap with everything before it.
#[test]
fn a_cut_part_is_a_gap() {
    let body =
        format!("<w:document><w:body>{}</w:body></w:document>", paragraph("Wort").repeat(20));
    for length in (1..body.len()).step_by(50) {
        let parts: [(&str, &[u8]); 3] = [
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("_rels/.rels", MAIN.as_bytes()),
            ("word/document.xml", &body.as_bytes()[..length]),
        ];
        let read = whole(&package(&parts));
        assert!(kinds(&read).contains(&GapKind::Malformed), "{length}");
        let words = body[..length].matches("Wort</").count();
        assert!(read.text.matches("Wort").count() >= words, "{length}");
    }
}
