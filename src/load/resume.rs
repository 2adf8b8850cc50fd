//! A report in JSON Lines whose run was cut short: what is done, on which terms, and what came of it.
//!
//! The file is read line by line. What is whole stays: a last line without its end, a file of which not all documents
//! were written, and a summary are to be written again. Not here: whether the terms are those of the new run.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::Error;
use crate::model::summary::Tally;
use crate::model::{GapKind, Level, Month, Say, Summary, Verdict};

/// What an interrupted report holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The version of the program that began it.
    pub tool: String,
    /// The language of its sentences.
    pub language: String,
    /// The terms of its run.
    pub terms: Written,
    /// How many bytes of the report stay.
    pub stays: u64,
    /// The files that are done, with the length that each had.
    pub done: BTreeMap<String, Option<u64>>,
    /// What came of them.
    pub summary: Summary,
}

/// The terms of a run, as its report says them: see [`crate::model::Terms`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Written {
    /// The date that was judged by.
    pub today: String,
    /// The fingerprint of the rules.
    pub rules: String,
    /// The fingerprint of the policy and the schemes in force.
    pub policy: String,
    /// The fingerprint of everything that was set.
    pub options: String,
    /// The fingerprint of what was to be checked.
    pub inputs: String,
}

#[derive(Deserialize)]
struct Typed<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
}

#[derive(Deserialize)]
struct Run {
    format: String,
    version: u32,
    tool: Tool,
    language: String,
    terms: Written,
}

#[derive(Deserialize)]
struct Tool {
    version: String,
}

#[derive(Deserialize)]
struct Document {
    file: String,
    bytes: Option<u64>,
    more: usize,
    month: Option<String>,
    verdict: String,
    content: Rung,
    ceiling: Ceiling,
    findings: Vec<Finding>,
    items: Vec<Item>,
    gaps: Vec<Gap>,
}

#[derive(Deserialize)]
struct Rung {
    level: u8,
}

#[derive(Deserialize)]
struct Ceiling {
    level: u8,
    links: Vec<Link>,
}

#[derive(Deserialize)]
struct Link {
    what: String,
    name: String,
}

#[derive(Deserialize)]
struct Finding {
    rule: String,
    kind: String,
    raises: Option<Rung>,
    lowers: Option<Rung>,
    evidence: Option<IgnoredAny>,
    waived: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Item {
    title: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Gap {
    kind: String,
}

/// Reads as much of a report as is whole.
///
/// # Errors
/// Where the file cannot be read, or is no such report.
pub fn read(path: &Path) -> Result<Begun, Error> {
    let name = path.display().to_string();
    let fail = |source| Error::Io { path: name.clone(), source };
    let mut reader = BufReader::new(File::open(path).map_err(fail)?);
    let mut reading: Option<Reading> = None;
    let (mut line, mut at, mut number) = (Vec::new(), 0_u64, 0);
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line).map_err(fail)?;
        // The end of the file, or of what was written when the run was cut short.
        if line.last() != Some(&b'\n') {
            break;
        }
        (at, number) = (at + length as u64, number + 1);
        let wrong = |message: Say| config(&name, number, message);
        match &mut reading {
            None => reading = Some(Reading::begin(&line, at).map_err(wrong)?),
            Some(reading) => reading.line(&line, at).map_err(wrong)?,
        }
    }
    let nothing = || config(&name, 1, NOTHING);
    reading.map(|reading| reading.begun).ok_or_else(nothing)
}

fn config(name: &str, line: usize, message: Say) -> Error {
    Error::Config { file: name.to_owned(), line, column: 1, message: message.into() }
}

/// Why a line cannot be meant.
type Wrong = Say;

const NO_LINE: Wrong = Say(
    "not a line of a report that `check --format jsonl` writes",
    "keine Zeile eines Berichts, wie ihn `check --format jsonl` schreibt",
);

const NOTHING: Wrong =
    Say("no report in JSON Lines is begun here", "hier ist kein Bericht in JSON Lines begonnen");

/// A report being read.
struct Reading {
    begun: Begun,
    /// Documents of a file that is not whole yet.
    of_file: Vec<Document>,
    ended: bool,
}

impl Reading {
    fn begin(line: &[u8], at: u64) -> Result<Self, Wrong> {
        let run: Run = serde_json::from_slice(line).map_err(|_| NO_LINE)?;
        if (run.format.as_str(), run.version) != ("clearedfor-report-lines", 1) {
            return Err(Say(
                "not a report in JSON Lines of version 1",
                "kein Bericht in JSON Lines der Version 1",
            ));
        }
        let begun = Begun {
            tool: run.tool.version,
            language: run.language,
            terms: run.terms,
            stays: at,
            done: BTreeMap::new(),
            summary: Summary::default(),
        };
        Ok(Reading { begun, of_file: Vec::new(), ended: false })
    }

    fn line(&mut self, line: &[u8], at: u64) -> Result<(), Wrong> {
        if self.ended {
            return Err(Say("a line behind the summary", "eine Zeile hinter der Zusammenfassung"));
        }
        let typed: Typed<'_> = serde_json::from_slice(line).map_err(|_| NO_LINE)?;
        match typed.kind {
            "summary" => self.ended = true,
            "document" => {
                let document = serde_json::from_slice(line).map_err(|_| NO_LINE)?;
                self.document(document, at)?;
            }
            _ => return Err(NO_LINE),
        }
        Ok(())
    }

    fn document(&mut self, document: Document, at: u64) -> Result<(), Wrong> {
        let follows = |before: &Document| {
            before.file == document.file && before.more.checked_sub(1) == Some(document.more)
        };
        if !self.of_file.last().is_none_or(follows) {
            return Err(Say(
                "a document of the file before it is missing",
                "ein Dokument der Datei davor fehlt",
            ));
        }
        let more = document.more;
        self.of_file.push(document);
        if more > 0 {
            return Ok(());
        }
        let documents = std::mem::take(&mut self.of_file);
        let Begun { done, summary, stays, .. } = &mut self.begun;
        let Some((file, bytes)) = documents.first().map(|first| (first.file.clone(), first.bytes))
        else {
            return Ok(());
        };
        summary.add_file(bytes);
        for document in &documents {
            summary.add(tally(document)?);
        }
        if done.insert(file, bytes).is_some() {
            return Err(Say("a file that was done before", "eine Datei, die schon erledigt war"));
        }
        *stays = at;
        Ok(())
    }
}

/// What a summary counts of a document, as its line says it.
fn tally(document: &Document) -> Result<Tally<'_>, Wrong> {
    let verdicts = [Verdict::Within, Verdict::Undetermined, Verdict::Exceeds];
    let verdict = verdicts.into_iter().find(|verdict| verdict.name() == document.verdict);
    let month = document.month.as_deref().map(|month| Month::read(month).ok_or(NO_LINE));
    let channel = document.ceiling.links.iter().find(|link| link.what == "channel");
    let gap = |gap: &Gap| {
        let kind = GapKind::NAMES.iter().find(|(_, name)| *name == gap.kind);
        kind.map(|(kind, _)| *kind).ok_or(NO_LINE)
    };
    let content = Level::new(document.content.level).ok_or(NO_LINE)?;
    let quotes = document.findings.iter().any(|finding| finding.evidence.is_some())
        || document.items.iter().any(|item| item.title.is_some());
    // As in a report: what was accepted is quoted all the same.
    let waived = document.findings.iter().filter(|f| f.waived.is_some() && f.evidence.is_some());
    let level = |f: &Finding| Level::new(f.raises.as_ref().or(f.lowers.as_ref())?.level);
    let waived = waived.filter_map(level).max();
    let quoted = quotes.then(|| waived.map_or(content, |level| content.max(level)));
    Ok(Tally {
        verdict: verdict.ok_or(NO_LINE)?,
        content,
        ceiling: Level::new(document.ceiling.level).ok_or(NO_LINE)?,
        channel: channel.map_or("open", |link| &link.name),
        month: month.transpose()?,
        gaps: document.gaps.iter().map(gap).collect::<Result<_, _>>()?,
        quoted,
        findings: {
            let counts = |f: &Finding| f.kind != "mention" && f.waived.is_none();
            let counted = document.findings.iter().filter(|finding| counts(finding));
            counted.map(|finding| finding.rule.as_str()).collect()
        },
    })
}

#[cfg(test)]
mod tests;
