//! The JSON Schema of a ruleset file.
//!
//! Not here: how one is made of types and of a page ([`crate::load::schema`]).

use serde_json::json;

use super::FEWEST_EXAMPLES;
use super::written::RulesetFile;
use crate::load::schema::of;

/// The page that describes the keys.
const PAGE: &str = include_str!("../../../docs/writing-rules.md");

/// The schema as indented JSON with a line feed at its end.
#[must_use]
pub fn schema() -> String {
    let mut schema = of::<RulesetFile>("A ruleset of clearedfor", PAGE);
    for list in ["hit", "miss"] {
        schema["$defs"]["ExamplesFile"]["properties"][list]["minItems"] = json!(FEWEST_EXAMPLES);
    }
    // A `Value` always has a text.
    format!("{schema:#}\n")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

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
