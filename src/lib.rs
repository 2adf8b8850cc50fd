//! Says whether what is said in a meeting exceeds what the meeting's channel is cleared for.
//!
//! Agendas and transcripts carry or indicate classification levels; channels are cleared up to one, and
//! a meeting only as far as its weakest link. This library reads the one, works out the other, and compares.
//!
//! ```
//! use clearedfor::lint::{self, Input, Setup};
//! use clearedfor::load::{self, builtin};
//! use clearedfor::model::policy::Term;
//! use clearedfor::model::{Plan, Source, Verdict};
//!
//! # fn main() -> Result<(), clearedfor::Error> {
//! let schemes = builtin::schemes()?;
//! let policy = builtin::policy()?;
//! let rulesets = builtin::rulesets()?;
//! let mut plan = Plan::default();
//! plan.channels.push(load::plan::name(&policy, Term::Channel, "webex", "the example")?);
//!
//! let home = schemes.get(&policy.home).unwrap_or(&schemes.0[0]);
//! let setup = Setup { plan, today: "2026-01-01", ..Setup::new(&policy, home, &rulesets) };
//! let agenda = "# Tagesordnung\n\n1. Begrüßung\n2. (GEHEIM) Ergebnisse der Erprobung\n";
//! let source = Source { name: "agenda.md".to_owned() };
//! let document = clearedfor::read::read(&source, agenda.as_bytes());
//! let report = lint::run(vec![Input::Document(source, Box::new(document)).into()], &setup);
//!
//! assert_eq!(report.verdict(), Verdict::Exceeds);
//! assert_eq!(report.assessments[0].content.name, "GEHEIM");
//! assert_eq!(report.assessments[0].ceiling.weakest.name, "webex");
//! # Ok(())
//! # }
//! ```
//!
//! The rooms, from the hall down; ARCHITECTURE.md has the drawing and `tests/it/layers.rs` the laws.

/// What the build counted of the classes of characters; the build itself has it at hand ([`pattern`]).
macro_rules! frequencies {
    () => {
        include_bytes!(concat!(env!("OUT_DIR"), "/frequencies.bin"))
    };
}

// The hall.
pub mod lint;

// Five verbs; none imports another.
pub mod judge;
pub mod load;
pub mod read;
pub mod render;
pub mod scan;

// What of it is right; between the hall and the terminal.
pub mod measure;

// The nouns, and the ground beneath them.
pub mod model;
pub mod pattern;
pub mod text;

// Beneath the nouns: how what comes with the program is kept in it.
pub mod packed;

pub mod error;

// The terminal, for the program only.
pub mod cli;

pub use error::Error;
