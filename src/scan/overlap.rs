//! Several readings of the same words: one finding for each rule, and one marking for each place.
//!
//! "TRÈS SECRET UE/EU TOP SECRET" holds SECRET UE, EU TOP SECRET and TOP SECRET. Of markings that overlap the
//! longest is meant; of equally long ones a marking before a mention, then the highest level, then the
//! home scheme's, then the stronger (facts of classification law: see docs/sources.md, D).

use std::cmp::Reverse;

use super::Candidate;
use super::conditions::Prepared;
use crate::model::{Effect, Kind};
use crate::text::Span;

/// The candidates that remain, in order of place.
pub(super) fn resolve(
    mut candidates: Vec<Candidate>,
    rules: &[Prepared<'_>],
    home: &str,
) -> Vec<Candidate> {
    // A long document may have millions of others, which stay where they are.
    let is_marking = |one: &mut Candidate| rules[one.rule].rule.kind == Kind::Marking;
    let mut markings: Vec<Candidate> = candidates.extract_if(.., is_marking).collect();
    markings.sort_by_key(|candidate| (candidate.home.start, Reverse(candidate.home.end)));
    let mut kept = Vec::new();
    let mut cluster: Vec<Candidate> = Vec::new();
    let mut cluster_end = 0;
    for candidate in markings {
        if candidate.home.start >= cluster_end {
            settle(std::mem::take(&mut cluster), rules, home, &mut kept);
        }
        cluster_end = cluster_end.max(candidate.home.end);
        cluster.push(candidate);
    }
    settle(cluster, rules, home, &mut kept);
    one_for_each_rule(&mut candidates);
    candidates.append(&mut kept);
    candidates.sort_by_key(|candidate| (candidate.home, candidate.rule));
    candidates
}

/// Keeps the best reading of a cluster of overlapping markings, then the best of what it leaves uncovered.
fn settle(
    mut cluster: Vec<Candidate>,
    rules: &[Prepared<'_>],
    home: &str,
    kept: &mut Vec<Candidate>,
) {
    let rank = |candidate: &Candidate| {
        let rule = &rules[candidate.rule].rule;
        let level = match rule.effect {
            Effect::Raises(level) => level.ordinal(),
            Effect::Lifts(_) | Effect::Lowers(_) | Effect::Warns => 0,
        };
        let at_home = rule.scheme.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(home));
        (
            Reverse(candidate.home.len()),
            candidate.mention,
            Reverse(level),
            !at_home,
            Reverse(rule.strength),
            candidate.rule,
        )
    };
    drop_crossing_mentions(&mut cluster);
    cluster.sort_by_key(rank);
    let mut taken: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for candidate in cluster {
        let span = candidate.home;
        let before = taken.range(..span.end).next_back();
        if before.is_none_or(|(_, &end)| end <= span.start) {
            taken.insert(span.start, span.end);
            kept.push(candidate);
        }
    }
}

/// A mention speaks for a marking only if it holds it whole, on one line ("up to SECRET"). One that merely runs into a
/// marking, or over several lines, must not hide it.
fn drop_crossing_mentions(cluster: &mut Vec<Candidate>) {
    let markings: Vec<Span> = cluster
        .iter()
        .filter(|candidate| !candidate.mention)
        .map(|candidate| candidate.home)
        .collect();
    if markings.is_empty() {
        return;
    }
    // The furthest end so far only grows, so the first marking that can be met is found by bisection.
    let mut furthest = 0;
    let reach: Vec<usize> = markings
        .iter()
        .map(|marking| {
            furthest = furthest.max(marking.end);
            furthest
        })
        .collect();
    let crosses = |mention: &Candidate| {
        let first = reach.partition_point(|&end| end <= mention.home.start);
        let met = markings[first..].iter().take_while(|marking| marking.start < mention.home.end);
        let mut met = met.filter(|marking| marking.overlaps(mention.home));
        met.any(|&marking| !(mention.one_line && mention.home.contains(marking)))
    };
    cluster.retain(|candidate| !candidate.mention || !crosses(candidate));
}

/// Overlapping hits of one rule are one finding, at the longest of them.
fn one_for_each_rule(candidates: &mut Vec<Candidate>) {
    candidates.sort_by_key(|candidate| {
        (candidate.rule, candidate.home.start, Reverse(candidate.home.end))
    });
    candidates.dedup_by(|next, last| {
        let one = last.rule == next.rule && last.home.overlaps(next.home);
        if one && next.home.len() > last.home.len() {
            std::mem::swap(next, last);
        }
        one
    });
}
