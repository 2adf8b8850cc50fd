//! Sentences for a person, in both languages of the tool.
//!
//! Not here: which language is shown; whoever tells a sentence to a person chooses.

/// A sentence for a person, in both languages of the tool.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Words {
    /// English.
    pub en: String,
    /// German.
    pub de: String,
}

/// A fixed sentence in both languages: English, then German.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Say(pub &'static str, pub &'static str);

/// Odd but not fatal: what a run's reader should know beside the verdict.
///
/// A notice never quotes the input; names that it mentions are the policy's or the command line's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice(pub Words);

impl Words {
    /// A sentence in both languages.
    #[must_use]
    pub fn new(en: impl Into<String>, de: impl Into<String>) -> Self {
        Words { en: en.into(), de: de.into() }
    }
}

/// Words with parts that come from elsewhere: the same `format!` in English and in German.
macro_rules! words {
    ($en:literal, $de:literal $(, $argument:expr)* $(,)?) => {
        $crate::model::Words::new(
            format!($en $(, $argument)*),
            format!($de $(, $argument)*),
        )
    };
}

pub(crate) use words;

/// What reads the same in every language: a name, an option, a file and line.
impl From<String> for Words {
    fn from(name: String) -> Self {
        Words { en: name.clone(), de: name }
    }
}

impl From<Say> for Words {
    fn from(Say(en, de): Say) -> Self {
        Words::new(en, de)
    }
}

impl From<&Words> for Words {
    fn from(words: &Words) -> Self {
        words.clone()
    }
}

impl Notice {
    /// A notice that says so.
    #[must_use]
    pub fn new(words: impl Into<Words>) -> Self {
        Notice(words.into())
    }
}
