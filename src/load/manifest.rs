//! Manifests: tables of documents with what each should come out as, tab- or comma-separated.
//!
//! Columns are found by name, so that any table that has a `path` will do; columns of other names are there for
//! conditions and sets. Not here: the documents themselves, and what is counted ([`crate::measure`]).

mod condition;
mod table;

pub use condition::Condition;

use table::{Cell, Table};

use crate::Error;
use crate::model::policy::Term;
use crate::model::{Level, Policy, Say, Truth, Verdict, Words, words};

/// Columns that mean something, for messages.
const KNOWN: &str =
    "path, level, content_min, content_max, ceiling, verdict, channel, duration_s, set";
/// Columns that name a document's set where none was asked for, the first that is there.
const SETS: [&str; 3] = ["set", "category", "kind"];
/// What rows are measured against; a table needs one of these.
const EXPECTATIONS: [&str; 4] = ["level", "content_min", "ceiling", "verdict"];

/// Which rows to take and how to complete them.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// All of these must hold.
    pub conditions: Vec<Condition>,
    /// The level of rows that name none.
    pub level: Option<Level>,
    /// The channel of rows that name none, as the policy calls it.
    pub channel: Option<String>,
    /// The column whose values are the sets; `set`, `category` or `kind` where none is named.
    pub group: Option<String>,
}

/// Reads a manifest; `name` is its file name, for messages and for the delimiter that its ending tells.
///
/// # Errors
/// Where it is no table, lacks a column, holds a value that cannot be meant, or has no row that is wanted.
pub fn read(
    name: &str,
    text: &str,
    options: &Options,
    policy: &Policy,
) -> Result<Vec<Truth>, Error> {
    let table = Table::read(name, text)?;
    table.column("path").ok_or_else(|| table.error(1, missing("path", &table)))?;
    if options.level.is_none() && !EXPECTATIONS.iter().any(|name| table.column(name).is_some()) {
        let text = Say(
            "nothing to measure against: no column `level`, `content_min`, `ceiling` or `verdict`, \
            and no --level",
            "nichts, woran gemessen wird: keine Spalte `level`, `content_min`, `ceiling` oder \
            `verdict`, und kein --level",
        );
        return Err(table.error(1, text));
    }
    for (low, high) in [("content_min", "content_max"), ("content_max", "content_min")] {
        if table.column(low).is_some() && table.column(high).is_none() {
            return Err(table.error(1, missing(high, &table)));
        }
    }
    let group = match &options.group {
        Some(group) => Some(table.known_column(group)?),
        None => SETS.iter().find_map(|name| table.column(name)),
    };
    let conditions = options.conditions.iter().map(|condition| {
        let column = table.known_column(condition.column())?;
        Ok((column, condition))
    });
    let conditions: Vec<(usize, &Condition)> = conditions.collect::<Result<_, Error>>()?;
    let mut truths = Vec::new();
    for row in 0..table.rows() {
        if conditions.iter().all(|(column, wanted)| wanted.holds(table.at(row, *column).value)) {
            truths.push(truth(&table, row, group, options, policy)?);
        }
    }
    match truths.is_empty() {
        false => Ok(truths),
        true if table.rows() == 0 => Err(Error::Usage(words!(
            "{name}: the manifest has no rows",
            "{name}: das Verzeichnis hat keine Zeilen"
        ))),
        true => Err(Error::Usage(words!(
            "{name}: no row meets every --where",
            "{name}: keine Zeile erfüllt jedes --where"
        ))),
    }
}

fn missing(column: &str, table: &Table<'_>) -> Words {
    words!(
        "no column `{column}`; columns of this file: {}\nknown columns: {KNOWN}",
        "keine Spalte `{column}`; Spalten dieser Datei: {}\nbekannte Spalten: {KNOWN}",
        table.names().join(", ")
    )
}

fn truth(
    table: &Table<'_>,
    row: usize,
    group: Option<usize>,
    options: &Options,
    policy: &Policy,
) -> Result<Truth, Error> {
    let cell = |name: &'static str| table.cell(row, name);
    let path = match cell("path") {
        Some(cell) => cell.value.to_owned(),
        None => {
            return Err(table.error(
                table.line(row),
                Say(
                    "column `path`: the row names no file",
                    "Spalte `path`: die Zeile nennt keine Datei",
                ),
            ));
        }
    };
    let channel = |cell: Cell<'_>| {
        let named = super::plan::name(policy, Term::Channel, cell.value, "manifest");
        named.map(|said| said.value).map_err(|error| cell.refuse(error.in_words()))
    };
    Ok(Truth {
        path,
        line: table.line(row),
        set: group.map_or("", |column| table.at(row, column).value).to_owned(),
        content: content(table, row)?.or(options.level.map(|level| (level, level))),
        ceiling: cell("ceiling").map(|cell| level(&cell)).transpose()?,
        verdict: cell("verdict").map(|cell| verdict(&cell)).transpose()?,
        seconds: cell("duration_s").map(|cell| seconds(&cell)).transpose()?,
        channel: cell("channel").map(channel).transpose()?.or_else(|| options.channel.clone()),
    })
}

/// The range of levels; none where the row does not know.
fn content(table: &Table<'_>, row: usize) -> Result<Option<(Level, Level)>, Error> {
    let of = |name| table.cell(row, name).map(|cell| level(&cell)).transpose();
    match (of("content_min")?, of("content_max")?) {
        (Some(low), Some(high)) if low <= high => Ok(Some((low, high))),
        (None, None) => {
            let written = table.cell(row, "level").filter(|cell| cell.value != "-1");
            let level = written.map(|cell| level(&cell)).transpose()?;
            Ok(level.map(|level| (level, level)))
        }
        (Some(_), Some(_)) => Err(table.error(
            table.line(row),
            Say(
                "column `content_max`: below `content_min`",
                "Spalte `content_max`: unter `content_min`",
            ),
        )),
        _ => {
            let text = Say(
                "columns `content_min` and `content_max`: both or neither",
                "Spalten `content_min` und `content_max`: beide oder keine",
            );
            Err(table.error(table.line(row), text))
        }
    }
}

fn level(cell: &Cell<'_>) -> Result<Level, Error> {
    let level = cell.value.parse().ok().and_then(Level::new);
    level.ok_or_else(|| {
        cell.refuse(Say(
            "a level is 0 (open), 1, 2, 3 or 4 (highest); empty is unknown",
            "eine Stufe ist 0 (offen), 1, 2, 3 oder 4 (höchste); leer ist unbekannt",
        ))
    })
}

fn verdict(cell: &Cell<'_>) -> Result<Verdict, Error> {
    let all = [Verdict::Within, Verdict::Exceeds, Verdict::Undetermined];
    let found = all.into_iter().find(|verdict| verdict.name() == cell.value);
    found.ok_or_else(|| {
        cell.refuse(Say(
            "a verdict is within, exceeds or undetermined",
            "ein Urteil ist within, exceeds oder undetermined",
        ))
    })
}

fn seconds(cell: &Cell<'_>) -> Result<f64, Error> {
    let number = cell.value.parse().ok().filter(|n: &f64| n.is_finite() && *n >= 0.0);
    number.ok_or_else(|| {
        cell.refuse(Say(
            "a duration is a number of seconds",
            "eine Dauer ist eine Zahl von Sekunden",
        ))
    })
}

#[cfg(test)]
mod tests;
