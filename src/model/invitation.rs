//! What a calendar entry or a mail says of how a meeting is held, as it stands there.
//!
//! Not here: what any of it is cleared for; the policy's names for it come from [`crate::load::plan`].

use super::Step;

/// Somebody who invites or is invited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Invited {
    /// Mail address in small letters, without `mailto:`; none where there is none.
    pub address: Option<String>,
    /// The name as shown.
    pub name: Option<String>,
    /// Whether they are the organizer or sender.
    pub organizer: bool,
    /// Whether it is a room or a thing rather than a person.
    pub resource: bool,
    /// Whether they said that they do not come.
    pub declined: bool,
}

/// A thing that was told, with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// As it stands there.
    pub text: String,
    /// Where.
    pub place: Vec<Step>,
}

/// How a meeting is held, as an invitation says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Invitation {
    /// Where the entry or mail itself stands in the document.
    pub place: Vec<Step>,
    /// Addresses of conferences: URLs of video services, SIP addresses.
    pub links: Vec<Told>,
    /// Telephone numbers to dial in.
    pub dial_in: Vec<Told>,
    /// Where it is held, in the words of the invitation.
    pub locations: Vec<Told>,
    /// Who invites and who is invited.
    pub people: Vec<Invited>,
}
