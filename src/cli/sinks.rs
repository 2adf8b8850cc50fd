//! Where the report of a check goes: one format to the terminal or to `--output`, others to files of their own.
//!
//! Not here: how text gets to a terminal or a file ([`super::output`]).

use std::path::PathBuf;

use super::args::{Check, ShowText};
use super::output::Target;
use super::public::{self, Readers};
use crate::Error;
use crate::model::Report;
use crate::render::{self, Look, Renderer};

/// Why quotations are refused.
const REFUSED: &str = "--show-text always: this CI system does not say that only members of the project can read what is \
                       written here\nuse --show-text never, or --show-text force to quote all the same";

/// A format and the file that it goes to, as `--report` takes them.
#[derive(Debug, Clone)]
pub(super) struct Also {
    format: String,
    file: PathBuf,
}

impl Also {
    /// Reads `FORMAT=FILE`.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let (format, file) = text.split_once('=').ok_or("it is written FORMAT=FILE")?;
        by_name(format).map_err(|error| error.to_string())?;
        if file.is_empty() {
            return Err("the file is missing behind `=`".to_owned());
        }
        Ok(Also { format: format.to_owned(), file: PathBuf::from(file) })
    }
}

/// Every place that a report goes to, in the order in which they are written.
pub(super) struct Sinks<'c> {
    sinks: Vec<(&'static dyn Renderer, Target<'c>)>,
}

impl<'c> Sinks<'c> {
    pub(super) fn new(check: &'c Check) -> Result<Self, Error> {
        let main = Target::new(check.output.as_deref(), check.color);
        let mut sinks = vec![(by_name(&check.format)?, main)];
        for also in &check.report {
            sinks.push((by_name(&also.format)?, Target::new(Some(&also.file), check.color)));
        }
        Ok(Sinks { sinks })
    }

    /// Whether any of them tells what the report rests on.
    pub(super) fn are_evidence(&self) -> bool {
        self.sinks.iter().any(|(format, _)| format.is_evidence())
    }

    /// Whether the report may quote. On its own it does only where nothing but a terminal gets it.
    ///
    /// # Errors
    /// Where it is asked to and everybody could read it.
    pub(super) fn show_text(&self, when: ShowText) -> Result<bool, Error> {
        match when {
            ShowText::Force => Ok(true),
            ShowText::Never => Ok(false),
            ShowText::Auto => Ok(self.sinks.iter().all(|(_, target)| target.is_terminal())),
            ShowText::Always => match public::readers() {
                Readers::Unsaid | Readers::Members => Ok(true),
                Readers::Everybody | Readers::Unknown => Err(Error::Usage(REFUSED.to_owned())),
            },
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
    render::by_name(name).ok_or_else(|| Error::unknown("format", name, render::names()))
}

fn text(format: &dyn Renderer, report: &Report, look: &Look) -> Result<String, Error> {
    let mut text = String::new();
    // A String takes whatever is written to it.
    let written = format.render(report, look, &mut text);
    written.map_err(|_| Error::Usage("the report could not be written".to_owned()))?;
    Ok(text)
}
