//! What `init` writes, as a user would go on with it.

use crate::configuration::{AGENDA, loosened, policy};
use crate::program::Folder;

/// What is started from passes its own tests, is understood, and is a policy that can be given on the command line.
fn starts_from(lang: &[&str], sentence: &str, refused: &str) {
    let folder = Folder::new();
    let ran = folder.run(&[&["init"], lang].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    let written: Vec<&str> = ran.stdout.lines().take(3).collect();
    let expected = [".clearedfor.yaml", "clearedfor/policy.yaml", "clearedfor/rules.yaml"];
    assert_eq!(written, expected);
    assert_eq!(ran.stdout.lines().count(), 3 + 1 + 3, "{ran:?}");
    let config = std::fs::read_to_string(folder.path().join(written[0])).expect("written");
    assert!(config.contains(sentence), "{config}");

    folder.file("agenda.md", AGENDA);
    let ran = folder.run(&["rules", "test", "clearedfor/rules.yaml"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(
        ran.stdout.contains("2 rules, 12 examples") && ran.stdout.contains("passed"),
        "{ran:?}"
    );
    let ran = folder.run(&["channels", "--policy", "clearedfor/policy.yaml", "--no-config"]);
    assert!(ran.stdout.contains("conference") && ran.stdout.contains("meeting-room"), "{ran:?}");
    let ran = folder.run(&["check", "agenda.md", "clearedfor", "--channel", "conference"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let told = loosened(&ran).join("\n");
    for part in ["clearedfor/rules.yaml", ".clearedfor.yaml:", "1 "] {
        assert!(told.contains(part), "{part}\n{ran:?}");
    }
    // The policy lets the configuration do what it does, and nothing that is only there as a comment.
    let ran = folder.run(&["config", "show", "--policy", "clearedfor/policy.yaml"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    // With every line that is commented out, names and keys are those that the program knows.
    let all: Vec<&str> = config.lines().map(|line| line.trim_start_matches('#')).collect();
    let all = config.lines().zip(all).map(|(line, bare)| {
        let is_yaml = line.trim_start().starts_with('#') && !line.trim_start().starts_with("# ");
        if is_yaml {
            line.replacen('#', "", 1)
        } else if bare == line {
            line.to_owned()
        } else {
            String::new()
        }
    });
    let all: String = all.map(|line| line + "\n").collect();
    assert!(all.contains("\nignore_rules:") && all.contains("\nchannel: conference"), "{all}");
    folder.file(".clearedfor.yaml", &all);
    folder.file("clearedfor/policy.yaml", policy(""));
    let ran = folder.run(&["config", "show"]);
    assert_eq!(ran.status, 0, "{all}{ran:?}");

    let ran = folder.run(&[&["init"], lang].concat());
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains(".clearedfor.yaml") && ran.stderr.contains(refused), "{ran:?}");
    assert_eq!(
        std::fs::read_to_string(folder.path().join(".clearedfor.yaml")).expect("there"),
        all
    );
}

#[test]
fn what_is_started_from_passes_its_own_tests() {
    starts_from(&["--lang", "en"], "A flag stands above the file.", "nothing was written");
}

#[test]
fn what_is_started_from_in_german_passes_its_own_tests() {
    starts_from(&["--lang", "de"], "Eine Option geht der Datei vor.", "nichts wurde geschrieben");
}
