//! Captions to turns: what one person says is one block, however it was cut for the screen.
//!
//! Consecutive captions of the same named speaker join, so that a marking or a sentence that was
//! cut is whole again. Captions without a name join while at most two seconds lie between them
//! and nothing shows a change of speaker (`- `, `>>`, a name).
//!
//! Not here: the files that captions come in.

use memchr::memchr2_iter;

use crate::model::SegmentKind;
use crate::text::Span;

use super::draft::Draft;
use super::names::Names;
use super::rows::{row_at, start_of, trimmed};
use super::usual::Lines;

/// The longest silence inside of a turn whose speaker has no name, in milliseconds.
const SILENCE: u64 = 2_000;

/// When a caption is shown, in milliseconds; none where nobody says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Times {
    /// From.
    pub(super) start: Option<u64>,
    /// Until.
    pub(super) end: Option<u64>,
}

/// How much of a line is looked at for a mark and a name, in bytes.
const WINDOW: usize = 256;

/// The turn that was written last.
#[derive(Debug, Default)]
pub(super) struct Turns {
    last: Option<(Option<u32>, Times)>,
}

impl Turns {
    /// Opens the segment of a caption, in the turn before it or in a new one.
    pub(super) fn open(
        &mut self,
        draft: &mut Draft<'_>,
        speaker: Option<u32>,
        times: Times,
        change: bool,
    ) {
        let speaker = self.go_on(draft, speaker, times, change);
        draft.begin_speech(SegmentKind::Speech, speaker, times.start);
    }

    /// Ends what was written and goes on in the turn before or in a new one; the speaker of that.
    #[inline]
    fn go_on(
        &mut self,
        draft: &mut Draft<'_>,
        speaker: Option<u32>,
        times: Times,
        change: bool,
    ) -> Option<u32> {
        let joined = match (self.last, speaker) {
            (Some((Some(before), _)), Some(now)) => before == now,
            (Some((_, before)), None) => !change && is_near(before, times),
            _ => false,
        };
        let speaker = match self.last {
            Some((before, _)) if joined => before,
            _ => speaker,
        };
        draft.end();
        if joined {
            draft.line();
        } else {
            draft.flush_asides();
            draft.wall();
        }
        self.last = Some((speaker, times));
        speaker
    }

    /// Writes a caption whose lines start with letters, where no name is looked for in them.
    pub(super) fn say(
        &mut self,
        draft: &mut Draft<'_>,
        speaker: Option<u32>,
        times: Times,
        text: Span,
        lines: Lines,
    ) {
        let speaker = self.go_on(draft, speaker, times, false);
        draft.caption(speaker, times.start, text, lines);
    }

    /// The caption that was opened last goes on to `end`.
    pub(super) fn until(&mut self, end: Option<u64>) {
        if let (Some((_, times)), Some(end)) = (&mut self.last, end) {
            times.end = Some(end);
        }
    }

    /// Starts a new paragraph of the turn.
    pub(super) fn paragraph(&mut self, draft: &mut Draft<'_>) {
        let (speaker, times) = self.last.unwrap_or_default();
        draft.end();
        draft.wall();
        draft.begin_speech(SegmentKind::Speech, speaker, times.start);
    }

    /// What comes next is a new turn.
    pub(super) fn close(&mut self) {
        self.last = None;
    }
}

fn is_near(before: Times, now: Times) -> bool {
    let (Some(start), Some(end), Some(now)) = (before.start, before.end, now.start) else {
        return false;
    };
    now >= start && now.saturating_sub(end) <= SILENCE
}

/// Writes the text of one caption, line by line.
pub(super) struct Caption<'w, 's> {
    draft: &'w mut Draft<'s>,
    turns: &'w mut Turns,
    names: &'w Names<'w>,
    times: Times,
    /// Who speaks, where the format says so.
    voice: Option<u32>,
    /// Where the text of the caption ends in the source.
    end: usize,
    at_line_start: bool,
    opened: bool,
    /// Up to here the source is a name or a mark and no text.
    skip: usize,
}

impl<'w, 's> Caption<'w, 's> {
    /// Starts a caption whose text ends at `end`.
    pub(super) fn new(
        draft: &'w mut Draft<'s>,
        turns: &'w mut Turns,
        names: &'w Names<'w>,
        times: Times,
        end: usize,
    ) -> Self {
        let (voice, at_line_start, opened, skip) = (None, true, false, 0);
        Caption { draft, turns, names, times, voice, end, at_line_start, opened, skip }
    }

    /// Says who speaks from here on.
    pub(super) fn voice(&mut self, voice: Option<(&str, Span)>) {
        let voice = voice.map(|(name, span)| self.draft.speaker(name, span));
        if voice != self.voice {
            self.voice = voice;
            self.opened = false;
            self.at_line_start = true;
        }
    }

    /// Writes a part of the source that may run over several lines.
    pub(super) fn text(&mut self, span: Span) {
        let source = self.draft.source();
        if self.at_line_start && self.names.is_empty() && is_plain(span.of(source)) {
            self.start_line(span.start);
            return self.draft.copy(span);
        }
        let mut at = span.start;
        // Only the span is searched for line ends, because a line may have a million pieces.
        let text = &source[..span.end];
        while at < span.end {
            let row = row_at(text, at);
            self.stretch(row.span);
            self.at_line_start |= row.next > row.span.end;
            at = row.next;
        }
    }

    /// Writes a character that stands for `span`; a line feed starts a new line.
    pub(super) fn character(&mut self, c: char, span: Span) {
        if c == '\n' {
            self.at_line_start = true;
        } else if span.start >= self.skip {
            self.start_line(span.start);
            if span.start >= self.skip {
                self.draft.put(c.encode_utf8(&mut [0; 4]), span);
            }
        }
    }

    fn stretch(&mut self, span: Span) {
        let source = self.draft.source();
        let mut span = span;
        if self.at_line_start {
            if !source.as_bytes().get(span.start).is_some_and(u8::is_ascii_graphic) {
                let text = span.of(source);
                span.start += text.len() - text.trim_start().len();
            }
            if span.is_empty() {
                return;
            }
            self.start_line(span.start);
        }
        self.draft.copy(Span::new(span.start.max(self.skip).min(span.end), span.end));
    }

    /// Opens the caption, or a new turn inside of it, or goes on in the next line.
    fn start_line(&mut self, at: usize) {
        if !std::mem::take(&mut self.at_line_start) {
            return;
        }
        if self.voice.is_some() {
            self.begin(self.voice, false);
            return;
        }
        let source = self.draft.source();
        if self.names.is_empty() && !may_be_mark(source.as_bytes().get(at)) {
            self.skip = at;
            self.begin(None, false);
            return;
        }
        let window = start_of(&source[at..self.end.max(at)], WINDOW);
        let text = row_at(window, 0).of(window);
        let mark = change_mark(text);
        let line = at + mark;
        let Some(prefix) = self.names.prefix(&text[mark..]) else {
            self.skip = line;
            self.begin(None, mark > 0);
            return;
        };
        self.skip = line + prefix.text;
        let start = line + prefix.at;
        let span = Span::new(start, start + prefix.name.len());
        let speaker = self.draft.speaker(prefix.name, span);
        self.begin(Some(speaker), false);
    }

    fn begin(&mut self, speaker: Option<u32>, change: bool) {
        let again = self.opened && !change && (speaker.is_none() || self.voice.is_some());
        if again {
            self.draft.line();
        } else {
            self.turns.open(self.draft, speaker, self.times, change);
            self.opened = true;
        }
    }

    /// Ends the caption.
    pub(super) fn finish(self) {
        self.draft.end();
    }
}

/// Whether a line that starts with this byte starts with a Western letter or a digit.
#[inline]
pub(super) fn is_letter(first: u8) -> bool {
    first.is_ascii_alphanumeric() || first == 0xc3
}

/// Whether each line of a text starts with a letter and is parted from the next by a line feed alone.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts = |at: usize| bytes.get(at).is_some_and(|&byte| is_letter(byte));
    starts(0) && memchr2_iter(b'\n', b'\r', bytes).all(|end| bytes[end] == b'\n' && starts(end + 1))
}

/// Whether a line that starts with this byte can start with a mark.
fn may_be_mark(first: Option<&u8>) -> bool {
    // The longer dashes are three bytes, of which this is the first.
    first.is_some_and(|byte| matches!(byte, b'>' | b'-' | 0xe2))
}

/// Bytes of a mark at the start of a line that says that somebody else speaks.
fn change_mark(line: &str) -> usize {
    if !may_be_mark(line.as_bytes().first()) {
        return 0;
    }
    let rest = line.trim_start_matches('>');
    if line.len() - rest.len() >= 2 {
        return line.len() - rest.trim_start().len();
    }
    let dash = line.strip_prefix(['-', '–', '—']);
    let dash = dash.filter(|rest| rest.starts_with([' ', '\u{a0}']));
    dash.map_or(0, |rest| line.len() - rest.trim_start().len())
}

/// The first line of a caption behind any mark, for learning the names of a file.
pub(super) fn first_line(source: &str, text: Span) -> &str {
    let text = trimmed(source, text);
    let end = row_at(source, text.start).span.end.min(text.end);
    let line = &source[text.start..end];
    &line[change_mark(line)..]
}
