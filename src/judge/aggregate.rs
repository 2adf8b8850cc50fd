//! The level of a document and of each of its agenda items.

use super::{counts, raised};
use crate::model::{Finding, Kind, Level, Where};

/// The highest level that any counted finding raises to.
pub(super) fn content(findings: &[Finding]) -> Level {
    findings.iter().filter_map(raised).max().unwrap_or(Level::OPEN)
}

/// The level of each item.
///
/// An item with a marking of its own is at the level of its own findings; one without is at least at the
/// level of the page's marking, because a part may be lower only where it says so (S4 Nr. 17.6).
pub(super) fn items(findings: &[Finding], heads: &[(Option<String>, String, Where)]) -> Vec<Level> {
    let marks = |finding: &&Finding| finding.kind == Kind::Marking && counts(finding);
    let page = findings.iter().filter(marks).filter(|finding| finding.place.item.is_none());
    let page = page.filter_map(raised).max().unwrap_or(Level::OPEN);
    let mut own = vec![Level::OPEN; heads.len()];
    let mut marked = vec![false; heads.len()];
    for finding in findings {
        let Some(item) = finding.place.item.map(|item| item as usize).filter(|&i| i < own.len())
        else {
            continue;
        };
        own[item] = own[item].max(raised(finding).unwrap_or(Level::OPEN));
        marked[item] |= marks(&finding);
    }
    let level = |(own, marked): (Level, bool)| if marked { own } else { own.max(page) };
    own.into_iter().zip(marked).map(level).collect()
}
