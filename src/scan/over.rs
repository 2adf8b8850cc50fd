//! Rules over other findings: what lies together, what follows, what is missing, what contradicts.
//!
//! They run when everything else was found, in this order and within it in the order of the rulesets; each sees
//! what was found before it. Not here: which findings a selector means ([`super::select`]).

mod duty;
mod repeats;

pub(super) use repeats::without_repeats;

use super::conditions::{Memory, Prepared};
use super::found::Found;
use super::select::{Query, Selectors};
use super::together::{self, Member};
use super::{Candidate, Scanner, View};
use crate::model::rule::{After, AtLeast, Combine, Compare, Missing, Search, Selector};
use crate::model::{Effect, Level};
use crate::text::{Case, Span};

/// The selectors of a rule over other findings, made ready.
#[derive(Debug)]
pub(super) enum Plan<'r> {
    Combine { rule: usize, combine: &'r Combine, of: Query, without: Query },
    After { rule: usize, after: &'r After, first: Query, then: Query, without: Query },
    Missing { rule: usize, missing: &'r Missing, of: Query, when: Query },
    Compare { rule: usize, compare: &'r Compare, these: Query, those: Query, without: Query },
}

/// Without a marking no combination indicates more than this.
const MOST_LIFTED: u8 = 3;

/// The plans of all rules over other findings, in the order in which they run.
pub(super) fn plans<'r>(
    rules: &[Prepared<'r>],
    selectors: &mut Selectors<'r>,
    mosaic: bool,
) -> Vec<Plan<'r>> {
    let mut query = |of: &'r [Selector]| selectors.query(of);
    let plan = |(rule, prepared): (usize, &Prepared<'r>)| match &prepared.rule.search {
        Search::Words => None,
        Search::Combine(combine) => {
            let lifts = matches!(prepared.rule.effect, Effect::Lifts(1..));
            let (of, without) = (query(&combine.of), query(&combine.without));
            (mosaic || !lifts).then_some((0, Plan::Combine { rule, combine, of, without }))
        }
        Search::After(after) => {
            let (first, then) = (query(&after.first), query(&after.then));
            let without = query(&after.without);
            Some((1, Plan::After { rule, after, first, then, without }))
        }
        Search::Missing(missing) => {
            let (of, when) = (query(&missing.of), query(&missing.when));
            Some((2, Plan::Missing { rule, missing, of, when }))
        }
        Search::Compare(compare) => {
            let (these, those) = (query(&compare.these), query(&compare.those));
            let without = query(&compare.without);
            Some((3, Plan::Compare { rule, compare, these, those, without }))
        }
    };
    let mut plans: Vec<(u8, Plan<'r>)> = rules.iter().enumerate().filter_map(plan).collect();
    plans.sort_by_key(|(order, _)| *order);
    plans.into_iter().map(|(_, plan)| plan).collect()
}

/// Everything that a plan looks at.
pub(super) struct Desk<'s, 'v, 'r> {
    pub(super) scanner: &'s Scanner<'r>,
    pub(super) view: &'s View<'v>,
}

impl Desk<'_, '_, '_> {
    /// Of rules that need so many hits together, those that have them; one finding for each such group.
    pub(super) fn enough(&self, candidates: Vec<Candidate>) -> Vec<Candidate> {
        let needs = |candidate: &Candidate| self.scanner.rules[candidate.rule].rule.at_least;
        if !candidates.iter().any(|candidate| needs(candidate).is_some()) {
            return candidates;
        }
        let (few, mut kept): (Vec<Candidate>, Vec<Candidate>) =
            candidates.into_iter().partition(|candidate| needs(candidate).is_some());
        let mut rules: Vec<usize> = few.iter().map(|candidate| candidate.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        for rule in rules {
            let of_rule: Vec<&Candidate> = few.iter().filter(|one| one.rule == rule).collect();
            if let Some(at_least) = self.scanner.rules[rule].rule.at_least {
                kept.extend(self.groups_of(&of_rule, at_least));
            }
        }
        kept.sort_by_key(|candidate| (candidate.home, candidate.rule));
        kept
    }

    fn groups_of(&self, hits: &[&Candidate], at_least: AtLeast) -> Vec<Candidate> {
        let folded = self.view.folded.as_str(Case::Any);
        let mut words: Vec<&str> = hits.iter().map(|hit| hit.hit.span.of(folded)).collect();
        words.sort_unstable();
        words.dedup();
        let member = |hit: &&Candidate| Member {
            span: hit.hit.span,
            speaker: self.speaker(hit),
            everywhere: false,
            keys: Vec::from_iter(
                words
                    .binary_search(&hit.hit.span.of(folded))
                    .ok()
                    .and_then(|at| at.try_into().ok()),
            ),
        };
        let members: Vec<Member> = hits.iter().map(member).collect();
        let mut groups = Vec::new();
        together::groups(self.view, &members, at_least.hits, at_least.reach, |group| {
            let parts = group.iter().map(|&at| (hits[at].rule, hits[at].home)).collect();
            groups.push(Candidate { parts, ..hits[group[0]].clone() });
            true
        });
        groups
    }

    /// Runs a plan over what was found so far.
    pub(super) fn run(&self, plan: &Plan<'_>, found: &Found) -> Vec<Candidate> {
        match plan {
            Plan::Combine { rule, combine, of, without } => {
                self.combine(*rule, combine, of, without, found)
            }
            Plan::After { rule, after, first, then, without } => {
                self.after(*rule, after, (first, then, without), found)
            }
            Plan::Missing { rule, missing, of, when } => {
                self.missing(*rule, missing, of, when, found).into_iter().collect()
            }
            Plan::Compare { rule, compare, these, those, without } => {
                self.compare(*rule, compare, (these, those, without), found).into_iter().collect()
            }
        }
    }

    fn combine(
        &self,
        rule: usize,
        combine: &Combine,
        of: &Query,
        without: &Query,
        found: &Found,
    ) -> Vec<Candidate> {
        let mut meant: Vec<&Candidate> = Vec::new();
        let mut members: Vec<Member> = Vec::new();
        for candidate in found.of_rules(|rule| of.asks_for(self.scanner, rule)) {
            let keys = of.keys(self.view, self.scanner, candidate);
            if !keys.is_empty() {
                let (span, speaker) = (candidate.hit.span, self.speaker(candidate));
                meant.push(candidate);
                let everywhere = candidate.everywhere(self.view);
                members.push(Member { span, speaker, keys, everywhere });
            }
        }
        let guards = self.guards(without, found);
        let (mut made, mut memory) = (Vec::new(), Memory::default());
        let accept = |group: &[usize]| {
            let parts: Vec<&Candidate> = group.iter().map(|&at| meant[at]).collect();
            let whole = covering(parts.iter().filter(|part| !part.everywhere(self.view)));
            let window = self.view.window(combine.guard, whole);
            if guards.any(window) || !self.conditions(rule, whole, &mut memory) {
                return false;
            }
            let shown = parts.iter().find(|part| !part.everywhere(self.view)).unwrap_or(&parts[0]);
            made.extend(self.made_of(rule, &parts, shown));
            true
        };
        together::groups(self.view, &members, combine.at_least, combine.reach, accept);
        made
    }

    fn after(
        &self,
        rule: usize,
        after: &After,
        (first, then, without): (&Query, &Query, &Query),
        found: &Found,
    ) -> Vec<Candidate> {
        let inside = |query: &Query| -> Vec<&Candidate> {
            let meant = self.meant(query, found).into_iter();
            meant.filter(|candidate| !candidate.everywhere(self.view)).collect()
        };
        let (firsts, thens) = (inside(first), inside(then));
        let guards = self.guards(without, found);
        let (mut made, mut memory) = (Vec::new(), Memory::default());
        let mut told_to = 0;
        for one in firsts {
            let from = one.hit.span;
            let reach = self.view.window(after.reach.window, from);
            let next = thens.partition_point(|other| other.hit.span.start < from.end.max(told_to));
            let other = thens[next..].iter().find(|other| {
                !after.reach.same_speaker || self.speaker(other) == self.speaker(one)
            });
            let Some(&other) = other.filter(|other| other.hit.span.end <= reach.end) else {
                continue;
            };
            let between = Span::new(from.end, other.hit.span.start.max(from.end));
            let whole = Span::new(from.start, other.hit.span.end);
            let guarded = after.guard.map_or(between, |guard| self.view.window(guard, whole));
            if guards.any(guarded) || !self.conditions(rule, whole, &mut memory) {
                continue;
            }
            told_to = other.hit.span.end;
            made.extend(self.made_of(rule, &[one, other], other));
        }
        made
    }

    /// The findings that a query means.
    fn meant<'c>(&self, query: &Query, found: &'c Found) -> Vec<&'c Candidate> {
        let mut meant = found.of_rules(|rule| query.asks_for(self.scanner, rule));
        meant.retain(|one| query.means(self.view, self.scanner, one));
        meant
    }

    /// The findings that a query means, for whoever asks whether one of them lies in a window.
    fn guards(&self, query: &Query, found: &Found) -> Guards {
        let guards = self.meant(query, found);
        let everywhere = guards.iter().any(|guard| guard.everywhere(self.view));
        let mut spans: Vec<Span> = guards.iter().map(|guard| guard.hit.span).collect();
        spans.sort_unstable();
        // The furthest end so far only grows.
        let mut furthest = 0;
        for span in &mut spans {
            furthest = furthest.max(span.end);
            span.end = furthest;
        }
        Guards { spans, everywhere }
    }

    /// Whether `near` holds and `unless` does not, around all parts.
    fn conditions(&self, rule: usize, whole: Span, memory: &mut Memory) -> bool {
        let (prepared, set) = (&self.scanner.rules[rule], &self.scanner.set);
        prepared.near(self.view, set, whole, memory)
            && !prepared.unless(self.view, set, whole, memory)
    }

    /// A finding of `rule` that is made of others and shown at one of them; none where it would raise to nothing.
    fn made_of(&self, rule: usize, parts: &[&Candidate], shown: &Candidate) -> Option<Candidate> {
        let effect = match self.scanner.rules[rule].rule.effect {
            Effect::Lifts(rungs) => {
                let highest = parts.iter().filter_map(|part| part.level()).max()?.ordinal();
                let lifted = (highest + rungs).min(MOST_LIFTED.max(highest));
                Effect::Raises(Level::new(lifted).filter(|level| *level > Level::OPEN)?)
            }
            effect => effect,
        };
        let mut parts: Vec<_> = parts.iter().map(|part| (part.rule, part.home)).collect();
        parts.sort_by_key(|(_, home)| *home);
        let (mention, made, fills_line) = (false, true, false);
        Some(Candidate { rule, effect, parts, mention, made, fills_line, ..shown.clone() })
    }

    fn speaker(&self, candidate: &Candidate) -> Option<u32> {
        self.view.speaker(candidate.home)
    }
}

/// What must not lie in a window.
struct Guards {
    /// Where each begins, in order, and how far any up to it reaches.
    spans: Vec<Span>,
    /// One of them is near to everything.
    everywhere: bool,
}

impl Guards {
    /// Whether one of them lies in the window, or near to everything.
    fn any(&self, window: Span) -> bool {
        let end = window.end.max(window.start + 1);
        let before = self.spans.partition_point(|span| span.start < end);
        let reach = before.checked_sub(1).and_then(|last| self.spans.get(last));
        self.everywhere || reach.is_some_and(|span| span.end > window.start)
    }
}

/// From the start of the first to the end of the last.
fn covering<'c>(parts: impl Iterator<Item = &'c &'c Candidate>) -> Span {
    let spans = parts.map(|part| part.hit.span);
    let whole =
        spans.reduce(|one, other| Span::new(one.start.min(other.start), one.end.max(other.end)));
    whole.unwrap_or(Span::new(0, 0))
}
