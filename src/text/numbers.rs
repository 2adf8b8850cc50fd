//! Number words read as digits: "fünfhundert", "zwo", "null vier drei null", "twenty-one hundred", "oh four thirty".
//!
//! Works on folded words, German and English. The result is a second reading of the text, for patterns that ask for
//! digits; the first one stays as it is. "ein", "eine" and "one" alone stay words, because they are articles too.
//! Not here: what a number means.

use super::{Case, Folded, Span};
use words::{MOST_LETTERS, What, token};

pub use words::{Next, Sign, signs};

mod words;

/// Where number words stand in a folded text, and their digits, as [`Folded::with`] takes them. `starts` are the places
/// where one of the [`signs`] stands, in order; a place too many changes nothing, and one that is missing leaves its
/// words as they are.
#[must_use]
pub fn edits(folded: &Folded<'_>, starts: &[u32]) -> Vec<(Span, String)> {
    let text = folded.as_str(Case::Any);
    let starts = starts.iter().map(|start| *start as usize);
    let mut edits = Vec::new();
    let mut done = 0;
    for start in starts.filter(|start| text.is_char_boundary(*start)) {
        if start >= done {
            let run = run_around(text, start);
            done = run.last().map_or(done, |last| last.span.end);
            settle(run, &mut edits);
        }
    }
    edits
}

/// The number words around the one that starts at `start`, with one blank between each two; none if that is none.
fn run_around(text: &str, start: usize) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut run = Vec::new();
    let mut from = start;
    while let Some(token) = word_from(text, from) {
        let end = token.span.end;
        run.push(token);
        if bytes.get(end) != Some(&b' ') {
            break;
        }
        from = end + 1;
    }
    if run.is_empty() {
        return run;
    }
    let mut before = Vec::new();
    let mut start = start;
    while start > 1 && bytes[start - 1] == b' ' {
        let end = start - 1;
        let letters = bytes[..end].iter().rev().take(MOST_LETTERS + 1);
        start = end - letters.take_while(|byte| byte.is_ascii_lowercase()).count();
        let Some(token) = word_from(text, start) else { break };
        before.push(token);
    }
    before.reverse();
    before.append(&mut run);
    before
}

/// The number word that starts at `start`.
fn word_from(text: &str, start: usize) -> Option<Token> {
    let letters = text.as_bytes()[start..].iter().take(MOST_LETTERS + 1);
    let length = letters.take_while(|byte| byte.is_ascii_lowercase()).count();
    let span = Span::new(start, start + length);
    token(span.of(text)).map(|what| Token { span, what })
}

#[derive(Debug, Clone, Copy)]
struct Token {
    span: Span,
    what: What,
}

/// Writes a run of number words as digits.
fn settle(mut tokens: Vec<Token>, edits: &mut Vec<(Span, String)>) {
    // Most runs are one word.
    match tokens[..] {
        [] | [Token { what: What::One, .. }] => return,
        [Token { what: What::Number(number), span }] => {
            edits.push((span, number.to_string()));
            return;
        }
        _ => {}
    }
    // What only joins does not end a run.
    while matches!(tokens.last(), Some(Token { what: What::And | What::Point(_) | What::Oh, .. })) {
        tokens.pop();
    }
    let mut at = 0;
    while at < tokens.len() {
        if matches!(tokens[at].what, What::And | What::Point(_)) {
            at += 1;
            continue;
        }
        let start = at;
        let mut numbers: Vec<String> = Vec::new();
        while let Some((number, next)) = number(&tokens, at) {
            numbers.push(number);
            at = next;
        }
        if at == start {
            at += 1;
            continue;
        }
        let article = at - start == 1 && tokens[start].what == What::One;
        if !article {
            let span = Span::new(tokens[start].span.start, tokens[at - 1].span.end);
            edits.push((span, joined(&numbers)));
        }
    }
}

/// The number that begins at a token, and where the next may begin.
fn number(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let what = |at: usize| tokens.get(at).map(|token| token.what);
    if what(at)? == What::Oh {
        let (number, next) = number(tokens, at + 1)?;
        return Some((format!("0{number}"), next));
    }
    let (mut value, mut next) = below(tokens, at)?;
    for scale in [100, 1000] {
        if what(next) == Some(What::Scale(scale)) {
            (value, next) = (value * scale, next + 1);
            let joined = if what(next) == Some(What::And) { next + 1 } else { next };
            let more = below(tokens, joined).filter(|(more, _)| *more < scale && *more > 0);
            // "twenty one hundred thirty" is a time, "two thousand three hundred" a sum.
            if let Some((more, after)) = more {
                let hundreds = what(after) == Some(What::Scale(100)) && scale == 1000;
                let (more, after) = if hundreds { (more * 100, after + 1) } else { (more, after) };
                (value, next) = (value + more, after);
            }
        }
    }
    let mut text = value.to_string();
    if let Some(What::Point(sign)) = what(next) {
        let mut decimals = String::new();
        let mut after = next + 1;
        while let Some(What::Number(digit)) = what(after).filter(|_| decimals.len() < 4) {
            decimals.push_str(&digit.to_string());
            after += 1;
        }
        if !decimals.is_empty() {
            text = format!("{text}{sign}{decimals}");
            next = after;
        }
    }
    Some((text, next))
}

/// A number below a hundred (or a whole one in a word), "twenty one" among them.
fn below(tokens: &[Token], at: usize) -> Option<(u64, usize)> {
    let what = |at: usize| tokens.get(at).map(|token| token.what);
    let unit = |what: Option<What>| match what {
        Some(What::Number(unit @ 1..=9)) => Some(unit),
        Some(What::One) => Some(1),
        _ => None,
    };
    match what(at)? {
        What::Number(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) => match unit(what(at + 1)) {
            Some(unit) => Some((tens + unit, at + 2)),
            None => Some((tens, at + 1)),
        },
        What::Number(value) => Some((value, at + 1)),
        What::One => Some((1, at + 1)),
        // "hundert Mann", "tausend Schuss"
        What::Scale(_) => Some((1, at)),
        What::Oh | What::And | What::Point(_) => None,
    }
}

/// Numbers said one after the other: single digits are one number ("null vier drei null"), and so are an hour and
/// its minutes ("twenty three ten") and what begins with a zero ("null fünf hundert").
fn joined(numbers: &[String]) -> String {
    let digits = numbers.len() > 1 && numbers.iter().all(|number| number.len() == 1);
    let clock = match numbers {
        [hour, minute] => {
            let in_range = |text: &str, most: u8| text.parse::<u8>().is_ok_and(|n| n <= most);
            hour.len() == 2 && minute.len() == 2 && in_range(hour, 24) && in_range(minute, 59)
        }
        _ => false,
    };
    let zero = numbers.len() > 1 && numbers[0] == "0";
    numbers.join(if digits || clock || zero { "" } else { " " })
}

#[cfg(test)]
mod tests;
