//! The command line in German: help, and mistakes in arguments.
//!
//! Not here: the definition, which is English ([`super::args`]), and the German texts ([`texts`]). What a command line
//! is made of stays as it is in both: names of commands and options, their values, and the words for values.

mod mistakes;
mod texts;

use clap::{Arg, Command};

use super::output;
use crate::render::Lang;

/// What help is laid out by: the same as clap's own, with German words.
const TEMPLATE: &str =
    "{before-help}{about-with-newline}\nAufruf: {usage}\n\n{all-args}{after-help}";

/// The definition with its texts in German. What has no German stays English, which a test does not let pass.
pub(super) fn translated(mut definition: Command) -> Command {
    definition.build();
    command(definition, "")
}

/// Tells help, the version, or a mistake in the arguments. Nobody is left to tell where the pipe was closed.
pub(super) fn tell(error: &clap::Error, lang: Lang) {
    match mistakes::german(error).filter(|_| lang == Lang::De) {
        Some(text) => output::complain(&text),
        None => drop(error.print()),
    }
}

fn command(command: Command, path: &str) -> Command {
    let below: Vec<String> =
        command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let usage = usage(&command);
    let mut german = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Befehle")
        .override_usage(usage)
        .disable_help_flag(true)
        .disable_version_flag(true);
    if let Some(about) = texts::about(path) {
        german = german.about(about).long_about(None::<&str>);
    }
    if let Some(after) = texts::after(path) {
        german = german.after_help(after);
    }
    for id in ids {
        german = german.mut_arg(&id, |arg| argument(arg, path));
    }
    for name in below {
        let path = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        german = german.mut_subcommand(&name, |below| self::command(below, &path));
    }
    german
}

/// How a command is called; clap knows, in English.
fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    usage.replace("[OPTIONS]", "[OPTIONEN]").replace("COMMAND", "BEFEHL")
}

fn argument(arg: Arg, path: &str) -> Arg {
    let heading = if arg.is_positional() { "Argumente" } else { "Optionen" };
    let arg = arg.help_heading(heading);
    let Some(help) = texts::help(path, arg.get_id().as_str()) else { return arg };
    let more = values(&arg);
    arg.help(format!("{help}{more}"))
        .long_help(None::<&str>)
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// What clap adds to a help text of itself.
fn values(arg: &Arg) -> String {
    let mut more = String::new();
    if !arg.get_action().takes_values() {
        return more;
    }
    let defaults: Vec<_> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() && !arg.is_hide_default_value_set() {
        more.push_str(&format!(" [Vorgabe: {}]", defaults.join(", ")));
    }
    let possible: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(|value| value.get_name().to_owned())
        .collect();
    if !possible.is_empty() && !arg.is_hide_possible_values_set() {
        more.push_str(&format!(" [möglich: {}]", possible.join(", ")));
    }
    more
}

#[cfg(test)]
mod tests;
