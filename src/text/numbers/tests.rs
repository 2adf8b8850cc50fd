//! Number words and their digits, and the way home.

use proptest::prelude::*;

use super::with_digits;
use crate::text::{Case, Span, fold};

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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

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
