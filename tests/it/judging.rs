//! The two ladders meet: plans, policies, items, masks, threads and files.

use serde_json::Value;

use super::program::Folder;

const NFD: &str = "VS-NUR FÜR DEN DIENSTGEBRAUCH\n\nTagesordnung\n\n1. Lage\n2. Verschiedenes\n";
const GEHEIM: &str =
    "GEHEIM - amtlich geheim gehalten\n\nTagesordnung\n\n1. Lage\n2. Verschiedenes\n";

fn ceiling(report: &Value) -> (u64, String, String) {
    let ceiling = &report["documents"][0]["ceiling"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let weakest = &ceiling["weakest_link"];
    (ceiling["level"].as_u64().unwrap(), text(&weakest["name"]), text(&weakest["from"]))
}

#[test]
fn the_weakest_link_decides_and_is_named() {
    let folder = Folder::new();
    folder.file("a.txt", NFD);
    for (arguments, level, name) in [
        (&["-c", "webex"][..], 1, "webex"),
        (&["-c", "webex", "--line", "phone"], 0, "phone"),
        (&["-c", "webex", "--place", "hotel"], 0, "hotel"),
        (&["-c", "webex", "--feature", "assistant"], 0, "assistant"),
        (&["-c", "classified-video", "--place", "home"], 1, "home"),
        (&["-c", "tap-proof-room"], 4, "tap-proof-room"),
        (&["-c", "office", "--line", "mobile"], 0, "mobile"),
        (&[], 0, "open"),
    ] {
        let report = folder.json(&[&["a.txt"], arguments].concat());
        let (found, weakest, _) = ceiling(&report);
        assert_eq!((found, weakest.as_str()), (level, name), "{arguments:?}");
    }
}

#[test]
fn every_participant_of_a_plan_counts() {
    let folder = Folder::new();
    folder.file("a.txt", NFD);
    for (participant, level, name) in [
        ("{line: app, place: own-site, clearance: U2}", 1, "webex"),
        ("{line: mobile}", 0, "mobile"),
        ("{place: airport}", 0, "airport"),
        ("{country: SG}", 0, "abroad"),
        ("{country: DE}", 1, "webex"),
        ("{place: mission, country: SG}", 1, "webex"),
    ] {
        folder.file(
            "plan.yaml",
            format!("meeting:\n  channel: webex\n  participants:\n    - {{role: a}}\n    - {participant}\n"),
        );
        let report = folder.json(&["a.txt", "--plan", "plan.yaml"]);
        let (found, weakest, from) = ceiling(&report);
        assert_eq!((found, weakest.as_str()), (level, name), "{participant}");
        assert!(from.starts_with("plan.yaml:"), "{participant}: {from}");
    }
    folder.file("plan.yaml", "meeting: {channel: tap-proof-room, participants: [{clearance: Ü1}]}");
    assert_eq!(ceiling(&folder.json(&["a.txt", "--plan", "plan.yaml"])).0, 2);
}

#[test]
fn german_keys_of_a_plan_are_understood() {
    let folder = Folder::new();
    folder.file("a.txt", NFD);
    folder.file(
        "plan.yaml",
        "besprechung:\n  kanal: webex\n  teilnehmer:\n    - {rolle: Leitung, leitung: handy, ort: hotel}\n",
    );
    assert_eq!(ceiling(&folder.json(&["a.txt", "--plan", "plan.yaml"])).0, 0);
}

#[test]
fn a_plan_is_heard_however_its_yaml_is_written() {
    let folder = Folder::new();
    for front in [
        "{title: x, meeting: {channel: webex, participants: [{place: hotel}]}}",
        "\"meeting\": {participants: [{place: hotel}]}",
        "  meeting:\n    participants: [{place: hotel}]",
        "Besprechung:\n  teilnehmer:\n    - {ort: hotel}",
    ] {
        folder.file("a.md", format!("---\n{front}\n---\n\n{NFD}"));
        let report = folder.json(&["a.md", "-c", "webex"]);
        assert_eq!((ceiling(&report).0, ceiling(&report).1.as_str()), (0, "hotel"), "{front}");
    }
}

#[test]
fn a_name_that_the_policy_does_not_know_is_cleared_for_nothing() {
    use clearedfor::lint::{self, Input, Setup};
    use clearedfor::load::builtin;
    use clearedfor::model::{Plan, Said, Source};
    let schemes = builtin::schemes().unwrap();
    let policy = builtin::policy().unwrap();
    let said = |value: &str| Said { value: value.to_owned(), from: "the test".to_owned().into() };
    let plan =
        Plan { channels: vec![said("webex")], lines: vec![said("tin can")], ..Plan::default() };
    let setup = Setup { plan, ..Setup::new(&policy, schemes.get("DE").unwrap(), &[]) };
    let source = Source { name: "a.txt".to_owned() };
    let document = clearedfor::read::read(&source, NFD.as_bytes());
    let report = lint::run(vec![Input::Document(source, Box::new(document)).into()], &setup);
    let ceiling = &report.assessments[0].ceiling;
    assert_eq!((ceiling.level.level.ordinal(), ceiling.weakest.name.as_str()), (0, "tin can"));
}

#[test]
fn a_document_never_raises_its_own_ceiling() {
    let folder = Folder::new();
    folder.file("a.md", format!("---\nmeeting: {{channel: tap-proof-room}}\n---\n\n{GEHEIM}"));
    let report = folder.json(&["a.md", "-c", "webex"]);
    assert_eq!(ceiling(&report), (1, "webex".to_owned(), "--channel".to_owned()));
    assert_eq!(report["documents"][0]["verdict"], "exceeds");
    let notices = report["documents"][0]["notices"].to_string();
    assert!(notices.contains("different channels"), "{notices}");
    folder.file("b.md", format!("---\nmeeting: {{channel: open}}\n---\n\n{NFD}"));
    let report = folder.json(&["b.md", "-c", "webex"]);
    assert_eq!(ceiling(&report).0, 0);
    assert_eq!(report["documents"][0]["verdict"], "exceeds");
}

#[test]
fn without_a_channel_the_meeting_is_open_and_the_report_says_what_would_do() {
    let folder = Folder::new();
    folder.file("a.txt", NFD);
    let report = folder.json(&["a.txt"]);
    let document = &report["documents"][0];
    assert_eq!(document["verdict"], "exceeds");
    assert!(document["advice"]["channels"].to_string().contains("webex"), "{document}");
    assert!(document["notices"].to_string().contains("no channel was named"), "{document}");
}

#[test]
fn items_are_judged_one_by_one() {
    let folder = Folder::new();
    folder.file(
        "a.md",
        "VS-NUR FÜR DEN DIENSTGEBRAUCH\n\n# Tagesordnung\n\n## 1. Begrüßung\n\nKaffee.\n\n## 2. (GEHEIM) \
         Erprobung\n\nVortrag.\n\n## 3. (offen) Termine\n\nJuni.\n",
    );
    let report = folder.json(&["a.md", "-c", "webex"]);
    let items = report["documents"][0]["items"].as_array().unwrap();
    let found: Vec<(String, u64, String)> = items
        .iter()
        .map(|item| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            (
                text(&item["label"]),
                item["content"]["level"].as_u64().unwrap(),
                text(&item["verdict"]),
            )
        })
        .collect();
    let expected = [("1", 1, "within"), ("2", 3, "exceeds"), ("3", 0, "within")];
    let expected: Vec<_> =
        expected.iter().map(|&(l, n, v)| (l.to_owned(), n, v.to_owned())).collect();
    assert_eq!(found, expected);
    assert!(items[1]["channels"].to_string().contains("tap-protected-room"));
}

#[test]
fn a_phrase_cut_over_two_captions_is_found_at_the_first() {
    let folder = Folder::new();
    folder.file(
        "call.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Guten Morgen.\n\n00:03.000 --> 00:04.000\n<v Anna>Das Papier \
         ist als streng\n\n00:04.000 --> 00:05.000\n<v Anna>geheim eingestuft worden.\n",
    );
    let report = folder.json(&["call.vtt", "-c", "webex"]);
    let document = &report["documents"][0];
    assert_eq!(document["content"]["level"], 4, "{document}");
    let place = &document["findings"][0]["place"];
    assert_eq!(
        (&place["line"], &place["time"], &place["speaker"]),
        (&Value::from(7), &Value::from(3.0), &Value::from("Anna"))
    );
}

#[test]
fn statuses_follow_the_worst_verdict() {
    let folder = Folder::new();
    folder.file("within.txt", NFD);
    folder.file("exceeds.txt", GEHEIM);
    folder.file("unread.txt", "");
    for (files, status) in [
        (&["within.txt"][..], 0),
        (&["within.txt", "unread.txt"], 3),
        (&["within.txt", "unread.txt", "exceeds.txt"], 1),
    ] {
        for format in ["human", "json"] {
            let ran = folder.run(&[&["check", "-c", "webex", "-f", format], files].concat());
            assert_eq!(ran.status, status, "{files:?} {format}");
        }
    }
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let folder = Folder::new();
    for n in 0..40 {
        let content = [NFD, GEHEIM, "", "Agenda\n\n1. Cake\n"][n % 4];
        folder.file(&format!("{n}/{n}.txt"), content);
    }
    for format in ["human", "json"] {
        let run = |threads| {
            folder.run(&["check", ".", "-c", "webex", "-f", format, "-j", threads]).stdout
        };
        let one = run("1");
        assert!(!one.is_empty());
        assert_eq!(one, run("4"));
        assert_eq!(one, run("0"));
    }
}

#[test]
fn nothing_of_the_input_is_quoted_unless_asked() {
    let folder = Folder::new();
    folder.file(
        "a.md",
        "---\nmeeting:\n  channel: webex\n  participants: [{role: Zitronenfalter, place: hotel}]\n---\n\n\
         # Tagesordnung\n\n## 1. (GEHEIM) Quittengelee\n\nDer Hagebuttentee ist als GEHEIM eingestuft.\n",
    );
    for format in ["human", "json"] {
        let masked = folder.run(&["check", "a.md", "-f", format]).stdout;
        let shown = folder.run(&["check", "a.md", "-f", format, "--show-text", "always"]).stdout;
        for word in ["Quittengelee", "Hagebuttentee", "Zitronenfalter"] {
            assert!(!masked.contains(word), "{format}: {masked}");
            assert!(shown.contains(word), "{format}: {shown}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_report_file_is_its_owners_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    folder.file("a.txt", NFD);
    folder.file("report.json", "old");
    let ran = folder.run(&["check", "a.txt", "-c", "webex", "-f", "json", "-o", "report.json"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    let path = folder.path().join("report.json");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let report: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(report["documents"][0]["verdict"], "within");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn control_characters_of_the_input_never_reach_the_terminal() {
    let folder = Folder::new();
    folder.file(
        "a.txt",
        "\u{1b}[2J\u{1b}]0;pwned\u{7} Das Papier \u{202e}ist als GEHEIM eingestuft\u{9b}31m.\n",
    );
    let ran = folder.run(&["check", "a.txt", "--show-text", "always", "--color", "never"]);
    let control = ran.stdout.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!((ran.status, control), (1, None), "{ran:?}");
    assert!(!ran.stdout.contains('\u{202e}'), "{ran:?}");
}

#[test]
fn colour_only_where_it_is_wanted() {
    let folder = Folder::new();
    folder.file("a.txt", GEHEIM);
    let coloured = |arguments: &[&str]| {
        folder.run(&[&["check", "a.txt"], arguments].concat()).stdout.contains("\u{1b}[")
    };
    assert!(!coloured(&[]));
    assert!(!coloured(&["--color", "never"]));
    assert!(coloured(&["--color", "always"]));
}

#[test]
fn every_report_says_that_indications_are_no_classification() {
    let folder = Folder::new();
    folder.file("a.txt", "Agenda\n\n1. Cake\n");
    for format in ["human", "json"] {
        let ran = folder.run(&["check", "a.txt", "-f", format]);
        assert!(ran.stdout.contains("not a classification"), "{ran:?}");
    }
}

#[test]
fn an_expired_row_of_the_policy_is_a_notice() {
    let folder = Folder::new();
    folder.file("a.txt", NFD);
    let notices = |today| {
        folder.json(&["a.txt", "-c", "webex", "--today", today])["documents"][0]["notices"]
            .to_string()
    };
    assert!(!notices("2026-01-01").contains("expired"));
    assert!(notices("2199-01-01").contains("expired"));
}

#[test]
fn an_organisation_brings_its_own_policy_and_rules() {
    let folder = Folder::new();
    let page = include_str!("../../docs/writing-a-policy.md");
    let policy = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    folder.file("policy.yaml", policy);
    folder.file("a.txt", "Die Sache Apfelkuchen.\n");
    folder.file(
        "own.yaml",
        "ruleset: own\nversion: \"1\"\ntitle: {en: Own, de: Eigene}\nrules:\n  - id: own-word\n    kind: substance\n    \
         raises: 2\n    source: [D]\n    title: {en: a, de: b}\n    why: {en: a, de: b}\n    keywords: [Apfelkuchen]\n    \
         examples: {hit: [Apfelkuchen, apfelkuchen, APFELKUCHEN], miss: [Apfel, Kuchen, Apfelkuchens]}\n",
    );
    assert_eq!(folder.run(&["rules", "test", "own.yaml"]).status, 0);
    let arguments =
        ["a.txt", "--policy", "policy.yaml", "--ruleset", "own.yaml", "-c", "conference"];
    let report = folder.json(&arguments);
    assert_eq!(report["documents"][0]["verdict"], "exceeds");
    assert_eq!(report["policy"]["id"], "our-office");
}
