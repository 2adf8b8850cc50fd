//! Tables: a rule written once and made for every level name of the schemes that it lists.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::Reader;
use super::written::RuleFile;
use crate::Error;
use crate::load::yaml::said;
use crate::model::rule::About;
use crate::model::scheme::LevelName;
use crate::model::{Effect, Kind, Level, Rule, Say, Scheme, Words};
use crate::pattern::{Case, Pattern, Patterns};

/// Which of a scheme's names a table is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum NamesFile {
    /// All full names.
    All,
    /// Full names that are no ordinary words.
    Distinct,
    /// Abbreviations.
    Short,
}

impl Reader<'_> {
    /// The rules of a table, one for each scheme and level.
    pub(super) fn table(&self, line: usize, mut written: RuleFile) -> Result<Vec<Rule>, Error> {
        let id = written.id.clone();
        let fail = |needle: &str, message: Words| self.error(line, &id, needle, message);
        let own = !written.keywords.is_empty()
            || !written.patterns.is_empty()
            || written.scheme.is_some();
        if own || written.raises.is_some() || written.lowers.is_some() {
            let message = Say(
                "a table takes its keywords, levels and schemes from `names_of`",
                "eine Tabelle nimmt Schlüsselwörter, Stufen und Schemata aus `names_of`",
            );
            return Err(fail("id:", message.into()));
        }
        let names_of = written.names_of.take();
        let ids = names_of.ok_or_else(|| {
            fail("id:", Say("a table needs `names_of`", "eine Tabelle braucht `names_of`").into())
        })?;
        let names = written.names.take().unwrap_or(NamesFile::All);
        let case = Case::from(written.case);
        let title: Words = written.title.clone().into();
        written.raises = Some(super::LevelFile(Level::HIGHEST));
        let shell = self.shell(line, written)?;
        if shell.kind != Kind::Marking {
            return Err(fail(
                "kind:",
                Say("a table is of kind `marking`", "eine Tabelle ist von der Art `marking`")
                    .into(),
            ));
        }
        let mut rules = Vec::new();
        for scheme_id in ids {
            let scheme_id = self.scheme(line, &id, &scheme_id)?;
            let Some(scheme) = self.schemes.get(&scheme_id) else { continue };
            for (level, keywords) in keywords(scheme, names) {
                let patterns: Result<Patterns, _> =
                    keywords.iter().map(|keyword| Pattern::keyword(keyword, case)).collect();
                let patterns =
                    patterns.map_err(|error| fail("names_of:", said::pattern(&error)))?;
                let name = scheme.display_name(level);
                rules.push(Rule {
                    id: format!("{id}-{}-{level}", scheme.id.to_lowercase()).into(),
                    about: About {
                        title: Words {
                            en: format!("{}: {} {name}", title.en, scheme.id),
                            de: format!("{}: {} {name}", title.de, scheme.id),
                        },
                        verified: shell.about.verified && scheme.verified,
                        source: scheme.source.clone(),
                        ..(*shell.about).clone()
                    }
                    .into(),
                    effect: Effect::Raises(level),
                    scheme: Some(scheme.id.clone().into()),
                    table: Some(id.clone().into()),
                    patterns,
                    ..shell.clone()
                });
            }
        }
        Ok(rules)
    }
}

/// The scheme's names that the table asks for, by level.
fn keywords(scheme: &Scheme, names: NamesFile) -> BTreeMap<Level, Vec<String>> {
    let mut by_level: BTreeMap<Level, Vec<String>> = BTreeMap::new();
    for name in &scheme.names {
        for keyword in of_name(name, names) {
            let keyword = keyword.trim_end_matches(['!', '.']);
            by_level.entry(name.level).or_default().push(keyword.to_owned());
        }
    }
    by_level
}

fn of_name(name: &LevelName, names: NamesFile) -> Vec<&String> {
    match names {
        NamesFile::All => name.also.iter().chain([&name.name]).collect(),
        NamesFile::Distinct if name.ordinary => Vec::new(),
        NamesFile::Distinct => name.also.iter().chain([&name.name]).collect(),
        NamesFile::Short => name.short.iter().collect(),
    }
}
