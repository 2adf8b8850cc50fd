//! Numbers of lists as programs write them: roman, and letters in the two ways in which they go on after z.
//!
//! Not here: reading such numbers ([`crate::text::numbering`]).

/// The largest number that anybody writes in another way than with digits.
const MOST: u32 = 3999;
/// How often one letter is repeated at most ("AAA").
const REPEATS: u32 = 30;

/// Roman digits in capitals; digits where there are none.
pub(super) fn roman(number: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=MOST).contains(&number) {
        return number.to_string();
    }
    let (mut left, mut roman) = (number, String::new());
    for (value, digit) in DIGITS {
        roman.push_str(&digit.repeat((left / value) as usize));
        left %= value;
    }
    roman
}

/// "A" to "Z", then "AA", "AB", as browsers and OpenDocument count; digits where there are none.
pub(super) fn letters(number: u32) -> String {
    let (mut left, mut letters) = (number, Vec::new());
    while let Some(at) = left.checked_sub(1) {
        letters.push(letter(at % 26));
        left = at / 26;
    }
    if letters.is_empty() { number.to_string() } else { letters.iter().rev().collect() }
}

/// "A" to "Z", then "AA", "BB", as the programs of Office count; digits where nobody would count the letters.
pub(super) fn repeated_letters(number: u32) -> String {
    let Some(at) = number.checked_sub(1).filter(|at| at / 26 < REPEATS) else {
        return number.to_string();
    };
    letter(at % 26).to_string().repeat(at as usize / 26 + 1)
}

/// The letter at a place of the alphabet, from 0.
fn letter(at: u32) -> char {
    char::from_u32(u32::from(b'A') + at).unwrap_or('?')
}

#[cfg(test)]
mod tests {
    use super::{letters, repeated_letters, roman};

    #[test]
    fn numbers_are_written_as_programs_count() {
        assert_eq!([1, 4, 1994, 3999].map(roman), ["I", "IV", "MCMXCIV", "MMMCMXCIX"]);
        assert_eq!([0, 4000].map(roman), ["0", "4000"]);
        assert_eq!([1, 26, 27, 28, 703].map(letters), ["A", "Z", "AA", "AB", "AAA"]);
        assert_eq!([1, 26, 27, 28, 53].map(repeated_letters), ["A", "Z", "AA", "BB", "AAA"]);
        assert_eq!([0, u32::MAX].map(repeated_letters), ["0", "4294967295"]);
        assert_eq!(letters(0), "0");
    }
}
