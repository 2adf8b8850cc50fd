//! YouTube captions: `0:00:03.340,0:00:03.880` over the text, blank lines between.
//!
//! A block without timings was spoken all the same; it is the continuation of the caption above.
//!
//! Not here: joining captions to turns ([`super::captions`]).

use crate::model::Document;
use crate::text::Span;

use super::captions::{Caption, Times, Turns, first_line};
use super::draft::{Draft, draft};
use super::names::Names;
use super::rows::{rows, trimmed};
use super::srt::markup;
use super::stamps::stamp;
use super::{Format, plain};

/// Reads YouTube captions.
pub(super) struct Reader;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "sbv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["sbv"]
    }

    fn recognises(&self, head: &str) -> bool {
        let first = rows(head, 0).find(|row| !row.is_blank(head));
        first.is_some_and(|row| timings(row.of(head)).is_some())
    }

    fn read(&self, text: String) -> Document {
        if captions(&text, |_, _| {}) == text.len() {
            return plain::without_captions(text);
        }
        draft(self.name(), text, write)
    }
}

fn write(draft: &mut Draft<'_>) {
    let source = draft.source();
    let mut lines = Vec::new();
    let head = captions(source, |_, text| lines.push(first_line(source, text)));
    let names = Names::learn(lines.into_iter());
    draft.aside(Span::new(0, head));
    let mut turns = Turns::default();
    captions(source, |times, text| {
        let text = trimmed(source, text);
        let mut caption = Caption::new(draft, &mut turns, &names, times, text.end);
        markup(source, text, |piece, c| match c {
            Some(c) => caption.character(c, piece),
            None => caption.text(piece),
        });
        caption.finish();
    });
}

/// Hands on every caption; returns where the first one starts.
fn captions(source: &str, mut each: impl FnMut(Times, Span)) -> usize {
    let mut head = None;
    let mut open: Option<(Times, usize)> = None;
    for row in rows(source, 0) {
        let Some(times) = timings(row.of(source)) else { continue };
        head = head.or(Some(row.span.start));
        if let Some((times, from)) = open {
            each(times, Span::new(from, row.span.start));
        }
        open = Some((times, row.next));
    }
    if let Some((times, from)) = open {
        each(times, Span::new(from, source.len()));
    }
    head.unwrap_or(source.len())
}

/// The two times of a line that holds nothing else.
fn timings(line: &str) -> Option<Times> {
    let line = line.get(..line.len().min(64)).filter(|short| short.len() == line.len())?.trim();
    // The comma parts the two times here, so the first one must not take it for its fraction.
    let (start, end) = line.split_once(',')?;
    let whole = |text: &str| stamp(text).filter(|stamp| stamp.length == text.len());
    let (start, end) = (whole(start.trim())?, whole(end.trim())?);
    let both = start.parts == 3 && end.parts == 3;
    both.then_some(Times { start: Some(start.millis), end: Some(end.millis) })
}
