//! What is whole stays, and what is no report is an error.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use super::*;
use crate::model::summary::Counts;

const RUN: &str = r#"{"type":"run","format":"clearedfor-report-lines","version":1,"tool":{"name":"clearedfor","version":"1.2.3"},"language":"en","terms":{"today":"2026-01-01","rules":"r","policy":"p","options":"o","inputs":"i"}}"#;

fn document(file: &str, more: usize) -> String {
    format!(
        r#"{{"type":"document","file":"{file}","bytes":7,"more":{more},"source":"{file}/x","month":"2024-03","verdict":"exceeds","content":{{"level":2}},"ceiling":{{"level":1,"links":[{{"what":"channel","name":"webex"}}]}},"findings":[{{"rule":"a","kind":"marking","evidence":null}},{{"rule":"b","kind":"mention","evidence":null}}],"items":[],"gaps":[{{"kind":"picture"}}]}}"#
    )
}

fn begun(text: &str) -> Result<Begun, Error> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.jsonl");
    std::fs::write(&path, text).unwrap();
    read(&path)
}

fn lines(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn what_is_whole_stays() {
    let whole = lines(&[RUN, &document("a.txt", 0), &document("b.zip", 1), &document("b.zip", 0)]);
    let half = format!("{whole}{}\n{}", document("c.zip", 1), &document("c.zip", 0)[..40]);
    for text in [half, format!("{whole}{{\"type\":\"summary\"}}\n"), whole.clone()] {
        let begun = begun(&text).unwrap();
        assert_eq!(begun.stays, whole.len() as u64);
        assert_eq!(begun.done.keys().collect::<Vec<_>>(), ["a.txt", "b.zip"]);
        let Summary { files, bytes, documents, rules, .. } = &begun.summary;
        assert_eq!((*files, *bytes), (2, 14));
        assert_eq!(*documents, Counts { within: 0, undetermined: 0, exceeds: 3 });
        assert_eq!(rules.keys().collect::<Vec<_>>(), ["a"]);
        assert_eq!((begun.tool.as_str(), begun.terms.today.as_str()), ("1.2.3", "2026-01-01"));
    }
}

#[test]
fn what_is_no_report_is_an_error() {
    let (a, b) = (document("a.txt", 0), document("b.zip", 1));
    for text in [
        String::new(),
        RUN.to_owned(),
        lines(&["{}"]),
        lines(&[&a]),
        lines(&[&RUN.replace("\"version\":1,", "\"version\":2,")]),
        lines(&[RUN, "", &a]),
        lines(&[RUN, &a, &a]),
        lines(&[RUN, &b, &a]),
        lines(&[RUN, r#"{"type":"summary"}"#, &a]),
        lines(&[RUN, &a.replace("exceeds", "surely")]),
        lines(&[RUN, &a.replace("picture", "hole")]),
        lines(&[RUN, &a.replace("\"level\":2", "\"level\":5")]),
    ] {
        let error = begun(&text).unwrap_err().to_string();
        assert!(error.contains("report.jsonl:"), "{error}");
    }
}
