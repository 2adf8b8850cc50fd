//! Where lines start, and from there line and column of any offset.
//!
//! Not here: what a line means; a wrapped sentence is still one sentence.

/// Finds line and column of offsets; fast when they come in ascending order, even on one endless line.
#[derive(Debug)]
pub struct Locator<'t> {
    text: &'t str,
    lines: Lines,
    /// The offset last asked for, the start of its line, and the characters between the two.
    last: (usize, usize, usize),
}

impl<'t> Locator<'t> {
    /// A locator for `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Locator { text, lines: Lines::of(text), last: (0, 0, 0) }
    }

    /// Line and column of a byte offset, both counted from 1; columns count characters.
    ///
    /// An offset past the end is read as the end.
    pub fn locate(&mut self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.text.len());
        let (line, start) = self.lines.line_at(offset);
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

/// The line starts of a text. LF, CRLF and a lone CR each end a line.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Reads the line starts of `text` in one pass.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                starts.push(at + 1);
            }
        }
        Lines { starts }
    }

    /// The number of the line that holds `offset`, from 1, and its first byte.
    fn line_at(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        (line, self.starts.get(line - 1).copied().unwrap_or(0))
    }

    /// The bytes of the line that holds `offset`, without its line end.
    #[must_use]
    pub fn around(&self, text: &str, offset: usize) -> super::Span {
        let (line, start) = self.line_at(offset.min(text.len()));
        let next = self.starts.get(line).copied().unwrap_or(text.len());
        let end = text
            .get(start..next)
            .map_or(start, |line| start + line.trim_end_matches(['\n', '\r']).len());
        super::Span::new(start, end)
    }
}
