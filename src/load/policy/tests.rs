//! Tests of policy files: freedoms of repositories.

use super::read;
use crate::load::builtin;
use crate::model::Policy;
use crate::model::policy::Freedom;

/// The policy of the docs with more lines at its end.
fn with(lines: &str) -> Result<Policy, String> {
    let page = include_str!("../../../docs/writing-a-policy.md");
    let (_, after) = page.split_once("```yaml\npolicy:").unwrap();
    let (yaml, _) = after.split_once("```").unwrap();
    let schemes = builtin::schemes().unwrap();
    read("p.yaml", &format!("policy:{yaml}{lines}"), &schemes).map_err(|error| error.to_string())
}

#[test]
fn a_policy_says_what_a_repository_may_loosen() {
    let all = Freedom::NAMES.map(|(freedom, _)| freedom);
    let policy = with("").unwrap();
    assert!(all.iter().all(|&freedom| policy.allows(freedom)));
    let policy = with("repository: {may: [channel, inline-waivers]}\n").unwrap();
    let allowed: Vec<Freedom> = all.into_iter().filter(|&f| policy.allows(f)).collect();
    assert_eq!(allowed, [Freedom::Channel, Freedom::InlineWaivers]);
    assert!(!with("repository: {may: []}\n").unwrap().allows(Freedom::Channel));
}

#[test]
fn an_unknown_freedom_is_an_error_with_the_known_ones() {
    let error = with("repository:\n  may: [exclud]\n").unwrap_err();
    assert!(error.starts_with("p.yaml:"), "{error}");
    for part in ["exclud", "did you mean `exclude`", "inline-waivers"] {
        assert!(error.contains(part), "{error}");
    }
    assert!(with("repository: {}\n").unwrap_err().contains("may"));
    assert!(with("repository: {can: []}\n").unwrap_err().contains("unknown field `can`"));
}
