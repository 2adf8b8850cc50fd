//! Where lines start, and from there line and column of any offset.
//!
//! Line starts are looked for as far as somebody asks, once. Not here: what a line means; a wrapped sentence is
//! still one sentence.

use std::cell::RefCell;

use super::marks::{WIDTH, gathered};

/// Finds line and column of offsets; fast when they come in ascending order, even on one endless line.
#[derive(Debug)]
pub struct Locator<'t> {
    text: &'t str,
    lines: Starts,
    /// The offset last asked for, the start of its line, and the characters between the two.
    last: (usize, usize, usize),
}

impl<'t> Locator<'t> {
    /// A locator for `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Locator { text, lines: Starts::default(), last: (0, 0, 0) }
    }

    /// Line and column of a byte offset, both counted from 1; columns count characters.
    ///
    /// An offset past the end is read as the end.
    pub fn locate(&mut self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.text.len());
        let (line, start) = self.lines.line_at(self.text, offset);
        let (from, known) = match self.last {
            (last, line_start, known) if line_start == start && last <= offset => (last, known),
            _ => (start, 0),
        };
        let count =
            known + self.text.get(from..offset).map_or(0, |between| between.chars().count());
        self.last = (offset, start, count);
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (narrow(line), narrow(count + 1))
    }
}

/// The lines of a text. LF, CRLF and a lone CR each end a line.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    starts: RefCell<Starts>,
}

impl Lines {
    /// The bytes of the line that holds `offset`, without its line end. `text` is the same every time.
    #[must_use]
    pub fn around(&self, text: &str, offset: usize) -> super::Span {
        let mut starts = self.starts.borrow_mut();
        let (line, start) = starts.line_at(text, offset.min(text.len()));
        let next = starts.start_of(text, line);
        let end = text
            .get(start..next)
            .map_or(start, |line| start + line.trim_end_matches(['\n', '\r']).len());
        super::Span::new(start, end)
    }
}

/// The line starts of a text as far as they are known. Texts of more than 4 GiB are refused by the readers.
#[derive(Debug, Clone, Default)]
struct Starts {
    /// Starts of the second line and those after it.
    known: Vec<u32>,
    /// How far the text was looked through.
    looked: usize,
}

impl Starts {
    /// The number of the line that holds `offset`, from 1, and its first byte.
    fn line_at(&mut self, text: &str, offset: usize) -> (usize, usize) {
        // A line starts at the offset itself where a line end stands before it.
        while self.looked < offset {
            self.look(text);
        }
        let line = self.known.partition_point(|&start| start as usize <= offset);
        (line + 1, line.checked_sub(1).map_or(0, |at| self.known[at] as usize))
    }

    /// The first byte of the line with index `line`; the end of the text if there is no such line.
    fn start_of(&mut self, text: &str, line: usize) -> usize {
        let Some(before) = line.checked_sub(1) else { return 0 };
        while self.known.len() <= before && self.looked < text.len() {
            self.look(text);
        }
        self.known.get(before).map_or(text.len(), |&start| start as usize)
    }

    /// Looks through the next bytes.
    fn look(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let rest = &bytes[self.looked..];
        let mut ends = rest.first_chunk().map_or_else(|| last_ends(rest), ends);
        while ends != 0 {
            let end = self.looked + ends.trailing_zeros() as usize;
            if bytes[end] == b'\n' || bytes.get(end + 1) != Some(&b'\n') {
                self.known.push(u32::try_from(end + 1).unwrap_or(u32::MAX));
            }
            ends &= ends - 1;
        }
        self.looked += rest.len().min(WIDTH);
    }
}

/// A bit for each byte that may end a line.
#[allow(clippy::needless_range_loop, reason = "only of this form the compiler makes vectors")]
fn ends(block: &[u8; WIDTH]) -> u64 {
    let mut ends = [0; WIDTH];
    for at in 0..WIDTH {
        ends[at] = if (block[at] == b'\n') | (block[at] == b'\r') { 0xff } else { 0 };
    }
    gathered(&ends)
}

/// The same of less than a block.
fn last_ends(rest: &[u8]) -> u64 {
    let mut block = [0; WIDTH];
    block[..rest.len()].copy_from_slice(rest);
    ends(&block)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Lines, Locator};

    /// Line starts by reading every byte.
    fn starts(text: &str) -> Vec<usize> {
        let bytes = text.as_bytes();
        let ends = |at: &usize| {
            bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n')
        };
        [0].into_iter().chain((0..bytes.len()).filter(ends).map(|at| at + 1)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is asked in whatever order, the answers are those of a table of all line starts.
        #[test]
        fn lines_are_found_in_any_order(text in "([ab\n\r]|\r\n|ä|[a-z]{30}){0,40}", asked in proptest::collection::vec(0usize..300, 0..20)) {
            let starts = starts(&text);
            let lines = Lines::default();
            let mut locator = Locator::new(&text);
            for offset in asked {
                let within = (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
                let line = starts.iter().rposition(|&start| start <= within).unwrap_or(0);
                let column = text[starts[line]..within].chars().count() + 1;
                let place = locator.locate(within);
                prop_assert_eq!((place.0 as usize, place.1 as usize), (line + 1, column));
                let next = starts.get(line + 1).copied().unwrap_or(text.len());
                let whole = text[starts[line]..next].trim_end_matches(['\n', '\r']);
                let around = lines.around(&text, within);
                prop_assert_eq!((around.start, around.of(&text)), (starts[line], whole));
            }
        }
    }
}
