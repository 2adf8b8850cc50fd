//! Number words one by one, German and English.
//!
//! Not here: what several of them say together ([`super`]).

use super::starts::Beginnings;

/// Most letters of a number in one word.
pub(super) const MOST_LETTERS: usize = 60;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A number below 100, or a whole one in a word.
    Number(u64),
    /// "hundert", "thousand": what stands before is multiplied.
    Scale(u64),
    /// "oh": a zero, but only in front of a number.
    Oh,
    /// "one", "ein": a number only beside another.
    One,
    /// "and", "und": joins behind a hundred or thousand.
    And,
    /// "komma", "point": the decimals follow as digits.
    Point(char),
}

/// What a word is in a number.
pub(super) fn token(word: &str) -> Option<What> {
    Some(match word {
        "oh" => What::Oh,
        "one" | "ein" => What::One,
        "and" | "und" => What::And,
        "komma" => What::Point(','),
        "point" => What::Point('.'),
        "hundert" | "hundred" => What::Scale(100),
        "tausend" | "thousand" => What::Scale(1000),
        _ if may_begin(word.as_bytes()) => What::Number(english(word).or_else(|| german(word))?),
        _ => return None,
    })
}

/// The first two letters of what [`may_begin`], and the second two. Most words have others.
pub(super) static BEGINNINGS: Beginnings = Beginnings::of(
    b"acdreieleififofuhuneninuonsesitatethtwvizezw",
    b"auchecehenereuevhihohrieifiginivixlelfneoroureueulunwawewo",
);

/// Whether a number, "hundred" or "one" may begin here, told by the first letters.
pub(super) fn may_begin(text: &[u8]) -> bool {
    match *text {
        [b'a', b'c', b'h', b't', ..] => true,
        [b'd', b'r', b'e', b'i', ..] => true,
        // "ein", "eins", "einund...", "einhundert", "eintausend", and not "eine"
        [b'e', b'i', b'n'] => true,
        [b'e', b'i', b'n', next, ..] => !matches!(next, b'a'..=b'g' | b'i'..=b'r' | b'v'..=b'z'),
        [b'e', b'i', b'g', b'h', ..] => true,
        [b'e', b'l', b'f' | b'e', ..] => true,
        [b'f', b'i', b'v' | b'f', ..] => true,
        [b'f', b'o', b'u' | b'r', b'r' | b't', ..] => true,
        [b'f', b'u', b'e', b'n', ..] => true,
        [b'h', b'u', b'n', b'd', ..] => true,
        [b'n', b'e', b'u', b'n', ..] => true,
        [b'n', b'i', b'n', b'e', ..] => true,
        [b'n', b'u', b'l', b'l', ..] => true,
        [b'o', b'n', b'e', ..] => true,
        [b's', b'e', b'c', b'h', ..] => true,
        [b's', b'e', b'v', b'e', ..] => true,
        [b's', b'i', b'e', b'b', ..] => true,
        [b's', b'i', b'x', ..] => true,
        [b't', b'a', b'u', b's', ..] => true,
        [b't', b'e', b'n', ..] => true,
        [b't', b'h', b'i' | b'o' | b'r', b'e' | b'r' | b'u', ..] => true,
        [b't', b'w', b'e' | b'o', ..] => true,
        [b'v', b'i', b'e', b'r', ..] => true,
        [b'z', b'e', b'h' | b'r', ..] => true,
        [b'z', b'w', b'a' | b'e' | b'o', ..] => true,
        _ => false,
    }
}

/// An English number in one word, below a hundred.
pub(super) fn english(word: &str) -> Option<u64> {
    Some(match word.as_bytes() {
        b"zero" => 0,
        b"two" => 2,
        b"three" => 3,
        b"four" => 4,
        b"five" => 5,
        b"six" => 6,
        b"seven" => 7,
        b"eight" => 8,
        b"nine" => 9,
        b"ten" => 10,
        b"eleven" => 11,
        b"twelve" => 12,
        b"thirteen" => 13,
        b"fourteen" => 14,
        b"fifteen" => 15,
        b"sixteen" => 16,
        b"seventeen" => 17,
        b"eighteen" => 18,
        b"nineteen" => 19,
        b"twenty" => 20,
        b"thirty" => 30,
        b"forty" => 40,
        b"fifty" => 50,
        b"sixty" => 60,
        b"seventy" => 70,
        b"eighty" => 80,
        b"ninety" => 90,
        _ => return None,
    })
}

/// A German number in one word, below a million.
pub(super) fn german(word: &str) -> Option<u64> {
    if !(3..=MOST_LETTERS).contains(&word.len()) {
        return None;
    }
    if let Some((left, right)) = parted(word, "tausend") {
        let thousands = if left.is_empty() { 1 } else { below_thousand(left)? };
        return Some(thousands * 1000 + rest(right)?);
    }
    below_thousand(word)
}

/// What stands before and after a part of a word; words are too short to prepare a search.
fn parted<'w>(word: &'w str, part: &str) -> Option<(&'w str, &'w str)> {
    let at = word.as_bytes().windows(part.len()).position(|some| some == part.as_bytes())?;
    Some((word.get(..at)?, word.get(at + part.len()..)?))
}

fn below_thousand(word: &str) -> Option<u64> {
    match parted(word, "hundert") {
        Some((left, right)) => {
            let hundreds = if left.is_empty() { 1 } else { below_hundred(left)? };
            Some(hundreds * 100 + rest(right)?)
        }
        None => below_hundred(word),
    }
}

/// What follows a hundred or a thousand in the same word.
fn rest(word: &str) -> Option<u64> {
    let word = word.strip_prefix("und").unwrap_or(word);
    if word.is_empty() { Some(0) } else { below_thousand(word) }
}

fn below_hundred(word: &str) -> Option<u64> {
    const WHOLE: [(&str, u64); 15] = [
        ("null", 0),
        ("eins", 1),
        ("zehn", 10),
        ("elf", 11),
        ("zwoelf", 12),
        ("sechzehn", 16),
        ("siebzehn", 17),
        ("zwanzig", 20),
        ("dreissig", 30),
        ("vierzig", 40),
        ("fuenfzig", 50),
        ("sechzig", 60),
        ("siebzig", 70),
        ("achtzig", 80),
        ("neunzig", 90),
    ];
    const UNITS: [(&str, u64); 9] = [
        ("zwei", 2),
        ("zwo", 2),
        ("drei", 3),
        ("vier", 4),
        ("fuenf", 5),
        ("sechs", 6),
        ("sieben", 7),
        ("acht", 8),
        ("neun", 9),
    ];
    let whole = |word: &str| WHOLE.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    if let Some(value) = whole(word) {
        return Some(value);
    }
    if word == "ein" {
        return Some(1);
    }
    if let Some(tens) = word.strip_prefix("einund") {
        return whole(tens).filter(|tens| *tens >= 20).map(|tens| tens + 1);
    }
    let (unit, value) = UNITS.iter().find(|(unit, _)| word.starts_with(unit))?;
    match &word[unit.len()..] {
        "" => Some(*value),
        "zehn" => Some(10 + value),
        tens => {
            whole(tens.strip_prefix("und")?).filter(|tens| *tens >= 20).map(|tens| tens + value)
        }
    }
}
