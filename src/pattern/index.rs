//! Where in a text which patterns can match: one pass over its classes, whatever the number of patterns.
//!
//! Of every stretch that a pattern cannot do without, two neighbouring grams of four classes are kept in a table, so
//! that it is enough to look at every second place of the text. A bit for each gram says whether the table has it; the
//! other classes of the stretch decide whether the place is a candidate. Stretches with too many readings for a table
//! (`[0-9a-z]{9}`) are looked at wherever a byte of every so many is of one of their classes. Not here: whether the
//! pattern does match there ([`super::set`]).

use super::classes::{self, Class, Set};
use super::needed::{Needed, Stretch};
use super::rarity::{self, GRAM};

/// Places looked at in one go; their classes stay in the nearest memory.
const BLOCK: usize = 4096;
/// More than the longest stretch with its edges: so many classes around a block are known too.
const AROUND: usize = 32;

/// The classes of a part of a text.
struct Block<'t> {
    text: &'t str,
    /// Where the part begins; it may lie before the text.
    from: isize,
    /// The classes of the part, and so many around it.
    classes: [Class; AROUND + BLOCK + AROUND],
}

/// The stretches of many patterns, ready to be looked for.
#[derive(Debug, Default)]
pub(super) struct Index {
    grams: Grams,
    stretches: Vec<Row>,
    /// The sets of all stretches, one after the other.
    sets: Vec<Set>,
    /// Stretches that no gram stands for.
    varied: Vec<u32>,
    /// Patterns whose every match begins with one of their stretches.
    begun: Vec<u32>,
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

/// Grams by their hash, each with the probes that it belongs to.
#[derive(Debug, Default)]
struct Grams {
    /// Whether any gram has this hash.
    bits: Vec<u64>,
    /// How many bits of a hash there are.
    width: u32,
    /// Where in `entries` those of each coarser hash begin, and where the last end.
    begins: Vec<u32>,
    /// Grams with their probes.
    entries: Vec<(u32, u32)>,
    probes: Vec<Probe>,
}

/// What stands around a gram of a stretch.
#[derive(Debug, Clone, Copy)]
struct Probe {
    stretch: u32,
    /// Where the gram begins in its stretch.
    at: i8,
    /// The eight classes from two before the gram on, as far as they are certain, and which of them are.
    classes: u64,
    certain: u64,
}

/// How many classes of a probe stand before its gram.
const BEFORE: usize = 2;

impl Probe {
    fn new(stretch: u32, sets: &[Set], at: isize) -> Self {
        let (mut known, mut certain) = ([0; 8], [0; 8]);
        for (n, place) in (at - signed(BEFORE)..).take(8).enumerate() {
            let set = usize::try_from(place).ok().and_then(|place| sets.get(place));
            if let Some(set) = set.filter(|set| set.count_ones() == 1) {
                known[n] = u8::try_from(set.trailing_zeros()).unwrap_or(u8::MAX);
                certain[n] = u8::MAX;
            }
        }
        let at = i8::try_from(at).unwrap_or(i8::MAX);
        let (classes, certain) = (u64::from_le_bytes(known), u64::from_le_bytes(certain));
        Probe { stretch, at, classes, certain }
    }
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
        for (pattern, needed) in patterns {
            if !needed.is_some_and(|needed| index.add(pattern, &needed)) {
                unanchored.push(pattern);
            }
        }
        index.grams.finish();
        (index, unanchored)
    }

    /// Adds the stretches of a pattern, if all of them can be looked for.
    fn add(&mut self, pattern: u32, needed: &Needed) -> bool {
        let edged = |stretch: &Stretch| {
            let edged = stretch.with_edges(true, true);
            let spot = rarity::rarest(&edged.0);
            (spot.is_some() || rarity::is_varied(&edged.0)).then_some((edged, spot))
        };
        let Some(all) = needed.iter().map(edged).collect::<Option<Vec<_>>>() else { return false };
        if needed.iter().all(|stretch| stretch.left) {
            self.begun.push(pattern);
        }
        for ((sets, left, right), spot) in all {
            let number = narrow(self.stretches.len());
            let length = u8::try_from(sets.len()).unwrap_or(u8::MAX);
            let first = narrow(self.sets.len());
            self.stretches.push(Row { pattern, first, length, edges: (left, right) });
            match spot {
                None => self.varied.push(number),
                Some(spot) => {
                    self.grams.add(number, &sets, spot.at);
                    self.grams.add(number, &sets, spot.at + 1);
                }
            }
            self.sets.extend(sets);
        }
        true
    }

    /// The patterns whose every match begins with one of their stretches.
    pub(super) fn begun(&self) -> &[u32] {
        &self.begun
    }

    /// Calls `found` with every candidate of a text; a candidate may come twice.
    pub(super) fn search(&self, text: &str, found: &mut dyn FnMut(Candidate)) {
        let mut block = Block { text, from: 0, classes: [0; AROUND + BLOCK + AROUND] };
        let end = signed(text.len());
        // A gram may begin before its stretch, and its stretch at an edge before the text.
        let mut from = -4;
        while !self.grams.entries.is_empty() && from <= end {
            block.fill(from);
            let places = BLOCK.min(usize::try_from(end + 2 - from).unwrap_or(0));
            self.grams.search(&block.classes[AROUND - BEFORE..], places, &mut |probe, place| {
                let start = place + signed(AROUND) - isize::from(probe.at);
                if let Some(candidate) = self.candidate(&block, probe.stretch, start) {
                    found(candidate);
                }
            });
            from += signed(BLOCK);
        }
        for &stretch in &self.varied {
            self.search_varied(text, stretch, found);
        }
    }

    fn sets(&self, row: Row) -> &[Set] {
        &self.sets[row.first as usize..][..usize::from(row.length)]
    }

    /// The candidate of a stretch that is to begin, its edges among it, at this place of the classes of a block.
    fn candidate(&self, block: &Block<'_>, stretch: u32, start: isize) -> Option<Candidate> {
        let row = self.stretches[stretch as usize];
        let sets = self.sets(row);
        let first = usize::try_from(start).ok()?;
        let classes = block.classes.get(first..first + sets.len())?;
        let stands = classes.iter().zip(sets).all(|(class, set)| set >> class & 1 == 1);
        let at = block.from - signed(AROUND) + start;
        if stands { row.candidate(block.text, at) } else { None }
    }

    /// Every occurrence of a stretch of so many bytes covers one place of every so many, so that only these are
    /// looked at.
    fn search_varied(&self, text: &str, stretch: u32, found: &mut dyn FnMut(Candidate)) {
        let row = self.stretches[stretch as usize];
        let sets = self.sets(row);
        let any = sets.iter().fold(0, |all, set| all | set);
        let length = isize::from(row.length);
        let fits = |at: isize| any >> classes::at(text, at) & 1 == 1;
        let stands = |start: isize| {
            (start..).zip(sets).all(|(at, set)| set >> classes::at(text, at) & 1 == 1)
        };
        // An edge may lie before the text, and one behind it.
        let mut probe = length - 2;
        while probe <= signed(text.len()) + length {
            if fits(probe) {
                let before = (1..length).take_while(|n| fits(probe - n)).count();
                let behind = (1..length).take_while(|n| fits(probe + n)).count();
                let starts = probe - signed(before)..=probe + signed(behind) + 1 - length;
                let those = starts.filter(|&start| stands(start));
                those.filter_map(|start| row.candidate(text, start)).for_each(&mut *found);
            }
            probe += length;
        }
    }
}

impl Row {
    /// The candidate where the stretch begins at `start`, its edges among it.
    fn candidate(self, text: &str, start: isize) -> Option<Candidate> {
        let edges = usize::from(self.edges.0) + usize::from(self.edges.1);
        let start = u32::try_from(start + isize::from(self.edges.0)).ok()?;
        let end = start + u32::from(self.length) - u32::try_from(edges).unwrap_or(0);
        // A class may stand for a byte of a character that the stretch cuts.
        let whole = end as usize <= text.len()
            && text.is_char_boundary(start as usize)
            && text.is_char_boundary(end as usize);
        whole.then_some(Candidate { pattern: self.pattern, start, end })
    }
}

impl Block<'_> {
    fn fill(&mut self, from: isize) {
        self.from = from;
        classes::write(self.text, from - signed(AROUND), &mut self.classes);
    }
}

/// An index has far fewer stretches than this.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A text has at most 4 GiB.
fn signed(offset: usize) -> isize {
    isize::try_from(offset).unwrap_or(isize::MAX)
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
    /// Adds all readings of the gram of a stretch that begins at `at`.
    fn add(&mut self, stretch: u32, sets: &[Set], at: isize) {
        let probe = narrow(self.probes.len());
        self.probes.push(Probe::new(stretch, sets, at));
        let readings = readings(rarity::gram(sets, at)).into_iter();
        self.entries.extend(readings.map(|gram| (gram, probe)));
    }

    /// Orders the entries, so that they can be looked up.
    fn finish(&mut self) {
        // Some sixteen places for each entry, so that one in sixteen grams of a text is looked up in vain at most.
        let width = (self.entries.len() * 16).next_power_of_two().trailing_zeros().clamp(10, 20);
        let coarse = |gram: u32| hash(gram, width) >> COARSER;
        self.entries.sort_unstable_by_key(|&(gram, probe)| (coarse(gram), gram, probe));
        self.width = width;
        self.bits = vec![0_u64; 1 << (width - 6)];
        self.begins = vec![0_u32; (1 << (width - COARSER)) + 1];
        for &(gram, _) in &self.entries {
            let hash = hash(gram, width);
            self.bits[(hash >> 6) as usize] |= 1 << (hash & 63);
            self.begins[(hash >> COARSER) as usize + 1] += 1;
        }
        let mut sum = 0;
        for begin in &mut self.begins {
            sum += *begin;
            *begin = sum;
        }
    }

    /// Calls `found` with each probe that fits at one of so many places, and with the place. Every second place is
    /// looked at. The classes begin so many before the first place that a probe can be held against them.
    fn search(&self, classes: &[Class], places: usize, found: &mut impl FnMut(&Probe, isize)) {
        for part in (0..places).step_by(SPAN) {
            let Some(span) = classes.get(part + BEFORE..).and_then(<[Class]>::first_chunk) else {
                return;
            };
            let mut hits = self.hits(span);
            while hits != 0 {
                let place = part + hits.trailing_zeros() as usize * 2;
                hits &= hits - 1;
                let Some(around) = classes[place..].first_chunk() else { return };
                let around = u64::from_le_bytes(*around);
                let gram = (around >> (8 * BEFORE)) as u32;
                let bucket = (hash(gram, self.width) >> COARSER) as usize;
                let entries = self.begins[bucket] as usize..self.begins[bucket + 1] as usize;
                for &(other, probe) in &self.entries[entries] {
                    let probe = &self.probes[probe as usize];
                    if other == gram && (around ^ probe.classes) & probe.certain == 0 {
                        found(probe, signed(place));
                    }
                }
            }
        }
    }

    /// Which of 32 places, two bytes apart, have a gram that the table may hold.
    fn hits(&self, classes: &[Class; SPAN + GRAM]) -> u32 {
        let mut hits = 0;
        for n in 0..SPAN / 2 {
            let gram = [classes[2 * n], classes[2 * n + 1], classes[2 * n + 2], classes[2 * n + 3]];
            let hash = hash(u32::from_le_bytes(gram), self.width);
            let word = self.bits.get((hash >> 6) as usize).copied().unwrap_or(0);
            hits |= ((word >> (hash & 63)) as u32 & 1) << n;
        }
        hits
    }
}

/// Bytes whose grams are looked up together.
const SPAN: usize = 64;
