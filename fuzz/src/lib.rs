//! What every fuzz target does: read hostile bytes under a name, and see that the document is sound.
//!
//! Not here: what a document should say (the fixtures), and how targets are run (docs/fuzzing.md).

use std::io::{Cursor, Write};
use std::sync::LazyLock;

use clearedfor::load::{self, builtin};
use clearedfor::model::{Document, GapKind, Policy, Schemes, Source};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Endings of the texts that share a target.
const TEXTS: [&str; 16] = [
    "txt", "md", "vtt", "srt", "sbv", "ass", "ssa", "org", "rst", "adoc", "tsv", "log", "stl", "lrc", "tex", "xyz",
];

/// Reads `data` as a file with this ending, and sees that the document is sound.
pub fn file(ending: &str, data: &[u8]) {
    let source = Source { name: format!("fuzz.{ending}") };
    check(&clearedfor::read::read(&source, data));
}

/// Reads a text; the first byte chooses its ending.
pub fn text(data: &[u8]) {
    if let Some((first, data)) = data.split_first() {
        file(TEXTS[usize::from(*first) % TEXTS.len()], data);
    }
}

/// Reads one of several kinds of file; the first byte chooses its ending.
pub fn one_of(endings: &[&str], data: &[u8]) {
    if let Some((first, data)) = data.split_first() {
        file(endings[usize::from(*first) % endings.len()], data);
    }
}

/// What the matcher relies on, and that no reader failed.
fn check(document: &Document) {
    assert!(document.gaps.iter().all(|gap| gap.kind != GapKind::Failed), "a reader failed");
    let text = &document.text;
    let mut end = 0;
    for segment in &document.segments {
        let span = segment.span;
        assert!(span.start >= end && span.end > span.start, "segments overlap or are empty");
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        end = span.end;
        assert!(segment.speaker.is_none_or(|at| (at as usize) < document.speakers.len()));
        assert!(segment.item.is_none_or(|at| (at as usize) < document.items.len()));
        assert!(segment.spot.is_none_or(|at| (at as usize) < document.spots.len()));
        let home = document.source_offset(span.start);
        assert!(document.composed || document.source().is_none_or(|source| source.is_char_boundary(home)));
    }
    assert!(end <= text.len());
    assert!(document.origins.windows(2).all(|pair| pair[0].text() < pair[1].text()));
}

/// A kind of package: its ending, parts that are always there, and parts that the fuzzer writes.
pub struct Kind {
    ending: &'static str,
    fixed: &'static [(&'static str, &'static str)],
    parts: &'static [&'static str],
}

const TYPES: &str = "[Content_Types].xml";
const ROOT: &str = "_rels/.rels";
const PROPERTIES: [&str; 3] = ["docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"];

macro_rules! main_part {
    ($part:literal, $type:literal) => {
        &[
            (
                TYPES,
                concat!(
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ",
                    "ContentType=\"application/xml\"/><Override PartName=\"/", $part, "\" ContentType=\"application/vnd.",
                    "openxmlformats-officedocument.", $type, ".main+xml\"/></Types>"
                ),
            ),
            (
                ROOT,
                concat!(
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship ",
                    "Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" ",
                    "Target=\"", $part, "\"/></Relationships>"
                ),
            ),
        ]
    };
}

/// Word: the text first, then what it points to.
pub const DOCX: Kind = Kind {
    ending: "docx",
    fixed: main_part!("word/document.xml", "wordprocessingml.document"),
    parts: &[
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/numbering.xml",
        "word/comments.xml",
        "word/footnotes.xml",
        "word/endnotes.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "word/settings.xml",
        "word/_rels/settings.xml.rels",
        "word/glossary/document.xml",
        "docMetadata/LabelInfo.xml",
        PROPERTIES[0],
        PROPERTIES[1],
        PROPERTIES[2],
    ],
};

/// Excel: the workbook first.
pub const XLSX: Kind = Kind {
    ending: "xlsx",
    fixed: main_part!("xl/workbook.xml", "spreadsheetml.sheet"),
    parts: &[
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/comments1.xml",
        "xl/threadedComments/threadedComment1.xml",
        "xl/drawings/drawing1.xml",
        "xl/tables/table1.xml",
        "xl/charts/chart1.xml",
        PROPERTIES[0],
        PROPERTIES[2],
    ],
};

/// PowerPoint: the presentation first.
pub const PPTX: Kind = Kind {
    ending: "pptx",
    fixed: main_part!("ppt/presentation.xml", "presentationml.presentation"),
    parts: &[
        "ppt/presentation.xml",
        "ppt/_rels/presentation.xml.rels",
        "ppt/slides/slide1.xml",
        "ppt/slides/_rels/slide1.xml.rels",
        "ppt/notesSlides/notesSlide1.xml",
        "ppt/comments/comment1.xml",
        "ppt/slideLayouts/slideLayout1.xml",
        "ppt/slideMasters/slideMaster1.xml",
        "ppt/diagrams/data1.xml",
        "ppt/charts/chart1.xml",
        PROPERTIES[0],
        PROPERTIES[2],
    ],
};

/// OpenDocument text; what the fuzzer writes decides what it is.
pub const ODF: Kind = Kind {
    ending: "odt",
    fixed: &[("mimetype", "application/vnd.oasis.opendocument.text")],
    parts: &["content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"],
};

/// A book.
pub const EPUB: Kind = Kind {
    ending: "epub",
    fixed: &[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\"><rootfiles><rootfile \
             full-path=\"book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>",
        ),
    ],
    parts: &["book.opf", "chapter1.xhtml", "chapter2.xhtml", "nav.xhtml", "toc.ncx"],
};

/// Reads a package around `data`: its parts in order, cut at zero bytes.
pub fn package(kind: &Kind, data: &[u8]) {
    let pieces = data.split(|&byte| byte == 0);
    let parts = kind.parts.iter().copied().zip(pieces);
    file(kind.ending, &zipped(kind, parts));
}

/// Reads a package whose kind the first byte chooses, and each piece of it begins with a byte that chooses its name.
pub fn structured(data: &[u8]) {
    let Some((first, data)) = data.split_first() else { return };
    let kinds = [&DOCX, &XLSX, &PPTX, &ODF, &EPUB];
    let kind = kinds[usize::from(*first) % kinds.len()];
    let pieces = data.split(|&byte| byte == 0);
    let parts = pieces.filter_map(|piece| {
        let (name, piece) = piece.split_first()?;
        Some((kind.parts[usize::from(*name) % kind.parts.len()], piece))
    });
    file(kind.ending, &zipped(kind, parts));
}

/// A package whose parts are stored as they are, so that the fuzzer reaches behind checksums and compression.
fn zipped<'a>(kind: &Kind, parts: impl Iterator<Item = (&'static str, &'a [u8])>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let fixed = kind.fixed.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in fixed.chain(parts) {
        // A name that was there already is refused, and its piece goes.
        if archive.start_file(name, stored).is_ok() {
            archive.write_all(bytes).expect("memory takes everything");
        }
    }
    archive.finish().expect("memory takes everything").into_inner()
}

static SCHEMES: LazyLock<Schemes> = LazyLock::new(|| builtin::schemes().expect("built in"));
static POLICY: LazyLock<Policy> = LazyLock::new(|| builtin::policy().expect("built in"));

/// Loads a ruleset; any answer but a panic is fine.
pub fn rules(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data)
        && let Ok(ruleset) = load::ruleset::read("fuzz.yaml", text, &SCHEMES)
    {
        let _ = load::ruleset::check_patterns(&ruleset);
    }
}

/// Loads a policy, or a scheme.
pub fn policy(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = load::policy::read("fuzz.yaml", text, &SCHEMES);
        let _ = load::scheme::read("fuzz.yaml", text);
    }
}

/// Loads a plan, as a file and as front matter.
pub fn plan(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = load::plan::read("fuzz.yaml", text, &POLICY);
        let _ = load::plan::front_matter("fuzz.md", text, 2, &POLICY);
    }
}
