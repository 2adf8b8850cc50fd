//! Invitations give the plan of their meeting, and only tighten.

use serde_json::Value;

use super::program::Folder;

const HEAD: &str =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Lagebild\r\n";
const OURS: &str = "ORGANIZER;CN=Kern:mailto:kern@amt.example\r\n";
const NFD: &str = "DESCRIPTION:VS-NUR FÜR DEN DIENSTGEBRAUCH\\n\\nTeilnehmer: siehe Verteiler\r\n";

fn invite(lines: &str) -> String {
    format!("{HEAD}{lines}END:VEVENT\r\nEND:VCALENDAR\r\n")
}

/// Level, weakest link, everything in the links, notices.
fn checked(lines: &str, arguments: &[&str]) -> (u64, String, Value, String) {
    let folder = Folder::new();
    folder.file("invite.ics", invite(lines));
    let report = folder.json(&[&["invite.ics"], arguments].concat());
    let document = &report["documents"][0];
    let ceiling = &document["ceiling"];
    let weakest = ceiling["weakest_link"]["name"].as_str().unwrap_or_default().to_owned();
    let level = ceiling["level"].as_u64().unwrap();
    (level, weakest, ceiling.clone(), document["notices"].to_string())
}

#[test]
fn a_link_names_the_channel_where_nobody_else_did() {
    let inside = &["--domain", "amt.example"][..];
    let webex = "LOCATION:https://amt.webex.com/amt/j.php?MTID=m1\r\n";
    for (lines, arguments, level, weakest) in [
        // The service's own hosts serve everybody; only who is from inside leads to the own one.
        (format!("{OURS}{webex}"), inside, 1, "webex"),
        (format!("{OURS}{webex}"), &[], 0, "public-video"),
        (webex.to_owned(), inside, 0, "public-video"),
        (format!("{OURS}LOCATION:Webex\r\n"), inside, 1, "webex"),
        (format!("{OURS}LOCATION:Webex\r\n"), &[], 0, "public-video"),
        (format!("{OURS}LOCATION:Microsoft Teams-Besprechung\r\n"), inside, 0, "public-video"),
        (format!("{OURS}LOCATION:Abhörgeschützter Raum 3\r\n"), inside, 3, "tap-protected-room"),
        (format!("{OURS}LOCATION:https://treffpunkt.example/raum\r\n"), inside, 0, "open"),
        (format!("{OURS}LOCATION:Raum 3.14\r\n"), inside, 0, "open"),
        (format!("{OURS}DESCRIPTION:Hilfe: https://help.webex.com/de-de\r\n"), inside, 0, "open"),
    ] {
        let (found, link, ..) = checked(&lines, arguments);
        assert_eq!((found, link.as_str()), (level, weakest), "{lines} {arguments:?}");
    }
}

#[test]
fn an_invitation_never_raises_what_was_said_from_outside() {
    let webex = "LOCATION:https://amt.webex.com/amt/j.php?MTID=m1\r\n";
    let (level, weakest, _, notices) = checked(webex, &["-c", "webex"]);
    assert_eq!((level, weakest.as_str()), (1, "webex"));
    assert!(!notices.contains("different channels"), "{notices}");
    let (level, weakest, _, notices) = checked(webex, &["-c", "approved-video"]);
    assert_eq!((level, weakest.as_str()), (0, "public-video"));
    assert!(notices.contains("different channels"), "{notices}");
    let room = "LOCATION:Abhörsicherer Raum\r\n";
    assert_eq!(checked(room, &["-c", "webex"]).0, 1);
    let zoom = format!(
        "{room}DESCRIPTION:Zoom-Meeting beitreten\\nhttps://us02web.zoom.us/j/81234567890\r\n"
    );
    assert_eq!(checked(&zoom, &["-c", "tap-proof-room"]).0, 0);
    assert_eq!(checked("LOCATION:Hotel Seeblick\\, Saal 2\r\n", &["-c", "webex"]).1, "hotel");
    assert_eq!(checked("LOCATION:Karl-Strand-Straße 3\r\n", &["-c", "webex"]).0, 1);
}

#[test]
fn a_dial_in_lowers_the_call_to_open_and_is_told_once() {
    let text = "DESCRIPTION:Über Telefon beitreten\\n+49-30-5550100 Germany Toll\r\n";
    let (level, weakest, ceiling, _) = checked(text, &["-c", "webex"]);
    assert_eq!((level, weakest.as_str()), (0, "phone"));
    assert_eq!(ceiling["weakest_link"]["from"], "invite.ics, entry 1, DESCRIPTION");
    assert!(!ceiling["links"].to_string().contains("exposure-dial-in-number"), "{ceiling}");
    let conference = "CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+49-30-5550100,,123456#\r\n";
    assert_eq!(checked(conference, &["-c", "webex"]).1, "phone");
    let system =
        "DESCRIPTION:Über Videosystem beitreten\\nWählen Sie 27321234567@amt.webex.com\r\n";
    assert_eq!(checked(system, &["-c", "webex"]).1, "sip");
    let contact = "DESCRIPTION:Rückfragen an Frau Kern\\, Telefon +49 30 5550100\r\n";
    assert_eq!(checked(contact, &["-c", "webex"]).0, 1);
}

#[test]
fn who_is_from_outside_counts_as_not_cleared() {
    let people = format!(
        "{OURS}ATTENDEE:mailto:a@gmail.com\r\nATTENDEE:mailto:b@firma.example\r\nATTENDEE;PARTSTAT=DECLINED:mailto:c@x.example\r\n\
         ATTENDEE;CUTYPE=ROOM;CN=Saal:mailto:saal@hotel.example\r\nATTENDEE:mailto:Kern@Amt.example\r\n"
    );
    let room = &["-c", "tap-protected-room", "--domain", "amt.example"];
    let (level, weakest, ceiling, notices) = checked(&people, room);
    assert_eq!((level, weakest.as_str()), (1, "none"));
    let from = &ceiling["weakest_link"]["from"];
    assert_eq!(from, "invite.ics, entry 1: 2 participants from outside");
    assert!(notices.contains("2 of 3"), "{notices}");
    let (_, _, ceiling, notices) = checked(&people, &["-c", "tap-protected-room"]);
    assert!(ceiling.to_string().contains("3 participants from outside"), "{ceiling}");
    assert!(notices.contains("--domain"), "{notices}");
    assert_eq!(checked(OURS, room).0, 3);
    let bot = format!("{OURS}ATTENDEE;CN=Kern's Notetaker:mailto:x@amt.example\r\n");
    assert_eq!(checked(&bot, room).1, "assistant");
    assert_eq!(checked(&format!("{OURS}ATTENDEE:mailto:notes@otter.ai\r\n"), room).1, "assistant");
}

#[test]
fn domains_are_shown_only_where_text_may_be() {
    let folder = Folder::new();
    folder.file(
        "invite.ics",
        invite(&format!("{OURS}ATTENDEE:mailto:a@geheimfirma.example\r\n{NFD}")),
    );
    for format in ["human", "json"] {
        let arguments =
            ["check", "invite.ics", "-c", "office", "-f", format, "--domain", "amt.example"];
        let masked = folder.run(&arguments).stdout;
        let shown = folder.run(&[&arguments[..], &["--show-text", "always"]].concat()).stdout;
        assert!(!masked.contains("geheimfirma"), "{masked}");
        assert!(shown.contains("geheimfirma.example"), "{shown}");
    }
}

#[test]
fn free_mail_is_never_internal() {
    let folder = Folder::new();
    folder.file("invite.ics", invite(NFD));
    for domain in ["gmail.com", "de", "a b"] {
        let ran = folder.run(&["check", "invite.ics", "--domain", domain]);
        assert_eq!(ran.status, 2, "{domain}: {ran:?}");
    }
    let page = include_str!("../../docs/writing-a-policy.md");
    let policy = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    folder.file("policy.yaml", policy);
    assert_eq!(folder.run(&["check", "invite.ics", "--policy", "policy.yaml"]).status, 1);
    let broken = policy.replace("domains: [amt.example]", "domains: [gmx.de]");
    assert_ne!(broken, policy);
    folder.file("policy.yaml", broken);
    let ran = folder.run(&["check", "invite.ics", "--policy", "policy.yaml"]);
    assert!(ran.status == 2 && ran.stderr.contains("policy.yaml:"), "{ran:?}");
}

#[test]
fn a_policy_brings_its_own_hosts() {
    let folder = Folder::new();
    let page = include_str!("../../docs/writing-a-policy.md");
    let policy = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    folder.file("policy.yaml", policy);
    let lines = format!("{OURS}LOCATION:https://konferenz.amt.example/raum7\r\n");
    folder.file("invite.ics", invite(&lines));
    let report = folder.json(&["invite.ics", "--policy", "policy.yaml"]);
    let weakest = &report["documents"][0]["ceiling"]["weakest_link"];
    assert_eq!(weakest["name"], "conference", "{report}");
}

#[test]
fn duties_hold_for_invitations() {
    let folder = Folder::new();
    let found = |lines: &str| {
        folder.file("invite.ics", invite(lines));
        let report = folder.json(&["invite.ics", "-c", "office"]);
        report["documents"][0]["findings"].to_string()
    };
    let bare = found("DESCRIPTION:Der Zugangscode der Waffenkammer ist jetzt 4471.\r\n");
    assert!(bare.contains("duty-level-named"), "{bare}");
    let named = found(
        "COMMENT:VS-VERTRAULICH\r\nDESCRIPTION:Der Zugangscode der Waffenkammer ist jetzt 4471.\r\n",
    );
    assert!(!named.contains("duty-level-named"), "{named}");
    assert!(bare.contains("duty-participants"), "{bare}");
    let listed =
        found(&format!("{OURS}DESCRIPTION:Der Zugangscode der Waffenkammer ist jetzt 4471.\r\n"));
    assert!(!listed.contains("duty-participants"), "{listed}");
    let title = found("COMMENT:Wachplan Kaserne Nord\r\n");
    assert!(!title.contains("duty-sensitive-title"), "{title}");
    folder
        .file("invite.ics", invite("").replace("SUMMARY:Lagebild", "SUMMARY:Wachplan der Kaserne"));
    let report = folder.json(&["invite.ics", "-c", "office"]).to_string();
    assert!(report.contains("duty-sensitive-title"), "{report}");
}
