//! Headers and footers of sheets: words between codes (`&L&"Arial,Bold"&8VS-NfD&RSeite &P`).
//!
//! Not here: pictures in them, which are parts of the package.

use std::iter::Peekable;
use std::str::Chars;

/// The words of the left, middle and right of a header or footer, those that hold any. `sheet` stands where the
/// sheet's name does.
pub(in crate::read) fn words(codes: &str, sheet: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut rest = codes.chars().peekable();
    while let Some(c) = rest.next() {
        let words = match (c, parts.last_mut()) {
            (_, None) => break,
            ('&', Some(words)) => words,
            (_, Some(words)) => {
                words.push(c);
                continue;
            }
        };
        match rest.next().map(|code| code.to_ascii_uppercase()) {
            Some('L' | 'C' | 'R') => parts.push(String::new()),
            Some('&') => words.push('&'),
            Some('"') => while rest.next().is_some_and(|c| c != '"') {},
            Some('K') => colour(&mut rest),
            Some('A') => words.push_str(sheet),
            Some(digit) if digit.is_ascii_digit() => while digit_next(&mut rest) {},
            _ => {}
        }
    }
    parts.retain(|part| part.contains(char::is_alphanumeric));
    parts
}

fn digit_next(rest: &mut Peekable<Chars<'_>>) -> bool {
    rest.next_if(char::is_ascii_digit).is_some()
}

/// Six digits of a colour, or two of a theme's colour with a shade (`&K01+000`).
fn colour(rest: &mut Peekable<Chars<'_>>) {
    for _ in 0..6 {
        if rest.next_if(|&c| c.is_ascii_hexdigit() || c == '+' || c == '-').is_none() {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn codes_are_no_words() {
        for (codes, parts) in [
            ("&L&\"Arial,Bold\"&8VS-NfD&CSeite &P von &N&R&D", vec!["VS-NfD", "Seite  von "]),
            ("&C&K01+000VS &K00B050NfD", vec!["VS NfD"]),
            ("A && B &A", vec!["A & B Lage"]),
            ("&C&G", vec![]),
            ("&\"Arial", vec![]),
            ("VS-NfD&", vec!["VS-NfD"]),
            ("", vec![]),
        ] {
            assert_eq!(words(codes, "Lage"), parts, "{codes}");
        }
    }
}
