//! The report for a person at a terminal: what, where, why, and what to do, in ten seconds.
//!
//! Not here: the sentences ([`super::words`]).

mod document;
mod findings;
pub(super) mod measurement;
mod page;

use std::fmt;

use crate::model::{Assessment, Report, Verdict};
use document::level;
use page::{Ink, Page, Text};

use super::telling::Teller;
use super::{Lang, Look, Renderer};

/// Up to so many documents within are listed; beyond, only those with warnings are.
const WITHIN_LISTED: usize = 20;
/// Up to so many documents with one verdict are named in the summary.
const NAMED_IN_SUMMARY: usize = 10;

/// The human report.
pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "human"
    }

    fn title(&self) -> &'static str {
        "for a person at a terminal"
    }

    fn render(&self, report: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
        let mut page = Page::new(look, out);
        let lang = look.lang;
        own_level(&mut page, lang, report)?;
        for verdict in [Verdict::Exceeds, Verdict::Undetermined] {
            for assessment in with(report, verdict) {
                document::in_full(&mut page, lang, report, assessment)?;
                page.blank()?;
            }
        }
        within(&mut page, lang, report)?;
        closing(&mut page, lang, report)
    }
}

fn with(report: &Report, verdict: Verdict) -> impl Iterator<Item = &Assessment> {
    report.assessments.iter().filter(move |assessment| assessment.verdict == verdict)
}

/// The ink of a verdict.
fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Exceeds => Ink::Red,
        Verdict::Undetermined => Ink::Yellow,
        Verdict::Within => Ink::Green,
    }
}

/// A report that quotes content carries its level, as any paper does.
fn own_level(page: &mut Page, lang: Lang, report: &Report) -> fmt::Result {
    let Some(named) = report.excerpts() else { return Ok(()) };
    page.paragraph(0, 2, &Text::new(Ink::Bold, &lang.quotes(&level(named))))?;
    page.blank()
}

fn within(page: &mut Page, lang: Lang, report: &Report) -> fmt::Result {
    let all: Vec<&Assessment> = with(report, Verdict::Within).collect();
    if all.is_empty() {
        return Ok(());
    }
    if let [only] = report.assessments.as_slice() {
        document::in_full(page, lang, report, only)?;
        return page.blank();
    }
    let listed = |a: &Assessment| {
        all.len() <= WITHIN_LISTED || document::warnings(a) > 0 || findings::has_waived(a)
    };
    let (listed, rest): (Vec<&Assessment>, Vec<&Assessment>) = all.iter().partition(|a| listed(a));
    for assessment in listed {
        document::in_a_line(page, lang, assessment)?;
        findings::write_waived(page, lang, report, assessment)?;
    }
    if !rest.is_empty() {
        page.paragraph(0, 2, &Text::new(Ink::Green, &lang.within_not_listed(rest.len())))?;
    }
    page.blank()
}

fn closing(page: &mut Page, lang: Lang, report: &Report) -> fmt::Result {
    match report.assessments.len() {
        0 => {
            let verdict = Text::new(ink(report.verdict()), lang.verdict(report.verdict()));
            page.paragraph(0, 2, &verdict.plain("  ").plain(lang.nothing_checked()))?;
            page.blank()?;
        }
        1 => (),
        _ => summary(page, lang, report)?,
    }
    for notice in &report.notices {
        page.paragraph(0, 2, &Text::new(Ink::Plain, lang.notice(notice)))?;
    }
    accepted(page, lang, report)?;
    for loosening in &report.loosened {
        let text = Teller::new(report, lang).loosened(loosening);
        page.paragraph(0, 2, &Text::new(Ink::Yellow, &text))?;
    }
    let found = report.assessments.iter().any(|a| !a.findings.is_empty());
    if found && !report.shows_text {
        page.paragraph(0, 2, &Text::new(Ink::Plain, lang.masked_hint()))?;
    }
    page.paragraph(0, 0, &Text::new(Ink::Plain, lang.disclaimer()))?;
    page.paragraph(0, 0, &Text::new(Ink::Plain, lang.caution()))?;
    let policy = format!("{} {}", report.policy.0, report.policy.1);
    let schemes = report.in_force.join(", ");
    let provenance = lang.provenance(&policy, report.rulesets.len(), &schemes);
    let text = format!("clearedfor {}; {provenance}", report.version);
    page.paragraph(0, 2, &Text::new(Ink::Dim, &text))
}

/// What was not read and accepted all the same, so that nobody takes it for read.
fn accepted(page: &mut Page, lang: Lang, report: &Report) -> fmt::Result {
    let gaps = report.assessments.iter().flat_map(|assessment| &assessment.gaps);
    let accepted = gaps.filter(|gap| report.allowed_gaps.contains(&gap.kind)).count();
    if accepted == 0 {
        return Ok(());
    }
    let kinds: Vec<&str> = report.allowed_gaps.iter().map(|kind| kind.name()).collect();
    let text = format!("{} (--allow-gap {})", lang.accepted(accepted), kinds.join(","));
    page.paragraph(0, 2, &Text::new(Ink::Yellow, &text))
}

fn summary(page: &mut Page, lang: Lang, report: &Report) -> fmt::Result {
    let mut text = Text::new(Ink::Bold, &lang.documents(report.assessments.len())).plain(": ");
    let mut separator = "";
    for verdict in [Verdict::Exceeds, Verdict::Undetermined, Verdict::Within] {
        let count = report.count(verdict);
        let shade = if count == 0 { Ink::Plain } else { ink(verdict) };
        text = text.plain(separator).add(shade, &lang.verdicts(verdict, count));
        separator = ", ";
    }
    if let Some(highest) = report.assessments.iter().map(|a| &a.content).max_by_key(|n| n.level) {
        text = text.plain(&format!("; {} {}", lang.highest_level(), level(highest)));
    }
    let gaps = report.assessments.iter().map(|a| a.gaps.len()).sum();
    page.paragraph(0, 2, &text.plain(&format!("; {}.", lang.gaps(gaps))))?;
    for verdict in [Verdict::Exceeds, Verdict::Undetermined] {
        names(page, lang, report, verdict)?;
    }
    page.blank()
}

/// Names the documents again: after a long report, the end is what stands on the screen.
fn names(page: &mut Page, lang: Lang, report: &Report, verdict: Verdict) -> fmt::Result {
    let count = report.count(verdict);
    if count == 0 {
        return Ok(());
    }
    let named: Vec<&str> =
        with(report, verdict).take(NAMED_IN_SUMMARY).map(|a| a.source.as_str()).collect();
    let mut text = Text::new(ink(verdict), lang.verdict(verdict));
    text = text.plain("  ").plain(&named.join(", "));
    if count > named.len() {
        text = text.plain(&format!(", {}", lang.and_more(count - named.len())));
    }
    page.paragraph(2, 4, &text)
}
