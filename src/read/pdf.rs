//! PDF: the text of its pages as a person reads it, and everything else in it that holds words.
//!
//! A library reads objects, another one fonts; where signs stand says what is a word, a line, a column and a paragraph.
//! Not here: recognition of pictures. A page that is a picture is a gap.

mod annotations;
mod bidi;
mod catalog;
mod content;
mod edges;
mod flow;
mod font;
mod inflate;
mod layers;
mod leftovers;
mod marks;
mod markup;
mod matrix;
mod order;
mod packing;
mod page;
mod paragraphs;
mod pieces;
mod runs;
mod sheet;
mod state;
mod strings;
#[cfg(test)]
mod tests;
mod told;
mod versions;

use std::collections::HashMap;

use hayro_syntax::object::{Dict, ObjectIdentifier};
use hayro_syntax::{LoadPdfError, Pdf};
use memchr::memmem;

use self::annotations::Annotation;
use self::font::Fonts;
use self::inflate::{Refusal, measure};
use self::layers::Layers;
use self::page::Drawn;
use self::told::Told;
use super::Package;
use super::draft::{Draft, compose};
use super::reading::Reading;
use crate::model::{Document, GapKind, Say, SegmentKind, Step};

/// Most pages of a file.
const PAGES: usize = 10_000;
/// Most bytes that its streams may unpack to, pictures not counted.
const UNPACKED: u64 = 512 * 1024 * 1024;
/// Bytes at the start in which the signature stands, and at the end in which the end stands.
const EDGE: usize = 1024;

/// Reads PDF files.
pub(super) struct Reader;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let head = &bytes[..bytes.len().min(EDGE)];
        let mut signs = memmem::find_iter(head, "%PDF-");
        let sign = signs.find(|at| head.get(at + 5).is_some_and(u8::is_ascii_digit));
        // A text that speaks of PDF has no objects in it.
        sign.is_some_and(|at| at == 0 || has(bytes, b" obj"))
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        let version = |bytes: &[u8]| compose(self.name(), |draft| file(bytes, reading, draft));
        compose(self.name(), |draft| {
            file(bytes, reading, draft);
            versions::tell(bytes, draft, version);
        })
    }
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    memmem::find(bytes, what).is_some()
}

fn file(bytes: &[u8], reading: &Reading<'_>, draft: &mut Draft<'_>) {
    let mut copy = bytes.to_vec();
    let measured = match measure(&mut copy, UNPACKED) {
        Ok(measured) => measured,
        Err(refusal) => return refused(refusal, draft),
    };
    if let Err(reason) =
        usize::try_from(measured.large).map_or(Ok(()), |large| reading.bytes(large))
    {
        return draft.gap(GapKind::Limit, reason);
    }
    let pdf = match Pdf::new(copy) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => {
            return draft.gap(
                GapKind::Encrypted,
                Say("it does not open without a password", "lässt sich nicht ohne Kennwort öffnen"),
            );
        }
        Err(LoadPdfError::Invalid) => {
            return draft.gap(
                GapKind::Malformed,
                Say("it has no pages that can be found", "es sind keine Seiten zu finden"),
            );
        }
    };
    if measured.is_sealed {
        draft.notice(Say(
            "it is encrypted and opens without a password",
            "verschlüsselt und ohne Kennwort zu öffnen",
        ));
    }
    if measured.is_damaged {
        draft.gap(
            GapKind::Malformed,
            Say("a packed part of it is damaged", "ein gepackter Teil ist beschädigt"),
        );
    }
    let tail = &bytes[bytes.len().saturating_sub(EDGE)..];
    if !has(tail, b"%%EOF") {
        draft.gap(
            GapKind::Malformed,
            Say(
                "it has no end, so that a part of it may be missing",
                "hat kein Ende, so dass ein Teil fehlen kann",
            ),
        );
    }
    document(&pdf, reading, draft);
}

fn refused(refusal: Refusal, draft: &mut Draft<'_>) {
    match refusal {
        Refusal::Large => draft.gap(
            GapKind::Limit,
            Say("unpacks to more than is read", "wird entpackt größer, als gelesen wird"),
        ),
        Refusal::Sealed => {
            draft.gap(
                GapKind::Encrypted,
                Say(
                    "encrypted, and too large to be opened on trust",
                    "verschlüsselt und zu groß, um es ungeprüft zu öffnen",
                ),
            );
        }
        Refusal::Endless => draft
            .gap(GapKind::Malformed, Say("its parts have no ends", "die Teile haben kein Ende")),
    }
}

fn document(pdf: &Pdf, reading: &Reading<'_>, draft: &mut Draft<'_>) {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).unwrap_or_default();
    let layers = Layers::of(&catalog);
    let mut fonts = Fonts::new();
    let pages = pdf.pages();
    let said = catalog.get::<Dict<'_>>("Pages").and_then(|pages| pages.get::<usize>("Count"));
    if said.is_some_and(|said| said > pages.len()) || pages.is_empty() {
        draft.gap(
            GapKind::Malformed,
            Say(
                "it says that it has more pages than can be found",
                "gibt mehr Seiten an, als zu finden sind",
            ),
        );
    }
    let mut numbers: HashMap<ObjectIdentifier, u32> = HashMap::new();
    let mut drawn: Vec<(Drawn, Vec<Annotation>)> = Vec::new();
    for (number, page) in (1..).zip(pages.iter()) {
        if drawn.len() >= PAGES {
            draft.gap(
                GapKind::Limit,
                Say("it has more pages than are read", "hat mehr Seiten, als gelesen werden"),
            );
            break;
        }
        if let Err(reason) = reading.time() {
            draft.enter(Step::Page(number));
            draft.gap(GapKind::Limit, reason);
            draft.leave();
            break;
        }
        numbers.extend(page.raw().obj_id().map(|id| (id, number)));
        let mut one = page::read(page, &mut fonts, &layers);
        let (annotations, more) = annotations::read(page, &mut fonts, &layers);
        if more {
            let reason = Say(
                "it has more annotations than are read",
                "hat mehr Anmerkungen, als gelesen werden",
            );
            one.gaps.push((GapKind::Limit, reason.into()));
        }
        drawn.push((one, annotations));
    }
    let mut told = Told::default();
    write(drawn, draft, &mut told);
    catalog::bookmarks(&catalog, draft, &mut told);
    catalog::fields(&catalog, draft, &mut told);
    leftovers::read(pdf, &numbers, reading, draft, &mut told);
}

/// Writes all pages. Headers and footers are known only when all were seen.
fn write(drawn: Vec<(Drawn, Vec<Annotation>)>, draft: &mut Draft<'_>, told: &mut Told) {
    let mut pages = Vec::with_capacity(drawn.len());
    let mut rest = Vec::with_capacity(drawn.len());
    for (mut page, annotations) in drawn {
        pages.push((std::mem::take(&mut page.pieces), page.height));
        rest.push((page, annotations));
    }
    edges::mark(&mut pages);
    let body = flow::usual_size(&pages);
    let pages = pages.into_iter().map(|(pieces, _)| flow::page(pieces, body)).collect();
    let pages = flow::joined(pages);
    for (number, (paragraphs, (page, annotations))) in (1..).zip(pages.into_iter().zip(rest)) {
        flow::write(number, paragraphs, draft);
        draft.enter(Step::Page(number));
        for (kind, reason) in &page.gaps {
            draft.gap(*kind, reason);
        }
        for (layer, pieces) in page.others {
            flow::other(layer, pieces, body, draft);
        }
        for words in page.instead {
            told.is_new(&words);
            draft.tell(SegmentKind::AltText, &words);
        }
        // A link over several lines is an annotation for each of them.
        let mut links = Told::default();
        for (at, annotation) in (1..).zip(annotations) {
            draft.enter(Step::Comment(at));
            for (kind, reason) in &annotation.gaps {
                draft.gap(*kind, reason);
            }
            for (kind, words) in annotation.words {
                told.is_new(&words);
                if kind != SegmentKind::Link || links.is_new(&words) {
                    draft.tell(kind, &words);
                }
            }
            draft.leave();
        }
        draft.leave();
    }
}
