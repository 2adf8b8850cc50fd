//! The rules of the benchmark as they stand in `rules.yaml`, or in a file of the same form: phrases in
//! groups and patterns, each with what is planted for it. They are written out as a ruleset of clearedfor
//! and as the plain list that the forms of other programs are made from.
//!
//! Not a ruleset to use: its rules say nothing of why.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_yaml::Value;

use crate::words::Words;
use crate::{Chance, Outcome};

/// What looks for what.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A phrase as written, in any case, as whole words.
    Phrase,
    /// A regular expression.
    Pattern,
}

/// One phrase or pattern.
pub(crate) struct Rule {
    /// The group of a phrase, the name of a pattern.
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// As written.
    pub(crate) text: String,
    /// What is planted for it.
    pub(crate) hits: Vec<String>,
}

/// Reads a file of rules.
pub(crate) fn read(path: &str) -> Outcome<Vec<Rule>> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let file = serde_yaml::from_str::<Value>(&text)?;
    let mut rules = Vec::new();
    for (group, phrases) in mapping(&file, "terms")? {
        for phrase in phrases.as_sequence().into_iter().flatten() {
            let text = string(phrase)?;
            let (kind, hits) = (Kind::Phrase, vec![text.clone()]);
            rules.push(Rule { name: string(group)?, kind, text, hits });
        }
    }
    for (name, pattern) in mapping(&file, "regexes")? {
        let planted = pattern.get("ex").and_then(Value::as_sequence).into_iter().flatten();
        rules.push(Rule {
            name: string(name)?,
            kind: Kind::Pattern,
            text: string(pattern.get("re").ok_or("a pattern without re")?)?,
            hits: planted.map(string).collect::<Outcome<_>>()?,
        });
    }
    Ok(rules)
}

fn mapping<'a>(file: &'a Value, key: &str) -> Outcome<&'a serde_yaml::Mapping> {
    file.get(key).and_then(Value::as_mapping).ok_or_else(|| format!("no {key}").into())
}

fn string(value: &Value) -> Outcome<String> {
    Ok(value.as_str().ok_or("not a text")?.to_owned())
}

/// Adds invented phrases until there are so many: words put together, and pairs of words.
pub(crate) fn add_phrases(rules: &mut Vec<Rule>, wanted: usize) -> Outcome<()> {
    let words = [Words::read("de", &BTreeSet::new())?, Words::read("en", &BTreeSet::new())?];
    let mut chance = Chance::new(3_000);
    let mut seen: BTreeSet<String> = rules.iter().map(|rule| rule.text.to_lowercase()).collect();
    let mut number = rules.iter().filter(|rule| rule.kind == Kind::Phrase).count();
    while number < wanted {
        let of = &words[chance.below(2)];
        let (one, two) = (of.long(&mut chance), of.long(&mut chance));
        let text = if chance.happens(0.5) {
            format!("{one}{}", two.to_lowercase())
        } else {
            format!("{one} {two}")
        };
        if seen.insert(text.to_lowercase()) {
            number += 1;
            let hits = vec![text.clone()];
            rules.push(Rule { name: "invented".to_owned(), kind: Kind::Phrase, text, hits });
        }
    }
    Ok(())
}

/// The rules as a ruleset of clearedfor, one rule for each phrase and pattern.
pub(crate) fn as_ruleset(rules: &[Rule]) -> Outcome<String> {
    let mut out = String::from(
        "ruleset: bench\nversion: \"1\"\ntitle: {en: bench, de: bench}\n\
         defaults: {kind: substance, source: [D], verified: false}\nrules:\n",
    );
    for (number, rule) in rules.iter().enumerate() {
        let id = format!("{}-{number}", rule.name.to_lowercase());
        let key = if rule.kind == Kind::Phrase { "keywords" } else { "patterns" };
        // Plain JSON is YAML too, and quotes whatever needs quotes.
        let text = serde_json::to_string(&rule.text)?;
        writeln!(
            out,
            "  - {{id: {id}, title: {{en: {id}, de: {id}}}, why: {{en: bench, de: bench}}, \
             raises: 1, {key}: [{text}], examples: {{hit: [a, b, c], miss: [x, y, z]}}}}",
        )?;
    }
    Ok(out)
}

/// The rules one a line: what it is, its name, its text, set apart by tabs.
pub(crate) fn as_list(rules: &[Rule]) -> String {
    let mut out = String::new();
    for rule in rules {
        let kind = if rule.kind == Kind::Phrase { "phrase" } else { "pattern" };
        out.push_str(&[kind, &rule.name, &rule.text].join("\t"));
        out.push('\n');
    }
    out
}
