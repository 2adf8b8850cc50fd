//! Lists of patterns looked for together: one pass finds which of them can match, and where.
//!
//! A list is what a rule looks for, or a condition of it. What stands in many lists is looked for once, and whether
//! it does match is only tried in the lists and windows that somebody asks about.

use std::borrow::Cow;

use super::candidates::{Candidates, Collected, EVERYWHERE, in_company};
use super::catalogue::{Catalogue, Traits};
use super::index::Index;
use super::table::narrow;
use super::{Hit, Patterns, Places};
use crate::text::{Case, Folded, Span};

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
        let mut collected = Collected::default();
        for part in &self.parts {
            let found = &mut |candidate| collected.take(candidate);
            index(part.catalogue.get()).search(folded.as_str(Case::Any), found);
            collected.end_part();
        }
        collected.end()
    }

    /// The lists that have a candidate, or a pattern that can match anywhere.
    #[must_use]
    pub fn present(&self, candidates: &[&Candidates]) -> Present {
        let of = |(at, part): (usize, &Part)| {
            let catalogue = part.catalogue.get();
            let mut lists = catalogue.everywhere.clone();
            for numbers in candidates.iter().map(|candidates| candidates.numbers(at)) {
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
        let Some((part, catalogue, numbers)) = self.numbers(list) else { return };
        let patterns = match list {
            List::Own(list) => self.lists[list],
            List::Lent(list) => list,
        };
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
        let numbers = self.numbers(list);
        numbers.is_some_and(|(_, known, mut all)| all.any(|number| known.traits(number).numeric))
    }

    /// The part that knows a list, and the numbers of its patterns there.
    fn numbers(&self, list: List<'_>) -> Option<(usize, &Catalogue, impl Iterator<Item = u32>)> {
        let (part, place) = self.at(list)?;
        let catalogue = self.parts.get(part)?.catalogue.get();
        Some((part, catalogue, catalogue.lists.list(place as usize)))
    }

    /// How many places there are where a list can match.
    #[must_use]
    pub fn count(&self, list: usize, candidates: &[&Candidates]) -> usize {
        let Some((part, _, numbers)) = self.numbers(List::Own(list)) else { return 0 };
        let of = |number: u32| {
            let all = candidates.iter();
            all.map(|all| all.within(part, number, EVERYWHERE).len()).sum::<usize>()
        };
        numbers.map(of).sum()
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
