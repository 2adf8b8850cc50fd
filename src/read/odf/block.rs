//! What is told, and what gathers it until it ends: a paragraph, a row, a note.
//!
//! Not here: how it is written ([`super::told`]).

use std::collections::HashSet;

use super::content::Content;
use super::paragraph::Paragraph;
use super::told::{Told, What};
use crate::model::{GapKind, Say, SegmentKind, Step};

/// What kind of words stand in an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    pub(super) kind: SegmentKind,
    /// Whether it holds for tables and boxes in it, too.
    pub(super) strong: bool,
    /// The run of words in it, 0 where they do not run on.
    pub(super) run: u64,
}

/// Something that gathers what is told until it ends.
#[derive(Debug)]
pub(super) enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A row of a table, after whose cells their comments come.
    Row(Vec<Told>),
    /// Something that stands beside the words in which it starts.
    Group(Vec<Told>),
    /// Words taken out of the text, by the name of their change.
    Deletion(String, Vec<Told>),
    /// Words that stand in no paragraph.
    Capture { kind: SegmentKind, field: Option<String>, prefix: String, words: String },
}

impl Content<'_, '_, '_> {
    /// The kind of words that are `own` by themselves.
    pub(super) fn kind(&self, own: SegmentKind) -> SegmentKind {
        if self.hidden > 0 {
            return SegmentKind::Hidden;
        }
        let strong = self.contexts.iter().rev().find(|context| context.strong);
        strong.or(self.contexts.last()).map_or(own, |context| context.kind)
    }

    /// Words in here are of a kind.
    pub(super) fn context(&mut self, kind: SegmentKind, strong: bool, runs_on: bool) {
        self.counts.runs += u64::from(runs_on);
        let run = if runs_on { self.counts.runs } else { 0 };
        self.contexts.push(Context { kind, strong, run });
    }

    /// The run of words in here.
    pub(super) fn run(&self) -> u64 {
        self.contexts.last().map_or(0, |context| context.run)
    }

    /// Tells words that stand beside the text.
    pub(super) fn say(&mut self, kind: SegmentKind, words: &str) {
        if !words.trim().is_empty() {
            let what = What::Words { kind, words: words.trim().to_owned(), run: 0, title: None };
            let told = Told { path: self.way(), what, aside: true };
            self.hand_up(vec![told]);
        }
    }

    /// Tells words once.
    pub(super) fn say_once(&mut self, kind: SegmentKind, words: &str) {
        let is_new = |told: &HashSet<_>| !told.contains(&(kind, words.to_owned()));
        if !words.trim().is_empty() && is_new(&self.told) {
            self.told.insert((kind, words.to_owned()));
            self.say(kind, words);
        }
    }

    /// Tells that something was not read.
    pub(super) fn gap(&mut self, kind: GapKind, reason: Say) {
        let told = Told { path: self.way(), what: What::Gap(kind, reason), aside: true };
        self.hand_up(vec![told]);
    }

    /// Starts to gather the words that come next.
    pub(super) fn capture(&mut self, kind: SegmentKind, field: Option<&str>, prefix: String) {
        let field = field.map(str::to_owned);
        self.blocks.push(Block::Capture { kind, field, prefix, words: String::new() });
    }

    pub(super) fn end_block(&mut self) {
        let told = match self.blocks.pop() {
            Some(Block::Paragraph(paragraph)) => paragraph.told(),
            Some(Block::Row(mut told)) => {
                // The sort keeps the order of what is alike.
                told.sort_by_key(|told| told.aside);
                told
            }
            Some(Block::Group(mut told)) => {
                told.iter_mut().for_each(|told| told.aside = true);
                told
            }
            Some(Block::Deletion(change, told)) => self.changes.keep(change, told),
            Some(Block::Capture { kind, field, prefix, words }) => {
                return self.end_capture(kind, field, &prefix, &words);
            }
            None => return,
        };
        self.hand_up(told);
    }

    fn end_capture(&mut self, kind: SegmentKind, field: Option<String>, prefix: &str, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        let words = format!("{prefix}{}", words.trim());
        // Who changed something often is told once.
        if kind == SegmentKind::Property && field.is_none() {
            return self.say_once(kind, &words);
        }
        let mut path = self.way();
        path.extend(field.map(Step::Field));
        // Who commented runs on with what was said.
        let run = if kind == SegmentKind::Comment { self.run() } else { 0 };
        let what = What::Words { kind, words, run, title: None };
        self.hand_up(vec![Told { path, what, aside: true }]);
    }

    /// Hands what is told to what gathers it, or writes it.
    fn hand_up(&mut self, told: Vec<Told>) {
        // Nothing is told in words that stand in no paragraph; what does so all the same goes to what is around.
        let mut around = self.blocks.iter_mut().rev();
        let gathers = around.find(|block| !matches!(block, Block::Capture { .. }));
        match gathers {
            Some(Block::Paragraph(paragraph)) => paragraph.beside.extend(told),
            Some(Block::Row(own) | Block::Group(own) | Block::Deletion(_, own)) => own.extend(told),
            _ => told.into_iter().for_each(|told| self.teller.tell(told)),
        }
    }
}
