//! Words for what a run cost.
//!
//! Not here: the figures and their tables ([`crate::render::cost`]).

use super::Lang;
use crate::model::cost::Stage;

phrases! {
    no_required_text: "slow: no required text", "langsam: kein verlangter Text";
}

impl Lang {
    pub(in crate::render) fn stage_columns(self) -> [&'static str; 3] {
        match self {
            Lang::En => ["stage", "time", "share"],
            Lang::De => ["Abschnitt", "Zeit", "Anteil"],
        }
    }

    pub(in crate::render) fn format_columns(self) -> [&'static str; 4] {
        match self {
            Lang::En => ["read as", "documents", "text", "time"],
            Lang::De => ["gelesen als", "Dokumente", "Text", "Zeit"],
        }
    }

    pub(in crate::render) fn rule_count_columns(self) -> [&'static str; 4] {
        match self {
            Lang::En => ["rule", "candidates", "hits", "findings"],
            Lang::De => ["Regel", "Kandidaten", "Treffer", "Funde"],
        }
    }

    pub(in crate::render) fn rule_time_columns(self) -> [&'static str; 4] {
        match self {
            Lang::En => ["search", "conditions", "share", "once"],
            Lang::De => ["Suche", "Bedingungen", "Anteil", "einmalig"],
        }
    }

    pub(in crate::render) fn threads(self, count: usize) -> String {
        self.count(count, ["thread", "threads"], ["Thread", "Threads"]).replace('\u{a0}', " ")
    }

    /// What is done in a stage.
    pub(in crate::render) fn stage(self, stage: Stage) -> &'static str {
        match stage {
            Stage::Ready => self.pick("make policy and rules ready", "Richtlinie und Regeln"),
            Stage::Find => self.pick("find files", "Dateien suchen"),
            Stage::Read => self.pick("read", "Lesen"),
            Stage::Fold => self.pick("even out spelling", "Schreibweisen angleichen"),
            Stage::Search => self.pick("search", "Suche"),
            Stage::Conditions => self.pick("conditions", "Bedingungen"),
            Stage::Settle => {
                self.pick("combine and place findings", "Funde verbinden und verorten")
            }
            Stage::Judge => self.pick("judge", "Urteil"),
            Stage::Report => self.pick("report", "Bericht"),
        }
    }
}
