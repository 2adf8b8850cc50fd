//! What reading a file says of a mistake, in both languages: our own sentences, which come whole, and those of serde
//! and of the YAML library, which have fixed frames.
//!
//! Not here: where the mistake stands. A sentence that is not recognised stays English behind German words.

use crate::model::Words;
use crate::pattern::PatternError;

/// Before the English, between it and the German, and after it: serde hands on one text, and no file holds these.
const MARKS: [char; 3] = ['\u{1}', '\u{2}', '\u{3}'];

/// Both languages as one text, for an error that serde hands on; [`words`] takes it apart.
pub(in crate::load) fn both(words: &Words) -> String {
    let [start, middle, end] = MARKS;
    format!("{start}{}{middle}{}{end}", words.en, words.de)
}

/// What serde or the YAML library said, in both languages.
pub(in crate::load) fn words(message: &str) -> Words {
    let [start, middle, end] = MARKS;
    let whole = message.split_once(start).and_then(|(before, rest)| {
        let (en, rest) = rest.split_once(middle)?;
        let (de, after) = rest.split_once(end)?;
        Some((before, en, de, after))
    });
    if let Some((before, en, de, after)) = whole {
        return Words::new(format!("{before}{en}{after}"), format!("{before}{de}{after}"));
    }
    // "rules[3].near[0]: missing field `within`": the way to the place is the same in both.
    let parts = message.split_once(": ").filter(|(way, _)| !way.contains([' ', '`', '"']));
    let (way, said) = parts.map_or(("", message), |(way, said)| (way, said));
    let told = german(said).unwrap_or_else(|| format!("nicht lesbar: {said}"));
    let way = if way.is_empty() { String::new() } else { format!("{way}: ") };
    Words::new(message, format!("{way}{told}"))
}

/// Why a pattern cannot be used, in both languages. What the engine says of an expression stays as it comes.
pub(in crate::load) fn pattern(error: &PatternError) -> Words {
    let de = match error {
        PatternError::Empty => "nichts zu suchen; ein Schlüsselwort braucht neben `*` mindestens \
                                einen Buchstaben oder eine Ziffer"
            .to_owned(),
        PatternError::Syntax(said) => format!("das Muster lässt sich nicht übersetzen: {said}"),
        PatternError::Unsupported { what, instead } => {
            format!("`{what}` hat in einem Muster keinen Platz; {}", instead.1)
        }
        PatternError::MatchesEmpty => {
            "das Muster trifft auch nichts (einen leeren Text); ein Teil \
                                       davon muss verlangt sein"
                .to_owned()
        }
    };
    Words::new(error.to_string(), de)
}

/// The frames of serde and of the YAML library.
fn german(said: &str) -> Option<String> {
    if let Some(fixed) = FIXED.iter().find(|(en, _)| said.starts_with(en)) {
        return Some(fixed.1.to_owned());
    }
    let quoted = |start: &str| {
        let rest = said.strip_prefix(start)?.strip_prefix('`')?;
        rest.split_once('`')
    };
    if let Some((name, "")) = quoted("missing field ") {
        return Some(format!("es fehlt `{name}`"));
    }
    if let Some((name, "")) = quoted("duplicate field ") {
        return Some(format!("`{name}` steht zweimal da"));
    }
    if let Some((name, rest)) = quoted("unknown field ") {
        return Some(format!("`{name}` ist hier unbekannt{}", known(rest)));
    }
    if let Some((name, rest)) = quoted("unknown variant ") {
        return Some(format!("der Wert `{name}` ist hier unbekannt{}", known(rest)));
    }
    if let Some(key) = said.strip_prefix("duplicate entry with key ") {
        return Some(format!("{key} steht zweimal da"));
    }
    for start in ["invalid type: ", "invalid value: ", "invalid length "] {
        let Some((found, expected)) =
            said.strip_prefix(start).and_then(|s| s.split_once(", expected "))
        else {
            continue;
        };
        return Some(format!("hier steht {}, verlangt ist {}", kind(found), wanted(expected)));
    }
    None
}

/// What is known instead: behind an unknown name.
fn known(rest: &str) -> String {
    let Some(rest) = rest.strip_prefix(", expected ") else {
        return if rest.is_empty() {
            String::new()
        } else {
            "; hier ist nichts bekannt".to_owned()
        };
    };
    let names = rest.strip_prefix("one of ").unwrap_or(rest).replace("` or `", "` oder `");
    format!("; bekannt: {names}")
}

/// What stands there: `string "x"`, `integer `7``.
fn kind(found: &str) -> String {
    let known = KINDS.iter().find_map(|(en, de)| Some((de, found.strip_prefix(en)?)));
    known.map_or_else(|| found.to_owned(), |(de, rest)| format!("{de}{rest}"))
}

/// What should stand there.
fn wanted(expected: &str) -> String {
    let known = WANTED.iter().find(|(en, _)| *en == expected).map(|(_, de)| (*de).to_owned());
    known.unwrap_or_else(|| match expected.split_once(' ') {
        Some(("struct" | "variant" | "enum", _)) => "eine Zuordnung von Schlüsseln".to_owned(),
        _ => expected.to_owned(),
    })
}

/// What serde calls values that it found.
const KINDS: [(&str, &str); 10] = [
    ("string", "die Zeichenkette"),
    ("integer", "die ganze Zahl"),
    ("floating point", "die Kommazahl"),
    ("boolean", "der Wahrheitswert"),
    ("character", "das Zeichen"),
    ("sequence", "eine Liste"),
    ("map", "eine Zuordnung von Schlüsseln"),
    ("unit value", "nichts"),
    ("null", "nichts"),
    ("Option value", "ein Wert"),
];

/// What serde and our own readers expect.
const WANTED: [(&str, &str); 18] = [
    ("a sequence", "eine Liste"),
    ("a map", "eine Zuordnung von Schlüsseln"),
    ("a string", "eine Zeichenkette"),
    ("a boolean", "true oder false"),
    ("u8", "eine Zahl von 0 bis 255"),
    ("u16", "eine Zahl ab 0"),
    ("u32", "eine Zahl ab 0"),
    ("u64", "eine Zahl ab 0"),
    ("usize", "eine Zahl ab 0"),
    ("i64", "eine ganze Zahl"),
    ("f64", "eine Zahl"),
    ("a YAML mapping", "eine Zuordnung von Schlüsseln"),
    ("what a repository may loosen", "was ein Repository lockern darf"),
    ("a keyword, or @name of a list", "ein Schlüsselwort, oder @Name einer Liste"),
    ("a regular expression", "ein regulärer Ausdruck"),
    ("a window such as `12 words` or `turn`", "ein Fenster wie `12 words` oder `turn`"),
    ("an id, a tag, or what a finding is", "eine Kennung, ein Merkmal, oder was ein Fund ist"),
    (
        "a level: 0 (open), 1, 2, 3 or 4 (highest)",
        "eine Stufe: 0 (offen), 1, 2, 3 oder 4 (höchste)",
    ),
];

/// What the YAML library says of a text that is none, by its beginning.
const FIXED: [(&str, &str); 14] = [
    ("EOF while parsing a value", "der Text endet, wo ein Wert stehen muss"),
    ("deserializing from YAML containing more than one document", "mehr als ein YAML-Dokument"),
    (
        "mapping values are not allowed in this context",
        "hier darf kein Schlüssel mit Doppelpunkt stehen",
    ),
    ("did not find expected key", "hier muss ein Schlüssel stehen; die Einrückung passt nicht"),
    (
        "did not find expected '-' indicator",
        "hier muss ein Strich `-` stehen; die Einrückung passt nicht",
    ),
    ("did not find expected ',' or ']'", "hier muss ein Komma oder `]` stehen"),
    ("did not find expected ',' or '}'", "hier muss ein Komma oder `}` stehen"),
    ("did not find expected node content", "hier muss ein Wert stehen"),
    ("could not find expected ':'", "hier fehlt ein Doppelpunkt"),
    (
        "found character that cannot start any token",
        "ein Zeichen, mit dem hier nichts beginnen kann",
    ),
    ("found unexpected end of stream", "der Text endet mitten in einer Zeichenkette"),
    (
        "block sequence entries are not allowed in this context",
        "hier darf kein Eintrag einer Liste stehen",
    ),
    ("found unknown escape character", "unbekanntes Zeichen hinter `\\`"),
    ("control characters are not allowed", "Steuerzeichen sind nicht erlaubt"),
];

#[cfg(test)]
mod tests {
    use super::{both, words};
    use crate::model::Words;

    #[test]
    fn what_serde_hands_on_comes_apart() {
        let ours = Words::new("unknown kind", "unbekannte Art");
        let said = words(&format!("rules[0].kind: {}", both(&ours)));
        assert_eq!(
            said,
            Words::new("rules[0].kind: unknown kind", "rules[0].kind: unbekannte Art")
        );
    }

    #[test]
    fn frames_of_the_libraries_are_known() {
        for (en, de) in [
            ("missing field `why`", "es fehlt `why`"),
            ("rules[2].near[0]: missing field `within`", "rules[2].near[0]: es fehlt `within`"),
            (
                "unknown field `nam`, expected one of `name`, `title`",
                "`nam` ist hier unbekannt; bekannt: `name`, `title`",
            ),
            (
                "unknown field `x`, expected `a` or `b`",
                "`x` ist hier unbekannt; bekannt: `a` oder `b`",
            ),
            (
                "unknown field `x`, there are no fields",
                "`x` ist hier unbekannt; hier ist nichts bekannt",
            ),
            ("duplicate field `policy`", "`policy` steht zweimal da"),
            (
                "channels: invalid type: string \"x: y\", expected a sequence",
                "channels: hier steht die Zeichenkette \"x: y\", verlangt ist eine Liste",
            ),
            (
                "invalid value: integer `7`, expected a level: 0 (open), 1, 2, 3 or 4 (highest)",
                "hier steht die ganze Zahl `7`, verlangt ist eine Stufe: 0 (offen), 1, 2, 3 oder 4 (höchste)",
            ),
            ("never heard: of this", "nicht lesbar: never heard: of this"),
        ] {
            assert_eq!(words(en), Words::new(en, de));
        }
    }
}
