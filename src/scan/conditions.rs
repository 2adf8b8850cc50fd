//! `near` and `unless`: patterns that must, or must not, stand around a hit.

use std::collections::HashMap;

use super::View;
use crate::model::Rule;
use crate::model::rule::{Condition, Shared, Window};
use crate::pattern::{At, List, PatternSet, Patterns, Present};
use crate::text::Span;

/// Windows up to this many bytes are searched as they come. For larger ones the whole document is searched
/// once, so that a thousand hits in one endless line cost one search and not a thousand.
const SMALL_WINDOW: usize = 2048;

/// A rule with the lists of its conditions in the set of all patterns.
#[derive(Debug)]
pub(super) struct Prepared<'r> {
    pub(super) rule: &'r Rule,
    near: First,
    unless: First,
}

/// Where the lists of conditions begin in the set of all patterns; those of built-in rules stand in none, because they
/// are known to the catalogue and few are ever read.
#[derive(Debug, Clone, Copy)]
struct First(Option<usize>);

/// The lists of a set that is being made.
#[derive(Debug)]
pub(super) struct Lists<'r> {
    pub(super) all: Vec<&'r Patterns>,
    /// Whether the lists of built-in rules are known to a catalogue.
    catalogued: bool,
}

/// What was looked up for the conditions of a document.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// The lists that can match in the document; all may where none are told.
    present: Option<Present>,
    /// Where the patterns of a condition stand in the whole document, by their list.
    places: HashMap<Option<At>, Vec<Span>>,
    /// The last window, of what and around what: conditions of a rule mostly look equally far.
    last: Option<(Window, Span, Span)>,
}

impl Memory {
    /// For a document in which these lists can match.
    pub(super) fn of(present: Present) -> Self {
        Memory { present: Some(present), ..Memory::default() }
    }

    fn window(&mut self, view: &View<'_>, window: Window, hit: Span) -> Span {
        match self.last {
            Some((last, around, found)) if (last, around) == (window, hit) => found,
            _ => {
                let found = view.window(window, hit);
                self.last = Some((window, hit, found));
                found
            }
        }
    }
}

impl<'r> Prepared<'r> {
    /// Adds the patterns of the rule's conditions to the lists of a set.
    pub(super) fn new(rule: &'r Rule, lists: &mut Lists<'r>) -> Self {
        Prepared { rule, near: lists.place(&rule.near), unless: lists.place(&rule.unless) }
    }

    /// Whether as many `near` conditions as are needed may hold somewhere in a text.
    pub(super) fn may_be_near(&self, set: &PatternSet<'r>, present: &Present) -> bool {
        let lists = self.near.lists(&self.rule.near);
        let may = lists.filter(|&(list, _)| set.is_in(list, present)).count();
        may >= self.rule.enough.unwrap_or(self.rule.near.len())
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
        for (list, condition) in self.near.lists(&self.rule.near) {
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
        let mut conditions = self.unless.lists(&self.rule.unless);
        conditions.any(|(list, condition)| Check { condition, set, list }.holds(view, hit, memory))
    }
}

impl First {
    /// Each condition with its list.
    fn lists<'c>(
        self,
        conditions: &'c [Condition],
    ) -> impl Iterator<Item = (List<'c>, &'c Condition)> {
        conditions.iter().enumerate().map(move |(at, condition)| match self.0 {
            Some(first) => (List::Own(first + at), condition),
            None => (List::Lent(&condition.patterns), condition),
        })
    }
}

impl<'r> Lists<'r> {
    /// The lists of the rules themselves.
    pub(super) fn of(rules: &[&'r Rule], catalogued: bool) -> Self {
        let all = rules.iter().map(|rule| &rule.patterns).collect();
        Lists { all, catalogued }
    }

    /// Where the lists of conditions begin; they are added where no catalogue knows them.
    fn place(&mut self, conditions: &'r Shared<Vec<Condition>>) -> First {
        if self.catalogued && conditions.number().is_some() {
            return First(None);
        }
        let next = self.all.len();
        self.all.extend(conditions.iter().map(|condition| &condition.patterns));
        First(Some(next))
    }
}

struct Check<'c, 'r> {
    condition: &'c Condition,
    set: &'c PatternSet<'r>,
    list: List<'c>,
}

impl Check<'_, '_> {
    fn holds(&self, view: &View<'_>, hit: Span, memory: &mut Memory) -> bool {
        if memory.present.as_ref().is_some_and(|present| !self.set.is_in(self.list, present)) {
            return false;
        }
        let window = memory.window(view, self.condition.reach.window, hit);
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
        let everywhere = memory.places.entry(self.set.at(self.list)).or_insert_with(|| {
            let whole = Span::new(0, view.folded.length());
            view.find(self.set, self.list, whole).into_iter().map(|(_, hit)| hit.span).collect()
        });
        let first = everywhere.partition_point(|span| span.start < window.start);
        let inside = everywhere[first..].iter().take_while(|span| span.start < window.end);
        inside.filter(|span| span.end <= window.end).any(|&span| fits(span))
    }
}
