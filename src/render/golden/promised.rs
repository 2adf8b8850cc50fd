//! docs/reports.md shows what the formats write: its samples stand in the expected files.
//!
//! Not here: docs/json.md, which promises every field (`render::json`).

use super::tests::written;

/// Samples with the file that they are of, from the word behind the language of a fence.
fn samples(page: &str) -> Vec<(String, String)> {
    let mut samples = Vec::new();
    let mut blocks = page.split("```");
    // What stands before a fence is prose; then comes a block, and so on.
    while let (Some(_), Some(block)) = (blocks.next(), blocks.next()) {
        let (head, body) = block.split_once('\n').unwrap();
        let (_, file) = head.split_once(' ').unwrap();
        samples.push((file.to_owned(), body.to_owned()));
    }
    samples
}

/// Lines without the indents and line ends around them.
fn lines(text: &str) -> Vec<&str> {
    text.trim_start_matches('\u{feff}').lines().map(str::trim).collect()
}

#[test]
fn every_sample_stands_in_an_expected_file() {
    let page = include_str!("../../../docs/reports.md");
    let samples = samples(page);
    assert!(samples.len() >= 8, "{}", samples.len());
    for (file, sample) in samples {
        let text = written(&file);
        let text = lines(&text);
        let mut from = 0;
        for stretch in lines(&sample).split(|line| *line == "...") {
            let rest = &text[from..];
            let at = rest.windows(stretch.len().max(1)).position(|window| window == stretch);
            assert!(at.is_some() || stretch.is_empty(), "{file} does not hold {stretch:#?}");
            from += at.map_or(0, |at| at + stretch.len());
        }
    }
}

#[test]
fn every_format_has_its_section() {
    let page = include_str!("../../../docs/reports.md");
    let readers = ["sarif", "junit", "gitlab", "github", "checkstyle", "csv", "markdown"];
    for name in readers {
        assert!(crate::render::by_name(name).is_some(), "{name}");
        assert!(page.contains(&format!(".{name}\n")), "docs/reports.md shows no {name}");
    }
}
