//! Hostile workbooks: what is missing, lies, breaks off or is far too much.

use std::io::{Cursor, Write as _};
use std::time::Instant;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::model::{Document, GapKind, SegmentKind, Source, Step};
use crate::read::read;

/// A package of these parts.
pub(in crate::read) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(in crate::read) fn read_named(name: &str, bytes: &[u8]) -> Document {
    read(&Source { name: name.to_owned() }, bytes)
}

pub(in crate::read) fn gaps(document: &Document) -> Vec<GapKind> {
    document.gaps.iter().map(|gap| gap.kind).collect()
}

/// The words of each segment of a kind.
pub(in crate::read) fn told(document: &Document, kind: SegmentKind) -> Vec<&str> {
    let segments = document.segments.iter().filter(|segment| segment.kind == kind);
    segments.map(|segment| segment.span.of(&document.text)).collect()
}

const TYPES: &str = "<Types><Override PartName='/xl/workbook.xml' ContentType='application/\
    vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>";
const MAIN: &str = "<Relationships><Relationship Id='r' Type='x/officeDocument' \
    Target='xl/workbook.xml'/></Relationships>";
const BOOK: &str = "<workbook><sheets><sheet name='A' id='r1'/></sheets></workbook>";
const LEADS: &str = "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='s.xml'/>\
    <Relationship Id='r2' Type='x/sharedStrings' Target='t.xml'/></Relationships>";

/// A workbook of one sheet with these rows and shared texts.
fn book(rows: &str, strings: &str) -> Document {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let strings = format!("<sst>{strings}</sst>");
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", MAIN),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LEADS),
        ("xl/s.xml", sheet.as_str()),
        ("xl/t.xml", strings.as_str()),
    ];
    read_named("a.xlsx", &package(&parts))
}

fn cells(document: &Document) -> Vec<(String, &str)> {
    let cell = |spot| match document.way(spot).pop() {
        Some(Step::Cell(name)) => name,
        _ => String::new(),
    };
    let shown = document.segments.iter().filter(|segment| segment.kind == SegmentKind::Cell);
    let pair = |segment: &crate::model::Segment| {
        (segment.spot().map_or(String::new(), cell), segment.span.of(&document.text))
    };
    shown.map(pair).collect()
}

#[test]
fn names_and_numbers_that_lie_lose_no_words() {
    let rows = "<row r='4294967295'><c r='ZZZZZZ99999999999' t='inlineStr'><is><t>a</t></is></c>\
        <c r='B2' t='inlineStr'><is><t>b</t></is></c><c t='inlineStr'><is><t>c</t></is></c></row>\
        <row r='-7'><c r='' t='inlineStr'><is><t>d</t></is></c></row>\
        <row r='2'><c r='B2' t='neu'><v>e</v></c><c r='C2' s='99999999999' t='n'><v>7</v></c></row>";
    let document = book(rows, "");
    let words: Vec<&str> = cells(&document).into_iter().map(|(_, words)| words).collect();
    assert_eq!(words, ["a", "b", "c", "d", "e", "7"]);
    assert_eq!(cells(&document)[1].0, "B2");
    assert_eq!(cells(&document)[2].0, "C4294967295");
    assert_eq!(gaps(&document), []);
}

#[test]
fn a_text_that_is_not_there_is_a_gap() {
    for index in ["1", "-1", "99999999999999999999", "x", ""] {
        let rows = format!("<row><c t='s'><v>{index}</v></c><c t='s'><v>0</v></c></row>");
        let document = book(&rows, "<si><t>da</t></si>");
        assert_eq!(gaps(&document), [GapKind::Malformed], "{index:?}");
        assert_eq!(cells(&document), [("B1".to_owned(), "da")]);
    }
}

#[test]
fn merged_cells_and_open_ends_are_read() {
    let document = book(
        "<row><c t='str'><v>eins</v></c></row></sheetData><mergeCells>\
        <mergeCell ref='A1:XFD1048576'/></mergeCells><sheetData><row><c t='str'><v>zwei</v>",
        "",
    );
    let words: Vec<&str> = cells(&document).into_iter().map(|(_, words)| words).collect();
    assert_eq!(words, ["eins", "zwei"]);
    assert_eq!(gaps(&document), []);
}

#[test]
fn parts_that_are_missing_are_gaps() {
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", MAIN),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LEADS),
    ];
    // Of the four, the texts and the sheet are named and not there.
    let document = read_named("a.xlsx", &package(&parts));
    assert_eq!(gaps(&document), [GapKind::Malformed, GapKind::Malformed]);
    assert_eq!(told(&document, SegmentKind::Name), ["A"]);
    // Without relations nobody knows where the sheet is.
    let document = read_named("a.xlsx", &package(&parts[..3]));
    assert!(!document.gaps.is_empty());
}

/// A text of a mebibyte that ten thousand cells have: ten gibibytes.
#[test]
fn a_text_in_very_many_cells_is_a_limit() {
    let start = Instant::now();
    let rows = "<row><c t='s'><v>0</v></c></row>".repeat(10_000);
    let text = "Ahorn ".repeat(1 << 18);
    let document = book(&rows, &format!("<si><t>{text}</t></si>"));
    assert_eq!(gaps(&document), [GapKind::Limit]);
    assert!(document.text.len() < 1 << 30);
    assert!(start.elapsed().as_secs() < 60);
}

#[test]
fn ranges_of_columns_are_no_burden() {
    let columns = "<col min='1' max='4294967295' hidden='1'/>".repeat(50_000);
    let row = format!("<row>{}</row>", "<c t='str'><v>x</v></c>".repeat(16_384));
    let sheet =
        format!("<worksheet><cols>{columns}</cols><sheetData>{row}</sheetData></worksheet>");
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", MAIN),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LEADS),
        ("xl/s.xml", sheet.as_str()),
        ("xl/t.xml", "<sst/>"),
    ];
    let start = Instant::now();
    let document = read_named("a.xlsx", &package(&parts));
    assert_eq!(told(&document, SegmentKind::Hidden).len(), 16_384);
    assert!(start.elapsed().as_secs() < 20);
}

/// The package cut at every fiftieth byte, and its first sheet and texts likewise.
#[test]
fn what_breaks_off_is_a_gap_and_no_panic() {
    let bytes = std::fs::read("tests/formats/xlsx/bestand.xlsx").unwrap();
    for end in (4..bytes.len() - 1).step_by(50) {
        assert!(!read_named("a.xlsx", &bytes[..end]).gaps.is_empty(), "{end}");
    }
    let sheet = "<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData><dataValidations>\
        <dataValidation prompt='p' sqref='A1'><formula1>\"x,y\"</formula1></dataValidation>\
        </dataValidations><headerFooter><oddHeader>&amp;CKopf</oddHeader></headerFooter></worksheet>";
    for end in (1..sheet.len()).filter(|end| sheet.is_char_boundary(*end)) {
        let parts = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", MAIN),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", LEADS),
            ("xl/s.xml", &sheet[..end]),
            ("xl/t.xml", "<sst><si><t>Ahorn</t></si></sst>"),
        ];
        let document = read_named("a.xlsx", &package(&parts));
        assert!(gaps(&document).contains(&GapKind::Malformed), "{end}");
        assert!(document.text.contains("Ahorn"), "{end}");
    }
}
