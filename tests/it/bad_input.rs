//! Wrong calls and hostile files: never a panic, never a wrong "fine".

use super::program::Folder;

const GEHEIM: &str =
    "GEHEIM - amtlich geheim gehalten\n\nTagesordnung\n\n1. Lage\n2. Verschiedenes\n";
const HARMLESS: &str = "Agenda\n\n1. Opening\n2. Cake\n";

#[test]
fn a_missing_file_is_undetermined_and_hides_nothing() {
    let folder = Folder::new();
    folder.file("a.txt", HARMLESS);
    folder.file("b.txt", GEHEIM);
    let ran = folder.run(&["check", "missing.txt", "-c", "webex"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    assert!(ran.stdout.contains("missing.txt"), "{ran:?}");
    let ran = folder.run(&["check", "missing.txt", "a.txt", "-c", "webex"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    let ran = folder.run(&["check", "missing.txt", "b.txt", "-c", "webex"]);
    assert_eq!(ran.status, 1, "{ran:?}");
}

#[test]
fn what_is_to_be_checked_is_not_written_over() {
    let folder = Folder::new();
    folder.file("a.txt", GEHEIM);
    folder.file("b.txt", HARMLESS);
    let kept = || std::fs::read_to_string(folder.path().join("a.txt")).unwrap() == GEHEIM;
    for more in [
        &["--report", "json=a.txt"][..],
        &["-o", "./a.txt"],
        &["-f", "jsonl", "-o", "a.txt"],
        &["--report", "csv=b.csv", "-o", "inside/../a.txt"],
        &["--lang", "de", "-o", "a.txt"],
    ] {
        std::fs::create_dir_all(folder.path().join("inside")).unwrap();
        let call = [&["check", "a.txt", "b.txt", "-c", "webex"], more].concat();
        let ran = folder.run(&call);
        assert_eq!(ran.status, 2, "{more:?}: {ran:?}");
        let told = ["to be checked and to be written", "zugleich geprüft und geschrieben"];
        assert!(told.iter().any(|told| ran.stderr.contains(told)), "{more:?}: {ran:?}");
        assert!(ran.stdout.is_empty() && kept(), "{more:?}: {ran:?}");
        assert!(!folder.path().join("b.csv").exists(), "{more:?}: the other report is there");
    }
    // A report that only lies in a folder that is checked is what the run writes.
    let ran = folder.run(&["check", ".", "-c", "webex", "-f", "jsonl", "-o", "report.jsonl"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(kept());
}

#[test]
fn nothing_to_check_is_an_error() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    for arguments in [&["check", "empty"][..], &["check"], &[]] {
        let ran = folder.run(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}: {ran:?}");
        assert!(ran.stdout.is_empty() && !ran.stderr.is_empty(), "{ran:?}");
    }
}

#[test]
fn unknown_names_are_errors_that_list_the_known_ones() {
    let folder = Folder::new();
    folder.file("a.txt", HARMLESS);
    for (arguments, hint) in [
        (&["check", "a.txt", "--channel", "webx"][..], "did you mean `webex`"),
        (&["check", "a.txt", "--line", "moble"], "did you mean `mobile`"),
        (&["check", "a.txt", "--place", "hotl"], "did you mean `hotel`"),
        (&["check", "a.txt", "--feature", "recordng"], "did you mean `recording`"),
        (&["check", "a.txt", "--scheme", "DEE"], "did you mean `DE`"),
        (&["channels", "show", "wbex"], "did you mean `webex`"),
        (&["rules", "explain", "de-geheim-baner"], "known: "),
        (&["schemes", "NATOO"], "did you mean `NATO`"),
        (&["check", "a.txt", "--format", "jsn"], "json"),
        (&["chekc", "a.txt"], "check"),
        (&["check", "a.txt", "--today", "soon"], "YYYY-MM-DD"),
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}: {ran:?}");
        assert!(ran.stderr.contains(hint), "{arguments:?}: {ran:?}");
        assert!(ran.stdout.is_empty(), "{ran:?}");
    }
}

#[test]
fn aliases_and_german_names_are_understood() {
    let folder = Folder::new();
    folder.file("a.txt", HARMLESS);
    for arguments in [
        &["check", "a.txt", "--channel", "webex", "--place", "hotelzimmer"][..],
        &["check", "a.txt", "--line", "handy", "--channel", "WEBEX"],
        &["check", "a.txt", "--place", "own site"],
        &["check", "a.txt", "--place", "own_site"],
        &["check", "a.txt", "--feature", "aufzeichnung"],
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.status, 0, "{arguments:?}: {ran:?}");
    }
}

#[test]
fn broken_configuration_names_file_line_and_column() {
    let folder = Folder::new();
    folder.file("a.txt", HARMLESS);
    let rule = |body: &str| {
        format!(
            "ruleset: r\nversion: \"1\"\ntitle: {{en: a, de: b}}\nrules:\n  - id: my-rule\n    \
             title: {{en: a, de: b}}\n    why: {{en: a, de: b}}\n    kind: substance\n    \
             source: [D]\n{body}    examples: {{hit: [a, b, c], miss: [d, e, f]}}\n"
        )
    };
    for (name, content, hints) in [
        ("yaml.yaml", "ruleset: [".to_owned(), &["yaml.yaml:1:"][..]),
        ("key.yaml", rule("    raise: 2\n"), &["key.yaml:10:5", "my-rule", "raise", "`raises`"]),
        ("level.yaml", rule("    raises: 5\n"), &["level.yaml:10:13", "my-rule", "0 (open)"]),
        (
            "pattern.yaml",
            rule("    raises: 2\n    patterns: ['a(b']\n"),
            &["pattern.yaml:11:16", "my-rule", "unclosed group"],
        ),
        (
            "anchor.yaml",
            rule("    raises: 2\n    patterns: ['^a']\n"),
            &["anchor.yaml:11:16", "my-rule", "`at:"],
        ),
        (
            "star.yaml",
            rule("    raises: 2\n    keywords: ['*']\n"),
            &["star.yaml:11:16", "my-rule"],
        ),
        (
            "window.yaml",
            rule(
                "    raises: 2\n    keywords: [a]\n    near: [{keywords: [b], within: 3 weeks}]\n",
            ),
            &["window.yaml:12:", "my-rule", "12 words"],
        ),
        (
            "list.yaml",
            rule("    raises: 2\n    keywords: ['@lst']\n"),
            &["list.yaml:11:", "my-rule", "unknown list"],
        ),
        (
            "kind.yaml",
            rule("    lowers: 2\n    keywords: [a]\n"),
            &["kind.yaml:5:", "my-rule", "raises"],
        ),
        (
            "huge.yaml",
            rule("    raises: 2\n    patterns: ['((a{999}){999}){99}']\n"),
            &["huge.yaml", "my-rule"],
        ),
    ] {
        folder.file(name, content);
        let ran = folder.run(&["check", "a.txt", "--ruleset", name]);
        assert_eq!(ran.status, 2, "{name}: {ran:?}");
        for hint in hints {
            assert!(ran.stderr.contains(hint), "{name}: {hint}: {ran:?}");
        }
    }
}

#[test]
fn broken_policies_and_plans_are_errors() {
    let folder = Folder::new();
    folder.file("a.txt", HARMLESS);
    folder.file("policy.yaml", "policy: p\nversion: \"1\"\nhome: XX\n");
    folder.file("plan.yaml", "meeting:\n  channel: webx\n");
    folder.file("key.yaml", "meeting:\n  chanel: webex\n");
    for (arguments, hints) in [
        (&["check", "a.txt", "--policy", "policy.yaml"][..], &["policy.yaml:1:1", "title"][..]),
        (&["check", "a.txt", "--policy", "missing.yaml"], &["missing.yaml"]),
        (&["check", "a.txt", "--plan", "plan.yaml"], &["plan.yaml:2:12", "did you mean `webex`"]),
        (&["check", "a.txt", "--plan", "key.yaml"], &["key.yaml:2:3", "chanel", "`channel`"]),
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.status, 2, "{arguments:?}: {ran:?}");
        for hint in hints {
            assert!(ran.stderr.contains(hint), "{arguments:?}: {hint}: {ran:?}");
        }
    }
}

#[test]
fn words_that_a_format_cuts_or_hides_are_found() {
    let folder = Folder::new();
    let mail = "MIME-Version: 1.0\nContent-Type: text/plain\n\
                Content-Transfer-Encoding: base64\n\nR0VIRUlN\n";
    for (name, content) in [
        ("mail.eml", mail),
        ("invite.ics", "BEGIN:VCALENDAR\r\nSUMMARY:GEH\r\n EIM\r\nEND:VCALENDAR\r\n"),
        ("page.html", "<html><p>GE<b>HEIM</b></p>"),
        ("paper.rtf", "{\\rtf1 GE\\b HEIM}"),
        ("note.html", "<p>Lage</p><!-- GEHEIM --><p>Wetter</p>"),
    ] {
        folder.file(name, content);
        let ran = folder.run(&["check", name, "-c", "webex"]);
        assert_eq!(ran.status, 1, "{name}: {ran:?}");
    }
}

#[test]
fn what_is_no_text_is_undetermined() {
    let folder = Folder::new();
    let mut zip = b"PK\x03\x04".to_vec();
    zip.extend([0, 1, 2, 3, 250, 251]);
    for (name, content) in [
        ("empty.txt", Vec::new()),
        ("blank.txt", b" \r\n\t\n".to_vec()),
        ("binary.txt", (0..=255).cycle().take(4096).collect::<Vec<u8>>()),
        ("image.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR".to_vec()),
        ("agenda.docx", zip),
        ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj".to_vec()),
        ("invite.ics", b"BEGIN:VCALENDAR\r\nSUMMARY:Lage\r\n".to_vec()),
        ("contact.vcf", b"BEGIN:VCARD\nNOTE:R0VIRUlN\nEND:VCARD\n".to_vec()),
        ("nul.txt", b"Agenda\n\n1. Opening \x00\n2. Cake\n".to_vec()),
        ("broken.txt", b"Agenda f\xc3\xbcr alle\n\n1. Er\xf6ffnung \xff\xfe\x81\n".to_vec()),
    ] {
        folder.file(name, content);
        let ran = folder.run(&["check", name, "-c", "webex"]);
        assert_eq!(ran.status, 3, "{name}: {ran:?}");
        let report = folder.json(&[name, "-c", "webex"]);
        assert_eq!(report["documents"][0]["verdict"], "undetermined", "{name}");
        assert!(!report["documents"][0]["gaps"].as_array().unwrap().is_empty(), "{name}");
    }
}

#[test]
fn every_encoding_of_an_office_is_read() {
    let folder = Folder::new();
    let text =
        "VS-NUR FÜR DEN DIENSTGEBRAUCH\r\n\r\nTagesordnung für Montag\r\n\r\n1. Begrüßung\r\n";
    let utf16 = |bytes: fn(u16) -> [u8; 2], bom: bool| {
        let units = bom.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(bytes).collect::<Vec<u8>>()
    };
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for (name, content) in [
        ("utf8.txt", text.as_bytes().to_vec()),
        ("bom.txt", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("le.txt", utf16(u16::to_le_bytes, true)),
        ("be.txt", utf16(u16::to_be_bytes, true)),
        ("bare-le.txt", utf16(u16::to_le_bytes, false)),
        ("cp1252.txt", latin),
        ("mac.txt", text.replace("\r\n", "\r").into_bytes()),
    ] {
        folder.file(name, content);
        let report = folder.json(&[name, "-c", "webex"]);
        let document = &report["documents"][0];
        assert_eq!(document["verdict"], "within", "{name}: {document}");
        assert_eq!(document["content"]["level"], 1, "{name}: {document}");
        assert_eq!(document["findings"][0]["place"]["line"], 1, "{name}: {document}");
    }
}

#[test]
fn a_hundred_megabytes_on_one_line_end_in_a_verdict() {
    let folder = Folder::new();
    let mut text = "Der Bericht ist in Ordnung und niemand hat gefragt ".repeat(2_000_000);
    text.push_str("und der Anhang ist als GEHEIM eingestuft");
    assert!(text.len() > 100_000_000);
    folder.file("long.txt", text);
    let ran = folder.run(&["check", "long.txt", "-c", "webex"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_undetermined() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let path = folder.file("locked.txt", HARMLESS);
    folder.file("open.txt", HARMLESS);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    let readable_all_the_same = std::fs::read(&path).is_ok();
    let ran = folder.run(&["check", ".", "-c", "webex"]);
    // The superuser reads everything; for all others the file is a gap.
    assert_eq!(ran.status, if readable_all_the_same { 0 } else { 3 }, "{ran:?}");
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_ends_and_is_told() {
    let folder = Folder::new();
    folder.file("notes/a.txt", HARMLESS);
    std::os::unix::fs::symlink("..", folder.path().join("notes/loop")).unwrap();
    let ran = folder.run(&["check", "notes", "-c", "webex"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    assert!(ran.stdout.contains("loop"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_closed_early_does_not_change_the_status() {
    use std::process::Stdio;
    let folder = Folder::new();
    for n in 0..300 {
        folder.file(&format!("{n}.txt"), GEHEIM);
    }
    let mut child = crate::program::plain()
        .args(["check", ".", "-c", "webex"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn front_matter_that_is_not_understood_is_never_cleared() {
    let folder = Folder::new();
    for meeting in [
        "meeting: {channel: webx}",
        "meeting: {chanel: webex}",
        "meeting: [",
        "{title: x, meeting: {channel: webx}}",
        "\"meeting\": {chanel: webex}",
        "title: [\nBesprechung:\n  kanal: webex",
        "meeting:\n  channel: webex\n  participants: [{place: moon}]",
    ] {
        folder.file("a.md", format!("---\n{meeting}\n---\n\n# Agenda\n\n1. Opening\n"));
        let ran = folder.run(&["check", "a.md", "-c", "webex"]);
        assert_eq!(ran.status, 3, "{meeting}: {ran:?}");
        assert!(!ran.stdout.contains("webx") && !ran.stdout.contains("moon"), "{ran:?}");
    }
}

#[test]
fn front_matter_of_other_programs_is_no_gap() {
    let folder = Folder::new();
    for front in
        ["title: Team meeting: Q3", "tags: [a, b]", "just words", "layout: page\ntitle: {{ x }}"]
    {
        folder.file("a.md", format!("---\n{front}\n---\n\n# Agenda\n\n1. Opening\n"));
        let ran = folder.run(&["check", "a.md", "-c", "webex"]);
        assert_eq!(ran.status, 0, "{front}: {ran:?}");
    }
}

#[test]
fn standard_input_is_read_under_its_given_name() {
    let folder = Folder::new();
    let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Das Papier ist als geheim eingestuft\n";
    let arguments = ["check", "-", "--stdin-name", "call.vtt", "-c", "webex", "-f", "json"];
    let ran = folder.run_with(&arguments, vtt.as_bytes());
    assert_eq!(ran.status, 1, "{ran:?}");
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["documents"][0]["source"], "call.vtt");
    assert_eq!(report["documents"][0]["findings"][0]["place"]["speaker"], "Anna");
    assert_eq!(report["documents"][0]["findings"][0]["place"]["time"], 1.0);
}
