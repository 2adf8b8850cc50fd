//! Which grams of four classes stand in stretches, and what stands around them there.
//!
//! Twenty stretches may share a gram of digits, so eight classes decide before any of them is looked at. Not here: the
//! stretches ([`super::index`]) and which of their grams are the rarest ([`super::rarity`]).

use super::classes::{self, Class, Set};
use super::rarity::{self, GRAM};
use super::table::Table;
use crate::packed::packed;

/// Grams by their hash, each with what stands around it.
#[derive(Debug, Clone, Default)]
pub(super) struct Grams {
    /// Whether any gram has this place, 64 to an entry; a power of two. Each gram has two places in an entry, so that few
    /// grams of a text are looked up in vain.
    bits: Table<8>,
    /// Where in `probes` those of so many places begin, and where the last end.
    begins: Table<4>,
    /// See [`Probe`]. They lie side by side in the order of their hashes, because twenty may have to be looked at.
    probes: Table<16>,
}

packed!(struct Grams { bits, begins, probes });

/// What stands around one reading of a gram of a stretch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Probe {
    /// The number of the first stretch that it stands for, and how many there are.
    pub(super) stretches: (u32, u8),
    /// Where the gram begins in them; it may begin before.
    pub(super) at: i8,
    /// A byte that parts words there, and how many bytes behind the first class it stands; zero where none is certain.
    mark: (u8, u8),
    /// The eight classes from two before the gram on; where one is not certain, [`UNCERTAIN`].
    classes: u64,
}

/// Stands for a class that is not certain; no class has this bit.
const UNCERTAIN: u8 = 0x80;

/// How many classes of a probe stand before its gram.
pub(super) const BEFORE: usize = 2;
/// How many classes it has.
pub(super) const AROUND: usize = 8;
/// So many places (two to the power) share an entry of `begins`.
const SHARED: u32 = 6;
/// What is left of a hash for the second place of a gram.
const SECOND: u32 = 32 - 6;
/// Bytes whose grams are looked up together.
const SPAN: usize = 64;

/// What decides the places of a gram: the first by its lower bits, the second in the same entry by its highest ones.
fn hash(gram: u32) -> u32 {
    (u64::from(gram).wrapping_mul(0x9E37_79B1_85EB_CA87) >> 32) as u32
}

/// Grams that are being collected.
#[derive(Default)]
pub(super) struct Making(Vec<(u32, Probe)>);

impl Making {
    /// Adds all readings of the gram that begins at `at` in stretches, which are alike around it.
    pub(super) fn add(&mut self, stretches: (u32, u8), sets: &[Set], at: isize) {
        let probe = Probe::new(stretches, sets, at);
        let readings = readings(rarity::gram(sets, at)).into_iter();
        self.0.extend(readings.map(|gram| (gram, probe.read_as(gram))));
    }
}

/// All grams of which each class is in its set.
fn readings(gram: [Set; GRAM]) -> Vec<u32> {
    let mut all = vec![0_u32];
    for (n, set) in gram.into_iter().enumerate() {
        let mut longer = Vec::with_capacity(all.len() * classes::count(set) as usize);
        for class in classes::members(set) {
            longer.extend(all.iter().map(|gram| gram | u32::from(class) << (8 * n)));
        }
        all = longer;
    }
    all
}

impl Probe {
    fn new(stretches: (u32, u8), sets: &[Set], at: isize) -> Self {
        let (mut known, mut mark) = ([UNCERTAIN; AROUND], (0, 0));
        for (n, place) in (0_u8..).zip(at - BEFORE as isize..).take(AROUND) {
            let set = usize::try_from(place).ok().and_then(|place| sets.get(place));
            // Most that parts words is a blank, so that any other mark tells more.
            if let Some(byte) = set.and_then(|set| classes::only_byte(*set))
                && matches!(mark.0, 0 | b' ')
            {
                mark = (byte, n);
            }
            let n = usize::from(n);
            if let Some(set) = set.filter(|set| classes::count(**set) == 1) {
                known[n] = u8::try_from(set.trailing_zeros()).unwrap_or(UNCERTAIN);
            }
        }
        let at = i8::try_from(at).unwrap_or(i8::MAX);
        Probe { stretches, at, mark, classes: u64::from_le_bytes(known) }
    }

    /// Whether the text has the mark, given the bytes from the first class on. Beyond its end any mark may stand.
    pub(super) fn is_marked(self, around: &[u8]) -> bool {
        let (byte, at) = self.mark;
        byte == 0 || around.get(usize::from(at)).is_none_or(|here| *here == byte)
    }

    /// The same where the gram reads so.
    fn read_as(self, gram: u32) -> Self {
        let classes = self.classes & !(u64::from(u32::MAX) << (8 * BEFORE));
        Probe { classes: classes | u64::from(gram) << (8 * BEFORE), ..self }
    }

    /// Whether it fits into what stands around a gram.
    #[inline]
    fn fits(self, around: u64) -> bool {
        let uncertain = self.classes & u64::from_le_bytes([UNCERTAIN; AROUND]);
        // The highest bit of a byte spreads over the byte.
        let uncertain = (uncertain << 1).wrapping_sub(uncertain >> 7);
        (around ^ self.classes) & !uncertain == 0
    }

    fn write(self) -> [u8; 16] {
        let mut probe = [0; 16];
        probe[..8].copy_from_slice(&self.classes.to_le_bytes());
        probe[8..12].copy_from_slice(&self.stretches.0.to_le_bytes());
        probe[12] = self.at.to_le_bytes()[0];
        probe[13] = self.stretches.1;
        (probe[14], probe[15]) = self.mark;
        probe
    }

    #[inline]
    fn read(probe: &[u8; 16]) -> Self {
        let number = |at: usize| probe[at..].first_chunk().map_or(0, |n| u64::from_le_bytes(*n));
        let last = number(8);
        let at = i8::from_le_bytes([(last >> 32) as u8]);
        let stretches = (last as u32, (last >> 40) as u8);
        let mark = ((last >> 48) as u8, (last >> 56) as u8);
        Probe { stretches, at, mark, classes: number(0) }
    }
}

impl Grams {
    /// The grams in order, so that they can be looked up.
    pub(super) fn new(Making(made): Making) -> Self {
        // So many places for each probe as stay near.
        let places = (made.len() * 32).next_power_of_two().clamp(1 << 10, 1 << 22);
        let place = |gram: u32| hash(gram) as usize & (places - 1);
        let mut bits = vec![0_u64; places >> 6];
        let mut ends = vec![0_u32; (places >> SHARED) + 1];
        for &(gram, _) in &made {
            let place = place(gram);
            bits[place >> 6] |= 1 << (place & 63) | 1 << (hash(gram) >> SECOND);
            ends[(place >> SHARED) + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let begins = ends.iter().map(|begin| begin.to_le_bytes()).collect();
        let mut probes = vec![[0; 16]; made.len()];
        for (gram, probe) in made {
            let end = &mut ends[place(gram) >> SHARED];
            probes[*end as usize] = probe.write();
            *end += 1;
        }
        let bits = bits.iter().map(|word| word.to_le_bytes()).collect();
        Grams { bits, begins, probes: probes.into() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.probes.is_empty()
    }

    /// Calls `found` with each probe that fits at one of so many places, and with the place. Every second place is
    /// looked at. The classes begin so many before the first place that a probe can be held against them.
    pub(super) fn search(
        &self,
        classes: &[Class],
        places: usize,
        found: &mut impl FnMut(Probe, isize),
    ) {
        let mut hits = Hits { places: [0; MOST], count: 0 };
        for part in (0..places.min(2 * MOST)).step_by(SPAN) {
            if let Some(span) = classes.get(part + BEFORE..).and_then(<[Class]>::first_chunk) {
                hits.add(part, span, &self.bits);
            }
        }
        hits.retain(|place| self.has(around(classes, place)));
        for &place in &hits.places[..hits.count] {
            let fits = &mut |probe| found(probe, place as isize);
            self.look_up(around(classes, place), fits);
        }
    }

    /// Whether a gram has its second place, too.
    #[inline]
    fn has(&self, around: u64) -> bool {
        let hash = hash((around >> (8 * BEFORE)) as u32);
        let word = self.bits.get((hash >> 6) as usize & self.bits.len().wrapping_sub(1));
        word.is_some_and(|word| u64::from_le_bytes(*word) >> (hash >> SECOND) & 1 == 1)
    }

    /// Calls `found` with each probe that fits into what stands around a gram.
    fn look_up(&self, around: u64, found: &mut impl FnMut(Probe)) {
        let gram = (around >> (8 * BEFORE)) as u32;
        let place = hash(gram) as usize & (self.bits.len() * 64).wrapping_sub(1);
        let begin = |at: usize| self.begins.get(at).map_or(0, |begin| u32::from_le_bytes(*begin));
        let probes = begin(place >> SHARED) as usize..begin((place >> SHARED) + 1) as usize;
        for probe in self.probes.get(probes).unwrap_or_default() {
            let probe = Probe::read(probe);
            if probe.fits(around) {
                found(probe);
            }
        }
    }
}

/// What stands around the gram at a place.
#[inline]
fn around(classes: &[Class], place: u16) -> u64 {
    let around = classes.get(usize::from(place)..).and_then(<[Class]>::first_chunk);
    around.map_or(0, |around| u64::from_le_bytes(*around))
}

/// Most places that are looked at in one go, every second one.
const MOST: usize = 2048;

/// Places of grams that the table may hold, in order. They are written down whether they are hits or not, and counted
/// if they are: a question would be answered wrong by the processor once for each of them.
struct Hits {
    places: [u16; MOST],
    count: usize,
}

impl Hits {
    /// Keeps those places that pass.
    #[inline]
    fn retain(&mut self, passes: impl Fn(u16) -> bool) {
        let mut kept = 0;
        for n in 0..self.count.min(MOST) {
            let place = self.places[n];
            self.places[kept % MOST] = place;
            kept += usize::from(passes(place));
        }
        self.count = kept;
    }

    /// Adds those of 32 places, two bytes apart.
    #[inline]
    fn add(&mut self, part: usize, classes: &[Class; SPAN + GRAM], bits: &[[u8; 8]]) {
        let last = bits.len().wrapping_sub(1);
        for n in 0..SPAN / 2 {
            let gram = [classes[2 * n], classes[2 * n + 1], classes[2 * n + 2], classes[2 * n + 3]];
            let hash = hash(u32::from_le_bytes(gram));
            let word =
                bits.get((hash >> 6) as usize & last).map_or(0, |word| u64::from_le_bytes(*word));
            self.places[self.count % MOST] = (part + 2 * n) as u16;
            self.count += usize::from(word.wrapping_shr(hash) & 1 == 1);
        }
    }
}
