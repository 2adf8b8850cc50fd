//! What calendars hide, and what no damage to them may do.

use proptest::prelude::*;

use crate::model::{Document, SegmentKind, Source, Step};
use crate::read;

fn document(bytes: &[u8]) -> Document {
    read::read(&Source { name: "invite.ics".to_owned() }, bytes)
}

fn event(lines: &str) -> Document {
    document(
        format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n").as_bytes(),
    )
}

#[test]
fn the_text_in_html_is_read_where_the_plain_one_says_nothing() {
    let page = "X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Nachtschicht am Tor</p>\\n<a href=\"https://meet.jit.si/Tor7\">hier</a></body></html>";
    let document = event(page);
    assert!(document.text.contains("Nachtschicht am Tor"), "{}", document.text);
    assert_eq!(document.invitations[0].links[0].text, "https://meet.jit.si/Tor7");
    let part = event("DESCRIPTION:Erste<br>Zeile mit <b>Fettem</b>");
    assert!(part.text.contains("Fettem"), "{}", part.text);
}

#[test]
fn an_agenda_that_is_told_twice_has_its_items_once() {
    let document = event(
        "DESCRIPTION:1. Lage\\n2. Wege\nX-ALT-DESC;FMTTYPE=text/html:<html><body>1. Lage<br>\\n2. Wege</body></html>",
    );
    assert_eq!(document.items.len(), 2);
}

#[test]
fn parts_of_a_meeting_stand_below_it_and_meetings_below_each_other() {
    let document = event(
        "SUMMARY:a\nBEGIN:VALARM\nDESCRIPTION:b\nEND:VALARM\nBEGIN:VALARM\nDESCRIPTION:c\nEND:VALARM",
    );
    let ways = document.segments.iter().map(|s| document.way(s.spot().unwrap()));
    let ways: Vec<Vec<Step>> = ways.collect();
    assert_eq!(ways[0], [Step::Event(1), Step::Field("SUMMARY".to_owned())]);
    assert_eq!(ways[1][..2], [Step::Event(1), Step::Part("VALARM".to_owned())]);
    assert_eq!(ways[2][..2], [Step::Event(1), Step::Part("VALARM 2".to_owned())]);
}

#[test]
fn who_is_invited_by_whatever_address() {
    let document = event(
        "ORGANIZER;CN=Kern:MAILTO:Kern@Amt.Example\nATTENDEE;EMAIL=bode@amt.example:urn:uuid:1\n\
         ATTENDEE;CUTYPE=ROOM;CN=Hotel Seeblick:mailto:saal@hotel.example\nATTENDEE;PARTSTAT=DECLINED:mailto:x@y.example\n\
         ATTENDEE;CN=Ohne Adresse:invalid:nomail\nATTENDEE:tel:+49305550100",
    );
    let invitation = &document.invitations[0];
    let people = invitation.people.iter();
    let shown: Vec<_> =
        people.map(|p| (p.address.as_deref(), p.organizer, p.resource, p.declined)).collect();
    assert_eq!(
        shown,
        [
            (Some("kern@amt.example"), true, false, false),
            (Some("bode@amt.example"), false, false, false),
            (Some("saal@hotel.example"), false, true, false),
            (Some("x@y.example"), false, false, true),
            (None, false, false, false),
            (None, false, false, false),
        ]
    );
    assert_eq!(invitation.locations[0].text, "Hotel Seeblick");
    assert_eq!(invitation.dial_in[0].text, "+49305550100");
}

#[test]
fn a_piece_of_a_calendar_is_one_and_words_before_it_are_text() {
    for (bytes, format) in [
        (&b"BEGIN:VEVENT\nSUMMARY:GE\n HEIM\nEND:VEVENT"[..], "ics"),
        (b"\xef\xbb\xbf\r\nbegin:vcalendar\r\nend:vcalendar", "ics"),
        (b"BEGIN:VCARD\nFN:Kern\nEND:VCARD", "text"),
        (b"Begin: 10 Uhr\nEnd: 11 Uhr", "text"),
        (b" [ \"vcalendar\", [], [] ]", "ics"),
        (b"[\"vcalendar\", 1]", "ics"),
    ] {
        assert_eq!(document(bytes).format, format, "{}", String::from_utf8_lossy(bytes));
    }
    assert!(document(b"BEGIN:VEVENT\nSUMMARY:GE\n HEIM\nEND:VEVENT").text.contains("GEHEIM"));
    // What is no jCal from end to end is read as lines, and none of its words is lost.
    assert!(!document(b"[\"vcalendar\", 1]").gaps.is_empty());
}

#[test]
fn many_broken_lines_take_no_more_time_than_their_number() {
    let broken = "kein Feld\n".repeat(30_000) + &"ATTACH:https://a.example/b\n".repeat(30_000);
    let document = event(&broken);
    assert!(document.gaps.len() < 200, "{}", document.gaps.len());
    let words = document.segments.iter().filter(|s| s.kind == SegmentKind::Paragraph).count();
    assert_eq!(words, 30_000);
}

#[test]
fn all_calendars_of_the_corpora_are_read() {
    let Some(root) = read::tests::corpora() else {
        return println!("skipped: no corpora are unpacked");
    };
    let found = read::walk::walk(&[root.join("formats/ics")]);
    for found in found {
        let document = read::walk::load(&found);
        assert!(!document.text.is_empty() || !document.gaps.is_empty(), "{}", found.source.name);
    }
}

const WHOLE: &[u8] = include_bytes!("../../../tests/formats/ics/webex-einladung.ics");
const FILES: &[u8] = include_bytes!("../../../tests/formats/ics/anhang.ics");

proptest! {
    #[test]
    fn damage_never_panics(at in 0_usize..2000, bytes in proptest::collection::vec(any::<u8>(), 0..8), cut in 0_usize..2000) {
        for whole in [WHOLE, FILES] {
            let mut damaged = whole.to_vec();
            let at = at.min(damaged.len());
            damaged.splice(at..(at + bytes.len() / 2).min(whole.len()), bytes.iter().copied());
            document(&damaged);
            document(&damaged[..cut.min(damaged.len())]);
        }
    }

    /// Whatever words a property has, they are in the document.
    #[test]
    fn words_are_kept(name in "X-[A-Z]{1,8}", words in "[a-zäöü ]{1,60}") {
        let document = event(&format!("{name}:{words}"));
        prop_assert!(document.text.contains(words.trim()));
    }
}
