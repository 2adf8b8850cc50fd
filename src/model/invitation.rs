//! What a calendar entry or a mail says of how a meeting is held, as it stands there.
//!
//! Not here: what any of it is cleared for; the policy's names for it come from [`crate::load::invitation`].

use super::{Month, Step};

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
    /// When it starts.
    pub month: Option<Month>,
    /// URLs by which one joins the meeting, by the words or the property that they stand in, or by their form.
    pub links: Vec<Told>,
    /// Telephone numbers to dial in, or words that promise one ("Phone conference ID").
    pub dial_in: Vec<Told>,
    /// Addresses for video systems of any maker: SIP, H.323.
    pub systems: Vec<Told>,
    /// Where it is held, in the words of the invitation.
    pub locations: Vec<Told>,
    /// Who invites and who is invited.
    pub people: Vec<Invited>,
}

impl Invitation {
    /// Everything that was told, for whoever moves the invitation into another document.
    pub fn told_mut(&mut self) -> impl Iterator<Item = &mut Told> {
        let joined = self.links.iter_mut().chain(&mut self.dial_in);
        joined.chain(&mut self.systems).chain(&mut self.locations)
    }

    /// Whether it says anything of how the meeting is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Invitation { place: _, month: _, links, dial_in, systems, locations, people } = self;
        let told = [links, dial_in, systems, locations];
        told.iter().all(|told| told.is_empty()) && people.is_empty()
    }
}
