//! TTML and DFXP: captions in XML, with speakers, nested times and metadata.
//!
//! Not here: joining captions to turns ([`super::captions`]); EBU STL, which is binary.

mod clock;

use std::collections::HashMap;

use super::captions::{Times, Turns};
use super::draft::{Draft, compose};
use super::reading::Reading;
use super::xml::{Node, Tag, walk_text};
use super::{Package, xml_text};
use crate::model::{Document, GapKind, Say, SegmentKind, Step};
use crate::read::reasons;
use crate::text::Span;
use clock::Clock;

/// Reads TTML.
pub(super) struct Reader;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "ttml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ttml", "dfxp", "itt"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        xml_text::root(bytes).is_some_and(|root| root == "tt")
    }

    fn read(&self, bytes: &[u8], _reading: &Reading<'_>) -> Document {
        xml_text::of_text(bytes, |text| {
            compose(self.name(), |draft| {
                let mut captions = Captions::default();
                let end = walk_text(text, |node| captions.node(draft, &node));
                if let Err(broken) = end {
                    xml_text::tell_broken(draft, broken);
                }
            })
        })
    }
}

/// An open element.
#[derive(Debug, Clone, Default)]
struct Open {
    name: String,
    times: Times,
    agent: Option<String>,
    verbatim: bool,
}

#[derive(Debug, Default)]
struct Captions {
    clock: Clock,
    open: Vec<Open>,
    turns: Turns,
    /// Names of speakers by their keys.
    agents: HashMap<String, String>,
    /// The key of the speaker whose name is being read.
    agent: String,
    /// The words of the caption or entry, by who says them.
    pieces: Vec<(Option<String>, String)>,
    captions: u32,
    in_caption: bool,
}

impl Captions {
    fn node(&mut self, draft: &mut Draft<'_>, node: &Node<'_>) {
        match node {
            Node::Open(tag) => self.start(draft, tag),
            Node::Close(name) => self.close(draft, name),
            Node::Text(text) => self.text(text),
            Node::Comment(comment) => {
                self.turns.close();
                draft.tell(SegmentKind::Note, comment);
            }
        }
    }

    fn start(&mut self, draft: &mut Draft<'_>, tag: &Tag<'_>) {
        let outer = self.open.last().cloned().unwrap_or_default();
        match tag.name() {
            "tt" => self.clock = Clock::new(tag),
            "agent" => self.agent = tag.get("id").unwrap_or_default(),
            "br" if self.in_caption => self.push(None, "\n"),
            "image" | "audio" | "font" => {
                draft.gap(
                    GapKind::Picture,
                    Say(
                        "captions that are pictures or sound",
                        "Untertitel, die Bilder oder Ton sind",
                    ),
                );
            }
            _ => {}
        }
        if tag.get("backgroundImage").is_some() {
            draft.gap(GapKind::Linked, reasons::PICTURE_ELSEWHERE);
        }
        if !self.in_caption {
            self.entry(draft);
        }
        self.in_caption |= tag.name() == "p";
        let space = tag.get("space");
        self.open.push(Open {
            name: tag.name().to_owned(),
            times: self.clock.times(tag, outer.times),
            agent: tag.get("agent").or(outer.agent),
            verbatim: space.map_or(outer.verbatim, |space| space == "preserve"),
        });
    }

    fn text(&mut self, text: &str) {
        let Some(open) = self.open.last() else { return };
        let (agent, verbatim) = (open.agent.clone(), open.verbatim);
        if verbatim {
            return self.push(agent, text);
        }
        let at_start =
            self.pieces.last().is_none_or(|(_, text)| text.ends_with(char::is_whitespace));
        let white = |c: char| c.is_ascii_whitespace();
        let words: Vec<&str> = text.split(white).filter(|word| !word.is_empty()).collect();
        let front = if text.starts_with(white) && !at_start { " " } else { "" };
        let back = if text.ends_with(white) && !words.is_empty() { " " } else { "" };
        self.push(agent, &format!("{front}{}{back}", words.join(" ")));
    }

    fn push(&mut self, agent: Option<String>, words: &str) {
        match self.pieces.last_mut() {
            Some((last, text)) if *last == agent || words.trim().is_empty() => text.push_str(words),
            _ if words.is_empty() => {}
            _ => self.pieces.push((agent, words.to_owned())),
        }
    }

    fn close(&mut self, draft: &mut Draft<'_>, name: &str) {
        if name == "p" {
            self.in_caption = false;
            self.caption(draft);
        } else if !self.in_caption {
            self.entry(draft);
        }
        self.open.pop();
    }

    /// A caption is whole.
    fn caption(&mut self, draft: &mut Draft<'_>) {
        let times = self.open.last().map_or(Times::default(), |open| open.times);
        self.captions += 1;
        for (agent, words) in std::mem::take(&mut self.pieces) {
            let words = words.trim();
            if words.is_empty() {
                continue;
            }
            let name = agent.map(|agent| self.agents.get(&agent).cloned().unwrap_or(agent));
            let speaker = name.map(|name| draft.speaker(&name, Span::default()));
            // A place ends the turn that it stands in, so that only times say where captions are.
            self.turns.open(
                draft,
                speaker,
                times,
                words.starts_with("- ") || words.starts_with(">>"),
            );
            for (at, line) in
                words.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate()
            {
                if at > 0 {
                    draft.line();
                }
                draft.say(line);
            }
            draft.end();
        }
    }

    /// What stands beside captions: metadata.
    fn entry(&mut self, draft: &mut Draft<'_>) {
        let words: String = self.pieces.drain(..).map(|(_, words)| words).collect();
        let words = words.trim();
        let Some(open) = self.open.last().filter(|_| !words.is_empty()) else { return };
        self.turns.close();
        let kind = match open.name.as_str() {
            "name" => {
                self.agents.insert(self.agent.clone(), words.to_owned());
                SegmentKind::Property
            }
            "title" => SegmentKind::Subject,
            "desc" | "copyright" | "metadata" | "item" => SegmentKind::Property,
            _ => SegmentKind::Note,
        };
        draft.tell_at(Step::Field(open.name.clone()), kind, words);
    }
}
