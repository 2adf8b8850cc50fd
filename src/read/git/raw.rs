//! The list of what differs, as `git diff-index --raw -z` and `git diff-tree --raw -z` print it.
//!
//! Not here: content.

use std::collections::BTreeMap;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// A file.
    File,
    /// A symbolic link: its content is the path that it leads to.
    Link,
    /// A commit of another repository.
    Submodule,
    /// Something that this program does not know.
    Unknown,
}

/// A path that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// It is there, as this object, in place of the other one if there was one of the same type.
    There {
        /// What it is.
        what: Type,
        /// The object.
        id: String,
        /// What it was.
        before: Option<String>,
    },
    /// It is gone.
    Deleted,
    /// The index holds several versions of it.
    Unmerged,
}

/// The changes by path; paths are bytes. None where this is no such list.
pub(super) fn parse(list: &[u8]) -> Option<BTreeMap<Vec<u8>, Change>> {
    let mut changes = BTreeMap::new();
    let mut fields = list.split(|&byte| byte == 0);
    while let Some(head) = fields.next().filter(|head| !head.is_empty()) {
        let path = fields.next()?.to_vec();
        let change = change(std::str::from_utf8(head).ok()?)?;
        // A path that is not merged may be listed a second time, as something that it is not yet.
        if changes.get(&path) != Some(&Change::Unmerged) {
            changes.insert(path, change);
        }
    }
    Some(changes)
}

/// Reads `:100644 100644 ID ID M`.
fn change(head: &str) -> Option<Change> {
    let mut words = head.strip_prefix(':')?.split(' ');
    let [old_mode, mode, old, id, status] = std::array::from_fn(|_| words.next().unwrap_or(""));
    match status.chars().next()? {
        'D' => Some(Change::Deleted),
        'U' => Some(Change::Unmerged),
        'A' | 'M' | 'T' => {
            let (was, what) = (kind(old_mode), kind(mode));
            let before = (status.starts_with('M') && was == what).then(|| old.to_owned());
            Some(Change::There { what, id: id.to_owned(), before })
        }
        _ => None,
    }
}

fn kind(mode: &str) -> Type {
    match mode.get(..3) {
        Some("100") => Type::File,
        Some("120") => Type::Link,
        Some("160") => Type::Submodule,
        _ => Type::Unknown,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;

    #[test]
    fn every_status() {
        let list = b":000000 100644 00 a1 A\0new\nline\0:100644 100755 b1 b2 M\0\xff.txt\0\
            :100644 120000 c1 c2 T\0link\0:100644 000000 d1 00 D\0gone\0:000000 160000 00 e1 A\0sub\0\
            :000000 000000 00 00 U\0both\0:100644 100644 f1 f2 M\0both\0";
        let changes = parse(list).unwrap();
        let there = |what, id: &str, before: Option<&str>| Change::There {
            what,
            id: id.to_owned(),
            before: before.map(str::to_owned),
        };
        let expected: [(&[u8], Change); 6] = [
            (b"both", Change::Unmerged),
            (b"gone", Change::Deleted),
            (b"link", there(Type::Link, "c2", None)),
            (b"new\nline", there(Type::File, "a1", None)),
            (b"sub", there(Type::Submodule, "e1", None)),
            (b"\xff.txt", there(Type::File, "b2", Some("b1"))),
        ];
        assert_eq!(changes.into_iter().collect::<Vec<_>>(), expected.map(|(p, c)| (p.to_vec(), c)));
    }

    #[test]
    fn anything_else_is_no_list() {
        assert_eq!(parse(b""), Some(BTreeMap::new()));
        assert_eq!(parse(b"warning: something\0x\0"), None);
        assert_eq!(parse(b":100644 100644 a b M"), None);
        assert_eq!(parse(b":100644 100644 a b X\0x\0"), None);
    }
}
