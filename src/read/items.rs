//! Agenda items: which of the numbered lines of a document are its agenda.
//!
//! A document has items only where at least two labels stand in plausible ascending order;
//! a single "3. März" at the start of a line is none.
//!
//! Not here: what a label looks like ([`crate::text::numbering`]).

use std::collections::HashMap;

use crate::model::{Document, Item, SegmentKind};
use crate::text::Span;
use crate::text::numbering::label;

/// A line that could be the title of an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// The line in the text of the document.
    pub(super) title: Span,
    /// How deep it stands: the level of a heading, the indentation of a line.
    pub(super) rank: usize,
}

/// How a label is written. Labels of one agenda are written alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Style {
    /// "TOP 4", "Item 5", with the depth of its number.
    Word(usize),
    /// "4", "3.1", with the number before the last part.
    Number(usize, String),
    /// "IV".
    Roman,
    /// "b".
    Letter,
}

/// Longest gap between the numbers of two items that follow each other.
const LEAP: u32 = 3;

/// The candidates that are numbered items: of the outermost numbering that has at least two
/// labels in ascending order, the longest such run. Linear in the number of candidates.
pub(super) fn numbered(text: &str, candidates: &[Candidate]) -> Vec<Candidate> {
    let mut order: Vec<(Style, usize)> = Vec::new();
    let mut groups: HashMap<(Style, usize), Vec<(u32, Candidate)>> = HashMap::new();
    for candidate in candidates {
        let Some((style, value)) = read_label(candidate.title.of(text)) else { continue };
        let key = (style, candidate.rank);
        let group = groups.entry(key.clone()).or_default();
        if group.is_empty() {
            order.push(key);
        }
        group.push((value, *candidate));
    }
    let mut best: Option<(bool, Vec<Candidate>)> = None;
    for key in &order {
        let run = longest_run(&groups[key]);
        let is_word = matches!(key.0, Style::Word(_));
        // The first numbering is the outermost; only a label word ("TOP 1") beats it.
        let wins = best.as_ref().is_none_or(|(word, _)| is_word && !word);
        if run.len() >= 2 && wins {
            best = Some((is_word, run));
        }
    }
    best.map(|(_, run)| run).unwrap_or_default()
}

/// The longest run of ascending numbers, with leaps of at most [`LEAP`].
fn longest_run(group: &[(u32, Candidate)]) -> Vec<Candidate> {
    // For each number the longest run that ends with it: its length and its last entry.
    let mut ends: HashMap<u32, (usize, usize)> = HashMap::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(group.len());
    let mut best = (0, 0);
    for (at, (value, _)) in group.iter().enumerate() {
        let from = (1..=LEAP.min(*value)).filter_map(|leap| ends.get(&(value - leap)).copied());
        // Of two runs of one length the one with the smaller leap goes on.
        let from = from.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let length = from.map_or(1, |(length, _)| length + 1);
        before.push(from.map(|(_, last)| last));
        if ends.get(value).is_none_or(|(known, _)| length >= *known) {
            ends.insert(*value, (length, at));
        }
        if length > best.0 {
            best = (length, at);
        }
    }
    let mut run = Vec::with_capacity(best.0);
    let mut at = (best.0 > 0).then_some(best.1);
    while let Some(entry) = at {
        run.push(group[entry].1);
        at = before[entry];
    }
    run.reverse();
    run
}

/// How the label of `line` is written, and the value of its last part.
fn read_label(line: &str) -> Option<(Style, u32)> {
    let (label, _) = label(line)?;
    let number_at = label.find(|c: char| c.is_ascii_digit());
    let Some(at) = number_at else {
        return roman(label).map(|value| (Style::Roman, value)).or_else(|| letter(label));
    };
    let number = label[at..].trim_end_matches(|c: char| !c.is_ascii_digit());
    let depth = number.split('.').count();
    let (parent, last) = number.rsplit_once('.').unwrap_or(("", number));
    let value = last.parse().ok()?;
    let style = if at > 0 { Style::Word(depth) } else { Style::Number(depth, parent.to_owned()) };
    Some((style, value))
}

fn letter(label: &str) -> Option<(Style, u32)> {
    let mut bytes = label.bytes();
    let (Some(byte), None) = (bytes.next(), bytes.next()) else { return None };
    byte.is_ascii_alphabetic().then(|| (Style::Letter, u32::from(byte.to_ascii_lowercase())))
}

fn roman(label: &str) -> Option<u32> {
    let mut sum = 0_i32;
    let mut after = 0;
    for c in label.chars().rev() {
        let value = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        };
        sum += if value < after { -value } else { value };
        after = value;
    }
    u32::try_from(sum).ok()
}

/// Gives `document` its items, each from its title to the next one or to the next of `ends`,
/// and its segments the items that they belong to. `titles` and `ends` are in order.
pub(super) fn assign(document: &mut Document, titles: &[Candidate], ends: &[usize]) {
    let text = &document.text;
    for (at, candidate) in titles.iter().enumerate() {
        let title = candidate.title;
        let next = titles.get(at + 1).map_or(text.len(), |next| next.title.start);
        let end = ends.partition_point(|&end| end <= title.start);
        let end = ends.get(end).map_or(next, |&end| end.min(next));
        let label = label(title.of(text)).map(|(label, _)| label.to_owned());
        document.items.push(Item { label, title, span: Span::new(title.start, end) });
    }
    let mut at = 0;
    for segment in &mut document.segments {
        while document.items.get(at).is_some_and(|item| item.span.end <= segment.span.start) {
            at += 1;
        }
        let of_all = document.composed && is_of_all(segment.kind);
        let inside =
            !of_all && document.items.get(at).is_some_and(|item| item.span.contains(segment.span));
        segment.belong(if inside { u32::try_from(at).ok() } else { None });
    }
}

/// Whether words of this kind are the whole document's, wherever the reader of a composed document writes them.
fn is_of_all(kind: SegmentKind) -> bool {
    use SegmentKind::{Address, Footer, Header, Label, Property, Speaker};
    matches!(kind, Address | Footer | Header | Label | Property | Speaker)
}

#[cfg(test)]
mod tests {
    use super::{Candidate, numbered};
    use crate::text::Span;

    fn run(lines: &[&str]) -> Vec<String> {
        let text = lines.join("\n");
        let mut at = 0;
        let candidates: Vec<Candidate> = lines
            .iter()
            .map(|line| {
                let title = Span::new(at, at + line.len());
                at += line.len() + 1;
                Candidate { title, rank: line.len() - line.trim_start().len() }
            })
            .collect();
        let found = numbered(&text, &candidates);
        found.iter().map(|found| found.title.of(&text).trim().to_owned()).collect()
    }

    #[test]
    fn the_outermost_ascending_numbers_are_the_agenda() {
        assert_eq!(run(&["1. a", " a) x", " b) y", " c) z", "2. b"]), ["1. a", "2. b"]);
        assert_eq!(
            run(&["1. Kopie", "1. eins", "2. zwei", "3. drei"]),
            ["1. eins", "2. zwei", "3. drei"]
        );
        assert_eq!(run(&["3. März", "2026. x"]), [""; 0]);
        assert_eq!(run(&["1. Text", "2. Text", "TOP 1 A", "TOP 2 B"]), ["TOP 1 A", "TOP 2 B"]);
        assert_eq!(run(&["I. a", "II. b", "IV. c"]), ["I. a", "II. b", "IV. c"]);
        assert_eq!(run(&["a) a", "b) b"]), ["a) a", "b) b"]);
        assert_eq!(run(&["2.1 a", "2.2 b", "3.1 c"]), ["2.1 a", "2.2 b"]);
        assert_eq!(run(&["kein", "Punkt"]), [""; 0]);
    }

    #[test]
    fn many_labels_are_no_burden() {
        let lines: Vec<String> = (0..200_000).map(|n| format!("{}. x", n % 900)).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!(run(&lines).len(), 900);
    }
}
