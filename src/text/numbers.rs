//! Number words read as digits: "fünfhundert", "zwo", "null vier drei null", "twenty-one hundred", "oh four thirty".
//!
//! Works on folded words, German and English. The result is a second reading of the text, for patterns that ask for
//! digits; the first one stays as it is. "ein", "eine" and "one" alone stay words, because they are articles too.
//! Not here: what a number means.

use super::{Case, Folded, Span};

/// The folded text with its number words as digits; none where there is no number word.
#[must_use]
pub fn with_digits<'t>(folded: &Folded<'t>) -> Option<Folded<'t>> {
    let text = folded.as_str(Case::Any);
    let mut edits: Vec<(Span, String)> = Vec::new();
    let mut run: Vec<Token> = Vec::new();
    for word in words(text) {
        let follows = run.last().is_some_and(|last| &text[last.span.end..word.start] == " ");
        if !follows {
            settle(&mut run, &mut edits);
        }
        match token(word.of(text)) {
            Some(what) => run.push(Token { span: word, what }),
            None => settle(&mut run, &mut edits),
        }
    }
    settle(&mut run, &mut edits);
    (!edits.is_empty()).then(|| folded.with(&edits))
}

/// The runs of letters of a text; a word that touches digits or other signs stands for itself.
fn words(text: &str) -> impl Iterator<Item = Span> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let bytes = text.as_bytes();
        let start = from + bytes[from..].iter().position(u8::is_ascii_lowercase)?;
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        from = start + length;
        Some(Span::new(start, from))
    })
}

#[derive(Debug, Clone, Copy)]
struct Token {
    span: Span,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A number below 100, or a whole one in a word.
    Number(u64),
    /// "hundert", "thousand": what stands before is multiplied.
    Scale(u64),
    /// "oh": a zero, but only in front of a number.
    Oh,
    /// "one", "ein": a number only beside another.
    One,
    /// "and", "und": joins behind a hundred or thousand.
    And,
    /// "komma", "point": the decimals follow as digits.
    Point(char),
}

fn token(word: &str) -> Option<What> {
    Some(match word {
        "oh" => What::Oh,
        "one" | "ein" => What::One,
        "and" | "und" => What::And,
        "komma" => What::Point(','),
        "point" => What::Point('.'),
        "hundert" | "hundred" => What::Scale(100),
        "tausend" | "thousand" => What::Scale(1000),
        _ => What::Number(english(word).or_else(|| german(word))?),
    })
}

fn english(word: &str) -> Option<u64> {
    const WORDS: [(&str, u64); 27] = [
        ("zero", 0),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
    ];
    let known = (3..=9).contains(&word.len()).then_some(&WORDS)?;
    known.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// A German number in one word, below a million.
fn german(word: &str) -> Option<u64> {
    if !(3..=60).contains(&word.len()) {
        return None;
    }
    if let Some((left, right)) = word.split_once("tausend") {
        let thousands = if left.is_empty() { 1 } else { below_thousand(left)? };
        return Some(thousands * 1000 + rest(right)?);
    }
    below_thousand(word)
}

fn below_thousand(word: &str) -> Option<u64> {
    match word.split_once("hundert") {
        Some((left, right)) => {
            let hundreds = if left.is_empty() { 1 } else { below_hundred(left)? };
            Some(hundreds * 100 + rest(right)?)
        }
        None => below_hundred(word),
    }
}

/// What follows a hundred or a thousand in the same word.
fn rest(word: &str) -> Option<u64> {
    let word = word.strip_prefix("und").unwrap_or(word);
    if word.is_empty() { Some(0) } else { below_thousand(word) }
}

fn below_hundred(word: &str) -> Option<u64> {
    const WHOLE: [(&str, u64); 15] = [
        ("null", 0),
        ("eins", 1),
        ("zehn", 10),
        ("elf", 11),
        ("zwoelf", 12),
        ("sechzehn", 16),
        ("siebzehn", 17),
        ("zwanzig", 20),
        ("dreissig", 30),
        ("vierzig", 40),
        ("fuenfzig", 50),
        ("sechzig", 60),
        ("siebzig", 70),
        ("achtzig", 80),
        ("neunzig", 90),
    ];
    const UNITS: [(&str, u64); 9] = [
        ("zwei", 2),
        ("zwo", 2),
        ("drei", 3),
        ("vier", 4),
        ("fuenf", 5),
        ("sechs", 6),
        ("sieben", 7),
        ("acht", 8),
        ("neun", 9),
    ];
    let whole = |word: &str| WHOLE.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    if let Some(value) = whole(word) {
        return Some(value);
    }
    if word == "ein" {
        return Some(1);
    }
    if let Some(tens) = word.strip_prefix("einund") {
        return whole(tens).filter(|tens| *tens >= 20).map(|tens| tens + 1);
    }
    let (unit, value) = UNITS.iter().find(|(unit, _)| word.starts_with(unit))?;
    match &word[unit.len()..] {
        "" => Some(*value),
        "zehn" => Some(10 + value),
        tens => {
            whole(tens.strip_prefix("und")?).filter(|tens| *tens >= 20).map(|tens| tens + value)
        }
    }
}

/// Writes a run of number words as digits.
fn settle(run: &mut Vec<Token>, edits: &mut Vec<(Span, String)>) {
    let mut tokens = std::mem::take(run);
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
