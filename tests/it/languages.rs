//! Both languages of every sentence: pairs in the code, the built-in data, and the program as a German runs it.
//!
//! Not here: the German of help, which the program's own tests compare with its definition.

use std::path::{Path, PathBuf};

use clearedfor::load::builtin;
use clearedfor::model::Words;

use crate::program::{Folder, plain};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        match path.is_dir() {
            true => sources(&path, found),
            false if path.extension().is_some_and(|end| end == "rs") => found.push(path),
            false => {}
        }
    }
}

/// The string literal at the start of `code`, and what follows it.
fn literal(code: &str) -> Option<(&str, &str)> {
    let inside = code.trim_start().strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.char_indices().find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    })?;
    Some((&inside[..end.0], &inside[end.0 + 1..]))
}

/// The English and German of every `start` in `code`.
fn pairs<'c>(code: &'c str, start: &str) -> Vec<(&'c str, &'c str)> {
    let places = code.match_indices(start).filter_map(|(at, _)| {
        let (en, rest) = literal(&code[at + start.len()..])?;
        let (de, _) = literal(rest.trim_start().strip_prefix(',')?)?;
        Some((en, de))
    });
    places.collect()
}

/// What stands in braces, in order of the alphabet: both languages tell the same things.
fn told(text: &str) -> Vec<&str> {
    let mut told: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect();
    told.retain(|name| !["en", "de"].contains(name));
    told.iter_mut().for_each(|name| *name = name.trim_end_matches("_DE"));
    told.sort_unstable();
    told
}

#[test]
fn every_pair_in_the_code_has_both_sides() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let (mut seen, mut broken) = (0, Vec::new());
    for file in files {
        let code = std::fs::read_to_string(&file).expect("src is readable");
        for start in ["Say(", "words!(", "pick("] {
            for (en, de) in pairs(&code, start) {
                seen += 1;
                let alike = start == "words!(" && told(en) != told(de);
                if en.is_empty() != de.is_empty() || alike {
                    broken.push(format!("{}: {en:?}, {de:?}", file.display()));
                }
            }
        }
    }
    assert!(seen > 500, "only {seen} pairs were found");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn everything_built_in_has_both_languages() {
    let schemes = builtin::schemes().expect("schemes load");
    let policy = builtin::policy().expect("the policy loads");
    let rulesets = builtin::rulesets().expect("rulesets load");
    let mut seen = 0;
    let mut whole = |what: &str, words: &Words| {
        seen += 1;
        assert!(!words.en.trim().is_empty() && !words.de.trim().is_empty(), "{what}: {words:?}");
    };
    for scheme in &schemes.0 {
        whole(&scheme.id, &scheme.title);
    }
    for ruleset in &rulesets {
        whole(&ruleset.id, &ruleset.title);
        for rule in &ruleset.rules {
            whole(&rule.id, &rule.about.title);
            whole(&rule.id, &rule.about.why);
        }
    }
    whole("policy", &policy.title);
    whole("already_said", &policy.already_said);
    whole("stop_here", &policy.stop_here);
    policy.suggestions.iter().for_each(|suggestion| whole("suggestion", &suggestion.advice));
    let channels = policy.channels.iter();
    channels
        .for_each(|channel| channel.conditions.iter().for_each(|c| whole(&channel.cap.name, c)));
    let others = policy.lines.iter().chain(&policy.places).chain(&policy.clearances);
    let caps = policy.channels.iter().map(|channel| &channel.cap).chain(others);
    for cap in caps.chain(policy.features.iter().map(|feature| &feature.cap)) {
        whole(&cap.name, &cap.title);
        whole(&cap.name, &cap.why);
    }
    assert!(seen > 500, "only {seen} sentences were looked at");
}

/// What the program says of a run where the environment asks for German, and where it does not.
#[test]
fn the_locale_and_the_option_choose() {
    let folder = Folder::new();
    folder.file("a.md", "# Lage\n\nGEHEIM\n");
    let run = |lang: &str, all: Option<&str>, arguments: &[&str]| {
        let mut program = plain();
        program.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", lang);
        if let Some(all) = all {
            program.env("LC_ALL", all);
        }
        let line = [&["check", "a.md", "-c", "webex"], arguments].concat();
        let output = program.args(line).current_dir(folder.path()).output().expect("it starts");
        assert_eq!(output.status.code(), Some(1));
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        (text.contains("ÜBERSCHREITET"), text.contains("EXCEEDS"))
    };
    let (german, english) = ((true, false), (false, true));
    assert_eq!(run("de_DE.UTF-8", None, &[]), german);
    assert_eq!(run("de_AT", None, &[]), german);
    assert_eq!(run("fr_FR.UTF-8", None, &[]), english);
    assert_eq!(run("de_DE.UTF-8", Some("C"), &[]), english);
    assert_eq!(run("en_US.UTF-8", Some("de_DE.UTF-8"), &[]), german);
    assert_eq!(run("de_DE.UTF-8", None, &["--lang", "en"]), english);
    assert_eq!(run("en_US.UTF-8", None, &["--lang=de"]), german);
}

/// Mistakes are told in German, with what is known; the exit status is that of English.
#[test]
fn mistakes_are_told_in_german() {
    let folder = Folder::new();
    folder.file("policy.yaml", "policy: own\nversion: 1\nchanels: []\n");
    folder.file(
        "rules.yaml",
        "ruleset: own\nversion: 1\ntitle: {en: a, de: b}\nrules:\n  - id: x\n    kind: marker\n",
    );
    for (arguments, expected) in [
        (&["check"][..], "es fehlt: <PATH>"),
        (&["chek"], "unbekannter Befehl: 'chek'"),
        (&["check", "x", "--chanel", "y"], "ist '--channel' gemeint?"),
        (&["check", "x", "--color", "rot"], "[möglich: auto, always, never]"),
        (&["check", "x", "--today", "bald"], "ein Datum wird JJJJ-MM-TT geschrieben"),
        (&["eval", "x", "--level", "9"], "9 liegt nicht in 0..=4"),
        (
            &["check", "x", "-c", "webx"],
            "unbekannt: Kanal `webx` (ist `webex` gemeint?)\nbekannt: open",
        ),
        (
            &["check", "x", "--policy", "policy.yaml"],
            "policy.yaml:3:1: `chanels` ist hier unbekannt; bekannt: `policy`",
        ),
        (&["rules", "test", "rules.yaml"], "Regel `x`: unbekannt: Art `marker`; bekannt: marking"),
    ] {
        let ran = folder.run(&[&["--lang", "de"], arguments].concat());
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.stderr.contains(expected), "{expected}: {}", ran.stderr);
    }
}
