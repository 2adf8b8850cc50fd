//! The fold and its way home, on writings of the same words and on arbitrary text.

use super::{Case, Folded, Span, fold, fold_char, latin, steps};
use proptest::prelude::*;

fn folded(text: &str) -> String {
    fold(text).as_str(Case::Any).to_owned()
}

#[test]
fn the_same_words_fold_alike() {
    for (left, right) in [
        ("VS-NfD", "vs nfd"),
        ("VS – NfD", "vs nfd"),
        ("VS\u{2011}NfD", "vs nfd"),
        ("FÜR", "fuer"),
        ("FU\u{308}R", "fuer"),
        ("Fuer", "fuer"),
        ("Verschlußsache", "verschlusssache"),
        ("G E H E I M", "geheim"),
        ("G\u{a0}E\u{a0}H\u{a0}E\u{a0}I\u{a0}M", "geheim"),
        ("S T R E N G   G E H E I M", "streng geheim"),
        ("V S - N f D", "vsnfd"),
        ("v. s. n. f. d.", "vsnfd."),
        ("ge\u{ad}heim", "geheim"),
        ("Flug-\n  körper", "flugkoerper"),
        ("Flug\u{ad}\r\nkörper", "flugkoerper"),
        ("GE\u{ad}\nHEIM", "geheim"),
        ("Luft-\nund Bodenziele", "luft und bodenziele"),
        ("VS-\nNfD", "vs nfd"),
        ("streng\r\n geheim", "streng geheim"),
        ("ein\n\nzwei", "ein\nzwei"),
        ("ein\r\rzwei", "ein\nzwei"),
        ("ge\u{200b}he\u{200d}im", "geheim"),
        ("ＧＥＨＥＩＭ", "geheim"),
        ("GЕНЕІМ", "geheim"),
        ("TRÈS SECRET", "tres secret"),
        ("ﬁle", "file"),
        ("can’t", "can't"),
        ("„GEHEIM“", "\"geheim\""),
        ("HİZMETE ÖZEL", "hizmete oezel"),
        ("Секретно", "секретно"),
        ("ΑΠΌΡΡΗΤΟΣ", "απορρητοσ"),
        ("g\u{336}e\u{336}heim", "geheim"),
        ("I N T E R N", "intern"),
        ("I N T E R N   gehalten", "intern gehalten"),
        ("that is a T S", "that is a t s"),
        ("I T S", "i t s"),
        ("the i s r picture", "the isr picture"),
        ("Ü3", "ue3"),
    ] {
        assert_eq!(folded(left), right, "{left:?}");
    }
}

#[test]
fn a_hit_comes_home_to_the_word_as_written() {
    let text = "Das ist V S – N f D und GЕНЕІМ, Flug-\nkörper.";
    let folded = fold(text);
    for (needle, home) in [
        ("vsnfd", "V S – N f D"),
        ("geheim", "GЕНЕІМ"),
        ("flugkoerper", "Flug-\nkörper"),
        ("oe", "ö"),
    ] {
        let at = folded.as_str(Case::Any).find(needle).unwrap_or_else(|| panic!("{needle}"));
        let span = folded.home(Span::new(at, at + needle.len()));
        assert_eq!(span.of(text), home);
    }
}

/// The fold character by character, and its text with capitals.
fn by_steps(text: &str) -> (Folded<'_>, String) {
    let run = |case: Case| {
        let mut folder = steps::Folder::new(text, case);
        while folder.at < text.len() {
            folder.step();
        }
        folder
    };
    let (lower, cased) = (run(Case::Any), run(Case::Exact));
    let (pieces, breaks) = (lower.pieces, lower.breaks);
    let lower = lower.out.text();
    let folded = Folded { text, lower, pieces, breaks, ..Folded::default() };
    (folded, cased.out.text())
}

/// Holds the fold by blocks against the fold by characters: texts, blocks, and the way home and back.
fn assert_as_by_steps(text: &str) {
    let (slow, cased) = by_steps(text);
    let fast = fold(text);
    assert_eq!(fast.lower, slow.lower, "{text:?}");
    assert_eq!(fast.as_str(Case::Exact), cased, "{text:?}");
    assert_eq!(fast.breaks, slow.breaks, "{text:?}");
    let small: String = cased.chars().map(steps::small).collect();
    assert_eq!(fast.lower, small, "{text:?}");
    for at in 0..=fast.lower.len() {
        for end in [at, at + 1, at + 2, at + 7] {
            let span = Span::new(at, end);
            assert_eq!(fast.home(span), slow.home(span), "{span:?} of {text:?}");
        }
        assert_eq!(fast.blocks(at, at % 3), slow.blocks(at, at % 3), "{at} of {text:?}");
    }
    for at in 0..=text.len() {
        assert_eq!(fast.offset_of(at), slow.offset_of(at), "{at} of {text:?}");
    }
}

#[test]
fn letters_of_latin_fold_by_table_as_by_character() {
    for (second, c) in (0x80..0xc0).zip('\u{c0}'..='\u{ff}') {
        let mut folded = String::new();
        fold_char(c, &mut folded);
        assert_eq!(latin::folded(second, 0), folded.as_bytes(), "{c}");
        assert_eq!(latin::folded(second, 0x20), folded.to_lowercase().as_bytes(), "{c}");
    }
}

#[test]
fn marks_that_are_left_out_at_sight_are_marks() {
    for c in ('\u{300}'..='\u{362}').filter(|&c| c != '\u{345}') {
        let mark = unicode_normalization::char::is_combining_mark(c);
        assert!(mark && !c.is_alphabetic(), "{c:?}");
    }
}

/// Every pair of characters that the fold treats in a way of their own, at every place of a block and across its ends.
#[test]
fn what_is_special_is_seen_at_every_place_of_a_block() {
    let special = [
        "-\n",
        "\r\n",
        "\n\n",
        " – ",
        "\u{c}",
        "`",
        "ü",
        "u\u{308}",
        "e\u{301}",
        "A B C",
        "v. s. d.",
        "x\u{ad}\n",
        "\u{200b}",
        "Е",
        " \u{a0}",
        "ß ",
        "_ _",
        "Ä B C",
        "a b",
        "×A B C",
        "ﬁ",
        "\u{85}\u{85}",
        "I A B C D",
        "a b 1",
        "a b cd",
        "Ж б ц",
        "Ё",
        "ёж",
        "Łł a",
        "žб",
        "еa",
        "хоo\u{308}оo",
        "xо\u{308}",
        "“",
        "”a",
        "‘b c d’",
        "„",
        "…",
        "‹",
        "‽",
        "″",
        "′",
        "- ä",
        "`ü",
    ];
    for (at, first) in special.iter().enumerate() {
        for before in 50..70 {
            let second = special[(at + before) % special.len()];
            for (open, close) in [("x", "y"), (" ", " "), ("x", " b"), (" ", "y")] {
                let plain = "wo rd".repeat(20);
                let text = format!("{}{open}{first}{second}{close}{plain}", &plain[..before]);
                assert_as_by_steps(&text);
            }
        }
    }
}

/// Characters that the fold treats in a way of their own, beside ordinary ones.
fn tricky() -> impl Strategy<Value = String> {
    let chars = prop_oneof![
        8 => proptest::char::range('a', 'z'),
        4 => proptest::char::range('A', 'Z'),
        4 => Just(' '),
        2 => proptest::sample::select(vec!['\n', '\r', '\t', '-', '–', '\u{ad}', '\u{200b}', '.', '0']),
        2 => proptest::sample::select(vec!['ä', 'Ö', 'ß', '\u{308}', 'é', 'ﬁ', 'İ', 'Е', 'ς', '²', '…']),
        1 => any::<char>(),
    ];
    proptest::collection::vec(chars, 0..60).prop_map(|chars| chars.into_iter().collect())
}

/// Words, single letters and what may stand between.
fn part() -> impl Strategy<Value = String> {
    let words = [
        "the",
        "I",
        "a",
        "Straße",
        "für",
        "Ü",
        "s",
        "VS",
        "NfD",
        "e\u{301}",
        "U\u{308}",
        "GЕНЕІМ",
        "7",
        "é",
        "Секретно",
        "ΑΠΌΡΡΗΤΟΣ",
        "Łódź",
        "ǆ",
        "ａｂ",
    ];
    let word = proptest::sample::select(words.to_vec());
    let gaps = [
        "\r\n", "\n", "\r", "\n\n", " \n", "-\n", "\u{ad}\n", "-", " – ", "\u{a0}", ".", ". ",
        "\t", "`", "’", "_", "\u{200b}", "\u{c}", ", ", "\u{2028}", "\u{308}",
    ];
    let gap = proptest::sample::select(gaps.to_vec());
    let letter =
        proptest::sample::select(vec!["a ", "B ", "е ", "Ж ", "ł. ", "ä ", "c. ", "D-", "x", "I "]);
    let plain = proptest::sample::select(vec![
        "words and so on of which there are more than enough",
        "eins zwei",
    ]);
    prop_oneof![6 => word, 4 => Just(" "), 3 => gap, 3 => letter, 1 => plain]
        .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every folded range comes home to the text it came from: the span lies on character
    /// boundaries, later ranges come home later, and each folded letter is among what the
    /// characters of its home fold to.
    #[test]
    fn every_range_comes_home(text in tricky()) {
        let folded = fold(&text);
        let lower = folded.as_str(Case::Any);
        prop_assert_eq!(lower.len(), folded.as_str(Case::Exact).len());
        let mut last = Span::default();
        for (at, c) in lower.char_indices() {
            let home = folded.home(Span::new(at, at + c.len_utf8()));
            prop_assert!(text.get(home.range()).is_some(), "{:?} of {:?}", home, &text);
            prop_assert!(!home.is_empty() && last.start <= home.start && last.end <= home.end);
            last = home;
            let mut own = String::new();
            home.of(&text).chars().for_each(|c| fold_char(super::look_alike::latin(c).unwrap_or(c), &mut own));
            let mut plain = String::new();
            home.of(&text).chars().for_each(|c| fold_char(c, &mut plain));
            own.push_str(&plain);
            let comes_from_here = c == ' ' || c == '\n' || c == 'e' || own.chars().any(|own| steps::small(own) == c);
            prop_assert!(comes_from_here, "{:?} from {:?}", c, home.of(&text));
            prop_assert!(folded.offset_of(home.start) <= at);
        }
    }

    /// Ranges cover: the home of a range is the hull of the homes of its characters.
    #[test]
    fn a_range_is_the_hull_of_its_characters(text in tricky(), from in 0usize..80, length in 1usize..20) {
        let folded = fold(&text);
        let lower = folded.as_str(Case::Any);
        let ends: Vec<usize> = lower.char_indices().map(|(at, _)| at).chain([lower.len()]).collect();
        prop_assume!(ends.len() > 1);
        let start = from % (ends.len() - 1);
        let end = (start + length).min(ends.len() - 1);
        let whole = folded.home(Span::new(ends[start], ends[end]));
        let first = folded.home(Span::new(ends[start], ends[start + 1]));
        let last = folded.home(Span::new(ends[end - 1], ends[end]));
        prop_assert_eq!(whole, Span::new(first.start, last.end));
    }

    /// A word that somebody spaced is the word, whatever letter it starts with and whatever stands around it.
    #[test]
    fn a_spaced_word_is_the_word(word in "[A-ZÄÖÜ]{5,12}|[a-zäöü]{3,12}", before in "|der |„|[(]") {
        let spaced: Vec<String> = word.chars().map(String::from).collect();
        let spaced = format!("{before}{} gilt", spaced.join(" "));
        prop_assert_eq!(folded(&spaced), folded(&format!("{before}{word} gilt")));
    }

    /// What does not show, or looks the same, leaves no trace inside a word.
    #[test]
    fn a_word_in_disguise_is_the_word(word in "[A-Za-z]{4,12}", at in 1usize..4, sign in 0usize..4) {
        let signs = ['\u{ad}', '\u{200b}', '\u{200d}', '\u{2060}'];
        let hidden = format!("{}{}{}", &word[..at], signs[sign], &word[at..]);
        prop_assert_eq!(folded(&hidden), folded(&word));
        let c = char::from(word.as_bytes()[at]);
        if let Some(like) = super::look_alike_of(c) {
            let looks = format!("{}{like}{}", &word[..at], &word[at + 1..]);
            let both = (fold(&looks), fold(&word));
            prop_assert_eq!(both.0.as_str(Case::Exact), both.1.as_str(Case::Exact));
        }
    }

    /// Folding a folded text changes nothing but what needs neighbours (spaced letters, dashes).
    #[test]
    fn folding_words_twice_is_folding_once(word in "[a-zA-ZäöüÄÖÜßéè0-9]{1,20}|[Α-Ω]{1,20}|[а-я]{1,20}") {
        let once = folded(&word);
        prop_assert_eq!(folded(&once), once);
    }

    /// By blocks or by characters, the fold is the same.
    #[test]
    fn blocks_fold_as_characters_do(text in tricky()) {
        assert_as_by_steps(&text);
    }

    /// The same of texts of many blocks, of words and what stands between them.
    #[test]
    fn long_texts_fold_as_characters_do(parts in proptest::collection::vec(part(), 0..120)) {
        assert_as_by_steps(&parts.concat());
    }
}
