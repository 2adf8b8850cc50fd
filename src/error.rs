//! Why a run cannot be trusted: what was wrong, where, and what is known instead.
//!
//! Not here: what could not be read of a document, which is a [`crate::model::Gap`].

use std::fmt::{self, Display, Formatter};
use std::io;

use crate::model::{Say, Words, words};

/// A usage or configuration error. Its text never quotes a scanned document.
///
/// It displays in English; [`Error::in_words`] has both languages.
#[derive(Debug)]
pub enum Error {
    /// A rule, scheme, policy or plan file that does not say what it must.
    Config {
        /// The file, or the name of a built-in one.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong and what is allowed.
        message: Words,
    },
    /// A name that nobody knows.
    Unknown {
        /// What it should have been: "channel", "rule", "scheme".
        what: Words,
        /// As written.
        name: String,
        /// The nearest known name.
        suggestion: Option<String>,
        /// All known names.
        known: Vec<String>,
    },
    /// A file that the run itself needs cannot be read or written.
    Io {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// Something about the call that cannot be meant.
    Usage(Words),
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words().en)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl Error {
    /// Something about the call that cannot be meant.
    #[must_use]
    pub fn usage(message: impl Into<Words>) -> Self {
        Error::Usage(message.into())
    }

    /// What is wrong, in both languages. What the system says of a file stays as it comes.
    #[must_use]
    pub fn in_words(&self) -> Words {
        match self {
            Error::Config { file, line, column, message: Words { en, de } } => Words::new(
                format!("{file}:{line}:{column}: {en}"),
                format!("{file}:{line}:{column}: {de}"),
            ),
            Error::Unknown { what, name, suggestion, known } => {
                let known = known.join(", ");
                let hint = suggestion.as_ref().map_or_else(Words::default, |name| {
                    words!(" (did you mean `{name}`?)", " (ist `{name}` gemeint?)")
                });
                Words::new(
                    format!("unknown {} `{name}`{}\nknown: {known}", what.en, hint.en),
                    format!("unbekannt: {} `{name}`{}\nbekannt: {known}", what.de, hint.de),
                )
            }
            Error::Io { path, source } => words!("{path}: {source}", "{path}: {source}"),
            Error::Usage(message) => message.clone(),
        }
    }

    /// Where it is wrong, without a word of what stands there: `file:line:column` or the file.
    #[must_use]
    pub fn place(&self) -> Words {
        match self {
            Error::Config { file, line, column, .. } => {
                words!("{file}:{line}:{column}", "{file}:{line}:{column}")
            }
            Error::Io { path, .. } => Words::new(path, path),
            Error::Unknown { what, .. } => {
                Words::new(format!("the {}", what.en), format!("die Angabe „{}“", what.de))
            }
            Error::Usage(_) => Say("the call", "der Aufruf").into(),
        }
    }

    /// An unknown name, with the nearest known one as a suggestion.
    #[must_use]
    pub fn unknown<'a>(
        what: impl Into<Words>,
        name: &str,
        known: impl Iterator<Item = &'a str>,
    ) -> Self {
        let known: Vec<String> = known.map(str::to_owned).collect();
        let suggestion = nearest(name, &known);
        Error::Unknown { what: what.into(), name: name.to_owned(), suggestion, known }
    }
}

/// The known name nearest to `name`, if near enough to be meant.
fn nearest(name: &str, known: &[String]) -> Option<String> {
    let name = name.to_lowercase();
    let rate = |other: &String| strsim::jaro_winkler(&name, &other.to_lowercase());
    let best = known.iter().map(|other| (rate(other), other)).max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(rate, _)| *rate >= 0.8).map(|(_, other)| other.clone())
}
