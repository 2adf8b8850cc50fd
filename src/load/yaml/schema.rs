//! What an editor may know of the values of a file: their JSON Schemas, for types that read strings by a function.
//!
//! Not here: the schema of a whole file ([`crate::load::ruleset::schema`]), which is derived from its types.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{KeywordFile, LevelFile, PatternFile, ReachFile, SelectorFile, WINDOWS};
use crate::model::Level;

/// The schema of a type: its name, and what makes it.
macro_rules! schema_of {
    ($name:ty, $schema:expr) => {
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

schema_of!(KeywordFile, text("a keyword or phrase, or @name of a list"));
schema_of!(PatternFile, text("a regular expression over folded text"));
schema_of!(
    SelectorFile,
    text("findings: an id, a tag, `kind:...`, `level:...`, `in:...` or `counted`")
);
schema_of!(ReachFile, reach());
schema_of!(
    LevelFile,
    json_schema!({ "type": "integer", "minimum": 0, "maximum": Level::HIGHEST.ordinal() })
);

fn text(description: &str) -> Schema {
    json_schema!({ "type": "string", "description": description })
}

/// One of some words.
pub(in crate::load) fn one_of<'w>(words: impl Iterator<Item = &'w str>) -> Schema {
    let words: Vec<&str> = words.collect();
    json_schema!({ "type": "string", "enum": words })
}

/// The schema of windows, made from [`WINDOWS`]: a number there is any number, and what begins with a comma may follow
/// all others.
fn reach() -> Schema {
    let forms = || WINDOWS.split('`').skip(1).step_by(2);
    let (tails, heads): (Vec<&str>, Vec<&str>) = forms().partition(|form| form.starts_with(','));
    let word = |word: &str| match word {
        _ if word.bytes().all(|b| b.is_ascii_digit()) => "[0-9]{1,4}".to_owned(),
        // One word, two words.
        _ if word.ends_with('s') => format!("{word}?"),
        _ => word.to_owned(),
    };
    let pattern = |form: &str| form.split(' ').map(word).collect::<Vec<_>>().join(" ");
    let heads: Vec<String> = heads.into_iter().map(pattern).collect();
    let fixed: Vec<&str> =
        forms().filter(|form| form.chars().all(|c| c.is_ascii_lowercase() || c == ' ')).collect();
    json_schema!({
        "description": WINDOWS,
        "type": "string",
        // The words are there for completion; the pattern holds them too.
        "anyOf": [
            { "enum": fixed },
            { "pattern": format!("^(?:{})(?:{})?$", heads.join("|"), tails.join("|")) },
        ],
    })
}
