//! What kinds of things are called: of findings, gaps, links, and parts of a document.
//!
//! Not here: sentences ([`super`]).

use crate::model::{GapKind, Kind, Strength};
use crate::render::Lang;

impl Lang {
    pub(crate) fn kind(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Marking => self.pick("marking", "Kennzeichnung"),
            Kind::Substance => self.pick("substance", "Sachinhalt"),
            Kind::Mention => self.pick("mention", "Erwähnung"),
            Kind::Exposure => self.pick("exposure", "Umstand"),
            Kind::Cue => self.pick("cue", "Äußerung"),
            Kind::Duty => self.pick("duty", "Pflicht"),
            Kind::GoodCatch => self.pick("good catch", "rechtzeitig bemerkt"),
            Kind::Sign => self.pick("sign", "Zeichen"),
        }
    }

    pub(crate) fn strength(self, strength: Strength) -> &'static str {
        match strength {
            Strength::Strong => self.pick("strong", "stark"),
            Strength::Medium => self.pick("medium", "mittel"),
            Strength::Weak => self.pick("weak", "schwach"),
        }
    }

    pub(in crate::render) fn gap(self, kind: GapKind) -> &'static str {
        match (self, kind) {
            (Lang::En, kind) => kind.name(),
            (_, GapKind::Unreadable) => "nicht lesbar",
            (_, GapKind::Unsupported) => "Format unbekannt",
            (_, GapKind::Undecodable) => "Zeichensatz unbekannt",
            (_, GapKind::Malformed) => "fehlerhaft",
            (_, GapKind::Limit) => "Grenze erreicht",
            (_, GapKind::Encrypted) => "verschlüsselt",
            (_, GapKind::Picture) => "Bild",
            (_, GapKind::Embedded) => "eingebettetes Objekt",
            (_, GapKind::Linked) => "liegt anderswo",
            (_, GapKind::Failed) => "Leser gescheitert",
            (_, GapKind::Empty) => "leer",
            (_, GapKind::Plan) => "Plan unverständlich",
            (_, GapKind::Directive) => "Anweisung unverständlich",
        }
    }

    /// The word for a kind of link; a kind that has none here is shown as it is.
    pub(in crate::render) fn link(self, what: &'static str) -> &'static str {
        match (self, what) {
            (Lang::De, "channel") => "Kanal",
            (Lang::De, "line") => "Verbindung",
            (Lang::De, "place") => "Ort",
            (Lang::De, "country") => "Land",
            (Lang::De, "feature") => "Funktion",
            (Lang::De, "clearance") => "Ermächtigung",
            (Lang::De, "exposure") => "Umstand",
            (_, what) => what,
        }
    }

    /// Where in a document, for parts that a reader might overlook or that weigh more.
    pub(in crate::render) fn part(self, part: &str) -> Option<&'static str> {
        match part {
            "heading" => Some(self.pick("in a heading", "in einer Überschrift")),
            "cell" => Some(self.pick("in a table", "in einer Tabelle")),
            "note" => {
                Some(self.pick("in a note or comment", "in einer Notiz oder einem Kommentar"))
            }
            "subject" => Some(self.pick("in the subject", "im Betreff")),
            "property" => Some(self.pick("in a property", "in einer Eigenschaft")),
            "plan" => Some(self.pick("in the plan", "im Plan")),
            "file-name" => Some(self.pick("in the file name", "im Dateinamen")),
            "speaker" => Some(self.pick("in the name of a speaker", "im Namen eines Sprechers")),
            "header" => Some(self.pick("in the header", "in der Kopfzeile")),
            "footer" => Some(self.pick("in the footer", "in der Fußzeile")),
            "footnote" => Some(self.pick("in a footnote", "in einer Fußnote")),
            "comment" => Some(self.pick("in a comment", "in einem Kommentar")),
            "deletion" => {
                Some(self.pick("before a tracked change", "vor einer nachverfolgten Änderung"))
            }
            "text-box" => Some(self.pick("in a text box", "in einem Textfeld")),
            "hidden" => Some(self.pick("hidden", "ausgeblendet")),
            "alt-text" => {
                Some(self.pick("in the description of a picture", "in einer Bildbeschreibung"))
            }
            "speaker-notes" => Some(self.pick("in the speaker notes", "in den Notizen")),
            "label" => Some(self.pick("in a sensitivity label", "in einem Vertraulichkeitslabel")),
            "name" => Some(self.pick("in a name", "in einem Namen")),
            "form-field" => Some(self.pick("in a form field", "in einem Formularfeld")),
            "address" => Some(self.pick("in an address", "in einer Adresse")),
            "location" => Some(self.pick("in the location", "in der Ortsangabe")),
            "link" => Some(self.pick("in a link", "in einem Verweis")),
            "code" => Some(self.pick("in preformatted text", "in vorformatiertem Text")),
            _ => None,
        }
    }
}
