//! Mails and compound files that want to break their readers: cut, flipped, nested, huge.
//!
//! Not here: what whole ones read as (the fixtures).

use std::time::{Duration, Instant};

use super::{check, files, folder, source};
use crate::model::{Document, GapKind};
use crate::read::read;

/// Reads in bounded time and without a panic.
fn read_bravely(name: &str, bytes: &[u8]) -> Document {
    let start = Instant::now();
    let document = read(&source(name), bytes);
    check(&document);
    assert!(document.gaps.iter().all(|gap| gap.kind != GapKind::Failed), "{name} panics");
    assert!(start.elapsed() < Duration::from_secs(60), "{name} takes {:?}", start.elapsed());
    document
}

fn has_gap(document: &Document, kind: GapKind) -> bool {
    document.gaps.iter().any(|gap| gap.kind == kind)
}

fn mail(rest: &str) -> String {
    format!("From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n{rest}")
}

#[test]
fn nested_and_huge_mails_are_bounded() {
    let deep: String = (0..10_000)
        .map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n"))
        .collect();
    assert!(has_gap(&read_bravely("deep.eml", mail(&deep).as_bytes()), GapKind::Limit));
    let mails = "Content-Type: message/rfc822\n\n".repeat(10_000);
    assert!(has_gap(&read_bravely("mails.eml", mail(&mails).as_bytes()), GapKind::Limit));
    let bound = "Content-Type: multipart/mixed; boundary=b\n\n";
    let many = format!("{bound}{}", "--b\n\nx\n".repeat(300_000));
    assert!(has_gap(&read_bravely("many.eml", mail(&many).as_bytes()), GapKind::Limit));
    for rest in [
        format!("Subject: {}\n\nx", "=?utf-8?Q?=C3=BC?= ".repeat(500_000)),
        format!("Subject: {}\n\nx", "a ".repeat(5_000_000)),
        format!("{}\n\nx", "Subject: a\n".repeat(100_000)),
        format!("Content-Type: text/plain; {}\n\nx", "a*1*=b; ".repeat(500_000)),
        format!("Content-Type: multipart/mixed; boundary={}\n\nx", "b".repeat(1_000_000)),
        format!("Content-Transfer-Encoding: base64\n\n{}", "!@#=".repeat(2_000_000)),
        format!("Content-Transfer-Encoding: quoted-printable\n\n{}", "=".repeat(5_000_000)),
        format!("Content-Transfer-Encoding: x-uuencode\n\n{}", "~\n".repeat(2_000_000)),
        format!("\n{}", "begin 644 a\n`\nend\n".repeat(20_000)),
        format!("\n{}", "begin 644 a\n".repeat(500_000)),
        format!("{bound}{}", "--b".repeat(2_000_000)),
        format!("\n{}", "\0".repeat(1_000_000)),
    ] {
        read_bravely("a.eml", mail(&rest).as_bytes());
    }
    let mailbox = "From a@example.org Tue Mar  3 10:00:00 2026\nTo: a@b.c\nMIME-Version: 1\n\nx\n";
    read_bravely("a.mbox", mailbox.repeat(30_000).as_bytes());
}

#[test]
fn what_an_outer_boundary_ends_hides_nothing_behind_it() {
    let inner = "--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nohne Ende\n";
    let secret = "--a\nContent-Transfer-Encoding: base64\n\nR3LDvMOfZQ==\n--a--\n";
    let text = format!("Content-Type: multipart/mixed; boundary=a\n\n{inner}{secret}");
    let document = read_bravely("a.eml", mail(&text).as_bytes());
    assert!(document.text.contains("ohne Ende") && document.text.contains("Grüße"));
    assert!(has_gap(&document, GapKind::Malformed));
}

/// The files of the formats that are read here.
fn each_fixture(mut each: impl FnMut(&str, &[u8])) {
    let mut count = 0;
    for format in ["mail", "mbox", "msg", "doc", "ppt", "xls"] {
        for path in files(&folder("tests/formats").join(format)) {
            if path.extension().is_none_or(|extension| extension != "expected") {
                each(&path.to_string_lossy(), &std::fs::read(&path).unwrap());
                count += 1;
            }
        }
    }
    assert!(count >= 11);
}

#[test]
fn cut_files_are_read_or_a_gap() {
    each_fixture(|name, bytes| {
        for end in (0..bytes.len()).step_by(100) {
            let document = read_bravely(name, &bytes[..end]);
            let compound = bytes.starts_with(b"\xd0\xcf\x11\xe0") && end >= 8;
            assert!(
                !compound || !document.gaps.is_empty() || end + 512 > bytes.len(),
                "{name} {end}"
            );
        }
    });
}

#[test]
fn flipped_bytes_are_read_or_a_gap() {
    each_fixture(|name, bytes| {
        // Every byte of the head and the directory, which lead in circles, and some of the rest.
        for at in (0..bytes.len()).filter(|at| *at < 1_024 || at % 97 == 0) {
            for flip in [0xff, 0x01] {
                let mut bytes = bytes.to_vec();
                bytes[at] ^= flip;
                read_bravely(name, &bytes);
            }
        }
    });
}

#[test]
fn a_mail_invites_where_its_words_tell_how_one_joins() {
    let read_fixture = |name: &str| {
        let path = folder("tests/formats").join(name);
        read_bravely(name, &std::fs::read(path).unwrap())
    };
    let document = read_fixture("mail/konferenz.eml");
    let [invitation] = document.invitations.as_slice() else { panic!("no invitation") };
    assert_eq!(invitation.links[0].text, "https://treffen.example/j/4711");
    assert_eq!(invitation.dial_in[0].text, "+49 30 555 0100");
    assert_eq!(invitation.dial_in[0].place.len(), 1);
    let people: Vec<_> = invitation.people.iter().map(|person| person.name.as_deref()).collect();
    assert_eq!(people, [Some("Käthe Grün"), Some("Ida Ilse"), None]);
    assert!(invitation.people[0].organizer && !invitation.people[1].organizer);
    assert_eq!(invitation.people[2].address.as_deref(), Some("otto@beispiel.example"));

    // An appointment of Outlook invites by what it is.
    let document = read_fixture("msg/termin.msg");
    let [invitation] = document.invitations.as_slice() else { panic!("no invitation") };
    assert_eq!(invitation.locations[0].text, "Raum 4, Haus B");
    assert_eq!(invitation.links[0].text, "https://treffen.example/j/4711");
    assert_eq!(invitation.people.len(), 2);

    // The entry in a mail invites, and so does the mail, to whomever it was sent.
    assert_eq!(read_fixture("mail/einladung.eml").invitations.len(), 2);
    assert!(read_fixture("mail/alt.eml").invitations.is_empty());
    assert!(read_fixture("mail/weitergeleitet.eml").invitations.is_empty());
}
