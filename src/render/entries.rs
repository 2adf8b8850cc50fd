//! A report as a flat list, for formats whose readers show one thing at one line of one file.
//!
//! Not here: how such a list is written, and what does not fit into it (items, advice, what it rests on).

use std::collections::BTreeMap;

use super::Lang;
use super::fingerprint::Places;
use super::group::{Grade, Group};
use super::telling::Teller;
use crate::model::{Assessment, Digest, Effect, Finding, Gap, Level, Report, Step, Verdict, Where};

/// Something to show at a place.
pub(super) struct Entry<'a> {
    /// The document or file that it is shown at; as it is, not safe to print.
    pub(super) source: &'a str,
    /// Line and column, where it has them.
    pub(super) at: Option<(u32, u32)>,
    /// A rule's id, or what else it is: "gap/picture", "verdict/exceeds", "report/notice".
    pub(super) id: String,
    pub(super) grade: Grade,
    /// What is above what the meeting is cleared for.
    pub(super) level: Option<Level>,
    /// One line, safe to print; it says the place where `at` does not.
    pub(super) text: String,
    /// Unique in the report; it rests on no line and on no words.
    pub(super) fingerprint: Digest,
}

/// Everything that the report has to say, what is said of the run first.
pub(super) fn entries(report: &Report, lang: Lang) -> Vec<Entry<'_>> {
    let mut maker = Maker { teller: Teller::new(report, lang), entries: Vec::new() };
    maker.run();
    report.assessments.iter().for_each(|assessment| maker.document(assessment));
    let mut seen: BTreeMap<Digest, u64> = BTreeMap::new();
    for entry in &mut maker.entries {
        let number = seen.entry(entry.fingerprint).or_insert(0);
        if *number > 0 {
            let first = entry.fingerprint.to_string();
            entry.fingerprint = Digest::of_all([first.as_bytes(), &number.to_le_bytes()]);
        }
        *number += 1;
    }
    maker.entries
}

struct Maker<'a> {
    teller: Teller<'a>,
    entries: Vec<Entry<'a>>,
}

impl<'a> Maker<'a> {
    fn run(&mut self) {
        let (report, teller) = (self.teller.report, self.teller);
        // What is said of no document must stand somewhere all the same.
        let anywhere = report.assessments.first().map_or(".", |document| document.source.as_str());
        if report.assessments.is_empty() {
            let nothing = teller.lang.nothing_checked().to_owned();
            self.add(anywhere, None, "report/nothing", teller.grade_of_nothing(), nothing);
        }
        if let Some(text) = teller.excerpts() {
            self.add(anywhere, None, "report/excerpts", Grade::Warning, text);
        }
        for loosening in &report.loosened {
            let (file, line) = written_at(&loosening.from);
            let text = teller.loosened(loosening);
            self.add(file, line, "report/loosened", Grade::Warning, text);
        }
        for notice in &report.notices {
            self.add(anywhere, None, "report/notice", Grade::Note, teller.notice(notice));
        }
    }

    fn document(&mut self, assessment: &'a Assessment) {
        let (teller, source) = (self.teller, assessment.source.as_str());
        if assessment.verdict == Verdict::Exceeds {
            let text =
                format!("{}: {}", teller.lang.document_exceeds(), teller.document(assessment));
            self.add(source, None, "verdict/exceeds", Grade::Error, text);
            self.last(Some(assessment.content.level));
        }
        for gap in &assessment.gaps {
            self.gap(source, gap);
        }
        let mut places = Places::new(assessment);
        for finding in &assessment.findings {
            self.finding(assessment, finding, places.next(finding));
        }
        for notice in &assessment.notices {
            self.add(source, None, "report/notice", Grade::Note, teller.notice(notice));
        }
    }

    fn gap(&mut self, source: &'a str, gap: &Gap) {
        let at = match gap.place.as_slice() {
            [Step::Line(line)] => Some((*line, 1)),
            _ => None,
        };
        let grade = if self.teller.is_allowed(gap) { Grade::Note } else { Grade::Error };
        let text = format!("{}: {}", self.teller.lang.gap_word(), self.teller.gap(gap));
        self.add(source, at, &format!("gap/{}", gap.kind.name()), grade, text);
    }

    fn finding(&mut self, assessment: &'a Assessment, finding: &'a Finding, place: Digest) {
        let group = Group::of(finding, assessment.ceiling.level.level);
        let at = match finding.place.at {
            Where::Text { line, column } => Some((line, column)),
            Where::Way(_) => None,
        };
        let text = self.teller.finding(assessment, finding, false);
        self.add(&assessment.source, at, &finding.rule, group.grade(), text);
        if let (Group::Above, Effect::Raises(level)) = (group, finding.effect) {
            self.last(Some(level));
        }
        let known = finding.identity.map(|identity| identity.to_string());
        let source = assessment.source.as_bytes();
        let known = known.map(|known| Digest::of_all([known.as_bytes(), source]));
        if let Some(entry) = self.entries.last_mut() {
            entry.fingerprint = known.unwrap_or(place);
        }
    }

    /// The level of the last entry.
    fn last(&mut self, level: Option<Level>) {
        if let Some(entry) = self.entries.last_mut() {
            entry.level = level;
        }
    }

    fn add(
        &mut self,
        source: &'a str,
        at: Option<(u32, u32)>,
        id: &str,
        grade: Grade,
        text: String,
    ) {
        let fingerprint = Digest::of_all([id.as_bytes(), source.as_bytes()]);
        let id = id.to_owned();
        self.entries.push(Entry { source, at, id, grade, level: None, text, fingerprint });
    }
}

/// "file:12" as a file and a line.
fn written_at(from: &str) -> (&str, Option<(u32, u32)>) {
    let split = from.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?)));
    split.map_or((from, None), |(file, line)| (file, Some((line, 1))))
}
