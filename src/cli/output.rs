//! Where text goes: a terminal, a pipe, or a file that appears whole or not at all.

mod growing;

pub(super) use growing::Growing;

use std::fmt;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use super::args::When;
use crate::Error;
use crate::model::{Say, words};
use crate::render::{Lang, Look, escape};

/// Columns where nobody says how many there are.
const USUAL_WIDTH: usize = 100;

/// Where a report goes.
pub(super) struct Target<'a> {
    file: Option<&'a Path>,
    colour: ColorChoice,
    lang: Lang,
}

impl<'a> Target<'a> {
    pub(super) fn new(file: Option<&'a Path>, color: When, lang: Lang) -> Self {
        let colour = match color {
            When::Always => ColorChoice::Always,
            When::Never => ColorChoice::Never,
            When::Auto if file.is_some() => ColorChoice::Never,
            When::Auto => AutoStream::choice(&std::io::stdout()),
        };
        Target { file, colour, lang }
    }

    /// The file that it is, if it is one.
    pub(super) fn file(&self) -> Option<&Path> {
        self.file
    }

    /// Whether a person looks at it as it comes.
    pub(super) fn is_terminal(&self) -> bool {
        self.file.is_none() && std::io::stdout().is_terminal()
    }

    pub(super) fn look(&self) -> Look {
        let columns = if self.is_terminal() { terminal_size::terminal_size() } else { None };
        let width = columns.map_or(USUAL_WIDTH, |(columns, _)| usize::from(columns.0));
        Look { colour: self.colour != ColorChoice::Never, width, lang: self.lang }
    }

    /// Writes the text. Whoever closed the pipe early has read enough.
    pub(super) fn write(&self, text: &str) -> Result<(), Error> {
        match self.file {
            Some(path) => write_file(path, text),
            None => match self.to_stdout(text) {
                Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::usage(words!(
                    "standard output: {error}",
                    "Standardausgabe: {error}"
                ))),
                _ => Ok(()),
            },
        }
    }

    fn to_stdout(&self, text: &str) -> std::io::Result<()> {
        let mut out = AutoStream::new(std::io::stdout().lock(), self.colour);
        out.write_all(text.as_bytes()).and_then(|()| out.flush())
    }
}

/// The text that `write` writes.
pub(super) fn text(
    write: &mut dyn FnMut(&mut dyn fmt::Write) -> fmt::Result,
) -> Result<String, Error> {
    let mut text = String::new();
    // A String takes whatever is written to it.
    let written = write(&mut text);
    written.map_err(|_| {
        Error::usage(Say("the text could not be written", "der Text ließ sich nicht schreiben"))
    })?;
    Ok(text)
}

/// Writes text that is no report (lists, explanations) to stdout.
pub(super) fn print(text: &str) -> Result<(), Error> {
    Target { file: None, colour: ColorChoice::Never, lang: Lang::En }.write(text)
}

/// Tells on stderr what is to be said of a file, each line under its name.
pub(super) fn remark(name: &str, lines: &str) {
    let mut stderr = std::io::stderr().lock();
    for line in lines.lines() {
        let _ = writeln!(stderr, "{name}: {line}");
    }
}

/// Lets a panic say where it was and never what it held. A reader that fails is a gap, which the report tells.
pub(super) fn quiet_panics(lang: Lang) {
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() == Some(crate::read::guard::THREAD) {
            return;
        }
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let what = lang.pick("internal error at", "interner Fehler bei");
        let _ = writeln!(std::io::stderr().lock(), "clearedfor: {what} {place}");
    }));
}

/// Tells on stderr what is wrong with a call. Nobody is left to tell where it is closed.
pub(super) fn complain(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Tells on stderr what is no error.
pub(super) fn notice(text: &str) {
    let lines: Vec<String> = text.lines().map(escape::line).collect();
    // Nobody is left to tell where stderr is closed.
    let _ = writeln!(std::io::stderr().lock(), "clearedfor: {}", lines.join("\n"));
}

/// Tells an error on stderr, one line and its hints.
pub(super) fn error(error: &Error, lang: Lang) {
    notice(lang.of(&error.in_words()));
}

/// Beside the target first, then in its place: a reader never sees half a report, and nobody else any of it.
fn write_file(path: &Path, text: &str) -> Result<(), Error> {
    let fail = |source| Error::Io { path: path.display().to_string(), source };
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let mut file =
        tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(fail)?;
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(fail)?;
    file.persist(path).map(drop).map_err(|error| fail(error.error))
}
