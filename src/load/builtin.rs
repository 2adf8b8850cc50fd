//! What comes with the program: schemes, rulesets and the default policy.
//!
//! The build reads the files (`files`) and makes one pack of what they say, so that a run parses and folds nothing and
//! reads of the pack only what it needs. Not here: what the pack looks like ([`crate::packed`]).

mod files;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

pub use files::{Builtin, MARKING_LINES, POLICY, RULESETS, SCHEMES, WORDS, packs};

use crate::Error;
use crate::model::{Policy, Ruleset, Say, Schemes};
use crate::packed::{Damaged, Lazy, Pack, Packed};
use crate::pattern::Catalogue;

/// What the build made of the files.
static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/builtin.pack"));

/// The same; what is read of it is proved whole.
static PACK: OnceLock<Result<Packed, Damaged>> = OnceLock::new();

/// All built-in schemes.
///
/// # Errors
/// Where the program is damaged.
pub fn schemes() -> Result<Schemes, Error> {
    read(|builtin| &builtin.schemes).map(Schemes)
}

/// All built-in rulesets. They go together ([`super::ruleset::check_together`]).
///
/// # Errors
/// Where the program is damaged.
pub fn rulesets() -> Result<Vec<Ruleset>, Error> {
    read(|builtin| &builtin.rulesets)
}

/// The default policy.
///
/// # Errors
/// Where the program is damaged.
pub fn policy() -> Result<Policy, Error> {
    read(|builtin| &builtin.policy)
}

/// The ruleset of lines that a measurement without markings blanks; it takes no part in any verdict.
///
/// # Errors
/// Where the program is damaged.
pub fn marking_lines() -> Result<Ruleset, Error> {
    read(|builtin| &builtin.marking_lines)
}

/// What is known of the patterns of the built-in rules, for whoever searches with any of them.
///
/// It is several times as large as the rules, and a run looks at few of its pages, so no sum is taken of it.
#[must_use]
pub fn catalogue() -> Option<&'static Catalogue> {
    static CATALOGUE: OnceLock<Option<Catalogue>> = OnceLock::new();
    static TABLES: OnceLock<Option<Packed>> = OnceLock::new();
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/builtin.catalogue"));
    let tables = TABLES.get_or_init(|| Packed::unproved(bytes).ok()).as_ref();
    CATALOGUE.get_or_init(|| tables.and_then(|tables| tables.root().ok())).as_ref()
}

/// An error where something that comes with the program was damaged when it was first needed, in the middle of a run:
/// nothing that this run has told is worth anything then.
///
/// # Errors
/// Where something was damaged.
pub fn is_whole() -> Result<(), Error> {
    match PACK.get() {
        Some(Ok(pack)) if pack.is_damaged() => Err(damaged()),
        _ => Ok(()),
    }
}

fn damaged() -> Error {
    Error::usage(Say(
        "the rules that come with the program are damaged; install it again",
        "die mitgelieferten Regeln sind beschädigt; das Programm neu installieren",
    ))
}

/// Reads one part of what comes with the program.
fn read<T: Pack>(part: impl Fn(&Builtin) -> &Lazy<T>) -> Result<T, Error> {
    let pack = PACK.get_or_init(|| Packed::new(BYTES));
    let whole = pack.as_ref().map_err(|damaged| *damaged);
    let read = whole.and_then(|pack| part(&pack.root()?).read());
    read.map_err(|Damaged| damaged())
}
