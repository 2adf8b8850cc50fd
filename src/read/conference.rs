//! How one joins a meeting, as the words of an invitation tell it: links, numbers to dial in, video systems.
//!
//! Webex, Teams, Zoom, Meet, Skype and the others write it in blocks of lines, in the language of whoever invites.
//! A heading says by what ("Join by phone", "Per Telefon beitreten"), and what stands below it is the number. So what
//! was read last decides what a number is: a number without such words is somebody's telephone, and no dial-in.
//!
//! Not here: what a host or a line is cleared for. This file knows how invitations are written, not who is approved.

mod links;
mod numbers;
mod words;

use std::collections::HashSet;

use crate::model::invitation::{Invited, Told};
use crate::model::{Invitation, Month, Step};

use words::About;

/// Lines below a heading that it speaks for.
const BELOW: u32 = 8;

/// Gathers what an invitation says of how the meeting is held; the same is kept once.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    invitation: Invitation,
    seen: HashSet<(Kind, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Link,
    DialIn,
    System,
    Location,
}

impl Gathering {
    /// Nothing yet, of the entry or mail at `place`.
    pub(super) fn new(place: Vec<Step>) -> Self {
        let invitation = Invitation { place, ..Invitation::default() };
        Gathering { invitation, seen: HashSet::new() }
    }

    /// What was gathered; nothing where the entry says nothing of it.
    pub(super) fn finish(self) -> Option<Invitation> {
        Some(self.invitation).filter(|invitation| !invitation.is_empty())
    }

    /// Somebody who invites or is invited.
    pub(super) fn person(&mut self, person: Invited) {
        self.invitation.people.push(person);
    }

    /// When it starts.
    pub(super) fn starts(&mut self, value: &str) {
        self.invitation.month = self.invitation.month.or_else(|| Month::of_start(value));
    }

    /// Where the meeting is held. A link or number in it is how one joins.
    pub(super) fn location(&mut self, text: &str, place: &[Step]) {
        self.tell(Kind::Location, text, place);
        self.address(text, place);
    }

    /// A text that says nothing but how one joins: a conference property, a location.
    pub(super) fn address(&mut self, text: &str, place: &[Step]) {
        for line in text.lines() {
            for link in links::all(line) {
                self.link(link, true, place);
            }
            let by_phone = words::about(line) == Some(About::Phone);
            for number in numbers::all(line) {
                if by_phone || numbers::dials_on(number) || number.starts_with('+') {
                    self.tell(Kind::DialIn, number, place);
                }
            }
            if words::about(line) == Some(About::System) {
                self.systems(line, place);
            }
        }
    }

    /// The words of an invitation, with its lines as they were written.
    pub(super) fn text(&mut self, text: &str, place: &[Step]) {
        let mut block = Block::default();
        for line in text.lines() {
            block.next(line);
            self.line(line, &mut block, place);
        }
    }

    fn line(&mut self, line: &str, block: &mut Block, place: &[Step]) {
        let promises = words::promises_dial_in(line);
        if promises {
            self.tell(Kind::DialIn, line, place);
        }
        // Where a line promises numbers, its link leads to them.
        let joined = links::all(line)
            .into_iter()
            .filter(|link| !(promises && links::scheme(link) == links::Scheme::Web));
        for link in joined {
            let joins = match links::scheme(&link) {
                links::Scheme::Phone => block.about == Some(About::Phone),
                _ => block.about == Some(About::Join) || links::looks_so(&link),
            };
            self.link(link, joins, place);
        }
        let by_phone = block.about == Some(About::Phone);
        for number in numbers::all(line) {
            if by_phone || numbers::dials_on(number) {
                self.tell(Kind::DialIn, number, place);
                block.found = true;
            }
        }
        if block.about == Some(About::System) {
            block.found |= self.systems(line, place);
        }
    }

    /// One address of those in a text; `joins` where the words around it say that one joins by it.
    fn link(&mut self, link: String, joins: bool, place: &[Step]) {
        match links::scheme(&link) {
            links::Scheme::Phone if joins || numbers::dials_on(&link) => {
                let number = link.split_once(':').map_or("", |(_, number)| number);
                self.tell(Kind::DialIn, number, place);
            }
            links::Scheme::System => self.tell(Kind::System, &link, place),
            links::Scheme::Web if links::dials_in(&link) => self.tell(Kind::DialIn, &link, place),
            links::Scheme::Web | links::Scheme::App if joins => self.tell(Kind::Link, &link, place),
            _ => {}
        }
    }

    fn systems(&mut self, line: &str, place: &[Step]) -> bool {
        let mut found = false;
        for address in numbers::systems(line) {
            self.tell(Kind::System, address, place);
            found = true;
        }
        found
    }

    fn tell(&mut self, kind: Kind, text: &str, place: &[Step]) {
        let text = text.trim();
        if text.is_empty() || !self.seen.insert((kind, text.to_owned())) {
            return;
        }
        let told = match kind {
            Kind::Link => &mut self.invitation.links,
            Kind::DialIn => &mut self.invitation.dial_in,
            Kind::System => &mut self.invitation.systems,
            Kind::Location => &mut self.invitation.locations,
        };
        told.push(Told { text: text.to_owned(), place: place.to_vec() });
    }
}

/// A mail address in small letters.
pub(super) fn address(value: &str) -> Option<String> {
    let value = value.trim().to_lowercase();
    // The first version of calendars writes "Anna Kern <anna.kern@amt.example>".
    let value = value.rsplit_once('<').map_or(value.as_str(), |(_, address)| address);
    let address = value.strip_prefix("mailto:").unwrap_or(value);
    let address =
        address.split('?').next().unwrap_or(address).trim_matches(['<', '>', ' ', '"', '\'']);
    let (user, host) = address.rsplit_once('@')?;
    let plain = !user.is_empty() && !host.is_empty() && !user.contains([':', '/', ' ']);
    plain.then(|| address.to_owned())
}

/// What the lines read last were about.
#[derive(Debug, Default)]
struct Block {
    about: Option<About>,
    /// Lines since the heading.
    lines: u32,
    /// Whether something that the heading promised stood below it.
    found: bool,
}

impl Block {
    /// The next line: a heading starts a block; an empty line ends one that kept its promise.
    fn next(&mut self, line: &str) {
        if let Some(about) = words::about(line) {
            *self = Block { about: Some(about), lines: 0, found: false };
            return;
        }
        self.lines += 1;
        if self.lines > BELOW || (self.found && line.trim().is_empty()) {
            *self = Block::default();
        }
    }
}

#[cfg(test)]
mod tests;
