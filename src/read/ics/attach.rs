//! Files in a calendar, and files that it only points at.
//!
//! Not here: what is in them; they are read as files of their own.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::model::{Gap, GapKind, SegmentKind, Step};

use super::Calendar;
use super::line::Property;

/// Letters that were cut off at the end are no reason to read nothing.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

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
            let reason = "an attached file, which lies elsewhere and was not fetched";
            calendar.draft.gap(GapKind::Linked, reason);
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
    let (bytes, whole) = decoded(data);
    let mut inner = match calendar.reading.bytes(bytes.len()) {
        Ok(()) => calendar.reading.nested(&name, &bytes),
        Err(reason) => {
            return calendar.draft.gap(GapKind::Limit, reason);
        }
    };
    if !whole {
        inner.gaps.push(Gap::whole(GapKind::Malformed, "letters in it that are no base64"));
    }
    calendar.draft.include(Step::Attachment(number, name), inner);
}

/// The bytes, and whether all letters could be read.
fn decoded(data: &str) -> (Vec<u8>, bool) {
    let known = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let letters: Vec<u8> = data.bytes().filter(known).collect();
    let odd = |byte: u8| !known(&byte) && !byte.is_ascii_whitespace() && byte != b'=';
    let whole = !data.bytes().any(odd) && letters.len() % 4 != 1;
    let letters = &letters[..letters.len() - usize::from(letters.len() % 4 == 1)];
    match ENGINE.decode(letters) {
        Ok(bytes) => (bytes, whole),
        Err(_) => (Vec::new(), false),
    }
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
