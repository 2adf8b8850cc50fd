//! Transcripts that a meeting program saved as a document: who speaks, when, and what.
//!
//! Teams writes a paragraph, or three, of two times with an arrow, a name and the words; newer ones of a name with a
//! time and the words below. Other programs set names and times as in their text files.
//!
//! Not here: how lines of text files look ([`crate::read::transcript`]).

use crate::model::SegmentKind;
use crate::read::captions::Times;
use crate::read::names::is_shaped;
use crate::read::stamps::arrow;
use crate::read::transcript::{Layout, detect};

use super::said::Said;

/// How much of a document is looked at to find its layout, in bytes.
const SAMPLE: usize = 64 * 1024;

/// How the turns of a document start.
#[derive(Debug, Clone, Copy)]
enum Start {
    /// A line of two times, and a name in the next.
    Arrow,
    /// A line as in a text file.
    Line(Layout),
}

/// Makes speech of the paragraphs of a body, if it is a transcript.
pub(super) fn find(body: &mut Vec<Said>) {
    let Some(start) = start_of(body) else { return };
    let mut writer = Writer { start, name: None, times: Times::default(), state: State::Before };
    let told = std::mem::take(body);
    let mut found = Vec::with_capacity(told.len());
    // A title is none where the paragraph became speech.
    let mut spoken = false;
    for said in told {
        match said {
            Said::Tell(kind, words) if is_text(kind) => {
                let before = found.len();
                writer.paragraph(kind, &words, &mut found);
                spoken = found[before..].iter().any(|said| matches!(said, Said::Speech(..)));
            }
            Said::Title(_) if spoken => {}
            said => found.push(said),
        }
    }
    *body = found;
}

/// What may be a part of a transcript.
fn is_text(kind: SegmentKind) -> bool {
    matches!(kind, SegmentKind::Paragraph | SegmentKind::Heading | SegmentKind::ListItem)
}

/// How turns start, where enough lines start one.
fn start_of(body: &[Said]) -> Option<Start> {
    let mut text = String::new();
    let (mut lines, mut arrows) = (0_usize, 0_usize);
    for said in body {
        let Said::Tell(kind, words) = said else { continue };
        if !is_text(*kind) || text.len() > SAMPLE {
            continue;
        }
        for line in words.lines().filter(|line| !line.trim().is_empty()) {
            lines += 1;
            arrows += usize::from(is_arrow(line).is_some());
            text.push_str(line);
            text.push('\n');
        }
    }
    if arrows >= 2 && arrows * 5 >= lines {
        return Some(Start::Arrow);
    }
    detect(&text).map(Start::Line)
}

/// Two times with an arrow, and nothing else.
fn is_arrow(line: &str) -> Option<Times> {
    let (start, end, rest) = arrow(line)?;
    rest.is_empty().then_some(Times { start: Some(start.millis), end: Some(end.millis) })
}

/// Where the reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nobody spoke yet.
    Before,
    /// A name must come next.
    Named,
    /// Somebody speaks.
    Speech,
}

struct Writer {
    start: Start,
    name: Option<String>,
    times: Times,
    state: State,
}

impl Writer {
    fn paragraph(&mut self, kind: SegmentKind, words: &str, found: &mut Vec<Said>) {
        let (mut speech, mut rest) = (String::new(), String::new());
        let first = found.len();
        for line in words.lines() {
            if self.starts(line, &mut speech, found) {
                continue;
            }
            let text = if self.state == State::Before { &mut rest } else { &mut speech };
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        }
        self.flush(&mut speech, found);
        if !rest.trim().is_empty() {
            // What stands before the first turn: a title, a date.
            found.insert(first, Said::Tell(kind, rest));
        }
    }

    /// Whether a line starts a turn or names who speaks; what was said before it is flushed.
    fn starts(&mut self, line: &str, speech: &mut String, found: &mut Vec<Said>) -> bool {
        if self.state == State::Named && !line.trim().is_empty() {
            self.state = State::Speech;
            let name = line.trim();
            if is_shaped(name) {
                self.name = Some(name.to_owned());
                return true;
            }
        }
        match self.start {
            Start::Arrow => {
                let Some(times) = is_arrow(line) else { return false };
                self.flush(speech, found);
                (self.name, self.times, self.state) = (None, times, State::Named);
            }
            Start::Line(layout) => {
                let Some(start) = layout.start(line) else { return false };
                self.flush(speech, found);
                let name = line[start.name.0..start.name.1].trim();
                self.name = Some(name.to_owned()).filter(|name| !name.is_empty());
                let time = start.time.map(|time| time.millis);
                self.times = Times { start: time, end: None };
                self.state = State::Speech;
                speech.push_str(&line[start.text..]);
            }
        }
        true
    }

    fn flush(&mut self, speech: &mut String, found: &mut Vec<Said>) {
        let words = std::mem::take(speech);
        if !words.trim().is_empty() {
            found.push(Said::Speech(self.name.clone(), self.times, words.trim().to_owned()));
        }
    }
}
