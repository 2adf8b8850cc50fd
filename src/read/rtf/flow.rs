//! Texts in an RTF file: the body, headers, notes, comments and boxes, each a run of paragraphs.
//!
//! Not here: control words ([`super::group`]).

use crate::model::{GapKind, SegmentKind, Step, Words};
use crate::read::draft::Draft;

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// They stand.
    Stayed,
    /// A tracked change took them out.
    Left,
    /// A tracked change put them in.
    Came,
}

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// Whether it is a cell of a table.
    pub(super) cell: bool,
    /// Its level among headings, from 0.
    pub(super) level: Option<usize>,
    /// Whether it is an entry of a list.
    pub(super) listed: bool,
}

/// A text and the paragraph of it that is being read.
#[derive(Debug)]
pub(super) struct Flow {
    kind: SegmentKind,
    step: Option<Step>,
    pieces: Vec<(Fate, String)>,
    unseen: String,
    /// The mark of a list entry, with its blank.
    pub(super) mark: String,
}

impl Flow {
    /// A text of one kind.
    pub(super) fn new(kind: SegmentKind, step: Option<Step>) -> Self {
        let (pieces, unseen, mark) = (Vec::new(), String::new(), String::new());
        Flow { kind, step, pieces, unseen, mark }
    }

    /// Adds words.
    pub(super) fn add(&mut self, fate: Fate, hidden: bool, words: &str) {
        if hidden {
            return self.unseen.push_str(words);
        }
        match self.pieces.last_mut() {
            Some((last, text)) if *last == fate => text.push_str(words),
            _ => self.pieces.push((fate, words.to_owned())),
        }
    }

    /// The last letter.
    pub(super) fn last(&self) -> Option<char> {
        self.pieces.last().and_then(|(_, text)| text.chars().next_back())
    }

    fn words(&self, without: Option<Fate>) -> String {
        let kept = self.pieces.iter().filter(|(fate, _)| Some(*fate) != without);
        kept.map(|(_, words)| words.as_str()).collect()
    }
}

/// A segment to be written.
#[derive(Debug)]
struct Told {
    way: Vec<Step>,
    kind: SegmentKind,
    words: String,
    rank: Option<usize>,
}

/// All texts of a file, written paragraph by paragraph; what stands inside of a paragraph of the body follows it.
pub(super) struct Pages<'d, 's> {
    /// The document.
    pub(super) draft: &'d mut Draft<'s>,
    later: Vec<Told>,
    paragraph: u32,
    table: (u32, u32),
    in_table: bool,
}

impl<'d, 's> Pages<'d, 's> {
    /// Pages that are written to `draft`.
    pub(super) fn new(draft: &'d mut Draft<'s>) -> Self {
        Pages { draft, later: Vec::new(), paragraph: 0, table: (0, 0), in_table: false }
    }

    /// The way to the paragraph of the body that is being read.
    fn here(&self) -> Vec<Step> {
        vec![Step::Paragraph(self.paragraph + 1)]
    }

    /// Something in the paragraph of the body that is being read was not read.
    pub(super) fn gap(&mut self, kind: GapKind, reason: impl Into<Words>) {
        self.draft.enter(Step::Paragraph(self.paragraph + 1));
        self.draft.gap(kind, reason);
        self.draft.leave();
    }

    /// Says words behind the paragraph of the body that is being read.
    pub(super) fn later(&mut self, step: Option<Step>, kind: SegmentKind, words: &str) {
        let way = step.map_or_else(|| self.here(), |step| vec![step]);
        self.push(way, kind, words, None);
    }

    fn push(&mut self, way: Vec<Step>, kind: SegmentKind, words: &str, rank: Option<usize>) {
        if words.contains(|c: char| !c.is_whitespace()) {
            self.later.push(Told { way, kind, words: words.to_owned(), rank });
        }
    }

    /// Ends a paragraph of a text.
    pub(super) fn end(&mut self, flow: &mut Flow, layout: Layout, is_body: bool) {
        let mark = std::mem::take(&mut flow.mark);
        let is_empty = flow.pieces.iter().all(|(_, words)| words.trim().is_empty());
        let way = match &flow.step {
            Some(step) => vec![step.clone()],
            None => self.place(layout),
        };
        let (kind, rank) = match (flow.kind, layout) {
            (SegmentKind::Paragraph, Layout { level: Some(level), .. }) => {
                (SegmentKind::Heading, level)
            }
            (SegmentKind::Paragraph, _) if layout.listed || !mark.is_empty() => {
                (SegmentKind::ListItem, 20)
            }
            (SegmentKind::Paragraph, Layout { cell: true, .. }) => (SegmentKind::Cell, 30),
            (kind, _) => (kind, 10),
        };
        let rank = (flow.kind == SegmentKind::Paragraph && !layout.cell).then_some(rank);
        let deleted = flow.pieces.iter().any(|(fate, _)| *fate == Fate::Left);
        let mut told = Vec::new();
        if !is_empty {
            let now = flow.words(Some(Fate::Left));
            told.push((kind, format!("{mark}{}", now.trim()), rank));
            if deleted {
                told.push((SegmentKind::Deletion, flow.words(Some(Fate::Came)), None));
            }
        }
        told.push((SegmentKind::Hidden, std::mem::take(&mut flow.unseen), None));
        flow.pieces.clear();
        let behind = if is_body { std::mem::take(&mut self.later) } else { Vec::new() };
        for (kind, words, rank) in told {
            self.push(way.clone(), kind, words.trim(), rank);
        }
        if is_body {
            self.later.extend(behind);
            self.write();
            self.paragraph += 1;
        }
    }

    fn place(&mut self, layout: Layout) -> Vec<Step> {
        if !layout.cell {
            self.in_table = false;
            return self.here();
        }
        if !std::mem::replace(&mut self.in_table, true) {
            self.table = (self.table.0 + 1, 1);
        }
        vec![Step::Table(self.table.0), Step::Row(self.table.1)]
    }

    /// A row of a table ends.
    pub(super) fn row(&mut self) {
        self.table.1 += 1;
    }

    /// Writes everything that was kept.
    pub(super) fn write(&mut self) {
        for told in std::mem::take(&mut self.later) {
            let steps = told.way.len();
            told.way.into_iter().for_each(|step| self.draft.enter(step));
            self.draft.tell(told.kind, &told.words);
            if let Some(rank) = told.rank {
                self.draft.title(rank);
            }
            (0..steps).for_each(|_| self.draft.leave());
        }
    }
}
