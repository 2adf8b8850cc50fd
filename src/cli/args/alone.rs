//! The command line of a check, understood without that of the other commands: at every start the whole of it takes as
//! long as half of the rules.
//!
//! Not here: what can be asked for ([`super::Check`]).

use std::ffi::OsString;

use clap::{Args as _, FromArgMatches as _};

use super::super::lang;
use super::{Args, Check, Command};

/// A check, where the arguments ask for one and are right: of the other commands nothing need be known then. Help
/// and mistakes are told by the whole [`super::definition`].
pub(in super::super) fn check_alone(arguments: &[OsString]) -> Option<Args> {
    const NAME: &str = "check";
    arguments.get(1).filter(|name| *name == NAME)?;
    let check = Check::augment_args(clap::Command::new(NAME));
    let alone = clap::Command::new("clearedfor").subcommand(check).arg(lang::option());
    let found = alone.try_get_matches_from(arguments).ok()?;
    let check = Check::from_arg_matches(found.subcommand_matches(NAME)?).ok()?;
    Some(Args { command: Command::Check(Box::new(check)) })
}
