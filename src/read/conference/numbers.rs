//! Telephone numbers and addresses of video systems in a line.
//!
//! Not here: whether one dials in by them; the words around say that.

/// Fewest and most digits of a number that one can dial from anywhere.
const DIGITS: std::ops::RangeInclusive<usize> = 6..=15;

/// All telephone numbers in a line, with pauses and codes behind them ("+49 30 1234567,,123456#").
pub(super) fn all(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = line.get(at..).and_then(|rest| rest.find(starts)).map(|n| n + at) {
        let before = line[..start].chars().next_back();
        let end = start + length(&line[start..]);
        let free = !before.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '.' | '/' | '@' | '=' | '-' | '_' | '%')
        });
        let number = &line[start..end];
        if free && is_number(number, &line[end..]) {
            found.push(number.trim_end_matches([' ', '-', '/', '(', '.', ',', ';']));
        }
        at = end.max(start + 1);
    }
    found
}

fn starts(c: char) -> bool {
    c.is_ascii_digit() || c == '+' || c == '('
}

/// How far it goes: digits with what stands between them, and pauses with codes.
fn length(text: &str) -> usize {
    let inner = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '+' | '('
                    | ')'
                    | '-'
                    | '/'
                    | '.'
                    | ' '
                    | '\u{a0}'
                    | ','
                    | ';'
                    | '#'
                    | '*'
                    | '\u{2011}'
                    | '\u{2013}'
            )
    };
    let end = text.find(|c| !inner(c)).unwrap_or(text.len());
    // ", " and "; " end a number: another one or a word follows.
    let cut = [", ", "; ", ". "].iter().filter_map(|stop| text[..end].find(stop)).min();
    cut.unwrap_or(end).max(1)
}

/// Whether it is a number as one dials it: from abroad or with an area code; no date, no time, no id.
fn is_number(text: &str, after: &str) -> bool {
    let number = text.split([',', ';', '#', '*']).next().unwrap_or_default().trim();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let bare = number.trim_start_matches('(');
    let from_abroad = bare.starts_with('+') || bare.starts_with("00");
    let with_area = bare.starts_with('0') || (dials_on(text) && bare.starts_with('1'));
    let north_american = american(number);
    DIGITS.contains(&digits)
        && (from_abroad || with_area || north_american)
        // "01.12.2026" and "0.123456" are none; neither is the start of a time.
        && (from_abroad || !number.contains('.'))
        && (from_abroad || !after.starts_with(':'))
}

/// "1-888-555-0100" and "(888) 555-0100".
fn american(number: &str) -> bool {
    let groups: Vec<&str> =
        number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    matches!(lengths.as_slice(), [1, 3, 3, 4]) && groups.first() == Some(&"1")
        || (number.starts_with('(') && matches!(lengths.as_slice(), [3, 3, 4]))
}

/// Whether a number goes on to a conference by itself: pauses and then a code.
pub(super) fn dials_on(number: &str) -> bool {
    let after = number.split_once([',', ';', 'p', 'x']).map(|(_, after)| after);
    let code = after.map(|after| after.trim_start_matches([',', ';', '#', '*', 'p', 'w', 'x']));
    code.is_some_and(|code| code.bytes().take_while(u8::is_ascii_digit).count() >= 3)
}

/// Addresses of video systems: "12345@example.org", "192.0.2.10", "192.0.2.10##12345".
pub(super) fn systems(line: &str) -> Vec<&str> {
    let ends = |c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | ',' | ';' | '[' | ']' | '|')
    };
    let words = || line.split(ends).filter(|word| word.contains(char::is_alphanumeric));
    // In a sentence, a word with "@" may be the mail address of whoever helps.
    let is_label = words().take(WORDS + 1).count() <= WORDS;
    let words = words().map(|word| word.trim_end_matches(['.', ':', '!', '?']));
    words.filter(|word| is_system(word, is_label)).collect()
}

/// Most words of a line that is a label with an address.
const WORDS: usize = 3;

fn is_system(word: &str, is_label: bool) -> bool {
    let word = word.split("##").next().unwrap_or(word);
    match word.rsplit_once('@') {
        Some((user, host)) => {
            let named = is_label || user.bytes().any(|b| b.is_ascii_digit());
            !user.is_empty() && named && (host.contains('.') || is_ip(host))
        }
        None => is_ip(word),
    }
}

fn is_ip(word: &str) -> bool {
    word.parse::<std::net::Ipv4Addr>().is_ok()
}
