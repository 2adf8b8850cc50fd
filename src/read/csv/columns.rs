//! What the columns of a transcript are called, and the times in them.
//!
//! Not here: how cells are found ([`super::cells`]).

use crate::read::stamps::stamp;
use crate::text::Span;

use super::cells::{each_row, value};

const SPEAKERS: &[&str] = &[
    "speaker",
    "speakername",
    "speakerlabel",
    "speakerid",
    "sprecher",
    "sprecherin",
    "redner",
    "rednerin",
    "participant",
    "participantname",
    "teilnehmer",
    "teilnehmerin",
    "wer",
    "who",
];
/// What may be the column of a speaker where there is one for time as well.
const NAMES: &[&str] = &["name", "displayname", "username", "user", "person", "von", "author"];
const STARTS: &[&str] = &[
    "start",
    "starttime",
    "startms",
    "starts",
    "startseconds",
    "begin",
    "begintime",
    "beginn",
    "anfang",
    "time",
    "timestamp",
    "ts",
    "in",
    "zeit",
    "uhrzeit",
    "zeitstempel",
    "timecode",
    "offset",
];
const ENDS: &[&str] =
    &["end", "endtime", "endms", "ends", "endseconds", "endts", "ende", "out", "bis"];
const TEXTS: &[&str] = &[
    "text",
    "transcript",
    "transcription",
    "transkript",
    "utterance",
    "sentence",
    "caption",
    "captions",
    "message",
    "nachricht",
    "wortlaut",
    "aussage",
    "beitrag",
    "content",
    "inhalt",
];
const WORDS: &[&str] = &["token", "word", "wort"];
const MARKS: &[&str] = &["punctuation", "punct"];

/// Rows by which the unit of times is chosen.
const ROWS: usize = 200;

/// Which column of a transcript says what.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) text: usize,
    pub(super) speaker: Option<usize>,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    /// A column of marks behind words.
    pub(super) mark: Option<usize>,
    /// Whether each row has one word.
    pub(super) has_words: bool,
    /// Whether times are called seconds or milliseconds.
    unit: Option<Unit>,
}

/// In what times without colons count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    Millis,
}

impl Columns {
    /// The columns of a transcript, if `header` has them.
    pub(super) fn of(source: &str, header: &[Span]) -> Option<Self> {
        let names: Vec<String> = header.iter().map(|cell| plain(&value(source, *cell))).collect();
        let find = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
        let (start, end) = (find(STARTS), find(ENDS));
        let named = || start.and_then(|_| find(NAMES));
        let speaker = find(SPEAKERS).or_else(named);
        let words = find(WORDS);
        let text = find(TEXTS).or(words)?;
        let has_words = words == Some(text);
        let unit = start.and_then(|at| match names[at].as_str() {
            name if name.ends_with("ms") => Some(Unit::Millis),
            "starts" | "startseconds" => Some(Unit::Seconds),
            _ => None,
        });
        let mark = if has_words { find(MARKS) } else { None };
        (speaker.is_some() || start.is_some()).then_some(Columns {
            text,
            speaker,
            start,
            end,
            mark,
            has_words,
            unit,
        })
    }

    /// Whether it is a transcript whatever the file is called.
    pub(super) fn is_sure(&self) -> bool {
        self.start.is_some() && (self.speaker.is_some() || self.end.is_some())
    }

    /// Whether a column is part of what is said.
    pub(super) fn is_read(&self, at: usize) -> bool {
        let others = [self.speaker, self.start, self.end, self.mark];
        at == self.text || others.contains(&Some(at))
    }
}

/// A name in small letters without anything between.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The unit of the times of a transcript: seconds where any of the first has a fraction, else milliseconds, as Whisper
/// writes them.
pub(super) fn unit(source: &str, delimiter: u8, columns: &Columns) -> Unit {
    if let Some(unit) = columns.unit {
        return unit;
    }
    let Some(start) = columns.start else { return Unit::Seconds };
    let mut rows = 0;
    let mut unit = Unit::Millis;
    each_row(source, delimiter, |row| {
        let time = row.get(start).map(|cell| value(source, *cell)).unwrap_or_default();
        rows += 1;
        if rows > 1 && time.contains(['.', ',']) {
            unit = Unit::Seconds;
        }
        rows < ROWS && unit == Unit::Millis
    });
    unit
}

/// The time that a cell says, in milliseconds.
pub(super) fn millis(text: &str, unit: Unit) -> Option<u64> {
    if text.contains(':') {
        // A date may stand before the time of day.
        let time = text.trim_end_matches('Z').rsplit([' ', 'T']).next()?;
        return stamp(time).map(|stamp| stamp.millis);
    }
    let number: f64 = text.replace(',', ".").parse().ok()?;
    let time = if unit == Unit::Seconds { number * 1e3 } else { number };
    let sane = time.is_finite() && (0.0..1e15).contains(&time);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    sane.then(|| time.round() as u64)
}

#[cfg(test)]
mod tests {
    use super::{Unit, millis};

    #[test]
    fn times() {
        for (text, unit, expected) in [
            ("3340", Unit::Millis, Some(3340)),
            ("13.02", Unit::Seconds, Some(13_020)),
            ("13,02", Unit::Seconds, Some(13_020)),
            ("00:01:02", Unit::Seconds, Some(62_000)),
            ("2026-01-12 09:00:01", Unit::Seconds, Some(32_401_000)),
            ("2026-01-12T09:00:01Z", Unit::Seconds, Some(32_401_000)),
            ("morgen", Unit::Seconds, None),
            ("-3", Unit::Millis, None),
            ("", Unit::Millis, None),
        ] {
            assert_eq!(millis(text, unit), expected, "{text}");
        }
    }
}
