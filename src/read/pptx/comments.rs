//! Comments on slides, old ones and threads of new ones, with their authors.
//!
//! Not here: speaker notes, which are slides of their own.

use std::collections::HashMap;

use crate::model::{SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::ooxml::Office;
use crate::read::xml::Node;
use crate::text::Span;

/// Names of authors by their id.
#[derive(Debug, Default)]
pub(super) struct Authors {
    names: HashMap<String, String>,
}

impl Authors {
    /// Reads a part of authors.
    pub(super) fn read(&mut self, draft: &mut Draft<'_>, office: &mut Office<'_, '_>, part: &str) {
        draft.enter(Step::Part(part.to_owned()));
        office.walk(draft, part, |_, draft, node| match node {
            Node::Open(tag) if matches!(tag.name(), "cmAuthor" | "author") => {
                let name = tag.get("name").unwrap_or_default();
                draft.tell(SegmentKind::Property, &name);
                draft.tell(SegmentKind::Property, &tag.get("userId").unwrap_or_default());
                self.names.insert(tag.get("id").unwrap_or_default(), name);
            }
            Node::Text(words) | Node::Comment(words) => draft.tell(SegmentKind::Property, words),
            _ => {}
        });
        draft.leave();
    }

    /// Writes the comments of a slide, and goes on counting from `number`.
    pub(super) fn comments(
        &self,
        draft: &mut Draft<'_>,
        office: &mut Office<'_, '_>,
        part: &str,
        number: &mut u32,
    ) {
        let mut authors: Vec<String> = Vec::new();
        let mut text = String::new();
        office.walk(draft, part, |_, draft, node| match node {
            Node::Open(tag) if matches!(tag.name(), "cm" | "reply") => {
                say(draft, authors.last(), &std::mem::take(&mut text), number);
                let id = tag.get("authorId").unwrap_or_default();
                authors.push(self.names.get(&id).cloned().unwrap_or_default());
            }
            Node::Open(tag) if tag.name() == "br" => text.push('\n'),
            Node::Open(_) => {}
            Node::Text(words) | Node::Comment(words) => text.push_str(words),
            Node::Close("p" | "text") if !text.trim().is_empty() => text.push('\n'),
            Node::Close("cm" | "reply") => {
                say(draft, authors.last(), &std::mem::take(&mut text), number);
                authors.pop();
            }
            Node::Close(_) => {}
        });
    }
}

/// Says a comment by its author.
fn say(draft: &mut Draft<'_>, author: Option<&String>, words: &str, number: &mut u32) {
    if words.trim().is_empty() {
        return;
    }
    *number = number.saturating_add(1);
    draft.enter(Step::Comment(*number));
    let author = author.filter(|author| !author.is_empty());
    let speaker = author.map(|author| draft.speaker(author, Span::default()));
    draft.begin_speech(SegmentKind::Comment, speaker, None);
    draft.wall();
    draft.say(words);
    draft.leave();
    draft.wall();
}
