//! The JSON Schema of a ruleset file, for editors that complete and check while one types.
//!
//! The shape comes from the types that read the file ([`super::written`]), what each key means from the tables of
//! docs/writing-rules.md, so neither is said twice. Not here: what keys mean together, which only the loader
//! checks.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::FEWEST_EXAMPLES;
use super::written::RulesetFile;

/// The page that describes the keys.
const PAGE: &str = include_str!("../../../docs/writing-rules.md");

/// The schema (draft 2020-12) as indented JSON with a line feed at its end.
#[must_use]
pub fn schema() -> String {
    let generated =
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<RulesetFile>();
    let mut schema = generated.to_value();
    schema["title"] = json!("A ruleset of clearedfor");
    for list in ["hit", "miss"] {
        schema["$defs"]["ExamplesFile"]["properties"][list]["minItems"] = json!(FEWEST_EXAMPLES);
    }
    let described = descriptions();
    if let Some(types) = schema["$defs"].as_object_mut() {
        types.values_mut().for_each(|type_of| describe(type_of, &described));
    }
    describe(&mut schema, &described);
    // A `Value` always has a text.
    format!("{schema:#}\n")
}

/// Gives every property of the type that the page has a row for the words of that row.
fn describe(type_of: &mut Value, described: &BTreeMap<&str, String>) {
    let properties = type_of.get_mut("properties").and_then(Value::as_object_mut);
    let Some(properties) = properties else { return };
    for (key, property) in properties {
        if let Some(words) = described.get(key.as_str()) {
            property["description"] = json!(words);
        }
    }
}

/// What the page's tables say of each key: its value, and its default.
fn descriptions() -> BTreeMap<&'static str, String> {
    let mut described = BTreeMap::new();
    for row in PAGE.lines().filter(|line| line.starts_with("| `")) {
        let mut cells = row.trim_matches('|').split(" | ").map(str::trim);
        let (Some(keys), Some(value)) = (cells.next(), cells.next()) else { continue };
        let default = cells.next().unwrap_or("").trim_end_matches('|').trim();
        let demand =
            ["required", "at least", "one of"].iter().any(|word| default.starts_with(word));
        let words = match default {
            "" => value.to_owned(),
            demanded if demand => format!("{value} ({demanded})"),
            default => format!("{value} (default: {default})"),
        };
        for key in keys.split(", ") {
            described.insert(key.trim_matches('`'), words.clone());
        }
    }
    described
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_rule_is_described() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let keys = schema["$defs"]["RuleFile"]["properties"].as_object().unwrap();
        assert!(keys.len() > 15, "{keys:#?}");
        for (key, property) in keys {
            assert!(property["description"].is_string(), "docs/writing-rules.md has no `{key}`");
        }
    }
}
