//! The structure of a WebVTT file, block by block, as the W3C parser algorithm has it.
//!
//! The algorithm throws away what is no cue. Here every block is handed on with its kind, so
//! that its caller decides; [`Cue`]s are exactly those of the specification.
//!
//! Not here: the text inside of a cue ([`super::cue_text`]).

use crate::read::rows::{Row, row_at};
use crate::read::stamps::Arrows;
use crate::read::usual::{Said, TIMINGS, Usual, both};
use crate::text::Span;

/// A cue of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    /// Its identifier, empty where it has none.
    pub(crate) id: Span,
    /// Start in milliseconds.
    pub(crate) start: u64,
    /// End in milliseconds.
    pub(crate) end: u64,
    /// What stands behind its times.
    pub(crate) settings: Span,
    /// Its payload with tags and references, from its first line to the end of its last.
    pub(crate) text: Span,
    /// What is said in it, where that was seen at once.
    pub(crate) said: Said,
}

/// A block of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    /// What stands behind the signature, and the lines under it.
    Header(Span),
    /// A cue.
    Cue(Cue),
    /// A style sheet or the settings of a region.
    Style(Span),
    /// Anything else: comments, cues whose timings are not valid, stray text.
    Other(Span),
}

/// Whether `source` starts with the signature of a WebVTT file.
pub(crate) fn has_signature(source: &str) -> bool {
    let rest = source.strip_prefix("WEBVTT");
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// Cuts `source` into blocks. Without a signature, which the specification requires, the whole
/// of it is read as if it stood behind one.
pub(crate) fn parse(source: &str, each: impl FnMut(Block)) {
    blocks(source, Some(Usual::webvtt(source)), each);
}

/// The same; without a way to find usual cues at once all are read line by line.
pub(super) fn blocks(source: &str, mut usual: Option<Usual<'_>>, mut each: impl FnMut(Block)) {
    let mut at = 0;
    let mut arrows = Arrows::of(source);
    if has_signature(source) {
        let row = row_at(source, 0);
        each(Block::Header(Span::new("WEBVTT".len(), row.span.end)));
        at = row.next;
        // A line that is not empty under the signature starts the block of the header.
        if !row_at(source, at).span.is_empty() {
            at = block(source, at, true, &mut arrows, &mut each);
        }
    }
    while at < source.len() {
        if let Some((cue, next)) = usual.as_mut().and_then(|usual| usual_cue(usual, at)) {
            each(Block::Cue(cue));
            at = next;
            continue;
        }
        at = match source.as_bytes()[at] {
            b'\n' | b'\r' => row_at(source, at).next,
            _ => block(source, at, false, &mut arrows, &mut each),
        };
    }
}

/// The usual cue that stands at `at`, and where the next block starts.
#[inline]
fn usual_cue(usual: &mut Usual<'_>, at: usize) -> Option<(Cue, usize)> {
    let head = usual.head(at)?;
    let words = usual.words(head.text)?;
    let settings = Span::new(head.text, head.text);
    let (id, start, end, text) = (head.id, head.start, head.end, words.text);
    Some((Cue { id, start, end, settings, text, said: words.said }, words.next))
}

/// The block that starts at `start`: "collect a WebVTT block". Returns where the next one starts.
fn block(
    source: &str,
    start: usize,
    in_header: bool,
    arrows: &mut Arrows<'_>,
    each: &mut impl FnMut(Block),
) -> usize {
    let mut cue: Option<Cue> = None;
    let mut seen_arrow = false;
    let mut is_style = false;
    let mut first: Option<Row> = None;
    let (mut at, mut end, mut count) = (start, start, 0_usize);
    while at < source.len() {
        count += 1;
        let row = row_at(source, at);
        if arrows.stand_on(row) {
            if in_header || !(count == 1 || (count == 2 && !seen_arrow)) {
                break;
            }
            seen_arrow = true;
            let id = first.map_or(Span::new(row.span.start, row.span.start), |row| row.span);
            cue = timings(row.of(source)).map(|timings| cue_of(timings, id, row));
        } else if row.span.is_empty() {
            at = row.next;
            break;
        } else if let Some(cue) = &mut cue {
            cue.text.end = row.span.end;
        } else if !in_header && count == 2 {
            is_style = first.is_some_and(|first| is_style_head(first.of(source)));
        }
        first = first.or(Some(row));
        end = row.span.end;
        at = row.next;
    }
    let span = Span::new(start, end);
    each(match cue {
        _ if in_header => Block::Header(span),
        Some(cue) => Block::Cue(cue),
        None if is_style => Block::Style(span),
        None => Block::Other(span),
    });
    at
}

/// The cue with these timings on this line, without its text yet.
fn cue_of((start, end, rest): (u64, u64, &str), id: Span, row: Row) -> Cue {
    let settings = Span::new(row.span.end - rest.len(), row.span.end);
    let text = Span::new(row.next, row.next);
    Cue { id, start, end, settings, text, said: Said::Unknown }
}

fn is_style_head(line: &str) -> bool {
    let rest = line.strip_prefix("STYLE").or_else(|| line.strip_prefix("REGION"));
    rest.is_some_and(|rest| rest.chars().all(is_space))
}

/// White space of HTML, which knows no vertical tab.
fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{c}' | '\r' | ' ')
}

/// Start and end of a line of timings: "collect WebVTT cue timings and settings". The settings
/// place a cue on the screen, and no fault in them makes it less read.
fn timings(line: &str) -> Option<(u64, u64, &str)> {
    usual(line).or_else(|| any(line))
}

/// Timings as nearly all programs write them: `00:00:12.340 --> 00:00:15.000`.
fn usual(line: &str) -> Option<(u64, u64, &str)> {
    let (timings, rest) = line.as_bytes().split_first_chunk::<TIMINGS>()?;
    if rest.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let (start, end) = both(timings, false)?;
    Some((start, end, line.get(TIMINGS..)?))
}

/// Timings in any of their ways.
fn any(line: &str) -> Option<(u64, u64, &str)> {
    let (start, rest) = timestamp(line.trim_start_matches(is_space))?;
    let rest = rest.trim_start_matches(is_space).strip_prefix("-->")?;
    let (end, rest) = timestamp(rest.trim_start_matches(is_space))?;
    Some((start, end, rest))
}

/// The timestamp at the start of `text` in milliseconds and the rest: "collect a WebVTT timestamp".
pub(crate) fn timestamp(text: &str) -> Option<(u64, &str)> {
    let (first, rest) = digits(text)?;
    let mut hours = first.len() != 2 || first.parse::<u64>().ok()? > 59;
    let (second, mut rest) = digits(rest.strip_prefix(':')?)?;
    let mut parts = [0, first.parse().ok()?, two(second)?];
    hours |= rest.starts_with(':');
    if hours {
        let (third, after) = digits(rest.strip_prefix(':')?)?;
        parts = [parts[1], parts[2], two(third)?];
        rest = after;
    }
    let (fraction, rest) = digits(rest.strip_prefix('.')?)?;
    if fraction.len() != 3 || parts[1] > 59 || parts[2] > 59 {
        return None;
    }
    let seconds = u64::checked_mul(parts[0], 3600)?.checked_add(parts[1] * 60 + parts[2])?;
    Some((seconds.checked_mul(1000)?.checked_add(fraction.parse().ok()?)?, rest))
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (length > 0).then(|| text.split_at(length))
}

fn two(digits: &str) -> Option<u64> {
    if digits.len() == 2 { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Block, Cue, any, has_signature, parse, timestamp, timings};

    proptest! {
        #[test]
        fn the_usual_timings_are_timings(
            line in "0[0-9]:[0-6][0-9]:[0-6][0-9][.,][0-9]{3} -{1,3}> 0[0-9]:[0-6][0-9]:[0-6][0-9][.][0-9]{3}[ 0-9a-z:%ä]{0,5}"
        ) {
            prop_assert_eq!(timings(&line), any(&line));
        }
    }

    fn cues(source: &str) -> Vec<(String, u64, u64, String)> {
        let mut cues = Vec::new();
        parse(source, |block| {
            if let Block::Cue(Cue { id, start, end, text, .. }) = block {
                cues.push((id.of(source).to_owned(), start, end, text.of(source).to_owned()));
            }
        });
        cues
    }

    fn cue(id: &str, start: u64, end: u64, text: &str) -> (String, u64, u64, String) {
        (id.to_owned(), start, end, text.to_owned())
    }

    #[test]
    fn the_signature() {
        for good in ["WEBVTT", "WEBVTT\n", "WEBVTT Titel", "WEBVTT\tx", "WEBVTT\r\n"] {
            assert!(has_signature(good), "{good:?}");
        }
        for bad in ["", "WEBVT", "WEBVTTX", "WEBSRT", "\u{feff}WEBVTT", " WEBVTT"] {
            assert!(!has_signature(bad), "{bad:?}");
        }
    }

    #[test]
    fn blocks_of_a_file() {
        let source = "WEBVTT - Runde\nKind: captions\n\nNOTE intern\n\nSTYLE\n::cue {}\n\n\
                      eins\n00:01.000 --> 00:02.000 align:nowhere\nerste\nzweite\n\n\
                      00:60.000 --> 00:61.000\nfalsch\n\n00:03.000 --> 00:04.000\nNOTE gesagt\n\
                      00:05.000 --> 00:06.000\nohne Leerzeile";
        let expected = [
            cue("eins", 1_000, 2_000, "erste\nzweite"),
            cue("", 3_000, 4_000, "NOTE gesagt"),
            cue("", 5_000, 6_000, "ohne Leerzeile"),
        ];
        assert_eq!(cues(source), expected);
        let mut others = Vec::new();
        parse(source, |block| match block {
            Block::Header(span) => others.push(("header", span.of(source))),
            Block::Style(span) => others.push(("style", span.of(source))),
            Block::Other(span) => others.push(("other", span.of(source))),
            Block::Cue(_) => {}
        });
        let expected = [
            ("header", " - Runde"),
            ("header", "Kind: captions"),
            ("other", "NOTE intern"),
            ("style", "STYLE\n::cue {}"),
            ("other", "00:60.000 --> 00:61.000\nfalsch"),
        ];
        assert_eq!(others, expected);
    }

    #[test]
    fn timings_under_the_signature_are_no_header() {
        assert_eq!(cues("WEBVTT\n00:00.000 --> 00:01.000\nda"), [cue("", 0, 1_000, "da")]);
        assert_eq!(cues("WEBVTT\r00:00.000 --> 00:01.000\rda\r\rx"), [cue("", 0, 1_000, "da")]);
    }

    #[test]
    fn timestamps() {
        for (text, millis) in [
            ("00:00.000", Some(0)),
            ("01:02.003", Some(62_003)),
            ("1:00:00.000", Some(3_600_000)),
            ("60:00:00.000", Some(216_000_000)),
            ("100:00:00.500", Some(360_000_500)),
            ("0:00.000", None),
            ("00:60.000", None),
            ("00:60:00.000", None),
            ("00:00,000", None),
            ("00:00.00", None),
            ("00:00:00", None),
            ("99999999999999999999:00:00.000", None),
            ("18446744073709551615:00:00.000", None),
        ] {
            assert_eq!(timestamp(text).map(|(millis, _)| millis), millis, "{text}");
        }
    }
}
