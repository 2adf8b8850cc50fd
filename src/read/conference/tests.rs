//! Invitations of many programs, in German and English, with invented numbers and hosts.

use proptest::prelude::*;

use super::Gathering;
use crate::model::Invitation;

fn read(text: &str) -> Invitation {
    let mut gathering = Gathering::new(Vec::new());
    gathering.text(text, &[]);
    gathering.finish().unwrap_or_default()
}

fn links(text: &str) -> Vec<String> {
    read(text).links.into_iter().map(|told| told.text).collect()
}

fn dial_in(text: &str) -> Vec<String> {
    read(text).dial_in.into_iter().map(|told| told.text).collect()
}

fn systems(text: &str) -> Vec<String> {
    read(text).systems.into_iter().map(|told| told.text).collect()
}

const WEBEX: &str = "Agenda folgt.\n\n-- Nicht löschen --\n\nWenn es Zeit ist, treten Sie bitte Ihrem Webex-Meeting bei.\n\n\
    Meeting beitreten\nhttps://amt.webex.com/amt/j.php?MTID=m1234567890abcdef\n\n\
    Meeting-Kennnummer (Zugriffscode): 2732 123 4567\nMeeting Passwort: Example123\n\n\
    Auf Mobilgerät tippen, um beizutreten (nur Teilnehmer)\n+49-30-5550100,,27321234567## Germany Toll\n\n\
    Über Telefon beitreten\n+49-30-5550100 Germany Toll\n+49-69-5550101 Germany Toll 2\nGlobale Einwahlnummern\n\
    https://amt.webex.com/amt/globalcallin.php?MTID=m123\n\n\
    Über Videosystem oder Anwendung beitreten\nWählen Sie 27321234567@amt.webex.com\n\
    Sie können auch 192.0.2.68 wählen und Ihre Meeting-Nummer eingeben.\n\n\
    Benötigen Sie Hilfe? Gehen Sie zu https://help.webex.com\n";

#[test]
fn webex() {
    assert_eq!(links(WEBEX), ["https://amt.webex.com/amt/j.php?MTID=m1234567890abcdef"]);
    assert_eq!(
        dial_in(WEBEX),
        [
            "+49-30-5550100,,27321234567##",
            "+49-30-5550100",
            "+49-69-5550101",
            "Globale Einwahlnummern",
            "https://amt.webex.com/amt/globalcallin.php?MTID=m123"
        ]
    );
    assert_eq!(systems(WEBEX), ["27321234567@amt.webex.com", "192.0.2.68"]);
    let english = "Join meeting\nhttps://example.webex.com/example/j.php?MTID=mabc\n\nJoin by phone\n\
        1-650-555-0100 Call-in toll number (US/Canada)\nAccess code: 123 456 789\n\n\
        Join from a video system or application\nDial 123456789@example.webex.com\n\
        You can also dial 192.0.2.5 and enter your meeting number.\n";
    assert_eq!(links(english), ["https://example.webex.com/example/j.php?MTID=mabc"]);
    assert_eq!(dial_in(english), ["1-650-555-0100"]);
    assert_eq!(systems(english), ["123456789@example.webex.com", "192.0.2.5"]);
}

#[test]
fn teams() {
    let german = "________________\nMicrosoft Teams-Besprechung\n\nNehmen Sie auf dem Computer, in der mobilen App oder im Raumgerät teil\n\
        Hier klicken, um an der Besprechung teilzunehmen<https://teams.microsoft.com/l/meetup-join/19%3ameeting_Abc%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d>\n\n\
        Besprechungs-ID: 123 456 789 012\nPasscode: AbCdEf\n\nOder rufen Sie an (nur Audio)\n\
        +49 30 5550177,,987654321#<tel:+49305550177,,987654321#>   Germany, Berlin\n\
        Telefonkonferenz-ID: 987 654 321#\nLokale Nummer suchen<https://dialin.teams.microsoft.com/abc?id=987654321> | PIN zurücksetzen\n\n\
        Mit einem Videokonferenzgerät teilnehmen\nMandantenschlüssel: teams@vc.example.org\nVideo-ID: 123 456 789 0\n\
        Weitere Infos<https://aka.ms/JoinTeamsMeeting?omkt=de-DE> | Besprechungsoptionen<https://teams.microsoft.com/meetingOptions/?organizerId=1>";
    assert_eq!(
        links(german)[0],
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_Abc%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d"
    );
    let numbers = dial_in(german);
    assert!(numbers.contains(&"+49 30 5550177,,987654321#".to_owned()), "{numbers:?}");
    assert!(numbers.iter().any(|n| n.starts_with("Telefonkonferenz-ID")), "{numbers:?}");
    assert_eq!(systems(german), ["teams@vc.example.org"]);
    let new = "Microsoft Teams Need help?\nJoin the meeting now\nhttps://teams.microsoft.com/meet/3871234567890?p=Abc\n\
        Meeting ID: 387 123 456 789 0\n\nDial in by phone\n+44 20 5550 0100,,123456789# United Kingdom, London\nFind a local number\n\
        Phone conference ID: 123 456 789#";
    assert_eq!(links(new), ["https://teams.microsoft.com/meet/3871234567890?p=Abc"]);
    let numbers = dial_in(new);
    assert_eq!(numbers[..2], ["+44 20 5550 0100,,123456789#", "Find a local number"]);
    let telefon = "Per Telefon einwählen\n+49 69 5550123,,55512345# Deutschland, Frankfurt am Main";
    assert_eq!(dial_in(telefon), ["+49 69 5550123,,55512345#"]);
}

#[test]
fn zoom() {
    let text = "Anna Kern is inviting you to a scheduled Zoom meeting.\n\nJoin Zoom Meeting\n\
        https://us02web.zoom.us/j/81234567890?pwd=abc.1\n\nMeeting ID: 812 3456 7890\nPasscode: 123456\n\n---\n\n\
        One tap mobile\n+13125550100,,81234567890#,,,,*123456# US (Chicago)\n+13465550101,,81234567890#\n\n---\n\n\
        Dial by your location\n• +1 312 555 0100 US (Chicago)\n• 888 555 0100 US Toll-free\n\n\
        Find your local number: https://us02web.zoom.us/u/kabc\n\n---\n\nJoin by SIP\n• 81234567890@zoomcrc.com\n\n---\n\n\
        Join by H.323\n• 192.0.2.37 (US West)\n";
    assert_eq!(links(text), ["https://us02web.zoom.us/j/81234567890?pwd=abc.1"]);
    let numbers = dial_in(text);
    assert_eq!(
        numbers[..3],
        ["+13125550100,,81234567890#,,,,*123456#", "+13465550101,,81234567890#", "+1 312 555 0100"]
    );
    assert_eq!(systems(text), ["81234567890@zoomcrc.com", "192.0.2.37"]);
    let german = "Zoom-Meeting beitreten\nhttps://example.zoom.us/my/kern\nSchnelleinwahl mobil\n+496950500951,,812345678# Deutschland\n\
        Einwahl nach aktuellem Standort\n+49 69 5550 2596 Deutschland";
    assert_eq!(links(german), ["https://example.zoom.us/my/kern"]);
    assert_eq!(dial_in(german), ["+496950500951,,812345678#", "+49 69 5550 2596"]);
}

#[test]
fn meet_jitsi_skype_goto_and_bigbluebutton() {
    let meet = "Video call link: https://meet.google.com/abc-defg-hij\nOr dial: \u{202a}(DE) +49 40 5550100\u{202c} PIN: \u{202a}123 456 789\u{202c}#\n\
        More phone numbers: https://tel.meet/abc-defg-hij?pin=123\n";
    assert_eq!(links(meet), ["https://meet.google.com/abc-defg-hij"]);
    assert_eq!(dial_in(meet)[0], "+49 40 5550100");
    let german = "Mit Google Meet teilnehmen: https://meet.google.com/abc-defg-hij\nOder wählen: (DE) +49 40 5550100 PIN: 123456789#";
    assert_eq!(dial_in(german), ["+49 40 5550100"]);
    assert_eq!(
        links("Treffen: meet.google.com/abc-defg-hij."),
        ["https://meet.google.com/abc-defg-hij"]
    );

    let jitsi = "Konferenzlink: https://meet.jit.si/LageAmMontag\n\nUm per Telefon beizutreten, diese Nummer wählen:\n+49 89 5550196";
    assert_eq!(links(jitsi), ["https://meet.jit.si/LageAmMontag"]);
    assert_eq!(dial_in(jitsi), ["+49 89 5550196"]);

    let skype = "Join Skype Meeting<https://meet.amt.example/anna.kern/ABC1DEFG>\nTrouble Joining? Try Skype Web App<https://meet.amt.example/anna.kern/ABC1DEFG?sl=1>\n\
        Join by phone\n+49 30 5550100 (Berlin) German (Germany)\nFind a local number<https://dialin.amt.example/dialin?id=1>\nConference ID: 12345678\n";
    assert_eq!(links(skype)[0], "https://meet.amt.example/anna.kern/ABC1DEFG");
    assert_eq!(dial_in(skype)[0], "+49 30 5550100");

    let goto = "Nehmen Sie am Computer, Tablet oder Smartphone teil.\nhttps://meet.goto.com/123456789\n\nSie können sich auch über ein Telefon einwählen.\n\
        Zugangscode: 123-456-789\nDeutschland: +49 721 5550 4110\n- Antippen: tel:+4972155504110,,123456789#\n";
    assert_eq!(links(goto), ["https://meet.goto.com/123456789"]);
    assert_eq!(dial_in(goto), ["+49 721 5550 4110", "+4972155504110,,123456789#"]);

    let bbb = "Wir treffen uns in BigBlueButton: https://bbb.hochschule.example/b/ann-abc-def\nAlternativ Einwahl: +49 30 555 0190, PIN 12345";
    assert_eq!(links(bbb), ["https://bbb.hochschule.example/b/ann-abc-def"]);
    assert_eq!(dial_in(bbb), ["+49 30 555 0190"]);
}

#[test]
fn what_a_filter_wrapped_is_unwrapped() {
    let safe = "Join: https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fteams.microsoft.com%2Fl%2Fmeetup-join%2F19%253ameeting&data=05%7C02";
    assert!(
        links(safe).contains(&"https://teams.microsoft.com/l/meetup-join/19%3ameeting".to_owned()),
        "{:?}",
        links(safe)
    );
    let defense = "https://urldefense.com/v3/__https://us02web.zoom.us/j/8123456789__;!!Abc!def$";
    assert!(
        links(defense).contains(&"https://us02web.zoom.us/j/8123456789".to_owned()),
        "{:?}",
        links(defense)
    );
    let one = "https://urldefense.example/v3/__https:/us02web.zoom.us/j/8123456789__;!!Abc";
    assert!(
        links(one).contains(&"https://us02web.zoom.us/j/8123456789".to_owned()),
        "{:?}",
        links(one)
    );
}

#[test]
fn what_is_no_way_in() {
    for text in [
        "Rückfragen an Frau Kern, Telefon: +49 30 555 0100, kern@amt.example",
        "Mit freundlichen Grüßen\nAnna Kern\nReferat 3\nTel. 030 5550100\nhttps://www.amt.example/impressum",
        "Unterlagen: https://cloud.example.org/s/plan.pdf und https://www.example.org/meeting-minutes",
        "Keine Telefoneinwahl. Rückfragen unter +49 30 555 0100.",
        "Treffpunkt am 01.12.2026 um 09:00 Uhr, Az. 04-12-33/2026",
        "Jetzt unserem Newsletter beitreten: https://news.example.org/anmelden",
        "Das Videosystem im Saal ist defekt, bitte eine Mail an technik@amt.example schreiben.",
        "Hilfe: https://support.zoom.us/hc/de/articles/201362193-Wie-melde-ich-mich-an",
        "Das war toll!\nKern, 030 5550100",
    ] {
        let found = read(text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn a_location_is_a_way_in_by_itself() {
    let mut gathering = Gathering::new(Vec::new());
    gathering.location("https://cloud.example.org/raum7; +49 30 5550100", &[]);
    let found = gathering.finish().unwrap_or_default();
    assert_eq!(found.links[0].text, "https://cloud.example.org/raum7");
    assert_eq!(found.dial_in[0].text, "+49 30 5550100");
    assert_eq!(found.locations.len(), 1);
}

proptest! {
    #[test]
    fn never_panics(text in "(?s).{0,300}", words in "[a-z+0-9:/.@%,;# \n<>äß]{0,300}") {
        read(&text);
        read(&words);
        read(&format!("Join by phone {text}\nhttps://{words}\n{text}"));
    }

    /// Whatever stands around a link in a line, it is found.
    #[test]
    fn a_link_is_found_in_any_line(before in "[^:/\n]{0,20}", after in "[^\n]{0,20}") {
        let text = format!("{before} https://meet.google.com/abc-defg-hij {after}");
        prop_assert!(links(&text).iter().any(|link| link == "https://meet.google.com/abc-defg-hij"));
    }
}
