//! Text formats that are not read as what they are: contacts, PostScript, armoured files.
//!
//! Their bytes are text, so they are read as plain text and what is found counts. But encodings and folded
//! lines hide words in them, so that nothing found means nothing: each is a gap, and never within.

use crate::model::{Gap, GapKind, Say, Words};

/// How a text of the format starts, in small letters, and what to call it.
const STARTS: [(&str, Say); 4] = [
    ("begin:vcard", Say("a contact", "ein Kontakt")),
    ("%!ps", Say("PostScript", "PostScript")),
    (
        "-----begin pgp",
        Say("an encrypted or signed message", "eine verschlüsselte oder signierte Nachricht"),
    ),
    ("-----begin ", Say("an encoded file", "eine kodierte Datei")),
];

/// The gap of a text whose format is known and not read; none for any other text.
pub(super) fn gap(head: &str) -> Option<Gap> {
    if head.starts_with(super::git::lfs::START) {
        return Some(Gap::whole(
            GapKind::Linked,
            Say(
                "a pointer of Git LFS: the file itself is not here",
                "ein Verweis von Git LFS: die Datei selbst ist nicht hier",
            ),
        ));
    }
    let Say(en, de) = what(head)?;
    let reason = Words::new(
        format!("{en} is only read as plain text yet, which may miss words"),
        format!("{de} wird bisher nur als einfacher Text gelesen, was Worte übersehen kann"),
    );
    Some(Gap::whole(GapKind::Unsupported, reason))
}

fn what(head: &str) -> Option<Say> {
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
            assert_eq!(what(head).map(|what| what.0), expected, "{head}");
        }
    }
}
