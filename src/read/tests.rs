//! What holds for every format: fixtures, no silent loss, the way home.
//!
//! Not here: hostile texts ([`hostile`]), and what only one format does.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::*;
use crate::model::SegmentKind;
use crate::model::document::Raw;

mod archives;
mod hostile;
mod letters;
mod lost;
mod markup;
mod places;

/// A document as the expected files show it.
fn dump(document: &Document) -> String {
    let mut out = format!("format {}\n", document.format);
    for front in &document.front_matter {
        let _ = writeln!(out, "front matter from line {}", front.line);
    }
    for gap in &document.gaps {
        let _ = writeln!(out, "gap {}: {}: {}", gap.kind.name(), way(&gap.place), gap.reason.en);
    }
    for notice in &document.notices {
        let _ = writeln!(out, "notice {}", notice.0.en);
    }
    for item in &document.items {
        let label = item.label.as_deref().unwrap_or("-");
        let _ = writeln!(out, "item {label}: {}", item.title.of(&document.text));
    }
    let mut places = document.places();
    let mut end = 0;
    for segment in &document.segments {
        let between = &document.text[end..segment.span.start];
        out.push_str(if between.contains("\n\n") || end == 0 { "\n" } else { "" });
        end = segment.span.end;
        let place = match segment.spot() {
            Some(spot) => way(&document.way(spot)),
            None if document.composed => "-".to_owned(),
            None => {
                let (line, column) = places.locate(segment.span.start);
                format!("{line}:{column}")
            }
        };
        let speaker = segment.speaker().map(|at| document.speakers[at as usize].as_str());
        let time = segment.time().map(|time| time.to_string());
        let item = segment.item().and_then(|at| document.items[at as usize].label.clone());
        let item = segment.item().map(|at| item.unwrap_or(format!("#{at}")));
        let or_none = |word: Option<String>| word.unwrap_or_else(|| "-".to_owned());
        let _ = writeln!(
            out,
            "{place} {} | {} | {} | {} | {}",
            segment.kind.name(),
            speaker.unwrap_or("-"),
            or_none(time),
            or_none(item),
            segment.span.of(&document.text).replace('\n', "\\n").replace('\r', "\\r"),
        );
    }
    out
}

/// A way as the expected files show it.
fn way(way: &[Step]) -> String {
    if way.is_empty() {
        return "whole file".to_owned();
    }
    let step = |step: &Step| {
        let number = step.number().map(|number| format!(" {number}")).unwrap_or_default();
        let label = step.label().map(|label| format!(" {label:?}")).unwrap_or_default();
        format!("{}{number}{label}", step.name())
    };
    way.iter().map(step).collect::<Vec<_>>().join(", ")
}

fn source(name: &str) -> Source {
    Source { name: name.to_owned() }
}

fn read_file(path: &Path) -> Document {
    read(&source(&path.to_string_lossy()), &std::fs::read(path).unwrap())
}

/// The folder of a set of files of the project.
pub(super) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Real material, where it was unpacked.
pub(crate) fn corpora() -> Option<PathBuf> {
    let named = std::env::var_os("CLEAREDFOR_CORPORA").map(PathBuf::from);
    Some(named.unwrap_or_else(|| folder("target/corpora"))).filter(|path| path.is_dir())
}

/// All files under `root`, in order.
fn files(root: &Path) -> Vec<PathBuf> {
    let found = walk::walk(&[root.to_owned()]).into_iter();
    found
        .filter(|found| !found.source.name.contains("/.gitattributes"))
        .filter_map(|found| found.path().map(Path::to_owned))
        .collect()
}

/// Every fixture reads as its `.expected` file says. `UPDATE_EXPECTED=1` writes them anew.
#[test]
fn fixtures() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut formats = Vec::new();
    for path in files(&folder("tests/formats")) {
        if path.extension().is_some_and(|extension| extension == "expected") {
            continue;
        }
        let document = read_file(&path);
        let expected = path.with_extension("expected");
        if update {
            std::fs::write(&expected, dump(&document)).unwrap();
        }
        let expected = std::fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(dump(&document), expected, "{}", path.display());
        check(&document);
        let format =
            path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        if format.as_deref() != Some("broken") {
            assert_eq!(format.as_deref(), Some(document.format), "{}", path.display());
        }
        formats.push(document.format);
    }
    for format in FORMATS {
        assert!(formats.contains(&format.name()), "{} has no fixture", format.name());
    }
    for format in PACKAGES {
        assert!(formats.contains(&format.name()), "{} has no fixture", format.name());
    }
}

/// What the matcher relies on.
pub(super) fn check(document: &Document) {
    let text = &document.text;
    let mut end = 0;
    for (at, segment) in document.segments.iter().enumerate() {
        let span = segment.span;
        assert!(
            span.end <= text.len()
                && text.is_char_boundary(span.start)
                && text.is_char_boundary(span.end)
        );
        assert!(span.start >= end && !span.is_empty(), "segment {at}");
        let between = &text[end..span.start];
        if document.raw.is_some() || document.composed {
            assert!(at == 0 || between.contains(['\n', '\r']), "segments {at} touch");
            assert!(between.trim().is_empty(), "words between segments: {between:?}");
        }
        end = span.end;
        assert!(segment.speaker().is_none_or(|at| (at as usize) < document.speakers.len()));
        assert!(segment.item().is_none_or(|at| (at as usize) < document.items.len()));
    }
    if document.raw.is_some() {
        assert!(text[end..].trim().is_empty(), "words behind the last segment");
    }
    assert!(document.origins.windows(2).all(|pair| pair[0].text() < pair[1].text()));
    assert!(document.items.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    assert!(document.items.iter().all(|item| item.span.contains(item.title)));
    check_origins(document);
}

/// Every stretch of text that is as long as its source is the same as its source.
fn check_origins(document: &Document) {
    let Some(Raw::Whole(raw)) = &document.raw else {
        assert!(document.origins.is_empty());
        return;
    };
    assert!(
        document.text.is_empty()
            || document.origins.first().is_some_and(|origin| origin.text() == 0)
    );
    for segment in &document.segments {
        let home = document.source_offset(segment.span.start);
        assert!(home <= raw.len() && raw.is_char_boundary(home));
    }
    let ends =
        document.origins.iter().skip(1).map(|origin| origin.text()).chain([document.text.len()]);
    for (origin, end) in document.origins.iter().zip(ends) {
        assert!(origin.source() <= raw.len());
        let text = &document.text[origin.text()..end];
        let same = raw.as_bytes()[origin.source()..].starts_with(text.as_bytes());
        // What differs is short: a separator, a character that a reference stands for.
        let start: String = text.chars().take(40).collect();
        assert!(same || text.len() <= 4, "{start:?} does not come from there");
    }
}

#[test]
fn formats_are_found_by_content_first() {
    for (name, text, format) in [
        ("a.txt", "WEBVTT\n\n00:00.000 --> 00:01.000\nx", "webvtt"),
        ("a.txt", "1\n00:00:00,000 --> 00:00:01,000\nx", "srt"),
        ("a.vtt", "1\n00:00:00.000 --> 00:00:01.000\nx", "webvtt"),
        ("a.srt", "1\n00:00:00.000 --> 00:00:01.000\nx", "srt"),
        ("a.txt", "0:00:03.340,0:00:03.880\nx", "sbv"),
        ("a.txt", "---\ntitle: x\n---\ny", "markdown"),
        ("a.txt", "# x\n\ny", "markdown"),
        ("a.md", "x", "markdown"),
        ("A.MD", "x", "markdown"),
        ("a.md", "[00:00:01] Kai: ja\n[00:00:02] Ida: nein\n", "transcript"),
        ("a.json", "{\"a\": \"b\"}", "json"),
        ("a.xyz", "Wort", "text"),
        ("a", "[1] Wort", "text"),
        ("dir.md/a", "Wort", "text"),
    ] {
        assert_eq!(detect(name, text).name(), format, "{name}");
    }
}

#[test]
fn nothing_at_all_is_a_gap() {
    for bytes in [&b""[..], b" \r\n\t\n", b"\xef\xbb\xbf", b"\xe2\x80\x8b\n", b"WEBVTT\n\n"] {
        let document = read(&source("a.txt"), bytes);
        assert_eq!(document.gaps.last().map(|gap| gap.kind), Some(GapKind::Empty), "{bytes:?}");
    }
}

#[test]
fn kinds_are_counted() {
    let document = read(&source("a.md"), b"# A\n\nB\n");
    assert_eq!(document.kinds()[&SegmentKind::Heading], 1);
}
