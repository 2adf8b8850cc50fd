//! Lines are whole, tell what the JSON report tells, and are described.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;

use serde_json::Value;

use crate::render::{Look, by_name, golden};

fn rendered(format: &str, report: &crate::model::Report) -> String {
    let mut text = String::new();
    by_name(format).unwrap().render(report, &Look::default(), &mut text).unwrap();
    text
}

fn lines(report: &crate::model::Report) -> Vec<Value> {
    rendered("jsonl", report).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_document_is_what_it_is_in_the_json_report() {
    for (name, report) in golden::reports() {
        let whole: Value = serde_json::from_str(&rendered("json", &report)).unwrap();
        let lines = lines(&report);
        let (first, last) = (&lines[0], &lines[lines.len() - 1]);
        assert_eq!((&first["type"], &last["type"]), (&"run".into(), &"summary".into()), "{name}");
        let mut documents = lines[1..lines.len() - 1].to_vec();
        for document in &mut documents {
            let document = document.as_object_mut().unwrap();
            for own in ["type", "file", "bytes", "more"] {
                assert!(document.remove(own).is_some(), "{name}: {own}");
            }
        }
        assert_eq!(Value::Array(documents), whole["documents"], "{name}");
        for same in ["tool", "policy", "rulesets", "schemes", "levels", "disclaimer", "shows_text"] {
            assert_eq!(first[same], whole[same], "{name}: {same}");
        }
        for same in ["documents", "within", "exceeds", "undetermined", "highest_content"] {
            assert_eq!(last[same], whole["summary"][same], "{name}: {same}");
        }
        for same in ["verdict", "excerpts"] {
            assert_eq!(last[same], whole[same], "{name}: {same}");
        }
    }
}

#[test]
fn every_field_of_a_line_is_described() {
    let page = include_str!("../../../docs/json.md");
    let section = page.split("\n# JSON Lines").nth(1).unwrap_or_default();
    assert!(!section.is_empty(), "docs/json.md has no section on JSON Lines");
    for (_, report) in golden::reports() {
        for line in lines(&report) {
            let own = |field: &String| line["type"] != "document" || !is_of_a_document(field);
            let mut fields = BTreeSet::new();
            fields_of(&line, line["type"] == "document", &mut fields);
            for field in fields.iter().filter(|field| own(field)) {
                let described = section.contains(&format!("`{field}`"));
                // What a level, a policy or a basis consists of is described with the JSON report.
                let shared = page.contains(&format!("`{field}`")) && SHARED.contains(&&**field);
                assert!(described || shared, "docs/json.md does not describe `{field}` of a line");
            }
        }
    }
}

const SHARED: [&str; 10] =
    ["name", "id", "level", "home", "in_force", "what", "from", "build", "call", "version"];

fn fields_of(value: &Value, flat: bool, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| fields_of(value, flat, found)),
        Value::Object(fields) => {
            found.extend(fields.keys().cloned());
            let deeper = fields.values().filter(|_| !flat);
            deeper.for_each(|value| fields_of(value, flat, found));
        }
        _ => (),
    }
}

/// Whether the field is described with the JSON report.
fn is_of_a_document(field: &str) -> bool {
    let (_, report) = &golden::reports()[0];
    let whole: Value = serde_json::from_str(&rendered("json", report)).unwrap();
    whole["documents"][0].get(field).is_some()
}
