//! Where lines start, and from there line and column of any offset.
//!
//! Not here: what a line means; a wrapped sentence is still one sentence.

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

    /// Line and column of a byte offset of `text`, both counted from 1; columns count characters.
    ///
    /// An offset past the end is read as the end.
    #[must_use]
    pub fn locate(&self, text: &str, offset: usize) -> (u32, u32) {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = text.get(start..offset).map_or(0, |before| before.chars().count()) + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// The bytes of the line that holds `offset`, without its line end.
    #[must_use]
    pub fn around(&self, text: &str, offset: usize) -> super::Span {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let next = self.starts.get(line).copied().unwrap_or(text.len());
        let end = text
            .get(start..next)
            .map_or(start, |line| start + line.trim_end_matches(['\n', '\r']).len());
        super::Span::new(start, end)
    }
}
