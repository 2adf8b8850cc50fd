//! Waiver files: findings that somebody accepted, each with reason, owner, level and expiry.
//!
//! Read as strictly as any configuration, and written so that two people who add to one file rarely meet: sorted by
//! document and identity, without line numbers. Not here: which findings are covered.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use super::yaml::{File, LevelFile};
use crate::Error;
use crate::model::{Digest, Key, Say, Waiver, Words, date, waiver, words};

/// The one version of the file that is understood.
const VERSION: u64 = 1;

/// The longest reason, owner, rule or document, in characters.
const LONGEST: usize = 1000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WaiversFile {
    version: u64,
    waivers: Vec<WaiverFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WaiverFile {
    rule: String,
    level: LevelFile,
    identity: String,
    source: Option<String>,
    reason: String,
    owner: String,
    until: String,
}

/// Reads a waiver file; `name` is its name, for messages and for [`Waiver::from`], and `today` the day of the run.
///
/// # Errors
/// Where it is none, or one of its waivers lacks what makes it one.
pub fn read(name: &str, text: &str, today: &str) -> Result<Vec<Waiver>, Error> {
    let file = File::new(name, text);
    let written: Version = file.read()?;
    if written.version != VERSION {
        let version = written.version;
        let message = words!(
            "version {version} of waiver files is not understood; known: {VERSION}",
            "Version {version} von Ausnahmedateien ist unbekannt; bekannt: {VERSION}",
        );
        return Err(file.error(file.find(1, "version"), message));
    }
    let written: WaiversFile = file.read()?;
    debug_assert_eq!(written.version, VERSION, "the version was looked at first");
    let mut line = file.find(1, "waivers").0;
    let mut known: BTreeMap<Digest, usize> = BTreeMap::new();
    let mut waivers = Vec::new();
    for one in written.waivers {
        let twice = Digest::read(&one.identity).and_then(|identity| known.get(&identity));
        let place = file.find(line + usize::from(twice.is_some()), &one.identity);
        line = place.0;
        if let Some(first) = twice {
            let message = words!(
                "the same identity stands on line {first}",
                "dieselbe Kennung steht in Zeile {first}",
            );
            return Err(file.error(place, message));
        }
        let identity = check(&one, today).map_err(|message| file.error(place, message))?;
        known.insert(identity, line);
        waivers.push(Waiver {
            rule: one.rule,
            level: one.level.0,
            identity,
            source: one.source,
            reason: one.reason.trim().to_owned(),
            owner: one.owner.trim().to_owned(),
            until: one.until,
            from: format!("{name}:{line}"),
        });
    }
    Ok(waivers)
}

/// The version of a file before all else: what it holds beside is not known of another one.
#[derive(Debug, Deserialize)]
struct Version {
    version: u64,
}

/// The identity of a waiver that has all it needs; else what is wrong with it.
fn check(one: &WaiverFile, today: &str) -> Result<Digest, Words> {
    let identity = Digest::read(&one.identity).ok_or(Say(
        "an identity is 64 hexadecimal digits, as `clearedfor baseline write` writes it",
        "eine Kennung sind 64 hexadezimale Ziffern, wie `clearedfor baseline write` sie schreibt",
    ))?;
    said("rule", &one.rule)?;
    said("reason", &one.reason)?;
    said("owner", &one.owner)?;
    one.source.iter().try_for_each(|source| said("source", source))?;
    until(&one.until, today)?;
    Ok(identity)
}

/// Whether a value says something, on one line.
///
/// # Errors
/// Where it does not, with what is wrong.
pub fn said(what: &str, value: &str) -> Result<(), Words> {
    match value {
        _ if value.trim().is_empty() => Err(words!("`{what}` is empty", "`{what}` ist leer")),
        _ if value.chars().any(char::is_control) => Err(words!(
            "`{what}` holds a line break or another control character",
            "`{what}` enthält einen Zeilenumbruch oder ein anderes Steuerzeichen",
        )),
        _ if value.chars().count() > LONGEST => Err(words!(
            "`{what}` is longer than {LONGEST} characters",
            "`{what}` ist länger als {LONGEST} Zeichen",
        )),
        _ => Ok(()),
    }
}

/// Whether something may be accepted until this day.
///
/// # Errors
/// Where it is no day, or further away than anything is accepted for.
pub fn until(day: &str, today: &str) -> Result<(), Say> {
    if date::parts(day).is_none() {
        return Err(Say(
            "`until` is a day of the calendar, written YYYY-MM-DD",
            "`until` ist ein Tag des Kalenders, geschrieben JJJJ-MM-TT",
        ));
    }
    match date::is_later_than(day, today, waiver::MOST_YEARS) {
        true => Err(Say(
            "`until` lies more than 3 years ahead; what has no end is no exception",
            "`until` liegt mehr als 3 Jahre voraus; was kein Ende hat, ist keine Ausnahme",
        )),
        false => Ok(()),
    }
}

/// Reads a key file, or the key as the environment holds it; `name` says which, and no message quotes it.
///
/// # Errors
/// Where it is no key.
pub fn key(name: &str, text: &str) -> Result<Key, Error> {
    Key::read(text).ok_or_else(|| {
        let digits = 2 * Key::SHORTEST;
        Error::usage(words!(
            "{name}: no key; a key is at least {digits} hexadecimal digits, as `clearedfor baseline write` makes it",
            "{name}: kein Schlüssel; einer hat mindestens {digits} hexadezimale Ziffern, wie `clearedfor baseline write` ihn \
             macht",
        ))
    })
}

/// What stands at the head of a file that is written.
const HEAD: &str = "\
# Findings that somebody accepted. Written by `clearedfor baseline`; comments are not kept, reasons are.
# `source` is a hint for people and is not matched. Each entry covers one finding until its last day.
";

/// The waiver file with these waivers, in an order that depends on nothing else.
#[must_use]
pub fn write(waivers: &[Waiver]) -> String {
    let mut sorted: Vec<&Waiver> = waivers.iter().collect();
    sorted.sort_by_key(|one| (&one.source, one.identity));
    let mut text = format!("{HEAD}version: {VERSION}\n");
    text.push_str(if sorted.is_empty() { "waivers: []\n" } else { "waivers:\n" });
    for one in sorted {
        // Writing to a String does not fail.
        let _ = writeln!(text, "  - identity: \"{}\"", one.identity);
        let _ = writeln!(text, "    rule: {}", quoted(&one.rule));
        let _ = writeln!(text, "    level: {}", one.level);
        if let Some(source) = &one.source {
            let _ = writeln!(text, "    source: {}", quoted(source));
        }
        let _ = writeln!(text, "    reason: {}", quoted(&one.reason));
        let _ = writeln!(text, "    owner: {}", quoted(&one.owner));
        let _ = writeln!(text, "    until: {}", quoted(&one.until));
    }
    text
}

/// A string as YAML reads it back, whatever is in it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            ' ' => quoted.push(c),
            _ if c.is_control() || c.is_whitespace() || ('\u{200b}'..='\u{206f}').contains(&c) => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
            '\u{feff}' => quoted.push_str("\\uFEFF"),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;
    use crate::model::Level;

    fn waiver(byte: u8, source: Option<&str>) -> Waiver {
        Waiver {
            rule: "range".to_owned(),
            level: Level::new(3).unwrap(),
            identity: Digest::of(&[byte]),
            source: source.map(str::to_owned),
            reason: "published: \"Blatt 3\", #1 \\ - für \u{202e}\u{2028}alle".to_owned(),
            owner: "Kern".to_owned(),
            until: "2027-01-31".to_owned(),
            from: String::new(),
        }
    }

    fn file(identity: &str, change: (&str, &str)) -> String {
        let text = format!(
            "version: 1\nwaivers:\n  - rule: range\n    level: 3\n    identity: {identity}\n    \
             source: a.md\n    reason: published\n    owner: Kern\n    until: 2027-01-31\n"
        );
        assert!(text.contains(change.0), "{change:?}");
        text.replace(change.0, change.1)
    }

    #[test]
    fn what_is_written_is_read_again_in_one_order() {
        let (a, b, c) = (waiver(1, None), waiver(2, Some("b.md")), waiver(3, Some("a b.md")));
        let text = write(&[b.clone(), c.clone(), a.clone()]);
        assert_eq!(text, write(&[a.clone(), b, c]));
        let read = read("w.yaml", &text, "2026-11-26").unwrap();
        assert_eq!(read.len(), 3);
        assert_eq!(Waiver { from: String::new(), ..read[0].clone() }, a);
        assert_eq!(read[0].from, "w.yaml:5");
        assert_eq!(read[1].source.as_deref(), Some("a b.md"));
        assert!(super::read("w.yaml", &write(&[]), "2026-11-26").unwrap().is_empty());
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let good = Digest::of(b"x").to_string();
        assert!(read("w.yaml", &file(&good, ("range", "range")), "2026-11-26").is_ok());
        let mistakes = [
            (("version: 1", "version: 2"), "w.yaml:1:1: version 2 of waiver files"),
            (("version: 1\n", ""), "missing field `version`"),
            (("level: 3", "level: 5"), "a level: 0 (open)"),
            (("    reason: published\n", ""), "missing field `reason`"),
            (("published", "\" \""), "w.yaml:5:15: `reason` is empty"),
            (("owner: Kern", "owner: ''"), "w.yaml:5:15: `owner` is empty"),
            (("2027-01-31", "2027-02-30"), "w.yaml:5:15: `until` is a day"),
            (("2027-01-31", "2029-11-27"), "more than 3 years ahead"),
            (("2027-01-31", "never"), "`until` is a day"),
            (("until:", "til:"), "unknown field `til`"),
            (("owner: Kern", "owner: \"Ke\\nrn\""), "control character"),
            ((good.as_str(), "abc"), "w.yaml:5:15: an identity is 64 hexadecimal digits"),
        ];
        for (change, expected) in mistakes {
            let error = read("w.yaml", &file(&good, change), "2026-11-26").unwrap_err().to_string();
            assert!(error.contains(expected) && error.starts_with("w.yaml:"), "{error}");
        }
        let two = write(&[waiver(1, None)]);
        let twice = format!("{two}{}", two.split_once("waivers:\n").unwrap().1);
        let error = read("w.yaml", &twice, "2026-11-26").unwrap_err().to_string();
        assert!(error.contains("w.yaml:11:16: the same identity stands on line 5"), "{error}");
    }

    #[test]
    fn sentences_say_how_many_years_there_are() {
        let Say(en, de) = until("2999-01-01", "2026-11-26").unwrap_err();
        let years = format!(" {} ", waiver::MOST_YEARS);
        assert!(en.contains(&years) && de.contains(&years));
    }

    #[test]
    fn no_message_about_a_key_holds_it() {
        let error = key("k", "c0ffee").unwrap_err().to_string();
        assert!(!error.contains("c0ffee") && error.contains("hexadecimal"), "{error}");
        assert!(key("k", &"5a".repeat(32)).is_ok());
    }
}
