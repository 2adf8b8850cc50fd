//! What each rule did: found, right, wrong, or never found at all.

use std::collections::{BTreeMap, BTreeSet};

use super::Row;
use crate::model::measurement::RuleFigures;
use crate::model::{Effect, Finding, Kind, Rule, Ruleset};

/// The rules that were found, by id, and the ids of the rules in force that were not.
pub(super) fn of(
    rows: &[Row<'_>],
    rulesets: &[Ruleset],
    in_force: &[String],
) -> (Vec<RuleFigures>, Vec<String>) {
    let known = |scheme: &str| in_force.iter().any(|id| id.eq_ignore_ascii_case(scheme));
    let runs = |rule: &&Rule| rule.scheme.as_deref().is_none_or(known);
    // A sign is never told alone, so nobody can see whether it was found.
    let told = |rule: &&Rule| rule.kind != Kind::Sign;
    let rules = rulesets.iter().flat_map(|set| &set.rules).filter(runs).filter(told);
    let mut figures: BTreeMap<&str, RuleFigures> =
        rules.map(|rule| (&*rule.id, blank(rule))).collect();
    for row in rows {
        count(row, &mut figures);
    }
    let (found, never): (Vec<RuleFigures>, Vec<RuleFigures>) =
        figures.into_values().partition(|rule| rule.hits + rule.mentions > 0);
    (found, never.into_iter().map(|rule| rule.rule).collect())
}

fn blank(rule: &Rule) -> RuleFigures {
    RuleFigures {
        rule: rule.id.to_string(),
        kind: rule.kind,
        effect: rule.effect,
        strength: rule.strength,
        hits: 0,
        mentions: 0,
        documents: 0,
        right: 0,
        wrong: 0,
    }
}

fn count(row: &Row<'_>, figures: &mut BTreeMap<&str, RuleFigures>) {
    let mut seen = BTreeSet::new();
    for finding in &row.found.findings {
        let Some(rule) = figures.get_mut(finding.rule.as_str()) else { continue };
        if finding.kind == Kind::Mention {
            rule.mentions += 1;
            continue;
        }
        rule.hits += 1;
        if seen.insert(finding.rule.as_str()) {
            rule.documents += 1;
            match is_right(row, finding) {
                Some(true) => rule.right += 1,
                Some(false) => rule.wrong += 1,
                None => (),
            }
        }
    }
}

/// Whether the document is at the level that the finding raises to, or the meeting at the ceiling that it lowers to;
/// unknown where the row does not say, where the finding does not count, and where the channel is as low anyway.
fn is_right(row: &Row<'_>, finding: &Finding) -> Option<bool> {
    match finding.effect {
        _ if !finding.strength.counts() => None,
        Effect::Raises(level) => row.truth.content.map(|(_, highest)| highest >= level),
        Effect::Lowers(level) if level < row.channel() => {
            row.truth.ceiling.map(|ceiling| ceiling <= level)
        }
        Effect::Lowers(_) | Effect::Lifts(_) | Effect::Warns => None,
    }
}
