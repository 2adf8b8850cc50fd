//! The words by which invitations say how one joins, in German, English and French.
//!
//! They are what the programs write by themselves, so they are part of the format. Not here: numbers and links.

/// What a line is about, and the lines below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Joining by a link.
    Join,
    /// Joining by telephone.
    Phone,
    /// Joining with a video system of another maker.
    System,
}

/// Words of a line about joining by telephone.
const PHONE: [&str; 50] = [
    "einwahl",
    "einwähl",
    "einzuwählen",
    "eingewählt",
    "per telefon",
    "über telefon",
    "telefonisch teilnehmen",
    "telefonisch beitreten",
    "telefonisch zuschalten",
    "telefonische teilnahme",
    "telefonkonferenz",
    "nur audio",
    "lokale nummer",
    "ortsnummer",
    "gebührenfrei",
    "gebührenpflichtig",
    "zugangsnummer",
    "dial in",
    "dial-in",
    "dialin",
    "dial by",
    "dial:",
    "dial +",
    "or dial",
    "oder wählen",
    " pin:",
    "by phone",
    "by telephone",
    "via phone",
    "via telephone",
    "with your phone",
    "using your phone",
    "call in",
    "call-in",
    "callin",
    "one tap",
    "one-tap",
    "one touch",
    "audio only",
    "audio connection",
    "audioverbindung",
    "phone conference",
    "conference number",
    "local number",
    "toll free",
    "toll-free",
    "tollfree",
    "join by voice",
    "par téléphone",
    "numéro d'appel",
];

/// Words of a line about video systems.
const SYSTEM: [&str; 23] = [
    "videosystem",
    "video-system",
    "video system",
    "videokonferenzgerät",
    "videokonferenzsystem",
    "videogerät",
    "video conferencing device",
    "videoconferencing device",
    "video conference device",
    "video device",
    "video-id",
    "video id",
    "videoadresse",
    "video address",
    "room system",
    "raumsystem",
    "mandantenschlüssel",
    "tenant key",
    "h.323",
    "h323",
    "by sip",
    "per sip",
    "sip:",
];

/// Words of a line about a link.
const JOIN: [&str; 34] = [
    "beitreten",
    "beitritt",
    "an der besprechung teilnehmen",
    "an besprechung teilnehmen",
    "am meeting teilnehmen",
    "an der sitzung teilnehmen",
    "an der konferenz teilnehmen",
    "an der videokonferenz teilnehmen",
    "an der telko teilnehmen",
    "online teilnehmen",
    "zuschalten",
    "zugangslink",
    "einwahllink",
    "einladungslink",
    "besprechungslink",
    "besprechungs-link",
    "meetinglink",
    "meeting-link",
    "konferenzlink",
    "videolink",
    "link zur besprechung",
    "link zum meeting",
    "link zur konferenz",
    "link zur videokonferenz",
    "link zur sitzung",
    "meeting link",
    "meeting url",
    "conference link",
    "video call link",
    "call link",
    "besprechungsraum:",
    "online-besprechung",
    "rejoindre",
    "participer à la réunion",
];

/// What one joins that is no meeting.
const NO_MEETING: [&str; 9] = [
    "newsletter",
    "mailing list",
    "verteiler",
    "umfrage",
    "survey",
    "community",
    "verein",
    "partei",
    "gewerkschaft",
];

/// Words that promise a dial-in even where no number stands with them.
const PROMISE: [&str; 18] = [
    "phone conference id",
    "telefonkonferenz-id",
    "telefonkonferenz id",
    "telefonkonferenzkennung",
    "find a local number",
    "find your local number",
    "find local number",
    "lokale nummer suchen",
    "ortseinwahl suchen",
    "lokale nummer finden",
    "suchen sie eine lokale nummer",
    "global call-in numbers",
    "globale einwahlnummern",
    "more phone numbers",
    "weitere telefonnummern",
    "weitere einwahlnummern",
    "reset dial-in pin",
    "einwahl-pin zurücksetzen",
];

/// Words directly before that say that there is none.
const NONE: [&str; 10] =
    ["kein", "keine", "keinen", "keiner", "ohne", "no", "not", "without", "aucun", "pas"];

/// How far back such a word is looked for, in bytes.
const NEAR: usize = 48;

/// What a line is about. A line about a telephone or a system is not about a link, though it may say "join".
pub(super) fn about(line: &str) -> Option<About> {
    let line = line.to_lowercase();
    if says(&line, &SYSTEM) {
        return Some(About::System);
    }
    if says(&line, &PHONE) && !dials_an_address(&line) {
        return Some(About::Phone);
    }
    let joins = says(&line, &JOIN) || join(&line);
    (joins && !NO_MEETING.iter().any(|word| line.contains(word))).then_some(About::Join)
}

/// Whether a line promises a dial-in.
pub(super) fn promises_dial_in(line: &str) -> bool {
    says(&line.to_lowercase(), &PROMISE)
}

/// Whether one of the words stands in the line, and not as something that there is not.
fn says(line: &str, words: &[&str]) -> bool {
    let said = |word: &&str| line.match_indices(*word).any(|(at, _)| !is_denied(&line[..at]));
    words.iter().any(said)
}

fn is_denied(before: &str) -> bool {
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    // The word may be the tail of a compound: "keine Telefoneinwahl".
    let before = before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '-');
    let last = before.split_whitespace().next_back().unwrap_or_default();
    NONE.contains(&last)
}

/// "join" as a word of its own.
fn join(line: &str) -> bool {
    let words = line.split(|c: char| !c.is_alphanumeric());
    words.into_iter().any(|word| matches!(word, "join" | "joining"))
}

/// "Dial 12345@example.org": the address of a video system.
fn dials_an_address(line: &str) -> bool {
    let after = line.split("dial ").nth(1).or_else(|| line.split("wählen sie ").nth(1));
    let word = after.and_then(|rest| rest.split_whitespace().next());
    word.is_some_and(|word| word.contains('@'))
}
