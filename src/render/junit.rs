//! JUnit XML, which every CI server reads: a test case for each document.
//!
//! Not here: exit codes. A document that exceeds has failed, one that was not read is an error.

use std::fmt;

use super::group::{Grade, Group};
use super::inert::xml;
use super::telling::{Teller, level};
use super::{Look, Renderer};
use crate::model::{Assessment, Finding, Report, Verdict};

/// The JUnit report.
pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn title(&self) -> &'static str {
        "JUnit XML, for CI servers"
    }

    fn render(&self, report: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
        let suite = Suite { report, teller: Teller::new(report, look.lang) };
        suite.write(out)
    }
}

struct Suite<'a> {
    report: &'a Report,
    teller: Teller<'a>,
}

impl Suite<'_> {
    fn write(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        let all = &self.report.assessments;
        let nothing = all.is_empty();
        let unchecked = self.teller.grade_of_nothing() == Grade::Error;
        let errors = all.iter().filter(|a| self.unread(a)).count() + usize::from(nothing && unchecked);
        let counts = format!(
            "name=\"clearedfor\" tests=\"{}\" failures=\"{}\" errors=\"{errors}\"",
            all.len().max(1),
            self.report.count(Verdict::Exceeds),
        );
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>")?;
        writeln!(out, "  <testsuite {counts} skipped=\"0\">")?;
        self.properties(out)?;
        all.iter().try_for_each(|assessment| self.case(assessment, out))?;
        if nothing {
            // A suite without cases would be green.
            let text = self.teller.lang.nothing_checked();
            writeln!(out, "    <testcase classname=\"clearedfor\" name=\"{text}\">")?;
            if unchecked {
                element(out, "error", "undetermined", text, &[])?;
            }
            writeln!(out, "    </testcase>")?;
        }
        let (report, teller) = (self.report, self.teller);
        let mut lines: Vec<String> = teller.excerpts().into_iter().collect();
        lines.extend(report.loosened.iter().map(|loosening| teller.loosened(loosening)));
        lines.extend(report.notices.iter().map(|notice| teller.notice(notice)));
        lines.push(teller.disclaimer());
        said(out, 4, &lines)?;
        out.write_str("  </testsuite>\n</testsuites>\n")
    }

    fn properties(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        let report = self.report;
        let set = |(id, version): &(String, String)| format!("{id} {version}");
        let rulesets: Vec<String> = report.rulesets.iter().map(set).collect();
        let gaps: Vec<&str> = report.allowed_gaps.iter().map(|kind| kind.name()).collect();
        let mut facts = vec![
            ("clearedfor", report.version.to_owned()),
            ("verdict", report.verdict().name().to_owned()),
            ("policy", set(&report.policy)),
            ("rulesets", rulesets.join(", ")),
            ("schemes", report.in_force.join(", ")),
        ];
        facts.extend(report.excerpts().map(|named| ("excerpts", level(named))));
        if !gaps.is_empty() {
            facts.push(("allowed-gaps", gaps.join(", ")));
        }
        if let Some(basis) = &report.basis {
            facts.push(("build-sha-256", basis.build.to_owned()));
            facts.push(("rules-sha-256", basis.rules.to_string()));
            facts.push(("policy-sha-256", basis.policy.to_string()));
            facts.push(("call", basis.call.join(" ")));
        }
        writeln!(out, "    <properties>")?;
        for (name, value) in facts {
            writeln!(out, "      <property name=\"{name}\" value=\"{}\"/>", xml(&value))?;
        }
        writeln!(out, "    </properties>")
    }

    fn case(&self, assessment: &Assessment, out: &mut dyn fmt::Write) -> fmt::Result {
        let (teller, lang) = (self.teller, self.teller.lang);
        let folder = assessment.source.rsplit_once('/').map(|(folder, _)| folder);
        let class = folder.filter(|folder| !folder.is_empty()).unwrap_or(assessment.format);
        let class = if class.is_empty() { "clearedfor" } else { class };
        let (class, name) = (xml(class), xml(&assessment.source));
        writeln!(out, "    <testcase classname=\"{class}\" name=\"{name}\">")?;
        let document = teller.document(assessment);
        let (allowed, unread): (Vec<_>, Vec<_>) =
            assessment.gaps.iter().partition(|gap| teller.is_allowed(gap));
        if self.unread(assessment) {
            let lines: Vec<String> = unread.iter().map(|gap| teller.gap(gap)).collect();
            let head = format!("{}: {}", lang.not_read(), lang.gaps(lines.len()));
            element(out, "error", "undetermined", &head.replace('\u{a0}', " "), &lines)?;
        }
        let exceeds = assessment.verdict == Verdict::Exceeds;
        let told = |finding: &Finding| teller.finding(assessment, finding, true);
        if exceeds {
            let mut lines: Vec<String> = assessment.findings.iter().map(told).collect();
            lines.push(format!(
                "{}: {}",
                lang.weakest_link(),
                teller.link(&assessment.ceiling.weakest)
            ));
            element(out, "failure", "exceeds", &document, &lines)?;
        }
        let mut lines = Vec::new();
        if !exceeds {
            lines.push(format!("{}: {document}", lang.verdict(assessment.verdict)));
            let ceiling = assessment.ceiling.level.level;
            let notable = |finding: &&Finding| {
                let group = Group::of(finding, ceiling);
                group.grade() < Grade::Note || group == Group::Waived
            };
            lines.extend(assessment.findings.iter().filter(notable).map(told));
        }
        lines.extend(allowed.iter().map(|gap| format!("{}: {}", lang.gap_word(), teller.gap(gap))));
        lines.extend(assessment.notices.iter().map(|notice| teller.notice(notice)));
        said(out, 6, &lines)?;
        writeln!(out, "    </testcase>")
    }

    /// Whether a part that nobody accepted was not read.
    fn unread(&self, assessment: &Assessment) -> bool {
        assessment.verdict == Verdict::Undetermined
            || assessment.gaps.iter().any(|gap| !self.teller.is_allowed(gap))
    }
}

fn element(
    out: &mut dyn fmt::Write,
    name: &str,
    kind: &str,
    message: &str,
    lines: &[String],
) -> fmt::Result {
    write!(out, "      <{name} type=\"{kind}\" message=\"{}\">", xml(message))?;
    lines.iter().try_for_each(|line| write!(out, "\n{}", xml(line)))?;
    writeln!(out, "</{name}>")
}

fn said(out: &mut dyn fmt::Write, indent: usize, lines: &[String]) -> fmt::Result {
    if lines.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = lines.iter().map(|line| xml(line)).collect();
    writeln!(out, "{:indent$}<system-out>{}</system-out>", "", lines.join("\n"))
}
