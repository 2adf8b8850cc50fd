//! Where in a text which patterns can match: one pass over its classes, whatever the number of patterns.
//!
//! Of every stretch that a pattern cannot do without, two neighbouring grams of four classes are kept in a table, so
//! that it is enough to look at every second place of the text. A bit for each gram says whether the table has it; the
//! other classes of the stretch decide whether the place is a candidate. Stretches with too many readings for a table
//! (`[0-9a-z]{9}`) are looked at wherever a byte of every so many is of one of their classes. Not here: whether the
//! pattern does match there ([`super::set`]).

use super::classes::{self, Class, Set};
use super::needed::Needed;
use super::rarity::{self, GRAM};
use crate::text::Span;

/// Places looked at in one go; their classes stay in the nearest memory.
const BLOCK: usize = 4096;

/// The stretches of many patterns, ready to be looked for.
#[derive(Debug, Default)]
pub(super) struct Index {
    grams: Grams,
    stretches: Vec<Row>,
    /// The sets of all stretches, one after the other.
    sets: Vec<Set>,
    /// Stretches that no gram stands for.
    varied: Vec<u32>,
}

/// A stretch in the index.
#[derive(Debug, Clone, Copy)]
struct Row {
    pattern: u32,
    first: u32,
    length: u8,
    /// Whether an edge was added before and behind.
    edges: (bool, bool),
}

/// A place where a pattern may match: the text of one of its stretches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    /// The pattern's number.
    pub(super) pattern: u32,
    /// The first byte of the stretch.
    pub(super) start: u32,
    /// The byte behind it.
    pub(super) end: u32,
}

/// Grams by their hash, each with the stretches that it belongs to.
#[derive(Debug, Default)]
struct Grams {
    /// Whether any gram has this hash.
    bits: Vec<u64>,
    /// How many bits of a hash there are.
    width: u32,
    /// Where in `entries` those of each coarser hash begin, and where the last end.
    begins: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    gram: u32,
    stretch: u32,
    /// Where the gram begins in its stretch.
    at: i8,
}

/// Whether there are stretches, and all of them can be looked for.
pub(super) fn can_look_for(needed: Option<&Needed>) -> bool {
    needed.is_some_and(|needed| needed.iter().all(|stretch| rarity::of(stretch).is_finite()))
}

/// How much coarser the hash is by which entries are kept than the one of the bits.
const COARSER: u32 = 4;

fn hash(gram: u32, width: u32) -> u32 {
    gram.wrapping_mul(0x9E37_79B1) >> (32 - width)
}

impl Index {
    /// An index of stretches by the number of their pattern; what has no stretch that can be looked for comes back.
    pub(super) fn new(patterns: impl Iterator<Item = (u32, Option<Needed>)>) -> (Self, Vec<u32>) {
        let (mut index, mut unanchored) = (Index::default(), Vec::new());
        let mut entries = Vec::new();
        for (pattern, needed) in patterns {
            match needed.filter(|needed| can_look_for(Some(needed))) {
                None => unanchored.push(pattern),
                Some(needed) => index.add(pattern, &needed, &mut entries),
            }
        }
        index.grams = Grams::new(entries);
        (index, unanchored)
    }

    fn add(&mut self, pattern: u32, needed: &Needed, entries: &mut Vec<Entry>) {
        for stretch in needed {
            let number = u32::try_from(self.stretches.len()).unwrap_or(u32::MAX);
            let (sets, left, right) = stretch.with_edges(true, true);
            let first = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
            let length = u8::try_from(sets.len()).unwrap_or(u8::MAX);
            self.stretches.push(Row { pattern, first, length, edges: (left, right) });
            match rarity::rarest(&sets) {
                None => self.varied.push(number),
                Some(spot) => {
                    for at in [spot.at, spot.at + 1] {
                        let begins = i8::try_from(at).unwrap_or(i8::MAX);
                        let entry = |gram| Entry { gram, stretch: number, at: begins };
                        entries.extend(readings(rarity::gram(&sets, at)).into_iter().map(entry));
                    }
                }
            }
            self.sets.extend(sets);
        }
    }

    /// Calls `found` with every candidate whose stretch lies in `window`; a candidate may come twice.
    pub(super) fn search(&self, text: &str, window: Span, found: &mut dyn FnMut(Candidate)) {
        let signed = |offset: usize| isize::try_from(offset).unwrap_or(isize::MAX);
        let mut check = |stretch: u32, start: isize| {
            if let Some(candidate) = self.candidate(text, stretch, start) {
                if window.start <= candidate.start as usize && candidate.end as usize <= window.end {
                    found(candidate);
                }
            }
        };
        if !self.grams.entries.is_empty() {
            // A gram may begin before its stretch.
            self.grams.search(text, signed(window.start) - 3, signed(window.end) + 1, &mut check);
        }
        for &stretch in &self.varied {
            self.search_varied(text, window, stretch, &mut check);
        }
    }

    fn sets(&self, row: Row) -> &[Set] {
        &self.sets[row.first as usize..][..usize::from(row.length)]
    }

    /// The candidate of a stretch that is to begin at `start`, its edges among it, if all its classes stand there.
    fn candidate(&self, text: &str, stretch: u32, start: isize) -> Option<Candidate> {
        let row = self.stretches[stretch as usize];
        let stands = (start..).zip(self.sets(row)).all(|(at, set)| {
            set >> classes::at(text, at) & 1 == 1
        });
        let start = start + isize::from(row.edges.0);
        let length = usize::from(row.length) - usize::from(row.edges.0) - usize::from(row.edges.1);
        let start = u32::try_from(start).ok().filter(|_| stands)?;
        let end = start.checked_add(u32::try_from(length).ok()?)?;
        // A class may stand for a byte of a character that the stretch cuts.
        let whole = end as usize <= text.len()
            && text.is_char_boundary(start as usize)
            && text.is_char_boundary(end as usize);
        whole.then_some(Candidate { pattern: row.pattern, start, end })
    }

    /// Every occurrence of a stretch of so many bytes covers one place of every so many, so that only these are
    /// looked at.
    fn search_varied(
        &self,
        text: &str,
        window: Span,
        stretch: u32,
        check: &mut dyn FnMut(u32, isize),
    ) {
        let row = self.stretches[stretch as usize];
        let any = self.sets(row).iter().fold(0, |all, set| all | set);
        let length = isize::from(row.length);
        let fits = |at: isize| any >> classes::at(text, at) & 1 == 1;
        let end = isize::try_from(window.end).unwrap_or(isize::MAX);
        let mut probe = isize::try_from(window.start).unwrap_or(isize::MAX) - 1 + length - 1;
        while probe < end + length {
            if fits(probe) {
                let before = (1..length).take_while(|n| fits(probe - n)).count();
                let behind = (1..length).take_while(|n| fits(probe + n)).count();
                let first = probe - isize::try_from(before).unwrap_or(0);
                let last = probe + isize::try_from(behind).unwrap_or(0) + 1 - length;
                (first..=last).for_each(|start| check(stretch, start));
            }
            probe += length;
        }
    }
}

/// All grams of which each class is in its set.
fn readings(gram: [Set; GRAM]) -> Vec<u32> {
    let mut all = vec![0_u32];
    for (n, set) in gram.into_iter().enumerate() {
        let mut longer = Vec::with_capacity(all.len() * set.count_ones() as usize);
        for class in classes::members(set) {
            longer.extend(all.iter().map(|gram| gram | u32::from(class) << (8 * n)));
        }
        all = longer;
    }
    all
}

impl Grams {
    fn new(mut entries: Vec<Entry>) -> Self {
        // Some sixteen places for each entry, so that one in sixteen grams of a text is looked up in vain at most.
        let width = (entries.len() * 16).next_power_of_two().trailing_zeros().clamp(10, 20);
        let coarse = |entry: &Entry| hash(entry.gram, width) >> COARSER;
        entries.sort_by_key(|entry| (coarse(entry), *entry));
        entries.dedup();
        let mut bits = vec![0_u64; 1 << (width - 6)];
        let mut begins = vec![0_u32; (1 << (width - COARSER)) + 1];
        for entry in &entries {
            let hash = hash(entry.gram, width);
            bits[(hash >> 6) as usize] |= 1 << (hash & 63);
            begins[(hash >> COARSER) as usize + 1] += 1;
        }
        let mut sum = 0;
        for begin in &mut begins {
            sum += *begin;
            *begin = sum;
        }
        Grams { bits, width, begins, entries }
    }

    /// Calls `check` with each stretch that has a gram at a place from `start` to before `end`, and where it would
    /// begin. Every second place is looked at.
    fn search(&self, text: &str, start: isize, end: isize, check: &mut dyn FnMut(u32, isize)) {
        let mut block = [0; BLOCK + GRAM];
        let mut from = start;
        while from < end {
            let places = BLOCK.min(usize::try_from(end - from).unwrap_or(0).next_multiple_of(64));
            let classes = &mut block[..places + GRAM];
            classes::write(text, from, classes);
            for (n, part) in (0..places).step_by(64).enumerate() {
                let mut hits = self.hits(&classes[part..part + 64 + GRAM]);
                while hits != 0 {
                    let place = n * 64 + hits.trailing_zeros() as usize * 2;
                    hits &= hits - 1;
                    self.look_up(&classes[place..place + GRAM], from, place, check);
                }
            }
            from += isize::try_from(places).unwrap_or(isize::MAX);
        }
    }

    /// Which of 32 places, two bytes apart, have a gram that the table may hold.
    fn hits(&self, classes: &[Class]) -> u32 {
        let mut hits = 0;
        for n in 0..32 {
            let hash = hash(read(&classes[2 * n..]), self.width);
            let word = self.bits.get((hash >> 6) as usize).copied().unwrap_or(0);
            hits |= ((word >> (hash & 63)) as u32 & 1) << n;
        }
        hits
    }

    fn look_up(
        &self,
        classes: &[Class],
        from: isize,
        place: usize,
        check: &mut dyn FnMut(u32, isize),
    ) {
        let gram = read(classes);
        let bucket = (hash(gram, self.width) >> COARSER) as usize;
        let entries = self.begins[bucket] as usize..self.begins[bucket + 1] as usize;
        let at = from + isize::try_from(place).unwrap_or(0);
        for entry in self.entries[entries].iter().filter(|entry| entry.gram == gram) {
            check(entry.stretch, at - isize::from(entry.at));
        }
    }
}

/// The gram at the start of `classes`.
fn read(classes: &[Class]) -> u32 {
    match classes {
        [a, b, c, d, ..] => u32::from_le_bytes([*a, *b, *c, *d]),
        _ => 0,
    }
}
