//! A document as the scan sees it: folded, with the places where anything can match.
//!
//! Not here: what is looked for ([`super::Scanner`]), and windows around a hit.

use super::Stopwatch;
use super::digits::{Digits, PART};
use crate::model::Document;
use crate::model::cost::Stage;
use crate::pattern::{Candidates, Hit, List, PatternSet, Present};
use crate::text::{Case, Folded, Lines, Span, fold};

/// A document with what the scan looks up in it.
pub(super) struct View<'d> {
    pub(super) document: &'d Document,
    pub(super) folded: Folded<'d>,
    /// The same with number words as digits, where there are any.
    pub(super) digits: Digits<'d>,
    /// Where the patterns of the rules can match in the folded text.
    pub(super) candidates: Candidates,
    pub(super) lines: Lines,
}

impl<'d> View<'d> {
    pub(super) fn new(
        document: &'d Document,
        set: &PatternSet<'_>,
        watch: &mut Stopwatch<'_>,
    ) -> Self {
        let folded = fold(&document.text);
        watch.stage(Stage::Fold);
        let mut candidates = set.search(&folded);
        watch.stage(Stage::Search);
        let words = candidates.take_number_words();
        let digits = Digits::new(&folded, set, words, PART, watch);
        View { document, folded, digits, candidates, lines: Lines::default() }
    }

    /// What can match in the document.
    pub(super) fn present(&self, set: &PatternSet<'_>) -> Present {
        let folded = set.present(&[&self.candidates]);
        Present::union([&folded].into_iter().chain(self.digits.present()))
    }

    /// How many places there are where a list can match, but for parts that were let go.
    pub(super) fn places(&self, set: &PatternSet<'_>, list: usize) -> usize {
        let all = [&self.candidates].into_iter().chain(self.digits.candidates());
        all.map(|candidates| set.count(list, &[candidates])).sum()
    }

    /// Every hit of a list within a window of the folded text, in order of place; number words read as digits are
    /// among what it is searched in.
    pub(super) fn find(
        &self,
        set: &PatternSet<'_>,
        list: List<'_>,
        window: Span,
    ) -> Vec<(usize, Hit)> {
        let numbers = self.digits.find(&self.folded, set, list, window);
        self.find_beside(set, list, window, numbers)
    }

    /// The same for a rule and the whole document.
    pub(super) fn find_rule(&self, set: &PatternSet<'_>, rule: usize) -> Vec<(usize, Hit)> {
        let whole = Span::new(0, self.folded.as_str(Case::Any).len());
        let numbers = self.digits.find_rule(&self.folded, set, rule, whole);
        self.find_beside(set, List::Own(rule), whole, numbers)
    }

    fn find_beside(
        &self,
        set: &PatternSet<'_>,
        list: List<'_>,
        window: Span,
        mut numbers: Vec<(usize, Hit)>,
    ) -> Vec<(usize, Hit)> {
        let mut found = Vec::new();
        set.find(list, &self.folded, &self.candidates, window, &mut found);
        found.append(&mut numbers);
        found.sort_by_key(|(pattern, hit)| (hit.span, *pattern));
        found.dedup();
        found
    }

    /// Who says what stands at the start of `home`.
    pub(super) fn speaker(&self, home: Span) -> Option<u32> {
        self.document.segment_at(home.start).and_then(|at| self.document.segments[at].speaker())
    }
}
