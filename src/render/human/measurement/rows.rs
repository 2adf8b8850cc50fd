//! Tables of a measurement: cells as text, and columns that line up.
//!
//! Not here: headings and sentences.

use std::fmt;

use crate::model::measurement::{Figure, Figures, LevelFigures, RuleFigures};
use crate::render::human::page::{Ink, Page, Text};
use crate::render::measurement::{NONE, percent, rate};
use crate::render::{Lang, escape, width};

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
pub(super) fn levels(figures: &Figures, lang: Lang) -> Vec<Vec<String>> {
    let row = |name: &str, cell: &dyn Fn(&LevelFigures) -> String| {
        let cells = figures.levels.iter().map(cell);
        [name.to_owned()].into_iter().chain(cells).collect()
    };
    vec![
        row(lang.pick("at least", "mindestens"), &|level| level.level.to_string()),
        row(lang.pick("documents", "Dokumente"), &|level| level.at_least.recall.of.to_string()),
        row(lang.pick("found, %", "gefunden, %"), &|level| short(level.at_least.recall.figure, lang)),
        row(lang.pick("rightly, %", "zu Recht, %"), &|level| short(level.at_least.precision.figure, lang)),
        row("F1, %", &|level| short(level.at_least.f1, lang)),
        row("F2, %", &|level| short(level.at_least.f2, lang)),
        row(lang.pick("exact, %", "genau, %"), &|level| short(level.exact.figure, lang)),
    ]
}

/// "97.1 (95.0-98.4)": a percentage in a column that says so.
fn short(figure: Option<Figure>, lang: Lang) -> String {
    percent(figure, lang).replace(" %", "").replace(lang.pick(" to ", " bis "), "-")
}

pub(super) fn matrix(figures: &Figures, lang: Lang) -> Vec<Vec<String>> {
    let mut table = vec![heads(&[
        lang.pick("level", "Stufe"),
        lang.pick("found as 0", "gefunden als 0"),
        "1",
        "2",
        "3",
        "4",
    ])];
    for (level, found) in figures.matrix.iter().enumerate() {
        let cells = found.iter().map(usize::to_string);
        table.push([level.to_string()].into_iter().chain(cells).collect());
    }
    table
}

pub(super) fn sets(sets: &[(String, Figures)], lang: Lang) -> Vec<Vec<String>> {
    let names = match lang {
        Lang::En => {
            ["", "documents", "verdict right, %", "level right, %", "false alarms", "in 100 hours"]
        }
        Lang::De => {
            ["", "Dokumente", "Urteil richtig, %", "Stufe richtig, %", "Fehlalarme", "in 100 Stunden"]
        }
    };
    let mut table = vec![heads(&names)];
    for (name, figures) in sets {
        let alarms = &figures.alarms;
        table.push(vec![
            if name.is_empty() { NONE.to_owned() } else { name.clone() },
            figures.documents.to_string(),
            short(figures.verdicts.right.figure, lang),
            short(figures.content.figure, lang),
            alarms.documents.count.to_string(),
            rate(alarms.per_100_hours, lang),
        ]);
    }
    table
}

pub(super) fn rules(rules: &[RuleFigures], lang: Lang) -> Vec<Vec<String>> {
    let names = match lang {
        Lang::En => {
            ["", "kind", "effect", "strength", "hits", "mentions", "documents", "right", "wrong"]
        }
        Lang::De => [
            "",
            "Art",
            "Wirkung",
            "Stärke",
            "Treffer",
            "Erwähnungen",
            "Dokumente",
            "richtig",
            "falsch",
        ],
    };
    let mut table = vec![heads(&names)];
    for rule in rules {
        table.push(vec![
            rule.rule.clone(),
            lang.kind(rule.kind).to_owned(),
            lang.effect(rule.effect),
            lang.strength(rule.strength).to_owned(),
            rule.hits.to_string(),
            rule.mentions.to_string(),
            rule.documents.to_string(),
            rule.right.to_string(),
            rule.wrong.to_string(),
        ]);
    }
    table
}
