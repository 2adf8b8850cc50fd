//! From blocks to paragraphs: lines that belong together, words that a line cut put together again.
//!
//! Lines stay lines. Not here: what stands at the edges of a page ([`super::edges`]).

use super::order::{Block, Line};
use super::sheet::Role;

/// How much further than usual the next line of a paragraph stands at most.
const PITCH: f64 = 1.35;
/// How far it stands at most where nothing is usual yet, in sizes.
const FIRST: f64 = 1.7;
/// How much larger or smaller the signs of the next line may be.
const SIZE: f64 = 1.12;
/// How much larger than the text a heading is.
const HEADING: f64 = 1.15;
/// How long a heading is at most, in characters.
const LONGEST: usize = 200;

/// Signs before entries of lists; fonts of symbols have theirs where no letters are.
const BULLETS: &str = "•‣◦▪▫●○■□–-*➢➤✓→";

/// Words that follow what a hyphen left open ("Hin- und Rückweg").
const OPEN: [&str; 8] = ["und", "oder", "bzw", "bis", "sowie", "and", "or", "to"];

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading.
    Heading,
    /// Running text.
    Text,
    /// An entry of a list.
    Entry,
    /// A row of a table.
    Row,
    /// The header of the page.
    Header,
    /// The footer of the page.
    Footer,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// What it is.
    pub(super) kind: Kind,
    /// Its words, with line feeds where its lines end.
    pub(super) text: String,
}

/// The paragraphs of blocks on a page whose text has signs of the size `body`.
pub(super) fn paragraphs(blocks: &[Block], body: f64) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for block in blocks {
        match block {
            Block::Lines(lines) => running(lines, body, &mut paragraphs),
            Block::Row(cells) if is_numbered(cells) => {
                let mut lines = cells[1].clone();
                lines[0].text = format!("{} {}", joined(&cells[0]), lines[0].text);
                paragraphs.push(paragraph(&lines, body));
            }
            Block::Row(cells) => {
                let cells: Vec<String> = cells.iter().map(|cell| joined(cell)).collect();
                paragraphs.push(Paragraph { kind: Kind::Row, text: cells.join("\t") });
            }
        }
    }
    paragraphs
}

fn running(lines: &[Line], body: f64, paragraphs: &mut Vec<Paragraph>) {
    let pitch = pitch(lines);
    let mut start = 0;
    for at in 1..=lines.len() {
        let ends = match (lines.get(at), &lines[at - 1]) {
            (Some(next), last) => is_apart(last, next, pitch) || is_entry(&next.text),
            (None, _) => true,
        };
        if ends {
            paragraphs.push(paragraph(&lines[start..at], body));
            start = at;
        }
    }
}

/// The distance that most lines keep.
fn pitch(lines: &[Line]) -> Option<f64> {
    let steps = lines.windows(2).map(|pair| pair[0].base - pair[1].base);
    let mut steps: Vec<f64> = steps.filter(|step| *step > 0.0).collect();
    steps.sort_by(f64::total_cmp);
    // The lower third: gaps between paragraphs are wider than between lines.
    (steps.len() >= 3).then(|| steps[steps.len() / 3])
}

fn is_apart(last: &Line, next: &Line, pitch: Option<f64>) -> bool {
    let step = last.base - next.base;
    let size = last.size.max(next.size);
    let usual = pitch.map_or(FIRST * size, |pitch| (PITCH * pitch).max(FIRST * size * 0.7));
    let larger = last.size > next.size * SIZE || next.size > last.size * SIZE;
    last.role != next.role || step <= 0.0 || step > usual || larger
}

fn paragraph(lines: &[Line], body: f64) -> Paragraph {
    let text = joined(lines);
    let size = lines.iter().map(|line| line.size).fold(0.0, f64::max);
    let is_short = text.chars().count() <= LONGEST && text.chars().any(char::is_alphanumeric);
    let kind = match lines.first().map_or(Role::Body, |line| line.role) {
        Role::Header => Kind::Header,
        Role::Footer => Kind::Footer,
        Role::Body if size > HEADING * body && is_short => Kind::Heading,
        Role::Body if is_entry(&text) => Kind::Entry,
        Role::Body => Kind::Text,
    };
    Paragraph { kind, text }
}

/// Whether a row is a bullet or number, and what it stands before.
fn is_numbered(cells: &[Vec<Line>]) -> bool {
    let [label, text] = cells else { return false };
    let (Some(first), Some(_)) = (label.first(), text.first()) else { return false };
    let is_short = first.text.chars().count() <= 4 && !first.text.contains(char::is_alphabetic);
    label.len() == 1 && (is_short || is_entry(&format!("{} x", first.text)))
}

/// Whether a line starts an entry of a list: a bullet, or a number or letter with a stop or bracket.
fn is_entry(text: &str) -> bool {
    let Some((first, rest)) = text.split_once(char::is_whitespace) else { return false };
    let mut signs = first.chars();
    let is_bullet = match (signs.next(), signs.next()) {
        (Some(sign), None) => BULLETS.contains(sign) || ('\u{e000}'..='\u{f8ff}').contains(&sign),
        _ => false,
    };
    let number = first.strip_prefix('(').unwrap_or(first).strip_suffix(['.', ')']);
    let is_number = number.is_some_and(|number| {
        let digits = number.split('.').all(|part| {
            !part.is_empty() && part.len() <= 2 && part.chars().all(|c| c.is_ascii_digit())
        });
        digits || (number.len() == 1 && number.chars().all(|c| c.is_ascii_lowercase()))
    });
    (is_bullet || is_number) && !rest.trim().is_empty()
}

/// The words of lines, put together where a line cut them.
fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        match seam(&text, &line.text) {
            Seam::Cut(hyphen) => {
                text.truncate(text.len() - hyphen);
                text.push_str(&line.text);
            }
            Seam::Kept => text.push_str(&line.text),
            Seam::Line => {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&line.text);
            }
        }
    }
    text
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seam {
    /// The line cut a word; its hyphen has so many bytes.
    Cut(usize),
    /// The hyphen belongs to the word.
    Kept,
    /// Nothing was cut.
    Line,
}

pub(super) fn seam(before: &str, after: &str) -> Seam {
    let mut end = before.chars().rev();
    let Some(hyphen) = end.next().filter(|c| matches!(c, '-' | '\u{ad}' | '\u{2010}')) else {
        return Seam::Line;
    };
    let before_hyphen = end.next().unwrap_or(' ');
    let last_word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let first = after.chars().next().unwrap_or(' ');
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    match (hyphen, before_hyphen.is_lowercase(), first.is_lowercase()) {
        _ if last_word.contains(['/', '@', '_', '.']) && !first.is_whitespace() => Seam::Kept,
        ('\u{ad}', _, _) if first.is_alphabetic() => Seam::Cut(hyphen.len_utf8()),
        (_, true, true) if !OPEN.contains(&word) => Seam::Cut(hyphen.len_utf8()),
        _ if before_hyphen.is_alphanumeric()
            && first.is_alphanumeric()
            && !first.is_lowercase() =>
        {
            Seam::Kept
        }
        _ => Seam::Line,
    }
}

#[cfg(test)]
mod tests {
    use super::super::order::Line;
    use super::super::sheet::Role;
    use super::{is_entry, joined};

    #[test]
    fn words_are_put_together() {
        for (lines, expected) in [
            (["eine Verschluss-", "sache ist"], "eine Verschlusssache ist"),
            (["Hin-", "und Rückweg"], "Hin-\nund Rückweg"),
            (["die IT-", "Sicherheit"], "die IT-Sicherheit"),
            (["ver\u{ad}", "steckt"], "versteckt"),
            (["VS-", "NfD"], "VS-NfD"),
            (["der Tag -", "also heute"], "der Tag -\nalso heute"),
            (["von 3-", "4 Uhr"], "von 3-4 Uhr"),
            (["unter a.example/der-", "weg"], "unter a.example/der-weg"),
            (["ein Satz", "geht weiter"], "ein Satz\ngeht weiter"),
        ] {
            let line = |text: &&str| Line {
                text: (*text).to_owned(),
                base: 0.0,
                size: 10.0,
                role: Role::Body,
            };
            assert_eq!(joined(&lines.iter().map(line).collect::<Vec<_>>()), expected);
        }
    }

    #[test]
    fn entries_of_lists() {
        for (text, expected) in [
            ("• Lage", true),
            ("1. Lage", true),
            ("3.2) Lage", true),
            ("(a) Lage", true),
            ("2024. Lage", false),
            ("z. B. Lage", true),
            ("Lage 1.", false),
            ("-", false),
        ] {
            assert_eq!(is_entry(text), expected, "{text}");
        }
    }
}
