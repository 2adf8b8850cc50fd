//! Number words one by one, German and English.
//!
//! Not here: what several of them say together ([`super`]).

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
        "and" | "und" => What::And,
        "komma" => What::Point(','),
        "point" => What::Point('.'),
        _ if ONES.contains(&word) => What::One,
        _ => match SCALES.iter().find(|(scale, _)| *scale == word) {
            Some((_, scale)) => What::Scale(*scale),
            None => What::Number(english(word).or_else(|| german(word))?),
        },
    })
}

/// What may stand behind the letters of a [`Sign`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// No small letter of ASCII.
    End,
    /// None, or one that another part of a number begins with: the letters.
    Part(&'static str),
    /// Anything.
    Any,
}

/// Letters with a blank at most that a number may begin with, where no small letter of ASCII stands before them.
pub type Sign = (String, Next);

/// What every run of number words that is read as digits has one of, so that only there is looked for them.
#[must_use]
pub fn signs() -> Vec<Sign> {
    let whole = ENGLISH.iter().chain(&SCALES).map(|(word, _)| ((*word).to_owned(), Next::End));
    let part = |(word, _): &(&str, u64)| ((*word).to_owned(), Next::Part(LATER));
    let begun = WHOLE.iter().chain(&UNITS).map(part);
    let joined = ["hundert", "tausend", "einhundert", "eintausend", "einund"];
    let open = joined.iter().map(|word| ((*word).to_owned(), Next::Any));
    // One of them alone is no number.
    let pairs = ONES
        .iter()
        .chain(["oh"].iter())
        .flat_map(|first| ONES.iter().map(move |second| (format!("{first} {second}"), Next::End)));
    whole.chain(begun).chain(open).chain(pairs).collect()
}

/// The letters that "und", "zehn", "zig", "hundert" and "tausend" begin with.
const LATER: &str = "uzht";
const ONES: [&str; 2] = ["one", "ein"];
const SCALES: [(&str, u64); 4] =
    [("hundert", 100), ("hundred", 100), ("tausend", 1000), ("thousand", 1000)];

/// English numbers in one word, below a hundred.
const ENGLISH: [(&str, u64); 27] = [
    ("zero", 0),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// An English number in one word, below a hundred.
fn english(word: &str) -> Option<u64> {
    ENGLISH.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// A German number in one word, below a million.
fn german(word: &str) -> Option<u64> {
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

/// German numbers in one word that no others are made of by rule, or that end others.
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
/// German numbers that others begin with.
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

fn below_hundred(word: &str) -> Option<u64> {
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
