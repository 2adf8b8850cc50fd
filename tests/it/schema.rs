//! The JSON Schema of rulesets accepts what the loader accepts, and refuses what an editor should underline.

use clearedfor::load::{self, builtin};
use jsonschema::Validator;
use serde_json::{Value, json};

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&load::ruleset::schema()).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a schema of its draft");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn mistakes(validator: &Validator, ruleset: &Value) -> Vec<String> {
    let told = |error: jsonschema::ValidationError| format!("{}: {error}", error.instance_path());
    validator.iter_errors(ruleset).map(told).collect()
}

#[test]
fn every_built_in_ruleset_follows_the_schema() {
    let validator = validator();
    for (path, text) in builtin::RULESETS {
        let ruleset: Value = serde_yaml::from_str(text).expect("YAML");
        assert_eq!(mistakes(&validator, &ruleset), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn mistakes_are_refused_where_they_stand() {
    let validator = validator();
    let rule = json!({
        "id": "a", "title": {"en": "a", "de": "a"}, "why": {"en": "a", "de": "a"},
        "kind": "substance", "raises": 2, "keywords": ["a"], "source": ["D"],
        "near": [{"keywords": ["b"], "within": "12 words before"}],
        "examples": {"hit": ["a", "a", "a"], "miss": ["b", "b", "b"]},
    });
    let ruleset = |rule: &Value| json!({"ruleset": "a", "version": "1", "title": {"en": "a", "de": "a"}, "rules": [rule]});
    assert_eq!(mistakes(&validator, &ruleset(&rule)), Vec::<String>::new());
    for (pointer, key, value) in [
        ("", "keyword", json!(["a"])),
        ("", "kind", json!("topic")),
        ("", "raises", json!(5)),
        ("", "at", json!(["line-middle"])),
        ("/examples", "hit", json!(["a"])),
        ("/near/0", "within", json!("a few words")),
        ("/near/0", "reach", json!("turn")),
        ("/title", "fr", json!("a")),
    ] {
        let mut wrong = rule.clone();
        wrong.pointer_mut(pointer).expect("the pointer is right")[key] = value;
        let found = mistakes(&validator, &ruleset(&wrong));
        let place = format!("/rules/0{pointer}");
        assert!(found.iter().any(|text| text.starts_with(&place)), "{key}: {found:?}");
    }
}
