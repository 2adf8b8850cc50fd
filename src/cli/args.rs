//! What can be asked for on the command line.

mod alone;
mod asking;

pub(super) use alone::check_alone;
pub(super) use asking::{
    Channels, ChannelsAction, Completions, Config, ConfigAction, Form, Init, Manual, Profile,
    Rules, RulesAction, Schemes,
};

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use super::{changed, lang, sinks};
use crate::Error;
use crate::load::manifest::Condition;
use crate::model::Say;
use crate::render;

const AFTER: &str = "Exit status: 0 within, 1 exceeds, 2 usage or configuration error, 3 undetermined \
                     (something was not read). Exceeds beats undetermined beats within.";

/// Does what is said in a meeting exceed what the meeting's channel is cleared for?
#[derive(Debug, Parser)]
#[command(version, about, after_help = AFTER, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check agendas and transcripts against their meeting's channel
    Check(Box<Check>),
    /// Accept what is found now, so that only what is new is told; look after what was accepted
    #[command(subcommand)]
    Baseline(Baseline),
    /// Measure over a table of documents how often the verdict, the level and the ceiling are right
    Eval(Box<Eval>),
    /// Make a JSON report a second time and say whether it is the same
    Verify(Verify),
    /// Show what is read of files, segment by segment, and what is not
    Read(Read),
    /// List channels with what they are cleared for, or show one
    Channels(Channels),
    /// List, explain, test or measure rules; the schema of their files
    Rules(Rules),
    /// List classification schemes with their levels
    Schemes(Schemes),
    /// Show what a check would be judged by and where each value comes from; the schema of the file
    Config(Config),
    /// Write a commented configuration, a policy and a ruleset to start from; nothing is overwritten
    Init(Init),
    /// Print what a shell needs to complete this command line
    Completions(Completions),
    /// Print the manual page, or write one for each command
    Man(Manual),
}

/// The one definition of the command line: help, completions and manual come from it.
pub(super) fn definition() -> clap::Command {
    Args::command().arg(lang::option())
}

/// How and by what to judge.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Judging {
    /// Policy file to use instead of the built-in one
    #[arg(long, value_name = "FILE")]
    pub(super) policy: Option<PathBuf>,
    /// Home scheme (DE, NATO, UK, ...); more than one, as in `DE,AT`: the first is home and just these are
    /// in force
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(super) scheme: Vec<String>,
    /// Ruleset file, or folder of them, to use beside the built-in ones (repeatable)
    #[arg(long, value_name = "PATH")]
    pub(super) ruleset: Vec<PathBuf>,
    /// Judge by the rulesets of --ruleset alone
    #[arg(long)]
    pub(super) no_builtin_rules: bool,
    /// Configuration file to use instead of the nearest `.clearedfor.yaml` upwards from here
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long)]
    pub(super) no_config: bool,
}

/// How the meeting is held, and what is accepted.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Meeting {
    /// Channel of the meeting; `clearedfor channels` lists them
    #[arg(long, short, value_name = "NAME")]
    pub(super) channel: Option<String>,
    /// How somebody is connected: app, browser, phone, mobile, sip, relay, crypto (repeatable)
    #[arg(long, value_name = "NAME")]
    pub(super) line: Vec<String>,
    /// Where somebody is: own-site, home, hotel, airport, train, ... (repeatable)
    #[arg(long, value_name = "NAME")]
    pub(super) place: Vec<String>,
    /// What is switched on: recording, transcript, assistant, ... (repeatable)
    #[arg(long, value_name = "NAME")]
    pub(super) feature: Vec<String>,
    /// Domain of your own mail addresses, beside those of the policy: who is invited from anywhere else counts as
    /// from outside (repeatable)
    #[arg(long, value_name = "DOMAIN")]
    pub(super) domain: Vec<String>,
    /// Meeting plan to judge by
    #[arg(long, value_name = "FILE")]
    pub(super) plan: Option<PathBuf>,
    /// Accept gaps of a kind: they are reported and leave no document undetermined (repeatable): unreadable,
    /// unsupported, undecodable, malformed, limit, encrypted, picture, embedded, linked, failed, empty, plan,
    /// directive
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub(super) allow_gap: Vec<String>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Check {
    /// Files and folders to check; `-` is standard input
    #[arg(required_unless_present = "scope", value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) part: changed::Part,
    #[command(flatten)]
    pub(super) lines: changed::Lines,
    #[command(flatten)]
    pub(super) meeting: Meeting,
    #[command(flatten)]
    pub(super) judging: Judging,
    /// How to report
    #[arg(long, short, value_name = "FORMAT", default_value = "human",
          value_parser = PossibleValuesParser::new(render::names()))]
    pub(super) format: String,
    /// Also report in this format to this file, readable by its owner only (repeatable)
    #[arg(long, value_name = "FORMAT=FILE", value_parser = sinks::Also::read)]
    pub(super) report: Vec<sinks::Also>,
    /// Go on with the interrupted report of this file, which `--format jsonl` wrote: what is done is not read again
    #[arg(long, value_name = "FILE", conflicts_with = "scope")]
    pub(super) resume: Option<PathBuf>,
    /// Show no progress bar on the terminal
    #[arg(long)]
    pub(super) no_progress: bool,
    /// Also tell on standard error what the run cost, by stage, format and rule; `json` is one line for programs
    #[arg(long, value_name = "FORM", num_args = 0..=1, require_equals = true,
          default_missing_value = "human")]
    pub(super) stats: Option<Form>,
    /// Quote what was found: `auto` only on a terminal; `always` everywhere but where a CI system says that everybody
    /// may read it; `force` there too
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) show_text: ShowText,
    /// Call speakers S1, S2 ... instead of by their names
    #[arg(long)]
    pub(super) pseudonyms: bool,
    /// Findings that were accepted, as `clearedfor baseline write` writes them (repeatable)
    #[arg(long, value_name = "FILE")]
    pub(super) waivers: Vec<PathBuf>,
    /// Key under which findings are known again; else CLEAREDFOR_KEY, else .clearedfor.key beside the waivers
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
    /// Also report where levels are only talked about
    #[arg(long)]
    pub(super) mentions: bool,
    /// Write the report to a file, readable by its owner only; it appears when it is whole, but for jsonl, which
    /// grows line by line
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Colour: `auto` only on a terminal, and not with NO_COLOR
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: When,
    /// Name for standard input; its ending tells the format
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    pub(super) stdin_name: String,
    /// Date to judge by, for rows of the policy that expire; today where not given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) today: Option<String>,
    /// Threads to use; 0 is one for each core
    #[arg(long, short = 'j', value_name = "N", default_value_t = 0)]
    pub(super) threads: usize,
}

const AFTER_WRITE: &str = "\
Accepts every finding that makes a verdict exceed, or with --rule every finding of those rules. The file is --output, \
.clearedfor-waivers.yaml where not given; what it holds is kept. A key is made where there is none.

Exit status: 0 written, 2 usage or configuration error, 3 something was not read, and nothing was written.";

const AFTER_TEND: &str = "\
Paths are the documents that the waivers were granted for; the file is --waivers, .clearedfor-waivers.yaml where not given.

Exit status: 0 all are needed, or were removed; 1 some expired or cover nothing any more; 2 usage or configuration error, \
malformed waivers among them; 3 something was not read.";

/// What was accepted.
#[derive(Debug, Subcommand)]
pub(super) enum Baseline {
    /// Accept what exceeds now, each finding with reason, owner and expiry
    #[command(after_help = AFTER_WRITE)]
    Write(Box<BaselineWrite>),
    /// Say which waivers expired, soon will, or cover nothing any more
    #[command(after_help = AFTER_TEND)]
    Check(Box<Check>),
    /// Remove waivers that expired or cover nothing any more
    #[command(after_help = AFTER_TEND)]
    Prune(Box<Check>),
}

#[derive(Debug, clap::Args)]
pub(super) struct BaselineWrite {
    #[command(flatten)]
    pub(super) check: Check,
    /// Why it is accepted
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
    /// Who answers for it
    #[arg(long, value_name = "NAME")]
    pub(super) owner: String,
    /// The last day on which it holds
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) until: String,
    /// Accept the findings of this rule that count, whatever they do, and no others (repeatable)
    #[arg(long, value_name = "ID")]
    pub(super) rule: Vec<String>,
}

const AFTER_READ: &str = "\
One line for each segment: its kind, its place and its words, with tabs between. What was not read, and what is odd, \
is told on standard error.

Exit status: 0 everything was read, 2 usage error, 3 something was not read.";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_READ)]
pub(super) struct Read {
    /// Files and folders to read
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
}

const AFTER_EVAL: &str = "\
The manifest names its columns in the first line. `path` is required; `level`, or `content_min` and `content_max` (0 to 4; \
empty or -1 is unknown), `ceiling`, `verdict`, `channel`, `duration_s`, and `set`, `category` or `kind` are \
understood, and others are there for --where and --group.

Exit status: 0 when the measurement was made, whatever its figures say; 2 usage or configuration error.";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_EVAL)]
pub(super) struct Eval {
    /// Table of documents, tab- or comma-separated
    #[arg(value_name = "MANIFEST")]
    pub(super) manifest: PathBuf,
    /// What paths are relative to; the manifest's folder where not given
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Take only rows with COLUMN=VALUE or COLUMN^=START, or with != or !^= all others (repeatable, all must hold)
    #[arg(long = "where", value_name = "CONDITION")]
    pub(super) conditions: Vec<Condition>,
    /// Expected level of rows that name none
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=4))]
    pub(super) level: Option<u8>,
    /// Channel of rows that name none; without it, what the document says of itself, else open
    #[arg(long, short, value_name = "NAME")]
    pub(super) channel: Option<String>,
    /// Column whose values are the sets; `set`, `category` or `kind` where not given
    #[arg(long, value_name = "COLUMN")]
    pub(super) group: Option<String>,
    /// Blank marking lines first, so that substance is measured without the answer in the text
    #[arg(long)]
    pub(super) without_markings: bool,
    /// Also say for each rule how often it was found, right and wrong, and which never were
    #[arg(long)]
    pub(super) by_rule: bool,
    /// List at most so many documents that are not as expected
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(super) errors: usize,
    #[command(flatten)]
    pub(super) judging: Judging,
    /// How to report
    #[arg(long, short, value_name = "FORMAT", default_value = "human",
          value_parser = PossibleValuesParser::new(render::measurement::FORMATS.map(|(name, _)| name)))]
    pub(super) format: String,
    /// Quote what was found in error: `auto` only on a terminal
    #[arg(long, value_name = "WHEN", default_value = "never")]
    pub(super) show_text: When,
    /// Write the figures to a file, readable by its owner only
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Colour: `auto` only on a terminal, and not with NO_COLOR
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: When,
    /// Threads to use; 0 is one for each core
    #[arg(long, short = 'j', value_name = "N", default_value_t = 0)]
    pub(super) threads: usize,
}

/// When a report may quote its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ShowText {
    Auto,
    Always,
    Never,
    Force,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

const AFTER_VERIFY: &str = "\
The report says what it rests on: its options, and fingerprints of its files, rules, policy and program. It is made again \
with the same options and compared document by document.

Exit status: 0 the same, 1 something differs, 2 usage error, 3 a file is not there any more.";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_VERIFY)]
pub(super) struct Verify {
    /// Report that `check --format json` wrote
    #[arg(value_name = "REPORT")]
    pub(super) report: PathBuf,
    /// Where its files are now; where the report says, if not given
    #[arg(value_name = "PATH")]
    pub(super) files: Vec<PathBuf>,
}

/// A date as policies write it.
fn date(text: &str) -> Result<String, Error> {
    let digits = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|b| b.is_ascii_digit())
    };
    match text.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            Ok(text.to_owned())
        }
        _ => Err(Error::usage(Say(
            "a date is written YYYY-MM-DD",
            "ein Datum wird JJJJ-MM-TT geschrieben",
        ))),
    }
}
