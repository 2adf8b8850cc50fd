//! From pieces to blocks: what is read one after the other, over columns and tables.
//!
//! A stretch of lines with a gap from its top to its bottom is set in columns if it is prose on both sides, else it is a
//! table. Not here: paragraphs ([`super::paragraphs`]).

use super::pieces::{COLUMN, Piece};
use super::sheet::Role;

/// How deep columns may lie in columns.
const DEPTH: usize = 6;
/// Most pieces of a page for which columns are looked for.
const PIECES: usize = 20_000;
/// Most lines that are looked at together.
const ROWS: usize = 400;
/// How much room there is between parts of a page at least, in sizes.
const BREAK: f64 = 2.0;
/// How few lines on each side make columns.
const LINES: usize = 3;
/// How many characters a line of prose has at least on average, and how much of the longest line it fills.
const PROSE: usize = 18;
const FILLED: f64 = 0.6;

/// What is read one after the other.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// Lines that run on.
    Lines(Vec<Line>),
    /// A row of a table: its cells, each with its lines.
    Row(Vec<Vec<Line>>),
}

/// A line of a block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Its words.
    pub(super) text: String,
    /// The height of its base line.
    pub(super) base: f64,
    /// The size of its signs.
    pub(super) size: f64,
    /// What it is on its page.
    pub(super) role: Role,
}

/// The blocks of pieces that come line by line from top to bottom.
pub(super) fn blocks(pieces: Vec<Piece>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let depth = if pieces.len() > PIECES { DEPTH } else { 0 };
    cut(lines(pieces), depth, &mut blocks);
    blocks
}

type Row = Vec<Piece>;

/// Pieces that stand at one height are a row.
fn lines(pieces: Vec<Piece>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if is_level(row, &piece) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    rows
}

fn is_level(row: &Row, piece: &Piece) -> bool {
    row.first()
        .is_some_and(|first| (first.base - piece.base).abs() <= 0.3 * first.size.min(piece.size))
}

fn cut(rows: Vec<Row>, depth: usize, blocks: &mut Vec<Block>) {
    if depth >= DEPTH {
        return plain(rows, blocks);
    }
    let all = || rows.iter().flatten();
    let left = all().map(|piece| piece.left).fold(f64::INFINITY, f64::min);
    let right = all().map(|piece| piece.right).fold(f64::NEG_INFINITY, f64::max);
    let mut rest = rows.as_slice();
    while !rest.is_empty() {
        let (length, gutters) = stretch(rest, (left, right));
        // Where nothing stands side by side, the next line may start what does.
        let length = if gutters.is_empty() { 1 } else { length };
        let these = &rest[..length];
        if gutters.is_empty() {
            plain(these.to_vec(), blocks);
            rest = &rest[length..];
            continue;
        }
        // What is set in columns may stand above a table that leaves the same gap free.
        let breaks = || breaks(these).chain([these.len()]);
        let prose = breaks().filter(|end| is_prose(&these[..*end], &gutters)).last();
        let end = prose.or_else(|| breaks().next()).unwrap_or(these.len());
        let (these, others) = rest.split_at(end);
        rest = others;
        if prose.is_some() {
            for side in 0..=gutters.len() {
                let column = |row: &Row| {
                    let own = row.iter().filter(|piece| column_of(piece, &gutters) == side);
                    Some(own.cloned().collect::<Row>()).filter(|row| !row.is_empty())
                };
                cut(these.iter().filter_map(column).collect(), depth + 1, blocks);
            }
        } else if these.iter().filter(|row| row.len() > 1).count() > 1 {
            table(these, &gutters, blocks);
        } else {
            plain(these.to_vec(), blocks);
        }
    }
}

/// Where the lines leave more room between them than lines do.
fn breaks(rows: &[Row]) -> impl Iterator<Item = usize> {
    let steps = rows.windows(2).map(|pair| {
        let (above, below) = (pair[0].first()?, pair[1].first()?);
        Some(above.base - below.base > BREAK * above.size.max(below.size))
    });
    (1..).zip(steps).filter(|(_, is_break)| *is_break == Some(true)).map(|(at, _)| at)
}

/// A free band from the top to the bottom of a stretch of lines.
type Gutter = (f64, f64);

/// How many lines from the first on have a gutter with something on both sides, and their gutters.
fn stretch(rows: &[Row], whole: Gutter) -> (usize, Vec<Gutter>) {
    let mut free: Vec<Gutter> = vec![whole];
    let mut length = 0;
    for row in rows.iter().take(ROWS) {
        let width = row.iter().map(|piece| piece.size).fold(f64::INFINITY, f64::min) * COLUMN;
        let left = narrowed(&free, row, width);
        if left.is_empty() {
            break;
        }
        free = left;
        length += 1;
    }
    let these = &rows[..length];
    let both = |gutter: &Gutter| {
        let sides = these.iter().flatten().map(|piece| piece.left >= gutter.1);
        let (right, left): (Vec<bool>, Vec<bool>) = sides.partition(|is_right| *is_right);
        !right.is_empty() && !left.is_empty()
    };
    free.retain(both);
    (length, free)
}

/// What is still free beside the pieces of a row.
fn narrowed(free: &[Gutter], row: &Row, width: f64) -> Vec<Gutter> {
    let mut free = free.to_vec();
    for piece in row {
        free = free
            .into_iter()
            .flat_map(|(from, to)| [(from, to.min(piece.left)), (from.max(piece.right), to)])
            .filter(|(from, to)| to - from >= width)
            .collect();
    }
    free
}

fn column_of(piece: &Piece, gutters: &[Gutter]) -> usize {
    gutters.iter().filter(|gutter| piece.left >= gutter.1).count()
}

/// Whether every column is prose: several lines, all of them long.
fn is_prose(rows: &[Row], gutters: &[Gutter]) -> bool {
    (0..=gutters.len()).all(|side| {
        let pieces = || rows.iter().flatten().filter(|piece| column_of(piece, gutters) == side);
        let count = pieces().count();
        let chars: usize = pieces().map(|piece| piece.text.chars().count()).sum();
        let width = |piece: &Piece| piece.right - piece.left;
        let widest = pieces().map(width).fold(0.0, f64::max);
        let filled: f64 = pieces().map(width).sum();
        #[allow(clippy::cast_precision_loss, reason = "a page has no 2^52 lines")]
        let room = widest * count as f64;
        count >= LINES && chars >= PROSE * count && filled >= FILLED * room
    })
}

/// Rows of a table: each starts with a line that has something in the first column.
fn table(rows: &[Row], gutters: &[Gutter], blocks: &mut Vec<Block>) {
    let starts = |row: &Row| row.iter().any(|piece| column_of(piece, gutters) == 0);
    let mut cells: Vec<Vec<Line>> = Vec::new();
    for row in rows {
        if starts(row) || cells.is_empty() {
            finish(&mut cells, blocks);
            cells = vec![Vec::new(); gutters.len() + 1];
        }
        for piece in row {
            if let Some(cell) = cells.get_mut(column_of(piece, gutters)) {
                add(cell, piece);
            }
        }
    }
    finish(&mut cells, blocks);
}

fn finish(cells: &mut Vec<Vec<Line>>, blocks: &mut Vec<Block>) {
    let mut cells = std::mem::take(cells);
    cells.retain(|cell| !cell.is_empty());
    match cells.len() {
        0 => {}
        1 => run_on(cells.remove(0), blocks),
        _ => blocks.push(Block::Row(cells)),
    }
}

/// Adds a piece to the last line at its height, or as a line of its own.
fn add(lines: &mut Vec<Line>, piece: &Piece) {
    match lines.last_mut() {
        Some(line) if (line.base - piece.base).abs() <= 0.3 * line.size.min(piece.size) => {
            line.text.push(' ');
            line.text.push_str(&piece.text);
            line.size = line.size.max(piece.size);
        }
        _ => lines.push(Line {
            text: piece.text.clone(),
            base: piece.base,
            size: piece.size,
            role: piece.role,
        }),
    }
}

fn plain(rows: Vec<Row>, blocks: &mut Vec<Block>) {
    let mut lines = Vec::new();
    for piece in rows.iter().flatten() {
        add(&mut lines, piece);
    }
    run_on(lines, blocks);
}

/// Adds lines to the last block if that runs on too.
fn run_on(lines: Vec<Line>, blocks: &mut Vec<Block>) {
    match blocks.last_mut() {
        Some(Block::Lines(last)) if runs_down(last, &lines) => last.extend(lines),
        _ => blocks.push(Block::Lines(lines)),
    }
}

fn runs_down(last: &[Line], lines: &[Line]) -> bool {
    match (last.last(), lines.first()) {
        (Some(last), Some(first)) => first.base < last.base,
        _ => true,
    }
}
