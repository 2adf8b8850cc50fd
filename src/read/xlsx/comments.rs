//! Comments of a sheet: old ones with their authors, and threads of new ones.
//!
//! Not here: the boxes in which they are drawn.

use std::collections::{HashMap, HashSet};

use super::strings::Runs;
use crate::model::{SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::ooxml::Office;
use crate::read::xml::Node;
use crate::text::Span;

/// What the comments of a workbook share.
#[derive(Debug, Default)]
pub(super) struct Authors {
    /// Names of persons by their id.
    pub(super) persons: HashMap<String, String>,
    /// Ids of the comments in threads. The old part has one more of each, for programs that know no threads.
    threads: HashSet<String>,
}

impl Authors {
    /// Reads a part of persons.
    pub(super) fn persons(
        &mut self,
        draft: &mut Draft<'_>,
        office: &mut Office<'_, '_>,
        part: &str,
    ) {
        office.walk(draft, part, |_, draft, node| match node {
            Node::Open(tag) if tag.name() == "person" => {
                let name = tag.get("displayName").unwrap_or_default();
                draft.tell(SegmentKind::Property, &name);
                draft.tell(SegmentKind::Property, &tag.get("userId").unwrap_or_default());
                self.persons.insert(tag.get("id").unwrap_or_default(), name);
            }
            _ => {}
        });
    }

    /// Writes the threads of a sheet.
    pub(super) fn threads(
        &mut self,
        draft: &mut Draft<'_>,
        office: &mut Office<'_, '_>,
        part: &str,
    ) {
        let (mut cell, mut author) = (String::new(), String::new());
        let mut text = String::new();
        office.walk(draft, part, |_, draft, node| match node {
            Node::Open(tag) if tag.name() == "threadedComment" => {
                cell = tag.get("ref").unwrap_or_default();
                let person = tag.get("personId").unwrap_or_default();
                author = self.persons.get(&person).cloned().unwrap_or_default();
                self.threads.extend(tag.get("id"));
            }
            Node::Open(_) => {}
            Node::Text(words) | Node::Comment(words) => text.push_str(words),
            Node::Close("text" | "threadedComment") => {
                say(draft, &cell, &author, &std::mem::take(&mut text));
            }
            Node::Close(_) => {}
        });
    }

    /// Writes the old comments of a sheet.
    pub(super) fn comments(&self, draft: &mut Draft<'_>, office: &mut Office<'_, '_>, part: &str) {
        let mut authors: Vec<String> = Vec::new();
        let (mut cell, mut author) = (String::new(), String::new());
        let (mut name, mut in_author) = (String::new(), false);
        let mut runs = Runs::default();
        office.walk(draft, part, |_, draft, node| {
            runs.node(&node);
            match node {
                Node::Open(tag) if tag.name() == "author" => in_author = true,
                Node::Text(words) if in_author => name.push_str(words),
                Node::Close("author") => {
                    in_author = false;
                    authors.push(std::mem::take(&mut name));
                }
                Node::Open(tag) if tag.name() == "comment" => {
                    cell = tag.get("ref").unwrap_or_default();
                    let number = tag.get("authorId").and_then(|id| id.parse::<usize>().ok());
                    author = number.and_then(|at| authors.get(at).cloned()).unwrap_or_default();
                }
                Node::Close("comment") => {
                    let text = runs.take();
                    let thread = author.strip_prefix("tc=").map(str::to_owned);
                    if thread.as_ref().is_some_and(|id| self.threads.contains(id)) {
                        return;
                    }
                    let author = if thread.is_some() { "" } else { author.as_str() };
                    say(draft, &cell, author, &text.words);
                    say(draft, &cell, author, &text.spoken);
                }
                _ => {}
            }
        });
    }
}

/// Says a comment at its cell, by its author.
fn say(draft: &mut Draft<'_>, cell: &str, author: &str, words: &str) {
    if words.trim().is_empty() {
        return;
    }
    draft.enter(Step::Cell(cell.to_owned()));
    let speaker = (!author.is_empty()).then(|| draft.speaker(author, Span::default()));
    draft.begin_speech(SegmentKind::Comment, speaker, None);
    draft.wall();
    draft.say(words);
    draft.leave();
    draft.wall();
}
