//! Folding: the text as a matcher reads it, and the way home from any folded range.
//!
//! Two writings of the same words fold to the same bytes: case, umlauts (ä, ae), ß and ss,
//! compatibility forms, accents, dashes, quotes, soft hyphens and hyphenation at a line end,
//! invisible characters, white space, letter-spaced words and look-alikes from other scripts.
//! Keywords and patterns pass the same fold, so a matcher never has to know any of this.
//!
//! A folded text consists of words, punctuation, single blanks and line feeds. **A dash folds to a
//! blank**, because "VS-NfD", "VS – NfD" and "VS NfD" are one marking. **A line feed stands for a
//! blank line** (or a page break) in the text: no match runs across it. A single line break is a blank.
//!
//! Not here: where a word begins and ends, which the matchers check ([`crate::pattern`]).

//! Not here either: how a text is folded, by blocks where it is plain (`blocks`) and by characters where it is
//! not (`steps`).

use std::sync::OnceLock;

use super::Span;

mod blocks;
mod chars;
mod latin;
mod letters;
mod look_alike;
mod out;
mod parts;
mod spaced;
mod steps;

pub use chars::{fold_char, is_dash, is_invisible, is_word};
pub use look_alike::look_alike_of;
pub use parts::fold_in_parts;
pub use steps::ELISIONS;

/// A folded text with its way home.
#[derive(Debug, Clone, Default)]
pub struct Folded<'t> {
    text: &'t str,
    lower: String,
    pieces: Vec<Piece>,
    /// Offsets of the line feeds in the folded text.
    breaks: Vec<u32>,
    /// The same with its capitals. Few patterns heed them, so this is made when first asked for.
    cased: OnceLock<String>,
    /// Parts of the fold of `text` that this was made of, and where each begins here; none if it is that fold. What is
    /// between them has no capitals.
    copied: Option<Vec<(Span, usize)>>,
    /// Where `lower` was let go.
    let_go: Option<LetGo>,
}

/// What is left of letters that were let go.
#[derive(Debug, Clone)]
struct LetGo {
    length: usize,
    /// The letters, once somebody asked for them all the same.
    again: OnceLock<String>,
}

/// Whether a matcher reads the folded text with or without its capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Case {
    /// Capitals and small letters are the same.
    #[default]
    Any,
    /// Letters as they were written.
    Exact,
}

/// From `folded` on, bytes stand one for one as in the text from `text` on (`atom == 0`), or the
/// whole piece stands for the `atom` bytes there.
#[derive(Debug, Clone, Copy)]
struct Piece {
    folded: u32,
    text: u32,
    atom: u32,
}

/// Folds `text`, of at most 4 GiB (the readers refuse more).
#[must_use]
pub fn fold(text: &str) -> Folded<'_> {
    let folder = steps::Folder::new(text, Case::Any).run();
    let (pieces, breaks) = (folder.pieces, folder.breaks);
    Folded { text, lower: folder.out.text(), pieces, breaks, ..Folded::default() }
}

impl<'t> Folded<'t> {
    /// The folded text; both cases have the same length and the same offsets.
    #[must_use]
    pub fn as_str(&self, case: Case) -> &str {
        let whole = || steps::Folder::new(self.text, case).run().out.text();
        match (case, &self.copied, &self.let_go) {
            (Case::Any, _, None) => &self.lower,
            (Case::Any, _, Some(let_go)) => let_go.again.get_or_init(whole),
            (Case::Exact, None, _) => self.cased.get_or_init(whole),
            (Case::Exact, Some(copied), _) => {
                self.cased.get_or_init(|| self.with_capitals_of(&whole(), copied))
            }
        }
    }

    /// Bytes of the folded text.
    #[must_use]
    pub fn length(&self) -> usize {
        self.let_go.as_ref().map_or(self.lower.len(), |let_go| let_go.length)
    }

    /// The text with the capitals that its parts have in another.
    fn with_capitals_of(&self, other: &str, copied: &[(Span, usize)]) -> String {
        let mut cased = String::with_capacity(self.lower.len());
        for &(part, offset) in copied {
            cased.push_str(Span::new(cased.len(), offset).of(&self.lower));
            cased.push_str(part.of(other));
        }
        cased.push_str(Span::new(cased.len(), self.lower.len()).of(&self.lower));
        cased
    }

    /// The span of the original text that a folded range came from.
    ///
    /// It covers every character that took part in any byte of the range, and lies on character
    /// boundaries. An empty range comes home to an empty span.
    #[must_use]
    pub fn home(&self, folded: Span) -> Span {
        if self.pieces.is_empty() || folded.start >= self.length() {
            return Span::new(self.text.len(), self.text.len());
        }
        let start = self.piece_at(folded.start).start_of(folded.start);
        if folded.is_empty() {
            return Span::new(start, start);
        }
        let last = folded.end.min(self.length()) - 1;
        Span::new(start, self.piece_at(last).end_of(last))
    }

    /// The first folded offset that stands for the text at or after `offset`.
    #[must_use]
    pub fn offset_of(&self, offset: usize) -> usize {
        let next = self.pieces.partition_point(|piece| piece.text as usize <= offset);
        let Some(piece) = next.checked_sub(1).map(|at| self.pieces[at]) else { return 0 };
        let limit = self.pieces.get(next).map_or(self.length(), |after| after.folded as usize);
        let inside = offset - piece.text as usize;
        let folded = match piece.atom {
            0 => piece.folded as usize + inside,
            _ if inside == 0 => piece.folded as usize,
            _ => limit,
        };
        folded.min(limit)
    }

    /// The block (text between two blank lines) that holds the folded `offset`, with `more` blocks on
    /// either side.
    #[must_use]
    pub fn blocks(&self, offset: usize, more: usize) -> Span {
        let at = self.block_at(offset);
        let before = at.checked_sub(more + 1).map(|first| self.breaks[first] as usize + 1);
        let after = self.breaks.get(at + more).map(|&feed| feed as usize);
        Span::new(before.unwrap_or(0), after.unwrap_or(self.length()))
    }

    /// The number of the block that holds the folded `offset`, from 0.
    #[must_use]
    pub fn block_at(&self, offset: usize) -> usize {
        self.breaks.partition_point(|&feed| (feed as usize) < offset)
    }

    /// The text in parts of whole blocks, of `length` bytes or more each but the last.
    pub fn parts(&self, length: usize) -> impl Iterator<Item = Span> + '_ {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = at;
            let feed = self.breaks.get(self.block_at(start + length));
            at = feed.map_or(self.length(), |&feed| feed as usize + 1);
            (start < at).then(|| Span::new(start, at))
        })
    }

    /// The blocks that `edits` fall in, with the words of the edits in place of theirs; each comes home to what it
    /// stands for. `edits` are in order, do not overlap, lie within blocks and hold no line feed and no capital.
    #[must_use]
    pub fn with(&self, edits: &[(Span, String)]) -> Folded<'t> {
        let mut made = Folded { text: self.text, ..Folded::default() };
        let mut copied = Vec::new();
        let mut edits = edits.iter().peekable();
        while let Some((first, _)) = edits.peek() {
            let block = self.blocks(first.start, 0);
            let mut from = block.start;
            while let Some((span, words)) = edits.next_if(|(span, _)| span.end <= block.end) {
                self.copy_to(&mut made, Span::new(from, span.start), &mut copied);
                made.pieces.push(Piece::atom(made.lower.len(), self.home(*span)));
                made.lower.push_str(words);
                from = span.end;
            }
            // The line feed behind the block parts it from the next.
            let end = block.end + usize::from(edits.peek().is_some());
            self.copy_to(&mut made, Span::new(from.min(end), end), &mut copied);
        }
        if self.copied.is_some() {
            // The parts are not those of the fold of the text.
            made.cased = made.with_capitals_of(self.as_str(Case::Exact), &copied).into();
        }
        made.copied = Some(copied);
        made
    }

    /// Adds a part of this text to another.
    fn copy_to(&self, made: &mut Folded<'t>, part: Span, copied: &mut Vec<(Span, usize)>) {
        if part.is_empty() {
            return;
        }
        let offset = made.lower.len();
        let moved = |folded: usize| narrow(folded - part.start + offset);
        let first = self.piece_at(part.start);
        let text = match first.atom {
            0 => narrow(first.start_of(part.start)),
            _ => first.text,
        };
        made.pieces.push(Piece { folded: moved(part.start), text, ..first });
        let next = self.pieces.partition_point(|piece| piece.folded as usize <= part.start);
        let after = self.pieces.partition_point(|piece| (piece.folded as usize) < part.end);
        let inside = self.pieces[next..after.max(next)]
            .iter()
            .map(|piece| Piece { folded: moved(piece.folded as usize), ..*piece });
        made.pieces.extend(inside);
        let first = self.breaks.partition_point(|&feed| (feed as usize) < part.start);
        let after = self.breaks.partition_point(|&feed| (feed as usize) < part.end);
        let breaks = self.breaks[first..after].iter();
        made.breaks.extend(breaks.map(|&feed| moved(feed as usize)));
        made.lower.push_str(part.of(self.as_str(Case::Any)));
        copied.push((part, offset));
    }

    fn piece_at(&self, folded: usize) -> Piece {
        let next = self.pieces.partition_point(|piece| piece.folded as usize <= folded);
        self.pieces[next.saturating_sub(1)]
    }
}

/// Texts of more than 4 GiB are refused by the readers.
#[inline]
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

impl Piece {
    /// A piece that as a whole stands for `home`.
    fn atom(folded: usize, home: Span) -> Self {
        Piece { folded: narrow(folded), text: narrow(home.start), atom: narrow(home.len().max(1)) }
    }

    fn start_of(self, folded: usize) -> usize {
        match self.atom {
            0 => self.text as usize + (folded - self.folded as usize),
            _ => self.text as usize,
        }
    }

    fn end_of(self, folded: usize) -> usize {
        match self.atom {
            0 => self.start_of(folded) + 1,
            atom => (self.text + atom) as usize,
        }
    }
}

#[cfg(test)]
mod tests;
