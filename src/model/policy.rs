//! What channels, lines, places, features and clearances are cleared for, and what to suggest instead.
//!
//! Not here: the meeting itself ([`super::plan`]) and the minimum over it all ([`crate::judge`]).

mod freedom;
mod mention;
pub mod people;

pub use freedom::Freedom;
pub use people::People;

use super::{Digest, Level, Say, Words};
use crate::text::{Case, fold};

/// A named ceiling: a line, a place, a feature or a clearance.
#[derive(Debug, Clone)]
pub struct Cap {
    /// The name that plans use.
    pub name: String,
    /// Other names for the same ("Ü2" for "U2", German words).
    pub aliases: Vec<String>,
    /// For reports.
    pub title: Words,
    /// What a meeting with it is cleared for at most.
    pub ceiling: Level,
    /// Why, in a sentence.
    pub why: Words,
    /// Where the fact comes from, as tags of docs/sources.md.
    pub source: Vec<String>,
    /// Whether the fact was checked against its source.
    pub verified: bool,
}

/// A way to hold a meeting.
#[derive(Debug, Clone)]
pub struct Channel {
    /// Name, aliases, title, ceiling, why and source.
    pub cap: Cap,
    /// What must hold for the ceiling to hold.
    pub conditions: Vec<Words>,
    /// Held in one room, without a line.
    pub in_person: bool,
    /// Hosts whose links lead to it: `meet.example.org`, or `*.example.org` for all below.
    pub hosts: Vec<String>,
    /// The same where the organisation itself invites: the service also serves others, in another channel.
    pub own_hosts: Vec<String>,
    /// When a person last checked the row, `YYYY-MM-DD`.
    pub verified_on: Option<String>,
    /// From when on the row is not to be relied on, `YYYY-MM-DD`.
    pub expires: Option<String>,
}

/// Something that is switched on, and how it shows among those invited.
#[derive(Debug, Clone)]
pub struct Feature {
    /// Name, aliases, title, ceiling, why and source.
    pub cap: Cap,
    /// Domains whose addresses are no persons but this feature; each with everything below it.
    pub domains: Vec<String>,
    /// Words that are in the names of such invited.
    pub names: Vec<String>,
}

impl Feature {
    /// Whether somebody invited is this feature: a bot that writes along.
    #[must_use]
    pub fn is(&self, address: Option<&str>, name: Option<&str>) -> bool {
        let domain = address.and_then(people::domain_of);
        let by_domain = |domain: String| self.domains.iter().any(|d| people::is_within(d, &domain));
        let user = address.and_then(|address| address.rsplit_once('@')).map(|(user, _)| user);
        let by_name = |words: Vec<String>| {
            let named = |run: &Vec<String>| words.windows(run.len().max(1)).any(|w| w == run);
            self.names.iter().map(|name| mention::words(name)).any(|run| named(&run))
        };
        domain.is_some_and(by_domain)
            || name.into_iter().chain(user).map(mention::words).any(by_name)
    }
}

/// What to do about content of a level, for somebody at a kind of place.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// For content at this level.
    pub level: Level,
    /// For somebody at one of these places of the policy.
    pub places: Vec<String>,
    /// What to do, in a sentence.
    pub advice: Words,
    /// Channels that would do there, by name, best first.
    pub channels: Vec<String>,
}

/// The kinds of names that a policy defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// A way to hold a meeting.
    Channel,
    /// A way to be connected.
    Line,
    /// Where somebody is.
    Place,
    /// Something that is switched on.
    Feature,
    /// What somebody is cleared for.
    Clearance,
}

impl Term {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Term::Channel => "channel",
            Term::Line => "line",
            Term::Place => "place",
            Term::Feature => "feature",
            Term::Clearance => "clearance",
        }
    }

    /// The word for it, for a person.
    #[must_use]
    pub fn noun(self) -> Say {
        match self {
            Term::Channel => Say("channel", "Kanal"),
            Term::Line => Say("line", "Verbindung"),
            Term::Place => Say("place", "Ort"),
            Term::Feature => Say("feature", "Funktion"),
            Term::Clearance => Say("clearance", "Ermächtigung"),
        }
    }
}

/// Everything that decides what a meeting is cleared for.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Its id, for reports.
    pub id: String,
    /// One line on whose it is.
    pub title: Words,
    /// A version for reports.
    pub version: String,
    /// Where it was read from.
    pub origin: String,
    /// The fingerprint of its file.
    pub digest: Digest,
    /// The scheme whose names reports use.
    pub home: String,
    /// The schemes whose markings count.
    pub in_force: Vec<String>,
    /// The home country, ISO 3166; joining from elsewhere is "abroad".
    pub country: String,
    /// Channels, lowest ceiling first.
    pub channels: Vec<Channel>,
    /// Lines.
    pub lines: Vec<Cap>,
    /// Places.
    pub places: Vec<Cap>,
    /// Features.
    pub features: Vec<Feature>,
    /// Clearances.
    pub clearances: Vec<Cap>,
    /// Who is from inside.
    pub people: People,
    /// What the files of a scanned repository may loosen.
    pub may: Vec<Freedom>,
    /// What to suggest.
    pub suggestions: Vec<Suggestion>,
    /// What to say first if it was already said.
    pub already_said: Words,
    /// What to say about content above the ceiling before a meeting.
    pub stop_here: Words,
}

impl Policy {
    /// The rows of one kind.
    pub fn caps(&self, term: Term) -> Vec<&Cap> {
        match term {
            Term::Channel => self.channels.iter().map(|channel| &channel.cap).collect(),
            Term::Line => self.lines.iter().collect(),
            Term::Place => self.places.iter().collect(),
            Term::Feature => self.features.iter().map(|feature| &feature.cap).collect(),
            Term::Clearance => self.clearances.iter().collect(),
        }
    }

    /// The row with this name or alias, however written: "own-site", "Own Site", "own_site".
    #[must_use]
    pub fn find(&self, term: Term, name: &str) -> Option<&Cap> {
        let folded = |name: &str| fold(name.trim()).as_str(Case::Any).to_owned();
        let name = folded(name);
        let same = |other: &str| folded(other) == name;
        let caps = self.caps(term);
        caps.into_iter().find(|cap| same(&cap.name) || cap.aliases.iter().any(|a| same(a)))
    }

    /// The channel with exactly this name.
    #[must_use]
    pub fn channel(&self, name: &str) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.cap.name == name)
    }
}
