//! Examples and cases: a folder with what a user types and what comes out.
//!
//! `cmd` holds the arguments, `stdout` and `stderr` what is printed, `status` the exit status, `stdin` what is
//! piped in where there is any. `CLEAREDFOR_BLESS=1 cargo test` writes what comes out now; read the diff.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

fn folders(below: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(below);
    let entries = std::fs::read_dir(&root).expect("the folder is there");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    folders.retain(|path| path.join("cmd").is_file());
    folders.sort();
    folders
}

/// The words of a command line; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.trim().split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).map(|text| text.replace("\r\n", "\n")).unwrap_or_default()
}

fn run(folder: &Path, from: &Path) -> (String, String, String) {
    let command = read(&folder.join("cmd"));
    let arguments = words(command.trim().trim_start_matches("clearedfor "));
    let mut child = crate::program::plain()
        .args(arguments)
        .current_dir(from)
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let input = std::fs::read(folder.join("stdin")).unwrap_or_default();
    // A program that does not read its input closes the pipe early; that is no failure of the case.
    let _ = child.stdin.take().expect("piped").write_all(&input);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let status = output.status.code().map_or("killed".to_owned(), |code| code.to_string());
    (steady(&text(output.stdout)), text(output.stderr), format!("{status}\n"))
}

/// The text without fingerprints: that of the program differs with every change of it. Tests of their own say
/// what they are of.
fn steady(text: &str) -> String {
    const DIGITS: usize = 64;
    let is_digest =
        |word: &str| word.len() == DIGITS && word.chars().all(|c| c.is_ascii_hexdigit());
    let words = text.split('"').map(|word| if is_digest(word) { "SHA-256" } else { word });
    words.collect::<Vec<_>>().join("\"")
}

/// Runs every folder's command: examples from the top of the repository, as a reader of the README would, cases from
/// their own folder.
fn check(below: &str, fewest: usize) {
    let bless = std::env::var_os("CLEAREDFOR_BLESS").is_some();
    let folders = folders(below);
    assert!(folders.len() >= fewest, "only {} folders in {below}", folders.len());
    let mut failed = Vec::new();
    for folder in folders {
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let from = if below == "examples" { top } else { &folder };
        let (stdout, stderr, status) = run(&folder, from);
        for (name, now) in [("stdout", stdout), ("stderr", stderr), ("status", status)] {
            let path = folder.join(name);
            if bless {
                if now.is_empty() && path.exists() {
                    std::fs::remove_file(&path).expect("writable");
                } else if !now.is_empty() {
                    std::fs::write(&path, &now).expect("writable");
                }
            } else if read(&path) != now {
                failed.push(format!(
                    "{}\n--- expected\n{}--- now\n{now}",
                    path.display(),
                    read(&path)
                ));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn examples_do_what_they_show() {
    check("examples", 5);
}

#[test]
fn cases_do_what_they_show() {
    check("tests/cases", 10);
}
