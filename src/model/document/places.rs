//! Line and column of what a document says, and what has to be kept of its source for that.
//!
//! Of a long source no more is kept than where its lines start and in which column each origin stands, because what
//! stands between two origins is in the text as well. Not here: steps on the way into composed documents.

use super::starts::Starts;
use super::{Document, Origin};
use crate::text::Locator;

/// What is known of the decoded source of a document.
#[derive(Debug, Clone)]
pub enum Raw {
    /// All of it.
    Whole(String),
    /// What it takes to say where something stands.
    Kept(Kept),
}

/// The places of a source without its words. Its lines end with LF or CRLF.
#[derive(Debug, Clone)]
pub struct Kept {
    starts: Starts,
    /// The column of each origin.
    columns: Vec<u32>,
}

impl Kept {
    /// The places of `source` for these origins.
    fn of(source: &str, origins: &[Origin]) -> Kept {
        let mut lines = Locator::new(source);
        let columns = origins.iter().map(|origin| lines.locate(origin.source()).1).collect();
        Kept { starts: Starts::of(source), columns }
    }
}

/// Whether a lone CR ends a line of a source.
fn ends_with_cr_alone(source: &str) -> bool {
    let bytes = source.as_bytes();
    source.match_indices('\r').any(|(at, _)| bytes.get(at + 1) != Some(&b'\n'))
}

/// Where text and source of a document differ, an origin for each character but those that have one, in order.
fn for_each_character(document: &Document, source: &str) -> Vec<Origin> {
    let ends = document.origins.iter().skip(1).map(|next| next.text());
    let ends = ends.chain([document.text.len()]);
    let mut more = Vec::new();
    for (origin, end) in document.origins.iter().zip(ends) {
        let text = document.text.get(origin.text()..end).unwrap_or_default();
        let there = source.as_bytes().get(origin.source()..).unwrap_or_default();
        if !there.starts_with(text.as_bytes()) {
            let rest = text.char_indices().skip(1).map(|(at, _)| at);
            more.extend(rest.map(|at| Origin::new(origin.text() + at, origin.source() + at)));
        }
    }
    more
}

/// Puts origins among others, each in order of the text, without a second list as long as these.
fn merge(origins: &mut Vec<Origin>, more: &[Origin]) {
    let (mut left, mut right) = (origins.len(), more.len());
    origins.extend_from_slice(more);
    for at in (0..origins.len()).rev() {
        let Some(last) = right.checked_sub(1).map(|last| more[last]) else { return };
        if left > 0 && origins[left - 1].text() > last.text() {
            left -= 1;
            origins[at] = origins[left];
        } else {
            right -= 1;
            origins[at] = last;
        }
    }
}

impl Document {
    /// Lets go of the decoded source; where something stands is known all the same.
    pub fn let_go_of_source(&mut self) {
        let Some(Raw::Whole(source)) = &self.raw else { return };
        if ends_with_cr_alone(source) {
            return;
        }
        let more = for_each_character(self, source);
        merge(&mut self.origins, &more);
        let kept = Kept::of(source, &self.origins);
        self.raw = Some(Raw::Kept(kept));
    }

    /// The decoded source; none where it was let go.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        match &self.raw {
            None => Some(&self.text),
            Some(Raw::Whole(source)) => Some(source),
            Some(Raw::Kept(_)) => None,
        }
    }

    /// Where the line feeds of the decoded source stand.
    #[must_use]
    pub fn feeds(&self) -> Vec<usize> {
        let source = match &self.raw {
            None => &self.text,
            Some(Raw::Whole(source)) => source,
            Some(Raw::Kept(kept)) => {
                return kept.starts.iter().map(|start| start - 1).collect();
            }
        };
        source.match_indices('\n').map(|(at, _)| at).collect()
    }

    /// Line and column of what it says.
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        let lines = Locator::new(self.source().unwrap_or_default());
        Places { document: self, lines, last: (0, usize::MAX, 0) }
    }
}

/// Finds line and column in the source of offsets in the text; fast when they come in ascending order.
#[derive(Debug)]
pub struct Places<'d> {
    document: &'d Document,
    /// The lines of the source, where there is one.
    lines: Locator<'d>,
    /// The offset last asked for, from where its column was counted, and the column.
    last: (usize, usize, u32),
}

impl Places<'_> {
    /// Line and column in the source of a byte offset in the text, both counted from 1; columns count characters.
    pub fn locate(&mut self, offset: usize) -> (u32, u32) {
        let Some(Raw::Kept(kept)) = &self.document.raw else {
            return self.lines.locate(self.document.source_offset(offset));
        };
        let next = self.document.origins.partition_point(|origin| origin.text() <= offset);
        let Some(at) = next.checked_sub(1) else { return (1, 1) };
        let origin = self.document.origins[at];
        let source = origin.source() + (offset - origin.text());
        let (line, start) = kept.starts.until(source);
        // The line starts in what stands here as in the source, or before it.
        let (from, column) = match start.checked_sub(origin.source()) {
            Some(over) if over > 0 => (origin.text() + over, 1),
            _ => (origin.text(), kept.columns[at]),
        };
        let (since, known) = match self.last {
            (last, counted, column) if counted == from && last >= from && last <= offset => {
                (last, column)
            }
            _ => (from, column),
        };
        let between = self.document.text.get(since..offset).map_or(0, |text| text.chars().count());
        let column = known.saturating_add(u32::try_from(between).unwrap_or(u32::MAX));
        self.last = (offset, from, column);
        (u32::try_from(line + 1).unwrap_or(u32::MAX), column)
    }
}
