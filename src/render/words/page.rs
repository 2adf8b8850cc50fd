//! Words that only the HTML page needs, in both languages.
//!
//! Not here: what it shares with the report for a terminal ([`super`]).

use crate::model::Where;
use crate::render::Lang;

phrases! {
    page_title: "Classification check", "Prüfung auf Einstufung";
    skip: "Skip to the content", "Zum Inhalt springen";
    document: "Document", "Dokument";
    verdict_word: "Verdict", "Ergebnis";
    content_head: "Content", "Inhalt";
    cleared_head: "Cleared for", "Zugelassen bis";
    timeline: "When it was said", "Wann es gesagt wurde";
    in_order: "Where it stands", "Wo es steht";
    as_table: "As a table", "Als Tabelle";
    speaker_head: "Speaker", "Sprecher";
    item_head: "Item", "Punkt";
    highest_head: "Highest level", "Höchste Stufe";
    first_head: "First above", "Zuerst darüber";
    findings_head: "Findings", "Funde";
    becomes: "What becomes of it", "Was daraus wird";
    agenda: "Agenda", "Tagesordnung";
    stays: "may stay", "kann bleiben";
    undecided: "not decided", "nicht entschieden";
    nobody: "no name", "ohne Namen";
    elsewhere: "outside of the agenda", "außerhalb der Tagesordnung";
    whole: "whole document", "ganzes Dokument";
    first_breach: "first above", "zuerst darüber";
    first_breach_long: "First above what the meeting is cleared for:",
        "Zuerst über dem, wofür zugelassen ist:";
    never_above: "Nothing drawn here is above what the meeting is cleared for.",
        "Nichts davon liegt über dem, wofür zugelassen ist.";
    legend:
        "The number is the level. Disc: content, filled where it is above what the meeting is cleared for.",
        "Die Zahl ist die Stufe. Kreis: Inhalt, gefüllt, wo er über dem liegt, wofür zugelassen ist.";
    legend_lowers: "Box: lowers what the meeting is cleared for.",
        "Kasten: senkt, wofür zugelassen ist.";
    rules_head: "Rules that fired", "Regeln, die angeschlagen haben";
    source_word: "source", "Quelle";
    checked: "checked against its source", "an der Quelle geprüft";
    not_checked: "not checked against its source", "noch nicht an der Quelle geprüft";
    basis: "What this report rests on", "Worauf dieser Bericht beruht";
    program: "Program", "Programm";
    policy_word: "Policy", "Richtlinie";
    rulesets_word: "Rulesets", "Regelwerke";
    schemes_word: "Schemes in force", "Geltende Schemata";
    build_digest: "Build (SHA-256)", "Programmstand (SHA-256)";
    rules_digest: "Rules (SHA-256)", "Regeln (SHA-256)";
    policy_digest: "Policy and schemes (SHA-256)", "Richtlinie und Schemata (SHA-256)";
    call: "Options of the run", "Optionen des Laufs";
    format_word: "Read as", "Gelesen als";
    file_digest: "File (SHA-256)", "Datei (SHA-256)";
    open_all: "Open all quotations", "Alle Zitate öffnen";
    filter: "Show only documents with", "Nur Dokumente mit";
    to_the_list: "Back to the list", "Zurück zur Liste";
    nothing_cleared: "Something was not read, so nothing is cleared.",
        "Nicht alles wurde gelesen, also ist nichts freigegeben.";
    equal: "Content and ceiling are on the same rung.", "Inhalt und Obergrenze liegen auf derselben Sprosse.";
}

impl Lang {
    /// The level of a report that quotes, as it stands at head and foot of the page.
    pub(in crate::render) fn excerpts(self, level: &str) -> String {
        match self {
            Lang::En => format!("Contains excerpts indicated up to {level}: handle accordingly"),
            Lang::De => {
                format!("Enthält Auszüge mit Anhaltspunkten bis {level}: entsprechend behandeln")
            }
        }
    }

    /// "line 14, column 5", or the way to it.
    pub(in crate::render) fn at_in_words(self, at: &Where) -> String {
        match (self, at) {
            (Lang::En, Where::Text { line, column }) => format!("line {line}, column {column}"),
            (Lang::De, Where::Text { line, column }) => format!("Zeile {line}, Spalte {column}"),
            (_, Where::Way(way)) => self.way(way),
        }
    }

    /// How far content and ceiling lie apart.
    pub(in crate::render) fn apart(self, content: u8, ceiling: u8) -> String {
        let rungs = usize::from(content.abs_diff(ceiling));
        let count = self.count(rungs, ["rung", "rungs"], ["Sprosse", "Sprossen"]);
        match (self, content.cmp(&ceiling)) {
            (_, std::cmp::Ordering::Equal) => self.equal().to_owned(),
            (Lang::En, std::cmp::Ordering::Greater) => {
                format!("Content is {count} above what the meeting is cleared for.")
            }
            (Lang::De, std::cmp::Ordering::Greater) => {
                format!("Der Inhalt liegt {count} über dem, wofür zugelassen ist.")
            }
            (Lang::En, _) => format!("Content is {count} below what the meeting is cleared for."),
            (Lang::De, _) => format!("Der Inhalt liegt {count} unter dem, wofür zugelassen ist."),
        }
    }

    /// "12 findings".
    pub(in crate::render) fn finding_count(self, count: usize) -> String {
        self.count(count, ["finding", "findings"], ["Fund", "Funde"])
    }

    /// "and 12 more places".
    pub(in crate::render) fn more_places(self, count: usize) -> String {
        match self {
            Lang::En => {
                format!("and {}", self.count(count, ["more place", "more places"], [""; 2]))
            }
            Lang::De => {
                format!("und {}", self.count(count, [""; 2], ["weitere Stelle", "weitere Stellen"]))
            }
        }
    }

    /// Under a timeline, where some findings have no time.
    pub(in crate::render) fn not_drawn(self, count: usize) -> String {
        match self {
            Lang::En => format!("Without a time, so not drawn: {}.", self.finding_count(count)),
            Lang::De => format!("Ohne Zeit, also nicht gezeichnet: {}.", self.finding_count(count)),
        }
    }

    /// Above the list of documents that need no section of their own.
    pub(in crate::render) fn quiet_documents(self, count: usize) -> String {
        match self {
            Lang::En => format!("{} within, without warnings", self.documents(count)),
            Lang::De => format!("{} innerhalb, ohne Warnungen", self.documents(count)),
        }
    }

    /// "masked, 12 characters".
    pub(in crate::render) fn hidden(self, length: usize) -> String {
        self.masked(length).trim_matches(['[', ']']).to_owned()
    }
}
