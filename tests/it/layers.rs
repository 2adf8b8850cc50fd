//! The laws of the house: who may import whom, and where each dependency lives.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Room, and the rooms that it may import. A room may always import itself.
const LAWS: [(&str, &str); 14] = [
    ("main", "cli"),
    ("cli", "lint measure load read scan judge render model error"),
    // `load` and `error` because an agenda's front matter is configuration that a reader only hands over.
    ("lint", "load read scan judge model error"),
    ("measure", "model"),
    // `text` because a directive is a comment of a document: it says of which span it speaks.
    ("load", "model pattern text packed error"),
    ("read", "model text error"),
    ("scan", "model pattern text"),
    ("judge", "model"),
    ("render", "model text"),
    ("model", "pattern text packed"),
    ("pattern", "text packed"),
    ("text", ""),
    // How what comes with the program is kept in it; it knows none of what it keeps.
    ("packed", ""),
    // `model` because what an error says is words in two languages.
    ("error", "model"),
];

/// Dependency, and the rooms that it lives in.
const HOMES: &[(&str, &str)] = &[
    ("anstream", "cli"),
    ("anstyle", "render"),
    ("cfb", "read"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("clap_mangen", "cli"),
    ("csv", "load"),
    ("csv_core", "read"),
    ("ctrlc", "cli"),
    ("encoding_rs", "read"),
    ("flate2", "read"),
    ("getrandom", "cli"),
    ("globset", "load"),
    ("hayro_font", "read"),
    ("hayro_syntax", "read"),
    ("hmac", "model"),
    ("html5gum", "read"),
    ("ignore", "read"),
    ("indicatif", "cli"),
    ("mail_parser", "read"),
    ("memchr", "read text"),
    ("pulldown_cmark", "read"),
    ("quick_xml", "read"),
    ("rayon", "lint"),
    ("regex_automata", "pattern"),
    ("regex_syntax", "pattern"),
    ("rustix", "load"),
    ("schemars", "load"),
    ("serde", "load read render"),
    ("serde_json", "load read render"),
    ("serde_yaml", "load"),
    ("sha2", "model"),
    ("strsim", "error"),
    ("sys_locale", "cli"),
    ("tar", "read"),
    ("tempfile", "cli"),
    ("terminal_size", "cli"),
    ("time", "cli"),
    ("unicode_normalization", "text"),
    ("unicode_width", "render"),
    ("wide", "text"),
    ("zip", "read"),
];

fn sources() -> Vec<PathBuf> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("src is readable") {
            let path = entry.expect("src is readable").path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.sort();
    found
}

/// The room of a file: the folder below src, or the file itself.
fn room(path: &Path) -> String {
    let below =
        path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("in src");
    let first =
        below.components().next().expect("a file").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The code of a file without its comments and without its tests.
fn code(path: &Path) -> String {
    let name = path.file_name().expect("a file").to_string_lossy();
    let folder = path.parent().and_then(Path::file_name).expect("in a folder").to_string_lossy();
    if ["tests.rs", "golden.rs", "hostile.rs", "wpt.rs"].contains(&&*name) || folder == "tests" {
        return String::new();
    }
    let text = std::fs::read_to_string(path).expect("src is readable");
    // An `allow` with its reason may stand before the tests of a file.
    let tests = |&(at, mark): &(usize, &str)| {
        let before = text[at + mark.len()..].split("mod tests {").next().unwrap_or_default();
        before.is_empty() || (before.starts_with("#[allow(") && before.trim_end().ends_with(")]"))
    };
    let end = text.match_indices("#[cfg(test)]\n").find(tests).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The first words after every `crate::` (or `clearedfor::`), those in braces too.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, start) in code.match_indices("crate::").chain(code.match_indices("clearedfor::")) {
        let rest = &code[at + start.len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => top_level(list),
            None => vec![rest],
        };
        for name in names {
            let name: String = name.trim_start().chars().take_while(|&c| is_name(c)).collect();
            found.insert(if name == "Error" { "error".to_owned() } else { name });
        }
    }
    found
}

/// The entries of a brace list, inner braces left whole.
fn top_level(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut entries) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                entries.push(&list[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                entries.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    entries
}

#[test]
fn rooms_import_only_what_the_laws_allow() {
    let laws: BTreeMap<&str, BTreeSet<&str>> =
        LAWS.iter().map(|(room, allowed)| (*room, allowed.split_whitespace().collect())).collect();
    let mut broken = Vec::new();
    for path in sources() {
        let room = room(&path);
        if room == "lib" {
            continue;
        }
        let allowed = laws.get(room.as_str()).unwrap_or_else(|| panic!("{room} has no law"));
        for import in imports(&code(&path)) {
            if laws.contains_key(import.as_str())
                && import != room
                && !allowed.contains(import.as_str())
            {
                broken.push(format!("{} imports {import}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn a_dependency_has_one_home() {
    let mut broken = Vec::new();
    for path in sources() {
        let (room, code) = (room(&path), code(&path));
        for (dependency, homes) in HOMES {
            let call = format!("{dependency}::");
            let used = code
                .match_indices(&call)
                .any(|(at, _)| !code[..at].ends_with(|c| is_name(c) || c == ':'));
            if used && !homes.split_whitespace().any(|home| home == room) {
                broken.push(format!("{} uses {dependency}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_dependency_is_in_the_table_of_homes() {
    let manifest = include_str!("../../Cargo.toml");
    let (_, after) = manifest.split_once("[dependencies]\n").expect("there are dependencies");
    let section = after.split("\n[").next().expect("a section");
    for line in section.lines().filter(|line| !line.trim().is_empty()) {
        let name = line.split('=').next().expect("a name").trim().replace('-', "_");
        let derived = ["thiserror"].contains(&name.as_str());
        assert!(derived || HOMES.iter().any(|(known, _)| *known == name), "{name} has no home");
    }
}

#[test]
fn every_file_says_what_it_is() {
    for path in sources() {
        let text = std::fs::read_to_string(&path).expect("src is readable");
        assert!(text.starts_with("//! "), "{} does not open with what it is", path.display());
    }
}

#[test]
fn only_load_read_and_cli_touch_the_disk() {
    for path in sources() {
        let room = room(&path);
        let allowed = ["load", "read", "cli"].contains(&room.as_str());
        assert!(allowed || !code(&path).contains("std::fs"), "{}", path.display());
    }
}
