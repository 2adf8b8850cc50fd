//! German is complete, and says nothing of what there is not.

use std::collections::BTreeSet;

use clap::Command;

use super::{texts, translated};
use crate::cli::args;

/// Every command with its path, and its own arguments.
fn walk(command: &Command, path: &str, each: &mut dyn FnMut(&str, &Command)) {
    each(path, command);
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        let path = format!("{path} {}", below.get_name());
        walk(below, path.trim(), each);
    }
}

fn definition() -> Command {
    let mut definition = args::definition();
    definition.build();
    definition
}

#[test]
fn every_command_and_argument_has_german() {
    let mut missing = Vec::new();
    walk(&definition(), "", &mut |path, command| {
        if texts::about(path).is_none() {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            missing.push(format!("COMMANDS: (\"{path}\", \"...\"),  // {about}"));
        }
        if let Some(after) = command.get_after_help().filter(|_| texts::after(path).is_none()) {
            missing.push(format!("AFTER: (\"{path}\", \"...\"),  // {after}"));
        }
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            let id = arg.get_id().as_str();
            if texts::help(path, id).is_none() {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                missing.push(format!("ARGUMENTS: (\"{path}\", \"{id}\", \"...\"),  // {help}"));
            }
        }
    });
    assert!(
        missing.is_empty(),
        "no German for these; put it into src/cli/german/texts.rs:\n{}",
        missing.join("\n")
    );
}

#[test]
fn german_names_nothing_that_there_is_not() {
    let (mut paths, mut arguments) = (BTreeSet::new(), BTreeSet::new());
    let mut after = BTreeSet::new();
    walk(&definition(), "", &mut |path, command| {
        paths.insert(path.to_owned());
        if command.get_after_help().is_some() {
            after.insert(path.to_owned());
        }
        for arg in command.get_arguments() {
            arguments.insert((path.to_owned(), arg.get_id().to_string()));
            arguments.insert((texts::ANY.to_owned(), arg.get_id().to_string()));
        }
    });
    for (path, text) in texts::COMMANDS {
        assert!(paths.contains(*path) && !text.is_empty(), "COMMANDS: no command `{path}`");
    }
    for (path, text) in texts::AFTER {
        assert!(after.contains(*path) && !text.is_empty(), "AFTER: nothing behind `{path}`");
    }
    for (path, id, text) in texts::ARGUMENTS {
        let known = arguments.contains(&((*path).to_owned(), (*id).to_owned()));
        assert!(known && !text.is_empty(), "ARGUMENTS: no argument `{id}` of `{path}`");
    }
}

/// Help as it is shown: no English word of clap's own, and no English text of ours.
#[test]
fn german_help_has_no_english() {
    let english = definition();
    let mut ours = BTreeSet::new();
    walk(&english, "", &mut |_, command| {
        ours.extend(command.get_about().map(ToString::to_string));
        let helps = command.get_arguments().filter_map(|arg| arg.get_help());
        ours.extend(helps.map(ToString::to_string));
    });
    walk(&translated(args::definition()), "", &mut |path, command| {
        let help = command.clone().term_width(10_000).render_help().to_string();
        let words =
            ["Usage:", "Options:", "Arguments:", "Commands:", "[default", "[possible", "Print "];
        for word in words.into_iter().chain(ours.iter().map(String::as_str)) {
            assert!(!help.contains(word), "`{path}` says {word:?}:\n{help}");
        }
        assert!(help.contains("Aufruf: clearedfor"), "{help}");
    });
}
