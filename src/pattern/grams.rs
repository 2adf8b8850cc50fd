//! Which grams of four classes stand in stretches, and what stands around them there.
//!
//! Twenty stretches may share a gram of digits, so eight classes decide before any of them is looked at. Not here: the
//! stretches ([`super::index`]) and which of their grams are the rarest ([`super::rarity`]).

use super::classes::{self, Class, Set};
use super::rarity::{self, GRAM};
use super::table::{Table, narrow};
use crate::packed::packed;

/// Grams by their hash, each with the probes that it belongs to.
#[derive(Debug, Clone, Default)]
pub(super) struct Grams {
    /// Whether any gram has this hash, 64 to an entry.
    bits: Table<8>,
    /// How many bits of a hash there are.
    width: u32,
    /// Where in `entries` those of each coarser hash begin, and where the last end.
    begins: Table<4>,
    /// A gram and the number of its probe.
    entries: Table<8>,
    /// See [`Probe`].
    probes: Table<24>,
}

packed!(struct Grams { bits, width, begins, entries, probes });

/// What stands around a gram of a stretch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Probe {
    /// The number of the stretch.
    pub(super) stretch: u32,
    /// Where the gram begins in it; it may begin before.
    pub(super) at: i8,
    /// The eight classes from two before the gram on, as far as they are certain, and which of them are.
    classes: u64,
    certain: u64,
}

/// How many classes of a probe stand before its gram.
pub(super) const BEFORE: usize = 2;
/// How much coarser the hash is by which entries are kept than the one of the bits.
const COARSER: u32 = 4;
/// Bytes whose grams are looked up together.
const SPAN: usize = 64;

fn hash(gram: u32, width: u32) -> u32 {
    gram.wrapping_mul(0x9E37_79B1) >> (32 - width)
}

/// Grams that are being collected.
#[derive(Default)]
pub(super) struct Making {
    entries: Vec<(u32, u32)>,
    probes: Vec<[u8; 24]>,
}

impl Making {
    /// Adds all readings of the gram of a stretch that begins at `at`.
    pub(super) fn add(&mut self, stretch: u32, sets: &[Set], at: isize) {
        let probe = narrow(self.probes.len());
        self.probes.push(Probe::new(stretch, sets, at).write());
        let readings = readings(rarity::gram(sets, at)).into_iter();
        self.entries.extend(readings.map(|gram| (gram, probe)));
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

impl Probe {
    fn new(stretch: u32, sets: &[Set], at: isize) -> Self {
        let (mut known, mut certain) = ([0; 8], [0; 8]);
        for (n, place) in (at - BEFORE as isize..).take(8).enumerate() {
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

    fn write(self) -> [u8; 24] {
        let mut probe = [0; 24];
        probe[..8].copy_from_slice(&self.classes.to_le_bytes());
        probe[8..16].copy_from_slice(&self.certain.to_le_bytes());
        probe[16..20].copy_from_slice(&self.stretch.to_le_bytes());
        probe[20] = self.at.to_le_bytes()[0];
        probe
    }

    fn read(probe: &[u8; 24]) -> Self {
        let number = |at: usize| probe[at..].first_chunk().map_or(0, |n| u64::from_le_bytes(*n));
        let stretch = number(16) as u32;
        let at = i8::from_le_bytes([probe[20]]);
        Probe { stretch, at, classes: number(0), certain: number(8) }
    }
}

impl Grams {
    /// The grams in order, so that they can be looked up.
    pub(super) fn new(made: Making) -> Self {
        let Making { entries, probes } = made;
        // Some sixteen places for each entry, so that one in sixteen grams of a text is looked up in vain at most.
        let width = (entries.len() * 16).next_power_of_two().trailing_zeros().clamp(10, 20);
        let bucket = |gram: u32| (hash(gram, width) >> COARSER) as usize;
        let mut bits = vec![0_u64; 1 << (width - 6)];
        let mut ends = vec![0_u32; (1 << (width - COARSER)) + 1];
        for &(gram, _) in &entries {
            let hash = hash(gram, width);
            bits[(hash >> 6) as usize] |= 1 << (hash & 63);
            ends[bucket(gram) + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let begins = ends.iter().map(|begin| begin.to_le_bytes()).collect::<Vec<_>>();
        let mut ordered = vec![[0; 8]; entries.len()];
        for (gram, probe) in entries {
            let place = &mut ends[bucket(gram)];
            let entry = u64::from(gram) | u64::from(probe) << 32;
            ordered[*place as usize] = entry.to_le_bytes();
            *place += 1;
        }
        let bits = bits.iter().map(|word| word.to_le_bytes()).collect::<Vec<_>>();
        Grams {
            bits: bits.into(),
            width,
            begins: begins.into(),
            entries: ordered.into(),
            probes: probes.into(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Calls `found` with each probe that fits at one of so many places, and with the place. Every second place is
    /// looked at. The classes begin so many before the first place that a probe can be held against them.
    pub(super) fn search(
        &self,
        classes: &[Class],
        places: usize,
        found: &mut impl FnMut(Probe, isize),
    ) {
        let (bits, width) = (&*self.bits, self.width);
        for part in (0..places).step_by(SPAN) {
            let Some(span) = classes.get(part + BEFORE..).and_then(<[Class]>::first_chunk) else {
                return;
            };
            let mut hits = hits(span, bits, width);
            while hits != 0 {
                let place = part + hits.trailing_zeros() as usize * 2;
                hits &= hits - 1;
                if let Some(around) = classes[place..].first_chunk() {
                    let fits = &mut |probe| found(probe, place as isize);
                    self.look_up(u64::from_le_bytes(*around), fits);
                }
            }
        }
    }

    /// Calls `found` with each probe that fits into what stands around a gram.
    fn look_up(&self, around: u64, found: &mut impl FnMut(Probe)) {
        let gram = (around >> (8 * BEFORE)) as u32;
        let bucket = (hash(gram, self.width) >> COARSER) as usize;
        let begin = |at: usize| self.begins.get(at).map_or(0, |begin| u32::from_le_bytes(*begin));
        let entries = begin(bucket) as usize..begin(bucket + 1) as usize;
        for entry in self.entries.get(entries).unwrap_or_default() {
            let entry = u64::from_le_bytes(*entry);
            if entry as u32 != gram {
                continue;
            }
            let probe = self.probes.get((entry >> 32) as usize).map(Probe::read);
            if let Some(probe) = probe.filter(|probe| (around ^ probe.classes) & probe.certain == 0)
            {
                found(probe);
            }
        }
    }
}

/// Which of 32 places, two bytes apart, have a gram that the table may hold.
fn hits(classes: &[Class; SPAN + GRAM], bits: &[[u8; 8]], width: u32) -> u32 {
    let mut hits = 0;
    for n in 0..SPAN / 2 {
        let gram = [classes[2 * n], classes[2 * n + 1], classes[2 * n + 2], classes[2 * n + 3]];
        let hash = hash(u32::from_le_bytes(gram), width);
        let word = bits.get((hash >> 6) as usize).map_or(0, |word| u64::from_le_bytes(*word));
        hits |= ((word >> (hash & 63)) as u32 & 1) << n;
    }
    hits
}
