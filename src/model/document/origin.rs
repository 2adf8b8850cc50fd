//! The way from a document's text back to the source that it was read from.
//!
//! Not here: lines and columns of the source ([`crate::text::lines`]).

/// From `text` on, [`super::Document::text`] stands byte for byte as in the source from `source` on, up to the next
/// origin; where the two differ (an unescaped entity), each differing stretch has an origin of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    // Captions have one or two of these for each line, so they are kept narrow.
    text: u32,
    source: u32,
}

impl Origin {
    /// That what stands at `text` stands at `source` in the source; neither is past 4 GiB.
    #[must_use]
    pub fn new(text: usize, source: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Origin { text: narrow(text), source: narrow(source) }
    }

    /// Offset in [`super::Document::text`].
    #[must_use]
    pub fn text(self) -> usize {
        self.text as usize
    }

    /// Offset in the decoded source.
    #[must_use]
    pub fn source(self) -> usize {
        self.source as usize
    }
}
