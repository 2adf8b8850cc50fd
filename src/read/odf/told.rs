//! What is told of a document, kept until its place in the order has come: a footnote comes after the paragraph that
//! it stands in, a comment after the row of its cell.
//!
//! Not here: what the elements mean ([`super::content`]).

use crate::model::{GapKind, Say, SegmentKind, Step};
use crate::read::draft::Draft;

/// Words or a gap, with the way there.
#[derive(Debug)]
pub(super) struct Told {
    /// From the outside in.
    pub(super) path: Vec<Step>,
    /// What it is.
    pub(super) what: What,
    /// Whether it comes after the words beside which it stands.
    pub(super) aside: bool,
}

#[derive(Debug)]
pub(super) enum What {
    Words {
        kind: SegmentKind,
        words: String,
        /// Words of the same run, other than 0, run on in the next line: cells of a row, lines of a header.
        run: u64,
        /// The depth of what could be the title of an agenda item.
        title: Option<usize>,
    },
    Gap(GapKind, Say),
}

/// Writes what is told into a draft.
pub(super) struct Teller<'d, 's> {
    /// The draft.
    pub(super) draft: &'d mut Draft<'s>,
    /// The steps of the draft's spot below the one that it came with.
    entered: Vec<Step>,
    run: u64,
    gaps: usize,
}

/// Most gaps that are told one by one.
const GAPS: usize = 1000;

impl<'d, 's> Teller<'d, 's> {
    pub(super) fn new(draft: &'d mut Draft<'s>) -> Self {
        Teller { draft, entered: Vec::new(), run: 0, gaps: 0 }
    }

    /// Writes one piece.
    pub(super) fn tell(&mut self, told: Told) {
        match told.what {
            What::Words { kind, words, run, title } => {
                if words.trim().is_empty() {
                    return;
                }
                self.go(&told.path);
                self.draft.begin(kind);
                if run != 0 && run == self.run {
                    self.draft.line();
                } else {
                    self.draft.wall();
                }
                self.draft.say(&words);
                self.draft.end();
                self.run = run;
                if let Some(rank) = title {
                    self.draft.title(rank);
                }
            }
            What::Gap(kind, reason) => {
                self.gaps += 1;
                if self.gaps <= GAPS {
                    self.go(&told.path);
                    self.draft.gap(kind, reason);
                } else if self.gaps == GAPS + 1 {
                    self.go(&[]);
                    self.draft.gap(
                        GapKind::Limit,
                        Say(
                            "there are more gaps than are told one by one",
                            "es gibt mehr Lücken, als einzeln genannt werden",
                        ),
                    );
                }
            }
        }
    }

    /// Leads the draft to a spot, and back to where it came from at the end.
    pub(super) fn go(&mut self, path: &[Step]) {
        let common = self.entered.iter().zip(path).take_while(|(own, next)| own == next).count();
        for _ in self.entered.drain(common..) {
            self.draft.leave();
        }
        for step in path.iter().skip(common) {
            self.draft.enter(step.clone());
            self.entered.push(step.clone());
        }
    }

    /// Goes back to where the draft stood, behind a wall.
    pub(super) fn finish(mut self) {
        self.go(&[]);
        self.draft.wall();
    }
}
