//! What part of a repository a run is about, and which lines of a file are new.
//!
//! Not here: how either is asked of git ([`crate::read`]).

/// What part of a repository is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// What the next commit would change.
    Staged,
    /// Everything in the index, changed or not.
    Tracked,
    /// What changed from the merge base of two revisions to the second one.
    Since {
        /// The first, as the user calls it.
        rev: String,
        /// The second, as the user calls it.
        to: String,
    },
}

/// Lines of a text that a change wrote, and places where it took lines out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangedLines {
    written: Vec<(u32, u32)>,
    cuts: Vec<u32>,
}

impl ChangedLines {
    /// Adds `count` written lines from `first` on, counted from 1. No lines at all are a cut behind the line `first`.
    pub fn add(&mut self, first: u32, count: u32) {
        match count {
            0 => self.cuts.push(first),
            _ => self.written.push((first, first.saturating_add(count - 1))),
        }
    }

    /// Whether a change reaches into the lines from `first` to `last`: one of them was written, or lines between two of
    /// them were taken out, so that they stand together only now.
    #[must_use]
    pub fn touches(&self, first: u32, last: u32) -> bool {
        let last = last.max(first);
        self.written.iter().any(|&(from, to)| from <= last && to >= first)
            || self.cuts.iter().any(|&cut| first <= cut && cut < last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_lines_and_cuts() {
        let mut lines = ChangedLines::default();
        lines.add(5, 2);
        lines.add(20, 0);
        let touched = |first, last| lines.touches(first, last);
        assert!(touched(5, 5) && touched(6, 6) && touched(1, 5) && touched(6, 9) && touched(1, 9));
        assert!(!touched(1, 4) && !touched(7, 19));
        assert!(touched(20, 21) && touched(19, 30));
        assert!(!touched(20, 20) && !touched(21, 22) && !touched(18, 20));
        assert!(!ChangedLines::default().touches(1, u32::MAX));
    }
}
