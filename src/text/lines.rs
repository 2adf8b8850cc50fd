//! Where lines start, and from there line and column of any offset.
//!
//! Line ends are counted as far as somebody asks, once. Not here: what a line means; a wrapped sentence is
//! still one sentence.

use std::cell::RefCell;

use memchr::{memchr_iter, memchr2_iter, memrchr2_iter};

/// Finds line and column of offsets; fast when they come in ascending order, even on one endless line.
#[derive(Debug)]
pub struct Locator<'t> {
    text: &'t str,
    lines: Parts,
    /// The offset last asked for, the start of its line, and the characters between the two.
    last: (usize, usize, usize),
}

impl<'t> Locator<'t> {
    /// A locator for `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Locator { text, lines: Parts::default(), last: (0, 0, 0) }
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
    parts: RefCell<Parts>,
}

impl Lines {
    /// The bytes of the line that holds `offset`, without its line end. `text` is the same every time.
    #[must_use]
    pub fn around(&self, text: &str, offset: usize) -> super::Span {
        let mut parts = self.parts.borrow_mut();
        let offset = offset.min(text.len());
        let (_, start) = parts.line_at(text, offset);
        let next = parts.next_start(text, offset);
        let end = text
            .get(start..next)
            .map_or(start, |line| start + line.trim_end_matches(['\n', '\r']).len());
        super::Span::new(start, end)
    }
}

/// Bytes of a part whose lines are counted together.
const PART: usize = 1024;

/// The parts of a text as far as their lines are counted. Texts of more than 4 GiB are refused by the readers.
#[derive(Debug, Clone, Default)]
struct Parts {
    /// For each part the lines that ended before it, and where the line starts that its first byte stands in.
    begins: Vec<(u32, u32)>,
}

impl Parts {
    /// The number of the line that holds `offset`, from 1, and its first byte.
    fn line_at(&mut self, text: &str, offset: usize) -> (usize, usize) {
        let part = offset / PART;
        let (ended, start) = self.begin(text, part);
        let bytes = text.as_bytes();
        // A line starts at the offset itself where a line end stands before it.
        let start = last_end(bytes, part * PART, offset).map_or(start, |end| end + 1);
        (ended + ends(bytes, part * PART, offset) + 1, start)
    }

    /// The first byte of the line behind the one that holds `offset`; the end of the text if there is none.
    fn next_start(&mut self, text: &str, offset: usize) -> usize {
        let bytes = text.as_bytes();
        let mut part = offset / PART;
        if let Some(end) = first_end(bytes, offset, (part + 1) * PART) {
            return end + 1;
        }
        part += 1;
        let (ended, _) = self.begin(text, part);
        // Parts that are known to have no end in them are passed over together.
        let known = self.begins.partition_point(|&(lines, _)| lines as usize <= ended);
        part = part.max(known.saturating_sub(1));
        while part * PART < bytes.len() {
            if let Some(end) = first_end(bytes, part * PART, (part + 1) * PART) {
                return end + 1;
            }
            part += 1;
            self.begin(text, part);
        }
        bytes.len()
    }

    /// The lines that ended before a part, and where its first line starts.
    fn begin(&mut self, text: &str, part: usize) -> (usize, usize) {
        let bytes = text.as_bytes();
        let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        while self.begins.len() <= part {
            let (ended, start) = self.begins.last().map_or((0, 0), |&(ended, start)| {
                let from = (self.begins.len() - 1) * PART;
                let last = last_end(bytes, from, from + PART);
                let ended = ended as usize + ends(bytes, from, from + PART);
                (ended, last.map_or(start as usize, |end| end + 1))
            });
            self.begins.push((narrow(ended), narrow(start)));
        }
        let (ended, start) = self.begins[part];
        (ended as usize, start as usize)
    }
}

/// How many lines end in a part of a text.
fn ends(bytes: &[u8], from: usize, to: usize) -> usize {
    let part = cut(bytes, from, to);
    let alone = memchr_iter(b'\r', part).filter(|at| is_end(bytes, from + at));
    memchr_iter(b'\n', part).count() + alone.count()
}

/// The byte that ends the first line that ends in a part of a text.
fn first_end(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    let mut all = memchr2_iter(b'\n', b'\r', cut(bytes, from, to)).map(|at| from + at);
    all.find(|at| is_end(bytes, *at))
}

/// The byte that ends the last line that ends in a part of a text.
fn last_end(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    let mut all = memrchr2_iter(b'\n', b'\r', cut(bytes, from, to)).map(|at| from + at);
    all.find(|at| is_end(bytes, *at))
}

fn cut(bytes: &[u8], from: usize, to: usize) -> &[u8] {
    let to = to.min(bytes.len());
    &bytes[from.min(to)..to]
}

/// Whether a line feed or carriage return ends its line: not one before a line feed, which does.
fn is_end(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')
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
        fn lines_are_found_in_any_order(text in "([ab\n\r]|\r\n|ä|[a-z]{30}|[a-z]{900}){0,40}", asked in proptest::collection::vec(0usize..9000, 0..20)) {
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
