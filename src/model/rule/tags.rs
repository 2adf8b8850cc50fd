//! The tags of a rule, in one text: a thousand rules are read at every start, and few of them are asked for their tags.
//!
//! Not here: what tags mean to whoever selects findings by them ([`super::search`]).

use std::borrow::Cow;

/// What parts one tag from the next.
const BETWEEN: char = '\n';

/// Free words for grouping ("topic:t04", "rung:c").
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags(pub(crate) Cow<'static, str>);

impl From<Vec<String>> for Tags {
    fn from(tags: Vec<String>) -> Self {
        Tags(tags.join("\n").into())
    }
}

impl Tags {
    /// Each of them, in the order in which they were written.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        // No tag is empty.
        self.0.split(BETWEEN).filter(|tag| !tag.is_empty())
    }

    /// Whether this is one of them.
    #[must_use]
    pub fn contains(&self, tag: &str) -> bool {
        self.iter().any(|own| own == tag)
    }
}
