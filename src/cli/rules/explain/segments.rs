//! Kinds of segments in the words of an explanation, which stand behind "in".
//!
//! Not here: the words of a report for where something stands.

use crate::model::SegmentKind;
use crate::render::Lang;

pub(super) fn segments(kind: SegmentKind, lang: Lang) -> &'static str {
    let (en, de) = match kind {
        SegmentKind::Heading => ("headings", "Überschriften"),
        SegmentKind::Paragraph => ("paragraphs", "Absätzen"),
        SegmentKind::ListItem => ("list entries", "Listeneinträgen"),
        SegmentKind::Cell => ("table cells", "Tabellenzellen"),
        SegmentKind::Speech => ("speech", "Gesprochenem"),
        SegmentKind::Note => ("notes", "Anmerkungen"),
        SegmentKind::Subject => ("subject lines", "Betreffzeilen"),
        SegmentKind::Property => ("properties", "Eigenschaften"),
        SegmentKind::Plan => ("the meeting's plan", "dem Plan der Besprechung"),
        SegmentKind::Code => ("code", "Programmtext"),
        SegmentKind::FileName => ("the file's name", "dem Namen der Datei"),
        SegmentKind::Speaker => ("names of speakers", "Namen von Sprechern"),
        SegmentKind::Header => ("headers", "Kopfzeilen"),
        SegmentKind::Footer => ("footers", "Fußzeilen"),
        SegmentKind::Footnote => ("footnotes", "Fußnoten"),
        SegmentKind::Comment => ("comments", "Kommentaren"),
        SegmentKind::Deletion => ("what tracked changes took out", "nachverfolgten Streichungen"),
        SegmentKind::TextBox => ("text boxes", "Textfeldern"),
        SegmentKind::Hidden => ("hidden words", "verborgenen Worten"),
        SegmentKind::AltText => ("descriptions of pictures", "Bildbeschreibungen"),
        SegmentKind::SpeakerNotes => ("speaker notes", "Vortragsnotizen"),
        SegmentKind::Label => ("sensitivity labels", "Vertraulichkeitslabeln"),
        SegmentKind::Name => {
            ("names of fields, sheets and attachments", "Namen von Feldern, Blättern und Anlagen")
        }
        SegmentKind::FormField => ("form fields", "Formularfeldern"),
        SegmentKind::Address => ("mail addresses", "Mailadressen"),
        SegmentKind::Location => ("the location", "der Ortsangabe"),
        SegmentKind::Link => ("links", "Verweisen"),
    };
    lang.pick(en, de)
}
