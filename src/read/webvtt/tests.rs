//! WebVTT as documents.
//!
//! Not here: the specification's own tests ([`super::wpt`]).

use proptest::prelude::*;

use super::{Reader, draft, write, write_with};
use crate::model::SegmentKind;
use crate::read::Format;
use crate::read::usual::tests::{sources, told as all};

/// Kind, speaker and text of every segment.
fn told(source: &str) -> Vec<(SegmentKind, Option<String>, String)> {
    let document = Reader.read(source.to_owned());
    let name = |at: u32| document.speakers[at as usize].clone();
    let segments = document.segments.iter();
    segments
        .map(|segment| {
            let text = segment.span.of(&document.text).to_owned();
            (segment.kind, segment.speaker().map(name), text)
        })
        .collect()
}

fn texts(source: &str) -> Vec<String> {
    told(source).into_iter().map(|(_, _, text)| text).collect()
}

const TIME: &str = "00:00.000 --> 00:01.000\n";

#[test]
fn tags_go_and_what_is_no_tag_stays() {
    for (text, expected) in [
        ("VS<b>-Nf</b>D", "VS-NfD"),
        ("unter <5 km", "unter <5 km"),
        ("a < b", "a < b"),
        ("<geheim> so", "<geheim> so"),
        ("<c.rot>R</c><00:00.500>ot", "Rot"),
        ("f&uuml;r &amp; gegen", "für & gegen"),
        ("- Ja", "Ja"),
    ] {
        assert_eq!(texts(&format!("WEBVTT\n\n{TIME}{text}")), [expected], "{text}");
    }
}

#[test]
fn voices_make_turns() {
    let source = format!(
        "WEBVTT\n\n{TIME}<v Kai>eins\n\n{TIME}<v Kai>zwei</v>\n\n{TIME}<v Ida>drei</v> vier\n\n\
         {TIME}<v Kai>ja</v><v Ida>nein</v>"
    );
    let speech =
        |name: &str, text: &str| (SegmentKind::Speech, Some(name.to_owned()), text.to_owned());
    let name = |text: &str| (SegmentKind::Speaker, None, text.to_owned());
    let expected = [
        speech("Kai", "eins"),
        speech("Kai", "zwei"),
        speech("Ida", "drei"),
        speech("Ida", "vier"),
        speech("Kai", "ja"),
        speech("Ida", "nein"),
        name("Kai"),
        name("Ida"),
    ];
    assert_eq!(told(&source), expected);
    let text = Reader.read(source).text;
    assert!(text.starts_with("eins\nzwei\n\ndrei\n"), "{text:?}");
}

#[test]
fn what_a_player_drops_is_kept() {
    let source = format!(
        "WEBVTT - Titel\nX: kopf\n\nNOTE vertraut\n\nSTYLE\n::cue {{ stil }}\n\nKapitel eins\n\
         {TIME}da\n\n\
         00:00:01,000 --> 00:00:02,000\nKomma\n\nloser Absatz\n"
    );
    let all = texts(&source).join("|");
    for word in
        ["- Titel", "X: kopf", "vertraut", "stil", "Kapitel eins", "da", "Komma", "loser Absatz"]
    {
        assert!(all.contains(word), "{word} is not in {all}");
    }
    let speech = told(&source).into_iter().filter(|(kind, _, _)| *kind == SegmentKind::Speech);
    assert_eq!(speech.map(|(_, _, text)| text).collect::<Vec<_>>(), ["da", "Komma"]);
}

#[test]
fn notes_between_captions_cut_no_sentence() {
    let source = "WEBVTT\n\n00:00.000 --> 00:01.000\nStreng\n\nNOTE Confidence: 0.7\n\n\
                  00:01.500 --> 00:02.000\ngeheim\n\n00:09.000 --> 00:10.000\nspäter";
    let text = Reader.read(source.to_owned()).text;
    assert_eq!(text, "Streng\ngeheim\n\nConfidence: 0.7\n\nspäter");
}

#[test]
fn names_in_identifiers_and_before_colons() {
    let webex = format!("WEBVTT\n\n1 \"Frau Kern\" (12)\n{TIME}Guten: Tag\n");
    assert_eq!(told(&webex)[0].1.as_deref(), Some("Frau Kern"));
    assert_eq!(texts(&webex), ["Guten: Tag", "Frau Kern"]);
    let zoom = format!("WEBVTT\n\n1\n{TIME}kai: VS-NfD\n\n2\n{TIME}ida: ja\n");
    assert_eq!(texts(&zoom), ["VS-NfD", "ja", "kai", "ida"]);
    let one = format!("WEBVTT\n\n1\n{TIME}Also: los\n");
    assert_eq!(texts(&one), ["Also: los"]);
}

#[test]
fn without_a_signature_it_is_read_with_a_notice() {
    let document = Reader.read(format!("WEBSRT\n\n{TIME}da"));
    assert_eq!(document.notices.len(), 1);
    assert!(document.text.contains("da") && document.text.contains("WEBSRT"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    /// Cues that are seen at once are read as line by line.
    #[test]
    fn usual_cues_are_cues(source in sources()) {
        let at_once = draft("webvtt", source.clone(), write);
        let by_line = draft("webvtt", source, |draft| write_with(draft, None));
        prop_assert_eq!(all(&at_once), all(&by_line));
    }
}
