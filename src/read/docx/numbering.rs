//! Automatic numbers, written as text: what the program counts stands in no run of the document.
//!
//! Not here: which paragraphs are numbered ([`mod@super::story`]).

use std::collections::{HashMap, HashSet};

use crate::read::counting::{repeated_letters, roman};
use crate::read::xml::{Node, Tag, walk};

/// How many levels a list has.
const LEVELS: usize = 9;

/// How one level of a list is counted and written.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// The text around the numbers; "%1" stands for that of the first level.
    text: String,
    /// Whether numbers of all levels are written in digits.
    legal: bool,
    /// Whether it starts again behind an entry of an outer level.
    restarts: bool,
    /// The style whose paragraphs stand on this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        let (format, text) = ("decimal".to_owned(), String::new());
        Level { start: 1, format, text, legal: false, restarts: true, style: None }
    }
}

/// A list by its id: which definition it follows, and where it departs from that.
#[derive(Debug, Default)]
struct List {
    definition: String,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The numberings of a document, and how far each was counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<String, Vec<Level>>,
    lists: HashMap<String, List>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    used: HashSet<(String, usize)>,
}

impl Numbering {
    /// Reads the part that holds them, as far as it goes.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut reader = Reading::default();
        // What follows a fault is not known; its entries are then entries without a number.
        let _ = walk(bytes, |node| match node {
            Node::Open(tag) => reader.open(tag),
            Node::Close(name) => reader.close(name),
            _ => {}
        });
        reader.found
    }

    fn level(&self, list: &List, level: usize) -> Level {
        let own = list.levels.get(&level);
        let defined = self.definitions.get(&list.definition).and_then(|levels| levels.get(level));
        own.or(defined).cloned().unwrap_or_default()
    }

    /// The level of a list on which paragraphs of a style stand.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let levels = self.definitions.get(&self.lists.get(list)?.definition)?;
        levels.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts an entry, and gives its number as the program writes it; empty where the entry has a bullet or nothing.
    /// None where there is no such list.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let of = self.lists.get(list)?;
        let levels: Vec<Level> = (0..LEVELS).map(|at| self.level(of, at)).collect();
        let start = |at: usize| of.starts.get(&at).copied().unwrap_or(levels[at].start);
        let counts = self.counts.entry(of.definition.clone()).or_default();
        // A list that starts anew does so at its first entry only.
        let anew = of.starts.contains_key(&level) && self.used.insert((list.to_owned(), level));
        counts[level] = match counts[level] {
            Some(count) if !anew => Some(count.saturating_add(1)),
            _ => Some(start(level)),
        };
        for (at, deeper) in counts.iter_mut().enumerate().skip(level + 1) {
            if levels[at].restarts {
                *deeper = None;
            }
        }
        let value = |at: usize| counts[at].unwrap_or_else(|| start(at));
        Some(written(&levels, level, value))
    }
}

/// The text of a level with its numbers.
fn written(levels: &[Level], level: usize, value: impl Fn(usize) -> u32) -> String {
    let own = &levels[level];
    if matches!(own.format.as_str(), "bullet" | "none") {
        return String::new();
    }
    let mut out = String::new();
    let mut signs = own.text.chars().peekable();
    while let Some(sign) = signs.next() {
        let digit = signs.peek().and_then(|c| c.to_digit(10)).filter(|_| sign == '%');
        match digit.and_then(|digit| (digit as usize).checked_sub(1)) {
            Some(at) if at < LEVELS => {
                signs.next();
                let format = if own.legal { "decimal" } else { &levels[at].format };
                out.push_str(&number(format, value(at)));
            }
            _ => out.push(sign),
        }
    }
    let out = out.trim();
    // A number without a mark is read as a number and not as an amount ("40 men") if a dot stands behind it.
    let bare = !out.is_empty() && out.chars().all(char::is_alphanumeric);
    if bare { format!("{out}.") } else { out.to_owned() }
}

/// A number as a format writes it; one that is not known here in digits.
fn number(format: &str, value: u32) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{value:02}"),
        "upperRoman" => roman(value),
        "lowerRoman" => roman(value).to_lowercase(),
        "upperLetter" => repeated_letters(value),
        "lowerLetter" => repeated_letters(value).to_ascii_lowercase(),
        "ordinal" => format!("{value}."),
        _ => value.to_string(),
    }
}

/// The part being read.
#[derive(Debug, Default)]
struct Reading {
    found: Numbering,
    definition: Option<(String, Vec<Level>)>,
    list: Option<(String, List)>,
    /// The level being read, and the one that a list departs on.
    level: Option<(usize, Level)>,
    departs: usize,
}

impl Reading {
    fn open(&mut self, tag: &Tag<'_>) {
        let value = || tag.get("val").unwrap_or_default();
        let at = || tag.get("ilvl").and_then(|at| at.parse().ok()).unwrap_or(0_usize);
        match tag.name() {
            "abstractNum" => {
                self.definition = Some((tag.get("abstractNumId").unwrap_or_default(), Vec::new()));
            }
            "num" => self.list = Some((tag.get("numId").unwrap_or_default(), List::default())),
            "abstractNumId" => {
                if let Some((_, list)) = &mut self.list {
                    list.definition = value();
                }
            }
            "lvlOverride" => self.departs = at(),
            "startOverride" => {
                if let (Some((_, list)), Ok(start)) = (&mut self.list, value().parse()) {
                    list.starts.insert(self.departs, start);
                }
            }
            "lvl" => self.level = Some((at(), Level::default())),
            _ => {}
        }
        let Some((_, level)) = &mut self.level else { return };
        match tag.name() {
            "start" => level.start = value().parse().unwrap_or(1),
            "numFmt" => level.format = value(),
            "lvlText" => level.text = value(),
            "isLgl" => level.legal = super::styles::is_switched_on(tag),
            "lvlRestart" => level.restarts = value() != "0",
            "pStyle" => level.style = Some(value()),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "lvl" => {
                let Some((at, level)) = self.level.take().filter(|(at, _)| *at < LEVELS) else {
                    return;
                };
                if let Some((_, list)) = &mut self.list {
                    list.levels.insert(at, level);
                } else if let Some((_, levels)) = &mut self.definition {
                    if levels.len() <= at {
                        levels.resize(at + 1, Level::default());
                    }
                    levels[at] = level;
                }
            }
            "abstractNum" => {
                if let Some((id, levels)) = self.definition.take() {
                    self.found.definitions.entry(id).or_insert(levels);
                }
            }
            "num" => {
                if let Some((id, list)) = self.list.take() {
                    self.found.lists.entry(id).or_insert(list);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    #[test]
    fn numbers_as_programs_write_them() {}

    #[test]
    fn levels_count_and_start_again() {
        let mut lists = Numbering::read(
            "<numbering><abstractNum abstractNumId='7'>\
             <lvl ilvl='0'><start val='1'/><numFmt val='decimal'/><lvlText val='TOP %1'/></lvl>\
             <lvl ilvl='1'><numFmt val='lowerLetter'/><lvlText val='%1.%2)'/></lvl>\
             <lvl ilvl='2'><numFmt val='bullet'/><lvlText val='-'/></lvl></abstractNum>\
             <num numId='1'><abstractNumId val='7'/></num>\
             <num numId='2'><abstractNumId val='7'/><lvlOverride ilvl='0'><startOverride val='9'/>\
             </lvlOverride></num></numbering>"
                .as_bytes(),
        );
        let mut next = |list, level| lists.next(list, level).unwrap_or_default();
        assert_eq!(next("1", 0), "TOP 1");
        assert_eq!(next("1", 1), "1.a)");
        assert_eq!(next("1", 1), "1.b)");
        assert_eq!(next("1", 2), "");
        assert_eq!(next("1", 0), "TOP 2");
        assert_eq!(next("1", 1), "2.a)");
        assert_eq!(next("2", 0), "TOP 9");
        assert_eq!(next("2", 0), "TOP 10");
        assert_eq!(lists.next("3", 0), None);
    }
}
