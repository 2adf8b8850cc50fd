//! Who speaks: the name before a colon, and when to believe it.
//!
//! `Name: text` is how most programs write a speaker and how people write anything else
//! ("Also: ...", "Reichweite: 900 km"). A name that is wrongly believed leaves its sentence, so a
//! name is believed only where the file as a whole is labelled; in doubt it stays in the text.
//!
//! Not here: names that a format marks as such (`<v Name>`), which need no doubt.

use std::collections::{HashMap, HashSet};

use memchr::memchr_iter;

use super::rows::start_of;

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
    let colon = colons.find(|&at| {
        let after = line[at + 1..].chars().next();
        after.is_none_or(char::is_whitespace)
    })?;
    let name = line[..colon].trim();
    if !is_shaped(name) {
        return None;
    }
    let rest = &line[colon + 1..];
    let at = line.len() - line.trim_start().len();
    Some(Prefix { name, at, text: line.len() - rest.trim_start().len() })
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
    let (mut words, mut before) = (1, b' ');
    for &byte in name.as_bytes() {
        let fits = match byte {
            b' ' => before != b' ',
            // The two signs among these letters.
            0x97 | 0xb7 => false,
            // Both bytes of a letter from U+00C0 to U+00FF.
            0xc3 | 0x80..=0xbf => true,
            byte => byte.is_ascii_alphabetic(),
        };
        if !fits {
            return None;
        }
        words += usize::from(byte == b' ');
        before = byte;
    }
    (before != b' ').then_some(words)
}

/// Whether a name of Western letters, whose small letters are as long as its capital ones, is a word that is none.
fn is_no_name(name: &str, words: usize) -> bool {
    // One of them has two words.
    let short = name.len() <= LONGEST_NO_NAME && (words == 1 || name.len() == "ich meine".len());
    short && NO_NAMES.binary_search(&name.to_lowercase().as_str()).is_ok()
}

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
mod tests {
    use proptest::prelude::*;

    use super::{
        LONGEST_NO_NAME, NO_NAMES, Names, is_shaped, is_shaped_at_all, may_stand_in, prefix,
    };

    proptest! {
        #[test]
        fn the_short_way_to_see_a_name_is_right(name in "[A-Za-zÄßé ×÷.(,1-]{0,24}|[a-zA-Z]{2,4}|( ?[A-Z][a-z]{0,9}){1,14}") {
            prop_assert_eq!(is_shaped(&name), is_shaped_at_all(&name));
        }

        #[test]
        fn a_source_without_names_has_none(source in "[ab:\\n\\t \u{a0}\u{3000}é1-]{0,40}") {
            let mut lines = source.split('\n');
            prop_assert!(may_stand_in(&source) || lines.all(|line| prefix(line).is_none()));
        }
    }

    #[test]
    fn words_that_are_no_names_are_in_order() {
        assert!(NO_NAMES.is_sorted());
        assert_eq!(NO_NAMES.iter().map(|word| word.len()).max(), Some(LONGEST_NO_NAME));
        for word in NO_NAMES {
            assert!(!is_shaped(word) && !is_shaped(&word.to_uppercase()), "{word}");
        }
    }

    #[test]
    fn names_and_other_words_before_a_colon() {
        for name in [
            "Teilnehmer 1",
            "Frau Dr. Ansorge",
            "spencer",
            "CEO",
            "Otter Notetaker (Fr. Lamm)",
            "+49 ****123",
            "Lamm, Sonja",
            "Call-in User_1",
            "O'Neill",
            "Hauptmann von der Heide",
        ] {
            let line = format!("{name}: guten Morgen");
            assert_eq!(prefix(&line).map(|prefix| prefix.name), Some(name));
        }
        for line in [
            "also: wir fangen an",
            "um 15:30 geht es los",
            "https://example.org",
            "Das ist klar. Und jetzt: los",
            "ja, das heißt: nein",
            "und dann hat er mir dort gesagt: nein",
            "\"Zitat\": so",
            "12: zwölf",
            "ohne Doppelpunkt",
            "",
        ] {
            assert_eq!(prefix(line), None, "{line}");
        }
    }

    #[test]
    fn a_name_is_believed_where_the_file_is_labelled() {
        let unlabelled =
            ["Reichweite: weit", "wir reden", "über vieles", "und mehr", "Reichweite: so"];
        assert!(Names::learn(unlabelled.into_iter()).prefix("Reichweite: 900").is_none());
        let labelled = ["werner: ja", "elfriede: nein", "werner: doch"];
        assert!(Names::learn(labelled.into_iter()).prefix("elfriede: gut").is_some());
        let partly =
            ["Werner: ja", "und so weiter", "Elfriede: nein", "Werner: doch", "Elfriede: ach"];
        let names = Names::learn(partly.into_iter());
        assert!(names.prefix("Werner: gut").is_some());
        assert!(names.prefix("Reichweite: 900").is_none());
    }
}
