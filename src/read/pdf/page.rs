//! A page: everything that is drawn on it, as pieces of lines.
//!
//! Not here: annotations ([`super::annotations`]) and what is the same on all pages.

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Page;

use super::content::Painter;
use super::font::Fonts;
use super::layers::Layers;
use super::matrix::Matrix;
use super::pieces::{Piece, pieces};
use super::runs::runs;
use super::sheet::{Layer, Sheet};
use crate::model::{GapKind, Say, Words};

/// How much of a page a picture covers at least to be worth a look.
pub(super) const PICTURE: f64 = 0.01;

/// How many signs that say no character may stand alone on a page, as ornaments do.
const ORNAMENTS: usize = 2;

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// Upright text that is seen, from top to bottom.
    pub(super) pieces: Vec<Piece>,
    /// All other text: turned, unpainted, or in layers that are switched off.
    pub(super) others: Vec<(Layer, Vec<Piece>)>,
    /// Words that stand for what is drawn and differ from it.
    pub(super) instead: Vec<String>,
    /// How high the page is.
    pub(super) height: f64,
    /// What was not read.
    pub(super) gaps: Vec<(GapKind, Words)>,
}

/// Reads what is drawn on a page.
pub(super) fn read<'a>(page: &Page<'a>, fonts: &mut Fonts<'a>, layers: &Layers) -> Drawn {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let mut gaps = Vec::new();
    let content = content(page.raw(), &mut gaps);
    let mut painter = Painter::new(fonts, layers, width * height);
    let to_page = Matrix(page.initial_transform(false).as_coeffs());
    painter.draw(&content, page.resources(), to_page);
    let sheet = painter.sheet;
    let (pieces, others) = laid_out(&sheet);
    let all = pieces.iter().chain(others.iter().flat_map(|(_, pieces)| pieces));
    told(&sheet, all.filter(|piece| hides(&piece.text)).count(), &mut gaps);
    Drawn { pieces, others, instead: sheet.instead, height, gaps }
}

/// The words of a form, as an annotation or a field shows itself.
pub(super) fn read_form<'a>(
    form: &Stream<'a>,
    page: &Page<'a>,
    fonts: &mut Fonts<'a>,
    layers: &Layers,
) -> (Vec<Piece>, Sheet) {
    let (width, height) = page.render_dimensions();
    let mut painter = Painter::new(fonts, layers, f64::from(width) * f64::from(height));
    painter.draw_form(form, page.resources());
    let sheet = painter.sheet;
    let (mut pieces, others) = laid_out(&sheet);
    pieces.extend(others.into_iter().flat_map(|(_, pieces)| pieces));
    (pieces, sheet)
}

/// The content of a page, whose streams go on from one another.
fn content(page: &Dict<'_>, gaps: &mut Vec<(GapKind, Words)>) -> Vec<u8> {
    let mut content = Vec::new();
    let one = page.get::<Stream<'_>>("Contents");
    let many = page.get::<Array<'_>>("Contents");
    let listed = many.as_ref().map_or(0, |list| list.raw_iter().count());
    let streams: Vec<Stream<'_>> = match (one, many) {
        (Some(stream), _) => vec![stream],
        (None, Some(list)) => list.iter::<Stream<'_>>().collect(),
        (None, None) => Vec::new(),
    };
    let is_lost =
        streams.len() < listed || (streams.is_empty() && page.get_ref("Contents").is_some());
    if is_lost && listed == 0 || streams.len() < listed {
        gaps.push((
            GapKind::Malformed,
            Say("a part of its content is not there", "ein Teil des Inhalts ist nicht da").into(),
        ));
    }
    for stream in streams {
        match unpacked(&stream) {
            Ok(bytes) => {
                content.extend(bytes);
                content.push(b' ');
            }
            Err((kind, reason)) => gaps.push((kind, reason.into())),
        }
    }
    content
}

/// The bytes of a stream that is no picture.
///
/// # Errors
/// The gap where they cannot be had.
pub(super) fn unpacked(stream: &Stream<'_>) -> Result<Vec<u8>, (GapKind, Say)> {
    let named = match stream.dict().get::<Object<'_>>("Filter") {
        Some(Object::Name(_)) => 1,
        Some(Object::Array(list)) => list.iter::<Name<'_>>().count(),
        _ => 0,
    };
    if stream.filters().len() < named {
        return Err((
            GapKind::Unsupported,
            Say(
                "a part of it is packed in a way that is not read",
                "ein Teil ist auf eine Art gepackt, die nicht gelesen wird",
            ),
        ));
    }
    let bytes = stream.decoded_data();
    let bytes = bytes.map_err(|_| {
        (
            GapKind::Malformed,
            Say("a part of it does not unpack", "ein Teil lässt sich nicht entpacken"),
        )
    })?;
    Ok(bytes.into_owned())
}

/// Whether a sign that says no character stands beside a letter or another one: then it is a part of a word, and
/// no ornament.
fn hides(text: &str) -> bool {
    let lost = |c: char| c == '\u{fffd}';
    let pairs = text.chars().zip(text.chars().skip(1));
    let mut pairs = pairs.filter(|(a, b)| lost(*a) || lost(*b));
    pairs.any(|(a, b)| [a, b].into_iter().all(|c| lost(c) || c.is_alphanumeric()))
}

/// What was not read of a sheet, on which so many pieces hide letters.
fn told(sheet: &Sheet, hiding: usize, gaps: &mut Vec<(GapKind, Words)>) {
    let mut gap = |kind, reason: Words| gaps.push((kind, reason));
    let has_text = sheet.glyphs.iter().any(|glyph| glyph.text.chars().any(char::is_alphanumeric));
    if hiding > 0 || sheet.unmapped > ORNAMENTS {
        let count = sheet.unmapped;
        let reason = Words::new(
            format!("{count} signs whose fonts do not say what they are"),
            format!("{count} Zeichen, deren Schriften nicht angeben, was sie sind"),
        );
        gap(GapKind::Undecodable, reason);
    }
    if !has_text && sheet.is_painted {
        gap(
            GapKind::Picture,
            Say(
                "a page without text, on which something is drawn",
                "eine Seite ohne Text, auf der etwas gezeichnet ist",
            )
            .into(),
        );
    } else if sheet.picture >= PICTURE {
        gap(
            GapKind::Picture,
            Say("there may be words in its pictures", "in den Bildern können Worte stehen").into(),
        );
    }
    if sheet.is_broken {
        gap(
            GapKind::Malformed,
            Say("a part of what it draws is damaged", "ein Teil des Gezeichneten ist beschädigt")
                .into(),
        );
    }
    if sheet.is_limited {
        gap(
            GapKind::Limit,
            Say("it draws more than is read", "es ist mehr gezeichnet, als gelesen wird").into(),
        );
    }
}

fn laid_out(sheet: &Sheet) -> (Vec<Piece>, Vec<(Layer, Vec<Piece>)>) {
    let mut upright = Vec::new();
    let mut others = Vec::new();
    for turned in runs(&sheet.glyphs) {
        let pieces = pieces(turned.runs);
        if turned.is_upright && turned.layer == Layer::Seen {
            upright = pieces;
        } else if !pieces.is_empty() {
            others.push((turned.layer, pieces));
        }
    }
    (upright, others)
}
