//! What all packages of Office Open XML share: parts, their types, their relations, and a ledger of what was read.
//!
//! A reader opens an [`Office`], reads the parts that it knows through it, and closes it with [`Office::rest`],
//! which reads or names every part that nobody asked for. So no part of a package is passed over in silence.
//!
//! Not here: what documents, workbooks and presentations are made of.

mod charts;
mod properties;
mod relations;
mod rest;
mod signature;
mod types;
mod words;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::draft::Draft;
use super::picture;
use super::reading::{Allowance, Reading};
use super::xml::{self, Broken, Node};
use super::zip::Parts;
use crate::model::{self, Document, Gap, GapKind, Say, SegmentKind, Step};
use crate::read::reasons;
use types::Types;

pub(super) use relations::{Relation, Relations};
pub(super) use words::{Words, paragraphs};

/// How much of a picture is looked at for its size, in bytes.
const PICTURE_HEAD: u64 = 256 * 1024;

/// The program that a package is for, whatever its name ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Documents and templates of Word.
    Word,
    /// Workbooks of Excel in XML.
    Sheets,
    /// Presentations of PowerPoint.
    Slides,
}

/// What kind of package these bytes are; none where they are another archive or none at all.
pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let allowance = Allowance::new();
    Office::open(bytes, &Reading::new(&allowance)).ok()?.kind()
}

/// A package being read.
pub(super) struct Office<'b, 'r> {
    parts: Parts<'b>,
    reading: Reading<'r>,
    types: Types,
    /// Names of all parts as given, without a slash before them.
    names: Vec<String>,
    /// The number of each part by its name in small letters.
    numbers: HashMap<String, usize>,
    /// Which parts were read.
    seen: Vec<bool>,
    relations: HashMap<String, Rc<Relations>>,
    /// Targets of links that were told.
    links: HashSet<String>,
    /// Targets of content that lies elsewhere, which were told.
    linked: HashSet<String>,
    /// Words of diagrams that were told.
    told_shapes: HashSet<String>,
    /// How many attachments and charts were told.
    attachments: u32,
    charts: u32,
}

impl<'b, 'r> Office<'b, 'r> {
    /// Opens a package.
    ///
    /// # Errors
    /// The gap of the whole file where its directory cannot be read.
    pub(super) fn open(bytes: &'b [u8], reading: &Reading<'r>) -> Result<Self, Gap> {
        let parts = Parts::open(bytes)?;
        let name = |at| parts.name(at).trim_start_matches('/').to_owned();
        let names: Vec<String> = (0..parts.len()).map(name).collect();
        let mut numbers = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            numbers.entry(name.to_lowercase()).or_insert(at);
        }
        let mut office = Office {
            seen: vec![false; names.len()],
            parts,
            reading: *reading,
            types: Types::default(),
            names,
            numbers,
            relations: HashMap::new(),
            links: HashSet::new(),
            linked: HashSet::new(),
            told_shapes: HashSet::new(),
            attachments: 0,
            charts: 0,
        };
        office.types = Types::read(&office.bytes(types::PART).unwrap_or_default());
        Ok(office)
    }

    /// The limits of this reading.
    pub(super) fn reading(&self) -> Reading<'r> {
        self.reading
    }

    /// The program that it is for: by the type of its main part, or where that says nothing, by its parts.
    pub(super) fn kind(&mut self) -> Option<Kind> {
        let main = self.main()?;
        self.types.kind(&main).or_else(|| types::kind_by_name(&main))
    }

    /// The name of its main part.
    pub(super) fn main(&mut self) -> Option<String> {
        let relations = self.relations("");
        let named = relations.of("officeDocument").map(|relation| relation.target.clone());
        let mut found: Vec<String> = named.filter(|name| self.has(name)).collect();
        found.extend(self.names.iter().filter(|name| self.types.kind(name).is_some()).cloned());
        let usual = types::MAIN_PARTS.iter().map(|(name, _)| (*name).to_owned());
        found.extend(usual.filter(|name| self.has(name)));
        let sure = found.iter().find(|name| self.types.kind(name).is_some()).cloned();
        sure.or_else(|| found.into_iter().find(|name| types::kind_by_name(name).is_some()))
    }

    /// Whether there is a part with this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.number(name).is_some()
    }

    /// Whether the part with this name was read.
    pub(super) fn was_read(&self, name: &str) -> bool {
        self.number(name).is_some_and(|at| self.seen[at])
    }

    /// The type that the package gives a part, in small letters; empty where it gives none.
    pub(super) fn type_of(&self, name: &str) -> &str {
        self.types.of(name)
    }

    /// The names of all parts whose type ends so, in the order of the archive.
    pub(super) fn of_type(&self, end: &str) -> Vec<String> {
        let fits = |name: &&String| self.types.of(name).ends_with(end);
        self.names.iter().filter(fits).cloned().collect()
    }

    fn number(&self, name: &str) -> Option<usize> {
        let small = name.trim_start_matches('/').to_lowercase();
        let found = self.numbers.get(&small).copied();
        found.or_else(|| self.numbers.get(&relations::unescaped(&small)).copied())
    }

    /// The bytes of a part, which counts as read from now on. A part that is missing or damaged is a gap at the
    /// part's name.
    pub(super) fn take(&mut self, draft: &mut Draft<'_>, name: &str) -> Option<Vec<u8>> {
        let Some(at) = self.number(name) else {
            part_gap(
                draft,
                name,
                GapKind::Malformed,
                Say(
                    "the package names a part that it lacks",
                    "das Paket nennt einen Teil, der fehlt",
                ),
            );
            return None;
        };
        self.seen[at] = true;
        let (bytes, gap) = self.parts.take(at, &self.reading);
        if let Some(gap) = gap {
            part_gap(draft, name, gap.kind, gap.reason);
        }
        Some(bytes)
    }

    /// Walks over a part of XML, which counts as read from now on. What is wrong with it is a gap.
    pub(super) fn walk<'d>(
        &mut self,
        draft: &mut Draft<'d>,
        name: &str,
        mut each: impl FnMut(&mut Self, &mut Draft<'d>, Node<'_>),
    ) {
        let Some(bytes) = self.take(draft, name) else { return };
        if let Err(broken) = xml::walk(&bytes, |node| each(self, draft, node)) {
            broken_gap(draft, name, broken);
        }
    }

    /// Walks over a part that was taken. What is wrong with it is a gap.
    pub(super) fn walk_bytes(
        &self,
        draft: &mut Draft<'_>,
        name: &str,
        bytes: &[u8],
        each: impl FnMut(Node<'_>),
    ) {
        if let Err(broken) = xml::walk(bytes, each) {
            broken_gap(draft, name, broken);
        }
    }

    /// The bytes of a part that is read for what it says about others.
    fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        let at = self.number(name)?;
        self.seen[at] = true;
        Some(self.parts.take(at, &self.reading).0)
    }

    /// The relations of a part; those of the package itself where the name is empty. Those of external targets
    /// that nobody follows are told by [`Office::rest`].
    pub(super) fn relations(&mut self, name: &str) -> Rc<Relations> {
        if let Some(known) = self.relations.get(name) {
            return Rc::clone(known);
        }
        let at = self.number(&relations::part(name));
        let bytes = at.map(|at| self.parts.take(at, &self.reading).0);
        let found = Rc::new(Relations::read(name, &bytes.unwrap_or_default()));
        self.relations.insert(name.to_owned(), Rc::clone(&found));
        found
    }

    /// Tells what a relation leads to, at this spot: a picture, chart, diagram, embedded object, link. Each part is
    /// told once, and a relation to any other kind of part tells nothing.
    pub(super) fn follow(&mut self, draft: &mut Draft<'_>, relation: &Relation) {
        if relation.external {
            return self.external(draft, relation);
        }
        match relation.kind.as_str() {
            "hyperlink" if !self.has(&relation.target) => self.link(draft, &relation.target),
            _ if self.was_read(&relation.target) || !self.has(&relation.target) => {}
            "image" | "picture" | "hdphoto" => self.picture(draft, &relation.target),
            "chart" | "chartEx" => self.chart(draft, &relation.target),
            "diagramData" => self.diagram(draft, &relation.target),
            "oleObject" | "package" | "aFChunk" | "control" => {
                self.object(draft, &relation.target);
            }
            "audio" | "video" | "media" => {
                self.mark(&relation.target);
                draft.gap(
                    GapKind::Embedded,
                    Say(
                        "sound or video, which is not heard",
                        "Ton oder Video, das nicht abgehört wird",
                    ),
                );
            }
            _ => {}
        }
    }

    /// Tells a relation to something outside of the package: a link, or content that was not fetched.
    pub(super) fn external(&mut self, draft: &mut Draft<'_>, relation: &Relation) {
        let what = match relation.kind.as_str() {
            "hyperlink" => return self.link(draft, &relation.target),
            // Every document names the template that it was made from; its words are in the document already.
            "attachedTemplate" if relations::is_default_template(&relation.target) => return,
            "attachedTemplate" => return self.link(draft, &relation.target),
            kind => relations::elsewhere(kind),
        };
        if self.linked.insert(relation.target.clone()) {
            draft.gap(GapKind::Linked, what);
        }
        self.link(draft, &relation.target);
    }

    /// Tells the target of a link, once in the whole package.
    pub(super) fn link(&mut self, draft: &mut Draft<'_>, target: &str) {
        let target = target.trim();
        if !target.is_empty() && self.links.insert(target.to_owned()) {
            draft.tell(SegmentKind::Link, target);
        }
    }

    /// A picture at this spot: a gap, unless it is too small for words.
    pub(super) fn picture(&mut self, draft: &mut Draft<'_>, name: &str) {
        let Some(at) = self.number(name).filter(|&at| !std::mem::replace(&mut self.seen[at], true))
        else {
            return;
        };
        if self.types.of(name).contains("svg") || name.to_lowercase().ends_with(".svg") {
            let (bytes, _) = self.parts.take(at, &self.reading);
            // What is drawn as text is said; what is drawn as lines may show words all the same.
            for words in paragraphs(&bytes, Words::Text).0 {
                draft.tell(SegmentKind::TextBox, &words);
            }
            return draft.gap(GapKind::Picture, reasons::PICTURE);
        }
        let (head, _) = self.parts.start(at, PICTURE_HEAD, &self.reading);
        if picture::may_show_words(&head) {
            draft.gap(GapKind::Picture, reasons::PICTURE);
        }
    }

    /// A file or object that lies in the package: read as what it is, or a gap.
    pub(super) fn object(&mut self, draft: &mut Draft<'_>, name: &str) {
        if self.was_read(name) {
            return;
        }
        let Some(bytes) = self.take(draft, name) else { return };
        self.attachments += 1;
        let file = name.rsplit('/').next().unwrap_or(name);
        let mut document = self.reading.nested(file, &bytes);
        opened(&mut document);
        draft.include(Step::Attachment(self.attachments, file.to_owned()), document);
    }

    /// Counts a part as read.
    pub(super) fn mark(&mut self, name: &str) {
        if let Some(at) = self.number(name) {
            self.seen[at] = true;
        }
    }
}

/// What no reader opens is an embedded object, not a file of a kind that somebody chose to check.
fn opened(document: &mut Document) {
    for gap in &mut document.gaps {
        if gap.kind == GapKind::Unsupported && gap.place.is_empty() {
            gap.kind = GapKind::Embedded;
            gap.reason = model::Words::new(
                format!("an embedded object, which is not read: {}", gap.reason.en),
                format!("ein eingebettetes Objekt, das nicht gelesen wird: {}", gap.reason.de),
            );
        }
    }
}

/// A gap at a part.
fn part_gap(draft: &mut Draft<'_>, name: &str, kind: GapKind, reason: impl Into<model::Words>) {
    draft.enter(Step::Part(name.to_owned()));
    draft.gap(kind, reason);
    draft.leave();
}

/// A part that is no sound XML, as a gap at its name.
fn broken_gap(draft: &mut Draft<'_>, name: &str, broken: Broken) {
    let kind = if broken.limit { GapKind::Limit } else { GapKind::Malformed };
    part_gap(draft, name, kind, broken.reason);
}
