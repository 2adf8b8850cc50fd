//! Tests of policy files: freedoms of repositories, and policies that start from the built-in one.

use super::read;
use crate::load::builtin;
use crate::model::policy::Freedom;
use crate::model::{Digest, Policy};

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

/// A policy that starts from the built-in one.
fn part(lines: &str) -> Result<Policy, String> {
    let head = "policy: ours\nversion: \"1\"\ntitle: {en: a, de: b}\nextends: default\n";
    let schemes = builtin::schemes().unwrap();
    read("p.yaml", &format!("{head}{lines}"), &schemes).map_err(|error| error.to_string())
}

const ROW: &str = "title: {en: a, de: b}, why: {en: a, de: b}, source: [D]";

#[test]
fn a_part_of_a_policy_is_completed_by_the_built_in_one() {
    let default = builtin::policy().unwrap();
    let policy = part("").unwrap();
    let but_for_its_name = |mut policy: Policy| {
        (policy.id, policy.title, policy.origin) = Default::default();
        policy.digest = Digest::of(b"");
        format!("{policy:?}")
    };
    assert_eq!(policy.id, "ours");
    assert_eq!(but_for_its_name(policy), but_for_its_name(default.clone()));
    let policy = part(&format!(
        "channels:\n  - {{name: webex, ceiling: 0, {ROW}}}\n  - {{name: attic, ceiling: 4, {ROW}}}\n\
         people: {{internal: {{domains: [amt.example]}}}}\nhome: NATO\n"
    ))
    .unwrap();
    let ceiling =
        |policy: &Policy, name: &str| policy.channel(name).map(|c| c.cap.ceiling.ordinal());
    assert_eq!((ceiling(&default, "webex"), ceiling(&policy, "webex")), (Some(1), Some(0)));
    assert_eq!((ceiling(&default, "attic"), ceiling(&policy, "attic")), (None, Some(4)));
    assert_eq!(policy.channels.len(), default.channels.len() + 1);
    assert_eq!(
        (policy.home.as_str(), &policy.people.free_mail),
        ("NATO", &default.people.free_mail)
    );
    assert!(policy.people.is_internal("kern@amt.example"));
}

#[test]
fn a_part_of_a_policy_is_as_strict_as_a_whole_one() {
    for (lines, place, words) in [
        ("extendz: x\n".to_owned(), "p.yaml:5:1", "unknown field `extendz`"),
        (
            format!("channels:\n  - {{name: x, aliases: [webex], ceiling: 4, {ROW}}}\n"),
            "p.yaml:",
            "already",
        ),
        (
            format!(
                "lines:\n  - {{name: x, ceiling: 4, {ROW}}}\n  - {{name: x, ceiling: 0, {ROW}}}\n"
            ),
            "p.yaml:",
            "already",
        ),
        ("people: {internal: {domains: [gmail.com]}}\n".to_owned(), "p.yaml:5:", "anybody"),
    ] {
        let error = part(&lines).unwrap_err();
        assert!(error.starts_with(place) && error.contains(words), "{lines}{error}");
    }
    let schemes = builtin::schemes().unwrap();
    let other = "policy: a\nversion: \"1\"\ntitle: {en: a, de: b}\nextends: ours\n";
    let error = read("p.yaml", other, &schemes).unwrap_err().to_string();
    assert!(error.contains("ours") && error.contains("default"), "{error}");
}
