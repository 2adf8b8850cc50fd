//! Folding of a regular expression, and the texts that every match of it must hold.
//!
//! The expression is folded as a parsed tree, never as text: lower-casing its source would turn `\S` into `\s`.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{
    Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Literal, Look, Repetition,
};

use super::PatternError;
use crate::text::Case;
use crate::text::fold::{fold_char, is_dash, is_word};

/// Classes with more characters beyond ASCII than this stand for all characters beyond ASCII.
const SMALL_CLASS: usize = 64;
/// States of an engine that fit into a tenth of what it may take.
const SMALL_EXPRESSION: u64 = 50_000;
/// Most texts of which one is needed.
const MOST_TEXTS: usize = 64;
/// Fewest bytes of such a text.
const SHORTEST_TEXT: usize = 2;

/// Parses and folds `expression`; asks for word edges where it begins or ends with a letter or digit.
pub(super) fn prepare(expression: &str, case: Case) -> Result<Hir, PatternError> {
    if expression.contains("(?i") {
        let instead = (
            "matching ignores case already; `case: exact` heeds it",
            "die Suche achtet ohnehin nicht auf Großschreibung; `case: exact` achtet auf sie",
        );
        return Err(PatternError::Unsupported { what: "(?i)", instead });
    }
    let parsed = ParserBuilder::new().nest_limit(64).build().parse(expression);
    let hir = parsed.map_err(|error| PatternError::Syntax(one_line(&error.to_string())))?;
    let folded = fold(&hir, case)?;
    if folded.properties().minimum_len().unwrap_or(0) == 0 {
        return Err(PatternError::MatchesEmpty);
    }
    Ok(with_edges(folded))
}

/// The last lines of a syntax error point into the pattern; reports want one line.
fn one_line(error: &str) -> String {
    let last = error.lines().rev().find_map(|line| line.strip_prefix("error: "));
    last.unwrap_or(error).to_owned()
}

fn fold(hir: &Hir, case: Case) -> Result<Hir, PatternError> {
    let folded = match hir.kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => fold_literal(literal, case),
        HirKind::Class(class) => fold_class(class, case),
        HirKind::Look(look) => return fold_look(*look),
        HirKind::Repetition(repetition) => {
            let sub = grouped(fold(&repetition.sub, case)?);
            Hir::repetition(Repetition { sub: Box::new(sub), ..repetition.clone() })
        }
        HirKind::Capture(capture) => {
            let sub = Box::new(fold(&capture.sub, case)?);
            Hir::capture(Capture { sub, ..capture.clone() })
        }
        HirKind::Concat(parts) => {
            Hir::concat(parts.iter().map(|part| fold(part, case)).collect::<Result<_, _>>()?)
        }
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.iter().map(|part| fold(part, case)).collect::<Result<_, _>>()?)
        }
    };
    Ok(folded)
}

/// A repetition in a group of its own. It is written down and read again, and `(?:[0-9]{4})?` would be written as
/// `[0-9]{4}?`, which is something else.
fn grouped(hir: Hir) -> Hir {
    match hir.kind() {
        HirKind::Repetition(_) => {
            Hir::capture(Capture { index: 1, name: None, sub: Box::new(hir) })
        }
        _ => hir,
    }
}

/// A dash in a pattern is a dash, a blank or nothing; everything else is folded as text is.
fn fold_literal(literal: &Literal, case: Case) -> Hir {
    let text = String::from_utf8_lossy(&literal.0);
    let mut parts = Vec::new();
    let mut run = String::new();
    for c in text.chars() {
        if is_dash(c) {
            parts.push(Hir::literal(std::mem::take(&mut run).into_bytes()));
            let blank = Box::new(Hir::literal(*b" "));
            parts.push(Hir::repetition(Repetition {
                min: 0,
                max: Some(1),
                greedy: true,
                sub: blank,
            }));
        } else {
            fold_cased(c, case, &mut run);
        }
    }
    parts.push(Hir::literal(run.into_bytes()));
    Hir::concat(parts)
}

fn fold_cased(c: char, case: Case, out: &mut String) {
    if let Some(same) = plain(c, case) {
        out.push(same);
        return;
    }
    match case {
        Case::Exact => fold_char(c, out),
        Case::Any => {
            let mut folded = String::new();
            fold_char(c, &mut folded);
            out.extend(folded.chars().flat_map(char::to_lowercase));
        }
    }
}

/// What a letter or digit of ASCII folds to, of which most patterns are made.
fn plain(c: char, case: Case) -> Option<char> {
    c.is_ascii_alphanumeric().then(|| match case {
        Case::Exact => c,
        Case::Any => c.to_ascii_lowercase(),
    })
}

/// The folds of the class's characters: single ones as a class, longer ones ("ae") beside it.
///
/// A blank is in the folded class if it was in the class, or if the class is one of punctuation with a dash
/// in it (`[-–/]`). Otherwise `\w` (which has `_`), `[^,]` and `[a-z-]` would run over the end of a word.
fn fold_class(class: &Class, case: Case) -> Hir {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|r| (r.start(), r.end())).collect(),
        Class::Bytes(class) => {
            class.iter().map(|r| (char::from(r.start()), char::from(r.end()))).collect()
        }
    };
    let has = |c: char| ranges.iter().any(|&(start, end)| start <= c && c <= end);
    let beyond: usize = ranges.iter().map(|&(start, end)| beyond_ascii(start, end)).sum();
    let large = beyond > SMALL_CLASS;
    let chars = || {
        let limit = if large { '\u{7f}' } else { char::MAX };
        ranges.iter().flat_map(move |&(start, end)| start..=end.min(limit)).filter(|&c| c != '\n')
    };
    let blank = has(' ') || (!large && !chars().any(is_word));
    let mut single = ClassUnicode::empty();
    let mut long: Vec<String> = Vec::new();
    // Of the digits of all scripts (`\d`) those that fold leaves are ASCII.
    let digits = has('0') && chars().all(|c| c.is_ascii_digit());
    if large && !digits {
        single.push(ClassUnicodeRange::new('\u{80}', char::MAX));
    }
    for c in chars() {
        if let Some(same) = plain(c, case) {
            single.push(ClassUnicodeRange::new(same, same));
            continue;
        }
        let mut folded = String::new();
        fold_cased(c, case, &mut folded);
        let mut folds = folded.chars();
        match (folds.next(), folds.next()) {
            (Some(' '), None) if !blank => {}
            (Some(only), None) => single.push(ClassUnicodeRange::new(only, only)),
            (Some(_), Some(_)) => long.push(folded),
            _ => {}
        }
    }
    long.sort();
    long.dedup();
    let mut parts: Vec<Hir> =
        long.into_iter().map(|text| Hir::literal(text.into_bytes())).collect();
    parts.push(Hir::class(Class::Unicode(single)));
    Hir::alternation(parts)
}

fn beyond_ascii(start: char, end: char) -> usize {
    (u32::from(end) as usize + 1).saturating_sub((u32::from(start) as usize).max(0x80))
}

/// Word boundaries become ASCII ones, which are right on folded Latin text; line anchors have no meaning there.
fn fold_look(look: Look) -> Result<Hir, PatternError> {
    let boundary = match look {
        Look::WordUnicode | Look::WordAscii => Look::WordAscii,
        Look::WordStartUnicode | Look::WordStartAscii => Look::WordStartAscii,
        Look::WordEndUnicode | Look::WordEndAscii => Look::WordEndAscii,
        Look::WordStartHalfUnicode | Look::WordStartHalfAscii => Look::WordStartHalfAscii,
        Look::WordEndHalfUnicode | Look::WordEndHalfAscii => Look::WordEndHalfAscii,
        Look::WordUnicodeNegate | Look::WordAsciiNegate => Look::WordAsciiNegate,
        _ => {
            let instead = (
                "say where on its line a hit must stand with `at: [line-start, line-end, line]`",
                "wo in der Zeile ein Treffer stehen muss, sagt `at: [line-start, line-end, line]`",
            );
            return Err(PatternError::Unsupported { what: "^ or $", instead });
        }
    };
    Ok(Hir::look(boundary))
}

/// The expression with half word boundaries where it begins or ends with a word character.
fn with_edges(hir: Hir) -> Hir {
    let mut parts = Vec::new();
    if touches_word(&hir, true) {
        parts.push(Hir::look(Look::WordStartHalfAscii));
    }
    let end = touches_word(&hir, false);
    parts.push(hir);
    if end {
        parts.push(Hir::look(Look::WordEndHalfAscii));
    }
    Hir::concat(parts)
}

/// Whether the first (or last) character of a match is always a word character.
fn touches_word(hir: &Hir, first: bool) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => false,
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            let c = if first { text.chars().next() } else { text.chars().next_back() };
            c.is_some_and(is_word)
        }
        HirKind::Class(Class::Unicode(class)) => {
            // Beyond ASCII a class is either a few letters or everything; the code checks those edges.
            let wordy = |c: char| !c.is_ascii() || is_word(c);
            class.iter().all(|range| wordy(range.start()) && wordy(range.end()))
        }
        HirKind::Class(Class::Bytes(_)) => false,
        HirKind::Repetition(repetition) => touches_word(&repetition.sub, first),
        HirKind::Capture(capture) => touches_word(&capture.sub, first),
        HirKind::Concat(parts) => {
            let part = if first { parts.first() } else { parts.last() };
            part.is_some_and(|part| touches_word(part, first))
        }
        HirKind::Alternation(parts) => parts.iter().all(|part| touches_word(part, first)),
    }
}

/// Whether an expression is so small that its engine is within every limit, and need not be compiled to know.
pub(super) fn is_small(hir: &Hir) -> bool {
    weight(hir) < SMALL_EXPRESSION
}

/// About how many states its engine has, rather too many than too few.
fn weight(hir: &Hir) -> u64 {
    let sum = |parts: &[Hir]| parts.iter().map(weight).fold(0, u64::saturating_add);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len() as u64,
        // A range beyond ASCII takes some sequences of up to four bytes.
        HirKind::Class(Class::Unicode(class)) => class.ranges().len() as u64 * 16,
        HirKind::Class(Class::Bytes(class)) => class.ranges().len() as u64,
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min.saturating_add(1)).max(1);
            weight(&repetition.sub).saturating_add(2).saturating_mul(u64::from(times))
        }
        HirKind::Capture(capture) => weight(&capture.sub).saturating_add(2),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            sum(parts).saturating_add(parts.len() as u64)
        }
    }
}

/// Texts of which at least one is part of every match, in small letters.
pub(super) fn texts(hir: &Hir, case: Case) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let mut text = String::from_utf8_lossy(&literal.0).into_owned();
            if case == Case::Exact {
                text = text.to_lowercase();
            }
            (text.trim().len() >= SHORTEST_TEXT).then(|| vec![text])
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => texts(&repetition.sub, case),
        HirKind::Capture(capture) => texts(&capture.sub, case),
        HirKind::Concat(parts) => {
            let shortest = |set: &Vec<String>| set.iter().map(String::len).min().unwrap_or(0);
            let sets = parts.iter().filter_map(|part| texts(part, case));
            sets.max_by_key(|set| (shortest(set).min(6), usize::MAX - set.len()))
        }
        HirKind::Alternation(parts) => {
            let sets: Option<Vec<Vec<String>>> =
                parts.iter().map(|part| texts(part, case)).collect();
            let mut all = sets?.concat();
            all.sort();
            all.dedup();
            (all.len() <= MOST_TEXTS).then_some(all)
        }
        _ => None,
    }
}
