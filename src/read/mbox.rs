//! Mailboxes: mails one behind the other, each a source of its own, parted by lines that start with "From ".
//!
//! Not here: what a mail holds ([`super::mail`]). A file with a single mail is a mail.

use super::draft::compose;
use super::reading::Reading;
use super::{Members, Package, mail};
use crate::model::{Document, Gap, GapKind};

/// Reads mailboxes.
pub(super) struct Reader;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "mbox"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mbox", "mbx"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"From ")
            && mail::Reader.recognises(bytes)
            && starts(bytes).nth(1).is_some()
    }

    fn is_archive(&self) -> bool {
        true
    }

    fn read(&self, _bytes: &[u8], _reading: &Reading<'_>) -> Document {
        compose(self.name(), |_| {})
    }

    fn members(&self, bytes: &[u8], reading: &Reading<'_>, each: &mut Members<'_>) {
        let mut starts = starts(bytes).peekable();
        let mut number = 0_u64;
        while let Some(start) = starts.next() {
            let end = starts.peek().copied().unwrap_or(bytes.len());
            number += 1;
            let name = format!("message {number}");
            if let Err(reason) = reading.member() {
                let gap = Gap::whole(GapKind::Limit, reason);
                let rest = Document { gaps: vec![gap], ..Document::default() };
                return each("...".to_owned(), rest);
            }
            let document = mail::Reader.read(&bytes[start..end], reading);
            each(name.clone(), super::finished(document, &name));
        }
    }
}

/// Where each mail starts: at a line "From somebody", with a header field in the next line and, where the line
/// itself does not end in a year, a blank line before it.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut at = 0;
    let mut after_blank = true;
    std::iter::from_fn(move || {
        while let Some(line) = line_at(bytes, at) {
            let start = at;
            at += line.len();
            let alone = std::mem::replace(&mut after_blank, line.trim_ascii_end().is_empty());
            let parts = line.starts_with(b"From ") && (alone || is_dated(line));
            if parts && line_at(bytes, at).is_some_and(is_field) {
                return Some(start);
            }
        }
        None
    })
}

/// The line from `at` on, with its end; none behind the last one.
fn line_at(bytes: &[u8], at: usize) -> Option<&[u8]> {
    bytes.get(at..)?.split_inclusive(|&byte| byte == b'\n').next()
}

fn is_dated(line: &[u8]) -> bool {
    let word = line.trim_ascii_end().rsplit(|&byte| byte == b' ').next().unwrap_or_default();
    word.len() == 4 && word.iter().all(u8::is_ascii_digit) && line.contains(&b':')
}

fn is_field(line: &[u8]) -> bool {
    let name = line.split(|&byte| byte == b':').next().unwrap_or_default();
    let letter = |&byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'>');
    !name.is_empty() && name.len() < line.len() && name.iter().all(letter)
}

#[cfg(test)]
mod tests {
    use super::starts;

    #[test]
    fn mails_start_where_the_next_line_is_a_field() {
        let text = b"From a@b.c Tue Mar  3 10:00:00 2026\nTo: x\n\nFrom here on\nwe walk.\n\n\
            From d@e.f Tue Mar  3 10:00:00 2026\r\nTo: y\r\n\r\nNo blank line\r\n\
            From g@h.i Tue Mar  3 10:00:00 2026\nTo: z\n\n>From the west\nCc: nobody\n";
        let found: Vec<usize> = starts(text).collect();
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|&at| text[at..].starts_with(b"From ")));
    }
}
