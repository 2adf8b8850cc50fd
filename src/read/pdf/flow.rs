//! From the pieces of all pages to the text of the file.
//!
//! A paragraph that goes on on the next page is written as one, so that a phrase cut by the page is found. Not here: what
//! makes a paragraph ([`super::paragraphs`]).

use std::collections::HashMap;

use super::super::draft::Draft;
use super::order::blocks;
use super::paragraphs::{Kind, Paragraph, Seam, paragraphs, seam};
use super::pieces::Piece;
use super::sheet::{Layer, Role};
use crate::model::{SegmentKind, Step};
use crate::text::numbering::label;

/// Longest title of an agenda item, in bytes.
const TITLE: usize = 200;

/// The text of a page.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// Headers, the body and footers.
    headers: Vec<Paragraph>,
    body: Vec<Paragraph>,
    footers: Vec<Paragraph>,
    /// The end of the last paragraph, which stands on the next page.
    tail: Option<Paragraph>,
}

/// The size that most signs of the text have.
pub(super) fn usual_size(pages: &[(Vec<Piece>, f64)]) -> f64 {
    let mut sizes: HashMap<i64, usize> = HashMap::new();
    for piece in
        pages.iter().flat_map(|(pieces, _)| pieces).filter(|piece| piece.role == Role::Body)
    {
        #[allow(clippy::cast_possible_truncation, reason = "sizes were looked at before")]
        let size = (piece.size * 4.0).round() as i64;
        *sizes.entry(size).or_default() += piece.text.len();
    }
    let usual = sizes.into_iter().max_by_key(|(size, count)| (*count, *size));
    #[allow(clippy::cast_precision_loss, reason = "sizes are small")]
    usual.map_or(10.0, |(size, _)| size as f64 / 4.0)
}

/// The text of a page from its pieces.
pub(super) fn page(pieces: Vec<Piece>, body: f64) -> Text {
    let mut text = Text::default();
    let (mut headers, mut inner, mut footers) = (Vec::new(), Vec::new(), Vec::new());
    for piece in pieces {
        match piece.role {
            Role::Header => headers.push(piece),
            Role::Body => inner.push(piece),
            Role::Footer => footers.push(piece),
        }
    }
    text.headers = lines(headers, Kind::Header);
    text.body = paragraphs(&blocks(inner), body);
    text.footers = lines(footers, Kind::Footer);
    text
}

/// Headers and footers: each line by itself, whatever its size.
fn lines(pieces: Vec<Piece>, kind: Kind) -> Vec<Paragraph> {
    let mut lines: Vec<Paragraph> = Vec::new();
    let mut last: Option<(f64, f64)> = None;
    for piece in pieces {
        let level = last.replace((piece.base, piece.size));
        let is_level = level.is_some_and(|(base, size)| (base - piece.base).abs() <= 0.3 * size);
        match lines.last_mut() {
            Some(line) if is_level => {
                line.text.push('\t');
                line.text.push_str(&piece.text);
            }
            _ => lines.push(Paragraph { kind, text: piece.text }),
        }
    }
    lines
}

/// Takes the start of a page to the end of the page before, where a sentence goes on.
pub(super) fn joined(mut pages: Vec<Text>) -> Vec<Text> {
    for at in 1..pages.len() {
        let (before, after) = pages.split_at_mut(at);
        let (Some(before), Some(after)) = (before.last_mut(), after.first_mut()) else { continue };
        let (Some(last), Some(first)) = (before.body.last_mut(), after.body.first()) else {
            continue;
        };
        let runs =
            [last.kind, first.kind].iter().all(|kind| matches!(kind, Kind::Text | Kind::Entry));
        let ends = last.text.trim_end().ends_with(['.', ':', '!', '?', '"', '”', '“']);
        if !runs || first.kind == Kind::Entry || ends || before.tail.is_some() {
            continue;
        }
        let cut = seam(&last.text, &first.text);
        let goes_on = first.text.starts_with(char::is_lowercase);
        if !goes_on && matches!(cut, Seam::Line) {
            continue;
        }
        let mut first = after.body.remove(0);
        if let Seam::Cut(hyphen) = cut {
            last.text.truncate(last.text.len() - hyphen);
        }
        if !matches!(cut, Seam::Line) {
            // The whole word stands on the page on which it starts.
            let end = first.text.find(char::is_whitespace).unwrap_or(first.text.len());
            last.text.push_str(&first.text[..end]);
            first.text = first.text[end..].trim_start().to_owned();
        }
        before.tail = Some(first).filter(|first| !first.text.is_empty());
    }
    pages
}

/// Writes a page, with the end of its last paragraph from the next page behind that.
pub(super) fn write(number: u32, text: Text, draft: &mut Draft<'_>) {
    let kind = |kind| match kind {
        Kind::Heading => SegmentKind::Heading,
        Kind::Text | Kind::Row => SegmentKind::Paragraph,
        Kind::Entry => SegmentKind::ListItem,
        Kind::Header => SegmentKind::Header,
        Kind::Footer => SegmentKind::Footer,
    };
    draft.enter(Step::Page(number));
    for paragraph in text.headers.iter().chain(&text.footers) {
        draft.tell(kind(paragraph.kind), &paragraph.text);
    }
    for paragraph in &text.body {
        draft.wall();
        draft.begin(kind(paragraph.kind));
        // The first line of what has a number may be the title of an agenda item.
        let is_numbered = label(&paragraph.text).is_some();
        let (title, rest) = match paragraph.text.split_once('\n') {
            Some((title, rest)) if is_numbered => (title, rest),
            _ => (paragraph.text.as_str(), ""),
        };
        draft.say(title);
        draft.end();
        if is_numbered && title.len() <= TITLE {
            draft.title(usize::from(paragraph.kind != Kind::Heading));
        }
        draft.line();
        draft.begin(SegmentKind::Paragraph);
        draft.say(rest);
        draft.end();
    }
    draft.leave();
    if let Some(tail) = text.tail {
        draft.enter(Step::Page(number + 1));
        draft.line();
        draft.begin(kind(tail.kind));
        draft.say(&tail.text);
        draft.leave();
    }
    draft.wall();
}

/// Writes text that is laid out by itself.
pub(super) fn other(layer: Layer, pieces: Vec<Piece>, body: f64, draft: &mut Draft<'_>) {
    let kind = match layer {
        Layer::Seen => SegmentKind::TextBox,
        Layer::Unpainted => SegmentKind::Paragraph,
        Layer::Off => SegmentKind::Hidden,
    };
    for paragraph in paragraphs(&blocks(pieces), body) {
        draft.tell(kind, &paragraph.text);
    }
}
