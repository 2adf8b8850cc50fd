//! `--resume`: what an interrupted report leaves to do, if it was begun on the terms of this run.
//!
//! Not here: what the report holds ([`crate::load::resume`]).

use std::path::Path;

use super::args::Check;
use crate::Error;
use crate::lint::{Input, Job};
use crate::load::config::Config;
use crate::load::resume::Begun;
use crate::model::{Report, Say, Words, words};
use crate::read::walk;
use crate::render::Lang;

/// What is to be checked, in the words of the call and of the configuration, whose plans are those of single files.
pub(super) fn inputs(check: &Check, config: Option<&Config>) -> Vec<Vec<u8>> {
    let paths = check.paths.iter().map(|path| path.as_os_str().as_encoded_bytes().to_vec());
    let config = format!("{config:?}").into_bytes();
    paths.chain([check.stdin_name.clone().into_bytes(), config]).collect()
}

/// The jobs that are not done.
pub(super) fn rest(
    begun: &Begun,
    head: &Report,
    lang: Lang,
    jobs: Vec<Job>,
) -> Result<Vec<Job>, Error> {
    if let Some(what) = differs(begun, head, lang) {
        let Words { en, de } = what;
        return Err(Error::usage(words!(
            "--resume: the report was begun with {en}\ncheck again from the start, or as it was begun",
            "--resume: der Bericht wurde begonnen mit {de}\nvon vorn prüfen, oder so, wie er begonnen wurde"
        )));
    }
    let (done, left): (Vec<Job>, Vec<Job>) =
        jobs.into_iter().partition(|job| begun.done.contains_key(name(&job.input)));
    let changed = |input: &&Input| match input {
        Input::Found(found) => begun.done.get(name(input)) != Some(&walk::size(found)),
        Input::Document(..) => false,
    };
    let changed: Vec<&Input> = done.iter().map(|job| &job.input).filter(changed).collect();
    match changed.first() {
        None => Ok(left),
        Some(first) => Err(Error::usage(words!(
            "--resume: {} has another length than when it was checked; files like it: {}\ncheck again from the start",
            "--resume: {} ist anders lang als bei der Prüfung; solche Dateien: {}\nvon vorn prüfen",
            name(first),
            changed.len()
        ))),
    }
}

fn name(input: &Input) -> &str {
    match input {
        Input::Found(found) => &found.source.name,
        Input::Document(source, _) => &source.name,
    }
}

/// The first thing about the earlier run that is not as in this one.
fn differs(begun: &Begun, head: &Report, lang: Lang) -> Option<Words> {
    let (was, now) = (&begun.terms, head.terms.as_ref()?);
    let date = words!("another date: --today {0}", "einem anderen Datum: --today {0}", was.today);
    let say = |en, de| Words::from(Say(en, de));
    let pairs = [
        (
            &begun.tool,
            head.version.to_owned(),
            say("another version of the program", "einer anderen Version"),
        ),
        (
            &begun.language,
            lang.name().to_owned(),
            say("another language: --lang", "einer anderen Sprache: --lang"),
        ),
        (&was.today, now.today.clone(), date),
        (
            &was.inputs,
            now.inputs.to_string(),
            say(
                "other paths or another configuration",
                "anderen Pfaden oder einer anderen Konfiguration",
            ),
        ),
        (&was.rules, now.rules.to_string(), say("other rules", "anderen Regeln")),
        (
            &was.policy,
            now.policy.to_string(),
            say(
                "another policy or other schemes",
                "einer anderen Richtlinie oder anderen Schemata",
            ),
        ),
        (&was.options, now.options.to_string(), say("other options", "anderen Optionen")),
    ];
    pairs.into_iter().find(|(was, now, _)| *was != now).map(|(.., what)| what)
}

/// How to go on with a run that was cut short.
pub(super) fn how(done: u64, all: u64, file: Option<&Path>, lang: Lang) -> String {
    let ended = match lang {
        Lang::En => format!("cut short: {done} of {all} files were checked"),
        Lang::De => format!("abgebrochen: {done} von {all} Dateien wurden geprüft"),
    };
    let Some(file) = file.map(Path::display) else { return ended };
    match lang {
        Lang::En => format!("{ended}\nthe same call with --resume {file} goes on"),
        Lang::De => format!("{ended}\nderselbe Aufruf mit --resume {file} setzt fort"),
    }
}
