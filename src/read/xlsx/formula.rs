//! Words in formulas: what stands between quotation marks.
//!
//! Not here: results, which the cell holds, and names, which the workbook lists.

/// The texts in a formula that hold a letter or digit. Quotation marks in the quoted name of a sheet start none.
pub(super) fn literals(formula: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = formula.chars().peekable();
    while let Some(mark) = rest.next() {
        if mark != '"' && mark != '\'' {
            continue;
        }
        let mut text = String::new();
        while let Some(c) = rest.next() {
            // A doubled mark is one that stands in the text.
            if c == mark && rest.next_if_eq(&mark).is_none() {
                break;
            }
            text.push(c);
        }
        if mark == '"' && text.contains(char::is_alphanumeric) {
            found.push(text);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::literals;

    #[test]
    fn quoted_words_are_found() {
        assert_eq!(literals(r#"IF(A1>3,"VS-NfD","offen")"#), ["VS-NfD", "offen"]);
        assert_eq!(literals(r#""Er sagte ""nein""."&B2&" ""#), ["Er sagte \"nein\"."]);
        assert_eq!(literals(r#"'Blatt "x"'!A1&"y""#), ["y"]);
        assert_eq!(literals(r#"'It''s'!A1&"offen"#), ["offen"]);
        assert_eq!(literals("SUM(A1:A3)"), [""; 0]);
    }
}
