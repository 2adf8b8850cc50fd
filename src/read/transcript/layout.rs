//! The layouts of transcripts written as text, and which one a text has.
//!
//! Not here: what becomes of the lines ([`super`]).

use std::collections::HashMap;

use memchr::{memchr, memchr2};

use crate::read::names::{Prefix, is_shaped, prefix};
use crate::read::rows::{blanks, rows, start_of};
use crate::read::stamps::{Stamp, stamp};

/// How a turn starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::read) enum Layout {
    /// `[00:00:03] Name: text`, `08:02 Name: text`, `0:03 : Name : text`, and with tabs.
    TimeName,
    /// `Name (00:00:12): text`.
    NameTime,
    /// `Name  0:03`, and the text in the lines under it.
    Heading,
    /// `[00:00:03] text`.
    Time,
    /// `Name: text`, perhaps with a time alone on a line now and then.
    Name,
}

/// The start of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Start {
    /// The time, where the line has one.
    pub(in crate::read) time: Option<Stamp>,
    /// The name in the line, from and to; empty where it has none.
    pub(in crate::read) name: (usize, usize),
    /// Where the text starts in the line.
    pub(in crate::read) text: usize,
}

impl Layout {
    /// All of them in their order.
    const ALL: [Layout; 5] =
        [Layout::TimeName, Layout::NameTime, Layout::Heading, Layout::Time, Layout::Name];

    /// The start of a turn in `line`, if the line is one.
    pub(in crate::read) fn start(self, line: &str) -> Option<Start> {
        match self {
            Layout::TimeName => time_name(line),
            Layout::NameTime => name_time(line),
            Layout::Heading => heading(line),
            Layout::Time => {
                let (stamp, bracketed, text) = leading_time(line)?;
                bracketed.then_some(Start { time: Some(stamp), name: (0, 0), text })
            }
            Layout::Name => prefix(line).map(|prefix| turn_start(None, 0, prefix)),
        }
    }
}

/// The layout of a text, if enough of its lines fit one.
pub(in crate::read) fn detect(head: &str) -> Option<Layout> {
    let (mut lines, mut times) = (0_usize, 0_usize);
    let mut tallies: [Tally<'_>; 5] = Default::default();
    for row in rows(head, 0).filter(|row| !row.is_blank(head)) {
        lines += 1;
        let line = row.of(head);
        // Neither a time nor a name before what is said goes without.
        if memchr(b':', line.as_bytes()).is_none() {
            continue;
        }
        times += usize::from(is_marker(line).is_some());
        let fits = Layout::ALL.into_iter().find_map(|layout| Some((layout, layout.start(line)?)));
        if let Some((layout, start)) = fits {
            let tally = &mut tallies[layout as usize];
            tally.lines += 1;
            tally.seconds += usize::from(start.time.is_some_and(|time| time.parts == 3));
            tally.names.push(&line[start.name.0..start.name.1]);
        }
    }
    let enough = |layout: Layout, tally: &Tally<'_>| match layout {
        // A time with seconds is no agenda ("09:00 Begrüßung: ..."); without, names come again.
        Layout::TimeName => {
            tally.share(lines, 4) && (tally.seconds * 2 > tally.lines || tally.names_come_again(1))
        }
        Layout::NameTime => tally.share(lines, 4),
        Layout::Heading => tally.share(lines, 4) && tally.lines * 4 <= lines * 3,
        Layout::Time => tally.lines >= 3 && tally.share(lines, 2),
        Layout::Name => {
            let meet = times > 0 || tally.share(lines, 2);
            tally.lines >= 4 && meet && tally.names_come_again(2)
        }
    };
    let found =
        Layout::ALL.into_iter().zip(&tallies).filter(|(layout, tally)| enough(*layout, tally));
    // The order of the enum breaks ties.
    found
        .max_by_key(|(layout, tally)| (tally.lines, std::cmp::Reverse(*layout as u8)))
        .map(|(layout, _)| layout)
}

/// How often a layout fits.
#[derive(Default)]
struct Tally<'h> {
    lines: usize,
    seconds: usize,
    /// The name on each line; they are counted where somebody asks.
    names: Vec<&'h str>,
}

impl Tally<'_> {
    /// At least two lines, and one of every `part` lines of the text.
    fn share(&self, lines: usize, part: usize) -> bool {
        self.lines >= 2 && self.lines * part >= lines
    }

    /// There are at least so many names, and most lines have one that stands before other lines too.
    fn names_come_again(&self, least: usize) -> bool {
        let mut times: HashMap<&str, usize> = HashMap::new();
        for name in &self.names {
            *times.entry(name).or_insert(0) += 1;
        }
        let again: usize = times.values().filter(|&&times| times > 1).sum();
        times.len() >= least && again * 5 >= self.lines * 3
    }
}

/// A time alone on its line, as Google Meet sets one every few minutes.
pub(super) fn is_marker(line: &str) -> Option<Stamp> {
    let line = &line[blanks(line)..];
    if !line.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let line = line.trim_end();
    stamp(line).filter(|stamp| stamp.length == line.len() && stamp.parts == 3)
}

/// The time at the start of a line, whether it stands in brackets, and where the rest starts.
fn leading_time(line: &str) -> Option<(Stamp, bool, usize)> {
    let trimmed = &line[blanks(line)..];
    let open = matches!(trimmed.as_bytes(), [b'[' | b'(', ..]);
    let inner = &trimmed[usize::from(open)..];
    let found = stamp(inner)?;
    let mut rest = &inner[found.length..];
    if open {
        // `[00:00:03 --> 00:00:05]` has its end in the brackets too.
        let close = start_of(rest, 40).bytes().position(|byte| matches!(byte, b']' | b')'))?;
        rest = &rest[close + 1..];
    } else if !rest.starts_with([' ', '\t', '\u{a0}']) {
        return None;
    }
    Some((found, open, line.len() - rest.len() + blanks(rest)))
}

fn time_name(line: &str) -> Option<Start> {
    let (time, _, at) = leading_time(line)?;
    // WebEx sets a colon after the time as well; Zoom's old chats say "From Name to Everyone".
    let rest = line[at..].strip_prefix(':').unwrap_or(&line[at..]);
    let at = line.len() - rest.len() + blanks(rest);
    Some(turn_start(Some(time), at, without_direction(prefix(&line[at..])?)))
}

fn turn_start(time: Option<Stamp>, at: usize, prefix: Prefix<'_>) -> Start {
    let from = at + prefix.at;
    Start { time, name: (from, from + prefix.name.len()), text: at + prefix.text }
}

/// "From Name to Everyone" without its outer words.
fn without_direction(prefix: Prefix<'_>) -> Prefix<'_> {
    let Some(name) = prefix.name.strip_prefix("From ") else { return prefix };
    let end = name.find(" to ").or_else(|| name.find(" To ")).unwrap_or(name.len());
    let skipped = name.len() - name.trim_start().len();
    let at = prefix.at + "From ".len() + skipped;
    Prefix { name: name[..end].trim(), at, ..prefix }
}

fn name_time(line: &str) -> Option<Start> {
    let window = start_of(line, 160);
    memchr2(b'(', b'[', window.as_bytes())?;
    let (open, length, found) =
        window.match_indices([' ', '\t', '\u{a0}']).find_map(|(at, blank)| {
            let inner = window[at + blank.len()..].strip_prefix(['(', '['])?;
            Some((at, blank.len() + 1, stamp(inner)?))
        })?;
    let rest = line[open + length + found.length..].trim_start_matches([')', ']']);
    let rest = rest.trim_start().strip_prefix(':')?;
    let from = line.len() - line.trim_start().len();
    let name = line.get(from..open)?.trim_end();
    let text = line.len() - rest.trim_start().len();
    is_shaped(name).then_some(Start { time: Some(found), name: (from, from + name.len()), text })
}

/// `Name  0:03` and nothing else. Two blanks or a tab part the two, or brackets.
fn heading(line: &str) -> Option<Start> {
    let trimmed = line.trim_end();
    let ends = trimmed.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ')' | ']'));
    if trimmed.len() > 120 || !ends {
        return None;
    }
    let (name, time) = trimmed.rsplit_once([' ', '\t', '\u{a0}'])?;
    let bare = time.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let found = stamp(bare).filter(|stamp| stamp.length == bare.len())?;
    let wide = bare.len() < time.len() || name.ends_with([' ', '\t', '\u{a0}']) || found.parts == 3;
    let from = line.len() - line.trim_start().len();
    let name = name.trim();
    let fits = wide && is_shaped(name) && !name.ends_with(['-', '–', ',']);
    fits.then_some(Start { time: Some(found), name: (from, from + name.len()), text: line.len() })
}

#[cfg(test)]
mod tests {
    use super::{Layout, detect};

    fn start(layout: Layout, line: &str) -> Option<(Option<u64>, &str, &str)> {
        let start = layout.start(line)?;
        let time = start.time.map(|time| time.millis);
        Some((time, &line[start.name.0..start.name.1], &line[start.text..]))
    }

    #[test]
    fn lines_that_start_a_turn() {
        use Layout::{Heading, Name, NameTime, Time, TimeName};
        for (layout, line, expected) in [
            (
                TimeName,
                "[00:00:03] Sprecher 1: ja gut",
                Some((Some(3_000), "Sprecher 1", "ja gut")),
            ),
            (TimeName, "0:03 : Frau Kern : ja", Some((Some(3_000), "Frau Kern", "ja"))),
            (TimeName, "00:07:44\tKai Lund:\tgut", Some((Some(464_000), "Kai Lund", "gut"))),
            (
                TimeName,
                "09:10:11 From  Kai Lund to Everyone : gut",
                Some((Some(33_011_000), "Kai Lund", "gut")),
            ),
            (TimeName, "um 08:02 Uhr: los", None),
            (NameTime, "Kai (00:00:12): gut: so", Some((Some(12_000), "Kai", "gut: so"))),
            (NameTime, "Kai (Köln) (00:00:12): gut", Some((Some(12_000), "Kai (Köln)", "gut"))),
            (Heading, "Kai Lund  0:03  ", Some((Some(3_000), "Kai Lund", ""))),
            (Heading, "Treffen um 15:30", None),
            (Time, "[0:00:07] Bitte.", Some((Some(7_000), "", "Bitte."))),
            (Time, "[00:00.500 --> 00:02.000]  Bitte.", Some((Some(500), "", "Bitte."))),
            (Name, "Kai: gut", Some((None, "Kai", "gut"))),
        ] {
            assert_eq!(start(layout, line), expected, "{line}");
        }
    }

    #[test]
    fn an_agenda_is_no_transcript() {
        let agenda =
            "Besprechung\nOrt: Haus 3\nZeit: 15:00\nLeitung: Frau Kern\n\n1. Lage\n2. Sonstiges";
        assert_eq!(detect(agenda), None);
        let times = "09:00 Begrüßung: Oberst Kern\n09:15 Lage: Major Lund\n10:00 Pause: alle";
        assert_eq!(detect(times), None);
    }

    #[test]
    fn a_transcript_is_one() {
        let names = "Kai: ja\nIda: nein\nKai: doch\nIda: gut\n";
        assert_eq!(detect(names), Some(Layout::Name));
        let times = "15:30 Kai: ja\n15:30 Ida: nein,\ndas nicht\n15:31 Kai: doch\n15:31 Ida: gut\n";
        assert_eq!(detect(times), Some(Layout::TimeName));
    }
}
