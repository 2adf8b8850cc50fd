//! What text looks like: keywords and regular expressions over folded text.
//!
//! Every pattern passes the same fold as the text ([`mod@crate::text::fold`]), so none of them needs to
//! know of case, umlauts or dashes. Word edges are checked in code: no Unicode `\b` and no `(?i)` reaches
//! the regex engine, where either costs a thousandfold on German.
//!
//! Not here: what a hit means ([`crate::model::rule`]) and which patterns run at all ([`crate::scan`]).

mod attempt;
mod catalogue;
mod classes;
mod edges;
mod engine;
mod grams;
mod hir;
mod index;
mod keyword;
mod list;
mod needed;
mod numbers;
mod packed;
mod program;
mod rarity;
mod reach;
mod regular;
mod set;
mod table;
#[cfg(test)]
mod tests;

pub use catalogue::Catalogue;
pub use keyword::Keyword;
pub use list::Patterns;
pub use regular::Regular;
pub use set::{At, Candidates, List, PatternSet, Present};

pub use crate::text::Case;
use crate::text::{Folded, Span, fold};
use index::Candidate;
use needed::Needs;

/// A place in a folded text where a pattern matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where, in the folded text.
    pub span: Span,
    /// Named groups that took part, in the order of the pattern.
    pub groups: Vec<(String, Span)>,
}

/// Where a pattern can match.
#[derive(Debug, Clone, Copy)]
struct Places<'c> {
    /// The candidates, in order.
    all: &'c [Candidate],
    /// Whether every match begins where a candidate begins.
    begun: bool,
}

/// A kind of pattern at work.
trait Matcher {
    /// Stretches of which every match holds at least one; none where there are no such stretches, and the pattern
    /// must run everywhere.
    fn needs(&self) -> Option<Needs>;

    /// Adds every match within `window` of the folded text, in order, given all candidates that begin in it, in order.
    fn find_at(&self, folded: &Folded, window: Span, places: Places<'_>, hits: &mut Vec<Hit>);

    /// Adds every match within `window` of the folded text, in order.
    fn find(&self, folded: &Folded, window: Span, hits: &mut Vec<Hit>);
}

/// Makes [`Pattern`] of its kinds: a new kind is a file in this folder and a word in this table.
macro_rules! kinds {
    ($($name:ident: $key:literal),+ $(,)?) => {
        /// How something looks in text.
        #[derive(Debug, Clone)]
        pub enum Pattern {
            $(#[doc = concat!("Written under `", $key, "` in a rule.")] $name($name),)+
        }

        impl Pattern {
            /// The keys under which rules write patterns.
            pub const KEYS: &'static [&'static str] = &[$($key),+];

            /// The pattern as its author wrote it.
            #[must_use]
            pub fn source(&self) -> &str {
                match self { $(Pattern::$name(pattern) => pattern.source(),)+ }
            }

            /// Whether capitals are heeded.
            #[must_use]
            pub fn case(&self) -> Case {
                match self { $(Pattern::$name(pattern) => pattern.case(),)+ }
            }

            /// What it looks for after folding: equal for patterns that find the same in every text.
            #[must_use]
            pub fn meaning(&self) -> String {
                match self { $(Pattern::$name(pattern) => pattern.meaning(),)+ }
            }

            fn matcher(&self) -> &dyn Matcher {
                match self { $(Pattern::$name(pattern) => pattern,)+ }
            }
        }
    };
}

kinds! {
    Keyword: "keywords",
    Regular: "patterns",
}

/// A pattern that finds nothing.
impl Default for Pattern {
    fn default() -> Self {
        Pattern::Keyword(Keyword::default())
    }
}

impl Pattern {
    /// Adds every match within `window` of the folded text, in order, without knowing where to look.
    pub fn find(&self, folded: &Folded, window: Span, hits: &mut Vec<Hit>) {
        self.matcher().find(folded, window, hits);
    }

    fn find_at(&self, folded: &Folded, window: Span, places: Places<'_>, hits: &mut Vec<Hit>) {
        self.matcher().find_at(folded, window, places, hits);
    }

    fn needs(&self) -> Option<Needs> {
        self.matcher().needs()
    }

    /// Whether it has to run over every text, because there is nothing in it that could be looked for first.
    #[must_use]
    pub fn is_slow(&self) -> bool {
        !self.needs().is_some_and(|needs| index::can_look_for(&needs.first))
    }

    /// A keyword or phrase as a rule writes it. See docs/writing-rules.md.
    ///
    /// # Errors
    /// Where nothing but stars and blanks is left, or a star stands alone.
    pub fn keyword(text: &str, case: Case) -> Result<Self, PatternError> {
        Keyword::pattern(text, case)
    }

    /// A regular expression as a rule writes it. See docs/writing-rules.md.
    ///
    /// # Errors
    /// Where the expression does not parse, or uses what folded text does not have.
    pub fn regular(text: &str, case: Case) -> Result<Self, PatternError> {
        Regular::new(text, case).map(Pattern::Regular)
    }

    /// The same pattern read in another case.
    ///
    /// # Errors
    /// Those of [`Pattern::keyword`] and [`Pattern::regular`].
    pub fn in_case(&self, case: Case) -> Result<Self, PatternError> {
        match self {
            Pattern::Keyword(keyword) => Self::keyword(keyword.source(), case),
            Pattern::Regular(regular) => regular.in_case(case).map(Pattern::Regular),
        }
    }

    /// Whether capitals must stand as written.
    #[must_use]
    pub fn heeds_capitals(&self) -> bool {
        self.case() == Case::Exact
    }

    /// Whether its author wrote a keyword, and not an expression.
    #[must_use]
    pub fn is_keyword(&self) -> bool {
        match self {
            Pattern::Keyword(_) => true,
            Pattern::Regular(regular) => regular.is_phrase(),
        }
    }

    /// Whether it asks for digits (`\d`, `[0-9]`), so that number words must be read as digits for it.
    #[must_use]
    pub fn asks_for_digits(&self) -> bool {
        match self {
            Pattern::Keyword(_) => false,
            Pattern::Regular(regular) => {
                regular.source().contains(r"\d") || regular.source().contains("0-9")
            }
        }
    }

    /// Whether it is a keyword that stands wherever the keyword `other` of one word stands (`flugkörper*` and
    /// `flugkörpern`). Expressions are not compared.
    #[must_use]
    pub fn covers(&self, other: &Pattern) -> bool {
        match (self, other) {
            (Pattern::Keyword(own), Pattern::Keyword(other)) => own.covers(other),
            _ => self.meaning() == other.meaning(),
        }
    }

    /// Whether it asks for what folded text never has, such as two blanks or a letter-spaced word.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        let texts = match self {
            Pattern::Keyword(keyword) => Some(keyword.texts()),
            Pattern::Regular(regular) => regular.texts(),
        };
        let Some(texts) = texts else { return false };
        let stays = |text: &str| fold(text).as_str(Case::Any).trim() == text.trim();
        // It may be a part of longer words, which fold otherwise.
        texts.iter().all(|text| !stays(text) && !stays(&format!("x{text}x")))
    }

    /// The same with whatever is compiled at first use.
    #[cfg(test)]
    pub(crate) fn compiled(&self) -> Self {
        match self {
            Pattern::Keyword(keyword) => Pattern::Keyword(keyword.clone()),
            Pattern::Regular(regular) => Pattern::Regular(regular.compiled()),
        }
    }

    /// Makes sure that what is compiled at first use will compile.
    ///
    /// # Errors
    /// Where the expression is too large to compile.
    pub fn check(&self) -> Result<(), PatternError> {
        match self {
            Pattern::Keyword(_) => Ok(()),
            Pattern::Regular(regular) => regular.check(),
        }
    }
}

/// Why a pattern cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// Nothing left to look for.
    #[error("nothing to look for; a keyword needs at least one letter or digit beside `*`")]
    Empty,
    /// The expression does not parse.
    #[error("the pattern does not compile: {0}")]
    Syntax(String),
    /// The expression uses something that folded text does not have.
    #[error("`{what}` has no place in a pattern; {}", instead.0)]
    Unsupported {
        /// What was used.
        what: &'static str,
        /// What to use instead, in English and in German.
        instead: (&'static str, &'static str),
    },
    /// The pattern matches the empty text.
    #[error("the pattern matches nothing at all (an empty text); make some part of it required")]
    MatchesEmpty,
}
