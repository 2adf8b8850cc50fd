//! Which lines a change wrote, from the heads of hunks in `git diff ... -p -U0 --full-index`.
//!
//! Files are told apart by their objects, never by their names, and the lines of a hunk are counted off, so that no
//! content can pass for a head. Lines are kept to their first bytes: a difference may be as large as a repository.
//!
//! Not here: whether lines of the bytes are lines of the text (see the parent).

use std::collections::HashMap;
use std::io::{self, BufRead};

use crate::model::ChangedLines;

/// A file before and after, by its objects.
pub(super) type Pair = (String, String);

/// How much of a line is looked at.
const HEAD: usize = 512;

/// The written lines of every pair of objects. Pairs without hunks (git took a file for too large to compare) are not
/// among them.
pub(super) fn parse(mut patch: impl BufRead) -> io::Result<HashMap<Pair, ChangedLines>> {
    let mut pairs: HashMap<Pair, ChangedLines> = HashMap::new();
    let mut at: Option<Pair> = None;
    let mut left: u64 = 0;
    let mut line = Vec::new();
    while next(&mut patch, &mut line)? {
        if left > 0 {
            // `\ No newline at end of file` stands for no line.
            left -= u64::from(!line.starts_with(b"\\"));
            continue;
        }
        let text = String::from_utf8_lossy(&line);
        if text.starts_with("diff --git ") {
            at = None;
        } else if let Some(ids) = text.strip_prefix("index ") {
            let ids = ids.split(' ').next().and_then(|ids| ids.split_once(".."));
            at = ids.map(|(old, new)| (old.to_owned(), new.to_owned()));
        } else if let (Some(pair), Some(hunk)) = (&at, Hunk::read(&text)) {
            left = u64::from(hunk.old) + u64::from(hunk.count);
            pairs.entry(pair.clone()).or_default().add(hunk.first, hunk.count);
        }
    }
    Ok(pairs)
}

/// `@@ -5,2 +4 @@`: how many lines are gone, and which stand in their place.
struct Hunk {
    old: u32,
    first: u32,
    count: u32,
}

impl Hunk {
    fn read(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix("@@ ")?.split(' ');
        let (_, old) = range(words.next()?.strip_prefix('-')?)?;
        let (first, count) = range(words.next()?.strip_prefix('+')?)?;
        Some(Hunk { old, first, count })
    }
}

fn range(text: &str) -> Option<(u32, u32)> {
    match text.split_once(',') {
        Some((first, count)) => Some((first.parse().ok()?, count.parse().ok()?)),
        None => Some((text.parse().ok()?, 1)),
    }
}

/// Reads the next line into `line`, as much of it as is looked at. False at the end.
fn next(patch: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let mut any = false;
    loop {
        let chunk = patch.fill_buf()?;
        if chunk.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = chunk.iter().position(|&byte| byte == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        line.extend_from_slice(&part[..part.len().min(HEAD - line.len())]);
        let used = end.map_or(chunk.len(), |end| end + 1);
        patch.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;

    const PATCH: &str = "\
diff --git a/a.md b/a.md
index 11..22 100644
--- a/a.md
+++ b/a.md
@@ -1 +1,2 @@ GEHEIM
-diff --git a/b b/b
+index 55..66 100644
+@@ -1,9 +1,99 @@
\\ No newline at end of file
@@ -7,2 +7,0 @@
-x
-y
diff --git a/big.bin b/big.bin
index 77..88 100644
Binary files a/big.bin and b/big.bin differ
diff --git a/mode b/mode
old mode 100644
new mode 100755
@@ -1 +1 @@
diff --git a/c b/c
index 33..44
--- a/c
+++ b/c
@@ -0,0 +1 @@
+x
";

    #[test]
    fn heads_are_read_and_content_is_not() {
        let pairs = parse(PATCH.as_bytes()).unwrap();
        assert_eq!(pairs.len(), 2, "{pairs:?}");
        let a = &pairs[&("11".to_owned(), "22".to_owned())];
        assert!(a.touches(1, 1) && a.touches(2, 2) && !a.touches(3, 7) && a.touches(7, 8));
        let c = &pairs[&("33".to_owned(), "44".to_owned())];
        assert!(c.touches(1, 1) && !c.touches(2, 2));
    }

    #[test]
    fn long_lines_pass_by() {
        let long = "x".repeat(100_000);
        let patch = format!("index 1..2\n@@ -1 +1 @@\n-{long}\n+{long}\n@@ -3 +3 @@\n-{long}\n+y");
        let lines = &parse(patch.as_bytes()).unwrap()[&("1".to_owned(), "2".to_owned())];
        assert!(lines.touches(1, 1) && !lines.touches(2, 2) && lines.touches(3, 3));
    }
}
