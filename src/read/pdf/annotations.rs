//! Annotations of a page: comments, stamps, links, fields, attached files.
//!
//! What an annotation says and what it shows may differ, and both are told. Not here: how fields belong together
//! ([`super::catalog`]).

use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Text};
use hayro_syntax::page::Page;

use super::font::Fonts;
use super::layers::Layers;
use super::markup::rich;
use super::order::blocks;
use super::page::{PICTURE, read_form};
use super::paragraphs::paragraphs;
use super::strings;
use super::told::Told;
use crate::model::{GapKind, Say, SegmentKind, Words};

/// Most annotations of one page.
const ANNOTATIONS: usize = 20_000;
/// How many states an annotation may have that look different.
const STATES: usize = 50;

/// What an annotation says.
#[derive(Debug, Default)]
pub(super) struct Annotation {
    /// Its words, each with what they are.
    pub(super) words: Vec<(SegmentKind, String)>,
    /// What was not read of it.
    pub(super) gaps: Vec<(GapKind, Words)>,
}

/// The annotations of a page in order; the second is whether there are more.
pub(super) fn read<'a>(
    page: &Page<'a>,
    fonts: &mut Fonts<'a>,
    layers: &Layers,
) -> (Vec<Annotation>, bool) {
    let list = page.raw().get::<Array<'_>>("Annots");
    let mut listed = list.into_iter().flat_map(|list| list.iter::<Dict<'_>>());
    let annotations = listed.by_ref().take(ANNOTATIONS);
    let annotations = annotations.map(|dict| annotation(&dict, page, fonts, layers)).collect();
    (annotations, listed.next().is_some())
}

fn annotation<'a>(
    dict: &Dict<'a>,
    page: &Page<'a>,
    fonts: &mut Fonts<'a>,
    layers: &Layers,
) -> Annotation {
    let mut annotation = Annotation::default();
    let mut told = Told::default();
    let subtype = dict.get::<Name<'_>>("Subtype");
    let is_field = subtype.as_deref() == Some(b"Widget");
    let own = if is_field { SegmentKind::FormField } else { SegmentKind::Comment };
    let mut say = |kind, words: String| {
        if told.is_new(&words) {
            annotation.words.push((kind, words));
        }
    };
    for (key, kind) in [
        ("T", if is_field { SegmentKind::Name } else { own }),
        ("TU", SegmentKind::Name),
        ("Subj", own),
        ("Contents", own),
        ("RC", own),
        ("V", own),
        ("DV", own),
        ("RV", own),
        ("OverlayText", own),
    ] {
        if let Some(words) = string(dict, key) {
            say(kind, rich(&words));
        }
    }
    for part in ["MK", "A", "PA", "AP"] {
        let Some(part) = dict.get::<Dict<'_>>(part) else { continue };
        for (key, kind) in [
            ("CA", own),
            ("RC", own),
            ("AC", own),
            ("URI", SegmentKind::Link),
            ("F", SegmentKind::Link),
        ] {
            say(kind, string(&part, key).unwrap_or_default());
        }
    }
    for form in appearances(dict) {
        let (pieces, sheet) = read_form(&form, page, fonts, layers);
        let shown = paragraphs(&blocks(pieces), f64::INFINITY);
        shown.into_iter().for_each(|paragraph| say(own, paragraph.text));
        sheet.instead.into_iter().for_each(|words| say(SegmentKind::AltText, words));
        if sheet.unmapped > 0 {
            let reason = Say(
                "signs whose fonts do not say what they are",
                "Zeichen, deren Schriften nicht angeben, was sie sind",
            )
            .into();
            annotation.gaps.push((GapKind::Undecodable, reason));
        }
        if sheet.picture >= PICTURE {
            annotation.gaps.push((
                GapKind::Picture,
                Say("there may be words in its picture", "im Bild können Worte stehen").into(),
            ));
        }
        if sheet.is_broken || sheet.is_limited {
            let reason = Say(
                "how it looks is damaged or too large",
                "das Erscheinungsbild ist beschädigt oder zu groß",
            )
            .into();
            annotation.gaps.push((GapKind::Malformed, reason));
        }
    }
    if matches!(subtype.as_deref(), Some(b"Movie" | b"Sound" | b"Screen" | b"RichMedia" | b"3D")) {
        annotation.gaps.push((
            GapKind::Unsupported,
            Say("it plays something that is not read", "spielt etwas ab, das nicht gelesen wird")
                .into(),
        ));
    }
    annotation
}

/// The forms by which an annotation shows itself: one, or one for each of its states.
fn appearances<'a>(dict: &Dict<'a>) -> Vec<Stream<'a>> {
    let looks = dict.get::<Dict<'_>>("AP").unwrap_or_default();
    let mut forms = Vec::new();
    for key in ["N", "R", "D"] {
        match looks.get::<Object<'_>>(key) {
            Some(Object::Stream(form)) => forms.push(form),
            Some(Object::Dict(states)) => {
                let states =
                    states.entries().filter_map(|(name, _)| states.get::<Stream<'_>>(name));
                forms.extend(states.take(STATES));
            }
            _ => {}
        }
    }
    forms
}

/// A text string, or the text of a stream.
pub(super) fn string(dict: &Dict<'_>, key: &str) -> Option<String> {
    match dict.get::<Object<'_>>(key)? {
        Object::String(text) => Some(strings::text(&text)),
        Object::Name(name) => Some(strings::text(&name)),
        Object::Stream(stream) => stream.decoded_data().ok().map(|bytes| strings::stream(&bytes)),
        Object::Array(list) => {
            let texts: Vec<String> =
                list.iter::<Text<'_>>().map(|text| strings::text(&text)).collect();
            Some(texts.join("\n")).filter(|text| !text.is_empty())
        }
        _ => None,
    }
}
