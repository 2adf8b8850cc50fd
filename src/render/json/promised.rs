//! docs/json.md promises what the code writes: its samples are real, and no field is missing.
//!
//! Not here: the reports ([`crate::render::golden`]).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;

use serde_json::Value;

use crate::render::{Look, by_name, golden};

fn page() -> String {
    include_str!("../../../docs/json.md").replace("\r\n", "\n")
}

fn written() -> Vec<Value> {
    let json = |report: &crate::model::Report| {
        let mut text = String::new();
        by_name("json").unwrap().render(report, &Look::default(), &mut text).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    golden::reports().iter().map(|(_, report)| json(report)).collect()
}

fn everything_in(value: &Value) -> Vec<&Value> {
    let mut all = vec![value];
    match value {
        Value::Array(list) => all.extend(list.iter().flat_map(everything_in)),
        Value::Object(fields) => all.extend(fields.values().flat_map(everything_in)),
        _ => (),
    }
    all
}

#[test]
fn every_sample_stands_in_a_report() {
    let (page, reports) = (page(), written());
    let samples: Vec<&str> = page.split("```json\n").skip(1).collect();
    assert!(samples.len() >= 4);
    for sample in samples {
        let sample: Value = serde_json::from_str(sample.split("```").next().unwrap()).unwrap();
        let found = reports.iter().any(|report| everything_in(report).contains(&&sample));
        assert!(found, "no golden report holds this sample: {sample:#}");
    }
}

#[test]
fn every_field_is_described() {
    let page = page();
    // Keys of these objects are ids and names, not fields.
    let mut reports = written();
    for report in &mut reports {
        let rules = report["rules"].as_object().unwrap().values().cloned().collect();
        report["rules"] = Value::Array(rules);
        for document in report["documents"].as_array_mut().unwrap() {
            for finding in document["findings"].as_array_mut().unwrap() {
                if let Some(evidence) = finding["evidence"].as_object_mut() {
                    evidence.insert("groups".to_owned(), Value::Null);
                }
            }
        }
    }
    let objects = reports.iter().flat_map(everything_in).filter_map(Value::as_object);
    let fields: BTreeSet<&String> = objects.flat_map(|object| object.keys()).collect();
    assert!(fields.len() > 40, "{fields:?}");
    for field in fields {
        assert!(page.contains(&format!("`{field}`")), "docs/json.md does not describe `{field}`");
    }
}

#[test]
fn the_hit_counts_characters() {
    let reports = written();
    let evidence = reports[0]["documents"][0]["findings"][2]["evidence"].clone();
    let text: Vec<char> = evidence["text"].as_str().unwrap().chars().collect();
    let at = |end: usize| usize::try_from(evidence["hit"][end].as_u64().unwrap()).unwrap();
    let hit: String = text[at(0)..at(1)].iter().collect();
    assert_eq!(hit, evidence["groups"]["words"].as_str().unwrap());
}
