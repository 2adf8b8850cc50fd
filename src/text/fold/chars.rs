//! Characters one by one: what each folds to without its neighbours, and which leave no trace.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Whether a folded character belongs to a word.
#[must_use]
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Whether `c` is any of the dashes that fold to a blank.
#[must_use]
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '_' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
    )
}

/// Whether `c` leaves no trace on a page: soft hyphens, joiners, direction marks, tags.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The fold of a single character on its own, without its neighbours, capitals kept.
pub fn fold_char(c: char, out: &mut String) {
    match c {
        c if is_invisible(c) || is_combining_mark(c) => {}
        c if c.is_whitespace() || c.is_control() || is_dash(c) => out.push(' '),
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '´' | '`' | 'ʼ' | 'ʹ' => {
            out.push('\'')
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => out.push('"'),
        'ß' => out.push_str("ss"),
        'ẞ' => out.push_str("SS"),
        'æ' => out.push_str("ae"),
        'Æ' => out.push_str("AE"),
        'œ' => out.push_str("oe"),
        'Œ' => out.push_str("OE"),
        'ø' => out.push('o'),
        'Ø' => out.push('O'),
        'đ' | 'ð' => out.push('d'),
        'Đ' | 'Ð' => out.push('D'),
        'ł' => out.push('l'),
        'Ł' => out.push('L'),
        'ħ' => out.push('h'),
        'Ħ' => out.push('H'),
        'ı' => out.push('i'),
        'þ' => out.push_str("th"),
        'Þ' => out.push_str("TH"),
        'ς' => out.push('σ'),
        '⁄' => out.push('/'),
        '©' => out.push_str("(c)"),
        c => decomposed(c, out),
    }
}

/// NFKD without its marks, but with the umlauts of a, o and u written out.
fn decomposed(c: char, out: &mut String) {
    let mut base = None;
    decompose_compatible(c, |part| {
        if part == '\u{308}' && matches!(base, Some('a' | 'o' | 'u')) {
            out.push('e');
        } else if part == '\u{308}' && matches!(base, Some('A' | 'O' | 'U')) {
            out.push('E');
        } else if part.is_whitespace() || is_dash(part) {
            out.push(' ');
        } else if !is_combining_mark(part) && !is_invisible(part) {
            match part {
                '⁄' => out.push('/'),
                'ß' => out.push_str("ss"),
                'ς' => out.push('σ'),
                part => out.push(part),
            }
        }
        base = Some(part);
    });
}
