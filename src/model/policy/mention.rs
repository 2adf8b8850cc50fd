//! Names of the policy in the words of somebody else: "Hotel Seeblick, Saal 2", "Microsoft Teams-Besprechung".
//!
//! Not here: what follows from one.

use std::ops::Range;

use super::{Cap, Policy, Term};
use crate::text::{Case, fold};

/// Words behind a name that make a street of it: "Karl-Strand-Straße".
const STREETS: [&str; 16] = [
    "strasse", "str", "weg", "allee", "platz", "gasse", "ring", "ufer", "damm", "chaussee",
    "street", "st", "road", "avenue", "lane", "rue",
];

/// Words of a text that are looked at together, and how many of them once more with the next.
const PIECE: usize = 256;
const OVERLAP: usize = 16;

impl Policy {
    /// The rows of a kind that a text names, by name, alias or title, as whole words; where one name lies within
    /// another one, the longer is meant.
    #[must_use]
    pub fn named_in(&self, term: Term, text: &str) -> Vec<&Cap> {
        let text = words(text);
        let mut named: Vec<&Cap> = Vec::new();
        for start in (0..text.len()).step_by(PIECE - OVERLAP) {
            let piece = &text[start..text.len().min(start + PIECE)];
            for cap in self.named_in_piece(term, piece) {
                if !named.iter().any(|known| known.name == cap.name) {
                    named.push(cap);
                }
            }
        }
        named
    }

    fn named_in_piece(&self, term: Term, text: &[String]) -> Vec<&Cap> {
        let mut found: Vec<(Range<usize>, &Cap)> = Vec::new();
        for cap in self.caps(term) {
            let titles = [cap.title.en.as_str(), cap.title.de.as_str()];
            let names = cap.aliases.iter().map(String::as_str).chain([cap.name.as_str()]);
            for name in names.chain(titles).map(words).filter(|name| !name.is_empty()) {
                let at = text.windows(name.len()).enumerate().filter(|(_, run)| *run == name);
                found.extend(at.map(|(at, run)| (at..at + run.len(), cap)));
            }
        }
        let within = |hit: &Range<usize>, other: &Range<usize>| {
            other.start <= hit.start && hit.end <= other.end && other.len() > hit.len()
        };
        let is_street =
            |hit: &Range<usize>| text.get(hit.end).is_some_and(|w| STREETS.contains(&w.as_str()));
        let meant = |hit: &Range<usize>| {
            !is_street(hit) && !found.iter().any(|(other, _)| within(hit, other))
        };
        found.iter().filter(|(hit, _)| meant(hit)).map(|(_, cap)| *cap).collect()
    }
}

/// The words of a text as the matcher reads them.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.as_str(Case::Any).split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
