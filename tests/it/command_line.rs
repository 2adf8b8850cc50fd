//! Completions and manual: as real shells and a real `man` take them. What is not installed is said and skipped.
//!
//! What there must be is read from `--help`, command by command, so that nothing here is a second list.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::program::Folder;

/// Commands and long options of each level of the command line, as its help tells them.
fn told(folder: &Folder, path: &[&str], found: &mut Vec<(String, BTreeSet<String>)>) {
    let help = folder.run(&[path, &["--help"]].concat());
    assert_eq!(help.status, 0, "{help:?}");
    let options = help.stdout.lines().filter_map(|line| {
        let line = line.trim_start().strip_prefix('-')?;
        let start = line.find("--").map(|at| at + 2).or(line.strip_prefix('-').map(|_| 1))?;
        Some(line[start..].split([' ', ',', '[']).next()?.to_owned())
    });
    found.push((["clearedfor"].iter().chain(path).copied().collect::<Vec<_>>().join("-"), {
        options.filter(|option| !option.is_empty()).collect()
    }));
    let (_, after) = help.stdout.split_once("Commands:\n").unwrap_or_default();
    for line in after.lines().take_while(|line| !line.is_empty()) {
        // What a description is wrapped to is indented further.
        let name = line.strip_prefix("  ").filter(|line| !line.starts_with(' '));
        let Some(name) = name.and_then(|line| line.split(' ').next()) else { continue };
        if name != "help" {
            told(folder, &[path, &[name]].concat(), found);
        }
    }
}

/// Runs a program over a text on standard input, or gives nothing where it is not installed.
fn piped(program: &str, arguments: &[&str], input: &str) -> Option<std::process::Output> {
    let child = Command::new(program)
        .args(arguments)
        .env("MANWIDTH", "80")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("skipped: no {program} here");
        return None;
    };
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("the program ends");
    let _ = writer.join();
    Some(output)
}

#[test]
fn every_command_has_a_page_with_every_option() {
    let folder = Folder::new();
    let ran = folder.run(&["man", "--out", "pages"]);
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    let mut commands = Vec::new();
    told(&folder, &[], &mut commands);
    assert!(commands.len() > 10, "{commands:?}");
    assert_eq!(folder.run(&["man", "--out", "seiten", "--lang", "de"]).status, 0);
    let everywhere = commands.iter().flat_map(|told| [("pages", told), ("seiten", told)]);
    for (pages, (name, options)) in everywhere {
        let path = folder.path().join(format!("{pages}/{name}.1"));
        let page = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("no page {name}"));
        let synopsis = if pages == "seiten" { ".SH ÜBERSICHT" } else { ".SH SYNOPSIS" };
        assert!(page.contains(synopsis), "{name} in {pages}:\n{page}");
        assert!(options.contains("help"), "{name}: {options:?}");
        for option in options {
            let written = format!("\\-\\-{}", option.replace('-', "\\-"));
            assert!(page.contains(&written), "{name}.1 does not tell --{option}");
        }
    }
    for pages in ["pages", "seiten"] {
        let written = std::fs::read_dir(folder.path().join(pages)).expect("a folder").count();
        assert_eq!(written, commands.len(), "pages of commands that the help does not tell");
    }
    let first = folder.run(&["man"]);
    let page = std::fs::read_to_string(folder.path().join("pages/clearedfor.1")).expect("a page");
    assert_eq!(first.stdout, page, "without --out it is the page of the program");
}

#[test]
fn pages_are_read_by_man_without_a_warning() {
    let folder = Folder::new();
    let page = |name: &str| {
        let path = folder.path().join("pages").join(name);
        std::fs::read_to_string(path).expect("a page")
    };
    assert_eq!(folder.run(&["man", "--out", "pages"]).status, 0);
    assert_eq!(folder.run(&["man", "--out", "pages/de", "--lang", "de"]).status, 0);
    for (name, word) in [
        ("clearedfor.1", "clearedfor-check(1)"),
        ("clearedfor-check.1", "--channel"),
        ("de/clearedfor.1", "ÜBERSICHT"),
        ("de/clearedfor-check.1", "--channel"),
    ] {
        let arguments = ["-man", "-Kutf8", "-Tutf8", "-P-c", "-ww", "-rLL=78n"];
        let Some(read) = piped("groff", &arguments, &page(name)) else { return };
        let (text, warnings) =
            (String::from_utf8_lossy(&read.stdout), String::from_utf8_lossy(&read.stderr));
        // Overstrikes are bold print; groff writes a hyphen for what is no minus.
        let text = text.replace('‐', "-");
        let plain: String = unbold(&text);
        assert!(read.status.success() && warnings.is_empty(), "{name}: {warnings}");
        assert!(plain.contains(word), "{name} does not show {word}:\n{plain}");
    }
}

/// Printed text without the overstrikes and colours that make it bold.
fn unbold(text: &str) -> String {
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '\u{8}' => drop(plain.pop()),
            '\u{1b}' => while characters.next().is_some_and(|c| c != 'm') {},
            c => plain.push(c),
        }
    }
    plain
}

#[test]
fn bash_completes_commands_options_and_values() {
    let folder = Folder::new();
    let script = folder.run(&["completions", "bash"]);
    assert_eq!(script.status, 0);
    let complete = |words: &[&str]| {
        let last = words.len() - 1;
        let (current, before) = (words[last], words[last - 1]);
        let list = words.join("' '");
        let ask = format!(
            "{}\nCOMP_WORDS=('{list}'); COMP_CWORD={last}\n\
             $(complete -p clearedfor | sed 's/.*-F \\([^ ]*\\).*/\\1/') clearedfor '{current}' \
             '{before}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
            script.stdout
        );
        let output = piped("bash", &["--norc", "--noprofile", "-s"], &ask)?;
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        Some(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect::<Vec<_>>())
    };
    let Some(commands) = complete(&["clearedfor", "ch"]) else { return };
    assert_eq!(commands, ["check", "channels"]);
    let options = complete(&["clearedfor", "check", "--stdin"]).expect("bash is here");
    assert_eq!(options, ["--stdin-name"]);
    let values = complete(&["clearedfor", "check", "--color", "al"]).expect("bash is here");
    assert_eq!(values, ["always"]);
    let below = complete(&["clearedfor", "rules", "ex"]).expect("bash is here");
    assert_eq!(below, ["explain"]);
}

#[test]
fn every_shell_gets_a_script_that_it_can_parse() {
    let folder = Folder::new();
    let parsers: [(&str, Option<&[&str]>); 5] = [
        ("bash", Some(&["-n", "-s"])),
        ("zsh", Some(&["-n", "-s"])),
        ("fish", Some(&["--no-execute"])),
        ("elvish", Some(&["-compileonly", "/dev/stdin"])),
        ("powershell", None),
    ];
    for (shell, parser) in parsers {
        let script = folder.run(&["completions", shell]);
        assert_eq!((script.status, script.stderr.as_str()), (0, ""), "{shell}");
        for word in ["clearedfor", "check", "stdin-name", "show-text"] {
            assert!(script.stdout.contains(word), "{shell} does not know {word}");
        }
        let Some(arguments) = parser else { continue };
        let Some(parsed) = piped(shell, arguments, &script.stdout) else { continue };
        let errors = String::from_utf8_lossy(&parsed.stderr);
        assert!(parsed.status.success() && errors.is_empty(), "{shell}: {errors}");
    }
    let unknown = folder.run(&["completions", "tcsh"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.stderr.contains("elvish"), "the error names what is known: {unknown:?}");
}
