//! Styles as far as they decide what is seen: hidden text, hidden sheets and slides, numbers of lists, page breaks.
//!
//! Not here: how anything looks.

use std::collections::HashMap;

use super::element::Element;
use super::numbers::{Level, Levels};

/// How many parents of a style are asked.
const PARENTS: usize = 32;

/// What a style says. What it does not say, its parent says.
#[derive(Debug, Default, Clone)]
struct Style {
    parent: Option<String>,
    /// Whether text is hidden.
    hidden: Option<bool>,
    /// Whether a sheet or slide is hidden.
    away: Option<bool>,
    /// The list style; an empty one takes numbers away.
    list: Option<String>,
    break_before: Option<bool>,
    break_after: Option<bool>,
}

/// The styles of a document: those with names, and those that the program made for one part.
#[derive(Debug, Default)]
pub(super) struct Styles {
    common: HashMap<(String, String), Style>,
    automatic: HashMap<(String, String), Style>,
    lists: HashMap<String, Levels>,
    outline: Levels,
    is_automatic: bool,
    open: Option<((String, String), Style)>,
    /// The list style being read: none for the outline.
    list: Option<Option<String>>,
}

impl Styles {
    /// Styles from here on are those of one part; those of the part before are gone.
    pub(super) fn start_automatic(&mut self, is_automatic: bool) {
        self.is_automatic = is_automatic;
        if is_automatic {
            self.automatic.clear();
        }
    }

    /// Reads the start of an element that stands among styles.
    pub(super) fn start(&mut self, element: &Element<'_>) {
        match element.name {
            "style" => {
                let key = (element.text("family").to_owned(), element.text("name").to_owned());
                let own = |name: &str| element.get(name).map(str::to_owned);
                let new_page = element.get("master-page-name").map(|master| !master.is_empty());
                let style = Style {
                    parent: own("parent-style-name"),
                    list: own("list-style-name"),
                    break_before: new_page.filter(|&new| new),
                    ..Style::default()
                };
                self.open = Some((key, style));
            }
            "list-style" => {
                let name = element.text("name").to_owned();
                // A part may have a style of a name that another part uses otherwise.
                self.lists.insert(name.clone(), Levels::default());
                self.list = Some(Some(name));
            }
            "outline-style" => self.list = Some(None),
            "list-level-style-number"
            | "list-level-style-bullet"
            | "list-level-style-image"
            | "outline-level-style" => self.level(element),
            _ => self.property(element),
        }
    }

    fn level(&mut self, element: &Element<'_>) {
        let levels = match &self.list {
            Some(Some(name)) => self.lists.entry(name.clone()).or_default(),
            _ => &mut self.outline,
        };
        levels.set(element.text("level").parse().unwrap_or(0), Level::read(element));
    }

    fn property(&mut self, element: &Element<'_>) {
        let Some((_, style)) = &mut self.open else { return };
        match element.name {
            "text-properties" => {
                style.hidden = element.get("display").map(|display| display != "true");
            }
            "table-properties" => style.away = element.get("display").map(|shown| shown == "false"),
            "drawing-page-properties" => {
                style.away = element.get("visibility").map(|visible| visible == "hidden");
            }
            "paragraph-properties" => {
                let page = |name: &str| element.get(name).map(|value| value == "page");
                style.break_before = style.break_before.or(page("break-before"));
                style.break_after = page("break-after");
            }
            _ => {}
        }
        if element.name == "table-properties" {
            let page = |name: &str| element.get(name).map(|value| value == "page");
            style.break_before = style.break_before.or(page("break-before"));
            style.break_after = page("break-after");
        }
    }

    /// Reads the end of an element that stands among styles.
    pub(super) fn end(&mut self, name: &str) {
        match name {
            "style" => {
                let Some((key, style)) = self.open.take() else { return };
                let styles = if self.is_automatic { &mut self.automatic } else { &mut self.common };
                styles.insert(key, style);
            }
            "list-style" | "outline-style" => self.list = None,
            _ => {}
        }
    }

    /// What a style or the first of its parents says.
    fn ask<T>(&self, family: &str, name: &str, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut key = (family.to_owned(), name.to_owned());
        for _ in 0..PARENTS {
            let style = self.automatic.get(&key).or_else(|| self.common.get(&key))?;
            if let Some(said) = what(style) {
                return Some(said);
            }
            key.1.clone_from(style.parent.as_ref()?);
        }
        None
    }

    /// Whether text of a style is hidden.
    pub(super) fn hides(&self, family: &str, name: &str) -> bool {
        !name.is_empty() && self.ask(family, name, |style| style.hidden).unwrap_or(false)
    }

    /// Whether a sheet or slide of a style is hidden.
    pub(super) fn puts_away(&self, family: &str, name: &str) -> bool {
        self.ask(family, name, |style| style.away).unwrap_or(false)
    }

    /// Whether a paragraph or table of a style starts a page, and whether what comes after it does.
    pub(super) fn breaks(&self, family: &str, name: &str) -> (bool, bool) {
        let before = self.ask(family, name, |style| style.break_before);
        let after = self.ask(family, name, |style| style.break_after);
        (before.unwrap_or(false), after.unwrap_or(false))
    }

    /// Whether a paragraph style is that of a title, or made from it.
    pub(super) fn is_title(&self, name: &str) -> bool {
        let is = |name: &str| matches!(name, "Title" | "Subtitle");
        let by_parent = |style: &Style| style.parent.as_deref().filter(|name| is(name)).map(|_| ());
        is(name) || self.ask("paragraph", name, by_parent).is_some()
    }

    /// The levels of a list style.
    pub(super) fn list(&self, name: &str) -> Option<&Levels> {
        self.lists.get(name)
    }

    /// The levels of headings, unless the style of a heading takes its number away.
    pub(super) fn outline(&self, style: &str) -> Option<&Levels> {
        let list = self.ask("paragraph", style, |style| style.list.clone());
        list.is_none_or(|list| !list.is_empty()).then_some(&self.outline)
    }
}
