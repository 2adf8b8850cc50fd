//! Where on its line a hit stands.

use super::View;
use crate::model::rule::Position;
use crate::text::{Span, numbering};

/// Bytes before or after a hit beyond which the rest of the line is not looked at: it has words.
const REACH: usize = 400;

/// Signs of a box that is not ticked; a level behind one is a choice not made.
const UNTICKED: [&str; 5] = ["[ ]", "[]", "( )", "☐", "□"];

/// How a hit stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is all that there is on the line.
    FillsLine,
    /// Otherwise.
    Among,
}

impl Standing {
    /// How the hit stands; none where none of the `allowed` positions fits.
    pub(super) fn of(view: &View<'_>, home: Span, allowed: &[Position]) -> Option<Standing> {
        if allowed.is_empty() {
            return Some(Standing::Among);
        }
        let text = view.document.text.as_str();
        let line_start = view.lines.around(text, home.start).start;
        let line_end = view.lines.around(text, home.end.saturating_sub(1)).end.max(home.end);
        let before = short(text, Span::new(line_start, home.start));
        let after = short(text, Span::new(home.end, line_end));
        if before
            .is_some_and(|before| UNTICKED.iter().any(|tick| before.trim_end().ends_with(tick)))
        {
            return None;
        }
        let bare =
            |part: Option<&str>| part.is_some_and(|part| !part.contains(char::is_alphanumeric));
        let fills = bare(before) && bare(after);
        let fits = |position: &Position| match position {
            Position::Line => fills,
            Position::LineStart => bare(before) || behind_label(text, line_start, home),
            Position::LineEnd => bare(after),
            Position::SegmentStart => starts_segment(view, home),
        };
        let fit = allowed.iter().any(fits);
        fit.then_some(if fills { Standing::FillsLine } else { Standing::Among })
    }
}

/// The part of `text`, if it is short enough to be looked at.
fn short(text: &str, span: Span) -> Option<&str> {
    (span.len() <= REACH).then(|| span.of(text))
}

/// Whether only an agenda label stands between the start of the line and the hit.
fn behind_label(text: &str, line_start: usize, home: Span) -> bool {
    let Some(line) = short(text, Span::new(line_start, home.end)) else { return false };
    let Some((_, rest)) = numbering::label(line) else { return false };
    let rest_start = line_start + (line.len() - rest.len());
    rest_start >= home.start
        || !Span::new(rest_start, home.start).of(text).contains(char::is_alphanumeric)
}

fn starts_segment(view: &View<'_>, home: Span) -> bool {
    let segment =
        view.document.segment_at(home.start).map(|at| view.document.segments[at].span.start);
    let before = segment.and_then(|start| short(&view.document.text, Span::new(start, home.start)));
    before.is_some_and(|before| !before.contains(char::is_alphanumeric))
}
