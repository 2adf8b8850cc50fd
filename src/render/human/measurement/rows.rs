//! Tables of a measurement: cells as text, and columns that line up.
//!
//! Not here: headings and sentences.

use std::fmt;

use crate::model::Effect;
use crate::model::measurement::{Figure, Figures, LevelFigures, RuleFigures};
use crate::render::human::page::{Ink, Page, Text};
use crate::render::measurement::{NONE, percent, rate};
use crate::render::{escape, width};

/// Blanks between two columns.
const BETWEEN: usize = 2;

/// Names with what they are.
pub(super) fn pairs(page: &mut Page<'_>, table: &[[String; 2]]) -> fmt::Result {
    let widest = table.iter().map(|[name, _]| width::of(name)).max().unwrap_or(0);
    for [name, value] in table {
        let gap = " ".repeat(widest - width::of(name) + BETWEEN);
        page.row(2, &Text::new(Ink::Plain, &format!("{name}{gap}{value}")))?;
    }
    Ok(())
}

/// A table whose first row names the columns; the first column stands left, the others right.
pub(super) fn write(page: &mut Page<'_>, table: &[Vec<String>]) -> fmt::Result {
    let safe: Vec<Vec<String>> =
        table.iter().map(|row| row.iter().map(|cell| escape::line(cell)).collect()).collect();
    let columns = safe.first().map_or(0, Vec::len);
    let widest = |column: usize| {
        let cells = safe.iter().filter_map(|row| row.get(column));
        cells.map(|cell| width::of(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    for (number, row) in safe.iter().enumerate() {
        let mut line = String::new();
        for (at, (cell, widest)) in row.iter().zip(&widths).enumerate() {
            let pad = " ".repeat(widest - width::of(cell));
            let between = if at == 0 { 0 } else { BETWEEN };
            line.push_str(&" ".repeat(between));
            line.push_str(&if at == 0 { format!("{cell}{pad}") } else { format!("{pad}{cell}") });
        }
        let ink = if number == 0 { Ink::Dim } else { Ink::Plain };
        page.row(2, &Text::new(ink, line.trim_end()))?;
    }
    Ok(())
}

fn heads(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// One column for each rung, so that figures with their intervals fit the page.
pub(super) fn levels(figures: &Figures) -> Vec<Vec<String>> {
    let row = |name: &str, cell: &dyn Fn(&LevelFigures) -> String| {
        let cells = figures.levels.iter().map(cell);
        [name.to_owned()].into_iter().chain(cells).collect()
    };
    vec![
        row("at least", &|level| level.level.to_string()),
        row("documents", &|level| level.at_least.recall.of.to_string()),
        row("found, %", &|level| short(level.at_least.recall.figure)),
        row("rightly, %", &|level| short(level.at_least.precision.figure)),
        row("F1, %", &|level| short(level.at_least.f1)),
        row("F2, %", &|level| short(level.at_least.f2)),
        row("exact, %", &|level| short(level.exact.figure)),
    ]
}

/// "97.1 (95.0-98.4)": a percentage in a column that says so.
fn short(figure: Option<Figure>) -> String {
    percent(figure).replace(" %", "").replace(" to ", "-")
}

pub(super) fn matrix(figures: &Figures) -> Vec<Vec<String>> {
    let mut table = vec![heads(&["level", "found as 0", "1", "2", "3", "4"])];
    for (level, found) in figures.matrix.iter().enumerate() {
        let cells = found.iter().map(usize::to_string);
        table.push([level.to_string()].into_iter().chain(cells).collect());
    }
    table
}

pub(super) fn sets(sets: &[(String, Figures)]) -> Vec<Vec<String>> {
    let names = ["", "documents", "verdict right, %", "level right, %", "false alarms", "in 100 hours"];
    let mut table = vec![heads(&names)];
    for (name, figures) in sets {
        let alarms = &figures.alarms;
        table.push(vec![
            if name.is_empty() { NONE.to_owned() } else { name.clone() },
            figures.documents.to_string(),
            short(figures.verdicts.right.figure),
            short(figures.content.figure),
            alarms.documents.count.to_string(),
            rate(alarms.per_100_hours),
        ]);
    }
    table
}

pub(super) fn rules(rules: &[RuleFigures]) -> Vec<Vec<String>> {
    let names =
        ["", "kind", "effect", "strength", "hits", "mentions", "documents", "right", "wrong"];
    let mut table = vec![heads(&names)];
    for rule in rules {
        let effect = match rule.effect {
            Effect::Raises(level) => format!("raises {level}"),
            Effect::Lowers(level) => format!("lowers {level}"),
            Effect::Lifts(rungs) => format!("lifts {rungs}"),
            Effect::Warns => "warns".to_owned(),
        };
        table.push(vec![
            rule.rule.clone(),
            rule.kind.name().to_owned(),
            effect,
            rule.strength.name().to_owned(),
            rule.hits.to_string(),
            rule.mentions.to_string(),
            rule.documents.to_string(),
            rule.right.to_string(),
            rule.wrong.to_string(),
        ]);
    }
    table
}
