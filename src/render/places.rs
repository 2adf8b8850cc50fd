//! Where something stands, in words that a person finds in the program that they use.
//!
//! Not here: the kind of text that it is ([`super::words`] has "in a heading").

use super::{Lang, escape, snippet};
use crate::model::report::Link;
use crate::model::{Gap, Step, Where};

/// Most characters of a name that are shown.
const NAME: usize = 60;

impl Lang {
    /// "12:5", or "page 3, paragraph 2".
    pub(super) fn at(self, at: &Where) -> String {
        match at {
            Where::Text { line, column } => format!("{line}:{column}"),
            Where::Way(way) => self.way(way),
        }
    }

    /// The same without a column: "line 12".
    pub(super) fn at_line(self, at: &Where) -> String {
        match at {
            Where::Text { line, .. } => self.on_line(*line),
            Where::Way(way) => self.way(way),
        }
    }

    /// Where it was said how the meeting is held: a place in the document, else an option or a file and line.
    pub(super) fn said_at(self, link: &Link) -> String {
        link.at.as_ref().map_or_else(|| self.of(&link.from).to_owned(), |at| self.at_line(at))
    }

    /// "attachment 2 (plan.docx), page 3"; "whole file" where there is no step.
    pub(super) fn way(self, way: &[Step]) -> String {
        if way.is_empty() {
            return self.pick("whole file", "ganze Datei").to_owned();
        }
        way.iter().map(|step| self.step(step)).collect::<Vec<_>>().join(", ")
    }

    /// "page 3: protected by a password".
    pub(super) fn gap_at(self, gap: &Gap) -> String {
        format!("{}: {}", self.way(&gap.place), self.reason(gap))
    }

    pub(super) fn step(self, step: &Step) -> String {
        if let Step::Field(name) = step
            && let Some(word) = self.field(name)
        {
            return word.to_owned();
        }
        let name = step.label().map(brief);
        let noun = self.noun(step);
        match (step, step.number(), name) {
            (Step::MailPart(_, kind), _, Some(name)) if !kind.is_empty() => {
                format!("{noun} {name} ({})", brief(kind))
            }
            (_, Some(number), Some(name)) => format!("{noun} {number} ({name})"),
            (_, Some(number), None) => format!("{noun} {number}"),
            (_, None, Some(name)) => format!("{noun} {name}"),
            (_, None, None) => noun.to_owned(),
        }
    }

    /// What programs call a field of a calendar entry, mail or document that its format names otherwise.
    fn field(self, name: &str) -> Option<&'static str> {
        Some(match name {
            "SUMMARY" | "Subject" | "subject" => self.pick("subject", "Betreff"),
            "DESCRIPTION" => self.pick("text of the entry", "Text des Termins"),
            "LOCATION" | "Location" => self.pick("location", "Ort"),
            "ATTENDEE" => self.pick("participants", "Teilnehmer"),
            "ORGANIZER" => self.pick("organizer", "Organisator"),
            "From" | "Sender" => self.pick("sender", "Absender"),
            "To" => self.pick("recipients", "Empfänger"),
            "title" | "Title" => self.pick("title property", "Eigenschaft Titel"),
            "creator" | "Author" => self.pick("author property", "Eigenschaft Autor"),
            "keywords" | "Keywords" => self.pick("keywords property", "Eigenschaft Stichwörter"),
            "Comment by" => self.pick("comment by", "Kommentar von"),
            "around the parts" => self.pick("around the parts", "zwischen den Teilen"),
            _ => return None,
        })
    }

    fn noun(self, step: &Step) -> &'static str {
        match step {
            Step::Line(_) => self.pick("line", "Zeile"),
            Step::FrontMatter => self.pick("front matter", "Kopf der Datei"),
            Step::Attachment(..) => self.pick("attachment", "Anlage"),
            Step::Message(_) => self.pick("message", "Nachricht"),
            Step::MailPart(..) => self.pick("part", "Teil"),
            Step::Event(_) => self.pick("entry", "Eintrag"),
            Step::Page(_) => self.pick("page", "Seite"),
            Step::Slide(_) => self.pick("slide", "Folie"),
            Step::Sheet(..) => self.pick("sheet", "Blatt"),
            Step::Cell(_) => self.pick("cell", "Zelle"),
            Step::Section(_) => self.pick("section", "Abschnitt"),
            Step::Paragraph(_) => self.pick("paragraph", "Absatz"),
            Step::Table(_) => self.pick("table", "Tabelle"),
            Step::Row(_) => self.pick("row", "Tabellenzeile"),
            Step::Shape(_) => self.pick("shape", "Form"),
            Step::Chart(_) => self.pick("chart", "Diagramm"),
            Step::Comment(_) => self.pick("comment", "Kommentar"),
            Step::Footnote(_) => self.pick("note", "Fußnote"),
            Step::Master(_) => self.pick("master", "Master"),
            Step::Entry(_) => self.pick("entry", "Eintrag"),
            Step::Field(_) => self.pick("field", "Feld"),
            Step::Part(_) => self.pick("part", "Teil"),
        }
    }
}

/// A name of the input, safe to print and cut to a readable length.
pub(super) fn brief(name: &str) -> String {
    snippet::first(escape::line(name), NAME)
}
