//! Words as text and nothing else, where a format's readers act on marks: Markdown and XML.
//!
//! Not here: characters that steer a reader of plain text. They are made visible here too, by [`super::escape`].

use super::escape;

/// Words of the house, of a policy or of rules in Markdown: what would be a mark is none, and a word that GitHub
/// or GitLab would make a link, a mention or a number of an issue is code. A character entity does not
/// help there: mentions are looked for in what was rendered.
pub(super) fn markdown(text: &str) -> String {
    let words = escape::line(text);
    let words: Vec<String> = words
        .split(' ')
        .enumerate()
        .map(|(at, word)| if is_linked(word) { code(word) } else { plain(word, at == 0) })
        .collect();
    words.join(" ")
}

/// Words of the input in Markdown: a code span, in which nothing is a mark, a link or a mention.
pub(super) fn code(text: &str) -> String {
    let text = escape::line(text);
    if text.trim().is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    let edge = |c: char| c == '`' || c == ' ';
    let pad = if text.starts_with(edge) || text.ends_with(edge) { " " } else { "" };
    // A bar ends a cell even in code.
    format!("{fence}{pad}{}{pad}{fence}", text.replace('|', "\\|"))
}

/// `text` in an element or attribute of XML 1.0, which has no place for control characters at all.
pub(super) fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in escape::line(text).chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => safe.extend(character.escape_unicode()),
            _ => safe.push(character),
        }
    }
    safe
}

fn is_linked(word: &str) -> bool {
    let marks = word.contains(['@', '#']) || word.contains("://");
    let names = ["www.", "gh-", "mailto:"].iter();
    let lower = word.to_lowercase();
    let mut letters = word.trim_start_matches(['(', '"', '\'']).chars();
    let reference = letters.next().is_some_and(|c| "!&~%$^".contains(c))
        && letters.next().is_some_and(char::is_alphanumeric);
    marks || reference || names.clone().any(|name| lower.contains(name))
}

fn plain(word: &str, first: bool) -> String {
    let mut safe = String::with_capacity(word.len());
    let list = first && (word.starts_with(['-', '+', '=']) || is_number(word));
    for (at, character) in word.chars().enumerate() {
        let opens = list && (at == 0 && !character.is_ascii_digit() || ".)".contains(character));
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '>' | '|' | '~' | '$' | '^' => {
                safe.extend(['\\', character]);
            }
            _ if opens => safe.extend(['\\', character]),
            _ => safe.push(character),
        }
    }
    safe
}

/// "1." and "2)", which begin a list.
fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(['.', ')']);
    digits.len() < word.len() && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_none() {
        assert_eq!(markdown("a|b <i> *x* [y](z)"), "a\\|b &lt;i\\> \\*x\\* \\[y\\](z)");
        assert_eq!(markdown("- no list"), "\\- no list");
        assert_eq!(markdown("12. no list 3. either"), "12\\. no list 3. either");
        assert_eq!(markdown("# no heading"), "`#` no heading");
        assert_eq!(markdown("a\n# b"), "a `#` b");
    }

    #[test]
    fn links_and_mentions_are_code() {
        assert_eq!(markdown("see @all and #12, !3"), "see `@all` and `#12,` `!3`");
        assert_eq!(
            markdown("http://x.example www.x.example"),
            "`http://x.example` `www.x.example`"
        );
        assert_eq!(markdown("a: b, 100 % sure"), "a: b, 100 % sure");
    }

    #[test]
    fn code_holds_its_own_marks() {
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a|b\r\n\u{202e}<x>"), "`a\\|b  \\u{202e}<x>`");
        assert_eq!(code("\n"), "");
    }

    #[test]
    fn xml_has_no_control_characters() {
        assert_eq!(
            xml("<a b='\"'>&\u{1b}\u{ffff}\n"),
            "&lt;a b=&#39;&quot;&#39;&gt;&amp;\\u{1b}\\u{ffff} "
        );
    }
}
