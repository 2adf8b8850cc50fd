//! The layouts in which speech services write what was said, as a table of paths.
//!
//! A layout is recognised by its structure alone: an entry with a text and what the layout asks for besides. The first
//! that fits counts, so a layout with more in it (who speaks, sentences) stands before a poorer one of the same answer.
//!
//! Not here: how paths are followed ([`super::entries`]).

/// In what a service counts time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Seconds, or with a unit of its own: `1.300s`, `PT1M2.5S`, `00:00:01,300`.
    Seconds,
    /// Milliseconds.
    Millis,
    /// A hundred nanoseconds.
    Ticks,
    /// Nanoseconds beside seconds.
    Nanos,
    /// Milliseconds as a whole number, or seconds with a fraction.
    Either,
}

/// How the texts of entries make speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// Each is a line.
    Lines,
    /// Each is a word or a mark.
    Words,
    /// Each is a word, a mark or the blanks between them.
    Pieces,
}

/// What an answer must have beside texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Nothing; the paths say enough.
    Text,
    /// A start.
    Start,
    /// A speaker. Entries without one say again what others say.
    Speaker,
}

/// Paths to times and their units.
type Times = &'static [(&'static str, Unit)];

/// Who speaks from when on, in a list of its own.
#[derive(Debug)]
pub(super) struct Voices {
    /// Path to its entries.
    pub(super) entry: &'static str,
    /// From an entry to its start.
    pub(super) start: Times,
    /// From an entry to its speaker.
    pub(super) speaker: &'static str,
}

/// Where an answer says what.
#[derive(Debug)]
pub(super) struct Layout {
    /// Path to its entries.
    pub(super) entry: &'static str,
    /// From an entry to its text; the first of them that is there.
    pub(super) text: &'static [&'static str],
    /// From an entry to its start; the first that is there.
    pub(super) start: Times,
    /// From an entry to its end.
    pub(super) end: Times,
    /// From an entry to how long it is, where its end is not told.
    pub(super) length: Times,
    /// From an entry to who speaks; the first that is there.
    pub(super) speaker: &'static [&'static str],
    /// Path to containers of entries, and from there to who speaks.
    pub(super) group: Option<(&'static str, &'static str)>,
    /// Who speaks, where it stands apart.
    pub(super) voices: Option<Voices>,
    /// How texts make speech.
    pub(super) join: Join,
    /// What must be there.
    pub(super) needs: Needs,
}

use Unit::{Either, Millis, Nanos, Seconds, Ticks};

const LINES: Layout = Layout {
    entry: "",
    text: &["text"],
    start: &[("start", Seconds)],
    end: &[("end", Seconds)],
    length: &[],
    speaker: &["speaker", "speaker_label", "speakerName", "speaker_name", "speaker_id"],
    group: None,
    voices: None,
    join: Join::Lines,
    needs: Needs::Start,
};
const WORDS: Layout = Layout { join: Join::Words, ..LINES };
const AWS: Layout = Layout {
    entry: "results.items.*",
    text: &["alternatives.0.content"],
    start: &[("start_time", Seconds)],
    end: &[("end_time", Seconds)],
    voices: Some(Voices {
        entry: "speaker_labels.segments.*",
        start: &[("start_time", Seconds)],
        speaker: "speaker_label",
    }),
    ..WORDS
};
const DEEPGRAM: Layout = Layout {
    entry: "channels.*.alternatives.0.words.*",
    text: &["punctuated_word", "word"],
    ..WORDS
};
const GOOGLE_END: Times =
    &[("endTime", Seconds), ("endTime.seconds", Seconds), ("endOffset", Seconds)];
const REV: Layout = Layout {
    entry: "monologues.*.elements.*",
    text: &["value"],
    start: &[("ts", Seconds)],
    end: &[("end_ts", Seconds)],
    group: Some(("monologues.*", "speaker")),
    join: Join::Pieces,
    ..LINES
};

/// All layouts, in the order in which they are asked.
pub(super) static LAYOUTS: &[Layout] = &[
    // Amazon Transcribe: call analytics, a list for each channel, one list.
    Layout {
        entry: "Transcript.*",
        text: &["Content"],
        start: &[("BeginOffsetMillis", Millis)],
        end: &[("EndOffsetMillis", Millis)],
        speaker: &["ParticipantRole", "ParticipantId"],
        ..LINES
    },
    Layout {
        entry: "channel_labels.channels.*.items.*",
        group: Some(("channel_labels.channels.*", "channel_label")),
        voices: None,
        ..AWS
    },
    AWS,
    // Azure Speech: batch, fast transcription, what the Speech SDK hands on.
    Layout {
        entry: "recognizedPhrases.*",
        text: &["nBest.0.display", "nBest.0.lexical"],
        start: &[("offsetInTicks", Ticks), ("offsetMilliseconds", Millis), ("offset", Seconds)],
        end: &[],
        length: &[
            ("durationInTicks", Ticks),
            ("durationMilliseconds", Millis),
            ("duration", Seconds),
        ],
        speaker: &["speaker", "channel"],
        ..LINES
    },
    Layout {
        entry: "phrases.*",
        start: &[("offsetMilliseconds", Millis), ("offset", Millis)],
        end: &[],
        length: &[("durationMilliseconds", Millis), ("duration", Millis)],
        speaker: &["speaker", "channel"],
        ..LINES
    },
    Layout {
        text: &["NBest.0.Display", "DisplayText", "NBest.0.Lexical"],
        start: &[("Offset", Ticks)],
        end: &[],
        length: &[("Duration", Ticks)],
        speaker: &["SpeakerId", "UserId", "Channel"],
        ..LINES
    },
    // Deepgram: utterances, paragraphs, words.
    Layout { entry: "results.utterances.*", text: &["transcript"], ..LINES },
    Layout {
        entry: "alternatives.0.paragraphs.paragraphs.*.sentences.*",
        group: Some(("paragraphs.paragraphs.*", "speaker")),
        ..LINES
    },
    DEEPGRAM,
    Layout { entry: "channel.alternatives.0.words.*", ..DEEPGRAM },
    // IBM Watson, before Google, whose texts stand in the same place.
    Layout {
        entry: "alternatives.0.timestamps.*",
        text: &["0"],
        start: &[("1", Seconds)],
        end: &[("2", Seconds)],
        voices: Some(Voices {
            entry: "speaker_labels.*",
            start: &[("from", Seconds)],
            speaker: "speaker",
        }),
        ..WORDS
    },
    // Google: words with speakers, else a text for each result.
    Layout {
        entry: "results.*.alternatives.0.words.*",
        text: &["word"],
        start: &[
            ("startTime", Seconds),
            ("startTime.seconds", Seconds),
            ("startTime.nanos", Nanos),
            ("startOffset", Seconds),
            ("start_time", Seconds),
        ],
        end: GOOGLE_END,
        speaker: &["speakerTag", "speakerLabel", "speaker_tag"],
        needs: Needs::Speaker,
        ..WORDS
    },
    Layout {
        entry: "results.*",
        text: &["alternatives.0.transcript"],
        start: &[
            ("alternatives.0.words.0.startTime", Seconds),
            ("alternatives.0.words.0.startTime.seconds", Seconds),
            ("alternatives.0.words.0.startTime.nanos", Nanos),
            ("alternatives.0.words.0.startOffset", Seconds),
        ],
        end: &[
            ("alternatives.0.words.*.endTime", Seconds),
            ("alternatives.0.words.*.endTime.seconds", Seconds),
            ("alternatives.0.words.*.endOffset", Seconds),
            ("resultEndTime", Seconds),
            ("resultEndOffset", Seconds),
        ],
        speaker: &["channelTag"],
        needs: Needs::Text,
        ..LINES
    },
    // Speechmatics, its second and first version.
    Layout {
        entry: "results.*",
        text: &["alternatives.0.content"],
        start: &[("start_time", Seconds)],
        end: &[("end_time", Seconds)],
        speaker: &["alternatives.0.speaker", "channel"],
        ..WORDS
    },
    Layout {
        entry: "words.*",
        text: &["name"],
        start: &[("time", Seconds)],
        end: &[],
        length: &[("duration", Seconds)],
        voices: Some(Voices { entry: "speakers.*", start: &[("time", Seconds)], speaker: "name" }),
        ..WORDS
    },
    // Rev AI.
    REV,
    // AssemblyAI and those that write like it: utterances, sentences, words.
    Layout {
        entry: "utterances.*",
        text: &["text", "transcript"],
        start: &[("start", Either)],
        end: &[("end", Either)],
        ..LINES
    },
    // Whisper and those that write like it.
    Layout { entry: "segments.*", ..LINES },
    Layout {
        entry: "transcription.*",
        start: &[("offsets.from", Millis)],
        end: &[("offsets.to", Millis)],
        ..LINES
    },
    Layout {
        entry: "chunks.*",
        start: &[("timestamp.0", Seconds)],
        end: &[("timestamp.1", Seconds)],
        ..LINES
    },
    Layout { entry: "sentences.*", start: &[("start", Either)], end: &[("end", Either)], ..LINES },
    // Lists of words and nothing better.
    Layout { entry: "words.*", start: &[("start", Either)], end: &[("end", Either)], ..WORDS },
    Layout {
        entry: "words.*",
        text: &["punctuated_word", "punct", "word"],
        voices: Some(Voices {
            entry: "segmentation.segments.*",
            start: &[("start", Seconds)],
            speaker: "speaker.@id",
        }),
        ..WORDS
    },
    Layout { entry: "result.*", text: &["word"], ..WORDS },
];
