//! Line and column of what a document says, and what has to be kept of its source for that.
//!
//! Of a long source no more is kept than where its lines start and in which column each origin stands, because what
//! stands between two origins is in the text as well. Not here: steps on the way into composed documents.

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
    /// Where the second line starts and those after it.
    starts: Vec<u32>,
    /// The column of each origin.
    columns: Vec<u32>,
}

impl Kept {
    /// The places of `source` for these origins. None where a lone CR ends a line.
    fn of(source: &str, origins: &[Origin]) -> Option<Kept> {
        let bytes = source.as_bytes();
        if source.match_indices('\r').any(|(at, _)| bytes.get(at + 1) != Some(&b'\n')) {
            return None;
        }
        let mut lines = Locator::new(source);
        let columns = origins.iter().map(|origin| lines.locate(origin.source()).1).collect();
        // There are as many as captions, so no more room is made than they need.
        let mut starts = Vec::with_capacity(bytes.iter().filter(|byte| **byte == b'\n').count());
        let behind = |(end, _)| u32::try_from(end + 1).unwrap_or(u32::MAX);
        starts.extend(source.match_indices('\n').map(behind));
        Some(Kept { starts, columns })
    }
}

/// The origins of a document, where text and source differ one for each character; none where they differ nowhere.
fn for_each_character(document: &Document, source: &str) -> Option<Vec<Origin>> {
    let ends = document.origins.iter().skip(1).map(|next| next.text());
    let ends = ends.chain([document.text.len()]);
    let mut odd = document.origins.iter().zip(ends).filter_map(|(&origin, end)| {
        let text = document.text.get(origin.text()..end).unwrap_or_default();
        let there = source.as_bytes().get(origin.source()..).unwrap_or_default();
        (!there.starts_with(text.as_bytes()) && text.chars().nth(1).is_some())
            .then_some((origin, text))
    });
    let first = odd.next()?;
    let mut origins = document.origins.clone();
    for (origin, text) in [first].into_iter().chain(odd) {
        let rest = text.char_indices().skip(1).map(|(at, _)| at);
        origins.extend(rest.map(|at| Origin::new(origin.text() + at, origin.source() + at)));
    }
    origins.sort_by_key(|origin| origin.text());
    Some(origins)
}

impl Document {
    /// Lets go of the decoded source; where something stands is known all the same.
    pub fn let_go_of_source(&mut self) {
        if let Some(Raw::Whole(source)) = &self.raw {
            let origins = for_each_character(self, source);
            let kept = Kept::of(source, origins.as_deref().unwrap_or(&self.origins));
            if let Some(kept) = kept {
                self.origins = origins.unwrap_or_else(|| std::mem::take(&mut self.origins));
                self.raw = Some(Raw::Kept(kept));
            }
        }
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
                return kept.starts.iter().map(|&start| start as usize - 1).collect();
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
        let line = kept.starts.partition_point(|&start| start as usize <= source);
        let start = line.checked_sub(1).map_or(0, |at| kept.starts[at] as usize);
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
