//! Examples as documents: a few lines of a rule file stand for what a reader would have read.
//!
//! Not here: what is looked for in them ([`super`]).

use crate::model::document::Segment;
use crate::model::rule::Search;
use crate::model::{Document, Rule, SegmentKind};
use crate::text::Span;

/// An example as a document: each block a segment of a kind that the rule looks in; the whole a name where the rule
/// looks at names; each line a turn where it looks for findings in their order.
pub(super) fn document(rule: &Rule, example: &str) -> Document {
    match rule.within.first() {
        _ if !matches!(rule.search, Search::Words) => {
            return turns(example, !matches!(rule.search, Search::Compare(_)));
        }
        Some(SegmentKind::FileName) => {
            return Document { file_name: Some(example.to_owned()), ..Document::default() };
        }
        _ => {}
    }
    let kind = match rule.within.first() {
        Some(_) if rule.within.contains(&SegmentKind::Speech) => SegmentKind::Speech,
        Some(&first) => first,
        None => SegmentKind::Paragraph,
    };
    segmented(example, &[], kind)
}

/// An example as a caption reader makes a document of it: one speaker, captions joined by line feeds.
pub(super) fn captions(example: &str, cuts: &[usize]) -> Document {
    let mut document = segmented(example, cuts, SegmentKind::Speech);
    let said = |one: Segment| {
        let time = one.time();
        one.said(Some(0), time)
    };
    document.segments = document.segments.into_iter().map(said).collect();
    document.speakers.push("A".to_owned());
    document
}

/// A document with a segment for each block; `cuts` are line feeds that end a segment as well.
fn segmented(text: &str, cuts: &[usize], kind: SegmentKind) -> Document {
    let mut segments = Vec::new();
    let mut at = 0;
    for block in text.split_inclusive("\n\n") {
        let end = at + block.trim_end_matches('\n').len();
        let mut start = at;
        for &cut in cuts.iter().filter(|cut| (at..end).contains(cut)) {
            segments.push(segment(Span::new(start, cut), kind));
            start = cut + 1;
        }
        segments.push(segment(Span::new(start, end), kind));
        at += block.len();
    }
    Document { format: "example", text: text.to_owned(), segments, ..Document::default() }
}

fn segment(span: Span, kind: SegmentKind) -> Segment {
    Segment::new(span, kind)
}

/// Longest name before a colon that is a speaker's.
const LONGEST_NAME: usize = 40;

/// One segment a line: the name of the file ("file name: ..."), what somebody says ("Kern: ...") where there is
/// `speech`, or a paragraph.
fn turns(example: &str, speech: bool) -> Document {
    let mut document = Document { format: "example", ..Document::default() };
    for line in example.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(name) = line.strip_prefix("file name: ") {
            document.file_name = Some(name.to_owned());
            continue;
        }
        let speaker = line.split_once(": ");
        let speaker = speaker.filter(|(name, _)| speech && name.len() <= LONGEST_NAME);
        let (kind, speaker, words) = match speaker {
            Some((name, words)) => (SegmentKind::Speech, Some(name), words),
            None => (SegmentKind::Paragraph, None, line),
        };
        if !document.text.is_empty() {
            document.text.push_str("\n\n");
        }
        let speaker = speaker.map(|name| {
            let known = document.speakers.iter().position(|other| other == name);
            let index = known.unwrap_or_else(|| {
                document.speakers.push(name.to_owned());
                document.speakers.len() - 1
            });
            u32::try_from(index).unwrap_or(u32::MAX)
        });
        let start = document.text.len();
        document.text.push_str(words);
        let span = Span::new(start, document.text.len());
        document.segments.push(Segment::new(span, kind).said(speaker, None));
    }
    document
}
