//! Why a run cannot be trusted: what was wrong, where, and what is known instead.
//!
//! Not here: what could not be read of a document, which is a [`crate::model::Gap`].

use std::io;

/// A usage or configuration error. Its text never quotes a scanned document.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule, scheme, policy or plan file that does not say what it must.
    #[error("{file}:{line}:{column}: {message}")]
    Config {
        /// The file, or the name of a built-in one.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong and what is allowed.
        message: String,
    },
    /// A name that nobody knows.
    #[error("unknown {what} `{name}`{}\nknown: {}", hint(suggestion.as_deref()), known.join(", "))]
    Unknown {
        /// What it should have been: "channel", "rule", "scheme".
        what: &'static str,
        /// As written.
        name: String,
        /// The nearest known name.
        suggestion: Option<String>,
        /// All known names.
        known: Vec<String>,
    },
    /// A file that the run itself needs cannot be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// Something about the call that cannot be meant.
    #[error("{0}")]
    Usage(String),
}

fn hint(suggestion: Option<&str>) -> String {
    suggestion.map(|name| format!(" (did you mean `{name}`?)")).unwrap_or_default()
}

impl Error {
    /// Where it is wrong, without a word of what stands there: `file:line:column` or the file.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Error::Config { file, line, column, .. } => format!("{file}:{line}:{column}"),
            Error::Io { path, .. } => path.clone(),
            Error::Unknown { what, .. } => format!("the {what}"),
            Error::Usage(_) => "the call".to_owned(),
        }
    }

    /// An unknown name, with the nearest known one as a suggestion.
    #[must_use]
    pub fn unknown<'a>(
        what: &'static str,
        name: &str,
        known: impl Iterator<Item = &'a str>,
    ) -> Self {
        let known: Vec<String> = known.map(str::to_owned).collect();
        let suggestion = nearest(name, &known);
        Error::Unknown { what, name: name.to_owned(), suggestion, known }
    }
}

/// The known name nearest to `name`, if near enough to be meant.
fn nearest(name: &str, known: &[String]) -> Option<String> {
    let name = name.to_lowercase();
    let rate = |other: &String| strsim::jaro_winkler(&name, &other.to_lowercase());
    let best = known.iter().map(|other| (rate(other), other)).max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(rate, _)| *rate >= 0.8).map(|(_, other)| other.clone())
}
