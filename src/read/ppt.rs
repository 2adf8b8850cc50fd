//! Old PowerPoint presentations (.ppt, 97 to 2003): slides in order, notes, masters, comments, headers and footers.
//!
//! The file is a tree of records, and a directory says which of them are the slides that hold; what earlier savings
//! left behind is read as hidden. Numbers and meanings are those of the open specification MS-PPT.

mod records;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::compound::{Compound, holds, u16_at, u32_at};
use super::draft::{Draft, compose};
use super::reading::Reading;
use super::{Package, summary};
use crate::model::{Document, GapKind, Say, SegmentKind, Step};
use crate::read::reasons;
use records::{Record, at, records};
use words::texts;

/// Reads .ppt files.
pub(super) struct Reader;

/// The stream of records.
const STREAM: &str = "/PowerPoint Document";

/// Types of records.
const DOCUMENT: u16 = 1000;
const SLIDE: u16 = 1006;
const NOTES: u16 = 1008;
const NOTES_OF: u16 = 1009;
const PERSIST: u16 = 1011;
const MASTER: u16 = 1016;
const SHOWN: u16 = 1017;
const LIST: u16 = 4080;
const EDIT: u16 = 4085;
const DIRECTORY: u16 = 6002;
const OBJECT: u16 = 4113;

/// What the head of an encrypted file says.
const SECRET: u32 = 0xf3d1_c4df;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "ppt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ppt", "pps", "pot"]
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
            let user = file.stream("/Current User", reading).map_or(Vec::new(), |(bytes, _)| bytes);
            if u32_at(&user, 12) == Some(SECRET) {
                return draft.gap(GapKind::Encrypted, reasons::PASSWORD);
            }
            let Some((bytes, gap)) = file.stream(STREAM, reading) else {
                return draft.gap(
                    GapKind::Malformed,
                    Say("the slides cannot be found", "die Folien sind nicht zu finden"),
                );
            };
            gap.into_iter().for_each(|gap| draft.gap(gap.kind, gap.reason));
            let edit = u32_at(&user, 16).unwrap_or_default() as usize;
            Presentation::new(&bytes, edit).tell(draft);
            if file.stream("/Pictures", reading).is_some_and(|(bytes, _)| !bytes.is_empty()) {
                draft.gap(GapKind::Picture, reasons::PICTURES);
            }
        })
    }
}

/// The records of a presentation and the directory of those that hold.
struct Presentation<'b> {
    stream: &'b [u8],
    /// Where the record of a number starts.
    places: BTreeMap<u32, usize>,
    document: Option<Record<'b>>,
    /// Records that were told.
    told: BTreeSet<usize>,
}

impl<'b> Presentation<'b> {
    fn new(stream: &'b [u8], edit: usize) -> Self {
        let mut places = BTreeMap::new();
        let mut document = None;
        let mut next = edit;
        // Each edit points to the one before it, which lies further to the front.
        while let Some(edit) = at(stream, next).filter(|edit| edit.kind == EDIT) {
            let directory = u32_at(edit.body, 12).and_then(|place| at(stream, place as usize));
            directory.into_iter().filter(|found| found.kind == DIRECTORY).for_each(|found| {
                add(&mut places, found.body);
            });
            document = document.or(u32_at(edit.body, 16));
            match u32_at(edit.body, 8).map(|before| before as usize) {
                Some(before) if before > 0 && before < next => next = before,
                _ => break,
            }
        }
        let document = document.and_then(|id| at(stream, *places.get(&id)?));
        let last = || records(stream).filter(|record| record.kind == DOCUMENT).last();
        let document = document.filter(|record| record.kind == DOCUMENT).or_else(last);
        Presentation { stream, places, document, told: BTreeSet::new() }
    }

    fn tell(&mut self, draft: &mut Draft<'_>) {
        let Some(document) = self.document else {
            return draft.gap(
                GapKind::Malformed,
                Say(
                    "its list of slides cannot be found",
                    "die Liste der Folien ist nicht zu finden",
                ),
            );
        };
        let mut slides = BTreeMap::new();
        // Apart from the others, so that the last item of an agenda ends with the slides.
        draft.absorb(compose("ppt", |draft| self.slides(draft, document, &mut slides)));
        self.beside(draft, document, &slides);
    }

    fn slides(
        &mut self,
        draft: &mut Draft<'_>,
        document: Record<'b>,
        slides: &mut BTreeMap<u32, u32>,
    ) {
        for (number, entry) in (1..).zip(listed(document, 0)) {
            slides.insert(entry.slide, number);
            let slide = self.container(&entry);
            let hidden = slide.is_some_and(is_hidden);
            let kind = if hidden { SegmentKind::Hidden } else { SegmentKind::Paragraph };
            draft.enter(Step::Slide(number));
            words::tell(draft, kind, entry.texts.iter().copied());
            match slide {
                Some(slide) => words::tell(draft, kind, std::iter::once(slide)),
                None => draft.gap(
                    GapKind::Malformed,
                    Say("the slide cannot be found", "die Folie ist nicht zu finden"),
                ),
            }
            draft.leave();
        }
    }

    /// What is beside the slides: notes, masters, what belongs to all, what is left of earlier savings.
    fn beside(&mut self, draft: &mut Draft<'_>, document: Record<'b>, slides: &BTreeMap<u32, u32>) {
        for entry in listed(document, 2) {
            let Some(notes) = self.container(&entry) else { continue };
            let of = records(notes.body).find(|record| record.kind == NOTES_OF);
            let of = of.and_then(|record| u32_at(record.body, 0));
            let number = of.and_then(|slide| slides.get(&slide)).copied().unwrap_or(0);
            draft.enter(Step::Slide(number));
            words::tell(draft, SegmentKind::SpeakerNotes, std::iter::once(notes));
            draft.leave();
        }
        for (number, entry) in (1..).zip(listed(document, 1)) {
            let Some(master) = self.container(&entry) else { continue };
            draft.enter(Step::Master(number));
            words::tell(draft, SegmentKind::Paragraph, std::iter::once(master));
            draft.leave();
        }
        self.told.insert(document.place);
        let rest = records(document.body).filter(|record| record.kind != LIST);
        words::tell(draft, SegmentKind::Property, rest);
        if records(self.stream).any(|record| record.kind == OBJECT) {
            draft.gap(GapKind::Embedded, reasons::OBJECTS);
        }
        self.left_behind(draft);
    }

    /// The container of an entry.
    fn container(&mut self, entry: &Entry<'b>) -> Option<Record<'b>> {
        let found = at(self.stream, *self.places.get(&entry.id)?)?;
        let known = [SLIDE, NOTES, MASTER].contains(&found.kind);
        self.told.insert(found.place);
        known.then_some(found)
    }

    /// What earlier savings left in the file, each text once.
    fn left_behind(&self, draft: &mut Draft<'_>) {
        let old = records(self.stream).filter(|record| !self.told.contains(&record.place));
        let mut seen = BTreeSet::new();
        for (_, text) in old.flat_map(|record| texts(SegmentKind::Hidden, record)) {
            if seen.insert(text.clone()) {
                draft.tell(SegmentKind::Hidden, &text);
            }
        }
        let end = records(self.stream).last().map_or(0, |last| last.end());
        if self.stream[end.min(self.stream.len())..].iter().any(|&byte| byte != 0) {
            draft.gap(
                GapKind::Malformed,
                Say("its records end before the file does", "die Datensätze enden vor der Datei"),
            );
        }
    }
}

/// Adds what a directory says of where records are; what is known is newer.
fn add(places: &mut BTreeMap<u32, usize>, directory: &[u8]) {
    let mut at = 0;
    while let Some(head) = u32_at(directory, at) {
        at += 4;
        for id in (head & 0xf_ffff..).take((head >> 20) as usize) {
            let Some(place) = u32_at(directory, at) else { return };
            places.entry(id).or_insert(place as usize);
            at += 4;
        }
    }
}

/// A slide in a list: its number in the directory, its own number, and the texts of its outline.
struct Entry<'b> {
    id: u32,
    slide: u32,
    texts: Vec<Record<'b>>,
}

/// The slides, masters or notes of a document, in order.
fn listed(document: Record<'_>, kind: u16) -> impl Iterator<Item = Entry<'_>> {
    let lists = records(document.body).filter(|record| record.kind == LIST);
    lists.filter(move |list| list.instance == kind).flat_map(entries)
}

fn entries(list: Record<'_>) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for record in records(list.body) {
        if record.kind == PERSIST {
            let number = |at| u32_at(record.body, at).unwrap_or_default();
            entries.push(Entry { id: number(0), slide: number(12), texts: Vec::new() });
        } else if let Some(entry) = entries.last_mut() {
            entry.texts.push(record);
        }
    }
    entries
}

fn is_hidden(slide: Record<'_>) -> bool {
    let shown = records(slide.body).find(|record| record.kind == SHOWN);
    shown.and_then(|record| u16_at(record.body, 10)).is_some_and(|flags| flags & 4 != 0)
}
