//! A measurement as a table for a page of documentation: one row for all, one for each set.
//!
//! Not here: errors and rules, which nobody pastes.

use std::fmt;

use super::{NONE, rate, share};
use crate::model::Measurement;
use crate::model::measurement::Figures;
use crate::render::{Lang, Look, escape};

const HEAD_DE: &str = "\
| Gruppe | Dokumente | Urteil richtig | überschreitet: gefunden | überschreitet: zu Recht | Stufe gefunden | \
Stufe genau | Fehlalarme | Stunden | Fehlalarme in 100 h |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
";

const HEAD: &str = "\
| set | documents | verdict right | exceeds: found | exceeds: rightly | level found | level exact | \
false alarms | hours | false alarms in 100 h |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
";

/// Writes the table; the row of all documents comes first.
pub(super) fn write(m: &Measurement, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
    let lang = look.lang;
    out.write_str(lang.pick(HEAD, HEAD_DE))?;
    row(lang.pick("all", "alle"), &m.total, lang, out)?;
    let several = m.sets.len() > 1;
    m.sets.iter().filter(|_| several).try_for_each(|(set, figures)| row(set, figures, lang, out))
}

fn row(set: &str, figures: &Figures, lang: Lang, out: &mut dyn fmt::Write) -> fmt::Result {
    let Figures { verdicts, alarms, .. } = figures;
    let hours = match alarms.per_100_hours {
        Some(_) => lang.number(format!("{:.1}", alarms.hours)),
        None => NONE.to_owned(),
    };
    let cells = [
        cell(set),
        figures.documents.to_string(),
        share(&verdicts.right, lang),
        share(&verdicts.exceeds.recall, lang),
        share(&verdicts.exceeds.precision, lang),
        share(&figures.found, lang),
        share(&figures.exact, lang),
        share(&alarms.documents, lang),
        hours,
        rate(alarms.per_100_hours, lang),
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
