//! The files of what comes with the program, and what they say: schemes, rulesets and the default policy.
//!
//! The build reads them and packs what they say; a run only reads the pack ([`super`]). A file in `rulesets/` that is
//! not listed here fails a test.

use crate::Error;
use crate::load::{policy, ruleset, scheme};
use crate::model::{Policy, Ruleset, Scheme, Schemes};
use crate::packed::{Lazy, packed};
use crate::pattern::{Catalogue, Patterns};

/// A file of this repository with its path in it.
macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../rulesets/", $path)))),*]
    };
}

/// Schemes by path under `rulesets/`.
pub const SCHEMES: &[(&str, &str)] = files! {
    "schemes/at.yaml",
    "schemes/au.yaml",
    "schemes/be.yaml",
    "schemes/bg.yaml",
    "schemes/ca.yaml",
    "schemes/ch.yaml",
    "schemes/cz.yaml",
    "schemes/de.yaml",
    "schemes/dk.yaml",
    "schemes/ee.yaml",
    "schemes/es.yaml",
    "schemes/esa.yaml",
    "schemes/eu.yaml",
    "schemes/fi.yaml",
    "schemes/fr.yaml",
    "schemes/gr.yaml",
    "schemes/hr.yaml",
    "schemes/hu.yaml",
    "schemes/ie.yaml",
    "schemes/it.yaml",
    "schemes/lt.yaml",
    "schemes/lu.yaml",
    "schemes/lv.yaml",
    "schemes/nato.yaml",
    "schemes/nl.yaml",
    "schemes/no.yaml",
    "schemes/nz.yaml",
    "schemes/occar.yaml",
    "schemes/pl.yaml",
    "schemes/pt.yaml",
    "schemes/ro.yaml",
    "schemes/se.yaml",
    "schemes/si.yaml",
    "schemes/sk.yaml",
    "schemes/tr.yaml",
    "schemes/ua.yaml",
    "schemes/uk.yaml",
    "schemes/us.yaml",
    "schemes/weu.yaml",
};

/// Rulesets by path under `rulesets/`.
pub const RULESETS: &[(&str, &str)] = files! {
    "combinations.yaml",
    "consistency-us.yaml",
    "consistency.yaml",
    "cues.yaml",
    "duties.yaml",
    "exposures-implied.yaml",
    "exposures.yaml",
    "markings-aloud.yaml",
    "markings-at.yaml",
    "markings-ch.yaml",
    "markings-changes.yaml",
    "markings-de.yaml",
    "markings-eu.yaml",
    "markings-fr.yaml",
    "markings-meant.yaml",
    "markings-names.yaml",
    "markings-nato.yaml",
    "markings-other.yaml",
    "markings-uk.yaml",
    "markings-us.yaml",
    "mosaic.yaml",
    "signs.yaml",
    "topics-capabilities.yaml",
    "topics-crypto-and-networks.yaml",
    "topics-diplomacy.yaml",
    "topics-first-rung.yaml",
    "topics-intelligence.yaml",
    "topics-logistics.yaml",
    "topics-movements.yaml",
    "topics-negotiation.yaml",
    "topics-operations.yaml",
    "topics-people.yaml",
    "topics-plans.yaml",
    "topics-signals.yaml",
    "topics-sites.yaml",
    "topics-sources.yaml",
    "topics-strength.yaml",
    "topics-veiled.yaml",
    "topics-weak-points.yaml",
    "trade.yaml",
    "us-controls.yaml",
    "words.yaml",
};

/// Word lists that every ruleset may use, the built-in ones and an organisation's.
pub const WORDS: (&str, &str) =
    ("built-in words.yaml", include_str!("../../../rulesets/words.yaml"));

/// The default policy.
pub const POLICY: (&str, &str) =
    ("policy/default.yaml", include_str!("../../../rulesets/policy/default.yaml"));

/// What a measurement without markings blanks, beside what the rules find.
pub const MARKING_LINES: (&str, &str) =
    ("eval/marking-lines.yaml", include_str!("../../../rulesets/eval/marking-lines.yaml"));

/// Everything that comes with the program; each part can be read without the others.
#[derive(Debug)]
pub struct Builtin {
    /// The schemes, in the order of their files.
    pub schemes: Lazy<Vec<Scheme>>,
    /// The default policy.
    pub policy: Lazy<Policy>,
    /// The rulesets, in the order of their files.
    pub rulesets: Lazy<Vec<Ruleset>>,
    /// The ruleset of lines that a measurement without markings blanks.
    pub marking_lines: Lazy<Ruleset>,
    /// What is known of the patterns of all these rules.
    pub catalogue: Lazy<Catalogue>,
}

packed!(struct Builtin { schemes, policy, rulesets, marking_lines, catalogue });

impl Builtin {
    /// Reads all files.
    ///
    /// # Errors
    /// Where one of them does not say what it must, or the rulesets do not go together.
    pub fn of_files() -> Result<Self, Error> {
        let read = |(path, text): &(&str, &str)| scheme::read(&origin(path), text);
        let schemes = Schemes(SCHEMES.iter().map(read).collect::<Result<Vec<Scheme>, Error>>()?);
        let policy = policy::read(&origin(POLICY.0), POLICY.1, &schemes)?;
        let files: Vec<(String, &str)> =
            RULESETS.iter().map(|(path, text)| (origin(path), *text)).collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(origin, text)| (origin.as_str(), *text)).collect();
        let rulesets = ruleset::read_all(&files, &schemes)?;
        ruleset::check_together(&rulesets)?;
        let marking_lines = ruleset::read(&origin(MARKING_LINES.0), MARKING_LINES.1, &schemes)?;
        let catalogue = catalogue(rulesets.iter().chain([&marking_lines]));
        Ok(Builtin {
            catalogue: catalogue.into(),
            schemes: schemes.0.into(),
            policy: policy.into(),
            rulesets: rulesets.into(),
            marking_lines: marking_lines.into(),
        })
    }
}

/// The catalogue of what the rules look for and of their conditions.
fn catalogue<'r>(rulesets: impl Iterator<Item = &'r Ruleset>) -> Catalogue {
    let mut lists: Vec<&Patterns> = Vec::new();
    for rule in rulesets.flat_map(|ruleset| &ruleset.rules) {
        lists.push(&rule.patterns);
        lists.extend(rule.near.iter().chain(&rule.unless).map(|condition| &condition.patterns));
    }
    let (catalogue, places) = Catalogue::of(&lists);
    catalogue.with_places(&lists, places)
}

fn origin(path: &str) -> String {
    format!("built-in {path}")
}
