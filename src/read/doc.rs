//! Old Word documents (.doc, Word 97 to 2003): the text of the body, notes, headers, comments and boxes.
//!
//! The whole text lies in one stream of characters, whose parts are counted in the head of the file. Deleted and
//! hidden words stand among the others and are read as they are; numbers of lists are not in it. Numbers and
//! meanings are those of the open specification MS-DOC.

mod story;
mod strings;

use super::compound::{Compound, holds, u16_at, u32_at};
use super::draft::{Draft, compose};
use super::reading::Reading;
use super::{Package, summary};
use crate::model::{Document, GapKind, Say, SegmentKind};
use crate::read::reasons;

/// Reads .doc files.
pub(super) struct Reader;

/// The stream in which the document starts.
const STREAM: &str = "/WordDocument";

/// The parts of the text in their order.
const PARTS: [SegmentKind; 8] = [
    SegmentKind::Paragraph,
    SegmentKind::Footnote,
    SegmentKind::Header,
    SegmentKind::Hidden,
    SegmentKind::Comment,
    SegmentKind::Footnote,
    SegmentKind::TextBox,
    SegmentKind::TextBox,
];

/// Where the numbers of characters of the parts stand in the head.
const COUNTS: usize = 0x4c;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "doc"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["doc", "dot"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        holds(bytes, STREAM)
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        compose(self.name(), |draft| {
            let mut file = match Compound::open(bytes) {
                Ok(file) => file,
                Err(gap) => return draft.gap(gap.kind, gap.reason),
            };
            summary::tell(draft, &mut file, reading);
            if let Err((kind, reason)) = document(draft, &mut file, reading) {
                draft.gap(kind, reason);
            }
            if !file.names("/ObjectPool").is_empty() {
                draft.gap(GapKind::Embedded, reasons::OBJECTS);
            }
            if file.has("/Macros") {
                draft.gap(GapKind::Embedded, reasons::MACROS);
            }
        })
    }
}

type Failed = (GapKind, Say);

const DAMAGED: Failed = (
    GapKind::Malformed,
    Say("the text of the document cannot be found", "der Text des Dokuments ist nicht zu finden"),
);

fn document(
    draft: &mut Draft<'_>,
    file: &mut Compound<'_>,
    reading: &Reading<'_>,
) -> Result<(), Failed> {
    let (head, gap) = file.stream(STREAM, reading).ok_or(DAMAGED)?;
    gap.into_iter().for_each(|gap| draft.gap(gap.kind, gap.reason));
    let flags = u16_at(&head, 0x0a).ok_or(DAMAGED)?;
    if flags & 0x0100 != 0 {
        return Err((GapKind::Encrypted, reasons::PASSWORD));
    }
    // The version of Word 97; earlier ones keep the text in another way.
    if u16_at(&head, 0) != Some(0xa5ec) || u16_at(&head, 2).is_none_or(|version| version < 0xc1) {
        let reason = Say(
            "a Word format from before 1997, which is not read; save it as .docx",
            "ein Word-Format aus der Zeit vor 1997, das nicht gelesen wird; als .docx speichern",
        );
        return Err((GapKind::Unsupported, reason));
    }
    let table = if flags & 0x0200 == 0 { "/0Table" } else { "/1Table" };
    let (table, gap) = file.stream(table, reading).ok_or(DAMAGED)?;
    gap.into_iter().for_each(|gap| draft.gap(gap.kind, gap.reason));
    let pieces = Pieces { head: &head, table: &table };
    let text = pieces.text(reading)?;
    let mut start = 0;
    for (at, kind) in PARTS.into_iter().enumerate() {
        let count = u32_at(&head, COUNTS + at * 4).ok_or(DAMAGED)? as usize;
        let end = start + count.min(text.len() - start);
        if end - start < count {
            draft.gap(
                GapKind::Malformed,
                Say(
                    "the text of the document is not all there",
                    "der Text des Dokuments ist nicht vollständig",
                ),
            );
        }
        let part = &text[start..end];
        if kind == SegmentKind::Header {
            for (kind, part) in pieces.headers(part) {
                story::tell(draft, kind, part);
            }
        } else {
            // Apart from the others, so that the last item of the agenda ends with the body.
            draft.absorb(compose("doc", |draft| story::tell(draft, kind, part)));
        }
        start = end;
    }
    story::tell(draft, SegmentKind::Hidden, &text[start..]);
    strings::tell(draft, &pieces);
    // A store of pictures in the drawings of the document.
    let drawings = pieces.entry(50).unwrap_or_default();
    if drawings.windows(2).any(|two| two == [0x01, 0xf0]) {
        draft.gap(
            GapKind::Picture,
            Say(
                "pictures among the drawings, which may show words",
                "Bilder unter den Zeichnungen, die Worte zeigen können",
            ),
        );
    }
    Ok(())
}

/// The head of a document, and the stream of tables that it points into.
struct Pieces<'b> {
    head: &'b [u8],
    table: &'b [u8],
}

impl<'b> Pieces<'b> {
    /// The bytes of a table, by its place among the pairs of offset and length in the head.
    fn entry(&self, at: usize) -> Option<&'b [u8]> {
        let pair = 0x9a + at * 8;
        let from = u32_at(self.head, pair)? as usize;
        let length = u32_at(self.head, pair + 4)? as usize;
        self.table.get(from..)?.get(..length)
    }

    /// The characters of the document in order, from the table of pieces.
    fn text(&self, reading: &Reading<'_>) -> Result<Vec<u16>, Failed> {
        let mut rest = self.entry(33).ok_or(DAMAGED)?;
        while rest.first() == Some(&1) {
            let length = usize::from(u16_at(rest, 1).ok_or(DAMAGED)?);
            rest = rest.get(3 + length..).ok_or(DAMAGED)?;
        }
        if rest.first() != Some(&2) {
            return Err(DAMAGED);
        }
        let length = u32_at(rest, 1).ok_or(DAMAGED)? as usize;
        let table = rest.get(5..).and_then(|rest| rest.get(..length)).ok_or(DAMAGED)?;
        let count = length.saturating_sub(4) / 12;
        let mut text = Vec::new();
        for at in 0..count {
            let bound = |at: usize| u32_at(table, at * 4).map(|bound| bound as usize);
            let (from, to) = (bound(at).ok_or(DAMAGED)?, bound(at + 1).ok_or(DAMAGED)?);
            let place = u32_at(table, (count + 1) * 4 + at * 8 + 2).ok_or(DAMAGED)?;
            let characters = to.checked_sub(from).ok_or(DAMAGED)?;
            if from != text.len() {
                return Err(DAMAGED);
            }
            let narrow = place & 0x4000_0000 != 0;
            let place = (place & 0x3fff_ffff) as usize;
            let (place, width) = if narrow { (place / 2, 1) } else { (place, 2) };
            let bytes = self.head.get(place..).and_then(|rest| rest.get(..characters * width));
            let bytes = bytes.ok_or(DAMAGED)?;
            reading.bytes(bytes.len()).map_err(|reason| (GapKind::Limit, reason))?;
            if narrow {
                let western = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0;
                text.extend(western.encode_utf16());
            } else {
                let pair = |pair: &[u8]| u16_at(pair, 0).unwrap_or_default();
                text.extend(bytes.chunks_exact(2).map(pair));
            }
        }
        Ok(text)
    }

    /// Headers and footers apart: six for each section, behind six lines that part notes from text.
    fn headers<'t>(&self, part: &'t [u16]) -> Vec<(SegmentKind, &'t [u16])> {
        let table = self.entry(11).unwrap_or_default();
        let bounds: Vec<usize> = (0..table.len() / 4)
            .filter_map(|at| u32_at(table, at * 4).map(|bound| bound as usize))
            .collect();
        let ordered = bounds.windows(2).all(|two| two[0] <= two[1]);
        if !ordered || bounds.first() != Some(&0) {
            return vec![(SegmentKind::Header, part)];
        }
        let mut stories = Vec::new();
        let mut end = 0;
        for (at, two) in bounds.windows(2).enumerate() {
            let kind = match at % 6 {
                2 | 3 | 5 if at >= 6 => SegmentKind::Footer,
                _ => SegmentKind::Header,
            };
            stories.extend(part.get(two[0]..two[1]).map(|story| (kind, story)));
            end = two[1].min(part.len());
        }
        stories.push((SegmentKind::Header, &part[end..]));
        stories
    }
}
