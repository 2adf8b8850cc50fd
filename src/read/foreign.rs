//! Text formats that are not read as what they are: contacts, PostScript, armoured files.
//!
//! Their bytes are text, so they are read as plain text and what is found counts. But encodings and folded
//! lines hide words in them, so that nothing found means nothing: each is a gap, and never within.

use crate::model::{Gap, GapKind};

/// How a text of the format starts, in small letters, and what to call it.
const STARTS: [(&str, &str); 4] = [
    ("begin:vcard", "a contact"),
    ("%!ps", "PostScript"),
    ("-----begin pgp", "an encrypted or signed message"),
    ("-----begin ", "an encoded file"),
];

/// The gap of a text whose format is known and not read; none for any other text.
pub(super) fn gap(head: &str) -> Option<Gap> {
    if head.starts_with(super::git::lfs::START) {
        let reason = "a pointer of Git LFS: the file itself is not here";
        return Some(Gap::whole(GapKind::Linked, reason));
    }
    let what = what(head)?;
    let reason = format!("{what} is only read as plain text yet, which may miss words");
    Some(Gap::whole(GapKind::Unsupported, &reason))
}

fn what(head: &str) -> Option<&'static str> {
    let start: String = head.trim_start().chars().take(20).collect::<String>().to_lowercase();
    STARTS.iter().find(|(sign, _)| start.starts_with(sign)).map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use super::what;

    #[test]
    fn known_formats_that_are_not_read() {
        for (head, expected) in [
            ("BEGIN:VCARD\r\nVERSION:3.0", Some("a contact")),
            ("\n%!PS-Adobe-3.0", Some("PostScript")),
            ("Agenda\n\nContent-Type: what we will talk about\n", None),
            ("From: the chair\nTo: all\n\nAgenda", None),
            ("<details>Markdown</details>", None),
        ] {
            assert_eq!(what(head), expected, "{head}");
        }
    }
}
