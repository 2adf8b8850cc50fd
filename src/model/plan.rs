//! How a meeting is held: channel, participants with line, place and clearance, features that are on.
//!
//! Not here: what any of it is cleared for ([`super::policy`]).

use super::Words;

/// A value and where it was said ("--channel", "agenda.md:7", "plan.yaml:3").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<T> {
    /// The value; names are the policy's own, aliases resolved.
    pub value: T,
    /// Where it was said.
    pub from: Words,
}

/// Somebody who takes part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Participant {
    /// Role as written in the plan; reports name roles, never persons.
    pub role: Option<String>,
    /// Whether these are several, or somebody of whom nothing is known but the domain.
    pub group: bool,
    /// How they are connected, a line of the policy.
    pub line: Option<Said<String>>,
    /// Where they are, a place of the policy.
    pub place: Option<Said<String>>,
    /// ISO 3166 code of the country they join from.
    pub country: Option<Said<String>>,
    /// Their clearance, of the policy.
    pub clearance: Option<Said<String>>,
}

/// How a meeting is held, as far as it was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Every channel that was named; the one with the lowest ceiling counts.
    pub channels: Vec<Said<String>>,
    /// Participants with what is known of each.
    pub participants: Vec<Participant>,
    /// Lines that somebody uses, without saying who.
    pub lines: Vec<Said<String>>,
    /// Places that somebody is at, without saying who.
    pub places: Vec<Said<String>>,
    /// Features that are on.
    pub features: Vec<Said<String>>,
}

impl Plan {
    /// Adds everything that `other` says. Nothing is replaced: the lower ceiling wins in the end.
    pub fn extend(&mut self, other: Plan) {
        self.channels.extend(other.channels);
        self.participants.extend(other.participants);
        self.lines.extend(other.lines);
        self.places.extend(other.places);
        self.features.extend(other.features);
    }
}
