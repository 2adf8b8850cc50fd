//! Number words and their digits, and the way home.

use proptest::prelude::*;

use super::words;
use super::{Token, edits, settle};
use crate::text::{Case, Folded, Span, fold};

/// The second reading where every word may be a number.
fn with_digits<'t>(folded: &Folded<'t>) -> Option<Folded<'t>> {
    let edits = edits(folded, &starts(folded.as_str(Case::Any)));
    (!edits.is_empty()).then(|| folded.with(&edits))
}

/// Where words of small letters start.
fn starts(text: &str) -> Vec<u32> {
    let small = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_lowercase);
    let starts = (0..text.len()).filter(|&at| small(at) && !(at > 0 && small(at - 1)));
    starts.map(|at| at as u32).collect()
}

fn read(text: &str) -> String {
    let folded = fold(text);
    with_digits(&folded).map_or_else(|| "-".to_owned(), |read| read.as_str(Case::Any).to_owned())
}

#[test]
fn number_words_are_digits() {
    for (text, digits) in [
        ("fünfhundert Kilometer", "500 kilometer"),
        ("zwo", "2"),
        ("null vier drei null", "0430"),
        ("um null fünf hundert", "um 0500"),
        ("dreiundzwanzig Uhr zehn", "23 uhr 10"),
        ("einundzwanzig dreißig", "2130"),
        ("zweitausenddreihundertvierzig Schuss", "2340 schuss"),
        ("zwölfhundert Mann", "1200 mann"),
        ("hundertzwanzig", "120"),
        ("zwei hundert vierzig", "240"),
        ("drei Komma fünf Tonnen", "3,5 tonnen"),
        ("eintausend", "1000"),
        ("twenty-one hundred", "2100"),
        ("twenty three ten", "2310"),
        ("oh four hundred", "0400"),
        ("oh four thirty", "0430"),
        ("three hundred and eighty metres", "380 metres"),
        ("two thousand three hundred", "2300"),
        ("one hundred and five", "105"),
        ("eleven thousand feet", "11000 feet"),
        ("four point five miles", "4.5 miles"),
        ("one one eight decimal", "118 decimal"),
        ("vier Komma", "4 komma"),
    ] {
        assert_eq!(read(text), digits, "{text}");
    }
}

#[test]
fn articles_and_other_words_stay() {
    for text in ["ein Mann", "one of them", "und", "achtung", "dreist", "oh no", "Viertel", ""] {
        assert_eq!(read(text), "-", "{text}");
    }
}

#[test]
fn digits_come_home_to_their_words() {
    let text = "Sie läuft fünf\u{ad}hundert Meter, dann zwo Minuten";
    let read = with_digits(&fold(text)).expect("there are number words");
    let digits = read.as_str(Case::Any).find("500").expect("read");
    let home = read.home(Span::new(digits, digits + 3));
    assert_eq!(home.of(text), "fünf\u{ad}hundert");
    let minutes = read.as_str(Case::Any).find("minuten").expect("kept");
    assert_eq!(read.home(Span::new(minutes, minutes + 7)).of(text), "Minuten");
}

/// Number words found by asking every word whether it is one.
fn edits_word_by_word(text: &str) -> Vec<(Span, String)> {
    let small = |c: char| c.is_ascii_lowercase();
    let (mut edits, mut run) = (Vec::new(), Vec::<Token>::new());
    let mut from = 0;
    while let Some(start) = text[from..].find(small).map(|at| from + at) {
        let end = start + text[start..].find(|c| !small(c)).unwrap_or(text.len() - start);
        if run.last().is_some_and(|last| &text[last.span.end..start] != " ") {
            settle(std::mem::take(&mut run), &mut edits);
        }
        let word = &text[start..end];
        match words::token(word) {
            Some(what) => run.push(Token { span: Span::new(start, end), what }),
            None => settle(std::mem::take(&mut run), &mut edits),
        }
        from = end;
    }
    settle(run, &mut edits);
    edits
}

/// The blocks with edits, each byte with its home: what the second reading must be.
fn read_block_by_block(folded: &Folded<'_>, case: Case) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut homes = Vec::new();
    let edits = edits_word_by_word(folded.as_str(Case::Any));
    let mut begin = 0;
    for block in folded.as_str(case).split('\n') {
        let span = Span::new(begin, begin + block.len());
        begin = span.end + 1;
        let mut own = edits.iter().filter(|(edit, _)| span.contains(*edit)).peekable();
        if own.peek().is_none() {
            continue;
        }
        // The line feed before comes home to that behind the last block that was kept.
        if !text.is_empty() {
            text.push('\n');
            homes.push(None);
        }
        let mut from = span.start;
        let copy = |from: usize, to: usize, text: &mut String, homes: &mut Vec<Option<Span>>| {
            text.push_str(&folded.as_str(case)[from..to]);
            homes.extend((from..to).map(|at| Some(folded.home(Span::new(at, at + 1)))));
        };
        for (edit, digits) in own {
            copy(from, edit.start, &mut text, &mut homes);
            text.push_str(digits);
            homes.extend(digits.bytes().map(|_| Some(folded.home(*edit))));
            from = edit.end;
        }
        copy(from, span.end, &mut text, &mut homes);
    }
    (text, homes.into_iter().map(Option::unwrap_or_default).collect())
}

/// Number words, parts of them and words like them, side by side and apart.
fn soup() -> impl Strategy<Value = String> {
    let parts = "ein eins eine zwei zwo drei vier fünf sechs sech sieben sieb acht neun null zehn elf zwölf zwan zig \
        dreissig und hundert tausend komma oh one two three four for five fif six seven eight eigh nine ten eleven \
        twelve twen thir teen ty thousand hundred and point the Mann zero Two FÜNF";
    let part = proptest::sample::select(parts.split_whitespace().collect::<Vec<_>>());
    let gap =
        proptest::sample::select(vec![" ", "\n\n", ", ", "7", "\u{ad}", " – ", "\n", "é", "."]);
    let piece = prop_oneof![4 => part, 2 => Just(" "), 1 => gap];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Going on from a number word finds what asking every word finds.
    #[test]
    fn no_number_word_is_missed(text in soup()) {
        let folded = fold(&text);
        let lower = folded.as_str(Case::Any);
        prop_assert_eq!(edits(&folded, &starts(lower)), edits_word_by_word(lower));
    }

    /// The second reading is the blocks that have a number word, and every byte comes home.
    #[test]
    fn the_second_reading_is_what_was_edited(text in soup()) {
        let folded = fold(&text);
        let (lower, homes) = read_block_by_block(&folded, Case::Any);
        let Some(read) = with_digits(&folded) else {
            prop_assert_eq!(lower, "");
            return Ok(());
        };
        prop_assert_eq!(read.as_str(Case::Any), &lower);
        prop_assert_eq!(read.as_str(Case::Exact), read_block_by_block(&folded, Case::Exact).0);
        for (at, home) in homes.into_iter().enumerate().filter(|(_, home)| !home.is_empty()) {
            prop_assert_eq!(read.home(Span::new(at, at + 1)), home);
        }
    }

    /// What a window of the first reading shows of the second lies in the window, whether its blocks were kept or not.
    #[test]
    fn a_window_shows_nothing_from_outside(text in soup(), from in 0usize..200, length in 0usize..200) {
        let folded = fold(&text);
        let Some(read) = with_digits(&folded) else { return Ok(()) };
        let whole = folded.as_str(Case::Any).len();
        let start = from.min(whole);
        let window = folded.home(Span::new(start, (start + length).min(whole)));
        let within = Span::new(read.offset_of(window.start), read.offset_of(window.end));
        prop_assert!(read.offset_of(window.start) <= read.offset_of(window.end));
        for at in within.range() {
            let home = read.home(Span::new(at, at + 1));
            prop_assert!(home.overlaps(window), "{:?} outside of {:?}", home, window);
        }
        for at in 1..text.len() {
            prop_assert!(read.offset_of(at - 1) <= read.offset_of(at));
        }
    }

    /// Of any text every range comes home in order, and the whole comes home to the whole.
    #[test]
    fn every_range_comes_home(
        text in proptest::collection::vec(
            prop_oneof![
                Just("zwölf"), Just("hundert"), Just("oh"), Just("and"), Just("point"), Just("one"),
                Just("fünf\u{ad}zig"), Just("Haus"), Just("\n\n"), Just(","), Just("twenty"), Just("ß"),
            ],
            0..12,
        )
    ) {
        let text = text.join(" ");
        let folded = fold(&text);
        let Some(read) = with_digits(&folded) else { return Ok(()) };
        let all = read.as_str(Case::Any);
        prop_assert_eq!(all.len(), read.as_str(Case::Exact).len());
        // Only the blocks with a number word are left.
        let read_blocks = all.split('\n').count();
        let own: Vec<&str> = folded.as_str(Case::Any).split('\n').collect();
        let with_words = own.iter().filter(|block| with_digits(&fold(block)).is_some()).count();
        prop_assert_eq!(read_blocks, with_words);
        let mut last = 0;
        for (at, c) in all.char_indices() {
            let home = read.home(Span::new(at, at + c.len_utf8()));
            prop_assert!(text.get(home.range()).is_some_and(|words| !words.is_empty()));
            prop_assert!(home.start >= last);
            last = home.start;
        }
    }
}
