//! The web platform's own WebVTT tests, where they are at hand.
//!
//! The suite is the judge: its assertions are read out of its files, not written down here. It
//! is looked for in `$CLEAREDFOR_CORPORA` or `target/corpora`, under `formats/wpt-webvtt`.
//!
//! Not here: what has no counterpart in a document. A `region`, a `position` and the list of
//! style sheets say where and how a cue is painted; such assertions are counted apart. Our own
//! small tests of the same behaviour are in [`super::parse`] and [`super::cue_text`].

use std::fs;
use std::path::Path;

use super::cue_text::{Token, tokens};
use super::parse::{Block, Cue, has_signature, parse};
use crate::read::decode::decode;
use crate::read::tests::corpora;
use crate::text::Span;

/// Cues and the text that they stand in.
struct Parsed {
    source: String,
    cues: Vec<Cue>,
}

/// Reads as a browser does: without a signature there is no cue.
fn browser(bytes: &[u8]) -> Parsed {
    let source = decode(bytes).map(|decoded| decoded.text).unwrap_or_default();
    let mut cues = Vec::new();
    if has_signature(&source) {
        parse(&source, |block| {
            if let Block::Cue(cue) = block {
                cues.push(cue);
            }
        });
    }
    Parsed { source, cues }
}

impl Parsed {
    fn text(&self, cue: &Cue) -> String {
        cue.text.of(&self.source).replace("\r\n", "\n").replace('\r', "\n")
    }
}

/// What came of one assertion.
#[derive(Default, Debug, PartialEq, Eq)]
struct Counts {
    files: usize,
    held: usize,
    /// Assertions about how a cue is painted.
    painted: usize,
    failed: Vec<String>,
}

/// The two arguments of `assert_equals(left, right);`, if the line is one.
fn assertion(line: &str) -> Option<(&str, &str)> {
    let inner = line.trim().strip_prefix("assert_equals(")?.strip_suffix(");")?;
    inner.split_once(", ")
}

/// A string of JavaScript without its quotes.
fn unquote(text: &str) -> String {
    text.trim_matches(['\'', '"']).replace("\\n", "\n")
}

/// Holds one assertion against the cues; none where it is about painting.
fn holds(parsed: &Parsed, left: &str, right: &str) -> Option<bool> {
    if left == "cues.length" {
        return Some(Ok(parsed.cues.len()) == right.parse());
    }
    let (index, property) = left.strip_prefix("cues[")?.split_once("].")?;
    let Ok(index) = index.parse::<usize>() else { return None };
    let Some(cue) = parsed.cues.get(index) else { return Some(false) };
    let seconds = |millis: u64| millis as f64 / 1000.0;
    match property {
        "text" => Some(parsed.text(cue) == unquote(right)),
        "id" => Some(cue.id.of(&parsed.source) == unquote(right)),
        "startTime" => Some(Ok(seconds(cue.start)) == right.parse()),
        "endTime" => Some(Ok(seconds(cue.end)) == right.parse()),
        _ => None,
    }
}

fn judge_file(name: &str, script: &str, bytes: &[u8], counts: &mut Counts) {
    let parsed = browser(bytes);
    counts.files += 1;
    for line in script.lines().filter(|line| line.trim().starts_with("assert_")) {
        if line.contains("'got unexpected error event'") || line.contains("'src' in track") {
            continue;
        }
        match assertion(line).and_then(|(left, right)| holds(&parsed, left, right)) {
            Some(true) => counts.held += 1,
            Some(false) => counts.failed.push(format!("{name}: {}", line.trim())),
            None => counts.painted += 1,
        }
    }
}

/// The suite, or none with a word about it.
fn suite() -> Option<std::path::PathBuf> {
    let suite = corpora().map(|root| root.join("formats/wpt-webvtt")).filter(|path| path.is_dir());
    if suite.is_none() {
        eprintln!("SKIPPED: the WebVTT suite is not at hand (CLEAREDFOR_CORPORA, target/corpora)");
    }
    suite
}

fn sorted(directory: &Path, extension: &str) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    paths.sort();
    paths
}

#[test]
fn file_parsing() {
    let Some(suite) = suite() else { return };
    let mut counts = Counts::default();
    let tests = suite.join("file-parsing/tests");
    for path in sorted(&tests, "html") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(tests.join(format!("support/{name}.vtt"))).unwrap();
        judge_file(&name, &fs::read_to_string(&path).unwrap(), &bytes, &mut counts);
    }
    eprintln!(
        "WPT file-parsing: {} files, {} assertions held, {} about painting",
        counts.files, counts.held, counts.painted
    );
    assert_eq!(counts.failed, [""; 0]);
    // Fewer would mean that the assertions are no longer found.
    assert!(counts.files >= 15 && counts.held >= 47, "{counts:?}");
}

/// Files without a valid signature have no cue for a browser.
#[test]
fn signatures_that_are_none() {
    let Some(suite) = suite() else { return };
    let paths = sorted(&suite.join("file-parsing/support"), "vtt");
    for path in &paths {
        let parsed = browser(&fs::read(path).unwrap());
        assert!(!has_signature(&parsed.source), "{}", path.display());
        // What a browser refuses is read all the same.
        let name = crate::model::Source { name: "a.vtt".to_owned() };
        assert!(!crate::read::read(&name, &fs::read(path).unwrap()).text.is_empty());
    }
    assert_eq!(paths.len(), 3);
}

/// `%3C` and its like.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%').then(|| text_of(tail.get(..2)?)).flatten();
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn text_of(hex: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()
}

/// Text and time marks of a cue, in the words of the suite's trees. Elements are not told: the
/// two sets at hand have none.
fn tree(source: &str, text: Span) -> Vec<String> {
    let mut nodes: Vec<String> = Vec::new();
    let mut string = String::new();
    let close = |string: &mut String, nodes: &mut Vec<String>| {
        if !string.is_empty() {
            nodes.push(format!("\"{}\"", std::mem::take(string)));
        }
    };
    tokens(source, text, |token| match token {
        Token::Text(span) => string.push_str(span.of(source)),
        Token::Character(c, _) => string.push(c),
        Token::Time { millis: Some(millis), .. } => {
            close(&mut string, &mut nodes);
            let (seconds, fraction) = (millis / 1000, millis % 1000);
            let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
            let time = format!("{hours:02}:{minutes:02}:{:02}.{fraction:03}", seconds % 60);
            nodes.push(format!("<?timestamp {time}>"));
        }
        Token::Time { .. } | Token::Start { .. } | Token::End { .. } => {
            close(&mut string, &mut nodes);
        }
    });
    close(&mut string, &mut nodes);
    nodes
}

#[test]
fn cue_text() {
    let Some(suite) = suite() else { return };
    let mut held = 0;
    let mut failed = Vec::new();
    for path in sorted(&suite.join("cue-text-parsing/tests"), "html") {
        let page = fs::read_to_string(&path).unwrap();
        for line in page.lines().filter(|line| line.starts_with("{name:")) {
            let field = |name: &str| {
                let from = line.find(&format!("{name}:'")).unwrap() + name.len() + 2;
                percent_decoded(&line[from..from + line[from..].find('\'').unwrap()])
            };
            let (input, expected) = (field("input"), field("expected"));
            // As the suite's own script does: the input is the payload of a file's only cue.
            let file = format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{input}");
            let parsed = browser(file.as_bytes());
            let nodes = tree(&parsed.source, parsed.cues[0].text);
            let expected: Vec<&str> = expected.split("\n| ").skip(1).collect();
            if nodes == expected {
                held += 1;
            } else {
                failed.push(format!("{input:?}: {nodes:?} is not {expected:?}"));
            }
        }
    }
    eprintln!("WPT cue-text-parsing: {held} cases held");
    assert_eq!(failed, [""; 0]);
    assert!(held >= 15);
}
