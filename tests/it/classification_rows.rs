//! Every spelling, position, companion and false friend of a marking that the facts of classification law name,
//! each in use and in talk: one row of tests/classification/*.tsv each.
//!
//! A row is what it is about, the schemes in force (the first is home), what is expected, and the text with `\n`
//! for a line's end. Expected is a level, `mention` (open, but seen as talk about a level), or `nothing`.
//! Not here: what a single rule must hit and miss (its own examples), and the order of overlapping readings
//! (false_friends).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

use clearedfor::lint::{self, Input, Setup};
use clearedfor::load::builtin;
use clearedfor::model::{
    Assessment, Effect, Finding, Kind, Level, Policy, Ruleset, Schemes, Source,
};

static BUILTIN: LazyLock<(Schemes, Policy, Vec<Ruleset>)> = LazyLock::new(|| {
    let schemes = builtin::schemes().expect("schemes load");
    let policy = builtin::policy().expect("the policy loads");
    let rulesets = builtin::rulesets().expect("rulesets load");
    (schemes, policy, rulesets)
});

/// A line of a table.
struct Row {
    place: String,
    about: String,
    schemes: String,
    expected: String,
    text: String,
}

fn rows() -> Vec<Row> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/classification");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the tables are there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let table = std::fs::read_to_string(&file).expect("readable");
        for (line, number) in table.lines().zip(1..) {
            if line.starts_with('#') {
                continue;
            }
            let place = format!("{name}:{number}");
            let columns: Vec<&str> = line.split('\t').collect();
            let [about, schemes, expected, text] = columns[..] else {
                panic!("{place}: {} columns instead of 4", columns.len())
            };
            rows.push(Row {
                place,
                about: about.to_owned(),
                schemes: schemes.to_owned(),
                expected: expected.to_owned(),
                text: text.replace("\\n", "\n"),
            });
        }
    }
    rows
}

/// What the built-in rules make of texts when just these schemes are in force.
fn assess(texts: &[&str], schemes: &[&str]) -> Vec<Assessment> {
    let (known, policy, rulesets) = &*BUILTIN;
    let home = known.get(schemes[0]).expect("a known scheme");
    let in_force = schemes.iter().map(|id| (*id).to_owned()).collect();
    let setup = Setup { in_force, show_mentions: true, ..Setup::new(policy, home, rulesets) };
    let input = |text: &&str| {
        let source = Source { name: "text.txt".to_owned() };
        let document = clearedfor::read::read(&source, text.as_bytes());
        Input::Document(source, Box::new(document)).into()
    };
    lint::run(texts.iter().map(input).collect(), &setup).assessments
}

/// Whether an assessment is what the row expects; what it is instead.
fn verdict(row: &Row, assessment: &Assessment) -> Result<(), String> {
    let level = assessment.content.level;
    let marks = |finding: &&Finding| {
        finding.kind == Kind::Marking
            && matches!(finding.effect, Effect::Raises(raised) if raised > Level::OPEN)
    };
    let marked = assessment.findings.iter().filter(marks).count();
    let fits = match row.expected.as_str() {
        "mention" => level == Level::OPEN && assessment.mentions > 0,
        "nothing" => level == Level::OPEN && assessment.mentions == 0 && marked == 0,
        number => number.parse() == Ok(level.ordinal()),
    };
    let found = format!("level {}, {} mentions", level.ordinal(), assessment.mentions);
    if fits { Ok(()) } else { Err(found) }
}

#[test]
fn every_row_is_told_apart() {
    let rows = rows();
    assert!(rows.len() > 300, "only {} rows", rows.len());
    let mut by_schemes: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        by_schemes.entry(&row.schemes).or_default().push(row);
    }
    let mut wrong = String::new();
    for (schemes, rows) in by_schemes {
        let ids: Vec<&str> = schemes.split(',').collect();
        let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        for (row, assessment) in rows.iter().zip(assess(&texts, &ids)) {
            if let Err(found) = verdict(row, &assessment) {
                let Row { place, about, expected, text, .. } = row;
                writeln!(wrong, "{place} ({about}): {expected} expected, {found}: {text:?}")
                    .expect("a string takes it");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_megabyte_is_read_and_its_one_marking_found() {
    let line = "Der Haushaltsausschuss berät über die Straße, § 45 EEG 2021, Quelle: Destatis.\n\n";
    let mut text = line.repeat(1_000_000 / line.len());
    text.insert_str(text.len() / line.len() / 2 * line.len(), "GEHEIM\n\n");
    let start = Instant::now();
    let assessments = assess(&[&text], &["DE", "NATO", "EU", "US", "UK", "FR"]);
    assert_eq!(assessments[0].content.level.ordinal(), 3);
    // Generous, for a test without optimisation on a busy machine; release builds are far below a second.
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}
