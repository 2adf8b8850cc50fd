//! The second reading of a document, whose number words are digits.
//!
//! Of a long document it would be as long again, so it is made part by part: what the rules find in a part is noted,
//! and the part is let go. Where a condition asks for digits, the part around is made once more, and then kept.
//!
//! Not here: what a number word is ([`crate::text::numbers`]).

use std::cell::OnceCell;
use std::ops::Range;

use super::Stopwatch;
use super::view::of_rule;
use crate::model::cost::Stage;
use crate::pattern::{Candidates, Hit, List, PatternSet, Present};
use crate::text::{Folded, Span, numbers};

/// Bytes of a part; what is no longer is one part, which is kept.
pub(super) const PART: usize = 256 * 1024;

/// The second reading of a document.
#[derive(Debug, Default)]
pub(super) struct Digits<'d> {
    /// Where number words may start, in order.
    words: Vec<u32>,
    /// The parts with a number word, in order.
    parts: Vec<Part<'d>>,
    /// What rules find in parts that were let go, as (rule, its pattern, hit), in order of the rules.
    found: Vec<(usize, usize, Hit)>,
}

/// Whole blocks of the folded text.
#[derive(Debug)]
struct Part<'d> {
    span: Span,
    /// Which of the words stand in it.
    words: Range<usize>,
    /// What can match in it with digits.
    present: Present,
    reading: OnceCell<Reading<'d>>,
}

/// A part with its number words as digits.
#[derive(Debug)]
struct Reading<'d> {
    digits: Folded<'d>,
    /// Where patterns can match in it that ask for digits.
    candidates: Candidates,
}

impl<'d> Reading<'d> {
    /// None where there is no number word.
    fn new(folded: &Folded<'d>, words: &[u32], set: &PatternSet<'_>) -> Option<Self> {
        let edits = numbers::edits(folded, words);
        if edits.is_empty() {
            return None;
        }
        let digits = folded.with(&edits);
        let candidates = set.search_numbers(&digits);
        Some(Reading { digits, candidates })
    }

    /// What a list finds in a window of the folded text, there.
    fn find(
        &self,
        folded: &Folded<'d>,
        set: &PatternSet<'_>,
        list: List<'_>,
        window: Span,
        found: &mut Vec<(usize, Hit)>,
    ) {
        let home = folded.home(window);
        let digits = &self.digits;
        let within = Span::new(digits.offset_of(home.start), digits.offset_of(home.end));
        let back = |span: Span| {
            let home = digits.home(span);
            Span::new(folded.offset_of(home.start), folded.offset_of(home.end))
        };
        let first = found.len();
        set.find_numbers(list, digits, &self.candidates, within, found);
        for (_, hit) in &mut found[first..] {
            hit.span = back(hit.span);
            for (_, span) in &mut hit.groups {
                *span = back(*span);
            }
        }
    }
}

impl<'d> Digits<'d> {
    /// Reads a text in parts of so many bytes, given where number words may start in it.
    pub(super) fn new(
        folded: &Folded<'d>,
        set: &PatternSet<'_>,
        words: Vec<u32>,
        part: usize,
        watch: &mut Stopwatch<'_>,
    ) -> Self {
        let mut all = Digits::default();
        let mut spans = folded.parts(part).peekable();
        let mut next = 0;
        while let Some(span) = spans.next() {
            let first = next;
            next += words[first..].partition_point(|word| (*word as usize) < span.end);
            let own = first..next;
            let Some(reading) = Reading::new(folded, &words[own.clone()], set) else { continue };
            let present = set.present(&[&reading.candidates]);
            let alone = all.parts.is_empty() && spans.peek().is_none();
            let kept = OnceCell::new();
            if alone && span.start == 0 {
                kept.get_or_init(|| reading);
            } else {
                watch.stage(Stage::Search);
                all.note(folded, set, (&reading, &present, span), watch);
            }
            all.parts.push(Part { span, words: own, present, reading: kept });
        }
        all.found.sort_by_key(|(rule, ..)| *rule);
        all.words = words;
        watch.stage(Stage::Fold);
        all
    }

    /// Notes what the rules find in a part.
    fn note(
        &mut self,
        folded: &Folded<'d>,
        set: &PatternSet<'_>,
        (reading, present, span): (&Reading<'d>, &Present, Span),
        watch: &mut Stopwatch<'_>,
    ) {
        let mut found = Vec::new();
        for rule in set.sought_in(present) {
            if set.asks_for_digits(List::Own(rule)) {
                reading.find(folded, set, List::Own(rule), span, &mut found);
                self.found.extend(found.drain(..).map(|(pattern, hit)| (rule, pattern, hit)));
                watch.searched(rule, || set.count(rule, &[&reading.candidates]));
            }
        }
    }

    /// What can match in each part.
    pub(super) fn present(&self) -> impl Iterator<Item = &Present> {
        self.parts.iter().map(|part| &part.present)
    }

    /// Where patterns can match in the parts that are kept.
    pub(super) fn candidates(&self) -> impl Iterator<Item = &Candidates> {
        self.parts.iter().filter_map(|part| Some(&part.reading.get()?.candidates))
    }

    /// What a list finds within a window of the folded text.
    pub(super) fn find(
        &self,
        folded: &Folded<'d>,
        set: &PatternSet<'_>,
        list: List<'_>,
        window: Span,
    ) -> Vec<(usize, Hit)> {
        let mut found = Vec::new();
        if !set.asks_for_digits(list) {
            return found;
        }
        let near = |part: &&Part<'d>| {
            part.span.start <= window.end
                && window.start <= part.span.end
                && set.is_in(list, &part.present)
        };
        for part in self.parts.iter().filter(near) {
            let reading = match part.reading.get() {
                Some(reading) => Some(reading),
                None => Reading::new(folded, &self.words[part.words.clone()], set)
                    .map(|reading| part.reading.get_or_init(|| reading)),
            };
            if let Some(reading) = reading {
                reading.find(folded, set, list, window, &mut found);
            }
        }
        found
    }

    /// What a rule finds anywhere.
    pub(super) fn find_rule(
        &self,
        folded: &Folded<'d>,
        set: &PatternSet<'_>,
        rule: usize,
        whole: Span,
    ) -> Vec<(usize, Hit)> {
        match self.parts.as_slice() {
            [part] if part.reading.get().is_some() => {
                self.find(folded, set, List::Own(rule), whole)
            }
            _ => of_rule(&self.found, rule),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Digits, Stopwatch};
    use crate::pattern::{Case, Hit, List, Pattern, PatternSet, Patterns};
    use crate::text::{Span, fold};

    const PATTERNS: [&str; 7] = [
        r"\d{2,4} km",
        r"hill \d+",
        r"\d",
        r"\w+ \d",
        r"(?:\w+ ){0,3}\d+",
        r"\d+(?:[ ,]+\w+){1,2}",
        r"hill(?: zwei)? \d",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Read in parts, a text says what it says as a whole, anywhere and in any window, whoever asks first.
        #[test]
        fn parts_find_what_the_whole_does(
            text in "((zwei|drei|null|vierzig|hill|km|12|Hügel|, |und)( |, |\n\n|\n)?){0,50}",
            chosen in proptest::collection::vec(proptest::sample::select(&PATTERNS[..]), 1..4),
            length in 1..60_usize,
            window in (0.0..1.0_f64, 0.0..1.0_f64),
        ) {
            let list = |sources: &[&str]| {
                let made = sources.iter().map(|source| Pattern::regular(source, Case::Any).unwrap());
                Patterns::from(made.collect::<Vec<_>>())
            };
            let (rule, condition) = (list(&chosen), list(&chosen[..1]));
            let set = PatternSet::new(vec![&rule, &condition], 1, None);
            let folded = fold(&text);
            let words = folded.as_str(Case::Any);
            let starts = || set.search(&folded).take_number_words();
            let read = |part| Digits::new(&folded, &set, starts(), part, &mut Stopwatch::default());
            let (parts, whole) = (read(length), read(words.len() + 1));
            let at = |share: f64| words.floor_char_boundary((share * words.len() as f64) as usize);
            let all = Span::new(0, words.len());
            // Whoever asks puts them in order.
            let sorted = |mut found: Vec<(usize, Hit)>| {
                found.sort_by_key(|(pattern, hit)| (hit.span, *pattern));
                found
            };
            let both = [&parts, &whole];
            let [found, oracle] = both.map(|all_of| sorted(all_of.find_rule(&folded, &set, 0, all)));
            prop_assert_eq!(found, oracle);
            for window in [Span::new(at(window.0), at(window.1)), all] {
                for list in [0, 1] {
                    let [found, oracle] =
                        both.map(|all_of| sorted(all_of.find(&folded, &set, List::Own(list), window)));
                    prop_assert_eq!(found, oracle);
                }
            }
        }
    }
}
