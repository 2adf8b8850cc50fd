//! Words that were heard one by one, as lines of turns.
//!
//! A line ends with its sentence, with a pause, or after many words; marks stand at the word that they belong to. Lines of
//! one turn run on, so that a phrase is found over any two words.
//!
//! Not here: where words stand in a source, and how they are escaped there.

use crate::text::Span;

use super::captions::{Times, Turns};
use super::draft::Draft;

/// The longest silence inside of a line, in milliseconds.
const PAUSE: u64 = 2_000;
/// Most words of a line.
const LINE: usize = 60;

/// The word that was written last.
#[derive(Debug, Default)]
struct Last {
    speaker: Option<u32>,
    end: Option<u64>,
    /// How many words its line has; none before the first line.
    count: usize,
    /// Whether a sentence ends with it.
    stops: bool,
    /// Whether the next word follows without a blank.
    opens: bool,
}

impl Last {
    /// Whether a word that comes next starts a line of its own.
    fn is_cut(&self, speaker: Option<u32>, start: Option<u64>) -> bool {
        let paused = match (self.end, start) {
            (Some(end), Some(start)) => start.saturating_sub(end) > PAUSE,
            _ => false,
        };
        let other = speaker.is_some() && speaker != self.speaker;
        self.count == 0 || self.count >= LINE || self.stops || paused || other
    }

    /// The word after it.
    fn next(&self, word: &str, speaker: Option<u32>, end: Option<u64>, cut: bool) -> Last {
        Last {
            speaker: speaker.or(self.speaker),
            end: end.or(self.end),
            count: if cut { 1 } else { self.count + 1 },
            stops: word.ends_with(['.', '?', '!', '…']),
            opens: is_mark(word, "([{¿¡„"),
        }
    }
}

/// Whether a word is nothing but a mark, one of `marks` first.
fn is_mark(word: &str, marks: &str) -> bool {
    word.starts_with(|c| marks.contains(c)) && !word.contains(char::is_alphanumeric)
}

/// Writes words.
#[derive(Debug)]
pub(super) struct Words {
    /// Whether the source says where blanks stand.
    has_blanks: bool,
    turns: Turns,
    last: Last,
    blank: bool,
    text: String,
}

impl Words {
    /// Nothing yet. Unless the source has blanks of its own, words stand apart.
    pub(super) fn new(has_blanks: bool) -> Self {
        Words {
            has_blanks,
            turns: Turns::default(),
            last: Last::default(),
            blank: false,
            text: String::new(),
        }
    }

    /// Adds a word or a mark that starts at `at` in the source; `write` writes it without white space around it.
    pub(super) fn push(
        &mut self,
        draft: &mut Draft<'_>,
        raw: &str,
        at: usize,
        speaker: Option<u32>,
        times: Times,
        write: impl FnOnce(&mut Draft<'_>),
    ) {
        let word = raw.trim();
        self.blank |= raw.starts_with(char::is_whitespace);
        if word.is_empty() {
            return;
        }
        let closes = self.last.count > 0 && is_mark(word, ".,;:!?…)]}%");
        let cut = !closes && self.last.is_cut(speaker, times.start);
        if cut {
            self.turns.open(draft, speaker, times, false);
            self.text.push(' ');
        } else if self.blank || !(self.has_blanks || closes || self.last.opens) {
            draft.put(" ", Span::new(at, at));
            self.text.push(' ');
        }
        write(draft);
        self.text.push_str(word);
        self.turns.until(times.end);
        self.last = self.last.next(word, speaker, times.end, cut);
        self.blank = raw.ends_with(char::is_whitespace);
    }

    /// Ends the last line and tells all words in order.
    pub(super) fn finish(self, draft: &mut Draft<'_>) -> String {
        draft.end();
        self.text
    }
}
