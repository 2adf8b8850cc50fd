//! What was accepted: findings that a waiver or the document's own directive covers do not count.
//!
//! They stay in the report, marked. What holds no longer, and what covers nothing any more, is told. Not here: text;
//! identities are made in [`crate::scan`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use super::Case;
use crate::model::waiver::{self, Directive};
use crate::model::{Digest, Finding, Kind, Notice, Waived, Waiver, Words};

/// At most so many waivers are told of one by one.
const TOLD: usize = 20;

/// The waivers of a run. Documents are judged on many threads, so it notes by itself which were needed.
#[derive(Debug, Default)]
pub struct Waivers {
    list: Vec<Waiver>,
    by_identity: BTreeMap<Digest, Vec<usize>>,
    by_source: BTreeMap<String, Vec<usize>>,
    used: Vec<AtomicBool>,
    /// Whether the document that it was granted for was among those judged.
    missed: Vec<AtomicBool>,
}

impl Waivers {
    /// These waivers, none of which was needed yet.
    #[must_use]
    pub fn new(list: Vec<Waiver>) -> Self {
        let mut waivers = Waivers::default();
        for (at, waiver) in list.iter().enumerate() {
            waivers.by_identity.entry(waiver.identity).or_default().push(at);
            if let Some(source) = &waiver.source {
                waivers.by_source.entry(source.clone()).or_default().push(at);
            }
        }
        waivers.used = list.iter().map(|_| AtomicBool::new(false)).collect();
        waivers.missed = list.iter().map(|_| AtomicBool::new(false)).collect();
        waivers.list = list;
        waivers
    }

    /// Marks the findings of a document that are covered.
    pub(super) fn apply(&self, case: &mut Case, today: &str) {
        let granted_here = self.by_source.get(&case.source).filter(|_| case.whole);
        for at in granted_here.into_iter().flatten() {
            self.missed[*at].store(true, Ordering::Relaxed);
        }
        for finding in case.findings.iter_mut().filter(|finding| finding.kind != Kind::Mention) {
            let same = finding.identity.and_then(|identity| self.by_identity.get(&identity));
            for &at in same.into_iter().flatten() {
                let waiver = &self.list[at];
                let covers = waiver.rule == finding.rule
                    && waiver::is_covered(finding.effect, waiver.level)
                    && waiver::holds(&waiver.until, today);
                if covers {
                    self.used[at].store(true, Ordering::Relaxed);
                    finding.waived.get_or_insert_with(|| waived(waiver));
                }
            }
        }
    }

    /// What to tell of them after a run: those that hold no longer, and those whose document was read and has nothing
    /// any more that they cover. Of a document that was not read nobody can say so.
    #[must_use]
    pub fn notices(&self, today: &str) -> Vec<Notice> {
        let mut notices = Vec::new();
        for (at, waiver) in self.list.iter().enumerate() {
            let (from, rule, until) = (&waiver.from, &waiver.rule, &waiver.until);
            if !waiver::holds(until, today) {
                notices.push(Words::new(
                    format!("{from}: the waiver of {rule} held until {until}"),
                    format!("{from}: die Ausnahme für {rule} galt bis {until}"),
                ));
            } else if self.missed[at].load(Ordering::Relaxed)
                && !self.used[at].load(Ordering::Relaxed)
            {
                notices.push(Words::new(
                    format!("{from}: the waiver of {rule} covers nothing any more"),
                    format!("{from}: die Ausnahme für {rule} deckt nichts mehr"),
                ));
            }
        }
        let more = notices.len().saturating_sub(TOLD);
        notices.truncate(TOLD);
        if more > 0 {
            notices.push(Words::new(
                format!("{more} more waivers expired or cover nothing any more"),
                format!("{more} weitere Ausnahmen sind abgelaufen oder decken nichts mehr"),
            ));
        }
        notices.into_iter().map(Notice).collect()
    }
}

fn waived(waiver: &Waiver) -> Waived {
    Waived {
        reason: Some(waiver.reason.clone()),
        owner: Some(waiver.owner.clone()),
        until: waiver.until.clone(),
        from: waiver.from.clone(),
    }
}

/// Marks the findings that the document's own directives cover, and tells of directives that hold no longer or cover
/// nothing. What a directive covers stands where it says, and only there.
pub(super) fn by_directives(case: &mut Case, today: &str) {
    let (directives, findings) = (&case.directives, &mut case.findings);
    let mut notices = BTreeSet::new();
    for (at, directive) in directives.iter().enumerate() {
        let (from, until) = (&directive.from, &directive.until);
        if !waiver::holds(until, today) {
            notices.insert((
                at,
                Words::new(
                    format!(
                        "{from}: the directive held until {until}, and accepts nothing any more"
                    ),
                    format!("{from}: die Anweisung galt bis {until} und nimmt nichts mehr hin"),
                ),
            ));
            continue;
        }
        for allowed in &directive.allowed {
            let mut used = false;
            for finding in findings.iter_mut() {
                let covers = finding.rule == allowed.rule
                    && finding.kind != Kind::Mention
                    && stands_in(directive, finding)
                    && waiver::is_covered(finding.effect, allowed.level);
                if covers {
                    used = true;
                    finding.waived.get_or_insert_with(|| Waived {
                        reason: Some(directive.reason.clone()),
                        owner: None,
                        until: until.clone(),
                        from: from.clone(),
                    });
                }
            }
            if !used && case.whole {
                let rule = &allowed.rule;
                let words = Words::new(
                    format!("{from}: the directive covers no finding of {rule}"),
                    format!("{from}: die Anweisung deckt keinen Fund von {rule}"),
                );
                notices.insert((at, words));
            }
        }
    }
    case.notices.extend(notices.into_iter().map(|(_, words)| Notice(words)));
}

/// Whether a finding begins in the segment that a directive speaks of. The name of the file is no segment, and what is
/// found in no words is of the whole document, for which only a directive at its head may speak.
fn stands_in(directive: &Directive, finding: &Finding) -> bool {
    let Some(covers) = directive.covers.filter(|_| finding.place.part != "file-name") else {
        return false;
    };
    match finding.span.is_empty() {
        true => directive.opens,
        false => (covers.start..covers.end).contains(&finding.span.start),
    }
}
