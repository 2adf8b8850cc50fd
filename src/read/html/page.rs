//! Words of a page to segments: blocks as a reader sees them, and behind each what stands in it unseen.
//!
//! Not here: tags ([`super::tree`]) and attributes ([`super::attributes`]).

use std::collections::HashSet;

use super::tree::{Context, PARAGRAPH};
use crate::model::{Document, GapKind, Say, SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::reading::Reading;
use crate::text::Locator;

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stayed,
    Left,
    Came,
}

/// A block of words being read.
#[derive(Debug)]
struct Block {
    context: Context,
    line: u32,
    pieces: Vec<(Fate, String)>,
    /// Whether a blank is due before the next word.
    blank: bool,
    /// Whether the next word starts a line.
    fresh: bool,
    /// Whether a change that took words out is a tracked one.
    tracked: bool,
}

impl Block {
    fn new(context: Context, line: u32) -> Self {
        let (pieces, blank, fresh, tracked) = (Vec::new(), false, true, false);
        Block { context, line, pieces, blank, fresh, tracked }
    }

    fn push(&mut self, context: Context, words: &str) {
        let fate = match context {
            Context { deleted: Some(_), .. } => Fate::Left,
            Context { inserted: true, .. } => Fate::Came,
            _ => Fate::Stayed,
        };
        match self.pieces.last_mut() {
            Some((last, text)) if *last == fate => text.push_str(words),
            _ => self.pieces.push((fate, words.to_owned())),
        }
    }

    /// Adds words. Where blanks do not count, any run of them is one.
    fn add(&mut self, context: Context, text: &str) {
        self.tracked |= context.deleted == Some(true);
        if context.verbatim {
            self.fresh = text.ends_with('\n');
            self.blank = false;
            return self.push(context, text);
        }
        let white = |c: char| c.is_ascii_whitespace();
        if context.raised && self.last().is_some_and(char::is_alphabetic) {
            // The mark of a footnote is no part of the word before it.
            self.blank |= text.starts_with(|c: char| !c.is_alphabetic());
        }
        let mut words = String::with_capacity(text.len());
        self.blank |= text.starts_with(white) && !self.fresh;
        for word in text.split(white).filter(|word| !word.is_empty()) {
            if std::mem::take(&mut self.blank) {
                words.push(' ');
            }
            words.push_str(word);
            self.blank = true;
            self.fresh = false;
        }
        self.blank &= text.ends_with(white);
        if !words.is_empty() {
            self.push(context, &words);
        }
    }

    fn last(&self) -> Option<char> {
        self.pieces.last().and_then(|(_, text)| text.chars().next_back())
    }

    /// The words but for those with one fate.
    fn without(&self, fate: Fate) -> String {
        let kept = self.pieces.iter().filter(|(own, _)| *own != fate);
        kept.map(|(_, words)| words.as_str()).collect()
    }

    fn has(&self, fate: Fate) -> bool {
        self.pieces.iter().any(|(own, words)| *own == fate && !words.trim().is_empty())
    }
}

/// A page being written.
pub(super) struct Page<'p, 's, 't> {
    /// The document.
    pub(super) draft: &'p mut Draft<'s>,
    /// What may still be read.
    pub(super) reading: &'p Reading<'p>,
    /// Where the token that is being read starts or ends in the text.
    pub(super) at: usize,
    /// The number of the list entry that starts next.
    pub(super) number: String,
    /// How many tables there were so far.
    pub(super) tables: u32,
    lines: Locator<'t>,
    seen: Option<Block>,
    unseen: Option<Block>,
    /// What stands in the block unseen, to be told behind it.
    asides: Vec<(SegmentKind, Step, String)>,
    /// Files that lie in the block, to be told behind it.
    files: Vec<(Step, Document)>,
    told: HashSet<(SegmentKind, String)>,
    elsewhere: HashSet<String>,
}

impl<'p, 's, 't> Page<'p, 's, 't> {
    /// A page that is written to `draft`, whose source is `text`.
    pub(super) fn new(draft: &'p mut Draft<'s>, reading: &'p Reading<'p>, text: &'t str) -> Self {
        Page {
            draft,
            reading,
            at: 0,
            number: String::new(),
            tables: 0,
            lines: Locator::new(text),
            seen: None,
            unseen: None,
            asides: Vec::new(),
            files: Vec::new(),
            told: HashSet::new(),
            elsewhere: HashSet::new(),
        }
    }

    fn line(&mut self) -> u32 {
        self.lines.locate(self.at).0
    }

    /// Words that come next.
    pub(super) fn text(&mut self, context: Context, text: &str) {
        if context.silent {
            return;
        }
        let aside = context.hidden || context.beside;
        let none = if aside { self.unseen.is_none() } else { self.seen.is_none() };
        if none && text.trim_start_matches(|c: char| c.is_ascii_whitespace()).is_empty() {
            return;
        }
        let blank = text.len() - text.trim_ascii_start().len();
        self.at += if none { blank } else { 0 };
        let line = if none { self.line() } else { 0 };
        let place = if aside { &mut self.unseen } else { &mut self.seen };
        let block = place.get_or_insert_with(|| Block::new(context, line));
        if none && !aside {
            let number = std::mem::take(&mut self.number);
            if !number.is_empty() {
                block.push(context, &number);
            }
        }
        block.add(context, text);
    }

    /// A line ends. Two in a row end the block.
    pub(super) fn line_break(&mut self, context: Context) {
        let aside = context.hidden || context.beside;
        let place = if aside { &mut self.unseen } else { &mut self.seen };
        let Some(block) = place else { return };
        if block.fresh && !context.verbatim {
            return self.end_block(context);
        }
        block.blank = false;
        block.fresh = true;
        block.push(context, "\n");
    }

    /// A block ends; one that is not seen ends no sentence around it.
    pub(super) fn end_block(&mut self, context: Context) {
        self.end_unseen();
        if context.hidden || context.beside {
            return;
        }
        if let Some(block) = self.seen.take() {
            self.tell(&block);
        }
        for (kind, step, words) in std::mem::take(&mut self.asides) {
            self.draft.tell_at(step, kind, &words);
        }
        for (step, document) in std::mem::take(&mut self.files) {
            self.draft.include(step, document);
        }
    }

    /// What is not seen ends.
    pub(super) fn end_unseen(&mut self) {
        if let Some(block) = self.unseen.take() {
            let words: String = block.pieces.into_iter().map(|(_, words)| words).collect();
            self.asides.push((block.context.kind, Step::Line(block.line), words));
        }
    }

    fn tell(&mut self, block: &Block) {
        let way = block.context.cell.map_or(Vec::new(), |(table, row)| {
            [Step::Table(table), Step::Row(row)]
                .into_iter()
                .filter(|s| s.number() > Some(0))
                .collect()
        });
        let steps = way.len() + 1;
        way.into_iter().chain([Step::Line(block.line)]).for_each(|step| self.draft.enter(step));
        let changed = block.has(Fate::Left) && (block.tracked || block.has(Fate::Came));
        let before = self.draft.next_segment();
        if changed {
            self.draft.tell(block.context.kind, &block.without(Fate::Left));
        } else {
            let words: String = block.pieces.iter().map(|(_, words)| words.as_str()).collect();
            self.draft.tell(block.context.kind, &words);
        }
        let titles = [SegmentKind::Heading, SegmentKind::ListItem, SegmentKind::Paragraph];
        if self.draft.next_segment() > before && titles.contains(&block.context.kind) {
            let is_paragraph = block.context.kind == SegmentKind::Paragraph;
            self.draft.title(if is_paragraph { PARAGRAPH } else { block.context.rank });
        }
        if changed {
            self.draft.tell(SegmentKind::Deletion, &block.without(Fate::Came));
        }
        (0..steps).for_each(|_| self.draft.leave());
    }

    /// Words of an attribute, told behind the block in which they stand, and once for each kind.
    pub(super) fn aside(&mut self, kind: SegmentKind, words: &str) {
        let known = (kind, words.trim().to_owned());
        if known.1.contains(char::is_alphanumeric) && !self.told.contains(&known) {
            let line = self.line();
            self.asides.push((kind, Step::Line(line), known.1.clone()));
            self.told.insert(known);
        }
    }

    /// A property of the page.
    pub(super) fn property(&mut self, kind: SegmentKind, name: &str, words: &str) {
        self.asides.push((kind, Step::Field(name.to_owned()), words.to_owned()));
    }

    /// Content that is shown as part of the page and lies elsewhere; the same is told once. What `cid:` names lies in
    /// the mail that the page is a part of, whose reader tells it.
    pub(super) fn elsewhere(&mut self, target: &str, reason: Say) {
        let in_mail = target.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("cid:"));
        if !in_mail && self.elsewhere.insert(target.to_owned()) {
            self.gap(GapKind::Linked, reason);
        }
    }

    /// Whether content that lies in the page itself is met for the first time.
    pub(super) fn is_new(&mut self, content: &str) -> bool {
        self.elsewhere.insert(content.to_owned())
    }

    /// A part that was not read.
    pub(super) fn gap(&mut self, kind: GapKind, reason: Say) {
        let line = self.line();
        self.draft.enter(Step::Line(line));
        self.draft.gap(kind, reason);
        self.draft.leave();
    }

    /// A file that lies in the page.
    pub(super) fn include(&mut self, document: Document) {
        let line = self.line();
        self.files.push((Step::Line(line), document));
    }
}
