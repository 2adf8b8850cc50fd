//! The terminal: arguments in, text and an exit status out.
//!
//! Only this room writes to stdout and stderr, reads the environment and decides the exit status. Not here: how a
//! verdict comes about ([`crate::lint`]).

mod accepted;
mod args;
mod baseline;
mod call;
mod changed;
mod channels;
mod check;
mod completions;
mod config;
mod eval;
pub mod exit;
mod german;
mod init;
mod interrupt;
mod lang;
mod loosening;
mod man;
mod output;
mod progress;
mod public;
mod read;
mod resume;
mod rules;
mod schemes;
mod settings;
mod setup;
mod sinks;
mod stats;
mod telling;
mod verify;
mod ways;

use std::ffi::OsString;

use clap::FromArgMatches;
use exit::Status;

use crate::render::Lang;
use crate::{Error, load};
use args::{Args, Command};

/// Runs the program on the given arguments (the first is its name) and gives its exit status.
pub fn run(arguments: impl Iterator<Item = OsString>) -> Status {
    let arguments: Vec<OsString> = arguments.collect();
    let lang = lang::of(&arguments);
    output::quiet_panics(lang);
    let args = match understood(arguments, lang) {
        Ok(args) => args,
        Err(error) => {
            german::tell(&error, lang);
            return if error.use_stderr() { exit::USAGE } else { exit::WITHIN };
        }
    };
    let done = match args.command {
        Command::Check(check) => check::run(&check, lang),
        Command::Baseline(baseline) => baseline::run(&baseline, lang),
        Command::Eval(eval) => eval::run(&eval, lang),
        Command::Verify(verify) => verify::run(&verify, lang),
        Command::Read(read) => read::run(&read, lang),
        Command::Channels(channels) => channels::run(&channels, lang),
        Command::Rules(rules) => rules::run(&rules, lang),
        Command::Schemes(schemes) => schemes::run(&schemes, lang),
        Command::Config(config) => config::run(&config, lang),
        Command::Init(init) => init::run(&init, lang),
        Command::Completions(completions) => completions::run(&completions, lang),
        Command::Man(manual) => man::run(&manual, lang),
    };
    let whole = |status| load::builtin::is_whole().map(|()| status);
    done.and_then(whole).unwrap_or_else(|error: Error| {
        output::error(&error, lang);
        exit::USAGE
    })
}

/// The arguments as they are meant; help and mistakes are told in the language.
fn understood(arguments: Vec<OsString>, lang: Lang) -> Result<Args, clap::Error> {
    if let Some(check) = args::check_alone(&arguments) {
        return Ok(check);
    }
    let definition = told_in(lang, args::definition());
    Args::from_arg_matches(&definition.try_get_matches_from(arguments)?)
}

/// The definition of the command line with its texts in the language.
fn told_in(lang: Lang, definition: clap::Command) -> clap::Command {
    if lang == Lang::De { german::translated(definition) } else { definition }
}
