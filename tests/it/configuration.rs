//! Configuration files as a user meets them: which one counts, what stands above what, what is told, what is forbidden.

use crate::program::{Folder, Ran};

pub(crate) const AGENDA: &str = "# Agenda\n\n1. Parking spaces\n";
/// What the rule of [`rules`] finds.
const RANGE: &str = "Die Reichweite des Flugkörpers liegt bei über 900 Kilometern.\n";
/// By the one rule of the docs alone: these tests are about the file, and most rules would only take time.
const ALONE: [&str; 3] = ["--no-builtin-rules", "--ruleset", "rules.yaml"];

/// The ruleset that the docs show.
fn rules() -> &'static str {
    let page = include_str!("../../docs/writing-rules.md");
    let block = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next());
    block.expect("the page shows a ruleset")
}

/// Runs the program by that rule alone.
fn run(folder: &Folder, arguments: &[&str]) -> Ran {
    folder.run(&[arguments, &ALONE].concat())
}

/// The report of a check by that rule alone.
fn json(folder: &Folder, arguments: &[&str]) -> serde_json::Value {
    folder.json(&[arguments, &ALONE].concat())
}

/// A folder with a work tree at its top, so that nothing above it is looked at.
fn folder(config: &str) -> Folder {
    let folder = Folder::new();
    folder.file(".git/HEAD", "ref: refs/heads/main\n");
    folder.file(".clearedfor.yaml", config);
    folder.file("agenda.md", AGENDA);
    folder.file("rules.yaml", rules());
    folder
}

/// What the policy of the docs says, with more lines at its end.
pub(crate) fn policy(lines: &str) -> String {
    let page = include_str!("../../docs/writing-a-policy.md");
    let (_, after) = page.split_once("```yaml\npolicy:").expect("the page shows a policy");
    let (yaml, _) = after.split_once("```").expect("the block ends");
    format!("policy:{yaml}{lines}")
}

fn ceiling(report: &serde_json::Value, at: usize) -> (u64, String) {
    let ceiling = &report["documents"][at]["ceiling"];
    (
        ceiling["level"].as_u64().unwrap(),
        ceiling["weakest_link"]["from"].as_str().unwrap().to_owned(),
    )
}

/// What the human report says is loosened.
pub(crate) fn loosened(ran: &Ran) -> Vec<String> {
    let text = ran.stdout.replace("\n  ", " ");
    let told = |line: &str| {
        let what = line.strip_prefix("Loosened by the repository's own configuration: ");
        what.map(str::to_owned)
    };
    text.lines().filter_map(told).collect()
}

#[test]
fn the_channel_of_the_file_counts_and_is_told() {
    let folder = folder("# Held by video.\nchannel: webex\n");
    let report = json(&folder, &["agenda.md"]);
    assert_eq!(ceiling(&report, 0), (1, ".clearedfor.yaml:2".to_owned()));
    let ran = run(&folder, &["check", "agenda.md"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let told = loosened(&ran);
    assert_eq!(told.len(), 1, "{ran:?}");
    assert!(told[0].contains("webex") && told[0].contains("(.clearedfor.yaml:2)"), "{told:?}");
    // Open is what counts without a file, so nothing is loosened.
    folder.file(".clearedfor.yaml", "channel: open\n");
    assert!(loosened(&run(&folder, &["check", "agenda.md"])).is_empty());
}

#[test]
fn a_flag_stands_above_the_file_and_a_higher_one_is_told() {
    let folder = folder("channel: phone\npaths:\n  - {glob: \"*.md\", channel: webex}\n");
    assert_eq!(ceiling(&json(&folder, &["agenda.md"]), 0).0, 1);
    let report = json(&folder, &["agenda.md", "--channel", "office"]);
    assert_eq!(ceiling(&report, 0), (2, "--channel".to_owned()));
    let ran = run(&folder, &["check", "agenda.md", "--channel", "office"]);
    let told = "office (--channel) stands above lower channels of the file: phone \
                (.clearedfor.yaml:1), webex (.clearedfor.yaml:3)";
    assert!(ran.stdout.replace("\n  ", " ").contains(told), "{ran:?}");
    assert!(loosened(&ran).is_empty(), "{ran:?}");
    let ran = run(&folder, &["check", "agenda.md", "--channel", "open"]);
    assert!(!ran.stdout.contains("stands above"), "{ran:?}");
    let report = json(&folder, &["agenda.md", "--no-config"]);
    assert_eq!(ceiling(&report, 0).0, 0);
}

#[test]
fn the_last_entry_that_fits_decides_for_a_file() {
    let folder = folder(
        "channel: webex\nplaces: [home]\npaths:\n  - {glob: \"board/**\", channel: office}\n  \
         - {glob: \"board/phone/*\", channel: phone}\n",
    );
    folder.file("board/a.md", AGENDA);
    folder.file("board/phone/b.md", AGENDA);
    let report = json(&folder, &["agenda.md", "board"]);
    let all: Vec<(u64, String)> = (0..3).map(|at| ceiling(&report, at)).collect();
    // The room carries 2, and whoever is at home brings it down: lines, places and features always count.
    assert_eq!(all[0], (1, ".clearedfor.yaml:1".to_owned()));
    assert_eq!(all[1], (1, ".clearedfor.yaml:2".to_owned()));
    assert_eq!(all[2], (0, ".clearedfor.yaml:5".to_owned()));
    // The same from a folder below, and by a way up and down.
    let ran = run(&folder, &["check", "board/../board/phone/b.md", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(ceiling(&report, 0).1, ".clearedfor.yaml:5");
    let ran =
        folder.run_with(&["check", "-", "--stdin-name", "board/phone/x.md"], AGENDA.as_bytes());
    assert!(ran.stdout.contains(".clearedfor.yaml:5"), "{ran:?}");
}

#[test]
fn what_is_excluded_is_not_read_and_told_with_its_number() {
    let folder = folder(
        "paths:\n  - {glob: \"old/**\", exclude: true, reason: Published long ago.}\n  \
         - {glob: \"none/**\", channel: webex}\n",
    );
    for name in ["old/a.md", "old/b/c.md"] {
        folder.file(name, RANGE);
    }
    let ran = run(&folder, &["check", "agenda.md", "old"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let told = loosened(&ran);
    assert_eq!(
        told,
        ["2 files that old/** stands for were not read: Published long ago. (.clearedfor.yaml:2)"]
    );
    let told = "these globs count for no file of this run: none/** (.clearedfor.yaml:3)";
    assert!(ran.stdout.replace("\n  ", " ").contains(told), "{ran:?}");
    let ran = run(&folder, &["check", "old/a.md"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("leaves out every file"), "{ran:?}");
    assert_eq!(run(&folder, &["check", "old/a.md", "--no-config"]).status, 1);
}

#[test]
fn a_file_outside_of_the_folder_is_not_governed() {
    let folder = Folder::new();
    folder.file("in/.git/HEAD", "");
    let config = folder.file("in/.clearedfor.yaml", "channel: webex\n");
    folder.file("out.md", AGENDA);
    folder.file("rules.yaml", rules());
    let config = config.to_str().expect("UTF-8");
    let ran = run(&folder, &["check", "out.md", "--config", config]);
    assert!(ran.stdout.contains("files outside of the folder"), "{ran:?}");
    assert!(loosened(&ran).is_empty(), "{ran:?}");
    let report = json(&folder, &["out.md", "--config", config]);
    assert_eq!(ceiling(&report, 0).0, 0);
}

#[test]
fn ignored_rules_gaps_and_domains_are_told() {
    let folder = folder(
        "domains: [amt.example]\nallow_gaps:\n  - {kind: empty, reason: Drafts.}\nignore_rules:\n  \
         - {rule: example-weapon-range, reason: We are the hosts.}\n",
    );
    folder.file("empty.txt", "");
    let ran = run(&folder, &["check", "empty.txt"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let told = loosened(&ran).join("\n");
    for part in
        ["amt.example", "kind empty", "Drafts.", "example-weapon-range", "We are the hosts."]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(run(&folder, &["check", "empty.txt", "--no-config"]).status, 3);
}

#[test]
fn an_ignored_rule_is_not_found() {
    let folder = folder("ignore_rules: [{rule: example-weapon-range, reason: Test.}]\n");
    folder.file("a.md", RANGE);
    assert_eq!(run(&folder, &["check", "a.md", "--no-config"]).status, 1);
    assert_eq!(run(&folder, &["check", "a.md"]).status, 0);
    folder.file(".clearedfor.yaml", "ignore_rules: [{rule: example-weapon-rang, reason: Test.}]\n");
    let ran = run(&folder, &["check", "a.md"]);
    assert_eq!(ran.status, 2);
    let told = ".clearedfor.yaml:1:23: unknown rule `example-weapon-rang` (did you mean \
                `example-weapon-range`?)";
    assert!(ran.stderr.contains(told), "{ran:?}");
}

#[test]
fn a_policy_from_the_command_line_forbids_what_it_does_not_list() {
    for (config, word) in [
        ("channel: conference\n", "channel"),
        ("paths: [{glob: \"a/**\", exclude: true, reason: Test.}]\n", "exclude"),
        ("paths: [{glob: \"a/**\", channel: conference}]\n", "channel"),
        ("scheme: [DE, NATO]\n", "scheme"),
        ("scheme: [NATO]\n", "scheme"),
        ("domains: [amt.example]\n", "domains"),
        ("ignore_rules: [{rule: example-weapon-range, reason: Test.}]\n", "ignore-rules"),
        ("allow_gaps: [{kind: picture, reason: Test.}]\n", "allow-gaps"),
        ("waivers: [agenda.md]\n", "waivers"),
    ] {
        let folder = folder(config);
        folder.file("all.yaml", policy(""));
        folder.file("none.yaml", policy("repository: {may: []}\n"));
        let ran = run(&folder, &["config", "show", "--policy", "all.yaml"]);
        assert_eq!(ran.status, 0, "{config}{ran:?}");
        for command in [&["check", "agenda.md"][..], &["config", "show"]] {
            let ran = run(&folder, &[command, &["--policy", "none.yaml"]].concat());
            assert_eq!(ran.status, 2, "{config}{ran:?}");
            assert!(ran.stderr.contains("clearedfor: .clearedfor.yaml:1:"), "{ran:?}");
            assert!(ran.stderr.contains(&format!("`{word}` is not in")), "{ran:?}");
            assert!(ran.stderr.contains("none.yaml"), "{ran:?}");
        }
    }
}

#[test]
fn a_policy_of_the_file_is_told_and_does_not_stand_above_the_flag() {
    let folder = folder("policy: own.yaml\n");
    folder.file("own.yaml", policy(""));
    folder.file("office.yaml", policy("repository: {may: []}\n").replace("our-office", "strict"));
    let ran = run(&folder, &["check", "agenda.md"]);
    assert!(loosened(&ran)[0].contains("our-office 1"), "{ran:?}");
    let ran = run(&folder, &["check", "agenda.md", "--policy", "office.yaml"]);
    assert!(ran.stdout.contains("`policy` of .clearedfor.yaml:1 is not used"), "{ran:?}");
    assert!(ran.stdout.contains("policy strict 1") && loosened(&ran).is_empty(), "{ran:?}");
    let ran = folder.run(&["channels", "list"]);
    assert!(ran.stdout.contains("meeting-room"), "{ran:?}");
    let ran = folder.run(&["channels", "--no-config"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(!ran.stdout.contains("meeting-room"), "{ran:?}");
}

#[test]
fn show_says_where_every_value_comes_from() {
    let folder = folder("scheme: [DE, NATO]\nchannel: webex\nlines: [phone]\n");
    folder.file("below/x.md", AGENDA);
    let ran = run(&folder, &["config", "show", "--place", "home"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let rows: Vec<Vec<&str>> = ran
        .stdout
        .lines()
        .map(|line| line.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect())
        .collect();
    let has = |row: &[&str]| rows.iter().any(|all| all == row);
    for row in [
        &["configuration: .clearedfor.yaml"][..],
        &["policy", "default 1 (built-in policy/default.yaml)", "default"],
        &["scheme", "DE", ".clearedfor.yaml:1"],
        &["in force", "DE, NATO", ".clearedfor.yaml:1"],
        &["channel", "webex, cleared for VS-NUR FÜR DEN DIENSTGEBRAUCH", ".clearedfor.yaml:2"],
        &["lines", "phone", ".clearedfor.yaml:3"],
        &["places", "home", "--place"],
    ] {
        assert!(has(row), "{row:?}\n{}", ran.stdout);
    }
    let ran = run(&folder, &["config", "show", "--no-config"]);
    assert!(ran.stdout.starts_with("configuration: none, because of --no-config\n"), "{ran:?}");
    std::fs::remove_file(folder.path().join(".clearedfor.yaml")).expect("removed");
    let ran = run(&folder, &["config", "show"]);
    assert!(ran.stdout.starts_with("configuration: none: there is no .clearedfor.yaml"), "{ran:?}");
}

#[test]
fn the_sample_of_the_docs_is_understood() {
    let page = include_str!("../../docs/configuration.md");
    let sample = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next());
    let folder = folder(sample.expect("the page shows a file"));
    folder.file("clearedfor/policy.yaml", policy(""));
    folder.file("clearedfor/rules.yaml", rules());
    let ran = folder.run(&["config", "show"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    for part in ["our-office 1 (clearedfor/policy.yaml)", "board/by-phone/**: channel open"] {
        assert!(ran.stdout.contains(part), "{part}\n{}", ran.stdout);
    }
}

#[test]
fn a_mistake_is_an_error_for_every_command_that_uses_the_file() {
    let folder = folder("chanel: webex\n");
    for command in [
        &["check", "agenda.md"][..],
        &["channels"],
        &["config", "show"],
        &["rules", "explain", "example-weapon-range"],
    ] {
        let ran = folder.run(command);
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.stderr.contains(".clearedfor.yaml:1:1: unknown field `chanel`"), "{ran:?}");
    }
}

#[test]
fn the_schema_accepts_the_sample_and_no_other_key() {
    let ran = Folder::new().run(&["config", "schema"]);
    let schema: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let page = include_str!("../../docs/configuration.md");
    let sample = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next());
    let sample: serde_json::Value = serde_yaml::from_str(sample.expect("a file")).expect("YAML");
    assert!(validator.is_valid(&sample));
    assert!(!validator.is_valid(&serde_json::json!({"chanel": "webex"})));
}
