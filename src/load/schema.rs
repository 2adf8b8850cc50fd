//! The JSON Schema of a file that is read strictly, for editors that complete and check while one types.
//!
//! The shape comes from the types that read the file, what each key means from the tables of the page that describes
//! it, so neither is said twice. Not here: what keys mean together, which only the loader checks.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// The schema (draft 2020-12) of the type, described by the tables of `page`.
pub(super) fn of<T: JsonSchema>(title: &str, page: &str) -> Value {
    let generated = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    let mut schema = generated.to_value();
    schema["title"] = json!(title);
    let described = descriptions(page);
    if let Some(types) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        types.values_mut().for_each(|type_of| describe(type_of, &described));
    }
    describe(&mut schema, &described);
    schema
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

/// What the tables of a page say of each key: its value, and its default.
fn descriptions(page: &str) -> BTreeMap<&str, String> {
    let mut described = BTreeMap::new();
    for row in page.lines().filter(|line| line.starts_with("| `")) {
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
