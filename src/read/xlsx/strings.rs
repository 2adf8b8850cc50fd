//! Texts of cells and comments: runs, readings beside the characters, escapes.
//!
//! Not here: fonts and colours.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::read::xml::Node;

/// A text of a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Text {
    /// Its words.
    pub(super) words: String,
    /// How they are spoken, where Japanese writing says so.
    pub(super) spoken: String,
}

/// Texts that cells share, by number.
#[derive(Debug, Default)]
pub(super) struct Strings {
    texts: Vec<Text>,
    used: Vec<bool>,
    runs: Runs,
}

impl Strings {
    /// Takes in what comes next of the part that holds them.
    pub(super) fn node(&mut self, node: &Node<'_>) {
        self.runs.node(node);
        if matches!(node, Node::Close("si")) {
            self.texts.push(self.runs.take());
            self.used.push(false);
        }
    }

    /// The text with a number, which is used from now on.
    pub(super) fn take(&mut self, at: usize) -> Option<&Text> {
        *self.used.get_mut(at)? = true;
        self.texts.get(at)
    }

    /// The texts in which no cell had a part.
    pub(super) fn unused(&self) -> impl Iterator<Item = &Text> {
        self.texts.iter().zip(&self.used).filter(|(_, used)| !**used).map(|(text, _)| text)
    }

    /// The words of the texts that cells have.
    pub(super) fn used(&self) -> HashSet<String> {
        let used = self.texts.iter().zip(&self.used).filter(|(_, used)| **used);
        used.map(|(text, _)| text.words.clone()).collect()
    }
}

/// A text being put together from its runs.
#[derive(Debug, Default)]
pub(super) struct Runs {
    text: Text,
    in_text: bool,
    spoken: bool,
}

impl Runs {
    /// Takes in what comes next.
    pub(super) fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Open(tag) => match tag.name() {
                "t" => self.in_text = true,
                "rPh" => self.spoken = true,
                _ => {}
            },
            Node::Close("t") => self.in_text = false,
            Node::Close("rPh") => self.spoken = false,
            Node::Text(text) if self.in_text && self.spoken => self.text.spoken.push_str(text),
            Node::Text(text) if self.in_text => self.text.words.push_str(text),
            _ => {}
        }
    }

    /// The text so far; the next one starts.
    pub(super) fn take(&mut self) -> Text {
        let Text { words, spoken } = std::mem::take(self).text;
        Text { words: unescaped(&words).into_owned(), spoken: unescaped(&spoken).into_owned() }
    }
}

/// A text whose escapes (`_x000D_`) are resolved.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let escape = rest.get(at..at + 7).filter(|escape| escape.ends_with('_'));
        let code = escape.and_then(|escape| u32::from_str_radix(&escape[2..6], 16).ok());
        let (piece, next) = match code.and_then(char::from_u32) {
            // A carriage return goes before a line feed.
            Some('\r') => (String::new(), at + 7),
            Some(c) => (c.to_string(), at + 7),
            None => ("_x".to_owned(), at + 2),
        };
        whole.push_str(&rest[..at]);
        whole.push_str(&piece);
        rest = &rest[next..];
    }
    whole.push_str(rest);
    Cow::Owned(whole)
}

#[cfg(test)]
mod tests {
    use super::{Strings, unescaped};
    use crate::read::xml::walk;

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescaped("a_x000D_\nb"), "a\nb");
        assert_eq!(unescaped("_x0041__x005F_x0042_"), "A_x0042_");
        assert_eq!(unescaped("_x_xZZZZ_ _xäöü_ _x004"), "_x_xZZZZ_ _xäöü_ _x004");
        assert_eq!(unescaped("_xD800_"), "_xD800_");
    }

    #[test]
    fn runs_are_one_text() {
        let part = "<sst><si><t>A</t></si><si><r><t>VS-</t></r><r><t>NfD</t></r>\
            <rPh><t>fauesnfd</t></rPh></si><si/><si><t>d";
        let mut strings = Strings::default();
        assert!(walk(part.as_bytes(), |node| strings.node(&node)).is_err());
        assert_eq!(strings.take(1).unwrap().words, "VS-NfD");
        assert_eq!(strings.take(1).unwrap().spoken, "fauesnfd");
        assert_eq!(strings.take(4), None);
        let left: Vec<_> = strings.unused().map(|text| text.words.as_str()).collect();
        assert_eq!(left, ["A", "", "d"]);
    }
}
