//! A run's assessments and notices: a value that renderers turn into text.
//!
//! Not here: how it looks ([`crate::render`]).

use std::collections::{BTreeMap, BTreeSet};

use super::change::Scope;
use super::waiver::level_of;
use super::{Digest, Finding, Gap, GapKind, Level, Month, Notice, Terms, Where, Words};
use crate::packed::Lazy;

/// Does the content exceed what the meeting is cleared for?
///
/// Ordered by what a caller must hear first: exceeds beats undetermined beats within.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing found that exceeds the ceiling, and everything was read.
    Within,
    /// Something was not read, and what was read does not exceed.
    Undetermined,
    /// The content carries or indicates a level above the ceiling.
    Exceeds,
}

impl Verdict {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Within => "within",
            Verdict::Undetermined => "undetermined",
            Verdict::Exceeds => "exceeds",
        }
    }
}

/// A level with its name in the home scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The rung.
    pub level: Level,
    /// Its name in the home scheme.
    pub name: String,
}

/// Something about how the meeting is held that limits it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What kind: "channel", "line", "place", "country", "feature", "clearance" or "exposure".
    pub what: &'static str,
    /// The policy's name for it, or the id of the exposure rule.
    pub name: String,
    /// For a person.
    pub title: Words,
    /// Why it limits, for a person.
    pub why: Words,
    /// The participant's role; it is text of the input and shown only where text may be.
    pub role: Option<String>,
    /// Which participant, from 1, in the order of the plan.
    pub participant: Option<u32>,
    /// What it is cleared for.
    pub ceiling: Named,
    /// Where it was said: a flag, or a file and line.
    pub from: Words,
    /// The place in the document, where its text said it.
    pub at: Option<Where>,
}

/// What the meeting is cleared for, and why not for more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceiling {
    /// The lowest of all links.
    pub level: Named,
    /// The link that set it; the first where several do.
    pub weakest: Link,
    /// All links that lie below the channel, and the channel, weakest first.
    pub links: Vec<Link>,
}

/// What is to become of one agenda item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemAssessment {
    /// Its number as written, or its position from 1.
    pub label: String,
    /// Its title, where text may be shown.
    pub title: Option<String>,
    /// Where its title stands.
    pub at: Where,
    /// What its content carries or indicates.
    pub content: Named,
    /// Against the meeting's ceiling.
    pub verdict: Verdict,
    /// Names of the lowest channels that would do, where it must move.
    pub channels: Vec<String>,
}

/// What to do, for content that exceeds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advice {
    /// Sentences, most urgent first.
    pub steps: Vec<Words>,
    /// Channels that would do, lowest sufficient ceiling first: name and title.
    pub channels: Vec<(String, Words)>,
}

/// A document's findings, levels per item, and verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The name of its source.
    pub source: String,
    /// The format that it was read as; empty where it could not be read.
    pub format: &'static str,
    /// The fingerprint of the file that it was read from, where one was asked for. Members of an archive have that of
    /// the archive.
    pub digest: Option<Digest>,
    /// When the meeting is or was, as an invitation or the name of the source says it.
    pub month: Option<Month>,
    /// The verdict.
    pub verdict: Verdict,
    /// What the content carries or indicates.
    pub content: Named,
    /// What the meeting is cleared for.
    pub ceiling: Ceiling,
    /// In order of place. Mentions are among them only on request.
    pub findings: Vec<Finding>,
    /// How many mentions there are, shown or not.
    pub mentions: usize,
    /// Agenda items in order.
    pub items: Vec<ItemAssessment>,
    /// What to do.
    pub advice: Advice,
    /// What was not read.
    pub gaps: Vec<Gap>,
    /// What is odd.
    pub notices: Vec<Notice>,
}

impl Assessment {
    /// The level up to which it quotes content; none where it quotes nothing.
    #[must_use]
    pub fn excerpts(&self) -> Option<Level> {
        let quotes = self.findings.iter().any(|finding| finding.evidence.is_some())
            || self.items.iter().any(|item| item.title.is_some());
        // What was accepted does not count for the content, and is quoted all the same.
        let waived = self.findings.iter().filter(|f| f.waived.is_some() && f.evidence.is_some());
        let waived = waived.map(|finding| level_of(finding.effect)).max();
        quotes.then(|| self.content.level.max(waived.unwrap_or(Level::OPEN)))
    }
}

/// What came of one file, or of whatever else was given by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The name of its source.
    pub source: String,
    /// How long the file is, where it has a length.
    pub bytes: Option<u64>,
    /// The document that was read of it; of an archive, each of its members.
    pub assessments: Vec<Assessment>,
}

/// What a reader of the report may need to know of a rule that fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleNote {
    /// One line.
    pub title: Lazy<Words>,
    /// Why it matters.
    pub why: Lazy<Words>,
    /// Where the fact comes from.
    pub source: Lazy<Vec<String>>,
    /// Whether the fact was checked against its source.
    pub verified: bool,
}

/// What a report rests on, so that it can be made again and compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The fingerprint of what the program was built from.
    pub build: &'static str,
    /// The fingerprint of all rules and word lists.
    pub rules: Digest,
    /// The fingerprint of the policy and the schemes.
    pub policy: Digest,
    /// The options that the run was called with, those of a configuration file among them, without what only says where
    /// and how to report.
    pub call: Vec<String>,
}

/// Something by which a repository's own configuration asks for less than the policy does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loosening {
    /// What, in a sentence.
    pub what: Words,
    /// Where it is written: file and line.
    pub from: String,
}

/// A run's assessments and notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Version of the tool.
    pub version: &'static str,
    /// The policy's id and version.
    pub policy: (String, String),
    /// Ids and versions of the rulesets.
    pub rulesets: Vec<(String, String)>,
    /// The home scheme's id.
    pub home: String,
    /// The ids of the schemes in force.
    pub in_force: Vec<String>,
    /// Name of each level in the home scheme, lowest first.
    pub levels: Vec<Named>,
    /// The part of a repository that it is about; none where it is about files and folders.
    pub scope: Option<Scope>,
    /// The documents, by source name.
    pub assessments: Vec<Assessment>,
    /// The rules that fired.
    pub rules: BTreeMap<String, RuleNote>,
    /// Notices of the run.
    pub notices: Vec<Notice>,
    /// What it rests on, where fingerprints were asked for.
    pub basis: Option<Basis>,
    /// By what the configuration of the scanned repository asks for less than the policy.
    pub loosened: Vec<Loosening>,
    /// Kinds of gaps that were accepted: they leave no document undetermined.
    pub allowed_gaps: Vec<GapKind>,
    /// What all verdicts hang on, where the run may be gone on with.
    pub terms: Option<Terms>,
    /// Whether quotations, titles and roles of the input are in the report.
    pub shows_text: bool,
}

impl Report {
    /// The verdict of the run: exceeds beats undetermined beats within. No document at all is undetermined, but a change
    /// with nothing in it is within.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let none = if self.scope.is_some() { Verdict::Within } else { Verdict::Undetermined };
        self.assessments.iter().map(|a| a.verdict).max().unwrap_or(none)
    }

    /// The rules that fired, those of parts among them.
    #[must_use]
    pub fn fired(&self) -> BTreeSet<&str> {
        let findings = || self.assessments.iter().flat_map(|assessment| &assessment.findings);
        let parts = findings().flat_map(|finding| &finding.parts).map(|part| part.rule.as_str());
        findings().map(|finding| finding.rule.as_str()).chain(parts).collect()
    }

    /// The level of the report itself, where it quotes content: it carries excerpts indicated up to this level.
    #[must_use]
    pub fn excerpts(&self) -> Option<&Named> {
        let quoting = self.assessments.iter().filter_map(Assessment::excerpts).max()?;
        let named = |named: &&Named| named.level == quoting;
        let contents = self.assessments.iter().map(|a| &a.content);
        let highest = self.levels.iter().chain(contents).find(named);
        highest.filter(|named| self.shows_text && named.level > Level::OPEN)
    }

    /// How many documents have this verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.assessments.iter().filter(|a| a.verdict == verdict).count()
    }
}
