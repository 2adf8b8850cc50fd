//! No word is lost: what stands in a source stands in its document.
//!
//! Not here: packages, whose words other programs count (`tests/formats.sh`).

use std::collections::HashMap;
use std::path::Path;

use super::{check, corpora, files, folder, read_file, source};
use crate::read::{decode, read};

/// The words of a text: runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn count(text: &str) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for word in words(text) {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts
}

/// The strings of JSON but for times and the kinds of words; names of members that a layout knows are not read.
fn strings(text: &str) -> String {
    fn collect(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => found.push(text.clone()),
            serde_json::Value::Array(values) => values.iter().for_each(|v| collect(v, found)),
            serde_json::Value::Object(map) => map.values().for_each(|v| collect(v, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter() {
        collect(&value.unwrap(), &mut found);
    }
    let is_time = |text: &String| {
        text.starts_with("PT")
            || text.ends_with('s') && text.starts_with(|c: char| c.is_ascii_digit())
    };
    let kinds = ["pronunciation", "punctuation", "punct", "text", "word", "previous"];
    found.retain(|text| !is_time(text) && !kinds.contains(&text.as_str()));
    found.join("\n")
}

/// Every word of the source is in the document as often as in the source, but for times,
/// counters and markup. Names stand once, and of JSON and tables a text that stands twice is read once.
fn keeps_all_words(path: &Path, markup: &[&str]) {
    let bytes = std::fs::read(path).unwrap();
    let document = read(&source(&path.to_string_lossy()), &bytes);
    if document.composed {
        return;
    }
    let mut decoded = decode::decode(&bytes).unwrap().text;
    if document.format == "json" {
        decoded = strings(&decoded);
    }
    let read = count(&document.text);
    let names: Vec<&str> = document.speakers.iter().flat_map(|name| words(name)).collect();
    let once = ["json", "csv"].contains(&document.format);
    for (word, times) in count(&decoded) {
        let hex = word.chars().all(|c| c.is_ascii_hexdigit());
        let counter = hex && word.contains(|c: char| c.is_ascii_digit());
        let times = if once || names.contains(&word) { 1 } else { times };
        let known = read.get(word).is_some_and(|&known| known >= times);
        // Emphasis inside of a word leaves one word of three.
        let glued = document.format == "markdown" && read.keys().any(|known| known.contains(word));
        // Small letters stand for capitals that were said.
        let small =
            document.format == "json" && read.keys().any(|known| known.to_lowercase() == *word);
        let kept = counter || markup.contains(&word) || known || glued || small;
        assert!(kept, "{}: {word:?} is lost", path.display());
    }
}

#[test]
fn no_word_of_a_fixture_is_lost() {
    let markup = [
        // Signatures, keywords, tags and references of the formats.
        "WEBVTT",
        "NOTE",
        "v",
        "c",
        "i",
        "b",
        "lang",
        "de",
        "uuml",
        "amp",
        "nbsp",
        "br",
        "font",
        "color",
        "red",
        "an8",
        "x2013",
        "title",
        "subject",
        "From",
        "to",
        "Everyone",
        "p",
        "table",
        "td",
        "tr",
        "text",
        "start",
        "end",
        "segments",
        "language",
        "speaker",
        "Speaker",
        "id",
        "words",
        "word",
        "u00fc",
        "u00fcr",
        "size",
        "r",
        "F",
        "align",
        "nowhere",
        "position",
        "f",
        "u00dcbung",
        "nAhorn",
        "nZeile",
        "true",
        "u00e4t",
        "rot",
        "laut",
        "ruby",
        "rt",
        "face",
        "div",
        "BEGIN",
        "END",
        "SRC",
        "Script",
        "Info",
        "Title",
        "V4",
        "Styles",
        "Format",
        "Name",
        "Fontname",
        "Fontsize",
        "Style",
        "Haus",
        "Events",
        "Layer",
        "Start",
        "End",
        "MarginL",
        "MarginR",
        "MarginV",
        "Effect",
        "Text",
        "Dialogue",
        "pos",
        "i1",
        "i0",
        "Nist",
        "hBrücke",
        "Comment",
        "Fonts",
        "fontname",
        "PROPERTIES",
        "TITLE",
        "alt",
    ];
    for path in files(&folder("tests/formats")) {
        let broken = path.parent().is_some_and(|parent| parent.ends_with("broken"));
        if !broken && path.extension().is_none_or(|extension| extension != "expected") {
            keeps_all_words(&path, &markup);
        }
    }
}

/// The same for real transcripts and minutes, where they are at hand.
#[test]
fn no_word_of_the_corpora_is_lost() {
    let Some(root) = corpora() else {
        eprintln!("skipped: no corpora (CLEAREDFOR_CORPORA or target/corpora)");
        return;
    };
    let mut count = 0;
    for set in [
        "scenarios/docs",
        "benign-en",
        "formats/webex",
        "formats/zoom",
        "formats/teams",
        "formats/otter",
        "formats/google-meet",
        "formats/sbv",
        "formats/whisper",
        "formats/subtitles/webvtt-py",
    ] {
        for path in files(&root.join(set)) {
            let document = read_file(&path);
            check(&document);
            let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            if matches!(extension.as_str(), "vtt" | "srt" | "sbv" | "txt" | "json") {
                let markup = [
                    "WEBVTT",
                    "NOTE",
                    "STYLE",
                    "v",
                    "c",
                    "b",
                    "text",
                    "language",
                    "segments",
                    "seek",
                    "start",
                    "end",
                    "tokens",
                    "temperature",
                    "avg",
                    "logprob",
                    "compression",
                    "ratio",
                    "no",
                    "speech",
                    "prob",
                    "id",
                    "en",
                    "colorE5E5E5",
                    "colorCCCCCC",
                    "align",
                    "position",
                ];
                keeps_all_words(&path, &markup);
            }
            count += 1;
        }
    }
    eprintln!("{count} files read");
    assert!(count > 100);
}
