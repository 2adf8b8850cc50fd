//! What only PDF does: hostile files, and words that a page draws in pieces.
//!
//! Not here: the fixtures, which all formats share.

use std::fmt::Write as _;

use super::super::read;
use super::super::tests::{check, folder};
use super::*;
use crate::model::Source;

fn opened(bytes: &[u8]) -> Document {
    let document = read(&Source { name: "a.pdf".to_owned() }, bytes);
    check(&document);
    document
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(folder("tests/formats/pdf").join(name)).unwrap()
}

/// A file of these objects, numbered from 1; the first one is the catalog.
fn built(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let size = objects.len() + 1;
    let _ = write!(file, "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

/// A page with this content and these other objects, numbered from 5.
fn page(content: &str, resources: &str, others: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>"
        ),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    objects.extend(others.iter().map(|object| (*object).to_owned()));
    built(&objects)
}

fn kinds(document: &Document) -> Vec<GapKind> {
    document.gaps.iter().map(|gap| gap.kind).collect()
}

const HELVETICA: &str = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";

#[test]
fn files_cut_or_changed_anywhere_are_read() {
    for name in ["around.pdf", "spaced.pdf", "restricted.pdf", "fonts.pdf"] {
        let whole = fixture(name);
        for at in (0..whole.len()).step_by(7) {
            opened(&whole[..at]);
            for bit in [0x01, 0x80] {
                let mut changed = whole.clone();
                changed[at] ^= bit;
                opened(&changed);
            }
        }
    }
}

#[test]
fn a_cut_file_is_never_read_as_whole() {
    let whole = fixture("headers.pdf");
    for at in (0..whole.len() - 6).step_by(11) {
        let document = opened(&whole[..at]);
        assert!(!document.gaps.is_empty(), "cut at {at}");
    }
}

#[test]
fn bombs_are_not_unpacked() {
    use std::io::Write;
    let packed = |bytes: &[u8]| {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let file = |dict: &str, body: &[u8]| {
        let mut file = b"%PDF-1.7\n1 0 obj\n".to_vec();
        let _ = write!(file, "<< {dict} /Length {} >>\nstream\n", body.len());
        file.extend(body);
        file.extend(b"\nendstream\nendobj\n%%EOF\n");
        file
    };
    let once = packed(&vec![b' '; 700 << 20]);
    let large = file("/Filter /FlateDecode", &once);
    assert_eq!(kinds(&opened(&large)), [GapKind::Limit]);
    // Written with an escape, and behind something that only looks like an object.
    let hidden = file("/Filter /#46lateDecode /A (2 0 obj)", &once);
    assert_eq!(kinds(&opened(&hidden)), [GapKind::Limit]);
    let twice = file("/Filter [/FlateDecode /FlateDecode]", &packed(&once));
    assert_eq!(kinds(&opened(&twice)), [GapKind::Limit]);
    // A picture is not unpacked at all.
    let picture = file("/Subtype /Image /Width 1 /Height 1 /Filter /FlateDecode", &once);
    assert_eq!(kinds(&opened(&picture)), [GapKind::Malformed]);
}

#[test]
fn fonts_that_claim_huge_numbers_are_not_loaded() {
    let content = "BT /F1 12 Tf 60 700 Td (Wort) Tj ET";
    let simple = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 4000000000 \
         /LastChar 4000000001 /Widths [1] >> >>";
    assert_eq!(kinds(&opened(&page(content, simple, &[]))), [GapKind::Undecodable]);
    let composite = "/Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H \
         /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /W [0 4294967295 500] >>] >> >>";
    assert_eq!(kinds(&opened(&page(content, composite, &[]))), [GapKind::Undecodable]);
}

#[test]
fn what_is_drawn_without_end_has_one() {
    // Each form draws the next one twice.
    let form = |next: usize| {
        let content = "/X Do /X Do";
        format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {next} 0 R >> >> \
             /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        )
    };
    let forms: Vec<String> = (6..40).map(form).collect();
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let document = opened(&page("/X Do", "/XObject << /X 5 0 R >>", &forms));
    assert!(kinds(&document).contains(&GapKind::Limit));
    let deep = "[".repeat(100_000);
    opened(&page(&deep, "", &[]));
    let deep = "<< /A ".repeat(50_000);
    opened(&page("", "", &[&deep]));
    opened(&page(&"q ".repeat(100_000), "", &[]));
    opened(&page(&"/Span BMC ".repeat(100_000), "", &[]));
}

#[test]
fn many_signs_take_linear_time() {
    let mut content = String::new();
    for at in 0..40_000 {
        let _ = writeln!(content, "BT /F1 9 Tf {} {} Td (Wort) Tj ET", at % 7 * 80, at % 811);
    }
    let started = std::time::Instant::now();
    opened(&page(&content, HELVETICA, &[]));
    let seconds = started.elapsed().as_secs_f64();
    eprintln!("{seconds:.2} s for 40 000 words");
    assert!(seconds < 20.0, "{seconds} s");
}

#[test]
fn words_keep_together_and_apart() {
    for (content, expected) in [
        ("[(VS) -40 (-) 30 (NfD)] TJ", "VS-NfD"),
        ("[(eins) -300 (zwei)] TJ", "eins zwei"),
        ("[(ein ) 278 (s)] TJ", "eins"),
        ("5 Tc (GEHEIM) Tj", "GEHEIM"),
        ("[(G) -600 (E) -600 (H) -600 (E) -600 (I) -600 (M)] TJ", "GEHEIM"),
        ("[(1) -600 (2) -600 (3)] TJ", "1 2 3"),
        ("3 Tr (Erkanntes) Tj", "Erkanntes"),
    ] {
        let content = format!("BT /F1 12 Tf 60 500 Td {content} ET");
        let document = opened(&page(&content, HELVETICA, &[]));
        assert_eq!(document.text.trim(), expected, "{content}");
    }
}

#[test]
fn a_text_that_speaks_of_it_is_none() {
    assert!(!Reader.recognises(b"The mark %PDF-1.7 starts a file."));
    assert!(Reader.recognises(b"%PDF-1.7"));
    assert!(Reader.recognises(b"junk\n%PDF-1.7\n1 0 obj"));
}

#[test]
fn what_earlier_versions_say_is_told() {
    let content = |words: &str| format!("BT /F1 12 Tf 50 700 Td ({words}) Tj ET");
    let mut file = page(&content("Die Sitzung ist GEHEIM."), HELVETICA, &[]);
    let before = file.windows(9).rposition(|window| window == b"startxref").unwrap();
    let before = String::from_utf8_lossy(&file[before + 10..]).lines().next().unwrap().to_owned();
    // Saved over: the page has new content, and the old one stays in the file.
    let place = file.len();
    let words = content("Die Sitzung ist offen.");
    let mut update =
        format!("4 0 obj\n<< /Length {} >>\nstream\n{words}\nendstream\nendobj\n", words.len());
    let start = place + update.len();
    let _ = write!(
        update,
        "xref\n4 1\n{place:010} 00000 n \ntrailer\n<< /Size 5 /Root 1 0 R /Prev {before} >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(update.bytes());
    let document = opened(&file);
    let said: Vec<_> = document
        .segments
        .iter()
        .map(|segment| (segment.kind, segment.span.of(&document.text)))
        .collect();
    assert_eq!(
        said,
        [
            (SegmentKind::Paragraph, "Die Sitzung ist offen."),
            (SegmentKind::Hidden, "Die Sitzung ist GEHEIM."),
        ]
    );
    assert_eq!(document.notices.len(), 1);
    assert_eq!(kinds(&document), []);
}
