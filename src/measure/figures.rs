//! The figures of a set of documents.

use super::{Row, stats};
use crate::model::measurement::{Alarms, Detection, Figures, LevelFigures, Verdicts};
use crate::model::{Level, Verdict};

/// Seconds of an hour.
const HOUR: f64 = 3600.0;

/// Counts yes and no against what they should be.
#[derive(Debug, Default)]
struct Counts {
    hits: usize,
    missed: usize,
    false_alarms: usize,
    rightly_not: usize,
}

impl Counts {
    fn of(pairs: impl Iterator<Item = (bool, bool)>) -> Self {
        let mut counts = Counts::default();
        for (expected, found) in pairs {
            let count = match (expected, found) {
                (true, true) => &mut counts.hits,
                (true, false) => &mut counts.missed,
                (false, true) => &mut counts.false_alarms,
                (false, false) => &mut counts.rightly_not,
            };
            *count += 1;
        }
        counts
    }

    fn detection(&self) -> Detection {
        let Counts { hits, missed, false_alarms, rightly_not } = *self;
        let recall = stats::share(hits, hits + missed);
        let precision = stats::share(hits, hits + false_alarms);
        Detection {
            f1: stats::f_score(&precision, &recall, 1.0),
            f2: stats::f_score(&precision, &recall, 2.0),
            false_alarms: stats::share(false_alarms, false_alarms + rightly_not),
            recall,
            precision,
        }
    }
}

/// All figures of these documents.
pub(super) fn of(rows: &[Row<'_>]) -> Figures {
    let known = || rows.iter().filter_map(|row| row.truth.content.map(|range| (row, range)));
    let classified = || known().filter(|(_, (lowest, _))| *lowest > Level::OPEN);
    let mut matrix = [[0; 5]; 5];
    for (row, (lowest, _)) in known() {
        matrix[usize::from(lowest.ordinal())][usize::from(row.content().ordinal())] += 1;
    }
    Figures {
        documents: rows.len(),
        not_read: rows.iter().filter(|row| !row.found.gaps.is_empty()).count(),
        with_level: known().count(),
        verdicts: verdicts(rows),
        levels: Level::all().skip(1).map(|level| at(level, rows)).collect(),
        found: share(classified().map(|(row, _)| row.content() > Level::OPEN)),
        exact: share(classified().filter_map(|(row, _)| row.in_range())),
        content: share(rows.iter().filter_map(Row::in_range)),
        ceiling: share(rows.iter().filter_map(|row| Some(row.truth.ceiling? == row.ceiling()))),
        matrix,
        alarms: alarms(rows),
    }
}

/// How many of the answers are yes.
fn share(answers: impl Iterator<Item = bool>) -> crate::model::measurement::Share {
    let answers: Vec<bool> = answers.collect();
    stats::share(answers.iter().filter(|yes| **yes).count(), answers.len())
}

fn verdicts(rows: &[Row<'_>]) -> Verdicts {
    let known = || rows.iter().filter_map(|row| Some((row.verdict()?, row.found.verdict)));
    let exceeds = |(expected, found): (Verdict, Verdict)| {
        (expected == Verdict::Exceeds, found == Verdict::Exceeds)
    };
    Verdicts {
        right: share(known().map(|(expected, found)| expected == found)),
        exceeds: Counts::of(known().map(exceeds)).detection(),
        undetermined: rows.iter().filter(|row| row.found.verdict == Verdict::Undetermined).count(),
    }
}

/// A range that lies across the rung is neither above nor below it: either answer would be accepted.
fn at(level: Level, rows: &[Row<'_>]) -> LevelFigures {
    let known = || rows.iter().filter_map(|row| row.truth.content.map(|range| (row, range)));
    let told = known().filter(|(_, (low, high))| (*low >= level) == (*high >= level));
    let pairs = told.map(|(row, (lowest, _))| (lowest >= level, row.content() >= level));
    let here = known().filter(|(_, (lowest, _))| *lowest == level);
    LevelFigures {
        level,
        at_least: Counts::of(pairs).detection(),
        exact: share(here.filter_map(|(row, _)| row.in_range())),
    }
}

fn alarms(rows: &[Row<'_>]) -> Alarms {
    let harmless = || rows.iter().filter(|row| row.verdict() == Some(Verdict::Within));
    let exceeds = |row: &Row<'_>| row.found.verdict == Verdict::Exceeds;
    // What was not read could raise no alarm, so its hours would only dilute the rate.
    let read = |row: &&Row<'_>| row.found.verdict != Verdict::Undetermined;
    let timed = || harmless().filter(read).filter(|row| row.truth.seconds.is_some());
    let seconds = timed().filter_map(|row| row.truth.seconds);
    let hours = seconds.fold(0.0, |sum, seconds| sum + seconds) / HOUR;
    let in_hours = timed().filter(|row| exceeds(row)).count();
    Alarms {
        documents: share(harmless().map(exceeds)),
        hours,
        in_hours,
        per_100_hours: stats::rate(in_hours, hours, 100.0),
    }
}
