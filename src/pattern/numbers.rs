//! Number words as stretches, so that the pass that finds patterns finds them too.
//!
//! Not here: which words they are, and what they say ([`crate::text::numbers`]).

use super::classes::{self, NO_LETTER, Set};
use super::index::Edged;
use crate::text::numbers::{Next, Sign, signs};

/// Every sign of a number word.
pub(super) fn stretches() -> Vec<Edged> {
    signs().iter().map(stretch).collect()
}

fn stretch((letters, next): &Sign) -> Edged {
    let behind = match next {
        Next::End => Some(NO_LETTER),
        Next::Part(letters) => {
            Some(letters.chars().fold(NO_LETTER, |all, letter| all | classes::set_of(letter)))
        }
        Next::Any => None,
    };
    let letters = letters.chars().map(classes::set_of);
    let sets: Vec<Set> = [NO_LETTER].into_iter().chain(letters).chain(behind).collect();
    Edged::new(sets, (true, behind.is_some()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::stretches;
    use crate::pattern::{Pattern, PatternSet, Patterns};
    use crate::text::{Case, fold, numbers};

    #[test]
    fn every_sign_has_grams() {
        assert!(stretches().iter().all(super::Edged::is_anchored));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The oracle: what the pass hands over makes the same second reading as the starts of all words.
        #[test]
        fn no_number_word_is_missed(
            parts in proptest::collection::vec(proptest::sample::select(
                "ein eins eine zwei zwo drei vier fünf sechs sech sieben sieb acht neun null zehn elf zwölf zwan zig \
                dreissig und hundert tausend komma oh one two three four for five fif six seven eight eigh nine ten \
                eleven twelve twen thir teen ty thousand hundred and point the Mann zero Two FÜNF _ _ _ _ _ _ 7 é . – \
                zwanzig einund einhundert eintausend zwölfhundert Ж"
                    .split_whitespace()
                    .collect::<Vec<_>>(),
            ), 0..60),
        ) {
            let text = parts.concat().replace('_', " ");
            let folded = fold(&text);
            let list = Patterns::from(vec![Pattern::keyword("acht", Case::Any).unwrap()]);
            let mut found = PatternSet::new(vec![&list], 1, None).search(&folded);
            let all = (0_u32..).zip(folded.as_str(Case::Any).bytes()).scan(false, |within, (at, byte)| {
                let before = std::mem::replace(within, byte.is_ascii_lowercase());
                Some((at, *within && !before))
            });
            let all: Vec<u32> = all.filter(|(_, starts)| *starts).map(|(at, _)| at).collect();
            let found = numbers::edits(&folded, &found.take_number_words());
            prop_assert_eq!(found, numbers::edits(&folded, &all));
        }
    }
}
