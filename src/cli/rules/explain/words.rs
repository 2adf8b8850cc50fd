//! The words in which a rule is explained: what it does, where it looks, how far around.
//!
//! Not here: rules over other findings ([`super::over`]), names of segments ([`super::segments`]), lists of patterns,
//! and the page that the words stand on ([`super`]).

use super::Manner;
use super::segments::segments;
use crate::model::rule::{Position, Reach, Selector, Window};
use crate::model::{Effect, Kind, Level, Rule, SegmentKind, Strength};
use crate::render::Lang;

/// What a finding does to the two ladders.
pub(super) fn does(rule: &Rule, manner: &Manner<'_>) -> String {
    let lang = manner.lang;
    let scheme = rule.scheme.as_ref().and_then(|id| manner.schemes.get(id)).unwrap_or(manner.home);
    let named = |level: Level| {
        format!("{} ({} {level})", scheme.display_name(level), lang.pick("level", "Stufe"))
    };
    let (en, de) = match (rule.effect, rule.kind) {
        (Effect::Raises(level), Kind::Marking) => (
            format!("A marking: it says that the content is {}.", named(level)),
            format!("Eine Kennzeichnung: sie sagt, der Inhalt sei {}.", named(level)),
        ),
        (Effect::Raises(level), _) => (
            format!("Substance: it raises the content to {}.", named(level)),
            format!("Sachinhalt: er hebt den Inhalt auf {}.", named(level)),
        ),
        (Effect::Lowers(level), _) => (
            format!("An exposure: it lowers what the meeting is cleared for to {}.", named(level)),
            format!(
                "Ein Umstand: er senkt, wofür die Besprechung zugelassen ist, auf {}.",
                named(level)
            ),
        ),
        (Effect::Lifts(0), _) => (
            "Substance: it is at the level of the highest finding in it, and counts.".to_owned(),
            "Sachinhalt: er hat die Stufe des höchsten Fundes darin, und zählt.".to_owned(),
        ),
        (Effect::Lifts(1), _) => (
            "Substance: it is one rung above the highest finding in it.".to_owned(),
            "Sachinhalt: er liegt eine Stufe über dem höchsten Fund darin.".to_owned(),
        ),
        (Effect::Lifts(rungs), _) => (
            format!("Substance: it is {rungs} rungs above the highest finding in it."),
            format!("Sachinhalt: er liegt {rungs} Stufen über dem höchsten Fund darin."),
        ),
        (Effect::Warns, Kind::GoodCatch) => (
            "A good catch: somebody acted in time; no level changes.".to_owned(),
            "Rechtzeitig bemerkt: jemand hat gehandelt; keine Stufe ändert sich.".to_owned(),
        ),
        (Effect::Warns, Kind::Sign) => (
            "A sign: it is never told alone; it feeds combinations.".to_owned(),
            "Ein Zeichen: es wird nie allein gemeldet; es geht in Verbindungen ein.".to_owned(),
        ),
        (Effect::Warns, kind) => (
            format!("A {}: it warns; no level changes.", kind.name()),
            format!("{}: warnt; keine Stufe ändert sich.", lang.kind(kind)),
        ),
    };
    if lang == Lang::De { de } else { en }
}

pub(super) fn weighs(strength: Strength, lang: Lang) -> &'static str {
    match strength {
        Strength::Strong => lang.pick(
            "Strong: it counts, and is hardly ever wrong.",
            "Stark: zählt, und irrt kaum je.",
        ),
        Strength::Medium => lang.pick("Medium: it counts.", "Mittel: zählt."),
        Strength::Weak => lang.pick(
            "Weak: it never decides a verdict alone.",
            "Schwach: entscheidet nie allein ein Urteil.",
        ),
    }
}

pub(super) fn window(window: Window, lang: Lang) -> String {
    // In German all of these stand behind words that ask for the dative.
    let times = |n: u32, [one, many]: [&str; 2], [ein, viele]: [&str; 2]| match (n, lang) {
        (1, Lang::En) => format!("1 {one}"),
        (n, Lang::En) => format!("{n} {many}"),
        (1, Lang::De) => format!("1 {ein}"),
        (n, Lang::De) => format!("{n} {viele}"),
    };
    let words = |n| times(n, ["word", "words"], ["Wort", "Wörtern"]);
    let within = lang.pick("within", "innerhalb von");
    match window {
        Window::Words { before: n, after: 0 } => match lang {
            Lang::En => format!("in the {} before", words(n)),
            Lang::De => format!("in {} davor", words(n)),
        },
        Window::Words { before: 0, after: n } => match lang {
            Lang::En => format!("in the {} after", words(n)),
            Lang::De => format!("in {} danach", words(n)),
        },
        Window::Words { before, .. } => format!("{within} {}", words(before)),
        Window::WordsOverTurns(n) => {
            let whoever = lang.pick("whoever says them", "wer sie auch sagt");
            format!("{within} {}, {whoever}", words(n))
        }
        Window::Line => lang.pick("on the same line", "in derselben Zeile").to_owned(),
        Window::Turn => lang
            .pick("in the same turn or paragraph", "in derselben Äußerung oder demselben Absatz")
            .to_owned(),
        Window::Turns(n) => {
            format!("{within} {}", times(n, ["turn", "turns"], ["Äußerung", "Äußerungen"]))
        }
        Window::Minutes(n) => {
            format!("{within} {}", times(n, ["minute", "minutes"], ["Minute", "Minuten"]))
        }
        Window::Item => {
            lang.pick("in the same agenda item", "im selben Tagesordnungspunkt").to_owned()
        }
        Window::Document => {
            lang.pick("anywhere in the document", "irgendwo im Dokument").to_owned()
        }
    }
}

pub(super) fn reach(reach: Reach, lang: Lang) -> String {
    let same = lang.pick("by the same speaker", "vom selben Sprecher");
    match (reach.window, reach.same_speaker) {
        (around, false) => window(around, lang),
        (Window::Document, true) => format!("{}, {same}", lang.pick("anywhere", "irgendwo")),
        (around, true) => format!("{}, {same}", window(around, lang)),
    }
}

pub(super) fn position(position: Position, lang: Lang) -> &'static str {
    match position {
        Position::Line => lang.pick("alone on its line", "allein in seiner Zeile"),
        Position::LineStart => lang.pick("at the start of a line", "am Anfang einer Zeile"),
        Position::LineEnd => lang.pick("at the end of a line", "am Ende einer Zeile"),
        Position::SegmentStart => lang.pick(
            "as the first words of a turn or paragraph",
            "als erste Worte einer Äußerung oder eines Absatzes",
        ),
    }
}

/// "a, b or c".
pub(super) fn listed(words: &[&str], joiner: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {joiner} {last}", first.join(", ")),
    }
}

/// Where in a document the rule looks.
pub(super) fn place(rule: &Rule, lang: Lang) -> String {
    let beside = [SegmentKind::FileName, SegmentKind::Speaker];
    let left_out: Vec<&str> = SegmentKind::NAMES
        .iter()
        .filter(|(kind, _)| !rule.within.contains(kind) && !beside.contains(kind))
        .map(|(kind, _)| segments(*kind, lang))
        .collect();
    let inside: Vec<&str> = rule.within.iter().map(|kind| segments(*kind, lang)).collect();
    let and = lang.pick("and", "und");
    let inside = match (inside.len(), left_out.len()) {
        (0, _) | (_, 0) => lang.pick("anywhere", "überall").to_owned(),
        (all, few) if few < all && !rule.within.iter().any(|kind| beside.contains(kind)) => {
            format!(
                "{} {}",
                lang.pick("anywhere but in", "überall außer in"),
                listed(&left_out, and)
            )
        }
        _ => format!("in {}", listed(&inside, and)),
    };
    let at: Vec<&str> = rule.at.iter().map(|at| position(*at, lang)).collect();
    let at = listed(&at, lang.pick("or", "oder"));
    match (at.is_empty(), lang) {
        (true, Lang::En) => format!("It looks {inside}."),
        (true, Lang::De) => format!("Sie sucht {inside}."),
        (false, Lang::En) => format!("It looks {inside}, and the hit must stand {at}."),
        (false, Lang::De) => format!("Sie sucht {inside}, und der Treffer muss {at} stehen."),
    }
}

pub(super) fn selectors(selectors: &[Selector], joiner: &str) -> String {
    let quoted: Vec<String> = selectors.iter().map(|one| format!("`{}`", one.source)).collect();
    listed(&quoted.iter().map(String::as_str).collect::<Vec<_>>(), joiner)
}
