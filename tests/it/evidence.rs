//! A report says what it rests on, and can be made again.

use crate::program::Folder;

const TEXT: &str = "GEHEIM\n\nDie Kanone schießt weit.\n";

fn made(folder: &Folder, arguments: &[&str]) -> String {
    let ran = folder.run(&[&["check", "-f", "json", "-o", "report.json"], arguments].concat());
    assert!(ran.status != 2, "{ran:?}");
    std::fs::read_to_string(folder.path().join("report.json")).unwrap()
}

#[test]
fn a_report_made_again_is_verified() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    folder.file("b/c.md", "# Tagesordnung\n\n1. Begrüßung\n");
    made(
        &folder,
        &["a.txt", "b", "--channel", "webex", "--line", "mobile", "--mentions", "--lang", "de"],
    );
    let ran = folder.run(&["verify", "report.json"]);
    assert_eq!(
        (ran.status, ran.stdout.as_str()),
        (0, "verified; documents that are as reported: 2\n")
    );
    let quoted = made(&folder, &["a.txt", "--show-text", "always"]);
    assert!(quoted.contains("Kanone") || quoted.contains("\"shows_text\": true"));
    assert_eq!(folder.run(&["verify", "report.json"]).status, 0);
}

#[test]
fn what_changed_is_told() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    folder.file("b.txt", "Guten Morgen.\n");
    made(&folder, &["a.txt", "b.txt"]);
    folder.file("b.txt", "Guten Abend.\n");
    let ran = folder.run(&["verify", "report.json"]);
    let expected = "b.txt: the file is another one\nnot verified: it differs\n";
    assert_eq!((ran.status, ran.stdout.as_str()), (1, expected));
    std::fs::remove_file(folder.path().join("b.txt")).unwrap();
    let ran = folder.run(&["verify", "report.json", "--lang", "de"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    assert!(ran.stdout.starts_with("b.txt: nicht mehr da\n"), "{}", ran.stdout);
    let moved = folder.file("elsewhere/a.txt", TEXT);
    let other = folder.file("elsewhere/b.txt", "Guten Morgen.\n");
    let files = [moved.to_str().unwrap(), other.to_str().unwrap()];
    assert_eq!(folder.run(&["verify", "report.json", files[0], files[1]]).status, 0);
    let text = std::fs::read_to_string(folder.path().join("report.json")).unwrap();
    folder.file("report.json", text.replace("\"verdict\": \"exceeds\"", "\"verdict\": \"within\""));
    let ran = folder.run(&["verify", "report.json", files[0], files[1]]);
    assert!(ran.status == 1 && ran.stdout.contains("the verdict was"), "{ran:?}");
}

#[test]
fn other_rules_and_policies_are_told() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    let report = made(&folder, &["a.txt"]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    for field in ["build", "rules", "policy"] {
        let digest = report["basis"][field].as_str().unwrap();
        assert!(digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()), "{digest}");
    }
    // As everybody makes it: `printf 'GEHEIM\n\nDie Kanone schießt weit.\n' | sha256sum`.
    let digest = "5da64d07e107fc6201bd5ff8d9ee9b751e6e114d1af1c6a342bda297605828d0";
    assert_eq!(report["documents"][0]["digest"], digest);
    let text = std::fs::read_to_string(folder.path().join("report.json")).unwrap();
    let rules = report["basis"]["rules"].as_str().unwrap();
    folder.file("report.json", text.replace(rules, &"0".repeat(64)));
    let ran = folder.run(&["verify", "report.json"]);
    assert!(ran.status == 1 && ran.stdout.starts_with("other rules: 000"), "{ran:?}");
}

#[test]
fn what_is_no_report_is_an_error() {
    let folder = Folder::new();
    for text in
        ["", "{}", "[1, 2]", "GEHEIM", "{\"format\": \"clearedfor-report\", \"version\": 2}"]
    {
        folder.file("report.json", text);
        let ran = folder.run(&["verify", "report.json"]);
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(
            ran.stderr.contains("report.json:") && !ran.stderr.contains("GEHEIM"),
            "{}",
            ran.stderr
        );
    }
}
