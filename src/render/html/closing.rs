//! The end of the page: notices of the run, the rules that fired, what the report rests on, and the disclaimer.
//!
//! Not here: anything of a single document.

use std::fmt;

use super::page::Bit::{Number, Raw, Text};
use super::page::Page;
use crate::model::Report;

/// Writes it.
pub(super) fn write(page: &mut Page, report: &Report) -> fmt::Result {
    let lang = page.lang;
    loosened(page, report)?;
    if !report.notices.is_empty() {
        page.put(&[Raw("<section>\n<h2>"), Text(lang.notices()), Raw("</h2>\n<ul>\n")])?;
        for notice in &report.notices {
            page.put(&[Raw("<li>"), Text(lang.notice(notice)), Raw("</li>\n")])?;
        }
        page.raw("</ul>\n</section>\n")?;
    }
    accepted(page, report)?;
    rules(page, report)?;
    basis(page, report)?;
    let found = report.assessments.iter().any(|a| !a.findings.is_empty());
    if found && !report.shows_text {
        page.paragraph("<p class=\"quiet\">", lang.masked_hint())?;
    }
    page.put(&[Raw("<p class=\"disclaimer\">"), Text(lang.disclaimer()), Raw(" ")])?;
    page.put(&[Text(lang.caution()), Raw("</p>\n")])
}

/// By what the repository that is checked asks for less than the policy.
fn loosened(page: &mut Page, report: &Report) -> fmt::Result {
    let lang = page.lang;
    if report.loosened.is_empty() {
        return Ok(());
    }
    let title = lang.loosened();
    page.put(&[Raw("<section class=\"loosened\">\n<h2>"), Text(title), Raw("</h2>\n<ul>\n")])?;
    for loosening in &report.loosened {
        page.put(&[Raw("<li>"), Text(lang.of(&loosening.what)), Raw(" <span class=\"from\">")])?;
        page.put(&[Text(&loosening.from), Raw("</span></li>\n")])?;
    }
    page.raw("</ul>\n</section>\n")
}

/// What was not read and accepted all the same, so that nobody takes it for read.
fn accepted(page: &mut Page, report: &Report) -> fmt::Result {
    let gaps = report.assessments.iter().flat_map(|assessment| &assessment.gaps);
    let accepted = gaps.filter(|gap| report.allowed_gaps.contains(&gap.kind)).count();
    if accepted == 0 {
        return Ok(());
    }
    let kinds: Vec<&str> = report.allowed_gaps.iter().map(|kind| kind.name()).collect();
    let text = format!("{} (--allow-gap {})", page.lang.accepted(accepted), kinds.join(","));
    page.paragraph("<p>", &text)
}

/// Each rule that fired once, however often it did.
fn rules(page: &mut Page, report: &Report) -> fmt::Result {
    let lang = page.lang;
    if report.rules.is_empty() {
        return Ok(());
    }
    page.put(&[Raw("<details class=\"rules\">\n<summary><h2>"), Text(lang.rules_head())])?;
    page.put(&[Raw(" <span class=\"count\">"), Number(report.rules.len())])?;
    page.raw("</span></h2></summary>\n<dl>\n")?;
    for (number, (id, note)) in (1..).zip(&report.rules) {
        page.put(&[Raw("<dt id=\"r"), Number(number), Raw("\">"), Text(lang.of(&note.title))])?;
        page.put(&[Raw(" <code>"), Text(id), Raw("</code></dt>\n<dd>"), Text(lang.of(&note.why))])?;
        let checked = if note.verified { lang.checked() } else { lang.not_checked() };
        page.put(&[Raw(" <span class=\"from\">"), Text(lang.source_word()), Raw(" ")])?;
        page.put(&[Text(&note.source.join(", ")), Raw(", "), Text(checked)])?;
        page.raw("</span></dd>\n")?;
    }
    page.raw("</dl>\n</details>\n")
}

/// Program, policy, rules, and their fingerprints where these were asked for.
fn basis(page: &mut Page, report: &Report) -> fmt::Result {
    let lang = page.lang;
    page.put(&[Raw("<section>\n<h2>"), Text(lang.basis()), Raw("</h2>\n<dl class=\"facts\">\n")])?;
    let set = |(id, version): &(String, String)| format!("{id} {version}");
    let rulesets: Vec<String> = report.rulesets.iter().map(set).collect();
    fact(page, lang.program(), &format!("clearedfor {}", report.version))?;
    fact(page, lang.policy_word(), &set(&report.policy))?;
    fact(page, lang.rulesets_word(), &rulesets.join(", "))?;
    fact(page, lang.schemes_word(), &report.in_force.join(", "))?;
    if let Some(basis) = &report.basis {
        fact(page, lang.build_digest(), basis.build)?;
        fact(page, lang.rules_digest(), &basis.rules.to_string())?;
        fact(page, lang.policy_digest(), &basis.policy.to_string())?;
        fact(page, lang.call(), &basis.call.join(" "))?;
    }
    page.raw("</dl>\n</section>\n")
}

fn fact(page: &mut Page, title: &str, words: &str) -> fmt::Result {
    if words.is_empty() {
        return Ok(());
    }
    page.put(&[Raw("<div><dt>"), Text(title), Raw("</dt><dd>"), Text(words), Raw("</dd></div>\n")])
}
