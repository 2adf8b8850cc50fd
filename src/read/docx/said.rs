//! What the parts of a document say, kept until it is told: a note stands behind the paragraph that it belongs to,
//! and a header before the section that it stands over.
//!
//! Not here: how it is found in the parts ([`mod@super::story`]).

use std::collections::{HashMap, HashSet};

use crate::model::{GapKind, Say, SegmentKind, Step};
use crate::read::captions::{Times, Turns};
use crate::read::draft::Draft;
use crate::read::ooxml::{Office, Relation};
use crate::text::Span;

/// How deep notes may lie in notes: a comment on a footnote is as far as programs go.
const NOTES: usize = 4;

/// One thing that is said.
#[derive(Debug, Clone)]
pub(super) enum Said {
    /// What follows stands one step further in.
    Enter(Step),
    /// What follows stands one step further out.
    Leave,
    /// A segment.
    Tell(SegmentKind, String),
    /// The segment before could be the title of an agenda item of this rank.
    Title(usize),
    /// Words of somebody, with name and time.
    Speech(Option<String>, Times, String),
    /// Something that was not read.
    Gap(GapKind, Say),
    /// The target of a link.
    Link(String),
    /// Whatever a relation leads to.
    Follow(Relation),
    /// A footnote, endnote or comment: the kind of its part, and its id.
    Note(&'static str, String),
    /// Who wrote or changed something.
    Author(String),
}

/// Tells what was said.
pub(super) struct Teller {
    /// Notes by the kind of their part and their ids.
    pub(super) notes: HashMap<(&'static str, String), Vec<Said>>,
    authors: HashSet<String>,
    names: HashSet<String>,
    turns: Turns,
    depth: usize,
}

impl Teller {
    /// A teller of a document with these notes.
    pub(super) fn new() -> Self {
        let (notes, authors, names) = (HashMap::new(), HashSet::new(), HashSet::new());
        Teller { notes, authors, names, turns: Turns::default(), depth: 0 }
    }

    /// Tells everything in order.
    pub(super) fn tell(
        &mut self,
        office: &mut Office<'_, '_>,
        draft: &mut Draft<'_>,
        all: Vec<Said>,
    ) {
        for said in all {
            match said {
                Said::Enter(step) => draft.enter(step),
                Said::Leave => draft.leave(),
                // A name that is given many times is said once.
                Said::Tell(SegmentKind::Name, words) if !self.names.insert(words.clone()) => {}
                Said::Tell(kind, words) => draft.tell(kind, &words),
                Said::Title(rank) => draft.title(rank),
                Said::Speech(name, times, words) => {
                    let name = name.map(|name| draft.speaker(&name, Span::default()));
                    self.turns.open(draft, name, times, false);
                    draft.say(&words);
                    draft.end();
                }
                Said::Gap(kind, reason) => draft.gap(kind, reason),
                Said::Link(target) => office.link(draft, &target),
                Said::Follow(relation) => office.follow(draft, &relation),
                Said::Note(part, id) => {
                    // Taken out, so that notes that name each other end; what lies too deep is told as the rest.
                    if self.depth < NOTES
                        && let Some(note) = self.notes.remove(&(part, id))
                    {
                        self.depth += 1;
                        self.tell(office, draft, note);
                        self.depth -= 1;
                    }
                }
                Said::Author(name) => {
                    if self.authors.insert(name.clone()) {
                        let field = Step::Field("author".to_owned());
                        draft.tell_at(field, SegmentKind::Property, &name);
                    }
                }
            }
        }
    }

    /// Tells the notes that no text leads to.
    pub(super) fn rest(&mut self, office: &mut Office<'_, '_>, draft: &mut Draft<'_>) {
        let mut left: Vec<_> = self.notes.drain().collect();
        left.sort_by(|a, b| a.0.cmp(&b.0));
        for (_, note) in left {
            self.tell(office, draft, note);
        }
    }
}
