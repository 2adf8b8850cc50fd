//! Regular expressions over folded text.
//!
//! The engine is compiled at first use: most rules never meet a text in which their anchor stands.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

use super::{Hit, Matcher, PatternError, edges, hir};
use crate::packed::packed;
use crate::text::{Case, Folded, Span};

/// Most bytes that a compiled expression may take.
const SIZE_LIMIT: usize = 32 << 20;

/// A regular expression.
#[derive(Debug, Clone)]
pub struct Regular {
    source: String,
    /// The expression before folding; not the source where that is a keyword with stars.
    expression: String,
    case: Case,
    /// The expression after folding, as the engine gets it.
    folded: String,
    anchors: Option<Vec<String>>,
    engine: OnceLock<Result<Regex, PatternError>>,
}

packed!(struct Regular { source, expression, case, folded, anchors } beside engine);

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
        let hir::Prepared { folded, anchors } = hir::prepare(expression, case)?;
        let (source, expression) = (source.to_owned(), expression.to_owned());
        Ok(Regular { source, expression, case, folded, anchors, engine: OnceLock::new() })
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

    /// Compiles the engine now.
    ///
    /// # Errors
    /// Where it is too large.
    pub fn check(&self) -> Result<(), PatternError> {
        self.engine().map(drop)
    }

    fn engine(&self) -> Result<&Regex, PatternError> {
        let compile = || {
            let mut builder = RegexBuilder::new(&self.folded);
            let built = builder.size_limit(SIZE_LIMIT).build();
            built.map_err(|error| PatternError::Syntax(error.to_string()))
        };
        self.engine.get_or_init(compile).as_ref().map_err(Clone::clone)
    }
}

impl Matcher for Regular {
    fn anchors(&self) -> Option<Vec<String>> {
        self.anchors.clone()
    }

    fn find(&self, folded: &Folded, window: Span, hits: &mut Vec<Hit>) {
        // A rule file is checked when it is loaded, so an engine that does not compile is never met here.
        let Ok(engine) = self.engine() else { return };
        let text = folded.as_str(self.case);
        let Some(haystack) = text.get(..window.end) else { return };
        let mut from = window.start;
        while let Some(found) = engine.find_at(haystack, from) {
            let span = Span::new(found.start(), found.end());
            if edges::start(text, span) && edges::end(text, span) {
                let groups = named_groups(engine, haystack, from);
                hits.push(Hit { span, groups });
                from = span.end;
            } else {
                let first = haystack[span.start..].chars().next().map_or(1, char::len_utf8);
                from = span.start + first;
            }
        }
    }
}

fn named_groups(engine: &Regex, haystack: &str, from: usize) -> Vec<(String, Span)> {
    let names: Vec<&str> = engine.capture_names().flatten().collect();
    if names.is_empty() {
        return Vec::new();
    }
    let Some(captures) = engine.captures_at(haystack, from) else { return Vec::new() };
    let group = |name: &str| {
        captures.name(name).map(|found| (name.to_owned(), Span::new(found.start(), found.end())))
    };
    names.into_iter().filter_map(group).collect()
}
