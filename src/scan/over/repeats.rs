//! Combinations that say what another one says already.
//!
//! Not here: what a combination is ([`super`]).

use std::collections::HashMap;

use crate::model::rule::Search;
use crate::scan::Candidate;
use crate::scan::conditions::Prepared;
use crate::text::Span;

/// What was found without the combinations all of whose parts belong to another one of the same kind that weighs as
/// much; of two that are equal the first rule's stays.
pub(in crate::scan) fn without_repeats(
    found: Vec<Candidate>,
    rules: &[Prepared<'_>],
) -> Vec<Candidate> {
    let combined =
        |one: &Candidate| one.made && matches!(rules[one.rule].rule.search, Search::Combine(_));
    let mut owners: HashMap<(usize, Span), Vec<usize>> = HashMap::new();
    for (at, one) in found.iter().enumerate().filter(|(_, one)| combined(one)) {
        for part in &one.parts {
            owners.entry(*part).or_default().push(at);
        }
    }
    let weight = |one: &Candidate| (one.level(), rules[one.rule].rule.strength);
    let says = |at: usize, one: &Candidate| {
        let other = &found[at];
        let first = other.parts.len() > one.parts.len() || other.rule < one.rule;
        other.rule != one.rule
            && first
            && rules[other.rule].rule.kind == rules[one.rule].rule.kind
            && weight(other) >= weight(one)
            && one.parts.iter().all(|part| other.parts.contains(part))
    };
    let repeats = |one: &Candidate| {
        let owners = one.parts.first().and_then(|part| owners.get(part));
        combined(one) && owners.into_iter().flatten().any(|&at| says(at, one))
    };
    let repeated: Vec<bool> = found.iter().map(repeats).collect();
    let kept = found.into_iter().zip(repeated).filter(|(_, repeated)| !repeated);
    kept.map(|(one, _)| one).collect()
}
