//! The door: hands the arguments in and the exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(clearedfor::cli::run(std::env::args_os()))
}
