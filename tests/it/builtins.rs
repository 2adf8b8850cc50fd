//! What comes with the program is complete, registered and true to its own examples.

use std::collections::BTreeSet;
use std::path::Path;

use clearedfor::load::{self, builtin};
use clearedfor::scan;

fn files_below(folder: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rulesets");
    let entries = std::fs::read_dir(root.join(folder)).expect("rulesets are there");
    let paths = entries.map(|entry| entry.expect("readable").path());
    let yaml = paths.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let below = |path: std::path::PathBuf| path.strip_prefix(&root).expect("below").to_owned();
    yaml.map(|path| below(path).to_string_lossy().replace('\\', "/")).collect()
}

fn stem(path: &str) -> &str {
    path.rsplit('/').next().expect("a name").trim_end_matches(".yaml")
}

#[test]
fn every_yaml_file_is_registered() {
    let listed = |files: &[(&str, &str)]| -> BTreeSet<String> {
        files.iter().map(|(path, _)| (*path).to_owned()).collect()
    };
    assert_eq!(files_below(""), listed(builtin::RULESETS));
    assert_eq!(files_below("schemes"), listed(builtin::SCHEMES));
    assert_eq!(files_below("policy"), listed(&[builtin::POLICY]));
    assert_eq!(files_below("eval"), listed(&[builtin::MARKING_LINES]));
}

#[test]
fn ids_equal_file_names() {
    let schemes = builtin::schemes().expect("schemes load");
    for (scheme, (path, _)) in schemes.0.iter().zip(builtin::SCHEMES) {
        assert_eq!(scheme.id.to_lowercase(), stem(path));
    }
    let rulesets = builtin::rulesets().expect("rulesets load");
    for (ruleset, (path, _)) in rulesets.iter().zip(builtin::RULESETS) {
        assert_eq!(ruleset.id, stem(path));
    }
}

#[test]
fn every_rule_hits_and_misses_what_it_must() {
    let rulesets = builtin::rulesets().expect("rulesets load");
    load::ruleset::check_together(&rulesets).expect("ids are unique, and references are there");
    for ruleset in &rulesets {
        load::ruleset::check_patterns(ruleset).expect("patterns compile");
    }
    let scan::Proof { examples, variants, failures } = scan::selftest(&rulesets, rulesets.len());
    assert!(variants > 9000, "only {variants} variants");
    assert!(examples > 1000, "only {examples} examples");
    assert!(failures.is_empty(), "{failures:#?}");
    let blanked = builtin::marking_lines().expect("the lines to blank load");
    load::ruleset::check_patterns(&blanked).expect("patterns compile");
    let failures = scan::selftest(&[blanked], 1).failures;
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn every_source_tag_is_explained() {
    let sources = include_str!("../../docs/sources.md");
    let schemes = builtin::schemes().expect("schemes load");
    let policy = builtin::policy().expect("the policy loads");
    let mut rulesets = builtin::rulesets().expect("rulesets load");
    rulesets.push(builtin::marking_lines().expect("the lines to blank load"));
    let channels = policy.channels.iter().map(|channel| &channel.cap);
    let caps = channels
        .chain(&policy.lines)
        .chain(&policy.places)
        .chain(policy.features.iter().map(|feature| &feature.cap))
        .chain(&policy.clearances);
    let of_rules = rulesets.iter().flat_map(|set| &set.rules).flat_map(|rule| &rule.about.source);
    let of_schemes = schemes.0.iter().flat_map(|scheme| &scheme.source);
    let tags: BTreeSet<&String> =
        caps.flat_map(|cap| &cap.source).chain(of_rules).chain(of_schemes).collect();
    for tag in tags {
        assert!(sources.contains(&format!("| {tag} |")), "docs/sources.md does not explain {tag}");
    }
}

#[test]
fn the_example_policy_of_the_docs_loads() {
    let page = include_str!("../../docs/writing-a-policy.md");
    let schemes = builtin::schemes().expect("schemes load");
    let blocks =
        page.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().expect("closed"));
    let policies: Vec<&str> = blocks.filter(|block| block.starts_with("policy:")).collect();
    assert!(!policies.is_empty(), "the page shows no policy");
    for policy in policies {
        load::policy::read("docs/writing-a-policy.md", policy, &schemes).expect("loads");
    }
}

#[test]
fn the_example_ruleset_of_the_docs_passes_its_test() {
    let page = include_str!("../../docs/writing-rules.md");
    let schemes = builtin::schemes().expect("schemes load");
    let block = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next());
    let ruleset = load::ruleset::read("docs/writing-rules.md", block.expect("a ruleset"), &schemes);
    let failures = scan::selftest(&[ruleset.expect("loads")], 1).failures;
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn every_logistics_cue_has_a_rule_in_both_languages() {
    let rulesets = builtin::rulesets().expect("rulesets load");
    let rules = || rulesets.iter().flat_map(|set| &set.rules);
    let german =
        ["der", "die", "das", "ist", "ich", "nicht", "wie", "heute", "mit", "und", "auf", "sind"];
    let english =
        ["the", "is", "i", "this", "with", "and", "on", "by", "it", "no", "to", "i'm", "we're"];
    for id in (1..=22).map(|number| format!("logistics:l{number:02}")) {
        let hits = rules()
            .filter(|rule| rule.tags.contains(&id))
            .flat_map(|rule| &rule.about.examples.hit);
        let words: BTreeSet<String> = hits
            .flat_map(|hit| hit.split(|c: char| !c.is_alphanumeric() && c != '\''))
            .map(str::to_lowercase)
            .collect();
        for (language, common) in [("German", &german[..]), ("English", &english[..])] {
            let any = common.iter().any(|word| words.contains(*word));
            assert!(any, "no rule has {id} with a hit in {language}");
        }
    }
}

/// The 28 topics, cues, exposures and duties are proved by at least four examples each way; markings by the rows of
/// `classification_rows` too.
#[test]
fn every_topic_has_rules_and_every_rule_enough_examples() {
    let rulesets = builtin::rulesets().expect("rulesets load");
    let proved = rulesets.iter().filter(|set| !set.id.starts_with("markings-"));
    let rules: Vec<_> = proved.flat_map(|set| &set.rules).collect();
    for topic in 1..=28 {
        let tag = format!("topic:t{topic:02}");
        let substance = |rule: &&&clearedfor::model::Rule| {
            rule.kind == clearedfor::model::Kind::Substance && rule.tags.contains(&tag)
        };
        assert!(rules.iter().any(|rule| substance(&rule)), "{tag} has no rule");
    }
    let few = rules
        .iter()
        .filter(|rule| rule.about.examples.hit.len() < 4 || rule.about.examples.miss.len() < 4);
    let few: Vec<&str> = few.map(|rule| &*rule.id).collect();
    assert!(few.is_empty(), "fewer than four examples each way: {few:?}");
}
