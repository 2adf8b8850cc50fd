//! A job summary in Markdown, for GitHub's step summary and GitLab's comments.
//!
//! Not here: one document ([`section`]) and how words are kept from being marks ([`super::inert`]).

mod section;
#[cfg(test)]
mod tests;

use std::fmt::{self, Write as _};

use super::inert::{code, markdown};
use super::telling::Teller;
use super::{Look, Renderer};
use crate::model::{Assessment, Report, Verdict};

/// GitHub refuses a summary of 1 MiB; what would not fit is counted.
const MOST: usize = 900 * 1024;
/// Rows of a list; what is beyond is counted.
const ROWS: usize = 200;

/// The job summary.
pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn title(&self) -> &'static str {
        "Markdown, for job summaries and comments"
    }

    fn render(&self, report: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
        let teller = Teller::new(report, look.lang);
        let head = head(&teller);
        let tail = tail(&teller);
        let mut room = MOST.saturating_sub(head.len() + tail.len());
        out.write_str(&head)?;
        let (mut left, mut quiet) = (0, 0);
        for verdict in [Verdict::Exceeds, Verdict::Undetermined, Verdict::Within] {
            for assessment in report.assessments.iter().filter(|a| a.verdict == verdict) {
                if is_quiet(&teller, assessment) {
                    quiet += 1;
                    continue;
                }
                let section = section::of(&teller, assessment);
                if section.len() > room {
                    left += 1;
                    continue;
                }
                room -= section.len();
                out.write_str(&section)?;
            }
        }
        if left > 0 {
            writeln!(out, "**{}**\n", markdown(&look.lang.documents_left(left)))?;
        }
        if quiet > 0 {
            writeln!(out, "{}\n", markdown(&look.lang.within_not_listed(quiet)))?;
        }
        out.write_str(&tail)
    }
}

/// Whether there is nothing to say of a document but that it is within. The only one is told in any case.
fn is_quiet(teller: &Teller<'_>, assessment: &Assessment) -> bool {
    teller.report.assessments.len() > 1
        && assessment.verdict == Verdict::Within
        && assessment.gaps.is_empty()
        && assessment.notices.is_empty()
        && section::is_quiet(assessment)
}

/// The verdict of the run, and the level of the report itself.
fn head(teller: &Teller<'_>) -> String {
    let (report, lang) = (teller.report, teller.lang);
    let mut head = format!("## clearedfor: {}\n\n", lang.verdict(report.verdict()));
    if let Some(excerpts) = teller.excerpts() {
        let _ = writeln!(head, "> **{}**\n", markdown(&excerpts));
    }
    let _ = writeln!(head, "{}\n", markdown(&teller.summary()));
    head
}

/// What belongs to the whole run.
fn tail(teller: &Teller<'_>) -> String {
    let (report, lang) = (teller.report, teller.lang);
    let mut tail = String::new();
    let loosened: Vec<String> =
        report.loosened.iter().map(|l| with_place(lang.of(&l.what), &l.from)).collect();
    list(&mut tail, teller, lang.loosened(), &loosened);
    let notices: Vec<String> =
        report.notices.iter().map(|notice| markdown(&teller.notice(notice))).collect();
    list(&mut tail, teller, lang.notices(), &notices);
    let gaps = report.assessments.iter().flat_map(|assessment| &assessment.gaps);
    let accepted = gaps.filter(|gap| teller.is_allowed(gap)).count();
    if accepted > 0 {
        let kinds: Vec<&str> = report.allowed_gaps.iter().map(|kind| kind.name()).collect();
        let text = format!("{} (--allow-gap {})", lang.accepted(accepted), kinds.join(","));
        let _ = writeln!(tail, "{}\n", markdown(&text.replace('\u{a0}', " ")));
    }
    let found = report.assessments.iter().any(|a| !a.findings.is_empty());
    if found && !report.shows_text {
        let _ = writeln!(tail, "{}\n", markdown(lang.masked_hint()));
    }
    let _ = writeln!(tail, "{}\n", markdown(&teller.disclaimer()));
    let made = format!("clearedfor {}; {}", report.version, teller.provenance());
    let _ = writeln!(tail, "{}", markdown(&made.replace('\u{a0}', " ")));
    if let Some(basis) = &report.basis {
        let facts = [
            ("build", basis.build.to_owned()),
            ("rules", basis.rules.to_string()),
            ("policy", basis.policy.to_string()),
        ];
        let facts = facts.map(|(name, value)| format!("{name} {}", code(&value)));
        let call = code(&basis.call.join(" "));
        let _ = writeln!(tail, "\nSHA-256: {}; clearedfor check {call}", facts.join(", "));
    }
    tail
}

/// A sentence, and where what it tells is written.
fn with_place(what: &str, from: &str) -> String {
    format!("{} ({})", markdown(what), code(from))
}

/// A list under a heading in bold, cut with a count; nothing where there are no rows.
fn list(out: &mut String, teller: &Teller<'_>, title: &str, rows: &[String]) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "**{}**\n", markdown(title));
    for row in rows.iter().take(ROWS) {
        let _ = writeln!(out, "- {row}");
    }
    if rows.len() > ROWS {
        let _ = writeln!(out, "- {}", teller.lang.and_more(rows.len() - ROWS));
    }
    out.push('\n');
}
