//! Which stretches of text a pattern cannot do without, in classes.
//!
//! Not here: how they are looked for ([`super::index`]).

use std::collections::HashSet;

use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

use super::classes::{self, ANY_EDGE, Set, WORD};
use super::rarity::{self, Work};

/// Most ways in which one stretch may read.
const MOST_WAYS: usize = 64;
/// Most bytes of a stretch; of a longer one the beginning will do.
const LONGEST: usize = 24;

/// One way in which a part of a match may read: for each byte the classes that it may be of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Stretch {
    pub(super) sets: Vec<Set>,
    /// It begins where the match begins.
    pub(super) left: bool,
    /// It ends where the match ends.
    pub(super) right: bool,
}

/// Stretches of which every match of a pattern holds at least one.
pub(super) type Needed = Vec<Stretch>;

impl Stretch {
    /// The stretch of a text, whole or the beginning of it.
    pub(super) fn of(text: &str) -> Self {
        let mut sets = sets_of(text);
        let right = sets.len() <= LONGEST;
        sets.truncate(LONGEST);
        Stretch { sets, left: true, right }
    }

    /// With the edges of words that it begins and ends at; whether there are any.
    pub(super) fn with_edges(&self, left: bool, right: bool) -> (Vec<Set>, bool, bool) {
        let edge = |asked: bool, outer: bool, set: Option<&Set>| {
            asked && outer && set.is_some_and(|set| set & !WORD == 0)
        };
        let left = edge(left, self.left, self.sets.first());
        let right = edge(right, self.right, self.sets.last());
        let mut sets = Vec::with_capacity(self.sets.len() + 2);
        sets.extend(left.then_some(ANY_EDGE));
        sets.extend(&self.sets);
        sets.extend(right.then_some(ANY_EDGE));
        (sets, left, right)
    }
}

/// What a pattern cannot do without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Needs {
    /// The stretches to look for.
    pub(super) first: Needed,
    /// Stretches of which every match holds one as well, elsewhere.
    pub(super) second: Option<Needed>,
}

/// The stretches that every match of the folded expression holds one of; none where there are no such stretches.
pub(super) fn needs(hir: &Hir) -> Option<Needs> {
    let alone = |first| Needs { first, second: None };
    match hir.kind() {
        HirKind::Capture(capture) => needs(&capture.sub),
        HirKind::Concat(parts) => match joined(parts) {
            Ok(ways) => stretches(ways, true, true).map(alone),
            Err(rarest) => rarest.needs(),
        },
        _ => match part(hir) {
            Part::Exact(ways) => stretches(ways, true, true).map(alone),
            Part::Open(needed) => needed.map(alone),
        },
    }
}

/// What a part of an expression reads like.
enum Part {
    /// All that it can be, each way whole.
    Exact(Vec<Vec<Set>>),
    /// It can be more than can be listed; stretches that it always holds one of, where there are any.
    Open(Option<Needed>),
}

fn part(hir: &Hir) -> Part {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Part::Exact(vec![Vec::new()]),
        HirKind::Literal(literal) => {
            Part::Exact(vec![sets_of(&String::from_utf8_lossy(&literal.0))])
        }
        HirKind::Class(class) => {
            class_set(class).map_or(Part::Open(None), |set| Part::Exact(vec![vec![set]]))
        }
        HirKind::Repetition(repetition) => repeated(repetition),
        HirKind::Capture(capture) => part(&capture.sub),
        HirKind::Concat(parts) => match joined(parts) {
            Ok(ways) => Part::Exact(ways),
            Err(rarest) => Part::Open(rarest.needs().map(|needs| needs.first)),
        },
        HirKind::Alternation(parts) => either(parts),
    }
}

fn sets_of(text: &str) -> Vec<Set> {
    text.chars().flat_map(|c| std::iter::repeat_n(classes::set_of(c), c.len_utf8())).collect()
}

/// The classes of a set of ASCII characters; characters beyond take several bytes, so no set stands for them.
fn class_set(class: &Class) -> Option<Set> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|r| (r.start(), r.end())).collect(),
        Class::Bytes(_) => return None,
    };
    let ascii = ranges.iter().all(|(_, end)| end.is_ascii());
    let chars = ranges.iter().flat_map(|&(start, end)| start..=end);
    ascii.then(|| chars.fold(0, |set, c| set | classes::set_of(c)))
}

fn repeated(repetition: &Repetition) -> Part {
    let (min, max) = (repetition.min, repetition.max);
    match part(&repetition.sub) {
        Part::Exact(ways) => {
            let all = max.and_then(|max| times(&ways, min, max));
            match all {
                Some(all) => Part::Exact(all),
                None if min == 0 => Part::Open(None),
                // What comes after the first few times is left out.
                None => {
                    let fewer = (1..=min).rev().find_map(|n| times(&ways, n, n));
                    Part::Open(stretches(fewer.unwrap_or(ways), true, false))
                }
            }
        }
        Part::Open(needed) if min > 0 => Part::Open(needed.map(|mut needed| {
            needed.iter_mut().for_each(|stretch| stretch.right &= max == Some(1));
            needed
        })),
        Part::Open(_) => Part::Open(None),
    }
}

/// All ways to read it `min` to `max` times, if they are not too many.
fn times(ways: &[Vec<Set>], min: u32, max: u32) -> Option<Vec<Vec<Set>>> {
    if max as usize > LONGEST {
        return None;
    }
    let mut all = Vec::new();
    let mut these = vec![Vec::new()];
    for n in 0..=max {
        if n >= min {
            all.extend(these.iter().cloned());
        }
        if n < max {
            these = crossed(&these, ways)?;
        }
    }
    all.sort();
    all.dedup();
    (all.len() <= MOST_WAYS).then_some(all)
}

/// Every way of the first followed by every way of the second, if they are not too many.
fn crossed(first: &[Vec<Set>], second: &[Vec<Set>]) -> Option<Vec<Vec<Set>>> {
    // Before anything was read, which is nothing in one way.
    if let [none] = first
        && none.is_empty()
        && second.len() <= MOST_WAYS
        && second.iter().all(|way| way.len() <= 64)
    {
        return Some(second.to_vec());
    }
    let longest = |ways: &[Vec<Set>]| ways.iter().map(Vec::len).max().unwrap_or(0);
    let fits = first.len() * second.len() <= MOST_WAYS && longest(first) + longest(second) <= 64;
    let follow = |way: &Vec<Set>| second.iter().map(|next| [&way[..], next].concat()).collect();
    fits.then(|| first.iter().flat_map(|way| -> Vec<Vec<Set>> { follow(way) }).collect())
}

/// All that parts one after the other can be, or else the stretches that they always hold.
fn joined(parts: &[Hir]) -> Result<Vec<Vec<Set>>, Rarest> {
    let mut best = Rarest::default();
    let mut exact = true;
    // What was read since the last gap, and whether that is where the whole begins.
    let (mut run, mut left) = (vec![Vec::new()], true);
    for (at, hir) in parts.iter().enumerate() {
        match part(hir) {
            Part::Exact(ways) => match crossed(&run, &ways) {
                Some(longer) => run = longer,
                None => {
                    best.or(stretches(std::mem::replace(&mut run, ways), left, false));
                    (exact, left) = (false, false);
                }
            },
            Part::Open(inner) => {
                let first = left && run.iter().all(Vec::is_empty);
                let last = at + 1 == parts.len();
                let inner = inner.map(|mut needed| {
                    for stretch in &mut needed {
                        stretch.left &= first;
                        stretch.right &= last;
                    }
                    needed
                });
                best.or(inner);
                let before = std::mem::replace(&mut run, vec![Vec::new()]);
                best.or(stretches(before, left, false));
                (exact, left) = (false, false);
            }
        }
    }
    if exact {
        return Ok(run);
    }
    best.or(stretches(run, left, true));
    Err(best)
}

fn either(parts: &[Hir]) -> Part {
    let parts: Vec<Part> = parts.iter().map(part).collect();
    let ways = |part: &Part| match part {
        Part::Exact(ways) => Some(ways.clone()),
        Part::Open(_) => None,
    };
    let exact: Option<Vec<Vec<Vec<Set>>>> = parts.iter().map(ways).collect();
    if let Some(mut all) = exact.map(|ways| ways.concat()) {
        all.sort();
        all.dedup();
        if all.len() <= MOST_WAYS {
            return Part::Exact(all);
        }
    }
    let needed = |part| match part {
        Part::Exact(ways) => stretches(ways, true, true),
        Part::Open(needed) => needed,
    };
    let each: Option<Vec<Needed>> = parts.into_iter().map(needed).collect();
    Part::Open(each.map(|each| each.concat()))
}

/// The ways as stretches, unless one of them is empty; long ones are cut.
fn stretches(ways: Vec<Vec<Set>>, left: bool, right: bool) -> Option<Needed> {
    let stretch = |mut sets: Vec<Set>| {
        let right = right && sets.len() <= LONGEST;
        sets.truncate(LONGEST);
        (!sets.is_empty()).then_some(Stretch { sets, left, right })
    };
    let mut all: Needed = ways.into_iter().map(stretch).collect::<Option<_>>()?;
    if all.len() > 1 {
        let mut seen = HashSet::with_capacity(all.len());
        all.retain(|stretch| seen.insert(stretch.clone()));
    }
    Some(all)
}

/// The two that are looked for with the least work, the better one first.
#[derive(Default)]
struct Rarest(Vec<(Work, Needed)>);

impl Rarest {
    fn or(&mut self, other: Option<Needed>) {
        let Some(other) = other else { return };
        self.0.push((rarity::of(&other), other));
        self.0.sort_by(|(one, _), (other, _)| one.alone().total_cmp(&other.alone()));
        self.0.truncate(2);
    }

    fn needs(self) -> Option<Needs> {
        let mut all = self.0.into_iter();
        let (work, first) = all.next()?;
        let second = all.next().filter(|(second, _)| work.is_spared_by(second));
        Some(Needs { first, second: second.map(|(_, second)| second) })
    }
}
