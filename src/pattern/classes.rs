//! The alphabet in which candidates are looked for: a class for each letter, one for all digits, one for what parts
//! words, one for letters beyond ASCII.
//!
//! Folded text has few other signs, so little is lost; and `\d{3}-\d{2}` becomes a text that can be looked for. Not
//! here: which stretches of classes a pattern asks for ([`super::needed`]).

use crate::text::fold::is_word;

/// A class: 0 for what parts words, 1 to 26 for the letters, and the two below.
pub(super) type Class = u8;

/// What parts words: blanks, punctuation, and what lies beyond both ends of the text.
pub(super) const EDGE: Class = 0;
/// A digit.
const DIGIT: Class = 27;
/// A byte of a letter beyond ASCII.
const FOREIGN: Class = 28;
/// How many classes there are.
pub(super) const COUNT: usize = 29;

/// A set of classes, a bit for each. What parts words is more than one thing, so where [`EDGE`] is in the set the upper
/// half says which marks are, a bit for each ([`mark`]).
pub(super) type Set = u64;

/// Where the bits of marks begin.
const MARKS: u32 = 32;

/// Whatever parts words.
pub(super) const ANY_EDGE: Set = (1 << EDGE) | ((u32::MAX as Set) << MARKS);
/// All classes.
pub(super) const ALL: Set = WORD | ANY_EDGE;
/// The classes that words are made of.
pub(super) const WORD: Set = ((1 << COUNT) - 1) & !(1 << EDGE);

/// Whatever is no letter of ASCII.
pub(super) const NO_LETTER: Set = ANY_EDGE | 1 << DIGIT | 1 << FOREIGN;

/// The set of a character.
pub(super) fn set_of(c: char) -> Set {
    let class = of(c);
    let mark = if class == EDGE { 1 << (MARKS + mark(c)) } else { 0 };
    1 << class | mark
}

/// How many classes are in a set.
pub(super) fn count(set: Set) -> u32 {
    (set as u32).count_ones()
}

/// The marks of a set, a bit for each.
pub(super) fn marks(set: Set) -> u32 {
    (set >> MARKS) as u32
}

/// The byte of a set that has no other, where it parts words.
pub(super) fn only_byte(set: Set) -> Option<u8> {
    let alone = set as u32 == 1 << EDGE && marks(set).count_ones() == 1;
    let number = marks(set).trailing_zeros() as u8;
    let byte = match number {
        0 => b' ',
        1..=15 => b'!' - 1 + number,
        16..=22 => b':' - 16 + number,
        23..=27 => b'[' - 23 + number,
        28..=30 => b'{' - 28 + number,
        _ => return None,
    };
    alone.then_some(byte)
}

/// Whether two sets have the same classes, whatever their marks.
pub(super) fn are_alike(one: Set, other: Set) -> bool {
    one as u32 == other as u32
}

/// Whether a byte of a text is in a set, given its class. Beyond both ends of the text there is no byte but an edge.
pub(super) fn has(set: Set, class: Class, byte: Option<u8>) -> bool {
    let marked = || byte.is_none_or(|byte| set >> (MARKS + mark(char::from(byte))) & 1 == 1);
    set >> class & 1 == 1 && (class != EDGE || marked())
}

/// Which of the marks that part words this one is; the last stands for all that have no number of their own.
fn mark(c: char) -> u32 {
    match c {
        ' ' => 0,
        '!'..='/' => u32::from(c) - u32::from(' '),
        ':'..='@' => u32::from(c) - u32::from(':') + 16,
        '['..='_' => u32::from(c) - u32::from('[') + 23,
        '{'..='}' => u32::from(c) - u32::from('{') + 28,
        _ => 31,
    }
}

/// The classes of a set.
pub(super) fn members(set: Set) -> impl Iterator<Item = Class> {
    let mut left = set as u32;
    std::iter::from_fn(move || {
        let class = u8::try_from(left.trailing_zeros()).ok().filter(|_| left != 0)?;
        left &= left - 1;
        Some(class)
    })
}

/// The class of every byte of a character.
pub(super) fn of(c: char) -> Class {
    match c {
        c if c.is_ascii() => of_ascii(c as u8),
        c if is_word(c) => FOREIGN,
        _ => EDGE,
    }
}

/// Written without a branch or table, so that a whole block of bytes is classed at once. Capitals count as small
/// letters: a text that heeds them has the same candidates.
fn of_ascii(byte: u8) -> Class {
    let letter = (byte | 0x20).wrapping_sub(b'a');
    let digit = byte.wrapping_sub(b'0');
    let letter = if letter < 26 && byte >= b'A' { letter + 1 } else { EDGE };
    let digit = if digit < 10 { DIGIT } else { EDGE };
    letter | digit
}

/// The class of the byte at `at`; beyond both ends of the text there is an edge.
pub(super) fn at(text: &str, at: isize) -> Class {
    let Ok(at) = usize::try_from(at) else { return EDGE };
    match text.as_bytes().get(at) {
        None => EDGE,
        Some(byte) if byte.is_ascii() => of_ascii(*byte),
        Some(_) => char_around(text, at).map_or(EDGE, |(_, c)| of(c)),
    }
}

/// Writes the classes of the bytes from `from` on, which may lie before the text.
pub(super) fn write(text: &str, from: isize, out: &mut [Class]) {
    let before = from.min(0).unsigned_abs().min(out.len());
    let (edges, out) = out.split_at_mut(before);
    edges.fill(EDGE);
    let from = usize::try_from(from).unwrap_or(0).min(text.len());
    let bytes = &text.as_bytes()[from..];
    let (inside, beyond) = out.split_at_mut(bytes.len().min(out.len()));
    beyond.fill(EDGE);
    let bytes = &bytes[..inside.len()];
    for (class, byte) in inside.iter_mut().zip(bytes) {
        *class = of_ascii(*byte);
    }
    if !bytes.is_ascii() {
        write_foreign(text, from, inside);
    }
}

/// Mends the classes of the characters beyond ASCII, the first and last of which may be cut.
fn write_foreign(text: &str, from: usize, out: &mut [Class]) {
    let until = from + out.len();
    let mut at = from;
    while at < until {
        if text.as_bytes()[at].is_ascii() {
            at += 1;
            continue;
        }
        let Some((start, c)) = char_around(text, at) else { return };
        let end = start + c.len_utf8();
        out[at - from..end.min(until) - from].fill(of(c));
        at = end;
    }
}

/// The character that the byte at `at` belongs to, and where it starts.
fn char_around(text: &str, at: usize) -> Option<(usize, char)> {
    let start = text.floor_char_boundary(at);
    text[start..].chars().next().map(|c| (start, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_classed_as_its_bytes_are() {
        let text = "Az 09,§ Ж–z…Я a\n[`{@";
        for from in -3..text.len() as isize + 3 {
            for length in 0..9 {
                let mut block = vec![99; length];
                write(text, from, &mut block);
                let each: Vec<Class> = (0..length as isize).map(|n| at(text, from + n)).collect();
                assert_eq!(block, each, "{length} from {from}");
            }
        }
        let all =
            (0..128).map(char::from).filter(|&c| of(c) == EDGE).fold(0, |all, c| all | set_of(c));
        assert_eq!((marks(set_of('!')), marks(set_of('e')), all), (2, 0, ANY_EDGE));
        let alone = |byte: &u8| {
            of(char::from(*byte)) == EDGE && only_byte(set_of(char::from(*byte))) != Some(*byte)
        };
        let others: Vec<u8> = (0..128).filter(alone).collect();
        assert!(
            others.iter().all(|byte| !(b' '..=b'}').contains(byte) || *byte == b'`'),
            "{others:?}"
        );
        assert_eq!((only_byte(ANY_EDGE), only_byte(set_of('a')), only_byte(0)), (None, None, None));
        assert!(has(set_of('§'), EDGE, Some("§".as_bytes()[0])) && has(ANY_EDGE, EDGE, None));
        assert!(!has(set_of('('), EDGE, Some(b' ')) && !has(set_of('e'), EDGE, None));
        let classes: Vec<Class> = "az09 §Ж".chars().map(of).collect();
        assert_eq!(classes, [1, 26, DIGIT, DIGIT, EDGE, EDGE, FOREIGN]);
    }
}
