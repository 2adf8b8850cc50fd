//! What each property of a calendar says, and as what it stands in the document.
//!
//! Not here: who is invited (`people`), files (`attach`).

use crate::model::{Document, Say, SegmentKind};
use crate::read::{Format as _, plain};

use super::line::Property;
use super::{Calendar, attach, people};

/// Values of parameters that calendars themselves know, so that they are no words of anybody.
const KNOWN: [&str; 40] = [
    "TRUE",
    "FALSE",
    "URI",
    "TEXT",
    "DATE",
    "DATE-TIME",
    "DURATION",
    "PERIOD",
    "BINARY",
    "CAL-ADDRESS",
    "RECUR",
    "UTC-OFFSET",
    "INTEGER",
    "UNKNOWN",
    "BASE64",
    "B",
    "8BIT",
    "7BIT",
    "QUOTED-PRINTABLE",
    "UTF-8",
    "INDIVIDUAL",
    "GROUP",
    "RESOURCE",
    "ROOM",
    "CHAIR",
    "REQ-PARTICIPANT",
    "OPT-PARTICIPANT",
    "NON-PARTICIPANT",
    "NEEDS-ACTION",
    "ACCEPTED",
    "DECLINED",
    "TENTATIVE",
    "DELEGATED",
    "START",
    "END",
    "TEXT/HTML",
    "TEXT/PLAIN",
    "BUSY",
    "FREE",
    "AUDIO",
];

/// Parameters that say in which form a value is written.
const FORMS: [&str; 6] = ["CHARSET", "ENCODING", "VALUE", "FMTTYPE", "LANGUAGE", "X-NUM-GUESTS"];

/// Reads one property at the draft's spot.
pub(super) fn read(calendar: &mut Calendar<'_, '_, '_>, property: &Property) {
    match property.name.as_str() {
        "ATTACH" | "IMAGE" => attach::read(calendar, property),
        _ if property.is_binary() => attach::binary(calendar, property),
        "DESCRIPTION" | "X-ALT-DESC" | "STYLED-DESCRIPTION" => words(calendar, property),
        "ATTENDEE" | "ORGANIZER" => people::read(calendar, property),
        name => {
            let (name, text) = (name.to_owned(), value(property));
            calendar.draft.tell(kind(&name, &text), &named(&name, &text));
            gather(calendar, &name, property, &text);
        }
    }
    parameters(calendar, property);
}

fn value(property: &Property) -> String {
    let uri = property.says("VALUE", "URI") || ["URL", "CONFERENCE"].contains(&&*property.name);
    if uri { property.uri() } else { property.text() }
}

fn kind(name: &str, text: &str) -> SegmentKind {
    let start = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    match name {
        "SUMMARY" | "NAME" | "X-WR-CALNAME" => SegmentKind::Subject,
        "LOCATION" => SegmentKind::Location,
        _ if start.starts_with("mailto:") => SegmentKind::Address,
        "URL" | "CONFERENCE" | "SOURCE" => SegmentKind::Link,
        _ if start.starts_with("http://") || start.starts_with("https://") => SegmentKind::Link,
        _ => SegmentKind::Property,
    }
}

/// The words of a property; where its name means something beside them, with its name.
fn named(name: &str, text: &str) -> String {
    // The access class of an entry is called CONFIDENTIAL as well, and is no marking of a paper. A name that no
    // calendar knows is a word of a text whose lines were not folded: "Agenda: ...".
    let plain = KNOWN_NAMES.contains(&name) || name.starts_with("X-");
    if plain { text.to_owned() } else { format!("{name}: {}", text.trim_start()) }
}

/// Properties whose name is no word of anybody.
const KNOWN_NAMES: [&str; 62] = [
    "ACKNOWLEDGED",
    "ACTION",
    "BUSYTYPE",
    "CALENDAR-ADDRESS",
    "CALSCALE",
    "CATEGORIES",
    "COLOR",
    "COMMENT",
    "COMPLETED",
    "CONCEPT",
    "CONFERENCE",
    "CONTACT",
    "CREATED",
    "DALARM",
    "AALARM",
    "DCREATED",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "DUE",
    "DURATION",
    "EXDATE",
    "EXRULE",
    "FREEBUSY",
    "GEO",
    "LAST-MODIFIED",
    "LINK",
    "LOCATION",
    "LOCATION-TYPE",
    "METHOD",
    "NAME",
    "PARTICIPANT-TYPE",
    "PERCENT-COMPLETE",
    "PRIORITY",
    "PRODID",
    "PROXIMITY",
    "RDATE",
    "RECURRENCE-ID",
    "REFID",
    "REFRESH-INTERVAL",
    "RELATED-TO",
    "REPEAT",
    "REQUEST-STATUS",
    "RESOURCE-TYPE",
    "RESOURCES",
    "RRULE",
    "SEQUENCE",
    "SOURCE",
    "STATUS",
    "STRUCTURED-DATA",
    "SUMMARY",
    "TRANSP",
    "TRIGGER",
    "TZ",
    "DAYLIGHT",
    "TZID",
    "TZNAME",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "UID",
    "URL",
    "VERSION",
];

/// A text of several lines, which may be an agenda, and may be written in HTML.
fn words(calendar: &mut Calendar<'_, '_, '_>, property: &Property) {
    let text = property.text();
    let is_html = property.says("FMTTYPE", "text/html") || looks_like_html(&text);
    let way = calendar.draft.way();
    let inner =
        if is_html { html(calendar, property, &text) } else { plain::Reader.read(text.clone()) };
    let is_body = property.name == "DESCRIPTION";
    let inner = calendar.open.last_mut().map_or_else(Document::default, |component| {
        let mut inner = inner;
        // What is said twice has one agenda.
        if component.has_items || component.gathering.is_none() {
            without_items(&mut inner);
        }
        component.has_items |= is_body && !inner.items.is_empty();
        if let Some(gathering) = &mut component.gathering {
            let links = inner.segments.iter().filter(|s| s.kind == SegmentKind::Link);
            let links = links.map(|segment| segment.span.of(&inner.text));
            gathering.text(&text, &way);
            if is_html {
                gathering.text(&inner.text, &way);
                links.for_each(|link| gathering.text(link, &way));
            }
        }
        inner
    });
    calendar.draft.absorb(inner);
}

fn without_items(document: &mut Document) {
    document.items.clear();
    document.segments.iter_mut().for_each(|segment| segment.belong(None));
}

/// A page or a piece of one, read as a file of its own.
fn html(calendar: &Calendar<'_, '_, '_>, property: &Property, text: &str) -> Document {
    let start = text.trim_start().get(..5).unwrap_or_default().to_ascii_lowercase();
    let whole = start.starts_with("<!doc") || start.starts_with("<html");
    let head = if whole { "" } else { "<!DOCTYPE html><html><meta charset=\"utf-8\"><body>\n" };
    let mut page = String::with_capacity(head.len() + text.len());
    page.push_str(head);
    page.push_str(text);
    calendar.reading.nested(&format!("{}.html", property.name), page.as_bytes())
}

fn looks_like_html(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["<br>", "<br/>", "<br />", "<p>", "</p>", "</a>", "</b>", "<html", "</div>", "<li>", "</span>"]
        .iter()
        .any(|tag| text.contains(tag))
}

/// What a property says of how the meeting is held.
fn gather(calendar: &mut Calendar<'_, '_, '_>, name: &str, property: &Property, text: &str) {
    let way = calendar.draft.way();
    let Some(gathering) = calendar.gathering() else { return };
    match name {
        "DTSTART" => gathering.starts(text),
        "LOCATION" => gathering.location(text, &way),
        "CONFERENCE" => gathering.address(text, &way),
        "X-MICROSOFT-LOCATIONS" => {
            display_names(text).iter().for_each(|name| gathering.location(name, &way));
        }
        "X-APPLE-STRUCTURED-LOCATION" => {
            for name in ["X-TITLE", "X-ADDRESS"] {
                gathering.location(property.parameter(name).unwrap_or_default(), &way);
            }
        }
        _ if is_conference(name) => gathering.address(text, &way),
        "SUMMARY" | "URL" | "CONTACT" | "COMMENT" => gathering.text(text, &way),
        _ if name.starts_with("X-") => gathering.text(text, &way),
        _ => {}
    }
}

/// Names that the programs give to properties about conferences.
fn is_conference(name: &str) -> bool {
    let words = ["CONFERENCE", "MEETING", "ZOOM", "WEBEX", "SKYPE", "LYNC", "JOIN", "DIALIN"];
    name.starts_with("X-") && words.iter().any(|word| name.contains(word))
}

/// The names of rooms in the list that Exchange writes.
fn display_names(text: &str) -> Vec<String> {
    let list: Result<Vec<serde_json::Value>, _> = serde_json::from_str(text);
    let names = list.unwrap_or_default().into_iter();
    names.filter_map(|place| Some(place.get("DisplayName")?.as_str()?.to_owned())).collect()
}

/// Words and addresses in parameters: names, titles, whatever a program of its own puts there.
fn parameters(calendar: &mut Calendar<'_, '_, '_>, property: &Property) {
    let way = calendar.draft.way();
    for (name, values) in &property.parameters {
        let values = values.iter().filter(|value| !is_technical(name, value));
        for value in values {
            // A zone has its own name where it is defined.
            if name == "TZID" && !calendar.zones.insert(value.clone()) {
                continue;
            }
            let link = matches!(name.as_str(), "ALTREP" | "DIR") || value.contains("://");
            let kind = match name.as_str() {
                "CN" | "EMAIL" if people::is_person(property) => continue,
                "SENT-BY" | "DELEGATED-TO" | "DELEGATED-FROM" | "MEMBER" => SegmentKind::Address,
                "FILENAME" | "X-FILENAME" => SegmentKind::Name,
                _ if link => SegmentKind::Link,
                _ => SegmentKind::Property,
            };
            calendar.draft.tell(kind, value);
            if name == "ALTREP" && !value.to_ascii_lowercase().starts_with("data:") {
                calendar.linked(Say(
                    "the same text in another form, which was not fetched",
                    "derselbe Text in anderer Form, der nicht geholt wurde",
                ));
            }
            if let Some(gathering) = calendar.gathering() {
                gathering.text(value, &way);
            }
        }
    }
}

fn is_technical(name: &str, value: &str) -> bool {
    let known = KNOWN.iter().any(|known| known.eq_ignore_ascii_case(value));
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '_' | '.' | '+');
    known || (FORMS.contains(&name) && value.len() <= 24 && value.chars().all(word))
}
