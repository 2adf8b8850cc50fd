//! Waivers and baselines as a user meets them.

use crate::identity::RULES;
use crate::program::{Folder, Ran};

const JUDGING: [&str; 7] =
    ["--no-builtin-rules", "--ruleset", "own.yaml", "--channel", "webex", "--today", "2026-11-26"];
const TEXT: &str = "# Obst\n\nDer neue Apfel 12 liegt im Keller.\n\nEine Birne auch.\n";

fn folder(text: &str) -> Folder {
    let folder = Folder::new();
    folder.file("own.yaml", RULES);
    folder.file("a.md", text);
    folder
}

fn run(folder: &Folder, arguments: &[&str]) -> Ran {
    folder.run(&[arguments, &JUDGING].concat())
}

fn write(folder: &Folder, more: &[&str]) -> Ran {
    let grant = ["--reason", "printed in the brochure", "--owner", "Kern", "--until", "2027-01-31"];
    run(folder, &[&["baseline", "write", "a.md"], more, &grant].concat())
}

const WAIVED: [&str; 4] = ["check", "a.md", "--waivers", ".clearedfor-waivers.yaml"];

fn waivers(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path().join(".clearedfor-waivers.yaml")).unwrap()
}

#[test]
fn what_is_accepted_no_longer_exceeds_and_stays_in_the_report() {
    let folder = folder(TEXT);
    assert_eq!(run(&folder, &["check", "a.md"]).status, 1);
    let ran = write(&folder, &[]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stdout.contains("2 added, 0 granted anew, 0 kept"), "{}", ran.stdout);
    let file = waivers(&folder);
    assert!(!file.to_lowercase().contains("apfel") && !file.contains("Birne"), "{file}");
    let ran = run(&folder, &WAIVED);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stdout.contains("printed in the brochure"), "{}", ran.stdout);
    assert!(ran.stdout.contains("Kern") && ran.stdout.contains("2027-01-31"), "{}", ran.stdout);
    // Moved, wrapped and renamed it is still the same; one word more of substance is new.
    folder.file("a.md", format!("Vorwort.\n\n{}", TEXT.replace("neue Apfel", "neue\nApfel")));
    assert_eq!(run(&folder, &WAIVED).status, 0);
    folder.file("a.md", TEXT.replace("Apfel 12", "Apfel 13"));
    assert_eq!(run(&folder, &WAIVED).status, 1);
    folder.file("a.md", format!("{TEXT}\nNoch eine Birne.\n"));
    assert_eq!(run(&folder, &WAIVED).status, 1);
}

#[test]
fn the_report_for_programs_says_by_what() {
    let folder = folder(TEXT);
    write(&folder, &[]);
    let report = folder.json(&[&["a.md"], &WAIVED[2..], &JUDGING].concat());
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 2);
    for finding in findings {
        assert_eq!(finding["identity"].as_str().unwrap().len(), 64);
        assert_eq!(finding["waived"]["owner"], "Kern");
        assert_eq!(finding["waived"]["reason"], "printed in the brochure");
        let from = finding["waived"]["from"].as_str().unwrap();
        assert!(from.starts_with(".clearedfor-waivers.yaml:"), "{from}");
    }
    assert_eq!(report["documents"][0]["content"]["level"], 0);
}

#[test]
fn a_waiver_ends_with_its_day() {
    let folder = folder(TEXT);
    write(&folder, &[]);
    let on = |day: &str| {
        let mut arguments = [&WAIVED[..], &JUDGING].concat();
        *arguments.last_mut().unwrap() = day;
        folder.run(&arguments)
    };
    assert_eq!(on("2027-01-31").status, 0);
    let late = on("2027-02-01");
    assert_eq!(late.status, 1);
    assert!(late.stdout.contains("the waiver of pear held until 2027-01-31"), "{}", late.stdout);
}

#[test]
fn no_waiver_covers_a_higher_level_or_another_key() {
    let folder = folder(TEXT);
    write(&folder, &[]);
    folder.file("own.yaml", RULES.replacen("raises: 2", "raises: 3", 1));
    assert_eq!(run(&folder, &WAIVED).status, 1, "the rule weighs more now");
    folder.file("own.yaml", RULES);
    assert_eq!(run(&folder, &WAIVED).status, 0);
    // Whoever writes another level into the file grants nothing by it.
    let file = waivers(&folder);
    folder.file(".clearedfor-waivers.yaml", file.replace("level: 2", "level: 1"));
    assert_eq!(run(&folder, &WAIVED).status, 1);
    folder.file(".clearedfor-waivers.yaml", file);
    folder.file("other.key", "5a".repeat(32));
    assert_eq!(run(&folder, &[&WAIVED[..], &["--key", "other.key"]].concat()).status, 1);
}

#[test]
fn waivers_without_a_key_or_with_a_bad_one_are_errors() {
    let folder = folder(TEXT);
    write(&folder, &[]);
    let key = folder.path().join(".clearedfor.key");
    let hex = std::fs::read_to_string(&key).unwrap();
    assert_eq!(hex.trim().len(), 64);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    std::fs::remove_file(&key).unwrap();
    let ran = run(&folder, &WAIVED);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("waivers need the key"), "{}", ran.stderr);
    // A baseline does not start over under a key that its old waivers do not know.
    let ran = write(&folder, &["--key", "new.key"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(!folder.path().join("new.key").exists());
    folder.file(".clearedfor.key", "c0ffee");
    let ran = run(&folder, &WAIVED);
    assert_eq!(ran.status, 2);
    assert!(!ran.stderr.contains("c0ffee") && ran.stderr.contains("no key"), "{}", ran.stderr);
}

#[test]
fn a_baseline_is_merged_and_in_one_order() {
    let folder = folder(TEXT);
    write(&folder, &[]);
    let first = waivers(&folder);
    assert!(write(&folder, &[]).stdout.contains("0 added, 0 granted anew, 2 kept"));
    assert_eq!(waivers(&folder), first);
    folder.file("a.md", format!("{TEXT}\nNoch eine Birne.\n"));
    let ran = write(&folder, &[]);
    assert!(ran.stdout.contains("1 added, 0 granted anew, 2 kept"), "{}", ran.stdout);
    // What expired is granted anew where it is needed.
    folder.file(".clearedfor-waivers.yaml", waivers(&folder).replace("2027-01-31", "2026-01-31"));
    let ran = write(&folder, &[]);
    assert!(ran.stdout.contains("0 added, 3 granted anew, 0 kept"), "{}", ran.stdout);
    assert_eq!(run(&folder, &WAIVED).status, 0);
}

#[test]
fn what_lowers_the_ceiling_is_accepted_by_name_only() {
    let folder = folder("Apfel 12 liegt im Hotel.\n");
    let ran = write(&folder, &[]);
    assert!(ran.stdout.contains("1 added"), "{}", ran.stdout);
    assert!(!waivers(&folder).contains("rule: \"hotel\""));
    assert_eq!(run(&folder, &WAIVED).status, 0);
    let ran = write(&folder, &["--rule", "hotel"]);
    assert!(ran.stdout.contains("1 added, 0 granted anew, 1 kept"), "{}", ran.stdout);
    let report = folder.json(&[&["a.md"], &WAIVED[2..], &JUDGING].concat());
    assert_eq!(report["documents"][0]["ceiling"]["level"], 1, "the channel's own ceiling");
    let ran = write(&folder, &["--rule", "hotell"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("did you mean `hotel`?"), "{}", ran.stderr);
}

#[test]
fn nothing_is_accepted_where_something_was_not_read() {
    let folder = folder(TEXT);
    folder.file("b.pdf", "%PDF-1.7\nnothing");
    let ran = write(&folder, &["b.pdf"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    assert!(ran.stdout.contains("b.pdf"), "{}", ran.stdout);
    assert!(!folder.path().join(".clearedfor-waivers.yaml").exists());
    assert!(!folder.path().join(".clearedfor.key").exists());
}

#[test]
fn a_grant_needs_reason_owner_and_a_day_to_come() {
    let folder = folder(TEXT);
    for (reason, owner, until, expected) in [
        (" ", "Kern", "2027-01-31", "--reason: `reason` is empty"),
        ("why", "", "2027-01-31", "--owner: `owner` is empty"),
        ("why", "Kern", "2026-11-25", "--until: the day is over already"),
        ("why", "Kern", "2027-02-30", "is a day of the calendar"),
        ("why", "Kern", "2029-11-27", "more than 3 years ahead"),
    ] {
        let grant = ["--reason", reason, "--owner", owner, "--until", until];
        let ran = run(&folder, &[&["baseline", "write", "a.md"], &grant[..]].concat());
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
    assert!(!folder.path().join(".clearedfor.key").exists());
}

#[test]
fn waivers_that_are_of_no_use_are_told_and_thrown_out() {
    let folder = folder(TEXT);
    folder.file("b.md", "Apfel 77 ist da.\n");
    write(&folder, &["b.md"]);
    let tend = |what: &str, paths: &[&str]| run(&folder, &[&["baseline", what], paths].concat());
    let ran = tend("check", &["a.md", "b.md"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stdout.contains("3 needed (0 expire"), "{}", ran.stdout);
    // A run over one file says nothing of the others.
    folder.file("a.md", "# Obst\n\nEine Birne auch.\n");
    let ran = run(&folder, &["check", "b.md", "--waivers", ".clearedfor-waivers.yaml"]);
    assert_eq!(ran.status, 0);
    assert!(!ran.stdout.contains("covers nothing"), "{}", ran.stdout);
    assert!(run(&folder, &WAIVED).stdout.contains("the waiver of apple covers nothing any more"));
    assert!(tend("check", &["b.md"]).stdout.contains("2 of documents that were not read"));
    let ran = tend("check", &["a.md", "b.md"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("apple (a.md) covers nothing any more"), "{}", ran.stdout);
    let ran = tend("prune", &["a.md", "b.md"]);
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.contains("covers nothing any more: removed"), "{}", ran.stdout);
    assert_eq!(waivers(&folder).matches("rule:").count(), 2);
    assert_eq!(tend("check", &["a.md", "b.md"]).status, 0);
    // A document that is gone takes its waivers along.
    std::fs::remove_file(folder.path().join("b.md")).unwrap();
    assert_eq!(tend("check", &["a.md"]).status, 1);
    assert_eq!(tend("prune", &["a.md"]).status, 0);
    assert_eq!(waivers(&folder).matches("rule:").count(), 1);
    folder.file(".clearedfor-waivers.yaml", waivers(&folder).replace("2027-01-31", "2026-12-01"));
    let ran = tend("check", &["a.md"]);
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.contains("expires after 2026-12-01"), "{}", ran.stdout);
    folder.file(".clearedfor-waivers.yaml", waivers(&folder).replace("2026-12-01", "2026-11-01"));
    assert_eq!(tend("check", &["a.md"]).status, 1);
}

#[test]
fn the_samples_of_the_page_are_understood() {
    let page = include_str!("../../docs/waivers.md").replace("\r\n", "\n");
    let block = |kind: &str| {
        let (_, after) = page.split_once(&format!("```{kind}\n")).unwrap();
        after.split("```").next().unwrap().to_owned()
    };
    let folder = Folder::new();
    folder.file("w.yaml", block("yaml"));
    folder.file("minutes/2026-11.md", "# Obst\n");
    folder.file(".clearedfor.key", "5a".repeat(32));
    let check = ["check", "--channel", "webex", "--today", "2026-11-26"];
    let ran = folder.run(&[&check[..], &["minutes", "--waivers", "w.yaml"]].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stdout.contains("the waiver of topic-weapon-range covers nothing any more"));
    // Each directive is well formed, names rules that there are, and is told to cover nothing here.
    folder.file("a.md", block("text").replace("-->\n", "-->\n\nObst.\n\n"));
    let ran = folder.run(&[&check[..], &["a.md"]].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(ran.stdout.matches("covers no finding of").count(), 3, "{}", ran.stdout);
}

#[test]
fn the_waiver_file_and_its_key_may_lie_among_the_documents() {
    let folder = folder(TEXT);
    write(&folder, &[]);
    let ran = run(&folder, &["check", ".", "--waivers", ".clearedfor-waivers.yaml"]);
    assert!(ran.status == 0 || ran.stdout.contains("own.yaml"), "{ran:?}");
    let report = folder.json(&[&["."], &WAIVED[2..], &JUDGING].concat());
    for document in report["documents"].as_array().unwrap() {
        let source = document["source"].as_str().unwrap();
        let expected = if source.ends_with("own.yaml") { "exceeds" } else { "within" };
        assert_eq!(document["verdict"], expected, "{source}");
    }
}

#[test]
fn the_files_of_the_configuration_are_meant_where_none_are_named() {
    let folder = folder(TEXT);
    folder.file(".clearedfor.yaml", "version: 1\nwaivers: [accepted.yaml]\nkey: secret.key\n");
    folder.file("accepted.yaml", "version: 1\nwaivers: []\n");
    let ran = write(&folder, &[]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(
        folder.path().join("secret.key").exists()
            && !folder.path().join(".clearedfor.key").exists()
    );
    assert_eq!(run(&folder, &["check", "a.md"]).status, 0);
    assert_eq!(run(&folder, &["baseline", "check", "a.md"]).status, 0);
}

#[test]
fn german_is_spoken_too() {
    let folder = folder(TEXT);
    let ran = write(&folder, &["--lang", "de"]);
    assert!(ran.stdout.contains("2 hinzugefügt, 0 neu gewährt, 0 behalten"), "{}", ran.stdout);
    assert!(ran.stdout.contains("ein neuer Schlüssel"), "{}", ran.stdout);
    let ran = run(&folder, &["check", "a.md", "--lang", "de", "--waivers", "none.yaml"]);
    assert_eq!(ran.status, 2);
}
