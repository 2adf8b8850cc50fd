//! Addresses in a text: where they start and end, what they are, and what looks like a conference.
//!
//! Not here: which hosts are whose; a policy says that.

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// A page.
    Web,
    /// An app of a conference service.
    App,
    /// A telephone.
    Phone,
    /// A video system.
    System,
    /// Anything else.
    Other,
}

const SCHEMES: [(&str, Scheme); 15] = [
    ("https://", Scheme::Web),
    ("http://", Scheme::Web),
    ("tel:", Scheme::Phone),
    ("callto:", Scheme::Phone),
    ("sips:", Scheme::System),
    ("sip:", Scheme::System),
    ("h323:", Scheme::System),
    ("zoommtg://", Scheme::App),
    ("zoomus://", Scheme::App),
    ("msteams:", Scheme::App),
    ("webex:", Scheme::App),
    ("webexteams://", Scheme::App),
    ("lync15:", Scheme::App),
    ("ms-sfb:", Scheme::App),
    ("skype:", Scheme::App),
];

/// How deep addresses lie in addresses: a mail filter wraps what another one has wrapped.
const WRAPPED: u32 = 3;

/// Parts of the name of a host that conference services have.
const HOSTS: [&str; 17] = [
    "meet",
    "meeting",
    "meetings",
    "jitsi",
    "bbb",
    "bigbluebutton",
    "greenlight",
    "webex",
    "zoom",
    "teams",
    "lync",
    "webconf",
    "webconference",
    "videokonferenz",
    "videoconference",
    "vc",
    "visio",
];

/// Folders of an address that conference services have, with one step below.
const FOLDERS: [&str; 12] = [
    "meetup-join",
    "meet",
    "join",
    "j",
    "s",
    "my",
    "wc",
    "b",
    "rooms",
    "wbxmjs",
    "meetings",
    "webappng",
];

/// Files of an address that conference services have.
const FILES: [&str; 5] = ["j.php", "join", "m.php", "launch", "meetingjoin"];

/// All addresses in a line, also those that a mail filter has wrapped in its own.
pub(super) fn all(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, _)) = next(line, at) {
        let end = start + length(&line[start..]);
        let address = &line[start..end];
        found.push(address.to_owned());
        found.extend(wrapped(address, WRAPPED));
        at = end.max(start + 1);
    }
    found.extend(bare(line));
    found
}

/// The start of the next address from `at` on.
fn next(line: &str, at: usize) -> Option<(usize, Scheme)> {
    let mut from = at;
    while let Some(colon) = line.get(from..)?.find(':').map(|colon| from + colon) {
        let start = word_start(line, colon).max(at);
        let before = line[..start].chars().next_back();
        if let Some(scheme) = known(&line[start..]) {
            // "conf:sip:" is a name inside of a service, not an address to dial.
            if before != Some(':') {
                return Some((start, scheme));
            }
        }
        from = colon + 1;
    }
    None
}

fn word_start(line: &str, colon: usize) -> usize {
    let name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    line[..colon].trim_end_matches(name).len()
}

fn known(text: &str) -> Option<Scheme> {
    let is = |start: &str| text.get(..start.len()).is_some_and(|s| s.eq_ignore_ascii_case(start));
    let found = SCHEMES.iter().find(|(start, _)| is(start) && text.len() > start.len());
    // "SIP: 123" is a label, not an address.
    found.filter(|(start, _)| !text[start.len()..].starts_with(char::is_whitespace)).map(|f| f.1)
}

/// Where an address ends: at a blank or bracket, without the stops of the sentence.
fn length(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '[' | ']' | '|');
    let whole = text.find(ends).unwrap_or(text.len());
    let stops = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '\'' | '*' | '_');
    let whole = &text[..whole];
    // A number may end in pauses and a code, and then it ends in "#".
    whole.trim_end_matches(stops).len()
}

/// Addresses in an address: percent-encoded or as they are.
fn wrapped(address: &str, depth: u32) -> Vec<String> {
    let mut found = Vec::new();
    if depth == 0 || address.len() > 16 * 1024 {
        return found;
    }
    let decoded = percent_decoded(address);
    let Some(after) = decoded.get(8..) else { return found };
    let inner = ["https://", "http://", "https:/", "tel:"];
    let starts = inner.iter().filter_map(|start| after.to_ascii_lowercase().find(start));
    let Some(start) = starts.min() else { return found };
    let inner = &after[start..];
    let inner = &inner[..length(inner)];
    // "https://a/?url=https://b&data=...": what follows belongs to the wrapper.
    let inner = inner.split("&data=").next().unwrap_or(inner);
    let inner = inner.split("__;").next().unwrap_or(inner).trim_end_matches('_');
    // A filter that writes one slash for two.
    let inner = match inner.split_once(":/") {
        Some((scheme, rest)) if !rest.starts_with('/') => format!("{scheme}://{rest}"),
        _ => inner.to_owned(),
    };
    found.extend(wrapped(&inner, depth - 1));
    found.push(inner);
    found
}

fn percent_decoded(address: &str) -> String {
    let hex = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
    let bytes = address.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let pair = hex(bytes.get(at + 1)).zip(hex(bytes.get(at + 2)));
        match (byte, pair.and_then(|(high, low)| u8::try_from(high * 16 + low).ok())) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                at += 3;
            }
            _ => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Addresses without a scheme ("meet.google.com/abc-defg-hij"), where their form says what they are.
fn bare(line: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']');
    let words = line.split(ends).filter(|word| word.contains('/') && !word.contains(':'));
    let words = words.map(|word| &word[..length(word)]);
    let is_address = |word: &&str| {
        let (host, path) = word.split_once('/').unwrap_or((word, ""));
        let top = host.rsplit('.').next().unwrap_or_default();
        host.contains('.')
            && top.len() >= 2
            && top.bytes().all(|b| b.is_ascii_alphabetic())
            && !path.is_empty()
            && !host.contains('@')
    };
    let addresses = words.filter(is_address).map(|word| format!("https://{word}"));
    addresses.filter(|address| looks_so(address)).collect()
}

/// What an address is for.
pub(super) fn scheme(address: &str) -> Scheme {
    known(address).unwrap_or(Scheme::Other)
}

/// Host and path of a page, in small letters.
fn parts(address: &str) -> Option<(String, String)> {
    let address = address.to_ascii_lowercase();
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let host = host.rsplit('@').next().unwrap_or(host);
    let host = host.split(':').next().unwrap_or(host);
    Some((host.to_owned(), path.to_owned()))
}

/// Whether an address has the form of a conference: by its host and a path, or by its path alone.
pub(super) fn looks_so(address: &str) -> bool {
    let Some((host, path)) = parts(address) else { return false };
    let place = path.split(['?', '#']).next().unwrap_or_default();
    let steps: Vec<&str> = place.split('/').filter(|step| !step.is_empty()).collect();
    if steps.is_empty() {
        return false;
    }
    let file = |step: &str| step.rsplit_once('.').is_some_and(|(_, end)| is_document(end));
    if steps.last().is_some_and(|step| file(step)) || is_help(&host) {
        return false;
    }
    let below = |pair: &[&str]| FOLDERS.contains(&pair[0]) && is_room(pair[1]);
    host.split('.').any(|label| HOSTS.contains(&label))
        || steps.last().is_some_and(|step| FILES.contains(step))
        || steps.windows(2).any(below)
}

/// A name of a room rather than a word of a page: digits, or letters with a dash, or a long name.
fn is_room(step: &str) -> bool {
    step.bytes().any(|b| b.is_ascii_digit()) || step.contains(['-', '%']) || step.len() > 12
}

fn is_document(ending: &str) -> bool {
    ["pdf", "doc", "docx", "html", "htm", "png", "jpg", "txt", "ics", "odt"].contains(&ending)
}

fn is_help(host: &str) -> bool {
    let first = host.split('.').next().unwrap_or_default();
    ["help", "support", "learn", "docs", "hilfe", "status", "www2", "blog"].contains(&first)
}

/// Whether an address leads to numbers to dial in.
pub(super) fn dials_in(address: &str) -> bool {
    let Some((host, path)) = parts(address) else { return false };
    host.split('.').any(|label| label == "dialin" || label == "tel")
        || ["globalcallin", "dialin", "dial-in", "tollfree", "usp/pstnconferencing"]
            .iter()
            .any(|word| path.contains(word))
}
