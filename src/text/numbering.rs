//! Agenda numbering: what at the start of a line is a label, and what is the item itself.
//!
//! The readers use it to find agenda items, the scanner to see that "TOP 4 (GEHEIM)" stands at the
//! start of its line. Not here: whether a heading is an item, which the reader of the format decides.

/// Words that stand before an item's number, folded.
const LABEL_WORDS: [&str; 11] = [
    "top",
    "tagesordnungspunkt",
    "punkt",
    "pkt",
    "ziffer",
    "item",
    "agenda item",
    "point",
    "nr",
    "no",
    "zu top",
];

/// The agenda label that `line` starts with, as written and trimmed, and the rest of the line.
///
/// Labels are `1.`, `2)`, `3.1`, `TOP 4`, `TOP 4:`, `Item 5 -`, `Punkt 6`, `IV.`, `a)`, after list
/// markers and decoration (`-`, `*`, `#`, `|`, `>`, `**`). A bare number without a mark ("40 men") is none.
#[must_use]
pub fn label(line: &str) -> Option<(&str, &str)> {
    let trimmed = skip_decoration(line);
    if !may_start_label(trimmed.as_bytes()) {
        return None;
    }
    if let Some(rest) = after_word(trimmed) {
        let number = number_length(rest)?;
        let label_end = trimmed.len() - rest.len() + number;
        return Some((trimmed[..label_end].trim(), after_mark(&trimmed[label_end..])));
    }
    let number = enumerator_length(trimmed)?;
    let rest = &trimmed[number..];
    let mark = rest.chars().next()?;
    let dotted = trimmed[..number].contains('.');
    match mark {
        '.' | ')' | ':' => {
            let after = &rest[mark.len_utf8()..];
            (after.is_empty() || after.starts_with([' ', '\t', '\u{a0}', '*', '_']))
                .then(|| (&trimmed[..number], after_mark(after)))
        }
        ' ' | '\t' if dotted => Some((&trimmed[..number], after_mark(rest))),
        _ => None,
    }
}

/// Whether a label may start like this. Most lines start with a word that starts no label.
fn may_start_label(text: &[u8]) -> bool {
    let small = |at: usize| text.get(at).map_or(0, u8::to_ascii_lowercase);
    match (small(0), small(1)) {
        (b'0'..=b'9', _) => true,
        // A letter alone, and Roman numbers.
        (b'a'..=b'z', second) if !second.is_ascii_alphabetic() => true,
        (b'i' | b'v' | b'x', b'i' | b'v' | b'x') => true,
        (first, second) => {
            LABEL_WORDS.iter().any(|word| word.as_bytes().starts_with(&[first, second]))
        }
    }
}

/// `line` without its leading list markers, quote signs and emphasis.
fn skip_decoration(line: &str) -> &str {
    line.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '*' | '#' | '|' | '>' | '_' | '•' | '+' | '–')
    })
}

/// The rest behind a label word ("TOP ", "Item "), which a number must follow.
fn after_word(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphabetic() && c != ' ').unwrap_or(text.len());
    let word = text[..end].trim_end();
    let known = LABEL_WORDS.iter().any(|label| word.eq_ignore_ascii_case(label));
    known.then(|| text[word.len()..].trim_start_matches(['.', ' ', '\u{a0}', '#']))
}

/// Bytes of a number such as `4`, `3.1` or `12a` at the start.
fn number_length(text: &str) -> Option<usize> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let number = text[..digits].trim_end_matches('.');
    if number.is_empty() || number.len() > 8 || !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let letter = text[number.len()..].chars().next().filter(char::is_ascii_lowercase);
    let alone = !text[number.len()..].chars().nth(1).is_some_and(char::is_alphanumeric);
    Some(number.len() + usize::from(letter.is_some() && alone))
}

/// Bytes of `1`, `3.1`, `IV` or `a` at the start.
fn enumerator_length(text: &str) -> Option<usize> {
    if let Some(number) = number_length(text) {
        return (number <= 6).then_some(number);
    }
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let word = &text[..end];
    let roman = word.len() <= 5 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let letter = word.len() == 1;
    (!word.is_empty() && (roman || letter)).then_some(end)
}

fn after_mark(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | ':' | '-' | '–'))
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn labels_of_agendas() {
        for (line, expected) in [
            ("1. Opening", Some(("1", "Opening"))),
            ("## TOP 4 (GEHEIM) Anbindung", Some(("TOP 4", "(GEHEIM) Anbindung"))),
            ("- 2) Lage", Some(("2", "Lage"))),
            ("3.1 Budget", Some(("3.1", "Budget"))),
            ("**1. Previous minutes.** Accepted", Some(("1", "Previous minutes.** Accepted"))),
            ("IV. Ausblick", Some(("IV", "Ausblick"))),
            ("Item 5: AOB", Some(("Item 5", "AOB"))),
            ("40 men", None),
            ("2026-03-12", None),
            ("Topologie 4", None),
            ("", None),
            ("1.5 percent", Some(("1.5", "percent"))),
        ] {
            assert_eq!(label(line), expected, "{line}");
        }
    }
}
