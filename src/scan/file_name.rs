//! The name of a file: a paper says its level there too, and a title that needs secrecy is a leak already.
//!
//! Only rules that ask for it (`where: [file-name]`) look here, and what they find is near to everything in the
//! document. Not here: folders, which are not the paper's.

use super::{Candidate, Scanner, Stopwatch, View};
use crate::model::document::Segment;
use crate::model::{Document, SegmentKind};
use crate::text::Span;

/// What the rules that look at file names find in the document's.
pub(super) fn candidates(
    scanner: &Scanner<'_>,
    document: &Document,
    watch: &mut Stopwatch<'_>,
) -> Vec<Candidate> {
    let kind = SegmentKind::FileName;
    let asked = scanner.rules.iter().any(|prepared| prepared.rule.within.contains(&kind));
    let Some(name) = document.file_name.as_ref().filter(|_| asked) else { return Vec::new() };
    // An underscore is a letter to the fold; in a name it is a blank. Lengths stay, so places do.
    let text = name.replace('_', " ");
    let span = Span::new(0, text.len());
    let segments = vec![Segment::new(span, kind)];
    let document = Document { text, segments, ..Document::default() };
    let view = View::new(&document, &scanner.set, watch);
    let found = scanner.candidates(&view, watch).into_iter();
    let asks = |candidate: &Candidate| scanner.rules[candidate.rule].rule.within.contains(&kind);
    let found = found.filter(asks).collect();
    let found = super::overlap::resolve(found, &scanner.rules, &scanner.options.home);
    found.into_iter().map(|candidate| Candidate { aside: true, ..candidate }).collect()
}
