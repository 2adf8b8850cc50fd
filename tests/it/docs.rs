//! A documented sample is a tested file: what the pages show is what the program prints.

use std::path::Path;

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(path).expect("the page is there")
}

#[test]
fn the_readme_shows_what_its_first_command_prints() {
    let (readme, output) = (page("README.md"), page("examples/02-agenda-moves/stdout"));
    let blocks = readme.split("```text\n").skip(1).filter_map(|rest| rest.split("```").next());
    let blocks: Vec<&str> = blocks.collect();
    assert!(!blocks.is_empty(), "the README shows output");
    for block in blocks {
        assert!(output.contains(block), "not what the example prints:\n{block}");
    }
    let command =
        page("examples/02-agenda-moves/cmd").replace("clearedfor ", "cargo run --release -- ");
    assert!(readme.contains(command.trim()), "the first command is that of the example");
}

#[test]
fn the_page_before_a_meeting_shows_what_its_commands_print() {
    let text = page("docs/before-a-meeting.md");
    let folders = ["02-agenda-moves", "03-hotel-call", "06-invitation"];
    let printed = folders.map(|folder| page(&format!("examples/{folder}/stdout")));
    let blocks = text.split("```text\n").skip(1).filter_map(|rest| rest.split("```").next());
    let blocks: Vec<&str> = blocks.collect();
    assert!(blocks.len() >= 3, "the page shows output");
    for block in blocks {
        assert!(printed.iter().any(|text| text.contains(block)), "no example prints:\n{block}");
    }
}

#[test]
fn the_readme_is_one_screen_with_two_commands() {
    let readme = page("README.md");
    assert!(readme.lines().count() <= 75, "{} lines", readme.lines().count());
    assert!(readme.contains("\n    cargo test\n"));
    assert!(page(".ci/run").contains("\ncargo test\n"), "CI runs the README's test command");
}

#[test]
fn every_field_of_a_measurement_is_described() {
    fn fields(value: &serde_json::Value, found: &mut std::collections::BTreeSet<String>) {
        match value {
            serde_json::Value::Array(list) => list.iter().for_each(|value| fields(value, found)),
            serde_json::Value::Object(object) => {
                found.extend(object.keys().cloned());
                object.values().for_each(|value| fields(value, found));
            }
            _ => (),
        }
    }
    let mut written: serde_json::Value =
        serde_json::from_str(&page("tests/cases/eval-json/stdout")).expect("JSON");
    // Keys of these objects are names, not fields.
    for names in ["sets", "faults"] {
        let values = written[names].as_object().expect("an object").values().cloned().collect();
        written[names] = serde_json::Value::Array(values);
    }
    let mut found = std::collections::BTreeSet::new();
    fields(&written, &mut found);
    assert!(found.len() > 45, "{found:?}");
    let described = page("docs/json.md");
    let section = described.split("# The measurement").nth(1).expect("a section");
    for field in found {
        assert!(
            section.contains(&format!("`{field}`")),
            "docs/json.md does not describe `{field}`"
        );
    }
}

#[test]
fn every_path_that_a_page_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<String> =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]
            .map(str::to_owned)
            .into();
    let docs = std::fs::read_dir(root.join("docs")).expect("docs are there");
    pages
        .extend(docs.map(|entry| format!("docs/{}", entry.unwrap().file_name().to_string_lossy())));
    let mut missing = Vec::new();
    for name in pages {
        for word in page(&name).split(['`', '(', ')', ' ', '\n', '[', ']', ',', ';']) {
            let word = word.trim_end_matches(['.', ':']);
            let in_tree = ["src/", "docs/", "rulesets/", "tests/", "examples/", "benches/"]
                .iter()
                .any(|top| word.starts_with(top));
            let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
            if in_tree && plain && !root.join(word).exists() {
                missing.push(format!("{name}: {word}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_page_on_own_packs_shows_the_sample() {
    let (text, sample) =
        (page("docs/organisation-pack.md"), page("examples/10-own-pack/nordhafen.yaml"));
    let blocks = text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let blocks: Vec<&str> = blocks.collect();
    assert!(blocks.len() >= 2, "the page shows the sample");
    for block in blocks {
        assert!(sample.contains(block), "not in the sample:\n{block}");
    }
}

#[test]
fn the_page_on_rules_tells_every_way_to_write_a_hit_otherwise() {
    let text = page("docs/writing-rules.md");
    for mutation in clearedfor::scan::Mutation::ALL {
        assert!(text.contains(mutation.name()), "{}", mutation.name());
    }
}

#[test]
fn the_page_on_archives_shows_what_its_example_prints() {
    let output = page("examples/07-archive/stdout");
    let archive = page("docs/archive.md");
    let shown = archive.split("```text\n").nth(1).and_then(|rest| rest.split("```").next());
    assert_eq!(shown.expect("the page shows output"), output);
    assert!(archive.contains(page("examples/07-archive/cmd").trim()), "and the command");
}
