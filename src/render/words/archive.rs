//! Sentences of the summary of an archive.
//!
//! Not here: how its tables are laid out ([`crate::render::summary`]).

use super::Lang;

phrases! {
    cut_short: "The run was cut short: this is what was done until then.",
        "Der Lauf wurde abgebrochen: dies ist, was bis dahin getan war.";
    by_content: "Content", "Inhalt";
    by_ceiling: "Cleared for", "Zugelassen bis";
    by_channel: "Channel", "Kanal";
    by_month: "Month of the meeting", "Monat der Besprechung";
    month_not_told: "not told", "nicht angegeben";
    by_rule: "Rule", "Regel";
    by_gap: "Not read", "Nicht gelesen";
}

impl Lang {
    pub(in crate::render) fn verdict_columns(self) -> [&'static str; 4] {
        match self {
            Lang::En => ["documents", "exceed", "undetermined", "within"],
            Lang::De => ["Dokumente", "überschreiten", "ungeklärt", "innerhalb"],
        }
    }

    pub(in crate::render) fn rule_columns(self) -> [&'static str; 2] {
        [self.pick("findings", "Funde"), self.pick("documents", "Dokumente")]
    }

    pub(in crate::render) fn gap_columns(self) -> [&'static str; 2] {
        [self.pick("parts", "Teile"), self.pick("documents", "Dokumente")]
    }

    pub(in crate::render) fn files(self, count: usize) -> String {
        self.count(count, ["file", "files"], ["Datei", "Dateien"])
    }
}
