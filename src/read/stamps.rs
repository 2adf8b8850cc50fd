//! Times as transcripts and captions write them, read generously.
//!
//! Not here: the WebVTT timestamp, whose every digit is prescribed ([`super::webvtt`]).

use memchr::{memchr_iter, memrchr2};

use super::rows::{Row, row_at, rows, trimmed};
use crate::text::Span;

/// A time at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Milliseconds, where two parts are minutes and seconds.
    pub(super) millis: u64,
    /// Length in bytes.
    pub(super) length: usize,
    /// How many parts stand between colons: 2 or 3.
    pub(super) parts: u8,
    /// Whether the first part has two digits or more.
    pub(super) padded: bool,
    /// Whether some later part has only one digit, as Teams writes them ("0:0:3.34").
    pub(super) ragged: bool,
}

/// The time that `text` starts with: `0:03`, `08:02`, `00:00:12`, `00:00:12.340`, `0:0:3,34`.
pub(super) fn stamp(text: &str) -> Option<Stamp> {
    if !text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    usual(text.as_bytes()).or_else(|| whole(text.as_bytes())).or_else(|| any(text))
}

/// A time as nearly all captions have it: `00:00:12.340` or with a comma, and no letter behind.
fn usual(text: &[u8]) -> Option<Stamp> {
    let (time, rest) = text.split_first_chunk::<12>()?;
    let ends = rest.first().is_none_or(|&byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
    if !ends || rest.first() == Some(&b':') || !matches!(time[8], b'.' | b',') {
        return None;
    }
    Some(Stamp { millis: clock(time)?, length: 12, parts: 3, padded: true, ragged: false })
}

/// A time of whole seconds as most transcripts have it, `00:00:12`, and nothing of it behind.
fn whole(text: &[u8]) -> Option<Stamp> {
    let (time, rest) = text.split_first_chunk::<8>()?;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'.' | b',');
    if rest.first().is_some_and(|&byte| !byte.is_ascii() || is_part(byte)) {
        return None;
    }
    let mut whole = *b"00:00:00.000";
    whole[..8].copy_from_slice(time);
    Some(Stamp { millis: clock(&whole)?, length: 8, parts: 3, padded: true, ragged: false })
}

/// The milliseconds of `00:00:12.340`, whatever stands before the last three digits.
#[inline]
pub(super) fn clock(time: &[u8; 12]) -> Option<u64> {
    let [hours @ .., _, _, _, _] = time;
    let [.., fraction, tens, ones] = time;
    // All digits and colons at once: what should be a colon is 0 then, and a digit its value.
    let shape = u64::from_le_bytes(*b"00:00:00");
    let parts = u64::from_le_bytes(*hours) ^ shape;
    let high = u64::from_le_bytes([0xf0, 0xf0, 0xff, 0xf0, 0xf0, 0xff, 0xf0, 0xf0]);
    let past_nine = u64::from_le_bytes([6, 6, 0, 6, 6, 0, 6, 6]);
    let digits = parts & high == 0 && (parts + past_nine) & high == 0;
    let at = |place: u32| (parts >> (place * 8)) & 0xff;
    let part = |place: u32| at(place) * 10 + at(place + 1);
    let digit = |byte: &u8| u64::from(byte.wrapping_sub(b'0'));
    let (fraction, tens, ones) = (digit(fraction), digit(tens), digit(ones));
    let fits = digits && at(3) < 6 && at(6) < 6 && fraction < 10 && tens < 10 && ones < 10;
    let millis = fraction * 100 + tens * 10 + ones;
    fits.then(|| ((part(0) * 60 + part(3)) * 60 + part(6)) * 1000 + millis)
}

/// A time in any of its ways.
fn any(text: &str) -> Option<Stamp> {
    let (first, mut at) = number(text, 0, 4)?;
    let mut parts = [first, 0, 0];
    let (padded, mut ragged, mut count) = (at >= 2, false, 1);
    while count < 3 && text.as_bytes().get(at) == Some(&b':') {
        let Some((value, end)) = number(text, at + 1, 2) else { break };
        ragged |= end - at == 2;
        parts[count] = value;
        count += 1;
        at = end;
    }
    if count < 2 || parts[1] > 59 || parts[2] > 59 {
        return None;
    }
    let mut millis = match count {
        2 => parts[0] * 60 + parts[1],
        _ => parts[0] * 3600 + parts[1] * 60 + parts[2],
    } * 1000;
    if matches!(text.as_bytes().get(at), Some(b'.' | b','))
        && let Some((fraction, end)) = number(text, at + 1, 7)
    {
        let digits = u32::try_from(end - at - 1).unwrap_or(3);
        millis += fraction * 1000 / 10_u64.pow(digits);
        at = end;
    }
    let next = text[at..].chars().next();
    if next.is_some_and(|c| c.is_alphanumeric() || c == ':') {
        return None;
    }
    Some(Stamp { millis, length: at, parts: u8::try_from(count).unwrap_or(3), padded, ragged })
}

/// The number at `at`, of at most `most` digits, and where it ends.
fn number(text: &str, at: usize, most: usize) -> Option<(u64, usize)> {
    let digits = text.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > most {
        return None;
    }
    Some((text[at..at + digits].parse().ok()?, at + digits))
}

/// The arrows of a text, for whoever asks line by line in ascending order.
pub(super) struct Arrows<'s> {
    source: &'s [u8],
    /// Where the arrow starts that was found last; none behind the last one.
    next: Option<usize>,
}

impl<'s> Arrows<'s> {
    /// The arrows of `source`.
    pub(super) fn of(source: &'s str) -> Self {
        let source = source.as_bytes();
        Arrows { source, next: search(source, 0) }
    }

    /// Where the first arrow from `at` on starts.
    #[inline]
    pub(super) fn from(&mut self, at: usize) -> Option<usize> {
        if self.next.is_some_and(|next| next < at) {
            self.next = search(self.source, at);
        }
        self.next
    }

    /// Whether one stands on this line.
    #[inline]
    pub(super) fn stand_on(&mut self, row: Row) -> bool {
        self.from(row.span.start).is_some_and(|at| at < row.span.end)
    }
}

/// Where the first arrow stands from `at` on.
fn search(source: &[u8], at: usize) -> Option<usize> {
    let rest = source.get(at..)?;
    let arrow = memchr_iter(b'>', rest).find(|&end| matches!(rest[..end], [.., b'-', b'-']))?;
    Some(at + arrow - 2)
}

/// The lines with an arrow.
pub(super) struct ArrowRows<'s> {
    source: &'s str,
    arrows: Arrows<'s>,
    at: usize,
}

impl<'s> ArrowRows<'s> {
    /// The lines of `source`.
    pub(super) fn of(source: &'s str) -> Self {
        ArrowRows { source, arrows: Arrows::of(source), at: 0 }
    }

    /// Goes on with the line that starts at `at`, which is none that was handed out.
    pub(super) fn go_on(&mut self, at: usize) {
        self.at = at;
    }
}

impl Iterator for ArrowRows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let arrow = self.arrows.from(self.at)?;
        let before = memrchr2(b'\n', b'\r', &self.source.as_bytes()[self.at..arrow]);
        let start = before.map_or(self.at, |before| self.at + before + 1);
        let end = row_at(self.source, arrow);
        self.at = end.next;
        Some(Row { span: Span::new(start, end.span.end), next: end.next })
    }
}

/// Two times with an arrow, as SRT and careless WebVTT writers have them, and what stands behind.
pub(super) fn arrow(line: &str) -> Option<(Stamp, Stamp, &str)> {
    let line = trimmed(line, Span::new(0, line.len())).of(line);
    let start = stamp(line)?;
    let rest = line[start.length..].trim_start().strip_prefix("-->")?;
    let rest = rest.trim_start();
    let end = stamp(rest)?;
    Some((start, end, rest[end.length..].trim()))
}

/// Whether `word` behind two times says where a caption is painted (`align:left`, `X1:40`), and
/// nothing that anybody could read.
pub(super) fn is_setting(word: &str) -> bool {
    const NAMES: [&str; 10] =
        ["vertical", "line", "position", "size", "align", "region", "X1", "X2", "Y1", "Y2"];
    word.split_once(':').is_some_and(|(name, _)| NAMES.contains(&name))
}

/// Whether a line with an arrow stands among the first lines, as in a file of captions.
pub(super) fn starts_with_timings(head: &str) -> bool {
    let lines = rows(head, 0).filter(|row| !row.is_blank(head));
    lines.take(3).any(|row| arrow(row.of(head)).is_some())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ArrowRows, any, arrow, stamp};
    use crate::read::rows::rows;

    proptest! {
        #[test]
        fn the_usual_time_is_a_time(
            text in "[0-9]{2}:[0-7][0-9]:[0-7][0-9]([.,][0-9]{3})?[] :a.,0ä]?|[0-9:.,]{7,14}"
        ) {
            prop_assert_eq!(stamp(&text), any(&text));
        }

        #[test]
        fn lines_with_arrows_are_all_found(source in "(-|-->|>|\\n|\\r|\\r\\n|ä){0,30}") {
            let spans = |rows: &mut dyn Iterator<Item = super::Row>| {
                rows.map(|row| (row.span, row.next)).collect::<Vec<_>>()
            };
            let mut all = rows(&source, 0).filter(|row| row.of(&source).contains("-->"));
            prop_assert_eq!(spans(&mut ArrowRows::of(&source)), spans(&mut all));
        }
    }

    #[test]
    fn times_as_programs_write_them() {
        for (text, millis) in [
            ("0:03 : A", Some(3_000)),
            ("08:02 A", Some(482_000)),
            ("00:00:12): x", Some(12_000)),
            ("1:00:00.5", Some(3_600_500)),
            ("00:00:03,403", Some(3_403)),
            ("0:0:3.34", Some(3_340)),
            ("12", None),
            ("10:75", None),
            ("15:30Uhr", None),
            ("2026-03-12", None),
            ("99999999999999999999:00", None),
            ("", None),
        ] {
            assert_eq!(stamp(text).map(|stamp| stamp.millis), millis, "{text}");
        }
    }

    #[test]
    fn arrows() {
        let (start, end, rest) = arrow("00:00:01,000 --> 00:00:02,500 X1:10").unwrap();
        assert_eq!((start.millis, end.millis, rest), (1_000, 2_500, "X1:10"));
        assert!(arrow("a --> b").is_none());
    }
}
