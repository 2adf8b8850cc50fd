//! The words in which a rule is explained: what it does, where it looks, how far around.
//!
//! Not here: lists of patterns, and the page that the words stand on ([`super`]).

use super::Manner;
use crate::model::rule::{Contradiction, Position, Reach, Search, Selector, Window};
use crate::model::{Effect, Kind, Level, Rule, SegmentKind, Strength};

/// What a finding does to the two ladders.
pub(super) fn does(rule: &Rule, manner: &Manner<'_>) -> String {
    let scheme = rule.scheme.as_ref().and_then(|id| manner.schemes.get(id)).unwrap_or(manner.home);
    let named = |level: Level| format!("{} (level {level})", scheme.display_name(level));
    match (rule.effect, rule.kind) {
        (Effect::Raises(level), Kind::Marking) => {
            format!("A marking: it says that the content is {}.", named(level))
        }
        (Effect::Raises(level), _) => {
            format!("Substance: it raises the content to {}.", named(level))
        }
        (Effect::Lowers(level), _) => {
            format!("An exposure: it lowers what the meeting is cleared for to {}.", named(level))
        }
        (Effect::Lifts(rungs), _) => match rungs {
            0 => {
                "Substance: it is at the level of the highest finding in it, and counts.".to_owned()
            }
            1 => "Substance: it is one rung above the highest finding in it.".to_owned(),
            rungs => format!("Substance: it is {rungs} rungs above the highest finding in it."),
        },
        (Effect::Warns, Kind::GoodCatch) => {
            "A good catch: somebody acted in time; no level changes.".to_owned()
        }
        (Effect::Warns, Kind::Sign) => {
            "A sign: it is never told alone; it feeds combinations.".to_owned()
        }
        (Effect::Warns, kind) => format!("A {}: it warns; no level changes.", kind.name()),
    }
}

pub(super) fn weighs(strength: Strength) -> &'static str {
    match strength {
        Strength::Strong => "Strong: it counts, and is hardly ever wrong.",
        Strength::Medium => "Medium: it counts.",
        Strength::Weak => "Weak: it never decides a verdict alone.",
    }
}

pub(super) fn window(window: Window) -> String {
    let times = |n: u32, one: &str| match n {
        1 => format!("1 {one}"),
        n => format!("{n} {one}s"),
    };
    match window {
        Window::Words { before, after: 0 } => format!("in the {} before", times(before, "word")),
        Window::Words { before: 0, after } => format!("in the {} after", times(after, "word")),
        Window::Words { before, .. } => format!("within {}", times(before, "word")),
        Window::WordsOverTurns(n) => format!("within {}, whoever says them", times(n, "word")),
        Window::Line => "on the same line".to_owned(),
        Window::Turn => "in the same turn or paragraph".to_owned(),
        Window::Turns(n) => format!("within {}", times(n, "turn")),
        Window::Minutes(n) => format!("within {}", times(n, "minute")),
        Window::Item => "in the same agenda item".to_owned(),
        Window::Document => "anywhere in the document".to_owned(),
    }
}

pub(super) fn reach(reach: Reach) -> String {
    match (reach.window, reach.same_speaker) {
        (around, false) => window(around),
        (Window::Document, true) => "anywhere, by the same speaker".to_owned(),
        (around, true) => format!("{}, by the same speaker", window(around)),
    }
}

pub(super) fn position(position: Position) -> &'static str {
    match position {
        Position::Line => "alone on its line",
        Position::LineStart => "at the start of a line",
        Position::LineEnd => "at the end of a line",
        Position::SegmentStart => "as the first words of a turn or paragraph",
    }
}

pub(super) fn segments(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Heading => "headings",
        SegmentKind::Paragraph => "paragraphs",
        SegmentKind::ListItem => "list entries",
        SegmentKind::Cell => "table cells",
        SegmentKind::Speech => "speech",
        SegmentKind::Note => "notes",
        SegmentKind::Subject => "subject lines",
        SegmentKind::Property => "properties",
        SegmentKind::Plan => "the meeting's plan",
        SegmentKind::Code => "code",
        SegmentKind::FileName => "the file's name",
        SegmentKind::Speaker => "names of speakers",
        SegmentKind::Header => "headers",
        SegmentKind::Footer => "footers",
        SegmentKind::Footnote => "footnotes",
        SegmentKind::Comment => "comments",
        SegmentKind::Deletion => "what tracked changes took out",
        SegmentKind::TextBox => "text boxes",
        SegmentKind::Hidden => "hidden words",
        SegmentKind::AltText => "descriptions of pictures",
        SegmentKind::SpeakerNotes => "speaker notes",
        SegmentKind::Label => "sensitivity labels",
        SegmentKind::Name => "names of fields, sheets and attachments",
        SegmentKind::FormField => "form fields",
        SegmentKind::Address => "mail addresses",
        SegmentKind::Location => "the location",
        SegmentKind::Link => "links",
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
pub(super) fn place(rule: &Rule) -> String {
    let beside = [SegmentKind::FileName, SegmentKind::Speaker];
    let left_out: Vec<&str> = SegmentKind::NAMES
        .iter()
        .filter(|(kind, _)| !rule.within.contains(kind) && !beside.contains(kind))
        .map(|(kind, _)| segments(*kind))
        .collect();
    let inside: Vec<&str> = rule.within.iter().map(|kind| segments(*kind)).collect();
    let inside = match (inside.len(), left_out.len()) {
        (0, _) | (_, 0) => "anywhere".to_owned(),
        (all, few) if few < all && !rule.within.iter().any(|kind| beside.contains(kind)) => {
            format!("anywhere but in {}", listed(&left_out, "and"))
        }
        _ => format!("in {}", listed(&inside, "and")),
    };
    let at: Vec<&str> = rule.at.iter().map(|at| position(*at)).collect();
    match at.is_empty() {
        true => format!("It looks {inside}."),
        false => format!("It looks {inside}, and the hit must stand {}.", listed(&at, "or")),
    }
}

/// What a rule over other findings asks for. Selectors stand as written: they are names.
pub(super) fn over_findings(search: &Search) -> String {
    let without = |list: &[Selector], place: &str| match list {
        [] => String::new(),
        list => format!(", and no {} {place}", selectors(list, "or")),
    };
    match search {
        Search::Words => String::new(),
        Search::Combine(combine) => format!(
            "At least {} different findings of {} {}{}.",
            combine.at_least,
            selectors(&combine.of, "and"),
            reach(combine.reach),
            without(&combine.without, &window(combine.guard)),
        ),
        Search::After(after) => format!(
            "First {}, then {} {}{}.",
            selectors(&after.first, "or"),
            selectors(&after.then, "or"),
            reach(after.reach),
            without(&after.without, &after.guard.map_or("between them".to_owned(), window)),
        ),
        Search::Missing(missing) => {
            let when = match missing.when.as_slice() {
                [] => String::new(),
                when => format!(" where {} is found", selectors(when, "or")),
            };
            let papers = match missing.spoken {
                None => "",
                Some(true) => ", in records of speech",
                Some(false) => ", in papers",
            };
            let opening = missing.opening.map_or(String::new(), |opening| {
                format!("; it belongs in the first {opening} hundredths")
            });
            let what = match missing.of.as_slice() {
                [] => "Something that should be there and is not".to_owned(),
                of => format!("The absence of {}", selectors(of, "or")),
            };
            format!("{what}{when}{papers}{opening}.")
        }
        Search::Compare(compare) => {
            let these = selectors(&compare.these, "and");
            let those = selectors(&compare.those, "and");
            let wrong = match compare.are {
                Contradiction::Lower => format!("The highest of {these} is below that of {those}"),
                Contradiction::Higher => format!("The highest of {these} is above that of {those}"),
                Contradiction::Uneven => format!("Different levels among {these}"),
            };
            format!("{wrong}{}.", without(&compare.without, "in the document"))
        }
    }
}

pub(super) fn selectors(selectors: &[Selector], joiner: &str) -> String {
    let quoted: Vec<String> = selectors.iter().map(|one| format!("`{}`", one.source)).collect();
    listed(&quoted.iter().map(String::as_str).collect::<Vec<_>>(), joiner)
}
