//! What a run cost, for a person: tables of stages, formats and rules.
//!
//! Rules go by their ids, and nothing of the input is told. Not here: what is counted ([`crate::model::cost`]), and the
//! same for programs (`json::cost`).

mod table;

use std::fmt;
use std::time::Duration;

use super::Lang;
use crate::model::cost::{FormatCost, OfRule, Profile, RuleCost, Spent, Stage};
use table::{Column, Table};

pub use super::json::cost::{profile as profile_json, spent as spent_json};

/// At most so many rules are listed behind a check.
const RULES: usize = 10;

/// Writes what a check cost.
///
/// # Errors
/// Only what `out` returns.
pub fn spent(spent: &Spent, lang: Lang, out: &mut dyn fmt::Write) -> fmt::Result {
    let cost = &spent.cost;
    let all: Duration = cost.stages.values().sum();
    let rate = per_second(cost.bytes.max(cost.text()), spent.wall, lang);
    let files = plain(lang.files(count(cost.files)));
    let documents = plain(lang.documents(count(cost.documents())));
    let threads = plain(lang.threads(spent.threads));
    let (bytes, text) = (megabytes(cost.bytes, lang), megabytes(cost.text(), lang));
    let wall = duration(spent.wall, lang);
    let (of_text, on, about) = match lang {
        Lang::En => ("of text", "on", "Times of stages are wall time, added up over threads."),
        Lang::De => {
            ("Text", "auf", "Zeiten der Abschnitte sind vergangene Zeit, über die Threads addiert.")
        }
    };
    writeln!(
        out,
        "{files} ({bytes}), {documents} ({text} {of_text}), {wall} {on} {threads}: {rate}\n{about}"
    )?;
    let [stage, time, of_all] = lang.stage_columns();
    let columns = [Column::name(stage), Column::figure(time), Column::figure(of_all)];
    let mut stages = Table::new(columns);
    for (stage, _) in Stage::NAMES {
        let spent = cost.stage(stage);
        let name = lang.stage(stage).to_owned();
        stages.row([name, duration(spent, lang), share(spent, all, lang)]);
    }
    out.write_char('\n')?;
    stages.write(out)?;
    formats(spent, lang, out)?;
    if spent.rules.is_empty() {
        return Ok(());
    }
    out.write_char('\n')?;
    rules(&spent.rules[..spent.rules.len().min(RULES)], Shown::Times(all), lang, out)?;
    match spent.rules.len().saturating_sub(RULES) {
        0 => Ok(()),
        more => writeln!(out, "{}", lang.and_more(more)),
    }
}

/// Writes what rules cost.
///
/// # Errors
/// Only what `out` returns.
pub fn profile(profile: &Profile, lang: Lang, out: &mut dyn fmt::Write) -> fmt::Result {
    let Profile { documents, text, passes, times, whole, rules: listed } = profile;
    let shown = if *times { Shown::All(*whole) } else { Shown::Counts };
    rules(listed, shown, lang, out)?;
    let documents = plain(lang.documents(count(*documents)));
    let of_text = lang.pick("of text", "Text");
    let gap = if listed.is_empty() { "" } else { "\n" };
    write!(out, "{gap}{documents}, {} {of_text}", megabytes(*text, lang))?;
    let time = duration(*whole, lang);
    match (lang, times) {
        (_, false) => Ok(()),
        (Lang::En, true) => write!(out, "; all rules {time}, a mean of {passes} passes"),
        (Lang::De, true) => write!(out, "; alle Regeln {time}, Mittel aus {passes} Durchgängen"),
    }?;
    out.write_char('\n')
}

fn formats(spent: &Spent, lang: Lang, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut formats: Vec<(&str, FormatCost)> =
        spent.cost.formats.iter().map(|(name, cost)| (*name, *cost)).collect();
    formats.sort_by_key(|(name, cost)| (std::cmp::Reverse(cost.read), *name));
    let [format, documents, text, time] = lang.format_columns();
    let figures = [documents, text, time].map(Column::figure);
    let [documents, text, time] = figures;
    let mut table = Table::new([Column::name(format), documents, text, time]);
    for (name, cost) in formats {
        let name = if name.is_empty() { lang.gap_word() } else { name };
        let FormatCost { documents, text, read } = cost;
        let (text, read) = (megabytes(text, lang), duration(read, lang));
        table.row([name.to_owned(), documents.to_string(), text, read]);
    }
    out.write_char('\n')?;
    table.write(out)
}

/// What is shown of rules; shares are of a whole.
#[derive(Clone, Copy)]
enum Shown {
    Counts,
    Times(Duration),
    /// With what only the first search cost.
    All(Duration),
}

/// A row for each rule.
fn rules(rules: &[OfRule], shown: Shown, lang: Lang, out: &mut dyn fmt::Write) -> fmt::Result {
    if rules.is_empty() {
        return Ok(());
    }
    let [rule, candidates, hits, findings] = lang.rule_count_columns();
    let [search, conditions, of_all, once] = lang.rule_time_columns();
    let mut columns = vec![Column::name(rule)];
    columns.extend([candidates, hits, findings].map(Column::figure));
    match shown {
        Shown::Counts => {}
        Shown::Times(_) => columns.extend([search, conditions, of_all].map(Column::figure)),
        Shown::All(_) => columns.extend([search, conditions, of_all, once].map(Column::figure)),
    }
    // A remark stands behind the figures of few rules.
    columns.push(Column::name(""));
    let mut table = Table::new(columns);
    for OfRule { rule, cost, once, slow } in rules {
        let RuleCost { candidates, hits, findings, search, conditions } = *cost;
        let mut cells = vec![rule.clone()];
        cells.extend([candidates, hits, findings].map(|count| count.to_string()));
        if let Shown::Times(whole) | Shown::All(whole) = shown {
            cells.extend([search, conditions].map(|time| duration(time, lang)));
            cells.push(share(cost.time(), whole, lang));
        }
        if let Shown::All(_) = shown {
            cells.push(duration(*once, lang));
        }
        cells.push(if slow.is_empty() { "" } else { lang.no_required_text() }.to_owned());
        table.row(cells);
    }
    table.write(out)
}

fn count(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// Words that no line is wrapped between.
fn plain(text: String) -> String {
    text.replace('\u{a0}', " ")
}

/// "1.02 s", "34.5 ms", "6.7 µs".
#[allow(clippy::cast_precision_loss, reason = "three digits are shown")]
fn duration(time: Duration, lang: Lang) -> String {
    let nanoseconds = time.as_nanos() as f64;
    let (figure, unit) = match nanoseconds {
        0.0 => return "0".to_owned(),
        n if n >= 1e9 => (n / 1e9, "s"),
        n if n >= 1e6 => (n / 1e6, "ms"),
        n => (n / 1e3, "µs"),
    };
    lang.number(format!("{figure:.*} {unit}", if figure < 10.0 { 2 } else { 1 }))
}

/// "12.3 %".
fn share(part: Duration, whole: Duration, lang: Lang) -> String {
    let share = match whole.is_zero() {
        true => 0.0,
        false => 100.0 * part.as_secs_f64() / whole.as_secs_f64(),
    };
    lang.number(format!("{share:.1} %"))
}

/// "1.2 MB"; a megabyte is a million bytes.
#[allow(clippy::cast_precision_loss, reason = "one digit behind the point is shown")]
fn megabytes(bytes: u64, lang: Lang) -> String {
    match bytes {
        0..1_000_000 => lang.number(format!("{:.1} kB", bytes as f64 / 1e3)),
        _ => lang.number(format!("{:.1} MB", bytes as f64 / 1e6)),
    }
}

/// "234.5 MB/s".
#[allow(clippy::cast_precision_loss, reason = "one digit behind the point is shown")]
fn per_second(bytes: u64, time: Duration, lang: Lang) -> String {
    let seconds = time.as_secs_f64().max(1e-9);
    lang.number(format!("{:.1} MB/s", bytes as f64 / 1e6 / seconds))
}
