//! What a rule over other findings asks for, in words. Selectors stand as written: they are names.
//!
//! Not here: rules with words of their own ([`super::words`]).

use super::words::{reach, selectors, window};
use crate::model::rule::{After, Combine, Compare, Contradiction, Missing, Search, Selector};
use crate::render::Lang;

pub(super) fn over_findings(search: &Search, lang: Lang) -> String {
    match search {
        Search::Words => String::new(),
        Search::Combine(asked) => combine(asked, lang),
        Search::After(asked) => after(asked, lang),
        Search::Missing(asked) => missing(asked, lang),
        Search::Compare(asked) => compare(asked, lang),
    }
}

fn any(list: &[Selector], lang: Lang) -> String {
    selectors(list, lang.pick("or", "oder"))
}

fn all(list: &[Selector], lang: Lang) -> String {
    selectors(list, lang.pick("and", "und"))
}

fn without(list: &[Selector], place: &str, lang: Lang) -> String {
    match list {
        [] => String::new(),
        list => format!("{} {} {place}", lang.pick(", and no", ", und kein"), any(list, lang)),
    }
}

fn combine(asked: &Combine, lang: Lang) -> String {
    let (most, of) = (asked.at_least, all(&asked.of, lang));
    let (around, guard) = (reach(asked.reach, lang), window(asked.guard, lang));
    let without = without(&asked.without, &guard, lang);
    match lang {
        Lang::En => format!("At least {most} different findings of {of} {around}{without}."),
        Lang::De => format!("Mindestens {most} verschiedene Funde von {of} {around}{without}."),
    }
}

fn after(asked: &After, lang: Lang) -> String {
    let between = || lang.pick("between them", "dazwischen").to_owned();
    let guard = asked.guard.map_or_else(between, |guard| window(guard, lang));
    let without = without(&asked.without, &guard, lang);
    let (first, then) = (any(&asked.first, lang), any(&asked.then, lang));
    let around = reach(asked.reach, lang);
    match lang {
        Lang::En => format!("First {first}, then {then} {around}{without}."),
        Lang::De => format!("Zuerst {first}, dann {then} {around}{without}."),
    }
}

fn missing(asked: &Missing, lang: Lang) -> String {
    let what = match asked.of.as_slice() {
        [] => lang
            .pick(
                "Something that should be there and is not",
                "Etwas, das da sein sollte und es nicht ist",
            )
            .to_owned(),
        of => format!("{} {}", lang.pick("The absence of", "Das Fehlen von"), any(of, lang)),
    };
    let when = match (asked.when.as_slice(), lang) {
        ([], _) => String::new(),
        (when, Lang::En) => format!(" where {} is found", any(when, lang)),
        (when, Lang::De) => format!(", wo {} gefunden wird", any(when, lang)),
    };
    let papers = match asked.spoken {
        None => "",
        Some(true) => lang.pick(", in records of speech", ", in Aufzeichnungen von Gesprochenem"),
        Some(false) => lang.pick(", in papers", ", in Schriftstücken"),
    };
    let opening = match (asked.opening, lang) {
        (None, _) => String::new(),
        (Some(n), Lang::En) => format!("; it belongs in the first {n} hundredths"),
        (Some(n), Lang::De) => format!("; es gehört in die ersten {n} Hundertstel"),
    };
    format!("{what}{when}{papers}{opening}.")
}

fn compare(asked: &Compare, lang: Lang) -> String {
    let (these, those) = (all(&asked.these, lang), all(&asked.those, lang));
    let wrong = match (asked.are, lang) {
        (Contradiction::Lower, Lang::En) => {
            format!("The highest of {these} is below that of {those}")
        }
        (Contradiction::Higher, Lang::En) => {
            format!("The highest of {these} is above that of {those}")
        }
        (Contradiction::Uneven, Lang::En) => format!("Different levels among {these}"),
        (Contradiction::Lower, Lang::De) => {
            format!("Die höchste Stufe von {these} liegt unter der von {those}")
        }
        (Contradiction::Higher, Lang::De) => {
            format!("Die höchste Stufe von {these} liegt über der von {those}")
        }
        (Contradiction::Uneven, Lang::De) => format!("Verschiedene Stufen unter {these}"),
    };
    let place = lang.pick("in the document", "im Dokument");
    format!("{wrong}{}.", without(&asked.without, place, lang))
}
