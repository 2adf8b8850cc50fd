//! Texts that want to break a reader: size, nesting, and bits of every format in any order.
//!
//! Not here: what a well-formed file reads as (the fixtures).

use proptest::prelude::*;

use super::lost::words;
use super::{check, source};
use crate::read::{FORMATS, Format, markdown, plain, read};

#[test]
fn hostile_sizes_are_linear() {
    // Each would take minutes if anything were quadratic.
    let long = 2_000_000;
    for (name, text) in [
        ("a.txt", "a ".repeat(long)),
        ("a.txt", "1. a\n".repeat(long / 5)),
        ("a.md", "[a](b) *c* &amp; ".repeat(long / 20)),
        ("a.md", format!("# a\n\n{}", "<".repeat(long / 10))),
        ("a.md", "> ".repeat(2_000) + "a"),
        ("a.vtt", format!("WEBVTT\n\n{}", "00:00.000 --> 00:01.000\n<v A>x\n\n".repeat(long / 40))),
        ("a.vtt", format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{}", "<a ".repeat(long / 4))),
        ("a.vtt", format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{}", "&amp".repeat(long / 4))),
        ("a.srt", format!("1\n00:00:00,000 --> 00:00:01,000\n{}", "<{[&".repeat(long / 4))),
        (
            "a.txt",
            format!("[00:00:01] A: b\n[00:00:01] C: d\n{}", "[00:00:01] A: ".repeat(long / 14)),
        ),
        ("a.json", format!("{{\"a\": \"{}\"}}", "\\u00fc".repeat(long / 6))),
        ("a.json", "[".repeat(long)),
        ("a.vtt", format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{}", "a&amp;".repeat(long / 6))),
        ("a.vtt", format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{}", "<v A>a".repeat(long / 6))),
        ("a.vtt", format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{}", "<>".repeat(long / 2))),
        ("a.vtt", format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{}", "&aaaaaaaaaa".repeat(long / 11))),
        ("a.vtt", format!("WEBVTT\n\n{}", "00:00:00.000 --> 00:00:01.000\n\n".repeat(long / 31))),
        ("a.vtt", "-->\n".repeat(long / 4)),
        ("a.srt", "-->\n".repeat(long / 4)),
        ("a.srt", "1\n00:00:00,000 --> 00:00:61,000\n".repeat(long / 32)),
        ("a.txt", "\n".repeat(long)),
        ("a.txt", "a\n".repeat(long / 2)),
        ("a.sbv", format!("0:00:01.000,0:00:02.000\n{}", "a[br]".repeat(long / 5))),
        ("a.md", "[".repeat(long / 10)),
        ("a.md", "*a _b ".repeat(long / 60)),
        ("a.md", "`".repeat(long / 10)),
        ("a.md", format!("<div>\n{}", "<!-- <b> ".repeat(long / 10))),
        ("a.md", format!("|a|\n|-|\n{}", "|a".repeat(long / 10))),
        ("a.md", "- a\n".repeat(long / 10)),
        ("a.md", "&uuml;<b>\n".repeat(long / 40)),
        (
            "a.json",
            format!(
                "{{\"segments\": [{}]}}",
                "{\"text\": \"a\", \"start\": 1},".repeat(long / 30).trim_end_matches(',')
            ),
        ),
        (
            "a.json",
            format!(
                "{{\"results\": {{\"items\": [{}]}}}}",
                "{\"start_time\": \"1.0\", \"alternatives\": [{\"content\": \"a\"}, {\"content\": \"b c\"}]},"
                    .repeat(long / 80)
                    .trim_end_matches(',')
            ),
        ),
        (
            // Texts that are none of what was said before, each to be looked for in all of it.
            "a.json",
            format!(
                "{{\"segments\": [{}]}}",
                (0..long / 100)
                    .map(|n| format!("{{\"text\": \"a {n}\", \"start\": 1, \"other\": \"b {n}\"}}"))
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        ),
        ("a.csv", "a;b;c;1\n".repeat(long / 8)),
        ("a.csv", "\"".repeat(long)),
        ("a.csv", ",".repeat(long)),
        ("a.csv", format!("{}\n", "a".repeat(long)).repeat(2)),
        ("a.tsv", format!("start\tend\ttext\n{}", "1\t2\ta b\n".repeat(long / 8))),
        ("a.csv", format!("speaker;start;word;x\n{}", "A;1;b;c\n".repeat(long / 8))),
        ("a.txt", "A: ".repeat(long / 3)),
        ("a.txt", "\u{301}".repeat(long / 2)),
    ] {
        let started = std::time::Instant::now();
        check(&read(&source(name), text.as_bytes()));
        let seconds = started.elapsed().as_secs_f64();
        eprintln!("{name} {seconds:.2} s, {} bytes: {:?}", text.len(), &text[..text.len().min(20)]);
        assert!(seconds < 20.0, "{name} took {seconds} s: {}", &text[..20]);
    }
}

/// Bits that readers react to, in any order.
fn hostile() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "WEBVTT",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "NOTE ",
        "STYLE",
        "00:00:01.000 --> 00:00:02.000",
        "00:00:01,000 --> 00:00:02,000",
        "0:00:01.000,0:00:02.000",
        "<v Kai>",
        "</v>",
        "<",
        ">",
        "&",
        "&uuml;",
        "&#0;",
        "1\n",
        "Kai: ",
        "Ida: ja\n",
        "[00:00:03] Kai: ",
        "Kai  0:03\n",
        "Kai (00:00:12): ",
        "---\n",
        "title: x\n",
        "meeting:\n  channel: y\n",
        "...\n",
        "# ",
        "## 1. A\n",
        "1. ",
        "- ",
        "> ",
        "| a | b |\n|---|---|\n| c | d |\n",
        "```\n",
        "`",
        "**",
        "*",
        "_",
        "[a](b \"c\")",
        "[a]: b\n",
        "<!-- x -->",
        "<b>",
        "<div>\n",
        "\\",
        "{\"segments\": [{\"text\": \"a\", \"start\": 1}]}",
        "{\"",
        "\\u00",
        "\"",
        "[{",
        "ä",
        "ß",
        "😀",
        "\u{feff}",
        "\u{fffd}",
        "\u{c}",
        "\u{a0}",
        "\t",
        "    ",
        "TOP 1 A\n",
        "===\n",
        "[br]",
        "{\\an8}",
        "- Kai: ",
        ">> ",
    ]);
    prop::collection::vec(prop_oneof![4 => bits.prop_map(str::to_owned), 1 => ".{0,6}"], 0..40)
        .prop_map(|bits| bits.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_is_read_by_every_format(text in hostile()) {
        for format in FORMATS {
            check(&format.read(text.clone()));
        }
    }

    #[test]
    fn any_bytes_are_read(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        name in "a\\.(txt|md|vtt|srt|json)",
    ) {
        check(&read(&source(&name), &bytes));
    }

    #[test]
    fn text_of_every_format_keeps_its_letters(text in hostile()) {
        // Markdown and plain text keep every word but the names of tags and references.
        let known = ["amp", "uuml", "0", "meeting", "title", "an8"];
        let tags = &markdown::html::SILENT;
        let is_name = |word: &str| known.contains(&word) || tags.contains(&&*word.to_lowercase());
        for format in [&markdown::Reader as &dyn Format, &plain::Reader] {
            let document = format.read(text.clone());
            let read: String = document.text.chars().filter(|c| c.is_alphanumeric()).collect();
            for word in words(&text).filter(|word| !is_name(word)) {
                let glued = read.contains(word);
                let parts = word.chars().all(|c| read.contains(c));
                prop_assert!(glued || parts, "{word:?} is lost by {}", format.name());
            }
        }
    }
}
