//! What a rule looks for beside words: combinations, sequences, what is missing, what contradicts.
//!
//! Not here: how they are evaluated ([`crate::scan`]).

use std::collections::BTreeSet;

use super::Reader;
use super::written::{AtLeastFile, PapersFile, RuleFile};
use crate::Error;
use crate::load::yaml::{RESERVED, ReachFile, SelectorFile};
use crate::model::rule::{
    After, AtLeast, Combine, Compare, Contradiction, Missing, Search, Selector, Term, Window,
};
use crate::model::{Kind, Ruleset, Say, Words, words};

impl Reader<'_> {
    /// What the rule looks for; at most one of `combine`, `after`, `missing` and `compare` may be there.
    pub(super) fn search(&self, line: usize, written: &RuleFile) -> Result<Search, Error> {
        let id = &written.id;
        let fail = |needle: &str, message: Words| Err(self.error(line, id, needle, message));
        let keys = [
            ("combine:", written.combine.is_some()),
            ("after:", written.after.is_some()),
            ("missing:", written.missing.is_some()),
            ("compare:", written.compare.is_some()),
        ];
        let mut used = keys.iter().filter(|(_, used)| *used).map(|(key, _)| *key);
        let Some(key) = used.next() else { return Ok(Search::Words) };
        if let Some(second) = used.next() {
            let message = Say(
                "`combine`, `after`, `missing` and `compare` exclude each other",
                "`combine`, `after`, `missing` und `compare` schließen einander aus",
            );
            return fail(second, message.into());
        }
        let words = !written.keywords.is_empty() || !written.patterns.is_empty();
        if words && key != "missing:" {
            let message = Say(
                "a rule over other findings has no `keywords` or `patterns` of its own",
                "eine Regel über andere Funde hat keine eigenen `keywords` oder `patterns`",
            );
            return fail(key, message.into());
        }
        let wheres = written.within.is_some() || written.where_not.is_some();
        let placed = wheres || !written.at.is_empty();
        if key != "missing:" && (placed || written.at_least.is_some()) {
            let message = Say(
                "`where`, `at` and `at_least` are for rules with words of their own",
                "`where`, `at` und `at_least` sind für Regeln mit eigenen Worten",
            );
            return fail(key, message.into());
        }
        let search = self.over_findings(written);
        match search {
            Ok(search) => Ok(search),
            Err(message) => fail(key, message.into()),
        }
    }

    fn over_findings(&self, written: &RuleFile) -> Result<Search, Say> {
        if let Some(file) = &written.combine {
            let of = selectors(&file.of);
            let starred = of.iter().flat_map(|one| &one.terms);
            let starred = starred.filter(|term| matches!(term, Term::Prefix(_))).count();
            let at_least = match file.at_least {
                None if starred > 0 => {
                    return Err(Say(
                        "a `*` in `of` needs `at_least`",
                        "ein `*` in `of` braucht `at_least`",
                    ));
                }
                None => of.len(),
                Some(most) => most,
            };
            if at_least == 0 || (starred == 0 && at_least > of.len()) {
                return Err(Say(
                    "`at_least` is 1 to the number of entries in `of`",
                    "`at_least` ist 1 bis zur Zahl der Einträge in `of`",
                ));
            }
            let without = selectors(&file.without);
            let reach = file.within.0;
            let guard = guard(file.without_within)?.unwrap_or(reach.window);
            return Ok(Search::Combine(Combine { of, at_least, reach, without, guard }.into()));
        }
        if let Some(file) = &written.after {
            let (first, then) = (selectors(&file.first), selectors(&file.then));
            if first.is_empty() || then.is_empty() {
                return Err(Say(
                    "`after` needs `first` and `then`",
                    "`after` braucht `first` und `then`",
                ));
            }
            let (reach, without) = (file.within.0, selectors(&file.without));
            let guard = guard(file.without_within)?;
            return Ok(Search::After(After { first, then, reach, without, guard }.into()));
        }
        if let Some(file) = &written.missing {
            if file.opening.is_some_and(|opening| !(1..=99).contains(&opening)) {
                return Err(Say(
                    "`opening` is 1 to 99: hundredths of the document",
                    "`opening` ist 1 bis 99: Hundertstel des Dokuments",
                ));
            }
            let spoken = file.papers.map(|papers| matches!(papers, PapersFile::Speech));
            let (of, when) = (selectors(&file.of), selectors(&file.when));
            return Ok(Search::Missing(Missing { of, when, spoken, opening: file.opening }.into()));
        }
        let Some(file) = &written.compare else { return Ok(Search::Words) };
        let (these, those) = (selectors(&file.these), selectors(&file.those));
        let are = file.are.0;
        if these.is_empty() || (those.is_empty() != (are == Contradiction::Uneven)) {
            return Err(Say(
                "`compare` needs `these`, and `those` for `lower` and `higher` only",
                "`compare` braucht `these`, und `those` nur bei `lower` und `higher`",
            ));
        }
        let without = selectors(&file.without);
        Ok(Search::Compare(Compare { these, those, are, without }.into()))
    }

    /// So many hits of the rule itself.
    pub(super) fn at_least(
        &self,
        line: usize,
        rule: &str,
        written: Option<&AtLeastFile>,
    ) -> Result<Option<AtLeast>, Error> {
        let Some(file) = written else { return Ok(None) };
        if file.hits < 2 {
            return Err(self.error(
                line,
                rule,
                "at_least:",
                Say("`hits` is 2 or more", "`hits` ist 2 oder mehr"),
            ));
        }
        Ok(Some(AtLeast { hits: file.hits, reach: file.within.0 }))
    }

    /// Tags may not look like the words by which selectors ask what a finding is.
    pub(super) fn check_tags(&self, line: usize, rule: &str, tags: &[String]) -> Result<(), Error> {
        let well_named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-:".contains(c);
        for tag in tags {
            let reserved = RESERVED.iter().any(|start| tag.starts_with(start)) || tag == "counted";
            if reserved || tag.is_empty() || !tag.chars().all(well_named) {
                let message = words!(
                    "the tag `{tag}` cannot be: small letters, digits, `-` and `:` only, and not `counted` or \
                     beginning with {}",
                    "das Merkmal `{tag}` ist nicht möglich: nur Kleinbuchstaben, Ziffern, `-` und `:`, und nicht \
                     `counted` oder beginnend mit {}",
                    RESERVED.join(", ")
                );
                return Err(self.error(line, rule, tag, message));
            }
        }
        Ok(())
    }
}

/// How far `without` looks; whose words they are does not matter to it.
fn guard(written: Option<ReachFile>) -> Result<Option<Window>, Say> {
    match written {
        Some(ReachFile(reach)) if reach.same_speaker => Err(Say(
            "`without_within` knows no `same speaker`",
            "`without_within` kennt kein `same speaker`",
        )),
        written => Ok(written.map(|ReachFile(reach)| reach.window)),
    }
}

pub(super) fn selectors(files: &[SelectorFile]) -> Vec<Selector> {
    files.iter().map(|SelectorFile(selector)| selector.clone()).collect()
}

/// Every id and tag that a rule asks for must be there, or the rule could never find anything.
///
/// # Errors
/// Names the rule and the known ids or tags that are meant, perhaps.
pub(super) fn check_references(rulesets: &[Ruleset]) -> Result<(), Error> {
    let rules = || rulesets.iter().flat_map(|set| set.rules.iter().map(move |rule| (set, rule)));
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for (_, rule) in rules() {
        known.insert(&rule.id);
        known.extend(rule.tags.iter());
        known.extend(rule.table.as_deref());
    }
    for (set, rule) in rules() {
        let terms = rule.search.selectors().into_iter().chain(&rule.holds_until);
        for term in terms.flat_map(|selector| &selector.terms) {
            let missing = match term {
                Term::Named(name) if !known.contains(&**name) => name,
                Term::Prefix(start) if !known.iter().any(|name| name.starts_with(&**start)) => {
                    start
                }
                _ => continue,
            };
            let unknown = Error::unknown(
                Say("id or tag", "Kennung oder Merkmal"),
                missing,
                known.iter().copied(),
            );
            let (origin, id) = (&set.origin, &rule.id);
            let Words { en, de } = unknown.in_words();
            return Err(Error::Usage(words!(
                "{origin}: rule `{id}`: {en}",
                "{origin}: Regel `{id}`: {de}"
            )));
        }
    }
    Ok(())
}

/// Only rules over other findings know what the highest of them is.
pub(super) fn may_lift(kind: Kind, written: &RuleFile) -> bool {
    kind == Kind::Substance && (written.combine.is_some() || written.after.is_some())
}
