//! How far around a hit a condition looks.

use super::View;
use crate::model::SegmentKind;
use crate::model::rule::Window;
use crate::text::{Case, Span};

impl View<'_> {
    /// The window around a folded span, in folded coordinates.
    pub(super) fn window(&self, window: Window, hit: Span) -> Span {
        match window {
            Window::Words { before, after } => self.words(hit, before, after, false),
            Window::WordsOverTurns(words) => self.words(hit, words, words, true),
            Window::Line => self.line(hit),
            Window::Turn => self.turns(hit, 0),
            Window::Turns(n) => self.turns(hit, n as usize),
            Window::Minutes(n) => self.minutes(hit, n),
            Window::Item => self.item(hit),
            Window::Document => Span::new(0, self.folded.length()),
        }
    }

    /// Where the window around a folded span ends.
    pub(super) fn end_of(&self, window: Window, hit: Span) -> usize {
        match window {
            Window::Words { after, .. } => self.words_behind(hit.end, after, false),
            Window::WordsOverTurns(words) => self.words_behind(hit.end, words, true),
            _ => self.window(window, hit).end,
        }
    }

    /// So many words before and after a hit; words are parted by blanks, and by line feeds too where turns are not
    /// heeded. Otherwise the window ends at a line feed.
    fn words(&self, hit: Span, before: u32, after: u32, over_turns: bool) -> Span {
        let bytes = self.folded.as_str(Case::Any).as_bytes();
        let (mut start, mut left) = (hit.start, before);
        while left > 0 && start > 0 {
            let byte = bytes[start - 1];
            if byte == b' ' || byte == b'\n' {
                // The blank next to the hit ends no word.
                left -= u32::from(start < hit.start);
                if left == 0 || (byte == b'\n' && !over_turns) {
                    break;
                }
            }
            start -= 1;
        }
        Span::new(start, self.words_behind(hit.end, after, over_turns))
    }

    /// Where so many words behind a hit end.
    fn words_behind(&self, from: usize, words: u32, over_turns: bool) -> usize {
        let bytes = self.folded.as_str(Case::Any).as_bytes();
        let (mut end, mut left) = (from, words);
        while left > 0 && end < bytes.len() {
            let byte = bytes[end];
            if byte == b' ' || byte == b'\n' {
                left -= u32::from(end > from);
                if left == 0 || (byte == b'\n' && !over_turns) {
                    break;
                }
            }
            end += 1;
        }
        end
    }

    fn line(&self, hit: Span) -> Span {
        let home = self.folded.home(hit);
        let text = &self.document.text;
        let start = self.lines.around(text, home.start).start;
        let end = self.lines.around(text, home.end.max(home.start)).end;
        self.folded_span(Span::new(start, end))
    }

    /// The turn of the hit with `more` turns on either side. Captions of one speaker are one turn; what nobody
    /// speaks (a list entry, a paragraph) is a turn of its own, even where no blank line parts it from the next.
    fn turns(&self, hit: Span, more: usize) -> Span {
        let segments = &self.document.segments;
        let home = self.folded.home(hit);
        let own = self.document.segment_at(home.start);
        let unspoken = own.filter(|&at| segments[at].kind != SegmentKind::Speech);
        let window = match unspoken {
            Some(at) => {
                let first = segments[at.saturating_sub(more)].span.start;
                let last = segments[(at + more).min(segments.len() - 1)].span.end;
                self.folded_span(Span::new(first, last))
            }
            None => self.folded.blocks(hit.start, more),
        };
        Span::new(window.start.min(hit.start), window.end.max(hit.end))
    }

    fn minutes(&self, hit: Span, minutes: u32) -> Span {
        let home = self.folded.home(hit);
        let segments = &self.document.segments;
        let timed =
            self.document.segment_at(home.start).and_then(|at| Some((at, segments[at].time()?)));
        let Some((at, time)) = timed else { return self.turns(hit, 0) };
        let reach = u64::from(minutes) * 60_000;
        let near = |&index: &usize| {
            segments[index].time().is_none_or(|other| other.abs_diff(time) <= reach)
        };
        let first = (0..=at).rev().take_while(near).last().unwrap_or(at);
        let last = (at..segments.len()).take_while(near).last().unwrap_or(at);
        self.folded_span(Span::new(segments[first].span.start, segments[last].span.end))
    }

    fn item(&self, hit: Span) -> Span {
        let home = self.folded.home(hit);
        let segment = self.document.segment_at(home.start);
        let item = segment.and_then(|at| self.document.segments[at].item());
        match item.and_then(|item| self.document.items.get(item as usize)) {
            Some(item) => self.folded_span(item.span),
            None => Span::new(0, self.folded.length()),
        }
    }

    /// A span of the text in folded coordinates.
    pub(super) fn folded_span(&self, span: Span) -> Span {
        Span::new(self.folded.offset_of(span.start), self.folded.offset_of(span.end))
    }
}
