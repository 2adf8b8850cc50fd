//! Lists of patterns looked for together: one pass finds which of them can match, and where.
//!
//! A list is what a rule looks for, or a condition of it. What stands in many lists is looked for once, and whether
//! it does match is only tried in the lists and windows that somebody asks about.

use std::borrow::Cow;

use super::catalogue::{Catalogue, Traits};
use super::index::{Candidate, Index, NUMBER_WORD};
use super::table::narrow;
use super::{Hit, Patterns, Places};
use crate::text::{Case, Folded, Span};

/// A window that every place lies in.
const EVERYWHERE: Span = Span { start: 0, end: usize::MAX };

/// Lists of patterns, each with a catalogue that knows it.
#[derive(Debug)]
pub struct PatternSet<'p> {
    lists: Vec<&'p Patterns>,
    /// So many lists are looked for; the others are only asked about.
    sought: usize,
    places: Vec<At>,
    parts: Vec<Part>,
}

/// A list to ask about: one that the set was made of, by its place there, or any of those that the build knew.
#[derive(Debug, Clone, Copy)]
pub enum List<'p> {
    /// The place of the list in the set.
    Own(usize),
    /// A list of the pack that the set's catalogue was made of.
    Lent(&'p Patterns),
}

/// Where a list is known: the part, and the number there.
pub type At = (usize, u32);

/// The lists of a catalogue.
#[derive(Debug)]
struct Part {
    catalogue: Held,
    /// Which list of the set a list of the catalogue is, in order; only the lists that are found by what is in a text.
    lists: Vec<(u32, u32)>,
}

/// A catalogue that the build made, or this run.
#[derive(Debug)]
enum Held {
    Lent(&'static Catalogue),
    Own(Box<Catalogue>),
}

/// Where in a text the patterns of a set can match.
#[derive(Debug, Default)]
pub struct Candidates {
    /// For each part of the set.
    parts: Vec<Sorted>,
    number_words: Vec<u32>,
}

/// Candidates in order, and where those of each pattern begin.
#[derive(Debug, Default)]
struct Sorted {
    all: Vec<Candidate>,
    groups: Vec<(u32, u32)>,
}

/// The lists that can match in a text: for each part of the set, in order.
#[derive(Debug, Clone, Default)]
pub struct Present(Vec<Vec<u32>>);

impl<'p> PatternSet<'p> {
    /// Prepares the search for all patterns of all lists; what is found names them by list and place in it. The first
    /// `sought` lists are looked for, the others only asked about. Lists of the pack that `made` was made of are not
    /// looked at.
    #[must_use]
    pub fn new(lists: Vec<&'p Patterns>, sought: usize, made: Option<&'static Catalogue>) -> Self {
        let known = |list: &Patterns| made?.place(list.number()?);
        let own: Vec<&Patterns> =
            lists.iter().copied().filter(|list| known(list).is_none()).collect();
        let lent = made.map(|made| Part { catalogue: Held::Lent(made), lists: Vec::new() });
        let mut parts = Vec::from_iter(lent);
        let mut numbers = Vec::new();
        if !own.is_empty() {
            let (catalogue, places) = Catalogue::of(&own);
            parts.push(Part { catalogue: Held::Own(Box::new(catalogue)), lists: Vec::new() });
            numbers = places;
        }
        let (last, mut numbers) = (parts.len().saturating_sub(1), numbers.into_iter());
        let place = |list: &&Patterns| match known(list) {
            Some(place) => (0, place),
            None => (last, numbers.next().unwrap_or(u32::MAX)),
        };
        let places: Vec<At> = lists.iter().map(place).collect();
        for (list, &(part, place)) in places.iter().enumerate().take(sought) {
            if let Some(part) = parts.get_mut(part) {
                part.lists.push((place, narrow(list)));
            }
        }
        parts.iter_mut().for_each(|part| part.lists.sort_unstable());
        PatternSet { lists, sought, places, parts }
    }

    /// Whether there may be lists that are only asked about: some of its own, or any that the catalogue knows.
    #[must_use]
    pub fn has_conditions(&self) -> bool {
        let lent = |part: &Part| matches!(part.catalogue, Held::Lent(_)) && !part.lists.is_empty();
        self.lists.len() > self.sought || self.parts.iter().any(lent)
    }

    /// Where in a text patterns can match, and where number words may start.
    #[must_use]
    pub fn search(&self, folded: &Folded<'_>) -> Candidates {
        self.search_each(folded, |catalogue| &catalogue.index)
    }

    /// Where in a text whose number words are digits those patterns can match that ask for digits.
    #[must_use]
    pub fn search_numbers(&self, digits: &Folded<'_>) -> Candidates {
        self.search_each(digits, |catalogue| &catalogue.numeric)
    }

    fn search_each(&self, folded: &Folded<'_>, index: fn(&Catalogue) -> &Index) -> Candidates {
        let mut number_words = Vec::new();
        let of = |part: &Part| {
            let (mut all, mut most) = (Vec::new(), MANY);
            let found = &mut |candidate: Candidate| {
                if candidate.pattern == NUMBER_WORD {
                    number_words.push(candidate.start);
                    return;
                }
                all.push(candidate);
                if all.len() >= most {
                    settle(&mut all);
                    most = MANY.max(2 * all.len());
                }
            };
            index(part.catalogue.get()).search(folded.as_str(Case::Any), found);
            settle(&mut all);
            Sorted::of(all)
        };
        let parts = self.parts.iter().map(of).collect();
        number_words.sort_unstable();
        number_words.dedup();
        Candidates { parts, number_words }
    }

    /// The lists that have a candidate, or a pattern that can match anywhere.
    #[must_use]
    pub fn present(&self, candidates: &[&Candidates]) -> Present {
        let of = |(at, part): (usize, &Part)| {
            let catalogue = part.catalogue.get();
            let mut lists = catalogue.everywhere.clone();
            for all in candidates.iter().filter_map(|candidates| candidates.parts.get(at)) {
                let numbers = all.groups.iter().map(|(number, _)| *number);
                lists.extend(numbers.flat_map(|number| catalogue.owners.list(number as usize)));
            }
            lists.sort_unstable();
            lists.dedup();
            lists
        };
        Present(self.parts.iter().enumerate().map(of).collect())
    }

    /// Those of the lists that are looked for, in order.
    #[must_use]
    pub fn sought_in(&self, present: &Present) -> Vec<usize> {
        let of = |(part, lists): (&Part, &Vec<u32>)| -> Vec<usize> {
            lists.iter().flat_map(|&list| part.lists_of_set(list)).collect()
        };
        let mut found = self.parts.iter().zip(&present.0).map(of).collect::<Vec<_>>().concat();
        found.sort_unstable();
        found
    }

    /// Whether a list is among them; where it is not, none of its patterns matches anywhere.
    #[must_use]
    pub fn is_in(&self, list: List<'_>, present: &Present) -> bool {
        let place = self.at(list);
        let lists = place.and_then(|(part, place)| Some((present.0.get(part)?, place)));
        lists.is_some_and(|(lists, place)| lists.binary_search(&place).is_ok())
    }

    /// Where a list is known; equal lists are known at one place.
    #[must_use]
    pub fn at(&self, list: List<'_>) -> Option<At> {
        match list {
            List::Own(list) => self.places.get(list).copied(),
            List::Lent(list) => match &self.parts.first()?.catalogue {
                Held::Lent(catalogue) => Some((0, catalogue.place(list.number()?)?)),
                Held::Own(_) => None,
            },
        }
    }

    /// Adds every hit of a list within `window`, as (place in the list, hit).
    pub fn find(
        &self,
        list: List<'_>,
        folded: &Folded<'_>,
        candidates: &Candidates,
        window: Span,
        found: &mut Vec<(usize, Hit)>,
    ) {
        self.find_those(list, (folded, candidates), window, found, |_| true);
    }

    /// The same for those of its patterns that ask for digits.
    pub fn find_numbers(
        &self,
        list: List<'_>,
        digits: &Folded<'_>,
        candidates: &Candidates,
        window: Span,
        found: &mut Vec<(usize, Hit)>,
    ) {
        self.find_those(list, (digits, candidates), window, found, |own| own.numeric);
    }

    fn find_those(
        &self,
        list: List<'_>,
        (folded, candidates): (&Folded<'_>, &Candidates),
        window: Span,
        found: &mut Vec<(usize, Hit)>,
        those: impl Fn(Traits) -> bool,
    ) {
        let Some((part, place)) = self.at(list) else { return };
        let Some(catalogue) = self.parts.get(part).map(|part| part.catalogue.get()) else { return };
        let patterns = match list {
            List::Own(list) => self.lists[list],
            List::Lent(list) => list,
        };
        let numbers = catalogue.lists.list(place as usize);
        let mut hits = Vec::new();
        for (at, number) in numbers.enumerate() {
            let own = catalogue.traits(number);
            if !those(own) {
                continue;
            }
            if own.unanchored {
                patterns[at].find(folded, window, &mut hits);
            } else {
                let all = candidates.within(part, number, window);
                let kept = match catalogue.companion(number) {
                    Some(companion) if !all.is_empty() => {
                        let others = candidates.within(part, companion, EVERYWHERE);
                        Cow::Owned(in_company(all, others, folded))
                    }
                    _ => Cow::Borrowed(all),
                };
                if !kept.is_empty() {
                    let places = Places { all: &kept, begun: own.begun };
                    patterns[at].find_at(folded, window, places, &mut hits);
                }
            }
            found.extend(hits.drain(..).map(|hit| (at, hit)));
        }
    }

    /// Whether a pattern of a list asks for digits.
    #[must_use]
    pub fn asks_for_digits(&self, list: List<'_>) -> bool {
        let Some((part, place)) = self.at(list) else { return false };
        let catalogue = self.parts.get(part).map(|part| part.catalogue.get());
        catalogue.is_some_and(|catalogue| {
            catalogue.lists.list(place as usize).any(|number| catalogue.traits(number).numeric)
        })
    }

    /// How many places there are where a list can match.
    #[must_use]
    pub fn count(&self, list: usize, candidates: &[&Candidates]) -> usize {
        let Some(&(part, place)) = self.places.get(list) else { return 0 };
        let Some(catalogue) = self.parts.get(part).map(|part| part.catalogue.get()) else {
            return 0;
        };
        let of = |number: u32| {
            let all = candidates.iter();
            all.map(|all| all.within(part, number, EVERYWHERE).len()).sum::<usize>()
        };
        catalogue.lists.list(place as usize).map(of).sum()
    }
}

impl Present {
    /// The lists that are in any of these.
    #[must_use]
    pub fn union<'a>(all: impl Iterator<Item = &'a Present>) -> Present {
        let mut union = Present(Vec::new());
        for Present(parts) in all {
            union.0.resize(union.0.len().max(parts.len()), Vec::new());
            union.0.iter_mut().zip(parts).for_each(|(lists, more)| lists.extend(more));
        }
        for lists in &mut union.0 {
            lists.sort_unstable();
            lists.dedup();
        }
        union
    }
}

impl Part {
    /// The lists of the set that a list of the catalogue is.
    fn lists_of_set(&self, list: u32) -> impl Iterator<Item = usize> + '_ {
        let first = self.lists.partition_point(|(own, _)| *own < list);
        let those = self.lists[first..].iter().take_while(move |(own, _)| *own == list);
        those.map(|(_, outer)| *outer as usize)
    }
}

impl Held {
    fn get(&self) -> &Catalogue {
        match self {
            Held::Lent(catalogue) => catalogue,
            Held::Own(catalogue) => catalogue,
        }
    }
}

/// So many candidates are put in order before more are taken.
const MANY: usize = 1 << 16;

/// Candidates in order, of those of a pattern that begin together the shortest: whatever holds another holds it too.
fn settle(candidates: &mut Vec<Candidate>) {
    candidates.sort_unstable();
    candidates.dedup_by_key(|one| (one.pattern, one.start));
}

/// Those candidates that have one of the others in their block: no match reaches into another.
fn in_company(all: &[Candidate], others: &[Candidate], folded: &Folded<'_>) -> Vec<Candidate> {
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
    fn within(&self, part: usize, pattern: u32, window: Span) -> &[Candidate] {
        let Some(all) = self.parts.get(part).map(|sorted| sorted.of_pattern(pattern)) else {
            return &[];
        };
        let first = all.partition_point(|one| (one.start as usize) < window.start);
        let behind = &all[first..];
        &behind[..behind.partition_point(|one| (one.start as usize) < window.end)]
    }
}
