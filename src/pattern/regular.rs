//! Regular expressions over folded text.
//!
//! Each has a small program for the first looks ([`super::program`]). The engine is compiled when those have cost as
//! much as it does: most rules never meet a text in which they match. Both are asked for a match only around a
//! candidate, never for one in a whole text.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use regex_automata::Anchored;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;

use super::attempt::Attempt;
use super::engine::Engine;
use super::index::Candidate;
use super::needed::{self, Needs};
use super::program::Program;
use super::reach::Reach;
use super::{Hit, Matcher, PatternError, Places, hir};
use crate::packed::{Lazy, packed};
use crate::text::{Case, Folded, Span};

/// So many steps of a program cost about as much as compiling an engine.
const FIRST_LOOKS: u32 = 100_000;

/// So many times a block may be looked at from its candidates before it is looked at once as a whole: a search that
/// must begin with its candidate mostly ends after a few bytes.
const BEGUN: usize = 8;

/// A regular expression.
#[derive(Debug, Clone)]
pub struct Regular {
    written: Lazy<Written>,
    case: Case,
    program: Program,
    spent: Spent,
    needs: OnceLock<Option<Needs>>,
    engine: OnceLock<Result<Engine, PatternError>>,
}

/// An expression in its three writings, which few runs look at.
#[derive(Debug, Clone, Default)]
struct Written {
    source: Cow<'static, str>,
    /// The expression before folding; not the source where that is a keyword with stars.
    expression: Cow<'static, str>,
    /// The expression after folding, as the engine gets it.
    folded: Cow<'static, str>,
}

packed!(struct Written { source, expression, folded });

/// How many steps of the program were taken.
#[derive(Debug, Default)]
struct Spent(AtomicU32);

impl Clone for Spent {
    fn clone(&self) -> Self {
        Spent(AtomicU32::new(self.0.load(Ordering::Relaxed)))
    }
}

packed!(struct Regular { written, case, program } beside spent, needs, engine);

impl Regular {
    /// Reads and folds an expression.
    ///
    /// # Errors
    /// Where it does not parse, or uses what folded text does not have.
    pub fn new(source: &str, case: Case) -> Result<Self, PatternError> {
        Self::named(source, source, case)
    }

    /// An expression made from another notation, `source`.
    pub(super) fn named(source: &str, expression: &str, case: Case) -> Result<Self, PatternError> {
        let hir = hir::prepare(expression, case)?;
        let (source, expression) = (source.to_owned().into(), expression.to_owned().into());
        let (folded, program) = (hir.to_string().into(), Program::of(&hir));
        let written = Written { source, expression, folded }.into();
        let (spent, needs, engine) = (Spent::default(), OnceLock::new(), OnceLock::new());
        Ok(Regular { written, case, program, spent, needs, engine })
    }

    /// The same expression read in another case.
    pub(super) fn in_case(&self, case: Case) -> Result<Self, PatternError> {
        Self::named(&self.written.source, &self.written.expression, case)
    }

    /// The expression as its author wrote it.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.written.source
    }

    /// Whether capitals are heeded.
    #[must_use]
    pub fn case(&self) -> Case {
        self.case
    }

    /// Whether it was made of a phrase with stars inside.
    pub(super) fn is_phrase(&self) -> bool {
        self.written.source != self.written.expression
    }

    /// The expression after folding.
    pub(super) fn meaning(&self) -> String {
        format!("{:?} /{}/", self.case, self.written.folded)
    }

    /// Folded texts of which at least one is part of every match, where there are such texts.
    pub(super) fn texts(&self) -> Option<Vec<String>> {
        self.parsed().and_then(|hir| hir::texts(&hir, self.case))
    }

    /// The same with its engine compiled, so that the program takes no look.
    #[cfg(test)]
    pub(super) fn compiled(&self) -> Self {
        let compiled = self.clone();
        compiled.engine().unwrap();
        compiled
    }

    /// The same when only so many steps are left.
    #[cfg(test)]
    pub(super) fn with_steps(&self, left: u32) -> Self {
        Regular { spent: Spent(AtomicU32::new(FIRST_LOOKS - left)), ..self.clone() }
    }

    /// Whether it has a program for the first looks.
    #[cfg(test)]
    pub(super) fn has_program(&self) -> bool {
        self.program.code().is_some()
    }

    /// Makes sure that the engine compiles when it is needed.
    ///
    /// # Errors
    /// Where it is too large.
    pub fn check(&self) -> Result<(), PatternError> {
        let parsed = self.parsed();
        // Who checks a pattern looks for it next.
        self.needs.get_or_init(|| parsed.as_ref().and_then(needed::needs));
        match parsed {
            Some(hir) if hir::is_small(&hir) => Ok(()),
            _ => self.engine().map(drop),
        }
    }

    /// The folded expression as a tree.
    fn parsed(&self) -> Option<Hir> {
        ParserBuilder::new().nest_limit(250).build().parse(&self.written.folded).ok()
    }

    fn engine(&self) -> Result<&Engine, PatternError> {
        self.engine.get_or_init(|| self.compile()).as_ref().map_err(Clone::clone)
    }

    fn compile(&self) -> Result<Engine, PatternError> {
        let hir = self.parsed();
        Engine::of(&hir.ok_or_else(|| PatternError::Syntax("nested too deeply".to_owned()))?)
    }

    /// A search in a text; none where the engine that it needs does not compile, which a rule file is checked for.
    fn search<'s>(&'s self, folded: &'s Folded) -> Option<Search<'s>> {
        let text = folded.as_str(self.case);
        let left = FIRST_LOOKS.saturating_sub(self.spent.0.load(Ordering::Relaxed));
        let code = self.program.code().filter(|_| left > 0 && self.engine.get().is_none());
        let Some(code) = code else {
            let reach = self.engine().ok()?.reach();
            return Some(Search { of: self, text, reach, attempt: None });
        };
        let attempt = Some(Attempt::new(code, text, self.program.names().count(), left));
        Some(Search { of: self, text, reach: self.program.reach(), attempt })
    }
}

impl Matcher for Regular {
    fn needs(&self) -> Option<Needs> {
        let needs = || self.parsed().and_then(|hir| needed::needs(&hir));
        self.needs.get_or_init(needs).clone()
    }

    fn find(&self, folded: &Folded, window: Span, hits: &mut Vec<Hit>) {
        if let Some(mut search) = self.search(folded) {
            search.find_all(window, window.end, hits);
        }
    }

    fn find_at(&self, folded: &Folded, window: Span, places: Places<'_>, hits: &mut Vec<Hit>) {
        let Some(mut search) = self.search(folded) else { return };
        let mut left = places.all;
        while let Some(first) = left.first() {
            let block = folded.blocks(first.start as usize, 0);
            let block = Span::new(block.start.max(window.start), block.end.min(window.end));
            let until = |end: usize| {
                left.split_at(left.partition_point(|one| (one.start as usize) < end).max(1))
            };
            let (here, others) = until(block.end);
            // How many bytes are looked at if each candidate is looked at alone.
            let alone = search.reach.about().map(|about| about.saturating_mul(here.len()));
            let cheap = |most: usize| alone.is_some_and(|bytes| bytes <= block.len() * most);
            if places.begun && cheap(BEGUN) {
                search.find_begun(block, here, hits);
                left = others;
            } else if cheap(1) {
                search.find_around(block, here, hits);
                left = others;
            } else {
                let part = search.reach.narrowed(search.text, block, first.start as usize);
                let (here, others) = until(part.end);
                // Every match holds a candidate, so none begins behind the last of them.
                let last = here.last().map_or(part.end, |one| one.start as usize);
                search.find_all(part, last, hits);
                left = others;
            }
        }
    }
}

/// A search in a text, with the program as long as it pays.
#[derive(Debug)]
struct Search<'s> {
    of: &'s Regular,
    text: &'s str,
    reach: Reach,
    attempt: Option<Attempt<'s>>,
}

impl Search<'_> {
    /// Every match in a part of the text; none of them begins behind `last`.
    fn find_all(&mut self, mut part: Span, last: usize, hits: &mut Vec<Hit>) {
        while let Some(hit) = self.next_before(part, last, Anchored::No) {
            part.start = hit.span.end;
            hits.push(hit);
        }
    }

    /// The same where every match begins with a candidate.
    fn find_begun(&mut self, part: Span, here: &[Candidate], hits: &mut Vec<Hit>) {
        let mut from = part.start;
        for start in here.iter().map(|one| one.start as usize) {
            if start < from {
                continue;
            }
            let reach = Span::new(start, self.reach.forth(self.text, start, part.end));
            if let Some(hit) = self.next(reach, Anchored::Yes) {
                // The next one begins there at the earliest.
                from = hit.span.end;
                hits.push(hit);
            }
        }
    }

    /// The same where every match holds a candidate somewhere.
    fn find_around(&mut self, part: Span, here: &[Candidate], hits: &mut Vec<Hit>) {
        let mut from = part.start;
        for (start, end) in here.iter().map(|one| (one.start as usize, one.end as usize)) {
            if start < from {
                continue;
            }
            // Every match around the candidate lies in here, and one that begins behind it has its own.
            let first = self.reach.back(self.text, from, end);
            let end = self.reach.forth(self.text, start, part.end);
            let mut around = Span::new(first, end);
            while let Some(hit) = self.next_before(around, start, Anchored::No) {
                if hit.span.start > start {
                    break;
                }
                from = hit.span.end;
                around.start = from;
                hits.push(hit);
            }
        }
    }

    /// The first match in a part of the text that cuts no word.
    fn next(&mut self, part: Span, anchored: Anchored) -> Option<Hit> {
        let last = if anchored == Anchored::No { part.end } else { part.start };
        self.next_before(part, last, anchored)
    }

    /// The same where it is known that none begins behind `last`.
    fn next_before(&mut self, part: Span, last: usize, anchored: Anchored) -> Option<Hit> {
        if let Some(attempt) = &mut self.attempt {
            if let Ok(found) = attempt.next(part, last) {
                let span = found?;
                let name = |(name, part): (&str, Option<Span>)| Some((name.to_owned(), part?));
                let groups = self.of.program.names().zip(attempt.groups()).filter_map(name);
                return Some(Hit { span, groups: groups.collect() });
            }
            self.settle();
        }
        self.of.engine().ok()?.next(self.text, part, anchored)
    }

    /// Notes what the program has cost, which is not asked any more.
    fn settle(&mut self) {
        if let Some(attempt) = self.attempt.take() {
            self.of.spent.0.fetch_add(attempt.spent(), Ordering::Relaxed);
        }
    }
}

impl Drop for Search<'_> {
    fn drop(&mut self) {
        self.settle();
    }
}
