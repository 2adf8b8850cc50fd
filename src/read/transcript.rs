//! Transcripts written as text: WebEx, Zoom chats, Otter, Google Meet, Teams, and by hand.
//!
//! A text is one only if enough of its lines start a turn in the same way; an agenda with
//! "Ort: ..." and "09:00 Begrüßung: ..." is none. Name and time leave the text, so that a turn
//! is nothing but what was said; what stands before the first turn stays as paragraphs.
//! Two-part times are minutes and seconds, but a clock where the first one is past 05:59
//! ("15:30"): then they are read as hours and minutes of the day.
//!
//! Not here: how the lines look ([`layout`]).

mod layout;

use crate::model::{Document, SegmentKind};
use crate::text::Span;

use super::captions::{Times, Turns};
use super::draft::{Draft, draft};
use super::rows::{Row, rows, start_of, trimmed};
use super::stamps::Stamp;
use super::{Format, Sure};
use layout::{Start, is_marker};

pub(super) use layout::{Layout, detect};

/// Reads transcripts.
pub(super) struct Reader;

/// Reads transcripts of a layout that was found already.
struct Of(Layout);

/// One for each layout, in their order.
static KNOWN: [Of; 5] = [
    Of(Layout::TimeName),
    Of(Layout::NameTime),
    Of(Layout::Heading),
    Of(Layout::Time),
    Of(Layout::Name),
];

/// How much of a text is looked at to find its layout, in bytes.
const SAMPLE: usize = 64 * 1024;

/// How long a word takes to say, in milliseconds, where a turn has no end.
const WORD: u64 = 400;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "transcript"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognises(&self, head: &str) -> bool {
        detect(head).is_some()
    }

    fn sure(&self, head: &str) -> Sure {
        detect(head).map_or(Sure::No, |layout| Sure::By(&KNOWN[layout as usize]))
    }

    fn read(&self, text: String) -> Document {
        let layout = detect(start_of(&text, SAMPLE)).unwrap_or(Layout::Name);
        Of(layout).read(text)
    }
}

impl Format for Of {
    fn name(&self) -> &'static str {
        Reader.name()
    }

    fn extensions(&self) -> &'static [&'static str] {
        Reader.extensions()
    }

    fn recognises(&self, head: &str) -> bool {
        detect(head) == Some(self.0)
    }

    fn read(&self, text: String) -> Document {
        draft(self.name(), text, |draft| Writer::new(draft, self.0).run())
    }
}

/// How many words there are, with white space of ASCII between them.
fn words_in(text: &str) -> u64 {
    let is_blank = |byte: u8| (byte == b' ') | (byte == b'\t') | (byte == b'\n') | (byte == b'\r');
    let is_blank = |byte: u8| is_blank(byte) | (byte == 0xc);
    let bytes = text.as_bytes();
    let first = bytes.first().is_some_and(|&byte| !is_blank(byte));
    let behind = bytes.get(1..).unwrap_or_default();
    // The count of a chunk fits a byte, so that many bytes are looked at a time.
    let starts = bytes.chunks(240).zip(behind.chunks(240)).map(|(before, bytes)| {
        let starts =
            before.iter().zip(bytes).map(|(&before, &byte)| is_blank(before) & !is_blank(byte));
        u64::from(starts.map(u8::from).sum::<u8>())
    });
    u64::from(first) + starts.sum::<u64>()
}

struct Writer<'w, 's> {
    draft: &'w mut Draft<'s>,
    layout: Layout,
    turns: Turns,
    /// Whether two-part times are hours and minutes; nobody knows before the first.
    clock: Option<bool>,
    /// When the last turn started, and what its first line says.
    last: (Option<u64>, Span),
    /// The last time alone on a line.
    marker: Option<u64>,
    /// Whether a turn was started, and whether a blank line stands behind its text.
    in_turn: bool,
    gap: bool,
    said_something: bool,
}

impl<'w, 's> Writer<'w, 's> {
    fn new(draft: &'w mut Draft<'s>, layout: Layout) -> Self {
        let (turns, marker) = (Turns::default(), None);
        let (in_turn, gap, said_something) = (false, false, false);
        let (clock, last) = (None, (None, Span::default()));
        Writer { draft, layout, turns, clock, last, marker, in_turn, gap, said_something }
    }

    fn run(mut self) {
        let source = self.draft.source();
        for row in rows(source, 0) {
            if row.is_blank(source) {
                self.gap = true;
            } else if let Some(time) = self.marker_of(row.of(source)) {
                self.marker = Some(time);
                self.gap = true;
            } else if let Some(start) = self.layout.start(row.of(source)) {
                self.start(row, start);
            } else {
                self.go_on(row);
            }
        }
        self.draft.end();
    }

    /// The time of a line that has nothing else, in the layout that has such lines.
    fn marker_of(&self, line: &str) -> Option<u64> {
        let time = is_marker(line).filter(|_| self.layout == Layout::Name)?;
        Some(time.millis)
    }

    fn millis(&mut self, time: Stamp) -> u64 {
        if time.parts != 2 {
            return time.millis;
        }
        let clock = *self.clock.get_or_insert(time.padded && time.millis >= 6 * 60_000);
        if clock { time.millis * 60 } else { time.millis }
    }

    fn start(&mut self, row: Row, start: Start) {
        let source = self.draft.source();
        let line = row.span.start;
        let time = start.time.map(|time| self.millis(time)).or(self.marker);
        let name = Span::new(line + start.name.0, line + start.name.1);
        let speaker = (!name.is_empty()).then(|| self.draft.speaker(name.of(source), name));
        let text = trimmed(source, Span::new(line + start.text, row.span.end));
        if speaker.is_none() {
            // Only whoever has no name can go on in the turn before, if that has just ended.
            let (since, said) = self.last;
            self.turns.until(since.map(|since| since + words_in(said.of(source)) * WORD));
        }
        self.last = (time, text);
        self.turns.open(self.draft, speaker, Times { start: time, end: None }, false);
        self.draft.copy(text);
        self.in_turn = true;
        self.said_something = !text.is_empty();
        self.gap = false;
    }

    /// A line that starts no turn: a part of the one above, or what stands around all of them.
    fn go_on(&mut self, row: Row) {
        let text = trimmed(self.draft.source(), row.span);
        let one_line = matches!(self.layout, Layout::TimeName | Layout::NameTime | Layout::Time);
        let paragraph = std::mem::take(&mut self.gap) && self.said_something;
        // Where every turn is a line of its own, what follows a blank line is no part of one
        // ("Ende der Besprechung").
        if self.in_turn && !(paragraph && one_line) {
            if paragraph {
                self.turns.paragraph(self.draft);
            } else {
                self.draft.line();
            }
        } else if self.in_turn || paragraph || !self.said_something {
            self.in_turn = false;
            self.turns.close();
            self.draft.begin(SegmentKind::Paragraph);
            self.draft.wall();
        } else {
            self.draft.line();
        }
        self.draft.copy(text);
        self.said_something = true;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::words_in;

    proptest! {
        #[test]
        fn words_are_counted(text in "[a \\t\\r\\n\u{c}ä]{0,600}") {
            prop_assert_eq!(words_in(&text), text.split_ascii_whitespace().count() as u64);
        }
    }
}
