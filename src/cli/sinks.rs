//! Where the report of a check goes: one format to the terminal or to `--output`, others to files of their own.
//!
//! Not here: how text gets to a terminal or a file ([`super::output`]).

use std::path::PathBuf;

use super::args::{Check, When};
use super::output::Target;
use crate::Error;
use crate::model::{Report, Say};
use crate::render::{self, Lang, Look, Renderer};

/// A format and the file that it goes to, as `--report` takes them.
#[derive(Debug, Clone)]
pub(super) struct Also {
    format: String,
    file: PathBuf,
}

impl Also {
    /// Reads `FORMAT=FILE`.
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        let (format, file) = text.split_once('=').ok_or_else(|| {
            Error::usage(Say("it is written FORMAT=FILE", "geschrieben wird FORMAT=DATEI"))
        })?;
        by_name(format)?;
        if file.is_empty() {
            return Err(Error::usage(Say(
                "the file is missing behind `=`",
                "hinter `=` fehlt die Datei",
            )));
        }
        Ok(Also { format: format.to_owned(), file: PathBuf::from(file) })
    }
}

/// Every place that a report goes to, in the order in which they are written.
pub(super) struct Sinks<'c> {
    sinks: Vec<(&'static dyn Renderer, Target<'c>)>,
}

impl<'c> Sinks<'c> {
    pub(super) fn new(check: &'c Check, lang: Lang) -> Result<Self, Error> {
        let main = Target::new(check.output.as_deref(), check.color, lang);
        let mut sinks = vec![(by_name(&check.format)?, main)];
        for also in &check.report {
            sinks.push((by_name(&also.format)?, Target::new(Some(&also.file), check.color, lang)));
        }
        Ok(Sinks { sinks })
    }

    /// Whether the report may quote. On its own it does only where nothing but a terminal gets it.
    pub(super) fn show_text(&self, when: When) -> bool {
        match when {
            When::Always => true,
            When::Never => false,
            When::Auto => self.sinks.iter().all(|(_, target)| target.is_terminal()),
        }
    }

    /// Writes the report everywhere, files first: what a person sees last is what stands on the screen.
    pub(super) fn write(&self, report: &Report) -> Result<(), Error> {
        let texts = self
            .sinks
            .iter()
            .map(|(format, target)| Ok((target, text(*format, report, &target.look())?)));
        let texts: Vec<(&Target<'_>, String)> = texts.collect::<Result<_, Error>>()?;
        texts.iter().rev().try_for_each(|(target, text)| target.write(text))
    }
}

fn by_name(name: &str) -> Result<&'static dyn Renderer, Error> {
    render::by_name(name)
        .ok_or_else(|| Error::unknown(Say("format", "Format"), name, render::names()))
}

fn text(format: &dyn Renderer, report: &Report, look: &Look) -> Result<String, Error> {
    let mut text = String::new();
    // A String takes whatever is written to it.
    let written = format.render(report, look, &mut text);
    written.map_err(|_| {
        Error::usage(Say(
            "the report could not be written",
            "der Bericht ließ sich nicht schreiben",
        ))
    })?;
    Ok(text)
}
