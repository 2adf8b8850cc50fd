//! What is missing, and what contradicts itself.
//!
//! Not here: what lies together and what follows ([`super`]).

use super::Desk;
use crate::model::rule::{Compare, Contradiction, Missing};
use crate::model::{Level, SegmentKind};
use crate::pattern::Hit;
use crate::scan::Candidate;
use crate::scan::found::Found;
use crate::scan::select::Query;
use crate::text::Span;

/// Fewest segments of an opening: a short meeting has one too.
const SHORTEST_OPENING: usize = 10;

impl Desk<'_, '_, '_> {
    pub(super) fn missing(
        &self,
        rule: usize,
        missing: &Missing,
        of: &Query,
        when: &Query,
        found: &Found,
    ) -> Option<Candidate> {
        let segments = &self.view.document.segments;
        let spoken = segments.iter().any(|segment| segment.kind == SegmentKind::Speech);
        if missing.spoken.is_some_and(|wanted| wanted != spoken) || segments.is_empty() {
            return None;
        }
        let limit = missing.opening.map_or(usize::MAX, |hundredths| {
            let opening = segments.len() * usize::from(hundredths) / 100;
            let next = segments.get(opening.max(SHORTEST_OPENING));
            next.map_or(usize::MAX, |segment| segment.span.start)
        });
        let there = |candidate: &&Candidate| {
            (candidate.aside || candidate.home.start < limit)
                && (candidate.rule == rule || of.means(self.view, self.scanner, candidate))
        };
        let asked = |other| other == rule || of.asks_for(self.scanner, other);
        if found.of_rules(asked).iter().any(there) {
            return None;
        }
        match self.meant(when, found).first() {
            Some(reason) => self.made_of(rule, &[reason], reason),
            None if missing.when.is_empty() => Some(self.at_start(rule)),
            None => None,
        }
    }

    pub(super) fn compare(
        &self,
        rule: usize,
        compare: &Compare,
        (these, those, without): (&Query, &Query, &Query),
        found: &Found,
    ) -> Option<Candidate> {
        let levelled = |query: &Query| -> Vec<(Level, &Candidate)> {
            let meant = self.meant(query, found).into_iter();
            meant.filter_map(|one| Some((one.level()?, one))).collect()
        };
        // The first of the highest.
        let highest = |list: &[(Level, &'_ Candidate)]| -> Option<(Level, usize)> {
            let most = list.iter().map(|(level, _)| *level).max()?;
            Some((most, list.iter().position(|(level, _)| *level == most)?))
        };
        let (these, those) = (levelled(these), levelled(those));
        let (level, at) = highest(&these)?;
        let here = these[at].1;
        let (one, other) = match compare.are {
            Contradiction::Uneven => (here, these.iter().find(|(other, _)| *other != level)?.1),
            Contradiction::Lower | Contradiction::Higher => {
                let (other, there) = highest(&those)?;
                let wrong = match compare.are {
                    Contradiction::Lower => level < other,
                    _ => level > other,
                };
                (here, wrong.then(|| those[there].1)?)
            }
        };
        if !self.meant(without, found).is_empty() {
            return None;
        }
        let shown = if compare.are == Contradiction::Lower { other } else { one };
        let mut parts = [one, other];
        parts.sort_by_key(|candidate| candidate.home);
        self.made_of(rule, &parts, shown)
    }

    /// A finding of `rule` at the start of the document, where there are no words to point at.
    fn at_start(&self, rule: usize) -> Candidate {
        Candidate {
            rule,
            hit: Hit { span: Span::new(0, 0), groups: Vec::new() },
            home: Span::new(0, 0),
            mention: false,
            fills_line: false,
            one_line: true,
            effect: self.scanner.rules[rule].rule.effect,
            parts: Vec::new(),
            made: true,
            aside: false,
        }
    }
}
