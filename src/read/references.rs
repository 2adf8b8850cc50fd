//! Character references of HTML (`&uuml;`, `&#8211;`, `&#x2013;`), as captions and HTML in
//! Markdown use them.
//!
//! Not here: the other two thousand names of the HTML standard; such a reference stays as it
//! was written, and nothing is lost.

use memchr::memchr;

use crate::text::Span;

/// Names from U+00A0 to U+00FF in the order of their characters. HTML reads these even without
/// their semicolon.
const LATIN_1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
    "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
    "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute",
    "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute",
    "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute",
    "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil",
    "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
    "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
    "uuml", "yacute", "thorn", "yuml",
];

/// Other names that HTML reads without their semicolon.
const OLD: [(&str, char); 8] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("AMP", '&'),
    ("LT", '<'),
    ("GT", '>'),
    ("QUOT", '"'),
];

/// Names that need their semicolon.
const NEW: [(&str, char); 33] = [
    ("apos", '\''),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hyphen", '\u{2010}'),
    ("dash", '\u{2010}'),
    ("minus", '\u{2212}'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("bull", '•'),
    ("euro", '€'),
    ("trade", '™'),
    ("permil", '‰'),
    ("larr", '←'),
    ("rarr", '→'),
    ("num", '#'),
    ("colon", ':'),
    ("period", '.'),
    ("comma", ','),
    ("lowbar", '_'),
    ("sol", '/'),
    ("NewLine", '\n'),
];

/// What HTML makes of the numbers 128 to 159, which are Windows-1252 by custom.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Longest reference that is looked at, in bytes.
const LONGEST: usize = 16;

/// The character that the reference at the start of `text` stands for, and its length in bytes.
pub(super) fn reference(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number).map(|(c, length)| (c, length + 2));
    }
    let length = body.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let name = &body[..length];
    if body[length..].starts_with(';') {
        let found = old(name).or_else(|| NEW.iter().find(|(n, _)| *n == name).map(|(_, c)| *c));
        if let Some(c) = found {
            return Some((c, length + 2));
        }
    }
    // Without its semicolon the longest name counts that the letters start with.
    (2..=length).rev().find_map(|end| old(&name[..end]).map(|c| (c, end + 1)))
}

fn old(name: &str) -> Option<char> {
    let latin = LATIN_1.iter().position(|latin| *latin == name);
    let latin =
        latin.and_then(|at| u32::try_from(at).ok()).and_then(|at| char::from_u32(0xa0 + at));
    latin.or_else(|| OLD.iter().find(|(n, _)| *n == name).map(|(_, c)| *c))
}

/// The character of `8211;` or `x2013;` and its length; the semicolon may be missing.
fn numeric(text: &str) -> Option<(char, usize)> {
    let hex = text.starts_with(['x', 'X']);
    let skip = usize::from(hex);
    let digit = |byte: &u8| if hex { byte.is_ascii_hexdigit() } else { byte.is_ascii_digit() };
    let length = text.bytes().skip(skip).take_while(digit).count();
    if length == 0 {
        return None;
    }
    let digits = &text[skip..skip + length];
    let value = u32::from_str_radix(digits, if hex { 16 } else { 10 }).unwrap_or(u32::MAX);
    let c = match value {
        0 => '\u{fffd}',
        0x80..=0x9f => WINDOWS[(value - 0x80) as usize],
        value => char::from_u32(value).unwrap_or('\u{fffd}'),
    };
    let end = skip + length;
    Some((c, end + usize::from(text[end..].starts_with(';'))))
}

/// Cuts `span` of `source` into stretches that stand as they are and references:
/// `piece(stretch, none)` or `piece(stretch, character)`.
pub(super) fn pieces(source: &str, span: Span, mut piece: impl FnMut(Span, Option<char>)) {
    let mut from = span.start;
    let mut at = span.start;
    while let Some(found) = memchr(b'&', &source.as_bytes()[at..span.end]) {
        at += found;
        match reference(&source[at..span.end]) {
            Some((c, length)) => {
                if from < at {
                    piece(Span::new(from, at), None);
                }
                piece(Span::new(at, at + length), Some(c));
                at += length;
                from = at;
            }
            None => at += 1,
        }
    }
    if from < span.end {
        piece(Span::new(from, span.end), None);
    }
}

#[cfg(test)]
mod tests {
    use super::{pieces, reference};
    use crate::text::Span;

    #[test]
    fn references_by_name_and_number() {
        for (text, expected) in [
            ("&amp;", Some(('&', 5))),
            ("&ampel", Some(('&', 4))),
            ("&uuml;ber", Some(('ü', 6))),
            ("&szlig;", Some(('ß', 7))),
            ("&lrm;", Some(('\u{200e}', 5))),
            ("&lrm", None),
            ("&notin;", Some(('¬', 4))),
            ("&#228;", Some(('ä', 6))),
            ("&#xE4 ", Some(('ä', 5))),
            ("&#150;", Some(('–', 6))),
            ("&#99999999999999;", Some(('\u{fffd}', 17))),
            ("&#;", None),
            ("& so", None),
            ("&größe;", None),
        ] {
            assert_eq!(reference(text), expected, "{text}");
        }
    }

    #[test]
    fn the_table_of_latin_letters_is_in_order() {
        for (name, c) in [("&sect;", '§'), ("&Auml;", 'Ä'), ("&times;", '×'), ("&yuml;", 'ÿ')] {
            assert_eq!(reference(name).map(|(c, _)| c), Some(c), "{name}");
        }
    }

    #[test]
    fn pieces_cover_everything() {
        let source = "M&uuml;ller & S&ouml;hne";
        let mut read = String::new();
        pieces(source, Span::new(0, source.len()), |span, c| match c {
            Some(c) => read.push(c),
            None => read.push_str(span.of(source)),
        });
        assert_eq!(read, "Müller & Söhne");
    }
}
