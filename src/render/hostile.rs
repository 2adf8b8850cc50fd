//! Whatever a report holds, what is printed of it cannot steer the reader's terminal.
//!
//! Not here: what the reports look like ([`super::golden`]).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use proptest::prelude::*;

use super::{Lang, Look, RENDERERS, by_name, golden};
use crate::model::report::{Link, Loosening};
use crate::model::{Evidence, Notice, Report, Step, Waived, Words};
use crate::text::Span;

/// Puts the next of `strings` into every string of the report that is not the house's own.
fn fill(report: &mut Report, strings: &[String]) {
    let mut strings = strings.iter().cycle();
    let mut next = || strings.next().cloned().unwrap_or_default();
    report.policy = (next(), next());
    report.rulesets = vec![(next(), next())];
    report.home = next();
    report.in_force = vec![next(), next()];
    report.levels.iter_mut().for_each(|named| named.name = next());
    report.notices = vec![Notice(Words::new(next(), next()))];
    for loosening in &mut report.loosened {
        *loosening = Loosening { what: Words { en: next(), de: next() }, from: next() };
    }
    if let Some(basis) = &mut report.basis {
        basis.call = vec![next(), next()];
    }
    let rules: Vec<_> = std::mem::take(&mut report.rules).into_values().collect();
    for mut note in rules {
        note.title = Words { en: next(), de: next() }.into();
        note.why = Words { en: next(), de: next() }.into();
        note.source = vec![next()].into();
        report.rules.insert(next(), note);
    }
    for document in &mut report.assessments {
        document.source = next();
        document.content.name = next();
        document.ceiling.level.name = next();
        let mut link = |link: &mut Link| {
            link.name = next();
            link.title = Words { en: next(), de: next() };
            link.why = Words { en: next(), de: next() };
            link.role = Some(next());
            link.ceiling.name = next();
            link.from = Words { en: next(), de: next() };
        };
        link(&mut document.ceiling.weakest);
        document.ceiling.links.iter_mut().for_each(link);
        for finding in &mut document.findings {
            finding.rule = next();
            finding.place.speaker = Some(next());
            if let Some(waived) = &mut finding.waived {
                let owner = waived.owner.as_ref().map(|_| next());
                *waived = Waived { reason: Some(next()), owner, until: next(), from: next() };
            }
            let (before, hit, after) = (next(), next(), next());
            let hit_at = Span::new(before.len(), before.len() + hit.len());
            let groups = vec![(next(), next())];
            finding.evidence =
                Some(Evidence { text: format!("{before}{hit}{after}"), hit: hit_at, groups });
        }
        for item in &mut document.items {
            item.label = next();
            item.title = Some(next());
            item.content.name = next();
            item.channels = vec![next(), next()];
        }
        document.advice.steps = vec![Words { en: next(), de: next() }];
        document.advice.channels = vec![(next(), Words { en: next(), de: next() })];
        for gap in &mut document.gaps {
            gap.place = vec![Step::Attachment(1, next()), Step::Field(next())];
            gap.reason = Words::new(next(), next());
        }
        document.notices = vec![Notice(Words::new(next(), next()))];
    }
}

/// Text without the colours that the human report may write.
fn without_colour(text: &str) -> String {
    let known = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[4m"];
    let known = known.iter().chain(&["\u{1b}[31m", "\u{1b}[32m", "\u{1b}[33m"]);
    known.fold(text.to_owned(), |text, sequence| text.replace(sequence, ""))
}

/// Text without what the format itself needs: a table starts with a byte order mark and ends its
/// records as RFC 4180 says.
fn without_frame(format: &str, text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(table) if format == "csv" => table.replace("\r\n", "\n"),
        _ => text,
    }
}

/// What no output may hold, written down apart from the code that escapes it.
fn steers(character: char) -> bool {
    character.is_control()
        || "\u{ad}\u{61c}\u{feff}\u{2028}\u{2029}".contains(character)
        || ('\u{200b}'..='\u{200f}').contains(&character)
        || ('\u{202a}'..='\u{202e}').contains(&character)
        || ('\u{2060}'..='\u{206f}').contains(&character)
        || ('\u{e0000}'..='\u{e007f}').contains(&character)
}

fn nasty() -> impl Strategy<Value = String> {
    let steering = prop::sample::select(vec![
        '\u{1b}',
        '\u{9b}',
        '\n',
        '\r',
        '\t',
        '\0',
        '\u{7f}',
        '\u{202e}',
        '\u{2066}',
        '\u{200b}',
        '\u{feff}',
        '\u{2028}',
        '\u{301}',
        '\u{ad}',
        '\u{e0041}',
        ' ',
        'ä',
        '会',
        '[',
        'm',
        '"',
        '\'',
        '<',
        '>',
        '&',
        ']',
    ]);
    let character = prop_oneof![steering, any::<char>()];
    prop::collection::vec(character, 0..60).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_of_a_report_steers_the_reader(
        strings in prop::collection::vec(nasty(), 1..40),
        colour: bool,
        width in 0usize..200,
    ) {
        for (_, mut report) in golden::reports() {
            fill(&mut report, &strings);
            for (lang, _) in Lang::NAMES {
                for renderer in RENDERERS {
                    let mut text = String::new();
                    let look = Look { colour, width, lang };
                    prop_assert!(renderer.render(&report, &look, &mut text).is_ok());
                    let text = if colour { without_colour(&text) } else { text };
                    let text = without_frame(renderer.name(), text);
                    let bad = text.chars().find(|&c| c != '\n' && steers(c));
                    prop_assert_eq!(bad, None, "{} in {}", bad.unwrap_or(' ') as u32, text);
                    if renderer.name() == "html" && lang == Lang::En && report.assessments.len() < 10 {
                        super::html::tests::only_ours(&text);
                    }
                }
            }
        }
    }

    #[test]
    fn json_says_what_the_report_says(strings in prop::collection::vec(nasty(), 1..40)) {
        for (_, mut report) in golden::reports() {
            fill(&mut report, &strings);
            let mut text = String::new();
            by_name("json").unwrap().render(&report, &Look::default(), &mut text).unwrap();
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            for (at, document) in report.assessments.iter().enumerate() {
                let other = &json["documents"][at];
                prop_assert_eq!(other["source"].as_str(), Some(document.source.as_str()));
                for (at, finding) in document.findings.iter().enumerate() {
                    let words = report.shows_text.then(|| finding.evidence.as_ref().unwrap());
                    let evidence = &other["findings"][at]["evidence"];
                    prop_assert_eq!(evidence["text"].as_str(), words.map(|e| e.text.as_str()));
                }
            }
        }
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    let human = by_name("human").unwrap();
    for (name, report) in golden::reports() {
        let (mut plain, mut coloured) = (String::new(), String::new());
        human.render(&report, &Look::default(), &mut plain).unwrap();
        human.render(&report, &Look { colour: true, ..Look::default() }, &mut coloured).unwrap();
        assert!(coloured.contains("\u{1b}["), "{name}");
        assert_eq!(without_colour(&coloured), plain, "{name}");
    }
}

/// Text of the input that a report holds by mistake is not shown where it must not be.
#[test]
fn a_masked_report_shows_no_text() {
    for (_, mut report) in golden::reports() {
        fill(&mut report, &["harmless".to_owned()]);
        report.shows_text = false;
        for document in &mut report.assessments {
            let secret = || Some("SECRET WORDS".to_owned());
            document.ceiling.weakest.role = secret();
            document.ceiling.links.iter_mut().for_each(|link| link.role = secret());
            document.items.iter_mut().for_each(|item| item.title = secret());
            for finding in &mut document.findings {
                let text = "SECRET WORDS".to_owned();
                let groups = vec![("group".to_owned(), text.clone())];
                finding.evidence = Some(Evidence { text, hit: Span::new(0, 6), groups });
                // What nobody answers for stands in the document itself.
                let own = finding.waived.as_mut().filter(|waived| waived.owner.is_none());
                own.into_iter().for_each(|waived| waived.reason = secret());
            }
        }
        for renderer in RENDERERS {
            let mut text = String::new();
            renderer.render(&report, &Look::default(), &mut text).unwrap();
            assert!(!text.contains("SECRET"), "{}: {text}", renderer.name());
        }
    }
}

/// Whatever the input says, a browser finds only the house's own elements, and none that acts.
#[test]
fn nothing_of_a_report_is_markup() {
    let payloads = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "javascript:alert(1)",
        "</title></style><script src=//evil.example></script>",
        "--><svg onload=alert(1)><!--",
        "]]><a href=javascript:alert(1)>x</a>",
        "&lt;script&gt;&#60;script&#62;&#x3c;",
        "</mark></blockquote></details></body></html>",
    ];
    let html = by_name("html").unwrap();
    for (name, mut report) in golden::reports() {
        fill(&mut report, &payloads.map(str::to_owned));
        report.shows_text = true;
        for (lang, _) in Lang::NAMES {
            let mut text = String::new();
            html.render(&report, &Look { lang, ..Look::default() }, &mut text).unwrap();
            assert_eq!(text.matches("<script").count(), 1, "{name}");
            super::html::tests::only_ours(&text);
        }
    }
}
