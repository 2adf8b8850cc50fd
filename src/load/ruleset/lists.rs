//! Keywords and patterns of a rule, with the word lists that they name.
//!
//! Not here: what a keyword or a pattern is ([`crate::pattern`]).

use super::Reader;
use crate::Error;
use crate::load::yaml::{KeywordFile, PatternFile, said};
use crate::model::{Say, words};
use crate::pattern::{Case, Pattern, Patterns};

impl Reader<'_> {
    pub(super) fn patterns(
        &self,
        line: usize,
        rule: &str,
        keywords: &[KeywordFile],
        patterns: &[PatternFile],
        case: Case,
    ) -> Result<Patterns, Error> {
        let mut made = self.keywords(line, rule, self.own, keywords, 0)?;
        made.extend(patterns.iter().map(|PatternFile(pattern)| pattern.clone()));
        match case {
            Case::Any => Ok(made.into()),
            Case::Exact => made.iter().map(|pattern| self.exact(line, rule, pattern)).collect(),
        }
    }

    /// The same pattern, heeding capitals.
    fn exact(&self, line: usize, rule: &str, pattern: &Pattern) -> Result<Pattern, Error> {
        let exact = pattern.in_case(Case::Exact);
        exact.map_err(|error| self.error(line, rule, pattern.source(), said::pattern(&error)))
    }

    /// Keywords with the lists that they name; lists may name lists, to a small depth. A bare name is a list of the
    /// ruleset `own`, in which the keywords are written.
    fn keywords(
        &self,
        line: usize,
        rule: &str,
        own: &str,
        written: &[KeywordFile],
        depth: usize,
    ) -> Result<Vec<Pattern>, Error> {
        let mut keywords = Vec::new();
        for entry in written {
            match entry {
                KeywordFile::Keyword(keyword) => keywords.push(keyword.clone()),
                KeywordFile::List(name) if depth < 8 => {
                    let (set, short) = name.split_once('/').unwrap_or((own, name));
                    let unknown = |what: Say, name, known: Vec<&String>| {
                        let error =
                            Error::unknown(what, name, known.into_iter().map(String::as_str));
                        self.error(line, rule, &format!("@{name}"), error.in_words())
                    };
                    let lists = self.lists.get(set);
                    let lists = lists.ok_or_else(|| {
                        unknown(Say("ruleset", "Regelwerk"), set, self.lists.keys().collect())
                    })?;
                    let list = lists.get(short);
                    let list = list.ok_or_else(|| {
                        unknown(Say("list", "Liste"), short, lists.keys().collect())
                    })?;
                    keywords.extend(self.keywords(line, rule, set, list, depth + 1)?);
                }
                KeywordFile::List(name) => {
                    let message = words!(
                        "the list `{name}` is part of itself",
                        "die Liste `{name}` ist ein Teil ihrer selbst"
                    );
                    return Err(self.error(line, rule, name, message));
                }
            }
        }
        Ok(keywords)
    }
}
