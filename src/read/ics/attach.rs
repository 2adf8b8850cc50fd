//! Files in a calendar, and files that it only points at.
//!
//! Not here: what is in them; they are read as files of their own.

use crate::model::{Gap, GapKind, Say, SegmentKind, Step};

use crate::read::mail::transfer;

use super::Calendar;
use super::line::Property;

/// A file: in the calendar, or elsewhere.
pub(super) fn read(calendar: &mut Calendar<'_, '_, '_>, property: &Property) {
    let uri = property.uri();
    let inline = inline(&uri);
    if property.is_binary() || property.says("VALUE", "BINARY") {
        binary(calendar, property);
    } else if let Some((kind, data)) = inline {
        attach(calendar, property, kind, data);
    } else {
        calendar.draft.tell(SegmentKind::Link, &uri);
        // An alarm names its sound without a place, and nothing is said in it.
        if uri.contains(':') {
            calendar.linked(Say(
                "an attached file, which lies elsewhere and was not fetched",
                "eine angehängte Datei, die anderswo liegt und nicht geholt wurde",
            ));
        }
    }
}

/// A value that is bytes.
pub(super) fn binary(calendar: &mut Calendar<'_, '_, '_>, property: &Property) {
    let kind = property.parameter("FMTTYPE").unwrap_or_default();
    attach(calendar, property, kind, &property.value);
}

/// Type and data of a `data:` address.
fn inline(uri: &str) -> Option<(&str, &str)> {
    let start = uri.get(..5)?;
    let rest = start.eq_ignore_ascii_case("data:").then(|| &uri[5..])?;
    let (head, data) = rest.split_once(',')?;
    Some((head.strip_suffix(";base64")?, data))
}

fn attach(calendar: &mut Calendar<'_, '_, '_>, property: &Property, kind: &str, data: &str) {
    let named = ["FILENAME", "X-FILENAME", "X-LABEL", "LABEL"];
    let name = named.iter().find_map(|name| property.parameter(name));
    let name = name.map_or_else(|| format!("attachment{}", ending(kind)), str::to_owned);
    let number = calendar.open.last_mut().map_or(1, |component| {
        component.files += 1;
        component.files
    });
    let (bytes, damaged) = transfer::base64(data.as_bytes());
    let mut inner = match calendar.reading.bytes(bytes.len()) {
        Ok(()) => calendar.reading.nested(&name, &bytes),
        Err(reason) => {
            return calendar.draft.gap(GapKind::Limit, reason);
        }
    };
    if damaged {
        inner.gaps.push(Gap::whole(
            GapKind::Malformed,
            Say("letters in it that are no base64", "enthält Zeichen, die kein Base64 sind"),
        ));
    }
    calendar.draft.include(Step::Attachment(number, name), inner);
}

fn ending(kind: &str) -> &'static str {
    match kind.split(';').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "application/pdf" => ".pdf",
        "text/plain" => ".txt",
        "text/html" => ".html",
        "text/calendar" => ".ics",
        "message/rfc822" => ".eml",
        _ => "",
    }
}
