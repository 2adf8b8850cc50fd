//! `clearedfor man`: the manual, a page for the program and one for each of its commands.
//!
//! Not here: what stands in it; that is the one definition ([`super::args::definition`]). Pages carry no date, so that
//! the same program writes the same pages.

use std::path::Path;

use clap_mangen::Man;

use super::args::{self, Manual};
use super::exit::{self, Status};
use super::output;
use crate::Error;

pub(super) fn run(arguments: &Manual) -> Result<Status, Error> {
    match &arguments.out {
        None => output::print(&page(definition())?.1)?,
        Some(folder) => write_all(folder)?,
    }
    Ok(exit::WITHIN)
}

/// Writes every page to the folder, which is made where it is missing.
fn write_all(folder: &Path) -> Result<(), Error> {
    let fail = |path: &Path, source| Error::Io { path: path.display().to_string(), source };
    std::fs::create_dir_all(folder).map_err(|source| fail(folder, source))?;
    for (name, text) in pages()? {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|source| fail(&path, source))?;
    }
    Ok(())
}

/// The definition without the command `help`, which says what the pages say.
fn definition() -> clap::Command {
    let mut definition = args::definition().disable_help_subcommand(true);
    definition.build();
    definition
}

/// The name and text of every page: the program's, its commands', and theirs.
fn pages() -> Result<Vec<(String, String)>, Error> {
    let (mut pages, mut rest) = (Vec::new(), vec![definition()]);
    while let Some(command) = rest.pop() {
        rest.extend(command.get_subcommands().filter(|below| !below.is_hide_set()).cloned());
        pages.push(page(command)?);
    }
    pages.sort();
    Ok(pages)
}

fn page(command: clap::Command) -> Result<(String, String), Error> {
    let source = format!("clearedfor {}", env!("CARGO_PKG_VERSION"));
    let page = Man::new(command).source(source).manual("clearedfor");
    let mut text = Vec::new();
    page.render(&mut text).map_err(|source| Error::Io { path: page.get_filename(), source })?;
    Ok((page.get_filename(), String::from_utf8_lossy(&text).into_owned()))
}
