//! Mails: header fields, every part of the body, attachments, and mails in mails.
//!
//! The crate mail-parser reads types, parameters, addresses and character sets. How parts lie in a mail, encoded
//! words and transfer encodings are read here, because what a broken mail hides must be found or be a gap: the
//! crate reads past the boundary of an outer part, and leaves encoded what has one bad character.
//!
//! Not here: mailboxes ([`super::mbox`]), and what attachments hold, which is read as any file is.

pub(super) mod alternative;
pub(super) mod attached;
mod body;
pub(super) mod entity;
pub(super) mod fields;
pub(super) mod invited;
mod leaf;
mod multipart;
pub(super) mod page;
pub(super) mod transfer;
mod words;

use super::conference::Gathering;
use super::draft::{Draft, compose};
use super::reading::Reading;
use super::{Package, decode};
use crate::model::{Document, GapKind, Say, Step};
use entity::Entity;

/// Reads mails.
pub(super) struct Reader;

/// How deep multiparts and mails may lie in one mail; every level reads its bytes once more.
const DEPTH: u32 = 24;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml", "mht", "mhtml"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let head = &bytes[..bytes.len().min(super::HEAD)];
        match narrowed(head) {
            Some(text) => fields::are_of_a_mail(text.as_bytes()),
            None => fields::are_of_a_mail(unmarked(head)),
        }
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        compose(self.name(), |draft| {
            let text = narrowed(bytes);
            let wide = text.is_some();
            let bytes = text.as_deref().map_or_else(|| unmarked(bytes), str::as_bytes);
            Letter::new(reading, wide).message(draft, bytes);
        })
    }
}

/// The text of a mail that was saved as UTF-16, which no mail is sent as.
fn narrowed(bytes: &[u8]) -> Option<String> {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let even = bytes.len() & !1;
    wide.then(|| decode::decode(&bytes[..even]).ok()).flatten().map(|decoded| decoded.text)
}

/// The bytes without the mark of UTF-8.
fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// A mail being read.
struct Letter<'r> {
    reading: &'r Reading<'r>,
    /// Whether it was UTF-16, so that what is not encoded has no character set of its own any more.
    wide: bool,
    depth: u32,
    /// Attachments so far.
    attachments: u32,
    /// Mails in it so far.
    messages: u32,
    /// How one joins the meeting that the mail is about.
    gathering: Gathering,
    /// Whether a calendar entry lies in it.
    has_entry: bool,
    /// The way to what is read into a document of its own first.
    outside: Vec<Step>,
}

impl<'r> Letter<'r> {
    fn new(reading: &'r Reading<'r>, wide: bool) -> Self {
        Letter {
            reading,
            wide,
            depth: 0,
            attachments: 0,
            messages: 0,
            gathering: Gathering::default(),
            has_entry: false,
            outside: Vec::new(),
        }
    }

    /// The way to the draft's spot, from the mail on.
    fn way(&self, draft: &Draft<'_>) -> Vec<Step> {
        self.outside.iter().cloned().chain(draft.way()).collect()
    }

    /// Reads a whole mail: its header fields and its body.
    fn message(&mut self, draft: &mut Draft<'_>, bytes: &[u8]) {
        let entity = Entity::cut(bytes);
        fields::tell(draft, &entity.fields);
        if entity.broken {
            let reason = Say(
                "a line among its header fields is none; the body was read from there",
                "eine Zeile unter den Kopffeldern ist keines; von dort an wurde als Text gelesen",
            );
            draft.gap(GapKind::Malformed, reason);
        }
        let gathering = std::mem::replace(&mut self.gathering, Gathering::new(draft.way()));
        let outside = std::mem::take(&mut self.outside);
        let has_entry = std::mem::take(&mut self.has_entry);
        invited::people(&mut self.gathering, &entity.fields);
        self.entity(draft, &entity, "", false);
        let gathered = std::mem::replace(&mut self.gathering, gathering);
        if let Some(invitation) = invited::finished(gathered, self.has_entry) {
            draft.invitation(invitation);
        }
        (self.outside, self.has_entry) = (outside, has_entry);
    }

    /// Runs `read` one level deeper, unless that is too deep.
    fn deeper(&mut self, draft: &mut Draft<'_>, read: impl FnOnce(&mut Self, &mut Draft<'_>)) {
        if self.depth >= DEPTH {
            return draft.gap(
                GapKind::Limit,
                Say("parts lie too deep in parts", "Teile liegen zu tief ineinander"),
            );
        }
        self.depth += 1;
        read(self, draft);
        self.depth -= 1;
    }
}
