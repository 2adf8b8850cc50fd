//! Characters of symbol fonts, whose codes are no letters.

/// What a character of a font says: a letter, a mark that is ticked or not, or a dot for any other picture.
pub(super) fn symbol(font: &str, code: &str) -> char {
    let code = u32::from_str_radix(code, 16).unwrap_or_default();
    let font = font.to_lowercase();
    // Fonts of one byte stand in a private range.
    let plain = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    if ["wingdings", "webdings", "zapfdingbats", "mt extra", "marlett"]
        .iter()
        .any(|pictures| font.starts_with(pictures))
    {
        return match plain {
            0x6f | 0x71 | 0x72 | 0xa8 => '☐',
            0x78 | 0xfd | 0xfe | 0x53 | 0x54 | 0x51 | 0x52 => '☒',
            0xfc | 0x50 => '✓',
            0xfb | 0x4f => '✗',
            _ => '•',
        };
    }
    if font == "symbol" {
        return greek(plain);
    }
    char::from_u32(plain).filter(|c| !c.is_control()).unwrap_or('•')
}

/// The letters of the font "Symbol".
fn greek(code: u32) -> char {
    const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    let at = |letters: &str, first| letters.chars().nth((code - first) as usize);
    let letter = match code {
        0x41..=0x5a => at(CAPITALS, 0x41),
        0x61..=0x7a => at(SMALL, 0x61),
        0x20..=0x7e => char::from_u32(code),
        _ => None,
    };
    letter.unwrap_or('•')
}

#[cfg(test)]
mod tests {
    use super::symbol;

    #[test]
    fn symbols_are_no_letters() {
        assert_eq!(symbol("Wingdings", "F0FE"), '☒');
        assert_eq!(symbol("Wingdings 2", "F041"), '•');
        assert_eq!(symbol("Symbol", "F061"), 'α');
        assert_eq!(symbol("Arial", "00E4"), 'ä');
        assert_eq!(symbol("", "zz"), '•');
    }
}
