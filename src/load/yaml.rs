//! One way to read YAML: strictly, with the place of every mistake.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{self, DeserializeOwned, Visitor};

use crate::Error;
use crate::model::rule::{Reach, Selector, Term, Window};
use crate::model::{Kind, Level, Say, SegmentKind, Words, words};
use crate::pattern::{Case, Pattern};

pub(super) mod said;
mod schema;

pub(super) use schema::one_of;

/// A YAML file with its name, for messages.
#[derive(Debug, Clone, Copy)]
pub(super) struct File<'t> {
    pub(super) name: &'t str,
    pub(super) text: &'t str,
    /// Line of the file on which `text` starts, from 1.
    pub(super) first_line: usize,
}

impl<'t> File<'t> {
    pub(super) fn new(name: &'t str, text: &'t str) -> Self {
        File { name, text: text.trim_start_matches('\u{feff}'), first_line: 1 }
    }

    /// Reads the file as `T`.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_yaml::from_str(self.text).map_err(|error| {
            let place = error.location().map_or((1, 1), |at| (at.line(), at.column()));
            let message = error.to_string();
            let bare = message.rfind(" at line ").map_or(message.as_str(), |end| &message[..end]);
            self.error(place, said::words(bare))
        })
    }

    /// An error at a line and column of `text`.
    pub(super) fn error(&self, place: (usize, usize), message: impl Into<Words>) -> Error {
        Error::Config {
            file: self.name.to_owned(),
            line: place.0.max(1) + self.first_line - 1,
            column: place.1.max(1),
            message: message.into(),
        }
    }

    /// Where `needle` stands first at or after `line` (from 1); that line's start where it does not.
    pub(super) fn find(&self, line: usize, needle: &str) -> (usize, usize) {
        let found =
            self.text.lines().enumerate().skip(line.saturating_sub(1)).find_map(|(at, text)| {
                text.find(needle).map(|column| (at + 1, text[..column].chars().count() + 1))
            });
        found.unwrap_or((line.max(1), 1))
    }
}

/// `{en: ..., de: ...}`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsFile {
    en: String,
    de: String,
}

impl From<WordsFile> for Words {
    fn from(file: WordsFile) -> Self {
        Words { en: file.en.trim().to_owned(), de: file.de.trim().to_owned() }
    }
}

/// A value read from a YAML string by a function that may refuse it at its very place.
macro_rules! from_string {
    ($name:ty, $expecting:literal, $read:expr) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reader;
                impl serde::de::Visitor<'_> for Reader {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        let read: fn(&str) -> Result<$name, $crate::model::Words> = $read;
                        read(text)
                            .map_err(|words| E::custom($crate::load::yaml::said::both(&words)))
                    }
                }
                deserializer.deserialize_str(Reader)
            }
        }
    };
}

pub(super) use from_string;

/// A keyword (made for any case), or `@name` for a list of the same file, or `@ruleset/name` for one of another.
#[derive(Debug, Clone)]
pub(super) enum KeywordFile {
    List(String),
    Keyword(Pattern),
}

from_string!(KeywordFile, "a keyword, or @name of a list", |text| match text.strip_prefix('@') {
    Some(list) => Ok(KeywordFile::List(list.to_owned())),
    None => {
        let keyword = Pattern::keyword(text, Case::Any).map_err(|error| said::pattern(&error))?;
        Ok(KeywordFile::Keyword(keyword))
    }
});

/// A regular expression, made for any case.
#[derive(Debug, Clone)]
pub(super) struct PatternFile(pub(super) Pattern);

from_string!(PatternFile, "a regular expression", |text| {
    let pattern = Pattern::regular(text, Case::Any);
    pattern.map(PatternFile).map_err(|error| said::pattern(&error))
});

/// How far around a hit, and whose words.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReachFile(pub(super) Reach);

const WINDOWS: &str = "`12 words`, `12 words before`, `12 words after`, `80 words over turns`, `line`, `turn`, `3 turns`, `5 minutes`, \
                       `item`, `document` or `same speaker`, numbers 1 to 1000; `, same speaker` may follow";

const WINDOWS_DE: &str = "`12 words`, `12 words before`, `12 words after`, `80 words over turns`, `line`, `turn`, \
                          `3 turns`, `5 minutes`, `item`, `document` oder `same speaker`, Zahlen von 1 bis 1000; \
                          `, same speaker` kann folgen";

from_string!(ReachFile, "a window such as `12 words` or `turn`", |text| {
    let (far, same_speaker) = match text.split_once(',') {
        Some((far, "same speaker" | " same speaker")) => (far, true),
        None if text == "same speaker" => ("document", true),
        _ => (text, false),
    };
    let words: Vec<&str> = far.split_whitespace().collect();
    let number = |text: &str| text.parse::<u32>().ok().filter(|&n| (1..=1000).contains(&n));
    let window = match words.as_slice() {
        ["line"] => Some(Window::Line),
        ["turn"] => Some(Window::Turn),
        ["item"] => Some(Window::Item),
        ["document"] => Some(Window::Document),
        [n, "words" | "word"] => number(n).map(|n| Window::Words { before: n, after: n }),
        [n, "words", "over", "turns"] => number(n).map(Window::WordsOverTurns),
        [n, "words" | "word", "before"] => number(n).map(|n| Window::Words { before: n, after: 0 }),
        [n, "words" | "word", "after"] => number(n).map(|n| Window::Words { before: 0, after: n }),
        [n, "turns" | "turn"] => number(n).map(Window::Turns),
        [n, "minutes" | "minute"] => number(n).map(Window::Minutes),
        _ => None,
    };
    let window = window.ok_or_else(|| {
        words!(
            "unknown window `{text}`; allowed: {WINDOWS}",
            "unbekanntes Fenster `{text}`; möglich: {WINDOWS_DE}"
        )
    })?;
    Ok(ReachFile(Reach { window, same_speaker }))
});

/// A selector of findings.
#[derive(Debug, Clone)]
pub(super) struct SelectorFile(pub(super) Selector);

from_string!(SelectorFile, "an id, a tag, or what a finding is", |text| {
    let terms: Result<Vec<Term>, Words> =
        text.split('&').map(|term| read_term(term.trim())).collect();
    Ok(SelectorFile(Selector { source: text.to_owned().into(), terms: terms? }))
});

/// Beginnings that a tag may not have, because selectors ask by them what a finding is.
pub(super) const RESERVED: [&str; 3] = ["kind:", "level:", "in:"];

fn read_term(term: &str) -> Result<Term, Words> {
    fn known<T: Copy>(table: &[(T, &'static str)], what: Say, word: &str) -> Result<T, Words> {
        let found = table.iter().find(|(_, name)| *name == word).map(|(value, _)| *value);
        let names = || table.iter().map(|(_, name)| *name);
        found.ok_or_else(|| Error::unknown(what, word, names()).in_words())
    }
    if let Some(kind) = term.strip_prefix("kind:") {
        let kinds: Vec<(Kind, &str)> =
            Kind::NAMES.into_iter().chain([(Kind::Mention, Kind::Mention.name())]).collect();
        return known(&kinds, Say("kind", "Art"), kind).map(Term::Kind);
    }
    if let Some(part) = term.strip_prefix("in:") {
        return known(&SegmentKind::NAMES, Say("kind of segment", "Art des Abschnitts"), part)
            .map(Term::In);
    }
    if let Some(level) = term.strip_prefix("level:") {
        let (digit, or_more) =
            level.strip_suffix('+').map_or((level, false), |digit| (digit, true));
        let level = digit.parse().ok().and_then(Level::new);
        let level = level.ok_or(Say(
            "a level is 0 to 4, or `2+` for this level and more",
            "eine Stufe ist 0 bis 4, oder `2+` für diese Stufe und höhere",
        ))?;
        return Ok(Term::Level { level, or_more });
    }
    let (name, star) = term.strip_suffix('*').map_or((term, false), |name| (name, true));
    let well_named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-:".contains(c);
    match name {
        "counted" if !star => Ok(Term::Counted),
        _ if name.is_empty() || !name.chars().all(well_named) => Err(words!(
            "`{term}` is no id, tag, `kind:...`, `level:...`, `in:...` or `counted`; `*` stands at the end",
            "`{term}` ist keine Kennung, kein Merkmal, `kind:...`, `level:...`, `in:...` oder `counted`; \
             `*` steht am Ende"
        )),
        _ if star => Ok(Term::Prefix(name.to_owned().into())),
        _ => Ok(Term::Named(name.to_owned().into())),
    }
}

/// A level, 0 to 4.
#[derive(Debug, Clone, Copy)]
pub(super) struct LevelFile(pub(super) crate::model::Level);

impl<'de> Deserialize<'de> for LevelFile {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = LevelFile;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a level: 0 (open), 1, 2, 3 or 4 (highest)")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<LevelFile, E> {
                let level = u8::try_from(number).ok().and_then(crate::model::Level::new);
                let unknown = || E::invalid_value(de::Unexpected::Unsigned(number), &self);
                level.map(LevelFile).ok_or_else(unknown)
            }
        }
        deserializer.deserialize_any(Reader)
    }
}
