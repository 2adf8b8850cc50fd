//! Takes the words of the input out of an assessment: what stays are places, lengths, rules and levels.
//!
//! Not here: which words were hit; judging sees no text, so it is told them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Assessment, Place, Step, Where};

/// Takes out quotations, item titles, roles, and names of sheets and attached files; of the other names that places go by, each that holds one
/// of the words `hits`, in small letters. A speaker whose name does goes by a number, their place among `speakers`.
pub fn redact(assessment: &mut Assessment, hits: &BTreeSet<String>, speakers: &[String]) {
    let long: Vec<&str> = hits.iter().map(String::as_str).filter(|hit| is_long(hit)).collect();
    // Words are short, and so are hits: there is nothing to prepare a search for.
    let holds = |word: &str, hit: &str| {
        word.len() > hit.len()
            && word.as_bytes().windows(hit.len()).any(|part| part == hit.as_bytes())
    };
    let told = |name: &str| {
        let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words
            .filter(|word| !word.is_empty())
            .any(|word| hits.contains(&word) || long.iter().any(|hit| holds(&word, hit)))
    };
    let numbers = numbers(speakers);
    // Few people say much: each name is looked at once.
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut place = |place: &mut Place| {
        mask(&mut place.at, &told);
        let Some(name) = &mut place.speaker else { return };
        if let Some(known) = names.get(name) {
            name.clone_from(known);
            return;
        }
        let shown = if told(name) { number(&numbers, name) } else { name.clone() };
        names.insert(std::mem::replace(name, shown.clone()), shown);
    };
    for finding in &mut assessment.findings {
        finding.evidence = None;
        if let Some(waived) = finding.waived.as_mut().filter(|waived| waived.owner.is_none()) {
            // A directive's reason is text of the input.
            waived.reason = None;
        }
        place(&mut finding.place);
        finding.parts.iter_mut().for_each(|part| place(&mut part.place));
        finding.holds.iter_mut().for_each(|extent| mask(&mut extent.until, &told));
    }
    assessment.gaps.iter_mut().flat_map(|gap| &mut gap.place).for_each(|step| hide(step, &told));
    for (item, number) in assessment.items.iter_mut().zip(1..) {
        item.title = None;
        if told(&item.label) {
            item.label = format!("{number}");
        }
        mask(&mut item.at, &told);
    }
    let ceiling = &mut assessment.ceiling;
    for link in ceiling.links.iter_mut().chain([&mut ceiling.weakest]) {
        link.role = None;
        link.at.iter_mut().for_each(|at| mask(at, &told));
    }
}

/// Gives every speaker a number instead of the name: the place among the document's `speakers`.
pub fn name_by_number(assessment: &mut Assessment, speakers: &[String]) {
    let numbers = numbers(speakers);
    for finding in &mut assessment.findings {
        let parts = finding.parts.iter_mut().map(|part| &mut part.place);
        for place in parts.chain([&mut finding.place]) {
            let name = place.speaker.take();
            place.speaker = name.map(|name| number(&numbers, &name));
        }
    }
}

fn numbers(speakers: &[String]) -> BTreeMap<&str, usize> {
    speakers.iter().zip(1..).map(|(name, number)| (name.as_str(), number)).collect()
}

/// "S2", in every language.
fn number(numbers: &BTreeMap<&str, usize>, name: &str) -> String {
    numbers.get(name).map_or_else(|| "S".to_owned(), |number| format!("S{number}"))
}

/// Whether a word inside a longer one gives it away.
fn is_long(word: &str) -> bool {
    word.chars().count() >= 4
}

/// Takes names that tell something out of a place.
fn mask(at: &mut Where, told: &impl Fn(&str) -> bool) {
    if let Where::Way(way) = at {
        way.iter_mut().for_each(|step| hide(step, told));
    }
}

/// The names of sheets and attached files go in any case: their numbers say enough.
fn hide(step: &mut Step, told: &impl Fn(&str) -> bool) {
    let chosen = matches!(step, Step::Sheet(..) | Step::Attachment(..));
    step.texts_mut().filter(|text| chosen || told(text)).for_each(String::clear);
}
