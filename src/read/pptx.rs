//! Presentations of PowerPoint (.pptx .pptm .ppsx .potx): slides in the order of the show, each with its notes and
//! comments, then masters and layouts, then what the presentation keeps beside them.
//!
//! Not here: shapes and their texts ([`super::drawing`]), and what all Office packages share ([`super::ooxml`]).

mod comments;
mod items;

use std::collections::{HashMap, HashSet};

use super::Package;
use super::draft::{Draft, compose};
use super::drawing::{Drawing, Stage, vml};
use super::ooxml::{Kind, Office, kind};
use super::reading::Reading;
use super::xml::{Node, Tag};
use crate::model::{Document, SegmentKind, Step};
use comments::Authors;

/// Reads presentations.
pub(super) struct Reader;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "pptx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pptx", "pptm", "ppsx", "ppsm", "potx", "potm", "ppam", "sldx", "sldm"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        kind(bytes) == Some(Kind::Slides)
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        let mut document = compose(self.name(), |draft| match Office::open(bytes, reading) {
            Ok(mut office) => presentation(draft, &mut office),
            Err(gap) => draft.gap(gap.kind, gap.reason),
        });
        items::keep_on_slides(&mut document);
        document
    }
}

fn presentation(draft: &mut Draft<'_>, office: &mut Office<'_, '_>) {
    let Some(main) = office.main() else { return };
    let slides = outline(draft, office, &main);
    let mut authors = Authors::default();
    for relation in office.relations(&main).all() {
        if matches!(relation.kind.as_str(), "commentAuthors" | "authors") {
            authors.read(draft, office, &relation.target);
        }
    }
    let mut show = Show { authors, slides: 0, masters: 0, told: HashSet::new() };
    for part in slides {
        show.slide(draft, office, &part, false);
    }
    // Slides that the show does not list are in the file all the same.
    for part in office.of_type("presentationml.slide+xml") {
        show.slide(draft, office, &part, true);
    }
    show.masters(draft, office, &main);
    for end in ["slideMaster+xml", "slideLayout+xml", "notesMaster+xml", "handoutMaster+xml"] {
        for part in office.of_type(&end.to_lowercase()) {
            show.master(draft, office, &part);
        }
    }
    for part in office.of_type("presentationml.notesslide+xml") {
        show.page(draft, office, &part, Stage::Notes, true);
    }
    for part in office.of_type("presentationml.tags+xml") {
        tags(draft, office, &part);
    }
    office.rest(draft);
}

/// The presentation's own part: the parts of its slides in order; names of sections and shows are said.
fn outline(draft: &mut Draft<'_>, office: &mut Office<'_, '_>, main: &str) -> Vec<String> {
    let relations = office.relations(main);
    let targets = relations.all().iter();
    let parts: HashMap<&str, &str> =
        targets.map(|relation| (relation.id.as_str(), relation.target.as_str())).collect();
    let mut slides = Vec::new();
    let mut text = String::new();
    draft.enter(Step::Part(main.to_owned()));
    office.walk(draft, main, |_, draft, node| match node {
        Node::Open(tag) => match tag.name() {
            "sldId" => {
                // Its own id has no prefix and no counterpart among the relations.
                let ids = tag.all().into_iter().filter(|(name, _)| name == "id");
                slides.extend(
                    ids.filter_map(|(_, id)| parts.get(id.as_str()).map(|s| (*s).to_owned())),
                );
            }
            "section" | "custShow" => {
                draft.tell(SegmentKind::Name, &tag.get("name").unwrap_or_default());
            }
            _ => {}
        },
        Node::Text(words) | Node::Comment(words) => text.push_str(words),
        Node::Close(_) => {
            let text = std::mem::take(&mut text);
            if text.contains(char::is_alphabetic) {
                draft.tell(SegmentKind::Hidden, &text);
            }
        }
    });
    draft.leave();
    slides
}

/// A presentation being written.
struct Show {
    authors: Authors,
    slides: u32,
    masters: u32,
    /// What masters and layouts said; each layout repeats it.
    told: HashSet<String>,
}

impl Show {
    /// A slide with its notes and comments.
    fn slide(
        &mut self,
        draft: &mut Draft<'_>,
        office: &mut Office<'_, '_>,
        part: &str,
        hidden: bool,
    ) {
        if office.was_read(part) {
            return;
        }
        self.slides = self.slides.saturating_add(1);
        draft.enter(Step::Slide(self.slides));
        self.page(draft, office, part, Stage::Slide, hidden);
        let mut comments = 0;
        for relation in office.relations(part).all() {
            if relation.external || office.was_read(&relation.target) {
                continue;
            }
            match relation.kind.as_str() {
                "notesSlide" => self.page(draft, office, &relation.target, Stage::Notes, false),
                "comments" => {
                    self.authors.comments(draft, office, &relation.target, &mut comments);
                }
                "tags" => tags(draft, office, &relation.target),
                "vmlDrawing" => vml::write(draft, office, &relation.target, hidden),
                _ => {}
            }
        }
        draft.leave();
        draft.wall();
    }

    /// A part of shapes, and what it leads to.
    fn page(
        &mut self,
        draft: &mut Draft<'_>,
        office: &mut Office<'_, '_>,
        part: &str,
        stage: Stage,
        hidden: bool,
    ) {
        if office.was_read(part) {
            return;
        }
        let told = (stage == Stage::Master).then_some(&mut self.told);
        let mut drawing = Drawing::new(office, part, stage, told);
        if hidden {
            drawing.hide();
        }
        office.walk(draft, part, |office, draft, node| {
            if matches!(node, Node::Open(tag) if tag.name() == "sld" && is_off(tag, "show")) {
                drawing.hide();
            }
            drawing.node(office, draft, &node);
        });
        for relation in office.relations(part).all() {
            office.follow(draft, relation);
        }
        draft.wall();
    }

    /// Masters of slides with their layouts, of notes and of handouts.
    fn masters(&mut self, draft: &mut Draft<'_>, office: &mut Office<'_, '_>, main: &str) {
        for relation in office.relations(main).all() {
            if !matches!(relation.kind.as_str(), "slideMaster" | "notesMaster" | "handoutMaster") {
                continue;
            }
            self.master(draft, office, &relation.target);
            for relation in office.relations(&relation.target).of("slideLayout") {
                self.master(draft, office, &relation.target);
            }
        }
    }

    fn master(&mut self, draft: &mut Draft<'_>, office: &mut Office<'_, '_>, part: &str) {
        if office.was_read(part) {
            return;
        }
        self.masters = self.masters.saturating_add(1);
        draft.enter(Step::Master(self.masters));
        self.page(draft, office, part, Stage::Master, false);
        draft.leave();
    }
}

/// Values that add-ins keep under names.
fn tags(draft: &mut Draft<'_>, office: &mut Office<'_, '_>, part: &str) {
    if office.was_read(part) {
        return;
    }
    draft.enter(Step::Part(part.to_owned()));
    office.walk(draft, part, |_, draft, node| match node {
        Node::Open(tag) if tag.name() == "tag" => {
            let get = |name| tag.get(name).unwrap_or_default();
            draft.tell(SegmentKind::Property, &format!("{}: {}", get("name"), get("val")));
        }
        Node::Text(words) | Node::Comment(words) => draft.tell(SegmentKind::Property, words),
        _ => {}
    });
    draft.leave();
}

fn is_off(tag: &Tag<'_>, attribute: &str) -> bool {
    tag.get(attribute).is_some_and(|value| value == "0" || value == "false")
}

#[cfg(test)]
mod tests;
