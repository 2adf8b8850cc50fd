//! Hostile presentations: what is missing, runs in circles, breaks off or lies deep.

use crate::model::{GapKind, SegmentKind};
use crate::read::xlsx::tests::{gaps, package, read_named, told};

const TYPES: &str = "<Types><Override PartName='/ppt/presentation.xml' ContentType='application/\
    vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'/></Types>";
const MAIN: &str = "<Relationships><Relationship Id='r' Type='x/officeDocument' \
    Target='ppt/presentation.xml'/></Relationships>";
const SHOW: &str = "<p:presentation><p:sldIdLst><p:sldId id='256' r:id='r1'/>\
    <p:sldId id='257' r:id='r1'/></p:sldIdLst></p:presentation>";
const LEADS: &str = "<Relationships><Relationship Id='r1' Type='x/slide' Target='s.xml'/>\
    <Relationship Id='r2' Type='x/slideMaster' Target='m.xml'/></Relationships>";
const SLIDE: &str = "<p:sld><p:sp><p:cNvPr name='Feld 1'/><p:txBody><a:p><a:r><a:t>Ahorn</a:t>\
    </a:r></a:p></p:txBody></p:sp></p:sld>";

#[test]
fn circles_end_and_each_part_is_read_once() {
    let circle = "<Relationships><Relationship Id='r1' Type='x/slideLayout' Target='m.xml'/>\
        <Relationship Id='r2' Type='x/slideMaster' Target='m.xml'/>\
        <Relationship Id='r3' Type='x/notesSlide' Target='s.xml'/>\
        <Relationship Id='r4' Type='x/diagramData' Target='s.xml'/></Relationships>";
    let master = SLIDE.replace("Ahorn", "Birke");
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", MAIN),
        ("ppt/presentation.xml", SHOW),
        ("ppt/_rels/presentation.xml.rels", LEADS),
        ("ppt/s.xml", SLIDE),
        ("ppt/_rels/s.xml.rels", circle),
        ("ppt/m.xml", master.as_str()),
        ("ppt/_rels/m.xml.rels", circle),
    ];
    let document = read_named("a.pptx", &package(&parts));
    assert_eq!(told(&document, SegmentKind::TextBox), ["Ahorn", "Birke"]);
    assert_eq!(gaps(&document), []);
}

#[test]
fn parts_that_are_missing_are_gaps() {
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", MAIN),
        ("ppt/presentation.xml", SHOW),
        ("ppt/_rels/presentation.xml.rels", LEADS),
        ("ppt/s.xml", SLIDE),
    ];
    let document = read_named("a.pptx", &package(&parts));
    assert_eq!(gaps(&document), [GapKind::Malformed]);
    assert_eq!(told(&document, SegmentKind::TextBox), ["Ahorn"]);
}

#[test]
fn deep_groups_and_broken_order_are_no_panic() {
    let deep = format!("<p:sld>{}{}", "<p:grpSp><a:tbl><a:tr><a:tc>".repeat(200), SLIDE);
    let odd = "<p:sld></p:sp><a:t>x</a:t></p:sld>".to_owned();
    let rows =
        "<p:sld><a:tr><a:tc><a:p><a:t>lose Zelle</a:t></a:p></a:tc></a:tr></p:sld>".to_owned();
    for (slide, words) in [(deep, ""), (odd, ""), (rows, "lose Zelle")] {
        let parts = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", MAIN),
            ("ppt/presentation.xml", SHOW),
            ("ppt/_rels/presentation.xml.rels", LEADS),
            ("ppt/s.xml", slide.as_str()),
            ("ppt/m.xml", SLIDE),
        ];
        let document = read_named("a.pptx", &package(&parts));
        assert!(document.text.contains("Ahorn") && document.text.contains(words));
    }
}

#[test]
fn what_breaks_off_is_a_gap_and_no_panic() {
    let bytes = std::fs::read("tests/formats/pptx/besprechung.pptx").unwrap();
    for end in (4..bytes.len() - 1).step_by(50) {
        assert!(!read_named("a.pptx", &bytes[..end]).gaps.is_empty(), "{end}");
    }
    for end in 1..SLIDE.len() {
        let parts = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", MAIN),
            ("ppt/presentation.xml", SHOW),
            ("ppt/_rels/presentation.xml.rels", LEADS),
            ("ppt/s.xml", &SLIDE[..end]),
            ("ppt/m.xml", SLIDE),
        ];
        let document = read_named("a.pptx", &package(&parts));
        assert!(gaps(&document).contains(&GapKind::Malformed), "{end}");
    }
}
