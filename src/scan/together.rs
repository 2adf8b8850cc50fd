//! Groups of different findings that lie together.
//!
//! Not here: what makes two findings different, and what a group means ([`super::over`]).

use super::View;
use super::select::Key;
use crate::model::rule::Reach;
use crate::text::Span;

/// A finding that may be part of a group.
#[derive(Debug)]
pub(super) struct Member {
    /// Where, in the folded text.
    pub(super) span: Span,
    /// It is near to everything.
    pub(super) everywhere: bool,
    /// Who says it.
    pub(super) speaker: Option<u32>,
    /// What it counts as; members of a group have different keys.
    pub(super) keys: Vec<Key>,
}

/// Calls `accept` with every group of `at_least` members with different keys that do not overlap, within `reach` of
/// the first of them. `members` are in order of place. A group that is accepted ends at its last member, and the
/// next begins behind it. Members that are everywhere are part of every group that has another member.
pub(super) fn groups(
    view: &View<'_>,
    members: &[Member],
    at_least: usize,
    reach: Reach,
    mut accept: impl FnMut(&[usize]) -> bool,
) {
    let mut keys: Vec<Key> =
        members.iter().flat_map(|member| member.keys.iter().copied()).collect();
    keys.sort_unstable();
    keys.dedup();
    if keys.len() < at_least {
        return;
    }
    let beside = beside(members);
    let mut done_to = 0;
    // In a window that ends where one before it had too few keys there are too few again.
    let mut vain_to = None;
    for (at, first) in members.iter().enumerate() {
        if first.everywhere || first.span.start < done_to {
            continue;
        }
        let end = view.end_of(reach.window, first.span).max(first.span.end);
        if !reach.same_speaker && vain_to == Some(end) {
            continue;
        }
        match group(members, &beside, at, end, at_least, reach.same_speaker) {
            Ok(group) => {
                if accept(&group) {
                    let inside = group.iter().filter(|&&at| !members[at].everywhere);
                    done_to = inside.map(|&at| members[at].span.end).max().unwrap_or(end);
                }
            }
            Err(keys) if keys < at_least => vain_to = Some(end),
            Err(_) => {}
        }
    }
}

/// The members that are everywhere, each with a key of its own.
fn beside(members: &[Member]) -> Vec<(usize, Key)> {
    let mut beside: Vec<(usize, Key)> = Vec::new();
    for (at, member) in members.iter().enumerate().filter(|(_, member)| member.everywhere) {
        let free = |key: &&Key| beside.iter().all(|(_, taken)| taken != *key);
        let key = member.keys.iter().find(free).copied();
        beside.extend(key.map(|key| (at, key)));
    }
    beside
}

/// The first group in order of place that begins with the member `first`; else how many different keys there are, which
/// may be enough for a group that begins with another, because members overlap.
fn group(
    members: &[Member],
    beside: &[(usize, Key)],
    first: usize,
    end: usize,
    at_least: usize,
    same_speaker: bool,
) -> Result<Vec<usize>, usize> {
    let (mut group, mut keys): (Vec<usize>, Vec<Key>) = beside.iter().copied().unzip();
    let mut seen = keys.clone();
    let mut taken_to = 0;
    for (at, member) in members.iter().enumerate().skip(first) {
        if member.span.start >= end {
            break;
        }
        let by_another = same_speaker && member.speaker != members[first].speaker;
        if member.everywhere || member.span.end > end || by_another {
            continue;
        }
        for key in &member.keys {
            if !seen.contains(key) {
                seen.push(*key);
            }
        }
        if member.span.start < taken_to {
            continue;
        }
        if let Some(&key) = member.keys.iter().find(|key| !keys.contains(key)) {
            keys.push(key);
            group.push(at);
            taken_to = member.span.end;
            if group.len() >= at_least {
                return Ok(group);
            }
        }
    }
    Err(seen.len())
}
