//! Calls of the `git` program that the repository's own configuration cannot turn into anything else.
//!
//! A repository that somebody hands over is input. Its configuration may name programs: watchers of files, drivers of
//! differences and filters, helpers of transport. Only plumbing commands are called, with each of those switched off,
//! and nothing is fetched. What git says on its standard error may quote the repository and is never passed on.
//!
//! Not here: what the answers mean.

use std::io::ErrorKind;
use std::process::{Command, Output, Stdio};

use crate::Error;
use crate::model::{Say, Words};

/// Options that stand before every command.
const ALWAYS: [&str; 9] = [
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "diff.relative=false",
];

/// Options of every difference: no program, no attribute and no setting decides what it shows.
pub(super) const DIFF: [&str; 8] = [
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-renames",
    "--no-abbrev",
    "--full-index",
    "--ignore-submodules=none",
    "-r",
];

/// A call of git, ready to run.
pub(super) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .args(ALWAYS)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        // What a partial clone lacks stays a gap: this program opens no connection, by nobody's hand.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env_remove("GIT_EXTERNAL_DIFF")
        .env_remove("GIT_DIFF_OPTS");
    command
}

/// Runs git to its end. That it fails is part of the answer.
pub(super) fn ask(arguments: &[&str]) -> Result<Output, Error> {
    command(arguments).output().map_err(|error| not_started(&error))
}

/// What git prints, or nothing where it fails.
pub(super) fn answer(arguments: &[&str]) -> Result<Option<Vec<u8>>, Error> {
    let output = ask(arguments)?;
    Ok(output.status.success().then_some(output.stdout))
}

/// The same as one line of text.
pub(super) fn line(arguments: &[&str]) -> Result<Option<String>, Error> {
    let text = answer(arguments)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Ok(text.map(|text| text.trim_end_matches(['\n', '\r']).to_owned()))
}

/// Why git did not even start.
pub(super) fn not_started(error: &std::io::Error) -> Error {
    Error::usage(match error.kind() {
        ErrorKind::NotFound => Words::from(Say(
            "the program `git` is not installed, or not on the PATH",
            "das Programm `git` ist nicht installiert oder nicht im PATH",
        )),
        _ => Words::new(
            format!("the program `git` cannot be started: {error}"),
            format!("das Programm `git` lässt sich nicht starten: {error}"),
        ),
    })
}

/// Why git failed at something that it must be able to do.
pub(super) fn failed(Say(en, de): Say) -> Error {
    Error::usage(Words::new(
        format!("git cannot {en}\n`git status` and `git fsck` may say why"),
        format!("git kann {de}\n`git status` und `git fsck` sagen vielleicht, warum"),
    ))
}
