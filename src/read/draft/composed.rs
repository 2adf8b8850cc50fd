//! What stands at a spot rather than on a line: the words, gaps and parts of documents that are composed.
//!
//! Not here: how words are written ([`super`]).

use std::collections::HashSet;

use super::{Draft, include};
use crate::model::document::Spot;
use crate::model::{Document, Gap, GapKind, Invitation, SegmentKind, Step, Words};
use crate::read::items::Candidate;

impl Draft<'_> {
    /// Something at the spot of what comes next that was not read. The same is said once.
    pub(in crate::read) fn gap(&mut self, kind: GapKind, reason: impl Into<Words>) {
        let place = self.way();
        let gap = Gap { kind, place, reason: reason.into() };
        if self.gaps.insert(gap.clone()) {
            self.document.gaps.push(gap);
        }
    }

    /// What comes next stands one step further in.
    pub(in crate::read) fn enter(&mut self, step: Step) {
        self.end();
        self.document.spots.push(Spot { above: self.spot, step });
        self.spot = u32::try_from(self.document.spots.len() - 1).ok();
    }

    /// What comes next stands one step further out.
    pub(in crate::read) fn leave(&mut self) {
        self.end();
        self.spot = self.spot.and_then(|spot| self.document.spots[spot as usize].above);
    }

    /// The way to the spot of what comes next.
    pub(in crate::read) fn way(&self) -> Vec<Step> {
        self.spot.map_or(Vec::new(), |spot| self.document.way(spot))
    }

    /// Writes words that have no place in a source.
    pub(in crate::read) fn say(&mut self, words: &str) {
        self.write(words, 0, 0);
    }

    /// Writes words as a segment between walls, unless there are none.
    pub(in crate::read) fn tell(&mut self, kind: SegmentKind, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        self.begin(kind);
        self.wall();
        self.say(words);
        self.end();
        self.wall();
    }

    /// Says words as a segment that stands one step further in.
    pub(in crate::read) fn tell_at(&mut self, step: Step, kind: SegmentKind, words: &str) {
        if !words.trim().is_empty() {
            self.enter(step);
            self.tell(kind, words);
            self.leave();
        }
    }

    /// The segment that was written last could be the title of an agenda item: a numbered heading or list entry
    /// at a depth, from 0. Its number must stand in its words.
    pub(in crate::read) fn title(&mut self, rank: usize) {
        if let Some(segment) = self.document.segments.last() {
            self.titles.push(Candidate { title: segment.span, rank });
        }
    }

    /// The words of every segment so far.
    pub(in crate::read) fn words(&self) -> HashSet<String> {
        let segments = self.document.segments.iter();
        segments.map(|segment| segment.span.of(&self.document.text).trim().to_owned()).collect()
    }

    /// What an invitation in it says of how the meeting is held.
    pub(in crate::read) fn invitation(&mut self, invitation: Invitation) {
        self.document.invitations.push(invitation);
    }

    /// Takes in a document that is this one, at this spot.
    pub(in crate::read) fn absorb(&mut self, inner: Document) {
        self.end();
        include::into(self, inner);
    }

    /// Takes in a document that is part of this one, with everything in it, one step further in. Its own lines
    /// become steps.
    pub(in crate::read) fn include(&mut self, step: Step, inner: Document) {
        self.enter(step);
        include::into(self, inner);
        self.leave();
    }
}
