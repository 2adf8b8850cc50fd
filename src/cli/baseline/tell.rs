//! What `clearedfor baseline` says, in both languages.

use std::fmt::Write as _;
use std::path::Path;

use super::State;
use super::write::Count;
use crate::Error;
use crate::cli::output;
use crate::model::{Waiver, Words};
use crate::render::{Lang, escape};

/// Documents that are named one by one.
const NAMED: usize = 10;

/// Prints sentences, a line each, in the language of the run.
fn say(lang: Lang, lines: &[Words]) -> Result<(), Error> {
    let mut text = String::new();
    for line in lines {
        let sentence = match lang {
            Lang::En => &line.en,
            Lang::De => &line.de,
        };
        // Writing to a String does not fail.
        let _ = writeln!(text, "{}", escape::line(sentence));
    }
    output::print(&text)
}

/// Of which documents something was not read, so that nothing was accepted or thrown out.
pub(super) fn unread(lang: Lang, sources: &[&str]) -> Result<(), Error> {
    let count = sources.len();
    let mut lines = vec![Words::new(
        format!("not everything was read, in {count} of the documents; see `clearedfor check`"),
        format!("nicht alles wurde gelesen, in {count} der Dokumente; siehe `clearedfor check`"),
    )];
    lines.extend(sources.iter().take(NAMED).map(|source| {
        let name = format!("  {source}");
        Words::new(name.clone(), name)
    }));
    say(lang, &lines)
}

/// Where the key was put, and what to do with it.
pub(super) fn new_key(lang: Lang, path: &Path) -> Result<(), Error> {
    let path = path.display();
    say(
        lang,
        &[Words::new(
            format!(
                "{path}: a new key. Without it the waivers cover nothing; with it, and with patience, one can find out what they \
             cover. Keep it from whoever may not read the documents; in the repository of the documents it is as safe as they are."
            ),
            format!(
                "{path}: ein neuer Schlüssel. Ohne ihn decken die Ausnahmen nichts; mit ihm und Geduld lässt sich herausfinden, was \
             sie decken. Wer die Dokumente nicht lesen darf, soll ihn nicht haben; im Repository der Dokumente ist er so \
             sicher wie sie."
            ),
        )],
    )
}

pub(super) fn written(lang: Lang, file: &Path, count: Count) -> Result<(), Error> {
    let (file, Count { added, renewed, kept }) = (file.display(), count);
    say(
        lang,
        &[Words::new(
            format!("{file}: {added} added, {renewed} granted anew, {kept} kept"),
            format!("{file}: {added} hinzugefügt, {renewed} neu gewährt, {kept} behalten"),
        )],
    )
}

/// Every waiver that needs a look, and how many there are of each kind.
pub(super) fn states(lang: Lang, states: &[(State, &Waiver)], pruned: bool) -> Result<(), Error> {
    let count = |wanted: State| states.iter().filter(|(state, _)| *state == wanted).count();
    let mut lines: Vec<Words> = states.iter().filter_map(|one| state(one, pruned)).collect();
    let [needed, soon, expired, unused, not_seen] =
        [State::Needed, State::Soon, State::Expired, State::Unused, State::NotSeen].map(count);
    let needed = needed + soon;
    lines.push(Words::new(
        format!(
            "{needed} needed ({soon} expire within {} days), {expired} expired, {unused} unused, {not_seen} of documents \
             that were not read",
            super::SOON
        ),
        format!(
            "{needed} gebraucht (davon laufen {soon} binnen {} Tagen ab), {expired} abgelaufen, {unused} unbenutzt, \
             {not_seen} zu Dokumenten, die nicht gelesen wurden",
            super::SOON
        ),
    ));
    say(lang, &lines)
}

fn state((state, waiver): &(State, &Waiver), pruned: bool) -> Option<Words> {
    let Waiver { from, rule, until, .. } = waiver;
    let source = waiver.source.as_deref().unwrap_or("-");
    let (en, de) = match state {
        State::Needed | State::NotSeen => return None,
        State::Soon => (format!("expires after {until}"), format!("läuft nach dem {until} ab")),
        State::Expired => (format!("expired after {until}"), format!("galt bis {until}")),
        State::Unused => ("covers nothing any more".into(), "deckt nichts mehr".into()),
    };
    let gone = pruned && super::is_over(*state);
    let (removed, entfernt) = if gone { (": removed", ": entfernt") } else { ("", "") };
    Some(Words::new(
        format!("{from}: {rule} ({source}) {en}{removed}"),
        format!("{from}: {rule} ({source}) {de}{entfernt}"),
    ))
}
