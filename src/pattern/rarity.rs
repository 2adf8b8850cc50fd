//! How often stretches stand in ordinary text, so that the rarest part of a pattern is looked for.
//!
//! The frequencies of pairs of classes are counted over the built-in rules and their examples when the program is
//! built (build.rs): German and English meetings, as it happens. They only decide how fast a search is.

use super::classes::{self, ALL, COUNT, Set};
use super::needed::Stretch;

/// For each class how often it stands in a text, and for each pair how often the second follows the first, as eighths
/// of a bit: 8 is a half, 16 a quarter.
static COUNTED: &[u8; COUNT + COUNT * COUNT] =
    include_bytes!(concat!(env!("OUT_DIR"), "/frequencies.bin"));

/// Classes of a gram.
pub(super) const GRAM: usize = 4;
/// Most readings of a gram that are looked for one by one.
const MOST_READINGS: u32 = 2048;
/// Fewest bytes of a stretch that is too varied for grams.
const FEWEST_VARIED: usize = 5;

/// Where in a stretch two neighbouring grams stand that are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// Where the first begins; it may lie before the stretch, the second may reach beyond it.
    pub(super) at: isize,
    /// How many places of an ordinary text are candidates.
    frequency: f32,
}

/// How often the rarest part of a stretch stands in an ordinary text, as a share of all places.
pub(super) fn of(stretch: &Stretch) -> f32 {
    let (sets, ..) = stretch.with_edges(true, true);
    match rarest(&sets) {
        Some(spot) => spot.frequency,
        // Worse than any gram.
        None if is_varied(&sets) => 1.0 + chance(&sets),
        None => f32::INFINITY,
    }
}

/// The rarest two neighbouring grams of a stretch; none where each has too many readings.
pub(super) fn rarest(sets: &[Set]) -> Option<Spot> {
    let length = isize::try_from(sets.len()).unwrap_or(0);
    let spots = (-2..=length - 3).filter_map(|at| {
        let grams = [at, at + 1].map(|at| gram(sets, at));
        let few = grams.iter().all(|gram| readings(gram) <= MOST_READINGS);
        few.then(|| Spot { at, frequency: grams.iter().map(|gram| chance(gram)).sum() })
    });
    spots.min_by(|one, other| one.frequency.total_cmp(&other.frequency))
}

/// Whether a stretch without grams can be found by its length: all its classes together are still not all classes.
pub(super) fn is_varied(sets: &[Set]) -> bool {
    sets.len() >= FEWEST_VARIED && sets.iter().fold(0, |all, set| all | set) != ALL
}

/// The sets of the gram that begins at `at`; beyond the stretch any class may stand.
pub(super) fn gram(sets: &[Set], at: isize) -> [Set; GRAM] {
    std::array::from_fn(|n| {
        let at = usize::try_from(at + isize::try_from(n).unwrap_or(0)).ok();
        at.and_then(|at| sets.get(at)).copied().unwrap_or(ALL)
    })
}

fn readings(gram: &[Set; GRAM]) -> u32 {
    gram.iter().map(|set| set.count_ones()).product()
}

/// How likely classes of these sets stand one after the other.
fn chance(sets: &[Set]) -> f32 {
    let members = |set: Set| classes::members(set).map(usize::from);
    let mut so_far = [0.0_f32; COUNT];
    for (at, &set) in sets.iter().enumerate() {
        let mut now = [0.0_f32; COUNT];
        for class in members(set) {
            now[class] = match at.checked_sub(1) {
                None => share(COUNTED[class]),
                Some(before) => members(sets[before])
                    .map(|last| so_far[last] * share(COUNTED[COUNT + last * COUNT + class]))
                    .sum(),
            };
        }
        so_far = now;
    }
    so_far.iter().sum()
}

fn share(eighths: u8) -> f32 {
    (-f32::from(eighths) / 8.0).exp2()
}
