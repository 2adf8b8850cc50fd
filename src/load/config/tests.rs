//! Tests of configuration files: what is understood, and what is refused where.

use std::path::PathBuf;

use super::{Config, read};
use crate::model::GapKind;

fn config(text: &str) -> Result<Config, String> {
    let read = read(".clearedfor.yaml", text, PathBuf::from("/nowhere"), true);
    read.map_err(|error| error.to_string())
}

const WHOLE: &str = "\
policy: clearedfor/policy.yaml
scheme: [DE, NATO]
rulesets: [clearedfor/rules.yaml]
channel: webex
lines: [app]
places: [own-site]
features: [recording]
domains: [amt.example]
allow_gaps:
  - {kind: picture, reason: Pictures are looked at by hand.}
ignore_rules:
  - rule: some-rule
    reason: It hits our name.
paths:
  - {glob: \"board/**\", channel: office}
  - {glob: \"board/public-*.md\", exclude: true, reason: They are published.}
waivers: [waivers.yaml]
key: ../key
";

#[test]
fn every_key_is_read_with_its_place() {
    let config = config(WHOLE).unwrap();
    assert_eq!(config.at(config.channel.as_ref().unwrap()), ".clearedfor.yaml:4");
    assert_eq!(config.said(&config.scheme[1]).value, "NATO");
    assert_eq!((config.scheme[1].line, config.scheme[1].column), (2, 14));
    assert_eq!(config.allow_gaps[0].what.value, GapKind::Picture);
    assert_eq!(config.allow_gaps[0].what.line, 10);
    assert_eq!(config.ignore_rules[0].reason, "It hits our name.");
    assert_eq!(config.ignore_rules[0].what.line, 12);
    assert_eq!(config.key.unwrap().line, 18);
}

#[test]
fn nothing_and_comments_alone_are_an_empty_file() {
    for text in ["", "# channel: webex\n", "---\n", "\u{feff}# x\n"] {
        let config = config(text).unwrap();
        assert!(config.channel.is_none() && config.paths.is_empty(), "{text:?}");
    }
}

#[test]
fn the_last_entry_that_fits_counts() {
    let config = config(WHOLE).unwrap();
    let entry = |path: &str| config.entry(path).map(|(at, _)| at);
    assert_eq!(entry("board/2026/agenda.md"), Some(0));
    assert_eq!(entry("board/public-1.md"), Some(1));
    // `*` stops at a folder, and capitals count.
    assert_eq!(entry("board/public-/1.md"), Some(0));
    assert_eq!(entry("Board/public-1.md"), None);
    assert_eq!(entry("on/board/public-1.md"), None);
}

#[test]
fn what_cannot_be_meant_is_an_error_at_its_place() {
    for (text, place, part) in [
        ("chanel: webex\n", "1:1", "unknown field `chanel`, expected one of `policy`"),
        ("show_text: always\n", "1:1", "unknown field `show_text`"),
        ("channel: webex\nchanel: webex\n", "2:1", "unknown field `chanel`"),
        ("channel: webex\nchannel: office\n", "1:1", "duplicate field `channel`"),
        ("plan: a\nchannel:\n", "2:1", "no value"),
        ("scheme: DE\n", "1:9", "expected a sequence"),
        ("scheme: [\n", "2:1", "did not find"),
        ("- a\n", "1:1", "invalid type"),
        ("allow_gaps: [{kind: pictures, reason: x}]\n", "1:21", "did you mean `picture`"),
        ("allow_gaps: [{kind: picture}]\n", "1:14", "missing field `reason`"),
        ("ignore_rules: [{rule: a, reason: \" \"}]\n", "1:26", "a reason says why"),
        ("paths:\n  - {glob: \"a/**\"}\n", "2:13", "`channel`, `plan`, or `exclude: true`"),
        ("paths:\n  - {glob: \"a/**\", exclude: true}\n", "2:13", "needs a `reason`"),
        ("paths: [{glob: a, reason: b, channel: c}]\n", "1:16", "it is missing"),
        ("paths: [{glob: a, exclude: true, reason: b, channel: c}]\n", "1:16", "not read"),
        ("paths: [{glob: a/, channel: c}]\n", "1:16", "`a/**`"),
        ("paths: [{glob: ./a, channel: c}]\n", "1:16", "without `/`"),
        ("paths: [{glob: \"a[\", channel: c}]\n", "1:17", "unclosed"),
        ("paths: [{globs: a, channel: c}]\n", "1:10", "unknown field `globs`"),
        ("lang: de\n", "1:1", "unknown field `lang`"),
    ] {
        let error = config(text).unwrap_err();
        let expected = format!(".clearedfor.yaml:{place}: ");
        assert!(error.starts_with(&expected) && error.contains(part), "{text:?}\n{error}");
    }
}

#[test]
fn a_found_file_names_only_what_lies_in_its_folder() {
    let tree = tempfile::tempdir().unwrap();
    let folder = tree.path().join("in");
    std::fs::create_dir(&folder).unwrap();
    for name in ["in/policy.yaml", "out.yaml"] {
        std::fs::write(tree.path().join(name), "").unwrap();
    }
    let text = "rulesets: [policy.yaml, ../out.yaml, missing.yaml]\n";
    let file = |at: usize, found| {
        let config = read("../.clearedfor.yaml", text, folder.clone(), found).unwrap();
        config.file(&config.rulesets[at]).map(|(_, name)| name).map_err(|error| error.to_string())
    };
    assert_eq!(file(0, true).unwrap(), "../policy.yaml");
    assert!(file(1, true).unwrap_err().starts_with("../.clearedfor.yaml:1:25: "));
    assert_eq!(file(1, false).unwrap(), "../../out.yaml");
    assert!(file(2, false).unwrap_err().starts_with("../.clearedfor.yaml:1:38: missing.yaml: "));
}
