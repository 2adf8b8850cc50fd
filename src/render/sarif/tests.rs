//! What a log must keep to beyond its schema, over all golden reports.
//!
//! Not here: the schema itself, which tests/reports.sh checks with the official file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use serde_json::Value;

use super::*;
use crate::render::golden;

fn logs() -> Vec<(&'static str, Report, Value)> {
    let log = |report: &Report| {
        let mut text = String::new();
        Format.render(report, &Look::default(), &mut text).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    golden::reports().into_iter().map(|(name, report)| (name, report.clone(), log(&report))).collect()
}

#[test]
fn indices_point_at_what_they_name() {
    for (name, report, log) in logs() {
        let run = &log["runs"][0];
        let driver = &run["tool"]["driver"];
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(driver["rules"][index]["id"], result["ruleId"], "{name}");
            let at = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            let index = usize::try_from(at["index"].as_u64().unwrap()).unwrap();
            assert_eq!(run["artifacts"][index]["location"]["uri"], at["uri"], "{name}");
            assert_eq!(uri(&report.assessments[index].source), at["uri"].as_str().unwrap());
        }
        for kind in ["toolExecutionNotifications", "toolConfigurationNotifications"] {
            for told in run["invocations"][0][kind].as_array().unwrap() {
                let index = usize::try_from(told["descriptor"]["index"].as_u64().unwrap()).unwrap();
                assert_eq!(driver["notifications"][index]["id"], told["descriptor"]["id"]);
            }
        }
    }
}

#[test]
fn nothing_is_left_out_and_no_document_that_is_not_within_is_silent() {
    for (name, report, log) in logs() {
        let run = &log["runs"][0];
        let results = run["results"].as_array().unwrap();
        let count = |wanted: &dyn Fn(&Assessment) -> usize| -> usize {
            report.assessments.iter().map(wanted).sum()
        };
        let verdicts = count(&|a| usize::from(a.verdict != Verdict::Within));
        assert_eq!(results.len(), count(&|a| a.findings.len()) + verdicts, "{name}");
        let told = &run["invocations"][0]["toolExecutionNotifications"];
        let nothing = usize::from(report.assessments.is_empty());
        assert_eq!(told.as_array().unwrap().len(), count(&|a| a.gaps.len()) + nothing, "{name}");
        let unread = report.verdict() == Verdict::Undetermined
            || report.assessments.iter().any(|a| {
                a.gaps.iter().any(|gap| !report.allowed_gaps.contains(&gap.kind))
            });
        assert_eq!(run["invocations"][0]["executionSuccessful"], Value::Bool(!unread), "{name}");
    }
}

#[test]
fn fingerprints_tell_results_apart() {
    for (name, _, log) in logs() {
        let results = log["runs"][0]["results"].as_array().unwrap();
        let prints = |key: &str| -> Vec<String> {
            let all = results.iter().filter_map(|result| result["partialFingerprints"][key].as_str());
            all.map(str::to_owned).collect()
        };
        let mut places = prints("clearedforPlace/v1");
        assert_eq!(places.len(), results.len(), "{name}");
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), results.len(), "{name}");
    }
}

#[test]
fn names_become_uris() {
    assert_eq!(uri("a b/ü#1%.md"), "a%20b/%C3%BC%231%25.md");
    assert_eq!(uri("/tmp/x.md"), "file:///tmp/x.md");
    assert_eq!(uri("C:/x.md"), "file:///C:/x.md");
    assert_eq!(uri("a:b\\c"), "a%3Ab%5Cc");
    assert_eq!(uri("\u{202e}\n"), "%E2%80%AE%0A");
}

#[test]
fn a_quotation_is_no_link_and_no_placeholder() {
    let told = message("[click](http://x) {0} \\u{1b}");
    assert_eq!(told.text, "\\[click\\](http://x) {{0}} \\u{{1b}}");
}
