//! Markup that wants to break its readers: depth, floods, lies, and files cut and changed at any place.
//!
//! Not here: what well-formed files read as (the fixtures).

use proptest::prelude::*;

use super::{check, files, folder, source};
use crate::model::GapKind;
use crate::read::read;

#[test]
fn hostile_markup_is_linear() {
    let many = 100_000;
    let fonts: String = (0..many).map(|n| format!("<font size={n}><p>a")).collect();
    let names: String = (0..many).map(|n| format!(" a{n}=wort{n}")).collect();
    for (name, text) in [
        ("a.html", "<div>".repeat(many) + "Wort"),
        ("a.html", format!("<html>{}Wort{}", "<div>".repeat(many), "</x></p></li>".repeat(many))),
        ("a.html", "<table><tr><td>a".repeat(many)),
        ("a.html", "<ul>".repeat(many) + &"<li>a".repeat(many)),
        ("a.html", "<ol reversed><li>a".repeat(many)),
        ("a.html", fonts),
        ("a.html", format!("<p{names}>a")),
        ("a.html", "<p>&amp;&uuml;&#xDC;".repeat(many)),
        ("a.html", "<!--[if a]>".repeat(many)),
        ("a.html", format!("<html>{}", "a<!-- b -->".repeat(many))),
        ("a.html", "<svg><div>a".repeat(many)),
        ("a.html", "<iframe srcdoc=\"".repeat(many)),
        ("a.html", format!("<html><script>{}", "\"\\u00dc\" <!-- ".repeat(many))),
        ("a.html", format!("<html><style>{}", "content:\"a\" /* ".repeat(many))),
        ("a.rtf", format!("{{\\rtf1 {}Wort", "{".repeat(many))),
        ("a.rtf", format!("{{\\rtf1 {}", "{\\footnote a".repeat(many))),
        ("a.rtf", format!("{{\\rtf1 {}", "{\\*\\x a".repeat(many))),
        ("a.rtf", format!("{{\\rtf1 {}", "\\u-1?\\u55357 ?\\u99999999 ?a ".repeat(many))),
        ("a.rtf", format!("{{\\rtf1 {}", "\\bin999999999 a".repeat(many))),
        ("a.rtf", format!("{{\\rtf1 {}", "a}\\par ".repeat(many))),
        ("a.ttml", "<tt><p begin='1s'>a</p>".repeat(many)),
        ("a.svg", format!("<svg>{}", "<text a='b'>c</text>".repeat(many))),
        ("a.ass", format!("[Script Info]\n{}", "Dialogue: ,,,,,,,,,{\\b}a\\N\n".repeat(many))),
        ("a.org", "* a\n- b\n| c | d |\n".repeat(many)),
        ("a.rst", "a\n===\n.. b::\n".repeat(many)),
        ("a.adoc", "= a\n. b\n|===\n|c|d\n|===\n".repeat(many)),
    ] {
        let started = std::time::Instant::now();
        check(&read(&source(name), text.as_bytes()));
        let seconds = started.elapsed().as_secs_f64();
        assert!(seconds < 20.0, "{name} took {seconds} s: {}", &text[..30]);
    }
}

#[test]
fn what_is_cut_off_is_told() {
    for (name, text, words) in [
        ("a.html", "<html><p>Erster Satz<p title=\"zweiter Satz", "zweiter Satz"),
        ("a.html", "<html><!-- Rest der Fassung", "Rest der Fassung"),
        ("a.html", "<html><textarea>Freier Text", "Freier Text"),
        ("a.rtf", "{\\rtf1 Erster Satz {\\*\\neu zweiter", "zweiter"),
        ("a.rtf", "{\\rtf1 {\\pict\\bin99999 x}Erster Satz}", "Erster Satz"),
        ("a.rtf", "{\\rtf1 Ende}}} hinter dem Ende", "hinter dem Ende"),
        ("a.xml", "<?xml version='1.0'?><a><b>Erster Satz", "Erster Satz"),
        ("a.ttml", "<tt><body><p>Erster Satz", "Erster Satz"),
    ] {
        let document = read(&source(name), text.as_bytes());
        assert!(document.text.contains(words), "{text}: {}", document.text);
    }
    for text in ["<html><p>a<p title=\"b", "{\\rtf1 a{\\b b", "<?xml version='1.0'?><a>b"] {
        let gaps = read(&source("a"), text.as_bytes()).gaps;
        assert!(gaps.iter().any(|gap| gap.kind == GapKind::Malformed), "{text}: {gaps:?}");
    }
}

#[test]
fn markup_without_a_head_is_found_by_its_name() {
    for (name, text, format) in [
        ("a.html", "<div>Hallo</div>", "html"),
        ("a.htm", "Hallo &amp; Gru\u{df}", "html"),
        ("a.md", "<div>Hallo</div>", "markdown"),
        ("a.html", "Hallo Welt", "text"),
        ("a.html", "<?xml version=\"1.0\"?><a>b</a>", "xml"),
        ("a.xhtml", "<?xml version=\"1.0\"?><!DOCTYPE html><html><p>b</p></html>", "html"),
        ("a.xml", "<tt:tt xmlns:tt='x'><tt:p>b</tt:p></tt:tt>", "ttml"),
        ("a.txt", "{\\rtf1 a}", "rtf"),
    ] {
        assert_eq!(read(&source(name), text.as_bytes()).format, format, "{name} {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn fixtures_cut_and_changed_are_read(
        which in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
    ) {
        let folders = ["html", "rtf", "ttml", "ssa", "xml", "org", "rst", "adoc"];
        let mut paths = Vec::new();
        for name in folders {
            paths.extend(files(&folder("tests/formats").join(name)));
        }
        paths.retain(|path| path.extension().is_some_and(|ending| ending != "expected"));
        let path = which.get(&paths);
        let mut bytes = std::fs::read(path).unwrap();
        for (at, byte) in changes {
            *at.get_mut(bytes.as_mut_slice()) = byte;
        }
        bytes.truncate(cut.index(bytes.len() + 1));
        check(&read(&source(&path.to_string_lossy()), &bytes));
    }
}
