//! How often stretches stand in ordinary text, so that the rarest part of a pattern is looked for.
//!
//! The frequencies of two and three classes are counted over the built-in rules and their examples when the program is
//! built (build.rs): German and English meetings, as it happens. They only decide how fast a search is.

use std::sync::OnceLock;

use super::classes::{self, ALL, ANY_EDGE, COUNT, Set};
use super::needed::Stretch;

/// For each class how often it stands in a text, for each pair how often the second follows the first, and for each
/// three how often the third follows the two before: shares of one, as four bytes each.
fn counted() -> &'static [u8; 4 * (COUNT + PAIRS + COUNT * PAIRS)] {
    frequencies!()
}

const PAIRS: usize = COUNT * COUNT;
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
    /// How many places of an ordinary text have one of them.
    frequency: f32,
    /// The same with what the readings of the grams cost.
    cost: f32,
}

/// What a reading of a gram costs before a search begins, in places of a text that it must save.
const READING: f32 = 5e-6;

/// What looking for stretches costs in an ordinary text, for each of its places; the unit is a gram that is looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work {
    /// How often their grams stand.
    grams: f32,
    /// How often they stand themselves.
    stretches: f32,
}

impl Work {
    /// What keeping a candidate costs, and what trying a pattern there.
    const KEPT: f32 = 20.0;
    const TRIED: f32 = 60.0;
    /// Places of an ordinary block of text.
    const BLOCK: f32 = 300.0;

    /// The work where a pattern is tried wherever a stretch stands.
    pub(super) fn alone(self) -> f32 {
        self.grams + (Self::KEPT + Self::TRIED) * self.stretches
    }

    /// Whether it pays to look for second stretches too: they must keep the pattern from being tried where only the first
    /// stand, and what is found in every block keeps it from nothing.
    pub(super) fn is_spared_by(self, second: &Work) -> bool {
        let without = 1.0 - Self::BLOCK * second.stretches;
        second.grams + Self::KEPT * second.stretches < Self::TRIED * self.stretches * without
    }
}

/// The work of looking for any of these.
pub(super) fn of(stretches: &[Stretch]) -> Work {
    let mut work = Work { grams: 0.0, stretches: 0.0 };
    for stretch in stretches {
        let (sets, ..) = stretch.with_edges(true, true);
        work.grams += match rarest(&sets) {
            Some(spot) => spot.frequency,
            // Worse than any gram.
            None if is_varied(&sets) => 1.0,
            None => f32::INFINITY,
        };
        work.stretches += chance(&sets) * sets.iter().map(|set| marked(*set)).product::<f32>();
    }
    work
}

/// The share of those marks in all that part words; one where the set has other classes too. Most are blanks.
fn marked(set: Set) -> f32 {
    const SHARES: [(char, f32); 3] = [(' ', 0.8), ('.', 0.06), (',', 0.06)];
    const OTHER: f32 = 0.004;
    if !classes::are_alike(set, ANY_EDGE) {
        return 1.0;
    }
    let marks = classes::marks(set);
    let own = |mark: char| marks & classes::marks(classes::set_of(mark)) != 0;
    let known = SHARES.iter().filter(|(mark, _)| own(*mark));
    let others = marks.count_ones() as usize - known.clone().count();
    (known.map(|(_, share)| share).sum::<f32>() + OTHER * others as f32).min(1.0)
}

/// Whether a stretch can be looked for.
pub(super) fn is_known(stretch: &Stretch) -> bool {
    let (sets, ..) = stretch.with_edges(true, true);
    let few = |at: isize| readings(&gram(&sets, at)) <= MOST_READINGS;
    let length = isize::try_from(sets.len()).unwrap_or(0);
    (-2..length - 2).any(|at| few(at) && few(at + 1)) || is_varied(&sets)
}

/// The rarest two neighbouring grams of a stretch; none where each has too many readings.
pub(super) fn rarest(sets: &[Set]) -> Option<Spot> {
    let length = isize::try_from(sets.len()).unwrap_or(0);
    let shares = Shares::get();
    // Most stretches are words, of which each set is one class.
    let word = sets.iter().all(|set| is_one(*set));
    let mut best: Option<Spot> = None;
    let mut last: Option<(f32, u32)> = None;
    for at in -2..=length - 2 {
        let this = match word {
            true => {
                Some(shares.of_gram(sets, at)).filter(|(_, readings)| *readings <= MOST_READINGS)
            }
            false => {
                let gram = gram(sets, at);
                let readings = readings(&gram);
                (readings <= MOST_READINGS).then(|| (chance(&gram), readings))
            }
        };
        if let (Some((first, one)), Some((second, other))) = (last, this) {
            let frequency = first + second;
            let cost = frequency + READING * (one + other) as f32;
            if best.is_none_or(|best| cost < best.cost) {
                best = Some(Spot { at: at - 1, frequency, cost });
            }
        }
        last = this;
    }
    best
}

/// Whether there is one class in a set.
fn is_one(set: Set) -> bool {
    (set as u32).is_power_of_two()
}

/// Whether a stretch without grams can be found by its length: all its classes together are still not all classes.
pub(super) fn is_varied(sets: &[Set]) -> bool {
    sets.len() >= FEWEST_VARIED
        && !classes::are_alike(sets.iter().fold(0, |all, set| all | set), ALL)
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
    gram.iter().map(|set| classes::count(*set)).product()
}

/// How likely classes of these sets stand one after the other.
fn chance(sets: &[Set]) -> f32 {
    // What may be anything at either end leaves the chance of the rest as it is.
    let any = |set: &&Set| classes::are_alike(**set, ALL);
    let before = sets.iter().take_while(any).count();
    let behind = sets[before..].iter().rev().take_while(any).count();
    let sets = &sets[before..sets.len() - behind];
    let Some((&first, rest)) = sets.split_first() else { return 1.0 };
    let shares = Shares::get();
    if sets.iter().all(|set| is_one(*set)) {
        return shares.of_one(sets);
    }
    let mut so_far = within(first, &shares.alone);
    let mut last = first;
    for &set in rest {
        let mut now = [0.0; WIDTH];
        if is_one(set) {
            let class = set.trailing_zeros() as usize % COUNT;
            let share = |before: usize| so_far[before] * shares.behind[before][class];
            let all = classes::members(last).map(|before| share(usize::from(before)));
            now[class] = all.fold(0.0, |all, one| all + one);
            (so_far, last) = (now, set);
            continue;
        }
        for before in classes::members(last).map(usize::from) {
            let share = so_far[before];
            now.iter_mut().zip(&shares.behind[before]).for_each(|(all, one)| *all += share * one);
        }
        (so_far, last) = (within(set, &now), set);
    }
    classes::members(last).map(|class| so_far[usize::from(class)]).sum()
}

/// What belongs to the classes of a set; nothing for the others.
fn within(set: Set, all: &[f32; WIDTH]) -> [f32; WIDTH] {
    let mut those = [0.0; WIDTH];
    classes::members(set).map(usize::from).for_each(|class| those[class] = all[class]);
    those
}

/// Not less than the number of classes, and a whole number of vectors.
const WIDTH: usize = 32;

/// What was counted, as numbers.
struct Shares {
    /// For each class how often it stands in a text.
    alone: [f32; WIDTH],
    /// For each class how often another follows it.
    behind: [[f32; WIDTH]; COUNT],
}

impl Shares {
    fn get() -> &'static Self {
        static SHARES: OnceLock<Shares> = OnceLock::new();
        SHARES.get_or_init(|| Shares {
            alone: row(0),
            behind: std::array::from_fn(|before| row(COUNT + before * COUNT)),
        })
    }

    /// How likely the gram is that begins at a place of a stretch where each set is one class, and how many readings it
    /// has; beyond the stretch any class may stand.
    fn of_gram(&self, sets: &[Set], at: isize) -> (f32, u32) {
        let place = |at: isize| usize::try_from(at).unwrap_or(0).min(sets.len());
        let inside = &sets[place(at)..place(at + 4)];
        let beyond = GRAM.saturating_sub(inside.len());
        (self.of_one(inside), (0..beyond).map(|_| COUNT as u32).product())
    }

    /// How likely classes follow each other where each set is one, as in a word. A word is far likelier than pairs of
    /// its letters, so three are looked at.
    fn of_one(&self, sets: &[Set]) -> f32 {
        let class = |set: &Set| set.trailing_zeros() as usize % COUNT;
        let likely = match sets {
            [] => return 1.0,
            [one] => return self.alone[class(one)],
            [one, other, ..] => self.alone[class(one)] * self.behind[class(one)][class(other)],
        };
        let third = |three: &[Set]| {
            let two = class(&three[0]) * COUNT + class(&three[1]);
            share(COUNT + PAIRS + two * COUNT + class(&three[2]))
        };
        likely * sets.windows(3).map(third).product::<f32>()
    }
}

fn share(at: usize) -> f32 {
    let bytes = counted().get(4 * at..).and_then(<[u8]>::first_chunk);
    bytes.map_or(0.0, |bytes| f32::from_le_bytes(*bytes))
}

/// As many shares as there are classes.
fn row(from: usize) -> [f32; WIDTH] {
    std::array::from_fn(|class| if class < COUNT { share(from + class) } else { 0.0 })
}
