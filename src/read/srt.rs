//! SubRip captions, and the arrows of older Teams transcripts, which are a dialect of them.
//!
//! The format was never written down. A caption starts at its line of timings and ends at the
//! next one; blank lines inside of it lose nothing. Whatever stands before the first timings is
//! kept as a note.
//!
//! Not here: joining captions to turns ([`super::captions`]).

use memchr::{memchr, memchr3};

use crate::model::Document;
use crate::text::Span;

use super::captions::{Caption, Times, Turns, first_line};
use super::draft::{Draft, draft};
use super::names::{self, Names, is_shaped};
use super::references::reference;
use super::rows::{Row, row_at, row_before, start_of, trimmed};
use super::stamps::{Stamp, arrow, arrow_rows, is_setting, starts_with_timings};
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
        if timings(&text).next().is_none() {
            return plain::without_captions(text);
        }
        draft(self.name(), text, write)
    }
}

/// A caption: its timings, and its text from the first to the last line.
struct Cue {
    /// Where it starts: its number, or its timings.
    from: usize,
    start: Stamp,
    end: Stamp,
    /// What stands behind the times on their line.
    settings: Span,
    text: Span,
}

fn write(draft: &mut Draft<'_>) {
    let source = draft.source();
    let names = learn(source);
    let head = cues(source).next().map_or(source.len(), |cue| cue.from);
    draft.aside(Span::new(0, head));
    let mut turns = Turns::default();
    cues(source).for_each(|cue| write_cue(draft, &mut turns, &names, &cue));
}

/// The names before colons that the file makes believable.
fn learn(source: &str) -> Names<'_> {
    if !names::may_stand_in(source) {
        return Names::default();
    }
    Names::learn(cues(source).map(|cue| first_line(source, cue.text)))
}

/// The lines of timings: two times, what stands behind them, and the line.
fn timings(source: &str) -> impl Iterator<Item = (Stamp, Stamp, &str, Row)> {
    let short = |row: &Row| row.span.len() < 128;
    arrow_rows(source).filter(short).filter_map(|row| {
        let (start, end, rest) = arrow(row.of(source))?;
        Some((start, end, rest, row))
    })
}

/// Every caption.
fn cues(source: &str) -> impl Iterator<Item = Cue> {
    let mut open: Option<Cue> = None;
    let mut timings = timings(source);
    std::iter::from_fn(move || {
        loop {
            let Some((start, end, rest, row)) = timings.next() else { return open.take() };
            let from = counter_before(source, row).unwrap_or(row.span.start);
            let behind = row.span.start + row.of(source).trim_end().len();
            let settings = Span::new(behind - rest.len(), behind);
            let text = Span::new(row.next, source.len());
            let before = open.replace(Cue { from, start, end, settings, text });
            if let Some(mut cue) = before {
                cue.text.end = from.max(cue.text.start);
                return Some(cue);
            }
        }
    })
}

/// Where the number of a caption starts, which stands alone above its timings.
fn counter_before(source: &str, timings: Row) -> Option<usize> {
    let line = row_before(source, timings.span.start)?;
    let number = line.of(source).trim();
    let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let alone = || row_before(source, line.span.start).is_none_or(|above| above.is_blank(source));
    (counts && alone()).then_some(line.span.start)
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
    if settings.is_empty() {
        return;
    }
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
    let bytes = text.of(source).as_bytes();
    if memchr3(b'<', b'{', b'&', bytes).is_none() && memchr(b'[', bytes).is_none() {
        if !text.is_empty() {
            piece(text, None);
        }
        return;
    }
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
