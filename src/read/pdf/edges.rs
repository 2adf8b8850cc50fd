//! Headers and footers: lines at the top and bottom edge that repeat over pages, or stand apart from the text.
//!
//! Not here: what a page says of its own headers ([`super::marks`]); it is believed.

use std::collections::HashMap;

use super::pieces::Piece;
use super::sheet::Role;

/// How much of a page's height is edge, for lines that repeat.
const EDGE: f64 = 0.15;
/// How much is margin, for lines that do not: the first of them must stand in the outer part.
const MARGIN: f64 = 0.11;
const OUTER: f64 = 0.06;
/// How far from the text such a line stands at least, in its sizes.
const APART: f64 = 1.9;
/// How far from the edge a line may stand on one page and another, in points.
const SAME: f64 = 6.0;

/// Marks the pieces of all pages that are headers and footers. A page has its pieces, from top to bottom, and its
/// height.
pub(super) fn mark(pages: &mut [(Vec<Piece>, f64)]) {
    let mut seen = Seen::default();
    for (at, (pieces, height)) in pages.iter().enumerate() {
        pieces.iter().for_each(|piece| seen.add(piece, *height, at));
    }
    for (pieces, height) in pages {
        for piece in &mut *pieces {
            if let Some(role) = seen.role(piece, *height) {
                piece.role = role;
            }
        }
        margins(pieces, *height);
    }
}

/// Lines at the edges, by what they say and how far from the edge they stand.
#[derive(Default)]
struct Seen {
    /// The first page that has the line, or none where a second one has it too.
    lines: HashMap<(String, Role, i64), Option<usize>>,
}

impl Seen {
    fn add(&mut self, piece: &Piece, height: f64, page: usize) {
        let Some((role, level)) = edge(piece, height, EDGE).zip(level(piece, height)) else {
            return;
        };
        let line = self.lines.entry((pattern(&piece.text), role, level)).or_insert(Some(page));
        if *line != Some(page) {
            *line = None;
        }
    }

    /// What a line is that stands on another page too.
    fn role(&self, piece: &Piece, height: f64) -> Option<Role> {
        let (role, level) = edge(piece, height, EDGE).zip(level(piece, height))?;
        let pattern = pattern(&piece.text);
        let own = self.lines.get(&(pattern.clone(), role, level)).copied().flatten();
        let repeats = [level - 1, level, level + 1].into_iter().any(|near| {
            let line = self.lines.get(&(pattern.clone(), role, near));
            line.is_some_and(|page| page.is_none() || *page != own)
        });
        repeats.then_some(role)
    }
}

/// How far from its edge a line stands, in steps.
fn level(piece: &Piece, height: f64) -> Option<i64> {
    let steps = (piece.base.min(height - piece.base) / SAME).round();
    #[allow(clippy::cast_possible_truncation, reason = "it was looked at before")]
    (steps.abs() < 1e9).then_some(steps as i64)
}

/// The edge that a piece stands at.
fn edge(piece: &Piece, height: f64, part: f64) -> Option<Role> {
    if piece.base + piece.size * 0.7 > height * (1.0 - part) {
        Some(Role::Header)
    } else if piece.base < height * part {
        Some(Role::Footer)
    } else {
        None
    }
}

/// The text of a line with its numbers taken out, because pages are counted.
fn pattern(text: &str) -> String {
    let digits = |c: char| if c.is_ascii_digit() { '#' } else { c };
    let mut pattern: String = text.chars().map(digits).collect();
    while pattern.contains("##") {
        pattern = pattern.replace("##", "#");
    }
    pattern
}

/// Marks lines in the margins that stand apart from the text.
fn margins(pieces: &mut [Piece], height: f64) {
    for role in [Role::Header, Role::Footer] {
        let end = apart(pieces, height, role);
        pieces[..end].iter_mut().for_each(|piece| piece.role = role);
        pieces.reverse();
    }
}

/// How many of the first pieces lie in the margin and far from what follows. If that is nothing, there is no text that
/// they could be the header of.
fn apart(pieces: &[Piece], height: f64, role: Role) -> usize {
    let lies = |piece: &&Piece| edge(piece, height, MARGIN) == Some(role);
    if pieces.first().is_none_or(|first| edge(first, height, OUTER) != Some(role)) {
        return 0;
    }
    let inside = pieces.iter().take_while(lies).count();
    let is_far = |end: &usize| {
        let (Some(last), Some(next)) = (pieces.get(end - 1), pieces.get(*end)) else {
            return false;
        };
        (last.base - next.base).abs() >= APART * last.size.max(next.size)
    };
    (1..=inside).rev().find(is_far).unwrap_or(0)
}
