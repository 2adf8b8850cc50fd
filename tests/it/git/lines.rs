//! Changed lines, and settings and attributes of a repository, which hide none and run nothing.

use serde_json::Value;

use super::{GEHEIM, HARMLESS, Repo, pairs};

#[test]
fn only_findings_in_changed_lines_count() {
    let Some(repo) = Repo::with_commit() else { return };
    let old = "# Minutes\n\nLine three.\n\nLine five.\n\nLine seven.\n";
    let geheim = "\nTOP 1 ist GEHEIM - amtlich geheim gehalten\n";
    repo.0.file("a.md", format!("{old}{geheim}"));
    repo.commit("minutes");
    let lines = ["--staged", "--changed-lines"];
    repo.0.file("a.md", format!("{}{geheim}", old.replace("seven", "eight")));
    repo.git(&["add", "."]);
    assert_eq!(repo.verdicts(&["--staged"]).1, 1);
    let (report, status) = repo.json(&lines);
    assert_eq!((status, &report["verdict"]), (0, &Value::from("within")), "{report}");
    let notice = &report["documents"][0]["notices"][0];
    assert!(notice.as_str().unwrap().contains("not counted"), "{report}");
    // One line before it: the finding moves, and is not new.
    repo.0.file("a.md", format!("New first line.\n\n{old}{geheim}"));
    repo.git(&["add", "."]);
    assert_eq!(repo.verdicts(&lines).1, 0);
    repo.0.file("a.md", format!("{old}{}", geheim.replace("TOP 1", "TOP 2")));
    repo.git(&["add", "."]);
    assert_eq!(repo.verdicts(&lines).1, 1);
    // A new file is new as a whole, and so is one whose lines are not those of a text.
    repo.0.file("a.md", format!("{old}{geheim}"));
    repo.0.file("b.md", GEHEIM);
    repo.git(&["add", "."]);
    assert_eq!(repo.verdicts(&lines), (pairs(&[("b.md", "exceeds")]), 1));
    repo.commit("both");
    assert_eq!(repo.verdicts(&["--since", "HEAD~1", "--changed-lines"]).1, 1);
    let wide = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect()
    };
    repo.0.file("b.md", wide(GEHEIM));
    repo.commit("wide");
    repo.0.file("b.md", wide(&GEHEIM.replace("Lage", "Cake")));
    repo.git(&["add", "."]);
    assert_eq!(repo.verdicts(&lines).1, 1);
}

#[test]
fn settings_and_attributes_hide_no_changed_line() {
    let Some(repo) = Repo::with_commit() else { return };
    repo.0.file("sub/a.md", HARMLESS);
    repo.0.file(".gitattributes", "*.md -diff\n");
    repo.commit("attributes");
    for setting in [
        ["diff.relative", "true"],
        ["diff.noprefix", "true"],
        ["diff.interHunkContext", "50"],
        ["diff.renames", "copies"],
        ["color.ui", "always"],
        ["core.bigFileThreshold", "1"],
    ] {
        repo.git(&["config", setting[0], setting[1]]);
    }
    repo.0.file("sub/a.md", format!("{HARMLESS}\nGEHEIM - amtlich geheim gehalten\n"));
    repo.git(&["add", "."]);
    let (found, status) = repo.verdicts(&["--staged", "--changed-lines"]);
    assert_eq!((found, status), (pairs(&[("sub/a.md", "exceeds")]), 1));
}

#[test]
fn nothing_of_the_repository_runs() {
    let Some(repo) = Repo::with_commit() else { return };
    let ran = repo.path().join("ran");
    let touch = format!("touch '{}'", ran.display()).replace('\\', "/");
    let attributes = "*.md diff=evil filter=evil merge=evil\n*.docx diff=evil filter=evil\n";
    repo.0.file(".git/info/attributes", attributes);
    repo.0.file(".gitattributes", attributes);
    repo.0.file("a.md", HARMLESS);
    repo.commit("attributes");
    repo.0.file("a.md", format!("{HARMLESS}3. Pie\n"));
    repo.git(&["add", "."]);
    for key in [
        "core.fsmonitor",
        "core.pager",
        "pager.diff-index",
        "core.editor",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "gpg.program",
        "alias.rev-parse",
        "alias.diff-index",
    ] {
        let value = if key.starts_with("alias") { format!("!{touch}") } else { touch.clone() };
        repo.git(&["config", key, &value]);
    }
    // A clone that fetches what it lacks, by a program.
    let missing = repo.git(&["rev-parse", ":a.md"]);
    let object = repo.path().join(".git/objects").join(&missing[..2]).join(&missing[2..]);
    for setting in [
        ["core.repositoryFormatVersion", "1"],
        ["extensions.partialClone", "origin"],
        ["remote.origin.promisor", "true"],
        ["protocol.ext.allow", "always"],
        ["remote.origin.url", &format!("ext::sh -c {}", touch.replace(' ', "% "))],
    ] {
        repo.git(&["config", setting[0], setting[1]]);
    }
    let hook = repo.0.file(".git/hooks/post-index-change", format!("#!/bin/sh\n{touch}\n"));
    #[cfg(unix)]
    std::fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let _ = (hook, std::fs::remove_file(&ran));
    let parts = [
        &["--staged"][..],
        &["--staged", "--changed-lines"],
        &["--tracked"],
        &["--since", "HEAD~1"],
        &["--since", "HEAD~1", "--changed-lines"],
    ];
    for part in parts {
        assert_eq!(repo.checked(part).status, 0, "{part:?}");
        assert!(!ran.exists(), "{part:?} runs a program of the repository");
    }
    std::fs::remove_file(object).unwrap();
    let (report, status) = repo.json(&["--staged"]);
    assert!(!ran.exists(), "a missing object is fetched");
    assert_eq!(status, 3, "{report}");
    // The trap is a real one: git itself falls into it.
    let _ = repo.command("git", &["diff"]).output();
    assert!(ran.exists(), "the test would not notice");
}
