//! What belongs to the whole file: bookmarks, form fields, information, metadata.
//!
//! Not here: what nothing leads to any more ([`super::leftovers`]).

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, Object, ObjectIdentifier, Stream};

use super::super::draft::Draft;
use super::annotations::string;
use super::markup::{rich, words};
use super::page::unpacked;
use super::told::Told;
use crate::model::{GapKind, Say, SegmentKind, Step};

/// Most bookmarks and most fields.
const ENTRIES: u32 = 100_000;
/// How deep fields may lie in fields.
const DEPTH: usize = 64;

/// Tells the bookmarks.
pub(super) fn bookmarks(catalog: &Dict<'_>, draft: &mut Draft<'_>, told: &mut Told) {
    let Some(outlines) = catalog.get::<Dict<'_>>("Outlines") else { return };
    let mut seen: HashSet<ObjectIdentifier> = HashSet::new();
    let mut open: Vec<Dict<'_>> = outlines.get::<Dict<'_>>("First").into_iter().collect();
    let mut number = 0;
    while let Some(entry) = open.pop() {
        if entry.obj_id().is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        number += 1;
        if number > ENTRIES {
            return draft.gap(
                GapKind::Limit,
                Say(
                    "there are more bookmarks than are read",
                    "es gibt mehr Lesezeichen, als gelesen werden",
                ),
            );
        }
        if let Some(title) = string(&entry, "Title") {
            told.is_new(&title);
            draft.tell_at(Step::Entry(number), SegmentKind::Name, &title);
        }
        open.extend(entry.get::<Dict<'_>>("Next"));
        open.extend(entry.get::<Dict<'_>>("First"));
    }
}

/// Tells the names, values and choices of form fields, and forms in XML.
pub(super) fn fields(catalog: &Dict<'_>, draft: &mut Draft<'_>, told: &mut Told) {
    let Some(form) = catalog.get::<Dict<'_>>("AcroForm") else { return };
    let mut seen: HashSet<ObjectIdentifier> = HashSet::new();
    let top = form.get::<Array<'_>>("Fields").into_iter().flat_map(|list| list.iter::<Dict<'_>>());
    let mut open: Vec<(Dict<'_>, String, usize)> =
        top.map(|field| (field, String::new(), 0)).collect();
    open.reverse();
    let mut count = 0;
    while let Some((field, above, depth)) = open.pop() {
        count += 1;
        let is_known = field.obj_id().is_some_and(|id| !seen.insert(id));
        if is_known || depth > DEPTH || count > ENTRIES {
            draft.gap(
                GapKind::Limit,
                Say(
                    "form fields that lie too deep, in each other, or are too many",
                    "Formularfelder, die zu tief oder ineinander liegen oder zu viele sind",
                ),
            );
            continue;
        }
        let own = string(&field, "T").unwrap_or_default();
        let name = [above.as_str(), own.as_str()].into_iter().filter(|name| !name.is_empty());
        let name = name.collect::<Vec<_>>().join(".");
        draft.enter(Step::Field(name.clone()));
        for (key, kind) in [
            ("T", SegmentKind::Name),
            ("TU", SegmentKind::Name),
            ("TM", SegmentKind::Name),
            ("V", SegmentKind::FormField),
            ("DV", SegmentKind::FormField),
            ("RV", SegmentKind::FormField),
        ] {
            if let Some(words) = string(&field, key).map(|words| rich(&words))
                && (told.is_new(&words) || kind != SegmentKind::Name)
            {
                draft.tell(kind, &words);
            }
        }
        choices(&field, draft, told);
        draft.leave();
        let kids = field.get::<Array<'_>>("Kids");
        let kids: Vec<_> = kids.into_iter().flat_map(|kids| kids.iter::<Dict<'_>>()).collect();
        open.extend(kids.into_iter().rev().map(|kid| (kid, name.clone(), depth + 1)));
    }
    xml_form(&form, draft);
}

fn choices(field: &Dict<'_>, draft: &mut Draft<'_>, told: &mut Told) {
    let Some(options) = field.get::<Array<'_>>("Opt") else { return };
    for option in options.iter::<Object<'_>>() {
        let texts: Vec<Object<'_>> = match option {
            Object::Array(pair) => pair.iter::<Object<'_>>().collect(),
            option => vec![option],
        };
        for text in texts.into_iter().filter_map(Object::into_string) {
            let text = super::strings::text(&text);
            told.is_new(&text);
            draft.tell(SegmentKind::FormField, &text);
        }
    }
}

/// Tells a form that is XML: its template and its data, in one stream or in several.
fn xml_form(form: &Dict<'_>, draft: &mut Draft<'_>) {
    let streams: Vec<Stream<'_>> = match form.get::<Object<'_>>("XFA") {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(parts)) => {
            parts.iter::<Object<'_>>().filter_map(Object::into_stream).collect()
        }
        _ => return,
    };
    draft.enter(Step::Part("XFA".to_owned()));
    let mut whole = Vec::new();
    for stream in &streams {
        match unpacked(stream) {
            Ok(bytes) => whole.extend(bytes),
            Err((kind, reason)) => draft.gap(kind, reason),
        }
    }
    let (words, fault) = words(&whole);
    let mut told = Told::default();
    for (_, words) in words.iter().filter(|(_, words)| !is_space(words)) {
        if told.is_new(words) {
            draft.tell(SegmentKind::FormField, words);
        }
    }
    if let Some(reason) = fault {
        draft.gap(GapKind::Malformed, reason);
    }
    draft.leave();
}

/// Tells metadata in XML.
pub(super) fn metadata(stream: &Stream<'_>, draft: &mut Draft<'_>, told: &mut Told) {
    draft.enter(Step::Part("metadata".to_owned()));
    match unpacked(stream) {
        Ok(bytes) => {
            let (words, fault) = words(&bytes);
            for (name, words) in words {
                if !is_machine(&name, &words) && told.is_new(&words) {
                    draft.tell_at(Step::Field(name.clone()), property(&name), &words);
                }
            }
            if let Some(reason) = fault {
                draft.gap(GapKind::Malformed, reason);
            }
        }
        Err((kind, reason)) => draft.gap(kind, reason),
    }
    draft.leave();
}

/// What kind of property has this name.
pub(super) fn property(name: &str) -> SegmentKind {
    match name {
        "Title" | "title" | "Subject" | "subject" => SegmentKind::Subject,
        name if name.starts_with("MSIP_Label") => SegmentKind::Label,
        _ => SegmentKind::Property,
    }
}

/// Whether a property is there for programs: times, identifiers, names of formats.
pub(super) fn is_machine(name: &str, value: &str) -> bool {
    let names = [
        "CreationDate",
        "ModDate",
        "CreateDate",
        "ModifyDate",
        "MetadataDate",
        "Trapped",
        "DocumentID",
        "InstanceID",
        "OriginalDocumentID",
        "VersionID",
        "RenditionClass",
        "about",
        "xmptk",
        "parseType",
        "format",
        "lang",
        "PTEX.Fullbanner",
        "when",
        "changed",
        "action",
    ];
    names.contains(&name) || is_space(value)
}

/// Whether a value names a vocabulary or an object of a program.
fn is_space(value: &str) -> bool {
    let starts = [
        "http://ns.",
        "http://www.w3.org/",
        "http://purl.org/",
        "http://www.xfa.org/",
        "http://www.aiim.org/",
        "adobe:ns:",
        "uuid:",
        "xmp.iid:",
        "xmp.did:",
    ];
    starts.iter().any(|start| value.starts_with(start))
}
