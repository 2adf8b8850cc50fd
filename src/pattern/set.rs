//! Many patterns looked for at once: one pass finds which of them can match, and where.

use aho_corasick::AhoCorasick;

use super::{Hit, Matcher, Pattern};
use crate::text::{Case, Folded, Span};

/// Patterns with one automaton over all their anchors.
#[derive(Debug)]
pub struct PatternSet<'p> {
    patterns: Vec<&'p Pattern>,
    automaton: Option<AhoCorasick>,
    /// For each anchor of the automaton, the patterns that it belongs to.
    owners: Vec<Vec<usize>>,
    /// Patterns without an anchor run everywhere.
    unanchored: Vec<usize>,
    /// The patterns that ask for digits, with their indexes here; they run over number words read as digits too.
    numeric: Option<Box<(Vec<usize>, PatternSet<'p>)>>,
}

impl<'p> PatternSet<'p> {
    /// Prepares the search for all of `patterns`; hits name them by their index.
    #[must_use]
    pub fn new(patterns: Vec<&'p Pattern>) -> Self {
        let numeric: Vec<usize> =
            (0..patterns.len()).filter(|&at| patterns[at].asks_for_digits()).collect();
        let these = || numeric.iter().map(|&at| patterns[at]).collect();
        let set = (!numeric.is_empty()).then(|| PatternSet::plain(these()));
        let numeric = set.map(|set| Box::new((numeric, set)));
        PatternSet { numeric, ..PatternSet::plain(patterns) }
    }

    fn plain(patterns: Vec<&'p Pattern>) -> Self {
        let mut anchors: Vec<(String, usize)> = Vec::new();
        let mut unanchored = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            match pattern.anchors() {
                Some(texts) => anchors.extend(texts.into_iter().map(|text| (text, index))),
                None => unanchored.push(index),
            }
        }
        anchors.sort();
        anchors.dedup();
        let mut texts: Vec<String> = Vec::new();
        let mut owners: Vec<Vec<usize>> = Vec::new();
        for (text, index) in anchors {
            if texts.last() != Some(&text) {
                texts.push(text);
                owners.push(Vec::new());
            }
            if let Some(owner) = owners.last_mut() {
                owner.push(index);
            }
        }
        // Too many anchors for the automaton would be millions; without it every pattern runs everywhere.
        let automaton = AhoCorasick::new(&texts).ok();
        if automaton.is_none() {
            unanchored = (0..patterns.len()).collect();
        }
        PatternSet { patterns, automaton, owners, unanchored, numeric: None }
    }

    /// The patterns, in the order of their indexes.
    #[must_use]
    pub fn patterns(&self) -> &[&'p Pattern] {
        &self.patterns
    }

    /// Every hit of every pattern within `window`, as (index of the pattern, hit), in order of place.
    #[must_use]
    pub fn find(&self, folded: &Folded, window: Span) -> Vec<(usize, Hit)> {
        let mut found = Vec::new();
        let mut hits = Vec::new();
        for &index in &self.unanchored {
            self.patterns[index].find(folded, window, &mut hits);
            found.extend(hits.drain(..).map(|hit| (index, hit)));
        }
        if let Some(automaton) = &self.automaton {
            self.find_anchored(automaton, folded, window, &mut found);
        }
        found.sort_by_key(|(index, hit)| (hit.span, *index));
        found.dedup();
        found
    }

    /// Hits of the patterns that ask for digits, in a text whose number words are digits. Places are those of `digits`.
    #[must_use]
    pub fn find_numbers(&self, digits: &Folded, window: Span) -> Vec<(usize, Hit)> {
        let Some(numeric) = &self.numeric else { return Vec::new() };
        let (indexes, set) = &**numeric;
        let found = set.find(digits, window).into_iter();
        found.map(|(index, hit)| (indexes[index], hit)).collect()
    }

    fn find_anchored(
        &self,
        automaton: &AhoCorasick,
        folded: &Folded,
        window: Span,
        found: &mut Vec<(usize, Hit)>,
    ) {
        let text = folded.as_str(Case::Any);
        let mut searched_to: Vec<usize> = vec![window.start; self.patterns.len()];
        let mut hits = Vec::new();
        for anchor in automaton.find_overlapping_iter(window.of(text)) {
            let span = Span::new(window.start + anchor.start(), window.start + anchor.end());
            for &index in &self.owners[anchor.pattern().as_usize()] {
                match self.patterns[index] {
                    Pattern::Keyword(keyword) => {
                        found.extend(keyword.at_anchor(folded, span).map(|hit| (index, hit)));
                    }
                    pattern @ Pattern::Regular(_) => {
                        if span.start < searched_to[index] {
                            continue;
                        }
                        let block = folded.blocks(span.start, 0);
                        let from = block.start.max(window.start);
                        let part = Span::new(from, block.end.min(window.end));
                        searched_to[index] = part.end.max(span.end);
                        pattern.find(folded, part, &mut hits);
                        found.extend(hits.drain(..).map(|hit| (index, hit)));
                    }
                }
            }
        }
    }
}
