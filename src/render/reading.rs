//! What was read of a document, segment by segment: for whoever asks what the tool sees.
//!
//! Not here: what any of it means ([`super::Renderer`]).

use std::fmt::Write as _;

use super::{Lang, escape};
use crate::model::{Document, Where};

/// One line for each segment: its kind, its place and its words, with tabs between. Line ends in the words are
/// shown as `\n`.
#[must_use]
pub fn segments(document: &Document, lang: Lang) -> String {
    let mut out = String::new();
    let mut places = document.places();
    for segment in &document.segments {
        let at = match segment.spot() {
            Some(spot) => Where::Way(document.way(spot)),
            None if document.composed => Where::Way(Vec::new()),
            None => {
                let (line, column) = places.locate(segment.span.start);
                Where::Text { line, column }
            }
        };
        let words = segment.span.of(&document.text).trim().replace("\r\n", "\n");
        let words: Vec<String> = words.split(['\n', '\r']).map(escape::line).collect();
        let place = if at == Where::default() { String::new() } else { lang.at(&at) };
        let _ = writeln!(out, "{}\t{place}\t{}", segment.kind.name(), words.join("\\n"));
    }
    out
}

/// One line for each gap and notice.
#[must_use]
pub fn remarks(document: &Document, lang: Lang) -> String {
    let mut out = String::new();
    for gap in &document.gaps {
        let _ = writeln!(out, "{}: {} ({})", lang.gap_word(), lang.gap_at(gap), lang.gap(gap.kind));
    }
    for notice in &document.notices {
        let _ = writeln!(out, "{}: {}", lang.notice_word(), escape::line(lang.notice(notice)));
    }
    out
}
