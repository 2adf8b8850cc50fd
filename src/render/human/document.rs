//! One document of the human report: verdict, weakest link, findings, items, what to do.
//!
//! Not here: the findings themselves ([`super::findings`]).

use std::fmt;

use super::page::{Ink, Page, Text};
use super::{findings, ink};
use crate::model::report::{ItemAssessment, Link, Named};
use crate::model::{Assessment, Level, Report, Verdict};
use crate::render::{Lang, escape, snippet, width};

/// Rows of a list that are shown; what is beyond is counted.
const ROWS: usize = 12;
/// Columns of a speaker, a role, a label or a title.
const NAME: usize = 60;

/// "GEHEIM (3)", which does not break at the end of a line.
pub(super) fn level(named: &Named) -> String {
    fixed(&format!("{} ({})", named.name, named.level))
}

/// The words on one line.
pub(super) fn fixed(words: &str) -> String {
    words.replace(' ', "\u{a0}")
}

/// A name that the input chose, at most so long that it does not bury the report.
pub(super) fn brief(name: &str) -> String {
    snippet::first(escape::line(name), NAME)
}

/// How many findings of a document within deserve a look.
pub(super) fn warnings(assessment: &Assessment) -> usize {
    assessment.findings.iter().filter(|finding| findings::warns(finding)).count()
}

/// A document within, among many others.
pub(super) fn in_a_line(page: &mut Page, lang: Lang, assessment: &Assessment) -> fmt::Result {
    let mut text = headline(lang, assessment);
    let count = warnings(assessment);
    if count > 0 {
        text = text.plain("; ").add(Ink::Yellow, &lang.warning_count(count));
    }
    page.paragraph(0, 2, &text)
}

/// Everything about one document that a person should see.
pub(super) fn in_full(
    page: &mut Page,
    lang: Lang,
    report: &Report,
    assessment: &Assessment,
) -> fmt::Result {
    page.paragraph(0, 2, &headline(lang, assessment))?;
    if assessment.verdict == Verdict::Within && assessment.findings.is_empty() {
        page.paragraph(2, 2, &Text::new(Ink::Dim, lang.no_level()))?;
    }
    if assessment.verdict == Verdict::Undetermined {
        gaps(page, lang, report, assessment)?;
        links(page, lang, report, assessment)?;
    } else {
        links(page, lang, report, assessment)?;
        gaps(page, lang, report, assessment)?;
    }
    findings::write(page, lang, report, assessment)?;
    if assessment.mentions > 0 && !findings::shows_mentions(assessment) {
        page.blank()?;
        let text = lang.mentions_counted(assessment.mentions);
        page.paragraph(2, 4, &Text::new(Ink::Dim, &text))?;
    }
    if assessment.verdict != Verdict::Within {
        items(page, lang, report, assessment)?;
        steps(page, lang, assessment)?;
        channels(page, lang, assessment)?;
    }
    let notices = assessment.notices.iter().map(|notice| Text::new(Ink::Plain, lang.notice(notice)));
    list(page, lang, Text::new(Ink::Bold, lang.notices()), notices.collect())
}

fn headline(lang: Lang, assessment: &Assessment) -> Text {
    let ceiling = &assessment.ceiling.level;
    let content = if assessment.gaps.is_empty() { lang.content() } else { lang.content_read() };
    Text::new(ink(assessment.verdict), lang.verdict(assessment.verdict))
        .plain("  ")
        .add(Ink::Bold, &assessment.source)
        .plain(&format!(": {content} "))
        .add(ink(assessment.verdict), &level(&assessment.content))
        .plain(", ")
        .add(Ink::Bold, &fixed(&format!("{} {}", lang.cleared_for(), level(ceiling))))
}

/// A heading of a section, after an empty line.
pub(super) fn heading(page: &mut Page, text: &Text) -> fmt::Result {
    page.blank()?;
    page.paragraph(2, 4, text)
}

/// A section of rows under a heading, cut with a count; nothing where there are no rows.
fn list(page: &mut Page, lang: Lang, title: Text, rows: Vec<Text>) -> fmt::Result {
    if rows.is_empty() {
        return Ok(());
    }
    heading(page, &title)?;
    for row in rows.iter().take(ROWS) {
        page.paragraph(4, 6, row)?;
    }
    if rows.len() > ROWS {
        page.paragraph(4, 6, &Text::new(Ink::Dim, &lang.and_more(rows.len() - ROWS)))?;
    }
    Ok(())
}

fn links(page: &mut Page, lang: Lang, report: &Report, assessment: &Assessment) -> fmt::Result {
    let ceiling = &assessment.ceiling;
    let others: Vec<&Link> =
        ceiling.links.iter().filter(|link| **link != ceiling.weakest).collect();
    if assessment.verdict == Verdict::Within && others.is_empty() {
        return page.paragraph(2, 4, &link(lang, report, &ceiling.weakest));
    }
    heading(page, &Text::new(Ink::Bold, lang.weakest_link()))?;
    page.paragraph(4, 6, &link(lang, report, &ceiling.weakest))?;
    let why = lang.of(&ceiling.weakest.why);
    if !why.is_empty() && assessment.verdict != Verdict::Within {
        page.paragraph(6, 6, &Text::new(Ink::Dim, why))?;
    }
    let rows = others.into_iter().map(|other| link(lang, report, other)).collect();
    list(page, lang, Text::new(Ink::Bold, lang.other_links()), rows)
}

/// "Hotel (place hotel), participant 2 (liaison): offen (0)  [agenda.md:8]"
fn link(lang: Lang, report: &Report, link: &Link) -> Text {
    let name = match link.what {
        "exposure" => link.name.clone(),
        what => format!("{} {}", lang.link(what), link.name),
    };
    let mut text = match lang.of(&link.title) {
        "" => Text::new(Ink::Plain, &name),
        title => Text::new(Ink::Plain, title).plain(&format!(" ({name})")),
    };
    if let Some(number) = link.participant {
        text = text.plain(&format!(", {}", lang.participant(number)));
    }
    if let (Some(role), true) = (&link.role, report.shows_text) {
        text = text.plain(&format!(" ({})", brief(role)));
    }
    text = text.plain(": ").add(Ink::Bold, &level(&link.ceiling));
    let from = lang.said_at(link);
    if from.is_empty() {
        return text;
    }
    text.plain("  ").add(Ink::Dim, &format!("[{from}]"))
}

fn gaps(page: &mut Page, lang: Lang, report: &Report, assessment: &Assessment) -> fmt::Result {
    let row = |gap: &crate::model::Gap| {
        let place = lang.way(&gap.place);
        let allowed = if report.allowed_gaps.contains(&gap.kind) { lang.allowed() } else { "" };
        let text = format!("{place}: {} ({}){allowed}", lang.reason(gap), lang.gap(gap.kind));
        Text::new(Ink::Plain, &text)
    };
    let rows = assessment.gaps.iter().map(row).collect();
    let title = match assessment.verdict {
        Verdict::Within => lang.accepted_unread(),
        _ => lang.not_read(),
    };
    list(page, lang, Text::new(Ink::Yellow, title), rows)
}

/// What must move and what may stay.
fn items(page: &mut Page, lang: Lang, report: &Report, assessment: &Assessment) -> fmt::Result {
    if assessment.items.iter().all(|item| item.verdict == Verdict::Within) {
        return Ok(());
    }
    let title = |item: &ItemAssessment| match &item.title {
        Some(title) if report.shows_text => format!("{} {}", brief(&item.label), brief(title)),
        _ => brief(&item.label),
    };
    let rows = assessment.items.iter().filter(|item| item.verdict == Verdict::Exceeds);
    let rows = rows.map(|item| {
        let mut text = Text::new(Ink::Bold, &title(item));
        text = text.plain(&format!(" ({}): ", lang.at_line(&item.at)));
        text = text.add(Ink::Red, &level(&item.content)).plain(", ");
        if item.channels.is_empty() {
            return text.plain(lang.no_channel());
        }
        let channels = item.channels.join(&format!(" {} ", lang.or()));
        text.plain(&lang.move_to(&channels))
    });
    list(page, lang, Text::new(Ink::Red, lang.must_move()), rows.collect())?;
    let quiet = [
        (Verdict::Undetermined, Text::new(Ink::Yellow, lang.unclear_items())),
        (Verdict::Within, Text::new(Ink::Green, lang.may_stay())),
    ];
    for (verdict, name) in quiet {
        let items: Vec<_> =
            assessment.items.iter().filter(|item| item.verdict == verdict).collect();
        let row = |item: &&ItemAssessment| match item.content.level {
            Level::OPEN => Text::new(Ink::Plain, &title(item)),
            _ => Text::new(Ink::Plain, &format!("{}: {}", title(item), level(&item.content))),
        };
        list(page, lang, name, items.iter().map(row).collect())?;
    }
    Ok(())
}

fn channels(page: &mut Page, lang: Lang, assessment: &Assessment) -> fmt::Result {
    let channels = &assessment.advice.channels;
    let longest = channels.iter().map(|(name, _)| width::of(name)).max().unwrap_or(0).min(24);
    let rows = channels.iter().map(|(name, title)| {
        let pad = " ".repeat(longest.saturating_sub(width::of(name)) + 2);
        Text::new(Ink::Bold, name).plain(&pad).plain(lang.of(title))
    });
    list(page, lang, Text::new(Ink::Bold, lang.channels()), rows.collect())
}

fn steps(page: &mut Page, lang: Lang, assessment: &Assessment) -> fmt::Result {
    if assessment.advice.steps.is_empty() {
        return Ok(());
    }
    heading(page, &Text::new(Ink::Bold, lang.what_to_do()))?;
    for (number, step) in (1..).zip(&assessment.advice.steps) {
        let number = format!("{number}. ");
        let hang = 4 + number.len();
        page.paragraph(4, hang, &Text::new(Ink::Bold, &number).plain(lang.of(step)))?;
    }
    Ok(())
}
