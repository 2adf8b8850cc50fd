//! Other writings of an example: the same words as people, programs and captions write them, which a rule must
//! still find.
//!
//! Every mutation says where it applies, and changes nothing else; a rule is never asked for what its author ruled
//! out (`case: exact`) or what nobody writes. Not here: whether the rule still hits ([`super`]).

use crate::text::Span;
use crate::text::fold::{ELISIONS, is_dash, look_alike_of};

/// Fewest letters of a word that is hyphenated.
const FEWEST_HYPHENATED: usize = 8;
/// Fewest letters of a word that gets something put inside it.
const FEWEST_LETTERS: usize = 4;
/// Fewest letters of each word of a letter-spaced marking.
const FEWEST_SPACED: usize = 3;

/// A part of an example that a finding rests on: the hit, or words that a `near` condition asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) span: Span,
    /// Capitals are heeded here.
    pub(super) exact: bool,
    /// It must stand on the line of the hit.
    pub(super) on_line: bool,
    /// The whole span is the hit of a marking.
    pub(super) marking: bool,
}

/// An example written otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mutant {
    pub(super) text: String,
    /// Where one caption ends and the next begins: offsets of line feeds.
    pub(super) cuts: Vec<usize>,
}

/// Makes [`Mutation`] and its table: each mutation with the words after "does not hit when" and its function.
macro_rules! mutations {
    ($($(#[doc = $doc:literal])+ $name:ident: $words:literal => $write:expr),+ $(,)?) => {
        /// A way to write the same words otherwise.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Mutation {
            $($(#[doc = $doc])+ $name),+
        }

        impl Mutation {
            /// All of them, in the order of the docs.
            pub const ALL: &'static [Mutation] = &[$(Mutation::$name),+];

            /// What was done to the example, after "when".
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Mutation::$name => $words),+ }
            }

            /// The part written otherwise.
            fn write(self, part: &str) -> String {
                let write: fn(&str) -> String = match self { $(Mutation::$name => $write),+ };
                write(part)
            }
        }
    };
}

mutations! {
    /// All in capitals. Not where capitals are heeded.
    Capitals: "in capitals" => str::to_uppercase,
    /// All in small letters. Not where capitals are heeded.
    SmallLetters: "in small letters" => str::to_lowercase,
    /// `ä` as `ae`, `ß` as `ss`.
    WrittenOut: "umlauts are written out" => |part| in_words(part, written_out),
    /// `ae` as `ä`, `ss` as `ß`.
    Umlauts: "written with umlauts" => |part| {
        WRITTEN_OUT.iter().fold(part.to_owned(), |text, (umlaut, out)| text.replace(out, umlaut))
    },
    /// `ä` as `a` and a combining mark, as PDF files and macOS do.
    Decomposed: "umlauts are decomposed" => |part| replaced(part, &DECOMPOSED),
    /// A hyphen and a line end in the middle of each long word that goes on in small letters.
    Hyphenated: "hyphenated at a line end" => |part| in_words(part, hyphenated),
    /// A soft hyphen in the middle of each long word.
    SoftHyphens: "with soft hyphens" => |part| in_words(part, |word| parted(word, "\u{ad}")),
    /// A line end wherever both lines then hold a word. Not for words that must stand on the line of the hit.
    Wrapped: "wrapped" => wrapped,
    /// `G E H E I M`: a marking in capitals, words of three letters or more, as people do it.
    LetterSpaced: "letter-spaced" => letter_spaced,
    /// The end of a caption in the middle, same speaker. Only for rules that look in speech.
    Captions: "split over captions" => cut_in_the_middle,
    /// A zero width space, joiner and word joiner in turn inside each word.
    Invisible: "invisible characters are added" => invisible,
    /// A Cyrillic letter for the Latin one that looks like it, in words that keep Latin letters.
    LookAlikes: "letters are look-alikes" => |part| in_words(part, look_alikes),
    /// Every blank is a no-break space.
    NoBreakSpaces: "blanks are no-break spaces" => |part| blanks(part, "\u{a0}"),
    /// Every hyphen between letters or digits is a no-break hyphen.
    NoBreakHyphens: "hyphens are no-break hyphens" => |part| hyphens(part, "\u{2011}"),
    /// Every hyphen between letters or digits is an en dash with blanks around it.
    Dashes: "hyphens are dashes" => |part| hyphens(part, " \u{2013} "),
}

const WRITTEN_OUT: [(&str, &str); 7] =
    [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"), ("ß", "ss")];

const DECOMPOSED: [(&str, &str); 6] = [
    ("ä", "a\u{308}"),
    ("ö", "o\u{308}"),
    ("ü", "u\u{308}"),
    ("Ä", "A\u{308}"),
    ("Ö", "O\u{308}"),
    ("Ü", "U\u{308}"),
];

impl Mutation {
    /// The text with all parts that this mutation applies to written otherwise; none where that changes nothing.
    ///
    /// Parts come in order and do not overlap.
    pub(super) fn apply(self, text: &str, parts: &[Part]) -> Option<Mutant> {
        let mut mutant = Mutant { text: String::new(), cuts: Vec::new() };
        let mut done = 0;
        for part in parts.iter().filter(|part| self.applies(text, part)) {
            mutant.text.push_str(&text[done..part.span.start]);
            let written = self.write(part.span.of(text));
            if self == Mutation::Captions && written != part.span.of(text) {
                let feeds = written.match_indices('\n').map(|(at, _)| mutant.text.len() + at);
                mutant.cuts.extend(feeds);
            }
            mutant.text.push_str(&written);
            done = part.span.end;
        }
        mutant.text.push_str(&text[done..]);
        (mutant.text != text).then_some(mutant)
    }

    fn applies(self, text: &str, part: &Part) -> bool {
        match self {
            // A hyphen at a line end stays one before a capital.
            Mutation::Capitals => !part.exact && !part.span.of(text).contains('\n'),
            Mutation::SmallLetters => !part.exact,
            Mutation::Wrapped | Mutation::Hyphenated => !part.on_line,
            // A part that has line ends already is no single utterance.
            Mutation::Captions => !part.on_line && !part.span.of(text).contains('\n'),
            Mutation::LetterSpaced => part.marking && stands_alone(text, part.span),
            _ => true,
        }
    }
}

/// `part` with every first of `pairs` as its second.
fn replaced(part: &str, pairs: &[(&str, &str)]) -> String {
    pairs.iter().fold(part.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// `part` with every word (a run of letters) given to `write`.
fn in_words(part: &str, write: impl Fn(&str) -> Option<String>) -> String {
    let mut written = String::with_capacity(part.len() * 2);
    let mut rest = part;
    while let Some(start) = rest.find(char::is_alphabetic) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        // A letter with a combining mark behind it is no place to put anything.
        let whole = after.chars().next().is_none_or(|c| c.is_ascii() || is_dash(c));
        written.push_str(before);
        written.push_str(&write(word).filter(|_| whole).unwrap_or_else(|| word.to_owned()));
        rest = after;
    }
    written.push_str(rest);
    written
}

fn written_out(word: &str) -> Option<String> {
    let written = replaced(word, &WRITTEN_OUT);
    Some(if word.chars().any(char::is_lowercase) { written } else { written.to_uppercase() })
}

fn hyphenated(word: &str) -> Option<String> {
    let (head, tail) = halves(word).filter(|_| word.chars().count() >= FEWEST_HYPHENATED)?;
    let goes_on = tail.chars().all(char::is_lowercase) && !ELISIONS.contains(&tail);
    goes_on.then(|| format!("{head}-\n{tail}"))
}

fn parted(word: &str, by: &str) -> Option<String> {
    let (head, tail) = halves(word).filter(|_| word.chars().count() >= FEWEST_LETTERS)?;
    Some(format!("{head}{by}{tail}"))
}

fn halves(word: &str) -> Option<(&str, &str)> {
    let (middle, _) = word.char_indices().nth(word.chars().count() / 2)?;
    Some(word.split_at(middle))
}

fn invisible(part: &str) -> String {
    let signs = ["\u{200b}", "\u{200d}", "\u{2060}"];
    let turn = std::cell::Cell::new(0);
    in_words(part, |word| {
        turn.set(turn.get() + 1);
        parted(word, signs[turn.get() % signs.len()])
    })
}

/// The word with its first letter that has a look-alike replaced, if Latin letters remain.
fn look_alikes(word: &str) -> Option<String> {
    let latin = |c: &char| c.is_ascii_alphabetic();
    if word.chars().filter(latin).count() < 2 {
        return None;
    }
    let (at, c, like) = word.char_indices().find_map(|(at, c)| Some((at, c, look_alike_of(c)?)))?;
    Some(format!("{}{like}{}", &word[..at], &word[at + c.len_utf8()..]))
}

/// Single blanks between characters that are none, as `by`.
fn blanks(part: &str, by: &str) -> String {
    let mut written = String::with_capacity(part.len());
    let mut last = ' ';
    let mut chars = part.chars().peekable();
    while let Some(c) = chars.next() {
        let alone = |c: char| !c.is_whitespace();
        if c == ' ' && alone(last) && chars.peek().copied().is_some_and(alone) {
            written.push_str(by);
        } else {
            written.push(c);
        }
        last = c;
    }
    written
}

/// The part with a line end for each blank at which a person or a program would wrap it.
fn wrapped(part: &str) -> String {
    let mut written = part.to_owned();
    let mut line = 0;
    for at in places_to_wrap(part) {
        if is_word(&part[line..at]) {
            written.replace_range(at..=at, "\n");
            line = at + 1;
        }
    }
    written
}

/// The part with a line end for the blank nearest to the middle of those at which it may be wrapped.
fn cut_in_the_middle(part: &str) -> String {
    let places = places_to_wrap(part).filter(|&at| is_word(&part[..at]));
    match places.min_by_key(|at| at.abs_diff(part.len() / 2)) {
        Some(at) => format!("{}\n{}", &part[..at], &part[at + 1..]),
        None => part.to_owned(),
    }
}

/// Single blanks before a word. No line starts with a dash, and letter-spaced words stay on their line.
fn places_to_wrap(part: &str) -> impl Iterator<Item = usize> + '_ {
    let single = |at: usize| {
        let (before, after) = (part[..at].chars().next_back(), part[at + 1..].chars().next());
        !before.is_none_or(char::is_whitespace) && !after.is_none_or(char::is_whitespace)
    };
    let before_word = |at: usize| part[at + 1..].split_whitespace().next().is_some_and(is_word);
    let blanks = part.match_indices(' ').map(|(at, _)| at);
    blanks.filter(move |&at| single(at) && before_word(at))
}

/// Whether it has two letters or digits side by side.
fn is_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word.chars().nth(1).is_some())
}

/// Hyphens between letters or digits, as `by`.
fn hyphens(part: &str, by: &str) -> String {
    let mut written = String::with_capacity(part.len());
    let mut last = ' ';
    let mut chars = part.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '-' && last.is_alphanumeric() && chars.peek().is_some_and(|c| c.is_alphanumeric()) {
            written.push_str(by);
        } else {
            written.push(c);
        }
        last = c;
    }
    written
}

/// `STRENG GEHEIM` as `S T R E N G   G E H E I M`; anything but words in capitals is left as it is.
fn letter_spaced(part: &str) -> String {
    let spaceable =
        |word: &str| word.chars().all(char::is_uppercase) && word.chars().count() >= FEWEST_SPACED;
    if !part.split(' ').all(spaceable) {
        return part.to_owned();
    }
    let spaced = |word: &str| {
        let letters: Vec<String> = word.chars().map(String::from).collect();
        letters.join(" ")
    };
    part.split(' ').map(spaced).collect::<Vec<_>>().join("   ")
}

/// Whether no single letter stands beside the span, which would be read as one of its own.
fn stands_alone(text: &str, span: Span) -> bool {
    let one = |word: Option<&str>| word.is_some_and(|word| word.chars().count() == 1);
    let is_gap = |c: char| !c.is_alphanumeric();
    let before = text[..span.start].split(is_gap).rfind(|word| !word.is_empty());
    let after = text[span.end..].split(is_gap).find(|word| !word.is_empty());
    !one(before) && !one(after)
}
