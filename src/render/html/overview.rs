//! The list of all documents, where there are several: what exceeds first, and what needs no look folded away.
//!
//! Not here: the documents themselves ([`super::document`]).

use std::fmt;

use super::page::Bit::{Name, Number, Raw, Text};
use super::page::Page;
use super::{class, level};
use crate::model::report::Named;
use crate::model::{Assessment, Report, Verdict};
use crate::render::group::Group;

/// Up to so many documents that need no look stand in the table with the others.
const QUIET_LISTED: usize = 20;
/// From so many rows on a filter helps.
const FILTERED: usize = 10;

/// Whether the report has a list of documents.
pub(super) fn has_list(report: &Report) -> bool {
    report.assessments.len() > 1
}

/// All documents with their place in the report: what exceeds first, what is within last.
pub(super) fn in_order(report: &Report) -> impl Iterator<Item = (usize, &Assessment)> {
    let with = |verdict| {
        report.assessments.iter().enumerate().filter(move |(_, a)| a.verdict == verdict)
    };
    [Verdict::Exceeds, Verdict::Undetermined, Verdict::Within].into_iter().flat_map(with)
}

/// Whether a document has a section of its own, or is only listed.
pub(super) fn has_section(report: &Report, assessment: &Assessment) -> bool {
    !has_list(report) || !is_quiet(assessment)
}

/// Within, and nothing that a person should look at.
fn is_quiet(assessment: &Assessment) -> bool {
    let findings = &assessment.findings;
    assessment.verdict == Verdict::Within
        && assessment.gaps.is_empty()
        && warnings(assessment) == 0
        && findings.iter().all(|finding| finding.waived.is_none())
}

/// How many findings of a document deserve a look whatever the verdict is.
fn warnings(assessment: &Assessment) -> usize {
    let ceiling = assessment.ceiling.level.level;
    let warns = |group| matches!(group, Group::Lowering | Group::Warning);
    assessment.findings.iter().filter(|finding| warns(Group::of(finding, ceiling))).count()
}

/// Writes the list, and that there is nothing where there is nothing.
pub(super) fn write(page: &mut Page, report: &Report) -> fmt::Result {
    if report.assessments.is_empty() {
        return nothing(page, report);
    }
    if !has_list(report) {
        return Ok(());
    }
    page.put(&[Raw("<section class=\"all "), class(report.verdict()), Raw("\" id=\"list\">\n")])?;
    headline(page, report)?;
    let quiet = report.assessments.iter().filter(|a| is_quiet(a)).count();
    let listed = |a: &Assessment| quiet <= QUIET_LISTED || !is_quiet(a);
    let rows = report.assessments.len() - if quiet <= QUIET_LISTED { 0 } else { quiet };
    if report.assessments.len() >= FILTERED {
        filter(page)?;
    }
    if rows > 0 {
        table(page, report, &listed)?;
    }
    if quiet > QUIET_LISTED {
        let words = page.lang.quiet_documents(quiet);
        page.put(&[Raw("<details>\n<summary>"), Text(&words), Raw("</summary>\n<ul class=\"quiet\">\n")])?;
        for assessment in report.assessments.iter().filter(|a| is_quiet(a)) {
            page.put(&[Raw("<li data-row>"), Name(&assessment.source), Raw(" ")])?;
            levels(page, &assessment.content, &assessment.ceiling.level)?;
            aside(page, assessment)?;
            page.raw("</li>\n")?;
        }
        page.raw("</ul>\n</details>\n")?;
    }
    page.raw("</section>\n")
}

fn nothing(page: &mut Page, report: &Report) -> fmt::Result {
    let (lang, verdict) = (page.lang, report.verdict());
    page.put(&[Raw("<section class=\"all "), class(verdict), Raw("\">\n<h2>")])?;
    page.put(&[Raw("<span class=\"verdict\">"), Text(lang.verdict(verdict)), Raw("</span></h2>\n")])?;
    page.paragraph("<p class=\"lead\">", lang.nothing_checked())?;
    page.raw("</section>\n")
}

fn headline(page: &mut Page, report: &Report) -> fmt::Result {
    let lang = page.lang;
    page.put(&[Raw("<h2><span class=\"verdict\">"), Text(lang.verdict(report.verdict()))])?;
    let count = report.assessments.len();
    page.put(&[Raw("</span> <span class=\"source\">"), Text(&lang.documents(count))])?;
    page.raw("</span></h2>\n<p class=\"lead\">")?;
    let mut separator = "";
    for verdict in [Verdict::Exceeds, Verdict::Undetermined, Verdict::Within] {
        let count = lang.verdicts(verdict, report.count(verdict));
        page.put(&[Raw(separator), Raw("<strong>"), Text(&count), Raw("</strong>")])?;
        separator = ", ";
    }
    if let Some(highest) = report.assessments.iter().map(|a| &a.content).max_by_key(|n| n.level) {
        page.put(&[Raw("; "), Text(lang.highest_level()), Raw(" <strong>")])?;
        page.put(&[Text(&level(highest)), Raw("</strong>")])?;
    }
    let gaps: usize = report.assessments.iter().map(|a| a.gaps.len()).sum();
    page.put(&[Raw("; "), Text(&lang.gaps(gaps)), Raw(".</p>\n")])
}

/// Shown by the script, which it needs.
fn filter(page: &mut Page) -> fmt::Result {
    let words = page.lang.filter();
    page.put(&[Raw("<p class=\"filter script\" hidden><label for=\"filter\">"), Text(words)])?;
    page.raw("</label> <input id=\"filter\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"> ")?;
    page.raw("<output id=\"shown\" for=\"filter\"></output></p>\n")
}

fn table(page: &mut Page, report: &Report, listed: &dyn Fn(&Assessment) -> bool) -> fmt::Result {
    let lang = page.lang;
    page.raw("<table class=\"documents\">\n<thead><tr>")?;
    let titles = [lang.document(), lang.verdict_word(), lang.content_head(), lang.cleared_head()];
    for title in titles {
        page.put(&[Raw("<th scope=\"col\">"), Text(title), Raw("</th>")])?;
    }
    page.raw("</tr></thead>\n<tbody>\n")?;
    for (number, assessment) in in_order(report).filter(|(_, a)| listed(a)) {
        row(page, report, assessment, number)?;
    }
    page.raw("</tbody>\n</table>\n")
}

fn row(page: &mut Page, report: &Report, assessment: &Assessment, number: usize) -> fmt::Result {
    let lang = page.lang;
    page.put(&[Raw("<tr data-row class=\""), class(assessment.verdict), Raw("\"><th scope=\"row\">")])?;
    if has_section(report, assessment) {
        page.put(&[Raw("<a href=\"#d"), Number(number + 1), Raw("\">"), Name(&assessment.source)])?;
        page.raw("</a>")?;
    } else {
        page.put(&[Name(&assessment.source)])?;
        aside(page, assessment)?;
    }
    let ceiling = assessment.ceiling.level.level;
    let findings = assessment.findings.iter();
    let above = findings.filter(|finding| Group::of(finding, ceiling) == Group::Above).count();
    let mut notes = Vec::new();
    if above > 0 {
        notes.push(lang.finding_count(above));
    }
    if !assessment.gaps.is_empty() {
        notes.push(lang.gaps(assessment.gaps.len()));
    }
    if warnings(assessment) > 0 {
        notes.push(lang.warning_count(warnings(assessment)));
    }
    if !notes.is_empty() {
        page.put(&[Raw(" <span class=\"from\">"), Text(&notes.join(", ")), Raw("</span>")])?;
    }
    page.put(&[Raw("</th><td class=\"verdict\">"), Text(lang.verdict(assessment.verdict))])?;
    page.put(&[Raw("</td><td>"), Text(&level(&assessment.content)), Raw("</td><td>")])?;
    page.put(&[Text(&level(&assessment.ceiling.level)), Raw("</td></tr>\n")])
}

fn levels(page: &mut Page, content: &Named, ceiling: &Named) -> fmt::Result {
    let lang = page.lang;
    page.put(&[Raw("<span class=\"from\">"), Text(lang.content()), Raw(" "), Text(&level(content))])?;
    page.put(&[Raw(", "), Text(lang.cleared_for()), Raw(" "), Text(&level(ceiling)), Raw("</span>")])
}

/// What would be lost where a document has no section of its own.
fn aside(page: &mut Page, assessment: &Assessment) -> fmt::Result {
    for notice in &assessment.notices {
        let words = page.lang.notice(notice);
        page.put(&[Raw(" <span class=\"from\">"), Text(words), Raw("</span>")])?;
    }
    if let Some(digest) = &assessment.digest {
        let digest = digest.to_string();
        page.put(&[Raw(" <code class=\"from\">"), Text(&digest), Raw("</code>")])?;
    }
    Ok(())
}
