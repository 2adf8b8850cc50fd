//! Who speaks: the name before a colon, and when to believe it.
//!
//! `Name: text` is how most programs write a speaker and how people write anything else
//! ("Also: ...", "Reichweite: 900 km"). A name that is wrongly believed leaves its sentence, so a
//! name is believed only where the file as a whole is labelled; in doubt it stays in the text.
//!
//! Not here: names that a format marks as such (`<v Name>`), which need no doubt.

use std::collections::{HashMap, HashSet};

use memchr::memchr_iter;

use super::rows::{blanks, start_of, trimmed};
use crate::text::Span;

/// The longest name that is believed, in bytes.
const LONGEST: usize = 80;

/// The longest of [`NO_NAMES`], in bytes.
const LONGEST_NO_NAME: usize = 12;

/// Words before a colon that are no names, in small letters and in the order of their bytes.
const NO_NAMES: [&str; 68] = [
    "achtung",
    "agenda",
    "aktion",
    "also",
    "antwort",
    "anwesend",
    "apologies",
    "aufgabe",
    "auftrag",
    "beginn",
    "beispiel",
    "bemerkung",
    "beschluss",
    "betreff",
    "betrifft",
    "bitte",
    "date",
    "datum",
    "dauer",
    "dazu",
    "doch",
    "ende",
    "ergebnis",
    "erstens",
    "fazit",
    "frage",
    "genau",
    "gut",
    "heißt",
    "hinweis",
    "http",
    "https",
    "ich meine",
    "info",
    "ja",
    "kurz",
    "link",
    "location",
    "mailto",
    "nein",
    "nochmal",
    "note",
    "notiz",
    "nämlich",
    "ok",
    "okay",
    "ort",
    "present",
    "re",
    "right",
    "so",
    "subject",
    "tagesordnung",
    "tel",
    "telefon",
    "thema",
    "time",
    "titel",
    "title",
    "todo",
    "uhrzeit",
    "und",
    "warning",
    "wichtig",
    "zeit",
    "ziel",
    "zitat",
    "zweitens",
];

/// A name at the start of a line: its length, and where the text behind the colon starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prefix<'l> {
    /// The name, trimmed.
    pub(super) name: &'l str,
    /// Where in the line the name starts.
    pub(super) at: usize,
    /// Where in the line the text starts.
    pub(super) text: usize,
}

/// What could be a speaker's name before the first colon of `line`.
pub(super) fn prefix(line: &str) -> Option<Prefix<'_>> {
    let window = start_of(line, LONGEST + 4);
    let mut colons = memchr_iter(b':', window.as_bytes());
    // A colon inside of a name ("Lamm (GER:BMVg): ") has no white space behind it.
    let colon = colons.find(|&at| match line.as_bytes().get(at + 1) {
        None | Some(b' ') => true,
        Some(_) => line[at + 1..].starts_with(char::is_whitespace),
    })?;
    let at = blanks(line);
    let name = trimmed(line, Span::new(at.min(colon), colon)).of(line);
    if !is_shaped(name) {
        return None;
    }
    Some(Prefix { name, at, text: colon + 1 + blanks(&line[colon + 1..]) })
}

/// Whether a name could stand before a colon anywhere in `source`: whether white space or an end follows one.
pub(super) fn may_stand_in(source: &str) -> bool {
    let bytes = source.as_bytes();
    // White space is below the letters or beyond ASCII, where bytes are negative.
    let is_last = |colon: u8, next: u8| (colon == b':') & (next.cast_signed() <= 0x20);
    let behind = bytes.get(1..).unwrap_or_default();
    // Chunk by chunk and without a way out inside of one, so that many bytes are compared at a time.
    let mut pairs = bytes.chunks(1024).zip(behind.chunks(1024));
    let found = pairs.any(|(colons, nexts)| {
        let pairs = colons.iter().zip(nexts);
        pairs.fold(false, |found, (&colon, &next)| found | is_last(colon, next))
    });
    found || bytes.last() == Some(&b':')
}

/// Whether `name` could be a name at all: few words, letters, no sentence.
pub(super) fn is_shaped(name: &str) -> bool {
    match plain_words(name) {
        Some(words) => name.len() <= LONGEST && words <= 5 && !is_no_name(name, words),
        None => is_shaped_at_all(name),
    }
}

/// How many words a name has that is nothing but words of Western letters with a blank between them, as most are.
fn plain_words(name: &str) -> Option<usize> {
    let (mut words, mut before) = (1, Part::Blank);
    for &byte in name.as_bytes() {
        let part = PARTS[usize::from(byte)];
        words += usize::from(part == Part::Blank);
        if part == Part::Other || part == Part::Blank && before == Part::Blank {
            return None;
        }
        before = part;
    }
    (before != Part::Blank).then_some(words)
}

/// What a byte is in a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Letter,
    Blank,
    Other,
}

/// The part of every byte.
static PARTS: [Part; 256] = {
    let mut parts = [Part::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        parts[byte] = match byte as u8 {
            b' ' => Part::Blank,
            // The second byte of the two signs among these letters.
            0x97 | 0xb7 => Part::Other,
            // Both bytes of a letter from U+00C0 to U+017F.
            0xc3..=0xc5 | 0x80..=0xbf | b'A'..=b'Z' | b'a'..=b'z' => Part::Letter,
            _ => Part::Other,
        };
        byte += 1;
    }
    parts
};

/// Whether a name of Western letters, whose small letters are as long as its capital ones, is a word that is none.
fn is_no_name(name: &str, words: usize) -> bool {
    // One of them has two words.
    let short = name.len() <= LONGEST_NO_NAME && (words == 1 || name.len() == "ich meine".len());
    let first = name.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    let may_be = short && LENGTHS[usize::from(first)] >> name.len() & 1 == 1;
    may_be && NO_NAMES.binary_search(&name.to_lowercase().as_str()).is_ok()
}

/// How long the words that are no names are which start with a byte: a bit for each length.
static LENGTHS: [u16; 256] = {
    let mut lengths = [0; 256];
    let mut at = 0;
    while at < NO_NAMES.len() {
        let word = NO_NAMES[at].as_bytes();
        lengths[word[0] as usize] |= 1 << word.len();
        at += 1;
    }
    lengths
};

fn is_shaped_at_all(name: &str) -> bool {
    let outside = name.split('(').next().unwrap_or(name).trim();
    let words = outside.split_whitespace().count();
    let starts = name.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '(' | '@'));
    let letters = name.chars().any(char::is_alphabetic) || name.starts_with('+');
    let small = name.to_lowercase();
    name.len() <= LONGEST
        && words <= 5
        && (1..=12).contains(&name.split_whitespace().count())
        && starts
        && letters
        && name.chars().all(is_name_char)
        && !is_sentence(outside)
        && !NO_NAMES.contains(&small.as_str())
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric()
        || c == ' '
        || matches!(
            c,
            '.' | ',' | '-' | '‐' | '–' | '_' | '\'' | '’' | '(' | ')' | '[' | ']' | '/' | '&'
        )
        || matches!(c, '+' | '*' | '#' | '@' | '|' | ':' | '\u{a0}' | '\u{301}' | '\u{308}')
        || !c.is_ascii()
            && !c.is_control()
            && !c.is_alphanumeric()
            && !c.is_whitespace()
            && c > '\u{2190}'
}

/// Whether a full stop stands behind a long word, as at the end of a sentence ("Dr." is none).
fn is_sentence(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let longest = if starts_small(word) { 3 } else { 9 };
        let ends = word.ends_with('.') && word.chars().count() > longest;
        let clause = word.ends_with(',') && words.peek().is_some_and(|next| starts_small(next));
        if (ends && words.peek().is_some()) || clause {
            return true;
        }
    }
    false
}

fn starts_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// Whether the name is written as names are: no word but a particle starts small.
pub(super) fn is_capitalised(name: &str) -> bool {
    let particle = |word: &str| matches!(word, "von" | "van" | "de" | "der" | "zu" | "of" | "the");
    let outside = name.split('(').next().unwrap_or(name);
    outside.split_whitespace().all(|word| !starts_small(word) || particle(word))
}

/// The names that a file as a whole makes believable.
#[derive(Debug, Default)]
pub(super) struct Names<'s> {
    believed: HashSet<&'s str>,
    /// Whether nearly every line has a name, so that a new one is believed as well.
    all: bool,
}

impl<'s> Names<'s> {
    /// Whether no name is believed.
    pub(super) fn is_empty(&self) -> bool {
        !self.all && self.believed.is_empty()
    }

    /// Learns from the first line of every caption.
    pub(super) fn learn(lines: impl Iterator<Item = &'s str>) -> Self {
        let (mut count, mut labelled) = (0_usize, 0_usize);
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for line in lines {
            count += 1;
            if let Some(prefix) = prefix(line) {
                labelled += 1;
                *seen.entry(prefix.name).or_insert(0) += 1;
            }
        }
        if labelled > 1 && labelled * 10 >= count * 9 {
            return Names { believed: seen.into_keys().collect(), all: true };
        }
        // Where a quarter of the lines starts with a name, names that come again are believed;
        // in a file with fewer they must come often. One name alone is most likely none.
        let often = if labelled * 4 >= count { 2 } else { 3 };
        seen.retain(|name, times| *times >= often && is_capitalised(name));
        let enough = labelled * 2 >= count || seen.len() >= 2;
        let believed = if enough { seen.into_keys().collect() } else { HashSet::new() };
        Names { believed, all: false }
    }

    /// The believable name at the start of `line`.
    pub(super) fn prefix<'l>(&self, line: &'l str) -> Option<Prefix<'l>> {
        if self.is_empty() {
            return None;
        }
        let prefix = prefix(line)?;
        (self.all || self.believed.contains(prefix.name)).then_some(prefix)
    }
}

#[cfg(test)]
mod tests;
