//! A report becomes text: one table of formats, and what all of them share.
//!
//! Not here: what is in the report ([`crate::model::report`]) and where the text goes (the
//! command line). A renderer is a pure function; it opens, matches and judges nothing.

pub mod cost;
mod entries;
pub mod escape;
mod fingerprint;
#[cfg(test)]
pub(crate) mod golden;
mod group;
#[cfg(test)]
mod hostile;
mod inert;
pub mod measurement;
mod places;
pub mod reading;
mod snippet;
mod stream;
mod telling;
mod width;
mod words;

use std::fmt;

pub use stream::Stream;

use crate::model::Report;

/// Turns a report into text of one format.
pub trait Renderer: Sync {
    /// The word after `--format`.
    fn name(&self) -> &'static str;

    /// One line for help: what the format is and for whom.
    fn title(&self) -> &'static str;

    /// Whether it tells what the report rests on: fingerprints of input, rules, policy and program.
    fn is_evidence(&self) -> bool {
        false
    }

    /// Writes the whole report.
    ///
    /// Nothing of the input is written raw: each format escapes what its readers would act on.
    ///
    /// # Errors
    ///
    /// Only what `out` returns.
    fn render(&self, report: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result;

    /// The same piece by piece, where the format can be written before the last document is known.
    fn stream(&self) -> Option<&dyn Stream> {
        None
    }
}

/// How the text should look. A format ignores what it has no use for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether escape sequences for colour may be written.
    pub colour: bool,
    /// Columns of a line, for formats that wrap; below 40 is read as 40, above 120 as 120.
    pub width: usize,
    /// The language of sentences.
    pub lang: Lang,
}

impl Default for Look {
    fn default() -> Self {
        Look { colour: false, width: 80, lang: Lang::En }
    }
}

/// The language of sentences in a report; names of fields and options stay English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Lang {
    /// All languages with their words.
    pub const NAMES: [(Lang, &'static str); 2] = [(Lang::En, "en"), (Lang::De, "de")];

    /// The word for this language, of ISO 639.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(lang, _)| *lang == self).map_or("", |(_, name)| name)
    }
}

/// Each word is a module of this room with a unit struct `Format` that is its renderer.
macro_rules! renderers {
    ($($module:ident),+ $(,)?) => {
        $(mod $module;)+

        /// All formats, the default first. Option values, help and docs read this table.
        pub static RENDERERS: &[&dyn Renderer] = &[$(&self::$module::Format),+];
    };
}

renderers![
    human, json, jsonl, html, sarif, junit, gitlab, github, checkstyle, csv, markdown, summary
];

/// The renderer with this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Renderer> {
    RENDERERS.iter().copied().find(|renderer| renderer.name() == name)
}

/// The names of all formats, the default first.
pub fn names() -> impl Iterator<Item = &'static str> {
    RENDERERS.iter().map(|renderer| renderer.name())
}
