//! Bodies of several parts: where each starts and ends.
//!
//! Parts are cut from the outside in, so that no part reaches past the boundary of the one that it lies in.
//!
//! Not here: what the parts hold ([`super::body`]).

use super::entity::lines;

/// A body cut at its boundary lines.
#[derive(Debug, Default)]
pub(super) struct Cut<'b> {
    /// The parts in order, with their header fields.
    pub(super) parts: Vec<&'b [u8]>,
    /// What stands outside of the parts: before the first, behind the last.
    pub(super) outside: Vec<&'b [u8]>,
    /// Whether the last part is ended by the closing boundary.
    pub(super) closed: bool,
}

/// Cuts `body` at the lines that are `boundary`.
pub(super) fn cut<'b>(body: &'b [u8], boundary: &str) -> Cut<'b> {
    let boundary = boundary.trim_end().as_bytes();
    let mut cut = Cut::default();
    let mut start = 0;
    let mut inside = false;
    for (at, line) in lines(body) {
        let Some(closes) = ends(line, boundary) else { continue };
        cut.add(inside, without_feed(&body[start..at]));
        start = at + line.len();
        // A boundary behind the closing one starts a part all the same: some program will show it.
        inside = !closes;
        cut.closed = closes;
    }
    cut.add(inside, &body[start..]);
    cut
}

impl<'b> Cut<'b> {
    fn add(&mut self, inside: bool, bytes: &'b [u8]) {
        if inside {
            self.parts.push(bytes);
        } else if !bytes.trim_ascii().is_empty() {
            self.outside.push(bytes);
        }
    }
}

/// Whether a line is the boundary, and whether it is the closing one.
fn ends(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?.trim_ascii_end();
    match rest {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

/// The line end before a boundary belongs to the boundary.
fn without_feed(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn parts_end_at_their_boundary_and_nowhere_else() {
        let cut_at = |body: &str| {
            let cut = cut(body.as_bytes(), "b");
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let parts: Vec<String> = cut.parts.iter().map(|part| text(part)).collect();
            let outside: Vec<String> = cut.outside.iter().map(|part| text(part)).collect();
            (parts.join("|"), outside.join("|"), cut.closed)
        };
        let three = |a: &str, b: &str, closed| (a.to_owned(), b.to_owned(), closed);
        assert_eq!(cut_at("vor\n--b\n1\n--b\n2\n--b--\nnach\n"), three("1|2", "vor|nach\n", true));
        assert_eq!(cut_at("--b \r\n1\r\n--b--"), three("1", "", true));
        assert_eq!(cut_at("--b\n1\n--bc\n2\n -b"), three("1\n--bc\n2\n -b", "", false));
        assert_eq!(cut_at("--b\n1\n--b--\n--b\n2"), three("1|2", "", false));
        assert_eq!(cut_at("kein"), three("", "kein", false));
    }
}
