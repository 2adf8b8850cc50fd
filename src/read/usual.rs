//! Captions as nearly all programs write them: perhaps a number, usual timings, lines of words, a blank line.
//!
//! They are found by arithmetic and by the bits of [`Stops`], for WebVTT and SubRip alike. Whatever is written in
//! another way is none of them and left to the reader of its format, which reads these to the same end as well.
//!
//! Not here: what is said in a caption ([`super::captions`]).

use super::captions::is_letter;
use super::rows::trimmed;
use super::stamps::clock;
use crate::text::Span;
use crate::text::stops::{Kind, Stops};

/// The number and the timings of a caption.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    /// Its number; empty where it has none.
    pub(super) id: Span,
    /// From, in milliseconds.
    pub(super) start: u64,
    /// Until, in milliseconds.
    pub(super) end: u64,
    /// Where the lines of its words start.
    pub(super) text: usize,
}

/// What is said in a caption, as far as that is seen at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// Nobody looked, or it is no usual caption.
    Unknown,
    /// Nothing but words: no markup, and every line starts with a letter or a digit.
    Plain(Lines),
    /// The same behind a voice (`<v Name>...</v>`): its name, what it says, and how lines part in that.
    Voice(Span, Span, Lines),
}

/// What parts the lines of a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// A line feed alone.
    Feeds,
    /// Anything else that ends a line.
    Ends,
}

/// The words of a caption.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    /// From the first line to the end of the last.
    pub(super) text: Span,
    /// What is said.
    pub(super) said: Said,
    /// Behind the blank line, or the end of the source.
    pub(super) next: usize,
}

/// Length of usual timings, in bytes.
pub(super) const TIMINGS: usize = "00:00:12.340 --> 00:00:15.000".len();

/// What a caption cannot go on over without a look at it.
struct Ends;

impl Kind for Ends {
    #[inline]
    fn is(byte: u8) -> bool {
        // Pairs that differ in one bit are asked for at once: `<` and `>`, `[` and `{`.
        let ends = (byte == b'\n') | (byte == b'\r') | (byte == b'&');
        ends | (byte | 2 == b'>') | (byte | 0x20 == b'{')
    }
}

/// Finds usual captions in a source.
pub(super) struct Usual<'s> {
    source: &'s str,
    stops: Stops<'s, Ends>,
    /// Whether it is SubRip: a comma may stand in times, and brackets are markup.
    subrip: bool,
}

impl<'s> Usual<'s> {
    /// The captions of WebVTT.
    pub(super) fn webvtt(source: &'s str) -> Self {
        Usual { source, stops: Stops::of(source), subrip: false }
    }

    /// The captions of SubRip.
    pub(super) fn subrip(source: &'s str) -> Self {
        Usual { subrip: true, ..Usual::webvtt(source) }
    }

    /// The number and timings that stand at `at`.
    #[inline]
    pub(super) fn head(&self, at: usize) -> Option<Head> {
        let rest = self.source.as_bytes().get(at..)?;
        let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let (id, timings) = match rest[digits..] {
            [b'\n', ..] if digits > 0 => (digits, digits + 1),
            [b'\r', b'\n', ..] if digits > 0 => (digits, digits + 2),
            [b':', ..] => (0, 0),
            _ => return None,
        };
        let (line, behind) = rest[timings..].split_first_chunk()?;
        let (start, end) = both(line, self.subrip)?;
        let over = match behind {
            [] => 0,
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => return None,
        };
        let text = at + timings + TIMINGS + over;
        Some(Head { id: Span::new(at, at + id), start, end, text })
    }

    /// The words whose first line starts at `at`; none where an arrow stands in them.
    #[inline]
    pub(super) fn words(&mut self, at: usize) -> Option<Words> {
        let bytes = self.source.as_bytes();
        let mut text = Span::new(at, at);
        let mut lines = Lines::Feeds;
        let mut marks = Marks::default();
        let mut line = at;
        let next = loop {
            match bytes.get(line) {
                None => break line,
                Some(b'\n' | b'\r') => break behind(bytes, line),
                Some(&first) => marks.odd |= !(is_letter(first) || line == at && first == b'<'),
            }
            if line > at && !(line == text.end + 1 && bytes[text.end] == b'\n') {
                lines = Lines::Ends;
            }
            let end = self.line_end(line, at, &mut marks)?;
            text.end = end;
            line = behind(bytes, end);
        };
        Some(Words { text, said: marks.said(text, lines), next })
    }

    /// The end of a line of words that start at `first`; none where an arrow stands on it.
    #[inline]
    fn line_end(&mut self, line: usize, first: usize, marks: &mut Marks) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let mut at = line;
        loop {
            let stop = self.stops.from(at);
            at = stop + 1;
            match bytes.get(stop) {
                None | Some(b'\n' | b'\r') => return Some(stop),
                Some(b'>') if matches!(bytes[..stop], [.., b'-', b'-']) => return None,
                Some(b'<') if stop == first && matches!(bytes[at..], [b'v', b' ', ..]) => {
                    let close = self.stops.from(at);
                    let name = trimmed(self.source, Span::new(stop + "<v ".len(), close));
                    let closes = bytes.get(close) == Some(&b'>') && !name.is_empty();
                    if !closes || matches!(bytes[..close], [.., b'-', b'-']) {
                        marks.odd = true;
                        continue;
                    }
                    marks.odd |= !bytes.get(close + 1).is_some_and(|&first| is_letter(first));
                    marks.voice = Some((name, close + 1));
                    at = close + 1;
                }
                Some(b'<')
                    if marks.closed.is_none() && matches!(bytes[at..], [b'/', b'v', b'>', ..]) =>
                {
                    marks.closed = Some(stop);
                }
                Some(b'<' | b'&') => marks.odd = true,
                Some(b'[' | b'{') => marks.odd |= self.subrip,
                Some(_) => {}
            }
        }
    }
}

/// The marks in the words of a caption.
#[derive(Default)]
struct Marks {
    /// A voice at the start, and where its words start.
    voice: Option<(Span, usize)>,
    /// Where the tag stands that ends the voice.
    closed: Option<usize>,
    /// Whether there is anything else, or a line that starts with no letter.
    odd: bool,
}

impl Marks {
    /// What is said in a caption of this text with these marks.
    #[inline]
    fn said(&self, text: Span, lines: Lines) -> Said {
        let end = self.closed.unwrap_or(text.end);
        let whole = self.closed.is_none_or(|closed| closed + "</v>".len() == text.end);
        match self.voice {
            _ if self.odd || !whole || text.is_empty() => Said::Unknown,
            Some((name, from)) => Said::Voice(name, Span::new(from, end), lines),
            None if self.closed.is_some() => Said::Unknown,
            None => Said::Plain(lines),
        }
    }
}

/// Where the next line starts behind the end of one at `end`.
#[inline]
fn behind(bytes: &[u8], end: usize) -> usize {
    match bytes.get(end..) {
        Some([b'\r', b'\n', ..]) => end + 2,
        Some([_, ..]) => end + 1,
        _ => end,
    }
}

/// Start and end of usual timings; a comma may stand in them where it is allowed.
#[inline]
pub(super) fn both(line: &[u8; TIMINGS], comma: bool) -> Option<(u64, u64)> {
    let (start, rest) = line.split_first_chunk::<12>()?;
    let end = rest.strip_prefix(b" --> ")?.first_chunk::<12>()?;
    let parts = |byte: u8| byte == b'.' || comma && byte == b',';
    if !parts(start[8]) || !parts(end[8]) {
        return None;
    }
    Some((clock(start)?, clock(end)?))
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use crate::model::Document;

    /// What captions are made of, and what comes between their usual parts.
    const PIECES: &str = "(1|22|[0-9]{9,11}|\n|\n\n|\n\n|\r\n|\r\n\r\n|\r|a|Über|ä |b\u{a0}|  | \t\
        |\n00:00:0[1-7][.,]000 --> 00:00:0[1-9][.,]500\n|00:00:01.000 --> 00:00:09.500( x:1)?\r\n\
        |\n\n[1-3]\n00:00:0[1-7],000 --> 00:00:0[1-9],500\n|\n\n00:01.000 --> 00:02.000\n\
        |-->|--|>|>> |- |<v (Kai|Ida \\(x\\)| )>|</v>|<v>|<i>|<|&amp;|&|\\{|\\[|Kai: |NOTE |WEBVTT\n\n){0,40}";

    /// Sources of captions of all kinds.
    pub(in crate::read) fn sources() -> impl Strategy<Value = String> {
        ("(WEBVTT\n\n|WEBVTT\r\n\r\n|1\n|)", PIECES).prop_map(|(head, pieces)| head + &pieces)
    }

    /// Everything that a document says, for comparing two.
    pub(in crate::read) fn told(document: &Document) -> String {
        format!("{document:#?}")
    }
}
