//! What a job summary must keep to beyond its expected files.
//!
//! Not here: how it renders, which tests/reports.sh asks a Markdown reader.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use super::*;
use crate::render::golden;

fn summary(report: &Report) -> String {
    let mut text = String::new();
    Format.render(report, &Look::default(), &mut text).unwrap();
    text
}

#[test]
fn it_stays_below_what_github_takes_and_counts_the_rest() {
    let (_, small) = golden::reports().into_iter().find(|(name, _)| *name == "exceeds").unwrap();
    let mut report = small.clone();
    report.assessments = vec![small.assessments[0].clone(); 600];
    let text = summary(&report);
    assert!(text.len() < 1 << 20, "{}", text.len());
    let told = text.matches("\n### ").count();
    assert!(told > 50 && told < 600, "{told}");
    assert!(text.contains(&crate::render::Lang::En.documents_left(600 - told)), "{told}");
    let finding = small.assessments[0].findings[2].clone();
    report.assessments.truncate(1);
    report.assessments[0].findings = vec![finding; 5000];
    let text = summary(&report);
    assert!(text.len() < 1 << 20, "{}", text.len());
    assert!(text.contains("4800"));
}

/// A row has as many bars as its head, whatever stands in its cells.
#[test]
fn cells_do_not_spill() {
    for (name, report) in golden::reports() {
        for row in summary(&report).lines().filter(|line| line.starts_with('|')) {
            let bars = row.replace("\\|", "").matches('|').count();
            assert_eq!(bars, 5, "{name}: {row}");
        }
    }
}
