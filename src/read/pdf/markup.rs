//! The words of XML that lies in a file: metadata, forms, rich text.
//!
//! Not here: what its elements mean.

use super::super::xml::{Node, walk, walk_text};
use crate::model::Say;

/// What an XML says, in order: each with the name of the element or attribute that holds it.
pub(super) type Words = Vec<(String, String)>;

/// The words of an XML document, and the reason why they are not all.
pub(super) fn words(bytes: &[u8]) -> (Words, Option<Say>) {
    let mut collector = Collector::default();
    let end = walk(bytes, |node| collector.take(&node));
    (collector.words, end.err().map(|broken| broken.reason))
}

/// The text of a piece of rich text; where it is no XML, as it stands.
pub(super) fn rich(text: &str) -> String {
    if !text.trim_start().starts_with('<') {
        return text.to_owned();
    }
    let mut collector = Collector::default();
    if walk_text(text, |node| collector.take(&node)).is_err() {
        return text.to_owned();
    }
    let words = collector.words.into_iter().filter(|(name, _)| !is_style(name));
    words.map(|(_, words)| words).collect::<Vec<_>>().join("\n")
}

fn is_style(name: &str) -> bool {
    ["xmlns", "xfa", "style", "APIVersion", "spec", "contentType", "dir"].contains(&name)
}

#[derive(Default)]
struct Collector {
    open: Vec<String>,
    words: Words,
    /// Whether the last words may go on.
    runs_on: bool,
}

impl Collector {
    fn take(&mut self, node: &Node<'_>) {
        match node {
            Node::Open(tag) => {
                self.runs_on = false;
                self.open.push(tag.name().to_owned());
                for (name, value) in tag.all() {
                    self.say(name, value.trim());
                }
            }
            Node::Close(_) => {
                self.runs_on = false;
                self.open.pop();
            }
            Node::Text(text) => match self.words.last_mut() {
                Some((_, words)) if self.runs_on => words.push_str(text),
                _ if text.trim().is_empty() => {}
                _ => {
                    let name = self.open.last().cloned().unwrap_or_default();
                    self.words.push((name, (*text).to_owned()));
                    self.runs_on = true;
                }
            },
            Node::Comment(text) => self.say("comment".to_owned(), text.trim()),
        }
    }

    fn say(&mut self, name: String, words: &str) {
        if words.chars().any(char::is_alphanumeric) {
            self.words.push((name, words.to_owned()));
            self.runs_on = false;
        }
    }
}
