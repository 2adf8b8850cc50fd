//! A long text folded part by part, for whoever looks at each part once: the fold of the whole is never held.
//!
//! A part ends with a blank line before a letter or digit of ASCII: no rule of the fold looks over both. Not here: the
//! fold ([`super::steps`]).

use std::sync::OnceLock;

use memchr::memchr_iter;

use super::{Folded, LetGo, Piece, fold, narrow};

/// Folds a text in parts of so many bytes, or more, and hands each over with its offset in the whole. What comes back
/// knows the way home of the whole; its letters are folded again where somebody asks for them.
pub fn fold_in_parts<'t>(
    text: &'t str,
    length: usize,
    each: &mut dyn FnMut(Folded<'t>, usize),
) -> Folded<'t> {
    let mut whole = Folded { text, ..Folded::default() };
    let (mut home, mut at) = (0, 0);
    while home < text.len() {
        let end = end(text, home + length);
        let part = fold(&text[home..end]);
        let moved = |offset: u32, by: usize| narrow(offset as usize + by);
        whole.pieces.extend(part.pieces.iter().map(|piece| Piece {
            folded: moved(piece.folded, at),
            text: moved(piece.text, home),
            ..*piece
        }));
        whole.breaks.extend(part.breaks.iter().map(|&feed| moved(feed, at)));
        let length = part.length();
        each(part, at);
        (home, at) = (end, at + length);
    }
    whole.let_go = Some(LetGo { length: at, again: OnceLock::new() });
    whole
}

/// Where a part can end, from `at` on.
fn end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let Some(rest) = bytes.get(at..) else { return text.len() };
    let behind_blank_line = |start: &usize| {
        let before = &bytes[..*start];
        (before.ends_with(b"\n\n") || before.ends_with(b"\n\r\n"))
            && bytes.get(*start).is_some_and(u8::is_ascii_alphanumeric)
    };
    let mut feeds = memchr_iter(b'\n', rest).map(|feed| at + feed + 1);
    feeds.find(behind_blank_line).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fold_in_parts;
    use crate::text::{Case, Span, fold};

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Part by part a text folds to what it folds to as a whole, and comes home to the same.
        #[test]
        fn parts_fold_as_the_whole_does(
            text in "([abÄöu1]|G E H E I M|v\\. s\\.| |\n|\n\n|\r\n|\r\n\r\n|\n\n\u{308}|\u{ad}|-|-\n|\u{308}|\u{301}|аb|ж|ß|…|und|\u{200b}|\u{c}){0,60}",
            length in 0..12_usize,
        ) {
            let oracle = fold(&text);
            let mut letters = [String::new(), String::new()];
            let whole = fold_in_parts(&text, length, &mut |part, offset| {
                assert_eq!(offset, letters[0].len());
                letters[0].push_str(part.as_str(Case::Any));
                letters[1].push_str(part.as_str(Case::Exact));
            });
            for (case, letters) in [Case::Any, Case::Exact].into_iter().zip(&letters) {
                prop_assert_eq!(letters, oracle.as_str(case));
                prop_assert_eq!(whole.as_str(case), oracle.as_str(case));
            }
            prop_assert_eq!(whole.length(), oracle.length());
            for at in 0..=oracle.length() {
                for end in [at, at + 1, at + 5] {
                    let span = Span::new(at, end.min(oracle.length()));
                    prop_assert_eq!(whole.home(span), oracle.home(span));
                }
                prop_assert_eq!(whole.blocks(at, 0), oracle.blocks(at, 0));
                prop_assert_eq!(whole.blocks(at, 1), oracle.blocks(at, 1));
            }
            for at in 0..=text.len() {
                prop_assert_eq!(whole.offset_of(at), oracle.offset_of(at));
            }
        }
    }
}
