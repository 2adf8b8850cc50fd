//! Lists of patterns looked for together: one pass finds which of them can match, and where.
//!
//! A list is what a rule looks for, or a condition of it. What stands in many lists is looked for once, and whether
//! it does match is only tried in the lists and windows that somebody asks about.

use std::collections::HashMap;

use super::index::{Candidate, Index};
use super::{Hit, Pattern, Places};
use crate::text::{Case, Folded, Span};

/// Lists of patterns with one index over all of them.
#[derive(Debug)]
pub struct PatternSet<'p> {
    lists: Vec<&'p [Pattern]>,
    /// For each list the numbers of its patterns; equal ones have one number.
    numbers: Vec<Vec<u32>>,
    /// For each number the lists that it stands in.
    owners: Vec<Vec<u32>>,
    /// Lists with a pattern that no stretch is needed for: they are asked about in every text.
    everywhere: Vec<u32>,
    /// Of each number what is known of its pattern.
    traits: Vec<Traits>,
    index: Index,
    /// The patterns that ask for digits: they are looked for among number words read as digits too.
    numeric: Index,
}

/// What decides how a pattern is looked for.
#[derive(Debug, Clone, Copy, Default)]
struct Traits {
    /// No stretch of it can be looked for.
    unanchored: bool,
    /// Its every match begins with a stretch.
    begun: bool,
    asks_for_digits: bool,
}

/// Where in a text the patterns of a set can match.
#[derive(Debug, Default)]
pub struct Candidates(Vec<Candidate>);

impl<'p> PatternSet<'p> {
    /// Prepares the search for all patterns of all lists; what is found names them by list and place in it.
    #[must_use]
    pub fn new(lists: Vec<&'p [Pattern]>) -> Self {
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut patterns: Vec<&Pattern> = Vec::new();
        let mut number = |pattern: &'p Pattern| {
            *known.entry(pattern.meaning()).or_insert_with(|| {
                patterns.push(pattern);
                narrow(patterns.len() - 1)
            })
        };
        let numbers: Vec<Vec<u32>> =
            lists.iter().map(|list| list.iter().map(&mut number).collect()).collect();
        let mut owners = vec![Vec::new(); patterns.len()];
        for (list, numbers) in numbers.iter().enumerate() {
            for &number in numbers {
                owners[number as usize].push(narrow(list));
            }
        }
        let numbered = || (0_u32..).zip(&patterns);
        let (index, slow) =
            Index::new(numbered().map(|(number, pattern)| (number, pattern.needed())));
        let digits = numbered().filter(|(_, pattern)| pattern.asks_for_digits());
        let (numeric, _) = Index::new(digits.map(|(number, pattern)| (number, pattern.needed())));
        let mut traits: Vec<Traits> = Vec::new();
        traits.extend(patterns.iter().map(|pattern| Traits {
            asks_for_digits: pattern.asks_for_digits(),
            ..Traits::default()
        }));
        slow.iter().for_each(|&number| traits[number as usize].unanchored = true);
        index.begun().iter().for_each(|&number| traits[number as usize].begun = true);
        let mut everywhere: Vec<u32> =
            slow.iter().flat_map(|&number| &owners[number as usize]).copied().collect();
        everywhere.sort_unstable();
        everywhere.dedup();
        PatternSet { lists, numbers, owners, everywhere, traits, index, numeric }
    }

    /// Where in a text patterns can match.
    #[must_use]
    pub fn search(&self, folded: &Folded) -> Candidates {
        Candidates::of(&self.index, folded)
    }

    /// Where in a text whose number words are digits those patterns can match that ask for digits.
    #[must_use]
    pub fn search_numbers(&self, digits: &Folded) -> Candidates {
        Candidates::of(&self.numeric, digits)
    }

    /// The lists that have a candidate, or a pattern that can match anywhere; in order.
    #[must_use]
    pub fn lists_in(&self, candidates: &[&Candidates]) -> Vec<usize> {
        let mut lists = self.everywhere.clone();
        for candidates in candidates {
            let groups = candidates.0.chunk_by(|one, other| one.pattern == other.pattern);
            let numbers = groups.filter_map(|group| group.first()).map(|one| one.pattern);
            lists.extend(numbers.flat_map(|number| &self.owners[number as usize]));
        }
        lists.sort_unstable();
        lists.dedup();
        lists.into_iter().map(|list| list as usize).collect()
    }

    /// Adds every hit of a list within `window`, as (place in the list, hit).
    pub fn find(
        &self,
        list: usize,
        folded: &Folded,
        candidates: &Candidates,
        window: Span,
        found: &mut Vec<(usize, Hit)>,
    ) {
        self.find_those(list, (folded, candidates), window, found, |_| true);
    }

    /// The same for those of its patterns that ask for digits.
    pub fn find_numbers(
        &self,
        list: usize,
        digits: &Folded,
        candidates: &Candidates,
        window: Span,
        found: &mut Vec<(usize, Hit)>,
    ) {
        self.find_those(list, (digits, candidates), window, found, |own| own.asks_for_digits);
    }

    /// At how many places the patterns of a list can match: in a text, and in the same with number words as digits.
    #[must_use]
    pub fn count(&self, list: usize, candidates: &Candidates, in_digits: &Candidates) -> usize {
        let whole = Span::new(0, usize::MAX);
        let numbers = self.numbers[list].iter();
        let count = |&number: &u32| {
            candidates.within(number, whole).len() + in_digits.within(number, whole).len()
        };
        numbers.map(count).sum()
    }

    fn find_those(
        &self,
        list: usize,
        (folded, candidates): (&Folded, &Candidates),
        window: Span,
        found: &mut Vec<(usize, Hit)>,
        those: impl Fn(Traits) -> bool,
    ) {
        let mut hits = Vec::new();
        for (at, &number) in self.numbers[list].iter().enumerate() {
            let own = self.traits[number as usize];
            if !those(own) {
                continue;
            }
            let pattern = &self.lists[list][at];
            if own.unanchored {
                pattern.find(folded, window, &mut hits);
            } else {
                let places = Places { all: candidates.within(number, window), begun: own.begun };
                if !places.all.is_empty() {
                    pattern.find_at(folded, window, places, &mut hits);
                }
            }
            found.extend(hits.drain(..).map(|hit| (at, hit)));
        }
    }
}

impl Candidates {
    fn of(index: &Index, folded: &Folded) -> Self {
        let mut all = Vec::new();
        index.search(folded.as_str(Case::Any), &mut |candidate| all.push(candidate));
        all.sort_unstable();
        all.dedup();
        Candidates(all)
    }

    /// The candidates of a pattern that begin in a window.
    fn within(&self, pattern: u32, window: Span) -> &[Candidate] {
        let all = &self.0;
        let first =
            all.partition_point(|one| (one.pattern, one.start as usize) < (pattern, window.start));
        let length = all[first..]
            .partition_point(|one| one.pattern == pattern && (one.start as usize) < window.end);
        &all[first..first + length]
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

/// A set has far fewer patterns than this.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
