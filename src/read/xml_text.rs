//! XML of no known kind, and SVG: its texts, the values of its attributes and its comments.
//!
//! Not here: XML that has a reader of its own.

use super::draft::{Draft, compose};
use super::reading::Reading;
use super::xml::{Broken, Node, Tag, walk_text};
use super::{Package, data_uri, html};
use crate::model::{Document, GapKind, Say, SegmentKind, Step};
use crate::read::reasons;

/// Reads XML.
pub(super) struct Reader;

/// How much of a file is looked at to find its root, in bytes.
const HEAD: usize = 16 * 1024;
/// Most gaps that are told.
const GAPS: usize = 1000;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "xml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "svg", "xsd", "xsl", "xslt", "rss", "atom"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        if !html::may_start_with_tag(bytes) {
            return false;
        }
        let head = html::head(bytes);
        head.trim_start().starts_with("<?xml") || root(bytes).is_some_and(|root| root == "svg")
    }

    fn may_be(&self, bytes: &[u8]) -> bool {
        root(bytes).is_some()
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        of_text(bytes, |text| compose(self.name(), |draft| write(draft, reading, text)))
    }
}

/// Reads the text of a file, and keeps what was odd about its encoding.
pub(super) fn of_text(bytes: &[u8], read: impl FnOnce(&str) -> Document) -> Document {
    match html::charset::text(bytes) {
        Ok(decoded) => {
            let mut document = read(&decoded.text);
            document.gaps.splice(0..0, decoded.gaps);
            document.notices.splice(0..0, decoded.notices);
            document
        }
        Err(gap) => Document { gaps: vec![gap], composed: true, ..Document::default() },
    }
}

/// Tells that a file was not read to its end.
pub(super) fn tell_broken(draft: &mut Draft<'_>, broken: Broken) {
    draft.gap(if broken.limit { GapKind::Limit } else { GapKind::Malformed }, broken.reason);
}

/// The name of the first element in small letters, without its prefix.
pub(super) fn root(bytes: &[u8]) -> Option<String> {
    if !html::may_start_with_tag(bytes) {
        return None;
    }
    let head = html::head(&bytes[..bytes.len().min(HEAD)]);
    let mut rest = head.trim_start();
    loop {
        let behind = if rest.starts_with("<!--") {
            rest.split_once("-->")
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            rest.split_once('>')
        } else {
            break;
        };
        rest = behind?.1.trim_start();
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    let name = name[..end].rsplit(':').next().unwrap_or_default();
    name.starts_with(|c: char| c.is_alphabetic()).then(|| name.to_owned())
}

/// Elements that only say how words of a picture look, so that words run on through them.
const INLINE: [&str; 6] = ["tspan", "textpath", "textPath", "a", "b", "i"];
/// Attributes of SVG with words or addresses; the others are geometry.
const SPOKEN: [&str; 5] = ["href", "title", "label", "aria-label", "alt"];

fn write(draft: &mut Draft<'_>, reading: &Reading<'_>, text: &str) {
    draft.notice(Say(
        "XML of no known kind; read as the texts, attributes and comments in it",
        "XML unbekannter Art; gelesen werden die Texte, Attribute und Kommentare darin",
    ));
    let mut state = State::default();
    let end = walk_text(text, |node| match node {
        Node::Open(tag) => {
            state.is_svg |= tag.name() == "svg";
            if !INLINE.contains(&tag.name()) {
                state.flush(draft);
            }
            state.names.push(tag.name().to_owned());
            state.attributes(draft, reading, tag);
        }
        Node::Close(name) => {
            if !INLINE.contains(&name) {
                state.flush(draft);
            }
            state.names.pop();
        }
        Node::Text(text) => state.words.push_str(text),
        Node::Comment(comment) => draft.tell(SegmentKind::Hidden, comment.trim()),
    });
    state.flush(draft);
    if let Err(broken) = end {
        tell_broken(draft, broken);
    }
}

#[derive(Debug, Default)]
struct State {
    names: Vec<String>,
    words: String,
    is_svg: bool,
    gaps: usize,
    files: u32,
    entries: u32,
}

impl State {
    fn flush(&mut self, draft: &mut Draft<'_>) {
        let words = std::mem::take(&mut self.words);
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        self.entries += 1;
        let name = self.names.last().map_or("", String::as_str);
        let kind = match name {
            "title" if self.is_svg && self.names.len() > 2 => SegmentKind::AltText,
            "title" => SegmentKind::Subject,
            "desc" if self.is_svg => SegmentKind::AltText,
            "style" | "script" | "metadata" if self.is_svg => SegmentKind::Hidden,
            _ => SegmentKind::Paragraph,
        };
        draft.tell_at(Step::Entry(self.entries), kind, words);
    }

    fn attributes(&mut self, draft: &mut Draft<'_>, reading: &Reading<'_>, tag: &Tag<'_>) {
        for (name, value) in tag.all() {
            if let Some((kind, bytes)) = data_uri::parse(&value) {
                self.files += 1;
                if let Some(document) = data_uri::read(&kind, &bytes, reading) {
                    draft.include(Step::Attachment(self.files, String::new()), document);
                }
                continue;
            }
            let is_picture = matches!(tag.name(), "image" | "feImage" | "img") && name == "href";
            if is_picture && self.gaps < GAPS {
                self.gaps += 1;
                draft.gap(GapKind::Linked, reasons::PICTURE_ELSEWHERE);
            }
            let geometry = self.is_svg && !SPOKEN.contains(&name.as_str());
            let space = value.starts_with("http://www.w3.org/");
            if geometry || space || !value.contains(char::is_alphabetic) {
                continue;
            }
            let link =
                name == "href" || value.starts_with("http://") || value.starts_with("https://");
            if !link || !value.starts_with('#') {
                let kind = if link { SegmentKind::Link } else { SegmentKind::Property };
                let value = if link { data_uri::readable(&value) } else { value };
                draft.tell_at(Step::Field(name), kind, &value);
            }
        }
    }
}
