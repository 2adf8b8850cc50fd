//! A measurement for a person: what was measured, how right it was, and where it was not.
//!
//! English only: it is read by those who write rules. Not here: how figures are counted.

mod rows;

use std::fmt;

use super::page::{Ink, Page, Text};
use crate::model::Measurement;
use crate::model::measurement::{Alarms, Fault, Figures, Miss};
use crate::render::measurement::{percent, rate, share};
use crate::render::{Lang, Look, escape};

/// Findings of one error that are listed.
const DECIDING: usize = 4;

/// Writes the measurement.
pub(in crate::render) fn write(
    m: &Measurement,
    look: &Look,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let page = &mut Page::new(look, out);
    head(page, m)?;
    verdicts(page, &m.total)?;
    levels(page, &m.total)?;
    alarms(page, &m.total.alarms)?;
    if m.sets.len() > 1 {
        section(page, "Sets")?;
        rows::write(page, &rows::sets(&m.sets))?;
    }
    if m.shows_rules {
        rules(page, m)?;
    }
    errors(page, m)?;
    page.blank()?;
    let text = format!(
        "clearedfor {}; policy {} {}; {}; markings of {}. In brackets: 95 % confidence intervals.",
        m.version,
        m.policy.0,
        m.policy.1,
        counted(m.rulesets.len(), "ruleset"),
        m.in_force.join(", ")
    );
    page.paragraph(0, 2, &Text::new(Ink::Dim, &text))
}

fn head(page: &mut Page<'_>, m: &Measurement) -> fmt::Result {
    let documents = counted(m.total.documents, "document");
    let mut text = Text::new(Ink::Bold, &documents).plain(" of ").add(Ink::Bold, &m.manifest);
    for (condition, word) in m.conditions.iter().zip(["where"].into_iter().chain(["and"; 99])) {
        text = text.plain(&format!(" {word} {condition}"));
    }
    if m.without_markings {
        text = text.plain(", marking lines blanked");
    }
    page.paragraph(0, 2, &text)?;
    if m.total.not_read > 0 {
        let text = format!("{} not read in whole", counted(m.total.not_read, "document"));
        page.paragraph(2, 4, &Text::new(Ink::Yellow, &text))?;
    }
    Ok(())
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn section(page: &mut Page<'_>, title: &str) -> fmt::Result {
    page.blank()?;
    page.row(0, &Text::new(Ink::Bold, title))
}

fn verdicts(page: &mut Page<'_>, figures: &Figures) -> fmt::Result {
    let verdicts = &figures.verdicts;
    if verdicts.right.of == 0 && figures.ceiling.of == 0 {
        return Ok(());
    }
    section(page, "Verdicts")?;
    let exceeds = &verdicts.exceeds;
    let mut table = vec![
        ["right".to_owned(), share(&verdicts.right)],
        ["exceeds, found".to_owned(), share(&exceeds.recall)],
        ["exceeds, rightly".to_owned(), share(&exceeds.precision)],
        ["F1".to_owned(), percent(exceeds.f1)],
        ["F2".to_owned(), percent(exceeds.f2)],
        ["undetermined".to_owned(), verdicts.undetermined.to_string()],
    ];
    if figures.ceiling.of > 0 {
        table.push(["ceiling right".to_owned(), share(&figures.ceiling)]);
    }
    rows::pairs(page, &table)
}

fn levels(page: &mut Page<'_>, figures: &Figures) -> fmt::Result {
    if figures.with_level == 0 {
        return Ok(());
    }
    section(page, "Levels")?;
    let table = [
        ["right".to_owned(), share(&figures.content)],
        ["above open, found".to_owned(), share(&figures.found)],
        ["above open, exact".to_owned(), share(&figures.exact)],
    ];
    rows::pairs(page, &table)?;
    page.blank()?;
    rows::write(page, &rows::levels(figures))?;
    page.blank()?;
    rows::write(page, &rows::matrix(figures))
}

fn alarms(page: &mut Page<'_>, alarms: &Alarms) -> fmt::Result {
    if alarms.documents.of == 0 {
        return Ok(());
    }
    section(page, "False alarms")?;
    let mut table = vec![["of documents within".to_owned(), share(&alarms.documents)]];
    if alarms.per_100_hours.is_some() {
        let hours = format!("{} in {:.1} hours", alarms.in_hours, alarms.hours);
        table.push(["of meetings with a duration".to_owned(), hours]);
        table.push(["in 100 hours".to_owned(), rate(alarms.per_100_hours)]);
    }
    rows::pairs(page, &table)
}

fn rules(page: &mut Page<'_>, m: &Measurement) -> fmt::Result {
    section(page, "Rules that were found")?;
    rows::write(page, &rows::rules(&m.rules))?;
    section(page, &format!("Rules that were not: {}", m.never.len()))?;
    page.paragraph(2, 2, &Text::new(Ink::Plain, &m.never.join(", ")))
}

fn errors(page: &mut Page<'_>, m: &Measurement) -> fmt::Result {
    let all: usize = m.faults.iter().map(|(_, count)| count).sum();
    section(page, &format!("Errors: {all}"))?;
    let faults = m.faults.iter().map(|(fault, count)| format!("{} {count}", fault.name()));
    let faults: Vec<String> = faults.collect();
    if all > 0 {
        page.paragraph(2, 4, &Text::new(Ink::Plain, &faults.join(", ")))?;
    }
    for miss in &m.misses {
        error(page, miss)?;
    }
    if all > m.misses.len() && !m.misses.is_empty() {
        let text = format!("and {} more; --errors N lists as many", all - m.misses.len());
        page.paragraph(2, 4, &Text::new(Ink::Dim, &text))?;
    }
    Ok(())
}

fn error(page: &mut Page<'_>, miss: &Miss) -> fmt::Result {
    let ink = match miss.fault {
        Fault::FalseAlarm | Fault::Missed => Ink::Red,
        _ => Ink::Yellow,
    };
    let range = miss.expected_content.map(|(low, high)| match low == high {
        true => low.to_string(),
        false => format!("{low} to {high}"),
    });
    let mut text = Text::new(ink, miss.fault.name()).plain("  ").add(Ink::Bold, &miss.path);
    text = text.plain(&against("content", miss.content.to_string(), range, ": "));
    let ceiling = miss.expected_ceiling.map(|level| level.to_string());
    text = text.plain(&against("ceiling", miss.ceiling.to_string(), ceiling, "; "));
    let verdict = miss.expected_verdict.map(|verdict| verdict.name().to_owned());
    text = text.plain(&against("", miss.verdict.name().to_owned(), verdict, "; "));
    page.paragraph(2, 4, &text)?;
    for gap in &miss.gaps {
        page.paragraph(4, 6, &Text::new(Ink::Plain, &format!("not read: {}", Lang::En.gap_at(gap))))?;
    }
    for finding in miss.deciding.iter().take(DECIDING) {
        let place = format!("{}: ", Lang::En.at_line(&finding.place.at));
        let mut text = Text::new(Ink::Plain, &place).plain(&finding.rule);
        if let Some(evidence) = &finding.evidence {
            let hit = evidence.text.get(evidence.hit.range()).unwrap_or_default();
            text = text.plain(": ").add(Ink::Hit, &escape::line(hit));
        }
        page.paragraph(4, 6, &text)?;
    }
    if miss.deciding.len() > DECIDING {
        let text = format!("and {} more", miss.deciding.len() - DECIDING);
        page.paragraph(4, 6, &Text::new(Ink::Dim, &text))?;
    }
    Ok(())
}

/// "; content 3, not 0", or only what came out where it is right or nothing is expected.
fn against(what: &str, found: String, expected: Option<String>, before: &str) -> String {
    let space = if what.is_empty() { "" } else { " " };
    match expected.filter(|expected| *expected != found) {
        Some(expected) => format!("{before}{what}{space}{found}, expected {expected}"),
        None => format!("{before}{what}{space}{found}"),
    }
}
