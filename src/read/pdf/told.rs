//! Words that stand beside the pages: what was told of them already.
//!
//! A file says the same thing in several places: a title in its information and in its metadata, a field in its value
//! and in how it looks. Not here: the text of pages.

use std::collections::HashSet;

/// What was told already. White space and punctuation make no difference.
#[derive(Debug, Default)]
pub(super) struct Told {
    words: HashSet<String>,
}

impl Told {
    /// Whether these words are new, and words at all; they are known from now on.
    pub(super) fn is_new(&mut self, words: &str) -> bool {
        let bare: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
        !bare.is_empty() && self.words.insert(bare)
    }
}
