//! The groups of an RTF file in order: where words go, in which character set, and what becomes of them.
//!
//! Not here: what whole strings, pictures and objects mean ([`super::parts`]).

use std::collections::HashMap;

use super::charset::Charset;
use super::flow::{Fate, Flow, Layout, Pages};
use super::parts::{Parts, SHORT, UNDECODED};
use super::tokens::{Token, Tokens};
use super::words::{Destination, Store, destination};
use crate::model::{GapKind, Say, SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::reading::Reading;

/// How often the time is asked for, in tokens.
const WATCH: usize = 10_000;
/// What holds in a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) to: Destination,
    pub(super) charset: Charset,
    pub(super) font: i32,
    pub(super) fallback: i32,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) revised: bool,
    pub(super) raised: bool,
    pub(super) twin: bool,
    pub(super) layout: Layout,
    /// Whether nothing stood in the group so far, and whether that was a star.
    pub(super) fresh: bool,
    pub(super) star: bool,
    /// Whether the group itself started what `to` says.
    pub(super) opened: bool,
    /// Whether groups in it are parted, because nobody knows what they mean.
    pub(super) parted: bool,
}

/// A file being read.
pub(super) struct Groups<'d, 's> {
    pub(super) parts: Parts<'d, 's>,
    pub(super) state: State,
    pub(super) outer: Vec<State>,
    pub(super) flows: Vec<Flow>,
    pub(super) stores: Vec<String>,
    /// Bytes that are not yet letters.
    pub(super) pending: Vec<u8>,
    /// Half of a letter that is written in two numbers.
    pub(super) half: Option<u16>,
    pub(super) skip: usize,
    pub(super) page: Charset,
    pub(super) fonts: HashMap<i32, Charset>,
    pub(super) styles: HashMap<i32, usize>,
    pub(super) style: i32,
    /// The font of text that names none.
    pub(super) font: i32,
    pub(super) notes: (u32, u32, u32),
    pub(super) section: u32,
    pub(super) html: Option<String>,
}

/// Reads a file; the HTML in it is given back, where it was made of HTML.
pub(super) fn read(draft: &mut Draft<'_>, reading: &Reading<'_>, bytes: &[u8]) -> Option<String> {
    let state = State {
        to: Destination::Around,
        charset: Charset::WESTERN,
        font: 0,
        fallback: 1,
        hidden: false,
        deleted: false,
        revised: false,
        raised: false,
        twin: false,
        layout: Layout::default(),
        fresh: false,
        star: false,
        opened: false,
        parted: false,
    };
    let mut groups = Groups {
        parts: Parts::new(Pages::new(draft), reading),
        state,
        outer: Vec::new(),
        flows: vec![Flow::new(SegmentKind::Paragraph, None)],
        stores: Vec::new(),
        pending: Vec::new(),
        half: None,
        skip: 0,
        page: Charset::WESTERN,
        fonts: HashMap::new(),
        styles: HashMap::new(),
        style: 0,
        font: 0,
        notes: (0, 0, 0),
        section: 1,
        html: None,
    };
    for (count, token) in Tokens::new(bytes).enumerate() {
        if count % WATCH == 0
            && let Err(reason) = reading.time()
        {
            groups.parts.gap(GapKind::Limit, reason);
            break;
        }
        groups.token(token);
    }
    groups.flush();
    if !groups.outer.is_empty() {
        groups.parts.gap(
            GapKind::Malformed,
            Say("it ends before its groups do", "endet, bevor die Gruppen enden"),
        );
    }
    while !groups.outer.is_empty() {
        groups.close();
    }
    groups.paragraph();
    groups.parts.pages.write();
    groups.html
}

impl Groups<'_, '_> {
    fn token(&mut self, token: Token<'_>) {
        match token {
            Token::Text(text) => return self.bytes(text),
            Token::Hex(byte) => return self.bytes(&[byte]),
            _ => {}
        }
        self.flush();
        match token {
            Token::Open => {
                self.skip = 0;
                self.outer.push(self.state);
                self.state = State { fresh: true, star: false, opened: false, ..self.state };
            }
            Token::Close => self.close(),
            Token::Symbol(b'*') if self.state.fresh => self.state.star = true,
            Token::Word(word, number) => {
                self.skip = 0;
                let first = std::mem::take(&mut self.state.fresh);
                let star = std::mem::take(&mut self.state.star);
                match destination(word) {
                    Some(to) if first => self.enter(word, to),
                    None if star => {
                        self.enter(word, Destination::Flow(SegmentKind::Hidden));
                        self.state.parted = true;
                    }
                    _ => self.word(word, number),
                }
            }
            Token::Symbol(symbol) => match symbol {
                b'~' => self.letters("\u{a0}"),
                b'_' => self.letters("\u{2011}"),
                b'\r' | b'\n' => self.paragraph(),
                b'\\' | b'{' | b'}' => self.bytes(&[symbol]),
                _ => {}
            },
            Token::Binary(bytes) => match self.state.to {
                Destination::Picture | Destination::Object => self.parts.binary(bytes),
                Destination::Silent => {}
                _ => self.parts.gap(
                    GapKind::Embedded,
                    Say("binary content in the text", "binärer Inhalt im Text"),
                ),
            },
            Token::Short => {
                self.parts.gap(GapKind::Malformed, SHORT);
            }
            Token::Text(_) | Token::Hex(_) => {}
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        self.state.fresh = false;
        let bytes = bytes.get(skipped..).unwrap_or_default();
        match self.state.to {
            Destination::Picture | Destination::Object => self.parts.hex(bytes),
            _ => self.pending.extend_from_slice(bytes),
        }
    }

    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let (text, known) = self.state.charset.text(&bytes);
        if !known && self.state.to != Destination::Silent {
            let reason = UNDECODED;
            self.parts.gap(GapKind::Undecodable, reason);
        }
        self.letters(&text);
    }

    /// Words go where they belong.
    pub(super) fn letters(&mut self, text: &str) {
        if let Some(html) = self.html.as_mut().filter(|_| !self.state.twin) {
            match self.state.to {
                Destination::Store(Store::HtmlTag) => return html.push_str(text),
                Destination::Around => {
                    let text = text.replace('&', "&amp;").replace('<', "&lt;");
                    return html.push_str(&text.replace('>', "&gt;"));
                }
                _ => {}
            }
        }
        match self.state.to {
            Destination::Around | Destination::Flow(_) => {
                let State { deleted, revised, hidden, raised, .. } = self.state;
                let Some(flow) = self.flows.last_mut() else { return };
                let fate = match (deleted, revised) {
                    (true, _) => Fate::Left,
                    (_, true) => Fate::Came,
                    _ => Fate::Stayed,
                };
                // The mark of a footnote is no part of the word before it.
                let apart = raised && flow.last().is_some_and(char::is_alphabetic);
                if apart && text.starts_with(|c: char| c.is_ascii_digit() || c == '*') {
                    flow.add(fate, hidden, " ");
                }
                flow.add(fate, hidden, text);
            }
            Destination::Store(_) | Destination::Styles => {
                if let Some(store) = self.stores.last_mut() {
                    store.push_str(text);
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, word: &str, to: Destination) {
        // What stands in a silent group is silent, whatever it says that it is.
        if self.state.to == Destination::Silent && word != "pict" {
            return;
        }
        self.state.opened = true;
        match to {
            Destination::Around => {
                self.state.opened = false;
                if word == "ud" {
                    // The version of a text that counts stands where both stand.
                    let around = self.outer.len().checked_sub(2).and_then(|at| self.outer.get(at));
                    self.state.to = around.map_or(Destination::Around, |state| state.to);
                }
                if word == "shppict" {
                    self.parts.has_twin = true;
                }
                return;
            }
            Destination::Flow(kind) => {
                let step = self.step(word, kind);
                self.flows.push(Flow::new(kind, step));
            }
            Destination::Store(_) | Destination::Styles => self.stores.push(String::new()),
            Destination::Picture | Destination::Object => self.parts.start(),
            Destination::Silent | Destination::Fonts | Destination::Twice => {}
        }
        self.state.to = to;
        self.state.layout = Layout::default();
    }

    fn step(&mut self, word: &str, kind: SegmentKind) -> Option<Step> {
        let next = |count: &mut u32| {
            *count += 1;
            *count
        };
        match kind {
            SegmentKind::Header | SegmentKind::Footer => Some(Step::Section(self.section)),
            SegmentKind::Footnote if word == "footnote" => {
                Some(Step::Footnote(next(&mut self.notes.0)))
            }
            SegmentKind::Comment if word == "annotation" => {
                Some(Step::Comment(next(&mut self.notes.1)))
            }
            SegmentKind::Comment => Some(Step::Comment(self.notes.1 + 1)),
            SegmentKind::TextBox => Some(Step::Shape(next(&mut self.notes.2))),
            _ => None,
        }
    }

    fn close(&mut self) {
        self.skip = 0;
        let Some(outer) = self.outer.pop() else {
            // What stands behind the end of the file is shown by nobody.
            self.state.hidden = true;
            return;
        };
        let inner = std::mem::replace(&mut self.state, outer);
        self.state.fresh = false;
        if !inner.opened {
            match inner.to {
                Destination::Styles => self.style_name(),
                Destination::Flow(_) if inner.parted => self.letters(" "),
                _ => {}
            }
            return;
        }
        match inner.to {
            Destination::Flow(_) if self.flows.len() > 1 => {
                if let Some(mut flow) = self.flows.pop() {
                    self.parts.pages.end(&mut flow, inner.layout, false);
                }
            }
            Destination::Store(store) => {
                let text = self.stores.pop().unwrap_or_default();
                match store {
                    Store::ListText => self.mark(&text),
                    Store::HtmlTag => {}
                    _ => self.parts.store(store, &text),
                }
            }
            Destination::Styles => {
                self.stores.pop();
            }
            Destination::Fonts => self.default_font(),
            Destination::Picture => self.parts.picture(),
            Destination::Object => self.parts.object(),
            _ => {}
        }
    }

    fn mark(&mut self, text: &str) {
        let text = text.trim();
        self.state.layout.listed = true;
        if let Some(flow) = self.flows.last_mut().filter(|_| !text.is_empty()) {
            flow.mark = format!("{text} ");
        }
    }

    pub(super) fn paragraph(&mut self) {
        if let Some(html) = self.html.as_mut().filter(|_| !self.state.twin) {
            html.push('\n');
        }
        match self.state.to {
            Destination::Store(_) => self.letters("\n"),
            Destination::Around | Destination::Flow(_) => {
                let is_body = self.flows.len() == 1;
                if let Some(flow) = self.flows.last_mut() {
                    self.parts.pages.end(flow, self.state.layout, is_body);
                }
            }
            _ => {}
        }
    }
}
