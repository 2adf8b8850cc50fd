//! Workflow commands: what GitHub shows as annotations at the lines of a pull request.
//!
//! Not here: the job summary, which is Markdown ([`super::markdown`]).

use std::fmt;

use super::entries::{Entry, entries};
use super::group::Grade;
use super::telling::Teller;
use super::{Look, Renderer, escape};
use crate::model::{Report, Verdict};

/// GitHub shows so many annotations of each command and step, and drops the rest without a word.
const SHOWN: usize = 10;

/// The workflow commands.
pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "github"
    }

    fn title(&self) -> &'static str {
        "GitHub workflow commands, for annotations"
    }

    fn render(&self, report: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
        let entries = entries(report, look.lang);
        // The summary is one of its own kind.
        let closing = match report.verdict() {
            Verdict::Exceeds | Verdict::Undetermined => Grade::Error,
            Verdict::Within => Grade::Note,
        };
        let mut left = 0;
        for grade in [Grade::Error, Grade::Warning, Grade::Note] {
            let mut of_grade: Vec<&Entry<'_>> =
                entries.iter().filter(|entry| entry.grade == grade).collect();
            of_grade.sort_by_key(|entry| (rank(entry), std::cmp::Reverse(entry.level)));
            let room = SHOWN - usize::from(grade == closing);
            left += of_grade.len().saturating_sub(room);
            of_grade.into_iter().take(room).try_for_each(|entry| annotation(entry, out))?;
        }
        summary(report, look, closing, left, out)
    }
}

/// What is said of the run comes first, then the verdict of each document and what was not read of it.
fn rank(entry: &Entry<'_>) -> u8 {
    match entry.id.as_str() {
        "report/nothing" | "report/excerpts" | "report/loosened" => 0,
        "verdict/exceeds" => 1,
        id if id.starts_with("gap/") => 2,
        _ => 3,
    }
}

fn command(grade: Grade) -> &'static str {
    match grade {
        Grade::Error => "error",
        Grade::Warning => "warning",
        Grade::Note => "notice",
    }
}

fn annotation(entry: &Entry<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    write!(out, "::{} file={}", command(entry.grade), property(entry.source))?;
    if let Some((line, column)) = entry.at {
        write!(out, ",line={line},col={column}")?;
    }
    writeln!(out, ",title={}::{}", property(&format!("clearedfor {}", entry.id)), data(&entry.text))
}

fn summary(
    report: &Report,
    look: &Look,
    grade: Grade,
    left: usize,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let (teller, lang) = (Teller::new(report, look.lang), look.lang);
    let mut text = format!("{}. ", teller.summary());
    if let Some(excerpts) = teller.excerpts() {
        text = format!("{text}{excerpts} ");
    }
    if left > 0 {
        text = format!("{text}{} ", lang.annotations_left(left));
    }
    let text = format!("{text}{}", teller.disclaimer());
    let title = format!("clearedfor: {}", lang.verdict(report.verdict()));
    writeln!(out, "::{} title={}::{}", command(grade), property(&title), data(&text))
}

/// Text behind the second pair of colons.
fn data(text: &str) -> String {
    // Line ends are blanks already; the percent sign is what is left to escape.
    escape::line(text).replace('%', "%25")
}

/// A value before the second pair of colons.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;
    use crate::render::golden;

    #[test]
    fn no_command_has_more_than_github_shows() {
        for (name, report) in golden::reports() {
            let mut text = String::new();
            Format.render(&report, &Look::default(), &mut text).unwrap();
            for word in ["::error ", "::warning ", "::notice "] {
                let count = text.lines().filter(|line| line.starts_with(word)).count();
                assert!(count <= SHOWN, "{name}: {count} of {word}");
            }
            let commands = text.lines().filter(|line| line.starts_with("::")).count();
            assert_eq!(commands, text.lines().count(), "{name}");
            let all = entries(&report, crate::render::Lang::En).len();
            let left = all + 1 - commands;
            let says = text.contains(&crate::render::Lang::En.annotations_left(left));
            assert_eq!(says, left > 0, "{name}: {left}");
        }
    }

    #[test]
    fn values_do_not_end_where_they_should_not() {
        assert_eq!(property("a:b,c%\n::d"), "a%3Ab%2Cc%25 %3A%3Ad");
        assert_eq!(data("a:b,c%\r\n::d"), "a:b,c%25  ::d");
    }
}
