//! Pointers of Git LFS: a few lines in the place of a file that is kept elsewhere.
//!
//! Not here: fetching. What is not in this clone is not read, which [`crate::read::foreign`] tells.

use std::path::PathBuf;

use crate::model::Digest;

/// How every pointer starts.
pub(in crate::read) const START: &str = "version https://git-lfs.github.com/spec/";
/// No pointer is longer.
const LONGEST: usize = 1024;

/// What stands in the place of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pointer {
    oid: String,
    pub(super) size: u64,
}

/// The pointer that these bytes are, if they are one.
pub(super) fn pointer(bytes: &[u8]) -> Option<Pointer> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= LONGEST)?;
    let lines = text.strip_prefix(START)?.lines();
    let field = |name: &str| lines.clone().find_map(|line| line.strip_prefix(name));
    let oid = field("oid sha256:")?.to_owned();
    let is_oid = oid.len() == 64 && oid.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    is_oid.then_some(Pointer { oid, size: field("size ")?.parse().ok()? })
}

impl Pointer {
    /// Where its file lies in the folder of Git LFS.
    pub(super) fn path(&self) -> PathBuf {
        let (first, rest) = self.oid.split_at(2);
        [first, &rest[..2], &self.oid].iter().collect()
    }

    /// Whether these are the bytes that it stands for.
    pub(super) fn names(&self, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.size && Digest::of(bytes).to_string() == self.oid
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_and_what_only_looks_like_one() {
        let oid = Digest::of(b"Agenda").to_string();
        let text = format!("{START}v1\noid sha256:{oid}\nsize 6\n");
        let found = pointer(text.as_bytes()).unwrap();
        assert!(found.names(b"Agenda") && !found.names(b"Agenda.") && !found.names(b"agenda"));
        assert_eq!(found.path(), PathBuf::from(&oid[..2]).join(&oid[2..4]).join(&oid));
        let escaping = text.replace(&oid, &format!("../../{}", &oid[6..]));
        let long = format!("{text}{}", "x".repeat(LONGEST));
        for other in ["", "Agenda", START, &text.replace("size 6", "size x"), &escaping, &long] {
            assert_eq!(pointer(other.as_bytes()), None, "{other}");
        }
    }
}
