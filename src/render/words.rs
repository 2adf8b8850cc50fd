//! Every sentence of ours that a person reads in a report, in both languages.
//!
//! Not here: sentences of rules and policies, which come with the report, and layout.

use super::Lang;
use crate::model::finding::End;
use crate::model::{Gap, Notice, Verdict, Where, Words};

/// Plain phrases: a name, English, German.
macro_rules! phrases {
    ($($name:ident: $en:literal, $de:literal;)+) => {
        impl Lang {
            $(pub(in crate::render) fn $name(self) -> &'static str { self.pick($en, $de) })+
        }

        /// The same as a table, for whoever proves that no English is left in German.
        #[cfg(test)]
        pub(in crate::render) const PHRASES: &[(&str, &str)] = &[$(($en, $de)),+];
    };
}

pub(super) mod archive;
pub(super) mod cost;
mod nouns;
pub(super) mod page;
mod rules;
pub(super) mod telling;

phrases! {
    disclaimer: "Indications are not a classification; only the originating office decides.",
        "Anhaltspunkte sind keine Einstufung; allein die herausgebende Stelle entscheidet.";
    caution: "No finding does not mean unclassified.",
        "Auch ohne Fund kann der Inhalt eingestuft sein.";
    nothing_checked: "nothing was checked", "nichts wurde geprüft";
    content: "content", "Inhalt";
    content_read: "not all was read; content at least", "nicht alles gelesen; Inhalt mindestens";
    cleared_for: "cleared for", "zugelassen bis";
    at_most: "at most", "höchstens";
    not_read: "Not read, so not cleared", "Nicht gelesen, also nicht freigegeben";
    weakest_link: "Weakest link", "Schwächstes Glied";
    other_links: "Other links", "Weitere Glieder";
    above: "Above what the meeting is cleared for", "Über dem, wofür zugelassen ist";
    lowering: "Lowers what the meeting is cleared for", "Senkt, wofür zugelassen ist";
    warnings: "Warnings", "Warnungen";
    good: "Well done", "Gut gemacht";
    made_of: "made of", "aus";
    below: "At or below what the meeting is cleared for", "Nicht über dem, wofür zugelassen ist";
    weak: "Weak, never counted alone", "Schwach, zählt nie allein";
    mentions: "Mentions of levels, not counted", "Erwähnungen von Stufen, nicht gezählt";
    must_move: "Items that must move", "Diese Punkte müssen verlegt werden";
    may_stay: "Items that may stay", "Diese Punkte können bleiben";
    unclear_items: "Items not decided", "Nicht entschiedene Punkte";
    no_channel: "no channel of the policy would do", "kein Kanal der Richtlinie reicht aus";
    channels: "Channels that would do", "Ausreichende Kanäle";
    what_to_do: "What to do", "Was zu tun ist";
    notices: "Notices", "Hinweise";
    not_verified:
        "This fact has not been checked against its source.",
        "Diese Angabe ist noch nicht an der Quelle geprüft.";
    masked_hint:
        "Quotations are masked; --show-text always shows them.",
        "Zitate sind verdeckt; --show-text always zeigt sie.";
    no_level: "No indication of a level was found.", "Kein Anhaltspunkt für eine Stufe gefunden.";
    highest_level: "highest level", "höchste Stufe";
    or: "or", "oder";
}

impl Lang {
    /// The words in this language; English where there are none.
    pub(crate) fn of(self, words: &Words) -> &str {
        match self {
            Lang::De if !words.de.is_empty() => &words.de,
            _ => &words.en,
        }
    }

    /// Why something was not read.
    pub(super) fn reason(self, gap: &Gap) -> &str {
        self.of(&gap.reason)
    }

    /// What is odd.
    pub(super) fn notice(self, notice: &Notice) -> &str {
        self.of(&notice.0)
    }

    /// The one of two that is in this language.
    pub(crate) fn pick(self, en: &'static str, de: &'static str) -> &'static str {
        match self {
            Lang::En => en,
            Lang::De => de,
        }
    }

    /// A number with its noun, which do not part at the end of a line.
    fn count(self, count: usize, en: [&str; 2], de: [&str; 2]) -> String {
        let [one, many] = if self == Lang::De { de } else { en };
        format!("{count}\u{a0}{}", if count == 1 { one } else { many })
    }

    /// Before a gap.
    pub(super) fn gap_word(self) -> &'static str {
        self.pick("not read", "nicht gelesen")
    }

    /// Before a notice.
    pub(super) fn notice_word(self) -> &'static str {
        self.pick("note", "Hinweis")
    }

    pub(super) fn verdict(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Exceeds => self.pick("EXCEEDS", "ÜBERSCHREITET"),
            Verdict::Undetermined => self.pick("UNDETERMINED", "UNGEKLÄRT"),
            Verdict::Within => self.pick("WITHIN", "INNERHALB"),
        }
    }

    pub(super) fn verdicts(self, verdict: Verdict, count: usize) -> String {
        match verdict {
            Verdict::Exceeds => {
                self.count(count, ["exceeds", "exceed"], ["überschreitet", "überschreiten"])
            }
            Verdict::Undetermined => self.count(count, ["undetermined"; 2], ["ungeklärt"; 2]),
            Verdict::Within => self.count(count, ["within"; 2], ["innerhalb"; 2]),
        }
    }

    pub(super) fn documents(self, count: usize) -> String {
        self.count(count, ["document", "documents"], ["Dokument", "Dokumente"])
    }

    pub(super) fn gaps(self, count: usize) -> String {
        self.count(
            count,
            ["part not read", "parts not read"],
            ["Teil nicht gelesen", "Teile nicht gelesen"],
        )
    }

    pub(super) fn warning_count(self, count: usize) -> String {
        self.count(count, ["warning", "warnings"], ["Warnung", "Warnungen"])
    }

    /// Above gaps that were all accepted.
    pub(super) fn accepted_unread(self) -> &'static str {
        self.pick("Not read, and accepted", "Nicht gelesen, aber hingenommen")
    }

    /// How many parts were not read and accepted.
    pub(super) fn accepted(self, count: usize) -> String {
        match self {
            Lang::En => format!("Accepted without being read: {}", self.parts_count(count)),
            Lang::De => format!("Ungelesen hingenommen: {}", self.parts_count(count)),
        }
    }

    fn parts_count(self, count: usize) -> String {
        self.count(count, ["part", "parts"], ["Teil", "Teile"])
    }

    /// Behind a gap whose kind was accepted.
    pub(super) fn allowed(self) -> &'static str {
        self.pick(", accepted by --allow-gap", ", hingenommen durch --allow-gap")
    }

    pub(super) fn participant(self, number: u32) -> String {
        format!("{} {number}", self.pick("participant", "Teilnehmer"))
    }

    /// An agenda item by its label; one that already says what it is stands alone.
    pub(super) fn item(self, label: &str) -> String {
        if label.starts_with(char::is_alphabetic) {
            label.to_owned()
        } else {
            format!("{} {label}", self.pick("item", "TOP"))
        }
    }

    pub(super) fn on_line(self, line: u32) -> String {
        format!("{} {line}", self.pick("line", "Zeile"))
    }

    pub(super) fn lines(self, lines: &str, several: bool) -> String {
        let (en, de) = if several { ("lines", "Zeilen") } else { ("line", "Zeile") };
        format!("{}\u{a0}{lines}", self.pick(en, de))
    }

    pub(super) fn move_to(self, channels: &str) -> String {
        format!("{} {channels}", self.pick("move to", "verlegen nach"))
    }

    pub(super) fn masked(self, length: usize) -> String {
        match self {
            Lang::En => {
                format!("[masked, {}]", self.count(length, ["character", "characters"], [""; 2]))
            }
            Lang::De => format!("[verdeckt, {length} Zeichen]"),
        }
    }

    /// How far a spoken marking holds.
    pub(super) fn holds(self, until: &Where, end: End) -> String {
        let until = self.at_line(until);
        let (en, de) = match end {
            End::Revoked => ("where it is revoked", "wo sie aufgehoben wird"),
            End::Item => ("the end of the item", "Ende des Punktes"),
            End::Document => ("the end", "Ende"),
        };
        match self {
            Lang::En => format!("holds to {until}, {en}"),
            Lang::De => format!("gilt bis {until}, {de}"),
        }
    }

    pub(super) fn more_of_rule(self, count: usize, lines: &str) -> String {
        match self {
            Lang::En => format!("and {count} more of this rule: {lines}"),
            Lang::De => format!("und {count} weitere dieser Regel: {lines}"),
        }
    }

    pub(super) fn findings_not_shown(self, count: usize) -> String {
        match self {
            Lang::En => format!(
                "Not shown here: {}. --format json has all of them.",
                self.count(count, ["more finding", "more findings"], [""; 2])
            ),
            Lang::De => format!(
                "Hier nicht gezeigt: {}. --format json hat alle.",
                self.count(count, [""; 2], ["weiterer Fund", "weitere Funde"])
            ),
        }
    }

    pub(super) fn and_more(self, count: usize) -> String {
        match self {
            Lang::En => format!("and {count} more"),
            Lang::De => format!("und {count} weitere"),
        }
    }

    pub(super) fn mentions_counted(self, count: usize) -> String {
        match self {
            Lang::En => format!(
                "{}, not counted; --mentions shows them.",
                self.count(count, ["mention of a level", "mentions of levels"], [""; 2])
            ),
            Lang::De => format!(
                "{}, nicht gezählt; --mentions zeigt sie.",
                self.count(count, [""; 2], ["Erwähnung einer Stufe", "Erwähnungen von Stufen"])
            ),
        }
    }

    pub(super) fn within_not_listed(self, count: usize) -> String {
        match self {
            Lang::En => format!("{} within, without warnings, not listed.", self.documents(count)),
            Lang::De => {
                format!("{} innerhalb, ohne Warnungen, nicht aufgeführt.", self.documents(count))
            }
        }
    }

    pub(super) fn rulesets(self, count: usize) -> String {
        self.count(count, ["ruleset", "rulesets"], ["Regelwerk", "Regelwerke"])
    }

    pub(super) fn provenance(self, policy: &str, rulesets: usize, schemes: &str) -> String {
        let rulesets = self.rulesets(rulesets);
        match self {
            Lang::En => format!("policy {policy}; {rulesets}; schemes in force: {schemes}"),
            Lang::De => format!("Richtlinie {policy}; {rulesets}; geltende Schemata: {schemes}"),
        }
    }
}
