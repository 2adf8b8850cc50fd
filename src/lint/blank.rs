//! Takes the markings out of a document, so that its substance can be measured without the answer in the text.
//!
//! Every byte keeps its place: what goes becomes blanks, and lines stay lines. Not here: what a marking
//! looks like, which rules say.

use crate::model::{Document, Finding, Kind};
use crate::scan::Scanner;

/// Up to so many bytes, a line with a marking in it is a marking line and goes whole; of a longer one, which is a
/// paragraph with substance of its own, only the marking goes.
const LINE: usize = 120;

/// Blanks what either scanner finds as a marking or as talk about one, until neither finds any more: a
/// marking may hide another. The name of the file is no text to keep places in; it goes whole.
pub(super) fn markings(document: &mut Document, rules: &Scanner<'_>, lines: &Scanner<'_>) {
    loop {
        let found = rules.scan(document).into_iter().chain(lines.scan(document));
        let marks = found.filter(|finding| matches!(finding.kind, Kind::Marking | Kind::Mention));
        // What is made of other findings reaches from the first to the last of them; they are here themselves.
        let marks: Vec<Finding> =
            marks.filter(|finding| finding.parts.is_empty() && !finding.span.is_empty()).collect();
        let mut changed = false;
        for mark in &marks {
            changed |= match mark.place.part {
                "file-name" => document.file_name.take().is_some(),
                _ => {
                    let (start, end) = reach(&document.text, mark.span.start, mark.span.end);
                    blank(&mut document.text, start, end)
                }
            };
        }
        if !changed {
            return;
        }
    }
}

/// What goes of a text for a marking from `start` to `end`: its line or lines where they are short.
fn reach(text: &str, start: usize, end: usize) -> (usize, usize) {
    let ends_line = ['\n', '\r'];
    let first = text[..start].rfind(ends_line).map_or(0, |at| at + 1);
    let last = text[end..].find(ends_line).map_or(text.len(), |at| end + at);
    let lines = &text[first..last];
    if lines.split(ends_line).all(|line| line.len() <= LINE) { (first, last) } else { (start, end) }
}

/// Replaces everything but line ends by blanks of the same length; whether there was anything.
pub(super) fn blank(text: &mut String, start: usize, end: usize) -> bool {
    let part = &text[start..end];
    if part.bytes().all(|byte| matches!(byte, b' ' | b'\n' | b'\r')) {
        return false;
    }
    let blanks: String = part
        .bytes()
        .map(|byte| if matches!(byte, b'\n' | b'\r') { byte as char } else { ' ' })
        .collect();
    text.replace_range(start..end, &blanks);
    true
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;
    use crate::load::builtin;
    use crate::model::Source;
    use crate::scan::Options;

    fn blanked(text: &str) -> String {
        let rules = builtin::rulesets().unwrap();
        let lines = [builtin::marking_lines().unwrap()];
        let in_force = ["DE", "NATO", "US"].map(str::to_owned).to_vec();
        let options = Options { home: "DE".to_owned(), in_force, ..Options::default() };
        let scanners = [Scanner::new(&rules, options.clone()), Scanner::new(&lines, options)];
        let source = Source { name: "paper.txt".to_owned() };
        let mut document = crate::read::read(&source, text.as_bytes());
        markings(&mut document, &scanners[0], &scanners[1]);
        let left = scanners.iter().flat_map(|scanner| scanner.scan(&document));
        let marks = left.filter(|f| matches!(f.kind, Kind::Marking | Kind::Mention)).count();
        assert_eq!(marks, 0, "{}", document.text);
        document.text
    }

    #[test]
    fn marking_lines_go_in_whatever_case_and_all_else_keeps_its_place() {
        for marking in [
            "GEHEIM",
            "Secret",
            "Top Secret",
            "TOP SECRET US URGENT",
            "confidential",
            "VS – NUR FÜR DEN DIENSTGEBRAUCH",
            "The training explains what GEHEIM means.",
        ] {
            let text = format!("Fähre\n\n{marking}\n\nDie Fähre liegt im Hafen.\n");
            let blanks = " ".repeat(marking.len());
            let expected = format!("Fähre\n\n{blanks}\n\nDie Fähre liegt im Hafen.\n");
            assert_eq!(blanked(&text), expected, "{marking}");
        }
    }

    #[test]
    fn of_a_long_paragraph_only_the_marking_goes() {
        let words = "Die Fähre liegt im Hafen und wartet auf besseres Wetter. ".repeat(4);
        let text = blanked(&format!("2. (GEHEIM) {words}\n"));
        assert!(text.contains(words.trim()) && !text.contains("GEHEIM"), "{text}");
    }

    #[test]
    fn names_beside_the_text_go_too() {
        let schemes = builtin::schemes().unwrap();
        let rule = "ruleset: own\nversion: '1'\ntitle: {en: x, de: x}\nrules:\n  - id: own-name\n    \
                    title: {en: x, de: x}\n    why: {en: x, de: x}\n    kind: marking\n    raises: 3\n    \
                    keywords: [geheim]\n    where: [file-name, speaker]\n    source: [D]\n    \
                    examples: {hit: [geheim, GEHEIM, g e h e i m], miss: [a, b, c]}\n";
        let own = [crate::load::ruleset::read("own.yaml", rule, &schemes).unwrap()];
        let lines = [builtin::marking_lines().unwrap()];
        let scanners = [&own, &lines].map(|rules| Scanner::new(rules, Options::default()));
        let source = Source { name: "Lage_GEHEIM.vtt".to_owned() };
        let cue = |name: &str| format!("00:01.000 --> 00:02.000\n<v {name}>Guten Morgen</v>\n\n");
        let text = format!("WEBVTT\n\n{}{}", cue("Frau Geheim"), cue("Herr Kern"));
        let mut document = crate::read::read(&source, text.as_bytes());
        assert_eq!(scanners[0].scan(&document).len(), 2);
        markings(&mut document, &scanners[0], &scanners[1]);
        assert_eq!(document.file_name, None);
        assert!(!document.text.contains("Geheim") && document.text.contains("Herr Kern"));
        assert!(scanners[0].scan(&document).is_empty());
    }

    #[test]
    fn words_that_only_look_alike_stay() {
        let text = "The Secretary\n\nSecret talks went on for weeks.\n";
        assert_eq!(blanked(text), text);
    }
}
