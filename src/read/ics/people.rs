//! Who invites and who is invited.
//!
//! Not here: who of them is from outside; a policy says that.

use crate::model::SegmentKind;
use crate::model::invitation::Invited;

use crate::read::conference::address;

use super::Calendar;
use super::line::Property;

/// Whether a property names somebody.
pub(super) fn is_person(property: &Property) -> bool {
    ["ATTENDEE", "ORGANIZER"].contains(&property.name.as_str())
}

/// Reads one of them at the draft's spot.
pub(super) fn read(calendar: &mut Calendar<'_, '_, '_>, property: &Property) {
    let value = property.uri();
    let before = value.rsplit_once('<').map(|(name, _)| name);
    let name = property.parameter("CN").or(before).map(|name| name.trim_matches(['"', '\'', ' ']));
    let name = name.filter(|name| !name.is_empty()).map(str::to_owned);
    let email = property.parameter("EMAIL").and_then(address);
    let mut addresses: Vec<String> = address(&value).into_iter().collect();
    addresses.extend(email.filter(|email| !addresses.contains(email)));
    calendar.draft.tell(SegmentKind::Address, &words(&value, name.as_deref(), &addresses));
    let way = calendar.draft.way();
    let Some(gathering) = calendar.gathering() else { return };
    let resource = property.says("CUTYPE", "ROOM") || property.says("CUTYPE", "RESOURCE");
    if resource {
        gathering.location(name.as_deref().unwrap_or_default(), &way);
    }
    if addresses.is_empty() {
        // Somebody may be invited by a number or as a video system.
        gathering.address(&value, &way);
    }
    let invited = Invited {
        address: None,
        name,
        organizer: property.name == "ORGANIZER" || property.says("ROLE", "ORGANIZER"),
        resource,
        declined: property.says("PARTSTAT", "DECLINED"),
    };
    if addresses.is_empty() {
        gathering.person(invited.clone());
    }
    for address in addresses {
        gathering.person(Invited { address: Some(address), ..invited.clone() });
    }
}

/// "Anna Kern <kern@amt.example>", with every address, and the value itself where it is none.
fn words(value: &str, name: Option<&str>, addresses: &[String]) -> String {
    let shown: Vec<String> = if addresses.is_empty() {
        vec![value.to_owned()]
    } else {
        addresses.iter().map(|address| format!("<{address}>")).collect()
    };
    let name = name.filter(|name| !addresses.iter().any(|address| address == name));
    let words = name.into_iter().map(str::to_owned).chain(shown);
    words.collect::<Vec<_>>().join(" ")
}
