//! SubRip captions, and the arrows of older Teams transcripts, which are a dialect of them.
//!
//! The format was never written down. A caption starts at its line of timings and ends at the
//! next one; blank lines inside of it lose nothing. Whatever stands before the first timings is
//! kept as a note.
//!
//! Not here: joining captions to turns ([`super::captions`]).

use crate::model::Document;
use crate::text::Span;

use super::captions::{Caption, Times, Turns, first_line};
use super::draft::{Draft, draft};
use super::names::{Names, is_shaped};
use super::references::reference;
use super::rows::{Row, row_at, rows, start_of, trimmed};
use super::stamps::{Stamp, arrow, is_setting, starts_with_timings};
use super::{Format, plain};

/// Reads SubRip.
pub(super) struct Reader;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "srt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["srt"]
    }

    fn recognises(&self, head: &str) -> bool {
        starts_with_timings(head)
    }

    fn read(&self, text: String) -> Document {
        if cues(&text, |_| {}) == text.len() {
            return plain::without_captions(text);
        }
        draft(self.name(), text, write)
    }
}

/// A caption: its timings, and its text from the first to the last line.
struct Cue {
    start: Stamp,
    end: Stamp,
    /// What stands behind the times on their line.
    settings: Span,
    text: Span,
}

fn write(draft: &mut Draft<'_>) {
    let source = draft.source();
    let mut lines = Vec::new();
    let head = cues(source, |cue| lines.push(first_line(source, cue.text)));
    let names = Names::learn(lines.into_iter());
    draft.aside(Span::new(0, head));
    let mut turns = Turns::default();
    cues(source, |cue| write_cue(draft, &mut turns, &names, &cue));
}

/// Hands on every caption; returns where the first one starts.
fn cues(source: &str, mut each: impl FnMut(Cue)) -> usize {
    let mut head = None;
    let mut open: Option<Cue> = None;
    // The last two lines, because a number before the timings belongs to the caption after it.
    let mut before: [Option<Row>; 2] = [None, None];
    for row in rows(source, 0) {
        if row.span.len() < 128
            && let Some((start, end, rest)) = arrow(row.of(source))
        {
            let until = counter_before(source, before).unwrap_or(row.span.start);
            head = head.or(Some(until));
            if let Some(mut cue) = open.take() {
                cue.text.end = until.max(cue.text.start);
                each(cue);
            }
            let behind = row.span.start + row.of(source).trim_end().len();
            let settings = Span::new(behind - rest.len(), behind);
            open = Some(Cue { start, end, settings, text: Span::new(row.next, source.len()) });
        }
        before = [before[1], Some(row)];
    }
    if let Some(cue) = open {
        each(cue);
    }
    head.unwrap_or(source.len())
}

/// Where the number of a caption starts, which stands alone above its timings.
fn counter_before(source: &str, [above, line]: [Option<Row>; 2]) -> Option<usize> {
    let line = line?;
    let number = line.of(source).trim();
    let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let alone = above.is_none_or(|above| above.is_blank(source));
    (counts && alone).then_some(line.span.start)
}

fn write_cue(draft: &mut Draft<'_>, turns: &mut Turns, names: &Names<'_>, cue: &Cue) {
    let source = draft.source();
    let mut text = trimmed(source, cue.text);
    let times = Times { start: Some(cue.start.millis), end: Some(cue.end.millis) };
    let speaker = speaker_line(source, text, cue.start.ragged || cue.end.ragged);
    aside_settings(draft, cue.settings);
    let mut caption = Caption::new(draft, turns, names, times, text.end);
    if let Some((name, next)) = speaker {
        caption.voice(Some((name.of(source), name)));
        text = Span::new(next.min(text.end), text.end);
    }
    markup(source, text, |piece, c| match c {
        Some(c) => caption.character(c, piece),
        None => caption.text(piece),
    });
    caption.finish();
}

/// Keeps what stands behind the times of a caption and is no setting.
pub(super) fn aside_settings(draft: &mut Draft<'_>, settings: Span) {
    let mut words = settings.of(draft.source()).split_whitespace();
    if !words.all(is_setting) {
        draft.aside(settings);
    }
}

/// The speaker on the first line of a caption, and where the text starts. Teams, whose times
/// have ragged parts ("0:0:3.34"), writes one there.
fn speaker_line(source: &str, text: Span, ragged: bool) -> Option<(Span, usize)> {
    let row = row_at(source, text.start);
    let name = trimmed(source, row.span);
    let more = row.next < text.end;
    (ragged && more && is_shaped(name.of(source))).then_some((name, row.next))
}

/// Cuts a text into what is read as it stands and what stands for something else. The usual
/// tags (`<i>`, `<font color=...>`, `{\an8}`) are dropped; everything else is text.
pub(super) fn markup(source: &str, text: Span, mut piece: impl FnMut(Span, Option<char>)) {
    let (mut from, mut at) = (text.start, text.start);
    while let Some(found) = source[at..text.end].find(['<', '{', '&', '[']) {
        at += found;
        let Some((c, length)) = mark(&source[at..text.end]) else {
            at += 1;
            continue;
        };
        if from < at {
            piece(Span::new(from, at), None);
        }
        if let Some(c) = c {
            piece(Span::new(at, at + length), Some(c));
        }
        at += length;
        from = at;
    }
    if from < text.end {
        piece(Span::new(from, text.end), None);
    }
}

/// The mark at the start of `text`: the character that it stands for, if any, and its length.
fn mark(text: &str) -> Option<(Option<char>, usize)> {
    if text.starts_with('&') {
        return reference(text).map(|(c, length)| (Some(c), length));
    }
    if text.get(..4).is_some_and(|text| text.eq_ignore_ascii_case("[br]")) {
        return Some((Some('\n'), 4));
    }
    let window = start_of(text, 80);
    if window.starts_with("{\\") {
        return window.find('}').map(|end| (None, end + 1));
    }
    let end = window.starts_with('<').then(|| window.find('>')).flatten()?;
    let inner = window[1..end].trim_start_matches('/');
    let name = inner.split([' ', '/', '.']).next().unwrap_or(inner).to_ascii_lowercase();
    match name.as_str() {
        "br" => Some((Some('\n'), end + 1)),
        "i" | "b" | "u" | "s" | "c" | "em" | "strong" | "font" | "span" => Some((None, end + 1)),
        _ => None,
    }
}
