//! Checkstyle's XML, which review bots and older CI servers read.
//!
//! Not here: what the list holds ([`super::entries`]).

use std::collections::BTreeMap;
use std::fmt;

use super::entries::{Entry, entries};
use super::group::Grade;
use super::inert::xml;
use super::{Look, Renderer};
use crate::model::Report;

/// Checkstyle's XML.
pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "checkstyle"
    }

    fn title(&self) -> &'static str {
        "Checkstyle XML, for review bots and older CI servers"
    }

    fn render(&self, report: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
        let entries = entries(report, look.lang);
        // A document without any remark is listed too: it was looked at.
        let sources = report.assessments.iter().map(|a| (a.source.as_str(), Vec::new()));
        let mut files: BTreeMap<&str, Vec<&Entry<'_>>> = sources.collect();
        for entry in &entries {
            files.entry(entry.source).or_default().push(entry);
        }
        // The version is that of the shape, which is Checkstyle's own.
        out.write_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">\n")?;
        for (file, here) in files {
            writeln!(out, "  <file name=\"{}\">", xml(file))?;
            here.into_iter().try_for_each(|entry| error(entry, out))?;
            writeln!(out, "  </file>")?;
        }
        out.write_str("</checkstyle>\n")
    }
}

fn error(entry: &Entry<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let (line, column) = entry.at.unwrap_or((1, 1));
    let severity = match entry.grade {
        Grade::Error => "error",
        Grade::Warning => "warning",
        Grade::Note => "info",
    };
    writeln!(
        out,
        "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"clearedfor.{}\"/>",
        line.max(1),
        column.max(1),
        xml(&entry.text),
        xml(&entry.id.replace('/', ".")),
    )
}
