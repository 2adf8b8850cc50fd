//! The JSON Schema of a configuration file.
//!
//! Not here: how one is made of types and of a page ([`crate::load::schema`]).

use super::written::ConfigFile;
use crate::load::schema::of;

/// The page that describes the keys.
const PAGE: &str = include_str!("../../../docs/configuration.md");

/// The schema (draft 2020-12) as indented JSON with a line feed at its end.
#[must_use]
pub fn schema() -> String {
    // A `Value` always has a text.
    format!("{:#}\n", of::<ConfigFile>("A configuration of clearedfor", PAGE))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn every_key_is_described() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let types = schema["$defs"].as_object().unwrap().values().chain([&schema]);
        let keys = types.flat_map(|type_of| type_of["properties"].as_object().unwrap());
        let mut seen = 0;
        for (key, property) in keys {
            assert!(property["description"].is_string(), "docs/configuration.md has no `{key}`");
            seen += 1;
        }
        assert!(seen > 20, "{seen}");
    }
}
