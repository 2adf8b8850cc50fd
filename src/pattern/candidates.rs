//! Where in a text patterns can match, in order, as they are collected and as they are asked for.
//!
//! Not here: how a text is searched for them ([`super::index`]), and whether a pattern does match ([`super::set`]).

use super::index::{Candidate, NUMBER_WORD};
use super::table::narrow;
use crate::text::{Folded, Span};

/// A window that every place lies in.
pub(super) const EVERYWHERE: Span = Span { start: 0, end: usize::MAX };

/// So many candidates are put in order before more are taken.
const MANY: usize = 1 << 16;

/// Where in a text the patterns of a set can match.
#[derive(Debug, Default)]
pub struct Candidates {
    /// For each part of the set, in order.
    parts: Vec<Sorted>,
    number_words: Vec<u32>,
}

/// Candidates in order, and where those of each pattern begin.
#[derive(Debug, Default)]
struct Sorted {
    all: Vec<Candidate>,
    groups: Vec<(u32, u32)>,
}

/// Candidates as they are found.
#[derive(Debug, Default)]
pub(super) struct Collected {
    all: Vec<Candidate>,
    /// How many of them are in order.
    settled: usize,
    made: Candidates,
}

impl Collected {
    /// Takes a candidate of the part of the set that is searched for.
    pub(super) fn take(&mut self, candidate: Candidate) {
        if candidate.pattern == NUMBER_WORD {
            self.made.number_words.push(candidate.start);
            return;
        }
        self.all.push(candidate);
        if self.all.len() >= MANY.max(2 * self.settled) {
            settle(&mut self.all);
            self.settled = self.all.len();
        }
    }

    /// All candidates of the part were found.
    pub(super) fn end_part(&mut self) {
        let mut all = std::mem::take(&mut self.all);
        settle(&mut all);
        self.settled = 0;
        self.made.parts.push(Sorted::of(all));
    }

    /// The candidates of all parts.
    pub(super) fn end(mut self) -> Candidates {
        self.made.number_words.sort_unstable();
        self.made.number_words.dedup();
        self.made
    }
}

/// Candidates in order, of those of a pattern that begin together the shortest: whatever holds another holds it too.
fn settle(candidates: &mut Vec<Candidate>) {
    let place = |one: &Candidate| u64::from(one.start) << 32 | u64::from(one.end);
    if candidates.len() > FEW {
        by_pattern(candidates);
        // They were found from the start of the text to its end, so those of a pattern are nearly in order.
        let groups = candidates.chunk_by_mut(|one, other| one.pattern == other.pattern);
        groups.for_each(|group| group.sort_unstable_by_key(place));
    } else {
        candidates
            .sort_unstable_by_key(|one| u128::from(one.pattern) << 64 | u128::from(place(one)));
    }
    candidates.dedup_by_key(|one| (one.pattern, one.start));
}

/// So many candidates are put in order by what they are, and more by how many there are of each pattern.
const FEW: usize = 1 << 10;

/// Puts together what belongs to a pattern and leaves it in its order.
fn by_pattern(candidates: &mut Vec<Candidate>) {
    let patterns = candidates.iter().map(|one| one.pattern as usize + 1).max().unwrap_or(0);
    let mut places = vec![0_u32; patterns + 1];
    for one in &*candidates {
        places[one.pattern as usize + 1] += 1;
    }
    for pattern in 1..places.len() {
        places[pattern] += places[pattern - 1];
    }
    let mut ordered = candidates.clone();
    for one in &*candidates {
        let place = &mut places[one.pattern as usize];
        ordered[*place as usize] = *one;
        *place += 1;
    }
    *candidates = ordered;
}

/// Those candidates that have one of the others in their block: no match reaches into another.
pub(super) fn in_company(
    all: &[Candidate],
    others: &[Candidate],
    folded: &Folded<'_>,
) -> Vec<Candidate> {
    let mut block = Span::default();
    let mut accompanied = false;
    let mut kept = Vec::new();
    for candidate in all {
        let start = candidate.start as usize;
        if start >= block.end {
            block = folded.blocks(start, 0);
            let next = others.partition_point(|other| (other.start as usize) < block.start);
            accompanied = others.get(next).is_some_and(|other| (other.start as usize) < block.end);
        }
        kept.extend(accompanied.then_some(*candidate));
    }
    kept
}

impl Sorted {
    fn of(all: Vec<Candidate>) -> Self {
        let (mut groups, mut begin) = (Vec::new(), 0);
        for group in all.chunk_by(|one, other| one.pattern == other.pattern) {
            groups.push((group[0].pattern, narrow(begin)));
            begin += group.len();
        }
        Sorted { all, groups }
    }

    /// The candidates of a pattern.
    fn of_pattern(&self, pattern: u32) -> &[Candidate] {
        let Ok(at) = self.groups.binary_search_by_key(&pattern, |(own, _)| *own) else {
            return &[];
        };
        let end = self.groups.get(at + 1).map_or(self.all.len(), |(_, next)| *next as usize);
        &self.all[self.groups[at].1 as usize..end]
    }
}

impl Candidates {
    /// Where number words may start, in order: what [`crate::text::numbers::edits`] asks for.
    #[must_use]
    pub fn take_number_words(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.number_words)
    }

    /// The candidates of a pattern that begin in a window.
    pub(super) fn within(&self, part: usize, pattern: u32, window: Span) -> &[Candidate] {
        let Some(all) = self.parts.get(part).map(|sorted| sorted.of_pattern(pattern)) else {
            return &[];
        };
        let first = all.partition_point(|one| (one.start as usize) < window.start);
        let behind = &all[first..];
        &behind[..behind.partition_point(|one| (one.start as usize) < window.end)]
    }

    /// The numbers of the patterns that have candidates in a part of the set.
    pub(super) fn numbers(&self, part: usize) -> impl Iterator<Item = u32> + '_ {
        self.parts
            .get(part)
            .into_iter()
            .flat_map(|sorted| sorted.groups.iter().map(|group| group.0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Candidate, settle};

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 32, ..ProptestConfig::default() })]

        /// Many are put in order as few are.
        #[test]
        fn many_candidates_are_in_order(all in proptest::collection::vec((0..40_u32, 0..900_u32, 0..3_u32), 0..4000)) {
            let one = |(pattern, start, more): (u32, u32, u32)| Candidate { pattern, start, end: start + more };
            let mut settled: Vec<Candidate> = all.iter().copied().map(one).collect();
            let mut expected = settled.clone();
            expected.sort_unstable();
            expected.dedup_by_key(|one| (one.pattern, one.start));
            settle(&mut settled);
            prop_assert_eq!(settled, expected);
        }
    }
}
