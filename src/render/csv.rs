//! A table for whoever counts and sorts: RFC 4180 with a byte order mark, safe to open in a spreadsheet.
//!
//! Not here: reading of tables. The dependency that reads them has one home; writing is the two functions at
//! the end of this file.

use std::fmt;

use super::group::Group;
use super::places::brief;
use super::telling::{Teller, clock};
use super::{Look, Renderer, escape};
use crate::model::{Assessment, Effect, Finding, Gap, Kind, Level, Report, Where};

/// The table.
pub(super) struct Format;

const HEAD: [&str; 26] = [
    "source", "verdict", "content_level", "content", "ceiling_level", "ceiling", "weakest_link", "row", "rule", "kind",
    "strength", "effect", "level", "above", "place", "line", "column", "time", "speaker", "item", "part", "length",
    "waived", "identity", "quote", "remark",
];

/// One cell for each column of [`HEAD`] behind those of the document.
#[derive(Default)]
struct Row {
    row: &'static str,
    rule: String,
    kind: &'static str,
    strength: &'static str,
    effect: &'static str,
    level: Option<Level>,
    above: &'static str,
    place: String,
    at: Option<(u32, u32)>,
    time: Option<u64>,
    speaker: String,
    item: String,
    part: &'static str,
    length: Option<usize>,
    waived: String,
    identity: String,
    quote: String,
    remark: String,
}

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn title(&self) -> &'static str {
        "a table, for spreadsheets"
    }

    fn render(&self, report: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
        // Without the mark Excel takes UTF-8 for Windows-1252, and every umlaut is two letters.
        out.write_char('\u{feff}')?;
        line(out, HEAD.iter().map(|name| (*name).to_owned()))?;
        let teller = Teller::new(report, look.lang);
        run(&teller).iter().try_for_each(|row| row.write(None, &teller, out))?;
        for assessment in &report.assessments {
            for row in document(&teller, assessment) {
                row.write(Some(assessment), &teller, out)?;
            }
        }
        Ok(())
    }
}

/// What is said of the run.
fn run(teller: &Teller<'_>) -> Vec<Row> {
    let report = teller.report;
    let said = |row, remark| Row { row, remark, ..Row::default() };
    let mut rows: Vec<Row> =
        teller.excerpts().into_iter().map(|text| said("excerpts", text)).collect();
    if report.assessments.is_empty() {
        rows.push(said("nothing", teller.lang.nothing_checked().to_owned()));
    }
    rows.extend(report.loosened.iter().map(|l| said("loosened", teller.loosened(l))));
    rows.extend(report.notices.iter().map(|notice| said("notice", teller.notice(notice))));
    rows
}

/// Every finding and every gap; the document itself where there is neither, so that none is missing.
fn document(teller: &Teller<'_>, assessment: &Assessment) -> Vec<Row> {
    let gaps = assessment.gaps.iter().map(|one| gap(teller, one));
    let findings = assessment.findings.iter().map(|one| finding(teller, assessment, one));
    let mut rows: Vec<Row> = gaps.chain(findings).collect();
    if rows.is_empty() {
        rows.push(Row { row: "document", ..Row::default() });
    }
    let notice = |notice| Row { row: "notice", remark: teller.notice(notice), ..Row::default() };
    rows.extend(assessment.notices.iter().map(notice));
    rows
}

fn gap(teller: &Teller<'_>, gap: &Gap) -> Row {
    Row {
        row: "gap",
        kind: gap.kind.name(),
        effect: if teller.is_allowed(gap) { "allowed" } else { "undetermined" },
        place: teller.lang.way(&gap.place),
        remark: teller.gap(gap),
        ..Row::default()
    }
}

fn finding(teller: &Teller<'_>, assessment: &Assessment, finding: &Finding) -> Row {
    let place = &finding.place;
    let (effect, level) = match finding.effect {
        _ if finding.kind == Kind::Mention => ("", None),
        Effect::Raises(level) => ("raises", Some(level)),
        Effect::Lowers(level) => ("lowers", Some(level)),
        Effect::Warns | Effect::Lifts(_) => ("warns", None),
    };
    let item = place.item.and_then(|at| assessment.items.get(at as usize));
    let above = Group::of(finding, assessment.ceiling.level.level) == Group::Above;
    Row {
        row: "finding",
        rule: finding.rule.clone(),
        kind: finding.kind.name(),
        strength: finding.strength.name(),
        effect,
        level,
        above: if above { "yes" } else { "no" },
        place: teller.lang.at_line(&place.at),
        at: match place.at {
            Where::Text { line, column } => Some((line, column)),
            Where::Way(_) => None,
        },
        time: place.time,
        speaker: place.speaker.as_deref().map(brief).unwrap_or_default(),
        item: item.map(|item| brief(&item.label)).unwrap_or_default(),
        part: place.part,
        length: Some(finding.length),
        waived: finding.waived.as_ref().map(|waived| teller.waived(waived)).unwrap_or_default(),
        identity: finding.identity.map(|identity| identity.to_string()).unwrap_or_default(),
        quote: teller.hit(finding).unwrap_or_default(),
        remark: teller.title(&finding.rule),
    }
}

impl Row {
    fn write(
        &self,
        assessment: Option<&Assessment>,
        teller: &Teller<'_>,
        out: &mut dyn fmt::Write,
    ) -> fmt::Result {
        let document = match assessment {
            Some(a) => [
                a.source.clone(),
                a.verdict.name().to_owned(),
                a.content.level.to_string(),
                a.content.name.clone(),
                a.ceiling.level.level.to_string(),
                a.ceiling.level.name.clone(),
                teller.link(&a.ceiling.weakest),
            ],
            None => std::array::from_fn(|at| match at {
                1 => teller.report.verdict().name().to_owned(),
                _ => String::new(),
            }),
        };
        let number = |number: Option<u32>| number.map_or_else(String::new, |n| n.to_string());
        let own = [
            self.row.to_owned(),
            self.rule.clone(),
            self.kind.to_owned(),
            self.strength.to_owned(),
            self.effect.to_owned(),
            self.level.map_or_else(String::new, |level| level.to_string()),
            self.above.to_owned(),
            self.place.clone(),
            number(self.at.map(|(line, _)| line)),
            number(self.at.map(|(_, column)| column)),
            self.time.map_or_else(String::new, clock),
            self.speaker.clone(),
            self.item.clone(),
            self.part.to_owned(),
            self.length.map_or_else(String::new, |length| length.to_string()),
            self.waived.clone(),
            self.identity.clone(),
            self.quote.clone(),
            self.remark.clone(),
        ];
        line(out, document.into_iter().chain(own))
    }
}

/// One record. Line ends in cells are blanks, so that a record is a line.
fn line(out: &mut dyn fmt::Write, cells: impl Iterator<Item = String>) -> fmt::Result {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.write_char(',')?;
        }
        let cell = harmless(&escape::line(&cell));
        if cell.contains([',', '"', ';']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_str(&cell)?;
        }
    }
    out.write_str("\r\n")
}

/// The cell with an apostrophe before what a spreadsheet would take for a formula: at its start, and behind a
/// semicolon, where a German Excel starts a new cell whatever the quotes say.
fn harmless(cell: &str) -> String {
    let mut safe = String::with_capacity(cell.len());
    let mut starts = true;
    for character in cell.chars() {
        if starts && matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') {
            safe.push('\'');
        }
        safe.push(character);
        starts = character == ';' || starts && (character == '"' || character.is_whitespace());
    }
    safe
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;
    use crate::render::golden;

    #[test]
    fn nothing_is_a_formula() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ("＝1", "'＝1"),
            (" =1", " '=1"),
            ("a;=1;\"-2", "a;'=1;\"'-2"),
            ("a-b=c", "a-b=c"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), safe);
        }
    }

    #[test]
    fn every_record_has_every_column_and_nothing_is_missing() {
        for (name, report) in golden::reports() {
            let mut text = String::new();
            Format.render(&report, &Look::default(), &mut text).unwrap();
            let text = text.strip_prefix('\u{feff}').unwrap();
            let mut table = ::csv::Reader::from_reader(text.as_bytes());
            let records: Vec<_> = table.records().map(Result::unwrap).collect();
            assert!(records.iter().all(|record| record.len() == HEAD.len()), "{name}");
            let rows = |row: &str| records.iter().filter(|record| &record[7] == row).count();
            let all = &report.assessments;
            assert_eq!(rows("finding"), all.iter().map(|a| a.findings.len()).sum::<usize>(), "{name}");
            assert_eq!(rows("gap"), all.iter().map(|a| a.gaps.len()).sum::<usize>(), "{name}");
            let bare = |a: &&Assessment| a.findings.is_empty() && a.gaps.is_empty();
            assert_eq!(rows("document"), all.iter().filter(bare).count(), "{name}");
        }
    }
}
