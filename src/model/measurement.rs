//! Figures of a measurement: how often the tool was right, and how sure one can be of it.
//!
//! Not here: how they are counted ([`crate::measure`]) and how they look ([`crate::render`]).

use super::{Effect, Finding, Gap, Kind, Level, Strength, Verdict};

/// Both ends of a 95 % confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A figure with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The estimate.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// How many are.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// The share, 0 to 1, with its Wilson interval; none of none is no share.
    pub figure: Option<Figure>,
}

/// How well a yes was told from a no.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// Of those that are, how many were found.
    pub recall: Share,
    /// Of those that were found, how many are.
    pub precision: Share,
    /// Of those that are not, how many were found.
    pub false_alarms: Share,
    /// Harmonic mean of precision and recall. The interval reaches from the mean of the lower ends to the mean of
    /// the upper ends and is wider than it need be.
    pub f1: Option<Figure>,
    /// The same with recall at twice the weight.
    pub f2: Option<Figure>,
}

/// Verdicts against right verdicts. Undetermined documents are counted apart and are not right, unless that is what
/// they should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdicts {
    /// How many are right.
    pub right: Share,
    /// "Exceeds" told from the rest.
    pub exceeds: Detection,
    /// How many came out undetermined.
    pub undetermined: usize,
}

/// One rung.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LevelFigures {
    /// The rung.
    pub level: Level,
    /// Content at or above it told from content below it.
    pub at_least: Detection,
    /// Of the documents that begin at this rung, how many were found within their range.
    pub exact: Share,
}

/// Meetings without anything above their ceiling that were stopped all the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alarms {
    /// Of the documents that should be within, how many exceed.
    pub documents: Share,
    /// Hours of those whose duration is known and that were read.
    pub hours: f64,
    /// Alarms in those hours.
    pub in_hours: usize,
    /// Alarms in 100 hours, with the exact Poisson interval; none without hours.
    pub per_100_hours: Option<Figure>,
}

/// All figures of a set of documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// How many documents.
    pub documents: usize,
    /// How many of them could not be read, or only in part.
    pub not_read: usize,
    /// How many have an expected level.
    pub with_level: usize,
    /// Verdicts.
    pub verdicts: Verdicts,
    /// Levels 1 to 4.
    pub levels: Vec<LevelFigures>,
    /// Of the documents at level 1 or above, how many were found at any.
    pub found: Share,
    /// Of the documents at level 1 or above, how many were found within their range.
    pub exact: Share,
    /// Content within the expected range, open documents among them.
    pub content: Share,
    /// Ceilings as expected.
    pub ceiling: Share,
    /// How many documents by expected level (the lower end, rows) and found level (columns).
    pub matrix: [[usize; 5]; 5],
    /// False alarms.
    pub alarms: Alarms,
}

/// What one rule did.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleFigures {
    /// Its id.
    pub rule: String,
    /// What it is.
    pub kind: Kind,
    /// What it does.
    pub effect: Effect,
    /// How much it weighs.
    pub strength: Strength,
    /// How many times it was found, without mentions.
    pub hits: usize,
    /// How many times it was a mention only.
    pub mentions: usize,
    /// In how many documents it was found.
    pub documents: usize,
    /// In how many of them it was right: the level, or the ceiling, is as expected from it.
    pub right: usize,
    /// In how many it was wrong. A rule that does not count is neither.
    pub wrong: usize,
}

/// What is wrong with a document's assessment, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It, or a part of it, was not read.
    NotRead,
    /// It exceeds and should not.
    FalseAlarm,
    /// It should exceed and does not.
    Missed,
    /// Any other wrong verdict.
    Verdict,
    /// The level is above the expected range.
    TooHigh,
    /// The level is below the expected range.
    TooLow,
    /// The ceiling is not the expected one.
    Ceiling,
}

impl Fault {
    /// All faults with the word that reports use.
    pub const NAMES: [(Fault, &'static str); 7] = [
        (Fault::NotRead, "not read"),
        (Fault::FalseAlarm, "false alarm"),
        (Fault::Missed, "missed"),
        (Fault::Verdict, "verdict"),
        (Fault::TooHigh, "too high"),
        (Fault::TooLow, "too low"),
        (Fault::Ceiling, "ceiling"),
    ];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(fault, _)| *fault == self).map_or("", |(_, name)| name)
    }
}

/// A document whose assessment is not as expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Miss {
    /// What is wrong; the worst where more than one thing is.
    pub fault: Fault,
    /// Path as the manifest writes it.
    pub path: String,
    /// Line of the manifest, from 1.
    pub line: u64,
    /// Expected content, lowest and highest.
    pub expected_content: Option<(Level, Level)>,
    /// The content that came out.
    pub content: Level,
    /// Expected ceiling.
    pub expected_ceiling: Option<Level>,
    /// The ceiling that came out.
    pub ceiling: Level,
    /// Expected verdict, said or worked out from level and channel.
    pub expected_verdict: Option<Verdict>,
    /// The verdict that came out.
    pub verdict: Verdict,
    /// What made it so: findings that raise to the content, exposures that set the ceiling.
    pub deciding: Vec<Finding>,
    /// What was not read: place and reason.
    pub gaps: Vec<Gap>,
}

/// A whole measurement.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// Version of the tool.
    pub version: &'static str,
    /// The policy's id and version.
    pub policy: (String, String),
    /// Ids and versions of the rulesets.
    pub rulesets: Vec<(String, String)>,
    /// The ids of the schemes in force.
    pub in_force: Vec<String>,
    /// The manifest, as named in the call.
    pub manifest: String,
    /// Conditions that rows had to meet, as written.
    pub conditions: Vec<String>,
    /// Whether marking lines were blanked.
    pub without_markings: bool,
    /// Figures of everything.
    pub total: Figures,
    /// Figures of each set, by name.
    pub sets: Vec<(String, Figures)>,
    /// Rules that were found, by id; empty where not asked for.
    pub rules: Vec<RuleFigures>,
    /// Ids of the rules in force that were never found; empty where not asked for.
    pub never: Vec<String>,
    /// Whether rules were asked for.
    pub shows_rules: bool,
    /// Documents that are not as expected, worst fault first, cut to the wanted number.
    pub misses: Vec<Miss>,
    /// How many there are of each fault, listed or not.
    pub faults: Vec<(Fault, usize)>,
    /// Whether words of the input are in it.
    pub shows_text: bool,
}
