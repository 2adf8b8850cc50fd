//! Invitations to a plan: the policy's names for what calendar entries and mails say of how a meeting is held.
//!
//! A document only tightens. Where somebody named the channel from outside, a link that leads there says nothing
//! new, and any other one is a second channel, of which the lower counts. Hosts, addresses and words of the
//! invitation stay out of notices. Not here: how an invitation is read ([`crate::read`]).

use std::collections::BTreeSet;

use crate::model::invitation::{Invited, Told};
use crate::model::policy::Term;
use crate::model::policy::people::{domain_of, fits};
use crate::model::{
    Cap, Channel, Invitation, Notice, Participant, Plan, Policy, Said, Say, Step, Words, words,
};

/// Domains of people from outside that are named.
const DOMAINS: usize = 5;

/// What the invitations in a document say, as a plan.
///
/// `name` is the document's, and `outside` the plan that was told from outside of it.
#[must_use]
pub fn read(
    name: &str,
    invitations: &[Invitation],
    policy: &Policy,
    outside: &Plan,
) -> (Plan, Vec<Notice>) {
    let mut hearing = Hearing::new(name, policy, outside, invitations);
    for invitation in invitations {
        hearing.one(invitation);
    }
    hearing.people(invitations);
    (hearing.plan, hearing.notices.into_iter().collect())
}

struct Hearing<'a> {
    name: &'a str,
    policy: &'a Policy,
    /// Names of channels that were named from outside.
    named: BTreeSet<&'a str>,
    /// Whether somebody from inside invites.
    ours: bool,
    plan: Plan,
    notices: BTreeSet<Notice>,
}

impl<'a> Hearing<'a> {
    fn new(name: &'a str, policy: &'a Policy, outside: &'a Plan, all: &[Invitation]) -> Self {
        let named = outside.channels.iter().map(|said| said.value.as_str()).collect();
        // Every one of them must be ours: what one of several organizers says of himself opens nothing.
        let mut organizers =
            all.iter().flat_map(|one| &one.people).filter(|person| person.organizer).peekable();
        let inside = |person: &Invited| {
            person.address.as_deref().is_some_and(|address| policy.people.is_internal(address))
        };
        let ours = organizers.peek().is_some() && organizers.all(inside);
        let (plan, notices) = (Plan::default(), BTreeSet::new());
        Hearing { name, policy, named, ours, plan, notices }
    }

    fn one(&mut self, invitation: &Invitation) {
        for link in &invitation.links {
            self.link(link);
        }
        for place in &invitation.locations {
            self.location(place);
        }
        self.line("phone", &invitation.dial_in);
        self.line("sip", &invitation.systems);
    }

    /// The channel that a link leads to.
    fn link(&mut self, link: &Told) {
        let host = host(&link.text).unwrap_or_default();
        let serves = |hosts: &[String]| hosts.iter().any(|pattern| fits(pattern, &host));
        let open = |channel: &&Channel| serves(&channel.hosts);
        let own = |channel: &&Channel| serves(&channel.own_hosts);
        let channels = || self.policy.channels.iter();
        let either = |channel: &&Channel| open(channel) || own(channel);
        if channels().filter(either).any(|channel| self.is_named(channel)) {
            return;
        }
        let own = channels().find(own);
        let found = own.filter(|_| self.ours).or_else(|| channels().find(open));
        let (name, known) = (found.map(|channel| channel.cap.name.clone()), own.is_some());
        if let Some(channel) = own.filter(|_| self.ours) {
            self.note_own(channel);
        } else if found.is_none() && known {
            self.note(Say(
                "a link leads to a service that is a channel only where somebody from inside \
                invites, so it counts as open",
                "ein Link führt zu einem Dienst, der nur dann ein Kanal ist, wenn jemand von innen \
                einlädt; er gilt daher als offen",
            ));
        } else if found.is_none() {
            self.note(Say(
                "a link to join leads to a host that the policy does not know, so it counts as open; \
                a policy names its hosts with `hosts:`",
                "ein Teilnahmelink führt zu einem Server, den die Richtlinie nicht kennt; er gilt daher \
                als offen; eine Richtlinie nennt ihre Server mit `hosts:`",
            ));
        }
        self.channel(name.unwrap_or_else(|| "open".to_owned()), &link.place);
    }

    fn is_named(&self, channel: &Channel) -> bool {
        self.named.contains(channel.cap.name.as_str())
    }

    fn note_own(&mut self, channel: &Channel) {
        let name = &channel.cap.name;
        self.note(Words::new(
            format!(
                "the invitation leads to the channel {name}; that holds only for the organisation's \
                own service"
            ),
            format!(
                "die Einladung führt zum Kanal {name}; das gilt nur für den eigenen Dienst der \
                Organisation"
            ),
        ));
    }

    fn note(&mut self, words: impl Into<Words>) {
        self.notices.insert(Notice::new(words));
    }

    fn channel(&mut self, name: String, place: &[Step]) {
        let from = self.from(place);
        once(&mut self.plan.channels, name, from);
    }

    /// Channels and places that the words of a location name.
    fn location(&mut self, told: &Told) {
        let policy = self.policy;
        // A link is told as a link; its words are none.
        let words = told.text.split_whitespace().filter(|word| !word.contains("://"));
        let text = words.collect::<Vec<_>>().join(" ");
        for cap in policy.named_in(Term::Place, &text) {
            let from = self.from(&told.place);
            once(&mut self.plan.places, cap.name.clone(), from);
        }
        for cap in policy.named_in(Term::Channel, &text) {
            let Some(channel) = policy.channel(&cap.name) else { continue };
            if self.is_named(channel) {
                continue;
            }
            let name = self.meant(channel);
            self.channel(name, &told.place);
        }
    }

    /// The channel that its name stands for: the name of a service that also serves others is theirs, unless
    /// somebody from inside invites.
    fn meant(&mut self, channel: &Channel) -> String {
        if channel.own_hosts.is_empty() {
            return channel.cap.name.clone();
        }
        if self.ours {
            self.note_own(channel);
            return channel.cap.name.clone();
        }
        let shares = |other: &&Channel| other.hosts.iter().any(|h| channel.own_hosts.contains(h));
        let other = self.policy.channels.iter().find(shares);
        other.map_or_else(|| "open".to_owned(), |other| other.cap.name.clone())
    }

    /// Somebody may take part by this line.
    fn line(&mut self, name: &str, told: &[Told]) {
        let Some(first) = told.first() else { return };
        let found = self.policy.find(Term::Line, name).map(|cap| cap.name.clone());
        let from = self.from(&first.place);
        once(&mut self.plan.lines, found.unwrap_or_else(|| name.to_owned()), from);
    }

    /// Bots are features; those from outside count as cleared for what the policy says of them.
    fn people(&mut self, invitations: &[Invitation]) {
        let (mut seen, mut nameless) = (BTreeSet::new(), 0_usize);
        let (mut outside, mut domains) = (0_usize, BTreeSet::new());
        let mut place: Option<&[Step]> = None;
        let policy = self.policy;
        for invitation in invitations {
            for person in invitation.people.iter().filter(|p| !p.resource && !p.declined) {
                let (address, name) = (person.address.as_deref(), person.name.as_deref());
                if !seen.insert((address, name.filter(|_| address.is_none()))) {
                    continue;
                }
                if let Some(bot) = policy.features.iter().find(|f| f.is(address, name)) {
                    let from = self.from(&invitation.place);
                    once(&mut self.plan.features, bot.cap.name.clone(), from);
                } else if !address.is_some_and(|address| policy.people.is_internal(address)) {
                    outside += 1;
                    nameless += usize::from(address.is_none());
                    domains.extend(address.and_then(domain_of));
                    place.get_or_insert(&invitation.place);
                }
            }
        }
        if let Some(place) = place {
            self.outsiders(outside, nameless, &domains, place, seen.len());
        }
    }

    fn outsiders(
        &mut self,
        count: usize,
        nameless: usize,
        domains: &BTreeSet<String>,
        place: &[Step],
        all: usize,
    ) {
        let others = &self.policy.people.others;
        let cap = self.policy.find(Term::Clearance, others);
        let value = cap.map_or_else(|| others.clone(), |cap: &Cap| cap.name.clone());
        let who = if count == 1 { "participant" } else { "participants" };
        let Words { en, de } = self.from(place);
        let from = Words::new(
            format!("{en}: {count} {who} from outside"),
            format!("{de}: {count} Teilnehmer von außen"),
        );
        let mut role: Vec<String> = domains.iter().take(DOMAINS).cloned().collect();
        if domains.len() > DOMAINS {
            role.push(format!("and {} more", domains.len() - DOMAINS));
        }
        if nameless > 0 {
            role.push(format!("{nameless} without an address"));
        }
        self.note(match self.policy.people.internal.is_empty() {
            true => Words::new(
                format!(
                    "no domain is known as internal, so all {count} {who} count as from outside \
                    ({value}); name yours with --domain, or in the policy"
                ),
                format!(
                    "keine Domäne ist als intern bekannt, daher gelten alle {count} Teilnehmer als von \
                    außen ({value}); die eigene mit --domain oder in der Richtlinie nennen"
                ),
            ),
            false => Words::new(
                format!("{count} of {all} participants are from outside and count as {value}"),
                format!("{count} von {all} Teilnehmern sind von außen und gelten als {value}"),
            ),
        });
        self.plan.participants.push(Participant {
            role: Some(role.join(", ")).filter(|role| !role.is_empty()),
            group: true,
            clearance: Some(Said { value, from }),
            ..Participant::default()
        });
    }

    /// "invite.ics, entry 1, DESCRIPTION".
    fn from(&self, way: &[Step]) -> Words {
        let start = Words::from(self.name.to_owned());
        way.iter().map(step).fold(start, |Words { en, de }, step| Words {
            en: format!("{en}, {}", step.en),
            de: format!("{de}, {}", step.de),
        })
    }
}

/// Adds a name, unless it was told before.
fn once(told: &mut Vec<Said<String>>, value: String, from: Words) {
    if !told.iter().any(|known| known.value == value) {
        told.push(Said { value, from });
    }
}

/// The host of an address.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let rest = rest.split(['/', '?', '#', '\\']).next().unwrap_or(rest);
    let rest = rest.rsplit('@').next().unwrap_or(rest);
    let host = rest.split(':').next().unwrap_or(rest);
    Some(host.to_lowercase()).filter(|host| !host.is_empty())
}

/// A step as a plan names it.
fn step(step: &Step) -> Words {
    match (step, step.number(), step.label()) {
        (Step::Event(number), ..) => words!("entry {number}", "Eintrag {number}"),
        (Step::Attachment(number, _), ..) => words!("attachment {number}", "Anlage {number}"),
        (Step::Message(number), ..) => words!("message {number}", "Nachricht {number}"),
        (Step::MailPart(number, _), ..) => words!("part {number}", "Teil {number}"),
        (Step::Field(name) | Step::Part(name), ..) => name.clone().into(),
        (_, Some(number), _) => format!("{} {number}", step.name()).into(),
        (_, None, Some(label)) => label.to_owned().into(),
        (_, None, None) => step.name().to_owned().into(),
    }
}
