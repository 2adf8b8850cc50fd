//! Words in the parts of a workbook beside its cells: prompts, conditions, filters, tables, pivots, connections.
//!
//! They stand in attributes, which a table names, and in texts: what is quoted in a formula counts, ranges do not, any
//! other text does, known or not.
//!
//! Not here: cells ([`super::sheet`]), comments, drawings.

use std::collections::HashSet;
use std::rc::Rc;

use super::formula::literals;
use super::strings::unescaped;
use crate::model::{SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::xml::{Node, Tag};

/// Elements, their attributes that hold words, and what the words are.
const ATTRIBUTES: [(&str, &str, SegmentKind); 53] = [
    ("sheetPr", "codeName", SegmentKind::Name),
    ("workbookPr", "codeName", SegmentKind::Name),
    ("fileSharing", "userName", SegmentKind::Property),
    ("customWorkbookView", "name", SegmentKind::Name),
    ("smartTagType", "name url", SegmentKind::Name),
    ("dataValidation", "promptTitle prompt errorTitle error", SegmentKind::FormField),
    ("cfRule", "text", SegmentKind::Note),
    ("hyperlink", "location", SegmentKind::Link),
    ("hyperlink", "tooltip display", SegmentKind::Note),
    ("filter", "val", SegmentKind::Note),
    ("customFilter", "val", SegmentKind::Note),
    ("protectedRange", "name", SegmentKind::Name),
    ("scenario", "name", SegmentKind::Name),
    ("scenario", "comment user", SegmentKind::Comment),
    ("inputCells", "val", SegmentKind::Hidden),
    ("control", "name", SegmentKind::Name),
    ("webPublishItem", "title sourceObject", SegmentKind::Note),
    ("webPublishItem", "destinationFile", SegmentKind::Link),
    ("dataRef", "name sheet", SegmentKind::Name),
    ("customPr", "name", SegmentKind::Name),
    ("table", "name displayName headerRowCellStyle", SegmentKind::Name),
    ("table", "comment", SegmentKind::Comment),
    ("tableColumn", "name totalsRowLabel", SegmentKind::Name),
    ("pivotTableDefinition", "name dataCaption grandTotalCaption", SegmentKind::Name),
    ("pivotTableDefinition", "errorCaption missingCaption tag", SegmentKind::Name),
    ("pivotTableDefinition", "rowHeaderCaption colHeaderCaption", SegmentKind::Name),
    ("pivotField", "name subtotalCaption", SegmentKind::Name),
    ("dataField", "name", SegmentKind::Name),
    ("pageField", "name cap", SegmentKind::Name),
    ("item", "n", SegmentKind::Hidden),
    ("member", "name", SegmentKind::Hidden),
    ("calculatedMember", "name mdx", SegmentKind::Name),
    ("cacheField", "name caption", SegmentKind::Name),
    ("cacheHierarchy", "uniqueName caption displayFolder", SegmentKind::Name),
    ("pageItem", "name", SegmentKind::Hidden),
    ("worksheetSource", "name sheet", SegmentKind::Name),
    ("s", "v", SegmentKind::Hidden),
    ("d", "v", SegmentKind::Hidden),
    ("connection", "name description sourceFile odcFile", SegmentKind::Property),
    ("dbPr", "connection command serverCommand", SegmentKind::Property),
    ("olapPr", "localConnection", SegmentKind::Property),
    ("webPr", "url post editPage", SegmentKind::Link),
    ("textPr", "sourceFile", SegmentKind::Link),
    ("parameter", "name prompt string", SegmentKind::Property),
    ("queryTable", "name", SegmentKind::Name),
    ("queryTableField", "name", SegmentKind::Name),
    ("deletedField", "name", SegmentKind::Name),
    ("slicer", "name caption", SegmentKind::Name),
    ("slicerCacheDefinition", "name sourceName", SegmentKind::Name),
    ("timeline", "name caption", SegmentKind::Name),
    ("timelineCacheDefinition", "name sourceName", SegmentKind::Name),
    ("person", "displayName userId", SegmentKind::Property),
    ("Map", "Name RootElement", SegmentKind::Name),
];

/// More of them: of parts that are rare.
const RARE: [(&str, &str, SegmentKind); 8] = [
    ("ddeLink", "ddeService ddeTopic", SegmentKind::Link),
    ("ddeItem", "name", SegmentKind::Name),
    ("oleItem", "name", SegmentKind::Name),
    ("sheetName", "val", SegmentKind::Name),
    ("definedName", "name refersTo comment description help statusBar", SegmentKind::Name),
    ("rsnm", "oldName newName", SegmentKind::Name),
    ("userInfo", "name", SegmentKind::Property),
    ("header", "userName", SegmentKind::Property),
];

/// Texts that are ranges, values of switches, or places of drawings.
const NO_WORDS: [&str; 6] = ["sqref", "ref", "col", "row", "colOff", "rowOff"];

/// Texts that are formulas.
const FORMULAS: [&str; 6] =
    ["f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"];

/// Collects the words of a part. The same is said once.
#[derive(Debug, Default)]
pub(super) struct Words {
    told: HashSet<(SegmentKind, String)>,
    /// The cells that elements stand for, with the depth of each.
    places: Vec<(usize, String)>,
    depth: usize,
    text: String,
    /// What texts are where nothing says otherwise.
    inside: Option<SegmentKind>,
    /// Whether all of it is hidden, as on a hidden sheet.
    hidden: bool,
    /// Words that cells say, which need not be said once more.
    known: Option<Rc<HashSet<String>>>,
    /// The values of the row of a pivot's source that is being read.
    record: Option<Vec<String>>,
}

impl Words {
    /// The words of a part of a sheet that may be hidden.
    pub(super) fn of_sheet(hidden: bool) -> Self {
        Words { hidden, ..Words::default() }
    }

    /// The words of a part, but for those that cells say.
    pub(super) fn beside(known: &Rc<HashSet<String>>) -> Self {
        Words { known: Some(Rc::clone(known)), ..Words::default() }
    }

    /// Takes in what comes next.
    pub(super) fn node(&mut self, draft: &mut Draft<'_>, node: &Node<'_>) {
        match node {
            Node::Open(tag) => {
                self.flush(draft, "");
                self.depth += 1;
                self.open(draft, tag);
            }
            Node::Text(text) => self.text.push_str(text),
            Node::Close(name) => {
                self.flush(draft, name);
                if self.places.last().is_some_and(|(depth, _)| *depth == self.depth) {
                    self.places.pop();
                }
                self.depth = self.depth.saturating_sub(1);
                match *name {
                    "dataValidation" | "cfRule" => self.inside = None,
                    "r" => {
                        let record = self.record.take().unwrap_or_default().join("\n");
                        self.tell(draft, SegmentKind::Hidden, &record);
                    }
                    _ => {}
                }
            }
            Node::Comment(comment) => self.tell(draft, SegmentKind::Note, comment),
        }
    }

    fn open(&mut self, draft: &mut Draft<'_>, tag: &Tag<'_>) {
        let attributes = tag.all();
        let value =
            |name: &str| attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value);
        // A range may be a long list; its start says where to look.
        let place =
            value("sqref").or_else(|| value("ref")).and_then(|range| range.split(' ').next());
        if let Some(place) = place {
            self.places.push((self.depth, place.to_owned()));
        }
        match tag.name() {
            "dataValidation" => self.inside = Some(SegmentKind::FormField),
            "cfRule" => self.inside = Some(SegmentKind::Note),
            "r" => self.record = Some(Vec::new()),
            "s" | "n" | "d" | "e" if self.record.is_some() => {
                let record = self.record.iter_mut();
                record.for_each(|record| record.extend(value("v").cloned()));
                return;
            }
            _ => {}
        }
        for (element, names, kind) in ATTRIBUTES.iter().chain(&RARE) {
            if *element == tag.name() {
                for words in names.split(' ').filter_map(value) {
                    self.tell(draft, *kind, words);
                }
            }
        }
        if let Some(formula) = value("formula") {
            self.formula(draft, formula);
        }
    }

    /// Says the text that an element ends with.
    fn flush(&mut self, draft: &mut Draft<'_>, element: &str) {
        let text = std::mem::take(&mut self.text);
        let kind = self.inside.unwrap_or(SegmentKind::Note);
        if text.trim().is_empty() || NO_WORDS.contains(&element) {
            return;
        }
        if FORMULAS.contains(&element) {
            self.formula(draft, &text);
        } else if element == "v" {
            self.tell(draft, SegmentKind::Hidden, &text);
        } else if text.contains(char::is_alphabetic) {
            self.tell(draft, kind, &text);
        }
    }

    /// Says what is quoted in a formula. A list of choices is one text with commas.
    fn formula(&mut self, draft: &mut Draft<'_>, formula: &str) {
        let kind = self.inside.unwrap_or(SegmentKind::Note);
        for literal in literals(formula) {
            let lines = kind == SegmentKind::FormField;
            self.tell(draft, kind, &if lines { literal.replace(',', "\n") } else { literal });
        }
    }

    /// Says words at the cell of the element that they stand in, once.
    pub(super) fn tell(&mut self, draft: &mut Draft<'_>, kind: SegmentKind, words: &str) {
        let kind = match kind {
            SegmentKind::Note | SegmentKind::FormField if self.hidden => SegmentKind::Hidden,
            kind => kind,
        };
        let words = unescaped(words);
        let known = self.known.as_ref().is_some_and(|known| known.contains(&*words));
        if known || words.trim().is_empty() || !self.told.insert((kind, words.to_string())) {
            return;
        }
        match self.places.last() {
            Some((_, cell)) => draft.tell_at(Step::Cell(cell.clone()), kind, &words),
            None => draft.tell(kind, &words),
        }
    }
}
