//! Every object of a file, whether something leads to it or not: what else it says, and what files it holds.
//!
//! Alternative texts, scripts, notes of pages that are gone, signatures: all are strings under known names. So every
//! object is looked at for these, and what was not told yet is told. Not here: the text of pages.

use std::collections::HashMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream, String as Text,
};

use super::super::draft::Draft;
use super::super::reading::Reading;
use super::annotations::string;
use super::catalog::{is_machine, metadata, property};
use super::markup::rich;
use super::page::unpacked;
use super::strings;
use super::told::Told;
use crate::model::{GapKind, SegmentKind, Step};
use crate::read::reasons;

/// How deep objects are looked at that lie in each other.
const DEPTH: usize = 32;

/// Strings that are words wherever they stand, and what they are.
const WORDS: [(&str, SegmentKind); 20] = [
    ("Contents", SegmentKind::Comment),
    ("RC", SegmentKind::Comment),
    ("Subj", SegmentKind::Comment),
    ("T", SegmentKind::Name),
    ("TU", SegmentKind::Name),
    ("V", SegmentKind::FormField),
    ("DV", SegmentKind::FormField),
    ("Alt", SegmentKind::AltText),
    ("ActualText", SegmentKind::AltText),
    ("E", SegmentKind::AltText),
    ("Title", SegmentKind::Name),
    ("URI", SegmentKind::Link),
    ("JS", SegmentKind::Code),
    ("Desc", SegmentKind::Note),
    ("Reason", SegmentKind::Note),
    ("Location", SegmentKind::Note),
    ("ContactInfo", SegmentKind::Note),
    ("Name", SegmentKind::Name),
    ("P", SegmentKind::Name),
    ("OverlayText", SegmentKind::Comment),
];

/// Names of which the information of a file has one.
const INFORMATION: [&str; 6] =
    ["Producer", "Creator", "Author", "Keywords", "CreationDate", "ModDate"];

/// Looks at every object of `pdf`, whose pages have the numbers `pages`.
pub(super) fn read(
    pdf: &Pdf,
    pages: &HashMap<ObjectIdentifier, u32>,
    reading: &Reading<'_>,
    draft: &mut Draft<'_>,
    told: &mut Told,
) {
    let (files, loose) = (Vec::new(), Vec::new());
    let mut visitor = Visitor { pages, reading, draft, told, files, loose, words: Vec::new() };
    for (at, object) in pdf.objects().into_iter().enumerate() {
        if at.is_multiple_of(1_000) && visitor.reading.time().is_err() {
            return visitor.draft.gap(GapKind::Limit, reasons::TOO_LONG);
        }
        visitor.object(object, 0);
    }
    visitor.loose();
    for (page, kind, words) in visitor.words {
        match page {
            Some(page) => draft.tell_at(Step::Page(page), kind, &words),
            None => draft.tell(kind, &words),
        }
    }
}

struct Visitor<'v, 's, 'r, 'a> {
    pages: &'v HashMap<ObjectIdentifier, u32>,
    reading: &'v Reading<'r>,
    draft: &'v mut Draft<'s>,
    told: &'v mut Told,
    /// The files that were read.
    files: Vec<ObjectIdentifier>,
    /// Files that nothing may lead to.
    loose: Vec<Stream<'a>>,
    words: Vec<(Option<u32>, SegmentKind, String)>,
}

impl<'a> Visitor<'_, '_, '_, 'a> {
    fn object(&mut self, object: Object<'a>, depth: usize) {
        if depth > DEPTH {
            return;
        }
        match object {
            Object::Dict(dict) => self.dict(&dict, depth),
            Object::Stream(stream) => {
                self.dict(stream.dict(), depth);
                match stream.dict().get::<Name<'_>>("Type").as_deref() {
                    Some(b"Metadata") => metadata(&stream, self.draft, self.told),
                    Some(b"EmbeddedFile") => self.loose.push(stream),
                    _ => {}
                }
            }
            Object::Array(list) => self.list(&list, depth),
            _ => {}
        }
    }

    /// Looks at what lies in a list itself; what it refers to is looked at where it lies.
    fn list(&mut self, list: &Array<'a>, depth: usize) {
        for item in list.raw_iter() {
            if let MaybeRef::NotRef(item) = item {
                self.object(item, depth + 1);
            }
        }
    }

    fn dict(&mut self, dict: &Dict<'a>, depth: usize) {
        let page = dict.get_ref("Pg").or_else(|| dict.get_ref("P"));
        let page = page.and_then(|page| self.pages.get(&page.into()).copied());
        // What signs a file is called like the words of an annotation, and is none.
        let is_signature = dict.contains_key("ByteRange");
        for (key, kind) in
            WORDS.into_iter().filter(|(key, _)| !(is_signature && *key == "Contents"))
        {
            self.words_of(dict, key, kind, page);
        }
        if !dict.contains_key("Type") && INFORMATION.iter().any(|key| dict.contains_key(key)) {
            self.information(dict);
        }
        self.file(dict);
        for (_, value) in dict.entries() {
            if let MaybeRef::NotRef(value @ (Object::Dict(_) | Object::Array(_))) = value {
                self.object(value, depth + 1);
            }
        }
    }

    fn words_of(&mut self, dict: &Dict<'_>, key: &str, kind: SegmentKind, page: Option<u32>) {
        let words = match dict.get::<Object<'_>>(key) {
            Some(Object::String(text)) => strings::text(&text),
            // Scripts and values may be streams; the content of a page is one too and is read there.
            Some(Object::Stream(stream)) if key != "Contents" => match unpacked(&stream) {
                Ok(bytes) => strings::stream(&bytes),
                Err((kind, reason)) => return self.draft.gap(kind, reason),
            },
            _ => return,
        };
        let words = rich(&words);
        if self.told.is_new(&words) {
            self.words.push((page, kind, words));
        }
    }

    fn information(&mut self, dict: &Dict<'_>) {
        for (name, _) in dict.entries() {
            let (name, value) = (strings::text(&name), dict.get::<Text<'_>>(&*name));
            let value = value.map(|value| strings::text(&value)).unwrap_or_default();
            if !is_machine(&name, &value) {
                self.told.is_new(&value);
                self.draft.tell_at(Step::Field(name.clone()), property(&name), &value);
            }
        }
    }

    /// Reads the files that a file specification holds.
    fn file(&mut self, dict: &Dict<'_>) {
        let Some(held) = dict.get::<Dict<'_>>("EF") else { return };
        let name = string(dict, "UF").or_else(|| string(dict, "F")).unwrap_or_default();
        if self.told.is_new(&name) {
            self.words.push((None, SegmentKind::Name, name.clone()));
        }
        for (key, _) in held.entries() {
            if let Some(stream) = held.get::<Stream<'_>>(key) {
                self.include(&stream, &name);
            }
        }
    }

    /// Reads the files that no file specification leads to.
    fn loose(&mut self) {
        for stream in std::mem::take(&mut self.loose) {
            self.include(&stream, "");
        }
    }

    fn include(&mut self, stream: &Stream<'_>, name: &str) {
        if self.files.contains(&stream.obj_id()) {
            return;
        }
        self.files.push(stream.obj_id());
        let number = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let step = Step::Attachment(number, name.to_owned());
        match unpacked(stream) {
            Ok(bytes) => self.draft.include(step, self.reading.nested(name, &bytes)),
            Err((kind, reason)) => {
                self.draft.enter(step);
                self.draft.gap(kind, reason);
                self.draft.leave();
            }
        }
    }
}
