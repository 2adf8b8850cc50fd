//! What can be asked about rules, channels, schemes, the configuration and the program itself.
//!
//! Not here: what judges documents ([`super`]).

use std::path::PathBuf;

use clap::Subcommand;

use super::{Form, Judging, Meeting};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Channels {
    #[command(subcommand)]
    pub(in crate::cli) action: Option<ChannelsAction>,
    #[command(flatten)]
    pub(in crate::cli) judging: Judging,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ChannelsAction {
    /// All channels, lowest ceiling first
    List,
    /// One channel with its conditions and sources
    Show {
        /// Its name or an alias
        name: String,
    },
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Rules {
    #[command(subcommand)]
    pub(in crate::cli) action: RulesAction,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RulesAction {
    /// All rules: id, kind, what they raise or lower, strength, title
    List {
        /// Ruleset files or folders to list instead of the built-in ones
        files: Vec<PathBuf>,
    },
    /// One rule as a person reads it
    Explain {
        /// Its id
        id: String,
        /// Show every keyword and pattern, however many there are
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        judging: Judging,
    },
    /// Run every rule over its own examples, as written and written otherwise
    Test {
        /// Ruleset files or folders to test instead of the built-in ones
        files: Vec<PathBuf>,
    },
    /// Show what each rule costs: places looked at, hits, findings and time; the dearest first
    Profile(Box<Profile>),
    /// JSON Schema of a ruleset file, for editors
    Schema,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Profile {
    /// Files and folders to search; the rules' own examples where none is given
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// List at most so many rules; 0 is all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(in crate::cli) top: usize,
    /// Tell no times, which differ from run to run; the rules with the most places looked at come first
    #[arg(long)]
    pub(in crate::cli) counts: bool,
    /// How to tell it
    #[arg(long, short, value_name = "FORMAT", default_value = "human")]
    pub(in crate::cli) format: Form,
    #[command(flatten)]
    pub(in crate::cli) judging: Judging,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Schemes {
    /// Show only this scheme
    pub(in crate::cli) id: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Config {
    #[command(subcommand)]
    pub(in crate::cli) action: ConfigAction,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ConfigAction {
    /// Every value with where it comes from: the default, a file and line, a flag, or the policy
    Show {
        #[command(flatten)]
        meeting: Box<Meeting>,
        #[command(flatten)]
        judging: Box<Judging>,
    },
    /// JSON Schema of `.clearedfor.yaml`, for editors
    Schema,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Init {
    /// Folder to write into
    #[arg(value_name = "DIR", default_value = ".")]
    pub(in crate::cli) folder: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(in crate::cli) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Manual {
    /// Write a page for each command to this folder
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) out: Option<PathBuf>,
}
