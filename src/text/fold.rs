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

use unicode_normalization::char::is_combining_mark;

use super::Span;

mod chars;
mod look_alike;
mod spaced;

pub use chars::{fold_char, is_dash, is_invisible, is_word};
pub use look_alike::look_alike_of;

/// A folded text with its way home.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    lower: String,
    cased: String,
    pieces: Vec<Piece>,
    /// Offsets of the line feeds in the folded text.
    breaks: Vec<usize>,
    text_len: usize,
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
pub fn fold(text: &str) -> Folded {
    Folder::new(text).run()
}

impl Folded {
    /// The folded text; both cases have the same length and the same offsets.
    #[must_use]
    pub fn as_str(&self, case: Case) -> &str {
        match case {
            Case::Any => &self.lower,
            Case::Exact => &self.cased,
        }
    }

    /// The span of the original text that a folded range came from.
    ///
    /// It covers every character that took part in any byte of the range, and lies on character
    /// boundaries. An empty range comes home to an empty span.
    #[must_use]
    pub fn home(&self, folded: Span) -> Span {
        if self.pieces.is_empty() || folded.start >= self.lower.len() {
            return Span::new(self.text_len, self.text_len);
        }
        let start = self.piece_at(folded.start).start_of(folded.start);
        if folded.is_empty() {
            return Span::new(start, start);
        }
        let last = folded.end.min(self.lower.len()) - 1;
        Span::new(start, self.piece_at(last).end_of(last))
    }

    /// The first folded offset that stands for the text at or after `offset`.
    #[must_use]
    pub fn offset_of(&self, offset: usize) -> usize {
        let next = self.pieces.partition_point(|piece| piece.text as usize <= offset);
        let Some(piece) = next.checked_sub(1).map(|at| self.pieces[at]) else { return 0 };
        let limit = self.pieces.get(next).map_or(self.lower.len(), |after| after.folded as usize);
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
        let at = self.breaks.partition_point(|&feed| feed < offset);
        let before = at.checked_sub(more + 1).map(|first| self.breaks[first] + 1);
        let after = self.breaks.get(at + more).copied();
        Span::new(before.unwrap_or(0), after.unwrap_or(self.lower.len()))
    }

    /// The same text with other words at some places; each comes home to what it stands for. `edits` are in order, do
    /// not overlap, and hold no line feed.
    #[must_use]
    pub fn with(&self, edits: &[(Span, String)]) -> Folded {
        let mut made = Folded { text_len: self.text_len, ..Folded::default() };
        let mut from = 0;
        for (span, words) in edits {
            self.copy_to(&mut made, Span::new(from, span.start));
            let home = self.home(*span);
            made.pieces.push(Piece::atom(made.lower.len(), home));
            made.lower.push_str(words);
            made.cased.push_str(words);
            from = span.end;
        }
        self.copy_to(&mut made, Span::new(from, self.lower.len()));
        made
    }

    /// Adds a part of this text to another.
    fn copy_to(&self, made: &mut Folded, part: Span) {
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
        let inside =
            self.pieces[next..].iter().take_while(|piece| (piece.folded as usize) < part.end);
        let inside = inside.map(|piece| Piece { folded: moved(piece.folded as usize), ..*piece });
        made.pieces.extend(inside);
        let first = self.breaks.partition_point(|&feed| feed < part.start);
        let breaks = self.breaks[first..].iter().take_while(|&&feed| feed < part.end);
        made.breaks.extend(breaks.map(|&feed| feed - part.start + offset));
        made.lower.push_str(part.of(&self.lower));
        made.cased.push_str(part.of(&self.cased));
    }

    fn piece_at(&self, folded: usize) -> Piece {
        let next = self.pieces.partition_point(|piece| piece.folded as usize <= folded);
        self.pieces[next.saturating_sub(1)]
    }
}

/// Texts of more than 4 GiB are refused by the readers.
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

/// Words after a hyphen at a line end that show an elision ("Luft-\nund Bodenziele"), not a
/// hyphenation.
pub const ELISIONS: [&str; 8] =
    ["und", "oder", "bzw", "beziehungsweise", "sowie", "bis", "and", "or"];

struct Folder<'t> {
    text: &'t str,
    at: usize,
    out: String,
    pieces: Vec<Piece>,
    breaks: Vec<usize>,
    /// End of the word last looked at for look-alikes, and whether it mixes scripts.
    word: (usize, bool),
    /// End of the letter-spaced run that `at` is in: its separators leave no trace.
    spaced_until: usize,
}

impl<'t> Folder<'t> {
    fn new(text: &'t str) -> Self {
        Folder {
            text,
            at: 0,
            out: String::with_capacity(text.len() + text.len() / 32),
            pieces: Vec::new(),
            breaks: Vec::new(),
            word: (0, false),
            spaced_until: 0,
        }
    }

    fn run(mut self) -> Folded {
        while let Some(c) = self.text[self.at..].chars().next() {
            self.step(c);
        }
        let cased = self.out;
        let lower = lower_keeping_length(&cased);
        Folded { lower, cased, pieces: self.pieces, breaks: self.breaks, text_len: self.text.len() }
    }

    fn step(&mut self, c: char) {
        if self.at >= self.spaced_until && c.is_alphabetic() && !self.in_word() {
            self.spaced_until = spaced::run_end(self.text, self.at).unwrap_or(self.spaced_until);
        }
        if self.at < self.spaced_until && !c.is_alphabetic() && !is_combining_mark(c) {
            self.at += c.len_utf8();
        } else if c.is_ascii_alphanumeric() && !self.umlaut_follows(c) {
            self.verbatim(c);
        } else if is_invisible(c) || is_combining_mark(c) {
            self.skip_invisible(c);
        } else if c.is_whitespace() || is_dash(c) || c.is_control() {
            self.blank(c);
        } else if c.is_ascii() && !self.umlaut_follows(c) && c != '`' {
            self.verbatim(c);
        } else {
            self.atom(c);
        }
    }

    fn in_word(&self) -> bool {
        self.text[..self.at].chars().next_back().is_some_and(|c| is_word(c) || is_combining_mark(c))
    }

    fn umlaut_follows(&self, c: char) -> bool {
        matches!(c, 'a' | 'o' | 'u' | 'A' | 'O' | 'U')
            && self.text.as_bytes().get(self.at + 1) == Some(&0xcc)
            && self.text[self.at + 1..].starts_with('\u{308}')
    }

    /// One byte that stands for itself.
    fn verbatim(&mut self, c: char) {
        self.push_byte(c);
        self.at += 1;
    }

    /// One byte of output for one byte of text.
    fn push_byte(&mut self, c: char) {
        let continues = self.pieces.last().is_some_and(|piece| {
            piece.atom == 0
                && self.at.wrapping_sub(piece.text as usize)
                    == self.out.len() - piece.folded as usize
        });
        if !continues {
            self.piece(self.at, 0);
        }
        self.out.push(c);
    }

    fn piece(&mut self, text: usize, atom: usize) {
        let piece =
            Piece { folded: narrow(self.out.len()), text: narrow(text), atom: narrow(atom) };
        self.pieces.push(piece);
    }

    /// Nothing is written. A soft hyphen at a line end takes the line break with it.
    fn skip_invisible(&mut self, c: char) {
        self.at += c.len_utf8();
        if c == '\u{ad}'
            && let Some(next) = self.line_break_before_letter(self.at, char::is_alphabetic)
        {
            self.at = next;
        }
    }

    /// A run of white space, controls and dashes: one blank, or a line feed for a blank line.
    fn blank(&mut self, first: char) {
        let start = self.at;
        if matches!(first, '-' | '\u{2010}')
            && self.in_word()
            && let Some(next) =
                self.line_break_before_letter(start + first.len_utf8(), char::is_lowercase)
        {
            self.at = next;
            return;
        }
        let (mut breaks, mut end, mut after_return) = (0, start, false);
        for c in self.text[start..].chars() {
            match c {
                '\n' if after_return => {}
                '\n' | '\r' | '\u{85}' | '\u{2028}' => breaks += 1,
                '\u{2029}' | '\u{c}' => breaks += 2,
                c if c.is_whitespace() || is_dash(c) || c.is_control() || is_invisible(c) => {}
                _ => break,
            }
            after_return = c == '\r';
            end += c.len_utf8();
        }
        let folded = if breaks >= 2 { '\n' } else { ' ' };
        if folded == '\n' {
            self.breaks.push(self.out.len());
        }
        if end - start == 1 {
            self.push_byte(folded);
        } else {
            self.piece(start, end - start);
            self.out.push(folded);
        }
        self.at = end;
    }

    /// Where the word goes on if exactly one line break lies between `from` and a letter that may go on with
    /// it and begins no elision. Behind a soft hyphen any letter may, behind a hyphen only a small one.
    fn line_break_before_letter(&self, from: usize, goes_on: fn(char) -> bool) -> Option<usize> {
        let rest = &self.text[from..];
        let tail = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let between = &rest[..rest.len() - tail.len()];
        let breaks = between.matches('\n').count().max(between.matches('\r').count());
        if breaks != 1 || !tail.chars().next().is_some_and(goes_on) {
            return None;
        }
        let elision = ELISIONS.iter().any(|word| {
            tail.strip_prefix(word).is_some_and(|after| !after.starts_with(char::is_alphabetic))
        });
        (!elision).then(|| from + between.len())
    }

    /// A character that folds to other bytes than its own.
    fn atom(&mut self, c: char) {
        let start = self.at;
        let mut end = start + c.len_utf8();
        let c = if self.is_look_alike(c, start) { look_alike::latin(c).unwrap_or(c) } else { c };
        if self.text[end..].starts_with('\u{308}') && matches!(c, 'a' | 'o' | 'u' | 'A' | 'O' | 'U')
        {
            end += '\u{308}'.len_utf8();
            self.piece(start, end - start);
            self.out.push(c);
            self.out.push(if c.is_uppercase() { 'E' } else { 'e' });
        } else {
            let mut folded = String::new();
            fold_char(c, &mut folded);
            if !folded.is_empty() {
                self.piece(start, end - start);
                self.out.push_str(&folded);
            }
        }
        self.at = end;
    }

    /// Whether the letter stands in a word that also has Latin letters.
    fn is_look_alike(&mut self, c: char, start: usize) -> bool {
        if look_alike::latin(c).is_none() {
            return false;
        }
        if start >= self.word.0 {
            let word = |c: char| is_word(c) || is_combining_mark(c) || is_invisible(c);
            let begin =
                self.text[..start].char_indices().rev().take_while(|&(_, c)| word(c)).last();
            let begin = begin.map_or(start, |(at, _)| at);
            let rest = &self.text[start..];
            let end = start + rest.find(|c: char| !word(c)).unwrap_or(rest.len());
            let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}');
            let mixed = self.text[begin..end].chars().any(latin);
            self.word = (end, mixed);
        }
        self.word.1
    }
}

/// Small letters, each in as many bytes as its capital, so that both texts share one map home.
fn lower_keeping_length(cased: &str) -> String {
    if cased.is_ascii() {
        return cased.to_ascii_lowercase();
    }
    let mut lower = String::with_capacity(cased.len());
    for c in cased.chars() {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(s), None) if s.len_utf8() == c.len_utf8() => {
                lower.push(if s == 'ς' { 'σ' } else { s });
            }
            _ => lower.push(c),
        }
    }
    lower
}

#[cfg(test)]
mod tests;
