//! A document as the scan sees it: folded, with the places where anything can match; of a long one that no condition
//! asks about, what the rules find in each part of it.
//!
//! Not here: what is looked for ([`super::Scanner`]), and windows around a hit.

use std::cell::OnceCell;

use super::Stopwatch;
use super::digits::{Digits, PART};
use crate::model::Document;
use crate::model::cost::Stage;
use crate::pattern::{Candidates, Hit, List, PatternSet, Present};
use crate::text::fold::fold_in_parts;
use crate::text::{Folded, Lines, Span, fold};

/// Bytes of text from which on a document is read part by part, where no condition may ask for a part again.
const LONG: usize = 4 * PART;

/// A document with what the scan looks up in it.
pub(super) struct View<'d> {
    pub(super) document: &'d Document,
    pub(super) folded: Folded<'d>,
    readings: OnceCell<Readings<'d>>,
    /// What was found in a document that was read part by part.
    found: Option<Found>,
    pub(super) lines: Lines,
}

/// Where anything can match in a document.
struct Readings<'d> {
    /// In the folded text.
    candidates: Candidates,
    /// In the same with number words as digits.
    digits: Digits<'d>,
}

/// What rules find.
#[derive(Default)]
struct Found {
    /// What can match anywhere.
    present: Present,
    /// Rule, its pattern and the hit, in order of the rules.
    hits: Vec<(usize, usize, Hit)>,
}

impl<'d> Readings<'d> {
    fn new(folded: &Folded<'d>, set: &PatternSet<'_>, watch: &mut Stopwatch<'_>) -> Self {
        let mut candidates = set.search(folded);
        watch.stage(Stage::Search);
        let words = candidates.take_number_words();
        let digits = Digits::new(folded, set, words, PART, watch);
        Readings { candidates, digits }
    }
}

impl<'d> View<'d> {
    pub(super) fn new(
        document: &'d Document,
        set: &PatternSet<'_>,
        watch: &mut Stopwatch<'_>,
    ) -> Self {
        View::in_parts(document, set, if set.has_conditions() { usize::MAX } else { LONG }, watch)
    }

    /// A view of a document that is read in parts where it is longer than so many bytes.
    fn in_parts(
        document: &'d Document,
        set: &PatternSet<'_>,
        long: usize,
        watch: &mut Stopwatch<'_>,
    ) -> Self {
        if document.text.len() <= long {
            return View::of(document, fold(&document.text), set, watch);
        }
        let mut found = Found::default();
        let folded = fold_in_parts(&document.text, long.min(PART), &mut |part, offset| {
            found.add(&View::of(document, part, set, watch), offset, set, watch);
        });
        watch.stage(Stage::Fold);
        found.hits.sort_by_key(|(rule, ..)| *rule);
        let (readings, lines) = (OnceCell::new(), Lines::default());
        View { document, folded, readings, found: Some(found), lines }
    }

    fn of(
        document: &'d Document,
        folded: Folded<'d>,
        set: &PatternSet<'_>,
        watch: &mut Stopwatch<'_>,
    ) -> Self {
        watch.stage(Stage::Fold);
        let readings = OnceCell::from(Readings::new(&folded, set, watch));
        View { document, folded, readings, found: None, lines: Lines::default() }
    }

    fn readings(&self, set: &PatternSet<'_>) -> &Readings<'d> {
        let unwatched = &mut Stopwatch::default();
        self.readings.get_or_init(|| Readings::new(&self.folded, set, unwatched))
    }

    /// What can match in the document.
    pub(super) fn present(&self, set: &PatternSet<'_>) -> Present {
        if let Some(found) = &self.found {
            return found.present.clone();
        }
        let Readings { candidates, digits } = self.readings(set);
        Present::union([&set.present(&[candidates])].into_iter().chain(digits.present()))
    }

    /// How many places there are where a list can match, but for parts that were let go.
    pub(super) fn places(&self, set: &PatternSet<'_>, list: usize) -> usize {
        let Some(Readings { candidates, digits }) = self.readings.get() else { return 0 };
        let all = [candidates].into_iter().chain(digits.candidates());
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
        let numbers = self.readings(set).digits.find(&self.folded, set, list, window);
        self.find_beside(set, list, window, numbers)
    }

    /// The same for a rule and the whole document.
    pub(super) fn find_rule(&self, set: &PatternSet<'_>, rule: usize) -> Vec<(usize, Hit)> {
        if let Some(found) = &self.found {
            return of_rule(&found.hits, rule);
        }
        let whole = Span::new(0, self.folded.length());
        let numbers = self.readings(set).digits.find_rule(&self.folded, set, rule, whole);
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
        set.find(list, &self.folded, &self.readings(set).candidates, window, &mut found);
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

impl Found {
    /// Adds what the rules find in a part, which begins at an offset.
    fn add(
        &mut self,
        part: &View<'_>,
        offset: usize,
        set: &PatternSet<'_>,
        watch: &mut Stopwatch<'_>,
    ) {
        let present = part.present(set);
        let moved = |span: Span| Span::new(span.start + offset, span.end + offset);
        for rule in set.sought_in(&present) {
            for (pattern, mut hit) in part.find_rule(set, rule) {
                hit.span = moved(hit.span);
                hit.groups.iter_mut().for_each(|(_, span)| *span = moved(*span));
                self.hits.push((rule, pattern, hit));
            }
            watch.searched(rule, || part.places(set, rule));
        }
        self.present = Present::union([&self.present, &present].into_iter());
    }
}

/// The hits of a rule among those of all, which are in order of the rules.
pub(super) fn of_rule(all: &[(usize, usize, Hit)], rule: usize) -> Vec<(usize, Hit)> {
    let first = all.partition_point(|(other, ..)| *other < rule);
    let own = all[first..].iter().take_while(|(other, ..)| *other == rule);
    own.map(|(_, pattern, hit)| (*pattern, hit.clone())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Document, List, Span, Stopwatch, View};
    use crate::pattern::{Case, Pattern, PatternSet, Patterns};

    const PATTERNS: [&str; 8] = [
        r"\d{2,4} km",
        r"geheim",
        r"\d",
        r"\w+ \d",
        r"(?:\w+ ){0,3}geheim",
        r"(?P<a>\w+)[ ,]+\d",
        r"\w+ \w+",
        r"streng geheim|geheim 2",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Read part by part, a document says what it says as a whole.
        #[test]
        fn parts_say_what_the_whole_does(
            text in "((zwei|GEHEIM|geheim|streng|km|12|für|, |-|a)( |, |\n\n|\n|\r\n\r\n)?){0,50}",
            chosen in proptest::collection::vec(proptest::sample::select(&PATTERNS[..]), 2..5),
            long in 0..60_usize,
        ) {
            let list = |sources: &[&str]| {
                let case = if sources.len() > 1 { Case::Any } else { Case::Exact };
                let made = sources.iter().map(|source| Pattern::regular(source, case).unwrap());
                Patterns::from(made.collect::<Vec<_>>())
            };
            let (one, other) = (list(&chosen), list(&chosen[..1]));
            let set = PatternSet::new(vec![&one, &other], 2, None);
            let document = Document { text, ..Document::default() };
            let view = |long| View::in_parts(&document, &set, long, &mut Stopwatch::default());
            let (parts, whole) = (view(long), view(usize::MAX));
            prop_assert_eq!(set.sought_in(&parts.present(&set)), set.sought_in(&whole.present(&set)));
            let all = Span::new(0, whole.folded.length());
            for rule in [0, 1] {
                let mut found = parts.find_rule(&set, rule);
                found.sort_by_key(|(pattern, hit)| (hit.span, *pattern));
                prop_assert_eq!(&found, &whole.find_rule(&set, rule));
                prop_assert_eq!(found, parts.find(&set, List::Own(rule), all));
            }
        }
    }
}
