//! A measurement becomes text: its table of formats, and how figures are written.
//!
//! Not here: how they are counted ([`crate::model::measurement`]).

mod markdown;

use std::fmt;

use super::{Lang, Look, human, json};
use crate::model::Measurement;
use crate::model::measurement::{Fault, Figure, Share};

/// Writes a measurement in one format; nothing of the input is written raw. Its only error is what `out` returns.
pub type Write = fn(&Measurement, &Look, &mut dyn fmt::Write) -> fmt::Result;

/// All formats of a measurement, the default first.
pub const FORMATS: [(&str, Write); 3] = [
    ("human", human::measurement::write),
    ("json", json::measurement::write),
    ("markdown", markdown::write),
];

/// The writer of this format.
#[must_use]
pub fn by_name(name: &str) -> Option<Write> {
    FORMATS.iter().find(|(known, _)| *known == name).map(|(_, write)| *write)
}

/// What stands where there is no figure.
pub(super) const NONE: &str = "-";

/// "97.1 % (95.0 to 98.4)".
pub(super) fn percent(figure: Option<Figure>, lang: Lang) -> String {
    figure.map_or_else(
        || NONE.to_owned(),
        |Figure { value, interval }| {
            let [value, low, high] =
                [value, interval.low, interval.high].map(|share| share * 100.0);
            let to = lang.pick("to", "bis");
            lang.number(format!("{value:.1} % ({low:.1} {to} {high:.1})"))
        },
    )
}

/// "34 of 35: 97.1 % (95.0 to 98.4)".
pub(super) fn share(share: &Share, lang: Lang) -> String {
    match share.figure {
        None => NONE.to_owned(),
        figure => {
            let of = lang.pick("of", "von");
            format!("{} {of} {}: {}", share.count, share.of, percent(figure, lang))
        }
    }
}

/// "0.85 (0.10 to 3.06)".
pub(super) fn rate(figure: Option<Figure>, lang: Lang) -> String {
    figure.map_or_else(
        || NONE.to_owned(),
        |Figure { value, interval }| {
            let to = lang.pick("to", "bis");
            lang.number(format!("{value:.2} ({:.2} {to} {:.2})", interval.low, interval.high))
        },
    )
}

impl Lang {
    /// A figure as the language writes it: "97.1" or "97,1".
    pub(super) fn number(self, figure: String) -> String {
        match self {
            Lang::En => figure,
            Lang::De => figure.replace('.', ","),
        }
    }

    /// What an error is called.
    pub(super) fn fault(self, fault: Fault) -> &'static str {
        match (self, fault) {
            (Lang::En, fault) => fault.name(),
            (_, Fault::NotRead) => "nicht gelesen",
            (_, Fault::FalseAlarm) => "Fehlalarm",
            (_, Fault::Missed) => "übersehen",
            (_, Fault::Verdict) => "Urteil",
            (_, Fault::TooHigh) => "zu hoch",
            (_, Fault::TooLow) => "zu niedrig",
            (_, Fault::Ceiling) => "Zulassung",
        }
    }
}

#[cfg(test)]
mod tests;
