//! `clearedfor channels`: what there is and what it is cleared for.

use std::fmt::Write as _;

use super::args::{Channels, ChannelsAction};
use super::exit::{self, Status};
use super::setup::Loaded;
use super::{output, setup};
use crate::Error;
use crate::model::policy::Term;
use crate::render::Lang;

pub(super) fn run(channels: &Channels, lang: Lang) -> Result<Status, Error> {
    let loaded = setup::judging(&channels.judging)?;
    let text = match &channels.action {
        None | Some(ChannelsAction::List) => list(&loaded, lang),
        Some(ChannelsAction::Show { name }) => show(&loaded, name, lang)?,
    };
    output::print(&text)?;
    Ok(exit::WITHIN)
}

fn list(loaded: &Loaded, lang: Lang) -> String {
    let mut text = String::new();
    let width = loaded.policy.channels.iter().map(|c| c.cap.name.len()).max().unwrap_or(0);
    for channel in &loaded.policy.channels {
        let level = channel.cap.ceiling;
        let _ = writeln!(
            text,
            "{:width$}  {level}  {}\n{:width$}     {}",
            channel.cap.name,
            loaded.home.display_name(level),
            "",
            lang.of(&channel.cap.title),
        );
    }
    text
}

fn show(loaded: &Loaded, name: &str, lang: Lang) -> Result<String, Error> {
    let channels = &loaded.policy.channels;
    let found =
        loaded.policy.find(Term::Channel, name).and_then(|cap| loaded.policy.channel(&cap.name));
    let known = || channels.iter().map(|channel| channel.cap.name.as_str());
    let channel = found.ok_or_else(|| Error::unknown(Term::Channel.noun(), name, known()))?;
    let cap = &channel.cap;
    let mut text = format!("{}: {}\n", cap.name, lang.of(&cap.title));
    let width = if lang == Lang::De { 16 } else { 13 };
    let mut line = |en, de, what: &str| {
        let _ = writeln!(text, "{:<width$}{what}", lang.pick(en, de));
    };
    let level = loaded.home.display_name(cap.ceiling);
    line("cleared for", "zugelassen bis", &format!("{level} ({})", cap.ceiling));
    line("because", "weil", lang.of(&cap.why));
    for condition in &channel.conditions {
        line("only if", "nur wenn", lang.of(condition));
    }
    if !cap.aliases.is_empty() {
        line("also called", "heißt auch", &cap.aliases.join(", "));
    }
    let unchecked = lang.pick(" (not verified)", " (nicht geprüft)");
    let checked = if cap.verified { "" } else { unchecked };
    let see = lang.pick("see", "siehe");
    let source = format!("{}{checked}; {see} docs/sources.md", cap.source.join(", "));
    line("source", "Quelle", &source);
    if let Some(date) = &channel.verified_on {
        line("checked on", "geprüft am", date);
    }
    if let Some(date) = &channel.expires {
        line("expires", "gilt bis", date);
    }
    let policy = &loaded.policy;
    line("policy", "Richtlinie", &format!("{} {} ({})", policy.id, policy.version, policy.origin));
    Ok(text)
}
