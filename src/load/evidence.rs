//! What a JSON report says of itself, for whoever makes it a second time and compares.
//!
//! Not here: making it, and what differs.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::Error;
use crate::model::{Say, Words, words};

/// What a report rests on, as it says.
#[derive(Debug, Deserialize)]
pub struct Basis {
    /// The fingerprint of what the program was built from.
    pub build: String,
    /// The fingerprint of all rules.
    pub rules: String,
    /// The fingerprint of the policy.
    pub policy: String,
    /// The options of the run.
    pub call: Vec<String>,
}

/// A report as it was read back.
#[derive(Debug, Deserialize)]
pub struct Evidence {
    format: String,
    version: u32,
    /// The language of its sentences.
    pub language: String,
    /// What it rests on; none where it does not say.
    pub basis: Option<Basis>,
    /// Its documents, as they stand there.
    documents: Vec<Value>,
}

/// Reads a JSON report from a file.
///
/// # Errors
/// Where the file cannot be read, is no JSON report, or does not say what it rests on.
pub fn read(path: &Path) -> Result<Evidence, Error> {
    parse(&path.display().to_string(), &super::text(path)?)
}

/// Reads a JSON report; `name` is the file's name, for messages.
///
/// # Errors
/// Where it is no JSON report, or does not say what it rests on.
pub fn parse(name: &str, text: &str) -> Result<Evidence, Error> {
    let wrong = |line, column, message: Say| Error::Config {
        file: name.to_owned(),
        line,
        column,
        message: message.into(),
    };
    let what = Say(
        "no report that `check --format json` writes",
        "kein Bericht, den `check --format json` schreibt",
    );
    let read: Result<Evidence, serde_json::Error> = serde_json::from_str(text);
    let evidence = read.map_err(|error| wrong(error.line(), error.column(), what))?;
    if (evidence.format.as_str(), evidence.version) != ("clearedfor-report", 1) {
        return Err(wrong(1, 1, what));
    }
    if evidence.basis.is_none() {
        let message = Say(
            "the report does not say what it rests on (`basis`)",
            "der Bericht sagt nicht, worauf er beruht (`basis`)",
        );
        return Err(wrong(1, 1, message));
    }
    Ok(evidence)
}

impl Evidence {
    /// How many documents it is about.
    #[must_use]
    pub fn count(&self) -> usize {
        self.documents.len()
    }

    /// The names of its documents, in order.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().map(|document| document["source"].as_str().unwrap_or_default())
    }

    /// What of it is not as in the report that was made `now`; documents that are `missing` now are not compared.
    /// Where the files were `moved`, their names may differ.
    #[must_use]
    pub fn differences(&self, now: &Evidence, missing: &[String], moved: bool) -> Vec<Words> {
        let mut differences = basis(self, now);
        let there = |source: &str| !missing.iter().any(|name| name == source);
        let was = self.documents.iter().zip(self.sources());
        let was: Vec<&Value> =
            was.filter(|(_, source)| there(source)).map(|(document, _)| document).collect();
        if was.len() != now.documents.len() {
            differences.push(words!(
                "{} documents were reported, now there are {}",
                "{} Dokumente waren berichtet, jetzt sind es {}",
                was.len(),
                now.documents.len()
            ));
        }
        let pairs = was.iter().zip(&now.documents);
        differences.extend(pairs.filter_map(|(was, now)| difference(was, now, moved)));
        differences
    }
}

/// What of program, rules and policy is not as it was.
fn basis(told: &Evidence, report: &Evidence) -> Vec<Words> {
    let (Some(was), Some(now)) = (&told.basis, &report.basis) else { return Vec::new() };
    let pairs = [
        (&was.build, &now.build, words!("another program", "ein anderes Programm")),
        (&was.rules, &now.rules, words!("other rules", "andere Regeln")),
        (&was.policy, &now.policy, words!("another policy", "eine andere Richtlinie")),
    ];
    let differ = pairs.into_iter().filter(|(was, now, _)| was != now);
    differ
        .map(|(was, now, Words { en, de })| {
            words!("{en}: {was}, now {now}", "{de}: {was}, jetzt {now}")
        })
        .collect()
}

/// What is not as it was in a document.
fn difference(was: &Value, now: &Value, moved: bool) -> Option<Words> {
    let name = was["source"].as_str().unwrap_or_default();
    let differs = |field: &str| was[field] != now[field];
    let strip = |value: &Value| if moved { without_names(value) } else { value.clone() };
    if differs("digest") {
        return Some(words!(
            "{name}: the file is another one",
            "{name}: die Datei ist eine andere"
        ));
    }
    if differs("verdict") {
        let (was, now) = (&was["verdict"], &now["verdict"]);
        return Some(words!(
            "{name}: the verdict was {was}, now it is {now}",
            "{name}: das Urteil war {was}, jetzt ist es {now}"
        ));
    }
    let other = strip(was) != strip(now);
    other.then(|| {
        words!(
            "{name}: what is reported of it differs",
            "{name}: was dazu berichtet wird, weicht ab"
        )
    })
}

/// The value without the names of files, which are others where files were moved.
fn without_names(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let named = |key: &str| ["source", "from"].contains(&key);
            let kept = fields.iter().filter(|(key, _)| !named(key));
            Value::Object(kept.map(|(key, value)| (key.clone(), without_names(value))).collect())
        }
        Value::Array(values) => Value::Array(values.iter().map(without_names).collect()),
        other => other.clone(),
    }
}
