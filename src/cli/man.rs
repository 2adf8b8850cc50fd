//! `clearedfor man`: the manual, a page for the program and one for each of its commands.
//!
//! Not here: what stands in it; that is the one definition ([`super::args::definition`]). Pages carry no date, so that
//! the same program writes the same pages.

use std::path::Path;

use clap_mangen::Man;

use super::args::{self, Manual};
use super::exit::{self, Status};
use super::{output, told_in};
use crate::Error;
use crate::render::Lang;

/// Headings of clap's own, and ours in English and German. Others come from the definition, or are the same in both.
const HEADINGS: [(&str, [&str; 2]); 4] = [
    ("SYNOPSIS", ["SYNOPSIS", "ÜBERSICHT"]),
    ("DESCRIPTION", ["DESCRIPTION", "BESCHREIBUNG"]),
    ("OPTIONS", ["OPTIONS", "OPTIONEN"]),
    ("EXTRA", ["NOTES", "HINWEISE"]),
];

pub(super) fn run(arguments: &Manual, lang: Lang) -> Result<Status, Error> {
    match &arguments.out {
        None => output::print(&page(definition(lang), lang)?.1)?,
        Some(folder) => write_all(folder, lang)?,
    }
    Ok(exit::WITHIN)
}

/// Writes every page to the folder, which is made where it is missing.
fn write_all(folder: &Path, lang: Lang) -> Result<(), Error> {
    let fail = |path: &Path, source| Error::Io { path: path.display().to_string(), source };
    std::fs::create_dir_all(folder).map_err(|source| fail(folder, source))?;
    for (name, text) in pages(lang)? {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|source| fail(&path, source))?;
    }
    Ok(())
}

/// The definition without the command `help`, which says what the pages say.
fn definition(lang: Lang) -> clap::Command {
    let mut definition = told_in(lang, args::definition().disable_help_subcommand(true));
    definition.build();
    definition
}

/// The name and text of every page: the program's, its commands', and theirs.
fn pages(lang: Lang) -> Result<Vec<(String, String)>, Error> {
    let (mut pages, mut rest) = (Vec::new(), vec![definition(lang)]);
    while let Some(command) = rest.pop() {
        rest.extend(command.get_subcommands().filter(|below| !below.is_hide_set()).cloned());
        pages.push(page(command, lang)?);
    }
    pages.sort();
    Ok(pages)
}

fn page(command: clap::Command, lang: Lang) -> Result<(String, String), Error> {
    let source = format!("clearedfor {}", env!("CARGO_PKG_VERSION"));
    let page = Man::new(command).source(source).manual("clearedfor");
    let mut text = Vec::new();
    page.render(&mut text).map_err(|source| Error::Io { path: page.get_filename(), source })?;
    let mut text = String::from_utf8_lossy(&text).into_owned();
    for (heading, [english, german]) in HEADINGS {
        let ours = if lang == Lang::De { german } else { english };
        text = text.replace(&format!("\n.SH {heading}\n"), &format!("\n.SH {ours}\n"));
    }
    Ok((page.get_filename(), text))
}
