//! Invented meetings as a floor: a change of rules that loses what was won is seen here, not by a user.
//!
//! The floors lie a little below what was measured (docs/accuracy.md), so that a good change that costs one document
//! passes and one that costs many does not.

use std::path::{Path, PathBuf};

/// The share of right verdicts that a set must keep, in hundredths.
const FLOORS: [(&str, f64); 10] = [
    ("dev1", 95.0),
    ("dev2", 95.0),
    ("dev3", 95.0),
    ("dev4", 93.0),
    ("dev5", 95.0),
    ("neg1", 94.0),
    ("neg2", 94.0),
    ("val1", 90.0),
    ("val2", 89.0),
    ("val3", 82.0),
];

fn sets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meetings")
}

#[test]
fn every_set_keeps_its_floor() {
    let mut below = Vec::new();
    for (set, floor) in FLOORS {
        let output = crate::program::plain()
            .args(["eval", "--format", "json", "--errors", "100"])
            .arg(sets().join(set).join("truth.tsv"))
            .output()
            .expect("the program starts");
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let right = &json["all"]["verdicts"]["right"];
        let share = 100.0 * right["count"].as_f64().expect("a count")
            / right["of"].as_f64().expect("a total");
        if share < floor {
            let paths = json["errors"].as_array().expect("a list").iter();
            let paths: Vec<&str> = paths.filter_map(|error| error["path"].as_str()).collect();
            below.push(format!("{set}: {share:.1} % right, below {floor} %: {}", paths.join(" ")));
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}

#[test]
fn every_set_has_its_floor() {
    let entries = std::fs::read_dir(sets()).expect("the sets are there");
    let mut found: Vec<String> = entries
        .map(|entry| entry.expect("readable"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, FLOORS.map(|(set, _)| set));
}
