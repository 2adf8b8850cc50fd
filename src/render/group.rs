//! What a finding is to the reader of a report: which group it is told in, and how grave that is.
//!
//! Not here: headings and layout, which each format has of its own.

use crate::model::{Effect, Finding, Kind, Level};

/// Groups in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Above,
    Lowering,
    Warning,
    Good,
    Below,
    Weak,
    Waived,
    Mention,
}

/// How grave something is, for formats that know three grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// It exceeds, or nobody knows.
    Error,
    /// It lowers what the meeting is cleared for, or somebody should look.
    Warning,
    /// The rest.
    Note,
}

impl Group {
    /// The group of a finding under this ceiling.
    pub(super) fn of(finding: &Finding, ceiling: Level) -> Self {
        if finding.waived.is_some() {
            Group::Waived
        } else {
            Group::had_nobody_waived(finding, ceiling)
        }
    }

    /// The group that it would be in if nobody had accepted it.
    pub(super) fn had_nobody_waived(finding: &Finding, ceiling: Level) -> Self {
        match (finding.kind, finding.effect) {
            (Kind::Mention, _) => Group::Mention,
            (Kind::GoodCatch, _) => Group::Good,
            _ if !finding.strength.counts() => Group::Weak,
            (_, Effect::Warns | Effect::Lifts(_)) => Group::Warning,
            (_, Effect::Lowers(_)) => Group::Lowering,
            (_, Effect::Raises(level)) if level > ceiling => Group::Above,
            (_, Effect::Raises(_)) => Group::Below,
        }
    }

    /// How grave its findings are.
    pub(super) fn grade(self) -> Grade {
        match self {
            Group::Above => Grade::Error,
            Group::Lowering | Group::Warning => Grade::Warning,
            Group::Good | Group::Below | Group::Weak | Group::Waived | Group::Mention => {
                Grade::Note
            }
        }
    }
}
