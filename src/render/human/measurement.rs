//! A measurement for a person: what was measured, how right it was, and where it was not.
//!
//! Not here: how figures are counted, and how a figure looks ([`crate::render::measurement`]).

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
    let (page, lang) = (&mut Page::new(look, out), look.lang);
    head(page, m, lang)?;
    verdicts(page, &m.total, lang)?;
    levels(page, &m.total, lang)?;
    alarms(page, &m.total.alarms, lang)?;
    if m.sets.len() > 1 {
        section(page, lang.pick("Sets", "Gruppen"))?;
        rows::write(page, &rows::sets(&m.sets, lang))?;
    }
    if m.shows_rules {
        rules(page, m, lang)?;
    }
    errors(page, m, lang)?;
    page.blank()?;
    let (version, (policy, edition)) = (m.version, &m.policy);
    let (rulesets, schemes) = (lang.rulesets(m.rulesets.len()), m.in_force.join(", "));
    let text = match lang {
        Lang::En => format!(
            "clearedfor {version}; policy {policy} {edition}; {rulesets}; markings of {schemes}. In brackets: 95 % \
             confidence intervals."
        ),
        Lang::De => format!(
            "clearedfor {version}; Richtlinie {policy} {edition}; {rulesets}; Kennzeichnungen von {schemes}. In \
             Klammern: 95-%-Vertrauensbereiche."
        ),
    };
    page.paragraph(0, 2, &Text::new(Ink::Dim, &text))
}

fn head(page: &mut Page<'_>, m: &Measurement, lang: Lang) -> fmt::Result {
    let documents = lang.documents(m.total.documents);
    let of = lang.pick(" of ", " aus ");
    let mut text = Text::new(Ink::Bold, &documents).plain(of).add(Ink::Bold, &m.manifest);
    let first = lang.pick("where", "mit");
    let words = [first].into_iter().chain([lang.pick("and", "und"); 99]);
    for (condition, word) in m.conditions.iter().zip(words) {
        text = text.plain(&format!(" {word} {condition}"));
    }
    if m.without_markings {
        text = text.plain(lang.pick(", marking lines blanked", ", Kennzeichnungszeilen geleert"));
    }
    page.paragraph(0, 2, &text)?;
    if m.total.not_read > 0 {
        let documents = lang.documents(m.total.not_read);
        let rest = lang.pick("not read in whole", "nicht ganz gelesen");
        page.paragraph(2, 4, &Text::new(Ink::Yellow, &format!("{documents} {rest}")))?;
    }
    Ok(())
}

fn section(page: &mut Page<'_>, title: &str) -> fmt::Result {
    page.blank()?;
    page.row(0, &Text::new(Ink::Bold, title))
}

fn verdicts(page: &mut Page<'_>, figures: &Figures, lang: Lang) -> fmt::Result {
    let verdicts = &figures.verdicts;
    if verdicts.right.of == 0 && figures.ceiling.of == 0 {
        return Ok(());
    }
    section(page, lang.pick("Verdicts", "Urteile"))?;
    let exceeds = &verdicts.exceeds;
    let mut table = vec![
        [lang.pick("right", "richtig").to_owned(), share(&verdicts.right, lang)],
        [lang.pick("exceeds, found", "überschreitet, gefunden").to_owned(), share(&exceeds.recall, lang)],
        [lang.pick("exceeds, rightly", "überschreitet, zu Recht").to_owned(), share(&exceeds.precision, lang)],
        ["F1".to_owned(), percent(exceeds.f1, lang)],
        ["F2".to_owned(), percent(exceeds.f2, lang)],
        [lang.pick("undetermined", "ungeklärt").to_owned(), verdicts.undetermined.to_string()],
    ];
    if figures.ceiling.of > 0 {
        table.push([lang.pick("ceiling right", "Zulassung richtig").to_owned(), share(&figures.ceiling, lang)]);
    }
    rows::pairs(page, &table)
}

fn levels(page: &mut Page<'_>, figures: &Figures, lang: Lang) -> fmt::Result {
    if figures.with_level == 0 {
        return Ok(());
    }
    section(page, lang.pick("Levels", "Stufen"))?;
    let table = [
        [lang.pick("right", "richtig").to_owned(), share(&figures.content, lang)],
        [lang.pick("above open, found", "über offen, gefunden").to_owned(), share(&figures.found, lang)],
        [lang.pick("above open, exact", "über offen, genau").to_owned(), share(&figures.exact, lang)],
    ];
    rows::pairs(page, &table)?;
    page.blank()?;
    rows::write(page, &rows::levels(figures, lang))?;
    page.blank()?;
    rows::write(page, &rows::matrix(figures, lang))
}

fn alarms(page: &mut Page<'_>, alarms: &Alarms, lang: Lang) -> fmt::Result {
    if alarms.documents.of == 0 {
        return Ok(());
    }
    section(page, lang.pick("False alarms", "Fehlalarme"))?;
    let mut table = vec![[lang.pick("of documents within", "von Dokumenten innerhalb").to_owned(), share(&alarms.documents, lang)]];
    if alarms.per_100_hours.is_some() {
        let hours = lang.number(format!("{:.1}", alarms.hours));
        let hours = format!("{} in {hours} {}", alarms.in_hours, lang.pick("hours", "Stunden"));
        table.push([lang.pick("of meetings with a duration", "von Besprechungen mit Dauer").to_owned(), hours]);
        table.push([lang.pick("in 100 hours", "in 100 Stunden").to_owned(), rate(alarms.per_100_hours, lang)]);
    }
    rows::pairs(page, &table)
}

fn rules(page: &mut Page<'_>, m: &Measurement, lang: Lang) -> fmt::Result {
    section(page, lang.pick("Rules that were found", "Regeln, die zutrafen"))?;
    rows::write(page, &rows::rules(&m.rules, lang))?;
    let never = lang.pick("Rules that were not", "Regeln, die nicht zutrafen");
    section(page, &format!("{never}: {}", m.never.len()))?;
    page.paragraph(2, 2, &Text::new(Ink::Plain, &m.never.join(", ")))
}

fn errors(page: &mut Page<'_>, m: &Measurement, lang: Lang) -> fmt::Result {
    let all: usize = m.faults.iter().map(|(_, count)| count).sum();
    section(page, &format!("{}: {all}", lang.pick("Errors", "Fehler")))?;
    let faults = m.faults.iter().map(|(fault, count)| format!("{} {count}", lang.fault(*fault)));
    let faults: Vec<String> = faults.collect();
    if all > 0 {
        page.paragraph(2, 4, &Text::new(Ink::Plain, &faults.join(", ")))?;
    }
    for miss in &m.misses {
        error(page, miss, lang)?;
    }
    if all > m.misses.len() && !m.misses.is_empty() {
        let hint = lang.pick("--errors N lists as many", "--errors N führt so viele auf");
        let text = format!("{}; {hint}", lang.and_more(all - m.misses.len()));
        page.paragraph(2, 4, &Text::new(Ink::Dim, &text))?;
    }
    Ok(())
}

fn error(page: &mut Page<'_>, miss: &Miss, lang: Lang) -> fmt::Result {
    let ink = match miss.fault {
        Fault::FalseAlarm | Fault::Missed => Ink::Red,
        _ => Ink::Yellow,
    };
    let range = miss.expected_content.map(|(low, high)| match low == high {
        true => low.to_string(),
        false => format!("{low} {} {high}", lang.pick("to", "bis")),
    });
    let mut text = Text::new(ink, lang.fault(miss.fault)).plain("  ").add(Ink::Bold, &miss.path);
    text = text.plain(&against(lang, lang.pick("content", "Inhalt"), miss.content.to_string(), range, ": "));
    let ceiling = miss.expected_ceiling.map(|level| level.to_string());
    text = text.plain(&against(lang, lang.pick("ceiling", "Zulassung"), miss.ceiling.to_string(), ceiling, "; "));
    let word = |verdict| lang.verdict(verdict).to_lowercase();
    let verdict = miss.expected_verdict.map(word);
    text = text.plain(&against(lang, "", word(miss.verdict), verdict, "; "));
    page.paragraph(2, 4, &text)?;
    for gap in &miss.gaps {
        page.paragraph(4, 6, &Text::new(Ink::Plain, &format!("{}: {}", lang.gap_word(), lang.gap_at(gap))))?;
    }
    for finding in miss.deciding.iter().take(DECIDING) {
        let place = format!("{}: ", lang.at_line(&finding.place.at));
        let mut text = Text::new(Ink::Plain, &place).plain(&finding.rule);
        if let Some(evidence) = &finding.evidence {
            let hit = evidence.text.get(evidence.hit.range()).unwrap_or_default();
            text = text.plain(": ").add(Ink::Hit, &escape::line(hit));
        }
        page.paragraph(4, 6, &text)?;
    }
    if miss.deciding.len() > DECIDING {
        let text = lang.and_more(miss.deciding.len() - DECIDING);
        page.paragraph(4, 6, &Text::new(Ink::Dim, &text))?;
    }
    Ok(())
}

/// "; content 3, not 0", or only what came out where it is right or nothing is expected.
fn against(
    lang: Lang,
    what: &str,
    found: String,
    expected: Option<String>,
    before: &str,
) -> String {
    let space = if what.is_empty() { "" } else { " " };
    match expected.filter(|expected| *expected != found) {
        Some(expected) => {
            let wanted = lang.pick("expected", "erwartet");
            format!("{before}{what}{space}{found}, {wanted} {expected}")
        }
        None => format!("{before}{what}{space}{found}"),
    }
}
