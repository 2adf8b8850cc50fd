//! Every format renders every golden report as its expected file says.
//!
//! Not here: the reports ([`super`]).

use std::path::PathBuf;
use std::{env, fs};

use super::*;
use crate::render::{Lang, Look, RENDERERS};

fn expected(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/render/golden").join(name)
}

/// The expected file of this name.
pub(super) fn written(name: &str) -> String {
    fs::read_to_string(expected(name)).unwrap_or_default()
}

fn same(file: &str, text: &str) {
    let path = expected(file);
    if env::var_os("CLEAREDFOR_BLESS").is_some() {
        fs::write(&path, text).unwrap();
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    // A checkout may have rewritten line ends, and a table has its own.
    let same = wanted == text.replace("\r\n", "\n");
    assert!(same, "{file} differs; CLEAREDFOR_BLESS=1 rewrites it. Now:\n{text}");
}

#[test]
fn every_format_renders_every_report_as_expected() {
    for renderer in RENDERERS {
        for (name, report) in reports() {
            let mut text = String::new();
            renderer.render(&report, &Look::default(), &mut text).unwrap();
            if renderer.name() == "html" {
                text = crate::render::html::tests::lean(&text);
            }
            same(&format!("{name}.{}", renderer.name()), &text);
        }
    }
}

#[test]
fn german_is_as_expected() {
    let look = Look { lang: Lang::De, ..Look::default() };
    let chosen = |format, name| match format {
        "human" => ["exceeds", "mosaic", "undetermined", "within"].contains(&name),
        "junit" => ["undetermined", "excerpts"].contains(&name),
        "github" | "markdown" => ["exceeds", "accepted"].contains(&name),
        _ => false,
    };
    for renderer in RENDERERS {
        for (name, report) in reports() {
            if chosen(renderer.name(), name) {
                let mut text = String::new();
                renderer.render(&report, &look, &mut text).unwrap();
                same(&format!("{name}.de.{}", renderer.name()), &text);
            }
        }
    }
}

/// Whole sentences of the tables of phrases; a short word may be a name, or the same in both languages.
#[test]
fn german_reports_have_no_english_phrase() {
    use crate::render::words::{self, archive, cost, page, telling};
    let tables = [words::PHRASES, archive::PHRASES, cost::PHRASES, page::PHRASES, telling::PHRASES];
    let phrases = tables.iter().flat_map(|table| table.iter());
    let phrases: Vec<&str> = phrases
        .filter(|(en, de)| en != de && en.matches(' ').count() > 1)
        .map(|(en, _)| *en)
        .collect();
    assert!(phrases.len() > 30, "only {} phrases", phrases.len());
    let look = Look { lang: Lang::De, ..Look::default() };
    for renderer in RENDERERS {
        for (name, report) in reports() {
            let mut text = String::new();
            renderer.render(&report, &look, &mut text).unwrap();
            // A phrase may be wrapped anywhere.
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for phrase in &phrases {
                assert!(!text.contains(phrase), "{name}.{}: {phrase:?} in German", renderer.name());
            }
        }
    }
}

#[test]
fn the_reports_are_whole() {
    for (name, report) in reports() {
        for finding in all_findings(&report) {
            assert!(report.rules.contains_key(&finding.rule), "{name}: {}", finding.rule);
            if let Effect::Raises(at) | Effect::Lowers(at) = finding.effect {
                assert_eq!(level(at.ordinal()), at);
            }
        }
    }
}

/// Names of one word may be longer than a line; nothing else is.
#[test]
fn lines_keep_to_the_width() {
    let human = crate::render::by_name("human").unwrap();
    for (name, report) in reports() {
        for width in [60, 80, 100] {
            let mut text = String::new();
            human.render(&report, &Look { width, ..Look::default() }, &mut text).unwrap();
            for line in text.lines() {
                let fits = crate::render::width::of(line) <= width;
                assert!(fits || !line.trim().contains(' '), "{name} at {width}: {line}");
            }
        }
    }
}

#[test]
fn names_are_unique_and_known() {
    let names: Vec<&str> = crate::render::names().collect();
    assert_eq!(names[0], "human");
    for (at, name) in names.iter().enumerate() {
        assert!(!names[..at].contains(name), "{name}");
        assert_eq!(crate::render::by_name(name).unwrap().name(), *name);
    }
    assert!(crate::render::by_name("xml").is_none());
}
