//! Documents that are not as expected, with what made them so.

use super::Row;
use crate::model::measurement::{Fault, Miss};
use crate::model::{Effect, Finding, Kind, Verdict};

/// All documents that are not as expected, the worst fault first, then in order of the manifest.
pub(super) fn of(rows: &[Row<'_>]) -> Vec<Miss> {
    let miss = |row: &Row<'_>| fault(row).map(|fault| miss(row, fault));
    let mut misses: Vec<Miss> = rows.iter().filter_map(miss).collect();
    misses.sort_by_key(|miss| miss.fault);
    misses
}

/// The worst thing about it. What should come out undetermined and does is read as well as it should be.
fn fault(row: &Row<'_>) -> Option<Fault> {
    let found = row.found.verdict;
    let unread = !row.found.gaps.is_empty() && row.truth.verdict != Some(Verdict::Undetermined);
    let wrong = |expected: Verdict| match (expected, found) {
        (Verdict::Within, Verdict::Exceeds) => Fault::FalseAlarm,
        (Verdict::Exceeds, Verdict::Within) => Fault::Missed,
        _ => Fault::Verdict,
    };
    let verdict = row.verdict().filter(|expected| *expected != found).map(wrong);
    let level = row.truth.content.and_then(|(lowest, highest)| match row.content() {
        level if level > highest => Some(Fault::TooHigh),
        level if level < lowest => Some(Fault::TooLow),
        _ => None,
    });
    let ceiling = row.truth.ceiling.filter(|expected| *expected != row.ceiling());
    let faults =
        [unread.then_some(Fault::NotRead), verdict, level, ceiling.map(|_| Fault::Ceiling)];
    faults.into_iter().flatten().min()
}

fn miss(row: &Row<'_>, fault: Fault) -> Miss {
    let (truth, found) = (row.truth, row.found);
    let ceiling_set = truth.ceiling.is_some_and(|expected| expected != row.ceiling());
    let decides = |finding: &&Finding| match finding.effect {
        _ if !finding.strength.counts() => false,
        Effect::Raises(level) => level == row.content(),
        Effect::Lowers(level) => {
            finding.kind == Kind::Exposure
                && level == row.ceiling()
                && (ceiling_set || fault == Fault::FalseAlarm && level < row.channel())
        }
        Effect::Lifts(_) | Effect::Warns => false,
    };
    Miss {
        fault,
        path: truth.path.clone(),
        line: truth.line,
        expected_content: truth.content,
        content: row.content(),
        expected_ceiling: truth.ceiling,
        ceiling: row.ceiling(),
        expected_verdict: row.verdict(),
        verdict: found.verdict,
        deciding: found.findings.iter().filter(decides).cloned().collect(),
        gaps: found.gaps.clone(),
    }
}
