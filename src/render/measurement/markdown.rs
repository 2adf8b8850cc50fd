//! A measurement as a table for a page of documentation: one row for all, one for each set.
//!
//! Not here: errors and rules, which nobody pastes.

use std::fmt;

use super::{NONE, rate, share};
use crate::model::Measurement;
use crate::model::measurement::Figures;
use crate::render::{Look, escape};

const HEAD: &str = "\
| set | documents | verdict right | exceeds: found | exceeds: rightly | level found | level exact | \
false alarms | hours | false alarms in 100 h |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
";

/// Writes the table; the row of all documents comes first.
pub(super) fn write(m: &Measurement, _: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str(HEAD)?;
    row("all", &m.total, out)?;
    let several = m.sets.len() > 1;
    m.sets.iter().filter(|_| several).try_for_each(|(set, figures)| row(set, figures, out))
}

fn row(set: &str, figures: &Figures, out: &mut dyn fmt::Write) -> fmt::Result {
    let Figures { verdicts, alarms, .. } = figures;
    let hours = match alarms.per_100_hours {
        Some(_) => format!("{:.1}", alarms.hours),
        None => NONE.to_owned(),
    };
    let cells = [
        cell(set),
        figures.documents.to_string(),
        share(&verdicts.right),
        share(&verdicts.exceeds.recall),
        share(&verdicts.exceeds.precision),
        share(&figures.found),
        share(&figures.exact),
        share(&alarms.documents),
        hours,
        rate(alarms.per_100_hours),
    ];
    writeln!(out, "| {} |", cells.join(" | "))
}

/// The name of a set, which the manifest chose, so that it stays in its cell.
fn cell(name: &str) -> String {
    let mut safe = String::new();
    for character in escape::line(name).chars() {
        if character.is_ascii_punctuation() && character != '-' {
            safe.push('\\');
        }
        safe.push(character);
    }
    safe
}
