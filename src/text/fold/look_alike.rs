//! Letters of other scripts that look like Latin ones.
//!
//! Only used inside words that also have Latin letters; a Russian word stays Russian. The pairs are
//! the letter-shaped rows of Unicode's confusables table (UTS 39) for Greek, Cyrillic and Armenian.

/// The Latin letter that `c` looks like.
pub(super) fn latin(c: char) -> Option<char> {
    let latin = match c {
        'а' => 'a',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'с' | 'ϲ' => 'c',
        'С' | 'Ϲ' => 'C',
        'ԁ' => 'd',
        'е' | 'є' => 'e',
        'Е' | 'Ε' => 'E',
        'ғ' => 'f',
        'Ϝ' => 'F',
        'ɡ' | 'ց' => 'g',
        'Ԍ' => 'G',
        'һ' | 'հ' => 'h',
        'Н' | 'Η' => 'H',
        'і' | 'ι' | 'ӏ' => 'i',
        'І' | 'Ι' | 'Ӏ' => 'I',
        'ј' | 'ϳ' => 'j',
        'Ј' | 'Ϳ' => 'J',
        'к' | 'κ' => 'k',
        'К' | 'Κ' => 'K',
        'ⅼ' => 'l',
        'м' => 'm',
        'М' | 'Μ' | 'Ϻ' => 'M',
        'п' | 'ո' => 'n',
        'Ν' => 'N',
        'о' | 'ο' | 'օ' => 'o',
        'О' | 'Ο' | 'Օ' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'ԛ' => 'q',
        'Ԛ' => 'Q',
        'г' => 'r',
        'ѕ' => 's',
        'Ѕ' | 'Տ' => 'S',
        'т' | 'τ' => 't',
        'Т' | 'Τ' => 'T',
        'υ' | 'ս' => 'u',
        'Ս' => 'U',
        'ν' | 'ѵ' => 'v',
        'Ѵ' => 'V',
        'ԝ' | 'ω' => 'w',
        'Ԝ' => 'W',
        'х' | 'χ' => 'x',
        'Х' | 'Χ' => 'X',
        'у' | 'γ' => 'y',
        'У' | 'Υ' | 'Ү' => 'Y',
        'ᴢ' => 'z',
        'Ζ' => 'Z',
        _ => return None,
    };
    Some(latin)
}

/// The Cyrillic letter that looks like the Latin letter `c`, if there is one.
#[must_use]
pub fn look_alike_of(c: char) -> Option<char> {
    ('\u{400}'..='\u{52f}').find(|&other| latin(other) == Some(c))
}
