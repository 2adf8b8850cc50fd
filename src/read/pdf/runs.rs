//! From signs to runs: signs that were drawn one behind the other on a line.
//!
//! Each direction and each layer is a sheet of its own, turned so that its text runs from left to right and its lines
//! from top to bottom. Not here: which runs make a line ([`super::pieces`]).

use std::collections::BTreeMap;
use std::rc::Rc;

use super::sheet::{Glyph, Layer, Role};

/// Directions are told apart in steps of so many degrees; text on a scan that lies askew stays together.
const TURN: f64 = 5.0;
/// How far the next sign may stand behind the last one, in sizes, and how far it may reach back.
const AHEAD: f64 = 0.7;
const BACK: f64 = -0.5;
/// How far signs of one line may stand apart in height, in sizes.
const LEVEL: f64 = 0.15;
/// How far a small raised or lowered sign may stand off the line, in sizes of the line.
const RAISED: f64 = 0.65;
/// How small it is at most.
const SMALL: f64 = 0.85;

/// A sign on a turned sheet.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Its characters.
    pub(super) text: Rc<str>,
    /// Where it starts and ends along the line.
    pub(super) left: f64,
    pub(super) right: f64,
    /// How high it is.
    pub(super) size: f64,
}

impl Mark {
    /// Whether nothing is seen of it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// Signs that were drawn one behind the other.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// Its signs in order.
    pub(super) marks: Vec<Mark>,
    /// The height of its base line.
    pub(super) base: f64,
    /// The size of its largest sign.
    pub(super) size: f64,
    /// What it says of itself.
    pub(super) role: Role,
}

impl Run {
    /// Where it starts.
    pub(super) fn left(&self) -> f64 {
        self.marks.iter().map(|mark| mark.left).fold(f64::INFINITY, f64::min)
    }

    /// Where it ends.
    pub(super) fn right(&self) -> f64 {
        self.marks.iter().map(|mark| mark.right).fold(f64::NEG_INFINITY, f64::max)
    }
}

/// Runs of one direction and layer.
#[derive(Debug)]
pub(super) struct Turned {
    /// What they are laid out with.
    pub(super) layer: Layer,
    /// Whether their text is upright.
    pub(super) is_upright: bool,
    /// The runs in the order in which they were drawn.
    pub(super) runs: Vec<Run>,
}

/// The runs of a page: upright text that is seen first, then the rest in a fixed order.
pub(super) fn runs(glyphs: &[Glyph]) -> Vec<Turned> {
    let mut sheets: BTreeMap<(Layer, i32), Vec<&Glyph>> = BTreeMap::new();
    let mut angles: BTreeMap<(Layer, i32), Vec<f64>> = BTreeMap::new();
    let mut last = 0.0;
    for glyph in glyphs {
        let (x, y) = glyph.advance;
        if x.hypot(y) > 0.01 * glyph.size {
            last = y.atan2(x).to_degrees();
        }
        let step = (last / TURN).round();
        #[allow(clippy::cast_possible_truncation, reason = "an angle is between -180 and 180")]
        let turn = if step <= -180.0 / TURN { 180.0 / TURN } else { step } as i32;
        sheets.entry((glyph.layer, turn)).or_default().push(glyph);
        angles.entry((glyph.layer, turn)).or_default().push(last);
    }
    let sheets = sheets.into_iter().map(|(key, glyphs)| {
        let mut angles = angles.remove(&key).unwrap_or_default();
        angles.sort_by(f64::total_cmp);
        let angle = angles.get(angles.len() / 2).copied().unwrap_or(0.0);
        let runs = chain(&glyphs, angle.to_radians());
        Turned { layer: key.0, is_upright: key.1 == 0, runs }
    });
    let mut sheets: Vec<Turned> = sheets.collect();
    sheets.sort_by_key(|sheet| (sheet.layer, !sheet.is_upright));
    sheets
}

fn chain(glyphs: &[&Glyph], angle: f64) -> Vec<Run> {
    let (sin, cos) = angle.sin_cos();
    let mut runs: Vec<Run> = Vec::new();
    let mut level = 0.0;
    for glyph in glyphs {
        let (x, y) = glyph.at;
        let (along, height) = (x * cos + y * sin, y * cos - x * sin);
        let width = glyph.advance.0 * cos + glyph.advance.1 * sin;
        let (left, right) = (along.min(along + width), along.max(along + width));
        let mark = Mark { text: Rc::clone(&glyph.text), left, right, size: glyph.size };
        match runs.last_mut() {
            Some(run) if goes_on(run, level, &mark, height) && run.role == glyph.role => {
                if glyph.size > run.size * 1.01 {
                    (run.base, run.size) = (height, glyph.size);
                }
                run.marks.push(mark);
            }
            _ => {
                let (size, role) = (glyph.size, glyph.role);
                runs.push(Run { marks: vec![mark], base: height, size, role });
            }
        }
        level = height;
    }
    runs
}

/// Whether a sign at this height goes on from a run whose last sign stood at `level`.
fn goes_on(run: &Run, level: f64, mark: &Mark, height: f64) -> bool {
    let Some(last) = run.marks.last() else { return false };
    let size = run.size.max(mark.size);
    let gap = mark.left - last.right;
    if gap < BACK * size || gap > AHEAD * size {
        return false;
    }
    let apart = (height - run.base).abs();
    let is_script = mark.size.min(last.size) < SMALL * size;
    apart <= LEVEL * size
        || (is_script && apart <= RAISED * size && gap.abs() <= 0.5 * size)
        || ((height - level).abs() <= LEVEL * mark.size && apart <= RAISED * size)
}
