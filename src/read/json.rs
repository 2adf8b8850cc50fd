//! JSON: the segments of Whisper as speech, any other layout as its strings.
//!
//! Every string is read with its escapes resolved, because most programs write `f\u00fcr`.
//! Of a layout that is not known, every string value is a paragraph, every name of a member and
//! every long number (it may be a dial-in) a property; a notice says so.
//!
//! Not here: the layouts of other speech services.

mod scan;

use std::collections::HashSet;

use serde::de::IgnoredAny;

use crate::model::{Document, Gap, GapKind, SegmentKind, Step};
use crate::text::Span;

use super::captions::{Caption, Times, Turns};
use super::draft::{Draft, draft};
use super::names::Names;
use super::{Format, plain};
use scan::{Event, scan, unescape};

/// Reads JSON.
pub(super) struct Reader;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognises(&self, head: &str) -> bool {
        let mut start = head.chars().filter(|c| !c.is_whitespace());
        matches!(
            (start.next(), start.next()),
            (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '"' | '['))
        )
    }

    fn read(&self, text: String) -> Document {
        if let Err(error) = serde_json::from_str::<IgnoredAny>(&text) {
            let mut document = plain::Reader.read(text);
            document.gaps.push(Gap {
                kind: GapKind::Malformed,
                place: vec![Step::Line(u32::try_from(error.line()).unwrap_or(u32::MAX))],
                reason: "looks like JSON and is none; read as plain text".to_owned(),
            });
            return document;
        }
        draft(self.name(), text, |draft| {
            let spoken = utterances(draft.source());
            if spoken.is_empty() {
                write_strings(draft);
            } else {
                write_speech(draft, &spoken);
            }
        })
    }
}

/// One entry of `segments`.
#[derive(Debug, Clone, Copy, Default)]
struct Utterance {
    text: Option<Span>,
    start: Option<u64>,
    end: Option<u64>,
    speaker: Option<Span>,
}

/// What the scan stands in: the name of the member that holds it.
type Frames = Vec<Option<Span>>;

/// The entries of every array called `segments` that have a text and a start.
fn utterances(source: &str) -> Vec<Utterance> {
    let mut found = Vec::new();
    let mut open = Utterance::default();
    walk(source, |frames, key, event| {
        let entry = is_entry(source, frames);
        match event {
            Event::Open if entry => open = Utterance::default(),
            Event::Close if entry && open.text.is_some() && open.start.is_some() => {
                found.push(open);
            }
            Event::String(span) if entry => match key {
                "text" => open.text = Some(span),
                "speaker" | "speaker_label" | "speakerName" => open.speaker = Some(span),
                _ => {}
            },
            Event::Scalar(span) if entry => match key {
                "start" => open.start = millis(span.of(source)),
                "end" => open.end = millis(span.of(source)),
                "speaker" => open.speaker = Some(span),
                _ => {}
            },
            _ => {}
        }
    });
    found
}

/// Whether the innermost container is an entry of an array called `segments`.
fn is_entry(source: &str, frames: &Frames) -> bool {
    let [.., Some(array), None] = frames.as_slice() else { return false };
    array.of(source) == "segments"
}

/// Scans with the containers around each event, the innermost last, and the key of each value.
/// A container is on the stack when its brackets are handed on.
fn walk(source: &str, mut each: impl FnMut(&Frames, &str, Event)) {
    let mut frames: Frames = Vec::new();
    let mut key: Option<Span> = None;
    scan(source, |event| match event {
        Event::Key(span) => {
            key = Some(span);
            each(&frames, span.of(source), event);
        }
        Event::Open => {
            frames.push(key.take());
            each(&frames, "", event);
        }
        Event::Close => {
            each(&frames, "", event);
            frames.pop();
        }
        Event::String(_) | Event::Scalar(_) => {
            let key = key.take().map_or("", |key| key.of(source));
            each(&frames, key, event);
        }
    });
}

/// Seconds with a fraction, in milliseconds.
fn millis(number: &str) -> Option<u64> {
    let seconds: f64 = number.parse().ok()?;
    let sane = seconds.is_finite() && (0.0..1e12).contains(&seconds);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    sane.then(|| (seconds * 1000.0).round() as u64)
}

fn write_speech(draft: &mut Draft<'_>, spoken: &[Utterance]) {
    let source = draft.source();
    let names = Names::default();
    let mut turns = Turns::default();
    let mut all = String::new();
    for utterance in spoken {
        let Some(text) = utterance.text else { continue };
        let times = Times { start: utterance.start, end: utterance.end };
        let mut caption = Caption::new(draft, &mut turns, &names, times, text.end);
        if let Some(speaker) = utterance.speaker {
            caption.voice(Some((&unescaped(source, speaker), speaker)));
        }
        unescape(source, text, |piece, c| match c {
            Some(c) => caption.character(c, piece),
            None => caption.text(piece),
        });
        caption.finish();
        all.extend(unescaped(source, text).chars().filter(|c| !c.is_whitespace()));
    }
    write_rest(draft, &all);
}

/// Strings that stand beside the segments: a title, a file name, the text as a whole where it
/// is not the same as all segments.
fn write_rest(draft: &mut Draft<'_>, spoken: &str) {
    let source = draft.source();
    walk(source, |frames, key, event| {
        let Event::String(span) = event else { return };
        let in_segments = |frame: &Option<Span>| {
            frame.is_some_and(|frame| matches!(frame.of(source), "segments" | "words" | "tokens"))
        };
        let known = matches!(key, "text" | "language" | "task" | "word");
        let known = known || key.starts_with("speaker");
        if frames.iter().any(in_segments) && known {
            return;
        }
        let words: String =
            unescaped(source, span).chars().filter(|c| !c.is_whitespace()).collect();
        if !words.is_empty() && words != spoken && key != "language" {
            write_string(draft, SegmentKind::Note, span);
        }
    });
}

/// Every string of a layout that is not known.
fn write_strings(draft: &mut Draft<'_>) {
    draft.notice("JSON of a layout that is not known; its strings are read one by one");
    let source = draft.source();
    let mut keys = HashSet::new();
    let mut rest = Vec::new();
    walk(source, |_, _, event| match event {
        Event::String(span) => write_string(draft, SegmentKind::Paragraph, span),
        Event::Key(span) if keys.insert(span.of(source)) => rest.push(span),
        Event::Scalar(span) if is_long_number(span.of(source)) => rest.push(span),
        _ => {}
    });
    for span in rest {
        write_string(draft, SegmentKind::Property, span);
    }
}

fn is_long_number(text: &str) -> bool {
    text.len() >= 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn write_string(draft: &mut Draft<'_>, kind: SegmentKind, span: Span) {
    let source = draft.source();
    draft.begin(kind);
    draft.wall();
    unescape(source, span, |piece, c| match c {
        Some(c) => draft.put(c.encode_utf8(&mut [0; 4]), piece),
        None => draft.copy(piece),
    });
    draft.end();
    draft.wall();
}

fn unescaped(source: &str, span: Span) -> String {
    let mut text = String::new();
    unescape(source, span, |piece, c| match c {
        Some(c) => text.push(c),
        None => text.push_str(piece.of(source)),
    });
    text
}
