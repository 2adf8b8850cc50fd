//! Policy files: what channels, lines, places, features and clearances are cleared for.
//!
//! Not here: what a policy takes over from the built-in one (`extends:`).

mod extended;
mod written;

use std::collections::BTreeMap;

use super::yaml::File;
use crate::Error;
use crate::model::policy::{People, Suggestion, Term, people};
use crate::model::{Cap, Channel, Digest, Feature, Policy, Say, Schemes, Words};
use written::{CapFile, FreedomFile, PeopleFile, PolicyFile};

/// Reads a policy; `name` is the file's name, for messages.
///
/// # Errors
/// Where the file is not a policy, names a scheme that is not among `schemes`, uses a name twice, or suggests
/// a channel or place that it does not define.
pub fn read(name: &str, text: &str, schemes: &Schemes) -> Result<Policy, Error> {
    let file = File::new(name, text);
    let written: PolicyFile = extended::read(&file)?;
    for scheme in written.schemes.iter().chain([&written.home]) {
        if schemes.get(scheme).is_none() {
            let known = schemes.0.iter().map(|scheme| scheme.id.as_str());
            let error = Error::unknown(Say("scheme", "Schema"), scheme, known);
            return Err(file.error(file.find(1, scheme), error.in_words()));
        }
    }
    let caps = |files: Vec<CapFile>| files.into_iter().map(Cap::from).collect::<Vec<Cap>>();
    let mut channels: Vec<Channel> = written.channels.into_iter().map(Channel::from).collect();
    channels.sort_by_key(|channel| channel.cap.ceiling);
    let policy = Policy {
        id: written.policy,
        version: written.version,
        title: written.title.into(),
        origin: name.to_owned(),
        digest: Digest::of(text.as_bytes()),
        home: written.home,
        in_force: written.schemes,
        country: written.country,
        channels,
        lines: caps(written.lines),
        places: caps(written.places),
        features: written.features.into_iter().map(Feature::from).collect(),
        clearances: caps(written.clearances),
        people: people(&file, written.people)?,
        may: written.repository.may.into_iter().map(|FreedomFile(freedom)| freedom).collect(),
        suggestions: written.suggestions.into_iter().map(Suggestion::from).collect(),
        already_said: written.already_said.into(),
        stop_here: written.stop_here.into(),
    };
    check_names(&file, &policy)?;
    check_hosts(&file, &policy)?;
    Ok(policy)
}

/// Domains are domains, and internal ones are nobody else's.
fn people(file: &File<'_>, written: PeopleFile) -> Result<People, Error> {
    let at = |domain: &str| file.find(file.find(1, "people:").0, domain);
    let wrong = |domain: &str, message: Words| file.error(at(domain), message);
    let mut people = People { others: written.others, ..People::default() };
    for domain in written.free_mail {
        let checked = people::check(&domain).map_err(|message| wrong(&domain, message))?;
        people.free_mail.push(checked);
    }
    for domain in written.internal.domains {
        people.add(&domain).map_err(|message| wrong(&domain, message))?;
    }
    Ok(people)
}

/// Host patterns are hosts, with `*.` before them or not; domains of bots are domains.
fn check_hosts(file: &File<'_>, policy: &Policy) -> Result<(), Error> {
    let hosts =
        policy.channels.iter().flat_map(|channel| channel.hosts.iter().chain(&channel.own_hosts));
    let hosts = hosts.map(|host| (host, host.strip_prefix("*.").unwrap_or(host)));
    let domains = policy.features.iter().flat_map(|feature| &feature.domains);
    for (written, host) in hosts.chain(domains.map(|domain| (domain, domain.as_str()))) {
        let wrong = |message| file.error(file.find(1, written), message);
        people::check(host).map_err(wrong)?;
    }
    let others = &policy.people.others;
    if policy.find(Term::Clearance, others).is_none() && others != "none" {
        let known = policy.caps(Term::Clearance);
        let names = known.iter().map(|cap| cap.name.as_str());
        let error = Error::unknown(Term::Clearance.noun(), others, names);
        return Err(file.error(file.find(file.find(1, "people:").0, others), error.in_words()));
    }
    Ok(())
}

/// Names and aliases are unique in their kind, and suggestions use known ones.
fn check_names(file: &File<'_>, policy: &Policy) -> Result<(), Error> {
    for term in [Term::Channel, Term::Line, Term::Place, Term::Feature, Term::Clearance] {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for cap in policy.caps(term) {
            for name in cap.aliases.iter().chain([&cap.name]) {
                if let Some(other) = seen.insert(name.to_lowercase(), &cap.name) {
                    let Say(en, de) = term.noun();
                    let message = Words::new(
                        format!("the {en} `{name}` is already a name of `{other}`"),
                        format!("{de} `{name}` ist schon ein Name von `{other}`"),
                    );
                    return Err(file.error(file.find(1, name), message));
                }
            }
        }
    }
    for required in [(Term::Channel, "open"), (Term::Place, "abroad")] {
        if policy.find(required.0, required.1).is_none() {
            let (Say(en, de), name) = (required.0.noun(), required.1);
            let message = Words::new(
                format!("a policy must define the {en} `{name}`"),
                format!("eine Richtlinie muss bestimmen: {de} `{name}`"),
            );
            return Err(file.error((1, 1), message));
        }
    }
    for suggestion in &policy.suggestions {
        let names = suggestion.channels.iter().map(|name| (Term::Channel, name));
        let places = suggestion.places.iter().map(|name| (Term::Place, name));
        for (term, name) in names.chain(places) {
            if policy.find(term, name).is_none() {
                let line = file.find(1, "suggestions:").0;
                let known = policy.caps(term);
                let error =
                    Error::unknown(term.noun(), name, known.iter().map(|cap| cap.name.as_str()));
                return Err(file.error(file.find(line, name), error.in_words()));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
