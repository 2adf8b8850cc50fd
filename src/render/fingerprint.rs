//! What tells the findings of a report apart for programs that compare two reports.
//!
//! Not here: what makes a finding the same wherever its text moves ([`Finding::identity`]). What is made here
//! rests on neither words nor lines, so it gives nothing away and needs no key.

use std::collections::BTreeMap;

use crate::model::{Assessment, Digest, Effect, Finding, Kind};

/// Counts equals within one document.
pub(super) struct Places<'a> {
    source: &'a str,
    seen: BTreeMap<(&'a str, String), usize>,
}

impl<'a> Places<'a> {
    pub(super) fn new(assessment: &'a Assessment) -> Self {
        Places { source: &assessment.source, seen: BTreeMap::new() }
    }

    /// The fingerprint of the next finding in order of place: of rule, level, document, and its number among
    /// equals.
    pub(super) fn next(&mut self, finding: &'a Finding) -> Digest {
        let effect = match finding.effect {
            _ if finding.kind == Kind::Mention => "mention".to_owned(),
            Effect::Raises(level) => format!("raises {level}"),
            Effect::Lowers(level) => format!("lowers {level}"),
            Effect::Lifts(_) | Effect::Warns => "warns".to_owned(),
        };
        let number = self.seen.entry((&finding.rule, effect.clone())).or_insert(0);
        *number += 1;
        of(&finding.rule, &effect, self.source, *number)
    }

    /// The fingerprint of something else about the document.
    pub(super) fn other(&mut self, what: &'a str) -> Digest {
        let number = self.seen.entry((what, String::new())).or_insert(0);
        *number += 1;
        of(what, "", self.source, *number)
    }
}

fn of(rule: &str, effect: &str, source: &str, number: usize) -> Digest {
    let number = number.to_string();
    Digest::of_all(["clearedforPlace/v1", rule, effect, source, &number].map(str::as_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::golden;

    #[test]
    fn all_findings_differ_and_lines_do_not_matter() {
        for (name, mut report) in golden::reports() {
            let mut all = Vec::new();
            for document in &report.assessments {
                let mut places = Places::new(document);
                all.extend(document.findings.iter().map(|finding| places.next(finding)));
            }
            let mut again = Vec::new();
            for document in &mut report.assessments {
                for finding in &mut document.findings {
                    finding.place = crate::model::Place::default();
                    finding.length += 7;
                    finding.evidence = None;
                }
                let mut places = Places::new(document);
                again.extend(document.findings.iter().map(|finding| places.next(finding)));
            }
            assert_eq!(all, again, "{name}");
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), again.len(), "{name}");
        }
    }
}
