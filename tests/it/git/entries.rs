//! What lies in a repository: names of every kind, links, submodules, pointers, and what is not there yet.

use super::{GEHEIM, HARMLESS, Repo, pairs};

#[test]
fn names_of_every_kind() {
    let Some(repo) = Repo::with_commit() else { return };
    repo.git(&["mv", "README.md", "Prüfung & Lage.md"]);
    repo.0.file("Unterlagen/mit Leerzeichen.md", GEHEIM);
    let mut expected =
        vec![("Prüfung & Lage.md", "within"), ("Unterlagen/mit Leerzeichen.md", "exceeds")];
    if cfg!(unix) {
        repo.0.file("two\nlines\t\"quoted\".md", GEHEIM);
        expected.push(("two\nlines\t\"quoted\".md", "exceeds"));
    }
    repo.git(&["add", "."]);
    assert_eq!(repo.verdicts(&["--staged"]), (pairs(&expected), 1));
    let (below, _) = repo.verdicts(&["--staged", "Unterlagen"]);
    assert_eq!(below, pairs(&[("Unterlagen/mit Leerzeichen.md", "exceeds")]));
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_read_each() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let Some(repo) = Repo::with_commit() else { return };
    for name in [&b"\xe4.md"[..], b"\xf6.md"] {
        std::fs::write(repo.path().join(OsStr::from_bytes(name)), GEHEIM).unwrap();
    }
    repo.git(&["add", "."]);
    let (found, _) = repo.verdicts(&["--staged"]);
    assert_eq!(found, pairs(&[("\u{fffd}.md", "exceeds"), ("\u{fffd}.md (2)", "exceeds")]));
}

#[test]
fn what_is_no_file_of_the_repository_is_told() {
    let Some(repo) = Repo::with_commit() else { return };
    let id = repo.git(&["rev-parse", "HEAD"]);
    repo.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{id},library")]);
    let oid = "4".repeat(64);
    let pointer =
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 12\n");
    repo.0.file("minutes.docx", pointer);
    repo.git(&["add", "minutes.docx"]);
    // Git does not check what a settings file or an object says of it.
    repo.git(&["config", "diff.ignoreSubmodules", "all"]);
    let (report, status) = repo.json(&["--staged"]);
    assert_eq!(status, 3, "{report}");
    let kinds = |at: usize| report["documents"][at]["gaps"][0]["kind"].as_str().unwrap();
    assert_eq!([kinds(0), kinds(1)], ["linked", "linked"], "{report}");
    assert_eq!(repo.checked(&["--staged", "--allow-gap", "linked"]).status, 0);
}

#[test]
fn a_file_of_git_lfs_is_read_where_it_is_in_the_clone() {
    let Some(repo) = Repo::with_commit() else { return };
    let content = GEHEIM.as_bytes();
    let oid = clearedfor::model::Digest::of(content).to_string();
    let size = content.len();
    let text =
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n");
    repo.0.file("minutes.md", text);
    repo.git(&["add", "."]);
    assert_eq!(repo.checked(&["--staged"]).status, 3);
    let kept = format!(".git/lfs/objects/{}/{}/{oid}", &oid[..2], &oid[2..4]);
    repo.0.file(&kept, content);
    assert_eq!(repo.checked(&["--staged"]).status, 1);
    // What is not what the pointer names is not taken for it.
    repo.0.file(&kept, HARMLESS);
    assert_eq!(repo.checked(&["--staged"]).status, 3);
}

#[cfg(unix)]
#[test]
fn a_link_is_the_path_that_it_leads_to() {
    let Some(repo) = Repo::with_commit() else { return };
    repo.0.file("outside.md", GEHEIM);
    std::os::unix::fs::symlink("outside.md", repo.path().join("link.docx")).unwrap();
    std::os::unix::fs::symlink("..", repo.path().join("up")).unwrap();
    repo.git(&["add", "link.docx", "up"]);
    let (report, status) = repo.json(&["--staged"]);
    assert_eq!(status, 0, "{report}");
    let notice = report["documents"][0]["notices"][0].as_str().unwrap();
    assert!(notice.contains("symbolic link"), "{report}");
}

#[test]
fn what_is_not_merged_is_a_gap() {
    let Some(repo) = Repo::with_commit() else { return };
    repo.git(&["checkout", "-q", "-b", "other"]);
    repo.0.file("README.md", "# Other\n\nCake\n");
    repo.commit("other");
    repo.git(&["checkout", "-q", "main"]);
    repo.0.file("README.md", "# Main\n\nPie\n");
    repo.commit("main");
    let merge = repo.command("git", &["merge", "-q", "other"]).output().unwrap();
    assert!(!merge.status.success(), "{merge:?}");
    for part in ["--staged", "--tracked"] {
        let (report, status) = repo.json(&[part]);
        assert_eq!(status, 3, "{report}");
        assert_eq!(report["documents"].as_array().unwrap().len(), 1, "{report}");
        let reason = report["documents"][0]["gaps"][0]["reason"].as_str().unwrap();
        assert!(reason.contains("not merged"), "{report}");
    }
}

#[test]
fn intended_files_are_not_staged() {
    let Some(repo) = Repo::with_commit() else { return };
    repo.0.file("later.md", GEHEIM);
    repo.git(&["add", "-N", "later.md"]);
    assert_eq!(repo.verdicts(&["--staged"]), (pairs(&[]), 0));
    assert_eq!(repo.verdicts(&["--tracked"]), (pairs(&[("README.md", "within")]), 0));
}
