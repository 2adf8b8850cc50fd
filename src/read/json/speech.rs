//! The entries of an answer as turns of speech, and everything else in it as notes.
//!
//! Not here: where entries stand in an answer ([`super::entries`]).

use std::collections::HashSet;

use crate::model::SegmentKind;
use crate::read::captions::{Caption, Turns};
use crate::read::draft::Draft;
use crate::read::names::Names;
use crate::read::rows::trimmed;
use crate::read::spoken::Words;
use crate::text::Span;

use super::entries::{Entry, Found};
use super::layouts::{Join, Layout};
use super::said::Said;
use super::scan::{Event, unescape, unescaped};
use super::time::is_measure;
use super::way::{Way, walk};
use super::write_string;

/// Writes what was found by a layout, and the rest of the source.
pub(super) fn write(draft: &mut Draft<'_>, layout: &Layout, found: &Found) {
    let mut said = Said::new();
    match layout.join {
        Join::Lines => write_lines(draft, found, &mut said),
        Join::Words | Join::Pieces => write_words(draft, layout.join, found, &mut said),
    }
    write_rest(draft, layout, found, &mut said);
}

fn write_lines(draft: &mut Draft<'_>, found: &Found, said: &mut Said) {
    let source = draft.source();
    let names = Names::default();
    let mut turns = Turns::default();
    for entry in &found.entries {
        let mut caption = Caption::new(draft, &mut turns, &names, entry.times, entry.text.end);
        if let Some(speaker) = entry.speaker {
            let name = unescaped(source, speaker);
            said.add_name(&name);
            caption.voice(Some((&name, speaker)));
        }
        unescape(source, entry.text, |piece, c| match c {
            Some(c) => caption.character(c, piece),
            None => caption.text(piece),
        });
        caption.finish();
        said.add(&unescaped(source, entry.text));
    }
}

fn write_words(draft: &mut Draft<'_>, join: Join, found: &Found, said: &mut Said) {
    let source = draft.source();
    let mut words = Words::new(join == Join::Pieces);
    for Entry { text, times, speaker } in &found.entries {
        let speaker = speaker.map(|speaker| {
            let name = unescaped(source, speaker);
            said.add_name(&name);
            draft.speaker(&name, speaker)
        });
        let word = unescaped(source, *text);
        words.push(draft, &word, text.start, speaker, *times, |draft| {
            write_word(draft, trimmed(source, *text));
        });
    }
    // A text that is said again may run over lines, and its words over entries.
    said.add(&words.finish(draft));
}

fn write_word(draft: &mut Draft<'_>, span: Span) {
    unescape(draft.source(), span, |piece, c| match c {
        Some(c) if c.is_whitespace() => draft.put(" ", piece),
        Some(c) => draft.put(c.encode_utf8(&mut [0; 4]), piece),
        None => draft.copy(piece),
    });
}

/// Everything that the entries do not say: other hearings of the same words, what a program made of them, names of
/// files and jobs; and the names of members that the layout does not have.
fn write_rest(draft: &mut Draft<'_>, layout: &Layout, found: &Found, said: &mut Said) {
    let source = draft.source();
    let mut seen = HashSet::new();
    let mut keys = HashSet::new();
    let mut rest = Vec::new();
    let mut entry: Option<usize> = None;
    walk(source, |way, event| match event {
        Event::Open { .. } if entry.is_none() && way.ends_with(layout.entry) => {
            entry = Some(way.depth());
        }
        Event::Close if entry == Some(way.depth()) => entry = None,
        Event::String(span) => {
            let is_new = found.used.binary_search(&span.start).is_err()
                && seen.insert(span.of(source))
                && !is_technical(way, span.of(source));
            let text = if is_new { unescaped(source, span) } else { String::new() };
            if !said.holds(&text) {
                write_string(draft, SegmentKind::Note, span);
                said.add(&text);
            }
        }
        Event::Scalar(span)
            if entry.is_none()
                && super::is_long_number(span.of(source))
                && !is_time(way.member())
                && seen.insert(span.of(source)) =>
        {
            rest.push(span);
        }
        Event::Key(span) if keys.insert(span.of(source)) && !is_named(layout, span.of(source)) => {
            rest.push(span);
        }
        _ => {}
    });
    for span in rest {
        write_string(draft, SegmentKind::Property, span);
    }
}

/// Whether any path of `layout` has this member.
fn is_named(layout: &Layout, member: &str) -> bool {
    let times = [layout.start, layout.end, layout.length].concat();
    let mut paths = vec![layout.entry];
    paths.extend(layout.text.iter().chain(layout.speaker));
    paths.extend(times.iter().map(|(path, _)| path));
    paths.extend(layout.voices.iter().flat_map(|voices| [voices.entry, voices.speaker]));
    paths.extend(layout.group.iter().flat_map(|(entry, speaker)| [*entry, *speaker]));
    paths.iter().any(|path| path.split('.').any(|part| part == member))
}

/// Whether a string is a time, the code of a language or one of the words by which services tell words from marks.
fn is_technical(way: &Way<'_>, text: &str) -> bool {
    const KINDS: [&str; 9] = [
        "pronunciation",
        "punctuation",
        "punct",
        "text",
        "word",
        "spacing",
        "previous",
        "next",
        "none",
    ];
    let member = way.member();
    match member {
        "type" | "attaches_to" => KINDS.contains(&text),
        "language" | "language_code" | "languageCode" | "locale" | "lang" => is_language(text),
        _ => is_measure(text) && (is_time(member) || member.to_lowercase().ends_with("confidence")),
    }
}

/// Whether a text is a code as "de" and "de-AT".
fn is_language(text: &str) -> bool {
    let (language, rest) = text.split_once(['-', '_']).unwrap_or((text, ""));
    let is_code = |code: &str| code.len() <= 4 && code.bytes().all(|b| b.is_ascii_alphanumeric());
    (2..=3).contains(&language.len()) && is_code(language) && is_code(rest)
}

/// Whether a member of this name says a time.
fn is_time(member: &str) -> bool {
    const STARTS: [&str; 10] =
        ["start", "end", "begin", "offset", "duration", "time", "from", "to", "ts", "resultend"];
    let member = member.to_ascii_lowercase();
    STARTS.iter().any(|start| member.starts_with(start)) || ["seconds", "nanos"].contains(&&*member)
}
