//! What style sheets and style attributes say about words: that they are not seen, and words of their own.
//!
//! Not here: which elements a style sheet means. Words that one hides are read as words that are seen.

/// Whether a style attribute takes its element out of sight.
pub(super) fn hides(style: &str) -> bool {
    declarations(style).any(|(name, value)| match name.as_str() {
        "display" => value == "none",
        "visibility" => matches!(value.as_str(), "hidden" | "collapse"),
        "opacity" | "font-size" | "max-height" | "max-width" => is_nothing(&value),
        "mso-hide" => value == "all",
        "text-indent" | "left" | "top" | "margin-left" => is_far_off(&value),
        _ => false,
    })
}

/// What a style attribute says of its element being a block of its own, if anything.
pub(super) fn is_block(style: &str) -> Option<bool> {
    let (_, display) = declarations(style).find(|(name, _)| name == "display")?;
    match display.as_str() {
        "inline" | "inline-block" | "contents" => Some(false),
        "block" | "flex" | "grid" | "table" | "list-item" | "table-row" | "table-cell" => {
            Some(true)
        }
        _ => None,
    }
}

/// The value of one property of a style attribute, in small letters.
pub(super) fn value(style: &str, property: &str) -> Option<String> {
    declarations(style).find(|(name, _)| name == property).map(|(_, value)| value)
}

fn declarations(style: &str) -> impl Iterator<Item = (String, String)> {
    style.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim_end().to_owned();
        Some((name.trim().to_ascii_lowercase(), value))
    })
}

/// The number that a length starts with.
fn number(value: &str) -> Option<f64> {
    let end = value.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+'));
    value[..end.unwrap_or(value.len())].parse().ok()
}

fn is_nothing(value: &str) -> bool {
    number(value).is_some_and(|number| number <= 0.0)
}

fn is_far_off(value: &str) -> bool {
    number(value).is_some_and(|number| number <= -900.0)
}

/// The words of a style sheet: what it puts before and behind elements, and its comments.
pub(super) fn words(sheet: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = sheet;
    let mut is_content = false;
    while let Some(at) = rest.find(['"', '\'', '/', ';', '}', 'c', 'C']) {
        rest = &rest[at..];
        let first = rest.as_bytes()[0];
        let mut next = 1;
        if matches!(first, b'"' | b'\'') {
            let (string, length) = string(rest);
            if is_content {
                found.push(string);
            }
            next = length;
        } else if rest.starts_with("/*") {
            let end = rest.find("*/").unwrap_or(rest.len());
            found.push(rest[2..end.max(2)].to_owned());
            next = (end + 2).min(rest.len());
        } else if matches!(first, b';' | b'}') {
            is_content = false;
        } else if let Some("content") = rest.get(..7).map(str::to_ascii_lowercase).as_deref() {
            let behind = rest[7..].trim_start();
            is_content |= behind.starts_with(':');
            next = 7;
        }
        rest = &rest[next..];
    }
    found.retain(|words| words.contains(char::is_alphanumeric));
    found
}

/// A string of a style sheet without its quotes, its escapes resolved, and its length with them.
fn string(text: &str) -> (String, usize) {
    let mut out = String::new();
    let mut chars = text.char_indices().peekable();
    let quote = chars.next().map(|(_, quote)| quote);
    while let Some((at, c)) = chars.next() {
        if Some(c) == quote || c == '\n' {
            return (out, at + c.len_utf8());
        }
        if c != '\\' {
            out.push(c);
            continue;
        }
        let mut code = String::new();
        while let Some((_, digit)) = chars.next_if(|(_, c)| code.len() < 6 && c.is_ascii_hexdigit())
        {
            code.push(digit);
        }
        if code.is_empty() {
            // A line that is carried on, or the character itself.
            out.extend(chars.next().map(|(_, c)| c).filter(|&c| c != '\n'));
        } else {
            chars.next_if(|(_, c)| *c == ' ');
            out.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
        }
    }
    (out, text.len())
}

#[cfg(test)]
mod tests {
    use super::{hides, words};

    #[test]
    fn hidden_by_style() {
        for style in [
            "display:none",
            "color: red; DISPLAY : None !important",
            "visibility:hidden",
            "font-size:0px",
            "max-height:0;overflow:hidden",
            "mso-hide:all",
            "position:absolute;left:-9999px",
        ] {
            assert!(hides(style), "{style}");
        }
        for style in ["display:block", "font-size:0.8em", "left:-3px", "opacity:.5", "none"] {
            assert!(!hides(style), "{style}");
        }
    }

    #[test]
    fn words_of_style_sheets() {
        let sheet = "p.x::before { color: red; content: \"VS\\2013 NfD\" attr(x) ' \\dc bung' }
            q { quotes: '«' '»'; font-family: 'Arial' } /* alter Kopf */ a{content:'ä\";}b{}";
        assert_eq!(words(sheet), ["VS–NfD", " Übung", " alter Kopf ", "ä\";}b{}"]);
    }
}
