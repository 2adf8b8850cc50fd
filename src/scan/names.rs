//! Names beside the text: that of the file and those of the speakers.
//!
//! A paper says its level in its file name too, and a title that needs secrecy is a leak already; ranks and offices
//! stand in the names of speakers. Only rules that ask for them (`where: [file-name]`, `where: [speaker]`) look here, and
//! what they find is near to everything in the document. Not here: folders, which are not the paper's.

use super::{Aside, Candidate, Scanner, View};
use crate::model::document::Segment;
use crate::model::{Document, SegmentKind};
use crate::text::Span;

/// Most speakers that are looked at; the names of a thousand are no list of participants any more.
const MOST_SPEAKERS: usize = 1000;

/// What the rules that look at names find in those of the document.
pub(super) fn candidates(scanner: &Scanner<'_>, document: &Document) -> Vec<Candidate> {
    let names = document.file_name.iter().map(|name| (SegmentKind::FileName, name));
    let speakers = document.speakers.iter().take(MOST_SPEAKERS);
    let names = names.chain(speakers.map(|name| (SegmentKind::Speaker, name)));
    names.flat_map(|(kind, name)| in_name(scanner, kind, name)).collect()
}

fn in_name(scanner: &Scanner<'_>, kind: SegmentKind, name: &str) -> Vec<Candidate> {
    if !scanner.rules.iter().any(|prepared| prepared.rule.within.contains(&kind)) {
        return Vec::new();
    }
    // An underscore is a letter to the fold; in a name it is a blank. Lengths stay, so places do.
    let text = name.replace('_', " ");
    let span = Span::new(0, text.len());
    let segments = vec![Segment { span, kind, speaker: None, time: None, item: None }];
    let document = Document { text, segments, ..Document::default() };
    let view = View::new(&document);
    let found = scanner.candidates(&view).into_iter();
    let asks = |candidate: &Candidate| scanner.rules[candidate.rule].rule.within.contains(&kind);
    let found = found.filter(asks).collect();
    let found = super::overlap::resolve(found, &scanner.rules, &scanner.options.home);
    let aside = |candidate| {
        let name = name.to_owned();
        Candidate { aside: Some(Aside { kind, name }), ..candidate }
    };
    found.into_iter().map(aside).collect()
}
