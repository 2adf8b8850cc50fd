//! HTML inside of Markdown: its words are text, its tags are not, its comments are notes.
//!
//! Not here: HTML files.

use crate::model::SegmentKind;
use crate::read::draft::Draft;
use crate::read::references::pieces;
use crate::text::Span;

/// Tags that say how words look, or only that a block starts. Of a tag without attributes and
/// with one of these names nothing is kept; every other tag is kept as an aside.
pub(in crate::read) const SILENT: [&str; 34] = [
    "a",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "hr",
    "i",
    "ins",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tr",
    "u",
    "ul",
];

/// A tag or comment that stands inside of running text. A comment or a tag with something to
/// read in it is kept as an aside; a line break becomes one.
pub(super) fn inline(draft: &mut Draft<'_>, span: Span) {
    let source = draft.source();
    let tag = span.of(source);
    if is_tag(tag, &["br"]) {
        draft.put("\n", span);
    } else if !is_tag(tag, &SILENT) {
        draft.aside(inside(source, span));
    }
}

/// A block of HTML: the words between its tags, and its comments behind them.
pub(super) fn block(draft: &mut Draft<'_>, span: Span) {
    let source = draft.source();
    draft.begin(SegmentKind::Paragraph);
    draft.wall();
    let mut at = span.start;
    while at < span.end {
        let rest = &source[at..span.end];
        let open = rest.find('<').unwrap_or(rest.len());
        words(draft, Span::new(at, at + open));
        at += open;
        if at < span.end {
            let tag = Span::new(at, at + tag_length(&source[at..span.end]));
            block_tag(draft, tag);
            at = tag.end;
        }
    }
    draft.end();
    draft.flush_asides();
    draft.wall();
}

/// A tag ends a block of words, but for those that only say how words look.
fn block_tag(draft: &mut Draft<'_>, span: Span) {
    const LOOKS: [&str; 14] = [
        "a", "b", "code", "del", "em", "i", "ins", "mark", "s", "small", "span", "strong", "sub",
        "u",
    ];
    let source = draft.source();
    let tag = span.of(source);
    if tag.len() == 1 {
        draft.copy(span);
        return;
    }
    if !is_tag(tag, &SILENT) {
        draft.aside(inside(source, span));
    }
    let name = tag_name(tag);
    if name == "br" {
        draft.line();
    } else if !LOOKS.contains(&name.as_str()) {
        draft.begin(SegmentKind::Paragraph);
        draft.wall();
    }
}

fn words(draft: &mut Draft<'_>, span: Span) {
    if span.of(draft.source()).trim().is_empty() && draft.open() != Some(true) {
        return;
    }
    let source = draft.source();
    pieces(source, span, |piece, c| match c {
        Some(c) => draft.put(c.encode_utf8(&mut [0; 4]), piece),
        None => draft.copy(piece),
    });
}

/// Bytes of the tag or comment that `text` starts with. A `<` that opens none is one byte.
fn tag_length(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |end| end + 3);
    }
    let tag =
        text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    if !tag {
        return 1;
    }
    text.find('>').map_or(text.len(), |end| end + 1)
}

fn tag_name(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    name[..end].to_ascii_lowercase()
}

/// Whether `tag` is one of `names` without anything else in it.
fn is_tag(tag: &str, names: &[&str]) -> bool {
    let name = tag_name(tag);
    let rest = tag.trim_start_matches(['<', '/']).get(name.len()..).unwrap_or_default();
    names.contains(&name.as_str()) && rest.chars().all(|c| matches!(c, ' ' | '/' | '>'))
}

/// A tag without its brackets, a comment without its dashes.
fn inside(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let rest = text.trim_start_matches(['<', '!', '-', '/', ' ']);
    let start = span.start + (text.len() - rest.len());
    Span::new(start, start + rest.trim_end_matches(['>', '-', '/', ' ']).len())
}
