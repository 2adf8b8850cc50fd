//! `near` and `unless`: patterns that must, or must not, stand around a hit.

use std::collections::HashMap;

use super::View;
use crate::model::Rule;
use crate::model::rule::{Condition, Shared};
use crate::pattern::{PatternSet, Patterns, Present};
use crate::text::Span;

/// Windows up to this many bytes are searched as they come. For larger ones the whole document is searched
/// once, so that a thousand hits in one endless line cost one search and not a thousand.
const SMALL_WINDOW: usize = 2048;

/// A rule with the lists of its conditions in the set of all patterns.
#[derive(Debug)]
pub(super) struct Prepared<'r> {
    pub(super) rule: &'r Rule,
    /// Where the lists of `near` begin, and those of `unless`.
    near: usize,
    unless: usize,
}

/// The lists of a set that is being made.
#[derive(Debug)]
pub(super) struct Lists<'r> {
    pub(super) all: Vec<&'r Patterns>,
    /// Where those of conditions begin that many built-in rules have, by the number of the conditions.
    known: Vec<usize>,
}

/// Where the patterns of a condition stand in a whole document, by their list.
#[derive(Debug, Default)]
pub(super) struct Memory(HashMap<usize, Vec<Span>>);

impl<'r> Prepared<'r> {
    /// Adds the patterns of the rule's conditions to the lists of a set.
    pub(super) fn new(rule: &'r Rule, lists: &mut Lists<'r>) -> Self {
        Prepared { rule, near: lists.place(&rule.near), unless: lists.place(&rule.unless) }
    }

    /// Whether as many `near` conditions as are needed may hold somewhere in a text.
    pub(super) fn may_be_near(&self, set: &PatternSet<'r>, present: &Present) -> bool {
        let conditions = self.rule.near.len();
        let lists = self.near..self.near + conditions;
        let may = lists.filter(|&list| set.is_in(list, present)).count();
        may >= self.rule.enough.unwrap_or(conditions)
    }

    /// Whether all `near` conditions hold, or as many as are enough.
    pub(super) fn near(
        &self,
        view: &View<'_>,
        set: &PatternSet<'r>,
        hit: Span,
        memory: &mut Memory,
    ) -> bool {
        let enough = self.rule.enough.unwrap_or(self.rule.near.len());
        let mut left = self.rule.near.len();
        let mut held = 0;
        for (list, condition) in (self.near..).zip(&self.rule.near) {
            held += usize::from(Check { condition, set, list }.holds(view, hit, memory));
            left -= 1;
            if held >= enough || held + left < enough {
                break;
            }
        }
        held >= enough
    }

    /// Whether any `unless` condition holds.
    pub(super) fn unless(
        &self,
        view: &View<'_>,
        set: &PatternSet<'r>,
        hit: Span,
        memory: &mut Memory,
    ) -> bool {
        let mut conditions = (self.unless..).zip(&self.rule.unless);
        conditions.any(|(list, condition)| Check { condition, set, list }.holds(view, hit, memory))
    }
}

impl<'r> Lists<'r> {
    /// The lists of the rules themselves.
    pub(super) fn of(rules: &[&'r Rule]) -> Self {
        let all = rules.iter().map(|rule| &rule.patterns).collect();
        Lists { all, known: Vec::new() }
    }

    /// Where the lists of conditions begin; they are added where they are not there yet.
    fn place(&mut self, conditions: &'r Shared<Vec<Condition>>) -> usize {
        let next = self.all.len();
        let number = conditions.number().map(|number| number as usize);
        if let Some(number) = number {
            self.known.resize(self.known.len().max(number + 1), usize::MAX);
            match self.known[number] {
                usize::MAX => self.known[number] = next,
                known => return known,
            }
        }
        self.all.extend(conditions.iter().map(|condition| &condition.patterns));
        next
    }
}

struct Check<'c, 'r> {
    condition: &'c Condition,
    set: &'c PatternSet<'r>,
    list: usize,
}

impl Check<'_, '_> {
    fn holds(&self, view: &View<'_>, hit: Span, memory: &mut Memory) -> bool {
        let window = view.window(self.condition.reach.window, hit);
        let speaker =
            self.condition.reach.same_speaker.then(|| view.speaker(view.folded.home(hit)));
        let fits = |span: Span| {
            span != hit
                && speaker.is_none_or(|speaker| view.speaker(view.folded.home(span)) == speaker)
        };
        if window.len() <= SMALL_WINDOW {
            let found = view.find(self.set, self.list, window);
            return found.iter().any(|(_, other)| fits(other.span));
        }
        let everywhere = memory.0.entry(self.list).or_insert_with(|| {
            let whole = Span::new(0, view.folded.length());
            view.find(self.set, self.list, whole).into_iter().map(|(_, hit)| hit.span).collect()
        });
        let first = everywhere.partition_point(|span| span.start < window.start);
        let inside = everywhere[first..].iter().take_while(|span| span.start < window.end);
        inside.filter(|span| span.end <= window.end).any(|&span| fits(span))
    }
}
