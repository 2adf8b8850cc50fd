//! Tables of plain numbers, of which those that the build made are part of the program and are not read before they
//! are looked at.
//!
//! Not here: what the numbers mean.

use std::borrow::Cow;

use crate::packed::packed;

/// Entries of so many bytes each.
pub(super) type Table<const N: usize> = Cow<'static, [[u8; N]]>;

/// Lists of numbers, by the number of the list.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    /// Where each begins in `values`, and where the last ends.
    begins: Table<4>,
    values: Table<4>,
}

packed!(struct Lists { begins, values });

impl Lists {
    /// Whatever lists there are.
    pub(super) fn of<'l>(lists: impl Iterator<Item = &'l [u32]>) -> Self {
        let (mut begins, mut values) = (vec![[0; 4]], Vec::new());
        for list in lists {
            values.extend(list.iter().map(|value| value.to_le_bytes()));
            begins.push(narrow(values.len()).to_le_bytes());
        }
        Lists { begins: begins.into(), values: values.into() }
    }

    /// For each value below `count` the numbers of the lists that have it.
    pub(super) fn owners(&self, count: usize) -> Self {
        let mut owners = vec![Vec::new(); count];
        for list in 0..self.count() {
            for value in self.list(list) {
                if let Some(owner) = owners.get_mut(value as usize) {
                    owner.push(narrow(list));
                }
            }
        }
        Lists::of(owners.iter().map(Vec::as_slice))
    }

    /// How many lists there are.
    pub(super) fn count(&self) -> usize {
        self.begins.len().saturating_sub(1)
    }

    /// The values of a list.
    pub(super) fn list(&self, at: usize) -> impl Iterator<Item = u32> + '_ {
        let begin = |at: usize| self.begins.get(at).map(|value| u32::from_le_bytes(*value));
        let range = begin(at).unwrap_or(0) as usize..begin(at + 1).unwrap_or(0) as usize;
        let values = self.values.get(range).unwrap_or_default();
        values.iter().map(|value| u32::from_le_bytes(*value))
    }
}

/// No table has as many entries as this.
pub(super) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
