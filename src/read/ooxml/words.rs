//! The words of a part of XML whose elements nobody knows: text nodes, and attributes that hold words.
//!
//! Not here: parts whose elements mean something to a reader.

use std::collections::HashSet;

use crate::read::xml::{Broken, Node, Tag, walk};

/// Which words are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Words {
    /// Text nodes alone.
    Text,
    /// Attributes too.
    Values,
}

/// Elements that hold a paragraph: runs in them are one text, however they are cut.
const BLOCKS: [&str; 7] = ["p", "si", "comment", "text", "is", "tc", "rPh"];
/// Elements that stand for a blank.
const BLANKS: [&str; 5] = ["br", "tab", "cr", "ptab", "tspan"];
/// Attributes that hold words, whatever they hold.
const VALUES: [&str; 24] = [
    "address",
    "alias",
    "alt",
    "author",
    "caption",
    "comment",
    "content",
    "descr",
    "description",
    "displayName",
    "error",
    "errorTitle",
    "label",
    "name",
    "placeholder",
    "prompt",
    "promptTitle",
    "string",
    "subject",
    "tag",
    "text",
    "title",
    "tooltip",
    "userId",
];
/// Attributes that hold blanks and letters but no words: lists of prefixes, fonts, drawing instructions.
const NO_VALUES: [&str; 12] = [
    "Ignorable",
    "schemaLocation",
    "style",
    "path",
    "typeface",
    "ascii",
    "hAnsi",
    "eastAsia",
    "cs",
    "Requires",
    "spans",
    "sqref",
];

/// The paragraphs of a part, and why it breaks off, where it does.
pub(in crate::read) fn paragraphs(bytes: &[u8], what: Words) -> (Vec<String>, Option<Broken>) {
    let mut found = Found::default();
    let broken = walk(bytes, |node| match node {
        Node::Open(tag) => found.open(tag, what),
        Node::Close(name) => found.close(name),
        Node::Text(text) => found.text.push_str(text),
        Node::Comment(comment) => found.asides.push(comment.to_owned()),
    });
    found.flush();
    (found.paragraphs, broken.err())
}

#[derive(Default)]
struct Found {
    paragraphs: Vec<String>,
    text: String,
    /// How many blocks are open.
    blocks: usize,
    /// Attributes and comments of the paragraph, to be said behind it.
    asides: Vec<String>,
    said: HashSet<String>,
}

impl Found {
    fn open(&mut self, tag: &Tag<'_>, what: Words) {
        let name = tag.name();
        if BLOCKS.contains(&name) {
            self.flush();
            self.blocks += 1;
        } else if BLANKS.contains(&name) {
            self.text.push(' ');
        } else if self.blocks == 0 {
            self.flush();
        }
        if what == Words::Values {
            let values = tag.all().into_iter().filter(|(name, value)| holds_words(name, value));
            for (_, value) in values {
                if self.said.insert(value.clone()) {
                    self.asides.push(value);
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.blocks = self.blocks.saturating_sub(1);
            self.flush();
        } else if self.blocks == 0 {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let new = std::iter::once(text).chain(self.asides.drain(..));
        self.paragraphs.extend(new.filter(|text| !text.trim().is_empty()));
    }
}

fn holds_words(name: &str, value: &str) -> bool {
    if VALUES.contains(&name) {
        return value.contains(char::is_alphabetic);
    }
    let words = value.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    words > 1 && !NO_VALUES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{Words, paragraphs};

    #[test]
    fn runs_are_one_word_and_blocks_are_not() {
        let xml = "<a><p><r><t>GEH</t></r><r><t>EIM</t></r></p><p><t>x</t><br/><t>y</t></p><v>1</v><v>2</v></a>";
        assert_eq!(paragraphs(xml.as_bytes(), Words::Text).0, ["GEHEIM", "x y", "1", "2"]);
    }

    #[test]
    fn attributes_hold_words() {
        let xml =
            "<a title='Lage' w='12' path='m l x e' x='zwei Worte'><b title='Lage'/>c<!--d--></a>";
        let (found, broken) = paragraphs(xml.as_bytes(), Words::Values);
        assert_eq!(found, ["Lage", "zwei Worte", "c", "d"]);
        assert_eq!(broken, None);
        assert!(paragraphs(b"<a><b>c", Words::Text).1.is_some());
    }
}
