//! Content that a file holds twice, for new programs and for old ones. What the second says anew is read as well.
//!
//! Not here: where it stands.

use std::collections::HashSet;

/// The alternatives that are open.
#[derive(Debug, Default)]
pub(super) struct Twins {
    /// What the choices of each open alternative said.
    said: Vec<HashSet<String>>,
    fallbacks: usize,
}

impl Twins {
    /// Alternatives start.
    pub(super) fn start(&mut self) {
        self.said.push(HashSet::new());
    }

    /// They end; what they said counts for those around them.
    pub(super) fn end(&mut self) {
        let said = self.said.pop().unwrap_or_default();
        if let Some(outer) = self.said.last_mut() {
            outer.extend(said);
        }
    }

    /// What comes next is for old programs.
    pub(super) fn fallback(&mut self) {
        self.fallbacks += 1;
    }

    /// It is over.
    pub(super) fn leave_fallback(&mut self) {
        self.fallbacks = self.fallbacks.saturating_sub(1);
    }

    /// Whether words are not said yet by the alternative before.
    pub(super) fn is_new(&mut self, words: &str) -> bool {
        if self.fallbacks > 0 {
            return !self.said.iter().any(|said| said.contains(words));
        }
        if let Some(said) = self.said.last_mut() {
            said.insert(words.to_owned());
        }
        true
    }
}
