//! Content lines of a calendar: unfolding, parameters, escapes.
//!
//! Lines are unfolded as bytes, because a fold may stand in the middle of a letter. Not here: what a property says.

use crate::model::{Gap, Notice, Step};
use crate::read::decode;
use crate::read::mail::transfer;

/// One property: a name, parameters, a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Property {
    /// In capitals, without a group before a dot.
    pub(super) name: String,
    /// Name in capitals, and values without quotes.
    pub(super) parameters: Vec<(String, Vec<String>)>,
    /// As it stands there, escapes and encodings unresolved.
    pub(super) value: String,
    /// The line on which it starts, from 1.
    pub(super) line: u32,
}

/// A line of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// A property.
    Property(Property),
    /// Anything else, with the number of the line.
    Other(String, u32),
}

/// All lines of a file, with what was odd about its bytes.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    pub(super) gaps: Vec<Gap>,
    pub(super) notices: Vec<Notice>,
}

/// Cuts a file into unfolded lines.
pub(super) fn lines(bytes: &[u8]) -> Lines {
    // A text of wide letters is made narrow first; its folds do not cut letters.
    let wide = bytes.contains(&0).then(|| decode::decode(bytes));
    let (bytes, mut gaps, mut notices) = match wide {
        Some(Ok(decoded)) => (decoded.text.into_bytes().into(), decoded.gaps, decoded.notices),
        Some(Err(gap)) => return Lines { gaps: vec![gap], ..Lines::default() },
        None => (std::borrow::Cow::Borrowed(bytes), Vec::new(), Vec::new()),
    };
    let (unfolded, numbers) = unfold(&bytes);
    let decoded = match decode::decode(&unfolded) {
        Ok(decoded) => decoded,
        Err(gap) => return Lines { gaps: vec![gap], ..Lines::default() },
    };
    let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
    gaps.extend(decoded.gaps.into_iter().map(|mut gap| {
        for step in &mut gap.place {
            if let Step::Line(line) = step {
                *line = number((*line as usize).saturating_sub(1));
            }
        }
        gap
    }));
    notices.extend(decoded.notices);
    let lines = decoded.text.split('\n').enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    let lines = lines.map(|(at, line)| match property(line, number(at)) {
        Some(property) => Line::Property(property),
        None => Line::Other(line.to_owned(), number(at)),
    });
    Lines { lines: lines.collect(), gaps, notices }
}

/// The bytes with one line for each property, and the number of the line on which each starts.
fn unfold(bytes: &[u8]) -> (Vec<u8>, Vec<u32>) {
    let old = contains(bytes, b"VERSION:1.0");
    let mut unfolded: Vec<u8> = Vec::with_capacity(bytes.len());
    let (mut numbers, mut start) = (Vec::new(), 0);
    // Whether the value goes on below a soft break of quoted-printable.
    let mut soft = false;
    for (row, number) in rows(bytes).zip(1..) {
        if soft {
            soft = row.ends_with(b"=");
            unfolded.extend(row.strip_suffix(b"=").unwrap_or(row));
            continue;
        }
        match row {
            // An empty line between a line and its fold is a line end too many.
            [] => continue,
            [b' ' | b'\t', rest @ ..] if !numbers.is_empty() => {
                // In the first version of calendars the blank belongs to the text.
                unfolded.extend(if old { row } else { rest });
            }
            _ => {
                if !numbers.is_empty() {
                    unfolded.push(b'\n');
                }
                start = unfolded.len();
                numbers.push(number);
                unfolded.extend(row);
            }
        }
        soft = row.ends_with(b"=") && is_quoted_printable(&unfolded[start..]);
        if soft {
            unfolded.pop();
        }
    }
    (unfolded, numbers)
}

/// Lines at LF, CRLF or CR.
fn rows(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let lines = bytes.split(|&byte| byte == b'\n');
    lines.flat_map(|line| line.strip_suffix(b"\r").unwrap_or(line).split(|&byte| byte == b'\r'))
}

/// How much of a line is looked at for its encoding.
const HEAD: usize = 1024;

fn is_quoted_printable(line: &[u8]) -> bool {
    let head = &line[..line.len().min(HEAD)];
    let head = head.split(|&byte| byte == b':').next().unwrap_or_default();
    contains(head, b"QUOTED-PRINTABLE")
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

/// A line as a property.
fn property(line: &str, number: u32) -> Option<Property> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let end = line.find(|c| !is_name(c)).filter(|&end| end > 0)?;
    let name = line[..end].rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
    let (parameters, value) = parameters(&line[end..]).or_else(|| loose(&line[end..]))?;
    Some(Property { name, parameters, value: value.to_owned(), line: number })
}

type Parameters = Vec<(String, Vec<String>)>;

/// `;NAME=value,"value":` and what follows the colon.
fn parameters(mut rest: &str) -> Option<(Parameters, &str)> {
    let mut parameters = Vec::new();
    loop {
        if let Some(value) = rest.strip_prefix(':') {
            return Some((parameters, value));
        }
        rest = rest.strip_prefix(';')?;
        let end = rest.find(['=', ';', ':'])?;
        let name = rest[..end].trim().to_ascii_uppercase();
        let Some(after) = rest[end..].strip_prefix('=') else {
            // The first version of calendars has values alone: `;QUOTED-PRINTABLE:`.
            if !name.is_empty() {
                parameters.push(("ENCODING".to_owned(), vec![name]));
            }
            rest = &rest[end..];
            continue;
        };
        let (values, after) = values(after)?;
        parameters.push((name, values));
        rest = after;
    }
}

/// The values of one parameter, and what follows.
fn values(text: &str) -> Option<(Vec<String>, &str)> {
    let (mut values, mut value) = (Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            // Escapes have no place here, and some programs write them all the same.
            '\\' if chars.peek().is_some_and(|(_, c)| matches!(c, ',' | ';' | ':' | '\\')) => {
                value.extend(chars.next().map(|(_, c)| c));
            }
            '^' => match chars.peek().map(|(_, c)| *c) {
                Some('n') => push(&mut value, '\n', &mut chars),
                Some('\'') => push(&mut value, '"', &mut chars),
                Some('^') => push(&mut value, '^', &mut chars),
                _ => value.push('^'),
            },
            ',' if !quoted => values.push(std::mem::take(&mut value)),
            ':' | ';' if !quoted => {
                values.push(value);
                return Some((values, &text[at..]));
            }
            c => value.push(c),
        }
    }
    None
}

fn push(value: &mut String, c: char, chars: &mut impl Iterator) {
    value.push(c);
    chars.next();
}

/// Parameters whose quotes do not close: the value starts at the first colon, and they are words.
fn loose(rest: &str) -> Option<(Parameters, &str)> {
    let (head, value) = rest.split_once(':')?;
    let head = head.trim_start_matches(';');
    Some((vec![("X-UNREADABLE".to_owned(), vec![head.to_owned()])], value))
}

impl Property {
    /// The first value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known == name);
        found.and_then(|(_, values)| values.first()).map(String::as_str)
    }

    /// Whether a parameter has the value, however written.
    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        let named = self.parameters.iter().filter(|(known, _)| known == name);
        let mut values = named.flat_map(|(_, values)| values);
        values.any(|known| known.eq_ignore_ascii_case(value))
    }

    /// Whether the value is bytes written as letters.
    pub(super) fn is_binary(&self) -> bool {
        self.says("ENCODING", "BASE64") || self.says("ENCODING", "B")
    }

    /// The value with its encoding and escapes resolved.
    pub(super) fn text(&self) -> String {
        unescaped(&self.unquoted())
    }

    /// The value of an address: only what no address has is resolved.
    pub(super) fn uri(&self) -> String {
        self.unquoted().replace("\\,", ",").replace("\\;", ";").trim().to_owned()
    }

    fn unquoted(&self) -> String {
        if !self.says("ENCODING", "QUOTED-PRINTABLE") {
            return self.value.clone();
        }
        let (bytes, _) = transfer::quoted_printable(self.value.as_bytes(), true);
        let charset = self.parameter("CHARSET").unwrap_or_default();
        transfer::charset(charset, &bytes).text.replace("\r\n", "\n").replace('\r', "\n")
    }
}

/// `\n`, `\,`, `\;` and `\\`; any other backslash stays.
fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match (c, next) {
            ('\\', Some('n' | 'N')) => text.push('\n'),
            ('\\', Some(',' | ';' | '\\' | ':' | '"')) => text.extend(next),
            _ => {
                text.push(c);
                continue;
            }
        }
        chars.next();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Line, Property, lines};

    fn properties(bytes: &[u8]) -> Vec<Property> {
        let lines = lines(bytes).lines.into_iter();
        let property = |line| match line {
            Line::Property(property) => Some(property),
            Line::Other(..) => None,
        };
        lines.filter_map(property).collect()
    }

    #[test]
    fn a_fold_may_stand_in_a_letter() {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("SUMMARY:Gr\u{fc}{end} \u{df}e{end}\t und mehr");
            let mut bytes = text.into_bytes();
            let at = bytes.iter().position(|&b| b == 0xc3).unwrap() + 1;
            bytes.splice(at..at, format!("{end} ").bytes());
            assert_eq!(properties(&bytes)[0].text(), "Grüße und mehr");
        }
        let wide: Vec<u8> =
            "\u{feff}SUMMARY:Lage\r\n  am Ort".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(properties(&wide)[0].text(), "Lage am Ort");
        assert_eq!(properties(b"VERSION\r\r\n :2.0")[0].value, "2.0");
        assert_eq!(properties(b"SUMMARY:Gr\xfc\xdfe")[0].text(), "Grüße");
    }

    #[test]
    fn parameters_with_quotes_lists_and_escapes() {
        let text = "ATTENDEE;CN=\"Kern, Anna: Ref; 3\";MEMBER=\"mailto:a@b.example\",\"mailto:c@d.example\";X-A=a^nb^'c^^:mailto:kern@amt.example";
        let property = &properties(text.as_bytes())[0];
        assert_eq!(property.parameter("CN"), Some("Kern, Anna: Ref; 3"));
        assert_eq!(property.parameters[1].1, ["mailto:a@b.example", "mailto:c@d.example"]);
        assert_eq!(property.parameter("X-A"), Some("a\nb\"c^"));
        assert_eq!(property.value, "mailto:kern@amt.example");
        let odd = &properties(
            b"DTSTART;;VALUE=DATE:20260401\nORGANIZER;CN=that\\, that\\;x:a:b\nX-A;B=\"open:VS-NfD",
        )[..];
        assert_eq!(odd[0].value, "20260401");
        assert_eq!((odd[1].parameter("CN"), odd[1].value.as_str()), (Some("that, that;x"), "a:b"));
        assert_eq!(
            (odd[2].parameter("X-UNREADABLE"), odd[2].value.as_str()),
            (Some("B=\"open"), "VS-NfD")
        );
    }

    #[test]
    fn escapes() {
        let property = &properties(b"DESCRIPTION:eins\\nzwei\\, drei\\; vier \\\\n C:\\temp")[0];
        assert_eq!(property.text(), "eins\nzwei, drei; vier \\n C:\\temp");
    }

    #[test]
    fn quoted_printable_of_the_first_version() {
        let text = "VERSION:1.0\nSUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Gr=FC=DFe =\nund =\nmehr\nDESCRIPTION;QUOTED-PRINTABLE:=C3=9Cbung=0D=0A1. Lage\nLOCATION:Raum\n 3";
        let found = properties(text.as_bytes());
        assert_eq!(found[1].text(), "Grüße und mehr");
        assert_eq!(found[2].text(), "Übung\n1. Lage");
        assert_eq!(found[3].text(), "Raum 3");
    }

    #[test]
    fn what_is_no_property_keeps_its_words_and_its_line() {
        let found = lines(b"BEGIN:VEVENT\n\nDESCRIPTION:a\n b\nzweite Zeile\n").lines;
        assert_eq!(found[2], Line::Other("zweite Zeile".to_owned(), 5));
    }
}
