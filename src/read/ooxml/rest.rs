//! What is left of a package when its reader is done: every part that nobody read is read here, named, or known to
//! hold nothing that anybody wrote.
//!
//! Not here: parts that a reader of documents, workbooks or presentations reads in its own order.

use super::words::{Words, paragraphs};
use super::{Office, broken_gap, properties, relations, signature};
use crate::model::{GapKind, Say, SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::reasons;

/// What is done with a part that is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Treatment {
    /// Properties by their names.
    Properties,
    /// Own properties, with their names.
    Custom,
    /// Labels of sensitivity.
    Labels,
    /// XML in which nobody writes; text in it is read all the same.
    Silent,
    /// Bytes in which nobody writes.
    SilentBytes,
    /// Text and attributes are read as segments of this kind.
    Words(SegmentKind),
    /// A chart.
    Chart,
    /// Shapes whose words may have been told as others.
    Shapes,
    /// A signature.
    Signature,
    /// A picture.
    Picture,
    /// Something that is not read, and why.
    Gap(GapKind, Say),
}

use Treatment::{
    Chart, Custom, Labels, Picture, Properties, Shapes, Signature, Silent, SilentBytes,
};

const MACROS: Say = reasons::MACROS;
const CONTROL: Say =
    Say("a control, which is not read", "ein Steuerelement, das nicht gelesen wird");
const MEDIA: Say =
    Say("sound or video, which is not heard", "Ton oder Video, das nicht abgehört wird");

/// What the type of a part contains, what is done with it, and why. The first that fits counts.
const TREATMENTS: [(&str, Treatment, &str); 45] = [
    ("core-properties+xml", Properties, "title, author, keywords"),
    ("extended-properties+xml", Properties, "company, manager, names of parts"),
    ("custom-properties+xml", Custom, "labels and what a registry adds"),
    ("labelinfo+xml", Labels, "labels of newer programs"),
    ("classificationlabels", Labels, "the same"),
    ("relationships+xml", Silent, "followed on its own"),
    ("theme+xml", Silent, "colours and fonts"),
    ("themeoverride+xml", Silent, "colours and fonts"),
    ("thememanager+xml", Silent, "colours and fonts"),
    ("styles+xml", Silent, "how paragraphs and cells look"),
    ("styleswitheffects+xml", Silent, "the same for older programs"),
    ("tablestyles+xml", Silent, "how tables look"),
    ("fonttable+xml", Silent, "names of fonts"),
    ("websettings+xml", Silent, "how it is saved as a page of the web"),
    ("numbering+xml", Silent, "how lists are numbered; its reader writes the numbers"),
    ("stylesheet+xml", Silent, "how cells look"),
    ("calcchain+xml", Silent, "the order in which cells are computed"),
    ("volatiledependencies+xml", Silent, "cells that depend on others"),
    ("viewprops+xml", Silent, "how the window stood"),
    ("presprops+xml", Silent, "how a show runs"),
    ("keymapcustomizations+xml", Silent, "keys of the keyboard"),
    ("customxmlproperties+xml", Silent, "names of schemas"),
    ("chartstyle+xml", Silent, "how a chart looks"),
    ("chartcolorstyle+xml", Silent, "how a chart looks"),
    ("diagramlayout+xml", Silent, "how diagrams of a kind look"),
    ("diagramstyle+xml", Silent, "how diagrams of a kind look"),
    ("diagramcolors+xml", Silent, "how diagrams of a kind look"),
    ("printersettings", SilentBytes, "what a printer driver keeps"),
    ("obfuscatedfont", SilentBytes, "the shapes of letters"),
    ("x-font", SilentBytes, "the shapes of letters"),
    ("attachedtoolbars", SilentBytes, "buttons of the program"),
    ("vbaprojectsignature", SilentBytes, "a sum over macros"),
    ("digital-signature-origin", SilentBytes, "empty; leads to signatures"),
    ("digital-signature-certificate", SilentBytes, "a key"),
    ("digital-signature-xmlsignature+xml", Signature, "what a signer wrote"),
    ("drawingml.chart+xml", Chart, "a chart that nobody led to"),
    ("chartex+xml", Chart, "the same of a newer kind"),
    ("diagramdata+xml", Shapes, "a diagram that nobody led to"),
    ("diagramdrawing+xml", Shapes, "a diagram as it was drawn last"),
    ("drawingml.chartshapes+xml", Shapes, "shapes over a chart"),
    ("vmldrawing", Treatment::Words(SegmentKind::TextBox), "shapes of older programs"),
    ("people+xml", Treatment::Words(SegmentKind::Property), "who commented and changed"),
    ("person+xml", Treatment::Words(SegmentKind::Property), "who commented and changed"),
    ("activex+xml", Treatment::Words(SegmentKind::FormField), "what a control says"),
    (
        "inkml+xml",
        Treatment::Gap(GapKind::Picture, Say("handwriting", "Handschrift")),
        "strokes of a pen",
    ),
];

/// The same for bytes, by what their type starts with.
const BYTES: [(&str, Treatment); 7] = [
    ("image/", Picture),
    ("audio/", Treatment::Gap(GapKind::Embedded, MEDIA)),
    ("video/", Treatment::Gap(GapKind::Embedded, MEDIA)),
    ("application/vnd.ms-office.vbaproject", Treatment::Gap(GapKind::Embedded, MACROS)),
    ("application/vnd.ms-office.activex", Treatment::Gap(GapKind::Embedded, CONTROL)),
    ("application/x-font", SilentBytes),
    (
        "model/",
        Treatment::Gap(
            GapKind::Picture,
            Say(
                "a model in space, which may show words",
                "ein räumliches Modell, das Worte zeigen kann",
            ),
        ),
    ),
];

/// Where the properties are that every package has, for packages whose types are lost.
const NAMES: [(&str, Treatment); 5] = [
    ("docprops/core.xml", Properties),
    ("docprops/app.xml", Properties),
    ("docprops/custom.xml", Custom),
    ("docmetadata/labelinfo.xml", Labels),
    ("[content_types].xml", Silent),
];

impl Office<'_, '_> {
    /// Reads, names or knows every part that nobody read: properties and labels first, then the others in the order
    /// of the archive. To be called once, at the end.
    pub(in crate::read) fn rest(&mut self, draft: &mut Draft<'_>) {
        for relation in self.relations("").of("thumbnail") {
            // A small view of the first page, which the pages say better.
            self.mark(&relation.target);
        }
        let left: Vec<(usize, Option<Treatment>)> =
            (0..self.names.len()).map(|at| (at, self.treatment(at))).collect();
        let first =
            |treatment: Option<Treatment>| matches!(treatment, Some(Properties | Custom | Labels));
        for properties in [true, false] {
            for &(at, treatment) in &left {
                if first(treatment) == properties && !self.seen[at] && !self.parts.is_folder(at) {
                    self.left(draft, at, treatment);
                }
            }
        }
        self.externals(draft);
    }

    fn treatment(&self, at: usize) -> Option<Treatment> {
        let name = self.names[at].to_lowercase();
        let own = self.types.of(&name);
        let by_type = TREATMENTS.iter().find(|(part, ..)| own.contains(part));
        let by_type = by_type.map(|(_, treatment, _)| *treatment);
        let by_name = || NAMES.iter().find(|(known, _)| name == *known).map(|(_, how)| *how);
        let by_start =
            || BYTES.iter().find(|(start, _)| own.starts_with(start)).map(|(_, how)| *how);
        // Relations are followed, whatever the package says that they are.
        let relations = relations::owner(&name).map(|_| Silent);
        by_type.or(relations).or_else(by_name).or_else(by_start)
    }

    fn left(&mut self, draft: &mut Draft<'_>, at: usize, treatment: Option<Treatment>) {
        let name = self.names[at].clone();
        match treatment {
            Some(Properties) => properties::plain(self, draft, &name),
            Some(Custom) => properties::custom(self, draft, &name),
            Some(Labels) => properties::labels(self, draft, &name),
            Some(Signature) => signature::read(self, draft, &name),
            Some(SilentBytes) => self.seen[at] = true,
            Some(Silent) => self.words(draft, &name, SegmentKind::Hidden, Words::Text),
            Some(Treatment::Words(kind)) => self.words(draft, &name, kind, Words::Values),
            Some(how) => {
                draft.enter(Step::Part(name.clone()));
                match how {
                    Chart => self.chart(draft, &name),
                    Shapes => self.shapes(draft, &name),
                    Picture => self.picture(draft, &name),
                    Treatment::Gap(kind, reason) => {
                        self.seen[at] = true;
                        draft.gap(kind, reason);
                    }
                    _ => {}
                }
                draft.leave();
            }
            None => self.unknown(draft, at, &name),
        }
    }

    /// A part of a kind that nobody knows: XML is read for its words, anything else as the file that it is.
    fn unknown(&mut self, draft: &mut Draft<'_>, at: usize, name: &str) {
        let (head, _) = self.parts.start(at, 64, &self.reading);
        let start = String::from_utf8_lossy(&head).into_owned();
        let start = start.trim_start_matches('\u{feff}').trim_start();
        let own = self.types.of(name);
        let is_xml = own.ends_with("xml") || own.is_empty() && start.starts_with("<?xml");
        if is_xml || [[0xff, 0xfe], [0xfe, 0xff]].iter().any(|mark| head.starts_with(mark)) {
            self.words(draft, name, SegmentKind::Hidden, Words::Values);
        } else {
            draft.enter(Step::Part(name.to_owned()));
            self.object(draft, name);
            draft.leave();
        }
    }

    /// Reads a part for its words.
    fn words(&mut self, draft: &mut Draft<'_>, name: &str, kind: SegmentKind, what: Words) {
        let Some(bytes) = self.take(draft, name) else { return };
        let (found, broken) = paragraphs(&bytes, what);
        draft.enter(Step::Part(name.to_owned()));
        for words in found {
            draft.tell(kind, &words);
        }
        draft.leave();
        if let Some(broken) = broken {
            broken_gap(draft, name, broken);
        }
    }

    /// Tells the external targets of all parts that were not told where they are used.
    fn externals(&mut self, draft: &mut Draft<'_>) {
        let owners: Vec<String> =
            self.names.iter().filter_map(|name| relations::owner(name)).collect();
        for owner in owners {
            let relations = self.relations(&owner);
            for relation in relations.all().iter().filter(|relation| relation.external) {
                draft.enter(Step::Part(owner.clone()));
                self.external(draft, relation);
                draft.leave();
            }
        }
    }
}
