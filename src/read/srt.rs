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
use super::stamps::{ArrowRows, Stamp, arrow, is_setting, starts_with_timings};
use super::usual::{Said, Usual, Words};
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
    /// What is said in it, where that was seen at once; then the text is no longer than that.
    said: Said,
}

fn write(draft: &mut Draft<'_>) {
    let usual = Usual::subrip(draft.source());
    write_with(draft, Some(usual));
}

/// The same, with or without a way to find usual captions at once.
fn write_with(draft: &mut Draft<'_>, usual: Option<Usual<'_>>) {
    let source = draft.source();
    let names = learn(source);
    let head = cues(source).next().map_or(source.len(), |cue| cue.from);
    draft.aside(Span::new(0, head));
    let mut turns = Turns::default();
    cues_with(source, usual).for_each(|cue| write_cue(draft, &mut turns, &names, &cue));
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
    let mut rows = ArrowRows::of(source);
    std::iter::from_fn(move || next_timings(source, &mut rows))
}

/// The next line of timings.
fn next_timings<'s>(
    source: &'s str,
    rows: &mut ArrowRows<'s>,
) -> Option<(Stamp, Stamp, &'s str, Row)> {
    rows.filter(|row| row.span.len() < 128).find_map(|row| {
        let (start, end, rest) = arrow(row.of(source))?;
        Some((start, end, rest, row))
    })
}

/// Every caption.
fn cues(source: &str) -> impl Iterator<Item = Cue> {
    cues_with(source, Some(Usual::subrip(source)))
}

/// The same, with or without a way to find usual captions at once.
fn cues_with<'s>(source: &'s str, usual: Option<Usual<'s>>) -> impl Iterator<Item = Cue> {
    let (mut open, mut usual) = (None::<Cue>, usual);
    let mut rows = ArrowRows::of(source);
    std::iter::from_fn(move || {
        loop {
            if let (Some(cue), Some(usual)) = (&mut open, &mut usual)
                && let Some((said, next)) = usual_next(source, usual, cue.text.start)
            {
                rows.go_on(next.text.start);
                cue.text = said.text;
                cue.said = said.said;
                return open.replace(next);
            }
            let Some((start, end, rest, row)) = next_timings(source, &mut rows) else {
                return open.take();
            };
            let from = counter_before(source, row).unwrap_or(row.span.start);
            let behind = row.span.start + row.of(source).trim_end().len();
            let settings = Span::new(behind - rest.len(), behind);
            let text = Span::new(row.next, source.len());
            let said = Said::Unknown;
            let before = open.replace(Cue { from, start, end, settings, text, said });
            if let Some(mut cue) = before {
                cue.text.end = from.max(cue.text.start);
                return Some(cue);
            }
        }
    })
}

/// The words of a caption that start at `at`, and the caption behind them, where both are usual ones.
#[inline]
fn usual_next(source: &str, usual: &mut Usual<'_>, at: usize) -> Option<(Words, Cue)> {
    let words = usual.words(at)?;
    let head = usual.head(words.next)?;
    let stamp = |millis| Stamp { millis, length: 12, parts: 3, padded: true, ragged: false };
    let (start, end) = (stamp(head.start), stamp(head.end));
    let settings = Span::new(head.text, head.text);
    let text = Span::new(head.text, source.len());
    let said = Said::Unknown;
    Some((words, Cue { from: words.next, start, end, settings, text, said }))
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
    if let Said::Plain(lines) = cue.said
        && names.is_empty()
    {
        return turns.say(draft, None, times, text, lines);
    }
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
    if !ragged {
        return None;
    }
    let row = row_at(source, text.start);
    let name = trimmed(source, row.span);
    let more = row.next < text.end;
    (more && is_shaped(name.of(source))).then_some((name, row.next))
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
    let close = |close: u8| memchr(close, start_of(text, 80).as_bytes());
    match text.as_bytes() {
        [b'&', ..] => reference(text).map(|(c, length)| (Some(c), length)),
        [b'[', ..] => {
            let is_break = text.get(..4).is_some_and(|text| text.eq_ignore_ascii_case("[br]"));
            is_break.then_some((Some('\n'), 4))
        }
        [b'{', b'\\', ..] => close(b'}').map(|end| (None, end + 1)),
        [b'<', next, ..] if next.is_ascii_alphabetic() || *next == b'/' => tag(text, close(b'>')?),
        _ => None,
    }
}

/// What the tag at the start of `text`, which ends at `end`, stands for, and its length.
fn tag(text: &str, end: usize) -> Option<(Option<char>, usize)> {
    let inner = text[1..end].trim_start_matches('/');
    let name = inner.split([' ', '/', '.']).next().unwrap_or(inner).to_ascii_lowercase();
    match name.as_str() {
        "br" => Some((Some('\n'), end + 1)),
        "i" | "b" | "u" | "s" | "c" | "em" | "strong" | "font" | "span" => Some((None, end + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{draft, write, write_with};
    use crate::read::usual::tests::{sources, told};

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        /// Captions that are seen at once are read as line by line.
        #[test]
        fn usual_captions_are_captions(source in sources()) {
            let at_once = draft("srt", source.clone(), write);
            let by_line = draft("srt", source, |draft| write_with(draft, None));
            prop_assert_eq!(told(&at_once), told(&by_line));
        }
    }
}
