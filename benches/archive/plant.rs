//! How a hit is written where it is planted: as in the rule, in capitals, with soft hyphens, full width and
//! so on. Which share each writing has is that of the workload; the recall is counted for each.

use unicode_normalization::UnicodeNormalization as _;

use crate::Chance;

/// One planted hit, in the order of the text.
pub(crate) struct Plant {
    pub(crate) rule: String,
    pub(crate) writing: &'static str,
    pub(crate) text: String,
}

/// Writes a hit in one of the ways, and says which.
pub(crate) fn vary(hit: &str, chance: &mut Chance) -> (&'static str, String) {
    let share = chance.unit();
    if share < 0.52 {
        return ("exact", hit.to_owned());
    } else if share < 0.67 {
        return ("upper", hit.to_uppercase());
    } else if share < 0.78 {
        return ("lower", hit.to_lowercase());
    } else if share < 0.84 && hit.contains(' ') {
        return ("nbsp", hit.replace(' ', "\u{A0}"));
    } else if share < 0.88 {
        return ("nfd", hit.nfd().collect());
    } else if share < 0.93
        && let Some(hyphened) = hyphened(hit, chance)
    {
        return ("shy", hyphened);
    } else if share < 0.95 {
        return ("wide", hit.chars().map(wide).collect());
    } else if share < 0.98 && hit.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü']) {
        return ("translit", transliterated(hit));
    }
    ("exact", hit.to_owned())
}

/// With a soft hyphen between two of six letters.
fn hyphened(hit: &str, chance: &mut Chance) -> Option<String> {
    let letters: Vec<(usize, char)> = hit.char_indices().collect();
    let inside = |six: &&[(usize, char)]| six.iter().all(|(_, c)| c.is_alphabetic());
    let places: Vec<usize> = letters.windows(6).filter(inside).map(|six| six[3].0).collect();
    let at = *places.get(chance.below(places.len()))?;
    Some(format!("{}\u{AD}{}", &hit[..at], &hit[at..]))
}

fn wide(c: char) -> char {
    match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn transliterated(hit: &str) -> String {
    let pairs = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "AE"), ("Ö", "OE"), ("Ü", "UE")];
    pairs.iter().fold(hit.to_owned(), |text, (letter, two)| text.replace(letter, two))
}
