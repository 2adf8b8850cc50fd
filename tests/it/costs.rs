//! What a run costs is told to whoever asks, and changes nothing for anybody else.

use super::program::Folder;

const RULES: &str = include_str!("../cases/rules-profile/own.yaml");
const MINUTES: &str = include_str!("../cases/rules-profile/minutes.txt");
const BY_OWN_RULES: [&str; 4] = ["--no-config", "--no-builtin-rules", "--ruleset", "own.yaml"];

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("own.yaml", RULES);
    folder.file("in/minutes.txt", MINUTES);
    folder.file("in/captions.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nAm Wasserturm.\n");
    folder
}

fn call<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["check", "in", "--today", "2026-01-31", "-f", "jsonl"], &BY_OWN_RULES[..], more].concat()
}

#[test]
fn whoever_asks_is_told_beside_the_report() {
    let folder = folder();
    let plain = folder.run(&call(&["-j", "1"]));
    assert!(plain.stderr.is_empty(), "{plain:?}");
    for (more, words) in [
        (&["-j", "1", "--stats"][..], ["2 files", "on 1 thread:", "own-number", "webvtt"]),
        (&["-j", "2", "--stats=human"], ["2 documents", "on 2 threads:", "stage", "conditions"]),
        (&["--stats", "--lang", "de"], ["2 Dateien", "Abschnitt", "Kandidaten", "langsam: kein"]),
    ] {
        let ran = folder.run(&call(more));
        for word in words {
            assert!(ran.stderr.contains(word), "{word}: {ran:?}");
        }
        assert!(more.contains(&"de") || ran.stdout == plain.stdout, "{ran:?}");
        assert_eq!(ran.status, plain.status, "{ran:?}");
        for of_the_input in ["Lager", "Wasserturm", "100-200", "minutes"] {
            assert!(!ran.stderr.contains(of_the_input), "{of_the_input}: {ran:?}");
        }
    }
    assert_eq!(folder.run(&call(&["--stats=yes"])).status, 2);
}

#[test]
fn programs_are_told_on_one_line() {
    let ran = folder().run(&call(&["--stats=json", "-o", "report.jsonl"]));
    assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
    let stats: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!((&stats["format"], &stats["version"]), (&"clearedfor-stats".into(), &1.into()));
    let counts = ["files", "documents", "text"].map(|key| stats[key].as_u64().unwrap());
    assert_eq!(counts[..2], [2, 2]);
    assert!(counts[2] > 100 && stats["wall_ns"].as_u64().unwrap() > 0, "{stats}");
    let stages = stats["stages_ns"].as_object().unwrap();
    let all: u64 = stages.values().map(|time| time.as_u64().unwrap()).sum();
    assert!(stages.len() == 9 && all > 0, "{stats}");
    let rules = stats["rules"].as_array().unwrap();
    let rule = |id: &str| rules.iter().find(|rule| rule["rule"] == id).unwrap();
    let of = |id: &str| ["candidates", "hits", "findings"].map(|key| rule(id)[key].clone());
    assert_eq!(of("own-number"), [3, 3, 2].map(serde_json::Value::from));
    assert_eq!(of("own-word"), [2, 2, 2].map(serde_json::Value::from));
    assert_eq!(
        (&rule("own-slow")["slow"], &rule("own-word")["slow"]),
        (&true.into(), &false.into())
    );
}

#[test]
fn a_profile_counts_what_a_check_finds() {
    let folder = folder();
    let profile = |more: &[&str]| {
        let ran = folder.run(&[&["rules", "profile"], &BY_OWN_RULES[..], more].concat());
        assert_eq!(ran.status, 0, "{ran:?}");
        ran.stdout
    };
    let json = |more: &[&str]| -> serde_json::Value {
        serde_json::from_str(&profile(&[&["--format", "json"], more].concat())).unwrap()
    };
    let told = json(&["in"]);
    assert_eq!((&told["documents"], &told["passes"]), (&2.into(), &3.into()));
    assert_eq!(told["rules"].as_array().unwrap().len(), 3, "{told}");
    let rule = told["rules"].as_array().unwrap().iter().find(|rule| rule["rule"] == "own-number");
    assert_eq!(rule.unwrap()["findings"], 2);
    assert!(rule.unwrap()["search_ns"].as_u64().unwrap() > 0, "{told}");
    let counted = json(&["in", "--counts", "--top", "1"]);
    assert_eq!(counted["rules"].as_array().unwrap().len(), 1);
    assert_eq!(counted["rules"][0]["rule"], "own-number", "the most places looked at");
    assert!(counted["rules"][0]["search_ns"].is_null() && counted["passes"].is_null());
    // Without files it is the examples, and every rule has some.
    let own = json(&["--counts", "--top", "0"]);
    assert_eq!(own["documents"], 18);
    assert!(profile(&[]).contains("slow: no required text"));
    let ran = folder.run(&[&["rules", "profile", "nothing-there"], &BY_OWN_RULES[..]].concat());
    assert!(ran.status == 3 && ran.stderr.contains("not wholly read"), "{ran:?}");
}

#[test]
fn who_checks_with_a_slow_rule_is_told() {
    let folder = folder();
    let arguments = ["check", "in", "-f", "json"];
    let ran = folder.run(&[&arguments[..], &BY_OWN_RULES].concat());
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let notices = report["notices"].as_array().unwrap();
    let slow =
        "own.yaml: rule `own-slow`: slow: a pattern without required text runs over every text";
    assert!(notices.iter().any(|notice| notice == slow), "{notices:?}");
    assert!(!ran.stdout.contains("own-number`: slow"), "{ran:?}");
}
