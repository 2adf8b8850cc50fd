//! One document on the page: verdict, ladders, weakest link, what to do, then everything behind it.
//!
//! Not here: its findings ([`super::findings`]) and agenda ([`super::items`]).

use std::fmt;

use super::page::Bit::{Name, Number, Raw, Text};
use super::page::Page;
use super::{Anchors, class, findings, items, ladders, level, overview, timeline};
use crate::model::report::Link;
use crate::model::{Assessment, Report, Verdict};
use crate::render::places::brief;

/// Writes the section of a document, which comes with its place in the report.
pub(super) fn write(
    page: &mut Page,
    report: &Report,
    anchors: &Anchors,
    (number, assessment): (usize, &Assessment),
) -> fmt::Result {
    page.put(&[Raw("<article class=\"document "), class(assessment.verdict), Raw("\" id=\"d")])?;
    page.put(&[Number(number + 1), Raw("\">\n<div class=\"glance\">\n<div class=\"said\">\n")])?;
    headline(page, assessment)?;
    weakest(page, report, &assessment.ceiling.weakest)?;
    page.raw("</div>\n")?;
    ladders::write(page, report, assessment)?;
    page.raw("</div>\n")?;
    if assessment.verdict == Verdict::Undetermined {
        gaps(page, report, assessment)?;
    }
    if assessment.verdict != Verdict::Within {
        advice(page, assessment)?;
        items::write(page, report, assessment)?;
    }
    if assessment.verdict != Verdict::Undetermined {
        gaps(page, report, assessment)?;
    }
    timeline::write(page, report, assessment)?;
    findings::write(page, report, anchors, assessment)?;
    links(page, report, assessment)?;
    notices(page, assessment)?;
    facts(page, assessment)?;
    if overview::has_list(report) {
        let words = page.lang.to_the_list();
        page.put(&[Raw("<p class=\"back\"><a href=\"#list\">"), Text(words), Raw("</a></p>\n")])?;
    }
    page.raw("</article>\n")
}

fn headline(page: &mut Page, assessment: &Assessment) -> fmt::Result {
    let lang = page.lang;
    let verdict = lang.verdict(assessment.verdict);
    page.put(&[Raw("<h2><span class=\"verdict\">"), Text(verdict), Raw("</span> ")])?;
    page.put(&[Raw("<span class=\"source\">"), Name(&assessment.source), Raw("</span></h2>\n")])?;
    let content = if assessment.gaps.is_empty() { lang.content() } else { lang.content_read() };
    page.put(&[Raw("<p class=\"lead\">"), Text(content), Raw(" <strong>")])?;
    page.put(&[Text(&level(&assessment.content)), Raw("</strong>, "), Text(lang.cleared_for())])?;
    let ceiling = level(&assessment.ceiling.level);
    page.put(&[Raw(" <strong>"), Text(&ceiling), Raw("</strong></p>\n")])?;
    match assessment.verdict {
        // The ladders say it.
        Verdict::Exceeds => Ok(()),
        Verdict::Undetermined => page.paragraph("<p>", lang.nothing_cleared()),
        Verdict::Within => page.paragraph("<p>", lang.caution()),
    }
}

fn weakest(page: &mut Page, report: &Report, weakest: &Link) -> fmt::Result {
    let lang = page.lang;
    page.put(&[Raw("<div class=\"weakest\">\n<h3>"), Text(lang.weakest_link()), Raw("</h3>\n<p>")])?;
    link(page, report, weakest)?;
    page.raw("</p>\n")?;
    page.paragraph("<p class=\"why\">", lang.of(&weakest.why))?;
    page.raw("</div>\n")
}

/// "Hotel (place hotel), participant 2 (liaison): offen (0) [agenda.md:8]".
fn link(page: &mut Page, report: &Report, link: &Link) -> fmt::Result {
    let lang = page.lang;
    let title = lang.of(&link.title);
    page.put(&[Raw("<strong>"), Text(if title.is_empty() { &link.name } else { title })])?;
    page.raw("</strong> (")?;
    if link.what != "exposure" {
        page.put(&[Text(lang.link(link.what)), Raw(" ")])?;
    }
    page.put(&[Raw("<code>"), Text(&link.name), Raw("</code>)")])?;
    if let Some(number) = link.participant {
        page.put(&[Raw(", "), Text(&lang.participant(number))])?;
    }
    if let (Some(role), true) = (&link.role, report.shows_text) {
        page.put(&[Raw(" ("), Name(&brief(role)), Raw(")")])?;
    }
    page.put(&[Raw(": <span class=\"level\">"), Text(&level(&link.ceiling)), Raw("</span>")])?;
    let from = lang.said_at(link);
    if from.is_empty() {
        return Ok(());
    }
    page.put(&[Raw(" <span class=\"from\">["), Text(&from), Raw("]</span>")])
}

fn links(page: &mut Page, report: &Report, assessment: &Assessment) -> fmt::Result {
    let ceiling = &assessment.ceiling;
    let others = || ceiling.links.iter().filter(|link| **link != ceiling.weakest);
    if others().next().is_none() {
        return Ok(());
    }
    let title = page.lang.other_links();
    page.put(&[Raw("<section>\n<h3>"), Text(title), Raw("</h3>\n<ul>\n")])?;
    for other in others() {
        page.raw("<li>")?;
        link(page, report, other)?;
        page.raw("</li>\n")?;
    }
    page.raw("</ul>\n</section>\n")
}

/// What to do, most urgent first, and where to.
fn advice(page: &mut Page, assessment: &Assessment) -> fmt::Result {
    let (lang, advice) = (page.lang, &assessment.advice);
    if !advice.steps.is_empty() {
        let title = lang.what_to_do();
        page.put(&[Raw("<section class=\"steps\">\n<h3>"), Text(title), Raw("</h3>\n<ol>\n")])?;
        for step in &advice.steps {
            page.put(&[Raw("<li>"), Text(lang.of(step)), Raw("</li>\n")])?;
        }
        page.raw("</ol>\n</section>\n")?;
    }
    if !advice.channels.is_empty() {
        page.put(&[Raw("<section>\n<h3>"), Text(lang.channels()), Raw("</h3>\n<ul>\n")])?;
        for (name, title) in &advice.channels {
            page.put(&[Raw("<li><strong>"), Text(lang.of(title)), Raw("</strong> <code>")])?;
            page.put(&[Text(name), Raw("</code></li>\n")])?;
        }
        page.raw("</ul>\n</section>\n")?;
    }
    Ok(())
}

fn gaps(page: &mut Page, report: &Report, assessment: &Assessment) -> fmt::Result {
    let lang = page.lang;
    if assessment.gaps.is_empty() {
        return Ok(());
    }
    let within = assessment.verdict == Verdict::Within;
    let title = if within { lang.accepted_unread() } else { lang.not_read() };
    page.put(&[Raw("<section class=\"gaps\">\n<h3>"), Text(title), Raw("</h3>\n<ul>\n")])?;
    for gap in &assessment.gaps {
        page.put(&[Raw("<li><strong>"), Text(&lang.way(&gap.place)), Raw("</strong>: ")])?;
        page.put(&[Text(lang.reason(gap)), Raw(" ("), Text(lang.gap(gap.kind)), Raw(")")])?;
        if report.allowed_gaps.contains(&gap.kind) {
            page.put(&[Text(lang.allowed())])?;
        }
        page.raw("</li>\n")?;
    }
    page.raw("</ul>\n</section>\n")
}

fn notices(page: &mut Page, assessment: &Assessment) -> fmt::Result {
    let lang = page.lang;
    if assessment.notices.is_empty() {
        return Ok(());
    }
    page.put(&[Raw("<section>\n<h3>"), Text(lang.notices()), Raw("</h3>\n<ul>\n")])?;
    for notice in &assessment.notices {
        page.put(&[Raw("<li>"), Text(lang.notice(notice)), Raw("</li>\n")])?;
    }
    page.raw("</ul>\n</section>\n")
}

/// What the file was read as, and its fingerprint.
fn facts(page: &mut Page, assessment: &Assessment) -> fmt::Result {
    let lang = page.lang;
    if assessment.format.is_empty() && assessment.digest.is_none() {
        return Ok(());
    }
    page.raw("<dl class=\"facts\">\n")?;
    if !assessment.format.is_empty() {
        page.put(&[Raw("<div><dt>"), Text(lang.format_word()), Raw("</dt><dd>")])?;
        page.put(&[Text(assessment.format), Raw("</dd></div>\n")])?;
    }
    if let Some(digest) = &assessment.digest {
        page.put(&[Raw("<div><dt>"), Text(lang.file_digest()), Raw("</dt><dd><code>")])?;
        page.put(&[Text(&digest.to_string()), Raw("</code></dd></div>\n")])?;
    }
    page.raw("</dl>\n")
}
