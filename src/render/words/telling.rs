//! Sentences of formats that tell one thing at a time: a finding, a gap, a document.
//!
//! Not here: what they are put together from ([`crate::render::telling`]).

use super::Lang;

phrases! {
    waived: "Accepted by waiver", "Durch Ausnahme hingenommen";
    loosened: "Loosened by the repository's own configuration",
        "Durch die eigene Konfiguration des Verzeichnisses gelockert";
    reason_hidden: "reason in the document, not shown", "Grund im Dokument, nicht gezeigt";
    warning: "Warning", "Warnung";
    document_exceeds: "Content above what the meeting is cleared for",
        "Inhalt über dem, wofür die Besprechung zugelassen ist";
    document_undetermined: "Not all was read, so the document is not cleared",
        "Nicht alles gelesen, also nicht freigegeben";
    document_exceeds_why:
        "The content carries or indicates a level above what channel, line, place or people are cleared for.",
        "Der Inhalt trägt eine Stufe oder hat Anhaltspunkte für eine, für die Kanal, Verbindung, Ort oder \
         Teilnehmer nicht zugelassen sind.";
    document_undetermined_why:
        "What was not read may hold anything; it is never cleared on trust.",
        "Was nicht gelesen wurde, kann alles enthalten; auf Verdacht wird nichts freigegeben.";
    weakest: "weakest link", "schwächstes Glied";
    place_head: "Place", "Ort";
    level_head: "Level", "Stufe";
    finding_head: "Finding", "Fund";
    words_head: "Words", "Wortlaut";
    item_word: "item", "TOP";
    sources: "Sources", "Quellen";
    report_quotes: "This report contains excerpts", "Dieser Bericht enthält Auszüge";
}

impl Lang {
    /// A report that quotes carries the level of what it quotes.
    pub(in crate::render) fn quotes(self, level: &str) -> String {
        match self {
            Lang::En => {
                format!(
                    "This report contains excerpts indicated up to {level}: handle accordingly."
                )
            }
            Lang::De => format!(
                "Dieser Bericht enthält Auszüge mit Anhaltspunkten bis {level}: entsprechend behandeln."
            ),
        }
    }

    /// "until 2027-01-31".
    pub(in crate::render) fn until(self, day: &str) -> String {
        format!("{} {day}", self.pick("until", "bis"))
    }

    /// How many annotations GitHub would have dropped.
    pub(in crate::render) fn annotations_left(self, count: usize) -> String {
        match self {
            Lang::En => format!("Not shown as annotations: {count} more, the graver ones first."),
            Lang::De => format!("Nicht als Anmerkung gezeigt: {count} weitere, schwerere zuerst."),
        }
    }

    /// How many documents a summary has no room for.
    pub(in crate::render) fn documents_left(self, count: usize) -> String {
        match self {
            Lang::En => {
                format!("Left out here, because it would be too long: {count} more documents.")
            }
            Lang::De => {
                format!("Hier weggelassen, weil es zu lang würde: {count} weitere Dokumente.")
            }
        }
    }

    /// Why something is in a report that nobody would miss: "Not read (picture)".
    pub(in crate::render) fn gap_title(self, kind: &str) -> String {
        format!("{}: {kind}", self.pick("Not read", "Nicht gelesen"))
    }
}
