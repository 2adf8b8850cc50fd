//! The terminal: arguments in, text and an exit status out.
//!
//! Only this room writes to stdout and stderr, reads the environment and decides the exit status. Not here: how a
//! verdict comes about ([`crate::lint`]).

mod args;
mod channels;
mod check;
mod completions;
mod config;
mod eval;
pub mod exit;
mod init;
mod interrupt;
mod loosening;
mod man;
mod output;
mod progress;
mod read;
mod resume;
mod rules;
mod schemes;
mod settings;
mod setup;
mod sinks;
mod telling;
mod ways;

use std::ffi::OsString;

use clap::Parser;
use exit::Status;

use crate::Error;
use args::{Args, Command};

/// Runs the program on the given arguments (the first is its name) and gives its exit status.
pub fn run(arguments: impl Iterator<Item = OsString>) -> Status {
    output::quiet_panics();
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // Help and version go to stdout and are no error; a closed pipe is not one either.
            let _ = error.print();
            return if error.use_stderr() { exit::USAGE } else { exit::WITHIN };
        }
    };
    let done = match args.command {
        Command::Check(check) => check::run(&check),
        Command::Eval(eval) => eval::run(&eval),
        Command::Read(read) => read::run(&read),
        Command::Channels(channels) => channels::run(&channels),
        Command::Rules(rules) => rules::run(&rules),
        Command::Schemes(schemes) => schemes::run(&schemes),
        Command::Config(config) => config::run(&config),
        Command::Init(init) => init::run(&init, crate::render::Lang::En),
        Command::Completions(completions) => completions::run(&completions),
        Command::Man(manual) => man::run(&manual),
    };
    done.unwrap_or_else(|error: Error| {
        output::error(&error);
        exit::USAGE
    })
}
