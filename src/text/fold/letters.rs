//! Letters beyond ASCII and Latin-1: what each folds to is asked once for each that a text has, and then known.
//!
//! Not here: letter-spaced runs and letters with marks, which go by steps ([`super::steps`]).

use unicode_normalization::char::is_combining_mark;

use super::steps::{Folder, small};
use super::{fold_char, is_dash, is_invisible, look_alike};

/// Letters that are known at a time: those of a script stand in different places.
const PLACES: usize = 256;
/// Most bytes that a letter folds to here.
const MOST: usize = 6;

/// A character, and what it folds to if it is a letter.
#[derive(Clone, Copy, Default)]
pub(super) struct Letter {
    c: char,
    folded: [u8; MOST],
    /// Bytes of `folded`; none where the character is no letter.
    length: u8,
    /// The Latin letter that it reads as in a word that has others.
    pub(super) looks_like: Option<char>,
}

impl Letter {
    fn of(c: char, capitals: bool) -> Self {
        let unknown = Letter { c, ..Letter::default() };
        let other = is_invisible(c) || is_combining_mark(c) || c.is_whitespace() || is_dash(c);
        if !c.is_alphabetic() || other || c.is_control() {
            return unknown;
        }
        let mut folded = String::new();
        fold_char(c, &mut folded);
        if !capitals {
            folded = folded.chars().map(small).collect();
        }
        let mut letter = Letter { looks_like: look_alike::latin(c), ..unknown };
        if let Some(room) = letter.folded.get_mut(..folded.len()) {
            room.copy_from_slice(folded.as_bytes());
            letter.length = u8::try_from(folded.len()).unwrap_or_default();
        }
        letter
    }

    pub(super) fn folded(&self) -> &[u8] {
        &self.folded[..usize::from(self.length)]
    }
}

/// The letters that a text has shown so far.
#[derive(Default)]
pub(super) struct Letters {
    known: Vec<Letter>,
}

impl Letters {
    /// The letter `c`, if it is one and beyond ASCII.
    pub(super) fn get(&mut self, c: char, capitals: bool) -> Option<Letter> {
        if self.known.is_empty() {
            self.known.resize(PLACES, Letter::default());
        }
        let place = &mut self.known[c as usize % PLACES];
        if place.c != c {
            *place = Letter::of(c, capitals);
        }
        (place.length > 0).then_some(*place)
    }
}

impl Folder<'_> {
    /// Folds a letter beyond Latin-1, without asking much where it is in a word of several.
    pub(super) fn letter_beyond(&mut self) -> bool {
        let mut rest = self.text[self.at..].chars();
        let Some(c) = rest.next() else { return false };
        let Some(letter) = self.letters.get(c, self.capitals) else { return false };
        let mut is_letter =
            |c: char| c.is_ascii_alphanumeric() || self.letters.get(c, self.capitals).is_some();
        let in_word = self.at > 0 && self.at == self.behind_letter;
        let next = rest.next();
        let alone = !in_word && !next.is_some_and(&mut is_letter);
        let latin = letter.looks_like.filter(|_| self.is_look_alike(c, self.at));
        if alone || latin.is_some() && next.is_some_and(is_combining_mark) {
            self.step();
        } else {
            self.piece(self.at, c.len_utf8());
            match latin {
                Some(latin) => self.push(latin),
                None => letter.folded().iter().for_each(|&byte| self.out.push(byte)),
            }
            self.at += c.len_utf8();
        }
        self.behind_letter = self.at;
        true
    }
}
