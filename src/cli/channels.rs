//! `clearedfor channels`: what there is and what it is cleared for.

use std::fmt::Write as _;

use super::args::{Channels, ChannelsAction};
use super::exit::{self, Status};
use super::setup::Loaded;
use super::{output, setup};
use crate::Error;
use crate::model::policy::Term;

pub(super) fn run(channels: &Channels) -> Result<Status, Error> {
    let loaded = setup::judging(&channels.judging)?;
    let text = match &channels.action {
        None | Some(ChannelsAction::List) => list(&loaded),
        Some(ChannelsAction::Show { name }) => show(&loaded, name)?,
    };
    output::print(&text)?;
    Ok(exit::WITHIN)
}

fn list(loaded: &Loaded) -> String {
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
            channel.cap.title.en,
        );
    }
    text
}

fn show(loaded: &Loaded, name: &str) -> Result<String, Error> {
    let channels = &loaded.policy.channels;
    let found =
        loaded.policy.find(Term::Channel, name).and_then(|cap| loaded.policy.channel(&cap.name));
    let unknown =
        || Error::unknown(Term::Channel.noun(), name, channels.iter().map(|c| c.cap.name.as_str()));
    let channel = found.ok_or_else(unknown)?;
    let cap = &channel.cap;
    let mut text = format!("{}: {} / {}\n", cap.name, cap.title.en, cap.title.de);
    let level = loaded.home.display_name(cap.ceiling);
    let _ = writeln!(text, "cleared for  {level} ({})", cap.ceiling);
    let _ = writeln!(text, "because      {}\n             {}", cap.why.en, cap.why.de);
    for condition in &channel.conditions {
        let _ = writeln!(text, "only if      {}\n             {}", condition.en, condition.de);
    }
    if !cap.aliases.is_empty() {
        let _ = writeln!(text, "also called  {}", cap.aliases.join(", "));
    }
    let checked = if cap.verified { "" } else { " (not verified)" };
    let _ = writeln!(text, "source       {}{checked}; see docs/sources.md", cap.source.join(", "));
    if let Some(date) = &channel.verified_on {
        let _ = writeln!(text, "checked on   {date}");
    }
    if let Some(date) = &channel.expires {
        let _ = writeln!(text, "expires      {date}");
    }
    let _ = writeln!(
        text,
        "policy       {} {} ({})",
        loaded.policy.id, loaded.policy.version, loaded.policy.origin
    );
    Ok(text)
}
