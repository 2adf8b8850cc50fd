//! What is known of many lists of patterns before any text is seen: which stretches to look for, and whose they are.
//!
//! The build makes the one of the built-in rules, so that no run has to. Not here: the search ([`super::set`]).

use std::collections::HashMap;

use super::index::Index;
use super::needed::Needed;
use super::table::{Lists, Table, narrow};
use super::{Pattern, Patterns};
use crate::packed::packed;

/// What is known of many lists of patterns before any text is seen.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The lists that it was made of, equal ones once, and which of `lists` each is.
    made_of: Vec<Patterns>,
    places: Vec<u32>,
    /// For each list the numbers of its patterns; equal ones have one number.
    pub(super) lists: Lists,
    /// For each number the lists that it stands in.
    pub(super) owners: Lists,
    /// Lists with a pattern that no stretch is needed for: they are asked about in every text.
    pub(super) everywhere: Vec<u32>,
    /// Of each number what is known of its pattern: see [`Traits`].
    traits: Table<1>,
    pub(super) index: Index,
    /// The patterns that ask for digits: they are looked for among number words read as digits too.
    pub(super) numeric: Index,
}

packed!(
    struct Catalogue { made_of, places, lists, owners, everywhere, traits, index, numeric }
);

/// What decides how a pattern is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits {
    /// No stretch of it can be looked for.
    pub(super) unanchored: bool,
    /// Its every match begins with a stretch.
    pub(super) begun: bool,
    /// It asks for digits.
    pub(super) numeric: bool,
}

impl Catalogue {
    /// The catalogue of these lists, and which of its lists each of them is.
    #[must_use]
    pub fn of(made_of: &[&Patterns]) -> (Self, Vec<u32>) {
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut patterns: Vec<&Pattern> = Vec::new();
        let mut lists: Vec<Vec<u32>> = Vec::new();
        let mut equal: HashMap<Vec<u32>, u32> = HashMap::new();
        let mut places = Vec::new();
        for list in made_of {
            let mut numbers = Vec::with_capacity(list.len());
            for pattern in *list {
                numbers.push(*known.entry(pattern.meaning()).or_insert_with(|| {
                    patterns.push(pattern);
                    narrow(patterns.len() - 1)
                }));
            }
            let next = narrow(lists.len());
            places.push(*equal.entry(numbers.clone()).or_insert_with(|| {
                lists.push(numbers);
                next
            }));
        }
        let lists = Lists::of(lists.iter().map(Vec::as_slice));
        let catalogue = Catalogue { lists, ..Catalogue::default() };
        (catalogue.with_index(&patterns), places)
    }

    fn with_index(self, patterns: &[&Pattern]) -> Self {
        let needed: Vec<Option<Needed>> = patterns.iter().map(|pattern| pattern.needed()).collect();
        let numbered = || (0_u32..).zip(&needed).map(|(number, needed)| (number, needed.as_ref()));
        let (index, slow) = Index::new(numbered());
        let asks = |number: u32| patterns[number as usize].asks_for_digits();
        let (numeric, _) = Index::new(numbered().filter(|(number, _)| asks(*number)));
        let mut traits: Vec<Traits> = Vec::new();
        for (number, needed) in numbered() {
            let begun = needed.is_some_and(|needed| needed.iter().all(|stretch| stretch.left));
            traits.push(Traits { unanchored: false, begun, numeric: asks(number) });
        }
        slow.iter().for_each(|&number| traits[number as usize].unanchored = true);
        let owners = self.lists.owners(patterns.len());
        let mut everywhere: Vec<u32> =
            slow.iter().flat_map(|&number| owners.list(number as usize)).collect();
        everywhere.sort_unstable();
        everywhere.dedup();
        let traits = traits.into_iter().map(Traits::write).collect::<Vec<_>>().into();
        Catalogue { owners, everywhere, traits, index, numeric, ..self }
    }

    /// The same, which knows the lists that it was made of again when they come from the same pack.
    #[must_use]
    pub fn with_places(self, made_of: &[&Patterns], places: Vec<u32>) -> Self {
        Catalogue { made_of: made_of.iter().copied().cloned().collect(), places, ..self }
    }

    /// The lists of a pack by their number in it.
    pub(super) fn by_number(&self) -> HashMap<u32, u32> {
        let numbers = self.made_of.iter().map(Patterns::number);
        numbers.zip(&self.places).filter_map(|(number, &place)| Some((number?, place))).collect()
    }

    pub(super) fn traits(&self, number: u32) -> Traits {
        Traits::read(self.traits.get(number as usize).copied().unwrap_or_default())
    }
}

impl Traits {
    fn write(self) -> [u8; 1] {
        [u8::from(self.unanchored) | u8::from(self.begun) << 1 | u8::from(self.numeric) << 2]
    }

    fn read([bits]: [u8; 1]) -> Self {
        let has = |bit: u8| bits >> bit & 1 == 1;
        Traits { unanchored: has(0), begun: has(1), numeric: has(2) }
    }
}
