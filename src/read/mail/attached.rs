//! A file that is attached to a mail, of whichever kind of mail.

use crate::model::{GapKind, Say};
use crate::read::draft::Draft;
use crate::read::picture;
use crate::read::reading::Reading;
use crate::read::reasons;

/// First bytes of `winmail.dat`.
const TNEF: &[u8] = b"\x78\x9f\x3e\x22";

/// First bytes of pictures.
const PICTURES: [&[u8]; 3] = [b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8"];

/// Reads a file of this name and type at the draft's spot. Whether there is an invitation in it is given back.
pub(in crate::read) fn tell(
    draft: &mut Draft<'_>,
    reading: &Reading<'_>,
    name: &str,
    kind: &str,
    bytes: &[u8],
) -> bool {
    let kind = kind.to_ascii_lowercase();
    if bytes.is_empty() {
        draft.notice(Say("an attachment is empty", "ein Anhang ist leer"));
    } else if bytes.starts_with(TNEF) || kind.ends_with("ms-tnef") {
        draft.gap(
            GapKind::Embedded,
            Say(
                "winmail.dat, in which Outlook packs text and files",
                "winmail.dat, worin Outlook Text und Dateien verpackt",
            ),
        );
    } else if name.to_ascii_lowercase().ends_with(".rpmsg")
        || kind.ends_with("x-rpmsg")
        || kind.ends_with("ms-rpmsg")
    {
        draft.gap(
            GapKind::Encrypted,
            Say(
                "a mail protected by rights management",
                "eine durch Rechteverwaltung geschützte Mail",
            ),
        );
    } else if is_picture(&kind, bytes) {
        if picture::may_show_words(bytes) {
            draft.gap(GapKind::Picture, reasons::PICTURE);
        }
    } else {
        let document = reading.nested(name, bytes);
        let invites = !document.invitations.is_empty();
        draft.absorb(document);
        return invites;
    }
    false
}

fn is_picture(kind: &str, bytes: &[u8]) -> bool {
    // A drawing in SVG is text.
    let is_text = bytes.trim_ascii_start().starts_with(b"<");
    kind.starts_with("image/") && !is_text || PICTURES.iter().any(|start| bytes.starts_with(start))
}
