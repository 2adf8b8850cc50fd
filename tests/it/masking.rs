//! A report that must not quote holds no word of any hit, in any format, language or error.

use clearedfor::lint::{self, Input, Setup};
use clearedfor::load::{self, builtin};
use clearedfor::model::{Ruleset, Schemes, Source};
use clearedfor::render::{Lang, Look, RENDERERS};
use proptest::prelude::*;

use crate::program::Folder;

/// Words that no sentence of ours holds.
fn words() -> impl Strategy<Value = Vec<String>> {
    let syllable =
        prop::sample::select(vec!["xan", "qor", "zub", "wyk", "jof", "vaq", "köz", "pyx"]);
    let word = prop::collection::vec(syllable, 3..5).prop_map(|parts| parts.concat());
    prop::collection::vec(word, 6)
}

/// Rules of every kind that hit these words wherever they stand.
fn rules(words: &[String]) -> String {
    let kinds = [
        ("substance", "raises: 3"),
        ("marking", "raises: 2"),
        ("exposure", "lowers: 0"),
        ("cue", "strength: medium"),
        ("substance", "raises: 4"),
        ("good-catch", "strength: medium"),
    ];
    let mut text = "ruleset: own\nversion: '1'\ntitle: {en: x, de: x}\nrules:\n".to_owned();
    for ((word, (kind, effect)), at) in words.iter().zip(kinds).zip(0..) {
        let pattern = format!("(?<thing>{word}) ?[0-9]*");
        text += &format!(
            "  - id: own-{at}\n    title: {{en: t, de: t}}\n    why: {{en: w, de: w}}\n    kind: {kind}\n    \
             {effect}\n    keywords: ['*{word}*']\n    patterns: ['{pattern}']\n    source: [D]\n    \
             examples: {{hit: ['{word}', 'a {word}', '{word} b'], miss: [a, b, c]}}\n"
        );
    }
    text
}

/// The words in every corner of the formats that people hand over.
fn documents(words: &[String]) -> Vec<(&'static str, String)> {
    let [a, b, c, d, e, f] = words else { panic!("six words") };
    let markdown = format!(
        "---\nmeeting: {{channel: {a}, participants: [{{role: {b}}}]}}\n---\n\n# {c}\n\n1. {d} 12\n2. Text\n\n\
         <!-- {e} -->\n<!-- clearedfor: allow {e} until {f} -->\n| {f} | b |\n| --- | --- |\n| c | {a} |\n\n\
         [link](https://example.org/{b}) `{c}`\n"
    );
    let strange = format!("---\nmeeting: [{a}: {b}\n---\n\n{c}\n");
    let captions = format!(
        "WEBVTT\n\nNOTE {a}\n\n{b}\n00:01.000 --> 00:02.000\n<v Frau {c}>{d}</v>\n\n00:03.000 --> 00:04.000\n\
         <v {e}-{f}>Guten Tag, {a}</v>\n"
    );
    let transcript = format!("{a} {b}: Guten Morgen, {c}.\n{d}: {e}\n{a} {b}: {f}\n");
    let mail = format!(
        "From: {a} <{b}@example.org>\r\nTo: x@example.org\r\nSubject: {c}\r\nX-{d}: {e}\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
         {f}\r\n--q\r\nContent-Type: text/plain; name=\"{d}.txt\"\r\nContent-Disposition: attachment; \
         filename=\"{d}.txt\"\r\n\r\n{a}\r\n--q\r\nContent-Type: application/{b}; name=\"{c}.bin\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\nAAECAwQ=\r\n--q--\r\n"
    );
    let calendar = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260301T090000Z\r\n\
         SUMMARY:{a}\r\nLOCATION:{b}\r\nDESCRIPTION:{c}\\n{d}\r\nX-{a}:{e} {f}\r\n\
         ORGANIZER;CN={a}:mailto:{b}@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let page = format!(
        "<!DOCTYPE html><title>{a}</title><meta name=\"{b}\" content=\"{c}\"><h1>{d}</h1><p hidden>{e}</p>\
         <img alt=\"{f}\" src=\"{a}.png\"><!-- {b} --><script>var x = '{c}'</script>"
    );
    let table = format!("{a};{b}\n{c};{d}\n{e};{f}\n");
    let feed =
        format!("<?xml version=\"1.0\"?><{a} {d}=\"{c} {b}\"><!-- {d} -->{e}<![CDATA[{f}]]></{a}>");
    vec![
        ("a.md", markdown),
        ("b.md", strange),
        ("c.vtt", captions),
        ("d.txt", transcript),
        ("e.eml", mail),
        ("f.ics", calendar),
        ("g.html", page),
        ("h.csv", table),
        ("i.xml", feed),
    ]
}

fn told(text: &str, words: &[String]) -> Option<String> {
    let text = text.to_lowercase();
    words.iter().find(|word| text.contains(word.as_str())).cloned()
}

/// An office document with the words in names of parts, sheets, properties and text.
fn workbook(words: &[String]) -> Vec<u8> {
    use std::io::Write as _;
    let [a, b, c, d, e, f] = words else { panic!("six words") };
    let head = "<?xml version=\"1.0\"?>";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let parts = [
        (
            "[Content_Types].xml".to_owned(),
            format!(
                "{head}<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" \
                 ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"{types}.sheet.main+xml\"/>\
                 <Override PartName=\"/xl/s.xml\" ContentType=\"{types}.worksheet+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "{head}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" \
                 Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "{head}<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"{a}\" \
                 sheetId=\"1\" r:id=\"r1\"/></sheets><definedNames><definedName name=\"{b}\">{a}!$A$1\
                 </definedName></definedNames></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "{head}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" \
                 Type=\"{office}/worksheet\" Target=\"s.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/s.xml".to_owned(),
            format!(
                "{head}<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>\
                 <t>{c} {d}</t></is></c></row></sheetData></worksheet>"
            ),
        ),
        (format!("xl/{a}.bin"), e.clone()),
        (format!("{c}/{d}.xml"), format!("<{d}>{f}</{d}>")),
    ];
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        file.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
    file.finish().unwrap().into_inner()
}

fn own(words: &[String], schemes: &Schemes) -> Vec<Ruleset> {
    vec![load::ruleset::read("own.yaml", &rules(words), schemes).unwrap()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_masked_report_holds_no_word_of_any_hit(words in words()) {
        let schemes = builtin::schemes().unwrap();
        let policy = builtin::policy().unwrap();
        let rulesets = own(&words, &schemes);
        let home = schemes.get("DE").unwrap();
        let setup = Setup { show_mentions: true, ..Setup::new(&policy, home, &rulesets) };
        let texts = documents(&words).into_iter().map(|(name, text)| (name, text.into_bytes()));
        let all: Vec<(&str, Vec<u8>)> = texts.chain([("j.xlsx", workbook(&words))]).collect();
        let read = |(name, bytes): &(&str, Vec<u8>)| {
            let source = Source { name: (*name).to_owned() };
            let document = clearedfor::read::read(&source, bytes);
            Input::Document(source, Box::new(document)).into()
        };
        let report = lint::run(all.iter().map(read).collect(), &setup);
        for assessment in &report.assessments {
            prop_assert!(!assessment.findings.is_empty(), "{} hits nothing", assessment.source);
        }
        for (lang, _) in Lang::NAMES {
            for renderer in RENDERERS {
                let mut text = String::new();
                let look = Look { lang, ..Look::default() };
                prop_assert!(renderer.render(&report, &look, &mut text).is_ok());
                let told = told(&text, &words);
                prop_assert_eq!(told, None, "{} tells it: {}", renderer.name(), text);
            }
        }
    }
}

#[test]
fn errors_hold_no_word_of_any_hit_either() {
    let words: Vec<String> =
        ["xanqorzub", "wykjofvaq", "közpyxxan", "zubwykjof", "vaqközpyx", "pyxzubqor"]
            .map(str::to_owned)
            .into();
    let folder = Folder::new();
    folder.file("own.yaml", rules(&words));
    let files = documents(&words);
    files.iter().for_each(|(name, text)| drop(folder.file(name, text)));
    folder.file("j.xlsx", workbook(&words));
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).chain(["j.xlsx"]).collect();
    for renderer in RENDERERS {
        let start = ["check", "--ruleset", "own.yaml", "--mentions", "--format", renderer.name()];
        let ran = folder.run(&[&start[..], &names].concat());
        assert_eq!(ran.status, 1, "{ran:?}");
        assert_eq!(told(&ran.stdout, &words), None, "{}", ran.stdout);
        assert_eq!(told(&ran.stderr, &words), None, "{}", ran.stderr);
    }
}

#[test]
fn speakers_go_by_numbers_where_they_should() {
    let folder = Folder::new();
    let cue = |at: u8, name: &str, words: &str| {
        format!("00:0{at}.000 --> 00:0{at}.500\n<v {name}>{words}</v>\n\n")
    };
    let text = format!(
        "WEBVTT\n\n{}{}{}",
        cue(1, "Frau Kern", "Guten Morgen"),
        cue(2, "Herr Wolf", "Das ist GEHEIM eingestuft, bitte."),
        cue(3, "Frau Kern", "Ab hier: GEHEIM")
    );
    folder.file("a.vtt", text);
    for format in RENDERERS.iter().map(|renderer| renderer.name()) {
        let ran = folder.run(&["check", "a.vtt", "--pseudonyms", "--mentions", "-f", format]);
        assert!(!ran.stdout.contains("Kern") && !ran.stdout.contains("Wolf"), "{}", ran.stdout);
    }
    let report = folder.json(&["a.vtt", "--pseudonyms", "--mentions"]);
    let speakers = report["documents"][0]["findings"].as_array().unwrap();
    let speakers: Vec<&str> =
        speakers.iter().filter_map(|f| f["place"]["speaker"].as_str()).collect();
    assert!(speakers.contains(&"S1"), "{speakers:?}");
    let report = folder.json(&["a.vtt", "--mentions"]);
    assert!(report.to_string().contains("Frau Kern"));
}

#[test]
fn quotations_are_refused_where_everybody_reads_the_log() {
    let folder = Folder::new();
    folder.file("a.txt", "GEHEIM\n\nDie Kanone schießt weit.\n");
    let run = |show: &str, variables: &[(&str, &str)]| {
        folder.run_in(&["check", "a.txt", "--show-text", show], variables)
    };
    let public = [("GITLAB_CI", "true"), ("CI_PROJECT_VISIBILITY", "public")];
    let refused = run("always", &public);
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("--show-text force"), "{}", refused.stderr);
    assert!(run("force", &public).stdout.contains("| GEHEIM"));
    assert!(!run("auto", &public).stdout.contains("| GEHEIM"));
    let private = [("GITLAB_CI", "true"), ("CI_PROJECT_VISIBILITY", "private")];
    assert!(run("always", &private).stdout.contains("| GEHEIM"));
    assert_eq!(run("always", &[("GITHUB_ACTIONS", "true")]).status, 2);
}
