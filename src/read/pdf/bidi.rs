//! Text that runs from right to left, from the order in which it is seen to the order in which it is read.
//!
//! Signs come in the order in which they are seen. Not here: the whole of Unicode's algorithm; numbers and words of the
//! other direction keep theirs, and that is all that finding words needs.

/// Whether any of these words runs from right to left.
pub(super) fn is_needed(words: &[String]) -> bool {
    words.iter().any(|word| word.chars().any(is_right_to_left))
}

/// The words of a line in the order in which they are read.
pub(super) fn logical(words: Vec<String>) -> String {
    let turned: Vec<(bool, String)> = words
        .into_iter()
        .map(|word| {
            let is_turned = word.chars().any(is_right_to_left);
            (is_turned, if is_turned { reversed(&word) } else { word })
        })
        .collect();
    let strong = |word: &(bool, String)| word.0 || word.1.chars().any(char::is_alphabetic);
    let backwards = turned.iter().filter(|word| word.0).count();
    let line_is_turned = backwards * 2 > turned.iter().filter(|word| strong(word)).count();
    // Runs of words of the direction that the line has not stay as they are.
    let mut runs: Vec<(bool, Vec<String>)> = Vec::new();
    for (is_turned, word) in turned {
        match runs.last_mut() {
            Some((direction, run)) if *direction == is_turned => run.push(word),
            _ => runs.push((is_turned, vec![word])),
        }
    }
    if line_is_turned {
        runs.reverse();
    }
    for (is_turned, run) in &mut runs {
        if *is_turned {
            run.reverse();
        }
    }
    runs.into_iter().flat_map(|(_, run)| run).collect::<Vec<_>>().join(" ")
}

/// A word from back to front; digits and Latin letters in it keep their order.
fn reversed(word: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut keeps = false;
    for c in word.chars() {
        let keep = c.is_ascii_alphanumeric() || is_digit(c);
        match parts.last_mut() {
            Some(part) if keep && keeps => part.push(c),
            _ => parts.push(c.to_string()),
        }
        keeps = keep;
    }
    parts.reverse();
    parts.concat()
}

fn is_digit(c: char) -> bool {
    matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

/// Hebrew, Arabic and their neighbours, and the forms in which fonts hold them.
fn is_right_to_left(c: char) -> bool {
    let letter = matches!(
        c,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
    );
    letter && !is_digit(c)
}

#[cfg(test)]
mod tests {
    use super::logical;

    #[test]
    fn lines_are_read_in_order() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(logical(words("2024 םולש")), "שלום 2024");
        assert_eq!(logical(words("see םולש ,here")), "see שלום ,here");
        assert_eq!(logical(words("בג דוב CD AB זה")), "הז CD AB בוד גב");
    }
}
