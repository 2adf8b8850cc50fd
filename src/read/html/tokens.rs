//! HTML to tags, text and comments, by the tokenizer of the HTML standard.
//!
//! A browser drops what a file that was cut off leaves of its last tag, and the second of two attributes with one name;
//! here both are handed on.
//!
//! Not here: what the tags mean, and which of them lie in which.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, State, StringReader, Tokenizer};

/// What comes next in a text.
#[derive(Debug)]
pub(super) enum Token {
    /// A tag opens.
    Open(Tag),
    /// A tag closes, by its name in small letters.
    Close(String),
    /// Words, with references resolved.
    Text(String),
    /// A comment, or anything else that a browser takes for one.
    Comment(String),
    /// The text ends inside of a tag.
    Cut,
}

/// A tag that opens.
#[derive(Debug, Default)]
pub(super) struct Tag {
    /// Its name in small letters, with its prefix.
    pub(super) name: String,
    /// Names in small letters, and values; empty values too.
    pub(super) attributes: Vec<(String, String)>,
    /// Whether it ends with a slash.
    pub(super) closed: bool,
}

impl Tag {
    /// The value of the first attribute with this name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The value of an attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.trim().parse().ok()
    }
}

/// How what follows a tag is read until that tag closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raw {
    /// Without tags, but with references.
    Title,
    /// As it stands.
    Style,
    /// As it stands, with what scripts do to comments.
    Script,
    /// As it stands, to the end of the text.
    Plain,
}

/// The tokens of a text, each with the offset at which it starts or, for a tag, ends.
pub(super) struct Tokens<'t> {
    inner: Tokenizer<StringReader<'t>, CallbackEmitter<Collector, (usize, Token), usize>>,
}

impl<'t> Tokens<'t> {
    /// The tokens of `text`, whose lines end with a line feed.
    pub(super) fn new(text: &'t str) -> Self {
        let emitter = CallbackEmitter::new(Collector::default());
        Tokens { inner: Tokenizer::new_with_emitter(text, emitter) }
    }

    /// What follows the tag that was handed on last is read otherwise.
    pub(super) fn raw(&mut self, raw: Raw) {
        self.inner.set_state(match raw {
            Raw::Title => State::RcData,
            Raw::Style => State::RawText,
            Raw::Script => State::ScriptData,
            Raw::Plain => State::PlainText,
        });
    }
}

impl Iterator for Tokens<'_> {
    type Item = (usize, Token);

    fn next(&mut self) -> Option<Self::Item> {
        self.inner.next()?.ok()
    }
}

/// Puts tags together from the events of the tokenizer.
#[derive(Debug, Default)]
struct Collector {
    tag: Tag,
}

impl Callback<(usize, Token), usize> for Collector {
    fn handle_event(
        &mut self,
        event: CallbackEvent<'_>,
        span: Span<usize>,
    ) -> Option<(usize, Token)> {
        let token = match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: words(name), ..Tag::default() };
                return None;
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.attributes.push((words(name), String::new()));
                return None;
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, known)) = self.tag.attributes.last_mut() {
                    known.push_str(&words(value));
                }
                return None;
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.tag.closed = self_closing;
                Token::Open(std::mem::take(&mut self.tag))
            }
            CallbackEvent::EndTag { name } => {
                self.tag = Tag::default();
                return Some((span.end, Token::Close(words(name))));
            }
            CallbackEvent::String { value } => Token::Text(words(value)),
            CallbackEvent::Comment { value } => Token::Comment(words(value)),
            CallbackEvent::Error(Error::EofInTag) => Token::Cut,
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => return None,
        };
        Some((span.start, token))
    }
}

/// The input is a text, and so is every part of it.
fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
