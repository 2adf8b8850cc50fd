//! What the type of a mail or part means: parts in it, a mail in it, an encrypted body, or a leaf.
//!
//! Not here: leaves ([`super::leaf`]) and where parts start and end ([`super::multipart`]).

use super::entity::Entity;
use super::multipart::{self, Cut};
use super::{Letter, alternative, fields, leaf, transfer};
use crate::model::{GapKind, Say, SegmentKind, Step};
use crate::read::draft::{Draft, compose};
use crate::read::reasons;

/// A type in small letters: "text", "plain".
pub(super) struct Kind {
    pub(super) main: String,
    pub(super) sub: String,
}

impl Kind {
    /// The type of a part. One that says none is plain text, in a digest a mail.
    fn of(entity: &Entity<'_>, in_digest: bool) -> Self {
        let kind = entity.kind("content-type");
        let said = kind.as_ref().and_then(|kind| Some((&*kind.c_type, kind.c_subtype.as_deref()?)));
        let (main, sub) = match said {
            Some(said) => said,
            None if in_digest => ("message", "rfc822"),
            None => ("text", "plain"),
        };
        Kind { main: main.to_ascii_lowercase(), sub: sub.to_ascii_lowercase() }
    }

    /// As it is written.
    pub(super) fn name(&self) -> String {
        format!("{}/{}", self.main, self.sub)
    }

    /// Says what was not read of a part that has parts; of a whole mail at the mail.
    fn gap(&self, draft: &mut Draft<'_>, number: &str, kind: GapKind, reason: Say) {
        if number.is_empty() {
            return draft.gap(kind, reason);
        }
        draft.enter(Step::MailPart(number.to_owned(), self.name()));
        draft.gap(kind, reason);
        draft.leave();
    }
}

/// The body of a part without its transfer encoding.
pub(super) fn decoded(draft: &mut Draft<'_>, entity: &Entity<'_>) -> Vec<u8> {
    let encoding = entity.field("content-transfer-encoding").unwrap_or_default();
    // Some programs write a comment or a second word behind it.
    let word = encoding.split([' ', ';', '(', '\t']).next().unwrap_or_default();
    let (bytes, bad) = match word.trim_matches('"').to_ascii_lowercase().as_str() {
        "" | "7bit" | "8bit" | "binary" | "7-bit" | "8-bit" => (entity.body.to_vec(), false),
        "base64" => transfer::base64(entity.body),
        "quoted-printable" => transfer::quoted_printable(entity.body, false),
        "x-uuencode" | "x-uue" | "uuencode" => {
            let inside = |line: &&[u8]| !line.starts_with(b"begin ") && !line.starts_with(b"end");
            let lines = entity.body.split_inclusive(|&byte| byte == b'\n').filter(inside);
            (transfer::uuencode(lines), false)
        }
        _ => {
            draft.gap(
                GapKind::Unsupported,
                Say(
                    "its transfer encoding is not known",
                    "die Übertragungskodierung ist unbekannt",
                ),
            );
            (entity.body.to_vec(), false)
        }
    };
    if bad {
        draft.gap(
            GapKind::Malformed,
            Say(
                "its transfer encoding is damaged; words may be missing",
                "die Übertragungskodierung ist beschädigt; Worte können fehlen",
            ),
        );
    }
    bytes
}

impl Letter<'_> {
    /// Reads the body of a mail or part; its fields were told already. `number` is that of the part, empty for a
    /// whole mail.
    pub(super) fn entity(
        &mut self,
        draft: &mut Draft<'_>,
        entity: &Entity<'_>,
        number: &str,
        in_digest: bool,
    ) {
        if let Err(reason) = self.reading.member() {
            return draft.gap(GapKind::Limit, reason);
        }
        let kind = Kind::of(entity, in_digest);
        if entity.is_ambiguous() {
            let reason = Say(
                "it says twice, and not alike, how it is to be read",
                "gibt zweimal und verschieden an, wie es zu lesen ist",
            );
            kind.gap(draft, number, GapKind::Malformed, reason);
        }
        match (kind.main.as_str(), kind.sub.as_str()) {
            ("multipart", "encrypted") => {
                kind.gap(draft, number, GapKind::Encrypted, reasons::ENCRYPTED_MAIL);
            }
            ("multipart", _) => {
                self.deeper(draft, |letter, draft| letter.parts(draft, entity, &kind, number));
            }
            ("message", "rfc822" | "global" | "news" | "partial") => {
                if kind.sub == "partial" {
                    draft.gap(
                        GapKind::Linked,
                        Say(
                            "a part of a mail whose rest is in other mails",
                            "ein Teil einer Mail, deren Rest in anderen Mails steht",
                        ),
                    );
                }
                self.inner_mail(draft, entity);
            }
            _ => {
                let number = if number.is_empty() { "1" } else { number };
                draft.enter(Step::MailPart(number.to_owned(), kind.name()));
                // The fields of a whole mail were told with the mail.
                if let Some((kind, reason)) = leaf::secret(entity, &kind) {
                    draft.gap(kind, reason);
                    draft.tell(SegmentKind::Hidden, &transfer::charset("", entity.body).text);
                } else {
                    self.leaf(draft, entity, &kind);
                }
                draft.leave();
            }
        }
    }

    fn inner_mail(&mut self, draft: &mut Draft<'_>, entity: &Entity<'_>) {
        let bytes = decoded(draft, entity);
        self.messages += 1;
        if let Some(name) = leaf::file_name(entity) {
            draft.tell(SegmentKind::Name, &name);
        }
        draft.enter(Step::Message(self.messages));
        let outer = std::mem::take(&mut self.messages);
        self.deeper(draft, |letter, draft| letter.message(draft, &bytes));
        self.messages = outer;
        draft.leave();
    }

    /// Reads each part of a multipart, and what stands outside of them.
    fn parts(&mut self, draft: &mut Draft<'_>, entity: &Entity<'_>, kind: &Kind, number: &str) {
        let said = entity.kind("content-type");
        let boundary = said.as_ref().and_then(|kind| kind.attribute("boundary"));
        let mut body = entity.body.to_vec();
        let boundary = boundary.unwrap_or_default();
        // A multipart is never encoded; where one is, its parts are read all the same.
        if multipart::cut(&body, boundary).parts.is_empty() {
            body = decoded(draft, entity);
        }
        let cut = multipart::cut(&body, boundary);
        if cut.parts.is_empty() {
            let reason = Say(
                "it says that it has parts, and not where they are",
                "gibt an, Teile zu haben, aber nicht, wo sie liegen",
            );
            kind.gap(draft, number, GapKind::Malformed, reason);
            let whole = Cut { outside: vec![&body], ..Cut::default() };
            return outside(draft, &whole);
        }
        if !cut.closed {
            let reason = Say(
                "its last part has no end; something may be missing",
                "der letzte Teil hat kein Ende; es kann etwas fehlen",
            );
            kind.gap(draft, number, GapKind::Malformed, reason);
        }
        outside(draft, &cut);
        let mut read = Vec::new();
        let before = self.outside.clone();
        if kind.sub == "alternative" {
            self.outside = self.way(draft);
        }
        for (at, part) in cut.parts.iter().enumerate() {
            let number = if number.is_empty() {
                (at + 1).to_string()
            } else {
                format!("{number}.{}", at + 1)
            };
            if kind.sub == "alternative" {
                read.push(compose("mail", |draft| self.part(draft, part, &number, false)));
            } else {
                self.part(draft, part, &number, kind.sub == "digest");
            }
        }
        self.outside = before;
        for document in alternative::needed(read) {
            draft.absorb(document);
        }
    }

    fn part(&mut self, draft: &mut Draft<'_>, bytes: &[u8], number: &str, in_digest: bool) {
        let entity = Entity::cut(bytes);
        let kind = Kind::of(&entity, in_digest);
        draft.enter(Step::MailPart(number.to_owned(), kind.name()));
        fields::tell(draft, &entity.fields);
        if entity.broken {
            let reason = Say(
                "a line among its header fields is none; the rest was read as its body",
                "eine Zeile unter den Kopffeldern ist keines; der Rest wurde als Text gelesen",
            );
            draft.gap(GapKind::Malformed, reason);
        }
        draft.leave();
        self.entity(draft, &entity, number, in_digest);
    }
}

/// Reads what stands before the first part and behind the last, which mail programs do not show.
fn outside(draft: &mut Draft<'_>, cut: &Cut<'_>) {
    for bytes in &cut.outside {
        let text = transfer::charset("", bytes);
        draft.tell_at(Step::Field("around the parts".to_owned()), SegmentKind::Hidden, &text.text);
    }
}
