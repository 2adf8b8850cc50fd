//! How often stretches stand in ordinary text, so that the rarest part of a pattern is looked for.
//!
//! The frequencies of pairs of classes are counted over the built-in rules and their examples when the program is
//! built (build.rs): German and English meetings, as it happens. They only decide how fast a search is.

use super::classes::{self, ALL, COUNT, Set};
use super::needed::Stretch;

/// For each class how often it stands in a text, and for each pair how often the second follows the first: shares of
/// one, as four bytes each.
fn counted() -> &'static [u8; 4 * (COUNT + COUNT * COUNT)] {
    frequencies!()
}

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
    /// The same with what the readings of the grams cost.
    cost: f32,
}

/// What a reading of a gram costs before a search begins, in places of a text that it must save.
const READING: f32 = 5e-6;

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
    let mut spots = Vec::new();
    let mut last: Option<(f32, u32)> = None;
    for at in -2..=length - 2 {
        let gram = gram(sets, at);
        let readings = readings(&gram);
        let this = (readings <= MOST_READINGS).then(|| (chance(&gram), readings));
        if let (Some((first, one)), Some((second, other))) = (last, this) {
            let frequency = first + second;
            let cost = frequency + READING * (one + other) as f32;
            spots.push(Spot { at: at - 1, frequency, cost });
        }
        last = this;
    }
    spots.into_iter().min_by(|one, other| one.cost.total_cmp(&other.cost))
}

/// Whether a stretch without grams can be found by its length: all its classes together are still not all classes.
pub(super) fn is_varied(sets: &[Set]) -> bool {
    sets.len() >= FEWEST_VARIED && sets.iter().fold(0, |all, set| all | set) != ALL
}

/// The sets of the gram that begins at `from`.
pub(super) fn gram(sets: &[Set], from: isize) -> [Set; GRAM] {
    std::array::from_fn(|n| at(sets, from + isize::try_from(n).unwrap_or(0)))
}

/// The set of a place of a stretch; beyond it any class may stand.
pub(super) fn at(sets: &[Set], at: isize) -> Set {
    usize::try_from(at).ok().and_then(|at| sets.get(at)).copied().unwrap_or(ALL)
}

fn readings(gram: &[Set; GRAM]) -> u32 {
    gram.iter().map(|set| set.count_ones()).product()
}

/// How likely classes of these sets stand one after the other.
fn chance(sets: &[Set]) -> f32 {
    // What may be anything at either end leaves the chance of the rest as it is.
    let any = |set: &&Set| **set == ALL;
    let before = sets.iter().take_while(any).count();
    let behind = sets[before..].iter().rev().take_while(any).count();
    let sets = &sets[before..sets.len() - behind];
    let members = |set: Set| classes::members(set).map(usize::from);
    let Some((&first, rest)) = sets.split_first() else { return 1.0 };
    let mut so_far = [0.0_f32; COUNT];
    members(first).for_each(|class| so_far[class] = share(class));
    let mut last = first;
    for &set in rest {
        let mut now = [0.0_f32; COUNT];
        for class in members(set) {
            let from = |before: usize| so_far[before] * share(COUNT + before * COUNT + class);
            now[class] = members(last).map(from).sum();
        }
        (so_far, last) = (now, set);
    }
    members(last).map(|class| so_far[class]).sum()
}

fn share(at: usize) -> f32 {
    let bytes = counted().get(4 * at..4 * at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0.0, f32::from_le_bytes)
}
