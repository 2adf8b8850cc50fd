//! Header fields: which there are, what each is, and their words.
//!
//! Every field that somebody wrote or that a mail program shows is read. Traces, which servers leave for each
//! other, are not: they stand in one table, with the reason.
//!
//! Not here: what the type of a part means for its body ([`super::body`]).

use super::entity::{Field, lines, named};
use super::words;
use crate::model::{SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::label;

/// Fields whose name starts so are not read, and why. Names in small letters.
const TRACES: [(&str, &str); 45] = [
    ("received", "the way that a mail took, written by servers"),
    ("x-received", "the same"),
    ("return-path", "where servers send errors to; the sender stands in From"),
    ("x-originating-ip", "an address of a machine"),
    ("delivered-to", "written by the last server"),
    ("x-original-to", "the same"),
    ("message-id", "a number"),
    ("in-reply-to", "the number of another mail"),
    ("references", "numbers of other mails"),
    ("thread-index", "a number in base64"),
    ("content-id", "a number"),
    ("x-attachment-id", "a number"),
    ("mime-version", "a number"),
    ("content-type", "how a part is read; names in it are read with the part"),
    ("content-transfer-encoding", "the same"),
    ("content-disposition", "the same"),
    ("content-length", "a number"),
    ("content-language", "a code"),
    ("dkim-signature", "a signature in base64"),
    ("domainkey-signature", "the same"),
    ("x-google-dkim-signature", "the same"),
    ("arc-", "signatures of servers"),
    ("authentication-results", "what a server found of signatures"),
    ("x-authentication-", "the same"),
    ("received-spf", "the same"),
    ("x-ms-exchange-", "what servers of Exchange tell each other, with much of it in base64"),
    ("x-exchange-", "the same"),
    ("x-ms-publictraffictype", "the same"),
    ("x-ms-office365-filtering-", "the same"),
    ("x-ms-traffictypediagnostic", "the same"),
    ("x-ms-tnef-correlator", "a number"),
    ("x-forefront-", "what a filter of Exchange found"),
    ("x-microsoft-antispam", "the same"),
    ("x-microsoft-antispam-", "the same"),
    ("x-message-info", "the same, in base64"),
    ("x-message-delivery", "the same"),
    ("x-sid-", "what a filter found of the sender"),
    ("x-proofpoint-", "what a filter found"),
    ("x-eopattributedmessage", "the same"),
    ("x-gm-", "a number in base64"),
    ("x-google-smtp-source", "the same"),
    ("x-spam-", "what a filter found; it names tests and machines"),
    ("x-virus-", "what a filter found"),
    ("autocrypt", "a key in base64"),
    ("x-face", "a picture of 48 by 48 points"),
];

/// Fields that say who sends and receives.
const ADDRESSES: [&str; 13] = [
    "from",
    "to",
    "cc",
    "bcc",
    "reply-to",
    "sender",
    "resent-from",
    "resent-to",
    "resent-cc",
    "resent-bcc",
    "resent-sender",
    "mail-followup-to",
    "disposition-notification-to",
];

/// Fields that programs write and persons do not.
const WRITTEN_BY_PROGRAMS: [&str; 12] = [
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "delivered-to",
    "x-mailer",
    "user-agent",
    "dkim-signature",
    "authentication-results",
    "x-originating-ip",
];

/// Fields with which persons begin a memo as well.
const COMMON: [&str; 7] = ["from", "to", "cc", "subject", "date", "reply-to", "sender"];

/// Longest head in which fields are counted, in lines.
const HEAD_LINES: usize = 200;

/// Whether bytes start with the header fields of a mail: two that only programs write, or one and a common one, or
/// three common ones of which the sender has a mail address, or the boundary of parts.
pub(super) fn are_of_a_mail(head: &[u8]) -> bool {
    let (mut programs, mut common) = (Vec::new(), Vec::new());
    let (mut sender, mut parted) = (false, false);
    for (start, line) in lines(head).take(HEAD_LINES) {
        let words = line.trim_ascii_end();
        let goes_on = line.starts_with(b" ") || line.starts_with(b"\t");
        if words.is_empty() && start > 0 {
            break;
        }
        if goes_on && start > 0 || start == 0 && words.starts_with(b"From ") {
            continue;
        }
        let Some((name, value)) = named(words) else { break };
        // Lines of a transcript that start with a time look like fields, and none of these does.
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let name = name.to_ascii_lowercase();
        sender |= name == "from" && value.contains(&b'@');
        parted |= name == "content-type" && value.trim_ascii_start().starts_with(b"multipart/");
        let list = match () {
            () if WRITTEN_BY_PROGRAMS.contains(&&*name) => &mut programs,
            () if COMMON.contains(&&*name) => &mut common,
            () => continue,
        };
        if !list.contains(&name) {
            list.push(name);
        }
    }
    match programs.len() {
        0 => common.len() >= 3 && sender,
        1 => parted || !common.is_empty(),
        _ => true,
    }
}

/// Writes the fields of a mail or part at the draft's spot.
pub(in crate::read) fn tell(draft: &mut Draft<'_>, fields: &[Field]) {
    for field in fields {
        let name = field.name.to_ascii_lowercase();
        let words = words::decoded(&field.value);
        let step = Step::Field(field.name.clone());
        let (kind, words) = match name.as_str() {
            _ if label::is_name(&name) => {
                for value in label::values(&words) {
                    draft.tell_at(step.clone(), SegmentKind::Label, value);
                }
                continue;
            }
            _ if is_trace(&name) => continue,
            "subject" | "thread-topic" => (SegmentKind::Subject, words),
            _ if ADDRESSES.contains(&name.as_str()) => (SegmentKind::Address, words),
            _ => (SegmentKind::Property, words),
        };
        draft.tell_at(step, kind, &words);
    }
}

/// Whether a field of this name, in small letters, is not read.
pub(in crate::read) fn is_trace(name: &str) -> bool {
    TRACES.iter().any(|(start, _)| {
        // A name that ends in a dash stands for many.
        if start.ends_with('-') { name.starts_with(start) } else { name == *start }
    })
}

#[cfg(test)]
mod tests {
    use super::{are_of_a_mail, is_trace};

    #[test]
    fn a_mail_is_known_by_its_fields() {
        for (head, expected) in [
            ("From: a@example.org\nMIME-Version: 1.0\nTo: b@example.org\n\nHallo", true),
            ("MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHallo", true),
            ("Received: by x\n with y\nMessage-ID: <1>\n\nHallo", true),
            ("From a@example.org Tue Mar  3 10:00:00 2026\nFrom: a@b.c\nTo: d\nDate: x\n\n", true),
            ("From: A <a@example.org>\nTo: b@example.org\nSubject: c\n\nHallo", true),
            ("From: the chair\nTo: all\nSubject: c\n\nAgenda", false),
            ("From: the chair\nTo: all\n\nAgenda", false),
            ("Agenda\n\nMIME-Version: 1.0\nContent-Type: text/plain\n", false),
            ("From me to you\nwith love", false),
            ("Subject: a\nContent-Transfer-Encoding: base64\n\nR3LDvMOfZQ==", true),
            ("Content-Type: multipart/mixed; boundary=a\n\n--a\n", true),
            ("MIME-Version: 1.0\n\nContent-Type: text/plain\n", false),
            ("Wir reden.\nFrom: a@example.org\nTo: b\nSubject: c\n", false),
            ("", false),
            ("\n\n", false),
        ] {
            assert_eq!(are_of_a_mail(head.as_bytes()), expected, "{head}");
        }
    }

    #[test]
    fn traces_are_whole_names_or_beginnings() {
        for (name, expected) in [
            ("received", true),
            ("x-ms-exchange-crosstenant-id", true),
            ("received-by-hand", false),
            ("comments", false),
            ("x-mailer", false),
        ] {
            assert_eq!(is_trace(name), expected, "{name}");
        }
    }
}
