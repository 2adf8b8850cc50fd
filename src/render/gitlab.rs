//! GitLab's Code Quality report: a JSON array, which its merge requests show.
//!
//! Not here: what the list holds ([`super::entries`]).

use std::fmt;

use serde::Serialize;

use super::entries::{Entry, entries};
use super::group::Grade;
use super::{Look, Renderer, json};

/// The Code Quality report.
pub(super) struct Format;

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "gitlab"
    }

    fn title(&self) -> &'static str {
        "GitLab Code Quality, for merge requests"
    }

    fn render(
        &self,
        report: &crate::model::Report,
        look: &Look,
        out: &mut dyn fmt::Write,
    ) -> fmt::Result {
        let entries = entries(report, look.lang);
        let issues: Vec<Issue<'_>> = entries.iter().map(issue).collect();
        let json = serde_json::to_string_pretty(&issues).map_err(|_| fmt::Error)?;
        json::write_visible(&json, out)?;
        out.write_char('\n')
    }
}

fn issue<'a>(entry: &'a Entry<'a>) -> Issue<'a> {
    Issue {
        description: &entry.text,
        check_name: &entry.id,
        fingerprint: entry.fingerprint.to_string(),
        severity: severity(entry),
        location: Location {
            path: entry.source,
            // The description says the place where there is no line; GitLab wants one.
            lines: Lines { begin: entry.at.map_or(1, |(line, _)| line.max(1)) },
        },
    }
}

/// What exceeds is as grave as its level. What was not read may be anything.
fn severity(entry: &Entry<'_>) -> &'static str {
    match (entry.grade, entry.level.map(crate::model::Level::ordinal)) {
        (Grade::Error, Some(4)) => "blocker",
        (Grade::Error, Some(2)) => "major",
        (Grade::Error, Some(1)) | (Grade::Warning, _) => "minor",
        (Grade::Error, _) => "critical",
        (Grade::Note, _) => "info",
    }
}
