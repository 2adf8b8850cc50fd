//! What is known of many lists of patterns before any text is seen: which stretches to look for, and whose they are.
//!
//! The build makes the one of the built-in rules, so that no run has to. Not here: the search ([`super::set`]).

use std::collections::HashMap;

use super::index::Index;
use super::needed::{Needed, Needs};
use super::table::{Lists, Table, narrow};
use super::{Pattern, Patterns, numbers};
use crate::packed::{Packed, packed};

/// What is known of many lists of patterns before any text is seen.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// Which of `lists` each list of the pack is that it was made of, by its number there.
    places: Table<4>,
    /// For each list the numbers of its patterns; equal ones have one number.
    pub(super) lists: Lists,
    /// For each number the lists that it stands in.
    pub(super) owners: Lists,
    /// Lists with a pattern that no stretch is needed for: they are asked about in every text.
    pub(super) everywhere: Vec<u32>,
    /// Of each number what is known of its pattern: see [`Traits`].
    traits: Table<1>,
    /// For each number the one under which the second stretches are kept that its pattern needs; the highest where
    /// there are none.
    companions: Table<4>,
    pub(super) index: Index,
    /// The patterns that ask for digits: they are looked for among number words read as digits too.
    pub(super) numeric: Index,
}

packed!(
    struct Catalogue { places, lists, owners, everywhere, traits, companions, index, numeric }
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
        let needs: Vec<Option<Needs>> = patterns.iter().map(|pattern| pattern.needs()).collect();
        let first = |needs: &Option<Needs>| needs.as_ref().map(|needs| needs.first.clone());
        let mut needed: Vec<Option<Needed>> = needs.iter().map(first).collect();
        let mut traits: Vec<Traits> = Vec::new();
        let mut companions = Vec::new();
        for (pattern, needs) in patterns.iter().zip(needs) {
            let begins = |needs: &Needs| needs.first.iter().all(|stretch| stretch.left);
            let begun = needs.as_ref().is_some_and(begins);
            traits.push(Traits { unanchored: false, begun, numeric: pattern.asks_for_digits() });
            let second = needs.and_then(|needs| needs.second);
            companions.push(second.as_ref().map_or(u32::MAX, |_| narrow(needed.len())));
            needed.extend(second.map(Some));
        }
        let numbered = || (0_u32..).zip(&needed).map(|(number, needed)| (number, needed.as_ref()));
        let (index, slow) = Index::new(numbered(), numbers::stretches());
        let asks = |number: u32| match traits.get(number as usize) {
            Some(traits) => traits.numeric,
            None => true,
        };
        let (numeric, _) = Index::new(numbered().filter(|(number, _)| asks(*number)), Vec::new());
        for &number in &slow {
            match traits.get_mut(number as usize) {
                Some(traits) => traits.unanchored = true,
                // What cannot be looked for keeps nobody company.
                None => companions
                    .iter_mut()
                    .filter(|own| **own == number)
                    .for_each(|own| *own = u32::MAX),
            }
        }
        let companions = companions.into_iter().map(u32::to_le_bytes).collect::<Vec<_>>().into();
        let owners = self.lists.owners(patterns.len());
        let mut everywhere: Vec<u32> =
            slow.iter().flat_map(|&number| owners.list(number as usize)).collect();
        everywhere.sort_unstable();
        everywhere.dedup();
        let traits = traits.into_iter().map(Traits::write).collect::<Vec<_>>().into();
        Catalogue { owners, everywhere, traits, companions, index, numeric, ..self }
    }

    /// The catalogue of all lists of a pack, which knows them again by their numbers.
    #[must_use]
    pub fn of_pack(pack: &'static Packed) -> Self {
        let lists = Patterns::all(pack);
        let (catalogue, places) = Catalogue::of(&lists.iter().collect::<Vec<_>>());
        let places = places.into_iter().map(u32::to_le_bytes).collect();
        Catalogue { places, ..catalogue }
    }

    /// Which of its lists a list of the pack is, by its number there.
    pub(super) fn place(&self, number: u32) -> Option<u32> {
        self.places.get(number as usize).map(|place| u32::from_le_bytes(*place))
    }

    /// The number under which a pattern's second stretches are found.
    pub(super) fn companion(&self, number: u32) -> Option<u32> {
        let companion = self.companions.get(number as usize)?;
        Some(u32::from_le_bytes(*companion)).filter(|companion| *companion != u32::MAX)
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
