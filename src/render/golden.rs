//! Reports that every renderer must render as its expected files say.
//!
//! Not here: the expected files (`golden/NAME.FORMAT`), which `CLEAREDFOR_BLESS=1` rewrites.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod accepted;
mod parts;
mod promised;
mod tests;

use crate::model::finding::{End, Extent, Part};
use crate::model::report::{Advice, ItemAssessment};
use crate::model::{
    Assessment, Effect, Finding, Gap, GapKind, Kind, Notice, Place, Report, Say, Step, Strength,
    Verdict, Where, Words,
};
use parts::{
    assessment, ceiling, effect, evidence, finding, level, link, named, report, said, words,
};

/// All golden reports with their names.
pub(crate) fn reports() -> Vec<(&'static str, Report)> {
    vec![
        ("exceeds", exceeds(true)),
        ("masked", masked()),
        ("transcript", transcript()),
        ("mosaic", mosaic()),
        ("undetermined", undetermined()),
        ("package", package()),
        ("within", within()),
        ("many", many(4)),
        ("hundred", many(97)),
        ("hostile", hostile()),
        ("nothing", report(Vec::new(), false)),
        ("accepted", accepted::report_of(false)),
        ("excerpts", accepted::report_of(true)),
    ]
}

/// An agenda that a dial-in from a hotel makes exceed, with text.
fn exceeds(shows_text: bool) -> Report {
    let place = |line, item| said(line, 5, item, "list-item");
    let mut document =
        assessment("besprechungen/lage.md", "markdown", Verdict::Exceeds, 3, hotel());
    document.findings = vec![
        evidence(
            finding("de-banner", effect('^', 1), place(1, None), ""),
            "",
            "VS-NUR FÜR DEN DIENSTGEBRAUCH",
            "",
        ),
        evidence(
            finding("travel-date", effect('^', 1), place(9, Some(1)), ""),
            "Abreise ",
            "am 12. März",
            ", Rückkehr offen",
        ),
        evidence(
            finding("weapon-range", effect('^', 3), place(14, Some(2)), ""),
            "Sachstand: ",
            "Reichweite des Flugkörpers über 900 Kilometer",
            ", Bedarf der Truppe und weiteres Vorgehen bis zum Herbst",
        ),
        evidence(
            finding("storage-site", effect('^', 2), place(15, Some(2)), ""),
            "Lagerung in ",
            "Beispielstadt, Halle 3",
            "",
        ),
        evidence(
            finding("dial-in", effect('v', 0), said(22, 1, None, "paragraph"), ""),
            "Einwahl auch per ",
            "Telefon: +49 30 000000",
            "",
        ),
        evidence(
            finding("invitation-unmarked", Effect::Warns, said(1, 1, None, "heading"), ""),
            "",
            "Lagebesprechung",
            " am Donnerstag",
        ),
    ];
    let item =
        |label: &str, title: &str, line, content, verdict, channels: &[&str]| ItemAssessment {
            label: label.to_owned(),
            title: Some(title.to_owned()),
            at: Where::Text { line, column: 1 },
            content: named(content),
            verdict,
            channels: channels.iter().map(ToString::to_string).collect(),
        };
    let to = ["classified-video", "tap-protected-room"];
    document.items = vec![
        item("1", "Begrüßung", 5, 0, Verdict::Within, &[]),
        item("2", "Reiseplanung", 8, 1, Verdict::Exceeds, &["webex"]),
        item("3", "Flugkörper", 12, 3, Verdict::Exceeds, &to),
        item("4", "Verschiedenes", 20, 0, Verdict::Within, &[]),
    ];
    document.advice = advice();
    document.mentions = 7;
    document.notices = vec![Notice::new(Say(
        "front matter and --channel name different channels; the lower one counts",
        "Kopf der Datei und --channel nennen verschiedene Kanäle; der niedrigere zählt",
    ))];
    report(vec![document], shows_text)
}

/// A call with a spoken marking, findings made of others, and a good catch.
fn mosaic() -> Report {
    let at = |line, seconds: u64, speaker: &str| Place {
        time: Some(seconds * 1000),
        speaker: Some(speaker.to_owned()),
        ..said(line, 1, None, "speech")
    };
    let part = |rule: &str, place: &Place| Part { rule: rule.to_owned(), place: place.clone() };
    let (spoken, unit, hour) = (at(3, 12, "Kern"), at(7, 40, "Kern"), at(9, 55, "Wolf"));
    let channel = link("channel", "webex", "Encrypted video service", 1, "--channel");
    let mut document =
        assessment("call.vtt", "webvtt", Verdict::Exceeds, 3, ceiling(vec![channel]));
    let mut marking = finding("spoken-level", effect('^', 2), spoken, "ab hier vertraulich");
    (marking.kind, marking.strength) = (Kind::Marking, Strength::Medium);
    marking.holds = Some(Extent {
        until: Where::Text { line: 11, column: 1 },
        time: Some(70_000),
        end: End::Revoked,
    });
    let mut three = finding("three-signs", effect('^', 3), unit.clone(), "zwei Kompanien");
    three.parts = vec![part("unit-strength", &unit), part("hour-of-action", &hour)];
    let mut catch = finding("good-catch", Effect::Warns, at(13, 80, "Wolf"), "nicht hier");
    (catch.kind, catch.strength) = (Kind::GoodCatch, Strength::Medium);
    catch.parts = vec![part("not-on-this-line", &hour)];
    document.findings = vec![marking, three, catch];
    report(vec![document], false)
}

/// The same as it leaves the house: no quotation, no title, no role.
fn masked() -> Report {
    let mut report = exceeds(false);
    let document = &mut report.assessments[0];
    document.findings.iter_mut().for_each(|finding| finding.evidence = None);
    document.items.iter_mut().for_each(|item| item.title = None);
    document.ceiling.weakest.role = None;
    document.ceiling.links.iter_mut().for_each(|link| link.role = None);
    report
}

fn hotel() -> crate::model::report::Ceiling {
    let mut place = link("place", "hotel", "Hotel", 0, "besprechungen/lage.md:6");
    place.why = words("Anyone in the house can listen in.", "Im Haus kann jeder mithören.");
    place.participant = Some(2);
    place.role = Some("Verbindungsoffizier".to_owned());
    let mut line = link("line", "mobile", "Mobile phone line", 0, "besprechungen/lage.md:6");
    line.participant = Some(2);
    line.role.clone_from(&place.role);
    let channel = link("channel", "webex", "Encrypted video service", 1, "--channel");
    let exposure = link("exposure", "dial-in", "Somebody dials in by phone", 0, "line 22");
    ceiling(vec![place, line, exposure, channel])
}

fn advice() -> Advice {
    Advice {
        steps: vec![
            words(
                "Do not discuss this here. Move the items named above before the meeting starts.",
                "Nicht hier besprechen. Die genannten Punkte vor Beginn verlegen.",
            ),
            words(
                "If it was said already: stop, tell the security officer in person, and write down \
                 nothing about the content.",
                "Falls schon gesagt: abbrechen, den Sicherheitsbeauftragten persönlich verständigen.",
            ),
        ],
        channels: vec![
            (
                "classified-video".to_owned(),
                words("Classified video conference", "Eingestufte Videokonferenz"),
            ),
            ("tap-protected-room".to_owned(), words("Tap-protected room", "Abhörgeschützter Raum")),
        ],
    }
}

/// A long transcript in which one rule fires all the time, and many fire once.
fn transcript() -> Report {
    let channel = link("channel", "webex", "Encrypted video service", 1, "--channel");
    let mut document =
        assessment("aufnahme.vtt", "webvtt", Verdict::Exceeds, 3, ceiling(vec![channel]));
    let at = |line: u32| {
        let mut place = said(line, 1, None, "speech");
        place.time = Some(u64::from(line) * 4_321);
        place.speaker = Some(format!("Sprecher {}", line % 3 + 1));
        place
    };
    let long = "und wenn wir das so machen, dann brauchen wir noch die Zahlen von gestern, ";
    for line in (10..400).step_by(13) {
        let found = finding("weapon-range", effect('^', 3), at(line), "");
        document.findings.push(evidence(
            found,
            long,
            "900 Kilometer",
            &format!(" sind es, {long}"),
        ));
    }
    for number in 0..14 {
        let found = finding(&format!("topic-{number:02}"), effect('^', 2), at(400 + number), "");
        document.findings.push(evidence(found, "das liegt jetzt in ", "Halle 3", ""));
    }
    let hint = finding("not-on-this-line", Effect::Warns, at(500), "");
    document.findings.push(evidence(
        hint,
        "das sollten wir ",
        "nicht auf dieser Leitung",
        " bereden",
    ));
    let mut faint = finding("number-and-unit", effect('^', 2), at(501), "40 Stück");
    faint.strength = Strength::Weak;
    document.findings.push(faint);
    document.advice = advice();
    report(vec![document], true)
}

fn undetermined() -> Report {
    let channel = link("channel", "open", "Anything unapproved", 0, "no channel was named");
    let mut document =
        assessment("anlage.txt", "text", Verdict::Undetermined, 0, ceiling(vec![channel]));
    let gap = |kind, place: Vec<Step>, reason: Say| Gap { kind, place, reason: reason.into() };
    document.gaps = vec![
        gap(
            GapKind::Limit,
            vec![Step::Page(7)],
            Say("the page is larger than 100 MB", "die Seite ist größer als 100 MB"),
        ),
        gap(
            GapKind::Plan,
            vec![Step::FrontMatter],
            Say(
                "line 3: `meeting` must be a mapping",
                "Zeile 3: `meeting` muss eine Zuordnung sein",
            ),
        ),
    ];
    let mut lost = document.clone();
    lost.source = "bild.png".to_owned();
    lost.format = "";
    lost.gaps = vec![gap(GapKind::Unsupported, Vec::new(), Say("not a text", "kein Text"))];
    report(vec![document, lost], false)
}

/// Documents with pages and sheets, of which something was accepted unread.
fn package() -> Report {
    let room = link("channel", "office", "Closed room, in person", 2, "--channel");
    let way =
        |steps: &[Step], part| Place { at: Where::Way(steps.to_vec()), part, ..Place::default() };
    let sheet = |number| Step::Sheet(number, String::new());
    let mut book =
        assessment("plan.xlsx", "xlsx", Verdict::Exceeds, 3, ceiling(vec![room.clone()]));
    let cell = way(&[sheet(2), Step::Cell("B14".to_owned())], "cell");
    book.findings = vec![
        finding("de-banner", effect('^', 1), way(&[sheet(1)], "header"), "VS-NfD"),
        finding("weapon-range", effect('^', 3), cell, "900 Kilometer"),
    ];
    let title = Where::Way(vec![Step::Page(2), Step::Paragraph(7)]);
    let mut letter = assessment("brief.docx", "docx", Verdict::Within, 1, ceiling(vec![room]));
    letter.gaps = vec![Gap {
        kind: GapKind::Picture,
        place: vec![Step::Attachment(1, "skizze.docx".to_owned()), Step::Page(3)],
        reason: Say("a picture, which may show words", "ein Bild, das Worte zeigen kann").into(),
    }];
    letter.items = vec![ItemAssessment {
        label: "1".to_owned(),
        title: None,
        at: title,
        content: named(1),
        verdict: Verdict::Within,
        channels: Vec::new(),
    }];
    let mut report = report(vec![book, letter], false);
    report.allowed_gaps = vec![GapKind::Picture];
    report
}

fn within() -> Report {
    let room = link("channel", "office", "Closed room, in person", 2, "agenda.md:3");
    let mut document = assessment("agenda.md", "markdown", Verdict::Within, 1, ceiling(vec![room]));
    let mut mention = finding("de-banner", Effect::Warns, said(30, 2, None, "paragraph"), "GEHEIM");
    mention.kind = Kind::Mention;
    document.findings = vec![
        finding("de-banner", effect('^', 1), said(1, 1, None, "heading"), "VS-NfD"),
        finding("assistant-on", effect('v', 2), said(4, 3, None, "plan"), "assistant: true"),
        finding("not-on-this-line", Effect::Warns, said(18, 7, None, "paragraph"), "nicht hier"),
        mention,
    ];
    document.mentions = 1;
    report(vec![document], false)
}

fn many(within: usize) -> Report {
    let mut documents = exceeds(false).assessments;
    documents.extend(undetermined().assessments);
    for number in 0..within {
        let room = link("channel", "office", "Closed room, in person", 2, "--channel");
        let source = format!("archiv/{number:03}.md");
        let mut document = assessment(&source, "markdown", Verdict::Within, 0, ceiling(vec![room]));
        if number % 31 == 1 {
            let place = said(3, 1, None, "paragraph");
            document.findings.push(finding("not-on-this-line", Effect::Warns, place, "nicht hier"));
        }
        documents.push(document);
    }
    let mut report = report(documents, false);
    report.notices = vec![Notice::new(Say(
        "policy row `webex` expired on 2025-12-31",
        "Zeile `webex` der Richtlinie ist seit 2025-12-31 abgelaufen",
    ))];
    report
}

/// Names and words that would steer a terminal, a browser or a reader.
fn hostile() -> Report {
    let mut report = exceeds(true);
    let bad = "a\u{1b}[2J\u{1b}]0;title\u{7}b\r\nWITHIN c\u{202e}fdp.\u{2066}\u{200b}\u{9b}31m";
    let document = &mut report.assessments[0];
    document.source = bad.to_owned();
    document.ceiling.weakest.role = Some(bad.to_owned());
    document.items[2].title = Some(bad.to_owned());
    document.items[2].label = bad.to_owned();
    document.notices = vec![Notice::new(Words::new(bad, bad))];
    for finding in document.findings.iter_mut().filter(|finding| finding.evidence.is_some()) {
        finding.place.speaker = Some(bad.to_owned());
        let words = finding.evidence.as_ref().map_or("", |e| e.hit.of(&e.text)).to_owned();
        let hit = format!("{words}\u{1b}[31m\u{200b}\n::error::<script>");
        *finding = evidence(finding.clone(), "=cmd|\u{202e}", &hit, bad);
    }
    report
}

fn all_findings(report: &Report) -> impl Iterator<Item = &Finding> {
    report.assessments.iter().flat_map(|document: &Assessment| &document.findings)
}
