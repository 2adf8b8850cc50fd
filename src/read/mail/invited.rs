//! What a mail says of a meeting: who invites and is invited, and how one joins by the words of its body.
//!
//! A mail is an invitation only where its body tells how one joins, or a calendar entry lies in it. Not here: how
//! links and numbers are found in words ([`crate::read::conference`]).

use mail_parser::HeaderValue;
use mail_parser::parsers::MessageStream;

use super::entity::Field;
use crate::model::Invitation;
use crate::model::invitation::Invited;
use crate::read::conference::Gathering;

/// Longest field that is taken apart into addresses, in bytes.
const LONGEST: usize = 256 * 1024;

/// Adds who sends and who receives.
pub(in crate::read) fn people(gathering: &mut Gathering, fields: &[Field]) {
    for field in fields.iter().filter(|field| field.value.len() <= LONGEST) {
        let organizer = match field.name.to_ascii_lowercase().as_str() {
            "from" => true,
            "to" | "cc" | "bcc" => false,
            _ => continue,
        };
        let line = format!("{}\n", field.value);
        let HeaderValue::Address(list) = MessageStream::new(line.as_bytes()).parse_address() else {
            continue;
        };
        for one in list.iter() {
            let address = one.address.as_deref().unwrap_or_default();
            person(gathering, one.name.as_deref().unwrap_or_default(), address, organizer);
        }
    }
}

/// Adds one of them, if there is anything to call them by.
pub(in crate::read) fn person(
    gathering: &mut Gathering,
    name: &str,
    address: &str,
    organizer: bool,
) {
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let (name, address) = (said(name), said(&address.to_lowercase()));
    if name.is_some() || address.is_some() {
        gathering.person(Invited { address, name, organizer, ..Invited::default() });
    }
}

/// The invitation that was gathered: only where one can join, or it `is_one` by other signs.
pub(in crate::read) fn finished(gathering: Gathering, is_one: bool) -> Option<Invitation> {
    let joins = |invitation: &Invitation| {
        let Invitation { links, dial_in, systems, .. } = invitation;
        [links, dial_in, systems].iter().any(|told| !told.is_empty())
    };
    gathering.finish().filter(|invitation| is_one || joins(invitation))
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
