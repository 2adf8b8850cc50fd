//! `near` and `unless`: patterns that must, or must not, stand around a hit.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::View;
use crate::model::Rule;
use crate::model::rule::Condition;
use crate::pattern::{Hit, PatternSet};
use crate::text::{Case, Span};

/// Windows up to this many bytes are searched as they come. For larger ones the whole document is searched
/// once, so that a thousand hits in one endless line cost one search and not a thousand.
const SMALL_WINDOW: usize = 2048;

/// A rule with its conditions ready to run.
#[derive(Debug)]
pub(super) struct Prepared<'r> {
    pub(super) rule: &'r Rule,
    near: Vec<OnceLock<PatternSet<'r>>>,
    unless: Vec<OnceLock<PatternSet<'r>>>,
}

/// Where the patterns of a condition stand in a whole document: by rule, sort and number of the condition.
#[derive(Debug, Default)]
pub(super) struct Memory(HashMap<(usize, bool, usize), Vec<Span>>);

impl<'r> Prepared<'r> {
    pub(super) fn new(rule: &'r Rule) -> Self {
        let empty = |conditions: &[Condition]| conditions.iter().map(|_| OnceLock::new()).collect();
        let (near, unless) = (empty(&rule.near), empty(&rule.unless));
        Prepared { rule, near, unless }
    }

    /// Whether all `near` conditions hold, or as many as are enough.
    pub(super) fn near(
        &self,
        view: &View<'_>,
        hit: &Hit,
        index: usize,
        memory: &mut Memory,
    ) -> bool {
        let enough = self.rule.enough.unwrap_or(self.rule.near.len());
        let mut left = self.rule.near.len();
        let mut held = 0;
        for check in self.checks(index, true) {
            held += usize::from(check.holds(view, hit, memory));
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
        hit: &Hit,
        index: usize,
        memory: &mut Memory,
    ) -> bool {
        self.checks(index, false).any(|check| check.holds(view, hit, memory))
    }

    /// The conditions of one sort; `index` is the rule's.
    fn checks(&self, index: usize, near: bool) -> impl Iterator<Item = Check<'_, 'r>> {
        let (conditions, sets) = match near {
            true => (&self.rule.near, &self.near),
            false => (&self.rule.unless, &self.unless),
        };
        let check = move |(at, (condition, set))| Check { condition, set, key: (index, near, at) };
        conditions.iter().zip(sets).enumerate().map(check)
    }
}

struct Check<'c, 'r> {
    condition: &'r Condition,
    set: &'c OnceLock<PatternSet<'r>>,
    key: (usize, bool, usize),
}

impl Check<'_, '_> {
    fn holds(&self, view: &View<'_>, hit: &Hit, memory: &mut Memory) -> bool {
        let window = view.window(self.condition.reach.window, hit.span);
        let speaker =
            self.condition.reach.same_speaker.then(|| view.speaker(view.folded.home(hit.span)));
        let fits = |span: Span| {
            span != hit.span
                && speaker.is_none_or(|speaker| view.speaker(view.folded.home(span)) == speaker)
        };
        let set =
            self.set.get_or_init(|| PatternSet::new(self.condition.patterns.iter().collect()));
        if window.len() <= SMALL_WINDOW {
            let found = view.find(set, window);
            return found.iter().any(|(_, other)| fits(other.span));
        }
        let everywhere = memory.0.entry(self.key).or_insert_with(|| {
            let whole = Span::new(0, view.folded.as_str(Case::Any).len());
            view.find(set, whole).into_iter().map(|(_, hit)| hit.span).collect()
        });
        let first = everywhere.partition_point(|span| span.start < window.start);
        let inside = everywhere[first..].iter().take_while(|span| span.start < window.end);
        inside.filter(|span| span.end <= window.end).any(|&span| fits(span))
    }
}
