//! Regular expressions over folded text.
//!
//! The engine is compiled at first use: most rules never meet a text in which their stretches stand. It is asked for
//! a match only around a candidate, never for one in a whole text.

use std::sync::OnceLock;

use regex_automata::meta::{Builder, Config, Regex};
use regex_automata::{Anchored, Input};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;

use super::index::Candidate;
use super::needed::{self, Needs};
use super::{Hit, Matcher, PatternError, Places, edges, hir};
use crate::packed::packed;
use crate::text::{Case, Folded, Span};

/// Most bytes that a compiled expression may take.
const SIZE_LIMIT: usize = 32 << 20;

/// So many times a block may be looked at from its candidates before it is looked at once as a whole: a search that
/// must begin with its candidate mostly ends after a few bytes.
const BEGUN: usize = 8;

/// A regular expression.
#[derive(Debug, Clone)]
pub struct Regular {
    source: String,
    /// The expression before folding; not the source where that is a keyword with stars.
    expression: String,
    case: Case,
    /// The expression after folding, as the engine gets it.
    folded: String,
    needs: OnceLock<Option<Needs>>,
    engine: OnceLock<Result<Engine, PatternError>>,
}

/// An expression at work.
#[derive(Debug, Clone)]
struct Engine {
    regex: Regex,
    /// Most bytes of a match, where there is a most.
    longest: Option<usize>,
}

packed!(struct Regular { source, expression, case, folded } beside needs, engine);

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
        let folded = hir::prepare(expression, case)?.to_string();
        let (source, expression) = (source.to_owned(), expression.to_owned());
        let (needs, engine) = (OnceLock::new(), OnceLock::new());
        Ok(Regular { source, expression, case, folded, needs, engine })
    }

    /// The same expression read in another case.
    pub(super) fn in_case(&self, case: Case) -> Result<Self, PatternError> {
        Self::named(&self.source, &self.expression, case)
    }

    /// The expression as its author wrote it.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether capitals are heeded.
    #[must_use]
    pub fn case(&self) -> Case {
        self.case
    }

    /// Whether it was made of a phrase with stars inside.
    pub(super) fn is_phrase(&self) -> bool {
        self.source != self.expression
    }

    /// The expression after folding.
    pub(super) fn meaning(&self) -> String {
        format!("{:?} /{}/", self.case, self.folded)
    }

    /// Folded texts of which at least one is part of every match, where there are such texts.
    pub(super) fn texts(&self) -> Option<Vec<String>> {
        self.parsed().and_then(|hir| hir::texts(&hir, self.case))
    }

    /// Makes sure that the engine compiles when it is needed.
    ///
    /// # Errors
    /// Where it is too large.
    pub fn check(&self) -> Result<(), PatternError> {
        match self.parsed() {
            Some(hir) if hir::is_small(&hir) => Ok(()),
            _ => self.engine().map(drop),
        }
    }

    /// The folded expression as a tree.
    fn parsed(&self) -> Option<Hir> {
        ParserBuilder::new().nest_limit(250).build().parse(&self.folded).ok()
    }

    fn engine(&self) -> Result<&Engine, PatternError> {
        self.engine.get_or_init(|| self.compile()).as_ref().map_err(Clone::clone)
    }

    /// Without what takes long to build and pays only over whole texts.
    fn compile(&self) -> Result<Engine, PatternError> {
        let config = Config::new()
            .nfa_size_limit(Some(SIZE_LIMIT))
            .auto_prefilter(false)
            .dfa(false)
            .onepass(false);
        let syntax = |error: String| PatternError::Syntax(error);
        let hir = self.parsed().ok_or_else(|| syntax("nested too deeply".to_owned()))?;
        let regex = Builder::new().configure(config).build_from_hir(&hir);
        Ok(Engine {
            regex: regex.map_err(|error| syntax(error.to_string()))?,
            longest: hir.properties().maximum_len(),
        })
    }
}

impl Matcher for Regular {
    fn needs(&self) -> Option<Needs> {
        let needs = || self.parsed().and_then(|hir| needed::needs(&hir));
        self.needs.get_or_init(needs).clone()
    }

    fn find(&self, folded: &Folded, window: Span, hits: &mut Vec<Hit>) {
        // A rule file is checked when it is loaded, so an engine that does not compile is never met here.
        let Ok(engine) = self.engine() else { return };
        let text = folded.as_str(self.case);
        let mut from = window.start;
        while let Some(hit) = engine.next(text, Span::new(from, window.end), Anchored::No) {
            from = hit.span.end;
            hits.push(hit);
        }
    }

    fn find_at(&self, folded: &Folded, window: Span, places: Places<'_>, hits: &mut Vec<Hit>) {
        let Ok(engine) = self.engine() else { return };
        let text = folded.as_str(self.case);
        let mut left = places.all;
        while let Some(first) = left.first() {
            let block = folded.blocks(first.start as usize, 0);
            let block = Span::new(block.start.max(window.start), block.end.min(window.end));
            let (here, others) =
                left.split_at(left.partition_point(|one| (one.start as usize) < block.end).max(1));
            left = others;
            // How many bytes are looked at if each candidate is looked at alone.
            let alone = engine.longest.map(|longest| longest.saturating_mul(here.len()));
            let cheap = |most: usize| alone.is_some_and(|bytes| bytes <= block.len() * most);
            if places.begun && cheap(BEGUN) {
                engine.find_begun(text, block, here, hits);
            } else if cheap(1) {
                engine.find_around(text, block, here, hits);
            } else {
                engine.find_all(text, block, hits);
            }
        }
    }
}

impl Engine {
    /// Every match in a part of the text.
    fn find_all(&self, text: &str, mut part: Span, hits: &mut Vec<Hit>) {
        while let Some(hit) = self.next(text, part, Anchored::No) {
            part.start = hit.span.end;
            hits.push(hit);
        }
    }

    /// The same where every match begins with a candidate.
    fn find_begun(&self, text: &str, part: Span, here: &[Candidate], hits: &mut Vec<Hit>) {
        let mut from = part.start;
        for start in here.iter().map(|one| one.start as usize) {
            if start < from {
                continue;
            }
            let reach = Span::new(start, self.reach(start, part.end));
            if let Some(hit) = self.next(text, reach, Anchored::Yes) {
                // The next one begins there at the earliest.
                from = hit.span.end;
                hits.push(hit);
            }
        }
    }

    /// The same where every match holds a candidate somewhere.
    fn find_around(&self, text: &str, part: Span, here: &[Candidate], hits: &mut Vec<Hit>) {
        let longest = self.longest.unwrap_or(usize::MAX);
        let mut from = part.start;
        for (start, end) in here.iter().map(|one| (one.start as usize, one.end as usize)) {
            if start < from {
                continue;
            }
            // Every match around the candidate lies in here, and one that begins behind it has its own.
            let first = from.max(end.saturating_sub(longest));
            let mut around = Span::new(first, self.reach(start, part.end));
            while let Some(hit) = self.next(text, around, Anchored::No) {
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
    fn next(&self, text: &str, part: Span, anchored: Anchored) -> Option<Hit> {
        let mut from = part.start;
        loop {
            let input = Input::new(text).span(from..part.end.max(from)).anchored(anchored);
            let found = self.regex.search(&input)?;
            let span = Span::new(found.start(), found.end());
            if edges::start(text, span) && edges::end(text, span) {
                let groups = self.named_groups(text, Span::new(span.start, part.end));
                return Some(Hit { span, groups });
            }
            if anchored != Anchored::No {
                return None;
            }
            let first = text[span.start..].chars().next().map_or(1, char::len_utf8);
            from = span.start + first;
        }
    }

    /// The end of the longest match that begins at `start`, at most `end`.
    fn reach(&self, start: usize, end: usize) -> usize {
        self.longest.map_or(end, |longest| end.min(start.saturating_add(longest)))
    }

    /// The named groups of the match at the start of a part of the text.
    fn named_groups(&self, text: &str, part: Span) -> Vec<(String, Span)> {
        let info = self.regex.group_info();
        if info.all_names().all(|(_, _, name)| name.is_none()) {
            return Vec::new();
        }
        let mut captures = self.regex.create_captures();
        let input = Input::new(text).range(part.range()).anchored(Anchored::Yes);
        self.regex.search_captures(&input, &mut captures);
        let names = info.all_names().filter_map(|(_, _, name)| name);
        let group = |name: &str| {
            let found = captures.get_group_by_name(name)?;
            Some((name.to_owned(), Span::new(found.start, found.end)))
        };
        names.filter_map(group).collect()
    }
}
