//! Where something stands, with and without the source.
//!
//! Not here: the places themselves (`crate::model::document`).

use proptest::prelude::*;

use crate::model::Source;
use crate::read::read;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    /// Without its source a document has the same places.
    #[test]
    fn places_are_the_same_without_the_source(
        kind in "(md|vtt|srt|txt|html)",
        head in "(WEBVTT\n\n|\\[00:00:01\\] Kai: ja\n\\[00:00:02\\] Ida: nein\n|)",
        body in "(\n|\r\n|\n\n|a|\u{e4} b|[*]+c[*]+|&amp;|<b>|<!-- n -->|- x|1[.] y|`d`|\\|e|Kai: f|<v Ida>g|00:00:01.000 --> 00:00:02.000\n|1\n00:00:03,000 --> 00:00:04,000\n){0,30}",
    ) {
        let source = Source { name: format!("a.{kind}") };
        let whole = read(&source, format!("{head}{body}").as_bytes());
        let mut kept = whole.clone();
        kept.let_go_of_source();
        prop_assert_eq!(whole.feeds(), kept.feeds());
        let (mut one, mut other) = (whole.places(), kept.places());
        for (offset, _) in whole.text.char_indices() {
            prop_assert_eq!(one.locate(offset), other.locate(offset), "{} of {:?}", offset, whole.text);
            prop_assert_eq!(whole.places().locate(offset), kept.places().locate(offset));
        }
    }
}
