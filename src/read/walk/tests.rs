//! What a walk finds, and what of it is read.

use std::fs;

use super::*;

fn tree() -> tempfile::TempDir {
    let tree = tempfile::tempdir().unwrap();
    let file = |path: &str, text: &str| {
        let path = tree.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    file("b.txt", "Zweite");
    file("a/x.md", "# Erste");
    file(".hidden/y.txt", "Versteckt");
    file(".gitignore", "b.txt\n");
    file(".git/config", "nicht lesen");
    tree
}

fn names(found: &[Found], root: &Path) -> Vec<String> {
    let root = format!("{}/", name(root));
    found.iter().map(|found| found.source.name.replace(&root, "")).collect()
}

#[test]
fn a_directory_is_read_whole_and_in_order() {
    let tree = tree();
    let root = tree.path().to_owned();
    let found = walk(&[root.join("b.txt"), root.clone(), root.join("a")]);
    assert_eq!(names(&found, &root), [".gitignore", ".hidden/y.txt", "a/x.md", "b.txt"]);
    let texts: Vec<String> = found.iter().map(|found| load(found).text).collect();
    assert_eq!(texts, ["b.txt\n", "Versteckt", "Erste", "Zweite"]);
}

#[test]
fn what_is_not_there_is_a_gap() {
    let tree = tree();
    let found = walk(&[tree.path().join("nowhere.txt")]);
    assert_eq!(load(&found[0]).gaps[0].kind, GapKind::Unreadable);
    let directory = Found {
        source: Source { name: "a".to_owned() },
        what: FoundWhat::File(tree.path().join("a")),
    };
    assert_eq!(load(&directory).gaps[0].kind, GapKind::Unreadable);
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_are_gaps() {
    let tree = tree();
    std::os::unix::fs::symlink("../b.txt", tree.path().join("a/link.txt")).unwrap();
    std::os::unix::fs::symlink(".", tree.path().join("a/loop")).unwrap();
    std::os::unix::fs::symlink("nowhere", tree.path().join("a/dangling")).unwrap();
    let found = walk(&[tree.path().join("a")]);
    assert_eq!(names(&found, &tree.path().join("a")), ["dangling", "link.txt", "loop", "x.md"]);
    let kinds = found.iter().map(|found| load(found).gaps.first().map(|gap| gap.kind));
    let gap = Some(GapKind::Unreadable);
    assert_eq!(kinds.collect::<Vec<_>>(), [gap, None, gap, None]);
}

#[test]
fn a_limit_is_a_gap() {
    assert_eq!(bytes(io::repeat(b'a').take(10), 10).map(|bytes| bytes.len()), Ok(10));
    assert_eq!(bytes(io::repeat(b'a'), 10).unwrap_err().kind, GapKind::Limit);
}

#[test]
fn names_are_short() {
    for (path, expected) in
        [("./a/b", "a/b"), ("././/a", "a"), ("a", "a"), (".", "."), ("./", "./")]
    {
        assert_eq!(name(Path::new(path)), expected);
    }
}
