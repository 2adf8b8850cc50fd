//! `clearedfor completions`: what a shell needs to complete our command line.
//!
//! Not here: what there is to complete; that is the one definition ([`super::args::definition`]).

use clap_complete::generate;

use super::args::{self, Completions};
use super::exit::{self, Status};
use super::{output, told_in};
use crate::Error;
use crate::render::Lang;

pub(super) fn run(arguments: &Completions, lang: Lang) -> Result<Status, Error> {
    let mut definition = told_in(lang, args::definition());
    let name = definition.get_name().to_owned();
    let mut script = Vec::new();
    generate(arguments.shell, &mut definition, name, &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(exit::WITHIN)
}
