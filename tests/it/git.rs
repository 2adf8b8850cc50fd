//! Repositories of git: what is staged, tracked or changed since is read from objects, and nothing of the repository
//! runs. Where there is no git, each test says so and is skipped.

mod entries;
mod lines;

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::program::{Folder, Ran};

const GEHEIM: &str = "# Agenda\n\nGEHEIM - amtlich geheim gehalten\n\n1. Lage\n";
/// A single rule, because the program is started often and the built-in ones take their time.
const RULES: &str = "\
ruleset: test
version: \"1\"
title: {en: Test, de: Test}
defaults: {source: [D], strength: strong}
rules:
  - id: test-geheim
    title: {en: A mark, de: Ein Vermerk}
    why: {en: For tests., de: Für Tests.}
    kind: substance
    raises: 3
    keywords: [amtlich geheim gehalten]
    examples:
      hit: [amtlich geheim gehalten, Das ist amtlich geheim gehalten., ist Amtlich Geheim gehalten]
      miss: [amtlich, geheim, gehalten]
";
const HARMLESS: &str = "# Agenda\n\n1. Opening\n2. Cake\n";

/// A repository in a folder of its own; nothing of the user's settings reaches it.
struct Repo(Folder);

impl Repo {
    /// A new one, or none where there is no git.
    fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            println!("skipped: there is no git");
            return None;
        }
        let repo = Repo(Folder::new());
        repo.git(&["init", "-q", "-b", "main"]);
        repo.0.file(".git/rules.yaml", RULES);
        Some(repo)
    }

    /// The same with a first commit that holds `README.md`.
    fn with_commit() -> Option<Self> {
        let repo = Repo::new()?;
        repo.0.file("README.md", HARMLESS);
        repo.commit("first");
        Some(repo)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.path());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        command
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("LC_ALL", "C")
            .env_remove("LANGUAGE")
            .env("GIT_CONFIG_GLOBAL", self.path().join("no-such-file"))
            .envs([("GIT_AUTHOR_NAME", "Test"), ("GIT_AUTHOR_EMAIL", "test@example.org")])
            .envs([("GIT_COMMITTER_NAME", "Test"), ("GIT_COMMITTER_EMAIL", "test@example.org")]);
        command
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = self.command("git", arguments).output().expect("git starts");
        assert!(output.status.success(), "git {arguments:?}: {output:?}");
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    fn check(&self, arguments: &[&str]) -> Command {
        let rules = self.path().join(".git/rules.yaml").display().to_string();
        let usual = ["check", "-c", "webex", "--no-builtin-rules", "--ruleset", &rules];
        self.command(env!("CARGO_BIN_EXE_clearedfor"), &[&usual, arguments].concat())
    }

    fn checked(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.check(arguments).output().expect("it starts"))
    }

    /// The report, and the exit status.
    fn json(&self, arguments: &[&str]) -> (Value, i32) {
        let ran = self.checked(&[&["-f", "json"], arguments].concat());
        let report = serde_json::from_str(&ran.stdout);
        (report.unwrap_or_else(|error| panic!("{error}: {ran:?}")), ran.status)
    }

    /// Name and verdict of each document, and the exit status.
    fn verdicts(&self, arguments: &[&str]) -> (Vec<(String, String)>, i32) {
        let (report, status) = self.json(arguments);
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let documents = report["documents"].as_array().expect("documents").iter();
        let each = documents.map(|one| (text(&one["source"]), text(&one["verdict"])));
        (each.collect(), status)
    }
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, verdict)| ((*name).to_owned(), (*verdict).to_owned())).collect()
}

#[test]
fn the_index_counts_and_the_work_tree_does_not() {
    let Some(repo) = Repo::with_commit() else { return };
    // Staged harmless, classified since; and the other way round.
    repo.0.file("a.md", HARMLESS);
    repo.0.file("b.md", GEHEIM);
    repo.git(&["add", "."]);
    repo.0.file("a.md", GEHEIM);
    repo.0.file("b.md", HARMLESS);
    repo.0.file("untracked.md", GEHEIM);
    let (found, status) = repo.verdicts(&["--staged"]);
    assert_eq!(found, pairs(&[("a.md", "within"), ("b.md", "exceeds")]));
    assert_eq!(status, 1);
    assert_eq!(repo.verdicts(&["--staged", "a.md"]), (pairs(&[("a.md", "within")]), 0));
    std::fs::remove_file(repo.path().join("b.md")).unwrap();
    assert_eq!(repo.verdicts(&["--staged", "b.md"]), (pairs(&[("b.md", "exceeds")]), 1));
    let all = pairs(&[("README.md", "within"), ("a.md", "within"), ("b.md", "exceeds")]);
    assert_eq!(repo.verdicts(&["--tracked"]), (all, 1));
}

#[test]
fn a_hook_of_git_sees_the_index_of_the_commit() {
    let Some(repo) = Repo::with_commit() else { return };
    repo.0.file("a.md", HARMLESS);
    repo.commit("second");
    repo.0.file("a.md", GEHEIM);
    let hook = repo.path().join(".git/hooks/pre-commit");
    let program = env!("CARGO_BIN_EXE_clearedfor").replace('\\', "/");
    let text = format!(
        "#!/bin/sh\nexec '{program}' check --staged -c webex --no-builtin-rules \
         --ruleset .git/rules.yaml >hook.out\n"
    );
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, text).unwrap();
    #[cfg(unix)]
    std::fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    // Not in the index itself, but in the one that git makes for this commit.
    let refused = repo.command("git", &["commit", "-aqm", "third"]).output().unwrap();
    assert!(!refused.status.success(), "{refused:?}");
    let refused = repo.command("git", &["commit", "-qm", "third", "a.md"]).output().unwrap();
    assert!(!refused.status.success(), "{refused:?}");
    let said = std::fs::read_to_string(repo.path().join("hook.out")).unwrap();
    assert!(said.contains("EXCEEDS"), "{said}");
    repo.0.file("a.md", "# Agenda\n\n1. Pie\n");
    repo.git(&["commit", "-aqm", "third"]);
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let Some(repo) = Repo::new() else { return };
    let ran = repo.checked(&["--staged"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stdout.contains("nothing is staged"), "{ran:?}");
    assert_eq!(repo.checked(&["--tracked"]).status, 2);
    repo.0.file("a.md", GEHEIM);
    repo.git(&["add", "."]);
    assert_eq!(repo.verdicts(&["--staged"]), (pairs(&[("a.md", "exceeds")]), 1));
    let ran = repo.checked(&["--since", "main"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("no revision `main`"), "{ran:?}");
}

#[test]
fn nothing_changed_is_said_and_an_unknown_path_is_an_error() {
    let Some(repo) = Repo::with_commit() else { return };
    repo.0.file("minutes/may.md", HARMLESS);
    repo.commit("minutes");
    repo.git(&["rm", "-q", "README.md"]);
    let ran = repo.checked(&["--staged"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stdout.contains("nothing is staged"), "{ran:?}");
    assert!(ran.stdout.contains("1 deleted file"), "{ran:?}");
    for path in ["minutes", "./minutes/", "minutes/may.md", "README.md"] {
        let (report, status) = repo.json(&["--staged", path]);
        assert_eq!((status, &report["verdict"]), (0, &Value::from("within")), "{path}");
    }
    for path in ["minutez", "minutes/may", "*.md", "-", "..", "minutes/../../x"] {
        for part in [&["--staged"][..], &["--since", "HEAD"], &["--tracked"]] {
            let ran = repo.checked(&[part, &[path]].concat());
            assert_eq!(ran.status, 2, "{part:?} {path}: {ran:?}");
            assert!(ran.stdout.is_empty() && !ran.stderr.is_empty(), "{ran:?}");
        }
    }
    let ran = repo.checked(&["--since", "HEAD"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stdout.contains("nothing changed from `HEAD` to `HEAD`"), "{ran:?}");
}

#[test]
fn wrong_calls() {
    let Some(repo) = Repo::with_commit() else { return };
    for arguments in [
        &["--staged", "--since", "HEAD"][..],
        &["--staged", "--tracked"],
        &["--changed-lines", "README.md"],
        &["--tracked", "--changed-lines"],
        &["--staged", "--to", "HEAD"],
        &["--since", "HEAD..HEAD"],
        &["--since", "nowhere"],
        &["--since=--output=x"],
        &["--since", "HEAD", "--to", "0000000000000000000000000000000000000000"],
    ] {
        let ran = repo.checked(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}: {ran:?}");
        assert!(ran.stdout.is_empty() && !ran.stderr.is_empty(), "{ran:?}");
    }
    assert!(!repo.path().join("x").exists());
    std::fs::remove_dir_all(repo.path().join(".git")).unwrap();
    repo.0.file(".git/rules.yaml", RULES);
    let mut command = repo.check(&["--staged"]);
    // Whatever the temporary folder lies in.
    let ran = command.env("GIT_CEILING_DIRECTORIES", repo.path().parent().unwrap()).output();
    let ran = Ran::from(ran.unwrap());
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("no git repository"), "{ran:?}");
}

#[test]
fn since_reads_what_this_branch_changed() {
    let Some(repo) = Repo::with_commit() else { return };
    repo.git(&["checkout", "-q", "-b", "topic"]);
    repo.0.file("mine.md", GEHEIM);
    repo.commit("mine");
    repo.git(&["checkout", "-q", "main"]);
    repo.0.file("theirs.md", GEHEIM);
    repo.commit("theirs");
    repo.git(&["checkout", "-q", "topic"]);
    // Neither the work tree nor the index decides.
    repo.0.file("mine.md", HARMLESS);
    repo.0.file("other.md", GEHEIM);
    repo.git(&["add", "."]);
    assert_eq!(repo.verdicts(&["--since", "main"]), (pairs(&[("mine.md", "exceeds")]), 1));
    let other_way = ["--since", "topic", "--to", "main"];
    assert_eq!(repo.verdicts(&other_way), (pairs(&[("theirs.md", "exceeds")]), 1));
    repo.git(&["checkout", "-q", "-f", "--orphan", "island"]);
    repo.commit("island");
    let ran = repo.checked(&["--since", "main"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("no commit in common"), "{ran:?}");
}

#[test]
fn a_clone_that_is_cut_off_gets_a_hint() {
    let Some(repo) = Repo::with_commit() else { return };
    repo.0.file("a.md", HARMLESS);
    repo.commit("second");
    let url = format!("file://{}", repo.path().display());
    let Some(other) = Repo::new() else { return };
    other.git(&["fetch", "-q", "--depth=1", &url, "main"]);
    other.git(&["checkout", "-q", "FETCH_HEAD"]);
    let ran = other.checked(&["--since", "HEAD~1"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("fetch-depth: 0"), "{ran:?}");
}

#[test]
fn from_a_folder_below_the_top() {
    let Some(repo) = Repo::with_commit() else { return };
    repo.0.file("sub/a.md", GEHEIM);
    repo.0.file("b.md", HARMLESS);
    repo.git(&["add", "."]);
    let below = |paths: &[&str]| {
        let mut command = repo.check(&[&["--staged"], paths].concat());
        Ran::from(command.current_dir(repo.path().join("sub")).output().unwrap()).status
    };
    assert_eq!([below(&[]), below(&["."]), below(&["a.md"])], [1, 1, 1]);
    assert_eq!([below(&["../b.md"]), below(&["../sub/.."]), below(&["b.md"])], [0, 1, 2]);
    let absolute = repo.path().join("b.md").display().to_string();
    assert_eq!(below(&[&absolute]), 0);
    assert_eq!(below(&["/"]), 2);
}
