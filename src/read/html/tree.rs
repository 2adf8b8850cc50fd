//! The open elements of a page, as the HTML standard opens and closes them, and what each means for the words in it.
//!
//! Every question is answered from the places of the last element of a name, the last block and the last scope, so that
//! no nesting however deep and no end tag that ends nothing costs more than its own reading.
//!
//! Not here: the order of words. Where a browser moves words out of a table they are read where they stand.

use std::collections::HashMap;

use super::lists::List;
use super::tags;
use crate::model::SegmentKind;

/// What the open elements mean for words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Context {
    /// What they are.
    pub(super) kind: SegmentKind,
    /// Whether a browser does not show them.
    pub(super) hidden: bool,
    /// Whether they are settings of a program and no words.
    pub(super) silent: bool,
    /// Whether blanks and line ends count.
    pub(super) verbatim: bool,
    /// Whether a change took them out, and whether it is a tracked one.
    pub(super) deleted: Option<bool>,
    /// Whether a change put them in.
    pub(super) inserted: bool,
    /// Whether they are set above the line.
    pub(super) raised: bool,
    /// Whether they stand beside what they explain.
    pub(super) beside: bool,
    /// Whether they lie in a picture or formula.
    pub(super) foreign: bool,
    /// How deep a numbered title stands.
    pub(super) rank: usize,
    /// The table, and the row in it, both from 1.
    pub(super) cell: Option<(u32, u32)>,
}

impl Context {
    /// Words that stand in no element.
    pub(super) const NONE: Context = Context {
        kind: SegmentKind::Paragraph,
        hidden: false,
        silent: false,
        verbatim: false,
        deleted: None,
        inserted: false,
        raised: false,
        beside: false,
        foreign: false,
        rank: PARAGRAPH,
        cell: None,
    };
}

/// The rank of running text and of the outermost list among numbered titles; headings stand above.
pub(super) const PARAGRAPH: usize = 10;
/// The rank of the outermost list.
pub(super) const LIST: usize = 20;

/// An open element.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name in small letters.
    pub(super) name: String,
    /// What it means for words.
    pub(super) context: Context,
    /// Whether it starts and ends a block of words.
    pub(super) block: bool,
    /// The numbers of its entries.
    pub(super) list: Option<List>,
    /// Its number among tables, and how many rows it had so far.
    pub(super) table: (u32, u32),
}

/// All open elements.
#[derive(Debug, Default)]
pub(super) struct Tree {
    open: Vec<Element>,
    /// Where the elements of each name lie among the open ones.
    named: HashMap<String, Vec<usize>>,
    scopes: Vec<usize>,
    blocks: Vec<usize>,
}

impl Tree {
    /// What words mean that come next.
    pub(super) fn context(&self) -> Context {
        self.open.last().map_or(Context::NONE, |element| element.context)
    }

    /// The name of the innermost element.
    pub(super) fn name(&self) -> Option<&str> {
        self.open.last().map(|element| element.name.as_str())
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Opens an element.
    pub(super) fn push(&mut self, element: Element) {
        let at = self.open.len();
        self.named.entry(element.name.clone()).or_default().push(at);
        if tags::is_scope(&element.name) {
            self.scopes.push(at);
        }
        if tags::is_block(&element.name) {
            self.blocks.push(at);
        }
        self.open.push(element);
    }

    /// Closes the innermost element.
    pub(super) fn pop(&mut self) -> Option<Element> {
        let element = self.open.pop()?;
        let at = self.open.len();
        if let Some(places) = self.named.get_mut(&element.name) {
            places.pop();
        }
        for places in [&mut self.scopes, &mut self.blocks] {
            if places.last() == Some(&at) {
                places.pop();
            }
        }
        Some(element)
    }

    /// The place of the innermost element with this name.
    fn last(&self, name: &str) -> Option<usize> {
        self.named.get(name)?.last().copied()
    }

    fn last_of(&self, names: &[&str]) -> Option<usize> {
        names.iter().filter_map(|name| self.last(name)).max()
    }

    /// The innermost element with this name.
    pub(super) fn innermost(&mut self, name: &str) -> Option<&mut Element> {
        let at = self.last(name)?;
        self.open.get_mut(at)
    }

    /// The innermost ordered list, unless another kind of list lies in it.
    pub(super) fn list(&mut self) -> Option<&mut List> {
        let at = self.last_of(&["ol", "ul", "menu", "dir"])?;
        self.open.get_mut(at)?.list.as_mut()
    }

    /// How many lists lie in each other here.
    pub(super) fn lists(&self) -> usize {
        let names = ["ol", "ul", "menu", "dir"];
        names.iter().filter_map(|name| self.named.get(*name)).map(Vec::len).sum()
    }

    /// How many elements stay open where one with this name starts.
    pub(super) fn before(&self, name: &str) -> usize {
        let mut stay = self.depth();
        let scope = self.scopes.last().copied();
        if tags::ends_paragraph(name) {
            let paragraph = self.last("p").filter(|&at| scope.is_none_or(|scope| at > scope));
            stay = paragraph.unwrap_or(stay);
        }
        if tags::heading(name).is_some() {
            let top = self.depth().wrapping_sub(1);
            let on_top = self.open.last().is_some_and(|top| tags::heading(&top.name).is_some());
            stay = if on_top { stay.min(top) } else { stay };
        }
        let (ended, within) = tags::siblings(name);
        let border = self.last_of(within);
        // In a table the border is the table; a list in a cell is none of the lists around it.
        let border = if within.contains(&"table") { border } else { border.max(scope) };
        let inside = |places: &Vec<usize>| {
            let first = places.partition_point(|&at| border.is_some_and(|border| at <= border));
            places.get(first).copied()
        };
        let first = ended.iter().filter_map(|name| inside(self.named.get(*name)?)).min();
        stay = first.map_or(stay, |first| stay.min(first));
        if self.context().foreign && tags::breaks_out(name) {
            let outer = self.last_of(&["svg", "math"]).unwrap_or(stay);
            stay = stay.min(outer);
        }
        stay
    }

    /// How many elements stay open behind an end tag; none where it ends nothing.
    pub(super) fn behind(&self, name: &str) -> Option<usize> {
        let at = match tags::heading(name) {
            Some(_) => self.last_of(&["h1", "h2", "h3", "h4", "h5", "h6"])?,
            None => self.last(name)?,
        };
        if matches!(name, "table" | "template" | "svg" | "math" | "select") {
            return Some(at);
        }
        let border = match name {
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => self.last("table"),
            _ if tags::is_block(name) => self.scopes.last().copied(),
            // What only says how words look is not closed across a block.
            _ => self.blocks.last().copied(),
        };
        border.is_none_or(|border| at >= border).then_some(at)
    }
}
