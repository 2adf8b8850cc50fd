//! Where the report of a check goes: one format to the terminal or to `--output`, others to files of their own.
//!
//! Not here: how text gets to a terminal or a file ([`super::output`]).

use std::path::{Path, PathBuf};

use super::args::{Check, ShowText};
use super::output::Target;
use super::public::{self, Readers};
use crate::Error;
use crate::model::{Say, words};
use crate::render::{self, Lang, Renderer, Stream};

/// Why quotations are refused.
const REFUSED: Say = Say(
    "--show-text always: this CI system does not say that only members of the project can read what is written here\n\
     use --show-text never, or --show-text force to quote all the same",
    "--show-text always: dieses CI-System sagt nicht, dass nur Mitglieder des Projekts lesen können, was hier entsteht\n\
     --show-text never nehmen, oder --show-text force, um trotzdem zu zitieren",
);

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
    /// The report to go on with.
    resume: Option<&'c Path>,
}

impl<'c> Sinks<'c> {
    pub(super) fn new(check: &'c Check, lang: Lang) -> Result<Self, Error> {
        let main = Target::new(check.output.as_deref(), check.color, lang);
        let mut sinks = vec![(by_name(&check.format)?, main)];
        for also in &check.report {
            sinks.push((by_name(&also.format)?, Target::new(Some(&also.file), check.color, lang)));
        }
        let sinks = Sinks { sinks, resume: check.resume.as_deref() };
        sinks.resume.map_or(Ok(()), |resume| can_resume(&sinks, resume))?;
        Ok(sinks)
    }

    /// Nothing that is named to be checked may be written over: it would be gone, and nobody would have read it. A
    /// report that merely lies in a folder that is checked is passed over.
    ///
    /// # Errors
    /// Where one of these paths is also written.
    pub(super) fn spare(&self, paths: &[PathBuf]) -> Result<(), Error> {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        for file in self.files() {
            let written = real(file);
            if let Some(path) = paths.iter().find(|path| real(path) == written) {
                return Err(Error::usage(words!(
                    "{}: named to be checked and to be written",
                    "{}: soll zugleich geprüft und geschrieben werden",
                    path.display()
                )));
            }
        }
        Ok(())
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
                Readers::Everybody | Readers::Unknown => Err(Error::usage(REFUSED)),
            },
        }
    }

    /// The language of sentences.
    pub(super) fn lang(&self) -> Lang {
        self.sinks.first().map(|(_, target)| target.look().lang).unwrap_or_default()
    }

    /// Whether every format is written piece by piece, so that no report is kept.
    pub(super) fn all_stream(&self) -> bool {
        self.sinks.iter().all(|(format, _)| format.stream().is_some())
    }

    /// Whether one of them can be gone on with.
    pub(super) fn grows(&self) -> bool {
        self.sinks.iter().any(|(format, _)| format.stream().is_some_and(Stream::grows))
    }

    /// Whether one of them shares the terminal with whatever is told while the run goes on.
    pub(super) fn fills_terminal(&self) -> bool {
        let grows = |format: &dyn Renderer| format.stream().is_some_and(Stream::grows);
        self.sinks.iter().any(|(format, target)| grows(*format) && target.is_terminal())
    }

    /// Every format with its place, and whether it goes on with the report of `--resume`.
    pub(super) fn each(
        &self,
    ) -> impl Iterator<Item = (&'static dyn Renderer, &Target<'c>, bool)> + '_ {
        self.sinks.iter().map(|(format, target)| (*format, target, self.goes_on(*format, target)))
    }

    fn goes_on(&self, format: &dyn Renderer, target: &Target<'_>) -> bool {
        let grows = format.stream().is_some_and(Stream::grows);
        grows && self.resume.is_some() && target.file() == self.resume
    }

    /// The file that an interrupted run could be gone on with.
    pub(super) fn growing_file(&self) -> Option<&Path> {
        let mut grow =
            self.sinks.iter().filter(|(format, _)| format.stream().is_some_and(Stream::grows));
        grow.find_map(|(_, target)| target.file())
    }

    /// All files that are written.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> + '_ {
        self.sinks.iter().filter_map(|(_, target)| target.file())
    }
}

/// Whether all that is asked for can be told of files that an earlier run read.
fn can_resume(sinks: &Sinks<'_>, resume: &Path) -> Result<(), Error> {
    if let Some((whole, _)) = sinks.sinks.iter().find(|(format, _)| format.stream().is_none()) {
        let able = render::RENDERERS.iter().filter(|format| format.stream().is_some());
        let able: Vec<&str> = able.map(|format| format.name()).collect();
        return Err(Error::usage(words!(
            "--resume: {} needs the whole of an earlier run; only these go on with it: {}",
            "--resume: {} braucht einen früheren Lauf als Ganzes; nur diese setzen ihn fort: {}",
            whole.name(),
            able.join(", ")
        )));
    }
    if !sinks.each().any(|(.., goes_on)| goes_on) {
        return Err(Error::usage(words!(
            "--resume: this run must write on into the same file: --report jsonl={0}, or --format jsonl --output {0}",
            "--resume: dieser Lauf muss dieselbe Datei fortschreiben: --report jsonl={0}, oder --format jsonl --output {0}",
            resume.display()
        )));
    }
    Ok(())
}

fn by_name(name: &str) -> Result<&'static dyn Renderer, Error> {
    render::by_name(name)
        .ok_or_else(|| Error::unknown(Say("format", "Format"), name, render::names()))
}
