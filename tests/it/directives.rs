//! Comments in a document that accept findings of what follows them.

use crate::identity::RULES;
use crate::program::{Folder, Ran};
use proptest::prelude::*;

const JUDGING: [&str; 7] =
    ["--no-builtin-rules", "--ruleset", "own.yaml", "--channel", "webex", "--today", "2026-11-26"];
const GOOD: &str = "clearedfor: allow apple until 2027-01-31, printed in the brochure";

fn check(name: &str, text: &str, more: &[&str]) -> Ran {
    let folder = Folder::new();
    folder.file("own.yaml", RULES);
    folder.file(name, text);
    folder.run(&[&["check", name], &JUDGING[..], more].concat())
}

fn status(name: &str, text: &str) -> i32 {
    check(name, text, &[]).status
}

#[test]
fn it_covers_what_follows_and_no_more() {
    let note = format!("<!-- {GOOD} -->");
    for (status, text) in [
        (0, format!("{note}\nApfel 12 ist da.\n")),
        (0, format!("{note}\n\nApfel 12 ist\nda.\n")),
        (0, format!("{note}\n\n## TOP 3 Apfel 12\n")),
        (0, format!("{note}\n<!-- another comment -->\nApfel 12\n")),
        (0, format!("- Apfel 12 {note}\n- Quitte\n")),
        (0, format!("Vorher.\nApfel 12 {note} und noch Apfel 13.\n")),
        (0, format!("| a | b |\n|---|---|\n| Apfel 12 {note} | y |\n")),
        (1, format!("{note}\n\nQuitte.\n\nApfel 12\n")),
        (1, format!("Apfel 12\n\n{note}\n")),
        (1, format!("Apfel 12\n{note}\n")),
        (1, format!("{note}\n- Apfel 12\n- Apfel 13\n")),
        (1, format!("- Quitte {note}\n- Apfel 13\n")),
        (1, format!("{note}\n\nApfel 12 und eine Birne.\n")),
        (1, format!("```\n{note}\n```\n\nApfel 12\n")),
        (1, format!("{GOOD}\n\nApfel 12\n")),
    ] {
        assert_eq!(check("a.md", &text, &[]).status, status, "{text}");
    }
}

#[test]
fn it_is_heard_in_captions_pages_and_marked_texts() {
    let cue = |at: u32, text: &str| format!("00:0{at}.000 --> 00:0{}.000\n<v A>{text}\n\n", at + 1);
    let (one, two) = (cue(1, "Guten Morgen"), cue(2, "Apfel 12"));
    assert_eq!(status("a.vtt", &format!("WEBVTT\n\n{one}NOTE {GOOD}\n\n{two}")), 0);
    assert_eq!(status("a.vtt", &format!("WEBVTT\n\n{one}{two}NOTE {GOOD}\n\n")), 1);
    assert_eq!(status("a.vtt", &format!("WEBVTT\n\nNOTE {GOOD}\n\n{one}{two}")), 1);
    let page = |body: &str| format!("<!DOCTYPE html>\n<html><body>{body}</body></html>\n");
    assert_eq!(status("a.html", &page(&format!("<!-- {GOOD} -->\n<p>Apfel 12</p>"))), 0);
    assert_eq!(status("a.html", &page(&format!("<p>Apfel 12</p>\n<!-- {GOOD} -->"))), 1);
    assert_eq!(status("a.rst", &format!(".. {GOOD}\n\nApfel 12\n")), 0);
    assert_eq!(status("a.org", &format!("#+TITLE: T\n\n# {GOOD}\n\nApfel 12\n")), 0);
    assert_eq!(status("a.adoc", &format!("= T\n\n// {GOOD}\n\nApfel 12\n")), 0);
}

#[test]
fn it_never_covers_a_higher_level() {
    let with =
        |directive: &str, text: &str| status("a.md", &format!("<!-- {directive} -->\n{text}\n"));
    assert_eq!(with("clearedfor: allow apple at 2 until 2027-01-31, why", "Apfel 12"), 0);
    assert_eq!(with("clearedfor: allow apple at 1 until 2027-01-31, why", "Apfel 12"), 1);
    assert_eq!(with("clearedfor: allow pear at 2 until 2027-01-31, why", "Birne"), 1);
    let all = "clearedfor: allow apple, pear, fruit at 4 until 2027-01-31, why";
    assert_eq!(with(all, "Apfel 12 und eine Birne"), 0);
    let two = "clearedfor: allow apple, pear until 2027-01-31, why";
    assert_eq!(with(two, "Apfel 12 und eine Birne"), 1, "what they make together is not named");
    // A combination has no level of its own.
    assert_eq!(with("clearedfor: allow fruit until 2027-01-31, why", "Quitte"), 3);
}

#[test]
fn what_is_covered_is_in_the_report_and_its_reason_is_text() {
    let folder = Folder::new();
    folder.file("own.yaml", RULES);
    folder.file("a.md", format!("# T\n\n<!-- {GOOD} -->\nApfel 12\n"));
    let waived = |more: &[&str]| {
        let report = folder.json(&[&["a.md"], &JUDGING[..], more].concat());
        report["documents"][0]["findings"][0]["waived"].clone()
    };
    let masked = waived(&[]);
    assert_eq!(masked["from"], "a.md:3");
    assert_eq!(masked["until"], "2027-01-31");
    assert!(masked["reason"].is_null() && masked["owner"].is_null(), "{masked}");
    assert_eq!(waived(&["--show-text", "always"])["reason"], "printed in the brochure");
}

#[test]
fn those_that_expired_or_cover_nothing_are_told() {
    let late = format!("<!-- {} -->\nApfel 12\n", GOOD.replace("2027-01-31", "2026-11-25"));
    let ran = check("a.md", &late, &[]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("a.md:1: the directive held until 2026-11-25"), "{}", ran.stdout);
    let ran = check("a.md", &format!("<!-- {GOOD} -->\nQuitte\n"), &[]);
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.contains("covers no finding of apple"), "{}", ran.stdout);
}

#[test]
fn a_malformed_one_accepts_nothing_and_is_a_gap() {
    for (directive, why) in [
        ("clearedfor: allow apple until 2027-01-31", "`, reason` is missing"),
        ("clearedfor: allow apple until 2027-01-31, ", "`, reason` is missing|the reason is empty"),
        ("clearedfor: allow apple until 2027-01-31, ...", "the reason is empty"),
        ("clearedfor: allow apple, why", "what has no end"),
        ("clearedfor: allow apple until never, why", "a day of the calendar"),
        ("clearedfor: allow apple until 2027-02-30, why", "a day of the calendar"),
        ("clearedfor: allow apple until 31.01.2027, why", "a day of the calendar"),
        ("clearedfor: allow apple until 2031-01-31, why", "more than 3 years ahead"),
        ("clearedfor: allow appel until 2027-01-31, why", "did you mean `apple`?"),
        ("clearedfor: allow quitte-nord until 2027-01-31, why", "a rule that is not known"),
        ("clearedfor: allow until 2027-01-31, why", "a rule is missing|only word"),
        ("clearedfor: allow apple, until 2027-01-31, why", "a rule is missing"),
        ("clearedfor: allow apple at 5 until 2027-01-31, why", "a level is 0 to 4"),
        ("clearedfor: allow apple at GEHEIM until 2027-01-31, why", "a level is 0 to 4"),
        ("clearedfor: disable apple until 2027-01-31, why", "may follow is `allow`"),
        ("clearedfor: allow", "may follow is `allow`"),
        ("clearedfor:", "may follow is `allow`"),
        ("ClearedFor: allow apple until 2027-01-31, why", "in small letters"),
        ("cleared-for: allow apple until 2027-01-31, why", "in small letters"),
        ("cleared for: allow apple until 2027-01-31, why", "in small letters"),
        ("clearedfor allow apple until 2027-01-31, why", "in small letters"),
        ("clearedfor-disable-line apple", "in small letters"),
        ("clearedfor\u{2010}allow apple", "in small letters"),
        ("cleared\u{ad}for: allow apple until 2027-01-31, why", "in small letters"),
    ] {
        let ran = check("a.md", &format!("<!-- {directive} -->\nApfel 12\n"), &[]);
        assert_eq!(ran.status, 1, "{directive}");
        let flat = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(why.split('|').any(|why| flat.contains(why)), "{directive}: {flat}");
        assert!(!flat.contains("quitte-nord") && !flat.contains("GEHEIM until"), "{flat}");
        let alone = check("a.md", &format!("<!-- {directive} -->\nQuitte\n"), &[]);
        assert_eq!(alone.status, 3, "nobody passes by mistake: {directive}");
        let allowed = check(
            "a.md",
            &format!("<!-- {directive} -->\nApfel 12\n"),
            &["--allow-gap", "directive"],
        );
        assert_eq!(allowed.status, 1, "{directive}");
    }
}

#[test]
fn talk_is_no_directive() {
    for talk in [
        "cleared for publication by the office",
        "clearedforall",
        "cleared",
        "Cleared for take-off",
        "see clearedfor: allow apple",
        "the tool clearedfor: allow",
    ] {
        assert_eq!(status("a.md", &format!("<!-- {talk} -->\nQuitte\n")), 0, "{talk}");
    }
}

#[test]
fn the_words_of_a_directive_are_not_searched_and_its_reason_is() {
    let rules = RULES.replace("id: pear", "id: birne").replace("pear]", "birne]");
    let folder = Folder::new();
    folder.file("own.yaml", rules);
    let run = |text: &str| {
        folder.file("a.md", text);
        folder.run(&[&["check", "a.md"], &JUDGING[..]].concat()).status
    };
    assert_eq!(run("<!-- clearedfor: allow birne until 2027-01-31, why -->\nBirne\n"), 0);
    assert_eq!(run("<!-- clearedfor: allow birne until 2027-01-31, eine Birne -->\nBirne\n"), 1);
}

#[test]
fn a_policy_can_forbid_them() {
    let folder = Folder::new();
    folder.file("own.yaml", RULES);
    folder.file("a.md", format!("<!-- {GOOD} -->\nApfel 12\n"));
    let policy = include_str!("../../rulesets/policy/default.yaml");
    folder.file("open.yaml", policy);
    folder.file("strict.yaml", format!("{policy}\nrepository:\n  may: [exclude]\n"));
    let with =
        |policy: &str| folder.run(&[&["check", "a.md", "--policy", policy], &JUDGING[..]].concat());
    assert_eq!(with("open.yaml").status, 0);
    let strict = with("strict.yaml");
    assert_eq!(strict.status, 1);
    assert!(strict.stdout.contains("the policy allows no directives"), "{}", strict.stdout);
}

#[test]
fn mails_and_office_files_are_not_listened_to() {
    let mail = format!(
        "From: a@example.org\nTo: b@example.org\nSubject: T\nMIME-Version: 1.0\n\
         Content-Type: text/html\n\n<html><body><!-- {GOOD} -->\n<p>Apfel 12</p></body></html>\n"
    );
    let ran = check("a.eml", &mail, &[]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("where none are heard"), "{}", ran.stdout);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever begins like a directive and is not the one good sentence never lowers a verdict.
    #[test]
    fn only_a_well_formed_one_lowers_a_verdict(
        cut in 0..GOOD.len(),
        length in 1..6usize,
        put in "[a-z0-9 ,:.\\-]{0,4}",
    ) {
        let end = (cut + length).min(GOOD.len());
        let bent = format!("{}{put}{}", &GOOD[..cut], &GOOD[end..]);
        let status = status("a.md", &format!("<!-- {bent} -->\nApfel 12\n"));
        let (head, reason) = bent.split_once("31,").unwrap_or((&bent, ""));
        let good = bent.starts_with("clearedfor:")
            && head.split_whitespace().collect::<Vec<_>>().join(" ").starts_with("clearedfor: allow apple")
            && reason.contains(char::is_alphanumeric);
        prop_assert!(status == 1 || (status == 0 && good), "{status}: {bent}");
    }
}
