//! Levels and the ladders that name them.
//!
//! Not here: how a level looks as a marking in a text, which the rulesets say.

use std::fmt;

use super::Words;
use crate::packed::Lazy;

/// A rung that all ladders share: 0 open, 1 lowest, 2, 3, 4 highest.
///
/// One level is above another if its ordinal is larger. The national names belong to a [`Scheme`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Level(u8);

impl Level {
    /// No classification.
    pub const OPEN: Level = Level(0);
    /// The highest rung (STRENG GEHEIM, COSMIC TOP SECRET).
    pub const HIGHEST: Level = Level(4);

    /// The level with this ordinal; none above 4.
    #[must_use]
    pub fn new(ordinal: u8) -> Option<Self> {
        (ordinal <= Self::HIGHEST.0).then_some(Level(ordinal))
    }

    /// 0 to 4.
    #[must_use]
    pub fn ordinal(self) -> u8 {
        self.0
    }

    /// All levels from open to highest.
    pub fn all() -> impl Iterator<Item = Level> {
        (0..=Self::HIGHEST.0).map(Level)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Whether a name is a level in law or a handling mark whose rung is this tool's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A classification level in law.
    Legal,
    /// A handling mark (CUI, OFFICIAL-SENSITIVE, LIMITE); its rung is a choice, not law.
    Mark,
}

/// One name on a ladder.
#[derive(Debug, Clone)]
pub struct LevelName {
    /// The rung.
    pub level: Level,
    /// The name in full, in its own language and spelling.
    pub name: String,
    /// Official abbreviations ("VS-NfD", "CTS").
    pub short: Vec<String>,
    /// Other spellings and other official languages.
    pub also: Vec<String>,
    /// Legal level or handling mark.
    pub standing: Standing,
    /// No longer in use; still found on papers.
    pub historic: bool,
    /// An ordinary word or a bare abbreviation: a marking only where it fills a line.
    pub ordinary: bool,
}

/// An ordered ladder of named levels, of one country or organisation. It may lack rungs.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Short id in capitals ("DE", "NATO", "UK").
    pub id: String,
    /// Whose it is.
    pub title: Words,
    /// The law or agreement that defines it; empty where not known.
    pub authority: String,
    /// Where the names were read, as tags of docs/sources.md.
    pub source: Vec<String>,
    /// Whether a person has checked the names against the source.
    pub verified: bool,
    /// The whole system is out of use.
    pub historic: bool,
    /// Whether many findings together may indicate a higher level than each of them.
    pub mosaic: bool,
    /// All names, lowest rung first.
    pub names: Lazy<Vec<LevelName>>,
}

impl Scheme {
    /// The name of `level` in this scheme, present names and legal levels first.
    #[must_use]
    pub fn name_of(&self, level: Level) -> Option<&str> {
        let rank = |name: &&LevelName| (name.historic, name.standing == Standing::Mark);
        let names = self.names.iter().filter(|name| name.level == level && !name.historic);
        names.min_by_key(rank).map(|name| name.name.as_str())
    }

    /// What to call `level` where a name is needed: its name, or for open "open", or for a rung that the
    /// scheme lacks the next name above ("below SECRET").
    #[must_use]
    pub fn display_name(&self, level: Level) -> String {
        if let Some(name) = self.name_of(level) {
            return name.to_owned();
        }
        let above = Level::all().filter(|&other| other > level).find_map(|l| self.name_of(l));
        match above {
            _ if level == Level::OPEN => self.open_name().to_owned(),
            Some(name) => format!("below {name}"),
            None => format!("level {level}"),
        }
    }

    fn open_name(&self) -> &'static str {
        if matches!(self.id.as_str(), "DE" | "AT" | "CH") { "offen" } else { "open" }
    }
}

/// All known schemes.
#[derive(Debug, Clone, Default)]
pub struct Schemes(pub Vec<Scheme>);

impl Schemes {
    /// The scheme with this id, in any case.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Scheme> {
        self.0.iter().find(|scheme| scheme.id.eq_ignore_ascii_case(id))
    }
}
