//! Why something was not read, where several formats say the same.
//!
//! Not here: what only one format says, which stands where it is found.

use crate::model::Say;

/// A picture among words.
pub(super) const PICTURE: Say =
    Say("a picture, which may show words", "ein Bild, das Worte zeigen kann");
/// Pictures that are counted once.
pub(super) const PICTURES: Say =
    Say("pictures, which may show words", "Bilder, die Worte zeigen können");
/// A picture of which there is an address only.
pub(super) const PICTURE_ELSEWHERE: Say =
    Say("a picture that lies elsewhere", "ein Bild, das anderswo liegt");
/// A file that a text asks to be put in.
pub(super) const INCLUDED_ELSEWHERE: Say =
    Say("a file that is included lies elsewhere", "eine eingebundene Datei liegt anderswo");
/// Locked by a password.
pub(super) const PASSWORD: Say = Say("protected by a password", "durch ein Kennwort geschützt");
/// A mail that only its reader can open.
pub(super) const ENCRYPTED_MAIL: Say = Say("an encrypted mail", "eine verschlüsselte Mail");
/// Programs in a document.
pub(super) const MACROS: Say =
    Say("macros, which are not read", "Makros, die nicht gelesen werden");
/// Things of other programs in a document.
pub(super) const OBJECTS: Say = Say(
    "objects of other programs, which are not opened",
    "Objekte anderer Programme, die nicht geöffnet werden",
);
/// The time for one file is over.
pub(super) const TOO_LONG: Say = Say("it took too long", "das Lesen dauerte zu lange");
