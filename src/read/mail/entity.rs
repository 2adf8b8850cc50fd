//! A mail or a part of one as bytes: its header fields and its body.
//!
//! Not here: what the fields mean ([`super::fields`]).

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use mail_parser::parsers::MessageStream;
use mail_parser::{ContentType, HeaderValue};
use memchr::{memchr, memchr2};

/// Longest field that is taken apart into type and parameters, in bytes; a longer one is none.
const LONGEST: usize = 16 * 1024;

/// A header field, not decoded yet.
#[derive(Debug)]
pub(in crate::read) struct Field {
    /// Its name as written.
    pub(in crate::read) name: String,
    /// Its value in one line; bytes that are no UTF-8 were read as Windows-1252.
    pub(in crate::read) value: String,
}

/// Header fields and body.
#[derive(Debug)]
pub(in crate::read) struct Entity<'b> {
    /// In order.
    pub(in crate::read) fields: Vec<Field>,
    /// Everything behind them.
    pub(in crate::read) body: &'b [u8],
    /// Whether the body starts with a line that should have been a field.
    pub(in crate::read) broken: bool,
}

impl<'b> Entity<'b> {
    /// Cuts a mail or part where its header fields end.
    pub(in crate::read) fn cut(bytes: &'b [u8]) -> Self {
        let mut fields: Vec<Field> = Vec::new();
        let mut open: Option<(String, Vec<u8>)> = None;
        let mut body = bytes.len();
        let mut broken = false;
        for (start, line) in lines(bytes) {
            let words = trim_end(line);
            if words.is_empty() {
                body = start + line.len();
                break;
            }
            match &mut open {
                Some((_, value)) if line.starts_with(b" ") || line.starts_with(b"\t") => {
                    value.extend_from_slice(words);
                }
                _ if start == 0 && words.starts_with(b"From ") => {}
                _ => {
                    let Some((name, value)) = named(words) else {
                        body = start;
                        broken = true;
                        break;
                    };
                    fields.extend(open.take().map(finished));
                    open = Some((name.to_owned(), value.to_vec()));
                }
            }
        }
        fields.extend(open.map(finished));
        Entity { fields, body: &bytes[body..], broken }
    }

    /// The value of the first field with this name, which is in small letters.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
        Some(field.value.trim())
    }

    /// The type and parameters that a field says.
    pub(super) fn kind(&self, name: &str) -> Option<ContentType<'static>> {
        content_type(self.field(name)?)
    }

    /// Whether fields that say how the part is read stand twice and differ, so that nobody knows which holds.
    pub(super) fn is_ambiguous(&self) -> bool {
        ["content-type", "content-transfer-encoding"].iter().any(|name| {
            let same = |field: &&Field| field.name.eq_ignore_ascii_case(name);
            let mut values = self.fields.iter().filter(same).map(|field| field.value.trim());
            let first = values.next();
            values.any(|value| Some(value) != first)
        })
    }
}

/// A field that says a type: "text/plain; charset=utf-8", "attachment; filename=a.txt".
fn content_type(value: &str) -> Option<ContentType<'static>> {
    if value.len() > LONGEST {
        return None;
    }
    let line = format!("{value}\n");
    match MessageStream::new(line.as_bytes()).parse_content_type().into_owned() {
        HeaderValue::ContentType(kind) => Some(kind),
        _ => None,
    }
}

fn finished((name, value): (String, Vec<u8>)) -> Field {
    Field { name, value: text(&value).trim().to_owned() }
}

/// Header bytes as text.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// The name and value of a header field: no white space or control character stands in its name.
pub(super) fn named(line: &[u8]) -> Option<(&str, &[u8])> {
    let colon = memchr(b':', line)?;
    let name = std::str::from_utf8(&line[..colon]).ok()?.trim_end();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    is_name.then(|| (name, &line[colon + 1..]))
}

/// Lines with their offsets and their ends; LF, CRLF and a lone CR end them.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let end = memchr2(b'\n', b'\r', rest);
        let end = end
            .map_or(rest.len(), |end| end + if rest[end..].starts_with(b"\r\n") { 2 } else { 1 });
        let start = at;
        at += end;
        Some((start, &rest[..end]))
    })
}

/// A line without white space at its end.
pub(super) fn trim_end(line: &[u8]) -> &[u8] {
    line.trim_ascii_end()
}
