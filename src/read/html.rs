//! HTML and XHTML: pages, the bodies of mails, what Word and Excel save as web pages, chapters of books.
//!
//! The tokenizer is that of the HTML standard; which element lies in which is found as the standard does, but
//! nothing is dropped: what a browser does not show (comments, hidden elements, templates, scripts, attributes)
//! is read as hidden or by the kind that it has. Comments are HTML as well, because they hold what was taken out, and
//! what only Outlook shows.
//!
//! Not here: mails saved as web pages (MHTML), which are mails; the effect of scripts and style sheets on words.

mod attributes;
pub(super) mod charset;
mod lists;
mod meaning;
mod page;
mod style;
mod tags;
mod tokens;
mod tree;
mod walk;

use super::draft::compose;
use super::reading::Reading;
use super::{Package, decode};
use crate::model::Document;

/// Reads HTML.
pub(super) struct Reader;

/// How much of a file is looked at to recognise it, in bytes.
const HEAD: usize = 16 * 1024;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "xht"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        may_start_with_tag(bytes) && starts_as_html(&head(bytes))
    }

    fn may_be(&self, bytes: &[u8]) -> bool {
        let head = head(bytes);
        let tag = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
        let has_tag = head.match_indices('<').any(|(at, _)| tag(&head[at + 1..]));
        let is_xml = head.trim_start().starts_with("<?xml") && !head.contains("<html");
        (has_tag && !is_xml) || head.contains('&')
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        let decoded = match charset::text(bytes) {
            Ok(decoded) => decoded,
            Err(gap) => return Document { gaps: vec![gap], composed: true, ..Document::default() },
        };
        let text = match decoded.text.contains('\r') {
            true => decoded.text.replace("\r\n", "\n").replace('\r', "\n"),
            false => decoded.text,
        };
        let mut document = compose(self.name(), |draft| walk::walk(draft, reading, &text));
        document.gaps.splice(0..0, decoded.gaps);
        document.notices.splice(0..0, decoded.notices);
        document
    }
}

/// The start of a file as far as its tags can be read: wide characters are narrowed.
pub(super) fn head(bytes: &[u8]) -> String {
    let bytes = &bytes[..bytes.len().min(HEAD)];
    if is_wide(bytes)
        && let Ok(decoded) = decode::decode(&bytes[..bytes.len() & !1])
    {
        return decoded.text.to_ascii_lowercase();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.iter().map(|&byte| char::from(byte.to_ascii_lowercase())).collect()
}

/// Whether a file can start with a tag, seen without making a text of it: most files do not.
pub(super) fn may_start_with_tag(bytes: &[u8]) -> bool {
    let bytes = &bytes[..bytes.len().min(HEAD)];
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = marked.iter().find(|&&byte| !char::from(byte).is_whitespace());
    is_wide(bytes) || first == Some(&b'<')
}

/// Whether each character of a file seems to have two bytes.
fn is_wide(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let has_nul = |start: &[u8]| start.iter().filter(|&&byte| byte == 0).count() == 2;
    marked || bytes.get(..4).is_some_and(has_nul)
}

/// Whether the first tag is one with which only HTML starts.
fn starts_as_html(head: &str) -> bool {
    let mut rest = head.trim_start();
    loop {
        let behind = if rest.starts_with("<!--") {
            rest.split_once("-->")
        } else if rest.starts_with("<?") {
            rest.split_once('>')
        } else {
            break;
        };
        let Some((_, behind)) = behind else { return false };
        rest = behind.trim_start();
    }
    let first = ["<!doctype html", "<html", "<head", "<body"];
    first.iter().filter_map(|first| rest.strip_prefix(first)).any(|behind| {
        behind.is_empty() || behind.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace())
    })
}
