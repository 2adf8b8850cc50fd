//! Keywords and phrases: `VS-NfD`, `flugkörper*`, `*reichweite*`, `geheim* eingestuft`.
//!
//! A blank stands for any white space or dash. A hyphen stands for a dash, a blank or nothing. A `*` at the
//! start or end of a word stands for the rest of the word.

use std::borrow::Cow;

use super::needed::{Needs, Stretch};
use super::{Hit, Matcher, Pattern, PatternError, Places, Regular, edges};
use crate::packed::packed;
use crate::text::{Case, Folded, Span, fold};

/// Most hyphens of a keyword that are varied each on its own; with more, all stand or all fall.
const MOST_VARIED: usize = 3;

/// A keyword or phrase.
#[derive(Debug, Clone, Default)]
pub struct Keyword {
    source: Cow<'static, str>,
    case: Case,
    /// Folded spellings, in `case`.
    forms: Vec<Cow<'static, str>>,
    /// Part of a word to the left, or to the right, is fine.
    open: (bool, bool),
}

packed!(struct Keyword { source, case, forms, open });

impl Keyword {
    /// Reads a keyword; one with a star inside a phrase becomes an expression.
    pub(super) fn pattern(source: &str, case: Case) -> Result<Pattern, PatternError> {
        let trimmed = source.trim();
        let body = trimmed.trim_matches('*').trim();
        if !body.chars().any(char::is_alphanumeric) {
            return Err(PatternError::Empty);
        }
        if body.contains('*') {
            let expression = Self::expression(trimmed)?;
            return Ok(Pattern::Regular(Regular::named(source, &expression, case)?));
        }
        let open = (trimmed.starts_with('*'), trimmed.ends_with('*'));
        let folded = |form: &String| fold(form).as_str(case).trim().to_owned().into();
        let mut forms: Vec<Cow<'static, str>> = spellings(body).iter().map(folded).collect();
        forms.sort();
        forms.dedup();
        Ok(Pattern::Keyword(Keyword { source: source.to_owned().into(), case, forms, open }))
    }

    fn expression(phrase: &str) -> Result<String, PatternError> {
        let words: Result<Vec<String>, PatternError> = phrase
            .split_whitespace()
            .map(|word| match word.trim_matches('*') {
                "" => Err(PatternError::Empty),
                _ => Ok(regex_syntax::escape(word).replace(r"\*", r"\w*").replace(r"\-", "-")),
            })
            .collect();
        Ok(words?.join(" "))
    }

    /// The keyword as its author wrote it.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether capitals are heeded.
    #[must_use]
    pub fn case(&self) -> Case {
        self.case
    }

    /// What it looks for after folding.
    pub(super) fn meaning(&self) -> String {
        let star = |open: bool| if open { "*" } else { "" };
        let forms = self.forms.join("|");
        format!("{:?} {}{forms}{}", self.case, star(self.open.0), star(self.open.1))
    }

    /// Whether it stands wherever `other`, of one word, stands.
    pub(super) fn covers(&self, other: &Keyword) -> bool {
        let within = |open: bool, other: bool| open || !other;
        let case = self.case == other.case || self.case == Case::Any;
        let fits = |form: &Cow<str>| {
            let any = |own: &Cow<str>| {
                let own = fold(own).as_str(self.case).to_owned();
                let form = fold(form);
                let form = form.as_str(self.case);
                match self.open {
                    (false, false) => form == own,
                    (false, true) => form.starts_with(&own),
                    (true, false) => form.ends_with(&own),
                    (true, true) => form.contains(&own),
                }
            };
            !form.contains(' ') && self.forms.iter().any(any)
        };
        case && within(self.open.0, other.open.0)
            && within(self.open.1, other.open.1)
            && (self.meaning() == other.meaning() || other.forms.iter().all(fits))
    }

    /// The hit, if the folded `span` that reads as one of the forms is one: word edges and case.
    fn verify(&self, folded: &Folded, span: Span) -> Option<Hit> {
        let text = folded.as_str(Case::Any);
        let edges =
            (self.open.0 || edges::start(text, span)) && (self.open.1 || edges::end(text, span));
        let case = self.case == Case::Any
            || self.forms.iter().any(|form| form == span.of(folded.as_str(Case::Exact)));
        let wide = || edges::whole_words(text, span, self.open.0, self.open.1);
        (edges && case).then(|| Hit { span: wide(), groups: Vec::new() })
    }

    /// Folded texts of which at least one is part of every match.
    pub(super) fn texts(&self) -> Vec<String> {
        let small = |form: &Cow<str>| fold(form).as_str(Case::Any).to_owned();
        let mut texts: Vec<String> = self.forms.iter().map(small).collect();
        texts.sort();
        texts.dedup();
        texts
    }
}

impl Matcher for Keyword {
    fn needs(&self) -> Option<Needs> {
        let stretch = |form: &Cow<str>| {
            let mut stretch = Stretch::of(form);
            stretch.left &= !self.open.0;
            stretch.right &= !self.open.1;
            stretch
        };
        Some(Needs { first: self.forms.iter().map(stretch).collect(), second: None })
    }

    fn find_at(&self, folded: &Folded, window: Span, places: Places<'_>, hits: &mut Vec<Hit>) {
        let text = folded.as_str(self.case);
        let mut found: Vec<Hit> = Vec::new();
        for candidate in places.all {
            let start = candidate.start as usize;
            for form in &self.forms {
                let span = Span::new(start, start + form.len());
                if span.end <= window.end && span.of(text) == form {
                    found.extend(self.verify(folded, span));
                }
            }
        }
        found.sort_by_key(|hit| hit.span);
        found.dedup();
        hits.append(&mut found);
    }

    fn find(&self, folded: &Folded, window: Span, hits: &mut Vec<Hit>) {
        let text = folded.as_str(Case::Any);
        let mut found: Vec<Hit> = Vec::new();
        for form in self.texts() {
            let mut from = window.start;
            let spans = std::iter::from_fn(|| {
                let at = from + text.get(from..window.end)?.find(form.as_str())?;
                // Hits may overlap: "ab ab" stands twice in "ab ab ab".
                from = at + text[at..].chars().next().map_or(1, char::len_utf8);
                Some(Span::new(at, at + form.len()))
            });
            found.extend(spans.filter_map(|span| self.verify(folded, span)));
        }
        found.sort_by_key(|hit| hit.span);
        found.dedup();
        hits.append(&mut found);
    }
}

/// The spellings of a keyword with its hyphens written as blanks or left out.
fn spellings(body: &str) -> Vec<String> {
    let parts: Vec<&str> = body.split('-').collect();
    let hyphens = parts.len() - 1;
    let choices: Vec<usize> = match hyphens {
        0..=MOST_VARIED => (0..1 << hyphens).collect(),
        _ => vec![0, usize::MAX],
    };
    let write = |choice: usize| {
        let mut form = parts.first().map(|&part| part.to_owned()).unwrap_or_default();
        for (at, part) in parts.iter().skip(1).enumerate() {
            if choice >> at.min(MOST_VARIED) & 1 == 0 {
                form.push(' ');
            }
            form.push_str(part);
        }
        form
    };
    choices.into_iter().map(write).collect()
}
