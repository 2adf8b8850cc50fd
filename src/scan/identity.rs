//! Which finding of its rule a finding is, wherever its text moves.
//!
//! A keyed fingerprint of rule, effect and level, the folded hit, the folded words around it, and the number among
//! equals. Lines, columns and the name of the file are no part of it: inserting a line, wrapping a paragraph anew or
//! moving it keeps every identity, and another secret on the same line has another. Without the key nobody can
//! tell what was found, not even by trying every word of a rule's list.
//!
//! Not here: what an identity is good for ([`crate::judge`]).

use std::collections::BTreeMap;

use super::{Candidate, Scanner, View};
use crate::model::rule::Window;
use crate::model::{Digest, Effect, Key};
use crate::text::fold::is_word;
use crate::text::{Case, Span, fold, numbering};

/// Counts up when an identity comes to be made of something else, so that the old ones are known to be old.
const VERSION: &[u8] = b"clearedfor identity 1";

/// Words on either side of a hit that are part of its identity: as far as most rules look for what makes them fire, so
/// that a keyword beside another figure is another finding.
const AROUND: usize = 12;

/// How deep findings that are made of findings are looked into.
const DEPTH: usize = 8;

/// The identities of everything found, in its order; none at all without a key.
pub(super) fn of(
    scanner: &Scanner<'_>,
    view: &View<'_>,
    found: &[Candidate],
) -> Vec<Option<Digest>> {
    let Some(key) = &scanner.options.key else { return vec![None; found.len()] };
    let maker = Maker { scanner, view, key, made: made(found), found };
    let mut equals: BTreeMap<Digest, u64> = BTreeMap::new();
    let numbered = found.iter().map(|candidate| {
        let bare = maker.bare(candidate, DEPTH);
        let number = equals.entry(bare).or_insert(0);
        *number += 1;
        Some(Digest::keyed(key, [VERSION, bare.as_bytes(), &number.to_le_bytes()]))
    });
    numbered.collect()
}

/// Where findings stand that words at their place do not tell: those made of others, and those beside the text.
fn made(found: &[Candidate]) -> BTreeMap<(usize, Span), Vec<usize>> {
    let mut made: BTreeMap<(usize, Span), Vec<usize>> = BTreeMap::new();
    for (at, candidate) in
        found.iter().enumerate().filter(|(_, one)| one.aside || !one.parts.is_empty())
    {
        made.entry((candidate.rule, candidate.home)).or_default().push(at);
    }
    made
}

struct Maker<'a, 'v, 'r> {
    scanner: &'a Scanner<'r>,
    view: &'a View<'v>,
    key: &'a Key,
    made: BTreeMap<(usize, Span), Vec<usize>>,
    found: &'a [Candidate],
}

impl Maker<'_, '_, '_> {
    /// The identity before equals are counted.
    fn bare(&self, candidate: &Candidate, depth: usize) -> Digest {
        let effect = if candidate.mention { Effect::Warns } else { candidate.effect };
        if candidate.aside {
            let name = candidate.words(self.view).replace('_', " ");
            let name = fold(&name).as_str(Case::Any).to_owned();
            return self.keyed(candidate.rule, effect, &[b"name", name.as_bytes()]);
        }
        if candidate.parts.is_empty() {
            return self.words(candidate.rule, effect, candidate.home);
        }
        let parts = candidate.parts.iter().map(|part| self.part(candidate, *part, depth));
        let parts: Vec<Digest> = parts.collect();
        let parts = [&b"parts"[..]].into_iter().chain(parts.iter().map(Digest::as_bytes));
        let parts: Vec<&[u8]> = parts.collect();
        self.keyed(candidate.rule, effect, &parts)
    }

    /// A part of `whole`: one that is made of others by its own parts, any other by its words.
    fn part(&self, whole: &Candidate, (rule, home): (usize, Span), depth: usize) -> Digest {
        let made = self.made.get(&(rule, home)).filter(|_| depth > 0 && rule != whole.rule);
        let made = made.into_iter().flatten().map(|&at| self.bare(&self.found[at], depth - 1));
        let mut parts: Vec<Digest> = made.collect();
        if parts.is_empty() {
            parts.push(self.words(rule, self.scanner.rules[rule].rule.effect, home));
        }
        parts.sort_unstable();
        Digest::keyed(self.key, parts.iter().map(Digest::as_bytes))
    }

    /// By the words at `home` and around; by nothing but the rule where there are no words.
    fn words(&self, rule: usize, effect: Effect, home: Span) -> Digest {
        let hit = self.view.folded_span(home);
        let folded = self.view.folded.as_str(Case::Any);
        let (before, after) = self.around(hit);
        let hit = hit.of(folded).trim();
        let parts = [&b"words"[..], hit.as_bytes(), before.as_bytes(), after.as_bytes()];
        match home.is_empty() {
            true => self.keyed(rule, effect, &[b"nothing"]),
            false => self.keyed(rule, effect, &parts),
        }
    }

    fn keyed(&self, rule: usize, effect: Effect, parts: &[&[u8]]) -> Digest {
        let (does, level) = match effect {
            Effect::Raises(level) => (b'+', level.ordinal()),
            Effect::Lowers(level) => (b'-', level.ordinal()),
            Effect::Lifts(rungs) => (b'^', rungs),
            Effect::Warns => (b'.', 0),
        };
        let effect = [does, level];
        let head = [VERSION, self.scanner.rules[rule].rule.id.as_bytes(), &effect];
        Digest::keyed(self.key, head.into_iter().chain(parts.iter().copied()))
    }

    /// The folded words before and after a hit, inside of its turn or paragraph. Punctuation is no part of them, and
    /// neither is the number of an item, so that renumbering an agenda makes nothing new.
    fn around(&self, hit: Span) -> (String, String) {
        let folded = self.view.folded.as_str(Case::Any);
        let turn = self.view.window(Window::Turn, hit);
        let before = Span::new(turn.start.min(hit.start), hit.start).of(folded);
        let before = numbering::label(before).map_or(before, |(_, rest)| rest);
        let after = Span::new(hit.end, turn.end.max(hit.end)).of(folded);
        let mut last: Vec<&str> = words(before).rev().take(AROUND).collect();
        last.reverse();
        (last.join(" "), words(after).take(AROUND).collect::<Vec<_>>().join(" "))
    }
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !is_word(c)).filter(|word| !word.is_empty())
}
