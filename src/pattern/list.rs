//! The patterns of a rule or of a condition: one list, made once and shared by whoever holds it.
//!
//! Not here: many lists searched at once ([`super::set`]).

use std::fmt;
use std::ops::{Deref, Index};

use super::Pattern;
use crate::packed::{Apart, Damaged, Input, Lazy, Output, Pack, Packed, Shared};

/// The patterns of a list, in order.
type Iter<'p> =
    std::iter::Map<std::slice::Iter<'p, Lazy<Pattern>>, fn(&'p Lazy<Pattern>) -> &'p Pattern>;

/// Patterns of which any will do. A clone is the same list; of the built-in rules each is read at first use.
#[derive(Clone)]
pub struct Patterns(Shared<Apart<Pattern>>);

impl Patterns {
    /// All lists of a pack by their numbers; empty where something else has the number.
    pub(super) fn all(pack: &'static Packed) -> Vec<Self> {
        let list = |number| match pack.is_apart(number) {
            true => Patterns(Shared::of(pack, number)),
            false => Patterns::default(),
        };
        (0..pack.shared()).map(list).collect()
    }

    /// Its number among what many hold in the pack that it comes from; none where it comes from no pack.
    pub(super) fn number(&self) -> Option<u32> {
        self.0.number()
    }

    /// Whether it comes from a pack.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        self.number().is_some()
    }
}

impl Patterns {
    fn entries(&self) -> &[Lazy<Pattern>] {
        self.0.get().map_or(&[], |list| &list.0)
    }

    /// Each of them, in order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        self.entries().iter().map(Deref::deref)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Index<usize> for Patterns {
    type Output = Pattern;

    fn index(&self, at: usize) -> &Pattern {
        &self.entries()[at]
    }
}

impl From<Vec<Pattern>> for Patterns {
    fn from(patterns: Vec<Pattern>) -> Self {
        Patterns(Apart(patterns.into_iter().map(Lazy::from).collect()).into())
    }
}

impl FromIterator<Pattern> for Patterns {
    fn from_iter<I: IntoIterator<Item = Pattern>>(patterns: I) -> Self {
        Patterns::from(Vec::from_iter(patterns))
    }
}

impl Default for Patterns {
    fn default() -> Self {
        Patterns::from(Vec::new())
    }
}

impl<'p> IntoIterator for &'p Patterns {
    type Item = &'p Pattern;
    type IntoIter = Iter<'p>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Patterns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Pack for Patterns {
    fn pack(&self, out: &mut Output) {
        self.0.pack(out);
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        Shared::unpack(input).map(Patterns)
    }
}
