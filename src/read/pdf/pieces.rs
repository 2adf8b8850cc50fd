//! From runs to pieces: what stands on one line without a wide gap, as words.
//!
//! Words are told by gaps, by blanks, and by what letters do next to each other: letters with the same space between
//! all of them are one word, and a blank over which the next letter was drawn is none. Not here: the order of pieces.

use super::bidi;
use super::runs::{Mark, Run};
use super::sheet::Role;

/// How wide a gap between words is at least, in sizes.
const WORD: f64 = 0.16;
/// How wide a gap between columns is at least, in sizes.
pub(super) const COLUMN: f64 = 0.7;
/// How far runs of one line may stand apart in height, in sizes.
const LEVEL: f64 = 0.25;
/// How close to each other the same sign is drawn twice to look bold, in sizes and as a part of its width.
const TWICE: f64 = 0.12;
const OWN: f64 = 0.1;
/// How few letters with the same space between them are one word.
const SPACED: usize = 3;

/// A part of a line.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its words.
    pub(super) text: String,
    /// Where it starts and ends along the line.
    pub(super) left: f64,
    pub(super) right: f64,
    /// The height of its base line; higher lines have larger numbers.
    pub(super) base: f64,
    /// The size of its signs.
    pub(super) size: f64,
    /// What it says of itself, or what was found of it.
    pub(super) role: Role,
}

/// The pieces of all runs: lines from top to bottom, in them from left to right.
pub(super) fn pieces(mut runs: Vec<Run>) -> Vec<Piece> {
    runs.retain(|run| run.marks.iter().any(|mark| !mark.is_blank()));
    runs.sort_by(|a, b| b.base.total_cmp(&a.base));
    let mut pieces = Vec::new();
    let mut line: Vec<Run> = Vec::new();
    for run in runs {
        let same = line
            .first()
            .is_none_or(|first| (first.base - run.base).abs() <= LEVEL * first.size.min(run.size));
        if !same {
            finish(std::mem::take(&mut line), &mut pieces);
        }
        line.push(run);
    }
    finish(line, &mut pieces);
    pieces
}

/// Cuts a line into pieces.
fn finish(mut line: Vec<Run>, pieces: &mut Vec<Piece>) {
    line.sort_by(|a, b| a.left().total_cmp(&b.left()));
    let mut open: Option<Run> = None;
    for run in line {
        match &mut open {
            Some(piece) if joins(piece, &run) => {
                piece.size = piece.size.max(run.size);
                piece.marks.extend(run.marks);
            }
            _ => {
                pieces.extend(open.take().and_then(piece));
                open = Some(run);
            }
        }
    }
    pieces.extend(open.and_then(piece));
}

fn joins(piece: &Run, run: &Run) -> bool {
    let gap = run.left() - piece.right();
    piece.role == run.role && gap <= COLUMN * piece.size.min(run.size)
}

/// The piece that a run makes; none where nothing is seen.
fn piece(mut run: Run) -> Option<Piece> {
    let (left, right) = (run.left(), run.right());
    run.marks.sort_by(|a, b| a.left.total_cmp(&b.left));
    let text = text(words(&run.marks));
    let (base, size, role) = (run.base, usual_size(&run.marks), run.role);
    (!text.is_empty()).then_some(Piece { text, left, right, base, size, role })
}

/// The size that most signs have; bullets and raised numbers may have others.
fn usual_size(marks: &[Mark]) -> f64 {
    let seen = marks.iter().filter(|mark| !mark.is_blank());
    let mut sizes: Vec<f64> = seen.map(|mark| mark.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
}

/// A word, and what stands before it.
struct Word {
    text: String,
    left: f64,
    right: f64,
    /// Whether a blank was drawn before it.
    is_after_blank: bool,
}

fn words(marks: &[Mark]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut blank: Option<f64> = None;
    let mut last: Option<&Mark> = None;
    for mark in marks {
        if mark.is_blank() {
            let width = mark.right - mark.left;
            blank = Some(blank.map_or(width, |blank| blank.max(width)));
            continue;
        }
        let is_twice = last.is_some_and(|last| {
            let near = (TWICE * mark.size).min(OWN * (mark.right - mark.left));
            last.text == mark.text && (mark.left - last.left).abs() < near
        });
        if is_twice {
            continue;
        }
        let gap = last.map_or(f64::INFINITY, |last| mark.left - last.right);
        let size = last.map_or(mark.size, |last| last.size.min(mark.size));
        // A blank with a width that left no gap was drawn over.
        let is_drawn_over = blank.is_some_and(|width| width > 0.1 * size && gap < 0.05 * size);
        let is_apart = (blank.is_some() && !is_drawn_over) || gap > WORD * size;
        match words.last_mut() {
            Some(word) if !is_apart => {
                word.text.push_str(&mark.text);
                word.right = word.right.max(mark.right);
            }
            _ => words.push(Word {
                text: mark.text.to_string(),
                left: mark.left,
                right: mark.right,
                is_after_blank: blank.is_some(),
            }),
        }
        blank = None;
        last = Some(mark);
    }
    unspaced(words)
}

/// Joins letters that stand apart with the same space between all of them.
fn unspaced(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let run = spaced(&words[at..]);
        if run >= SPACED {
            let text = words[at..at + run].iter().map(|word| word.text.as_str()).collect();
            let (first, last) = (&words[at], &words[at + run - 1]);
            let (left, right) = (first.left, last.right);
            joined.push(Word { text, left, right, is_after_blank: first.is_after_blank });
            at += run;
        } else {
            let word = &words[at];
            joined.push(Word { text: word.text.clone(), ..*word });
            at += 1;
        }
    }
    joined
}

/// How many letters from the first on stand apart with the same space between all of them.
fn spaced(words: &[Word]) -> usize {
    let is_letter = |word: &Word| {
        let mut chars = word.text.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    let mut space: Option<f64> = None;
    let mut count = usize::from(words.first().is_some_and(is_letter));
    while count > 0 && count < words.len() && is_letter(&words[count]) {
        let (before, word) = (&words[count - 1], &words[count]);
        let gap = word.left - before.right;
        let width = (word.right - word.left).max(before.right - before.left);
        let even = space.is_none_or(|space| (gap - space).abs() <= 0.25 * space + 0.05 * width);
        if word.is_after_blank || !even {
            break;
        }
        space = Some(space.map_or(gap, |space| space.min(gap)));
        count += 1;
    }
    count
}

fn text(words: Vec<Word>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| word.text).collect();
    let text = if bidi::is_needed(&words) { bidi::logical(words) } else { words.join(" ") };
    text.trim().to_owned()
}
