//! A part that has no parts: text that is shown, an attached file, a picture, a signature, an encrypted body.
//!
//! Not here: what attached files hold.

use super::body::{Kind, decoded};
use super::entity::{Entity, lines};
use super::{Letter, attached, page, transfer, words};
use crate::model::{GapKind, Say, SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::reasons;
use crate::read::{Format, plain};

/// The kind of gap and the reason where a part cannot be opened.
pub(super) fn secret(entity: &Entity<'_>, kind: &Kind) -> Option<(GapKind, Say)> {
    match (kind.main.as_str(), kind.sub.as_str()) {
        ("application", "pkcs7-mime" | "x-pkcs7-mime") => {
            let said = entity.kind("content-type");
            let form = said.as_ref().and_then(|kind| kind.attribute("smime-type"));
            let signed = form.is_some_and(|form| form.eq_ignore_ascii_case("signed-data"));
            Some(if signed {
                (
                    GapKind::Unsupported,
                    Say(
                        "signed in a form that packs the text, which is not opened",
                        "so signiert, dass der Text verpackt ist; das wird nicht geöffnet",
                    ),
                )
            } else {
                (GapKind::Encrypted, reasons::ENCRYPTED_MAIL)
            })
        }
        ("application", "pgp-encrypted") => Some((GapKind::Encrypted, reasons::ENCRYPTED_MAIL)),
        ("message", "external-body") => Some((
            GapKind::Linked,
            Say(
                "an attachment that lies elsewhere and was not fetched",
                "ein Anhang, der anderswo liegt und nicht geholt wurde",
            ),
        )),
        _ => None,
    }
}

/// The name of an attached file, as one of the fields says it.
pub(super) fn file_name(entity: &Entity<'_>) -> Option<String> {
    let said = |field: &str, parameter: &str| {
        let kind = entity.kind(field)?;
        let name = words::decoded(kind.attribute(parameter)?).trim().to_owned();
        Some(name).filter(|name| !name.is_empty())
    };
    said("content-disposition", "filename").or_else(|| said("content-type", "name"))
}

impl Letter<'_> {
    /// Reads a leaf at the draft's spot.
    pub(super) fn leaf(&mut self, draft: &mut Draft<'_>, entity: &Entity<'_>, kind: &Kind) {
        let bytes = decoded(draft, entity);
        if let Err(reason) = self.reading.bytes(bytes.len()) {
            return draft.gap(GapKind::Limit, reason);
        }
        let name = file_name(entity);
        let disposition = entity.kind("content-disposition");
        let attached =
            disposition.is_some_and(|said| said.c_type.eq_ignore_ascii_case("attachment"));
        let shown = kind.main == "text" && !attached && name.is_none();
        if is_signature(kind, &bytes) {
            // What is in it was made by programs from keys and the text that it signs.
            draft.tell(SegmentKind::Name, &name.unwrap_or_default());
        } else if shown {
            self.shown(draft, entity, kind, &bytes);
        } else {
            let bytes = self.in_utf_8(draft, entity, kind, bytes);
            self.attachment(draft, name, kind, &bytes);
        }
    }

    /// Reads a text that mail programs show.
    fn shown(&mut self, draft: &mut Draft<'_>, entity: &Entity<'_>, kind: &Kind, bytes: &[u8]) {
        let ending = match kind.sub.as_str() {
            "html" | "xhtml" | "x-amp-html" => "html",
            "calendar" => "ics",
            "rtf" => "rtf",
            "csv" => "csv",
            "vcard" | "x-vcard" | "directory" => "vcf",
            "xml" => "xml",
            _ => return self.plain(draft, entity, bytes),
        };
        let mut text = self.in_utf_8(draft, entity, kind, bytes.to_vec());
        if ending == "html" {
            text = page::as_page(text);
        }
        let mut document = self.reading.nested(&format!("body.{ending}"), &text);
        // A mail that only carries a file has an empty body.
        document.gaps.retain(|gap| gap.kind != GapKind::Empty);
        self.has_entry |= !document.invitations.is_empty();
        if ending == "html" {
            let way = self.way(draft);
            self.gathering.text(&document.text, &way);
        }
        draft.absorb(document);
    }

    fn plain(&mut self, draft: &mut Draft<'_>, entity: &Entity<'_>, bytes: &[u8]) {
        let (set, joined) = entity.kind("content-type").map_or((String::new(), false), |kind| {
            let set = kind.attribute("charset").unwrap_or_default().to_owned();
            (set, kind.attribute("delsp").is_some_and(|said| said.eq_ignore_ascii_case("yes")))
        });
        let set = if self.is_narrowed(entity) { String::new() } else { set };
        if !transfer::is_known(&set) && !bytes.is_ascii() {
            draft.gap(
                GapKind::Undecodable,
                Say("its character set is not known", "der Zeichensatz ist unbekannt"),
            );
        }
        let decoded = transfer::charset(&set, bytes);
        let (mut text, files) = without_files(&decoded.text);
        if joined {
            text = text.replace(" \r\n", "").replace(" \n", "");
        }
        if text.lines().any(|line| line.starts_with("-----BEGIN PGP MESSAGE-----")) {
            draft.gap(GapKind::Encrypted, Say("an encrypted text", "ein verschlüsselter Text"));
        }
        if text.lines().any(|line| line.starts_with("=ybegin ")) {
            draft.gap(
                GapKind::Embedded,
                Say(
                    "a file encoded as yEnc, which is not read",
                    "eine mit yEnc kodierte Datei, die nicht gelesen wird",
                ),
            );
        }
        let way = self.way(draft);
        self.gathering.text(&text, &way);
        let mut document = plain::Reader.read(text);
        document.gaps.extend(decoded.gaps);
        document.notices.extend(decoded.notices);
        draft.absorb(document);
        for (name, bytes) in files {
            let kind = Kind { main: "application".to_owned(), sub: "octet-stream".to_owned() };
            self.attachment(draft, Some(name), &kind, &bytes);
        }
    }

    /// Whether the bytes of a part are UTF-8 because the whole mail was UTF-16.
    fn is_narrowed(&self, entity: &Entity<'_>) -> bool {
        let encoding = entity.field("content-transfer-encoding").unwrap_or_default();
        self.wide && !matches!(&*encoding.to_ascii_lowercase(), "base64" | "quoted-printable")
    }

    /// A text in the character set that the part names, as UTF-8 with its mark, which is stronger than what the
    /// text says of itself. Anything else stays as it is.
    fn in_utf_8(
        &self,
        draft: &mut Draft<'_>,
        entity: &Entity<'_>,
        kind: &Kind,
        bytes: Vec<u8>,
    ) -> Vec<u8> {
        let said = entity.kind("content-type");
        let set = said.as_ref().and_then(|kind| kind.attribute("charset")).unwrap_or_default();
        if kind.main != "text" || set.is_empty() || self.is_narrowed(entity) {
            return bytes;
        }
        if !transfer::is_known(set) {
            if !bytes.is_ascii() {
                draft.gap(
                    GapKind::Undecodable,
                    Say("its character set is not known", "der Zeichensatz ist unbekannt"),
                );
            }
            return bytes;
        }
        let mut text = vec![0xef, 0xbb, 0xbf];
        text.extend_from_slice(transfer::charset(set, &bytes).text.as_bytes());
        text
    }

    fn attachment(
        &mut self,
        draft: &mut Draft<'_>,
        name: Option<String>,
        kind: &Kind,
        bytes: &[u8],
    ) {
        self.attachments += 1;
        let name = name.unwrap_or_default();
        draft.tell(SegmentKind::Name, &name);
        draft.enter(Step::Attachment(self.attachments, name.clone()));
        self.has_entry |= attached::tell(draft, self.reading, &name, &kind.name(), bytes);
        draft.leave();
    }
}

/// Whether a part is a signature, by its type and by its bytes.
fn is_signature(kind: &Kind, bytes: &[u8]) -> bool {
    match kind.sub.as_str() {
        "pkcs7-signature" | "x-pkcs7-signature" => bytes.starts_with(b"\x30"),
        "pgp-signature" => {
            let text = bytes.trim_ascii();
            text.starts_with(b"-----BEGIN PGP SIGNATURE-----")
                && text.ends_with(b"-----END PGP SIGNATURE-----")
        }
        _ => false,
    }
}

/// A text without the files that stand in it as uuencode, and those files.
fn without_files(text: &str) -> (String, Vec<(String, Vec<u8>)>) {
    let mut files = Vec::new();
    if !text.contains("begin ") {
        return (text.to_owned(), files);
    }
    let mut rest = String::with_capacity(text.len());
    let mut open: Option<(usize, String, Vec<&[u8]>)> = None;
    for (start, line) in lines(text.as_bytes()) {
        match &mut open {
            Some((_, name, encoded)) if line.trim_ascii_end() == b"end" => {
                files.push((name.clone(), transfer::uuencode(encoded.iter().copied())));
                open = None;
            }
            Some((_, _, encoded)) => encoded.push(line),
            None => match begins(line) {
                Some(name) => open = Some((start, name, Vec::new())),
                None => rest.push_str(&text[start..start + line.len()]),
            },
        }
    }
    // What never ends was no file.
    if let Some((start, ..)) = open {
        rest.push_str(&text[start..]);
    }
    (rest, files)
}

/// The file name in a line like "begin 644 plan.txt".
fn begins(line: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(line).ok()?.trim_end().strip_prefix("begin ")?;
    let (mode, name) = line.split_once(' ')?;
    let is_mode = (3..=4).contains(&mode.len()) && mode.bytes().all(|b| (b'0'..=b'7').contains(&b));
    is_mode.then(|| name.to_owned())
}
