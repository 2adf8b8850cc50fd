//! Measurements: what is counted, and calls that cannot be meant.

use serde_json::Value;

use super::program::Folder;

const MARKED: &str =
    "GEHEIM - amtlich geheim gehalten\n\nTagesordnung\n\n1. Lage\n2. Verschiedenes\n";
const HARMLESS: &str = "Agenda\n\n1. Opening\n2. Cake\n";

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    let ran = folder.run(&[&["eval", "--format", "json"], arguments].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

#[test]
fn a_listed_file_that_is_missing_is_an_error_and_gives_no_hours() {
    let folder = Folder::new();
    folder.file("a.txt", HARMLESS);
    folder.file("m.csv", "path,level,duration_s\na.txt,0,3600\ngone.txt,0,7200\n");
    let figures = json(&folder, &["m.csv"]);
    assert_eq!(figures["all"]["documents"], 2);
    assert_eq!(figures["all"]["not_read"], 1);
    assert_eq!(figures["all"]["verdicts"]["right"]["count"], 1);
    assert_eq!(figures["all"]["false_alarms"]["hours"], 1.0);
    assert_eq!(figures["errors"][0]["fault"], "not read");
    assert_eq!(figures["errors"][0]["path"], "gone.txt");
}

#[test]
fn every_row_is_judged_on_its_own_channel() {
    let folder = Folder::new();
    folder.file("docs/a.txt", MARKED);
    let front = "---\nmeeting:\n  channel: webex\n---\n\nVS-NUR FÜR DEN DIENSTGEBRAUCH\n\n# Lage\n";
    folder.file("docs/b.md", front);
    let manifest = "path,level,channel,verdict\n\
                    a.txt,3,webex,exceeds\n\
                    a.txt,3,classified-video,within\n\
                    b.md,1,,within\n";
    folder.file("lists/m.csv", manifest);
    let figures = json(&folder, &["lists/m.csv", "--root", "docs"]);
    assert_eq!(figures["all"]["verdicts"]["right"]["count"], 3, "{figures:#}");
    let figures = json(&folder, &["lists/m.csv", "--root", "docs", "--channel", "open"]);
    assert_eq!(figures["all"]["verdicts"]["right"]["count"], 2, "{figures:#}");
    assert_eq!(figures["errors"][0]["path"], "b.md");
}

#[test]
fn without_markings_only_substance_is_left() {
    let folder = Folder::new();
    folder.file("a.txt", MARKED);
    folder.file("b.txt", format!("Secret\n\n{HARMLESS}"));
    folder.file("m.tsv", "path\tlevel\na.txt\t3\nb.txt\t3\n");
    let figures = json(&folder, &["m.tsv"]);
    assert_eq!(figures["all"]["found"]["count"], 2, "{figures:#}");
    let figures = json(&folder, &["m.tsv", "--without-markings", "--by-rule"]);
    assert_eq!(figures["all"]["found"]["count"], 0, "{figures:#}");
    let rules = figures["rules"].as_array().unwrap();
    assert!(rules.iter().all(|rule| rule["kind"] != "marking"), "{rules:#?}");
}

#[test]
fn words_are_shown_on_request_only() {
    let folder = Folder::new();
    folder.file("a.txt", MARKED);
    folder.file("m.csv", "path,level\na.txt,0\n");
    let secret = "amtlich geheim gehalten";
    for format in ["human", "json", "markdown"] {
        let ran = folder.run(&["eval", "m.csv", "-f", format]);
        assert!(!ran.stdout.contains(secret), "{ran:?}");
    }
    let ran = folder.run(&["eval", "m.csv", "--show-text", "always"]);
    assert!(ran.stdout.contains(secret), "{ran:?}");
}

#[test]
fn threads_change_nothing() {
    let folder = Folder::new();
    let mut manifest = "path,level,set\n".to_owned();
    for number in 0..40 {
        let text = if number % 3 == 0 { MARKED } else { HARMLESS };
        folder.file(&format!("{number}.txt"), text);
        manifest += &format!("{number}.txt,{},s{}\n", number % 4, number % 5);
    }
    folder.file("m.csv", manifest);
    let run = |threads| folder.run(&["eval", "m.csv", "--by-rule", "-j", threads]).stdout;
    assert_eq!(run("1"), run("4"));
}

#[test]
fn wrong_calls_say_what_would_do() {
    let folder = Folder::new();
    folder.file("a.txt", HARMLESS);
    folder.file("m.csv", "path,level\na.txt,0\n");
    folder.file("bad.csv", "path,level\na.txt,7\n");
    folder.file("no-path.csv", "file,level\na.txt,0\n");
    for (arguments, hint) in [
        (&["eval", "gone.csv"][..], "gone.csv: "),
        (&["eval", "bad.csv"], "bad.csv:2:7: column `level`: `7`: a level is 0 (open)"),
        (&["eval", "no-path.csv"], "no column `path`; columns of this file: file, level"),
        (&["eval", "m.csv", "--where", "level=3"], "no row meets every --where"),
        (&["eval", "m.csv", "--where", "levl=3"], "did you mean `level`"),
        (&["eval", "m.csv", "--where", "level"], "COLUMN=VALUE"),
        (&["eval", "m.csv", "--group", "sett"], "unknown column `sett`"),
        (&["eval", "m.csv", "--level", "5"], "0..=4"),
        (&["eval", "m.csv", "--channel", "webx"], "did you mean `webex`"),
        (&["eval", "m.csv", "--format", "yaml"], "markdown"),
        (&["eval", "m.csv", "--no-builtin-rules"], "needs --ruleset"),
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}: {ran:?}");
        assert!(ran.stderr.contains(hint), "{arguments:?}: {ran:?}");
        assert!(ran.stdout.is_empty(), "{ran:?}");
    }
}
