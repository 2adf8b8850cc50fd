//! What a mail says of how a meeting is held: links, numbers and video systems in its words, and who gets it.
//!
//! A mail that tells no way into a meeting invites nobody, so its addresses take no part in one. Not here: calendar
//! entries in a mail, which are read as such, and mails in mails.

use super::entity::Entity;
use super::words;
use crate::model::invitation::Invited;
use crate::model::{Document, Invitation, SegmentKind, Step};
use crate::read::conference::{Gathering, address};

/// Fields that say who takes part, and whether they invite.
const PEOPLE: [(&str, bool); 4] = [("from", true), ("to", false), ("cc", false), ("sender", true)];

/// The invitation in a mail that was read, where it is one.
pub(super) fn of(document: &Document, mail: &Entity<'_>) -> Option<Invitation> {
    let mut gathering = Gathering::new(Vec::new());
    // Paragraphs of one part are read together, because the number stands below its heading.
    let (mut text, mut place) = (String::new(), Vec::new());
    for segment in &document.segments {
        let way = segment.spot.map(|spot| document.way(spot)).unwrap_or_default();
        let Some(part) = part(&way, segment.kind) else { continue };
        if part != place.as_slice() {
            gathering.text(&text, &place);
            text.clear();
            place = part.to_vec();
        }
        text.push_str(segment.span.of(&document.text));
        text.push('\n');
    }
    gathering.text(&text, &place);
    let invitation = gathering.finish()?;
    Some(Invitation { people: people(mail), ..invitation })
}

/// The way to the part of the body that a segment stands in, or to the subject.
fn part(way: &[Step], kind: SegmentKind) -> Option<&[Step]> {
    match way {
        [Step::Field(_), ..] if kind == SegmentKind::Subject => way.get(..1),
        [Step::MailPart(..), rest @ ..] => {
            let own =
                !rest.iter().any(|step| matches!(step, Step::Attachment(..) | Step::Event(_)));
            own.then(|| &way[..1])
        }
        _ => None,
    }
}

fn people(mail: &Entity<'_>) -> Vec<Invited> {
    let mut people = Vec::new();
    for (name, organizer) in PEOPLE {
        let fields = mail.fields.iter().filter(|field| field.name.eq_ignore_ascii_case(name));
        for field in fields {
            people.extend(addresses(&words::decoded(&field.value)).map(|(name, address)| {
                Invited { address: Some(address), name, organizer, ..Invited::default() }
            }));
        }
    }
    people
}

/// Names and addresses in a list.
fn addresses(list: &str) -> impl Iterator<Item = (Option<String>, String)> {
    // A comma in quotes stands in a name, which holds no address.
    let entries = list.split([',', ';', ':']).filter(|entry| entry.contains('@'));
    entries.filter_map(|entry| {
        let name = entry.rsplit_once('<').map(|(name, _)| name.trim().trim_matches('"').to_owned());
        Some((name.filter(|name| !name.is_empty()), address(entry)?))
    })
}

#[cfg(test)]
mod tests {
    use crate::model::Source;

    fn read(mail: &str) -> Vec<crate::model::Invitation> {
        crate::read::read(&Source { name: "a.eml".to_owned() }, mail.as_bytes()).invitations
    }

    const HEAD: &str = "From: \"Kern, Anna\" <Kern@Amt.example>\nTo: bode@amt.example, Rieke <r@firma.example>\n\
                        Subject: Lage\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n";

    #[test]
    fn a_mail_with_a_way_in_is_an_invitation() {
        let body = "Meeting beitreten\nhttps://amt.webex.com/amt/j.php?MTID=m1\n\nÜber Telefon beitreten\n\n+49-30-5550100\n";
        let found = read(&format!("{HEAD}{body}"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].links[0].text, "https://amt.webex.com/amt/j.php?MTID=m1");
        assert_eq!(found[0].dial_in[0].text, "+49-30-5550100");
        let people: Vec<_> =
            found[0].people.iter().map(|p| (p.address.as_deref(), p.organizer)).collect();
        assert_eq!(
            people,
            [
                (Some("kern@amt.example"), true),
                (Some("bode@amt.example"), false),
                (Some("r@firma.example"), false)
            ]
        );
    }

    #[test]
    fn a_mail_without_one_invites_nobody() {
        assert_eq!(
            read(&format!("{HEAD}Guten Tag,\nanbei der Plan.\n\nKern, Tel. +49 30 5550100\n")),
            []
        );
    }
}
