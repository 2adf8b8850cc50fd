//! Where in a text which patterns can match: one pass over its classes, whatever the number of patterns.
//!
//! Of every stretch that a pattern cannot do without, two neighbouring grams of four classes are kept in a table, so
//! that it is enough to look at every second place of the text. A bit for each gram says whether the table has it; the
//! other classes of the stretch decide whether the place is a candidate. Stretches with too many readings for a table
//! (`[0-9a-z]{9}`) are looked at wherever a byte of every so many is of one of their classes. Not here: the table
//! ([`super::grams`]), and whether the pattern does match there ([`super::set`]).

use super::classes::{self, ALL, Class, EDGE, Set};
use super::grams::{self, BEFORE, Grams};
use super::needed::{Needed, Stretch};
use super::rarity;
use super::table::{Table, narrow};
use crate::packed::packed;

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
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    grams: Grams,
    /// See [`Row`].
    rows: Table<12>,
    /// The sets of all stretches, one after the other, each by its number among `kinds`.
    sets: Table<1>,
    /// The different sets that there are; see [`Making::kind`].
    kinds: Table<8>,
    /// Stretches that no gram stands for.
    varied: Vec<u32>,
}

packed!(struct Index { grams, rows, sets, kinds, varied });

/// A stretch in the index.
#[derive(Debug, Clone, Copy)]
struct Row {
    pattern: u32,
    /// Where its sets begin.
    first: u32,
    length: u8,
    /// Whether an edge was added before and behind.
    edges: (bool, bool),
}

impl Row {
    fn write(self) -> [u8; 12] {
        let mut row = [0; 12];
        row[..4].copy_from_slice(&self.pattern.to_le_bytes());
        row[4..8].copy_from_slice(&self.first.to_le_bytes());
        row[8..11].copy_from_slice(&[self.length, self.edges.0.into(), self.edges.1.into()]);
        row
    }

    fn read(row: &[u8; 12]) -> Self {
        let [a, b, c, d, e, f, g, h, length, left, right, _] = *row;
        let (pattern, first) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
        Row { pattern, first, length, edges: (left != 0, right != 0) }
    }
}

/// Stands for a pattern where a number word may be.
pub(super) const NUMBER_WORD: u32 = u32::MAX;

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

/// Whether there are stretches, and all of them can be looked for.
pub(super) fn can_look_for(needed: &Needed) -> bool {
    needed.iter().all(rarity::is_known)
}

impl Index {
    /// An index of stretches by the number of their pattern, and of the stretches of number words; what has no stretch
    /// that can be looked for comes back.
    pub(super) fn new<'n>(
        patterns: impl Iterator<Item = (u32, Option<&'n Needed>)>,
        number_words: Vec<Edged>,
    ) -> (Self, Vec<u32>) {
        let (mut made, mut unanchored) = (Making::default(), Vec::new());
        made.add_all(NUMBER_WORD, number_words);
        for (pattern, needed) in patterns {
            if !needed.is_some_and(|needed| made.add(pattern, needed)) {
                unanchored.push(pattern);
            }
        }
        let Making { grams, rows, sets, kinds, varied } = made;
        let kinds: Vec<[u8; 8]> = kinds.iter().map(|kind| kind.to_le_bytes()).collect();
        let (grams, rows, sets) = (Grams::new(grams), rows.into(), sets.into());
        (Index { grams, rows, sets, kinds: kinds.into(), varied }, unanchored)
    }

    /// Calls `found` with every candidate of a text; a candidate may come twice.
    pub(super) fn search(&self, text: &str, found: &mut dyn FnMut(Candidate)) {
        let mut block = Block { text, from: 0, classes: [0; AROUND + BLOCK + AROUND] };
        let end = signed(text.len());
        // A gram may begin before its stretch, and its stretch at an edge before the text.
        let mut from = -4;
        while !self.grams.is_empty() && from <= end {
            block.fill(from);
            let places = BLOCK.min(usize::try_from(end + 2 - from).unwrap_or(0));
            self.grams.search(&block.classes[AROUND - BEFORE..], places, &mut |probe, place| {
                let around = usize::try_from(block.from + place - signed(BEFORE));
                let bytes = around.ok().and_then(|from| text.as_bytes().get(from..));
                if bytes.is_some_and(|bytes| !probe.is_marked(bytes)) {
                    return;
                }
                let start = place + signed(AROUND) - isize::from(probe.at);
                let (first, count) = probe.stretches;
                let stretches = first..first + u32::from(count);
                let those = stretches.filter_map(|stretch| self.candidate(&block, stretch, start));
                those.for_each(&mut *found);
            });
            from += signed(BLOCK);
        }
        for &stretch in &self.varied {
            self.search_varied(text, stretch, found);
        }
    }

    /// A stretch and the numbers of its sets.
    fn row(&self, stretch: u32) -> Option<(Row, &[[u8; 1]])> {
        let row = Row::read(self.rows.get(stretch as usize)?);
        let first = row.first as usize;
        Some((row, self.sets.get(first..first + usize::from(row.length))?))
    }

    /// The candidate of a stretch that is to begin, its edges among it, at this place of the classes of a block.
    fn candidate(&self, block: &Block<'_>, stretch: u32, start: isize) -> Option<Candidate> {
        let (row, sets) = self.row(stretch)?;
        let first = usize::try_from(start).ok()?;
        let classes = block.classes.get(first..first + sets.len())?;
        let at = block.from - signed(AROUND) + start;
        let kinds = &*self.kinds;
        for (n, (class, [kind])) in classes.iter().zip(sets).enumerate() {
            if !has(block.text, at + signed(n), *class, set(kinds, *kind)) {
                return None;
            }
        }
        row.candidate(block.text, at)
    }

    /// Every occurrence of a stretch of so many bytes covers one place of every so many, so that only these are
    /// looked at.
    fn search_varied(&self, text: &str, stretch: u32, found: &mut dyn FnMut(Candidate)) {
        let Some((row, sets)) = self.row(stretch) else { return };
        let sets: Vec<Set> = sets.iter().map(|[kind]| set(&self.kinds, *kind)).collect();
        let any = sets.iter().fold(0, |all, set| all | set);
        let length = isize::from(row.length);
        let fits = |at: isize| any >> classes::at(text, at) & 1 == 1;
        let stands = |start: isize| {
            (start..).zip(&sets).all(|(at, set)| has(text, at, classes::at(text, at), *set))
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
        let end = start as usize + usize::from(self.length) - edges;
        // A class may stand for a byte of a character that the stretch begins in, and a long stretch ends where it is
        // cut, in a character of its match.
        let whole = end <= text.len() && text.is_char_boundary(start as usize);
        let end = u32::try_from(text.ceil_char_boundary(end)).ok().filter(|_| whole)?;
        Some(Candidate { pattern: self.pattern, start, end })
    }
}

impl Block<'_> {
    fn fill(&mut self, from: isize) {
        self.from = from;
        classes::write(self.text, from - signed(AROUND), &mut self.classes);
    }
}

/// The set with this number.
fn set(kinds: &[[u8; 8]], kind: u8) -> Set {
    kinds.get(usize::from(kind)).map_or(ALL, |set| Set::from_le_bytes(*set))
}

/// Whether a set has the byte at a place of a text, which is of that class.
#[inline]
fn has(text: &str, at: isize, class: Class, set: Set) -> bool {
    if class != EDGE {
        return set >> class & 1 == 1;
    }
    let byte = usize::try_from(at).ok().and_then(|at| text.as_bytes().get(at)).copied();
    classes::has(set, class, byte)
}

/// An index that is being made.
#[derive(Default)]
struct Making {
    grams: grams::Making,
    rows: Vec<[u8; 12]>,
    sets: Vec<[u8; 1]>,
    kinds: Vec<Set>,
    varied: Vec<u32>,
}

impl Making {
    /// Adds the stretches of a pattern, if all of them can be looked for.
    fn add(&mut self, pattern: u32, needed: &Needed) -> bool {
        let edged = |stretch: &Stretch| {
            let (sets, left, right) = stretch.with_edges(true, true);
            let made = Edged::new(sets, (left, right));
            (made.is_anchored() || rarity::is_varied(&made.sets)).then_some(made)
        };
        let all = needed.iter().map(edged).collect::<Option<Vec<_>>>();
        let can = all.is_some();
        self.add_all(pattern, all.unwrap_or_default());
        can
    }

    /// Adds stretches that can be looked for.
    fn add_all(&mut self, pattern: u32, all: Vec<Edged>) {
        // What is alike around its grams has one probe.
        let mut groups: Vec<Vec<Edged>> = Vec::new();
        for stretch in all {
            let like = |group: &&mut Vec<Edged>| {
                group.len() < usize::from(u8::MAX) && group[0].is_like(&stretch)
            };
            match groups.iter_mut().find(like) {
                Some(group) => group.push(stretch),
                None => groups.push(vec![stretch]),
            }
        }
        groups.iter().for_each(|group| self.add_alike(pattern, group));
    }

    /// Adds stretches that are alike around their grams.
    fn add_alike(&mut self, pattern: u32, group: &[Edged]) {
        let number = narrow(self.rows.len());
        let stretches = (number, u8::try_from(group.len()).unwrap_or(u8::MAX));
        match &group[0] {
            Edged { at: None, .. } => self.varied.push(number),
            Edged { at: Some(at), sets, .. } => {
                self.grams.add(stretches, sets, *at);
                self.grams.add(stretches, sets, at + 1);
            }
        }
        for Edged { sets, edges, .. } in group {
            let (first, length) = (narrow(self.sets.len()), u8::try_from(sets.len()));
            let length = length.unwrap_or(u8::MAX);
            self.rows.push(Row { pattern, first, length, edges: *edges }.write());
            for set in sets {
                let kind = self.kind(*set);
                self.sets.push([kind]);
            }
        }
    }
}

impl Making {
    /// The number of a set. Rules have some ninety different ones; where there are too many, all classes stand for the
    /// rest, which makes more candidates and loses none.
    fn kind(&mut self, set: Set) -> u8 {
        let known = self.kinds.iter().position(|kind| *kind == set);
        let number = known.unwrap_or(self.kinds.len());
        if known.is_none() && number < usize::from(OTHERS) {
            self.kinds.push(set);
        }
        u8::try_from(number).unwrap_or(OTHERS)
    }
}

/// The number of all sets that have none of their own.
const OTHERS: u8 = u8::MAX;

/// A stretch with its edges.
pub(super) struct Edged {
    sets: Vec<Set>,
    /// Whether what is no part of a candidate was added before and behind.
    edges: (bool, bool),
    /// Where the first of its grams begins, where there are any.
    at: Option<isize>,
}

impl Edged {
    pub(super) fn new(sets: Vec<Set>, edges: (bool, bool)) -> Self {
        let at = rarity::rarest(&sets).map(|spot| spot.at);
        Edged { sets, edges, at }
    }

    /// Whether grams stand for it.
    pub(super) fn is_anchored(&self) -> bool {
        self.at.is_some()
    }

    /// Whether another has the same grams and the same around them, marks among it.
    fn is_like(&self, other: &Edged) -> bool {
        let (Some(at), Some(there)) = (self.at, other.at) else { return false };
        let before = isize::try_from(BEFORE).unwrap_or(0);
        let around = at - before..at + 1 + isize::try_from(grams::AROUND).unwrap_or(0) - before;
        at == there
            && around.into_iter().all(|at| {
                let (one, other) = (rarity::at(&self.sets, at), rarity::at(&other.sets, at));
                classes::are_alike(one, other)
                    && classes::only_byte(one) == classes::only_byte(other)
            })
    }
}

/// A text has at most 4 GiB.
fn signed(offset: usize) -> isize {
    isize::try_from(offset).unwrap_or(isize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_sets_are_all_classes() {
        let mut made = Making::default();
        let sets = (1..300).chain([7]);
        let numbers: Vec<u8> = sets.map(|set| made.kind(set)).collect();
        assert_eq!((numbers[0], numbers[254], numbers[298], numbers[299]), (0, 254, 255, 6));
        let kinds: Vec<[u8; 8]> = made.kinds.iter().map(|kind| kind.to_le_bytes()).collect();
        assert_eq!((set(&kinds, 0), set(&kinds, 254), set(&kinds, OTHERS)), (1, 255, ALL));
    }
}
