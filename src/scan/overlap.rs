//! Several readings of the same words: one finding for each rule, and one marking for each place.
//!
//! "TRÈS SECRET UE/EU TOP SECRET" holds SECRET UE, EU TOP SECRET and TOP SECRET. Of markings that overlap the
//! longest is meant; of equally long ones a marking before a mention, then the highest level, then the
//! home scheme's, then the stronger (facts of classification law: see docs/sources.md, D).

use std::cmp::Reverse;

use super::Candidate;
use super::conditions::Prepared;
use crate::model::{Effect, Kind};

/// The candidates that remain, in order of place.
pub(super) fn resolve(
    candidates: Vec<Candidate>,
    rules: &[Prepared],
    home: &str,
) -> Vec<Candidate> {
    let (mut markings, others): (Vec<Candidate>, Vec<Candidate>) =
        candidates.into_iter().partition(|c| rules[c.rule].rule.kind == Kind::Marking);
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
    kept.extend(one_for_each_rule(others));
    kept.sort_by_key(|candidate| (candidate.home, candidate.rule));
    kept
}

/// Keeps the best reading of a cluster of overlapping markings, then the best of what it leaves uncovered.
fn settle(mut cluster: Vec<Candidate>, rules: &[Prepared], home: &str, kept: &mut Vec<Candidate>) {
    let rank = |candidate: &Candidate| {
        let rule = &rules[candidate.rule].rule;
        let level = match rule.effect {
            Effect::Raises(level) => level.ordinal(),
            Effect::Lowers(_) | Effect::Warns => 0,
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

/// Overlapping hits of one rule are one finding, at the longest of them.
fn one_for_each_rule(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|candidate| {
        (candidate.rule, candidate.home.start, Reverse(candidate.home.end))
    });
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        match kept.last_mut() {
            Some(last) if last.rule == candidate.rule && last.home.overlaps(candidate.home) => {
                if candidate.home.len() > last.home.len() {
                    *last = candidate;
                }
            }
            _ => kept.push(candidate),
        }
    }
    kept
}
