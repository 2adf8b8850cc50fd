//! The fold character by character: every case there is, at the price of asking for each.
//!
//! Not here: the way of ordinary text, which goes by blocks ([`super::blocks`]).

use unicode_normalization::char::is_combining_mark;

use super::letters::Letters;
use super::out::Out;
use super::{Case, Piece, chars, look_alike, narrow, spaced};
use chars::{fold_char, is_dash, is_invisible, is_word};

/// Words after a hyphen at a line end that show an elision ("Luft-\nund Bodenziele"), not a
/// hyphenation.
pub const ELISIONS: [&str; 8] =
    ["und", "oder", "bzw", "beziehungsweise", "sowie", "bis", "and", "or"];

/// A fold on its way through a text.
pub(super) struct Folder<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// Whether letters stay as they were written; else they are made small.
    pub(super) capitals: bool,
    /// What was folded so far: whole characters of UTF-8.
    pub(super) out: Out,
    pub(super) pieces: Vec<Piece>,
    /// Offsets of the line feeds in `out`.
    pub(super) breaks: Vec<u32>,
    /// End of the word last looked at for look-alikes, and whether it mixes scripts.
    word: (usize, bool),
    /// Where the text is known to have the end of a letter before.
    pub(super) behind_letter: usize,
    pub(super) letters: Letters,
    /// End of the letter-spaced run that `at` is in: its separators leave no trace.
    spaced_until: usize,
}

impl<'t> Folder<'t> {
    pub(super) fn new(text: &'t str, case: Case) -> Self {
        Folder {
            text,
            at: 0,
            capitals: case == Case::Exact,
            out: Out::with_room(text.len() + text.len() / 32),
            pieces: Vec::new(),
            breaks: Vec::new(),
            word: (0, false),
            behind_letter: 0,
            letters: Letters::default(),
            spaced_until: 0,
        }
    }

    /// Folds the next character, and where it begins a letter-spaced run, the run.
    pub(super) fn step(&mut self) {
        self.single_step();
        while self.at < self.spaced_until {
            self.single_step();
        }
    }

    /// Folds the letter-spaced run that begins here, if one does.
    pub(super) fn spaced_run(&mut self) -> bool {
        let end = if self.in_word() { None } else { spaced::run_end(self.text, self.at) };
        self.spaced_until = end.unwrap_or(self.spaced_until);
        while self.at < self.spaced_until {
            match self.text.as_bytes()[self.at..] {
                [letter, after, ..] if letter.is_ascii_alphabetic() && after != 0xcc => {
                    self.one_for_one();
                    self.write(&[letter]);
                    self.at += 1;
                }
                [b' ' | b'.' | b'-', ..] => self.at += 1,
                _ => self.single_step(),
            }
        }
        end.is_some()
    }

    fn single_step(&mut self) {
        let Some(c) = self.text[self.at..].chars().next() else { return };
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
        self.one_for_one();
        self.push(c);
    }

    /// What is written next stands byte for byte for the text from here on.
    pub(super) fn one_for_one(&mut self) {
        let continues = self.pieces.last().is_some_and(|piece| {
            piece.atom == 0
                && self.at.wrapping_sub(piece.text as usize)
                    == self.out.len() - piece.folded as usize
        });
        if !continues {
            self.piece(self.at, 0);
        }
    }

    /// Unwrites the last byte, which stood for itself.
    pub(super) fn take_back(&mut self) {
        self.at -= 1;
        self.out.pop();
        if self.pieces.last().is_some_and(|piece| piece.folded as usize == self.out.len()) {
            self.pieces.pop();
        }
    }

    /// The bit that makes a letter of ASCII small, or none where capitals stay.
    pub(super) fn small(&self) -> u8 {
        if self.capitals { 0 } else { 0x20 }
    }

    /// Writes folded bytes, letters of ASCII small where capitals do not stay.
    pub(super) fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let small = if byte.is_ascii_alphabetic() { self.small() } else { 0 };
            self.out.push(byte | small);
        }
    }

    /// Writes a folded character, small where capitals do not stay.
    pub(super) fn push(&mut self, c: char) {
        let c = if self.capitals { c } else { small(c) };
        c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.out.push(byte));
    }

    #[inline]
    pub(super) fn piece(&mut self, text: usize, atom: usize) {
        let piece =
            Piece { folded: narrow(self.out.len()), text: narrow(text), atom: narrow(atom) };
        self.pieces.push(piece);
    }

    /// Nothing is written. A soft hyphen at a line end takes the line break with it.
    pub(super) fn skip_invisible(&mut self, c: char) {
        self.at += c.len_utf8();
        if c == '\u{ad}'
            && let Some(next) = self.line_break_before_letter(self.at, char::is_alphabetic)
        {
            self.at = next;
        }
    }

    /// A run of white space, controls and dashes: one blank, or a line feed for a blank line.
    fn blank(&mut self, first: char) {
        if matches!(first, '-' | '\u{2010}') && self.hyphenation(first) {
            return;
        }
        let start = self.at;
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
        self.blank_run(end, breaks >= 2);
    }

    /// Leaves out a hyphen at a line end, with the line break, where the word goes on.
    pub(super) fn hyphenation(&mut self, hyphen: char) -> bool {
        let next =
            || self.line_break_before_letter(self.at + hyphen.len_utf8(), char::is_lowercase);
        let next = if self.in_word() { next() } else { None };
        self.at = next.unwrap_or(self.at);
        next.is_some()
    }

    /// Writes a run of blanks up to `end`.
    pub(super) fn blank_run(&mut self, end: usize, is_break: bool) {
        let start = self.at;
        if end - start == 1 {
            self.one_for_one();
        } else {
            self.piece(start, end - start);
        }
        if is_break {
            self.breaks.push(narrow(self.out.len()));
        }
        self.out.push(if is_break { b'\n' } else { b' ' });
        self.at = end;
    }

    /// Where the word goes on if exactly one line break lies between `from` and a letter that may go on with
    /// it and begins no elision. Behind a soft hyphen any letter may, behind a hyphen only a small one.
    fn line_break_before_letter(&self, from: usize, goes_on: fn(char) -> bool) -> Option<usize> {
        let rest = &self.text[from..];
        let is_between = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        let (between, tail) = rest.split_at(rest.as_bytes().iter().take_while(is_between).count());
        let count = |end: u8| between.bytes().filter(|&byte| byte == end).count();
        let first = tail.chars().next()?;
        if count(b'\n').max(count(b'\r')) != 1 || !goes_on(first) {
            return None;
        }
        let elision = ELISIONS.iter().filter(|word| word.starts_with(first)).any(|word| {
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
            self.push(c);
            self.push(if c.is_uppercase() { 'E' } else { 'e' });
        } else {
            let mut folded = String::new();
            fold_char(c, &mut folded);
            if !folded.is_empty() {
                self.piece(start, end - start);
                folded.chars().for_each(|c| self.push(c));
            }
        }
        self.at = end;
    }

    /// Whether the letter stands in a word that also has Latin letters.
    pub(super) fn is_look_alike(&mut self, c: char, start: usize) -> bool {
        if look_alike::latin(c).is_none() {
            return false;
        }
        if start >= self.word.0 {
            let mut word = |c: char| {
                self.letters.get(c, self.capitals).is_some()
                    || is_word(c)
                    || is_combining_mark(c)
                    || is_invisible(c)
            };
            let before = self.text[..start].char_indices().rev();
            let begin = before.take_while(|&(_, c)| word(c)).last();
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

/// The small letter in as many bytes as its capital, so that both texts share one map home.
pub(super) fn small(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(s), None) if s.len_utf8() == c.len_utf8() => {
            if s == 'ς' {
                'σ'
            } else {
                s
            }
        }
        _ => c,
    }
}
