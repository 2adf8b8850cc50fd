//! The groups of an RTF file in order: where words go, in which character set, and what becomes of them.
//!
//! Not here: what whole strings, pictures and objects mean ([`super::parts`]).

use std::collections::HashMap;

use super::charset::Charset;
use super::flow::{Fate, Flow, Layout, Pages};
use super::parts::Parts;
use super::tokens::{Token, Tokens};
use super::words::{Destination, Store, destination, letter};
use crate::model::{GapKind, SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::reading::Reading;

/// How often the time is asked for, in tokens.
const WATCH: usize = 10_000;
/// Most bytes that stand for one letter in its second version; more of them are words.
const FALLBACK: i32 = 4;

/// What holds in a group.
#[derive(Debug, Clone, Copy)]
struct State {
    to: Destination,
    charset: Charset,
    font: i32,
    fallback: i32,
    hidden: bool,
    deleted: bool,
    revised: bool,
    raised: bool,
    twin: bool,
    layout: Layout,
    /// Whether nothing stood in the group so far, and whether that was a star.
    fresh: bool,
    star: bool,
    /// Whether the group itself started what `to` says.
    opened: bool,
    /// Whether groups in it are parted, because nobody knows what they mean.
    parted: bool,
}

/// A file being read.
struct Groups<'d, 's> {
    parts: Parts<'d, 's>,
    state: State,
    outer: Vec<State>,
    flows: Vec<Flow>,
    stores: Vec<String>,
    /// Bytes that are not yet letters.
    pending: Vec<u8>,
    /// Half of a letter that is written in two numbers.
    half: Option<u16>,
    skip: usize,
    page: Charset,
    fonts: HashMap<i32, Charset>,
    styles: HashMap<i32, usize>,
    style: i32,
    /// The font of text that names none.
    font: i32,
    notes: (u32, u32, u32),
    section: u32,
    html: Option<String>,
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
        groups.parts.gap(GapKind::Malformed, "it ends before its groups do");
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
                _ => self.parts.gap(GapKind::Embedded, "binary content in the text"),
            },
            Token::Short => {
                self.parts.gap(GapKind::Malformed, "binary content is shorter than it says");
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
            let reason = "bytes that the character set does not have, or one that is not read";
            self.parts.gap(GapKind::Undecodable, reason);
        }
        self.letters(&text);
    }

    /// Words go where they belong.
    fn letters(&mut self, text: &str) {
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

    /// An entry of the table of styles ends; headings are known by their names.
    fn style_name(&mut self) {
        let name = self.stores.last_mut().map(std::mem::take).unwrap_or_default();
        let name = name.trim().trim_end_matches(';').to_lowercase();
        let level = ["heading ", "überschrift "].iter().find_map(|word| name.strip_prefix(word));
        let level = level.and_then(|level| level.trim().parse::<usize>().ok());
        let level = level.map(|level| level.saturating_sub(1));
        if let Some(level) = level.or((name == "title" || name == "titel").then_some(0)) {
            self.styles.insert(self.style, level.min(8));
        }
        self.style = 0;
    }

    fn default_font(&mut self) {
        self.state.charset = self.fonts.get(&self.font).copied().unwrap_or(self.page);
    }

    fn mark(&mut self, text: &str) {
        let text = text.trim();
        self.state.layout.listed = true;
        if let Some(flow) = self.flows.last_mut().filter(|_| !text.is_empty()) {
            flow.mark = format!("{text} ");
        }
    }

    fn paragraph(&mut self) {
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

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        match word {
            "par" | "sect" | "cell" | "nestcell" => {
                self.state.layout.cell |= word.ends_with("cell");
                self.paragraph();
                self.section += u32::from(word == "sect");
            }
            "row" | "nestrow" => self.parts.pages.row(),
            "u" => self.unicode(value),
            "uc" => self.state.fallback = value.max(0),
            "pard" => self.state.layout = Layout::default(),
            "intbl" => self.state.layout.cell = true,
            "ls" if value > 0 => self.state.layout.listed = true,
            "outlinelevel" => {
                self.state.layout.level = usize::try_from(value).ok().filter(|l| *l < 9)
            }
            "s" if self.state.to == Destination::Styles => self.style = value,
            "s" => self.state.layout.level = self.styles.get(&value).copied(),
            "plain" => {
                self.state = State { hidden: false, deleted: false, revised: false, ..self.state };
                self.state.raised = false;
                if self.state.to != Destination::Fonts {
                    self.default_font();
                }
            }
            "v" | "webhidden" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "revised" => self.state.revised = on,
            "super" => self.state.raised = on,
            "nosupersub" => self.state.raised = false,
            "chftn" if self.state.to == Destination::Around => {
                self.letters(&format!(" {}", self.notes.0 + 1));
            }
            "objlink" | "objautlink" | "objsub" => {
                self.parts.gap(GapKind::Linked, "an object that lies elsewhere");
            }
            "deff" => self.font = value,
            "mac" => self.document(Charset::MAC),
            "pc" => self.document(Charset::of_page(437)),
            "pca" => self.document(Charset::of_page(850)),
            "ansicpg" => self.document(Charset::of_page(value)),
            "fromhtml" if on => self.html = Some(String::new()),
            "htmlrtf" => self.state.twin = on,
            "f" | "fcharset" | "cpg" => self.font_word(word, value),
            "pngblip" | "jpegblip" | "emfblip" | "wmetafile" | "dibitmap" | "wbitmap"
            | "macpict" | "picwgoal" | "pichgoal" => self.parts.size(word, value),
            _ => {
                if let Some(letter) = letter(word) {
                    self.letters(letter);
                }
            }
        }
    }

    fn document(&mut self, charset: Charset) {
        self.page = charset;
        self.state.charset = charset;
    }

    fn font_word(&mut self, word: &str, value: i32) {
        let in_table = self.state.to == Destination::Fonts;
        match word {
            "f" if in_table => {
                self.state.font = value;
                // The number of a font holds for the entries behind it, too.
                if let Some(outer) = self.outer.last_mut() {
                    outer.font = value;
                }
            }
            "f" => self.state.charset = self.fonts.get(&value).copied().unwrap_or(self.page),
            "fcharset" if in_table => {
                if let Some(charset) = Charset::of_font(value) {
                    self.fonts.insert(self.state.font, charset);
                }
            }
            "cpg" if in_table => {
                self.fonts.insert(self.state.font, Charset::of_page(value));
            }
            _ => {}
        }
    }

    /// A letter by its number; what follows is its version for programs that do not know it.
    fn unicode(&mut self, number: i32) {
        let shown = self.state.fallback <= FALLBACK;
        self.skip = if shown { usize::try_from(self.state.fallback).unwrap_or(0) } else { 0 };
        // Numbers of 16 bits are signed.
        let number = if number < 0 { number.saturating_add(0x1_0000) } else { number };
        let number = u32::try_from(number).unwrap_or(0xfffd);
        let unit = u16::try_from(number).ok();
        if let Some(half) = unit.filter(|unit| (0xd800..0xdc00).contains(unit)) {
            self.half = Some(half);
            return;
        }
        let pair = self.half.take().zip(unit);
        let letter = match pair {
            Some((high, low)) if (0xdc00..0xe000).contains(&low) => {
                char::decode_utf16([high, low]).next().and_then(Result::ok)
            }
            // Letters of symbol fonts are the bytes behind them.
            _ if (0xf020..=0xf0ff).contains(&number) => char::from_u32(number - 0xf000),
            _ => char::from_u32(number),
        };
        let letter = letter.unwrap_or('\u{fffd}');
        self.letters(letter.encode_utf8(&mut [0; 4]));
    }
}
