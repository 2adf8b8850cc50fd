//! Counting the entries of lists and the headings, as far as their numbers are made by the program.
//!
//! Not here: how numbers look ([`super::numbers`]).

use std::collections::HashMap;

use super::element::Element;
use super::numbers::{Counters, LEVELS};
use super::styles::Styles;

/// A list with those in it.
#[derive(Debug, Default)]
struct List {
    id: String,
    style: String,
    counters: Counters,
    levels: Vec<Entry>,
}

/// A level of a list, and the entry of it that is open.
#[derive(Debug, Default)]
struct Entry {
    style: String,
    /// Whether the number of the entry was not yet written.
    due: bool,
    start: Option<u32>,
}

/// The lists of a part.
#[derive(Debug)]
pub(super) struct Lists {
    /// What is open, from the outside in; a list in a table in a list starts anew.
    open: Vec<Option<List>>,
    by_id: HashMap<String, Counters>,
    by_style: HashMap<String, Counters>,
    headings: Counters,
}

impl Default for Lists {
    fn default() -> Self {
        let (by_id, by_style) = (HashMap::new(), HashMap::new());
        Lists { open: vec![None], by_id, by_style, headings: Counters::default() }
    }
}

impl Lists {
    /// How many texts lie in texts.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// A text that lies in another one starts: no list of the outer one goes on in it.
    pub(super) fn enter(&mut self) {
        self.open.push(None);
    }

    /// The text ends, and all in it.
    pub(super) fn leave_to(&mut self, depth: usize) {
        self.open.truncate(depth.max(1));
    }

    /// A list starts, or one in a list.
    pub(super) fn start(&mut self, element: &Element<'_>) {
        let Some(open) = self.open.last_mut() else { return };
        let style = element.text("style-name");
        let list = open.get_or_insert_with(|| {
            let goes_on = element.text("continue-list");
            let counters = match self.by_id.get(goes_on) {
                Some(counters) => Some(counters),
                None if element.is("continue-numbering", "true") => self.by_style.get(style),
                None => None,
            };
            List {
                id: element.text("id").to_owned(),
                style: style.to_owned(),
                counters: counters.copied().unwrap_or_default(),
                levels: Vec::new(),
            }
        });
        let outer = list.levels.last().map_or(list.style.as_str(), |level| level.style.as_str());
        let style = if style.is_empty() { outer.to_owned() } else { style.to_owned() };
        list.levels.push(Entry { style, ..Entry::default() });
    }

    /// A paragraph that is a list of its own on some level.
    pub(super) fn start_alone(&mut self, element: &Element<'_>) {
        let level = element.text("level").parse().unwrap_or(1).clamp(1, LEVELS);
        let style = element.text("style-name").to_owned();
        let id = element.text("list-id").to_owned();
        let counters = self.by_id.get(&id).copied().unwrap_or_default();
        let mut list = List { id, style: style.clone(), counters, levels: Vec::new() };
        list.levels.resize_with(level, || Entry { style: style.clone(), ..Entry::default() });
        self.open.push(Some(list));
        self.entry(element);
    }

    /// An entry starts that has a number.
    pub(super) fn entry(&mut self, element: &Element<'_>) {
        let level = self.open.last_mut().and_then(Option::as_mut).and_then(|l| l.levels.last_mut());
        if let Some(level) = level {
            level.due = true;
            level.start = element.get("start-value").and_then(|start| start.parse().ok());
        }
    }

    /// A list ends.
    pub(super) fn end(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        let Some(list) = open else { return };
        list.levels.pop();
        if list.levels.is_empty() {
            if !list.id.is_empty() {
                self.by_id.insert(std::mem::take(&mut list.id), list.counters);
            }
            self.by_style.insert(std::mem::take(&mut list.style), list.counters);
            *open = None;
        }
    }

    /// The end of a paragraph that is a list of its own.
    pub(super) fn end_alone(&mut self) {
        if let Some(Some(list)) = self.open.pop() {
            self.by_id.insert(list.id, list.counters);
        }
    }

    /// The depth of the entry that is open, from 0.
    pub(super) fn level(&self) -> Option<usize> {
        let list = self.open.last().and_then(Option::as_ref)?;
        list.levels.len().checked_sub(1)
    }

    /// The number of the entry that is open, once.
    pub(super) fn number(&mut self, styles: &Styles) -> String {
        let Some(list) = self.open.last_mut().and_then(Option::as_mut) else {
            return String::new();
        };
        let at = list.levels.len().saturating_sub(1);
        let Some(entry) = list.levels.last_mut().filter(|entry| entry.due && at < LEVELS) else {
            return String::new();
        };
        entry.due = false;
        let Some(levels) = styles.list(&entry.style) else { return String::new() };
        let first = levels.get(at).map_or(1, |level| level.start);
        count(&mut list.counters, at, entry.start.take(), first);
        levels.label(at, &list.counters)
    }

    /// The number of a heading that stands in no list.
    pub(super) fn heading(&mut self, styles: &Styles, element: &Element<'_>) -> String {
        let level: usize = element.text("outline-level").parse().unwrap_or(1);
        let levels = styles.outline(element.text("style-name"));
        let (Some(at), Some(levels)) = (level.checked_sub(1), levels) else { return String::new() };
        if at >= LEVELS || element.is("is-list-header", "true") {
            return String::new();
        }
        let first = levels.get(at).map_or(1, |level| level.start);
        let given = element.get("start-value").and_then(|start| start.parse().ok());
        let anew = element.is("restart-numbering", "true").then_some(first);
        count(&mut self.headings, at, given.or(anew), first);
        levels.label(at, &self.headings)
    }
}

/// Counts one more on a level; those below start again.
fn count(counters: &mut Counters, at: usize, given: Option<u32>, first: u32) {
    let next = counters[at].map_or(first, |number| number.saturating_add(1));
    counters[at] = Some(given.unwrap_or(next));
    counters[at + 1..].fill(None);
}
