//! Tracked changes: what was taken out of the text and what was put in.
//!
//! Not here: the paragraphs that were changed ([`super::paragraph`]).

use std::collections::{BTreeMap, HashSet};

use super::block::Block;
use super::content::Content;
use super::told::{Told, What};
use crate::model::SegmentKind;

/// The changes of a part.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The change that is being read.
    pub(super) change: String,
    insertions: HashSet<String>,
    /// Words that were taken out, each until the place is found where they stood.
    deleted: BTreeMap<String, String>,
    /// How many insertions the text that is being read lies in.
    inserting: usize,
}

impl Changes {
    /// The change that is being read put words in.
    pub(super) fn inserts(&mut self) {
        self.insertions.insert(self.change.clone());
    }

    pub(super) fn start(&mut self, change: &str) {
        self.inserting += usize::from(self.insertions.contains(change));
    }

    pub(super) fn end(&mut self, change: &str) {
        let ends = usize::from(self.insertions.contains(change));
        self.inserting = self.inserting.saturating_sub(ends);
    }

    pub(super) fn is_inserting(&self) -> bool {
        self.inserting > 0
    }

    /// Keeps the words that a change took out; gives what is no words.
    pub(super) fn keep(&mut self, change: String, told: Vec<Told>) -> Vec<Told> {
        let mut lines: Vec<String> = Vec::new();
        let mut rest = Vec::new();
        for told in told {
            match told.what {
                What::Words { kind: SegmentKind::Deletion, words, .. } => lines.push(words),
                what => rest.push(Told { what, ..told }),
            }
        }
        if !lines.is_empty() {
            self.deleted.insert(change, lines.join("\n"));
        }
        rest
    }

    /// The words that a change took out, for the first who asks: a small file could ask often.
    pub(super) fn take(&mut self, change: &str) -> Option<String> {
        self.deleted.remove(change)
    }
}

impl Content<'_, '_, '_> {
    /// The place where a change took words out.
    pub(super) fn deletion(&mut self, change: &str) {
        let Some(words) = self.changes.take(change) else { return };
        match self.blocks.last_mut() {
            Some(Block::Paragraph(paragraph)) => paragraph.deleted(&words),
            _ => self.say(SegmentKind::Deletion, &words),
        }
    }

    /// What was taken out of a place that is not told.
    pub(super) fn dangling_deletions(&mut self) {
        for (_, words) in std::mem::take(&mut self.changes).deleted {
            self.say(SegmentKind::Deletion, &words);
        }
    }
}
