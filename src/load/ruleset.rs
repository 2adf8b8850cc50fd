//! Ruleset files: rules as written to rules as meant.
//!
//! The language is described in docs/writing-rules.md. Not here: the search ([`crate::scan`]).

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::builtin;
use super::yaml::{File, KeywordFile, LevelFile, said};
use crate::Error;
use crate::model::rule::{About, Condition, Examples, Search};
use crate::model::{Digest, Effect, Kind, Rule, Ruleset, Say, Schemes, Strength, Words, words};
use crate::pattern::{Case, Patterns};
use faults::{effect, name_rule, of_rule};
use search::check_references;
use written::{ConditionFile, Defaults, RuleFile, RulesetFile};

mod faults;
mod lists;
mod places;
mod schema;
mod search;
mod table;
mod written;

pub use schema::schema;

/// Fewest examples of each sort.
const FEWEST_EXAMPLES: usize = 3;

/// Word lists by ruleset and name.
type Lists = BTreeMap<String, BTreeMap<String, Vec<KeywordFile>>>;

/// Reads a ruleset; `name` is the file's name, for messages.
///
/// # Errors
/// Where the file is not a ruleset; the message names line and column, the rule, and what is allowed.
pub fn read(name: &str, text: &str, schemes: &Schemes) -> Result<Ruleset, Error> {
    let mut rulesets = read_all(&[(name, text)], schemes)?;
    rulesets
        .pop()
        .ok_or_else(|| Error::Usage(words!("{name}: no ruleset", "{name}: kein Regelwerk")))
}

/// Reads rulesets that may use each other's word lists, and those of the built-in `words`.
///
/// # Errors
/// Those of [`read`].
pub fn read_all(files: &[(&str, &str)], schemes: &Schemes) -> Result<Vec<Ruleset>, Error> {
    let parse = |&(name, text): &(&'_ str, &'_ str)| {
        let file = File::new(name, text);
        file.read::<RulesetFile>().map_err(|error| name_rule(&file, error))
    };
    let mut written: Vec<RulesetFile> = files.iter().map(parse).collect::<Result<_, _>>()?;
    let words = parse(&builtin::WORDS)?;
    let mut lists: Lists = BTreeMap::from([(words.ruleset, words.lists)]);
    for file in &mut written {
        lists.insert(file.ruleset.clone(), std::mem::take(&mut file.lists));
    }
    let mean = |((name, text), written)| mean(File::new(name, text), written, schemes, &lists);
    files.iter().copied().zip(written).map(mean).collect()
}

/// A ruleset as written to one as meant.
fn mean(
    file: File<'_>,
    written: RulesetFile,
    schemes: &Schemes,
    lists: &Lists,
) -> Result<Ruleset, Error> {
    let origin = file.name.to_owned();
    let digest = Digest::of(file.text.as_bytes());
    let own = &written.ruleset;
    let lines = file.text.lines().collect();
    let reader = Reader { file, lines, schemes, own, lists, defaults: &written.defaults };
    let mut rules: Vec<Rule> = Vec::new();
    let mut line = 1;
    for (is_table, rule) in written
        .rules
        .into_iter()
        .map(|rule| (false, rule))
        .chain(written.tables.into_iter().map(|rule| (true, rule)))
    {
        line = reader.rule_line(line, &rule.id);
        if rules.iter().any(|other| other.id == rule.id) {
            return Err(reader.error(line, &rule.id, "id:", faults::TAKEN));
        }
        match is_table {
            true => rules.extend(reader.table(line, rule)?),
            false => rules.push(reader.rule(line, rule)?),
        }
        line += 1;
    }
    let (title, version) = (written.title.into(), written.version);
    Ok(Ruleset { id: written.ruleset, title, version, origin, digest, rules, left_out: Vec::new() })
}

/// What must hold for all rulesets of a run together: unique ids, and that what rules ask for is there.
///
/// # Errors
/// Names the file, the rule and the id or tag.
pub fn check_together(rulesets: &[Ruleset]) -> Result<(), Error> {
    check_unique(rulesets)?;
    check_references(rulesets)
}

fn check_unique(rulesets: &[Ruleset]) -> Result<(), Error> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for ruleset in rulesets {
        for rule in &ruleset.rules {
            if let Some(other) = seen.insert(&rule.id, &ruleset.origin) {
                let (id, origin) = (&rule.id, &ruleset.origin);
                let message = words!(
                    "{origin}: rule `{id}`: this id is already taken in {other}",
                    "{origin}: Regel `{id}`: diese Kennung ist schon in {other} vergeben"
                );
                return Err(Error::Usage(message));
            }
        }
    }
    Ok(())
}

struct Reader<'t> {
    file: File<'t>,
    lines: Vec<&'t str>,
    schemes: &'t Schemes,
    /// The id of this ruleset.
    own: &'t str,
    lists: &'t Lists,
    defaults: &'t Defaults,
}

impl Reader<'_> {
    /// The line on which the rule `id` starts, at or after `line`.
    fn rule_line(&self, line: usize, id: &str) -> usize {
        let starts = |text: &str| {
            let entry = text.trim_start().trim_start_matches("- ").trim_start_matches('{');
            entry
                .strip_prefix("id:")
                .is_some_and(|rest| rest.trim().trim_matches(['"', '\'']).starts_with(id))
        };
        let mut lines = (line..).zip(self.lines.iter().skip(line - 1));
        lines.find(|(_, text)| starts(text)).map_or(line, |(at, _)| at)
    }

    fn error(&self, line: usize, rule: &str, needle: &str, message: impl Into<Words>) -> Error {
        self.file.error(self.file.find(line, needle), of_rule(rule, &message.into()))
    }

    fn rule(&self, line: usize, written: RuleFile) -> Result<Rule, Error> {
        let id = written.id.clone();
        let fail = |needle: &str, message: Words| self.error(line, &id, needle, message);
        if written.names_of.is_some() || written.names.is_some() {
            return Err(fail("names", faults::TABLES_ONLY.into()));
        }
        let case = Case::from(written.case);
        let patterns = self.patterns(line, &id, &written.keywords, &written.patterns, case)?;
        let search = self.search(line, &written)?;
        let fulfilled = match &search {
            Search::Words => !patterns.is_empty(),
            Search::Missing(missing) => !patterns.is_empty() || !missing.of.is_empty(),
            Search::Combine(_) | Search::After(_) | Search::Compare(_) => true,
        };
        if !fulfilled {
            return Err(fail("id:", faults::NO_WORDS.into()));
        }
        let at_least = self.at_least(line, &id, written.at_least.as_ref())?;
        let holds_until = search::selectors(&written.holds_until);
        if !holds_until.is_empty()
            && written.kind.or(self.defaults.kind).map(|k| k.0) != Some(Kind::Marking)
        {
            return Err(fail("holds_until:", faults::HOLDS.into()));
        }
        let shell = self.shell(line, written)?;
        Ok(Rule { patterns, search, at_least, holds_until, ..shell })
    }

    /// Everything of a rule but its patterns.
    fn shell(&self, line: usize, written: RuleFile) -> Result<Rule, Error> {
        let id = written.id.clone();
        let fail = |needle: &str, message: Words| self.error(line, &id, needle, message);
        let well_named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(well_named) {
            return Err(fail("id:", faults::ID.into()));
        }
        let kind = written.kind.or(self.defaults.kind).map(|kind| kind.0);
        let kind = kind.ok_or_else(|| fail("id:", faults::KIND.into()))?;
        let effect = match written.lifts {
            Some(rungs) if rungs > 2 => {
                return Err(fail("lifts:", faults::LIFTS.into()));
            }
            Some(_) if written.raises.is_some() || !search::may_lift(kind, &written) => {
                let message = faults::LIFTS_WHERE;
                return Err(fail("lifts:", message.into()));
            }
            Some(rungs) => Effect::Lifts(rungs),
            None => effect(kind, written.raises, written.lowers)
                .map_err(|message| fail("id:", message))?,
        };
        let strength =
            written.strength.or(self.defaults.strength).map_or(Strength::Medium, |s| s.0);
        let scheme = written.scheme.or_else(|| self.defaults.scheme.clone());
        let scheme =
            scheme.map(|scheme| self.scheme(line, &id, &scheme)).transpose()?.map(Cow::from);
        let source =
            if written.source.is_empty() { self.defaults.source.clone() } else { written.source };
        if source.is_empty() {
            return Err(fail("id:", faults::SOURCE.into()));
        }
        let Examples { hit, miss } =
            Examples { hit: written.examples.hit, miss: written.examples.miss };
        if hit.len() < FEWEST_EXAMPLES || miss.len() < FEWEST_EXAMPLES {
            let message = words!(
                "needs at least {FEWEST_EXAMPLES} examples under `hit` and under `miss`",
                "braucht mindestens {FEWEST_EXAMPLES} Beispiele unter `hit` und unter `miss`"
            );
            return Err(fail("examples:", message));
        }
        let conditions = written.near.len();
        if written.enough.is_some_and(|enough| enough == 0 || enough >= conditions) {
            let most = conditions.saturating_sub(1);
            let message = words!(
                "`enough` is 1 to {most}: fewer than all of the {conditions} conditions of `near`",
                "`enough` ist 1 bis {most}: weniger als alle {conditions} Bedingungen von `near`"
            );
            return Err(fail("enough:", message));
        }
        let default = self.defaults.within.clone();
        let within = places::within(kind, written.within, written.where_not, default)
            .map_err(|message| fail("where_not:", message.into()))?;
        let tags: Vec<String> = self.defaults.tags.iter().cloned().chain(written.tags).collect();
        self.check_tags(line, &id, &tags)?;
        Ok(Rule {
            about: About {
                title: written.title.into(),
                why: written.why.into(),
                source,
                verified: written.verified.or(self.defaults.verified).unwrap_or(true),
                examples: Examples { hit, miss }.into(),
            }
            .into(),
            kind,
            effect,
            strength,
            scheme,
            table: None,
            tags: tags.into(),
            search: Search::Words,
            patterns: Patterns::default(),
            at_least: None,
            holds_until: Vec::new(),
            within,
            at: written.at.into_iter().map(|position| position.0).collect(),
            near: self.conditions(line, &id, &written.near)?.into(),
            enough: written.enough,
            unless: self.conditions(line, &id, &written.unless)?.into(),
            id: id.into(),
        })
    }

    fn scheme(&self, line: usize, rule: &str, name: &str) -> Result<String, Error> {
        let known = self.schemes.0.iter().map(|scheme| scheme.id.as_str());
        let unknown = || {
            let error = Error::unknown(Say("scheme", "Schema"), name, known);
            self.error(line, rule, name, error.in_words())
        };
        Ok(self.schemes.get(name).ok_or_else(unknown)?.id.clone())
    }

    fn conditions(
        &self,
        line: usize,
        rule: &str,
        written: &[ConditionFile],
    ) -> Result<Vec<Condition>, Error> {
        let condition = |file: &ConditionFile| {
            let patterns =
                self.patterns(line, rule, &file.keywords, &file.patterns, Case::from(file.case))?;
            if patterns.is_empty() {
                let message = faults::EMPTY;
                return Err(self.error(line, rule, "within:", message));
            }
            Ok(Condition { patterns, reach: file.within.0 })
        };
        written.iter().map(condition).collect()
    }
}

/// Compiles every pattern now, so that one too large to run is an error and not a silent miss.
///
/// Built-in rules skip this: the test suite does it for them.
///
/// # Errors
/// Names the rule and the pattern.
pub fn check_patterns(ruleset: &Ruleset) -> Result<(), Error> {
    for rule in &ruleset.rules {
        let conditions =
            rule.near.iter().chain(rule.unless.iter()).flat_map(|condition| &condition.patterns);
        for pattern in rule.patterns.iter().chain(conditions) {
            pattern.check().map_err(|error| {
                let (origin, id) = (&ruleset.origin, &rule.id);
                let (source, Words { en, de }) = (pattern.source(), said::pattern(&error));
                Error::Usage(Words::new(
                    format!("{origin}: rule `{id}`: `{source}`: {en}"),
                    format!("{origin}: Regel `{id}`: `{source}`: {de}"),
                ))
            })?;
        }
    }
    Ok(())
}
