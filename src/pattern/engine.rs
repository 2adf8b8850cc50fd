//! An expression compiled: the regex engine at work.
//!
//! Not here: when it is compiled, and where it is asked ([`super::regular`]).

use regex_automata::meta::{Builder, Config, Regex};
use regex_automata::{Anchored, Input};
use regex_syntax::hir::Hir;

use super::reach::Reach;
use super::{Hit, PatternError, edges};
use crate::text::Span;

/// Most bytes that a compiled expression may take.
const SIZE_LIMIT: usize = 32 << 20;

/// An expression at work.
#[derive(Debug, Clone)]
pub(super) struct Engine {
    regex: Regex,
    reach: Reach,
}

impl Engine {
    /// Without what takes long to build and pays only over whole texts.
    pub(super) fn of(hir: &Hir) -> Result<Self, PatternError> {
        let config = Config::new()
            .nfa_size_limit(Some(SIZE_LIMIT))
            .auto_prefilter(false)
            .dfa(false)
            .onepass(false);
        let regex = Builder::new().configure(config).build_from_hir(hir);
        Ok(Engine {
            regex: regex.map_err(|error| PatternError::Syntax(error.to_string()))?,
            reach: Reach::of(hir),
        })
    }

    /// How far a match can reach.
    pub(super) fn reach(&self) -> Reach {
        self.reach
    }

    /// The first match in a part of the text that cuts no word.
    pub(super) fn next(&self, text: &str, part: Span, anchored: Anchored) -> Option<Hit> {
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
