//! `clearedfor config`: what a check would be judged by, and where each value comes from.
//!
//! Not here: how the values come about ([`super::settings`]).

use std::fmt::Write as _;
use std::path::PathBuf;

use super::args::{Config, ConfigAction, Judging, Meeting};
use super::exit::{self, Status};
use super::output;
use super::settings::{Settings, ceiling};
use super::setup::{self, DEFAULT, Loaded, OF_POLICY, policy_of};
use crate::load::config::{self, Entry};
use crate::model::{Policy, Said};
use crate::render::{Lang, escape};
use crate::{Error, load};

pub(super) fn run(config: &Config, lang: Lang) -> Result<Status, Error> {
    let text = match &config.action {
        ConfigAction::Show { meeting, judging } => show(meeting, judging, lang)?,
        ConfigAction::Schema => load::config::schema(),
    };
    output::print(&text)?;
    Ok(exit::WITHIN)
}

/// A key, its values and where each comes from.
type Row = (&'static str, Vec<(String, String)>);

fn show(meeting: &Meeting, judging: &Judging, lang: Lang) -> Result<String, Error> {
    let mut settings = Settings::new(meeting, judging)?;
    settings.promise();
    let mut text = head(&settings, judging, lang)?;
    let rows = rows(&settings, lang);
    let keys = rows.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
    let values = rows.iter().flat_map(|(_, values)| values).map(|(value, _)| value.chars().count());
    let width = values.filter(|width| *width <= 60).max().unwrap_or(0);
    for (key, values) in &rows {
        for (at, (value, from)) in values.iter().enumerate() {
            let key = if at == 0 { key } else { "" };
            let (value, from) = (escape::line(value), escape::line(&origin_in(lang, from)));
            // Ignored here as everywhere: a String takes whatever is written to it.
            let _ = writeln!(text, "{key:keys$}  {value:width$}  {from}");
        }
    }
    Ok(text)
}

/// Which file counts, or how far none was found.
fn head(settings: &Settings, judging: &Judging, lang: Lang) -> Result<String, Error> {
    let said = match &settings.loaded.config {
        Some(config) => escape::line(&config.name),
        None if judging.no_config => {
            lang.pick("none, because of --no-config", "keine, wegen --no-config").to_owned()
        }
        None => {
            let here = setup::here()?;
            let last = config::find::last(&here, std::env::home_dir().as_deref());
            let up = here.ancestors().position(|folder| folder == last).unwrap_or(0);
            let up = if up == 0 { ".".to_owned() } else { vec![".."; up].join("/") };
            let name = config::NAME;
            match lang {
                Lang::En => format!("none: there is no {name} from here up to {up}"),
                Lang::De => format!("keine: von hier aufwärts bis {up} gibt es kein {name}"),
            }
        }
    };
    Ok(format!("{}: {said}\n\n", lang.pick("configuration", "Konfiguration")))
}

fn rows(settings: &Settings, lang: Lang) -> Vec<Row> {
    let loaded = &settings.loaded;
    let policy = &loaded.policy;
    let by_policy = || policy_of(policy);
    let plain = |values: &[Said<String>]| -> Vec<(String, String)> {
        values.iter().map(|said| (said.value.clone(), said.from.en.clone())).collect()
    };
    let in_force = match policy.in_force == loaded.in_force {
        true => by_policy(),
        false => loaded.scheme_from.clone(),
    };
    let internal = policy.people.internal.iter();
    let added = |domain: &String| {
        let said = settings.domains.iter().find(|said| said.value.eq_ignore_ascii_case(domain));
        said.map_or_else(by_policy, |said| said.from.en.clone())
    };
    let gaps = settings.allowed_gaps.iter();
    let waivers = settings.waivers.iter().map(file).collect();
    let mut rows = vec![
        ("policy", vec![(origin(policy), loaded.policy_from.clone())]),
        ("scheme", vec![(loaded.home.id.clone(), loaded.scheme_from.clone())]),
        ("in force", vec![(loaded.in_force.join(", "), in_force)]),
        ("rulesets", rulesets(settings, lang)),
        ("channel", channels(settings, lang)),
        ("lines", plain(&settings.plan.lines)),
        ("places", plain(&settings.plan.places)),
        ("features", plain(&settings.plan.features)),
        ("domains", internal.map(|domain| (domain.clone(), added(domain))).collect()),
        ("allow_gaps", gaps.map(|s| (s.value.name().to_owned(), s.from.en.clone())).collect()),
        ("waivers", waivers),
        ("key", settings.key.iter().map(file).collect()),
    ];
    if let Some(config) = &loaded.config {
        let ignored = config.ignore_rules.iter().map(|ignored| {
            (format!("{}: {}", ignored.what.value, ignored.reason), config.at(&ignored.what))
        });
        rows.push(("ignore_rules", ignored.collect()));
        rows.push(("paths", config.paths.iter().map(|entry| path(config, entry, lang)).collect()));
    }
    let told = loaded.told.loosened.iter();
    rows.push(("loosened", told.map(|l| (lang.of(&l.what).to_owned(), l.from.clone())).collect()));
    let notices =
        loaded.told.notices.iter().map(|notice| (lang.of(&notice.0).to_owned(), String::new()));
    rows.push(("notices", notices.collect()));
    rows.retain(|(_, values)| !values.is_empty());
    rows
}

/// Where a value comes from that is neither a flag nor a file, in the language.
fn origin_in(lang: Lang, from: &str) -> String {
    match (lang, from.strip_prefix(OF_POLICY)) {
        (Lang::De, _) if from == DEFAULT => "Vorgabe".to_owned(),
        (Lang::De, Some(id)) => format!("Richtlinie {id}"),
        _ => from.to_owned(),
    }
}

fn origin(policy: &Policy) -> String {
    format!("{} {} ({})", policy.id, policy.version, policy.origin)
}

fn file(said: &Said<PathBuf>) -> (String, String) {
    (said.value.display().to_string(), said.from.en.clone())
}

/// The built-in rulesets in one line, the others one by one.
fn rulesets(settings: &Settings, lang: Lang) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let all = || settings.rulesets.iter().zip(&settings.rulesets_from);
    let built_in = all().filter(|(_, from)| *from == DEFAULT).count();
    if built_in > 0 {
        rows.push((
            format!("{built_in} {}", lang.pick("built-in rulesets", "eingebaute Regelwerke")),
            DEFAULT.to_owned(),
        ));
    }
    let own = all().filter(|(_, from)| *from != DEFAULT);
    rows.extend(
        own.map(|(set, from)| {
            (format!("{} {} ({})", set.id, set.version, set.origin), from.clone())
        }),
    );
    rows
}

/// The channels that count where no entry of `paths` and no document names one.
fn channels(settings: &Settings, lang: Lang) -> Vec<(String, String)> {
    let Loaded { policy, home, .. } = &settings.loaded;
    let by_file = settings.ways.as_ref().map(|ways| ways.usual().channels.as_slice());
    let named = match settings.plan.channels.as_slice() {
        [] => by_file.unwrap_or_default(),
        by_flag => by_flag,
    };
    let row = |name: &str, from: &str| {
        let level = ceiling(policy, name);
        let up_to = lang.pick("cleared for", "freigegeben bis");
        (format!("{name}, {up_to} {}", home.display_name(level)), from.to_owned())
    };
    match named {
        [] => vec![row("open", DEFAULT)],
        named => named.iter().map(|said| row(&said.value, &said.from.en)).collect(),
    }
}

fn path(config: &config::Config, entry: &Entry, lang: Lang) -> (String, String) {
    let mut said = Vec::new();
    if let Some(channel) = &entry.channel {
        said.push(format!("{} {}", lang.pick("channel", "Kanal"), channel.value));
    }
    if let Some(plan) = &entry.plan {
        said.push(format!("plan {}", plan.value));
    }
    if let Some(reason) = &entry.excluded {
        said.push(format!("{}: {reason}", lang.pick("excluded", "ausgenommen")));
    }
    (format!("{}: {}", entry.glob.value, said.join(", ")), config.at(&entry.glob))
}
