//! A paragraph while its runs are read: its words as they stand, as they stood, and those that are hidden.
//!
//! Not here: what its runs are ([`mod@super::story`]).

use super::said::Said;
use super::story::Book;
use crate::model::{SegmentKind, Step};

/// Where a paragraph stands, as far as it changes what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// In the cell of a table.
    Cell,
    /// In a text box or shape.
    Box,
}

/// A paragraph being read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Its number in its part; none in tables and boxes, which have numbers of their own.
    pub(super) number: Option<u32>,
    /// The page on which it starts, where the file says.
    pub(super) page: Option<u32>,
    pub(super) frame: Option<Frame>,
    pub(super) style: Option<String>,
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
    pub(super) outline: Option<usize>,
    /// Whether it stands in a table of contents, whose numbers are those of the headings.
    pub(super) contents: bool,
    /// Its words as they stand, with insertions and without deletions.
    pub(super) now: String,
    /// Its words as they stood, with deletions and without insertions.
    pub(super) before: String,
    /// Whether anything was deleted.
    pub(super) deleted: bool,
    /// Words that the program does not show.
    pub(super) hidden: String,
    /// What stands in it or beside it, told behind it.
    pub(super) after: Vec<Said>,
}

impl Paragraph {
    /// Whether nothing stands in it yet.
    pub(super) fn is_empty(&self) -> bool {
        self.now.is_empty() && self.before.is_empty() && self.hidden.is_empty()
    }

    /// What it says, in a part whose paragraphs are of the kind `base`.
    pub(super) fn said(self, book: &mut Book, base: SegmentKind) -> Vec<Said> {
        let style = book.styles.id(self.style.as_deref()).to_owned();
        let level = self
            .outline
            .map_or_else(|| book.styles.heading(&style), |level| (level < 9).then_some(level + 1));
        let gone = self.deleted && self.now.trim().is_empty();
        let entry = if gone { None } else { self.entry(book, &style) };
        let is_entry = entry.is_some();
        let depth = entry.as_ref().map_or(0, |(_, depth)| *depth);
        let number = entry.map(|(number, _)| number).filter(|number| !number.is_empty());
        let words = match number {
            Some(number) if !self.now.trim().is_empty() => format!("{number} {}", self.now.trim()),
            _ => self.now,
        };
        let body = base == SegmentKind::Paragraph;
        let (kind, rank) = match (self.frame, level) {
            _ if !body => (base, None),
            (Some(Frame::Box), _) => (SegmentKind::TextBox, None),
            (Some(Frame::Cell), _) => (SegmentKind::Cell, Some(30)),
            (None, Some(level)) => (SegmentKind::Heading, Some(level)),
            (None, None) if is_entry => (SegmentKind::ListItem, Some(10 + depth)),
            (None, None) => (SegmentKind::Paragraph, Some(20)),
        };
        let rank = rank.filter(|_| !self.contents && !book.styles.is_contents(&style));
        let mut said = Vec::new();
        if !words.trim().is_empty() {
            said.push(Said::Tell(kind, words));
            said.extend(rank.map(Said::Title));
        }
        if self.deleted {
            said.push(Said::Tell(SegmentKind::Deletion, self.before));
        }
        if !self.hidden.trim().is_empty() {
            said.push(Said::Tell(SegmentKind::Hidden, self.hidden));
        }
        said.extend(self.after);
        if said.is_empty() {
            return said;
        }
        let page = self.page.filter(|_| self.number.is_some()).map(Step::Page);
        let way: Vec<Step> = page.into_iter().chain(self.number.map(Step::Paragraph)).collect();
        let steps = way.len();
        let mut all: Vec<Said> = way.into_iter().map(Said::Enter).collect();
        all.extend(said);
        all.extend(std::iter::repeat_n(Said::Leave, steps));
        all
    }

    /// The number of an entry of a list, counted on, and how deep the entry stands.
    fn entry(&self, book: &mut Book, style: &str) -> Option<(String, usize)> {
        let (styled, level) = book.styles.numbering(style);
        let list = self.list.clone().or(styled)?;
        let by_style = || book.numbering.level_of_style(&list, style);
        let level = self.level.or_else(by_style).or(level).unwrap_or(0);
        Some((book.numbering.next(&list, level)?, level))
    }
}
