//! Which kinds of segments a rule looks in.
//!
//! Not here: positions in them.

use super::written::SegmentKindFile;
use crate::model::{Kind, Say, SegmentKind};

/// The kinds of `where`, or all but those of `where_not`; nothing stands for all.
///
/// # Errors
/// Where both are written.
pub(super) fn within(
    kind: Kind,
    these: Option<Vec<SegmentKindFile>>,
    all_but_these: Option<Vec<SegmentKindFile>>,
    default: Option<Vec<SegmentKindFile>>,
) -> Result<Vec<SegmentKind>, Say> {
    let kinds = |kinds: Vec<SegmentKindFile>| {
        kinds.into_iter().map(|kind| kind.0).collect::<Vec<SegmentKind>>()
    };
    match (these, all_but_these) {
        (Some(_), Some(_)) => Err(Say(
            "`where` and `where_not` exclude each other",
            "`where` und `where_not` schließen einander aus",
        )),
        (None, Some(left_out)) => Ok(all_but(&kinds(left_out))),
        // An exposure is judged from the plan's values, not from the words of the plan.
        (these, None) => match these.or(default) {
            None if kind == Kind::Exposure => Ok(all_but(&[SegmentKind::Plan])),
            these => Ok(these.map(kinds).unwrap_or_default()),
        },
    }
}

/// All kinds but these, and but the file's name, which a rule must ask for.
fn all_but(kinds: &[SegmentKind]) -> Vec<SegmentKind> {
    let all = SegmentKind::NAMES.iter().map(|(kind, _)| *kind);
    all.filter(|kind| *kind != SegmentKind::FileName && !kinds.contains(kind)).collect()
}
