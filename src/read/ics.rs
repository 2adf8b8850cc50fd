//! Calendars: .ics, .ifb, .vcs, and jCal, the same in JSON.
//!
//! Every property of every component is read, known or not, and every line that is no property as well. What an
//! entry says of how its meeting is held becomes an [`crate::model::Invitation`].
//!
//! Not here: content lines (`line`), what each property says (`property`), files in a calendar (`attach`).

mod attach;
mod jcal;
mod line;
mod people;
mod property;

use std::collections::{BTreeMap, BTreeSet};

use super::Package;
use super::conference::Gathering;
use super::draft::{Draft, compose};
use super::reading::Reading;
use crate::model::{Document, GapKind, Say, SegmentKind, Step, Words};
use crate::read::reasons;
use line::{Line, Property};

/// Reads calendars.
pub(super) struct Reader;

/// Components that are entries of a calendar.
const ENTRIES: [&str; 6] = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VPOLL"];
/// Entries that somebody may be invited to.
const MEETINGS: [&str; 3] = ["VEVENT", "VTODO", "VJOURNAL"];
/// Components with which a calendar or a piece of one starts.
const STARTS: [&str; 8] = [
    "VCALENDAR",
    "VEVENT",
    "VTODO",
    "VJOURNAL",
    "VFREEBUSY",
    "VTIMEZONE",
    "VALARM",
    "VAVAILABILITY",
];
/// How deep components are told apart; what lies deeper is read as if it stood there.
const DEPTH: usize = 32;
/// Lines that are no properties, and files elsewhere, that are named one by one.
const NAMED: usize = 50;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "ics"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ics", "ical", "ifb", "vcs", "jcal"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        // Wide letters have a NUL each; marks and blanks may stand before.
        let odd = |byte: &u8| matches!(byte, 0 | 0xfe | 0xff | 0xef | 0xbb | 0xbf);
        let head = bytes.iter().take(256).copied().filter(|byte| !odd(byte));
        let mut head = head.skip_while(u8::is_ascii_whitespace).peekable();
        // Most files start in another way, and need no copy of their head.
        if !matches!(head.peek(), Some(b'B' | b'b')) {
            return jcal::recognises(bytes);
        }
        let head = head.map(|byte| byte.to_ascii_uppercase()).collect::<Vec<u8>>();
        let name = head.strip_prefix(b"BEGIN:").unwrap_or_default();
        STARTS.iter().any(|start| name.starts_with(start.as_bytes())) || jcal::recognises(bytes)
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        let lines = jcal::lines(bytes).unwrap_or_else(|| line::lines(bytes));
        let mut document = compose(self.name(), |draft| {
            let mut calendar = Calendar::new(draft, reading);
            lines.lines.into_iter().for_each(|line| calendar.line(line));
            calendar.finish();
        });
        document.gaps.splice(0..0, lines.gaps);
        document.notices.splice(0..0, lines.notices);
        document
    }
}

/// A calendar being read.
struct Calendar<'c, 'd, 'r> {
    draft: &'c mut Draft<'d>,
    reading: &'c Reading<'r>,
    open: Vec<Component>,
    entries: u32,
    /// Ids of meetings: entries that change one meeting have the same.
    meetings: BTreeSet<String>,
    /// Lines so far that are no properties.
    others: usize,
    /// Files and texts so far that lie elsewhere.
    elsewhere: usize,
    /// Names of time zones that were told.
    zones: BTreeSet<String>,
}

/// A component that has begun and not ended.
struct Component {
    /// In capitals.
    name: String,
    /// Whether a step was entered for it.
    stepped: bool,
    /// What it says of how its meeting is held, where it may be one.
    gathering: Option<Gathering>,
    /// Components of each name in it so far.
    within: BTreeMap<String, u32>,
    /// Files in it so far.
    files: u32,
    /// Whether its description gave items of an agenda.
    has_items: bool,
}

impl<'c, 'd, 'r> Calendar<'c, 'd, 'r> {
    fn new(draft: &'c mut Draft<'d>, reading: &'c Reading<'r>) -> Self {
        let (meetings, zones) = (BTreeSet::new(), BTreeSet::new());
        let (open, entries, others, elsewhere) = (Vec::new(), 0, 0, 0);
        Calendar { draft, reading, open, entries, meetings, others, elsewhere, zones }
    }

    fn line(&mut self, line: Line) {
        match line {
            Line::Property(property) => match property.name.as_str() {
                "BEGIN" => self.begin(property.value.trim()),
                "END" => self.end(property.value.trim()),
                _ => self.property(&property),
            },
            Line::Other(words, number) => self.other(&words, number),
        }
    }

    fn begin(&mut self, name: &str) {
        let name = name.to_ascii_uppercase();
        let is_entry = ENTRIES.contains(&name.as_str());
        let step = match self.open.last_mut() {
            _ if is_entry => {
                self.entries += 1;
                Some(Step::Event(self.entries))
            }
            Some(above) => {
                let count = above.within.entry(name.clone()).or_default();
                *count += 1;
                let number = if *count == 1 { String::new() } else { format!(" {count}") };
                Some(Step::Part(format!("{name}{number}")))
            }
            None => None,
        };
        let step = step.filter(|_| self.open.len() < DEPTH);
        let stepped = step.is_some();
        if let Some(step) = step {
            self.draft.enter(step);
        }
        let way = || Gathering::new(self.draft.way());
        let gathering = MEETINGS.contains(&name.as_str()).then(way);
        let within = BTreeMap::new();
        self.open.push(Component { name, stepped, gathering, within, files: 0, has_items: false });
    }

    fn end(&mut self, name: &str) {
        let is_it = |component: &Component| component.name.eq_ignore_ascii_case(name);
        let Some(at) = self.open.iter().rposition(is_it) else {
            return self.draft.gap(
                GapKind::Malformed,
                Say("an end without a beginning", "ein Ende ohne Anfang"),
            );
        };
        while self.open.len() > at {
            if self.open.len() > at + 1 {
                self.draft.gap(
                    GapKind::Malformed,
                    Say("a component has no end", "ein Bestandteil hat kein Ende"),
                );
            }
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(component) = self.open.pop() else { return };
        if let Some(invitation) = component.gathering.and_then(Gathering::finish) {
            self.draft.invitation(invitation);
        }
        if component.stepped {
            self.draft.leave();
        }
    }

    fn property(&mut self, property: &Property) {
        if property.name == "UID" && self.open.last().is_some_and(|c| c.gathering.is_some()) {
            self.meetings.insert(property.value.clone());
        }
        if self.reading.time().is_err() {
            return self.draft.gap(GapKind::Limit, reasons::TOO_LONG);
        }
        self.draft.enter(Step::Field(property.name.clone()));
        property::read(self, property);
        self.draft.leave();
    }

    /// A line that is no property: words that a broken program left, and nobody can say of what.
    fn other(&mut self, words: &str, number: u32) {
        self.others += 1;
        if self.others <= NAMED {
            self.draft.enter(Step::Line(number));
            self.draft.gap(
                GapKind::Malformed,
                Say("a line that is no property", "eine Zeile, die keine Eigenschaft ist"),
            );
        } else {
            self.draft.enter(Step::Line(number));
        }
        self.draft.tell(SegmentKind::Paragraph, words);
        let way = self.draft.way();
        if let Some(gathering) = self.gathering() {
            gathering.text(words, &way);
        }
        self.draft.leave();
    }

    /// Something at this spot that lies elsewhere and was not fetched.
    fn linked(&mut self, reason: impl Into<Words>) {
        self.elsewhere += 1;
        if self.elsewhere <= NAMED {
            self.draft.gap(GapKind::Linked, reason);
        }
    }

    /// What the meeting says of itself that is being read.
    fn gathering(&mut self) -> Option<&mut Gathering> {
        self.open.last_mut().and_then(|component| component.gathering.as_mut())
    }

    fn finish(mut self) {
        if !self.open.is_empty() {
            self.draft.gap(
                GapKind::Malformed,
                Say("the calendar has no end", "der Kalender hat kein Ende"),
            );
        }
        while !self.open.is_empty() {
            self.close();
        }
        if self.others > NAMED {
            self.draft.gap(
                GapKind::Malformed,
                Say(
                    "more lines that are no properties",
                    "weitere Zeilen, die keine Eigenschaften sind",
                ),
            );
        }
        if self.elsewhere > NAMED {
            self.draft.gap(
                GapKind::Linked,
                Say(
                    "more files that lie elsewhere and were not fetched",
                    "weitere Dateien, die anderswo liegen und nicht geholt wurden",
                ),
            );
        }
        if self.meetings.len() > 1 {
            let count = self.meetings.len();
            self.draft.notice(Words::new(
                format!("a calendar with {count} meetings, judged as one"),
                format!("ein Kalender mit {count} Terminen, als ein Ganzes beurteilt"),
            ));
        }
    }
}

#[cfg(test)]
mod tests;
