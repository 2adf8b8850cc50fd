//! What can be wrong with a rule, in words that a person reads.
//!
//! Not here: what only conditions over other findings get wrong ([`super::search`]).

use crate::Error;
use crate::load::yaml::{File, LevelFile};
use crate::model::{Effect, Kind, Level, Say, Words, words};

/// Keys of a table in a rule.
pub(super) const TABLES_ONLY: Say = Say(
    "`names_of` and `names` belong under `tables:`",
    "`names_of` und `names` gehören unter `tables:`",
);
/// A rule that is no marking and holds.
pub(super) const HOLDS: Say =
    Say("only a marking holds for what follows", "nur eine Kennzeichnung gilt für das Folgende");
/// An id that is none.
pub(super) const ID: Say = Say(
    "an id has small letters, digits and hyphens only",
    "eine Kennung hat nur Kleinbuchstaben, Ziffern und Bindestriche",
);
/// A rule without a kind.
pub(super) const KIND: Say =
    Say("needs `kind`, here or in `defaults`", "braucht `kind`, hier oder in `defaults`");
/// A number of rungs that is none.
pub(super) const LIFTS: Say = Say("`lifts` is 0, 1 or 2", "`lifts` ist 0, 1 oder 2");
/// A rule that cannot lift.
pub(super) const LIFTS_WHERE: Say = Say(
    "`lifts` stands instead of `raises`, in substance with `combine` or `after`",
    "`lifts` steht anstelle von `raises`, bei Sachinhalt mit `combine` oder `after`",
);
/// A rule without a source.
pub(super) const SOURCE: Say =
    Say("needs `source`, here or in `defaults`", "braucht `source`, hier oder in `defaults`");
/// An id that is there twice.
pub(super) const TAKEN: Say = Say(
    "this id is already taken; ids are unique",
    "diese Kennung ist schon vergeben; Kennungen sind eindeutig",
);
/// A condition without words.
pub(super) const EMPTY: Say = Say(
    "a condition needs at least one of `keywords` and `patterns`",
    "eine Bedingung braucht mindestens eines von `keywords` und `patterns`",
);
/// A rule that could never find anything.
pub(super) const NO_WORDS: Say = Say(
    "needs at least one of `keywords` and `patterns`",
    "braucht mindestens eines von `keywords` und `patterns`",
);

/// A mistake inside a rule is told with the rule's id instead of its number.
pub(super) fn name_rule(file: &File<'_>, error: Error) -> Error {
    let Error::Config { line, column, message, .. } = &error else { return error };
    let inside = |message: &str| {
        let (list, rest) = message.split_once('[')?;
        let (_, inside) = rest.split_once(']').filter(|_| ["rules", "tables"].contains(&list))?;
        Some(inside.trim_start_matches(['.', ':', ' ']).to_owned())
    };
    let (Some(en), Some(de)) = (inside(&message.en), inside(&message.de)) else { return error };
    let id = |text: &str| {
        let entry = text.trim_start().strip_prefix("- ")?.trim_start_matches('{').trim_start();
        entry
            .strip_prefix("id:")
            .map(|id| id.split([',', '#']).next().unwrap_or(id).trim().to_owned())
    };
    let lines: Vec<&str> = file.text.lines().take(*line).collect();
    match lines.iter().rev().find_map(|text| id(text)) {
        Some(id) => file.error((*line, *column), of_rule(&id, &Words { en, de })),
        None => error,
    }
}

/// What is wrong with a rule, under its id.
pub(super) fn of_rule(id: &str, Words { en, de }: &Words) -> Words {
    words!("rule `{id}`: {en}", "Regel `{id}`: {de}")
}

/// What a rule does to the level.
pub(super) fn effect(
    kind: Kind,
    raises: Option<LevelFile>,
    lowers: Option<LevelFile>,
) -> Result<Effect, Words> {
    let raise = |level: LevelFile| Effect::Raises(level.0);
    match (kind, raises, lowers) {
        (Kind::Marking, Some(level), None) => Ok(raise(level)),
        (Kind::Substance, Some(level), None) if level.0 > Level::OPEN => Ok(raise(level)),
        (Kind::Exposure, None, Some(level)) => Ok(Effect::Lowers(level.0)),
        (Kind::Cue | Kind::Duty | Kind::GoodCatch | Kind::Sign, None, None) => Ok(Effect::Warns),
        (Kind::Marking, ..) => Err(Say(
            "a marking needs `raises`, and has no `lowers`",
            "eine Kennzeichnung braucht `raises` und hat kein `lowers`",
        )
        .into()),
        (Kind::Substance, ..) => Err(Say(
            "substance needs `raises` of 1 to 4 (or `lifts`), and has no `lowers`",
            "Sachinhalt braucht `raises` von 1 bis 4 (oder `lifts`) und hat kein `lowers`",
        )
        .into()),
        (Kind::Exposure, ..) => Err(Say(
            "an exposure needs `lowers`, and has no `raises`",
            "ein Umstand braucht `lowers` und hat kein `raises`",
        )
        .into()),
        (Kind::Cue | Kind::Duty | Kind::GoodCatch | Kind::Sign | Kind::Mention, ..) => {
            let kind = kind.name();
            Err(words!(
                "a {kind} has neither `raises` nor `lowers`",
                "{kind} hat weder `raises` noch `lowers`"
            ))
        }
    }
}
