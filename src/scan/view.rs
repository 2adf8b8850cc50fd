//! A document as the scan sees it: folded, with the places where anything can match.
//!
//! Not here: what is looked for ([`super::Scanner`]), and windows around a hit.

use super::Stopwatch;
use crate::model::Document;
use crate::model::cost::Stage;
use crate::pattern::{Candidates, Hit, List, PatternSet};
use crate::text::{Folded, Lines, Span, fold, numbers};

/// A document with what the scan looks up in it.
pub(super) struct View<'d> {
    pub(super) document: &'d Document,
    pub(super) folded: Folded<'d>,
    /// The same with number words as digits, where there are any.
    pub(super) digits: Option<Folded<'d>>,
    /// Where the patterns of the rules can match in either.
    pub(super) candidates: Candidates,
    pub(super) candidates_in_digits: Candidates,
    pub(super) lines: Lines,
}

impl<'d> View<'d> {
    pub(super) fn new(
        document: &'d Document,
        set: &PatternSet<'_>,
        watch: &mut Stopwatch<'_>,
    ) -> Self {
        let folded = fold(&document.text);
        let digits = numbers::with_digits(&folded);
        watch.stage(Stage::Fold);
        let candidates = set.search(&folded);
        let in_digits = digits.as_ref().map(|digits| set.search_numbers(digits));
        watch.stage(Stage::Search);
        View {
            document,
            folded,
            digits,
            candidates,
            candidates_in_digits: in_digits.unwrap_or_default(),
            lines: Lines::default(),
        }
    }

    /// Every hit of a list within a window of the folded text, in order of place; number words read as digits are
    /// among what it is searched in.
    pub(super) fn find(
        &self,
        set: &PatternSet<'_>,
        list: List<'_>,
        window: Span,
    ) -> Vec<(usize, Hit)> {
        let mut found = Vec::new();
        set.find(list, &self.folded, &self.candidates, window, &mut found);
        if let Some(digits) = &self.digits {
            let home = self.folded.home(window);
            let within = Span::new(digits.offset_of(home.start), digits.offset_of(home.end));
            let back = |span: Span| self.folded_span(digits.home(span));
            let mut numbers = Vec::new();
            set.find_numbers(list, digits, &self.candidates_in_digits, within, &mut numbers);
            for (_, hit) in &mut numbers {
                hit.span = back(hit.span);
                for (_, span) in &mut hit.groups {
                    *span = back(*span);
                }
            }
            found.append(&mut numbers);
        }
        found.sort_by_key(|(pattern, hit)| (hit.span, *pattern));
        found.dedup();
        found
    }

    /// Who says what stands at the start of `home`.
    pub(super) fn speaker(&self, home: Span) -> Option<u32> {
        self.document.segment_at(home.start).and_then(|at| self.document.segments[at].speaker)
    }
}
