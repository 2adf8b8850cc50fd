//! XML as the readers of packages need it: elements, attributes and text in order, without a tree.
//!
//! No entity is ever fetched or defined: a document type may hold a bomb, so one that defines entities is a gap, and
//! a reference to what is not defined stands as it is written. Depth is bounded, and every element ends once.
//!
//! Not here: what the elements mean.

use crate::model::Say;
use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::decode;

/// How deep elements may lie in elements.
const DEPTH: usize = 512;

/// Something that comes next in a document.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// An element starts. One without content starts and ends.
    Open(&'a Tag<'a>),
    /// An element ends; its name without prefix.
    Close(&'a str),
    /// Text, with references resolved. A piece at a time: a text may come in several.
    Text(&'a str),
    /// A comment.
    Comment(&'a str),
}

/// The start of an element.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The prefix of its name ("w" of `w:p`); empty where there is none.
    pub(super) fn prefix(&self) -> &str {
        self.start.name().into_inner().split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.all().into_iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// All attributes: names without prefix, and values.
    pub(super) fn all(&self) -> Vec<(String, String)> {
        let mut attributes = self.start.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let pair = |attribute: Attribute<'_>| {
            let name = attribute.key.local_name().into_inner().to_owned();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let raw = || attribute.value.clone().into_owned();
            (name, value.map_or_else(|_| raw(), Cow::into_owned))
        };
        attributes.map(pair).collect()
    }
}

/// Why a document was not read to its end: a reason for a gap of the kind `malformed` or `limit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Broken {
    /// The reason.
    pub(super) reason: Say,
    /// Whether it is a limit rather than a fault.
    pub(super) limit: bool,
}

/// Hands on everything in `bytes` in order.
///
/// # Errors
/// Where it ends early; what came before was handed on.
pub(super) fn walk(bytes: &[u8], each: impl FnMut(Node<'_>)) -> Result<(), Broken> {
    let fault = |reason| Broken { reason, limit: false };
    let Ok(decoded) = decode::decode(bytes) else {
        return Err(fault(Say("it is no text", "es ist kein Text")));
    };
    walk_text(&decoded.text, each)?;
    if decoded.gaps.is_empty() {
        Ok(())
    } else {
        Err(fault(Say("it holds bytes that are no text", "enthält Bytes, die kein Text sind")))
    }
}

/// Hands on everything in `text` in order.
///
/// # Errors
/// Where it ends early; what came before was handed on.
pub(super) fn walk_text(text: &str, mut each: impl FnMut(Node<'_>)) -> Result<(), Broken> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut open: Vec<String> = Vec::new();
    let fault = |reason| Err(Broken { reason, limit: false });
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                if open.len() >= DEPTH {
                    return Err(Broken {
                        reason: Say("elements lie too deep", "Elemente liegen zu tief ineinander"),
                        limit: true,
                    });
                }
                let tag = Tag { start };
                open.push(tag.name().to_owned());
                each(Node::Open(&tag));
            }
            Ok(Event::Empty(start)) => {
                let tag = Tag { start };
                each(Node::Open(&tag));
                each(Node::Close(tag.name()));
            }
            Ok(Event::End(end)) => {
                let name = end.local_name().into_inner().to_owned();
                let Some(at) = open.iter().rposition(|known| *known == name) else {
                    return fault(Say(
                        "an element ends that never started",
                        "ein Element endet, das nie begann",
                    ));
                };
                for name in open.split_off(at).iter().rev() {
                    each(Node::Close(name));
                }
            }
            Ok(Event::Text(text)) => {
                each(Node::Text(&text));
            }
            Ok(Event::CData(data)) => each(Node::Text(&data)),
            Ok(Event::GeneralRef(reference)) => each(Node::Text(&resolved(&reference))),
            Ok(Event::Comment(comment)) => each(Node::Comment(&comment)),
            Ok(Event::DocType(kind)) if kind.contains("<!ENTITY") => {
                return fault(Say(
                    "it defines entities of its own, which are not read",
                    "legt eigene Entitäten fest, die nicht gelesen werden",
                ));
            }
            Ok(Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Ok(Event::Eof) if open.is_empty() => return Ok(()),
            Ok(Event::Eof) => {
                open.iter().rev().for_each(|name| each(Node::Close(name)));
                return fault(Say(
                    "it ends before its elements do",
                    "endet, bevor die Elemente enden",
                ));
            }
            Err(_) => {
                open.iter().rev().for_each(|name| each(Node::Close(name)));
                return fault(Say(
                    "it is no valid XML from some point on",
                    "von einer Stelle an kein gültiges XML",
                ));
            }
        }
    }
}

/// What a reference stands for; one that nobody defined stands as it is written.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name: &str = reference;
    resolve_predefined_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}
